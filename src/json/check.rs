//! Every structural fault of a file at once, by the JSON Schema generated from our types. Reads the part of JSON Schema
//! those schemas use; a test fails if they come to use more.

use super::{Fault, Json, below};
use crate::date::{AsOf, Date};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// The keywords acted on below, and those that only describe.
pub const KEYWORDS: &[&str] = &[
    "$defs",
    "$ref",
    "$schema",
    "additionalProperties",
    "anyOf",
    "const",
    "default",
    "description",
    "enum",
    "format",
    "items",
    "maximum",
    "minimum",
    "oneOf",
    "properties",
    "required",
    "title",
    "type",
];

/// All faults of `json` against `schema`, in the order of the file.
pub fn faults(schema: &Json, json: &Json) -> Vec<Fault> {
    faults_and_unknown_keys(schema, json).0
}

/// The same, and the places of keys that the schema allows but does not describe.
pub fn faults_and_unknown_keys(schema: &Json, json: &Json) -> (Vec<Fault>, Vec<String>) {
    let mut check = Check { root: schema, faults: Vec::new(), unknown_keys: Vec::new() };
    check.visit(schema, json, "");
    (check.faults, check.unknown_keys)
}

struct Check<'a> {
    root: &'a Json,
    faults: Vec<Fault>,
    unknown_keys: Vec<String>,
}

impl Check<'_> {
    fn fault(&mut self, place: &str, message: impl Into<String>) {
        // A file of another kind has thousands of faults; a reader needs the first of them.
        if self.faults.len() < 200 {
            self.faults.push(Fault::at(place, message));
        }
    }

    fn visit(&mut self, schema: &Json, json: &Json, place: &str) {
        if let Some(reference) = schema.get("$ref").and_then(Json::text) {
            let root = self.root;
            let name = reference.trim_start_matches("#/$defs/");
            if let Some(definition) = root.get("$defs").and_then(|definitions| definitions.get(name)) {
                self.visit(definition, json, place);
            }
            return;
        }
        if let Some(Json::List(choices)) = schema.get("anyOf").or_else(|| schema.get("oneOf")) {
            return self.choice(choices, json, place);
        }
        if let Some(Json::List(values)) = schema.get("enum")
            && !values.contains(json)
        {
            let values: Vec<&str> = values.iter().filter_map(Json::text).collect();
            return self.fault(place, format!("{} is not one of {}", said(json), values.join(", ")));
        }
        if !self.has_type(schema.get("type"), json) {
            let wanted = match schema.get("type") {
                Some(Json::Text(kind)) => in_words(kind),
                Some(Json::List(kinds)) => kinds.first().and_then(Json::text).map_or("another value", in_words),
                _ => "another value",
            };
            return self.fault(place, format!("is {} but must be {wanted}", json.kind()));
        }
        match json {
            Json::Object(entries) => self.object(schema, entries, place),
            Json::List(items) => {
                if let Some(schema) = schema.get("items") {
                    for (at, item) in items.iter().enumerate() {
                        self.visit(schema, item, &below(place, &format!("[{at}]")));
                    }
                }
            }
            Json::Text(text) => self.format(schema, text, place),
            Json::Number(text) => self.range(schema, text, place),
            Json::Null | Json::Bool(_) => {}
        }
    }

    /// An enumeration with described values, or an optional value: good if any choice is; else the first one's faults.
    fn choice(&mut self, choices: &[Json], json: &Json, place: &str) {
        let mut faults: Option<Vec<Fault>> = None;
        for choice in choices {
            let mut check = Check { root: self.root, faults: Vec::new(), unknown_keys: Vec::new() };
            check.visit(choice, json, place);
            if check.faults.is_empty() {
                self.unknown_keys.append(&mut check.unknown_keys);
                return;
            }
            let is_null = choice.get("type").and_then(Json::text) == Some("null");
            if !is_null {
                faults.get_or_insert(check.faults);
            }
        }
        let codes: Vec<&str> = choices.iter().filter_map(|choice| choice.get("const").and_then(Json::text)).collect();
        if codes.len() == choices.len() {
            self.fault(place, format!("{} is not one of {}", said(json), codes.join(", ")));
        } else {
            self.faults.extend(faults.unwrap_or_default());
        }
    }

    fn has_type(&mut self, wanted: Option<&Json>, json: &Json) -> bool {
        let is = |kind: &str| match (kind, json) {
            ("integer", Json::Number(text)) => text.bytes().all(|b| b.is_ascii_digit() || b == b'-'),
            ("null", Json::Null) | ("boolean", Json::Bool(_)) | ("string", Json::Text(_)) => true,
            ("array", Json::List(_)) | ("object", Json::Object(_)) => true,
            _ => false,
        };
        match wanted {
            Some(Json::Text(kind)) => is(kind),
            Some(Json::List(kinds)) => kinds.iter().filter_map(Json::text).any(is),
            _ => true,
        }
    }

    fn object(&mut self, schema: &Json, entries: &[(String, Json)], place: &str) {
        let properties = schema.get("properties");
        let others = schema.get("additionalProperties");
        let mut seen = BTreeSet::new();
        for (key, value) in entries {
            let here = below(place, key);
            if !seen.insert(key.as_str()) {
                self.fault(&here, "is written twice; keep one");
            }
            match (properties.and_then(|known| known.get(key)), others) {
                (Some(schema), _) => self.visit(schema, value, &here),
                (None, Some(Json::Bool(false))) => {
                    self.fault(&here, "is not a key of this file; check its spelling or take it out")
                }
                (None, Some(schema)) => self.visit(schema, value, &here),
                (None, None) if properties.is_some() => self.unknown_keys.push(here),
                (None, None) => {}
            }
        }
        if let Some(Json::List(required)) = schema.get("required") {
            for key in required.iter().filter_map(Json::text) {
                if !seen.contains(key) {
                    self.fault(&below(place, key), "is missing; add it");
                }
            }
        }
    }

    fn format(&mut self, schema: &Json, text: &str, place: &str) {
        if let Some(value) = schema.get("const")
            && value.text() != Some(text)
        {
            return self.fault(place, format!("{} must be {}", crate::text::quoted(text), said(value)));
        }
        let refused = match schema.get("format").and_then(Json::text) {
            Some("date") => Date::try_from(text.to_owned()).err(),
            Some("as-of") => AsOf::try_from(text.to_owned()).err(),
            Some("decimal") => Decimal::from_str_exact(text)
                .err()
                .map(|_| format!("{} is not a decimal number, for example 980 or 52.18", crate::text::quoted(text))),
            _ => None,
        };
        if let Some(message) = refused {
            self.fault(place, message);
        }
    }

    fn range(&mut self, schema: &Json, text: &str, place: &str) {
        let number = text.parse::<i64>().ok();
        let limit = |key: &str| match schema.get(key) {
            Some(Json::Number(limit)) => limit.parse::<i64>().ok(),
            _ => None,
        };
        if number.is_none_or(|n| {
            limit("minimum").is_some_and(|least| n < least) || limit("maximum").is_some_and(|most| n > most)
        }) {
            self.fault(place, format!("{text} is out of range"));
        }
    }
}

fn said(json: &Json) -> String {
    match json {
        Json::Text(text) => crate::text::quoted(text),
        Json::Number(text) => text.clone(),
        other => other.kind().to_owned(),
    }
}

fn in_words(kind: &str) -> &'static str {
    match kind {
        "object" => "an object",
        "array" => "a list",
        "string" => "a text",
        "integer" => "a whole number",
        "boolean" => "true or false",
        _ => "another value",
    }
}
