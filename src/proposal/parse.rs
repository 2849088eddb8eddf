//! Form → Proposal: reads every answer, keeps every problem, and leaves a bad answer unknown, visibly.

use super::values::{self, Read};
use super::{Ages, AreaCode, Conflict, FeeLine, Postcode, Proposal, Statement};
use crate::date::Date;
use crate::form::{Claim, Field, Form, Kind, Note, Problem};
use crate::profile::Profile;
use crate::text::quoted;
use crate::vocabulary::{Need, Needs, Registration};
use rust_decimal::Decimal;
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
    let mut reader = Reader::new(form, profile);
    let mut statement = reader.statement();
    let choices = reader.choices(&mut statement);
    reader.relations(&mut statement);
    let readings = reader.readings(&choices);
    Parsed {
        proposal: Proposal { statement: Arc::new(statement), readings: readings.into() },
        problems: reader.problems,
        notes: reader.notes,
    }
}

/// A question on which documents conflict, and the texts they give.
type Choice = (Field, Vec<String>);

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
        self.read(&field, |text| values::read_text(text, most, one_line)).flatten()
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
            let heading = &heading.id;
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
        let mut s = Statement {
            states: self.form.doubts().map(|(field, doubt)| (field.clone(), doubt.state)).collect(),
            ..Statement::default()
        };
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
            self.problem(
                &Field::WeeklyMax,
                format!("the upper end of the fee, {high}, is below the lower end, {low}; check both"),
            );
            (s.fees.weekly, s.fees.weekly_max) = (None, None);
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

    /// Finds the answers on which documents conflict, makes them unknown in the statement, and returns what they say.
    fn choices(&mut self, statement: &mut Statement) -> Vec<Choice> {
        let form = self.form;
        let (mut choices, mut settled) = (Vec::new(), Vec::new());
        for (field, doubt) in form.doubts() {
            let mut claims: Vec<Claim> = Vec::new();
            let stated = form.text(field).trim();
            let stated = (!stated.is_empty()).then(|| Claim { value: stated.to_owned(), document: String::new() });
            for claim in doubt.claims.iter().chain(&stated) {
                let mut alone = Form::default();
                alone.set(field.clone(), claim.value.trim());
                let mut reader = Reader::new(&alone, self.profile);
                let read = reader.statement();
                self.problems.extend(
                    reader.problems.into_iter().filter(|problem| !self.problems.contains(problem)).collect::<Vec<_>>(),
                );
                let same = |other: &Claim| {
                    let mut form = Form::default();
                    form.set(field.clone(), other.value.trim());
                    Reader::new(&form, self.profile).statement() == read
                };
                if read != Statement::default() && !claims.iter().any(same) {
                    claims.push(claim.clone());
                }
            }
            if claims.len() < 2 {
                continue;
            }
            let texts: Vec<String> = claims.iter().map(|claim| claim.value.trim().to_owned()).collect();
            let home = Registration::ChildrensHome.code();
            let alternatives = *field == Field::Registration && texts.iter().any(|text| text == home);
            let claims = claims
                .into_iter()
                .map(|claim| Claim { value: as_read(field, claim.value.trim()), document: claim.document })
                .collect();
            statement.conflicts.push(Conflict { field: field.clone(), claims });
            self.forget(statement, field);
            // Where a children's home is one of several uses offered, it is the one assessed; a fee on which documents
            // disagree is not known, and never holds the letter. Both are asked about.
            match alternatives || field.is_internal() {
                true => settled.push((field.clone(), vec![String::new()])),
                false => choices.push((field.clone(), texts)),
            }
        }
        if !choices.is_empty() {
            choices.append(&mut settled);
        }
        let combinations = choices
            .iter()
            .try_fold(1_usize, |n, (_, texts)| n.checked_mul(texts.len()).filter(|n| *n <= MOST_READINGS));
        if combinations.is_none() {
            let field = choices.first().map_or(Field::Places, |(field, _)| field.clone());
            self.problem(&field, format!("the documents conflict in more than {MOST_READINGS} combinations of answers; settle some of them with the applicant first"));
            choices.clear();
        }
        choices
    }

    /// Makes one answer unknown: the statement of the form without it.
    fn forget(&self, statement: &mut Statement, field: &Field) {
        let mut form = self.form.clone();
        for (conflicted, _) in self.form.doubts() {
            if conflicted == field || statement.conflict(conflicted).is_some() {
                form.set(conflicted.clone(), "");
                form.set_doubt(conflicted.clone(), None);
            }
        }
        let fresh = Reader::new(&form, self.profile).statement();
        let kept = (std::mem::take(&mut statement.conflicts), std::mem::take(&mut statement.states));
        *statement = fresh;
        (statement.conflicts, statement.states) = kept;
    }

    /// The proposal as each combination of the conflicting documents would have it.
    fn readings(&self, choices: &[Choice]) -> Vec<Proposal> {
        if choices.is_empty() {
            return Vec::new();
        }
        let mut forms = vec![self.form.clone()];
        for (field, texts) in choices {
            forms = forms
                .into_iter()
                .flat_map(|form| {
                    texts.iter().map(move |text| {
                        let mut form = form.clone();
                        form.set(field.clone(), text.as_str());
                        form.set_doubt(field.clone(), None);
                        form
                    })
                })
                .collect();
        }
        let sound = |form: &Form| {
            let mut reader = Reader::new(form, self.profile);
            let mut statement = reader.statement();
            if let (Some(places), Some(reserved)) = (statement.home.places, &mut statement.access.places_reserved) {
                *reserved = (*reserved).min(places);
            }
            // A combination that contradicts itself (ages 17 to 10) is nobody's version.
            reader.problems.clear();
            reader.relations(&mut statement);
            reader.problems.is_empty().then(|| Proposal { statement: Arc::new(statement), readings: Arc::new([]) })
        };
        forms.iter().filter_map(sound).collect()
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
