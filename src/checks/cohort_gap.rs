//! Does the home meet a named gap? The heart of the assessment: the right kind of home for a need the council cannot meet.

use super::Check;
use crate::assessment::{Case, Effect, FactValue, Findings, Outcome, Verdict};
use crate::form::Field;
use crate::vocabulary::{Fit, Need, Needs};

const ID: &str = "cohort-gap";
const STRONG: Effect = Effect::Fit(Fit::Strong);
const PARTIAL: Effect = Effect::Fit(Fit::Partial);
const NONE: Effect = Effect::Fit(Fit::None);

static GAP_MET: Outcome = Outcome::new("gap-met", Verdict::Met, STRONG, &["gaps", "model", "needs", "matching"]);
static GAP_MET_STAFF_UNKNOWN: Outcome =
    Outcome::new("gap-met-staffing-not-stated", Verdict::Met, STRONG, &["gaps", "model", "needs", "matching"]);
static GAP_MET_STAFF_SHORT: Outcome = Outcome::new(
    "gap-met-staffing-short",
    Verdict::Met,
    STRONG,
    &["gaps", "model", "needs", "matching", "staff", "least"],
);
static STAFF_BELOW: Outcome =
    Outcome::new("staffing-below", Verdict::NotMet, PARTIAL, &["gaps", "model", "needs", "staff", "least"]);
static NO_MATCH: Outcome = Outcome::new("no-match", Verdict::NotMet, PARTIAL, &["model", "needs"]);
static NEED_ONLY: Outcome = Outcome::new("need-only", Verdict::NotMet, PARTIAL, &["needs", "matching"]);
static GENERAL_LABEL: Outcome = Outcome::new("general-label", Verdict::NotMet, PARTIAL, &["model", "needs"]);
static OUTSIDE_GAPS: Outcome = Outcome::new("needs-outside-gaps", Verdict::NotMet, PARTIAL, &["model", "needs"]);
static GENERAL_PROVISION: Outcome = Outcome::new("general-provision", Verdict::NotMet, NONE, &["needs"]);
static OUTSIDE_GAPS_NO_FORM: Outcome =
    Outcome::new("needs-outside-gaps-ordinary-home", Verdict::NotMet, NONE, &["needs"]);
static NOT_STATED: Outcome = Outcome::new("needs-not-stated", Verdict::CannotSay, PARTIAL, &["model"]);
static NOT_STATED_NO_FORM: Outcome = Outcome::new("needs-not-stated-ordinary-home", Verdict::CannotSay, NONE, &[]);
static FORM_NOT_KNOWN: Outcome = Outcome::new("home-not-known", Verdict::CannotSay, Effect::None, &[]);

pub static CHECK: Check = Check {
    id: ID,
    outcomes: &[
        &GAP_MET,
        &GAP_MET_STAFF_UNKNOWN,
        &GAP_MET_STAFF_SHORT,
        &STAFF_BELOW,
        &NO_MATCH,
        &NEED_ONLY,
        &GENERAL_LABEL,
        &OUTSIDE_GAPS,
        &GENERAL_PROVISION,
        &OUTSIDE_GAPS_NO_FORM,
        &NOT_STATED,
        &NOT_STATED_NO_FORM,
        &FORM_NOT_KNOWN,
    ],
    run,
};

fn run(case: Case<'_>, found: &mut Findings) {
    let (home, needs, profile) = (&case.proposal.home, case.proposal.children.needs, case.profile);
    let mut evidence = case.open(found, ID, Field::Needs);
    evidence.look(Field::Places);
    evidence.look(Field::Model);
    let model = case.model();
    if let Some(model) = model {
        match home.model {
            Some(_) => evidence.input("model", Field::Model, FactValue::Model(model)),
            None => evidence.derived("model", FactValue::Model(model)),
        }
    } else if home.places.is_none() {
        evidence.missing(Field::Places);
        if needs.is_empty() {
            evidence.missing(Field::Needs);
        }
        return evidence.conclude(&FORM_NOT_KNOWN);
    }
    let in_some_gap = model.is_some_and(|model| profile.gaps.iter().any(|gap| gap.models.contains(&model)));
    if needs.is_empty() {
        evidence.missing(Field::Needs);
        return evidence.conclude(if in_some_gap { &NOT_STATED } else { &NOT_STATED_NO_FORM });
    }
    evidence.input("needs", Field::Needs, FactValue::Needs(needs));

    let staff = home.staff_by_day;
    let (mut met, mut short, mut matching, mut least) = (Vec::new(), Vec::new(), Needs::default(), 0_u32);
    for (at, (gap, gap_needs)) in profile.gaps_with_needs().enumerate() {
        let both = needs.both(gap_needs);
        if both.is_empty() || !model.is_some_and(|model| gap.models.contains(&model)) {
            continue;
        }
        match (gap.min_staff_by_day.map(u32::from), staff) {
            (Some(minimum), Some(staff)) if staff < minimum => {
                short.push(at);
                least = least.max(minimum);
            }
            (minimum, staff) => {
                met.push((at, minimum.is_some() && staff.is_none()));
                matching = matching.either(both);
            }
        }
    }
    let staff_asked = met.iter().any(|(_, asked)| *asked);
    let specific = needs.both(profile.specific_needs());
    let general_only = needs.without(Needs::default().with(Need::EbdGeneral)).is_empty();
    let outcome = if !met.is_empty() {
        for (at, _) in &met {
            evidence.gap_figures("evidence", *at);
        }
        evidence.derived("gaps", FactValue::Gaps(met.into_iter().map(|(at, _)| at).collect()));
        evidence.derived("matching", FactValue::Needs(matching));
        if staff_asked {
            evidence.missing(Field::StaffByDay);
            &GAP_MET_STAFF_UNKNOWN
        } else if let (false, Some(staff)) = (short.is_empty(), staff) {
            evidence.input("staff", Field::StaffByDay, FactValue::Staff(staff));
            evidence.derived("least", FactValue::Staff(least));
            &GAP_MET_STAFF_SHORT
        } else {
            &GAP_MET
        }
    } else if !short.is_empty() {
        evidence.derived("gaps", FactValue::Gaps(short));
        evidence.input("staff", Field::StaffByDay, FactValue::Staff(staff.unwrap_or_default()));
        evidence.derived("least", FactValue::Staff(least));
        &STAFF_BELOW
    } else if !specific.is_empty() {
        evidence.derived("matching", FactValue::Needs(specific));
        if in_some_gap { &NO_MATCH } else { &NEED_ONLY }
    } else {
        match (general_only, in_some_gap) {
            (true, true) => &GENERAL_LABEL,
            (true, false) => &GENERAL_PROVISION,
            (false, true) => &OUTSIDE_GAPS,
            (false, false) => &OUTSIDE_GAPS_NO_FORM,
        }
    };
    evidence.conclude(outcome);
}
