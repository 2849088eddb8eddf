//! What a person is told to look at before a letter is published: each kind of thing is found, what is in order is left
//! alone, and no letter that the program writes has anything to look at that nobody typed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::as_conversions,
    missing_docs
)]

use home_assessment::exchange::proposal::{Loaded, load};
use home_assessment::response::{Block, Document, Flag, Mark, Sentence, redaction};
use home_assessment::{
    Assessment, BUILT_IN_PROFILE, Context, Date, Format, Kind, Outlook, Profile, Revision, Wanted, assess,
    load_profile, render, to_check,
};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn context() -> Context {
    Context::on(Date::new(2026, 11, 21).unwrap())
}

/// A profile whose council can be telephoned.
fn profile() -> Profile {
    let mut file: Value = serde_json::from_slice(BUILT_IN_PROFILE).unwrap();
    file["council"]["contact"] =
        json!("Contact: homes@council.example, telephone 01632 960999, 1 Council Square, Burnley, BB10 9ZX.");
    load_profile(file.to_string().as_bytes()).unwrap()
}

fn proposal(profile: &Profile, concern: &str) -> Loaded {
    let file = json!({
        "application": { "planning_authority": "E07000120", "reference": "11/26/0417", "previous_reference": "11/25/0120" },
        "site": { "address": "1 Invented Road", "settlement": "Lindlemoor", "postcode": "BB5 3AA", "location_concern": concern },
        "home": { "places": 2 },
    });
    load(file.to_string().as_bytes(), profile).unwrap()
}

/// What is found in a text of a document with this marking.
fn found(assessment: &Assessment, profile: &Profile, text: &str, marking: Option<&str>) -> Vec<Flag> {
    let said = Sentence { text: text.to_owned(), ..Sentence::default() };
    let document = Document {
        title: "A letter".to_owned(),
        marking: marking.map(str::to_owned),
        foot: String::new(),
        blocks: vec![Block::Paragraph(vec![said])],
    };
    redaction(&document, assessment, profile)
}

fn kinds(flags: &[Flag]) -> Vec<&'static str> {
    flags.iter().map(|flag| flag.mark.code()).collect()
}

#[test]
fn each_example_is_found_as_what_it_is_and_as_nothing_else() {
    let profile = profile();
    let assessment = assess(&proposal(&profile, "none").proposal, &profile, &context());
    let examples = fs::read_to_string(folder().join("redaction/flagged.txt")).unwrap();
    let mut wrong = Vec::new();
    let mut seen = Vec::new();
    for line in examples.lines() {
        let (kind, text) = line.split_once('\t').expect("a kind, a tab and a text on each line");
        let words =
            text.split_once('[').and_then(|(_, from)| from.split_once(']')).expect("what is found in brackets").0;
        let flags = found(&assessment, &profile, &text.replace(['[', ']'], ""), None);
        let said = kinds(&flags) == [kind] && flags[0].found == words;
        if !said || flags[0].reason.is_empty() || flags[0].reason.contains('{') {
            wrong.push(format!("{line}\n    {flags:?}"));
        }
        seen.push(kind);
    }
    assert!(wrong.is_empty(), "{} are not found so:\n{}", wrong.len(), wrong.join("\n"));
    // What is left out is no words of a document: it has a test of its own below.
    for mark in Mark::ALL.iter().filter(|mark| **mark != Mark::LeftOut) {
        assert!(seen.contains(&mark.code()), "there is no example of {}", mark.code());
    }
}

#[test]
fn what_is_in_order_is_left_alone() {
    let profile = profile();
    let assessment = assess(&proposal(&profile, "none").proposal, &profile, &context());
    let examples = fs::read_to_string(folder().join("redaction/innocent.txt")).unwrap();
    let wrong: Vec<String> = examples
        .lines()
        .map(|text| (text, found(&assessment, &profile, text, None)))
        .filter(|(_, flags)| !flags.is_empty())
        .map(|(text, flags)| format!("{text}\n    {flags:?}"))
        .collect();
    assert!(wrong.is_empty(), "{} are flagged:\n{}", wrong.len(), wrong.join("\n"));
    assert!(examples.lines().count() > 20, "the examples are gone");
}

