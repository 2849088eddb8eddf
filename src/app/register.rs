//! The register on the page. What is drawn of it and what can be done there is the engine's: the page shows it, and sends back
//! each act as it is named there, with the case in hand.

use super::{Effect, Message, Model};
use crate::form::Field;
use crate::shown::{Node, Reply};
use std::rc::Rc;

/// The id of the section's heading.
pub const REGISTER: &str = "register";

/// The act that does nothing but show the register.
const SHOW: &str = "show";

/// What there is of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Registered {
    /// Nobody asked.
    #[default]
    No,
    /// It is being read.
    Asked,
    /// What reads it could not be loaded.
    Lost,
    /// It is there.
    Known(Rc<[Node]>),
}

impl Model {
    /// What there is of the register.
    pub fn register(&self) -> &Registered {
        &self.register
    }

    /// Whether what is to be printed is the list of cases: until something else happens.
    pub fn listing(&self) -> bool {
        self.listing
    }

    /// What was answered before and is most like the case in hand.
    pub fn before(&self) -> Option<&Rc<[Node]>> {
        self.considering.before.as_ref().filter(|before| !before.is_empty())
    }

    /// Something is done with the register, or it is to be shown.
    pub(super) fn acted(&mut self, word: &str, values: Vec<String>) -> Vec<Effect> {
        if !matches!(self.register, Registered::Known(_)) {
            self.register = Registered::Asked;
        }
        self.registering = self.registering.wrapping_add(1);
        self.registered_for = self.about_case();
        vec![Effect::Register {
            number: self.registering,
            draft: self.draft_text(),
            date: self.today,
            word: word.to_owned(),
            values,
        }]
    }

    /// It is shown as soon as someone goes to it.
    pub(super) fn register_sought(&mut self) -> Vec<Effect> {
        match self.register {
            Registered::No | Registered::Lost => self.acted(SHOW, Vec::new()),
            _ => Vec::new(),
        }
    }

    /// What was done. Only the last that was asked for is shown, but nothing that it brings is left out.
    pub(super) fn registered(&mut self, number: u32, reply: &Reply) -> Vec<Effect> {
        let mut effects = Vec::new();
        if number == self.registering {
            self.register = Registered::Known(reply.drawn.clone());
            effects.extend(reply.focus.as_deref().map(|id| Effect::Focus(id.into())));
        }
        if let Some((name, media, bytes)) = &reply.file {
            let (name, media, bytes) = (name.as_str().into(), media.as_str().into(), bytes.as_slice().into());
            effects.push(Effect::Deliver { name, word: "register".into(), media, bytes });
        }
        for (field, answer) in &reply.fill {
            effects.extend(self.typed(field.clone(), answer.clone()));
            self.typing = None;
        }
        if reply.print {
            self.listing = true;
            effects.push(Effect::Print);
        }
        if reply.stored {
            effects.push(Effect::Persist);
            // What was answered before bears on the case in hand.
            self.consider();
        }
        if let Some(draft) = &reply.open {
            effects.extend(self.offered(draft.as_str().into()));
        }
        effects
    }

    /// Where the case in hand is another than before, what the register offers to do with it follows; other answers change
    /// nothing there.
    pub(super) fn register_follows(&mut self) -> Vec<Effect> {
        match self.register {
            Registered::Known(_) if self.registered_for != self.about_case() => self.acted(SHOW, Vec::new()),
            _ => Vec::new(),
        }
    }

    /// By what a case is told from others.
    fn about_case(&self) -> [String; 4] {
        [Field::PlanningAuthority, Field::Reference, Field::Settlement, Field::Postcode]
            .map(|field| self.form.text(&field).to_owned())
    }

    /// Another page wrote to the register.
    pub(super) fn register_changed(&mut self) -> Vec<Effect> {
        self.consider();
        match self.register {
            Registered::Known(_) => self.acted(SHOW, Vec::new()),
            _ => Vec::new(),
        }
    }

    pub(super) fn register_lost(&mut self) {
        if self.register == Registered::Asked {
            self.register = Registered::Lost;
        }
    }
}

impl Message {
    /// That the register is to be shown.
    pub fn register_shown() -> Message {
        Message::Acted(SHOW.to_owned(), Vec::new())
    }
}
