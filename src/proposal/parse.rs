//! Form → Proposal: reads every answer, keeps every problem, and leaves a bad answer unknown, visibly.

use super::values::{self, Read};
use super::{Ages, AreaCode, Conflict, FeeLine, Postcode, Proposal, Statement};
use crate::date::Date;
use crate::form::{Claim, Field, Form, Kind, Note, Problem};
use crate::profile::Profile;
use crate::text::quoted;
use crate::vocabulary::{Need, Needs, Registration};
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::sync::Arc;

/// At most this many combinations of conflicting answers are assessed.
const MOST_READINGS: usize = 16;

/// A proposal and everything that was wrong or not plain in the form it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The proposal; answers with a problem are unknown in it.
    pub proposal: Proposal,
    /// Every problem, in the order of the form.
    pub problems: Vec<Problem>,
    /// How answers were read where that is not plain.
    pub notes: Vec<Note>,
}

/// Reads a form. Total: what cannot be read is a problem and unknown in the proposal.
pub fn parse(form: &Form, profile: &Profile) -> Parsed {
    let (conflicts, mut problems) = conflicts(form, profile);
    // A version that cannot be read may be met again when the form is.
    let known = problems.clone();
    let mut settled = Cow::Borrowed(form);
    for conflict in &conflicts {
        let settled = settled.to_mut();
        settled.set(conflict.field.clone(), conflict.settled.as_str());
        settled.set_doubt(conflict.field.clone(), None);
    }
    let mut reader = Reader::new(&settled, profile);
    let mut statement = reader.statement();
    statement.states = form.doubts().map(|(field, doubt)| (field.clone(), doubt.state)).collect();
    statement.conflicts =
        conflicts.iter().map(|found| Conflict { field: found.field.clone(), claims: found.claims.clone() }).collect();
    reader.relations(&mut statement);
    let readings = readings(&conflicts, &settled, &statement, profile).unwrap_or_else(|problem| {
        reader.problems.push(problem);
        Vec::new()
    });
    problems.extend(reader.problems.into_iter().filter(|problem| !known.contains(problem)));
    Parsed {
        proposal: Proposal { statement: Arc::new(statement), readings: readings.into() },
        problems,
        notes: reader.notes,
    }
}

/// An answer that documents give differently.
struct Found {
    field: Field,
    /// The versions, each as it was read.
    claims: Vec<Claim>,
    /// The text that stands in the form in place of all of them; empty where the answer is not known.
    settled: String,
    /// The texts that are each assessed; none where it is settled.
    each: Vec<String>,
}

/// Every answer for which documents give two or more sound, different versions; unsound ones are problems.
fn conflicts(form: &Form, profile: &Profile) -> (Vec<Found>, Vec<Problem>) {
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    for (field, doubt) in form.doubts() {
        let stated = Claim { value: form.text(field).trim().to_owned(), document: String::new() };
        let mut claims: Vec<(Claim, Statement)> = Vec::new();
        for claim in doubt.claims.iter().chain((!stated.value.is_empty()).then_some(&stated)) {
            let mut alone = Form::default();
            alone.set(field.clone(), claim.value.trim());
            let mut reader = Reader::new(&alone, profile);
            let read = reader.statement();
            // A stated answer is read with the form; here it only counts as one more version.
            if !claim.value.is_empty() && *claim != stated {
                problems.append(&mut reader.problems);
            }
            if read != Statement::default() && !claims.iter().any(|(_, other)| *other == read) {
                claims.push((claim.clone(), read));
            }
        }
        if claims.len() < 2 {
            continue;
        }
        let texts: Vec<String> = claims.iter().map(|(claim, _)| claim.value.trim().to_owned()).collect();
        let as_read =
            |claim: &Claim| Claim { value: as_read(field, claim.value.trim()), document: claim.document.clone() };
        let (settled, each) = settle(field, texts);
        found.push(Found {
            field: field.clone(),
            claims: claims.iter().map(|(claim, _)| as_read(claim)).collect(),
            settled,
            each,
        });
    }
    (found, problems)
}

/// What stands in the form for a conflicting answer, and which versions are each assessed.
fn settle(field: &Field, texts: Vec<String>) -> (String, Vec<String>) {
    match field {
        // Several uses offered are the registration check's to weigh.
        Field::Registration => (String::new(), Vec::new()),
        // A fee is judged by its upper end, and never holds the letter.
        Field::Weekly | Field::WeeklyMax => {
            let amount = |text: &String| values::read_money(text, false).map(|(amount, _)| amount).unwrap_or_default();
            (texts.into_iter().max_by_key(amount).unwrap_or_default(), Vec::new())
        }
        field if field.is_internal() => (String::new(), Vec::new()),
        _ => (String::new(), texts),
    }
}

