//! The fee beside its benchmark, heading by heading: the arithmetic alone. What it means is for the checks.

use crate::proposal::{FeeLine, Fees};
use rust_decimal::{Decimal, RoundingStrategy};

/// Where one heading stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Planned, with no benchmark to compare it with.
    NoBenchmark,
    /// A benchmark, with nothing planned beside it.
    NotPlanned,
    /// Not above the benchmark by more than the tolerance.
    Within,
    /// Above it, and no reason is given.
    Above,
    /// Above it, with a reason that is still to be weighed.
    ReasonGiven,
    /// Above it, with a reason that the council accepted.
    Accepted,
    /// Above it, with a reason that the council did not accept.
    NotAccepted,
}

/// One heading of the fee, in pounds per child per week.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ComparedLine<'a> {
    /// As entered.
    pub line: &'a FeeLine,
    /// The benchmark, uprated where that was asked for.
    pub benchmark: Option<Decimal>,
    /// What is planned above (below where negative) the benchmark.
    pub difference: Option<Decimal>,
    /// The same in per cent of the benchmark, to one decimal place; `None` also where the benchmark is zero.
    pub percent: Option<Decimal>,
    /// Where it stands.
    pub standing: Standing,
}

/// A whole fee beside its benchmark. Sums are over the headings that have the amount.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison<'a> {
    /// Each heading for which anything but an explanation is entered.
    pub lines: Vec<ComparedLine<'a>>,
    /// What is planned in all.
    pub planned: Decimal,
    /// The benchmark in all.
    pub benchmark: Decimal,
    /// The benchmark in all, with what is planned in place of it where the reason was accepted: the adjusted position.
    pub adjusted: Decimal,
    /// The most that is still aligned: the benchmark with the tolerance, or what is planned where that was accepted.
    pub limit: Decimal,
    /// Whether every planned heading has a benchmark.
    pub covered: bool,
}

impl Comparison<'_> {
    /// Whether a benchmark was entered for any heading.
    pub fn has_benchmark(&self) -> bool {
        self.lines.iter().any(|line| line.benchmark.is_some())
    }

    /// How many headings have a benchmark.
    pub fn benchmarks(&self) -> usize {
        self.lines.iter().filter(|line| line.benchmark.is_some()).count()
    }

    /// Whether anything is planned by heading.
    pub fn is_broken_down(&self) -> bool {
        self.lines.iter().any(|line| line.line.planned.is_some())
    }
}

/// Compares each heading with its benchmark; `tolerance` is in per cent of the benchmark.
pub fn compare(fees: &Fees, tolerance: Decimal) -> Comparison<'_> {
    let uprated = |benchmark: Decimal| match fees.uprating {
        Some(percent) => to_pence(benchmark + part(benchmark, percent)),
        None => benchmark,
    };
    let (zero, mut lines) = (Decimal::ZERO, Vec::with_capacity(fees.lines.len()));
    let (mut planned, mut benchmark, mut adjusted, mut limit, mut covered) = (zero, zero, zero, zero, true);
    for line in fees.lines.iter().filter(|line| line.planned.is_some() || line.benchmark.is_some()) {
        let against = line.benchmark.map(uprated);
        let difference = line.planned.zip(against).map(|(planned, against)| planned - against);
        let percent = difference
            .zip(against.filter(|against| !against.is_zero()))
            .map(|(difference, against)| (difference * Decimal::ONE_HUNDRED / against).round_dp(1));
        let standing = match (line.planned, against) {
            (None, _) => Standing::NotPlanned,
            (Some(_), None) => Standing::NoBenchmark,
            (Some(planned), Some(against)) if planned <= against + part(against, tolerance) => Standing::Within,
            _ => match (line.accepted, &line.reason) {
                (Some(true), _) => Standing::Accepted,
                (Some(false), _) => Standing::NotAccepted,
                (None, Some(_)) => Standing::ReasonGiven,
                (None, None) => Standing::Above,
            },
        };
        let accepted = if line.accepted == Some(true) { line.planned.unwrap_or_default() } else { zero };
        planned += line.planned.unwrap_or_default();
        covered &= against.is_some() || line.planned.is_none();
        if let Some(against) = against {
            benchmark += against;
            adjusted += against.max(accepted);
            limit += (against + part(against, tolerance)).max(accepted);
        }
        lines.push(ComparedLine { line, benchmark: against, difference, percent, standing });
    }
    Comparison { lines, planned, benchmark, adjusted, limit, covered }
}

fn part(amount: Decimal, percent: Decimal) -> Decimal {
    amount * percent / Decimal::ONE_HUNDRED
}

fn to_pence(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

/// A period that an amount may have been given for by mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// A year in place of a week.
    Year,
    /// A month in place of a week.
    Month,
}

/// Whether one amount looks like the other over a year or a month: their ratio is that period's weeks, within the
/// tolerance in per cent. `weeks` is the number of weeks in a year.
pub fn slip(one: Decimal, other: Decimal, weeks: Decimal, tolerance: Decimal) -> Option<Slip> {
    let (low, high) = if one < other { (one, other) } else { (other, one) };
    if low.is_zero() {
        return None;
    }
    let near = |ratio: Decimal| (high - low * ratio).abs() <= part(low * ratio, tolerance);
    match (near(weeks), near(weeks / Decimal::from(12))) {
        (true, _) => Some(Slip::Year),
        (_, true) => Some(Slip::Month),
        _ => None,
    }
}
