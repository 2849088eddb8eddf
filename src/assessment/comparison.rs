//! The fee beside its benchmark, heading by heading: the arithmetic alone. What it means is for the checks.

use crate::date::Date;
use crate::profile::{Profile, Rule};
use crate::proposal::{FeeLine, Fees};
use rust_decimal::{Decimal, RoundingStrategy};

/// The profile's measures for fees, in force on a date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measures {
    /// How far above a benchmark is still aligned, in per cent of it.
    pub tolerance: Decimal,
    /// How many weeks a year has.
    pub weeks: Decimal,
    /// How near an amount must be to another over a year or a month to be taken for a slip, in per cent.
    pub slip: Decimal,
}

impl Measures {
    /// Those of a profile.
    pub fn of(profile: &Profile, as_at: Date) -> Measures {
        let number = |rule| profile.rule(rule, as_at).1;
        Measures {
            tolerance: number(Rule::BenchmarkTolerance),
            weeks: number(Rule::WeeksInAYear),
            slip: number(Rule::SlipTolerance),
        }
    }

    /// Whether one amount looks like the other over a year or a month: their ratio is that period's weeks.
    pub fn slip(&self, one: Decimal, other: Decimal) -> Option<Slip> {
        let (low, high) = if one < other { (one, other) } else { (other, one) };
        let near = |ratio: Decimal| (high - low * ratio).abs() <= part(low * ratio, self.slip);
        match (!low.is_zero() && near(self.weeks), !low.is_zero() && near(self.weeks / Decimal::from(12))) {
            (true, _) => Some(Slip::Year),
            (_, true) => Some(Slip::Month),
            _ => None,
        }
    }
}

/// A period that an amount may have been given for by mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// A year in place of a week.
    Year,
    /// A month in place of a week.
    Month,
}

/// Where one heading stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Planned, with no benchmark to compare it with.
    NoBenchmark,
    /// A benchmark, with nothing planned beside it.
    NotPlanned,
    /// The plan or the benchmark looks like the amount for another period.
    Slip(Slip),
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

    /// Whether some amount looks like one for another period.
    pub fn has_slip(&self) -> bool {
        self.lines.iter().any(|line| matches!(line.standing, Standing::Slip(_)))
    }

    /// The headings above their benchmark without an accepted reason.
    pub fn above(&self) -> impl Iterator<Item = &ComparedLine<'_>> {
        let above = |standing| matches!(standing, Standing::Above | Standing::ReasonGiven | Standing::NotAccepted);
        self.lines.iter().filter(move |line| above(line.standing))
    }

    /// Whether anything is planned by heading.
    pub fn is_broken_down(&self) -> bool {
        self.lines.iter().any(|line| line.line.planned.is_some())
    }
}

/// Compares each heading with its benchmark.
pub fn compare<'a>(fees: &'a Fees, measures: &Measures) -> Comparison<'a> {
    let tolerance = measures.tolerance;
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
            (Some(planned), Some(against))
                if line.accepted != Some(true) && measures.slip(planned, against).is_some() =>
            {
                measures.slip(planned, against).map_or(Standing::Within, Standing::Slip)
            }
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
