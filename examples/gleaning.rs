//! How well the paste assistant finds what real applications say: for each question, the texts in which the answer is known,
//! what was found of it, and what was found wrongly. A table to read, not a test.
//!
//! `cargo run --release --example gleaning [-- FILE] [--misses]`: FILE is a list of cases, each with its text in
//! `application_type`, `cohort_text` and `staffing` and the answers beside it; without one, the descriptions of `tests/cases`
//! are read, and what those files state counts as the truth, although not all of it is in the description.

use home_assessment::form::Field;
use home_assessment::{BUILT_IN_PROFILE, glean, load_profile};
use serde_json::Value;
use std::collections::BTreeSet;
use std::error::Error;
use std::fs::{read_dir, read_to_string};

/// The questions that are measured.
const MEASURED: &[Field] = &[
    Field::PlanningAuthority,
    Field::ApplicationType,
    Field::Registration,
    Field::Model,
    Field::Places,
    Field::AgeMin,
    Field::AgeMax,
    Field::Needs,
    Field::StaffByDay,
    Field::StaffByNight,
];
/// What the cases call a need, and its code.
const NEEDS: &[(&str, &str)] = &[
    ("mother and baby", "parent-and-child"),
    ("EBD", "ebd-general"),
    ("learning disability", "learning-disability"),
    ("learning difficulties", "learning-disability"),
    ("physical disability", "physical-disability"),
    ("mental health", "emotional-mental-health"),
    ("BPD", "emotional-mental-health"),
    ("attachment", "attachment"),
    ("PTSD", "trauma"),
    ("trauma", "trauma"),
    ("CSE", "sexual-exploitation"),
    ("social and emotional", "ebd-general"),
    ("emotional", "ebd-general"),
    ("complex", "ebd-general"),
    ("autism", "autism"),
    ("ADHD", "adhd"),
    ("substance", "substance-misuse"),
    ("self-harm", "self-harm"),
];

/// A text and what is known of it; a question that is not there is not known.
struct Case {
    name: String,
    text: String,
    truth: Vec<(Field, BTreeSet<String>)>,
}

#[derive(Default)]
struct Score {
    known: usize,
    right: usize,
    wrong: usize,
    missed: usize,
    beside: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let (flags, files): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|word| word.starts_with("--"));
    let misses = flags.iter().any(|flag| flag == "--misses");
    let cases = match files.first() {
        Some(file) => recorded(&serde_json::from_str(&read_to_string(file)?)?),
        None => described()?,
    };
    let profile = load_profile(BUILT_IN_PROFILE).map_err(|faults| format!("{faults:?}"))?;
    println!("{:34} known  right  wrong  missed  beside  precision  recall", format!("{} texts", cases.len()));
    for field in MEASURED {
        let mut score = Score::default();
        for case in &cases {
            let found: BTreeSet<String> = glean(&case.text, &profile)
                .into_iter()
                .filter(|found| found.field == *field)
                .map(|found| found.answer)
                .collect();
            let Some((_, truth)) = case.truth.iter().find(|(known, _)| known == field) else {
                score.beside += found.len();
                if misses && !found.is_empty() {
                    println!("  beside {field} {} found {found:?}: {}", case.name, case.text);
                }
                continue;
            };
            let right = found.intersection(truth).count();
            score.known += truth.len();
            score.right += right;
            score.wrong += found.len() - right;
            score.missed += truth.len() - right;
            if misses && found != *truth {
                println!("  {field} {} is {truth:?}, found {found:?}: {}", case.name, case.text);
            }
        }
        let Score { known, right, wrong, missed, beside } = score;
        let share = |part: usize, whole: usize| match (part * 100).checked_div(whole) {
            Some(share) => format!("{share}%"),
            None => "–".to_owned(),
        };
        println!(
            "{:34} {known:5}  {right:5}  {wrong:5}  {missed:6}  {beside:6}  {:>9}  {:>6}",
            field.path(),
            share(right, right + wrong),
            share(right, known)
        );
    }
    println!("known, right, wrong and missed are of texts whose answer is known; beside counts finds in the others.");
    Ok(())
}

/// The cases of a file of records.
fn recorded(records: &Value) -> Vec<Case> {
    let text = |record: &Value, key: &str| record.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let case = |record: &Value| {
        let kind = text(record, "application_type");
        let mut truth = Vec::new();
        if !kind.is_empty() {
            truth.push((Field::ApplicationType, BTreeSet::from([kind_of(&kind).to_owned()])));
        }
        let authority = text(record, "planning_authority");
        if !authority.is_empty() {
            truth.push((Field::PlanningAuthority, BTreeSet::from([authority])));
        }
        for (key, field) in [("places", Field::Places), ("age_min", Field::AgeMin), ("age_max", Field::AgeMax)] {
            if let Some(number) = record.get(key).and_then(Value::as_u64) {
                truth.push((field, BTreeSet::from([number.to_string()])));
            }
        }
        let named = record.get("needs").and_then(Value::as_array);
        let names = || named.into_iter().flatten().filter_map(Value::as_str);
        let codes = names().filter_map(|name| NEEDS.iter().find(|(known, _)| name.starts_with(known)));
        let codes: BTreeSet<String> = codes.map(|(_, code)| (*code).to_owned()).collect();
        if !codes.is_empty() {
            truth.push((Field::Needs, codes));
        }
        if names().any(|name| name.starts_with("solo")) {
            truth.push((Field::Model, BTreeSet::from(["solo".to_owned()])));
        }
        let parts = [kind, text(record, "cohort_text"), text(record, "staffing")];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Case { name: text(record, "id"), text: parts.join("\n\n"), truth }
    };
    records.as_array().into_iter().flatten().map(case).collect()
}

fn kind_of(words: &str) -> &'static str {
    let kinds = [
        ("LDC", "lawful-development-certificate"),
        ("retrospective", "retrospective"),
        ("variation", "variation"),
        ("own", "council-own"),
    ];
    kinds.iter().find(|(word, _)| words.contains(word)).map_or("full", |(_, code)| code)
}

/// The cases of the repository that have a description in words.
fn described() -> Result<Vec<Case>, Box<dyn Error>> {
    let mut files: Vec<_> = read_dir("tests/cases")?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "json"));
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let json: Value = serde_json::from_str(&read_to_string(&file)?)?;
        let at = |field: &Field| json.pointer(&format!("/{}", field.path().replace('.', "/")));
        let parts =
            [Field::Description, Field::Cohort].map(|field| at(&field).and_then(Value::as_str).unwrap_or_default());
        if parts.iter().all(|part| part.is_empty()) {
            continue;
        }
        let answers = |value: &Value| match value {
            Value::Array(list) => list.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect(),
            Value::String(text) => BTreeSet::from([text.clone()]),
            other => BTreeSet::from([other.to_string()]),
        };
        let truth = MEASURED.iter().filter_map(|field| Some((field.clone(), answers(at(field)?)))).collect();
        let name = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        cases.push(Case { name, text: parts.join("\n\n"), truth });
    }
    Ok(cases)
}
