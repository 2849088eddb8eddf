//! What is found in pasted texts, and what is left alone. `tests/gleaning/` has the texts; see the head of each file.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::as_conversions,
    missing_docs
)]

use home_assessment::form::Field;
use home_assessment::gleaning::{BY_WORDS, MOST_BYTES, MOST_OF_ONE};
use home_assessment::{BUILT_IN_PROFILE, Form, Gleaned, Profile, glean, load_profile, parse};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

fn profile() -> &'static Profile {
    static PROFILE: OnceLock<Profile> = OnceLock::new();
    PROFILE.get_or_init(|| load_profile(BUILT_IN_PROFILE).unwrap())
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gleaning")
}

/// A text of the files with what is to be found in it, one line each.
struct Example {
    place: String,
    text: String,
    expected: Vec<String>,
}

/// The examples of every file but that of the phrases. Lines that begin with `>` are a text; those under it are what is
/// found in it, as `question: answer [words]` on one line, or `nothing`; `#` begins a remark.
fn examples() -> Vec<Example> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| !file.ends_with("phrases.txt"));
    files.sort();
    let mut examples: Vec<Example> = Vec::new();
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let mut in_text = false;
        for (at, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
            let place = format!("{name}:{}", at + 1);
            if let Some(text) = line.strip_prefix('>') {
                let text = text.strip_prefix(' ').unwrap_or(text);
                match examples.last_mut().filter(|_| in_text) {
                    Some(example) => {
                        example.text.push('\n');
                        example.text.push_str(text);
                    }
                    None => examples.push(Example { place, text: text.to_owned(), expected: Vec::new() }),
                }
                in_text = true;
                continue;
            }
            in_text = false;
            if !line.is_empty() && !line.starts_with('#') {
                examples.last_mut().unwrap_or_else(|| panic!("{place}: no text")).expected.push(line.to_owned());
            }
        }
    }
    examples
}

fn said(found: &[Gleaned]) -> Vec<String> {
    if found.is_empty() {
        return vec!["nothing".to_owned()];
    }
    found
        .iter()
        .map(|found| format!("{}: {} [{}]", found.field, found.answer, found.words.replace('\n', " ")))
        .collect()
}

