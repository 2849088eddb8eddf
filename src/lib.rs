//! Turns what an applicant says of a proposed children's home and what a council publishes into a stance, a letter to the
//! planning authority, and the evidence for every word of both.
//!
//! ```text
//! Form ──parse──▶ Proposal ─┐
//!                           ├─assess──▶ Assessment ──draft──▶ Letter ──▶ text · HTML · Word · PDF
//! file ──load───▶ Profile ──┘                │
//!                                            ├──▶ internal note · self-check · trace · JSON
//! Form ──advise, sensitivity──▶ Outlook ─────┘
//! ```
//!
//! Everything here is pure: no clock, no network, no browser. The same inputs, profile and date give the same bytes.

pub mod advice;
pub mod assessment;
pub mod checks;
pub mod date;
pub mod difference;
mod digest;
pub mod documents;
pub mod exchange;
pub mod form;
pub mod json;
pub mod profile;
pub mod proposal;
pub mod response;
pub mod sensitivity;
pub mod text;
pub mod vocabulary;

#[cfg(any(feature = "web", test))]
pub mod app;
#[cfg(feature = "web")]
pub mod web;

pub use assessment::{Assessment, Context, assess};
pub use date::Date;
pub use form::Form;
pub use json::Fault;
pub use profile::Profile;
pub use proposal::{Parsed, Proposal, parse};
pub use response::{Letterhead, Outlook, Revision, draft};

/// The built-in profile's file.
pub const BUILT_IN_PROFILE: &[u8] = include_bytes!("../profiles/lancashire.json");

/// The built-in profile. Tests check it as any other, so it is read here without the checks.
///
/// # Errors
/// None but for a broken build.
pub fn built_in_profile() -> Result<Profile, Vec<Fault>> {
    profile::load_checked(BUILT_IN_PROFILE)
}

/// Reads and checks a profile, wording included.
///
/// # Errors
/// Every fault of the file, each with its place.
pub fn load_profile(bytes: &[u8]) -> Result<Profile, Vec<Fault>> {
    let outcomes = checks::ALL
        .iter()
        .flat_map(|check| check.outcomes.iter().map(|outcome| (check.id, outcome.code, outcome.facts)));
    let requirements = profile::Requirements {
        outcomes: outcomes.collect(),
        sentences: [response::sentence_keys(), exchange::planning_data::keys()].concat(),
        lists: response::LISTS.to_vec(),
        facts: checks::DERIVED,
        common: response::COMMON,
        money: response::MONEY,
    };
    profile::load(bytes, &requirements)
}

/// A form of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The assessment as one line of JSON.
    Json,
    /// The letter as plain text.
    Text,
    /// The letter as a page.
    Html,
    /// The letter as a Word document.
    #[cfg(feature = "documents")]
    Docx,
    /// The letter as a PDF.
    #[cfg(feature = "documents")]
    Pdf,
    /// The internal note as plain text.
    Note,
    /// The provider's self-check as plain text.
    SelfCheck,
    /// Every conclusion with what it rests on, as a page of tables.
    Trace,
}

impl Format {
    /// Every format with the word used on the command line and the ending of its files.
    pub const ALL: &'static [(Format, &'static str, &'static str)] = &[
        (Format::Json, "json", "json"),
        (Format::Text, "text", "txt"),
        (Format::Html, "html", "html"),
        #[cfg(feature = "documents")]
        (Format::Docx, "docx", "docx"),
        #[cfg(feature = "documents")]
        (Format::Pdf, "pdf", "pdf"),
        (Format::Note, "note", "note.txt"),
        (Format::SelfCheck, "self-check", "self-check.txt"),
        (Format::Trace, "trace", "trace.html"),
    ];

    /// Whether it says what would change the stance.
    pub fn shows_outlook(self) -> bool {
        matches!(self, Format::Json | Format::Note | Format::SelfCheck)
    }

    /// Whether it is text, and not a file for another program.
    pub fn is_text(self) -> bool {
        #[cfg(feature = "documents")]
        return !matches!(self, Format::Docx | Format::Pdf);
        #[cfg(not(feature = "documents"))]
        true
    }

    /// The format of this word.
    pub fn from_word(word: &str) -> Option<Format> {
        Format::ALL.iter().find(|(_, known, _)| *known == word).map(|(format, ..)| *format)
    }
}

