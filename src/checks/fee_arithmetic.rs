//! Do the numbers of the fee agree: its headings with the whole, and all of them with a week? It changes no judgement; it
//! asks before a slip becomes one.

use super::Check;
use crate::assessment::{Case, Effect, FactValue, Findings, Measures, Outcome, Slip, Verdict};
use crate::form::Field;
use crate::profile::Rule;
use rust_decimal::Decimal;

const ID: &str = "fee-arithmetic";
static ADDS_UP: Outcome = Outcome::new("adds-up", Verdict::Met, Effect::None, &["fee", "sum"]);
static ABOVE_FEE: Outcome = Outcome::new("headings-above-fee", Verdict::Concern, Effect::None, &["fee", "sum"]);
static BELOW_FEE: Outcome = Outcome::new("headings-below-fee", Verdict::Concern, Effect::None, &["fee", "sum"]);
static PERHAPS_A_YEAR: Outcome = Outcome::new("perhaps-for-a-year", Verdict::Concern, Effect::None, &["fee", "sum"]);
static PERHAPS_A_MONTH: Outcome = Outcome::new("perhaps-for-a-month", Verdict::Concern, Effect::None, &["fee", "sum"]);
static PERHAPS_NOT_A_WEEK: Outcome =
    Outcome::new("perhaps-not-for-a-week", Verdict::Concern, Effect::None, &["fee", "ask-from"]);
static HEADINGS_ALONE: Outcome = Outcome::new("headings-without-fee", Verdict::CannotSay, Effect::None, &["sum"]);
static NOT_BROKEN_DOWN: Outcome = Outcome::new("not-broken-down", Verdict::CannotSay, Effect::None, &["fee"]);
static TO_BREAK_DOWN: Outcome =
    Outcome::new("to-be-broken-down", Verdict::CannotSay, Effect::None, &["fee", "threshold"]);

pub static CHECK: Check = Check {
    id: ID,
    outcomes: &[
        &ADDS_UP,
        &ABOVE_FEE,
        &BELOW_FEE,
        &PERHAPS_A_YEAR,
        &PERHAPS_A_MONTH,
        &PERHAPS_NOT_A_WEEK,
        &HEADINGS_ALONE,
        &NOT_BROKEN_DOWN,
        &TO_BREAK_DOWN,
    ],
    run,
};

fn run(case: Case<'_>, found: &mut Findings) {
    let fees = &case.proposal.fees;
    let broken_down = fees.lines.iter().any(|line| line.planned.is_some());
    // Without any number there is nothing to agree; that the fee is missing is another check's to say.
    if fees.upper().is_none() && !broken_down {
        return;
    }
    let mut evidence = case.open(found, ID, Field::Weekly);
    evidence.look(Field::WeeklyMax);
    if let Some(fee) = fees.upper() {
        let upper = if fees.weekly_max.is_some() { Field::WeeklyMax } else { Field::Weekly };
        evidence.input("fee", upper, FactValue::Weekly(fee));
    }
    let mut sum = Decimal::ZERO;
    for line in fees.lines.iter().filter(|line| line.planned.is_some()) {
        evidence.look(Field::Breakdown(line.heading.clone()));
        sum += line.planned.unwrap_or_default();
    }
    if broken_down {
        evidence.derived("sum", FactValue::Weekly(sum));
    }
    let Some((low, high)) = fees.lower().zip(fees.upper()) else {
        evidence.missing(Field::Weekly);
        return evidence.conclude(&HEADINGS_ALONE);
    };
    let period = if broken_down {
        evidence.rule("weeks", Rule::WeeksInAYear);
        evidence.rule("slip-tolerance", Rule::SlipTolerance);
        Measures::of(case.profile, case.context.as_at).slip(sum, high)
    } else {
        None
    };
    let outcome = match period {
        Some(Slip::Year) => &PERHAPS_A_YEAR,
        Some(Slip::Month) => &PERHAPS_A_MONTH,
        None if high >= evidence.rule("ask-from", Rule::FeeToCheck) => &PERHAPS_NOT_A_WEEK,
        // Only from the threshold up is there an analysis, which goes by headings.
        None if !broken_down && high >= evidence.rule("threshold", Rule::MidRangeFee) => &TO_BREAK_DOWN,
        None if !broken_down => &NOT_BROKEN_DOWN,
        None if sum > high => &ABOVE_FEE,
        None if sum < low => &BELOW_FEE,
        None => &ADDS_UP,
    };
    evidence.conclude(outcome);
}
