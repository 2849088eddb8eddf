//! The published JSON Schemas: the files kept in the repository are the ones the program prints, they use no more of
//! JSON Schema than the program reads, and real files keep to them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::as_conversions,
    missing_docs
)]

use home_assessment::exchange::{proposal, record, revision};
use home_assessment::json::{Json, check};
use home_assessment::{BUILT_IN_PROFILE, Context, Date, Format, load_profile, render};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The kinds of file, and where the schema of each is kept.
const KEPT: [(&str, &str); 5] = [
    ("profile", "profiles/profile.schema.json"),
    ("proposal", "schemas/proposal.schema.json"),
    ("assessment", "schemas/assessment.schema.json"),
    ("revision", "schemas/revision.schema.json"),
    ("record", "schemas/record.schema.json"),
];

/// The proposal of the documentation, with an answer to every question.
const EVERY_ANSWER: &str = r#"{ "schema": "home-assessment/proposal@1",
  "application": { "reference": "26/0120", "type": "full", "planning_authority": "E07000120", "received": "2026-10-02",
    "respond_by": "2026-10-23", "description": "Change of use", "previous_reference": "25/0007",
    "documents": ["planning statement, 2026-09-20"] },
  "site": { "address": "1 Invented Road", "settlement": "Copperthwaite", "postcode": "BB5 3AA",
    "nearest_home_metres": 40, "location_concern": "the canal" },
  "home": { "registration": "childrens-home", "places": 2, "model": "small", "staff_by_day": 3, "staff_by_night": 2,
    "waking_night": true },
  "children": { "age_min": 8, "age_max": 17, "needs": ["self-harm", "autism"], "description": "free text" },
  "fees": { "weekly": "5200.00", "weekly_max": "6100.00", "price_year": "2026-27", "basis": "2:1 staffing",
    "breakdown": { "direct-care": "3100.00" },
    "carecubed": { "version": "1", "date": "2026-09-30", "benchmark": { "direct-care": "2800.00" } },
    "explanations": { "accommodation": { "reason": "rent", "accepted": true } } },
  "access": { "engagement": "confirmed", "engaged_on": "2026-09-14", "local_children": "first-refusal",
    "places_reserved": 2, "tier": "tier-2", "other_authority": "Anothershire" },
  "provider": { "name": "Invented Care" },
  "answers": { "home.places": { "state": "unclear",
    "values": [ { "value": 4, "document": "description" }, { "value": 3, "document": "planning statement" } ] } } }"#;

#[test]
fn the_schemas_kept_are_the_ones_the_program_prints() {
    for (kind, file) in KEPT {
        let output = Command::new(env!("CARGO_BIN_EXE_home-assessment")).args(["schema", kind]).output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        let printed = String::from_utf8(output.stdout).unwrap();
        let remedy = format!("{file} is out of date: cargo run -- schema {kind} > {file}");
        assert!(kept(file) == printed, "{remedy}");
    }
}

/// The program reads profiles, revisions and records by their schemas, so it must understand all of them.
#[test]
fn the_schemas_it_reads_by_use_only_what_the_program_understands() {
    for (kind, file) in [KEPT[0], KEPT[3], KEPT[4]] {
        uses_only_what_is_understood(&parsed(file));
        let closed = kept(file).contains("\"additionalProperties\": false");
        assert_eq!(closed, kind == "profile", "{kind}: keys that are not known are refused in profiles alone");
    }
}

