//! Are the home's ages those for whom homes were recently needed? Counted over the age bands the range touches.

use super::Check;
use crate::assessment::{Case, Effect, FactValue, Findings, Outcome, Turn, Verdict};
use crate::form::Field;
use crate::profile::Rule;
use crate::proposal::Ages;
use rust_decimal::Decimal;

const ID: &str = "age-need";
static RECENT: Outcome = Outcome::new("recent-need", Verdict::Met, Effect::None, &["ages", "share", "least"]);
static LITTLE: Outcome =
    Outcome::new("little-recent-need", Verdict::Concern, Effect::LowersFit, &["ages", "share", "least"]);
static NOT_STATED: Outcome = Outcome::new("not-stated", Verdict::CannotSay, Effect::None, &[]);
static NO_FIGURES: Outcome = Outcome::new("no-figures", Verdict::CannotSay, Effect::None, &[]);

pub static CHECK: Check = Check { id: ID, outcomes: &[&RECENT, &LITTLE, &NOT_STATED, &NO_FIGURES], run };

fn run(case: Case<'_>, found: &mut Findings) {
    let ages = case.proposal.children.ages;
    let mut evidence = case.open(found, ID, Field::AgeMin);
    evidence.look(Field::AgeMax);
    // In law a children's home is for children under 18. Where no youngest age is given, the share of all children up to
    // the oldest is the most it can be: too little is too little, and enough cannot be said.
    let Ages { min, max, .. } = ages;
    let at_most = min.is_none();
    if at_most {
        evidence.missing(Field::AgeMin);
        if max.is_none() {
            return evidence.conclude(&NOT_STATED);
        }
    }
    evidence.input("ages", if at_most { Field::AgeMax } else { Field::AgeMin }, FactValue::Ages(ages));
    let counts = case.profile.age_counts(min.unwrap_or(0)..=max.unwrap_or(17), case.context.as_at);
    let number = |figure| case.profile.number(figure);
    let Some((counts, total)) = counts.filter(|(_, total)| !number(*total).is_zero()) else {
        return evidence.conclude(&NO_FIGURES);
    };
    let here: Decimal = counts.iter().map(|figure| number(*figure)).sum();
    let share = here * Decimal::ONE_HUNDRED / number(total);
    for figure in counts {
        evidence.figure("placements", figure);
    }
    evidence.figure("total", total);
    evidence.derived("share", FactValue::Percent(share.round_dp(1)));
    let least = evidence.rule("least", Rule::MinAgeShare);
    evidence.conclude(match (share < least, at_most) {
        (true, _) => &LITTLE,
        (false, true) => &NOT_STATED,
        (false, false) => &RECENT,
    });
}

/// The share turns at the least share: for each count of the ages, for the total, and for the least share itself.
pub(super) fn turns(case: Case<'_>) -> Vec<Turn> {
    let Ages { min, max, .. } = case.proposal.children.ages;
    if min.is_none() && max.is_none() {
        return Vec::new();
    }
    let as_at = case.context.as_at;
    let number = |figure| case.profile.number(figure);
    let Some((counts, total)) = case.profile.age_counts(min.unwrap_or(0)..=max.unwrap_or(17), as_at) else {
        return Vec::new();
    };
    let (least_share, least) = case.profile.rule(Rule::MinAgeShare, as_at);
    let here: Decimal = counts.iter().map(|figure| number(*figure)).sum();
    let (all, hundred) = (number(total), Decimal::ONE_HUNDRED);
    let enough = all * least / hundred;
    let mut turns: Vec<Turn> =
        counts.into_iter().map(|figure| Turn { figure, at: enough - (here - number(figure)) }).collect();
    // A total of nothing gives no share at all.
    turns.push(Turn { figure: total, at: Decimal::ZERO });
    turns.extend((here * hundred).checked_div(least).map(|at| Turn { figure: total, at }));
    turns.extend((here * hundred).checked_div(all).map(|at| Turn { figure: least_share, at }));
    turns
}
