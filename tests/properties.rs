//! What must hold of every proposal there can be, held against proposals made at random; the same ones on every run.
//!
//! A stance is compared only with another that has a place in the order does-not-support < neutral < with safeguards <
//! support. Holding and factual-only stand outside it: neither is better or worse than a position, so nothing is claimed of
//! a step into or out of them, except where a property says that such a step cannot happen. Where documents conflict, what
//! is compared is each version of the proposal with the same version after the change: a better answer elsewhere may make
//! the versions part company, and the council then rightly holds its position.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::as_conversions,
    missing_docs
)]

use home_assessment::assessment::{Effect, Reason};
use home_assessment::exchange::proposal::Loaded;
use home_assessment::form::{Claim, Doubt, Field, State};
use home_assessment::vocabulary::{Access, Fit, Need, Stance, Tier, Verdict};
use home_assessment::{
    Assessment, BUILT_IN_PROFILE, Context, Date, Form, Format, Kind, Outlook, Parsed, Profile, Proposal, Revision,
    Wanted, assess, load_profile, outlook, parse, render, write,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::sync::OnceLock;

// ---------------------------------------------------------------------------------------------------------------------
// Proposals at random.

/// What is known of one answer.
#[derive(Clone, Debug)]
enum Answer {
    NotStated,
    Unclear,
    Asked,
    Stated(String),
}

/// What applicants write under each question, the likely more often. Amounts, distances and ages lie on, just below and
/// just above the edges of the profile's bands and limits.
const ANSWERS: &[(Field, &[&str])] = &[
    (Field::Reference, &["26/0701", "26/0702 & amended"]),
    (
        Field::ApplicationType,
        &["full", "full", "full", "retrospective", "variation", "pre-application", "full", "full"],
    ),
    (Field::PlanningAuthority, &["E07000120", "E07000117", "E07000123", "E07000120", "E07000124", "E07000120"]),
    (Field::Received, &["2026-10-02", "1 September 2026"]),
    (Field::RespondBy, &["2026-11-23"]),
    (Field::Description, &["Change of use from a house to a children’s home", "A home let at £2,000 a month"]),
    (Field::PreviousReference, &["25/0033"]),
    (Field::Documents, &["planning statement\ndesign statement", "a plan priced at £90"]),
    (Field::Address, &["4 Fettler’s Row, Copperthwaite", "<b>9</b> £1 Lane"]),
    (Field::Settlement, &["Copperthwaite"]),
    (Field::Postcode, &["BB5 3AA", "PR1 2AB", "ZZ9 9ZZ", "bb11 1aa"]),
    (Field::NearestHome, &["0", "50", "51", "399", "400", "2000"]),
    (Field::Boundary, &["10", "1000", "1001", "9000"]),
    (Field::LocationConcern, &["the canal basin is unlit", "houses at £450,000 look on to it"]),
    (Field::Registration, &["childrens-home"]),
    (Field::Places, &["1", "2", "3", "2", "1", "4", "5", "6", "7", "12"]),
    (Field::Model, &["solo", "small", "mainstream", "crisis", "step-down"]),
    (Field::StaffByDay, &["0", "1", "2", "3", "6"]),
    (Field::StaffByNight, &["0", "2"]),
    (Field::WakingNight, &["yes", "no"]),
    (Field::AgeMin, &["0", "5", "7", "8", "10", "11", "12+", "13", "14", "16", "17"]),
    (Field::AgeMax, &["8", "11", "12", "13", "15", "16", "17", "up to 18", "18", "under 18"]),
    (Field::Cohort, &["children aged about twelve who have moved often"]),
    (Field::Weekly, &["3200", "4800", "4999.99", "5000", "£5,400.00", "6100", "7499.99", "7500", "9000", "21000"]),
    (Field::WeeklyMax, &["4999.99", "5000.00", "5250", "7500", "8999.99", "9400", "23000"]),
    (Field::PriceYear, &["2026-27"]),
    (Field::FeeBasis, &["two members of staff to each child"]),
    (Field::BenchmarkVersion, &["an invented benchmark, 3"]),
    (Field::BenchmarkDate, &["2026-09-30"]),
    (Field::Uprating, &["2.5", "10"]),
    (Field::Engagement, &["unknown", "none", "claimed", "confirmed", "confirmed"]),
    (Field::EngagedOn, &["2026-08-14"]),
    (
        Field::LocalChildren,
        &["unknown", "declined", "stated", "first-refusal", "written-commitment", "condition-offered"],
    ),
    (Field::PlacesReserved, &["0", "1", "2", "3", "4"]),
    (Field::Tier, &["unknown", "none", "tier-2", "tier-1", "block"]),
    (Field::OtherAuthority, &["Anothershire", "a council that pays £6,000"]),
    (Field::Provider, &["Invented Care"]),
];

/// Stated less often than the rest: with one of the many concerns in nearly every proposal, none would fit well.
const SELDOM: &[Field] =
    &[Field::LocationConcern, Field::NearestHome, Field::OtherAuthority, Field::Model, Field::AgeMin];

/// The answers that leave only facts to state, or leave another kind of home: said of one proposal in eight.
const APART: &[(Field, &[&str])] = &[
    (Field::ApplicationType, &["lawful-development-certificate", "council-own"]),
    (Field::PlanningAuthority, &["E10000017", "E06000009", "E06000008", "E08000035"]),
    (Field::Registration, &["supported-accommodation", "residential-family-centre", "short-breaks"]),
];

/// The answers on which documents may disagree, each with versions to draw from.
const DISPUTED: &[(Field, &[&str])] = &[
    (Field::Places, &["1", "2", "3", "4", "5", "7"]),
    (Field::Model, &["solo", "small", "mainstream", "crisis"]),
    (Field::AgeMin, &["0", "7", "8", "11", "16"]),
    (Field::AgeMax, &["10", "13", "17", "18"]),
    (Field::Needs, &["self-harm\nautism", "ebd-general", "trauma", "parent-and-child"]),
    (Field::StaffByDay, &["1", "2", "4"]),
    (Field::NearestHome, &["20", "300", "900"]),
    (Field::Engagement, &["none", "claimed", "confirmed"]),
    (Field::LocalChildren, &["declined", "stated", "first-refusal", "written-commitment"]),
    (Field::PlacesReserved, &["1", "2", "3"]),
    (Field::Tier, &["none", "tier-2", "tier-1"]),
    (Field::Registration, &["childrens-home", "residential-family-centre", "short-breaks"]),
    (Field::ApplicationType, &["full", "variation", "lawful-development-certificate"]),
    (Field::PlanningAuthority, &["E07000120", "E07000117", "E06000009"]),
    (Field::Address, &["4 Fettler’s Row", "6 Fettler’s Row"]),
    (Field::Weekly, &["4800", "5000", "6200"]),
    (Field::WeeklyMax, &["5100", "8000"]),
    (Field::Provider, &["Invented Care", "Other Invented Care"]),
];

/// One heading of a fee: what is planned, the benchmark as a percentage of it, a reason, and what became of the reason.
type Heading = (Option<u32>, Option<u32>, bool, Option<bool>);

fn answer((field, texts): &(Field, &'static [&'static str])) -> BoxedStrategy<(Field, Answer)> {
    let field = field.clone();
    let stated = if SELDOM.contains(&field) { 3 } else { 8 };
    let answer = prop_oneof![
        4 => Just(Answer::NotStated),
        1 => Just(Answer::Asked),
        1 => Just(Answer::Unclear),
        stated => select(*texts).prop_map(|text| Answer::Stated(text.to_owned())),
    ];
    answer.prop_map(move |answer| (field.clone(), answer)).boxed()
}

