//! Is this a second application for the same home, and what was said to the first?

use super::Check;
use crate::assessment::{Answered, Case, Effect, FactValue, Findings, Outcome, Verdict};
use crate::form::Field;

pub(super) const ID: &str = "resubmission";
static EARLIER: Outcome = Outcome::new("earlier-application", Verdict::Concern, Effect::None, &["previous"]);
static ANSWERED: Outcome =
    Outcome::new("answered-before", Verdict::Concern, Effect::None, &["previous", "earlier-stance", "answered-on"]);
static NOT_STATED: Outcome = Outcome::new("not-stated", Verdict::CannotSay, Effect::None, &[]);

pub static CHECK: Check = Check { id: ID, outcomes: &[&EARLIER, &ANSWERED, &NOT_STATED], run };

fn run(case: Case<'_>, found: &mut Findings) {
    let mut evidence = case.open(found, ID, Field::PreviousReference);
    let Some(previous) = &case.proposal.application.previous_reference else {
        evidence.missing(Field::PreviousReference);
        return evidence.conclude(&NOT_STATED);
    };
    evidence.input("previous", Field::PreviousReference, FactValue::Text(previous.clone()));
    // References are the planning authority's own.
    evidence.look(Field::PlanningAuthority);
    let authority = case.proposal.application.authority;
    let same = |home: &&Answered| {
        home.application().authority == authority && home.application().reference.as_ref() == Some(previous)
    };
    let outcome = match case.context.answered.iter().find(same) {
        Some(home) => {
            evidence.derived("earlier-stance", FactValue::Stance(home.stance));
            evidence.derived("answered-on", FactValue::Date(home.answered_on));
            &ANSWERED
        }
        None => &EARLIER,
    };
    evidence.conclude(outcome);
}
