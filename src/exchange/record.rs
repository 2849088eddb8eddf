//! The record of one response, `home-assessment/record@1`: its inputs, what came of them, and fingerprints of its documents,
//! so that anyone can make it again later and see whether it still comes out the same.

use super::proposal::Loaded;
use super::revision::{self, RevisionFile, confirmed_over};
use super::{answered, proposal};
use crate::assessment::{Context, assess};
use crate::date::Date;
use crate::difference::{Piece, lines};
use crate::digest::sha256;
use crate::documents::json::{ENGINE, ProfileStamp};
use crate::json::{Fault, Json, below, check, check_version};
use crate::profile::Profile;
use crate::response::revision::Revision;
use crate::text::shown;
use crate::vocabulary::Stance;
use crate::{Format, Output, Wanted, outlook, write_revised};
use serde::{Deserialize, Serialize};

/// The most bytes a record may have.
pub const MOST_BYTES: usize = 32 * 1024 * 1024;

/// The structure of the file, generated from the types (`home-assessment schema record`).
const SCHEMA: &str = include_str!("../../schemas/record.schema.json");

/// The structure of the assessment in it.
const ASSESSMENT_SCHEMA: &str = include_str!("../../schemas/assessment.schema.json");

/// What it is called, without the version.
pub const NAME: &str = "home-assessment/record";

/// The most lines of a letter that are said to differ.
const MOST_LINES: usize = 8;

/// The most characters that are shown of a text of a record that it should not have.
const MOST_SHOWN: usize = 80;

/// The most unknown keys that are named.
const MOST_KEYS: usize = 100;

/// The most characters that are shown of a line of a letter.
const MOST_LINE: usize = 400;

shapes! {
    /// One response with everything it was made from. Internal: it holds what the public letter must not.
    RecordFile {
        /// `home-assessment/record@1`
        schema: String,
        /// That it is not for publication.
        marking: String,
        /// The version of the program that made it.
        engine: String,
        /// The date of the assessment.
        as_at: String,
        /// The profile it was made with.
        profile: ProfileStamp,
        /// The name of the file the proposal came from.
        file: String,
        /// The proposal, as in a proposal file (`home-assessment/proposal@1`).
        #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<String, serde_json::Value>"))]
        proposal: Json,
        /// Homes answered before, where they were given (`home-assessment/answered@1`).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schemars(with = "Option<std::collections::BTreeMap<String, serde_json::Value>>"))]
        answered: Option<Json>,
        /// What a person made of the letter, where anyone did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        revision: Option<RevisionFile>,
        /// The assessment (`home-assessment/assessment@1`).
        #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<String, serde_json::Value>"))]
        assessment: Json,
        /// The letter as plain text.
        letter: String,
        /// Fingerprints, to notice a change; they are no signature.
        digests: DigestsFile,
    }

    /// SHA-256 in hexadecimal of the bytes of each document, and of what they were made from.
    DigestsFile {
        /// Everything above the assessment.
        inputs: String,
        /// The assessment as JSON.
        json: String,
        /// The letter as plain text.
        text: String,
        /// The letter as a page.
        html: String,
        /// The internal note.
        note: String,
    }
}

/// What one record is made from.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// The name of the file the proposal came from.
    pub file: &'a str,
    /// The proposal.
    pub loaded: &'a Loaded,
    /// The profile.
    pub profile: &'a Profile,
    /// The date and the homes answered before.
    pub context: &'a Context,
    /// The file that the homes answered before were read from, where there was one.
    pub answered: Option<&'a Json>,
    /// What a person made of the letter.
    pub revision: &'a Revision,
}

/// The record as the text of its file.
///
/// # Errors
/// It would be larger than a record may be.
pub fn save(inputs: &Inputs<'_>) -> Result<String, Fault> {
    // Texts, lists and numbers can always be written.
    let text = serde_json::to_string_pretty(&make(inputs)).unwrap_or_default() + "\n";
    if text.len() > MOST_BYTES {
        let message =
            format!("the record would have {} bytes; the most is {MOST_BYTES}, so give fewer homes", text.len());
        return Err(Fault::at("answered", message));
    }
    Ok(text)
}

fn make(inputs: &Inputs<'_>) -> RecordFile {
    let Inputs { file, loaded, profile, context, .. } = *inputs;
    let documents = Made::of(inputs);
    // A record says over which stance another was confirmed, also where the revision did not.
    let mut revision = inputs.revision.clone();
    revision.stance = revision.stance.map(|made| match made.over() {
        Some(_) => made,
        None => made.confirmed_over(documents.computed),
    });
    let mut record = RecordFile {
        schema: format!("{NAME}@1"),
        marking: profile.sentence("note.marking").to_owned(),
        engine: ENGINE.to_owned(),
        as_at: context.as_at.iso(),
        profile: ProfileStamp::of(profile),
        file: file.to_owned(),
        proposal: proposal::save(&loaded.form),
        answered: inputs.answered.cloned(),
        revision: (revision != Revision::default()).then(|| revision::file(&revision)),
        // What was just written can be read.
        assessment: Json::read(documents.json.as_bytes(), usize::MAX).unwrap_or(Json::Null),
        digests: documents.digests(),
        letter: documents.text,
    };
    record.digests.inputs = record.digest_of_inputs();
    record
}

