//! What the rules need beside the proposal and the profile: the date, and the homes answered before.

use crate::date::Date;
use crate::proposal::{Application, Proposal};
use crate::vocabulary::{Decision, Stance};
use std::sync::Arc;

/// The date of an assessment and what has been answered before it. Cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub struct Context {
    /// The date of the assessment: figures in force then are used.
    pub as_at: Date,
    /// Homes answered before, in any order; empty where none are known.
    pub answered: Arc<[Answered]>,
}

impl Context {
    /// The context of a date, with no homes answered before.
    pub fn on(as_at: Date) -> Context {
        Context { as_at, answered: Arc::new([]) }
    }
}

/// A home the council has answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// What was proposed.
    pub proposal: Proposal,
    /// What the council said.
    pub stance: Stance,
    /// When.
    pub answered_on: Date,
    /// What the planning authority decided, where it is known.
    pub decision: Option<Decision>,
}

impl Answered {
    /// Its application.
    pub fn application(&self) -> &Application {
        &self.proposal.application
    }
}
