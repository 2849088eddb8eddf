//! Is the planned fee fair? By its upper end, against the threshold for an analysis and the benchmark entered for the
//! case. A missing fee cannot be assessed; it is never taken to be within the benchmark.

use super::Check;
use crate::assessment::{Case, Comparison, Effect, Evidence, FactValue, Findings, Outcome, Standing, Verdict, compare};
use crate::form::Field;
use crate::profile::Rule;
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
    let compared = if analysed {
        let tolerance = evidence.rule("tolerance", Rule::BenchmarkTolerance);
        judge(case, &compare(fees, tolerance), fee, &mut evidence)
    } else {
        None
    };
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
fn judge(
    case: Case<'_>,
    compared: &Comparison<'_>,
    fee: Decimal,
    evidence: &mut Evidence<'_, '_>,
) -> Option<&'static Outcome> {
    for line in &compared.lines {
        let heading = &line.line.heading;
        evidence.look(Field::Breakdown(heading.clone()));
        evidence.look(Field::Benchmark(heading.clone()));
        evidence.look(Field::Accepted(heading.clone()));
    }
    let above = compared
        .lines
        .iter()
        .filter(|line| matches!(line.standing, Standing::Above | Standing::ReasonGiven | Standing::NotAccepted));
    let above: Vec<String> = above.map(|line| line.line.heading.clone()).collect();
    if !above.is_empty() {
        evidence.derived("headings", FactValue::Headings(above));
        return Some(&ABOVE_HEADINGS);
    }
    let every_heading = compared.benchmarks() == case.profile.headings.len();
    let broken_down = case.proposal.fees.weekly.is_some_and(|low| compared.planned >= low);
    if !compared.covered || !(every_heading || broken_down) {
        return None;
    }
    Some(if fee > compared.limit { &ABOVE } else { &WITHIN })
}
