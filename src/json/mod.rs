//! JSON as it was written: order and repeated keys kept, so that nothing is silently dropped. Knows nothing of its meaning.

pub mod check;

use crate::text::{quoted, shown};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use std::fmt;

/// A JSON value as written.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as its shortest exact text.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object, its entries in the order written, repeated keys included.
    Object(Vec<(String, Json)>),
}

/// A fault in a file: the place (a dotted path, empty for the whole file) and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Where, for example `figures.agency-homes.values[1].as_of`.
    pub place: String,
    /// What is wrong and the remedy.
    pub message: String,
}

impl Fault {
    /// A fault at a place.
    pub fn at(place: impl Into<String>, message: impl Into<String>) -> Fault {
        Fault { place: place.into(), message: message.into() }
    }

    /// The same fault of a part that stands at this place of a larger file.
    pub fn within(self, place: &str) -> Fault {
        let place = if self.place.is_empty() { place.to_owned() } else { below(place, &self.place) };
        Fault { place, ..self }
    }
}

/// Safe to print: what comes from the file cannot move the cursor or fill the screen.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.is_empty() {
            write!(f, "{}: ", shown(&self.place, 200))?;
        }
        f.write_str(&shown(&self.message, 1_000))
    }
}

impl Json {
    /// Reads a file of at most `most` bytes; a byte order mark is allowed. Nesting is limited (128 levels).
    pub fn read(bytes: &[u8], most: usize) -> Result<Json, Fault> {
        if bytes.len() > most {
            return Err(too_large(bytes.len(), most));
        }
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let text = std::str::from_utf8(bytes).map_err(|error| {
            Fault::at("", format!("the file is not UTF-8 text (byte {}); save it again as UTF-8", error.valid_up_to()))
        })?;
        if text.trim().is_empty() {
            return Err(Fault::at("", "the file is empty"));
        }
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let json = Json::deserialize(&mut deserializer).and_then(|json| deserializer.end().map(|()| json));
        json.map_err(|error| {
            let said = if error.is_eof() {
                "the file breaks off; get a complete copy".to_owned()
            } else {
                format!("the file is not valid JSON: {error}; correct the file at that place")
            };
            Fault::at("", said)
        })
    }

    /// The value of a key; the first where it is repeated.
    pub fn get(&self, key: &str) -> Option<&Json> {
        match self {
            Json::Object(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    /// What it is, in words, for messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Json::Null => "null",
            Json::Bool(_) => "true or false",
            Json::Number(_) => "a number",
            Json::Text(_) => "a text",
            Json::List(_) => "a list",
            Json::Object(_) => "an object",
        }
    }
}

/// The fault of a file above its size limit.
pub fn too_large(size: usize, most: usize) -> Fault {
    Fault::at("", format!("the file has {size} bytes or more; the most is {most}, so this is not such a file"))
}

/// The place of a key or list position below another place.
pub fn below(place: &str, key: &str) -> String {
    match (place, key.starts_with('[')) {
        (place, _) if key.is_empty() => format!("{place}{}\"\"", if place.is_empty() { "" } else { "." }),
        ("", _) => key.to_owned(),
        (place, true) => format!("{place}{key}"),
        (place, false) => format!("{place}.{key}"),
    }
}

/// Refuses a file of another kind or of a newer version. `name` is like `home-assessment/proposal`.
pub fn check_version(json: &Json, name: &str, required: bool) -> Result<(), Fault> {
    let wanted = format!("{name}@1");
    match json.get("schema") {
        None if !required => Ok(()),
        None => Err(Fault::at("schema", format!("is missing; it must be “{wanted}”"))),
        Some(Json::Text(text)) if *text == wanted => Ok(()),
        Some(Json::Text(text)) if text.strip_prefix(name).is_some_and(|rest| rest.starts_with('@')) => Err(Fault::at(
            "schema",
            format!(
                "the file is {}, written for another version; this one reads “{wanted}”, so use the version that wrote it",
                quoted(text)
            ),
        )),
        Some(_) => Err(Fault::at("schema", format!("the file is of another kind; it must be “{wanted}”"))),
    }
}

/// As it was written, but for white space.
impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Json::Null => serializer.serialize_unit(),
            Json::Bool(value) => serializer.serialize_bool(*value),
            Json::Number(text) => {
                let number: serde_json::Number = text.parse().map_err(serde::ser::Error::custom)?;
                number.serialize(serializer)
            }
            Json::Text(text) => serializer.serialize_str(text),
            Json::List(items) => serializer.collect_seq(items),
            Json::Object(entries) => serializer.collect_map(entries.iter().map(|(key, value)| (key, value))),
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(AsWritten)
    }
}

struct AsWritten;

impl<'de> Visitor<'de> for AsWritten {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }
    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }
    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }
    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Number(value.to_string()))
    }
    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Number(value.to_string()))
    }
    // Only the text is kept: amounts are read from it as decimals, exactly as typed up to 15 digits.
    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        let text = value.to_string();
        // 3.0 is not written as 3; a whole number beyond 64 bits comes here too, and is one.
        let fraction = !text.contains('.') && text.len() < 16;
        Ok(Json::Number(if fraction { text + ".0" } else { text }))
    }
    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.to_owned()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut object = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            object.push(entry);
        }
        Ok(Json::Object(object))
    }
}
