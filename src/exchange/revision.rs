//! The revision file, `home-assessment/revision@1`: what a person made of a generated letter. Refused whole for any fault;
//! keys that are not known are reported, and do no harm.

use crate::json::{Fault, Json, check, check_version};
use crate::response::Signatory;
use crate::response::revision::{Decision, Edit, MOST_CHARACTERS, MOST_EDITS, Made, Overridden, Place, Revision};
use crate::text::in_one_line;
use crate::vocabulary::{Sentiment, Stance};
use serde::{Deserialize, Serialize};

/// The most bytes a revision file may have.
pub const MOST_BYTES: usize = 8 * 1024 * 1024;

/// The structure of the file, generated from the types (`home-assessment schema revision`).
const SCHEMA: &str = include_str!("../../schemas/revision.schema.json");

/// What it is called, without the version.
const NAME: &str = "home-assessment/revision";

/// The most characters a name or a role may have.
const MOST_NAME: usize = 200;

shapes! {
    /// What a person made of a generated letter. Keys that are absent change nothing.
    RevisionFile {
        /// `home-assessment/revision@1`
        schema: String,
        /// The stance in place of the computed one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stance: Option<StanceFile>,
        /// Who signs.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        signatory: Option<SignatoryFile>,
        /// The tag of planning systems that an officer confirmed: approved, amendments-needed or objected.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        tag: Option<Sentiment>,
        /// The edits, each against the generated letter; at most 200.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        edits: Vec<EditFile>,
        /// What was decided on words that may not belong in a published letter.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        decisions: Vec<DecisionFile>,
    }

    /// The stance in place of the computed one.
    StanceFile {
        /// Which.
        stance: Stance,
        /// Why; for the internal note alone.
        reason: String,
        /// The computed stance over which it was confirmed. Where the computed one is now another, that is reported.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        over: Option<Stance>,
    }

    /// Who signs.
    SignatoryFile {
        /// The name.
        name: String,
        /// The role, where it is to be given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        role: Option<String>,
    }

    /// One edit. Numbers count from 1.
    EditFile {
        /// The key of the heading it stands under, for example `fit`; `opening` before the first, `close` after the last part.
        part: String,
        /// Which paragraph, list or group of lines of the part.
        #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 10_000)))]
        paragraph: u32,
        /// Which item or line of it, where it has several.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 10_000)))]
        item: Option<u32>,
        /// The generated text that stood there; line breaks and spaces are not compared.
        was: String,
        /// What is done to it.
        r#do: Action,
        /// The new text, of at most 20,000 characters; each line is a paragraph of its own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    }

    /// What was decided on words that may not belong in a published letter.
    DecisionFile {
        /// What they were taken for.
        kind: String,
        /// The words.
        words: String,
        /// What was decided, and why.
        decision: String,
    }
}

/// What an edit does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// The text is another.
    Change,
    /// The text is taken out.
    Remove,
    /// A text follows it.
    AddAfter,
}

impl Action {
    const ALL: [(Action, &str); 3] =
        [(Action::Change, "change"), (Action::Remove, "remove"), (Action::AddAfter, "add-after")];

    /// The word used in files.
    pub fn code(self) -> &'static str {
        Action::ALL.iter().find(|(known, _)| *known == self).map_or("", |(_, code)| code)
    }

    /// The action of this word.
    pub fn from_code(code: &str) -> Option<Action> {
        Action::ALL.iter().find(|(_, known)| *known == code).map(|(action, _)| *action)
    }
}

/// A revision read from a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// The revision.
    pub revision: Revision,
    /// Keys that are not known, as dotted paths.
    pub unknown_keys: Vec<String>,
    /// How texts were read where that is not plain.
    pub notes: Vec<Fault>,
}

/// Reads a revision file.
///
/// # Errors
/// Every fault, each with its place.
pub fn load(bytes: &[u8]) -> Result<Loaded, Vec<Fault>> {
    let (file, unknown_keys) = structure::<RevisionFile>(bytes, MOST_BYTES, NAME, SCHEMA)?;
    let (revision, notes) = read(file)?;
    Ok(Loaded { revision, unknown_keys, notes })
}