/// The proposal as each combination of the conflicting documents would have it.
fn readings(
    conflicts: &[Found],
    settled: &Form,
    statement: &Statement,
    profile: &Profile,
) -> Result<Vec<Proposal>, Problem> {
    let open: Vec<&Found> = conflicts.iter().filter(|found| !found.each.is_empty()).collect();
    let Some(first) = open.first() else { return Ok(Vec::new()) };
    let combinations = open.iter().try_fold(1_usize, |n, found| n.checked_mul(found.each.len()));
    if combinations.is_none_or(|n| n > MOST_READINGS) {
        let message = format!(
            "the documents conflict in more than {MOST_READINGS} combinations of answers; settle some of them with the applicant first"
        );
        return Err(Problem { field: first.field.clone(), message });
    }
    let mut forms = vec![settled.clone()];
    for found in open {
        let with = |form: &Form, text: &String| {
            let mut form = form.clone();
            form.set(found.field.clone(), text.as_str());
            form
        };
        forms = forms.iter().flat_map(|form| found.each.iter().map(move |text| with(form, text))).collect();
    }
    let read = |form: &Form| {
        let mut reader = Reader::new(form, profile);
        let mut reading = reader.statement();
        if let (Some(places), Some(reserved)) = (reading.home.places, &mut reading.access.places_reserved) {
            *reserved = (*reserved).min(places);
        }
        // Uses offered as alternatives stay open in every reading, and so do fees, which never hold a letter; other conflicts are
        // settled in it.
        let stays = |field: &Field| *field == Field::Registration || field.is_internal();
        let open = statement.conflicts.iter().filter(|conflict| stays(&conflict.field));
        reading.conflicts = open.cloned().collect();
        reader.problems.clear();
        reader.relations(&mut reading);
        (Proposal { statement: Arc::new(reading), readings: Arc::new([]) }, reader.problems.into_iter().next())
    };
    // A combination that contradicts itself (ages 17 to 10) is nobody's version; where all do, that is a problem.
    let (sound, unsound): (Vec<_>, Vec<_>) = forms.iter().map(read).partition(|(_, problem)| problem.is_none());
    match unsound.into_iter().find_map(|(_, problem)| problem) {
        Some(problem) if sound.is_empty() => Err(problem),
        _ => Ok(sound.into_iter().map(|(proposal, _)| proposal).collect()),
    }
}

struct Reader<'a> {
    form: &'a Form,
    profile: &'a Profile,
    problems: Vec<Problem>,
    notes: Vec<Note>,
}

impl<'a> Reader<'a> {
    fn new(form: &'a Form, profile: &'a Profile) -> Self {
        Reader { form, profile, problems: Vec::new(), notes: Vec::new() }
    }

    fn problem(&mut self, field: &Field, message: impl Into<String>) {
        self.problems.push(Problem { field: field.clone(), message: message.into() });
    }

    /// Reads one answer; nothing typed, or a single claim of a document, is no problem.
    fn read<T>(&mut self, field: &Field, read: impl FnOnce(&str) -> Read<T>) -> Option<T> {
        let claimed = self.form.doubt(field).and_then(|doubt| doubt.claims.first());
        let text = match self.form.text(field) {
            "" => claimed.map(|claim| claim.value.as_str()).unwrap_or_default(),
            text => text,
        };
        if text.trim().is_empty() {
            return None;
        }
        match read(text) {
            Ok((value, remark)) => {
                self.notes.extend(remark.map(|message| Note { field: field.clone(), message }));
                Some(value)
            }
            Err(message) => {
                self.problem(field, message);
                None
            }
        }
    }

    fn text(&mut self, field: Field) -> Option<String> {
        let (most, one_line) = match field.kind() {
            Kind::Text(most) => (most, false),
            Kind::Line(most) => (most, true),
            _ => (200, true),
        };
        let text = self.read(&field, |text| values::read_text(text, most, one_line)).flatten();
        if let Some(remark) = text.as_deref().filter(|_| !field.is_internal()).and_then(values::unfit_to_publish) {
            self.notes.push(Note { field, message: remark.to_owned() });
        }
        text
    }