/// The documents of a record, and the stance as computed.
struct Made {
    computed: Stance,
    json: String,
    text: String,
    html: String,
    note: String,
}

impl Made {
    fn of(inputs: &Inputs<'_>) -> Made {
        let Inputs { file, loaded, profile, context, revision, .. } = *inputs;
        let assessment = assess(&loaded.proposal, profile, context);
        let outlook = outlook(&loaded.form, profile, context);
        let write = |wanted| write_revised(&assessment, &outlook, &loaded.notes, profile, file, wanted, revision);
        // Text can be made of every letter.
        let text = |wanted: Wanted| write(wanted).map(Output::text).unwrap_or_default();
        let letter = |format: Format| text(format.into());
        Made {
            computed: assessment.stance,
            json: letter(Format::Json),
            text: letter(Format::Text),
            html: letter(Format::Html),
            note: text(Wanted::NOTE),
        }
    }

    fn digests(&self) -> DigestsFile {
        let [json, text, html, note] = [&self.json, &self.text, &self.html, &self.note].map(|it| sha256(it.as_bytes()));
        DigestsFile { inputs: String::new(), json, text, html, note }
    }
}

impl RecordFile {
    fn digest_of_inputs(&self) -> String {
        let about = (&self.marking, &self.engine, &self.as_at, &self.profile, &self.file);
        let inputs = (about, &self.proposal, &self.answered, &self.revision);
        sha256(serde_json::to_string(&inputs).unwrap_or_default().as_bytes())
    }

    /// Its parts that do not match its own fingerprints: someone changed them after it was made.
    fn changed_by_hand(&self) -> Vec<&'static str> {
        let assessment = serde_json::to_string(&self.assessment).unwrap_or_default() + "\n";
        let parts = [
            ("inputs", self.digest_of_inputs(), &self.digests.inputs),
            ("assessment", sha256(assessment.as_bytes()), &self.digests.json),
            ("letter", sha256(self.letter.as_bytes()), &self.digests.text),
        ];
        parts.into_iter().filter(|(_, is, said)| is != *said).map(|(part, ..)| part).collect()
    }
}

/// A record read from a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The file.
    pub file: RecordFile,
    /// The date of its assessment.
    pub as_at: Date,
    /// What a person made of its letter.
    pub revision: Revision,
    /// Keys that are not known, as dotted paths.
    pub unknown_keys: Vec<String>,
}

/// Reads a record. What its proposal means depends on a profile, so that is read by [`verify`].
///
/// # Errors
/// Every fault, each with its place.
pub fn load(bytes: &[u8]) -> Result<Record, Vec<Fault>> {
    let (file, unknown_keys) = revision::structure::<RecordFile>(bytes, MOST_BYTES, NAME, SCHEMA)?;
    let mut faults = Vec::new();
    let as_at = Date::from_iso(&file.as_at);
    if as_at.is_none() {
        faults.push(Fault::at("as_at", "is not a date; it must be written like 2026-10-02"));
    }
    let mut version = |place: &str, json: &Json, required: bool| {
        let found = check_version(json, &format!("home-assessment/{place}"), required);
        faults.extend(found.err().map(|fault| fault.within(place)));
    };
    version("proposal", &file.proposal, false);
    version("assessment", &file.assessment, true);
    let mut revision = Revision::default();
    if let Some(made) = &file.revision {
        version("revision", &Json::Object(vec![("schema".to_owned(), Json::Text(made.schema.clone()))]), true);
        match revision::read(made.clone()) {
            Ok((read, _)) => revision = read,
            Err(found) => faults.extend(found.into_iter().map(|fault| fault.within("revision"))),
        }
    }
    match as_at {
        Some(as_at) if faults.is_empty() => Ok(Record { file, as_at, revision, unknown_keys }),
        _ => Err(faults),
    }
}

/// What came of making a record again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Parts of the record that do not match its own fingerprints: inputs, assessment or letter.
    pub changed_by_hand: Vec<&'static str>,
    /// The profile then and now, where they are two.
    pub profile: Option<(ProfileStamp, ProfileStamp)>,
    /// The version of the program then and now, where they are two.
    pub engine: Option<(String, String)>,
    /// The stance then and now, where they are two.
    pub stance: Option<(String, String)>,
    /// The formats that come out otherwise.
    pub outputs: Vec<&'static str>,
    /// The first lines of the letter that are gone or new.
    pub lines: Vec<Piece>,
    /// The stance over which another was confirmed and the one computed now, where they are two.
    pub confirmed_over: Option<(Stance, Stance)>,
    /// Keys that are not known and were not used, as dotted paths.
    pub unknown_keys: Vec<String>,
}

