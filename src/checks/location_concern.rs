//! Has a concern about the location been recorded? Nothing recorded is not the same as no concern.

use super::Check;
use crate::assessment::{Case, Effect, FactValue, Findings, Outcome, Verdict};
use crate::form::Field;

const ID: &str = "location-concern";
static RECORDED: Outcome = Outcome::new("recorded", Verdict::Concern, Effect::LowersFit, &["concern"]);
static NOT_RECORDED: Outcome = Outcome::new("not-recorded", Verdict::CannotSay, Effect::None, &[]);

pub static CHECK: Check = Check { id: ID, outcomes: &[&RECORDED, &NOT_RECORDED], run };

fn run(case: Case<'_>, found: &mut Findings) {
    let mut evidence = case.open(found, ID, Field::LocationConcern);
    let outcome = match &case.proposal.site.location_concern {
        Some(concern) => {
            evidence.input("concern", Field::LocationConcern, FactValue::Text(concern.clone()));
            &RECORDED
        }
        None => {
            evidence.missing(Field::LocationConcern);
            &NOT_RECORDED
        }
    };
    evidence.conclude(outcome);
}