    fn code<T: Copy>(&mut self, field: Field, from_code: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.read(&field, |text| match (from_code(text.trim()), field.kind()) {
            (Some(value), _) => Ok((value, None)),
            (None, Kind::Code(codes)) => Err(format!("{} is not one of {}", quoted(text), codes.join(", "))),
            (None, _) => Err(format!("{} is not known here", quoted(text))),
        })
    }

    fn count(&mut self, field: Field) -> Option<u32> {
        let Kind::Count(least, most) = field.kind() else {
            return None;
        };
        self.read(&field, |text| values::read_count(text, least, most))
    }

    fn date(&mut self, field: Field) -> Option<Date> {
        self.read(&field, values::read_date)
    }

    fn money(&mut self, field: Field, zero: bool) -> Option<Decimal> {
        self.read(&field, |text| values::read_money(text, zero))
    }

    fn yes_no(&mut self, field: Field) -> Option<bool> {
        self.read(&field, values::read_yes_no)
    }

    fn documents(&mut self) -> Vec<String> {
        let form = self.form;
        let mut documents = Vec::new();
        let mut remarks = Vec::new();
        for line in form.text(&Field::Documents).lines() {
            match values::read_text(line, 300, true) {
                Ok((text, remark)) => {
                    documents.extend(text);
                    remarks.extend(remark);
                }
                Err(message) => self.problem(&Field::Documents, message),
            }
        }
        if documents.len() > 50 {
            self.problem(&Field::Documents, format!("{} documents are listed; the most is 50", documents.len()));
            documents.clear();
        }
        self.notes.extend(remarks.into_iter().map(|message| Note { field: Field::Documents, message }));
        documents
    }

    fn needs(&mut self) -> Needs {
        let mut needs = Needs::default();
        let form = self.form;
        for code in form.text(&Field::Needs).split(['\n', ';', ',']).map(str::trim).filter(|code| !code.is_empty()) {
            match Need::from_code(code) {
                Some(need) => needs = needs.with(need),
                None => {
                    let known: Vec<_> = Need::ALL.iter().map(|need| need.code()).collect();
                    self.problem(
                        &Field::Needs,
                        format!("{} is not a need code; the codes are {}", quoted(code), known.join(", ")),
                    );
                    if self.problems.len() > 100 {
                        break;
                    }
                }
            }
        }
        needs
    }

    fn fee_lines(&mut self) -> Vec<FeeLine> {
        let (form, profile) = (self.form, self.profile);
        let fields = || form.answers().map(|(field, _)| field).chain(form.doubts().map(|(field, _)| field));
        if fields().all(|field| field.heading().is_none()) {
            return Vec::new();
        }
        let doubtful = form.doubts().map(|(field, _)| field).filter(|field| form.text(field).is_empty());
        for field in form.answers().map(|(field, _)| field).chain(doubtful) {
            if let Some(heading) = field.heading()
                && !profile.headings.iter().any(|known| known.id == heading)
            {
                let known: Vec<_> = profile.headings.iter().map(|known| known.id.as_str()).collect();
                self.problem(
                    field,
                    format!("{} is not a fee heading of this profile; they are {}", quoted(heading), known.join(", ")),
                );
            }
        }
        let lines = profile.headings.iter().filter_map(|heading| {
            let heading: Arc<str> = heading.id.as_str().into();
            let line = FeeLine {
                heading: heading.clone(),
                planned: self.money(Field::Breakdown(heading.clone()), true),
                benchmark: self.money(Field::Benchmark(heading.clone()), true),
                reason: self.text(Field::Explanation(heading.clone())),
                accepted: self.yes_no(Field::Accepted(heading.clone())),
            };
            let said =
                line.planned.is_some() || line.benchmark.is_some() || line.reason.is_some() || line.accepted.is_some();
            said.then_some(line)
        });
        lines.collect()
    }

