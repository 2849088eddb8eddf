//! How does each heading of the fee compare with its benchmark? One finding for each, for the commissioning team alone:
//! a higher heading starts a conversation with the provider.

use super::Check;
use crate::assessment::{Case, ComparedLine, Effect, FactValue, Findings, Outcome, Slip, Standing, Verdict};
use crate::form::Field;
use crate::profile::Rule;

pub(super) const ID: &str = "fee-headings";
const PAIR: &[&str] = &["heading", "planned", "benchmark"];
const ABOVE_BY: &[&str] = &["heading", "planned", "benchmark", "difference", "percent"];
const ABOVE_ZERO: &[&str] = &["heading", "planned", "difference"];
static WITHIN: Outcome = Outcome::new("within", Verdict::Met, Effect::None, PAIR);
static ACCEPTED: Outcome = Outcome::new("accepted", Verdict::Met, Effect::None, PAIR);
static ABOVE: Outcome = Outcome::new("above", Verdict::Concern, Effect::None, ABOVE_BY);
static ABOVE_NOTHING: Outcome = Outcome::new("above-a-benchmark-of-zero", Verdict::Concern, Effect::None, ABOVE_ZERO);
static REASON_GIVEN: Outcome = Outcome::new("reason-to-be-weighed", Verdict::Concern, Effect::None, PAIR);
static NO_REASON: Outcome = Outcome::new("accepted-without-a-reason", Verdict::Concern, Effect::None, PAIR);
static NOT_ACCEPTED: Outcome = Outcome::new("reason-not-accepted", Verdict::NotMet, Effect::None, PAIR);
static PERHAPS_A_YEAR: Outcome = Outcome::new("perhaps-for-a-year", Verdict::Concern, Effect::None, PAIR);
static PERHAPS_A_MONTH: Outcome = Outcome::new("perhaps-for-a-month", Verdict::Concern, Effect::None, PAIR);
static NO_BENCHMARK: Outcome = Outcome::new("no-benchmark", Verdict::CannotSay, Effect::None, &["heading", "planned"]);
static NOT_PLANNED: Outcome = Outcome::new("not-planned", Verdict::CannotSay, Effect::None, &["heading", "benchmark"]);

pub static CHECK: Check = Check {
    id: ID,
    outcomes: &[
        &WITHIN,
        &ACCEPTED,
        &ABOVE,
        &ABOVE_NOTHING,
        &REASON_GIVEN,
        &NO_REASON,
        &NOT_ACCEPTED,
        &PERHAPS_A_YEAR,
        &PERHAPS_A_MONTH,
        &NO_BENCHMARK,
        &NOT_PLANNED,
    ],
    run,
};

fn run(case: Case<'_>, found: &mut Findings) {
    if case.compared.has_benchmark() {
        case.compared.lines.iter().for_each(|line| heading(case, found, line));
    }
}

fn heading(case: Case<'_>, found: &mut Findings, line: &ComparedLine<'_>) {
    let heading = &line.line.heading;
    let mut evidence = case.open(found, ID, Field::Breakdown(heading.clone()));
    evidence.look(Field::Benchmark(heading.clone()));
    evidence.derived("heading", FactValue::Headings(vec![heading.clone()]));
    match line.line.planned {
        Some(planned) => {
            evidence.input("planned", Field::Breakdown(heading.clone()), FactValue::Weekly(planned));
        }
        None => evidence.missing(Field::Breakdown(heading.clone())),
    }
    match (line.benchmark, case.proposal.fees.uprating) {
        (Some(benchmark), None) => {
            evidence.input("benchmark", Field::Benchmark(heading.clone()), FactValue::Weekly(benchmark));
        }
        (Some(uprated), Some(percent)) => {
            let published = line.line.benchmark.unwrap_or_default();
            evidence.input("published", Field::Benchmark(heading.clone()), FactValue::Weekly(published));
            evidence.input("uprating", Field::Uprating, FactValue::Percent(percent));
            evidence.derived("benchmark", FactValue::Weekly(uprated));
        }
        (None, _) => evidence.missing(Field::Benchmark(heading.clone())),
    }
    evidence.rule("tolerance", Rule::BenchmarkTolerance);
    if let Some(difference) = line.difference {
        evidence.derived("difference", FactValue::Weekly(difference));
    }
    if let Some(percent) = line.percent {
        evidence.derived("percent", FactValue::Percent(percent));
    }
    if let Some(reason) = &line.line.reason {
        evidence.input("reason", Field::Explanation(heading.clone()), FactValue::Text(reason.clone()));
    }
    if let Some(accepted) = line.line.accepted {
        let answer = if accepted { "yes" } else { "no" };
        evidence.input("accepted", Field::Accepted(heading.clone()), FactValue::Code(answer));
    }
    if matches!(line.standing, Standing::Slip(_)) {
        evidence.rule("weeks", Rule::WeeksInAYear);
        evidence.rule("slip-tolerance", Rule::SlipTolerance);
    }
    evidence.conclude(match line.standing {
        Standing::Slip(Slip::Year) => &PERHAPS_A_YEAR,
        Standing::Slip(Slip::Month) => &PERHAPS_A_MONTH,
        Standing::NoBenchmark => &NO_BENCHMARK,
        Standing::NotPlanned => &NOT_PLANNED,
        Standing::Within => &WITHIN,
        Standing::Accepted => &ACCEPTED,
        Standing::AcceptedWithoutReason => &NO_REASON,
        Standing::NotAccepted => &NOT_ACCEPTED,
        Standing::ReasonGiven => &REASON_GIVEN,
        Standing::Above if line.percent.is_none() => &ABOVE_NOTHING,
        Standing::Above => &ABOVE,
    });
}
