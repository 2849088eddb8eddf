//! Is the planned fee fair? By its upper end, against the threshold for an analysis and the benchmark entered for the
//! case. A missing fee cannot be assessed; it is never taken to be within the benchmark.

use super::Check;
use crate::assessment::{Case, Effect, Evidence, FactValue, Finding, Outcome, Verdict};
use crate::form::Field;
use crate::profile::Rule;
use crate::proposal::Fees;
use crate::vocabulary::Value;
use rust_decimal::Decimal;

const ID: &str = "fee";
const ALIGNED: Effect = Effect::Value(Value::Aligned);
static NOT_STATED: Outcome = Outcome::new("not-stated", Verdict::CannotSay, Effect::Value(Value::NotStated), &[]);
static BELOW: Outcome = Outcome::new("below-threshold", Verdict::Met, ALIGNED, &["fee", "threshold"]);
static NO_ANALYSIS: Outcome = Outcome::new("analysis-missing", Verdict::Concern, Effect::Value(Value::Unresolved), &["fee", "threshold"]);
static WITHIN: Outcome = Outcome::new("within-benchmark", Verdict::Met, ALIGNED, &["fee", "tolerance"]);
static ABOVE: Outcome = Outcome::new("above-benchmark", Verdict::NotMet, Effect::Value(Value::Above), &["fee", "tolerance"]);
static ABOVE_HEADINGS: Outcome = Outcome::new("headings-above-benchmark", Verdict::NotMet, Effect::Value(Value::Above), &["fee", "tolerance", "headings"]);

pub static CHECK: Check = Check { id: ID, outcomes: &[&NOT_STATED, &BELOW, &NO_ANALYSIS, &WITHIN, &ABOVE, &ABOVE_HEADINGS], run };

fn run(case: Case<'_>, findings: &mut Vec<Finding>) {
    let fees = &case.proposal.fees;
    let mut evidence = case.open(ID, Field::Weekly);
    evidence.look(Field::WeeklyMax);
    let Some(fee) = fees.upper() else {
        evidence.missing(Field::Weekly);
        return findings.push(evidence.conclude(&NOT_STATED));
    };
    let upper = if fees.weekly_max.is_some() { Field::WeeklyMax } else { Field::Weekly };
    evidence.input("fee", upper, FactValue::Weekly(fee));
    let analysed = fees.lines.iter().any(|line| line.benchmark.is_some());
    let outcome = if analysed {
        compare(fees, fee, &mut evidence)
    } else if fee >= evidence.rule("threshold", Rule::MidRangeFee) {
        evidence.look(Field::BenchmarkDate);
        &NO_ANALYSIS
    } else {
        &BELOW
    };
    findings.push(evidence.conclude(outcome));
}

/// Each heading against its benchmark; where the fee is not broken down, the whole against the sum of a complete benchmark.
fn compare(fees: &Fees, fee: Decimal, evidence: &mut Evidence<'_>) -> &'static Outcome {
    let tolerance = evidence.rule("tolerance", Rule::BenchmarkTolerance);
    let allowed = |benchmark: Decimal| benchmark + benchmark * tolerance / Decimal::ONE_HUNDRED;
    let mut above = Vec::new();
    for line in &fees.lines {
        evidence.look(Field::Breakdown(line.heading.clone()));
        evidence.look(Field::Benchmark(line.heading.clone()));
        if let (Some(planned), Some(benchmark)) = (line.planned, line.benchmark)
            && planned > allowed(benchmark)
            && line.accepted != Some(true)
        {
            evidence.look(Field::Accepted(line.heading.clone()));
            above.push(line.heading.clone());
        }
    }
    if !above.is_empty() {
        evidence.derived("headings", FactValue::Headings(above));
        return &ABOVE_HEADINGS;
    }
    let broken_down = fees.lines.iter().any(|line| line.planned.is_some());
    let benchmark: Decimal = fees.lines.iter().filter_map(|line| line.benchmark).sum();
    if !broken_down && fee > allowed(benchmark) { &ABOVE } else { &WITHIN }
}
