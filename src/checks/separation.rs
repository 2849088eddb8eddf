//! Is another children's home next door, or nearer than the planning authority's own guidance allows?

use super::Check;
use crate::assessment::{Case, Effect, FactValue, Findings, Outcome, Turn, Verdict};
use crate::form::Field;
use crate::profile::{FigureRef, Rule};
use rust_decimal::Decimal;

const ID: &str = "separation";
static CLEAR: Outcome = Outcome::new("clear", Verdict::Met, Effect::None, &["distance"]);
static NEXT_DOOR: Outcome = Outcome::new("next-door", Verdict::Concern, Effect::LowersFit, &["distance"]);
static WITHIN: Outcome =
    Outcome::new("within-guidance", Verdict::Concern, Effect::LowersFit, &["distance", "guidance", "authority"]);
static NOT_STATED: Outcome = Outcome::new("not-stated", Verdict::CannotSay, Effect::None, &[]);

pub static CHECK: Check = Check { id: ID, outcomes: &[&CLEAR, &NEXT_DOOR, &WITHIN, &NOT_STATED], run };

fn run(case: Case<'_>, found: &mut Findings) {
    let mut evidence = case.open(found, ID, Field::NearestHome);
    let Some(metres) = case.proposal.site.nearest_home_metres else {
        evidence.missing(Field::NearestHome);
        return evidence.conclude(&NOT_STATED);
    };
    evidence.input("distance", Field::NearestHome, FactValue::Metres(metres));
    let distance = Decimal::from(metres);
    evidence.look(Field::PlanningAuthority);
    let authority = case.proposal.application.authority;
    let guidance = guidance(case);
    let outcome = if distance <= evidence.rule("next-door", Rule::NextDoor) {
        &NEXT_DOOR
    } else if let (Some(guidance), Some(authority)) = (guidance, authority) {
        evidence.figure("guidance", guidance);
        evidence.input("authority", Field::PlanningAuthority, FactValue::Authority(authority));
        if distance < case.profile.number(guidance) { &WITHIN } else { &CLEAR }
    } else {
        &CLEAR
    };
    evidence.conclude(outcome);
}

/// The planning authority's own separation distance, in force on the date.
fn guidance(case: Case<'_>) -> Option<FigureRef> {
    case.profile.figure(case.authority?.separation.as_deref()?, case.context.as_at)
}

/// Both distances turn at the distance there is.
pub(super) fn turns(case: Case<'_>) -> Vec<Turn> {
    let Some(metres) = case.proposal.site.nearest_home_metres else { return Vec::new() };
    let (next_door, _) = case.profile.rule(Rule::NextDoor, case.context.as_at);
    let at = Decimal::from(metres);
    [Some(next_door), guidance(case)].into_iter().flatten().map(|figure| Turn { figure, at }).collect()
}
