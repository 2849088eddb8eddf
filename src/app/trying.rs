//! What would change the stance, tried in the form: asked for, tried, and kept or taken back.

use super::{Effect, Model};
use crate::form::Form;
use crate::shown::Prospect;
use std::rc::Rc;

/// The id of what says that something is tried.
pub const TRIAL: &str = "trial";
/// The id of the button that asks what would change the stance.
pub const PROSPECTS: &str = "prospects";

/// What is known of what would change the stance.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Prospects {
    /// Nobody asked.
    #[default]
    No,
    /// The engine was asked.
    Asked,
    /// The ways to a better stance; none, where there is no smaller one.
    Known(Rc<[Prospect]>),
}

/// A way that is being tried.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// What it is.
    pub text: String,
    /// The answers before.
    before: Form,
}

impl Model {
    /// What is known of what would change the stance.
    pub fn prospects(&self) -> &Prospects {
        &self.prospects
    }

    /// The way that is being tried.
    pub fn trial(&self) -> Option<&Trial> {
        self.trial.as_ref()
    }

    /// Whether a way can be tried here: a provider is not asked everything that would change a position.
    pub fn can_try(&self, prospect: &Prospect) -> bool {
        prospect.answers.iter().all(|(field, _)| self.layout().question(field).is_some())
    }

    pub(super) fn prospects_asked(&mut self) -> Vec<Effect> {
        self.prospects = Prospects::Asked;
        let (number, draft, date) = (self.considering.asked, self.draft_text(), self.today);
        vec![Effect::Foresee { number, draft, date, mode: self.mode }]
    }

    pub(super) fn foreseen(&mut self, number: u32, prospects: Rc<[Prospect]>) {
        if number == self.considering.asked && matches!(self.prospects, Prospects::Asked) {
            self.prospects = Prospects::Known(prospects);
        }
    }

    /// Puts the answers of a way into the form. The draft stays as it is until they are kept.
    pub(super) fn tried(&mut self, at: usize) -> Vec<Effect> {
        let Prospects::Known(prospects) = &self.prospects else { return Vec::new() };
        let Some(prospect) = prospects.get(at).cloned() else { return Vec::new() };
        // Whatever is tried on top of it, taking back leads to the answers that were kept.
        let before = self.trial.take().map_or_else(|| self.form.clone(), |trial| trial.before);
        for (field, text) in prospect.answers {
            self.form.set_doubt(field.clone(), None);
            self.form.set(field, text);
        }
        self.consider();
        self.trial = Some(Trial { text: prospect.text, before });
        vec![Effect::Focus(TRIAL.into())]
    }

    /// Takes back what was tried, or keeps it.
    pub(super) fn trial_ended(&mut self, keep: bool) -> Vec<Effect> {
        let Some(trial) = self.trial.take() else { return Vec::new() };
        if !keep {
            self.form = trial.before;
            self.consider();
        }
        let mut effects = self.saved();
        effects.push(Effect::Focus(PROSPECTS.into()));
        effects
    }
}