fn uses_only_what_is_understood(schema: &Value) {
    let mut found = Vec::new();
    keywords(schema, "", &mut found);
    let strange: Vec<String> = found
        .iter()
        .filter(|(_, keyword)| !check::KEYWORDS.contains(&keyword.as_str()))
        .map(|(place, keyword)| format!("{place}/{keyword}"))
        .collect();
    assert!(strange.is_empty(), "json::check does not know {strange:?}");
    // Nor any type or format of text that it would let pass unread.
    for (place, keyword) in &found {
        let value = schema.pointer(&format!("{place}/{keyword}")).unwrap();
        match keyword.as_str() {
            "format" if value.is_string() => {
                let known = ["date", "as-of", "decimal", "uint8", "uint16", "uint32"];
                assert!(known.iter().any(|format| value == format), "{place}: the format {value}");
            }
            "type" => {
                let types = value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
                let known = ["object", "array", "string", "integer", "boolean", "null"];
                assert!(types.iter().all(|kind| known.iter().any(|known| kind == known)), "{place}: the type {value}");
            }
            _ => {}
        }
    }
}

/// Every object of a profile must refuse keys it does not know.
#[test]
fn every_object_of_a_profile_is_closed() {
    let schema = parsed(KEPT[0].1);
    let mut found = Vec::new();
    keywords(&schema, "", &mut found);
    for (place, keyword) in found {
        if keyword == "properties" {
            let object = if place.is_empty() { &schema } else { schema.pointer(&place).unwrap() };
            assert_eq!(object["additionalProperties"], json!(false), "{place}");
        }
    }
}

#[test]
fn the_built_in_profile_keeps_to_its_schema() {
    let schema = parsed(KEPT[0].1);
    let profile: Value = serde_json::from_slice(BUILT_IN_PROFILE).unwrap();
    assert_eq!(faults(&schema, &profile), Vec::<String>::new());
    let read = |bytes: &[u8]| Json::read(bytes, usize::MAX).unwrap();
    assert_eq!(check::faults(&read(kept(KEPT[0].1).as_bytes()), &read(BUILT_IN_PROFILE)), vec![]);
}

#[test]
fn proposals_keep_to_their_schema() {
    let schema = parsed(KEPT[1].1);
    let profile = load_profile(BUILT_IN_PROFILE).unwrap();
    let mut proposals = vec![("the documented proposal".to_owned(), EVERY_ANSWER.to_owned())];
    proposals.extend(cases());
    assert!(proposals.len() > 1, "tests/cases holds no proposals");
    for (name, text) in proposals {
        let loaded = proposal::load(text.as_bytes(), &profile).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
        assert_eq!(loaded.unknown_keys, Vec::<String>::new(), "{name}");
        assert_eq!(faults(&schema, &serde_json::from_str(&text).unwrap()), Vec::<String>::new(), "{name}");
    }
}

/// The schema knows every question: a key the program reads is a key the schema describes, and the other way round.
#[test]
fn the_schema_of_proposals_describes_every_question() {
    let schema = parsed(KEPT[1].1);
    for field in home_assessment::form::Field::FIXED {
        let place = field.path().split('.').map(|step| format!("/properties/{step}")).collect::<String>();
        let shape = schema.pointer(&place).unwrap_or_else(|| panic!("{field} is not in the schema"));
        assert_ne!(*shape, json!({}), "{field}");
    }
    let mut leaves = Vec::new();
    paths(&schema, "", &mut leaves);
    let by_heading = ["schema", "answers", "fees.breakdown", "fees.carecubed.benchmark", "fees.explanations"];
    for path in leaves {
        let known = home_assessment::form::Field::from_path(&path).is_some() || by_heading.contains(&path.as_str());
        assert!(known, "the schema describes {path}, which the program does not read");
    }
}

