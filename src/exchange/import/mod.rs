//! What a file of planning data says of a proposal: suggestions for the form, each with its place in the file, for a person to
//! confirm. Reads leniently, since published files break their own rules. A person's name is never taken over.

mod odp;
mod placements;
mod specification;

use super::meanings::Meanings;
use crate::form::{Claim, Doubt, Field, Form, Kind, State};
use crate::gleaning::glean;
use crate::json::{Fault, Json, below};
use crate::profile::Profile;
use crate::proposal::parse;
use crate::text::{in_one_line, quoted, shown};

/// The most bytes such a file may have.
pub const MOST_BYTES: usize = 32 * 1024 * 1024;

/// The most applications that one file may hold.
pub const MOST_APPLICATIONS: usize = 10_000;

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The ODP schemas (digital-planning-data-schemas), as submitted or after submission.
    Odp,
    /// The planning application data specification of the ministry.
    Specification,
    /// The placements data standard.
    Placements,
}

impl Source {
    /// What it is called in messages.
    pub fn name(self) -> &'static str {
        match self {
            Source::Odp => "ODP planning data",
            Source::Specification => "planning application data specification",
            Source::Placements => "placements data standard",
        }
    }
}

/// A suggested answer and where the file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The question.
    pub field: Field,
    /// What would be typed or chosen in the form; for needs, one code.
    pub answer: String,
    /// The place in the file, as a dotted path.
    pub place: String,
    /// What stands there, in one line.
    pub words: String,
    /// Whether the file has a field for just this. Otherwise it was read out of words or concluded, and is for a person alone.
    pub stated: bool,
}

/// What a file says of one application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The format it is in.
    pub source: Source,
    /// Its place in the file; empty where the file is one application.
    pub place: String,
    /// Suggested answers, in the order of the form.
    pub suggestions: Vec<Suggestion>,
    /// What the file says that was not used, each with its place and why.
    pub remarks: Vec<Fault>,
}

impl Imported {
    /// The suggestions as a form. Where the file gives different answers to a question, the answer is unclear and has all of
    /// them. Those that are for a person alone are left out unless `all` are wanted.
    pub fn form(&self, all: bool) -> Form {
        let mut form = Form::default();
        for field in self.suggestions.iter().map(|suggestion| &suggestion.field) {
            let of = |stated: bool| {
                self.suggestions.iter().filter(move |found| found.field == *field && found.stated == stated)
            };
            // What has a field of its own goes before what was read out of words.
            let mut found: Vec<&Suggestion> = of(true).collect();
            if all && (found.is_empty() || matches!(field.kind(), Kind::Needs)) {
                found.extend(of(false));
            }
            match (field.kind(), found.as_slice()) {
                (_, []) => {}
                (_, [one]) => form.set(field.clone(), one.answer.as_str()),
                (Kind::Needs | Kind::Lines, several) => {
                    let answers: Vec<&str> = several.iter().map(|found| found.answer.as_str()).collect();
                    form.set(field.clone(), answers.join("\n"));
                }
                (_, several) => {
                    let claim =
                        |found: &&Suggestion| Claim { value: found.answer.clone(), document: found.place.clone() };
                    let claims = several.iter().map(claim).collect();
                    form.set_doubt(field.clone(), Some(Doubt { state: State::Unclear, claims }));
                }
            }
        }
        form
    }
}

/// Whether an object looks like one of the formats, and like which.
pub fn source(json: &Json) -> Option<Source> {
    match () {
        () if odp::is_one(json) => Some(Source::Odp),
        () if specification::is_one(json) => Some(Source::Specification),
        () if placements::is_one(json) => Some(Source::Placements),
        () => None,
    }
}

/// Reads a file of one application or a list of them.
///
/// # Errors
/// The file is in none of the formats, or too large.
pub fn read(bytes: &[u8], profile: &Profile) -> Result<Vec<Imported>, Vec<Fault>> {
    let json = Json::read(bytes, MOST_BYTES).map_err(|fault| vec![fault])?;
    let items = items(&json).map_err(|fault| vec![fault])?;
    let meanings = Meanings::of(profile);
    let (mut read, mut faults) = (Vec::new(), Vec::new());
    for (place, item) in items {
        match read_one(item, &place, profile, &meanings) {
            Ok(imported) => read.push(imported),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(read) } else { Err(faults) }
}

/// The applications of a file, each with its place: the file itself, a list, or a list under `applications`.
pub fn items(json: &Json) -> Result<Vec<(String, &Json)>, Fault> {
    let (place, list) = match (json, json.get("applications")) {
        (Json::List(list), _) => ("", list),
        (_, Some(Json::List(list))) => ("applications", list),
        _ => return Ok(vec![(String::new(), json)]),
    };
    if list.is_empty() {
        return Err(Fault::at(place, "the list is empty"));
    }
    if list.len() > MOST_APPLICATIONS {
        let message = format!("the list has {} applications; the most is {MOST_APPLICATIONS}, so split it", list.len());
        return Err(Fault::at(place, message));
    }
    Ok(list.iter().enumerate().map(|(at, item)| (below(place, &format!("[{at}]")), item)).collect())
}

/// Reads one application.
///
/// # Errors
/// It is in none of the formats, or about one child.
pub fn read_one(json: &Json, place: &str, profile: &Profile, meanings: &Meanings) -> Result<Imported, Fault> {
    let Some(source) = source(json) else {
        let said = match json.get("schema").and_then(Json::text) {
            Some(schema) if schema.starts_with("home-assessment/") => {
                format!("is a {} file, not planning data; open it as what it is", quoted(schema))
            }
            _ => "is no application in a format that is read: ODP planning data, the planning application data \
                  specification, or the placements data standard"
                .to_owned(),
        };
        return Err(Fault::at(place, said));
    };
    let mut importer = Importer { json, place, profile, meanings, suggestions: Vec::new(), remarks: Vec::new() };
    match source {
        Source::Odp => odp::read(&mut importer),
        Source::Specification => specification::read(&mut importer),
        Source::Placements => placements::read(&mut importer)?,
    }
    importer.glean();
    let Importer { mut suggestions, remarks, .. } = importer;
    suggestions.sort_by(|one, other| one.field.cmp(&other.field).then(other.stated.cmp(&one.stated)));
    Ok(Imported { source, place: place.to_owned(), suggestions, remarks })
}

/// One application while it is read.
struct Importer<'i> {
    json: &'i Json,
    place: &'i str,
    profile: &'i Profile,
    meanings: &'i Meanings,
    suggestions: Vec<Suggestion>,
    remarks: Vec<Fault>,
}

