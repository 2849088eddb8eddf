//! Is the site in the council's area? Another children's services authority answers for its own.

use super::Check;
use crate::assessment::{Case, Effect, FactValue, Findings, Outcome, Verdict};
use crate::form::Field;

const ID: &str = "area";
static IN_AREA: Outcome = Outcome::new("in-area", Verdict::Met, Effect::None, &["authority"]);
static OUTSIDE: Outcome = Outcome::new("outside", Verdict::NotMet, Effect::FactualOnly, &["authority"]);
static UNLISTED: Outcome = Outcome::new("unlisted", Verdict::NotMet, Effect::FactualOnly, &[]);
static NOT_STATED: Outcome = Outcome::new("not-stated", Verdict::CannotSay, Effect::Holding, &[]);

pub static CHECK: Check = Check { id: ID, outcomes: &[&IN_AREA, &OUTSIDE, &UNLISTED, &NOT_STATED], run };

fn run(case: Case<'_>, found: &mut Findings) {
    let mut evidence = case.open(found, ID, Field::PlanningAuthority);
    let outcome = match &case.proposal.application.authority {
        None => {
            evidence.missing(Field::PlanningAuthority);
            &NOT_STATED
        }
        Some(code) => {
            evidence.input("authority", Field::PlanningAuthority, FactValue::Authority(*code));
            match case.authority {
                Some(authority) if authority.in_area => &IN_AREA,
                Some(_) => &OUTSIDE,
                None => &UNLISTED,
            }
        }
    };
    evidence.conclude(outcome);
}