/// Makes the documents of a record again, as at its own date, with this profile.
///
/// # Errors
/// The profile cannot read its proposal or its homes answered before; every fault, each with its place.
pub fn verify(record: &Record, profile: &Profile) -> Result<Verified, Vec<Fault>> {
    let file = &record.file;
    let within = |place: &'static str| {
        move |found: Vec<Fault>| -> Vec<Fault> { found.into_iter().map(|fault| fault.within(place)).collect() }
    };
    let loaded = proposal::read(&file.proposal, profile).map_err(within("proposal"))?;
    let named = |place: &str, keys: &[String]| keys.iter().map(|key| below(place, key)).collect::<Vec<_>>();
    let mut unknown_keys = record.unknown_keys.clone();
    unknown_keys.extend(named("proposal", &loaded.unknown_keys));
    let context = match &file.answered {
        None => Context::on(record.as_at),
        Some(homes) => {
            let (homes, keys) = answered::read_json(homes, profile).map_err(within("answered"))?;
            unknown_keys.extend(named("answered", &keys));
            Context::with_answered(record.as_at, homes)
        }
    };
    let schema = Json::read(ASSESSMENT_SCHEMA.as_bytes(), usize::MAX).map_err(|fault| vec![fault])?;
    let (_, keys) = check::faults_and_unknown_keys(&schema, &file.assessment);
    unknown_keys.extend(named("assessment", &keys));
    let made = Made::of(&Inputs {
        file: &file.file,
        loaded: &loaded,
        profile,
        context: &context,
        answered: file.answered.as_ref(),
        revision: &record.revision,
    });
    let (then, now) = (&file.digests, made.digests());
    let outputs = [
        ("json", &then.json, now.json),
        ("text", &then.text, now.text),
        ("html", &then.html, now.html),
        ("note", &then.note, now.note),
    ];
    let stance = |json: Option<&Json>| json.and_then(|json| json.get("stance")?.text().map(str::to_owned));
    let again = Json::read(made.json.as_bytes(), usize::MAX).ok();
    let stances = stance(Some(&file.assessment)).zip(stance(again.as_ref()));
    let apart = |piece: &Piece| !matches!(piece, Piece::Same(_));
    let stamp = ProfileStamp::of(profile);
    Ok(Verified {
        changed_by_hand: file.changed_by_hand(),
        profile: (file.profile != stamp).then(|| (file.profile.clone(), stamp)),
        engine: (file.engine != ENGINE).then(|| (file.engine.clone(), ENGINE.to_owned())),
        stance: stances.filter(|(then, now)| then != now),
        outputs: outputs.into_iter().filter(|(_, then, now)| *then != now).map(|(format, ..)| format).collect(),
        lines: lines(&file.letter, &made.text).into_iter().filter(apart).take(MOST_LINES).collect(),
        confirmed_over: record.revision.confirmed_over_another(made.computed).map(|over| (over, made.computed)),
        unknown_keys,
    })
}

impl Verified {
    /// Whether every document comes out byte for byte as it was, and nothing of the record was changed.
    pub fn is_same(&self) -> bool {
        // What is only remarked on makes no other document.
        *self
            == Verified {
                confirmed_over: self.confirmed_over,
                unknown_keys: self.unknown_keys.clone(),
                ..Verified::default()
            }
    }

    /// What differs and what is remarked on, a statement a line.
    pub fn statements(&self) -> Vec<String> {
        let mut said = Vec::new();
        said.extend(
            self.changed_by_hand.iter().map(|part| {
                format!("the digest of its {part} is another, so the record was changed after it was made")
            }),
        );
        said.extend(self.profile.iter().map(|(then, now)| {
            let of = |stamp: &ProfileStamp| {
                let [id, edition, sha256] =
                    [&stamp.id, &stamp.edition, &stamp.sha256].map(|text| shown(text, MOST_SHOWN));
                format!("{id} {edition} ({sha256})")
            };
            format!("it was made with the profile {}; this is {}", of(then), of(now))
        }));
        said.extend(
            self.engine
                .iter()
                .map(|(then, now)| format!("it was made by version {}; this is {now}", shown(then, MOST_SHOWN))),
        );
        said.extend(
            self.stance
                .iter()
                .map(|(then, now)| format!("the stance was {}; it is now {now}", shown(then, MOST_SHOWN))),
        );
        if !self.outputs.is_empty() {
            said.push(format!("these come out otherwise: {}", self.outputs.join(", ")));
        }
        let lines = self.lines.iter().flat_map(|piece| {
            let (sign, text) = match piece {
                Piece::Gone(text) => ("-", text.as_str()),
                Piece::New(text) => ("+", text.as_str()),
                Piece::Same(_) => ("", ""),
            };
            text.lines().take(MOST_LINES).map(move |line| format!("{sign} {}", shown(line, MOST_LINE)))
        });
        said.extend(lines.take(MOST_LINES));
        said.extend(self.confirmed_over.iter().map(|(over, now)| confirmed_over(*over, *now)));
        let keys = self.unknown_keys.iter().take(MOST_KEYS);
        said.extend(keys.map(|key| format!("{} is not a known key and was not used", shown(key, MOST_SHOWN))));
        let more = self.unknown_keys.len().saturating_sub(MOST_KEYS);
        if more > 0 {
            said.push(format!("and {more} more keys that are not known"));
        }
        said
    }
}