/// What is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Text.
    Text(String),
    /// A file for another program.
    File(Vec<u8>),
}

impl Output {
    /// It as it is written to a file: text in UTF-8.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Output::Text(text) => text.as_bytes(),
            Output::File(bytes) => bytes,
        }
    }

    /// The text; nothing where it is none.
    pub fn text(self) -> String {
        match self {
            Output::Text(text) => text,
            Output::File(_) => String::new(),
        }
    }
}

/// What would change the stance: by far the longest work, so it is done only where it is shown.
pub fn outlook(form: &Form, profile: &Profile, context: &Context) -> Outlook {
    let proposal = parse(form, profile).proposal;
    Outlook {
        advice: advice::advise(form, profile, context),
        sensitivity: sensitivity::sensitivity(&proposal, profile, context),
    }
}

/// A proposal file all the way to one output; `file` names it in the JSON. Shared by the command line and the browser.
///
/// # Errors
/// The letter cannot be made in this format; text can always be.
pub fn render(
    loaded: &exchange::proposal::Loaded,
    profile: &Profile,
    file: &str,
    format: Format,
    context: &Context,
) -> Result<Output, documents::Failure> {
    render_revised(loaded, profile, file, format, context, &Revision::default())
}

/// The same with what a person made of the letter.
///
/// # Errors
/// The letter cannot be made in this format; text can always be.
pub fn render_revised(
    loaded: &exchange::proposal::Loaded,
    profile: &Profile,
    file: &str,
    format: Format,
    context: &Context,
    revision: &Revision,
) -> Result<Output, documents::Failure> {
    let assessment = assess(&loaded.proposal, profile, context);
    let outlook = if format.shows_outlook() { outlook(&loaded.form, profile, context) } else { Outlook::default() };
    write_revised(&assessment, &outlook, &loaded.notes, profile, file, format, revision)
}

/// An assessment as one output. `outlook` is read only by the formats that show it.
///
/// # Errors
/// The letter cannot be made in this format; text can always be.
pub fn write(
    assessment: &Assessment,
    outlook: &Outlook,
    notes: &[form::Note],
    profile: &Profile,
    file: &str,
    format: Format,
) -> Result<Output, documents::Failure> {
    write_revised(assessment, outlook, notes, profile, file, format, &Revision::default())
}

/// The same with what a person made of the letter. The self-check is a provider's, and stays as computed.
///
/// # Errors
/// The letter cannot be made in this format; text can always be.
pub fn write_revised(
    assessment: &Assessment,
    outlook: &Outlook,
    notes: &[form::Note],
    profile: &Profile,
    file: &str,
    format: Format,
    revision: &Revision,
) -> Result<Output, documents::Failure> {
    use documents::{html::html, json::json, text::text};
    let letter = || response::revised_letter(assessment, profile, revision).letter;
    let confirmed = || revision.confirmed(assessment);
    Ok(Output::Text(match format {
        Format::Json => json(&confirmed(), outlook, profile, file, notes) + "\n",
        Format::Text => text(&letter()),
        Format::Html => html(&letter()),
        #[cfg(feature = "documents")]
        Format::Docx => return documents::docx::docx(&letter()).map(Output::File),
        #[cfg(feature = "documents")]
        Format::Pdf => return documents::pdf::pdf(&letter()).map(Output::File),
        Format::Note => text(&response::internal_note_of(assessment, outlook, profile, revision)),
        Format::SelfCheck => text(&response::self_check(assessment, outlook, profile)),
        Format::Trace => html(&response::trace(&confirmed(), profile)),
    }))
}