/// The places and the authority are stated more often than not: without them there is no position to compare. Sometimes
/// all of the places are kept for local children.
fn spine() -> impl Strategy<Value = (&'static str, &'static str, bool)> {
    let texts = |field: &Field| ANSWERS.iter().find(|(known, _)| known == field).unwrap().1;
    let places = proptest::option::weighted(0.8, select(texts(&Field::Places)));
    let authority = proptest::option::weighted(0.9, select(texts(&Field::PlanningAuthority)));
    (places, authority, proptest::bool::weighted(0.3))
        .prop_map(|(places, authority, all)| (places.unwrap_or_default(), authority.unwrap_or_default(), all))
}

fn needs() -> impl Strategy<Value = Vec<&'static str>> {
    let codes: Vec<&str> = Need::ALL.iter().map(|need| need.code()).collect();
    prop_oneof![
        3 => Just(Vec::new()),
        1 => Just(vec!["ebd-general"]),
        6 => subsequence(codes.clone(), 1..4),
        1 => subsequence(codes, 4..12),
    ]
}

fn headings() -> impl Strategy<Value = Vec<Heading>> {
    let heading = |planned: f64, benchmark: f64| {
        let near = prop_oneof![select(vec![80, 95, 96, 100, 104, 120]), Just(0)];
        (
            proptest::option::weighted(planned, (0..30_u32).prop_map(|fifties| fifties * 50)),
            proptest::option::weighted(benchmark, near),
            any::<bool>(),
            any::<Option<bool>>(),
        )
    };
    // Often one heading alone is known, and is most of a fee just below the threshold for an analysis.
    let one = (460..500_u32, select(vec![95, 96, 98, 100, 104]), any::<Option<bool>>())
        .prop_map(|(tens, percent, accepted)| vec![(Some(tens * 10), Some(percent), accepted.is_some(), accepted)]);
    prop_oneof![
        4 => Just(Vec::new()),
        2 => one,
        2 => vec(heading(0.5, 0.01), 8),
        2 => vec(heading(0.5, 0.5), 8),
        3 => vec(heading(0.9, 0.99), 8),
    ]
}

