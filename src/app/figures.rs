//! The pictures and the page of evidence: made by the press when someone asks for them.

use super::{Effect, Model};
use crate::shown::Node;
use std::rc::Rc;

/// The id of the section's heading.
pub const FIGURES: &str = "figures";

/// What there is of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Figures {
    /// Nobody asked.
    #[default]
    No,
    /// The press is making them.
    Asked,
    /// What makes them could not be loaded.
    Lost,
    /// They are there.
    Known(Rc<[Node]>),
}

impl Model {
    /// What there is of the pictures and the evidence.
    pub fn figures(&self) -> &Figures {
        &self.figures
    }

    /// Whether they are of answers that have changed since.
    pub fn figures_are_old(&self) -> bool {
        self.figures_of != self.considering.asked
    }

    pub(super) fn figures_asked(&mut self) -> Vec<Effect> {
        (self.figures, self.figures_of) = (Figures::Asked, self.considering.asked);
        vec![Effect::Illustrate {
            number: self.figures_of,
            draft: self.draft_text(),
            date: self.today,
            mode: self.mode,
        }]
    }

    pub(super) fn illustrated(&mut self, number: u32, figures: Rc<[Node]>) {
        if number == self.figures_of && matches!(self.figures, Figures::Asked) {
            self.figures = Figures::Known(figures);
        }
    }
}
