//! The checks: one file each, listed here. A check turns a case into findings; it knows nothing of letters or screens.

mod age_need;
mod age_span;
mod application_kind;
mod area;
mod cohort_gap;
mod conflicts;
mod engagement;
mod fee;
mod home_model;
mod local_commitment;
mod location_concern;
mod other_authority;
mod postcode;
mod registration;
mod separation;

use crate::assessment::{Case, Findings, Outcome};

/// A check: its id, everything it can find, and how it finds it.
#[derive(Debug)]
pub struct Check {
    /// The id, by which the profile gives it words.
    pub id: &'static str,
    /// Everything it can find.
    pub outcomes: &'static [&'static Outcome],
    /// Adds what it finds in a case.
    pub run: fn(Case<'_>, &mut Findings),
}

/// Every check, in the order in which findings are shown.
pub static ALL: &[&Check] = &[
    &area::CHECK,
    &application_kind::CHECK,
    &postcode::CHECK,
    &registration::CHECK,
    &conflicts::CHECK,
    &home_model::CHECK,
    &cohort_gap::CHECK,
    &age_span::CHECK,
    &age_need::CHECK,
    &separation::CHECK,
    &location_concern::CHECK,
    &engagement::CHECK,
    &local_commitment::CHECK,
    &other_authority::CHECK,
    &fee::CHECK,
];

/// The id of the check after which only a children's home is assessed further.
pub const REGISTRATION: &str = registration::ID;

/// The id of the check that reports conflicting documents.
pub const CONFLICTS: &str = conflicts::ID;

/// The names of facts that the rules derive, or that a question's label does not fit; the profile gives each a label.
pub const DERIVED: &[&str] = &[
    "ages",
    "authorities",
    "gaps",
    "headings",
    "least",
    "matching",
    "model",
    "question",
    "share",
    "span",
    "suitable",
    "values",
];