/// A proposal as an applicant's documents and a talk with the provider would fill in the form.
fn proposals() -> impl Strategy<Value = Form> {
    let answers: Vec<_> = ANSWERS.iter().map(answer).collect();
    // The whole fee is often the sum of its headings, or a little more, or a range that begins there.
    let whole = proptest::option::of((select(vec![0_u32, 0, 50, 150]), select(vec![0_u32, 0, 100, 250, 400])));
    let apart = proptest::option::weighted(0.125, (any::<Index>(), any::<Index>()));
    let disputed = prop_oneof![
        4 => Just(Vec::new()),
        1 => vec((any::<Index>(), any::<Index>(), any::<Index>(), any::<bool>()), 1..3),
    ];
    (answers, spine(), needs(), headings(), whole, apart, disputed).prop_map(
        |(answers, (places, authority, all_kept), needs, headings, whole, apart, disputed)| {
            let mut form = Form::default();
            for (field, answer) in answers {
                let doubt = |state| Some(Doubt { state, claims: Vec::new() });
                match answer {
                    Answer::NotStated => {}
                    Answer::Asked => form.set_doubt(field, doubt(State::Asked)),
                    Answer::Unclear => form.set_doubt(field, doubt(State::Unclear)),
                    Answer::Stated(text) => form.set(field, text),
                }
            }
            form.set(Field::Places, places);
            form.set(Field::PlanningAuthority, authority);
            if all_kept {
                form.set(Field::PlacesReserved, places);
            }
            form.set(Field::Needs, needs.join("\n"));
            fill_in_headings(&mut form, headings, whole);
            if let Some((which, text)) = apart {
                let (field, texts) = which.get(APART);
                form.set(field.clone(), *text.get(texts));
            }
            for (which, one, other, asked) in disputed {
                let (field, texts) = which.get(DISPUTED);
                let claim = |text: &Index, document: &str| Claim {
                    value: (*text.get(texts)).to_owned(),
                    document: document.to_owned(),
                };
                let state = if asked { State::Asked } else { State::Unclear };
                let claims = vec![claim(&one, "planning statement"), claim(&other, "")];
                form.set(field.clone(), "");
                form.set_doubt(field.clone(), Some(Doubt { state, claims }));
            }
            sound(form)
        },
    )
}

fn fill_in_headings(form: &mut Form, headings: Vec<Heading>, whole: Option<(u32, u32)>) {
    let mut sum = 0;
    for ((planned, benchmark, reason, accepted), heading) in headings.into_iter().zip(&profile().headings) {
        let id = &heading.id;
        if let Some(planned) = planned {
            form.set(Field::Breakdown(id.as_str().into()), format!("{planned}.00"));
            sum += planned;
        }
        if let Some(percent) = benchmark {
            let pence = planned.unwrap_or(600) * percent;
            form.set(Field::Benchmark(id.as_str().into()), format!("{}.{:02}", pence / 100, pence % 100));
        }
        if reason {
            form.set(Field::Explanation(id.as_str().into()), "higher rent than £700 allows");
        }
        if let Some(accepted) = accepted {
            form.set(Field::Accepted(id.as_str().into()), if accepted { "yes" } else { "no" });
        }
    }
    if let Some((more, range)) = whole.filter(|_| sum > 0) {
        form.set(Field::Weekly, format!("{}.00", sum + more));
        form.set(Field::WeeklyMax, if range > 0 { format!("{}.00", sum + more + range) } else { String::new() });
    }
}

/// A file with a problem is refused whole, so an answer with a problem is taken back before the file is sent.
fn sound(mut form: Form) -> Form {
    loop {
        let problems = parse(&form, profile()).problems;
        if problems.is_empty() {
            return form;
        }
        for problem in problems {
            take_back(&mut form, &problem.field);
        }
    }
}

// ---------------------------------------------------------------------------------------------------------------------
// What the properties are made of.

fn profile() -> &'static Profile {
    static PROFILE: OnceLock<Profile> = OnceLock::new();
    PROFILE.get_or_init(|| load_profile(BUILT_IN_PROFILE).expect("the built-in profile is refused"))
}

