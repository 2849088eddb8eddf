//! Letters kept word for word, and how many cases use each sentence: a change of words shows here before anyone posts it.
//! `cargo xtask letters` writes the files anew; read what changed before you commit it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::as_conversions,
    missing_docs
)]

mod given;
mod kept;

use given::names;
use home_assessment::response::Document;
use home_assessment::{
    Assessment, BUILT_IN_PROFILE, Kind, Outlook, Profile, Revision, assess, documents, load_profile, shown,
};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The cases whose letters are kept: every stance, and the wordings that few cases have.
const LETTERS: &[&str] = &[
    "all-places-stated-to-be-local",
    "block-contract-but-only-one-place",
    "blackpool-strong-and-secured",
    "burnley-four-therapeutic-seven-to-eighteen",
    "certificate-for-a-good-home",
    "concern-about-the-location",
    "concern-within-separation-distance",
    "condition-offered-for-all",
    "conflict-in-ages-changes-the-stance",
    "conflict-with-the-same-stance",
    "crisis-home",
    "declined-after-talks",
    "enfield-strong-and-secured",
    "everything-at-once",
    "fee-above-benchmark-heading",
    "fee-within-benchmark",
    "first-refusal",
    "holding-places-asked",
    "holding-places-not-known",
    "home-or-supported-accommodation",
    "hyndburn-mother-and-baby-or-two-children",
    "larger-than-any-home-general",
    "matrix-none-secured",
    "matrix-partial-secured",
    "matrix-strong-none",
    "matrix-strong-secured",
    "matrix-strong-unknown",
    "needs-and-staffing-asked",
    "only-the-authority-is-stated",
    "other-authority-named",
    "outside-blackpool",
    "postcode-straddles",
    "residential-family-centre",
    "resubmission-answered-before",
    "short-breaks",
    "staffing-below-what-the-gap-needs",
    "step-down-with-a-plan",
    "supported-accommodation",
    "the-councils-own-home",
    "tier-1-provider",
    "two-concerns-are-one-step",
    "type-pre-application",
    "up-to-eighteen-only",
    "value-lowers-stated-to-unknown",
];

/// The cases whose letters to the applicant are kept.
const QUESTIONS: &[&str] = &[
    "fee-above-benchmark-heading",
    "fee-headings-for-a-month",
    "holding-places-asked",
    "matrix-strong-secured",
    "needs-and-staffing-asked",
    "only-the-authority-is-stated",
    "outside-blackpool",
];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

struct Case {
    profile: Profile,
    assessment: Assessment,
}

impl Case {
    fn read(name: &str, built_in: &Profile) -> Case {
        let given::Case { loaded, profile, context } = given::Case::read(name, built_in);
        Case { assessment: assess(&loaded.proposal, &profile, &context), profile }
    }

    fn document(&self, kind: Kind) -> Document {
        kind.draft(&self.assessment, &Outlook::default(), &self.profile, &Revision::default())
    }
}

fn built_in() -> Profile {
    load_profile(BUILT_IN_PROFILE).unwrap()
}

/// Compares files of `tests/letters` with what they should hold, or writes them; says the first line that differs.
fn keep(files: &BTreeMap<String, String>, ours: impl Fn(&str) -> bool) {
    let folder = folder("letters");
    fs::create_dir_all(&folder).unwrap();
    let mut wrong = Vec::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if ours(&name) && !files.contains_key(&name) {
            if kept::anew() {
                fs::remove_file(path).unwrap()
            } else {
                wrong.push(format!("{name} is kept for no case"))
            }
        }
    }
    wrong.extend(files.iter().filter_map(|(name, text)| kept::differs(&folder.join(name), text)));
    assert!(
        wrong.is_empty(),
        "{} of tests/letters differ; if the new words are right, run cargo xtask letters\n\n{}\n",
        wrong.len(),
        wrong.join("\n\n")
    );
}

#[test]
fn letters_are_word_for_word_what_was_last_agreed() {
    let built_in = built_in();
    let letters = LETTERS.iter().map(|name| (name, Kind::Letter, format!("{name}.txt")));
    let questions = QUESTIONS.iter().map(|name| (name, Kind::Questions, format!("{name}.questions.txt")));
    let files = letters
        .chain(questions)
        .map(|(name, kind, file)| (file, documents::text::text(&Case::read(name, &built_in).document(kind))))
        .collect();
    keep(&files, |file| file != SENTENCES);
}

/// A kept letter for every stance, by the name of the stance.
#[test]
fn every_stance_has_a_letter_that_is_kept() {
    let built_in = built_in();
    let of = |names: &[&str]| -> BTreeSet<&str> {
        names.iter().map(|name| Case::read(name, &built_in).assessment.stance.code()).collect()
    };
    assert_eq!(of(LETTERS).len(), 6, "{:?}", of(LETTERS));
    assert!(LETTERS.len() >= 24 && of(QUESTIONS).len() >= 4);
}

const SENTENCES: &str = "sentences.txt";

/// How many cases use each sentence of the letters, by the place of its words in the profile: a sentence that no case uses
/// any more is gone from the list, and one that many use is worth most care.
#[test]
fn every_sentence_is_used_by_as_many_cases_as_before() {
    let built_in = built_in();
    let mut used: BTreeMap<(&str, String), usize> = BTreeMap::new();
    for name in names() {
        let case = Case::read(&name, &built_in);
        for kind in [Kind::Letter, Kind::Questions] {
            let document = case.document(kind);
            let places: BTreeSet<String> =
                document.sentences().map(|sentence| sentence.trace.wording.clone()).collect();
            for place in places {
                *used.entry((kind.word(), place)).or_default() += 1;
            }
        }
    }
    let lines = used.iter().map(|((document, place), cases)| format!("{document}\t{place}\t{cases}\n"));
    let text =
        format!("# document, place of the words in the profile, cases that use them\n{}", lines.collect::<String>());
    keep(&[(SENTENCES.to_owned(), text)].into(), |file| file == SENTENCES);
}

/// The page opens before the engine is there, with the profile's words and questions alone.
#[test]
fn the_page_opens_with_the_words_of_the_profile() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("index.html")).unwrap();
    let contact = load_profile(BUILT_IN_PROFILE).unwrap().council.contact.clone();
    assert!(page.contains(&contact), "whoever sees no form can still ask: {contact}");
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("profiles/lancashire.face");
    let face = shown::to_bytes(&shown::Face::of(&load_profile(BUILT_IN_PROFILE).unwrap(), ""));
    if kept::anew() {
        fs::write(&kept, &face).unwrap();
    }
    assert!(fs::read(&kept).is_ok_and(|kept| kept == face), "the profile changed: run `cargo xtask letters`");
}
