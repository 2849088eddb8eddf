//! Assessment → documents made of typed blocks: the letter, the internal note, the self-check. Knows no file format.

mod advice;
mod document;
mod letter;
mod note;
mod objectives;
mod questions;
pub mod revision;
mod self_check;
mod trace;
mod words;

pub use advice::{Outlook, change, threshold, way};
pub use document::{Block, Document, Sentence, Trace};
pub use letter::{Letter, Letterhead, Signatory, draft, draft_position};
pub use note::{internal_note, internal_note_of};
pub use objectives::objectives;
pub use questions::{Question, questions};
pub use revision::{Revision, revised_letter};
pub use self_check::self_check;
pub use trace::trace;
pub use words::{COMMON, MONEY, Words, capitalised, general_path};

/// Every sentence key that documents use, with the names each may use beside the common ones.
pub fn sentence_keys() -> Vec<(String, &'static [&'static str])> {
    [
        document::keys(),
        letter::keys(),
        note::keys(),
        self_check::keys(),
        advice::keys(),
        objectives::keys(),
        trace::keys(),
    ]
    .concat()
}

/// Every list of sentences that documents use.
pub const LISTS: &[&str] = &["letter.need", "letter.remit", "letter.caveats", "self-check.next"];
