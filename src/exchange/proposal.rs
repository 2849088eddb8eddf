//! The proposal file, `home-assessment/proposal@1`: bytes → form, or every problem at once. A file with any problem is
//! refused whole; keys that are not known are reported, and do no harm.

use crate::form::{Claim, Doubt, Field, Form, Kind, Note, State};
use crate::json::{Fault, Json, below, check_version};
use crate::profile::Profile;
use crate::proposal::{Parsed, Proposal, parse};
use std::collections::BTreeSet;

/// The most bytes a proposal file may have.
pub const MOST_BYTES: usize = 1024 * 1024;

/// The most characters a document's name may have where it is given as the source of an answer.
const MOST_DOCUMENT: usize = 200;

/// A proposal read from a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// What the file says.
    pub form: Form,
    /// What it means.
    pub proposal: Proposal,
    /// How answers were read where that is not plain.
    pub notes: Vec<Note>,
    /// Keys that are not known, as dotted paths.
    pub unknown_keys: Vec<String>,
}

impl Loaded {
    /// The same after its form was changed by a source whose answers were each checked.
    pub fn read_again(self, profile: &Profile) -> Loaded {
        let Parsed { proposal, notes, .. } = parse(&self.form, profile);
        Loaded { proposal, notes, ..self }
    }
}

/// Reads a proposal file.
///
/// # Errors
/// Every problem, each with its dotted path.
pub fn load(bytes: &[u8], profile: &Profile) -> Result<Loaded, Vec<Fault>> {
    let json = Json::read(bytes, MOST_BYTES).map_err(|fault| vec![fault])?;
    if !matches!(json, Json::Object(_)) {
        return Err(vec![Fault::at("", format!("the file is {} but must be an object", json.kind()))]);
    }
    check_version(&json, "home-assessment/proposal", false).map_err(|fault| vec![fault])?;
    read(&json, profile)
}

/// Reads the object of a proposal file.
pub fn read(json: &Json, profile: &Profile) -> Result<Loaded, Vec<Fault>> {
    let mut reader = Reader::default();
    reader.object(json, "");
    if reader.form.text(&Field::PlanningAuthority).is_empty()
        && !reader.faults.iter().any(|fault| fault.place == Field::PlanningAuthority.path())
    {
        reader.fault(
            &Field::PlanningAuthority.path(),
            "is missing; give the planning authority’s area code, for example E07000120",
        );
    }
    let Parsed { proposal, problems, notes } = parse(&reader.form, profile);
    let mut faults = reader.faults;
    faults.extend(problems.into_iter().map(|problem| {
        let path = problem.field.path();
        let claimed = reader.form.text(&problem.field).is_empty() && reader.form.doubt(&problem.field).is_some();
        Fault::at(if claimed { format!("answers.{path}") } else { path }, problem.message)
    }));
    if faults.is_empty() {
        Ok(Loaded { form: reader.form, proposal, notes, unknown_keys: reader.unknown_keys })
    } else {
        Err(faults)
    }
}

/// The answers of a proposal file as written, not yet read for what they mean, and the keys that are not known.
///
/// # Errors
/// Every fault of its structure, each with its place.
pub fn form(json: &Json) -> Result<(Form, Vec<String>), Vec<Fault>> {
    let mut reader = Reader::default();
    reader.object(json, "");
    if reader.faults.is_empty() { Ok((reader.form, reader.unknown_keys)) } else { Err(reader.faults) }
}

#[derive(Default)]
struct Reader {
    form: Form,
    faults: Vec<Fault>,
    unknown_keys: Vec<String>,
}

/// The objects of the file.
const OBJECTS: &[&str] = &[
    "application",
    "site",
    "home",
    "children",
    "fees",
    "access",
    "provider",
    "fees.breakdown",
    "fees.carecubed",
    "fees.carecubed.benchmark",
    "fees.explanations",
];

/// Those that hold one entry for each fee heading.
const BY_HEADING: &[&str] = &["fees.breakdown", "fees.carecubed.benchmark", "fees.explanations"];

impl Reader {
    fn fault(&mut self, place: &str, message: impl Into<String>) {
        if self.faults.len() < 200 {
            self.faults.push(Fault::at(place, message));
        }
    }

