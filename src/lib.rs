//! Turns what an applicant says of a proposed children's home and what a council publishes into a stance, a letter to the
//! planning authority, and the evidence for every word of both.
//!
//! ```text
//! Form ──parse──▶ Proposal ─┐
//!                           ├─assess──▶ Assessment ──draft──▶ Letter ──▶ text · HTML · Word · PDF
//! file ──load───▶ Profile ──┘                │
//!                                            ├──▶ questions letter · internal note · self-check · trace · JSON
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
#[cfg(feature = "documents")]
pub mod edition;
pub mod exchange;
pub mod form;
pub mod gleaning;
#[cfg(feature = "documents")]
pub mod intake;
pub mod json;
pub mod profile;
pub mod proposal;
pub mod register;
pub mod response;
pub mod sensitivity;
pub mod shown;
pub mod text;
pub mod vocabulary;

#[cfg(any(feature = "web", test))]
pub mod app;
#[cfg(feature = "web")]
pub mod web;

pub use assessment::{Assessment, Context, assess};
pub use date::Date;
pub use form::Form;
pub use gleaning::{Gleaned, glean};
pub use json::Fault;
pub use profile::Profile;
pub use proposal::{Parsed, Proposal, parse};
pub use response::{Kind, Letterhead, Outlook, Revision, draft};

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
    profile::load(bytes, &requirements())
}

fn requirements() -> profile::Requirements {
    let outcomes = checks::ALL
        .iter()
        .flat_map(|check| check.outcomes.iter().map(|outcome| (check.id, outcome.code, outcome.facts)));
    profile::Requirements {
        outcomes: outcomes.collect(),
        sentences: [response::sentence_keys(), exchange::planning_data::keys(), shown::keys()].concat(),
        lists: response::LISTS.to_vec(),
        facts: checks::DERIVED,
        common: response::COMMON,
        money: response::MONEY,
        licensed: response::LICENSED,
        gleaned: gleaning::BY_WORDS,
        register: register::numbers(),
    }
}

/// The names that a sentence of a profile can use, by its place there; those of any sentence where it has none of its own.
pub fn names_of_sentence(place: &str) -> Vec<&'static str> {
    let requirements = requirements();
    let key = place.strip_prefix("wording.sentences.");
    let sentence =
        requirements.sentences.iter().find(|(known, _)| Some(known.as_str()) == key).map(|(_, names)| *names);
    let outcome = place.strip_prefix("wording.checks.").and_then(|rest| {
        let found = |(check, code, _): &&(&str, &str, &[&str])| {
            let rest = rest.strip_prefix(*check).and_then(|rest| rest.strip_prefix(".outcomes."));
            rest.and_then(|rest| rest.strip_prefix(*code)).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        requirements.outcomes.iter().find(found).map(|(.., names)| *names)
    });
    let own = sentence.or(outcome).unwrap_or_default();
    own.iter().chain(requirements.common).copied().collect()
}

/// A form of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The assessment as one line of JSON.
    Json,
    /// Plain text.
    Text,
    /// A page.
    Html,
    /// A Word document.
    #[cfg(feature = "documents")]
    Docx,
    /// A PDF.
    #[cfg(feature = "documents")]
    Pdf,
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
    ];

    /// The word used on the command line.
    pub fn word(self) -> &'static str {
        Format::ALL.iter().find(|(known, ..)| *known == self).map_or("", |(_, word, _)| word)
    }

    fn ending(self) -> &'static str {
        Format::ALL.iter().find(|(known, ..)| *known == self).map_or("", |(.., ending)| ending)
    }
}

/// What is wanted of an assessment: a document in a format. JSON is the assessment itself, whatever the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The document.
    pub document: Kind,
    /// Its format.
    pub format: Format,
}

impl From<Format> for Wanted {
    /// The letter, unless another document is named.
    fn from(format: Format) -> Wanted {
        Wanted { document: Kind::Letter, format }
    }
}

impl Wanted {
    /// The internal note as plain text.
    pub const NOTE: Wanted = Wanted { document: Kind::Note, format: Format::Text };
    /// The self-check as plain text.
    pub const SELF_CHECK: Wanted = Wanted { document: Kind::SelfCheck, format: Format::Text };
    /// The trace as a page of tables.
    pub const TRACE: Wanted = Wanted { document: Kind::Trace, format: Format::Html };