    fn statement(&mut self) -> Statement {
        let mut s = Statement::default();
        s.application.reference = self.text(Field::Reference);
        s.application.kind = self.code(Field::ApplicationType, crate::vocabulary::ApplicationKind::from_code);
        s.application.authority = self.read(&Field::PlanningAuthority, AreaCode::read);
        s.application.received = self.date(Field::Received);
        s.application.respond_by = self.date(Field::RespondBy);
        s.application.description = self.text(Field::Description);
        s.application.previous_reference = self.text(Field::PreviousReference);
        s.application.documents = self.documents();
        s.site.address = self.text(Field::Address);
        s.site.settlement = self.text(Field::Settlement);
        s.site.postcode = self.read(&Field::Postcode, Postcode::read);
        s.site.nearest_home_metres = self.count(Field::NearestHome);
        s.site.boundary_metres = self.count(Field::Boundary);
        s.site.location_concern = self.text(Field::LocationConcern);
        s.home.registration = self.code(Field::Registration, Registration::from_code);
        s.home.places = self.count(Field::Places);
        s.home.model = self.code(Field::Model, crate::vocabulary::Model::from_code);
        s.home.staff_by_day = self.count(Field::StaffByDay);
        s.home.staff_by_night = self.count(Field::StaffByNight);
        s.home.waking_night = self.yes_no(Field::WakingNight);
        let min = self.read(&Field::AgeMin, values::read_youngest);
        let oldest = self.read(&Field::AgeMax, values::read_oldest);
        s.children.ages = Ages {
            min,
            max: oldest.map(|(age, _)| age),
            given_as_18: oldest.is_some_and(|(_, given_as_18)| given_as_18),
        };
        s.children.needs = self.needs();
        s.children.description = self.text(Field::Cohort);
        s.fees.weekly = self.money(Field::Weekly, false);
        s.fees.weekly_max = self.money(Field::WeeklyMax, false);
        s.fees.price_year = self.text(Field::PriceYear);
        s.fees.basis = self.text(Field::FeeBasis);
        s.fees.lines = self.fee_lines();
        s.fees.benchmark_version = self.text(Field::BenchmarkVersion);
        s.fees.benchmark_date = self.date(Field::BenchmarkDate);
        s.fees.uprating = self.read(&Field::Uprating, values::read_percent);
        s.access.engagement = self.code(Field::Engagement, crate::vocabulary::Engagement::from_code);
        s.access.engaged_on = self.date(Field::EngagedOn);
        s.access.local_children = self.code(Field::LocalChildren, crate::vocabulary::LocalChildren::from_code);
        s.access.places_reserved = self.count(Field::PlacesReserved);
        s.access.tier = self.code(Field::Tier, crate::vocabulary::Tier::from_code);
        s.access.other_authority = self.text(Field::OtherAuthority);
        s.provider = self.text(Field::Provider);
        s
    }

    /// Answers that contradict each other are a problem, and unknown.
    fn relations(&mut self, s: &mut Statement) {
        if let Ages { min: Some(min), max: Some(max), .. } = s.children.ages
            && min > max
        {
            self.problem(
                &Field::AgeMin,
                format!(
                    "the youngest age, {min}, is above the oldest, {max}; check both, they may be the wrong way round"
                ),
            );
            s.children.ages = Ages::default();
        }
        if let (Some(low), Some(high)) = (s.fees.weekly, s.fees.weekly_max)
            && low > high
        {
            if s.conflict(&Field::Weekly).is_some() || s.conflict(&Field::WeeklyMax).is_some() {
                s.fees.weekly_max = Some(low);
            } else {
                self.problem(
                    &Field::WeeklyMax,
                    format!("the upper end of the fee, {high}, is below the lower end, {low}; check both"),
                );
                (s.fees.weekly, s.fees.weekly_max) = (None, None);
            }
        }
        if let (Some(received), Some(respond_by)) = (s.application.received, s.application.respond_by)
            && respond_by < received
        {
            self.problem(
                &Field::RespondBy,
                format!("{respond_by} is before the application was received, {received}; check both dates"),
            );
            s.application.respond_by = None;
        }
        if let (Some(places), Some(reserved)) = (s.home.places, s.access.places_reserved)
            && reserved > places
        {
            self.problem(
                &Field::PlacesReserved,
                format!("{reserved} places are reserved in a home with {places}; check both numbers"),
            );
            s.access.places_reserved = None;
        }
    }
}

/// A sound answer as it was read, in one short line that is safe to quote.
fn as_read(field: &Field, text: &str) -> String {
    match field.kind() {
        Kind::Line(_) | Kind::Text(_) => {
            let clean = values::read_text(text, usize::MAX, true).ok().and_then(|(clean, _)| clean).unwrap_or_default();
            let mut short: String = clean.chars().take(120).collect();
            if short.len() < clean.len() {
                short.push('…');
            }
            short
        }
        Kind::Date => values::read_date(text).map_or_else(|_| text.to_owned(), |(date, _)| date.to_string()),
        Kind::Postcode => Postcode::read(text).map_or_else(|_| text.to_owned(), |(postcode, _)| postcode.to_string()),
        Kind::AreaCode => AreaCode::read(text).map_or_else(|_| text.to_owned(), |(code, _)| code.as_str().to_owned()),
        _ => text.to_owned(),
    }
}
