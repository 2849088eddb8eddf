//! Is the home near the boundary of the council's area? Its places are then as near to another authority's children.

use super::Check;
use crate::assessment::{Case, Effect, FactValue, Findings, Outcome, Verdict};
use crate::form::Field;
use crate::profile::Rule;
use rust_decimal::Decimal;

const ID: &str = "boundary";
static WELL_INSIDE: Outcome = Outcome::new("well-inside", Verdict::Met, Effect::None, &["distance", "near"]);
static NEAR: Outcome = Outcome::new("near", Verdict::Concern, Effect::None, &["distance", "near"]);
static NOT_STATED: Outcome = Outcome::new("not-stated", Verdict::CannotSay, Effect::None, &[]);

pub static CHECK: Check = Check { id: ID, outcomes: &[&WELL_INSIDE, &NEAR, &NOT_STATED], run };

fn run(case: Case<'_>, found: &mut Findings) {
    let mut evidence = case.open(found, ID, Field::Boundary);
    let Some(metres) = case.proposal.site.boundary_metres else {
        evidence.missing(Field::Boundary);
        return evidence.conclude(&NOT_STATED);
    };
    evidence.input("distance", Field::Boundary, FactValue::Metres(metres));
    let near = evidence.rule("near", Rule::NearBoundary);
    evidence.conclude(if Decimal::from(metres) <= near { &NEAR } else { &WELL_INSIDE });
}
