//! The checks: one file each, listed here. A check turns a case into findings; it knows nothing of letters or screens.

mod age_need;
mod age_span;
mod application_kind;
mod area;
mod boundary;
mod cohort_gap;
mod conflicts;
mod cumulative;
mod dates;
mod engagement;
mod fee;
mod fee_arithmetic;
mod fee_headings;
mod home_model;
mod local_commitment;
mod location_concern;
mod other_authority;
mod postcode;
mod registration;
mod resubmission;
mod separation;
mod staffing;

use crate::assessment::{Case, Findings, Outcome, Turn};

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
    &dates::CHECK,
    &resubmission::CHECK,
    &home_model::CHECK,
    &cohort_gap::CHECK,
    &staffing::CHECK,
    &age_span::CHECK,
    &age_need::CHECK,
    &separation::CHECK,
    &boundary::CHECK,
    &location_concern::CHECK,
    &cumulative::CHECK,
    &engagement::CHECK,
    &local_commitment::CHECK,
    &other_authority::CHECK,
    &fee::CHECK,
    &fee_headings::CHECK,
    &fee_arithmetic::CHECK,
];

/// Where the comparisons with figures turn that can change a stance, check by check.
pub static TURNS: &[fn(Case<'_>) -> Vec<Turn>] = &[age_span::turns, age_need::turns, separation::turns, fee::turns];

/// The checks whose findings rest on what only the council may see: licensed benchmarks, and other providers' proposals.
pub const COUNCIL_ONLY: &[&str] = &[fee_headings::ID, cumulative::ID];

/// The id of the check that compares the headings of the fee.
pub const FEE_HEADINGS: &str = fee_headings::ID;

/// The id of the check that compares places with the kind of home.
pub const HOME_MODEL: &str = home_model::ID;

/// The id of the check that says what an application follows.
pub const RESUBMISSION: &str = resubmission::ID;

/// The id of the check after which only a children's home is assessed further.
pub const REGISTRATION: &str = registration::ID;

/// The id of the check that reports conflicting documents.
pub const CONFLICTS: &str = conflicts::ID;

/// The names of facts that the rules derive, or that a question's label does not fit; the profile gives each a label.
pub const DERIVED: &[&str] = &[
    "ages",
    "answered-homes",
    "answered-on",
    "authorities",
    "benchmark",
    "benchmark-date",
    "benchmark-months",
    "difference",
    "earlier-stance",
    "gaps",
    "heading",
    "headings",
    "least",
    "like-homes",
    "like-places",
    "matching",
    "model",
    "percent",
    "question",
    "references",
    "share",
    "span",
    "suitable",
    "sum",
    "values",
];