/// A file of a kind that has a schema, with the keys it does not describe.
pub(super) fn structure<T: for<'de> Deserialize<'de>>(
    bytes: &[u8],
    most: usize,
    name: &str,
    schema: &str,
) -> Result<(T, Vec<String>), Vec<Fault>> {
    let one = |fault: Fault| vec![fault];
    let json = Json::read(bytes, most).map_err(one)?;
    if !matches!(json, Json::Object(_)) {
        return Err(one(Fault::at("", format!("the file is {} but must be an object", json.kind()))));
    }
    check_version(&json, name, true).map_err(one)?;
    let schema = Json::read(schema.as_bytes(), usize::MAX).map_err(one)?;
    let (faults, unknown_keys) = check::faults_and_unknown_keys(&schema, &json);
    if !faults.is_empty() {
        return Err(faults);
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let file = serde_json::from_slice(bytes).map_err(|error| one(Fault::at("", error.to_string())))?;
    Ok((file, unknown_keys))
}

/// What a file means, and how texts were read where that is not plain.
pub(super) fn read(file: RevisionFile) -> Result<(Revision, Vec<Fault>), Vec<Fault>> {
    let mut reader = Reader::default();
    let stance = file.stance.and_then(|made| {
        let confirmed = reader.keep("stance.reason", Overridden::new(made.stance, &made.reason))?;
        Some(made.over.into_iter().fold(confirmed, Overridden::confirmed_over))
    });
    let signatory = file.signatory.and_then(|who| {
        let name = reader.line("signatory.name", &who.name, MOST_NAME);
        let role = who.role.map(|role| reader.line("signatory.role", &role, MOST_NAME));
        Some(Signatory { name: name?, role: role.flatten() })
    });
    reader.most("edits", file.edits.len(), MOST_EDITS);
    let mut edits: Vec<Edit> = Vec::new();
    for (at, edit) in file.edits.into_iter().enumerate().take(MOST_EDITS) {
        let place = format!("edits[{at}]");
        let Some(edit) = reader.edit(&place, edit) else { continue };
        let same = |other: &&Edit| !other.only_adds() && !edit.only_adds() && other.is_of_same_text(&edit);
        if edits.iter().any(|other| same(&other)) {
            reader.fault(&place, "changes a text that an edit before it changes already; keep one");
        }
        edits.push(edit);
    }
    reader.most("decisions", file.decisions.len(), MOST_EDITS);
    let decisions = file.decisions.into_iter().enumerate().take(MOST_EDITS).filter_map(|(at, decision)| {
        let mut line = |key: &str, text: &str| reader.line(&format!("decisions[{at}].{key}"), text, MOST_CHARACTERS);
        let (kind, words) = (line("kind", &decision.kind), line("words", &decision.words));
        let decided = line("decision", &decision.decision);
        Some(Decision { kind: kind?, words: words?, decision: decided? })
    });
    let decisions = decisions.collect();
    if reader.faults.is_empty() {
        Ok((Revision { stance, signatory, tag: file.tag, edits, decisions }, reader.notes))
    } else {
        Err(reader.faults)
    }
}

#[derive(Default)]
struct Reader {
    faults: Vec<Fault>,
    notes: Vec<Fault>,
}

impl Reader {
    fn fault(&mut self, place: &str, message: impl Into<String>) {
        self.faults.push(Fault::at(place, message));
    }

    /// What was read; a remark is noted, a refusal is a fault.
    fn keep<T>(&mut self, place: &str, read: crate::proposal::Read<T>) -> Option<T> {
        match read {
            Ok((value, remark)) => {
                self.notes.extend(remark.map(|remark| Fault::at(place, remark)));
                Some(value)
            }
            Err(message) => {
                self.fault(place, message);
                None
            }
        }
    }

    /// A text of one line that must be there.
    fn line(&mut self, place: &str, text: &str, most: usize) -> Option<String> {
        let read = crate::proposal::read_text(text, most, true);
        let line = self.keep(place, read)?.map(|line| in_one_line(&line));
        if line.is_none() {
            self.fault(place, "is empty; write it, or take the key out");
        }
        line
    }

    fn most(&mut self, place: &str, count: usize, most: usize) {
        if count > most {
            self.fault(place, format!("are {count}; the most is {most}"));
        }
    }

    fn edit(&mut self, place: &str, file: EditFile) -> Option<Edit> {
        let part = self.line(&format!("{place}.part"), &file.part, MOST_NAME)?;
        let at = Place { part, paragraph: file.paragraph, item: file.item };
        let text_place = format!("{place}.text");
        let made = match (file.r#do, file.text) {
            (Action::Remove, None) => Made::Removed,
            (Action::Remove, Some(_)) => {
                self.fault(&text_place, "is not used where a text is removed; take it out");
                return None;
            }
            (Action::Change, Some(text)) => Made::Changed(text),
            (Action::AddAfter, Some(text)) => Made::Added(text),
            (_, None) => {
                self.fault(&text_place, "is missing; write the new text");
                return None;
            }
        };
        if in_one_line(&file.was).is_empty() {
            self.fault(&format!("{place}.was"), "is empty; give the generated text that stood there");
            return None;
        }
        self.keep(&text_place, Edit::new(at, &file.was, made))
    }
}

/// What is said of a stance that was confirmed over a computed one which is another now.
pub fn confirmed_over(over: Stance, computed: Stance) -> String {
    format!(
        "the stance was confirmed over {}, and the computed one is now {}; confirm it again",
        over.code(),
        computed.code()
    )
}

/// A revision as its file.
pub fn file(revision: &Revision) -> RevisionFile {
    RevisionFile {
        schema: format!("{NAME}@1"),
        stance: revision.stance.as_ref().map(|made| StanceFile {
            stance: made.stance(),
            reason: made.reason().to_owned(),
            over: made.over(),
        }),
        signatory: revision
            .signatory
            .as_ref()
            .map(|who| SignatoryFile { name: who.name.clone(), role: who.role.clone() }),
        tag: revision.tag,
        edits: revision.edits.iter().map(edit_file).collect(),
        decisions: revision.decisions.iter().map(decision_file).collect(),
    }
}

/// A revision as the text of its file.
pub fn save(revision: &Revision) -> String {
    // Texts, numbers and lists can always be written.
    serde_json::to_string_pretty(&file(revision)).unwrap_or_default() + "\n"
}

fn edit_file(edit: &Edit) -> EditFile {
    let (action, text) = match edit.made() {
        Made::Changed(text) => (Action::Change, Some(text.clone())),
        Made::Removed => (Action::Remove, None),
        Made::Added(text) => (Action::AddAfter, Some(text.clone())),
    };
    let place = edit.place();
    EditFile {
        part: place.part.clone(),
        paragraph: place.paragraph,
        item: place.item,
        was: edit.was().to_owned(),
        r#do: action,
        text,
    }
}

fn decision_file(decision: &Decision) -> DecisionFile {
    let Decision { kind, words, decision } = decision.clone();
    DecisionFile { kind, words, decision }
}
