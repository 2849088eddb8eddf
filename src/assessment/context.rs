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
    /// Homes answered before, each application once; empty where none are known.
    pub answered: Arc<[Answered]>,
}

impl Context {
    /// The context of a date, with no homes answered before.
    pub fn on(as_at: Date) -> Context {
        Context { as_at, answered: Arc::new([]) }
    }

    /// The context of a date, with what had been answered by then: of several answers to one application, the last.
    pub fn with_answered(as_at: Date, mut homes: Vec<Answered>) -> Context {
        homes.retain(|home| home.answered_on <= as_at);
        homes.sort_by(|one, other| {
            let newest = other.answered_on.cmp(&one.answered_on);
            let (one, other) = (one.application(), other.application());
            one.authority.cmp(&other.authority).then_with(|| one.reference.cmp(&other.reference)).then(newest)
        });
        homes.dedup_by(|next, kept| next.application().reference.is_some() && kept.is_same_application(next));
        Context { as_at, answered: homes.into() }
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

    /// References are the planning authority's own, so two are the same only with it.
    fn is_same_application(&self, other: &Answered) -> bool {
        let (one, other) = (self.application(), other.application());
        one.authority == other.authority && one.reference == other.reference
    }
}