/// What the schema refuses, the program refuses or says how it read it.
#[test]
fn the_schema_of_proposals_refuses_what_is_wrong() {
    let schema = parsed(KEPT[1].1);
    for (path, wrong) in [
        ("/application/planning_authority", json!("Burnley")),
        ("/application/received", json!("2026-02-30")),
        ("/application/type", json!("planning")),
        ("/home/places", json!(0)),
        ("/home/places", json!(2.5)),
        ("/home/waking_night", json!("yes")),
        ("/children/age_max", json!(25)),
        ("/children/needs/0", json!("naughtiness")),
        ("/fees/weekly", json!("£5,2oo")),
        ("/fees/weekly", json!("5200.005")),
        ("/fees/breakdown/direct-care", json!(true)),
        ("/fees/explanations/accommodation/accepted", json!("yes")),
        ("/answers/home.places/state", json!("maybe")),
        ("/schema", json!("home-assessment/proposal@2")),
        ("/site", json!([])),
    ] {
        let mut file: Value = serde_json::from_str(EVERY_ANSWER).unwrap();
        *file.pointer_mut(path).unwrap() = wrong.clone();
        assert!(!faults(&schema, &file).is_empty(), "the schema accepts {path}: {wrong}");
    }
    assert!(!faults(&schema, &json!({ "application": {} })).is_empty());
    assert!(!faults(&schema, &json!({})).is_empty());
}