    /// The words that name a document in place of a format, from before the two were told apart.
    pub const SHORT: &'static [(&'static str, Wanted)] =
        &[("note", Wanted::NOTE), ("self-check", Wanted::SELF_CHECK), ("trace", Wanted::TRACE)];

    /// What two words ask for: a document (the letter, where none is named) and a format, or a short word for both.
    ///
    /// # Errors
    /// What to write instead, where there is no such document or format, or the two do not go together.
    pub fn from_words(document: Option<&str>, format: &str) -> Result<Wanted, String> {
        let named = match document {
            Some(word) => Some(Kind::from_word(word).ok_or_else(|| {
                format!(
                    "there is no document “{}”; there are {}",
                    text::shown(word, 40),
                    words(Kind::ALL.iter().map(|kind| kind.1))
                )
            })?),
            None => None,
        };
        if let Some((word, wanted)) = Wanted::SHORT.iter().find(|(word, _)| *word == format) {
            let agree = named.is_none_or(|named| named == wanted.document);
            return if agree {
                Ok(*wanted)
            } else {
                Err(format!("“{word}” is a document of its own; name one document"))
            };
        }
        let known = Format::ALL.iter().find(|(_, word, _)| *word == format).map(|(format, ..)| *format);
        let format = known.ok_or_else(|| {
            let all = Format::ALL.iter().map(|(_, word, _)| *word).chain(Wanted::SHORT.iter().map(|(word, _)| *word));
            format!("there is no format “{}”; there are {}", text::shown(format, 40), words(all))
        })?;
        let document = named.unwrap_or(Kind::Letter);
        if format == Format::Json && document != Kind::Letter {
            let others = Format::ALL.iter().filter(|(format, ..)| *format != Format::Json).map(|(_, word, _)| *word);
            return Err(format!(
                "JSON is the whole assessment and not one of its documents; for the {} give a format: {}",
                document.word(),
                words(others)
            ));
        }
        Ok(Wanted { document, format })
    }

    /// The ending of its files; the letter's is that of its format alone.
    pub fn ending(self) -> String {
        match self.document {
            Kind::Letter => self.format.ending().to_owned(),
            other => format!("{}.{}", other.word(), self.format.ending()),
        }
    }

    /// Whether it says what would change the stance.
    pub fn shows_outlook(self) -> bool {
        self.format == Format::Json || matches!(self.document, Kind::Note | Kind::SelfCheck)
    }

    /// Whether it is text, and not a file for another program.
    pub fn is_text(self) -> bool {
        matches!(self.format, Format::Json | Format::Text | Format::Html)
    }
}

fn words<'w>(words: impl Iterator<Item = &'w str>) -> String {
    words.collect::<Vec<_>>().join(", ")
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
/// The document cannot be made in this format; text can always be.
pub fn render(
    loaded: &exchange::proposal::Loaded,
    profile: &Profile,
    file: &str,
    wanted: impl Into<Wanted>,
    context: &Context,
) -> Result<Output, documents::Failure> {
    render_revised(loaded, profile, file, wanted, context, &Revision::default())
}

/// The same with what a person made of the letter.
///
/// # Errors
/// The letter cannot be made in this format; text can always be.
pub fn render_revised(
    loaded: &exchange::proposal::Loaded,
    profile: &Profile,
    file: &str,
    wanted: impl Into<Wanted>,
    context: &Context,
    revision: &Revision,
) -> Result<Output, documents::Failure> {
    let assessment = assess(&loaded.proposal, profile, context);
    let wanted = wanted.into();
    let outlook = if wanted.shows_outlook() { outlook(&loaded.form, profile, context) } else { Outlook::default() };
    write_revised(&assessment, &outlook, &loaded.notes, profile, file, wanted, revision)
}

/// An assessment as one output. `outlook` is read only by what shows it.
///
/// # Errors
/// The document cannot be made in this format; text can always be.
pub fn write(
    assessment: &Assessment,
    outlook: &Outlook,
    notes: &[form::Note],
    profile: &Profile,
    file: &str,
    wanted: impl Into<Wanted>,
) -> Result<Output, documents::Failure> {
    write_revised(assessment, outlook, notes, profile, file, wanted, &Revision::default())
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
    wanted: impl Into<Wanted>,
    revision: &Revision,
) -> Result<Output, documents::Failure> {
    use documents::{html::html, json::json, text::text};
    let Wanted { document, format } = wanted.into();
    let document = || document.draft(assessment, outlook, profile, revision);
    Ok(match format {
        Format::Json => {
            let letter = Kind::Letter.draft(assessment, outlook, profile, revision);
            Output::Text(json(&revision.confirmed(assessment), outlook, profile, file, notes, &letter) + "\n")
        }
        Format::Text => Output::Text(text(&document())),
        Format::Html => Output::Text(html(&document())),
        #[cfg(feature = "documents")]
        Format::Docx => Output::File(documents::docx::docx(&document())?),
        #[cfg(feature = "documents")]
        Format::Pdf => Output::File(documents::pdf::pdf(&document())?),
    })
}

/// What a person should look at before the letter to the planning authority is published.
pub fn to_check(proposal: &Proposal, profile: &Profile, context: &Context, revision: &Revision) -> Vec<response::Flag> {
    let assessment = assess(proposal, profile, context);
    response::redaction(&Kind::Letter.draft(&assessment, &Outlook::default(), profile, revision), &assessment, profile)
}
