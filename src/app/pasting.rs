//! A text that someone pasted, and the answers found in it: each is confirmed by a person before it is in the form.

use super::{Effect, Model};
use crate::form::{Field, with_need};
use crate::gleaning::{Gleaned, MOST_BYTES};
use crate::vocabulary::Need;
use std::rc::Rc;

/// The id of where a text is pasted.
pub const PASTE: &str = "paste";
/// The id of what was found in it.
pub const FOUND: &str = "paste-found";

/// The id of what uses a suggestion, by its position.
pub fn suggestion_id(at: usize) -> String {
    format!("use-{at}")
}

/// Where the reading of a pasted text stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Pasting {
    /// Nobody asked.
    #[default]
    No,
    /// The engine is reading this.
    Asked(Rc<str>),
    /// What it found there, in the order of the text.
    Found(Rc<str>, Rc<[Gleaned]>),
    /// It is longer than what can be read.
    TooLong,
    /// There is nothing in it.
    Empty,
    /// What reads it could not be loaded.
    Lost,
}

/// What became of a suggestion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Use {
    /// The form says so.
    Made,
    /// The question has no answer, or one more need can be ticked.
    Open,
    /// The form has this other answer.
    InPlaceOf(String),
}

impl Model {
    /// Where the reading of a pasted text stands.
    pub fn pasting(&self) -> &Pasting {
        &self.pasting
    }

    /// What became of a suggestion.
    pub fn used(&self, found: &Gleaned) -> Use {
        let text = self.form.text(&found.field);
        match found.field {
            Field::Needs if text.lines().any(|code| code.trim() == found.answer) => Use::Made,
            Field::Needs => Use::Open,
            _ if text == found.answer => Use::Made,
            _ if text.is_empty() => Use::Open,
            _ => Use::InPlaceOf(text.to_owned()),
        }
    }

    pub(super) fn pasted(&mut self, text: &str) -> Vec<Effect> {
        self.pasting = match text.trim() {
            "" => Pasting::Empty,
            text if text.len() > MOST_BYTES => Pasting::TooLong,
            text => Pasting::Asked(text.into()),
        };
        let Pasting::Asked(text) = &self.pasting else { return vec![Effect::Focus(PASTE.into())] };
        let text = text.clone();
        self.pasted = self.pasted.wrapping_add(1);
        vec![Effect::Glean { number: self.pasted, text }]
    }

    pub(super) fn gleaned(&mut self, number: u32, found: Rc<[Gleaned]>) -> Vec<Effect> {
        let Pasting::Asked(text) = &self.pasting else { return Vec::new() };
        if number != self.pasted {
            return Vec::new();
        }
        // A provider is not asked everything that a text can tell.
        let asked = found.iter().filter(|one| self.layout().question(&one.field).is_some()).cloned().collect();
        self.pasting = Pasting::Found(text.clone(), asked);
        vec![Effect::Focus(FOUND.into())]
    }

    /// Puts a suggestion into the form, as if it had been typed.
    pub(super) fn suggestion_used(&mut self, at: usize) -> Vec<Effect> {
        let Pasting::Found(_, found) = &self.pasting else { return Vec::new() };
        let Some(Gleaned { field, answer, .. }) = found.get(at).cloned() else { return Vec::new() };
        let answer = match (&field, Need::from_code(&answer)) {
            (Field::Needs, Some(need)) => with_need(self.form.text(&Field::Needs), need, true),
            _ => answer,
        };
        let mut effects = self.typed(field, answer);
        self.typing = None;
        // The button goes away with the focus on it: the next one takes it.
        let Pasting::Found(_, found) = &self.pasting else { return effects };
        let open = |(_, one): &(usize, &Gleaned)| self.used(one) != Use::Made;
        let next = found.iter().enumerate().skip(at).find(open).or_else(|| found.iter().enumerate().find(open));
        effects.push(Effect::Focus(next.map_or_else(|| FOUND.into(), |(at, _)| suggestion_id(at).into())));
        effects
    }
}
