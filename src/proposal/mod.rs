//! What was meant: a proposal as the rules see it. `parse` is the only door to one. Knows nothing of checks.

mod parse;
mod values;

pub use parse::{Parsed, parse};
pub use values::{Ages, AreaCode, Postcode, Read};
pub(crate) use values::{read_text, unfit_to_publish};

use crate::date::Date;
use crate::form::{Claim, Field, State};
use crate::vocabulary::{ApplicationKind, Engagement, LocalChildren, Model, Needs, Registration, Tier};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

/// A proposed home as understood. Cheap to clone; read its answers through [`Statement`].
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    statement: Arc<Statement>,
    readings: Arc<[Proposal]>,
}

impl Proposal {
    /// Where documents conflict, the proposal as each of them would have it; otherwise empty.
    pub fn readings(&self) -> &[Proposal] {
        &self.readings
    }
}

impl Deref for Proposal {
    type Target = Statement;
    fn deref(&self) -> &Statement {
        &self.statement
    }
}

/// Every answer of one proposal. `None` means that the answer is not known: [`Statement::state`] says why.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statement {
    /// The application.
    pub application: Application,
    /// The site.
    pub site: Site,
    /// The home.
    pub home: Home,
    /// The children it is for.
    pub children: Children,
    /// The fees, which come from talking to the provider.
    pub fees: Fees,
    /// Who would get the places.
    pub access: Commitments,
    /// The provider's name.
    pub provider: Option<String>,
    /// Answers on which the documents disagree.
    pub conflicts: Vec<Conflict>,
    states: BTreeMap<Field, State>,
}

impl Statement {
    /// Whether the answer is recorded as unclear or asked; `None` where nothing is recorded.
    pub fn state(&self, field: &Field) -> Option<State> {
        self.states.get(field).copied()
    }

    /// Every answer recorded as unclear or asked.
    pub fn states(&self) -> impl Iterator<Item = (&Field, State)> {
        self.states.iter().map(|(field, state)| (field, *state))
    }

    /// The documents' conflict about this answer.
    pub fn conflict(&self, field: &Field) -> Option<&Conflict> {
        self.conflicts.iter().find(|conflict| conflict.field == *field)
    }

    /// The weekly fees that documents give where they disagree, in pounds per child; none where they do not.
    pub fn disputed_fees(&self) -> Vec<Decimal> {
        let claims = self.conflict(&Field::Weekly).into_iter().flat_map(|conflict| &conflict.claims);
        claims.filter_map(|claim| values::read_money(&claim.value, false).ok()).map(|(fee, _)| fee).collect()
    }
}

/// The application. Dates are civil dates.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Application {
    /// The planning authority's code.
    pub authority: Option<AreaCode>,
    /// The planning authority's reference.
    pub reference: Option<String>,
    /// What was applied for.
    pub kind: Option<ApplicationKind>,
    /// When it was received.
    pub received: Option<Date>,
    /// When comments are due.
    pub respond_by: Option<Date>,
    /// The official description.
    pub description: Option<String>,
    /// An earlier application for the same site.
    pub previous_reference: Option<String>,
    /// The documents seen.
    pub documents: Vec<String>,
}

/// The site.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Site {
    /// The address on one line.
    pub address: Option<String>,
    /// The town or village.
    pub settlement: Option<String>,
    /// The postcode.
    pub postcode: Option<Postcode>,
    /// Metres to the nearest other children's home.
    pub nearest_home_metres: Option<u32>,
    /// Metres to the boundary of the council's area.
    pub boundary_metres: Option<u32>,
    /// A concern about the location, in the council's words.
    pub location_concern: Option<String>,
}

/// The home.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Home {
    /// The registration it would need.
    pub registration: Option<Registration>,
    /// The most children who would live there.
    pub places: Option<u32>,
    /// The kind of home, where stated.
    pub model: Option<Model>,
    /// Members of staff on duty by day.
    pub staff_by_day: Option<u32>,
    /// Members of staff on duty by night.
    pub staff_by_night: Option<u32>,
    /// Whether someone is awake at night.
    pub waking_night: Option<bool>,
}

/// The children the home is for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Children {
    /// Their ages.
    pub ages: Ages,
    /// The needs the application names.
    pub needs: Needs,
    /// The application's own words.
    pub description: Option<String>,
}

/// Pounds per child per week.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fees {
    /// The planned fee, or the lower end of its range.
    pub weekly: Option<Decimal>,
    /// The upper end of the range.
    pub weekly_max: Option<Decimal>,
    /// The price year.
    pub price_year: Option<String>,
    /// What the fee rests on.
    pub basis: Option<String>,
    /// The fee by heading, in the order of the profile.
    pub lines: Vec<FeeLine>,
    /// The version of the benchmark.
    pub benchmark_version: Option<String>,
    /// The date of the benchmark.
    pub benchmark_date: Option<Date>,
    /// By how many per cent the benchmark is brought up to the price year.
    pub uprating: Option<Decimal>,
}

impl Fees {
    /// The lower end of what is planned.
    pub fn lower(&self) -> Option<Decimal> {
        self.weekly.or(self.weekly_max)
    }

    /// The upper end of what is planned, by which the fee is judged.
    pub fn upper(&self) -> Option<Decimal> {
        self.weekly_max.or(self.weekly)
    }
}

/// One heading of the fee, in pounds per child per week.
#[derive(Clone, Debug, PartialEq)]
pub struct FeeLine {
    /// The profile's heading.
    pub heading: Arc<str>,
    /// What the provider plans.
    pub planned: Option<Decimal>,
    /// What the benchmark gives.
    pub benchmark: Option<Decimal>,
    /// Why it is higher.
    pub reason: Option<String>,
    /// Whether the council accepted the reason.
    pub accepted: Option<bool>,
}

impl FeeLine {
    /// Whether it is justified: a reason is given, and the council accepted it.
    pub fn is_justified(&self) -> bool {
        self.reason.is_some() && self.accepted == Some(true)
    }
}

/// Contact, commitment and arrangements.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Commitments {
    /// Contact before applying.
    pub engagement: Option<Engagement>,
    /// When.
    pub engaged_on: Option<Date>,
    /// What is said of places for local children.
    pub local_children: Option<LocalChildren>,
    /// How many of the places.
    pub places_reserved: Option<u32>,
    /// The arrangement with the council.
    pub tier: Option<Tier>,
    /// Another authority named as the one whose children would live there.
    pub other_authority: Option<String>,
}

/// An answer that documents give differently.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// The question.
    pub field: Field,
    /// Each distinct value as written, with the first document that gives it.
    pub claims: Vec<Claim>,
}
