//! What the page shows, made of a draft by the engine: plain data in the profile's words, which crosses from the engine to
//! the page as bytes. The page reads it and nothing else of the core's results. Knows no layout and no browser.

mod assessment;
mod edition;
mod evidence;
mod figures;
mod intake;
mod layout;
mod letter;
mod node;
pub mod pictures;
mod prospect;
mod register;
mod screen;
mod self_check;

pub use assessment::Shown;
pub use evidence::{Evidence, EvidenceGroup, EvidenceRow};
pub use figures::figures;
#[cfg(feature = "documents")]
pub use intake::intake;
pub use intake::{Beside, edition_of, joined};
pub use layout::{Choice, Choices, FeeHeading, Group, Layout, Question};
pub use letter::{Changed, Drafted, Part, Row, Superseded};
pub use node::{Node, known};
pub use prospect::{Prospect, prospects};
pub use register::{Reply, like, register};
pub use self_check::Checked;

use crate::assessment::{Assessment, Context, assess};
use crate::form::{Field, Form, Note, Problem};
use crate::profile::Profile;
use crate::proposal::{Parsed, parse};
use crate::response::Revision;
use crate::vocabulary::{Mode, Stance};
use borsh::{BorshDeserialize, BorshSerialize};
use std::rc::Rc;

/// What follows from a form at once: what is waited for while someone types.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Outcome {
    /// What is wrong with the answers.
    pub problems: Vec<Problem>,
    /// How answers were read where that is not plain.
    pub notes: Vec<Note>,
    /// The computed stance.
    pub stance: Stance,
    /// What whoever asks is told of it.
    pub found: Found,
}

/// What follows, in the words of whoever asks.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub enum Found {
    /// For the council.
    Council {
        /// The assessment in words.
        shown: Rc<Shown>,
        /// Whether there is a planning authority to write to.
        addressed: bool,
    },
    /// For a provider.
    Provider(Rc<Checked>),
}

impl Outcome {
    /// What follows on a day, in the words of a mode.
    pub fn of(form: &Form, profile: &Profile, mode: Mode, context: &Context) -> Outcome {
        let Parsed { proposal, problems, notes } = parse(form, profile);
        let assessment = assess(&proposal, profile, context);
        let found = match mode {
            Mode::Commissioner => Found::Council {
                shown: Rc::new(Shown::of(&assessment, profile)),
                addressed: proposal.application.authority.is_some(),
            },
            Mode::Provider => Found::Provider(Rc::new(Checked::of(form, &assessment, profile))),
        };
        Outcome { problems, notes, stance: assessment.stance, found }
    }
}

/// What the council is shown once nothing more was typed: what follows from a form, from what was made of its letter and from what
/// was answered before.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Written {
    /// The letter, once there is a planning authority to write to.
    pub letter: Option<Rc<Drafted>>,
    /// What was answered before and is most like it; nothing where nothing was.
    pub before: Rc<[Node]>,
}

impl Written {
    /// What is written on a day; `before` lays out what was answered before and is like it.
    pub fn of(
        form: &Form,
        revision: &Revision,
        profile: &Profile,
        context: &Context,
        before: impl FnOnce(&Assessment) -> Vec<Node>,
    ) -> Written {
        let Parsed { proposal, .. } = parse(form, profile);
        let assessment = assess(&proposal, profile, context);
        let addressed = proposal.application.authority.is_some();
        Written {
            letter: addressed.then(|| Rc::new(Drafted::of(&assessment, profile, revision))),
            before: before(&assessment).into(),
        }
    }
}

/// A profile as the page opens with it: its name, its words and its questions, without its rules and figures.
#[derive(Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Face {
    /// The council's name.
    pub council: String,
    /// The profile's standing.
    pub notice: String,
    /// Which profile it is: its name, edition and fingerprint.
    pub profile: String,
    /// What each stance is called.
    pub stances: Vec<(Stance, String)>,
    /// The answers of an example.
    pub example: Vec<(Field, String)>,
    /// The questions, as the council's commissioner is asked them.
    pub layout: Rc<Layout>,
    /// The questions, as a provider is asked them.
    pub for_providers: Rc<Layout>,
}

impl Face {
    /// The face of a profile. `approved` is the fingerprint of the file that was approved, or how it begins; empty where nobody said.
    pub fn of(profile: &Profile, approved: &str) -> Face {
        let fingerprint = profile.sha256().get(..12).unwrap_or_default();
        let other = !profile.sha256().starts_with(&approved.trim().to_lowercase());
        let warning = if other { profile.sentence("screen.profile.not-approved") } else { "" };
        Face {
            council: profile.council.name.clone(),
            notice: format!("{warning} {}", profile.notice).trim_start().to_owned(),
            profile: format!("Profile {} {}, fingerprint {fingerprint}", profile.id, profile.edition),
            stances: Stance::ALL.iter().map(|stance| (*stance, profile.stance_title(*stance).to_owned())).collect(),
            example: profile.example(),
            layout: Rc::new(Layout::new(profile, Mode::Commissioner)),
            for_providers: Rc::new(Layout::new(profile, Mode::Provider)),
        }
    }

    /// The questions as they are put in a mode.
    pub fn layout(&self, mode: Mode) -> &Rc<Layout> {
        match mode {
            Mode::Commissioner => &self.layout,
            Mode::Provider => &self.for_providers,
        }
    }

    /// What a stance is called.
    pub fn title(&self, stance: Stance) -> &str {
        self.stances.iter().find(|(known, _)| *known == stance).map_or(stance.code(), |(_, title)| title)
    }
}

/// Every sentence key that the page uses beside those of documents, with the names each may use.
pub fn keys() -> Vec<(String, &'static [&'static str])> {
    let keys = assessment::keys().into_iter().chain(pictures::keys()).chain(evidence::keys());
    keys.chain(figures::keys())
        .chain(register::keys())
        .chain(intake::keys())
        .chain(edition::keys())
        .chain(screen::keyed(["profile.not-approved"], &[]))
        .collect()
}

/// As bytes, for the page. Writing to memory does not fail.
pub fn to_bytes(shown: &impl BorshSerialize) -> Vec<u8> {
    borsh::to_vec(shown).unwrap_or_default()
}

/// From such bytes; nothing where they are not of this version of the program.
pub fn from_bytes<T: BorshDeserialize>(bytes: &[u8]) -> Option<T> {
    borsh::from_slice(bytes).ok()
}