/// The built-in profile, but for the rule that its letters name no pounds.
fn with_fees_published() -> &'static Profile {
    static PROFILE: OnceLock<Profile> = OnceLock::new();
    PROFILE.get_or_init(|| {
        let mut file = serde_json::to_value(&**profile()).unwrap();
        file["publish_fees"] = true.into();
        load_profile(file.to_string().as_bytes()).expect("the profile is refused once its letters may name pounds")
    })
}

fn today() -> Date {
    Date::new(2026, 11, 21).unwrap()
}

fn context() -> Context {
    Context::on(today())
}

fn assessed(form: &Form) -> Assessment {
    let Parsed { proposal, problems, .. } = parse(form, profile());
    assert!(problems.is_empty(), "a change made the file one that is refused: {problems:?}");
    assess(&proposal, profile(), &context())
}

/// One output, as the command line gives it.
fn rendered(form: &Form, profile: &Profile, wanted: impl Into<Wanted>) -> String {
    let Parsed { proposal, notes, .. } = parse(form, profile);
    let loaded = Loaded { form: form.clone(), proposal, notes, unknown_keys: Vec::new() };
    render(&loaded, profile, "proposal.json", wanted, &context()).unwrap().text()
}

/// The assessment's JSON without the search for what would change the stance, which takes by far the longest.
fn json_without_outlook(form: &Form) -> String {
    let Parsed { proposal, notes, .. } = parse(form, profile());
    let assessment = assess(&proposal, profile(), &context());
    write(&assessment, &Outlook::default(), &notes, profile(), "proposal.json", Format::Json).unwrap().text()
}

fn take_back(form: &mut Form, field: &Field) {
    form.set(field.clone(), "");
    form.set_doubt(field.clone(), None);
}

/// The form with this answer simply stated, or simply not stated where the text is empty.
fn with(form: &Form, field: &Field, text: &str) -> Form {
    let mut form = form.clone();
    take_back(&mut form, field);
    form.set(field.clone(), text);
    form
}

/// Whether the proposal, or a document's version of it, says that all of its places are for local children.
fn keeps_all_places(proposal: &Proposal) -> bool {
    let all = |home: &Proposal| home.home.places.is_some() && home.home.places == home.access.places_reserved;
    all(proposal) || proposal.readings().iter().any(all)
}

fn below(one: Stance, other: Stance) -> bool {
    one.rank().zip(other.rank()).is_some_and(|(one, other)| one < other)
}

/// Whether the position after is below the one before: for the same version of the documents, and only in the order.
fn worsens(before: &Assessment, after: &Assessment) -> bool {
    let each = |assessment: &Assessment| match assessment.readings.as_slice() {
        [] => vec![assessment.stance],
        readings => readings.to_vec(),
    };
    let (before, after) = (each(before), each(after));
    assert_eq!(before.len(), after.len(), "the documents have no longer the same versions");
    before.into_iter().zip(after).any(|(before, after)| below(after, before))
}

/// A proposal and what came of it, to be read by a person.
fn shown(form: &Form, assessment: &Assessment) -> String {
    let answers = form.answers().map(|(field, text)| format!("  {field}: {}\n", text.replace('\n', "; ")));
    let doubts = form.doubts().map(|(field, doubt)| {
        let claims: Vec<&str> = doubt.claims.iter().map(|claim| claim.value.as_str()).collect();
        format!("  {field}: {:?} {}\n", doubt.state, claims.join(" or "))
    });
    let findings = assessment.findings.iter().map(|finding| format!("{}.{}", finding.check, finding.outcome.code));
    format!(
        "{}{}  → {} (fit {}, access {}, value {}), {}\n",
        answers.collect::<String>(),
        doubts.collect::<String>(),
        assessment.stance.code(),
        assessment.fit.code(),
        assessment.access.code(),
        assessment.value.code(),
        findings.collect::<Vec<_>>().join(", ")
    )
}

/// Fails with a readable account of the two proposals where the second has the worse position.
fn no_worse(what: &str, before: &Form, after: &Form) -> Result<(), TestCaseError> {
    let (was, is) = (assessed(before), assessed(after));
    prop_assert!(!worsens(&was, &is), "{what}\nbefore:\n{}after:\n{}", shown(before, &was), shown(after, &is));
    // Whether there is a position at all turns on the application and the home, never on commitments or fees: only where
    // documents conflict on something else may a change of these part or join their versions.
    if was.readings.is_empty() && is.readings.is_empty() {
        prop_assert_eq!(was.stance.rank().is_some(), is.stance.rank().is_some(), "{}", what);
    }
    Ok(())
}

