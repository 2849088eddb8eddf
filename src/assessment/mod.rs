//! What the rules conclude about a proposal, and everything each conclusion rests on. Knows nothing of letters.

mod evidence;
mod stance;

pub use evidence::{Case, Effect, Evidence, Fact, FactValue, Finding, Findings, Origin, Outcome};
pub use stance::{Assessment, Reason, assess};

pub use crate::vocabulary::{FeeBand, Verdict};

use crate::date::Date;

/// What the rules need beside the proposal and the profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context {
    /// The date of the assessment: figures in force then are used.
    pub as_at: Date,
}
