//! The keys that lead to the parts of the page and do what is done most, each with Alt and Shift. Knows no browser.

use super::{Message, Model, Step};
use crate::vocabulary::Mode;

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Leads to the list of the steps.
    Steps,
    /// Leads to the answers, to be checked.
    Check,
    /// Leads to the assessment.
    Assessment,
    /// Leads to the letter, or to the handing over.
    Letter,
    /// Leads to the pictures.
    Figures,
    /// Copies the letter, or the link.
    Copy,
}

/// Every key with its letter, in the order they are listed.
pub const KEYS: [(Key, char); 6] = [
    (Key::Steps, 'S'),
    (Key::Check, 'K'),
    (Key::Assessment, 'A'),
    (Key::Letter, 'L'),
    (Key::Figures, 'P'),
    (Key::Copy, 'C'),
];

/// The key of a place on the keyboard, by its code (`KeyA`), which is the same whatever Alt makes of it.
fn key(code: &str) -> Option<Key> {
    let letter = code.strip_prefix("Key")?;
    KEYS.iter().find(|(_, known)| letter.chars().eq([*known])).map(|(key, _)| *key)
}

/// Whether the key of a place does something here.
pub fn is_key(code: &str) -> bool {
    key(code).is_some()
}

/// What follows from the key of a place.
pub fn pressed(code: &str, model: &Model) -> Option<Message> {
    Some(match key(code)? {
        Key::Steps => Message::StepSought(Step::List),
        Key::Check => Message::StepSought(Step::Check),
        Key::Assessment => Message::StepSought(Step::Assessment),
        Key::Letter => Message::StepSought(Step::Letter),
        Key::Figures => Message::StepSought(Step::Figures),
        Key::Copy if model.mode() == Mode::Provider => Message::LinkCopyAsked,
        Key::Copy => Message::CopyAsked { rich: false },
    })
}