/// Every assessment keeps to its schema and holds no key that the schema does not describe.
#[test]
fn assessments_keep_to_their_schema() {
    let schema = parsed(KEPT[2].1);
    let mut closed = schema.clone();
    close(&mut closed);
    let profile = load_profile(BUILT_IN_PROFILE).unwrap();
    let mut proposals = vec![("the documented proposal".to_owned(), EVERY_ANSWER.to_owned())];
    proposals.push(("nothing stated".to_owned(), r#"{"application":{"planning_authority":"E07000120"}}"#.to_owned()));
    proposals.extend(cases());
    for (name, text) in proposals {
        let loaded = proposal::load(text.as_bytes(), &profile).unwrap();
        for date in ["2026-11-21", "2019-01-01"] {
            let context = Context::on(Date::from_iso(date).unwrap());
            let line = render(&loaded, &profile, &name, Format::Json, &context).unwrap().text();
            let assessment: Value = serde_json::from_str(&line).unwrap();
            assert_eq!(faults(&closed, &assessment), Vec::<String>::new(), "{name}, {date}");
            assert_eq!(assessment["file"], name);
        }
    }
}

/// Revisions and records that the program reads keep to their schemas, and records hold no key that is not described.
#[test]
fn revisions_and_records_keep_to_their_schemas() {
    let (revisions, mut records) = (parsed(KEPT[3].1), parsed(KEPT[4].1));
    close(&mut records);
    let profile = load_profile(BUILT_IN_PROFILE).unwrap();
    let loaded = proposal::load(EVERY_ANSWER.as_bytes(), &profile).unwrap();
    let context = Context::on(Date::from_iso("2026-11-21").unwrap());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/revisions");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut read = 0;
    for file in files.filter(|path| path.extension().is_some_and(|ending| ending == "json")) {
        let (name, text) = (file.display(), fs::read_to_string(&file).unwrap());
        assert_eq!(faults(&revisions, &serde_json::from_str(&text).unwrap()), Vec::<String>::new(), "{name}");
        let revision = &revision::load(text.as_bytes()).unwrap().revision;
        let (loaded, profile, context) = (&loaded, &profile, &context);
        let inputs = record::Inputs { file: "file.json", loaded, profile, context, answered: None, revision };
        let record: Value = serde_json::from_str(&record::save(&inputs).unwrap()).unwrap();
        assert_eq!(faults(&records, &record), Vec::<String>::new(), "{name}");
        read += 1;
    }
    assert!(read > 10);
}

/// The contract of the assessment: these keys are relied on outside the project.
#[test]
fn the_assessment_has_every_key_of_its_contract() {
    let schema = parsed(KEPT[2].1);
    let required = |place: &str| -> Vec<String> {
        let object = if place.is_empty() { &schema } else { &schema["$defs"][place] };
        object["required"].as_array().unwrap().iter().map(|key| key.as_str().unwrap().to_owned()).collect()
    };
    for key in [
        "schema",
        "file",
        "as_at",
        "stance",
        "fit",
        "access",
        "value",
        "findings",
        "stance_reason",
        "questions",
        "internal",
        "trace",
        "stale",
        "profile",
        "engine",
    ] {
        assert!(required("").iter().any(|found| found == key), "{key}");
    }
    for (definition, keys) in [
        ("FindingFile", &["check", "verdict", "reason", "facts", "missing"][..]),
        ("ReasonFile", &["code", "text"]),
        ("FactFile", &["label", "value", "source"]),
        ("InternalFile", &["fee_band", "actions"]),
        ("ProfileStamp", &["id", "edition", "sha256"]),
    ] {
        for key in keys {
            assert!(required(definition).iter().any(|found| found == key), "{definition}.{key}");
        }
    }
}

// ------------------------------------------------------------------------------------------------------------- helpers

fn kept(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn parsed(file: &str) -> Value {
    serde_json::from_str(&kept(file)).unwrap()
}

/// The proposals of the other tests, each with its file name.
fn cases() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect();
    files.sort();
    files
        .into_iter()
        .map(|file| (file.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(file).unwrap()))
        .collect()
}

/// Every schema inside a schema, by its JSON pointer. The keys of `properties` and `$defs` are names, not keywords.
fn schemas<'s>(schema: &'s Value, place: &str, each: &mut dyn FnMut(&str, &'s serde_json::Map<String, Value>)) {
    let Value::Object(keys) = schema else { return };
    each(place, keys);
    for (keyword, value) in keys {
        let here = format!("{place}/{keyword}");
        match (keyword.as_str(), value) {
            ("properties" | "$defs", Value::Object(named)) => {
                for (name, inner) in named {
                    schemas(inner, &format!("{here}/{}", name.replace('~', "~0").replace('/', "~1")), each);
                }
            }
            ("items" | "additionalProperties" | "not" | "contains", inner) => schemas(inner, &here, each),
            ("anyOf" | "oneOf" | "allOf" | "prefixItems", Value::Array(choices)) => {
                for (at, inner) in choices.iter().enumerate() {
                    schemas(inner, &format!("{here}/{at}"), each);
                }
            }
            _ => {}
        }
    }
}

/// Every keyword of a schema, with the place of the schema it stands in.
fn keywords(schema: &Value, place: &str, found: &mut Vec<(String, String)>) {
    schemas(schema, place, &mut |place, keys| found.extend(keys.keys().map(|key| (place.to_owned(), key.clone()))));
}

/// The dotted paths of the answers that a schema describes.
fn paths(schema: &Value, path: &str, found: &mut Vec<String>) {
    match schema["properties"].as_object() {
        Some(properties) if !properties.is_empty() => {
            for (key, inner) in properties {
                paths(inner, &if path.is_empty() { key.clone() } else { format!("{path}.{key}") }, found);
            }
        }
        _ => found.push(path.to_owned()),
    }
}

/// Makes every object of a schema refuse keys that it does not describe.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(keys) => {
            if keys.get("properties").is_some_and(Value::is_object) && !keys.contains_key("additionalProperties") {
                keys.insert("additionalProperties".to_owned(), json!(false));
            }
            keys.values_mut().for_each(close);
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}

/// What is wrong with a value by a schema: a second reading of JSON Schema, independent of the program's own. A keyword
/// it does not know fails the test.
fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    visit(schema, schema, value, "", &mut found);
    found
}

