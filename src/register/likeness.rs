//! How like one proposal is to another: points for each respect in which they differ, so that anyone can see why. What a
//! respect weighs is the profile's. Fees are left out: a case is answered by what the home is and for whom.

use crate::profile::Profile;
use crate::proposal::{Ages, Statement};
use crate::vocabulary::Needs;

/// A respect in which two proposals are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What is applied for.
    Kind,
    /// The registration.
    Registration,
    /// The kind of home, as stated or as it follows from the places.
    Model,
    /// The number of places.
    Places,
    /// The ages.
    Ages,
    /// The needs.
    Needs,
    /// What is said of places for local children.
    Access,
    /// The planning authority.
    Authority,
}

impl Part {
    /// Each, in the order in which they are shown.
    pub const ALL: &'static [Part] = &[
        Part::Needs,
        Part::Model,
        Part::Places,
        Part::Ages,
        Part::Registration,
        Part::Access,
        Part::Kind,
        Part::Authority,
    ];

    /// Its key among the profile's numbers of the register.
    pub fn key(self) -> &'static str {
        match self {
            Part::Kind => "weight-type",
            Part::Registration => "weight-registration",
            Part::Model => "weight-model",
            Part::Places => "weight-places",
            Part::Ages => "weight-ages",
            Part::Needs => "weight-needs",
            Part::Access => "weight-access",
            Part::Authority => "weight-authority",
        }
    }
}

/// How two proposals compare in one respect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parted {
    /// In the same way.
    Same,
    /// By so many points.
    By(u16),
    /// It is not known of one of them, or of both, so it counts in full.
    NotKnown(u16),
}

impl Parted {
    /// The points.
    pub fn points(self) -> u16 {
        match self {
            Parted::Same => 0,
            Parted::By(points) | Parted::NotKnown(points) => points,
        }
    }
}

/// How like two proposals are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// Each respect, in the order in which they are shown.
    pub parts: Vec<(Part, Parted)>,
}

impl Likeness {
    /// The points of all respects together; nought is the same in each.
    pub fn points(&self) -> u32 {
        self.parts.iter().map(|(_, parted)| u32::from(parted.points())).sum()
    }

    /// The most points there can be.
    pub fn most(profile: &Profile) -> u32 {
        Part::ALL.iter().map(|part| u32::from(profile.register_number(part.key()))).sum()
    }
}

/// Compares two proposals. The order of the two makes no difference.
pub fn likeness(one: &Statement, other: &Statement, profile: &Profile) -> Likeness {
    let part = |part: &Part| (*part, parted(*part, one, other, profile));
    Likeness { parts: Part::ALL.iter().map(part).collect() }
}

fn parted(part: Part, one: &Statement, other: &Statement, profile: &Profile) -> Parted {
    let weight = profile.register_number(part.key());
    // So much of the weight as a share of what there is.
    let share = |differs: u32, of: u32| match u32::from(weight) * differs {
        0 => Parted::Same,
        points => Parted::By(u16::try_from(points.div_ceil(of.max(1))).unwrap_or(weight).min(weight)),
    };
    let same = |same: Option<bool>| match same {
        Some(true) => Parted::Same,
        Some(false) => Parted::By(weight),
        None => Parted::NotKnown(weight),
    };
    let model = |home: &crate::proposal::Home| home.model.or_else(|| profile.model_for(home.places?));
    match part {
        Part::Kind => same(both(one.application.kind, other.application.kind)),
        Part::Registration => same(both(one.home.registration, other.home.registration)),
        Part::Model => same(both(model(&one.home), model(&other.home))),
        Part::Authority => same(both(one.application.authority, other.application.authority)),
        Part::Access => same(both(one.access.local_children, other.access.local_children)),
        Part::Places => match one.home.places.zip(other.home.places) {
            Some((one, other)) => share(one.abs_diff(other), one.max(other)),
            None => Parted::NotKnown(weight),
        },
        Part::Ages => match ages(one.children.ages).zip(ages(other.children.ages)) {
            Some((one, other)) => {
                let years = |from: u8, to: u8| u32::from((to + 1).saturating_sub(from));
                let shared = years(one.0.max(other.0), one.1.min(other.1));
                let all = years(one.0, one.1) + years(other.0, other.1) - shared;
                share(all - shared, all)
            }
            None => Parted::NotKnown(weight),
        },
        Part::Needs => {
            let (one, other) = (one.children.needs, other.children.needs);
            if one.is_empty() || other.is_empty() {
                return Parted::NotKnown(weight);
            }
            let all = count(one.either(other));
            share(all - count(one.both(other)), all)
        }
    }
}

fn both<T: PartialEq>(one: Option<T>, other: Option<T>) -> Option<bool> {
    one.zip(other).map(|(one, other)| one == other)
}

/// Youngest and oldest, where both are known and in order.
fn ages(ages: Ages) -> Option<(u8, u8)> {
    ages.min.zip(ages.max).filter(|(min, max)| min <= max && *max < 100)
}

fn count(needs: Needs) -> u32 {
    u32::try_from(needs.iter().count()).unwrap_or(u32::MAX)
}