    fn object(&mut self, json: &Json, place: &str) {
        let Json::Object(entries) = json else { return };
        let mut seen = BTreeSet::new();
        for (key, value) in entries {
            let here = below(place, key);
            if !seen.insert(key) {
                self.fault(&here, "is written twice; keep one");
                continue;
            }
            let is_explanation = here.strip_prefix("fees.explanations.").is_some_and(|heading| !heading.contains('.'));
            match (here.as_str(), value) {
                ("schema", _) if place.is_empty() => {}
                // Absent and null both mean that nothing was stated.
                (_, _) if BY_HEADING.contains(&place) && (key.is_empty() || key.contains('.')) => {
                    self.fault(&here, "is not a fee heading; a heading is a name without dots");
                }
                (_, Json::Null) => {}
                ("answers", Json::Object(answers)) => self.answers(answers),
                (_, Json::Object(_)) if OBJECTS.contains(&here.as_str()) || is_explanation => self.object(value, &here),
                ("answers", _) => self.fault(&here, format!("is {} but must be an object", value.kind())),
                (path, _) if OBJECTS.contains(&path) || is_explanation => {
                    self.fault(&here, format!("is {} but must be an object", value.kind()))
                }
                _ if key.contains('.') => self.unknown_keys.push(here),
                _ => match Field::from_path(&here) {
                    Some(field) => self.answer(field, value, &here),
                    None => self.unknown_keys.push(here),
                },
            }
        }
    }

    fn answer(&mut self, field: Field, value: &Json, place: &str) {
        let text = match (field.kind(), value) {
            (Kind::Lines | Kind::Needs, Json::List(items)) => {
                let mut lines = Vec::new();
                for (at, item) in items.iter().enumerate() {
                    match item {
                        Json::Text(text) => lines.push(text.split(['\n', '\r']).collect::<Vec<_>>().join(" ")),
                        other => self.fault(
                            &below(place, &format!("[{at}]")),
                            format!("is {} but must be a text", other.kind()),
                        ),
                    }
                }
                lines.join("\n")
            }
            (Kind::Lines | Kind::Needs, other) => {
                return self.fault(place, format!("is {} but must be a list of texts", other.kind()));
            }
            (Kind::YesNo, Json::Bool(true)) => "yes".to_owned(),
            (Kind::YesNo, Json::Bool(false)) => "no".to_owned(),
            (Kind::YesNo, other) => {
                return self.fault(place, format!("is {} but must be true or false", other.kind()));
            }
            (_, Json::Text(text)) => text.clone(),
            (Kind::Count(..) | Kind::Age | Kind::Money | Kind::Percent, Json::Number(text)) => text.clone(),
            (Kind::Count(..) | Kind::Age, other) => {
                return self.fault(place, format!("is {} but must be a whole number", other.kind()));
            }
            (Kind::Money, other) => {
                return self.fault(
                    place,
                    format!("is {} but must be an amount in quotation marks, for example \"5200.00\"", other.kind()),
                );
            }
            (_, other) => {
                return self.fault(place, format!("is {} but must be a text", other.kind()));
            }
        };
        self.form.set(field, text);
    }

    /// Answers recorded as unclear or asked, with what each document says.
    fn answers(&mut self, answers: &[(String, Json)]) {
        let mut seen = BTreeSet::new();
        for (path, value) in answers {
            let place = format!("answers.{path}");
            if !seen.insert(path) {
                self.fault(&place, "is written twice; keep one");
                continue;
            }
            let Some(field) = Field::from_path(path) else {
                self.unknown_keys.push(place);
                continue;
            };
            if *value == Json::Null {
                continue;
            }
            let Json::Object(entries) = value else {
                self.fault(&place, format!("is {} but must be an object", value.kind()));
                continue;
            };
            let mut doubt = Doubt { state: State::Unclear, claims: Vec::new() };
            let mut keys = BTreeSet::new();
            for (key, value) in entries {
                if !keys.insert(key) {
                    self.fault(&format!("{place}.{key}"), "is written twice; keep one");
                    continue;
                }
                match (key.as_str(), value) {
                    (_, Json::Null) => {}
                    ("state", other) => {
                        if let Some(state) = other.text().and_then(State::from_code) {
                            doubt.state = state;
                            continue;
                        }
                        let said = other.text().map_or_else(|| other.kind().to_owned(), crate::text::quoted);
                        self.fault(&format!("{place}.state"), format!("{said} is not one of unclear, asked"));
                    }
                    ("values", Json::List(values))
                        if matches!(field.kind(), Kind::Lines | Kind::Needs) && !values.is_empty() =>
                    {
                        self.fault(
                            &format!("{place}.values"),
                            "cannot be given for a list; put every item in the answer itself",
                        );
                    }
                    ("values", Json::List(values)) => {
                        for (at, value) in values.iter().enumerate() {
                            self.claim(&field, value, &format!("{place}.values[{at}]"), &mut doubt);
                        }
                    }
                    ("values", other) => {
                        self.fault(&format!("{place}.values"), format!("is {} but must be a list", other.kind()))
                    }
                    (unknown, _) => self.unknown_keys.push(format!("{place}.{unknown}")),
                }
            }
            if doubt.claims.len() > 20 {
                self.fault(&format!("{place}.values"), format!("has {} versions; the most is 20", doubt.claims.len()));
                doubt.claims.clear();
            }
            self.form.set_doubt(field, Some(doubt));
        }
    }

