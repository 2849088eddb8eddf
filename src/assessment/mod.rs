//! What the rules conclude about a proposal, and everything each conclusion rests on. Knows nothing of letters.

mod comparison;
mod context;
mod evidence;
mod stance;

pub use comparison::{ComparedLine, Comparison, Measures, Slip, Standing, compare};
pub use context::{Answered, Context};
pub use evidence::{Case, Effect, Evidence, Fact, FactValue, Finding, Findings, Origin, Outcome, Turn};
pub use stance::{Assessment, Reason, assess};

pub use crate::vocabulary::{FeeBand, Verdict};
