//! Are the dates possible, and is the benchmark recent? It changes no judgement; it asks before a slip becomes one.

use super::Check;
use crate::assessment::{Case, Effect, FactValue, Findings, Outcome, Verdict};
use crate::form::Field;
use crate::profile::Rule;
use rust_decimal::Decimal;

const ID: &str = "dates";
static NOT_YET_CONSULTED: Outcome =
    Outcome::new("consultation-still-to-come", Verdict::Concern, Effect::None, &["received"]);
static BENCHMARK_TO_COME: Outcome =
    Outcome::new("benchmark-still-to-come", Verdict::Concern, Effect::None, &["benchmark-date"]);
static BENCHMARK_OLD: Outcome =
    Outcome::new("benchmark-old", Verdict::Concern, Effect::None, &["benchmark-date", "benchmark-months"]);
static BENCHMARK_RECENT: Outcome =
    Outcome::new("benchmark-recent", Verdict::Met, Effect::None, &["benchmark-date", "benchmark-months"]);

pub static CHECK: Check =
    Check { id: ID, outcomes: &[&NOT_YET_CONSULTED, &BENCHMARK_TO_COME, &BENCHMARK_OLD, &BENCHMARK_RECENT], run };

fn run(case: Case<'_>, found: &mut Findings) {
    let today = case.context.as_at;
    if let Some(received) = case.proposal.application.received.filter(|received| *received > today) {
        let mut evidence = case.open(found, ID, Field::Received);
        evidence.input("received", Field::Received, FactValue::Date(received));
        evidence.conclude(&NOT_YET_CONSULTED);
    }
    let Some(date) = case.proposal.fees.benchmark_date else { return };
    let mut evidence = case.open(found, ID, Field::BenchmarkDate);
    evidence.input("benchmark-date", Field::BenchmarkDate, FactValue::Date(date));
    let outcome = if date > today {
        &BENCHMARK_TO_COME
    } else if Decimal::from(today.months_since(date)) >= evidence.rule("benchmark-months", Rule::BenchmarkMonths) {
        &BENCHMARK_OLD
    } else {
        &BENCHMARK_RECENT
    };
    evidence.conclude(outcome);
}