    fn claim(&mut self, field: &Field, json: &Json, place: &str, doubt: &mut Doubt) {
        let Json::Object(entries) = json else {
            return self.fault(place, format!("is {} but must be an object with value and document", json.kind()));
        };
        let before = self.form.text(field).to_owned();
        let mut claim = Claim { value: String::new(), document: String::new() };
        let mut keys = BTreeSet::new();
        for (key, value) in entries {
            let here = format!("{place}.{key}");
            if !keys.insert(key) {
                self.fault(&here, "is written twice; keep one");
                continue;
            }
            match (key.as_str(), value) {
                (_, Json::Null) => {}
                ("value", value) => {
                    let faults = self.faults.len();
                    self.form.set(field.clone(), "");
                    self.answer(field.clone(), value, &here);
                    claim.value = self.form.text(field).to_owned();
                    self.form.set(field.clone(), before.clone());
                    if self.faults.len() > faults {
                        return;
                    }
                }
                ("document", Json::Text(document)) => match document.chars().count() {
                    length if length > MOST_DOCUMENT => {
                        self.fault(
                            &here,
                            format!("the text has {length} characters; the most is {MOST_DOCUMENT}, so shorten it"),
                        );
                    }
                    _ => claim.document = crate::text::shown(document, MOST_DOCUMENT),
                },
                ("document", other) => self.fault(&here, format!("is {} but must be a text", other.kind())),
                _ => self.unknown_keys.push(here),
            }
        }
        if claim.value.is_empty() {
            return self.fault(&format!("{place}.value"), "is missing; give what the document says");
        }
        doubt.claims.push(claim);
    }
}

/// The form as the object of a proposal file, from which the same form is read.
pub fn save(form: &Form) -> Json {
    let text = |text: &str| Json::Text(text.to_owned());
    let mut file = Json::Object(vec![("schema".to_owned(), text("home-assessment/proposal@1"))]);
    for (field, answer) in form.answers() {
        put(&mut file, &field.path().split('.').collect::<Vec<_>>(), as_written(field, answer));
    }
    for (field, doubt) in form.doubts() {
        let state = doubt.state.code();
        let claims = doubt.claims.iter().map(|claim| {
            let document = (!claim.document.is_empty()).then(|| ("document".to_owned(), text(&claim.document)));
            let value = ("value".to_owned(), as_written(field, &claim.value));
            Json::Object(std::iter::once(value).chain(document).collect())
        });
        let claims: Vec<Json> = claims.collect();
        let values = (!claims.is_empty()).then_some(("values".to_owned(), Json::List(claims)));
        let doubt = std::iter::once(("state".to_owned(), text(state))).chain(values).collect();
        put(&mut file, &["answers", &field.path()], Json::Object(doubt));
    }
    file
}

/// The form as a proposal file.
pub fn write(form: &Form) -> String {
    serde_json::to_string_pretty(&save(form)).unwrap_or_default() + "\n"
}

/// An answer in the shape that its question has in the file.
fn as_written(field: &Field, answer: &str) -> Json {
    let text = |text: &str| Json::Text(text.to_owned());
    match (field.kind(), answer) {
        (Kind::Lines, _) => Json::List(answer.split('\n').map(text).collect()),
        (Kind::Needs, _) => {
            let codes = answer.split(['\n', ';', ',']).map(str::trim).filter(|code| !code.is_empty());
            Json::List(codes.map(text).collect())
        }
        (Kind::YesNo, "yes") => Json::Bool(true),
        (Kind::YesNo, "no") => Json::Bool(false),
        (Kind::Count(..) | Kind::Age, _) if answer.parse().is_ok_and(|n: u32| n.to_string() == answer) => {
            Json::Number(answer.to_owned())
        }
        _ => text(answer),
    }
}

