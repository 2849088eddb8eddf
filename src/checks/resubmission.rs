//! Is this a second application for the same home, and what was said to the first?

use super::Check;
use crate::assessment::{Case, Effect, FactValue, Findings, Outcome, Verdict};
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
    let answered = case.context.answered.iter().filter(|home| home.application().reference.as_ref() == Some(previous));
    let outcome = match answered.max_by_key(|home| home.answered_on) {
        Some(home) => {
            evidence.derived("earlier-stance", FactValue::Stance(home.stance));
            evidence.derived("answered-on", FactValue::Date(home.answered_on));
            &ANSWERED
        }
        None => &EARLIER,
    };
    evidence.conclude(outcome);
}
