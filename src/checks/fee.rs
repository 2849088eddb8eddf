//! Is the planned fee fair? By its upper end, against the threshold for an analysis and the benchmark entered for the
//! case. A missing fee cannot be assessed; it is never taken to be within the benchmark.

use super::Check;
use crate::assessment::{Case, Effect, Evidence, FactValue, Findings, Outcome, Verdict};
use crate::form::Field;
use crate::profile::Rule;
use crate::proposal::Fees;
use crate::vocabulary::Value;
use rust_decimal::Decimal;

const ID: &str = "fee";
const ALIGNED: Effect = Effect::Value(Value::Aligned);
static NOT_STATED: Outcome = Outcome::new("not-stated", Verdict::CannotSay, Effect::Value(Value::NotStated), &[]);
static BELOW: Outcome = Outcome::new("below-threshold", Verdict::Met, ALIGNED, &["fee", "threshold"]);
static NO_ANALYSIS: Outcome =
    Outcome::new("analysis-missing", Verdict::Concern, Effect::Value(Value::Unresolved), &["fee", "threshold"]);
static INCOMPLETE: Outcome =
    Outcome::new("analysis-incomplete", Verdict::Concern, Effect::Value(Value::Unresolved), &["fee", "threshold"]);
static WITHIN: Outcome = Outcome::new("within-benchmark", Verdict::Met, ALIGNED, &["fee", "tolerance"]);
static ABOVE: Outcome =
    Outcome::new("above-benchmark", Verdict::NotMet, Effect::Value(Value::Above), &["fee", "tolerance"]);
static ABOVE_HEADINGS: Outcome = Outcome::new(
    "headings-above-benchmark",
    Verdict::NotMet,
    Effect::Value(Value::Above),
    &["fee", "tolerance", "headings"],
);

pub static CHECK: Check = Check {
    id: ID,
    outcomes: &[&NOT_STATED, &BELOW, &NO_ANALYSIS, &INCOMPLETE, &WITHIN, &ABOVE, &ABOVE_HEADINGS],
    run,
};

fn run(case: Case<'_>, found: &mut Findings) {
    let fees = &case.proposal.fees;
    let mut evidence = case.open(found, ID, Field::Weekly);
    evidence.look(Field::WeeklyMax);
    let Some(fee) = fees.upper() else {
        evidence.missing(Field::Weekly);
        return evidence.conclude(&NOT_STATED);
    };
    let upper = if fees.weekly_max.is_some() { Field::WeeklyMax } else { Field::Weekly };
    evidence.input("fee", upper, FactValue::Weekly(fee));
    let analysed = fees.lines.iter().any(|line| line.benchmark.is_some());
    let compared = if analysed { compare(case, fees, fee, &mut evidence) } else { None };
    let outcome = match compared {
        Some(outcome) => outcome,
        None if fee < evidence.rule("threshold", Rule::MidRangeFee) => &BELOW,
        None if analysed => &INCOMPLETE,
        None => {
            evidence.look(Field::BenchmarkDate);
            &NO_ANALYSIS
        }
    };
    evidence.conclude(outcome);
}

/// Each heading against its benchmark, then the whole fee against what the headings allow. `None` where the benchmark
/// does not cover the whole fee and no heading is above it: that is not an analysis.
fn compare(case: Case<'_>, fees: &Fees, fee: Decimal, evidence: &mut Evidence<'_, '_>) -> Option<&'static Outcome> {
    let tolerance = evidence.rule("tolerance", Rule::BenchmarkTolerance);
    let allowed = |benchmark: Decimal| benchmark + benchmark * tolerance / Decimal::ONE_HUNDRED;
    let (mut above, mut planned_in_all, mut limit, mut covered) = (Vec::new(), Decimal::ZERO, Decimal::ZERO, true);
    for line in &fees.lines {
        evidence.look(Field::Breakdown(line.heading.clone()));
        evidence.look(Field::Benchmark(line.heading.clone()));
        evidence.look(Field::Accepted(line.heading.clone()));
        planned_in_all += line.planned.unwrap_or_default();
        let Some(benchmark) = line.benchmark else {
            covered &= line.planned.is_none();
            continue;
        };
        let planned = line.planned.unwrap_or_default();
        if planned > allowed(benchmark) && line.accepted != Some(true) {
            above.push(line.heading.clone());
        }
        limit += allowed(benchmark).max(if line.accepted == Some(true) { planned } else { Decimal::ZERO });
    }
    if !above.is_empty() {
        evidence.derived("headings", FactValue::Headings(above));
        return Some(&ABOVE_HEADINGS);
    }
    let every_heading =
        fees.lines.iter().filter(|line| line.benchmark.is_some()).count() == case.profile.headings.len();
    let broken_down = fees.weekly.is_some_and(|low| planned_in_all >= low);
    if !covered || !(every_heading || broken_down) {
        return None;
    }
    Some(if fee > limit { &ABOVE } else { &WITHIN })
}
