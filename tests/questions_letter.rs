//! The letter to the applicant: everything that is asked, once, with what it settles, and nothing that the applicant may not
//! see, in every case of `tests/cases`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::as_conversions,
    missing_docs
)]

use home_assessment::documents::{html::html, text::text};
use home_assessment::exchange::proposal::{Loaded, load};
use home_assessment::response::{Block, Document, Words, questions, questions_letter};
use home_assessment::vocabulary::Stance;
use home_assessment::{Assessment, BUILT_IN_PROFILE, Context, Date, Letterhead, Profile, assess, load_profile};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

fn profile() -> &'static Profile {
    static PROFILE: OnceLock<Profile> = OnceLock::new();
    PROFILE.get_or_init(|| load_profile(BUILT_IN_PROFILE).unwrap())
}

fn day() -> Date {
    Date::new(2026, 11, 21).unwrap()
}

fn drafted(loaded: &Loaded) -> (Assessment, Document) {
    let assessment = assess(&loaded.proposal, profile(), &Context::on(day()));
    let letter = questions_letter(&assessment, profile(), &Letterhead { date: day(), signatory: None });
    (assessment, letter)
}

fn cases() -> Vec<(String, Loaded, Assessment, Document)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "json"));
    files.sort();
    assert!(files.len() > 250, "the cases are gone");
    let case = |file: std::path::PathBuf| {
        let loaded = load(&fs::read(&file).unwrap(), profile()).unwrap();
        let (assessment, letter) = drafted(&loaded);
        (file.file_stem().unwrap().to_string_lossy().into_owned(), loaded, assessment, letter)
    };
    files.into_iter().map(case).collect()
}

fn list(letter: &Document, numbered: bool) -> Vec<Vec<String>> {
    let lists = letter.blocks.iter().filter_map(|block| match block {
        Block::List { numbered: this, items } if *this == numbered => Some(items),
        _ => None,
    });
    let lists: Vec<_> = lists.collect();
    assert!(lists.len() < 2 && lists.iter().all(|items| !items.is_empty()), "an empty list, or two");
    let said = |item: &Vec<home_assessment::response::Sentence>| item.iter().map(|said| said.text.clone()).collect();
    lists.into_iter().flatten().map(said).collect()
}

#[test]
fn everything_that_is_asked_is_in_it_once_with_what_it_settles() {
    for (name, _, assessment, letter) in cases() {
        let all = questions(&Words { assessment: &assessment, profile: profile() });
        let wanted = |asked: bool| -> Vec<String> {
            all.iter()
                .filter(|question| question.asked == asked)
                .map(|question| question.to_applicant.text.clone())
                .collect()
        };
        let (open, asked) = (list(&letter, true), list(&letter, false));
        let first = |items: &[Vec<String>]| items.iter().map(|item| item[0].clone()).collect::<Vec<_>>();
        assert_eq!(first(&open), wanted(false), "{name}");
        assert_eq!(first(&asked), wanted(true), "{name}");
        for item in open {
            assert!(matches!(item.as_slice(), [_, settles] if settles.starts_with("It settles ")), "{name}: {item:?}");
        }
        let nothing = text(&letter).contains("We have no questions about this application at present.");
        assert_eq!(nothing, all.is_empty(), "{name}");
        assert!(assessment.stance != Stance::FactualOnly || nothing, "{name} asks although only facts are stated");
        assert!(text(&letter).contains(&profile().council.contact), "{name} names nobody to speak to");
    }
}

#[test]
fn it_is_marked_at_its_head_and_its_foot() {
    for (name, _, _, letter) in cases() {
        let marking = letter.marking.clone().expect("a marking");
        let (said, page) = (text(&letter), html(&letter));
        let lines: Vec<&str> = said.lines().collect();
        assert_eq!(
            (lines[0], lines[lines.len() - 1]),
            (marking.to_uppercase().as_str(), marking.to_uppercase().as_str()),
            "{name}"
        );
        assert_eq!(page.matches(&format!("<p class=\"marking\">{marking}</p>")).count(), 2, "{name}");
    }
}

/// Every amount in it is one that the provider gave, or the sum of those; and nothing in it tells one benchmark from another.
#[test]
fn it_never_shows_a_licensed_benchmark() {
    let mut above = 0;
    for (name, loaded, _, letter) in cases() {
        let said = text(&letter);
        let fees = &loaded.proposal.fees;
        let planned = fees.lines.iter().filter_map(|line| line.planned);
        let sum: rust_decimal::Decimal = planned.clone().sum();
        let own: Vec<_> =
            planned.chain([sum]).chain(fees.weekly).chain(fees.weekly_max).map(|own| own.normalize()).collect();
        for amount in said.split('£').skip(1) {
            let amount: String = amount.chars().take_while(|c| c.is_ascii_digit() || ".,".contains(*c)).collect();
            let amount: rust_decimal::Decimal = amount.replace(',', "").trim_end_matches('.').parse().unwrap();
            assert!(
                own.contains(&amount.normalize()),
                "{name} gives £{amount}, which is not the provider’s own:\n{said}"
            );
        }
        assert!(!said.contains('%'), "{name} gives a percentage:\n{said}");
        above += usize::from(said.contains("above the benchmark"));
    }
    assert!(above > 3, "no case asks about a heading above the benchmark");
}

#[test]
fn answers_are_asked_for_by_the_day_comments_are_due_while_it_is_to_come() {
    let with = |respond_by: Value| {
        let file = json!({ "application": { "planning_authority": "E07000120", "respond_by": respond_by }, "home": { "places": 2 } });
        text(&drafted(&load(file.to_string().as_bytes(), profile()).unwrap()).1)
    };
    assert!(with(json!("2026-12-04")).contains("due by 4 December 2026"));
    assert!(!with(json!("2026-11-21")).contains("due by"), "the day is already here");
    assert!(!with(json!("2026-10-01")).contains("due by"), "the day is past");
}