/// A step that looked back without bound would take hours here.
#[test]
fn the_longest_text_of_anything_is_looked_through() {
    let profile = profile();
    let assessment = assess(&proposal(&profile, "none").proposal, &profile, &context());
    let pieces = "Ab |Lindlemoor |Preston |Kai 14 |K.B. |14 |14-year-old |£ |£5,200 |a fee of 5,200 and |2 children |born |\
        BB5 3AA |01632 |a@b |.|Aged 14, |of |12% margin |’s |(|\"|🏡";
    let mut flagged = 0;
    for piece in pieces.split('|') {
        flagged += found(&assessment, &profile, &piece.repeat(20_000 / piece.len()), None).len();
    }
    assert!(flagged > 0, "nothing is found in any of them");
}

#[test]
fn every_word_that_is_never_used_is_found_with_its_reason() {
    let profile = profile();
    let assessment = assess(&proposal(&profile, "none").proposal, &profile, &context());
    assert!(profile.wording.never.len() > 10, "the list is gone");
    for (words, why) in &profile.wording.never {
        let flags = found(&assessment, &profile, &format!("So: {words}, as said."), None);
        let this = flags.iter().find(|flag| flag.found == *words).unwrap_or_else(|| panic!("{words}: {flags:?}"));
        assert!(this.mark == Mark::Never && this.reason.contains(why.as_str()), "{this:?}");
    }
}

#[test]
fn money_is_looked_for_only_where_it_may_be_published() {
    let profile = profile();
    let assessment = assess(&proposal(&profile, "none").proposal, &profile, &context());
    assert_eq!(kinds(&found(&assessment, &profile, "£5,200", None)), ["pounds"]);
    assert_eq!(kinds(&found(&assessment, &profile, "£5,200", Some("Internal"))), [""; 0]);
    let mut open: Value = serde_json::from_slice(BUILT_IN_PROFILE).unwrap();
    open["publish_fees"] = json!(true);
    let open = load_profile(open.to_string().as_bytes()).unwrap();
    assert_eq!(kinds(&found(&assessment, &open, "£5,200", None)), [""; 0]);
}

/// `tests/redaction/cases.txt` lists everything that a case's own words bring into its letter. Nothing else may be found in
/// the letter of any case.
#[test]
fn nothing_is_found_in_the_letters_of_the_cases_but_what_they_were_given() {
    let profile = load_profile(BUILT_IN_PROFILE).unwrap();
    let expected = fs::read_to_string(folder().join("redaction/cases.txt")).unwrap();
    let expected: String = expected.split_inclusive('\n').filter(|line| !line.starts_with('#')).collect();
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder().join("cases")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "json"));
    files.sort();
    assert!(files.len() > 250, "the cases are gone");
    let mut seen = String::new();
    for file in files {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let loaded = load(&fs::read(&file).unwrap(), &profile).unwrap();
        for flag in to_check(&loaded.proposal, &profile, &context(), &Revision::default()) {
            assert!(flag.field.is_some(), "{name}: {flag:?} was found in what nobody typed");
            seen.push_str(&format!("{name}\t{}\t{}\n", flag.mark.code(), flag.found));
        }
        // Nor is anything to be taken out of the letter to the applicant.
        let assessment = assess(&loaded.proposal, &profile, &context());
        let questions = Kind::Questions.draft(&assessment, &Outlook::default(), &profile, &Revision::default());
        let typed = |flag: &Flag| flag.field.is_some();
        let flags = redaction(&questions, &assessment, &profile);
        assert!(flags.iter().all(typed), "{name}: {flags:?}");
    }
    assert_eq!(seen, expected, "correct tests/redaction/cases.txt if these are the cases’ own words");
}