/// Holds a property against so many proposals, always the same, and shows the smallest that breaks it.
fn hold(proposals_tried: u32, property: impl Fn(Form) -> Result<(), TestCaseError>) {
    let config = ProptestConfig {
        cases: proposals_tried,
        failure_persistence: None,
        max_shrink_iters: 3_000,
        ..ProptestConfig::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    if let Err(failure) = TestRunner::new_with_rng(config, rng).run(&proposals(), property) {
        panic!("{failure}");
    }
}

/// The proposals reach every stance, fit, access, value and band: a property over proposals all alike would hold nothing.
#[test]
fn the_proposals_are_of_every_kind() {
    let seen = RefCell::new(BTreeSet::new());
    hold(1_500, |form| {
        let assessment = assessed(&form);
        seen.borrow_mut().extend([
            format!("stance {}", assessment.stance.code()),
            format!("fit {}", assessment.fit.code()),
            format!("access {}", assessment.access.code()),
            format!("value {}", assessment.value.code()),
            format!("fee {}", assessment.fee_band.code()),
            format!("conflict {}", assessment.reason == Reason::Conflict),
            format!("conflict, same stance {}", !assessment.readings.is_empty() && assessment.stance.rank().is_some()),
        ]);
        Ok(())
    });
    let seen = seen.into_inner();
    assert_eq!(seen.len(), 6 + 4 + 5 + 4 + 5 + 2 + 2, "{seen:?}");
}

// ---------------------------------------------------------------------------------------------------------------------
// More commitment never worsens the position.

/// Steps from less to more; the answers of one step are not compared with each other.
type Ladder = &'static [&'static [&'static str]];
const ENGAGEMENT: Ladder = &[&["none"], &["", "unknown", "claimed"], &["confirmed"]];
const LOCAL_CHILDREN: Ladder =
    &[&["declined"], &["", "unknown"], &["stated", "first-refusal"], &["written-commitment", "condition-offered"]];
const TIER: Ladder = &[&["", "unknown", "none"], &["tier-2"], &["tier-1", "block"]];

fn climbs(field: Field, ladder: Ladder) {
    hold(900, |form| {
        // An application that says that all of its places are for local children is a commitment in writing, whatever else
        // it leaves unsaid: it is no lower step than first refusal, whose number counts the places that are offered first.
        let all = keeps_all_places(&parse(&form, profile()).proposal);
        for pair in ladder.windows(2) {
            for less in pair[0] {
                for more in pair[1] {
                    if all && *more == "first-refusal" && *less != "declined" {
                        continue;
                    }
                    let (before, after) = (with(&form, &field, less), with(&form, &field, more));
                    no_worse(&format!("{field}: from “{less}” to “{more}” worsens the position"), &before, &after)?;
                }
            }
        }
        Ok(())
    });
}

#[test]
fn contact_with_the_commissioning_team_never_worsens_the_position() {
    climbs(Field::Engagement, ENGAGEMENT);
}

#[test]
fn a_firmer_commitment_to_local_children_never_worsens_the_position() {
    climbs(Field::LocalChildren, LOCAL_CHILDREN);
}

#[test]
fn a_closer_arrangement_with_the_council_never_worsens_the_position() {
    climbs(Field::Tier, TIER);
}

/// From none of the places to all of them. A number that is not stated is no number: it has no place among these.
#[test]
fn more_places_kept_for_local_children_never_worsen_the_position() {
    hold(1_200, |form| {
        let Some(places) = parse(&form, profile()).proposal.home.places else { return Ok(()) };
        for reserved in 0..places.min(7) {
            let (before, after) = (
                with(&form, &Field::PlacesReserved, &reserved.to_string()),
                with(&form, &Field::PlacesReserved, &(reserved + 1).to_string()),
            );
            no_worse(&format!("{} of {places} places in place of {reserved}", reserved + 1), &before, &after)?;
        }
        Ok(())
    });
}

// ---------------------------------------------------------------------------------------------------------------------
// A lower fee never worsens the position.

/// The amount less so many pence, as typed; `None` where nothing would be left.
fn less(text: &str, pence: i64, zero: bool) -> Option<String> {
    let plain: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let (pounds, part) = plain.split_once('.').unwrap_or((&plain, "00"));
    let amount = pounds.parse::<i64>().ok()? * 100 + part.parse::<i64>().ok()? - pence;
    (amount > 0 || amount == 0 && zero).then(|| format!("{}.{:02}", amount / 100, amount % 100))
}

/// The form with both ends of its fee lower by so many pence; `None` where there is no fee, or none would be left.
fn with_lower_fee(form: &Form, pence: i64) -> Option<Form> {
    let both = [Field::Weekly, Field::WeeklyMax];
    // Where documents disagree on the fee, there is no one fee to lower.
    if both.iter().any(|field| form.doubt(field).is_some_and(|doubt| !doubt.claims.is_empty())) {
        return None;
    }
    let stated: Vec<&Field> = both.iter().filter(|field| !form.text(field).is_empty()).collect();
    let mut lower = form.clone();
    for field in &stated {
        lower.set((*field).clone(), less(form.text(field), pence, false)?);
    }
    (!stated.is_empty()).then_some(lower)
}

#[test]
fn a_lower_fee_never_worsens_the_position() {
    hold(2_000, |form| {
        for pence in [1, 5_000, 15_000, 100_000, 300_000] {
            if let Some(lower) = with_lower_fee(&form, pence) {
                no_worse(&format!("a fee lower by {pence} pence"), &form, &lower)?;
            }
        }
        Ok(())
    });
}

/// The upper end decides: a lower end that comes down alone changes nothing for the worse.
#[test]
fn a_lower_lower_end_of_the_fee_never_worsens_the_position() {
    hold(2_000, |form| {
        if form.text(&Field::WeeklyMax).is_empty() {
            return Ok(());
        }
        for pence in [1, 5_000, 15_000, 100_000] {
            if let Some(lower) = less(form.text(&Field::Weekly), pence, false) {
                let lower = with(&form, &Field::Weekly, &lower);
                no_worse(&format!("a lower end of the fee lower by {pence} pence"), &form, &lower)?;
            }
        }
        Ok(())
    });
}

#[test]
fn a_lower_heading_of_the_fee_never_worsens_the_position() {
    hold(1_500, |form| {
        for heading in &profile().headings {
            let field = Field::Breakdown(heading.id.as_str().into());
            for pence in [1, 2_500, 20_000, 60_000] {
                let lower = with_lower_fee(&form, pence).zip(less(form.text(&field), pence, true));
                if let Some((lower, amount)) = lower {
                    let lower = with(&lower, &field, &amount);
                    no_worse(&format!("{field} and the whole fee lower by {pence} pence"), &form, &lower)?;
                }
            }
        }
        Ok(())
    });
}

// ---------------------------------------------------------------------------------------------------------------------
// What is not known never helps unless it is asked about.

/// The question that asks for an answer together with others, where it has none of its own.
fn asked_with(field: &Field) -> Field {
    match field {
        Field::AgeMax => Field::AgeMin,
        Field::WeeklyMax => Field::Weekly,
        Field::EngagedOn => Field::Engagement,
        other => other.clone(),
    }
}

/// Answers that are still known once taken back, because the rules take them from another that is stated. Each is a rule of
/// the domain, not a gap in what the applicant says.
fn known_without(field: &Field, after: &Assessment) -> bool {
    let proposal = &after.proposal;
    match field {
        // Where no kind of home is stated it follows from the places.
        Field::Model => proposal.home.places.is_some(),
        // “12 and over” is 12 to 17: a children’s home is for children under 18, and it is read so visibly.
        Field::AgeMax => proposal.children.ages.min.is_some(),
        // A fee without an upper end is one fee, not an unknown one.
        Field::WeeklyMax => proposal.fees.weekly.is_some(),
        Field::Weekly => proposal.fees.weekly_max.is_some(),
        // An application that says that all of its places are for local children is a commitment in writing.
        Field::LocalChildren => keeps_all_places(proposal),
        // Tier 1 and a block contract commit all of the provider’s local places, unless a number is stated.
        Field::PlacesReserved => matches!(proposal.access.tier, Some(Tier::Tier1 | Tier::Block)),
        // A benchmark is the council’s own entry, not an answer of the applicant; below the threshold none is needed.
        Field::Benchmark(_) | Field::Uprating | Field::BenchmarkDate | Field::BenchmarkVersion => true,
        _ => false,
    }
}

#[test]
fn an_answer_taken_back_never_helps_unless_it_was_adverse_and_is_then_asked_about() {
    hold(1_350, |form| {
        let before = assessed(&form);
        let answers = form.answers().map(|(field, _)| field);
        let disputed = form.doubts().filter(|(_, doubt)| !doubt.claims.is_empty()).map(|(field, _)| field);
        let fields: Vec<Field> = answers.chain(disputed).cloned().collect();
        for field in fields {
            let without = with(&form, &field, "");
            if !parse(&without, profile()).problems.is_empty() {
                continue;
            }
            let after = assessed(&without);
            if !below(before.stance, after.stance) {
                continue;
            }
            let account =
                || format!("without {field}\nbefore:\n{}after:\n{}", shown(&form, &before), shown(&without, &after));
            let adverse = before
                .findings
                .iter()
                .any(|finding| finding.inputs.contains(&field) && finding.outcome.verdict != Verdict::Met);
            prop_assert!(adverse, "a favourable answer taken back helps: {}", account());
            let asks = |field: &Field| {
                after.findings.iter().any(|finding| {
                    let words = profile().outcome(finding.check, finding.outcome.code);
                    let question = words.is_some_and(|words| words.question.is_some());
                    finding.missing.contains(field) || (question && finding.inputs.contains(field))
                })
            };
            prop_assert!(
                known_without(&field, &after) || asks(&field) || asks(&asked_with(&field)),
                "an adverse answer taken back helps and is not asked about: {}",
                account()
            );
        }
        Ok(())
    });
}

// ---------------------------------------------------------------------------------------------------------------------
// Order, pounds, traces, determinism.

/// The same form with its needs in the other order, each said twice.
fn turned_round(form: &Form) -> Form {
    let codes: Vec<&str> = form.text(&Field::Needs).lines().collect();
    let turned: Vec<&str> = codes.iter().rev().chain(&codes).copied().collect();
    let mut other = form.clone();
    other.set(Field::Needs, turned.join("; "));
    other
}

#[test]
fn the_order_and_repetition_of_needs_do_not_matter() {
    hold(900, |form| {
        let other = turned_round(&form);
        prop_assert_eq!(json_without_outlook(&form), json_without_outlook(&other));
        prop_assert_eq!(rendered(&form, profile(), Format::Text), rendered(&other, profile(), Format::Text));
        Ok(())
    });
}

#[test]
fn the_public_letter_never_names_pounds_unless_the_profile_says_so() {
    let named = Cell::new(false);
    hold(1_200, |form| {
        for format in [Format::Text, Format::Html] {
            let letter = rendered(&form, profile(), format);
            prop_assert!(!letter.contains('£') && !letter.contains("&pound;"), "{letter}");
        }
        // What the profile lets the letter say changes words, and no finding.
        let published = rendered(&form, with_fees_published(), Format::Text);
        named.set(named.get() || published.contains('£'));
        let quiet = assessed(&form);
        let open = assess(&parse(&form, with_fees_published()).proposal, with_fees_published(), &context());
        prop_assert_eq!((quiet.stance, quiet.findings), (open.stance, open.findings));
        Ok(())
    });
    assert!(named.get(), "no letter named pounds where the profile lets it: the property was never put to the test");
}

/// Every sentence of every document names the place of its words, or the answers or figures it is made from.
fn all_traced(form: &Form, outlook: &Outlook) -> Result<(), TestCaseError> {
    let assessment = assessed(form);
    let documents =
        Kind::ALL.iter().map(|(kind, name)| (name, kind.draft(&assessment, outlook, profile(), &Revision::default())));
    for (name, document) in documents {
        for sentence in document.sentences().filter(|sentence| !sentence.text.is_empty()) {
            let trace = &sentence.trace;
            let rests = !trace.wording.is_empty() || !trace.inputs.is_empty() || !trace.figures.is_empty();
            prop_assert!(rests, "{name}: “{}” rests on nothing", sentence.text);
        }
    }
    for finding in assessment.findings.iter() {
        let name = format!("{}.{}", finding.check, finding.outcome.code);
        let facts = assessment.findings.facts(finding);
        prop_assert!(!finding.inputs.is_empty(), "{name} looked at no answer");
        prop_assert!(!facts.is_empty() || !finding.missing.is_empty(), "{name} has neither a fact nor a gap");
        for promised in finding.outcome.facts {
            prop_assert!(facts.iter().any(|fact| fact.name == *promised), "{name} lacks its fact “{promised}”");
        }
    }
    Ok(())
}

#[test]
fn no_sentence_of_any_document_is_without_a_trace() {
    hold(1_200, |form| all_traced(&form, &Outlook::default()));
}

/// The search for what would change the stance takes longest, so it is held against fewer proposals.
#[test]
fn what_would_change_the_stance_is_traced_and_the_same_every_time() {
    hold(6, |form| {
        let found = outlook(&form, profile(), &context());
        all_traced(&form, &found)?;
        prop_assert!(found == outlook(&turned_round(&form), profile(), &context()), "the order of needs changes it");
        let texts = Kind::ALL.iter().map(|(document, _)| Wanted { document: *document, format: Format::Text });
        for wanted in texts.chain([Format::Json.into()]) {
            let again = form.clone();
            prop_assert_eq!(rendered(&form, profile(), wanted), rendered(&again, profile(), wanted), "{:?}", wanted);
        }
        let full: Value = serde_json::from_str(&rendered(&form, profile(), Format::Json)).unwrap();
        prop_assert_eq!(&full["stance"], assessed(&form).stance.code());
        Ok(())
    });
}

#[test]
fn the_same_form_gives_the_same_bytes_in_every_format() {
    hold(450, |form| {
        let again = form.clone();
        prop_assert_eq!(json_without_outlook(&form), json_without_outlook(&again));
        for format in [Format::Text, Format::Html] {
            prop_assert_eq!(rendered(&form, profile(), format), rendered(&again, profile(), format));
        }
        Ok(())
    });
}

#[test]
fn every_assessment_reads_back_with_the_keys_of_the_contract() {
    let schema: Value = serde_json::from_str(include_str!("../schemas/assessment.schema.json")).unwrap();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let known = keys(&schema["properties"]);
    let required: Vec<&str> = schema["required"].as_array().unwrap().iter().map(|key| key.as_str().unwrap()).collect();
    hold(900, |form| {
        let assessment = assessed(&form);
        let json: Value = serde_json::from_str(&json_without_outlook(&form)).unwrap();
        let found = keys(&json);
        prop_assert!(found.iter().all(|key| known.contains(key)), "{found:?}");
        prop_assert!(required.iter().all(|key| found.iter().any(|found| found == key)), "{found:?}");
        prop_assert_eq!(&json["schema"], "home-assessment/assessment@1");
        prop_assert_eq!(&json["stance"], assessment.stance.code());
        prop_assert_eq!(&json["fit"], assessment.fit.code());
        prop_assert_eq!(&json["access"], assessment.access.code());
        prop_assert_eq!(&json["value"], assessment.value.code());
        let codes: Vec<(&str, &str)> =
            assessment.findings.iter().map(|finding| (finding.check, finding.outcome.code)).collect();
        let listed = json["findings"].as_array().unwrap();
        let listed: Vec<(&str, &str)> = listed
            .iter()
            .map(|finding| (finding["check"].as_str().unwrap(), finding["reason"]["code"].as_str().unwrap()))
            .collect();
        prop_assert_eq!(codes, listed);
        prop_assert_eq!(json["trace"].as_array().unwrap().len(), assessment.findings.len());
        Ok(())
    });
}

// ---------------------------------------------------------------------------------------------------------------------
// The stances outside the order, and value beside a strong fit.

#[test]
fn without_a_position_fit_and_access_cannot_be_said_and_facts_come_before_holding() {
    hold(2_000, |form| {
        let found = assessed(&form);
        let account = || shown(&form, &found);
        match found.stance.rank() {
            Some(_) => {
                prop_assert!(found.fit != Fit::CannotSay && found.access != Access::CannotSay, "{}", account());
                prop_assert_eq!(&found.reason, &Reason::Matrix);
                prop_assert_eq!(profile().stance(found.fit, found.access), Some(found.stance));
            }
            None => {
                prop_assert_eq!((found.fit, found.access), (Fit::CannotSay, Access::CannotSay), "{}", account());
                prop_assert!(found.reason != Reason::Matrix, "{}", account());
            }
        }
        let leaves = |effect: Effect| found.findings.iter().any(|finding| finding.outcome.effect == effect);
        if leaves(Effect::FactualOnly) {
            prop_assert_eq!(found.stance, Stance::FactualOnly, "{}", account());
        } else if leaves(Effect::Holding) {
            prop_assert_eq!(found.stance, Stance::Holding, "{}", account());
        }
        // Outside the area, and for a certificate, only facts: whatever is missing or disputed.
        for (field, text) in APART.iter().filter(|(field, _)| *field != Field::Registration) {
            let apart = with(&form, field, text[0]);
            prop_assert_eq!(assessed(&apart).stance, Stance::FactualOnly, "{}", shown(&apart, &assessed(&apart)));
        }
        Ok(())
    });
}

#[test]
fn value_never_turns_a_strong_fit_into_one_that_is_not_supported() {
    let strong = Cell::new(0);
    let held = |form: &Form| {
        let found = assessed(form);
        strong.set(strong.get() + u32::from(found.fit == Fit::Strong));
        prop_assert!(found.fit != Fit::Strong || found.stance != Stance::DoesNotSupport, "{}", shown(form, &found));
        Ok(found.fit)
    };
    hold(1_800, |form| {
        let fit = held(&form)?;
        for fee in ["4999.99", "5000", "7500", "48000"] {
            let priced = with(&with(&form, &Field::WeeklyMax, ""), &Field::Weekly, fee);
            let with_fee = held(&priced)?;
            // Where documents conflict, a fee may part or join their versions, and the fit be said or not; it is the same.
            let said = ![fit, with_fee].contains(&Fit::CannotSay);
            prop_assert!(!said || fit == with_fee, "a fee changes the fit: {}", shown(&priced, &assessed(&priced)));
        }
        Ok(())
    });
    assert!(strong.get() > 300, "only {} proposals were a strong fit", strong.get());
}
