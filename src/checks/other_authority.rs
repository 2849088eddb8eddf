//! Is another authority named as the one whose children would live there?

use super::Check;
use crate::assessment::{Case, Effect, FactValue, Findings, Outcome, Verdict};
use crate::form::Field;
use crate::vocabulary::Access;

const ID: &str = "other-authority";
static NAMED: Outcome = Outcome::new("named", Verdict::NotMet, Effect::Access(Access::None), &["other"]);
static NOT_STATED: Outcome = Outcome::new("not-stated", Verdict::CannotSay, Effect::None, &[]);

pub static CHECK: Check = Check { id: ID, outcomes: &[&NAMED, &NOT_STATED], run };

fn run(case: Case<'_>, found: &mut Findings) {
    let mut evidence = case.open(found, ID, Field::OtherAuthority);
    let outcome = match &case.proposal.access.other_authority {
        Some(other) => {
            evidence.input("other", Field::OtherAuthority, FactValue::Text(other.clone()));
            &NAMED
        }
        None => {
            evidence.missing(Field::OtherAuthority);
            &NOT_STATED
        }
    };
    evidence.conclude(outcome);
}
