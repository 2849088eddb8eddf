//! Planning data: each file in tests/imports with everything that is suggested from it beside it, one suggestion a line:
//! `PATH: ANSWER <- PLACE`, with `(for a person)` after what has no field of its own; `not used: PLACE: WORDS`; a line in
//! square brackets before each application names its place and format; `refused: WORDS` where a file is.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::as_conversions,
    missing_docs
)]

use home_assessment::exchange::import::{self, Imported};
use home_assessment::exchange::proposal;
use home_assessment::form::Field;
use home_assessment::{BUILT_IN_PROFILE, Profile, load_profile};
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use std::path::Path;
use std::sync::OnceLock;

fn profile() -> &'static Profile {
    static PROFILE: OnceLock<Profile> = OnceLock::new();
    PROFILE.get_or_init(|| load_profile(BUILT_IN_PROFILE).unwrap())
}

/// What a file suggests, as the expectations have it.
fn listed(bytes: &[u8]) -> String {
    let lines: Vec<String> = match import::read(bytes, profile()) {
        Err(faults) => faults.iter().map(|fault| format!("refused: {fault}")).collect(),
        Ok(applications) => applications.iter().flat_map(lines).collect(),
    };
    lines.join("\n") + "\n"
}

fn lines(imported: &Imported) -> Vec<String> {
    let place = if imported.place.is_empty() { String::new() } else { format!("{}: ", imported.place) };
    let mut lines = vec![format!("[{place}{}]", imported.source.name())];
    for found in &imported.suggestions {
        let for_a_person = if found.stated { "" } else { " (for a person)" };
        lines.push(format!("{}: {} <- {}{for_a_person}", found.field, found.answer, found.place));
    }
    lines.extend(imported.remarks.iter().map(|remark| format!("not used: {remark}")));
    lines
}

#[test]
fn every_file_suggests_what_is_expected_and_nothing_else() {
    let mut seen = 0;
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir("tests/imports").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "json") {
            assert!(
                path.extension().is_some_and(|ending| ending == "expected") && path.with_extension("json").exists()
            );
            continue;
        }
        let expected = std::fs::read_to_string(path.with_extension("expected")).unwrap_or_default();
        let expected: String =
            expected.lines().filter(|line| !line.starts_with('#')).map(|line| format!("{line}\n")).collect();
        let found = listed(&std::fs::read(&path).unwrap());
        if found != expected {
            wrong.push(format!("{}:\n{found}", path.display()));
        }
        seen += 1;
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(seen >= 10);
}

fn imported(name: &str) -> Imported {
    let bytes = std::fs::read(Path::new("tests/imports").join(name)).unwrap();
    import::read(&bytes, profile()).unwrap().remove(0)
}

#[test]
fn only_what_has_a_field_of_its_own_is_put_in_unless_all_is_wanted() {
    let application = imported("odp-application.json");
    let form = application.form(false);
    assert_eq!((form.text(&Field::Settlement), form.text(&Field::Places)), ("COPPERTHWAITE", ""));
    let all = application.form(true);
    assert_eq!((all.text(&Field::Places), all.text(&Field::AgeMin), all.text(&Field::AgeMax)), ("2", "8", "17"));
    assert!(proposal::load(proposal::write(&all).as_bytes(), profile()).is_ok());
}

#[test]
fn different_answers_in_one_file_leave_the_question_unclear() {
    let two =
        r#"{"data":{"application":{"reference":"26/1"},"property":{"localAuthorityDistrict":["Burnley","Pendle"]}}}"#;
    let application = import::read(two.as_bytes(), profile()).unwrap().remove(0);
    let form = application.form(false);
    assert_eq!(form.text(&Field::PlanningAuthority), "");
    let doubt = form.doubt(&Field::PlanningAuthority).unwrap();
    assert_eq!(doubt.claims.iter().map(|claim| claim.value.as_str()).collect::<Vec<_>>(), ["E07000117", "E07000122"]);
}

#[test]
fn no_name_of_a_person_is_taken_over() {
    for name in ["odp-application.json", "specification.json"] {
        let said = format!("{:?}", imported(name));
        assert!(!said.contains("Nother") && !said.contains("example.test"), "{said}");
    }
}

#[test]
fn what_is_no_planning_data_is_refused_with_what_to_do() {
    let deep = format!("{}1{}", "[".repeat(500), "]".repeat(500));
    let many = format!("[{}{{}}]", "{},".repeat(10_000));
    for (bytes, said) in [
        (&b""[..], "the file is empty"),
        (b"\xFF\xFE{\0}\0", "is not UTF-8 text"),
        (b"{", "the file breaks off"),
        (b"[]", "the list is empty"),
        (b"7", "is no application in a format that is read"),
        (b"{\"home\":{\"places\":2}}", "is no application in a format that is read"),
        (deep.as_bytes(), "is not valid JSON"),
        (many.as_bytes(), "the list has 10001 applications; the most is 10000"),
    ] {
        let faults = import::read(bytes, profile()).expect_err(said);
        assert!(faults[0].to_string().contains(said), "{said}: {}", faults[0]);
    }
}

#[test]
fn no_change_to_a_file_stops_it_and_what_it_suggests_can_be_read() {
    let files: Vec<Vec<u8>> = [
        "odp-application.json",
        "odp-post-submission.json",
        "specification.json",
        "placements-words.json",
        "list.json",
    ]
    .iter()
    .map(|name| std::fs::read(Path::new("tests/imports").join(name)).unwrap())
    .collect();
    let words: Vec<&str> =
        vec!["null", "7", "\"\"", "[]", "{}", "\"E07000120\"", "[[[]]]", "\"=1\"", "1e999", "true", "\"\\u0000\""];
    let config = ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() };
    let seed = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let strategy =
        (prop::sample::select(files), any::<prop::sample::Index>(), prop::sample::select(words), 0_usize..30);
    TestRunner::new_with_rng(config, seed)
        .run(&strategy, |(file, at, word, cut)| {
            let at = at.index(file.len());
            // A value or a few letters give way to something else.
            let text = String::from_utf8_lossy(&file).into_owned();
            let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap();
            let end = (at + cut..=text.len()).find(|end| text.is_char_boundary(*end)).unwrap_or(text.len());
            let changed = [&text[..at], word, &text[end..]].concat();
            for imported in import::read(changed.as_bytes(), profile()).unwrap_or_default() {
                for all in [false, true] {
                    let form = imported.form(all);
                    for problem in home_assessment::parse(&form, profile()).problems {
                        // Two sound answers may contradict each other; each alone is sound.
                        prop_assert!(!problem.message.contains("is not"), "{problem} of {changed}");
                    }
                }
            }
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
}
