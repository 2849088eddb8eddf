//! The fee beside its benchmark, heading by heading: the arithmetic alone. What it means is for the checks.

use crate::date::Date;
use crate::profile::{Profile, Rule};
use crate::proposal::{FeeLine, Fees};
use rust_decimal::{Decimal, RoundingStrategy};

/// The profile's measures for fees, in force on a date, as factors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measures {
    /// The most that is still aligned, as a share of the benchmark.
    aligned: Decimal,
    /// The least and the most that an amount over a year is of the amount over a week; over a month, a twelfth.
    year: (Decimal, Decimal),
}

impl Measures {
    /// Those of a profile.
    pub fn of(profile: &Profile, as_at: Date) -> Measures {
        let share = |rule| profile.rule(rule, as_at).1 / Decimal::ONE_HUNDRED;
        let (weeks, slip) = (profile.rule(Rule::WeeksInAYear, as_at).1, share(Rule::SlipTolerance));
        Measures {
            aligned: Decimal::ONE + share(Rule::BenchmarkTolerance),
            year: (weeks * (Decimal::ONE - slip), weeks * (Decimal::ONE + slip)),
        }
    }

    /// Whether one amount looks like the other over a year or a month: their ratio is that period's weeks, nearly.
    pub fn slip(&self, one: Decimal, other: Decimal) -> Option<Slip> {
        let (low, high) = if one < other { (one, other) } else { (other, one) };
        let (a_year, twelve_times) = (low * self.year.0, high * Decimal::from(12));
        // Most amounts are nearer to each other than a week is to a month.
        if low.is_zero() || twelve_times < a_year {
            return None;
        }
        let most = low * self.year.1;
        if (a_year..=most).contains(&high) { Some(Slip::Year) } else { (twelve_times <= most).then_some(Slip::Month) }
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
    /// Above it, and accepted, but for no reason that is recorded.
    AcceptedWithoutReason,
    /// Above it, with a reason that the council did not accept.
    NotAccepted,
}

impl Standing {
    /// Every one.
    pub const ALL: &'static [Standing] = &[
        Standing::NoBenchmark,
        Standing::NotPlanned,
        Standing::Slip(Slip::Year),
        Standing::Slip(Slip::Month),
        Standing::Within,
        Standing::Above,
        Standing::ReasonGiven,
        Standing::Accepted,
        Standing::AcceptedWithoutReason,
        Standing::NotAccepted,
    ];

    /// The code by which the profile has words for it.
    pub fn code(self) -> &'static str {
        match self {
            Standing::NoBenchmark => "no-benchmark",
            Standing::NotPlanned => "not-planned",
            Standing::Slip(Slip::Year) => "perhaps-a-year",
            Standing::Slip(Slip::Month) => "perhaps-a-month",
            Standing::Within => "within",
            Standing::Above => "above",
            Standing::ReasonGiven => "reason-given",
            Standing::Accepted => "accepted",
            Standing::AcceptedWithoutReason => "accepted-without-reason",
            Standing::NotAccepted => "not-accepted",
        }
    }
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
        let above = |line: &&ComparedLine<'_>| {
            use Standing::{Above, AcceptedWithoutReason, NotAccepted, ReasonGiven};
            matches!(line.standing, Above | ReasonGiven | AcceptedWithoutReason | NotAccepted)
        };
        self.lines.iter().filter(above)
    }

    /// Whether anything is planned by heading.
    pub fn is_broken_down(&self) -> bool {
        self.lines.iter().any(|line| line.line.planned.is_some())
    }
}

/// Compares each heading with its benchmark, by the profile's measures on a date.
pub fn compare<'a>(fees: &'a Fees, profile: &Profile, as_at: Date) -> Comparison<'a> {
    let (zero, mut lines) = (Decimal::ZERO, Vec::with_capacity(fees.lines.len()));
    let (mut planned, mut benchmark, mut adjusted, mut limit, mut covered) = (zero, zero, zero, zero, true);
    if fees.lines.is_empty() {
        return Comparison { lines, planned, benchmark, adjusted, limit, covered };
    }
    let measures = &Measures::of(profile, as_at);
    let uprated = |benchmark: Decimal| match fees.uprating {
        Some(percent) => to_pence(benchmark + benchmark * percent / Decimal::ONE_HUNDRED),
        None => benchmark,
    };
    for line in fees.lines.iter().filter(|line| line.planned.is_some() || line.benchmark.is_some()) {
        let against = line.benchmark.map(uprated);
        let difference = line.planned.zip(against).map(|(planned, against)| planned - against);
        let percent = difference
            .zip(against.filter(|against| !against.is_zero()))
            .map(|(difference, against)| (difference * Decimal::ONE_HUNDRED / against).round_dp(1));
        let most = against.map(|against| against * measures.aligned);
        let standing = match (line.planned, against, most) {
            (None, ..) => Standing::NotPlanned,
            (Some(planned), Some(against), Some(most)) => standing(line, planned, against, most, measures),
            (Some(_), ..) => Standing::NoBenchmark,
        };
        let accepted = if line.is_justified() { line.planned.unwrap_or_default() } else { zero };
        planned += line.planned.unwrap_or_default();
        covered &= against.is_some() || line.planned.is_none();
        if let Some((against, most)) = against.zip(most) {
            benchmark += against;
            adjusted += against.max(accepted);
            limit += most.max(accepted);
        }
        lines.push(ComparedLine { line, benchmark: against, difference, percent, standing });
    }
    Comparison { lines, planned, benchmark, adjusted, limit, covered }
}

/// Where a heading stands that has both amounts; `most` is the most that is aligned with its benchmark.
fn standing(line: &FeeLine, planned: Decimal, against: Decimal, most: Decimal, measures: &Measures) -> Standing {
    let slip = if line.is_justified() { None } else { measures.slip(planned, against) };
    match (slip, line.accepted, &line.reason) {
        (Some(slip), ..) => Standing::Slip(slip),
        _ if planned <= most => Standing::Within,
        (None, Some(true), Some(_)) => Standing::Accepted,
        (None, Some(true), None) => Standing::AcceptedWithoutReason,
        (None, Some(false), _) => Standing::NotAccepted,
        (None, None, Some(_)) => Standing::ReasonGiven,
        (None, None, None) => Standing::Above,
    }
}

fn to_pence(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}
