//! Is the planned fee fair? By its upper end, against the threshold for an analysis and the benchmark entered for the
//! case. A missing fee cannot be assessed; it is never taken to be within the benchmark.

use super::Check;
use crate::assessment::{Case, Comparison, Effect, Evidence, FactValue, Findings, Outcome, Turn, Verdict};
use crate::form::Field;
use crate::profile::Rule;
use crate::vocabulary::Value;
use rust_decimal::Decimal;
use std::sync::Arc;

const ID: &str = "fee";
const ALIGNED: Effect = Effect::Value(Value::Aligned);
static NOT_STATED: Outcome = Outcome::new("not-stated", Verdict::CannotSay, Effect::Value(Value::NotStated), &[]);
static BELOW: Outcome = Outcome::new("below-threshold", Verdict::Met, ALIGNED, &["fee", "threshold"]);
static NO_ANALYSIS: Outcome =
    Outcome::new("analysis-missing", Verdict::Concern, Effect::Value(Value::Unresolved), &["fee", "threshold"]);
static NO_AMOUNTS: Outcome =
    Outcome::new("analysis-without-amounts", Verdict::Concern, Effect::Value(Value::Unresolved), &["fee", "threshold"]);
static INCOMPLETE: Outcome =
    Outcome::new("analysis-incomplete", Verdict::Concern, Effect::Value(Value::Unresolved), &["fee", "threshold"]);
static IN_DOUBT: Outcome =
    Outcome::new("analysis-in-doubt", Verdict::Concern, Effect::Value(Value::Unresolved), &["fee", "threshold"]);
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
    outcomes: &[
        &NOT_STATED,
        &BELOW,
        &NO_ANALYSIS,
        &NO_AMOUNTS,
        &INCOMPLETE,
        &IN_DOUBT,
        &WITHIN,
        &ABOVE,
        &ABOVE_HEADINGS,
    ],
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
    let (compared, analysed) = (case.compared, case.compared.has_benchmark());
    let judged = if analysed {
        evidence.rule("tolerance", Rule::BenchmarkTolerance);
        judge(case, compared, fee, &mut evidence)
    } else {
        None
    };
    let outcome = match judged {
        Some(outcome) => outcome,
        None if fee < evidence.rule("threshold", Rule::MidRangeFee) => &BELOW,
        None if compared.has_slip() => {
            evidence.rule("weeks", Rule::WeeksInAYear);
            evidence.rule("slip-tolerance", Rule::SlipTolerance);
            &IN_DOUBT
        }
        None if analysed => &INCOMPLETE,
        None => {
            evidence.look(Field::BenchmarkVersion);
            evidence.look(Field::BenchmarkDate);
            let recorded = fees.benchmark_version.is_some() || fees.benchmark_date.is_some();
            if recorded { &NO_AMOUNTS } else { &NO_ANALYSIS }
        }
    };
    evidence.conclude(outcome);
}

/// Each heading against its benchmark, then the whole fee against what the headings allow. `None` where that is not an
/// analysis: the benchmark does not cover the whole fee and no heading is above it, or an amount may be a slip.
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
        evidence.look(Field::Explanation(heading.clone()));
        evidence.look(Field::Accepted(heading.clone()));
    }
    // While an amount may be for another period, there is no analysis to go by.
    if compared.has_slip() {
        return None;
    }
    let above: Vec<Arc<str>> = compared.above().map(|line| line.line.heading.clone()).collect();
    if !above.is_empty() {
        evidence.derived("headings", FactValue::Headings(above));
        return Some(&ABOVE_HEADINGS);
    }
    let every_heading = compared.benchmarks() == case.profile.headings.len();
    let broken_down = compared.planned >= fee;
    if !compared.covered || !(every_heading || broken_down) {
        return None;
    }
    Some(if fee > compared.limit { &ABOVE } else { &WITHIN })
}

/// The threshold turns at the fee; the tolerance at each heading's excess, and where the whole fee meets its limit.
pub(super) fn turns(case: Case<'_>) -> Vec<Turn> {
    let fees = &case.proposal.fees;
    let Some(fee) = fees.upper() else { return Vec::new() };
    let (threshold, _) = case.profile.rule(Rule::MidRangeFee, case.context.as_at);
    let (tolerance, _) = case.profile.rule(Rule::BenchmarkTolerance, case.context.as_at);
    let percent = |part: Decimal, whole: Decimal| (part * Decimal::ONE_HUNDRED).checked_div(whole);
    let compared = case.compared;
    let mut at: Vec<Decimal> = compared
        .lines
        .iter()
        .filter_map(|line| percent(line.difference?, line.benchmark?))
        .filter(|at| !at.is_sign_negative())
        .collect();
    // The limit grows with the tolerance, except for headings accepted at more than the tolerance allows. Between two
    // turns of headings it is a straight line, so on each such line there is one place to meet the fee.
    let edges: Vec<Decimal> = std::iter::once(Decimal::ZERO).chain(at.iter().copied()).collect();
    for edge in edges {
        let (mut fixed, mut growing) = (Decimal::ZERO, Decimal::ZERO);
        for line in &compared.lines {
            let Some(benchmark) = line.benchmark else { continue };
            let planned = line.line.planned.filter(|_| line.line.is_justified()).unwrap_or_default();
            if percent(planned - benchmark, benchmark).is_some_and(|excess| excess <= edge) || planned.is_zero() {
                growing += benchmark;
            } else {
                fixed += planned;
            }
        }
        at.extend(percent(fee - fixed - growing, growing));
    }
    let mut turns = vec![Turn { figure: threshold, at: fee }];
    turns.extend(slips(case, compared));
    turns.extend(at.into_iter().map(|at| Turn { figure: tolerance, at }));
    turns
}

/// An amount is taken for a slip where its ratio to the other is the weeks of a year, or of a month, within a tolerance.
fn slips(case: Case<'_>, compared: &Comparison<'_>) -> Vec<Turn> {
    let (weeks, year) = case.profile.rule(Rule::WeeksInAYear, case.context.as_at);
    let (tolerance, percent) = case.profile.rule(Rule::SlipTolerance, case.context.as_at);
    let one = Decimal::ONE_HUNDRED;
    let pairs = compared.lines.iter().filter_map(|line| Some((line.line.planned?, line.benchmark?)));
    let ratios = pairs.filter_map(|(planned, benchmark)| planned.max(benchmark).checked_div(planned.min(benchmark)));
    // The ratio of a month counts twelvefold against the weeks of a year.
    let ratios = ratios.flat_map(|ratio| [ratio, ratio * Decimal::from(12)]);
    let turns = ratios.flat_map(|ratio| {
        let edges = [one + percent, one - percent].map(|edge| (ratio * one).checked_div(edge));
        let weeks = edges.into_iter().flatten().map(move |at| Turn { figure: weeks, at });
        let off = ((ratio - year).abs() * one).checked_div(year);
        weeks.chain(off.map(|at| Turn { figure: tolerance, at }))
    });
    turns.collect()
}
