//! Would children of very different ages live together? A home for one child cannot have this concern.

use super::Check;
use crate::assessment::{Case, Effect, FactValue, Findings, Outcome, Turn, Verdict};
use crate::form::Field;
use crate::profile::Rule;
use crate::proposal::Ages;
use rust_decimal::Decimal;

const ID: &str = "age-span";
static WITHIN: Outcome = Outcome::new("within", Verdict::Met, Effect::None, &["ages", "span", "widest"]);
static WIDE: Outcome = Outcome::new("wide", Verdict::Concern, Effect::LowersFit, &["ages", "span", "widest"]);
static ONE_CHILD: Outcome = Outcome::new("one-child", Verdict::Met, Effect::None, &["places"]);
static NOT_STATED: Outcome = Outcome::new("not-stated", Verdict::CannotSay, Effect::None, &[]);

pub static CHECK: Check = Check { id: ID, outcomes: &[&WITHIN, &WIDE, &ONE_CHILD, &NOT_STATED], run };

fn run(case: Case<'_>, found: &mut Findings) {
    let ages = case.proposal.children.ages;
    let mut evidence = case.open(found, ID, Field::AgeMin);
    evidence.look(Field::AgeMax);
    // In law a children's home is for children under 18, so an open upper end is 17; an open lower end says nothing.
    let Ages { min: Some(min), max, .. } = ages else {
        evidence.missing(Field::AgeMin);
        if ages.max.is_none() {
            evidence.missing(Field::AgeMax);
        }
        return evidence.conclude(&NOT_STATED);
    };
    evidence.input("ages", Field::AgeMin, FactValue::Ages(ages));
    evidence.look(Field::Places);
    if let Some(1) = case.proposal.home.places {
        evidence.input("places", Field::Places, FactValue::Places(1));
        return evidence.conclude(&ONE_CHILD);
    }
    let span = u32::from(max.unwrap_or(17).saturating_sub(min));
    evidence.derived("span", FactValue::Years(span));
    let widest = evidence.rule("widest", Rule::MaxAgeSpan);
    evidence.conclude(if Decimal::from(span) > widest { &WIDE } else { &WITHIN });
}

/// The widest range turns at the range there is.
pub(super) fn turns(case: Case<'_>) -> Vec<Turn> {
    let Ages { min: Some(min), max, .. } = case.proposal.children.ages else { return Vec::new() };
    let (figure, _) = case.profile.rule(Rule::MaxAgeSpan, case.context.as_at);
    vec![Turn { figure, at: Decimal::from(max.unwrap_or(17).saturating_sub(min)) }]
}