fn visit(root: &Value, schema: &Value, value: &Value, place: &str, found: &mut Vec<String>) {
    let Value::Object(keys) = schema else {
        if *schema == json!(false) {
            found.push(format!("{place} is not described"));
        }
        return;
    };
    let described = |key: &str| keys.get("properties").is_some_and(|properties| properties.get(key).is_some());
    for (keyword, rule) in keys {
        let mut fault = |wrong: bool| {
            if wrong {
                found.push(format!("{place}: {value} is against {keyword}: {rule}"));
            }
        };
        match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" | "default" => {}
            "$ref" => {
                let name = rule.as_str().unwrap().strip_prefix('#').unwrap();
                visit(root, root.pointer(name).expect("the reference leads nowhere"), value, place, found);
            }
            "type" => {
                let kinds = rule.as_array().cloned().unwrap_or_else(|| vec![rule.clone()]);
                fault(!kinds.iter().any(|kind| match kind.as_str().unwrap() {
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "string" => value.is_string(),
                    "integer" => value.is_i64() || value.is_u64(),
                    "number" => value.is_number(),
                    "boolean" => value.is_boolean(),
                    "null" => value.is_null(),
                    other => panic!("the type {other}"),
                }));
            }
            "enum" => fault(!rule.as_array().unwrap().contains(value)),
            "const" => fault(rule != value),
            "anyOf" | "oneOf" => {
                let fits = |choice: &&Value| {
                    let mut inner = Vec::new();
                    visit(root, choice, value, place, &mut inner);
                    inner.is_empty()
                };
                let count = rule.as_array().unwrap().iter().filter(fits).count();
                fault(count == 0 || (keyword == "oneOf" && count > 1));
            }
            "required" => {
                for key in rule.as_array().unwrap().iter().map(|key| key.as_str().unwrap()) {
                    if value.is_object() && value.get(key).is_none() {
                        found.push(format!("{place}/{key} is missing"));
                    }
                }
            }
            "properties" => {
                for (key, inner) in rule.as_object().unwrap() {
                    if let Some(value) = value.get(key) {
                        visit(root, inner, value, &format!("{place}/{key}"), found);
                    }
                }
            }
            "additionalProperties" => {
                for (key, value) in value.as_object().into_iter().flatten().filter(|(key, _)| !described(key)) {
                    visit(root, rule, value, &format!("{place}/{key}"), found);
                }
            }
            "items" => {
                for (at, value) in value.as_array().into_iter().flatten().enumerate() {
                    visit(root, rule, value, &format!("{place}/{at}"), found);
                }
            }
            "minimum" => fault(value.as_f64().is_some_and(|number| number < rule.as_f64().unwrap())),
            "maximum" => fault(value.as_f64().is_some_and(|number| number > rule.as_f64().unwrap())),
            "maxLength" => {
                fault(value.as_str().is_some_and(|text| text.chars().count() as u64 > rule.as_u64().unwrap()))
            }
            "maxItems" => fault(value.as_array().is_some_and(|items| items.len() as u64 > rule.as_u64().unwrap())),
            "pattern" => fault(value.as_str().is_some_and(|text| !fits(rule.as_str().unwrap(), text))),
            "format" => fault(value.as_str().is_some_and(|text| match rule.as_str().unwrap() {
                "date" => Date::from_iso(text).is_none(),
                "decimal" => text.parse::<f64>().is_err(),
                "as-of" => home_assessment::date::AsOf::parse(text).is_none(),
                other => panic!("the format {other} of a text"),
            })),
            other => panic!("{place}: the keyword {other} is not known here"),
        }
    }
}

/// The patterns in use; a new one is to be added here.
fn fits(pattern: &str, text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match pattern {
        "^[EWSN][0-9]{8}$" => text.len() == 9 && text.starts_with(['E', 'W', 'S', 'N']) && digits(&text[1..]),
        "^[0-9]+([.][0-9]{1,2})?$" => match text.split_once('.') {
            None => digits(text),
            Some((pounds, pence)) => digits(pounds) && digits(pence) && pence.len() <= 2,
        },
        "^[0-9]{1,3}([.][0-9]{1,2})?%?$" => {
            let (whole, part) = text.trim_end_matches('%').split_once('.').unwrap_or((text.trim_end_matches('%'), "0"));
            digits(whole) && whole.len() <= 3 && digits(part) && part.len() <= 2
        }
        other => panic!("the pattern {other} is not known here"),
    }
}
