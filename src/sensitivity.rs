//! Which figures, if they were wrong by how much, would change the stance: exact thresholds, found from the comparisons
//! that the checks make, not by sampling.

use crate::assessment::{Case, Context, Turn, assess, compare};
use crate::checks;
use crate::profile::{FigureRef, Profile};
use crate::proposal::Proposal;
use crate::vocabulary::Stance;
use rust_decimal::Decimal;

/// On which side of a threshold the stance is another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beyond {
    /// Above it.
    Above,
    /// At it and above.
    AtOrAbove,
    /// Below it.
    Below,
    /// At it and below.
    AtOrBelow,
}

impl Beyond {
    /// Every side.
    pub const ALL: &'static [Beyond] = &[Beyond::Above, Beyond::AtOrAbove, Beyond::Below, Beyond::AtOrBelow];

    /// Its code in files.
    pub fn code(self) -> &'static str {
        match self {
            Beyond::Above => "above",
            Beyond::AtOrAbove => "at-or-above",
            Beyond::Below => "below",
            Beyond::AtOrBelow => "at-or-below",
        }
    }
}

/// A figure, and where its value would have to lie for the stance to be another, everything else as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// The figure.
    pub figure: FigureRef,
    /// The threshold nearest to its value on this side.
    pub at: Decimal,
    /// The side on which the stance is another.
    pub beyond: Beyond,
    /// The stance there.
    pub stance: Stance,
}

/// At most this many turns are followed in one direction; a fee has about ten headings, and each turns once.
const MOST_TURNS: usize = 100;

/// Near enough to a turn to be just beyond it: far below the last place of any published figure.
fn step() -> Decimal {
    Decimal::new(1, 12)
}

/// For every figure on which the stance depends, the nearest thresholds above and below its value.
pub fn sensitivity(proposal: &Proposal, profile: &Profile, context: &Context) -> Vec<Threshold> {
    let stance = assess(proposal, profile, context).stance;
    let mut figures: Vec<FigureRef> = turns(proposal, profile, context).into_iter().map(|turn| turn.figure).collect();
    figures.sort_unstable();
    figures.dedup();
    let mut thresholds = Vec::new();
    for figure in figures {
        for up in [false, true] {
            thresholds.extend(nearest(figure, up, stance, proposal, profile, context));
        }
    }
    thresholds
}

/// The nearest value of a figure in one direction at which the stance is another.
fn nearest(
    figure: FigureRef,
    up: bool,
    now: Stance,
    proposal: &Proposal,
    profile: &Profile,
    context: &Context,
) -> Option<Threshold> {
    let stance_at = |value: Decimal| assess(proposal, &profile.supposing(figure, value), context).stance;
    // The figure is moved from turn to turn; at each, the comparisons that are then made give the next.
    let mut value = profile.number(figure);
    for _ in 0..MOST_TURNS {
        let supposed = profile.supposing(figure, value);
        let ahead = turns(proposal, &supposed, context).into_iter().filter(|turn| turn.figure == figure);
        let ahead = ahead.map(|turn| turn.at).filter(|at| !at.is_sign_negative());
        let (at, just_beyond, at_it, beyond_it) = if up {
            let at = ahead.filter(|at| *at >= value).min()?;
            (at, at + step(), Beyond::AtOrAbove, Beyond::Above)
        } else {
            let at = ahead.filter(|at| *at <= value).max()?;
            (at, at - step(), Beyond::AtOrBelow, Beyond::Below)
        };
        let sides = [(at, at_it), (just_beyond, beyond_it)];
        for (tried, beyond) in sides.into_iter().filter(|(tried, _)| !tried.is_sign_negative()) {
            let stance = stance_at(tried);
            if stance != now {
                return Some(Threshold { figure, at: at.normalize(), beyond, stance });
            }
        }
        value = just_beyond;
        if value.is_sign_negative() {
            return None;
        }
    }
    None
}

/// Every turn of every comparison with a figure that the checks make, in each reading of the proposal.
fn turns(proposal: &Proposal, profile: &Profile, context: &Context) -> Vec<Turn> {
    let mut found = Vec::new();
    for reading in std::iter::once(proposal).chain(proposal.readings()) {
        let compared = compare(&reading.fees, profile, context.as_at);
        let case = Case::new(reading, proposal, profile, context, &compared);
        found.extend(checks::TURNS.iter().flat_map(|turns| turns(case)));
    }
    found
}