#[test]
fn each_text_suggests_what_it_says_and_no_more() {
    let examples = examples();
    assert!(examples.len() >= 100, "only {} texts", examples.len());
    let mut differences = String::new();
    for Example { place, text, expected } in &examples {
        let found = said(&glean(text, profile()));
        if found != *expected {
            writeln!(differences, "{place}: {text}\n  expected {expected:#?}\n  found {found:#?}").unwrap();
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

/// What holds of anything found in any text.
fn check(text: &str) -> Vec<Gleaned> {
    let found = glean(text, profile());
    let mut answers = BTreeSet::new();
    let mut last = 0;
    for Gleaned { field, answer, place, words } in &found {
        assert_eq!(text.get(place.clone()), Some(words.as_str()), "{field}: the place is not that of the words");
        assert!(!words.is_empty() && words.trim() == words, "{field}: “{words}” has nothing in it, or space around it");
        assert!(place.start >= last, "{field}: not in the order of the text");
        assert!(answers.insert((field, answer)), "{field}: {answer} twice");
        last = place.start;
        let mut form = Form::default();
        form.set(field.clone(), answer.as_str());
        assert_eq!(parse(&form, profile()).problems, [], "{field}: the form does not take {answer}");
    }
    for field in Field::FIXED {
        assert!(found.iter().filter(|found| found.field == *field).count() <= MOST_OF_ONE, "{field}: too many");
    }
    found
}

#[test]
fn what_is_suggested_can_be_typed_and_stands_where_it_says() {
    for Example { text, .. } in examples() {
        check(&text);
    }
}

/// A step that looked back or forward without bound would take hours here.
#[test]
fn two_megabytes_of_anything_are_read() {
    let long = ["a", "1", " ", "a/", "two ", "8-17 ", "not self-harm, "];
    let others = "\n|-|8-|no |up to |children |two children |aged 8-17, |25/|25/00456/FUL/|BB5 3AA |attention deficit |small |from \
        |three or |( |) |. |\u{202E}|👩‍👧 |é|'|a'|a’|& |metres |40 metres from another |number of children to |2 members of \
        |two staff on duty |under |٣ أطفال |<b>|\u{0}|\u{2028}|1,|1,000,|24 hours a |two children. |autism. |For 3 children aged 8-17. ";
    let mut found_in_some = 0;
    for (most, piece) in
        long.iter().map(|piece| (MOST_BYTES, *piece)).chain(others.split('|').map(|piece| (30_000, piece)))
    {
        found_in_some += usize::from(!check(&piece.repeat(most / piece.len())).is_empty());
    }
    assert!(found_in_some >= 7, "only {found_in_some} of the texts say anything");
    assert_eq!(check(&"🏡".repeat(MOST_BYTES / 4)), []);
}

#[test]
fn a_text_with_many_answers_is_cut() {
    let text: String = (0..500).map(|at| format!("Application 25/{:05}/FUL. ", at + 1)).collect();
    assert_eq!(check(&text).len(), MOST_OF_ONE);
}

#[test]
fn what_is_found_does_not_hang_on_what_stands_far_away() {
    let text = "Change of use to a children's home for up to 3 children aged 8 to 17.";
    let alone: Vec<Gleaned> = check(text);
    let around = "The drains are as shown on the drawings. ".repeat(500);
    let within = check(&format!("{around}{text} {around}"));
    let shifted: Vec<Gleaned> = within
        .into_iter()
        .map(|found| Gleaned { place: found.place.start - around.len()..found.place.end - around.len(), ..found })
        .collect();
    assert!(alone.len() >= 5);
    assert_eq!(alone, shifted);
}

/// A line of `phrases.txt`.
struct Line {
    place: String,
    field: Field,
    code: String,
    text: String,
    words: String,
}

fn lines() -> Vec<Line> {
    let (mut lines, mut field) = (Vec::new(), None);
    for (at, line) in fs::read_to_string(folder().join("phrases.txt")).unwrap().lines().enumerate() {
        let place = format!("phrases.txt:{}", at + 1);
        if let Some(path) = line.strip_prefix("## ") {
            field = Some(Field::from_path(path).unwrap());
        } else if let Some((code, marked)) = line.split_once(": ").filter(|_| !line.starts_with('#')) {
            let words = marked.split_once('[').and_then(|(_, rest)| rest.split_once(']')).expect(&place).0;
            lines.push(Line {
                place,
                field: field.clone().unwrap(),
                code: code.to_owned(),
                text: marked.replace(['[', ']'], ""),
                words: words.to_owned(),
            });
        }
    }
    lines
}

/// What a text suggests for the question of a line.
fn suggested(line: &Line, profile: &Profile) -> Vec<(String, String)> {
    let found = glean(&line.text, profile).into_iter().filter(|found| found.field == line.field);
    found.map(|found| (found.answer, found.words)).collect()
}

#[test]
fn every_phrase_of_the_profile_is_found_and_needed() {
    let lines = lines();
    for line in &lines {
        let expected = match line.code.as_str() {
            "none" => vec![],
            code => vec![(code.to_owned(), line.words.clone())],
        };
        assert_eq!(suggested(line, profile()), expected, "{}: {}", line.place, line.text);
    }
    let general: Value = serde_json::from_slice(&fs::read("profiles/words.json").unwrap()).unwrap();
    for field in BY_WORDS {
        for (code, phrases) in general["gleaned"][field.path()].as_object().unwrap() {
            let phrases: Vec<&str> =
                phrases.as_array().unwrap().iter().map(|phrase| phrase.as_str().unwrap()).collect();
            for left_out in &phrases {
                let others: Vec<&&str> = phrases.iter().filter(|phrase| *phrase != left_out).collect();
                let mut file: Value = serde_json::from_slice(BUILT_IN_PROFILE).unwrap();
                file["wording"]["gleaned"][field.path()][code] = json!(others);
                let without = home_assessment::profile::load_checked(file.to_string().as_bytes()).unwrap();
                let lines = lines.iter().filter(|line| line.field == *field && line.code == *code);
                let needed = lines.into_iter().any(|line| suggested(line, profile()) != suggested(line, &without));
                assert!(needed, "{field}: no line needs “{left_out}” ({code})");
            }
        }
    }
}

#[test]
fn a_council_adds_words_of_its_own() {
    let text = "A nurture house for two children.";
    assert!(!said(&glean(text, profile())).iter().any(|line| line.starts_with("home.registration")));
    let mut file: Value = serde_json::from_slice(BUILT_IN_PROFILE).unwrap();
    file["wording"]["gleaned"]["home.registration"]["childrens-home"] = json!(["nurture house"]);
    let own = load_profile(file.to_string().as_bytes()).unwrap();
    assert_eq!(said(&glean(text, &own))[0], "home.registration: childrens-home [nurture house]");
}