fn put(json: &mut Json, path: &[&str], value: Json) {
    let (Json::Object(entries), [first, rest @ ..]) = (json, path) else { return };
    if rest.is_empty() {
        return entries.push(((*first).to_owned(), value));
    }
    if !entries.iter().any(|(key, _)| key == first) {
        entries.push(((*first).to_owned(), Json::Object(Vec::new())));
    }
    if let Some((_, inner)) = entries.iter_mut().find(|(key, _)| key == first) {
        put(inner, rest, value);
    }
}

/// The JSON Schema of the file, made from the table of questions.
#[cfg(feature = "schema")]
pub fn schema() -> serde_json::Value {
    use serde_json::{Map, Value, json};
    fn shape(kind: Kind) -> Value {
        match kind {
            Kind::Line(most) | Kind::Text(most) => json!({ "type": "string", "maxLength": most }),
            Kind::Lines => {
                json!({ "type": "array", "items": { "type": "string", "maxLength": 300 }, "maxItems": 50 })
            }
            Kind::Needs => {
                let codes: Vec<&str> = crate::vocabulary::Need::ALL.iter().map(|need| need.code()).collect();
                json!({ "type": "array", "items": { "enum": codes } })
            }
            Kind::Code(codes) => json!({ "enum": codes }),
            Kind::AreaCode => json!({ "type": "string", "pattern": "^[EWSN][0-9]{8}$" }),
            Kind::Date => json!({ "type": "string", "format": "date" }),
            Kind::Count(least, most) => {
                json!({ "type": "integer", "minimum": least, "maximum": most })
            }
            Kind::Age => json!({ "type": "integer", "minimum": 0, "maximum": 18 }),
            Kind::Money => {
                json!({ "anyOf": [{ "type": "string", "pattern": "^[0-9]+([.][0-9]{1,2})?$" }, { "type": "number", "minimum": 0 }] })
            }
            Kind::Percent => {
                json!({ "anyOf": [{ "type": "string", "pattern": "^[0-9]{1,3}([.][0-9]{1,2})?%?$" }, { "type": "number", "minimum": 0, "maximum": 100 }] })
            }
            Kind::Postcode => json!({ "type": "string" }),
            Kind::YesNo => json!({ "type": "boolean" }),
        }
    }
    fn put(properties: &mut Map<String, Value>, path: &[&str], value: Value) {
        match path {
            [] => {}
            [last] => {
                properties.insert((*last).to_owned(), value);
            }
            [first, rest @ ..] => {
                let object = properties
                    .entry((*first).to_owned())
                    .or_insert_with(|| json!({ "type": "object", "properties": {} }));
                if let Some(inner) = object.get_mut("properties").and_then(Value::as_object_mut) {
                    put(inner, rest, value);
                }
            }
        }
    }
    let mut properties = Map::new();
    put(&mut properties, &["schema"], json!({ "const": "home-assessment/proposal@1" }));
    for field in Field::FIXED {
        let path = field.path();
        put(&mut properties, &path.split('.').collect::<Vec<_>>(), shape(field.kind()));
    }
    let by_heading = |shape: Value| json!({ "type": "object", "additionalProperties": shape });
    put(&mut properties, &["fees", "breakdown"], by_heading(shape(Kind::Money)));
    put(&mut properties, &["fees", "carecubed", "benchmark"], by_heading(shape(Kind::Money)));
    let explanation = json!({ "type": "object", "properties": { "reason": { "type": "string", "maxLength": 4000 }, "accepted": { "type": "boolean" } } });
    put(&mut properties, &["fees", "explanations"], by_heading(explanation));
    let claim = json!({ "type": "object", "properties": { "value": {}, "document": { "type": "string" } } });
    put(
        &mut properties,
        &["answers"],
        by_heading(
            json!({ "type": "object", "properties": { "state": { "enum": ["unclear", "asked"] }, "values": { "type": "array", "items": claim } } }),
        ),
    );
    if let Some(application) = properties.get_mut("application").and_then(Value::as_object_mut) {
        application.insert("required".to_owned(), json!(["planning_authority"]));
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "home-assessment/proposal@1",
        "description": "A proposed children's home. Every key but the planning authority is optional; an absent key means not stated.",
        "type": "object",
        "required": ["application"],
        "properties": properties,
    })
}