impl<'i> Importer<'i> {
    /// What stands at a dotted path, if anything does.
    fn at(&self, path: &str) -> Option<&'i Json> {
        path.split('.').try_fold(self.json, |json, key| json.get(key)).filter(|json| **json != Json::Null)
    }

    /// The text or number at a path, without outer space; empty where there is none.
    fn text(&self, path: &str) -> &'i str {
        self.at(path).and_then(written).unwrap_or_default()
    }

    /// The first of these paths at which a text stands.
    fn first(&self, paths: &[&str]) -> Option<(String, &'i str)> {
        let found = paths.iter().map(|path| (*path, self.text(path))).find(|(_, text)| !text.is_empty());
        found.map(|(path, text)| (path.to_owned(), text))
    }

    /// Suggests the text that the first of these paths has.
    fn take(&mut self, field: Field, paths: &[&str]) {
        if let Some((path, text)) = self.first(paths) {
            self.suggest(field, text, &path, text, true);
        }
    }

    fn here(&self, path: &str) -> String {
        match (self.place, path) {
            ("", path) => path.to_owned(),
            (place, "") => place.to_owned(),
            (place, path) => below(place, path),
        }
    }

    fn remark(&mut self, path: &str, message: impl Into<String>) {
        let place = self.here(path);
        self.remarks.push(Fault::at(place, message));
    }

    /// Adds an answer that can be read; what cannot is said.
    fn suggest(&mut self, field: Field, answer: &str, path: &str, words: &str, stated: bool) {
        let answer = answer.trim();
        if answer.is_empty() {
            return;
        }
        let mut form = Form::default();
        form.set(field.clone(), answer);
        let answer = match parse(&form, self.profile).problems.into_iter().next() {
            None => answer.to_owned(),
            Some(problem) => match self.meanings.answer(&field, answer) {
                Some(meant) => meant,
                None => return self.remark(path, format!("is not used for {field}: {}", problem.message)),
            },
        };
        let known = |other: &Suggestion| other.field == field && other.answer == answer;
        if !self.suggestions.iter().any(known) {
            let words = shown(&in_one_line(words), 200);
            self.suggestions.push(Suggestion { field, answer, place: self.here(path), words, stated });
        }
    }

    /// Suggests the planning authority of this name or code.
    fn authority(&mut self, path: &str, name: &str) {
        let field = Field::PlanningAuthority;
        let code = self.meanings.code(&field, name).map(str::to_owned);
        let shaped = name.len() == 9 && name.starts_with(['E', 'W', 'S', 'N']);
        match code {
            Some(code) => self.suggest(field, &code, path, name, true),
            None if shaped => self.suggest(field, name, path, name, true),
            None => self.remark(path, format!("{} is no planning authority that the profile names", quoted(name))),
        }
    }

    /// What the description says in words, for a person to look at.
    fn glean(&mut self) {
        let described = self.suggestions.iter().find(|found| found.field == Field::Description);
        let Some((path, text)) = described.map(|found| (found.place.clone(), found.answer.clone())) else { return };
        for found in glean(&text, self.profile) {
            let known = |other: &Suggestion| {
                other.field == found.field
                    && (other.answer == found.answer || (other.stated && found.field.kind() != Kind::Needs))
            };
            if !self.suggestions.iter().any(known) {
                let (field, answer, words) = (found.field, found.answer, shown(&in_one_line(&found.words), 200));
                self.suggestions.push(Suggestion { field, answer, place: path.clone(), words, stated: false });
            }
        }
    }
}

/// A text or a number as it was written.
fn written(json: &Json) -> Option<&str> {
    match json {
        Json::Text(text) | Json::Number(text) => Some(text.trim()),
        _ => None,
    }
}