// --------------------------------------------------------------------------------------------- what the letter leaves out

fn letter(loaded: &Loaded, profile: &Profile, wanted: impl Into<Wanted>) -> String {
    render(loaded, profile, "file.json", wanted, &context()).unwrap().text()
}

#[test]
fn a_concern_that_may_not_be_published_is_said_without_quoting_it() {
    let profile = load_profile(BUILT_IN_PROFILE).unwrap();
    let unquoted = profile.outcome("location-concern", "recorded").unwrap().unquoted.clone().unwrap();
    let quoted = "The canal path is unlit";
    let said = letter(&proposal(&profile, quoted), &profile, Format::Text);
    assert!(said.contains(quoted) && !said.contains(&unquoted), "{said}");
    for concern in
        ["Kai, 14, was found there", "two of our children are missing there", "it costs 6,200 a week", "a £9,000 home"]
    {
        let loaded = proposal(&profile, concern);
        for format in [Format::Text, Format::Html] {
            let said = letter(&loaded, &profile, format);
            assert!(said.contains(&unquoted) && !said.contains(concern), "{concern}: {said}");
        }
        // The note is internal, and keeps the words; of the letter, a person is told what it does not say.
        assert!(letter(&loaded, &profile, Wanted::NOTE).contains(concern), "{concern} is not in the note");
        let left = to_check(&loaded.proposal, &profile, &context(), &Revision::default());
        assert_eq!(kinds(&left), ["left-out"], "{concern}: {left:?}");
        assert!(left[0].found.contains(concern), "{left:?}");
        assert_eq!(left[0].field.as_ref().unwrap().path(), "site.location_concern");
    }
}

#[test]
fn what_was_typed_elsewhere_is_flagged_with_its_place_and_money_is_not_said_at_all() {
    let profile = load_profile(BUILT_IN_PROFILE).unwrap();
    let with = |documents: Value| {
        let file = json!({ "application": { "planning_authority": "E07000120", "documents": documents }, "home": { "places": 2 } });
        load(file.to_string().as_bytes(), &profile).unwrap()
    };
    let named = with(json!(["letter about Kai, aged 14"]));
    let flags = to_check(&named.proposal, &profile, &context(), &Revision::default());
    assert_eq!(kinds(&flags), ["age-beside-name"]);
    let flag = &flags[0];
    assert_eq!(flag.field.as_ref().unwrap().path(), "application.documents");
    assert_eq!(flag.found, "Kai, aged 14");
    let assessment = assess(&named.proposal, &profile, &context());
    let document = Kind::Letter.draft(&assessment, &Outlook::default(), &profile, &Revision::default());
    assert!(document.blocks[flag.block - 1].sentences().iter().any(|sentence| sentence.text.contains("Kai")));
    assert!(document.sentences().any(|sentence| sentence.text == flag.heading));
    let json: Value = serde_json::from_str(&letter(&named, &profile, Format::Json)).unwrap();
    assert_eq!(json["redaction"][0]["words"], "Kai, aged 14");
    assert_eq!(json["redaction"][0]["field"], "application.documents");

    let priced = with(json!(["offer of 6.2k a week"]));
    assert!(!letter(&priced, &profile, Format::Text).contains("6.2k"));
    let flags = to_check(&priced.proposal, &profile, &context(), &Revision::default());
    assert_eq!(kinds(&flags), ["left-out"]);
    let left = &flags[0];
    assert_eq!(left.field.as_ref().unwrap().path(), "application.documents");
    assert!(left.found.contains("6.2k") && left.heading == "The proposal as we understand it", "{left:?}");
    assert!(left.reason.contains("an amount of money"), "{left:?}");
    let json: Value = serde_json::from_str(&letter(&priced, &profile, Format::Json)).unwrap();
    assert_eq!(json["redaction"][0]["kind"], "left-out");
}
