//! Assessment → documents made of typed blocks: the letter, the questions, the internal note, the self-check, the trace.
//! Knows no file format.

mod advice;
mod document;
mod letter;
mod note;
mod objectives;
mod questions;
mod questions_letter;
mod redaction;
pub mod revision;
pub mod self_check;
mod trace;
mod words;

pub use advice::{Outlook, change, threshold, way};
pub use document::{Block, Document, Sentence, Trace};
pub use letter::{Letter, Letterhead, Signatory, draft, draft_position};
pub use note::internal_note;
pub use objectives::objectives;
pub use questions::{Question, QuestionTexts, questions};
pub use questions_letter::questions_letter;
pub use redaction::{Flag, Mark, redaction};
pub use revision::{Revision, revised_letter};
pub use self_check::self_check;
pub use trace::trace;
pub use words::{COMMON, LICENSED, MONEY, SPOKEN, Words, capitalised, general_path};

use crate::assessment::Assessment;
use crate::profile::Profile;

/// A document about a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The response to the planning authority, for the public register.
    Letter,
    /// The open questions, to the applicant.
    Questions,
    /// The internal note.
    Note,
    /// The provider's self-check.
    SelfCheck,
    /// Every conclusion with what it rests on.
    Trace,
}

impl Kind {
    /// Every document with the word that names it.
    pub const ALL: &'static [(Kind, &'static str)] = &[
        (Kind::Letter, "letter"),
        (Kind::Questions, "questions"),
        (Kind::Note, "note"),
        (Kind::SelfCheck, "self-check"),
        (Kind::Trace, "trace"),
    ];

    /// The word that names it.
    pub fn word(self) -> &'static str {
        Kind::ALL.iter().find(|(known, _)| *known == self).map_or("", |(_, word)| word)
    }

    /// The document of this word.
    pub fn from_word(word: &str) -> Option<Kind> {
        Kind::ALL.iter().find(|(_, known)| *known == word).map(|(kind, _)| *kind)
    }

    /// Drafts it, dated on the day of the assessment, with what a person made of it. `outlook` is read only by the note and
    /// the self-check; the self-check is a provider's, and stays as computed.
    pub fn draft(self, assessment: &Assessment, outlook: &Outlook, profile: &Profile, revision: &Revision) -> Document {
        let confirmed = || revision.confirmed(assessment);
        match self {
            Kind::Letter => revised_letter(assessment, profile, revision).letter,
            Kind::Questions => {
                let head = Letterhead { date: assessment.context.as_at, signatory: revision.signatory.clone() };
                questions_letter(&confirmed(), profile, &head)
            }
            Kind::Note => internal_note(assessment, outlook, profile, revision),
            Kind::SelfCheck => self_check(assessment, outlook, profile),
            Kind::Trace => trace(&confirmed(), profile),
        }
    }
}

/// Every sentence key that documents use, with the names each may use beside the common ones.
pub fn sentence_keys() -> Vec<(String, &'static [&'static str])> {
    [
        document::keys(),
        letter::keys(),
        questions_letter::keys(),
        redaction::keys(),
        note::keys(),
        self_check::keys(),
        advice::keys(),
        objectives::keys(),
        trace::keys(),
    ]
    .concat()
}

/// Every list of sentences that documents use.
pub const LISTS: &[&str] =
    &["letter.need", "letter.remit", "letter.caveats", "questions-letter.caveats", "self-check.next"];
