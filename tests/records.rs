//! What a person made of a letter, the record of a response, and its export as planning data.
//!
//! To add a case of a revision, put NAME.json (a revision file) into `tests/revisions` with NAME.expected beside it; its
//! keys are described at `Expected`. A file that must be refused goes into `tests/revisions/refused`, as in `tests/refused`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::as_conversions,
    missing_docs
)]

use home_assessment::exchange::proposal::{self, Loaded};
use home_assessment::exchange::{answered, benchmark, planning_data, record, revision};
use home_assessment::json::Json;
use home_assessment::response::revised_letter;
use home_assessment::response::revision::{
    Edit, MOST_CHARACTERS, MOST_EDITS, Made, Overridden, Place, Revised, Standing, editable, revise,
};
use home_assessment::text::is_invisible;
use home_assessment::vocabulary::{Sentiment, Stance};
use home_assessment::{
    BUILT_IN_PROFILE, Context, Date, Fault, Format, Profile, Revision, Wanted, assess, load_profile, render,
    render_revised,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

const DATE: &str = "2026-11-21";

// ---------------------------------------------------------------------------------------------- revisions, as files

/// What must come of a revision. A line that starts with `#` says what the case is about. `proposal: NAME` is
/// tests/cases/NAME.json, and each line below `with:` changes an answer of it. `edits:` says what becomes of each edit, in
/// order: `applied`, `moved to PLACE`, `not applied; now: TEXT` or `not applied; nothing there`. `notes:` names everything
/// that is said on reading the file. `stance` is the confirmed one, `over` the one it was confirmed over where that is computed
/// no more. `letter says`, `letter never says` and `letter says, in
/// paragraphs` are pieces of the letter as text, `page says` and `page never says` of it as a page, `note says` of the note.
#[derive(Default)]
struct Expected {
    proposal: String,
    stance: Option<String>,
    over: Option<String>,
    lists: Vec<(String, Vec<String>)>,
}

const LISTS: &[&str] = &[
    "with",
    "edits",
    "notes",
    "letter says",
    "letter never says",
    "letter says, in paragraphs",
    "page says",
    "page never says",
    "note says",
];

impl Expected {
    fn read(file: &Path) -> Expected {
        let mut expected = Expected::default();
        let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            if let Some(item) = line.strip_prefix("  - ") {
                expected.lists.last_mut().expect("an item belongs to a list").1.push(item.to_owned());
            } else if let Some(list) = line.strip_suffix(':') {
                assert!(LISTS.contains(&list), "{}: “{list}” is not known", file.display());
                expected.lists.push((list.to_owned(), Vec::new()));
            } else {
                match line.split_once(": ") {
                    Some(("proposal", name)) => expected.proposal = name.to_owned(),
                    Some(("stance", stance)) => expected.stance = Some(stance.to_owned()),
                    Some(("over", over)) => expected.over = Some(over.to_owned()),
                    _ => panic!("{}: “{line}” is not known", file.display()),
                }
            }
        }
        expected
    }

    fn list(&self, name: &str) -> &[String] {
        self.lists.iter().find(|(list, _)| list == name).map(|(_, items)| items.as_slice()).unwrap_or_default()
    }
}

#[test]
fn every_revision_of_the_folder_gives_what_is_expected_of_it() {
    let mut wrong = Vec::new();
    let files = json_files("tests/revisions");
    assert!(files.len() > 10, "tests/revisions holds too few cases");
    for file in files {
        let expected = Expected::read(&file.with_extension("expected"));
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let read = revision::load(&fs::read(&file).unwrap()).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
        assert!(read.unknown_keys.is_empty(), "{name}: {:?}", read.unknown_keys);
        let loaded = case_with(&expected.proposal, expected.list("with"));
        let assessment = assess(&loaded.proposal, profile(), &context());
        let Revised { letter, standing } = revised_letter(&assessment, profile(), &read.revision);
        let said: Vec<String> = standing.iter().map(standing_in_words).collect();
        let output =
            |wanted: Wanted| render_revised(&loaded, profile(), "case.json", wanted, &context(), &read.revision);
        let text = |wanted: Wanted| output(wanted).unwrap().text();
        let (letter_text, page, note) = (text(Format::Text.into()), text(Format::Html.into()), text(Wanted::NOTE));
        let notes: Vec<String> = read.notes.iter().map(ToString::to_string).collect();
        let mut fault = |what: String| wrong.push(format!("{name}: {what}"));
        let over = read.revision.confirmed_over_another(assessment.stance).map(|over| over.code().to_owned());
        if over != expected.over {
            fault(format!("confirmed over another stance: {over:?}"));
        }
        let again = revision::load(revision::save(&read.revision).as_bytes()).map(|again| again.revision);
        if again.as_ref() != Ok(&read.revision) {
            fault(format!("it is not read as it is written: {again:?}"));
        }
        if said != expected.list("edits") {
            fault(format!("the edits: {said:#?}"));
        }
        if notes != expected.list("notes") {
            fault(format!("the notes: {notes:#?}"));
        }
        for (list, text, wanted) in [
            ("letter says", &letter_text, true),
            ("letter never says", &letter_text, false),
            ("page says", &page, true),
            ("page never says", &page, false),
            ("note says", &note, true),
        ] {
            for piece in expected.list(list).iter().filter(|piece| text.contains(piece.as_str()) != wanted) {
                fault(format!("“{list}” fails for: {piece}\n{text}"));
            }
        }
        let paragraphs: Vec<&str> = letter_text.split("\n\n").collect();
        let in_paragraphs = expected.list("letter says, in paragraphs");
        let wanted: Vec<&str> = in_paragraphs.iter().map(String::as_str).collect();
        if !wanted.is_empty() && !paragraphs.windows(wanted.len()).any(|window| window == wanted) {
            fault(format!("not in paragraphs: {wanted:?}\n{letter_text}"));
        }
        if let Some(stance) = &expected.stance {
            let json: Value = serde_json::from_str(&text(Format::Json.into())).unwrap();
            if json["stance"] != **stance {
                fault(format!("the stance is {}", json["stance"]));
            }
        }
        // Every document is sound, whatever a person wrote.
        if letter_text.chars().any(|c| is_invisible(c) && c != '\n') {
            fault("the letter holds what cannot be seen".to_owned());
        }
        if let Some(sentence) = letter.sentences().find(|sentence| sentence.trace.wording.is_empty()) {
            fault(format!("has no trace: {}", sentence.text));
        }
        #[cfg(feature = "documents")]
        {
            let paper = |format| output(format).unwrap().bytes().to_vec();
            let word = in_word(&paper(Format::Docx.into()));
            for piece in expected
                .list("letter says")
                .iter()
                .filter(|piece| !piece.chars().all(|c| c.is_ascii_uppercase() || c == ' '))
            {
                // Word numbers the items of a list itself.
                let said = piece
                    .split_once(". ")
                    .filter(|(n, _)| n.parse::<u8>().is_ok())
                    .map_or(piece.as_str(), |(_, said)| said);
                if !word.contains(said) {
                    fault(format!("the Word document does not say: {said}"));
                }
            }
            // Making a PDF fails where it is not sound.
            assert!(paper(Format::Pdf.into()).starts_with(b"%PDF-"), "{name}");
        }
        // The file can be written again from what was read, and reads the same.
        let again = revision::load(revision::save(&read.revision).as_bytes()).unwrap();
        if (again.revision, again.unknown_keys.len()) != (read.revision, 0) {
            fault("does not read the same from what it saves".to_owned());
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The text of a Word document, whose mark-up must be sound.
#[cfg(feature = "documents")]
fn in_word(bytes: &[u8]) -> String {
    let mut container = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut markup = String::new();
    std::io::Read::read_to_string(&mut container.by_name("word/document.xml").unwrap(), &mut markup).unwrap();
    let document = roxmltree::Document::parse(&markup).unwrap();
    document.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect()
}

/// As much as a person may write, without one place to break a line, still makes every document.
#[cfg(feature = "documents")]
#[test]
fn the_longest_edit_fits_into_every_document() {
    let loaded = case("autism-in-a-small-home");
    let letter =
        revised_letter(&assess(&loaded.proposal, profile(), &context()), profile(), &Revision::default()).letter;
    let (place, was) = editable(&letter).into_iter().find(|(place, _)| place.part == "remit").unwrap();
    for text in ["x".repeat(MOST_CHARACTERS), "x\n".repeat(MOST_CHARACTERS / 2), "ﷺ👪".repeat(MOST_CHARACTERS / 2)]
    {
        let edit = Edit::new(place.clone(), &was, Made::Changed(text)).unwrap().0;
        let revision = Revision { edits: vec![edit], ..Revision::default() };
        for (format, ..) in Format::ALL {
            let output = render_revised(&loaded, profile(), "a.json", *format, &context(), &revision);
            assert!(output.is_ok_and(|output| !output.bytes().is_empty()), "{format:?}");
        }
    }
}

fn standing_in_words(standing: &Standing) -> String {
    match standing {
        Standing::Applied => "applied".to_owned(),
        Standing::Moved(Place { part, paragraph, item: None }) => format!("moved to {part}, paragraph {paragraph}"),
        Standing::Moved(Place { part, paragraph, item: Some(item) }) => {
            format!("moved to {part}, paragraph {paragraph}, item {item}")
        }
        Standing::Superseded { now: None } => "not applied; nothing there".to_owned(),
        Standing::Superseded { now: Some(text) } => format!("not applied; now: {text}"),
    }
}

#[test]
fn a_revision_that_says_nothing_changes_no_byte() {
    for name in ["autism-in-a-small-home", "conflict-with-the-same-stance", "supported-accommodation"] {
        let loaded = case(name);
        for (format, ..) in Format::ALL {
            let plain = render(&loaded, profile(), "a.json", *format, &context()).unwrap();
            let empty = revision::load(br#"{"schema":"home-assessment/revision@1"}"#).unwrap().revision;
            let revised = render_revised(&loaded, profile(), "a.json", *format, &context(), &empty).unwrap();
            assert!(plain == revised, "{name}: {format:?}");
        }
    }
}

#[test]
fn every_text_of_every_letter_can_be_edited_at_its_place_and_nowhere_else() {
    for file in json_files("tests/cases").iter().step_by(20) {
        let loaded = proposal::load(&fs::read(file).unwrap(), profile()).unwrap();
        let assessment = assess(&loaded.proposal, profile(), &context());
        let letter = revised_letter(&assessment, profile(), &Revision::default()).letter;
        let texts = editable(&letter);
        let places: BTreeSet<&Place> = texts.iter().map(|(place, _)| place).collect();
        assert_eq!(places.len(), texts.len(), "{}: two texts have one place", file.display());
        for (place, text) in &texts {
            let changed = Edit::new(place.clone(), text, Made::Changed("Written by hand.".to_owned())).unwrap().0;
            let revised = revise(letter.clone(), &Revision { edits: vec![changed], ..Revision::default() });
            assert_eq!(revised.standing, [Standing::Applied], "{}: {place:?}", file.display());
            // Sources go with the last text that cites them.
            let own = |(other, _): &&(Place, String)| other.part != "sources" || place.part == "sources";
            let after = editable(&revised.letter);
            let (before, after): (Vec<_>, Vec<_>) =
                (texts.iter().filter(own).collect(), after.iter().filter(own).collect());
            let differs: Vec<&Place> =
                (0..before.len()).filter(|n| after[*n] != before[*n]).map(|n| &before[n].0).collect();
            assert_eq!((differs, after.len()), (vec![place], before.len()), "{}: {place:?}", file.display());
            assert!(after.iter().any(|(other, said)| other == place && said == "Written by hand."));
        }
    }
}

/// Where the same text stands twice in a part, an edit whose place is gone is not guessed at.
#[test]
fn an_edit_never_moves_to_one_of_two() {
    let (letter, list) = letter_with_a_list();
    let edit = |item: u32, was: &str, made: Made| {
        let place = Place { item: Some(item), ..list.clone() };
        Edit::new(place, was, made).unwrap().0
    };
    let standing = |edits: Vec<Edit>| {
        revise(letter.clone(), &Revision { edits, ..Revision::default() })
            .standing
            .iter()
            .map(standing_in_words)
            .collect::<Vec<_>>()
    };
    let first =
        editable(&letter).into_iter().find(|(place, _)| place.part == list.part && place.item == Some(1)).unwrap();
    assert_eq!(
        standing(vec![edit(9, &first.1, Made::Removed)]),
        [format!("moved to {}, paragraph 2, item 1", list.part)]
    );
    // Two edits cannot both have moved to it.
    let both = standing(vec![edit(8, &first.1, Made::Removed), edit(9, &first.1, Made::Changed("x".to_owned()))]);
    assert_eq!(both[1], "not applied; nothing there");
    // The edit at its own place comes first, wherever it stands in the revision.
    let both = standing(vec![edit(9, &first.1, Made::Changed("x".to_owned())), edit(1, &first.1, Made::Removed)]);
    assert_eq!(both, ["not applied; nothing there", "applied"]);
    let twice = Edit::new(first.0.clone(), &first.1, Made::Added(first.1.clone())).unwrap().0;
    let doubled = revise(letter.clone(), &Revision { edits: vec![twice], ..Revision::default() }).letter;
    let lost = Revision { edits: vec![edit(9, &first.1, Made::Removed)], ..Revision::default() };
    assert_eq!(
        revise(doubled, &lost).standing.iter().map(standing_in_words).collect::<Vec<_>>(),
        ["not applied; nothing there"]
    );
}

fn letter_with_a_list() -> (home_assessment::response::Letter, Place) {
    let assessment = assess(&case("autism-in-a-small-home").proposal, profile(), &context());
    let letter = revised_letter(&assessment, profile(), &Revision::default()).letter;
    (letter, Place { part: "safeguards".to_owned(), paragraph: 2, item: None })
}

#[test]
fn a_stance_without_a_reason_cannot_be_made() {
    assert!(Overridden::new(Stance::Support, " \n\u{200B}").is_err());
    assert_eq!(Overridden::new(Stance::Support, " so ").unwrap().0.reason(), "so");
}

/// Whatever stance is confirmed for whatever proposal, the letter states that one and the documents agree with it.
#[test]
fn every_stance_can_be_confirmed_for_every_kind_of_proposal() {
    let names = [
        "autism-in-a-small-home",
        "supported-accommodation",
        "certificate-for-a-good-home",
        "holding-places-not-known",
        "holding-documents-change-the-stance",
        "conflict-with-the-same-stance",
        "outside-blackpool",
        "the-councils-own-home",
        "home-or-supported-accommodation",
    ];
    for name in names {
        let loaded = case(name);
        let computed = assess(&loaded.proposal, profile(), &context());
        for stance in Stance::ALL {
            let overridden = Some(Overridden::new(*stance, "Because it was decided.").unwrap().0);
            let revision = Revision { stance: overridden, ..Revision::default() };
            let text = |wanted: Wanted| {
                render_revised(&loaded, profile(), "a.json", wanted, &context(), &revision).unwrap().text()
            };
            let (letter, note) = (text(Format::Text.into()), text(Wanted::NOTE));
            let position = &profile().wording.stances[stance.code()].position;
            let about = format!("{name}, {}:\n{letter}", stance.code());
            if *stance != computed.stance {
                assert!(letter.contains(&format!("OUR POSITION\n\n{position}.")), "{about}");
            }
            assert!(!letter.contains("it was decided") && note.contains("it was decided"), "{about}");
            let has = |heading: &str| letter.contains(&format!("\n{heading}\n"));
            assert_eq!(has("POLICY"), *stance != Stance::FactualOnly, "{about}");
            assert_eq!(has("SAFEGUARDS"), stance.rank().is_some(), "{about}");
            assert_eq!(has("LIKELY USE BY THE COUNCIL"), stance.rank().is_some(), "{about}");
            // The self-check is the provider's, and knows nothing of it.
            assert_eq!(
                text(Wanted::SELF_CHECK),
                render(&loaded, profile(), "a.json", Wanted::SELF_CHECK, &context()).unwrap().text()
            );
        }
    }
}

// ------------------------------------------------------------------------------------------------ revisions, refused

#[test]
fn revisions_are_refused_for_every_one_of_their_faults() {
    let mut wrong = Vec::new();
    let files = json_files("tests/revisions/refused");
    assert!(!files.is_empty());
    for file in files {
        let expected = fs::read_to_string(file.with_extension("expected")).unwrap();
        let mut lines = expected.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let verdict = lines.next().unwrap();
        let items: Vec<&str> = lines.map(|line| line.strip_prefix("  - ").unwrap()).collect();
        let complaint = match (verdict, revision::load(&fs::read(&file).unwrap())) {
            ("refused:", Err(faults)) => difference(&faults, &items),
            ("accepted, with these unknown keys:", Ok(read)) => {
                let same = read.unknown_keys.iter().map(String::as_str).eq(items.iter().copied());
                (!same).then(|| format!("unknown keys: {:?}", read.unknown_keys))
            }
            (_, Ok(_)) => Some("was accepted".to_owned()),
            (_, Err(faults)) => Some(format!("was refused: {faults:?}")),
        };
        wrong.extend(complaint.map(|complaint| format!("{}\n{complaint}", file.display())));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_revision_has_limits() {
    let edit =
        |n: usize, text: &str| json!({ "part": "fit", "paragraph": n + 1, "was": "a", "do": "change", "text": text });
    let file = |edits: Vec<Value>| json!({ "schema": "home-assessment/revision@1", "edits": edits }).to_string();
    let load = |text: &str| revision::load(text.as_bytes());
    let most = "x".repeat(MOST_CHARACTERS);
    assert!(load(&file(vec![edit(0, &most)])).is_ok());
    let faults = load(&file(vec![edit(0, &(most.clone() + "x"))])).unwrap_err();
    assert_eq!(faults[0].place, "edits[0].text");
    assert!(faults[0].message.contains("20001 characters; the most is 20000"), "{faults:?}");
    assert!(load(&file((0..MOST_EDITS).map(|n| edit(n, "x")).collect())).is_ok());
    let faults = load(&file((0..=MOST_EDITS).map(|n| edit(n, "x")).collect())).unwrap_err();
    assert_eq!(faults, [Fault::at("edits", "are 201; the most is 200")]);
    // Ten megabytes are refused by their size, before anything is read of them.
    let huge = vec![b'{'; 10 * 1024 * 1024];
    let faults = revision::load(&huge).unwrap_err();
    assert!(faults[0].message.contains("the file has 10485760 bytes or more"), "{faults:?}");
}

// ------------------------------------------------------------------------------------------------------------ records

/// Everything a record of a case is made from, as its .expected says.
struct Given {
    loaded: Loaded,
    profile: Profile,
    context: Context,
    answered: Option<Json>,
}

fn given(file: &Path) -> Given {
    let expected = fs::read_to_string(file.with_extension("expected")).unwrap();
    let says =
        |key: &str| expected.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": ")).map(str::to_owned);
    let beside = |folder: &str, name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(name);
        fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let profile = says("profile")
        .map_or_else(|| profile().clone(), |name| load_profile(&beside("profiles", &format!("{name}.json"))).unwrap());
    let mut loaded = proposal::load(&fs::read(file).unwrap(), &profile).unwrap();
    if let Some(name) = says("benchmark") {
        let table = beside("tests/benchmarks", &format!("{name}.csv"));
        benchmark::read(&table, &profile).unwrap().put_into(&mut loaded.form, &profile);
        loaded = loaded.read_again(&profile);
    }
    let date = Date::from_iso(&says("date").unwrap_or_else(|| DATE.to_owned())).unwrap();
    let answered = says("answered before")
        .map(|name| Json::read(&beside("tests/answered", &format!("{name}.json")), usize::MAX).unwrap());
    let context = match &answered {
        None => Context::on(date),
        Some(homes) => Context::with_answered(date, answered::read_json(homes, &profile).unwrap().0),
    };
    Given { loaded, profile, context, answered }
}

fn record_of(given: &Given, revision: &Revision) -> String {
    let Given { loaded, profile, context, answered } = given;
    record::save(&record::Inputs { file: "case.json", loaded, profile, context, answered: answered.as_ref(), revision })
        .unwrap()
}

/// The form that was read from a file is read again from the file it is saved as.
#[test]
fn every_proposal_reads_the_same_from_what_it_is_saved_as() {
    for file in json_files("tests/cases") {
        let given = given(&file);
        let saved = serde_json::to_string(&proposal::save(&given.loaded.form)).unwrap();
        let again =
            proposal::load(saved.as_bytes(), &given.profile).unwrap_or_else(|faults| panic!("{saved}: {faults:?}"));
        assert!(again.form == given.loaded.form && again.unknown_keys.is_empty(), "{}\n{saved}", file.display());
    }
}

#[test]
fn the_record_of_every_case_comes_out_the_same() {
    let revision = file_revision("support-confirmed-with-a-reason");
    let mut tried = 0;
    for (at, file) in json_files("tests/cases").iter().enumerate() {
        let given = given(file);
        let revision = if at % 5 == 0 { &revision } else { &Revision::default() };
        let saved = record_of(&given, revision);
        let read = record::load(saved.as_bytes()).unwrap_or_else(|faults| panic!("{}: {faults:?}", file.display()));
        assert!(read.unknown_keys.is_empty());
        let verified = record::verify(&read, &given.profile).unwrap();
        assert!(verified.is_same(), "{}: {:#?}", file.display(), verified.statements());
        tried += 1;
    }
    assert!(tried > 100);
}

#[test]
fn a_record_holds_what_the_response_was_made_from() {
    let revision = file_revision("support-confirmed-with-a-reason");
    let given = given(&case_file("autism-in-a-small-home"));
    let saved = record_of(&given, &revision);
    assert_eq!(saved, record_of(&given, &revision), "the same inputs give the same bytes");
    let record: Value = serde_json::from_str(&saved).unwrap();
    let letter =
        render_revised(&given.loaded, &given.profile, "", Format::Text, &given.context, &revision).unwrap().text();
    assert_eq!(record["letter"], *letter);
    assert_eq!(record["assessment"]["stance"], "support");
    assert_eq!(record["assessment"]["stance_reason"]["code"], "overridden.support-with-safeguards");
    assert_eq!(record["proposal"]["home"]["places"], 2);
    assert_eq!(record["profile"]["sha256"], given.profile.sha256());
    assert_eq!((&record["as_at"], &record["engine"]), (&json!(DATE), &json!(env!("CARGO_PKG_VERSION"))));
    assert_eq!(record["revision"]["signatory"]["name"], "Robin Example");
    assert_eq!(record["marking"], "Internal: not for publication");
    for digest in ["inputs", "json", "text", "html", "note"] {
        let digest = record["digests"][digest].as_str().unwrap();
        assert!(digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_hexdigit()), "{digest}");
    }
}

/// A sound record, changed by hand at one place: what is said of it.
#[test]
fn a_record_that_was_changed_by_hand_is_found_out() {
    let sound =
        record_of(&given(&case_file("autism-in-a-small-home")), &file_revision("support-confirmed-with-a-reason"));
    for (place, value, said) in [
        ("/proposal/home/places", json!(5), "the digest of its inputs is another"),
        ("/proposal/application/reference", json!("26/9999"), "the digest of its inputs is another"),
        ("/as_at", json!("2026-11-20"), "the digest of its inputs is another"),
        ("/revision/stance/reason", json!("Another."), "the digest of its inputs is another"),
        ("/revision/stance/stance", json!("neutral"), "the stance was support; it is now neutral"),
        ("/letter", json!("We object."), "the digest of its letter is another"),
        ("/assessment/stance", json!("neutral"), "the digest of its assessment is another"),
        ("/digests/note", json!("0".repeat(64)), "these come out otherwise: note"),
        ("/digests/inputs", json!("0".repeat(64)), "the digest of its inputs is another"),
        ("/engine", json!("9.9.9"), "it was made by version 9.9.9; this is"),
        ("/profile/edition", json!("1999-01"), "it was made with the profile lancashire 1999-01"),
    ] {
        let mut file: Value = serde_json::from_str(&sound).unwrap();
        *file.pointer_mut(place).unwrap() = value;
        let read = record::load(file.to_string().as_bytes()).unwrap_or_else(|faults| panic!("{place}: {faults:?}"));
        let verified = record::verify(&read, profile()).unwrap();
        let statements = verified.statements();
        assert!(
            !verified.is_same() && statements.iter().any(|line| line.starts_with(said)),
            "{place}: {statements:#?}"
        );
    }
}

#[test]
fn a_record_made_with_another_edition_says_what_became_of_it() {
    let given = given(&case_file("autism-in-a-small-home"));
    let record = record::load(record_of(&given, &Revision::default()).as_bytes()).unwrap();
    let mut file: Value = serde_json::from_slice(BUILT_IN_PROFILE).unwrap();
    file["edition"] = json!("2027-05");
    file["matrix"]["strong"]["unknown"] = json!("neutral");
    file["matrix"]["strong"]["none"] = json!("neutral");
    let newer = load_profile(file.to_string().as_bytes()).unwrap();
    let verified = record::verify(&record, &newer).unwrap();
    let statements = verified.statements();
    assert!(statements[0].starts_with("it was made with the profile lancashire 2026-11 ("), "{statements:#?}");
    assert!(statements[0].contains("; this is lancashire 2027-05 ("), "{statements:#?}");
    for said in [
        "the stance was support-with-safeguards; it is now neutral",
        "these come out otherwise: json, text, html, note",
        "- We support this application, provided the safeguards below are secured",
        "+ We neither support nor oppose this application",
    ] {
        assert!(statements.iter().any(|line| line.starts_with(said)), "{said} in {statements:#?}");
    }
    assert_eq!(verified.changed_by_hand, Vec::<&str>::new());
}

#[test]
fn a_record_that_is_cut_off_is_refused_wherever_it_is_cut() {
    let whole = record_of(&given(&case_file("autism-in-a-small-home")), &Revision::default());
    let end = whole.trim_end().len();
    let cuts: BTreeSet<usize> = (0..end).step_by(61).chain(0..120).chain(end - 120..end).collect();
    for cut in cuts {
        let found = record::load(&whole.as_bytes()[..cut]);
        assert!(found.is_err(), "cut at byte {cut}");
    }
    assert!(record::load(whole.as_bytes()).is_ok());
}

#[test]
fn what_is_no_record_is_refused_with_its_place() {
    let sound = record_of(&given(&case_file("autism-in-a-small-home")), &file_revision("signed-by-name-alone"));
    let with = |place: &str, value: Value| {
        let mut file: Value = serde_json::from_str(&sound).unwrap();
        *file.pointer_mut(place).unwrap() = value;
        file.to_string()
    };
    let cases: Vec<(String, &[&str])> = vec![
        (String::new(), &["the file: the file is empty"]),
        ("[]".to_owned(), &["the file: the file is a list but must be an object"]),
        ("{}".to_owned(), &["schema: is missing; it must be “home-assessment/record@1”"]),
        (
            with("/schema", json!("home-assessment/record@2")),
            &["schema: the file is “home-assessment/record@2”, written for another version"],
        ),
        (with("/schema", json!("home-assessment/proposal@1")), &["schema: the file is of another kind"]),
        (
            with("/proposal/schema", json!("home-assessment/proposal@2")),
            &["proposal.schema: the file is “home-assessment/proposal@2”"],
        ),
        (
            with("/revision/schema", json!("home-assessment/revision@2")),
            &["revision.schema: the file is “home-assessment/revision@2”"],
        ),
        (
            with("/assessment/schema", json!("home-assessment/assessment@2")),
            &["assessment.schema: the file is “home-assessment/assessment@2”"],
        ),
        (with("/as_at", json!("21/11/2026")), &["as_at: is not a date"]),
        (with("/proposal", json!([])), &["proposal: is a list but must be an object"]),
        (with("/letter", json!(7)), &["letter: is a number but must be a text"]),
        (
            with("/digests", json!({ "text": 1 })),
            &[
                "digests.text: is a number but must be a text",
                "digests.inputs: is missing",
                "digests.json: is missing",
                "digests.html: is missing",
                "digests.note: is missing",
            ],
        ),
        (with("/revision/signatory/name", json!(" ")), &["revision.signatory.name: is empty"]),
        (sound.replacen("\"letter\":", "\"letter\": \"\", \"letter\":", 1), &["letter: is written twice"]),
        (
            sound.replacen("\"places\": 2", "\"places\": 2, \"places\": 3", 1),
            &["proposal.home.places: is written twice"],
        ),
    ];
    let mut wrong = Vec::new();
    for (text, wanted) in cases {
        let found = record::load(text.as_bytes());
        let complaint = match found {
            Ok(_) => Some("was accepted".to_owned()),
            Err(faults) => difference(&faults, wanted),
        };
        wrong.extend(complaint.map(|complaint| format!("{wanted:?}\n{complaint}")));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    let faults = record::load(&vec![b' '; record::MOST_BYTES + 1]).unwrap_err();
    assert!(faults[0].message.contains("the most is"), "{faults:?}");
    // What a profile cannot read is refused when the record is verified, with its place.
    let strange = record::load(with("/proposal/home", json!({ "places": 400 })).as_bytes()).unwrap();
    let faults = record::verify(&strange, profile()).unwrap_err();
    assert_eq!(faults[0].place, "proposal.home.places");
    // Keys that are not known are named.
    let more = record::load(sound.replacen("\"letter\":", "\"more\": 1, \"letter\":", 1).as_bytes()).unwrap();
    assert_eq!(more.unknown_keys, ["more"]);
}

// ------------------------------------------------------------------------------------------------------ planning data

/// The names of the ODP schemas, 0.7.7 (`postSubmissionApplication`), and of the BOPS form: every key that the export may
/// have, by its path, and whether it must be there.
const NAMES: &[(&str, bool)] = &[
    ("schema", true),
    ("written_for.schema", true),
    ("written_for.version", true),
    ("comments.specialist.summary.totalComments", true),
    ("comments.specialist.summary.totalConsulted", true),
    ("comments.specialist.summary.sentiment.approved", true),
    ("comments.specialist.summary.sentiment.amendmentsNeeded", true),
    ("comments.specialist.summary.sentiment.objected", true),
    ("comments.specialist.comments[].id", true),
    ("comments.specialist.comments[].organisationSpecialism", true),
    ("comments.specialist.comments[].jobTitle", true),
    ("comments.specialist.comments[].reason", true),
    ("comments.specialist.comments[].firstConsultedAt", false),
    ("comments.specialist.comments[].name.singleLine", true),
    ("comments.specialist.comments[].comments[].id", true),
    ("comments.specialist.comments[].comments[].sentiment", false),
    ("comments.specialist.comments[].comments[].comment", true),
    ("comments.specialist.comments[].comments[].files", true),
    ("comments.specialist.comments[].comments[].metadata.submittedAt", true),
    ("responses[].question", true),
    ("responses[].responses[].value", true),
    ("responses[].metadata.policyRefs[].text", false),
    ("responses[].metadata.sectionName", true),
    ("bops.summary_tag", false),
    ("bops.response", true),
];

fn exported(name: &str, revision: &Revision, tag: Option<Sentiment>) -> (Value, Vec<String>) {
    let assessment = assess(&case(name).proposal, profile(), &context());
    let export = planning_data::export(&assessment, profile(), revision, tag);
    let open = export.open.iter().map(ToString::to_string).collect();
    (serde_json::from_str(&export.text).unwrap(), open)
}

#[test]
fn planning_data_has_the_names_of_the_schemas_and_no_others() {
    for name in ["autism-in-a-small-home", "supported-accommodation", "holding-places-not-known", "declined"] {
        for tag in [None, Some(Sentiment::AmendmentsNeeded)] {
            let (export, _) = exported(name, &file_revision("signed-by-name-alone"), tag);
            let mut paths = BTreeSet::new();
            leaves(&export, "", &mut paths);
            for path in &paths {
                assert!(NAMES.iter().any(|(known, _)| known == path), "{name}: {path} is no name of the schemas");
            }
            for (path, needed) in NAMES {
                assert!(!needed || paths.contains(*path), "{name}: {path} is missing");
            }
            assert_eq!(export["written_for"]["version"], "0.7.7");
            let specialist = &export["comments"]["specialist"]["comments"][0];
            assert_eq!(specialist["name"]["singleLine"], "Robin Example");
            assert_eq!(specialist["comments"][0]["metadata"]["submittedAt"], "2026-11-21T00:00:00Z");
            assert_eq!(specialist["comments"][0]["comment"], export["bops"]["response"]);
        }
    }
}

/// The dotted paths of everything that holds no more keys.
fn leaves(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(keys) => {
            for (key, inner) in keys {
                leaves(inner, &if path.is_empty() { key.clone() } else { format!("{path}.{key}") }, found);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            items.iter().for_each(|item| leaves(item, &format!("{path}[]"), found))
        }
        _ => drop(found.insert(path.to_owned())),
    }
}

/// No stance is the same as a tag: none is written before an officer has confirmed one, and the stance stays in the text.
#[test]
fn a_tag_is_written_only_where_an_officer_confirmed_it() {
    let name = "autism-in-a-small-home";
    let (export, open) = exported(name, &Revision::default(), None);
    let comment = &export["comments"]["specialist"]["comments"][0]["comments"][0];
    assert!(comment.get("sentiment").is_none() && export["bops"].get("summary_tag").is_none());
    assert!(
        open[0].starts_with(
            "tag: is not confirmed, so none is written; give one of approved, amendments-needed, objected"
        )
    );
    assert!(open[0].ends_with("for “support-with-safeguards” the profile suggests amendments-needed"), "{open:?}");
    assert!(open[1].starts_with("application.received: is not known"), "{open:?}");
    for (tag, sentiment, summary_tag) in [
        (Sentiment::Approved, "approved", "approved"),
        (Sentiment::AmendmentsNeeded, "amendmentsNeeded", "amendments_needed"),
        (Sentiment::Objected, "objected", "objected"),
    ] {
        let in_revision = Revision { tag: Some(tag), ..Revision::default() };
        // What is given on the command line goes before what the revision has.
        let other = Revision { tag: Some(Sentiment::Objected), ..Revision::default() };
        for (export, open) in [exported(name, &in_revision, None), exported(name, &other, Some(tag))] {
            let comment = &export["comments"]["specialist"]["comments"][0]["comments"][0];
            assert_eq!(
                (&comment["sentiment"], &export["bops"]["summary_tag"]),
                (&json!(sentiment), &json!(summary_tag))
            );
            assert_eq!(export["comments"]["specialist"]["summary"]["sentiment"][sentiment], 1);
            assert!(comment["comment"].as_str().unwrap().contains("provided the safeguards below are secured"));
            assert!(!open.iter().any(|line| line.starts_with("tag")), "{open:?}");
        }
    }
    let (_, open) = exported("certificate-for-a-good-home", &Revision::default(), None);
    assert!(open[0].ends_with("for “factual-only” the profile suggests none"), "{open:?}");
}

/// An officer may confirm any tag, and is told where it says the opposite of the letter.
#[test]
fn a_tag_that_contradicts_the_letter_is_written_and_pointed_out() {
    use Sentiment::{AmendmentsNeeded, Approved, Objected};
    for (stance, contradicts) in [
        (Stance::Support, Some(Objected)),
        (Stance::WithSafeguards, None),
        (Stance::Neutral, Some(Objected)),
        (Stance::DoesNotSupport, Some(Approved)),
        (Stance::Holding, None),
        (Stance::FactualOnly, None),
    ] {
        let confirmed = Overridden::new(stance, "Agreed.").unwrap().0;
        for tag in [Approved, AmendmentsNeeded, Objected] {
            let revision = Revision { stance: Some(confirmed.clone()), tag: Some(tag), ..Revision::default() };
            let (export, open) = exported("autism-in-a-small-home", &revision, None);
            let said = open.iter().any(|line| line.starts_with(&format!("tag: {} contradicts the letter", tag.code())));
            assert_eq!(said, contradicts == Some(tag), "{} for {}: {open:?}", tag.code(), stance.code());
            assert!(export["bops"].get("summary_tag").is_some(), "it is written as it was confirmed");
        }
    }
}

/// What a record says and the program does not read is named, wherever it stands; it makes no other document.
#[test]
fn what_a_record_holds_beside_what_is_read_is_named_and_so_is_a_stance_that_was_confirmed_over_another() {
    let given = given(&case_file("autism-in-a-small-home"));
    let text = record_of(&given, &file_revision("confirmed-over-another-stance"));
    let verified = |text: &str| record::verify(&record::load(text.as_bytes()).unwrap(), profile()).unwrap();
    let whole = verified(&text);
    let over = "the stance was confirmed over neutral, and the computed one is now support-with-safeguards";
    assert!(whole.is_same() && whole.unknown_keys.is_empty(), "{:?}", whole.statements());
    assert!(whole.statements().len() == 1 && whole.statements()[0].starts_with(over), "{:?}", whole.statements());

    let mut record: Value = serde_json::from_str(&text).unwrap();
    record["more"] = json!(1);
    record["proposal"]["children"]["shoe_size"] = json!(4);
    record["assessment"]["mood"] = json!("good");
    record["assessment"]["findings"][0]["colour"] = json!("red");
    let homes = json!([{ "proposal": { "application": { "planning_authority": "E07000120" }, "hat": 1 },
        "stance": "support", "answered_on": "2026-10-02" }]);
    record["answered"] = json!({ "schema": "home-assessment/answered@1", "homes": homes });
    let changed = verified(&record.to_string());
    assert_eq!(
        changed.unknown_keys,
        [
            "more",
            "proposal.children.shoe_size",
            "answered.homes[0].proposal.hat",
            "assessment.findings[0].colour",
            "assessment.mood",
        ]
    );
    assert!(!changed.is_same(), "it was changed by hand");
    for key in &changed.unknown_keys {
        let said = format!("{key} is not a known key and was not used");
        assert!(changed.statements().contains(&said), "{said}: {:?}", changed.statements());
    }
}

/// A record says over which stance another was confirmed, also where the revision did not.
#[test]
fn a_record_says_over_which_stance_another_was_confirmed() {
    let given = given(&case_file("autism-in-a-small-home"));
    for (name, over) in
        [("support-confirmed-with-a-reason", "support-with-safeguards"), ("confirmed-over-another-stance", "neutral")]
    {
        let record: Value = serde_json::from_str(&record_of(&given, &file_revision(name))).unwrap();
        assert_eq!(record["revision"]["stance"]["over"], over, "{name}");
    }
}

#[test]
fn the_reasoning_of_planning_data_is_the_letter_part_by_part() {
    let (export, _) = exported("autism-in-a-small-home", &Revision::default(), None);
    let responses = export["responses"].as_array().unwrap();
    let letter = export["bops"]["response"].as_str().unwrap();
    assert!(responses.len() > 8);
    for part in responses {
        assert_eq!(part["question"], part["metadata"]["sectionName"]);
        for response in part["responses"].as_array().unwrap() {
            assert!(letter.contains(response["value"].as_str().unwrap()), "{response}");
        }
    }
    let policy = responses.iter().find(|part| part["question"] == "Policy").unwrap();
    assert_eq!(policy["metadata"]["policyRefs"][0]["text"], "Children Act 1989, section 22G");
    // The same letter has the same ids, another letter others.
    let id = |name: &str| {
        exported(name, &Revision::default(), None).0["comments"]["specialist"]["comments"][0]["id"].clone()
    };
    assert_eq!(id("autism-in-a-small-home"), id("autism-in-a-small-home"));
    assert_ne!(id("autism-in-a-small-home"), id("declined"));
}

// --------------------------------------------------------------------------------------------------- the command line

#[test]
fn the_command_line_revises_records_verifies_and_exports() {
    let folder = Folder::new("all").with("a.json", &fs::read_to_string(case_file("autism-in-a-small-home")).unwrap());
    let revision = fs::read_to_string(revision_file("flagged-when-the-answers-change")).unwrap();
    let folder = folder
        .with("r.json", &revision.replacen('{', "{ \"more\": 1,", 1).replace("two places. It", "many places. It"))
        .with(
            "bad.json",
            "{\"schema\":\"home-assessment/revision@1\",\"stance\":{\"stance\":\"support\",\"reason\":\"\"}}",
        );
    let run = folder.run("assess a.json --date 2026-11-21 --format text --revision r.json");
    assert_eq!(run.status, 0);
    let said: Vec<&str> = run.stderr.lines().collect();
    assert_eq!(said[0], "r.json: more: is not a known key and was not used");
    assert!(
        said[1]
            .starts_with("r.json: edits[0]: was not applied: the generated text at its place is now “The application"),
        "{said:?}"
    );
    let run = folder.run("assess a.json --date 2026-11-21 --format text --revision bad.json");
    assert_eq!((run.status, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.starts_with("bad.json: stance.reason: is empty"), "{}", run.stderr);

    // A record, twice the same, and verified.
    let run = folder.run("assess a.json --date 2026-11-21 --format record --out .");
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert_eq!(
        fs::read_to_string(folder.root.join("a.record.json")).unwrap(),
        folder.run("assess a.json --date 2026-11-21 --format record").stdout
    );
    let run = folder.run("verify a.record.json");
    assert_eq!(
        (run.status, run.stdout.as_str(), run.stderr.as_str()),
        (0, "a.record.json: the same, byte for byte\n", "")
    );
    let record = fs::read_to_string(folder.root.join("a.record.json")).unwrap();
    let folder = folder
        .with("changed.json", &record.replace("\"places\": 2", "\"places\": 3"))
        .with("cut.json", &record[..record.len() / 2]);
    let run = folder.run("verify changed.json a.record.json");
    assert_eq!(run.status, 0, "a difference is a result");
    assert!(run.stdout.starts_with("changed.json: differs\n  the digest of its inputs is another"), "{}", run.stdout);
    assert!(run.stdout.ends_with("a.record.json: the same, byte for byte\n"));
    let run = folder.run("verify cut.json a.record.json missing.json");
    assert_eq!((run.status, run.stdout.as_str()), (1, "a.record.json: the same, byte for byte\n"));
    assert!(run.stderr.starts_with("cut.json: the file breaks off; get a complete copy"), "{}", run.stderr);

    // Planning data, with and without a confirmed tag.
    let run = folder.run("assess a.json --date 2026-11-21 --format planning-data");
    assert!(run.status == 0 && run.stderr.starts_with("a.json: tag: is not confirmed"), "{}", run.stderr);
    let run = folder.run("assess a.json --date 2026-11-21 --format planning-data --tag objected");
    assert!(run.status == 0 && run.stdout.contains("\"summary_tag\": \"objected\""), "{}", run.stdout);

    // A position confirmed over another than the computed one.
    let stale = fs::read_to_string(revision_file("confirmed-over-another-stance")).unwrap();
    let folder = folder.with("stale.json", &stale);
    let run = folder.run("assess a.json --date 2026-11-21 --format text --revision stale.json");
    let said = "stale.json: stance.over: the stance was confirmed over neutral, and the computed one is now support-with-safeguards";
    assert!(run.status == 0 && run.stderr.starts_with(said), "{}", run.stderr);
    assert!(run.stdout.contains("We support this application."), "{}", run.stdout);
    let run = folder.run("assess a.json --date 2026-11-21 --format planning-data --revision stale.json --tag objected");
    assert!(run.status == 0 && run.stderr.contains("a.json: tag: objected contradicts the letter"), "{}", run.stderr);

    // Wrong usage.
    for arguments in [
        "assess a.json a.json --revision r.json",
        "assess a.json --tag objected",
        "assess a.json a.json --format planning-data --tag objected",
        "assess a.json --format planning-data --tag fine",
        "verify",
    ] {
        assert_eq!(folder.run(arguments).status, 2, "{arguments}");
    }
    // Nothing is written over a revision.
    let folder = folder.with("sub/r.txt", "").with("b.txt", &revision);
    fs::copy(folder.root.join("a.json"), folder.root.join("b.json")).unwrap();
    assert_eq!(folder.run("assess b.json --format text --revision b.txt --out .").status, 2);
}

// ------------------------------------------------------------------------------------------------------------ helpers

fn profile() -> &'static Profile {
    static PROFILE: OnceLock<Profile> = OnceLock::new();
    PROFILE.get_or_init(|| load_profile(BUILT_IN_PROFILE).expect("the built-in profile is refused"))
}

fn context() -> Context {
    Context::on(Date::from_iso(DATE).unwrap())
}

fn json_files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let stems: BTreeSet<PathBuf> =
        files.iter().filter(|file| file.is_file()).map(|file| file.with_extension("")).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "json"));
    files.sort();
    assert_eq!(stems.len(), files.len(), "a file has no partner: each case is NAME.json with NAME.expected");
    files
}

fn case_file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(format!("{name}.json"))
}

fn case(name: &str) -> Loaded {
    case_with(name, &[])
}

/// A case with other answers, each written `path = value`.
fn case_with(name: &str, with: &[String]) -> Loaded {
    let mut file: Value = serde_json::from_slice(&fs::read(case_file(name)).unwrap()).unwrap();
    for change in with {
        let (path, value) = change.split_once(" = ").unwrap();
        let mut here = &mut file;
        for step in path.split('.') {
            here = here.as_object_mut().unwrap().entry(step).or_insert_with(|| json!({}));
        }
        *here = serde_json::from_str(value).unwrap();
    }
    proposal::load(file.to_string().as_bytes(), profile()).unwrap_or_else(|faults| panic!("{name}: {faults:?}"))
}

fn revision_file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/revisions").join(format!("{name}.json"))
}

fn file_revision(name: &str) -> Revision {
    revision::load(&fs::read(revision_file(name)).unwrap()).unwrap().revision
}

/// Every fault wanted, written `PLACE: WHAT IS SAID`, must be found once, and no others.
fn difference(found: &[Fault], wanted: &[&str]) -> Option<String> {
    let mut left: Vec<&Fault> = found.iter().collect();
    let mut complaint = String::new();
    for line in wanted {
        let (place, said) = line.split_once(": ").unwrap();
        let place = if place == "the file" { "" } else { place };
        match left.iter().position(|fault| fault.place == place && fault.message.contains(said)) {
            Some(at) => drop(left.remove(at)),
            None => complaint.push_str(&format!("  not said: {line}\n")),
        }
    }
    complaint.extend(left.iter().map(|fault| format!("  but said: {fault}\n")));
    (!complaint.is_empty()).then_some(complaint)
}

struct Run {
    status: i32,
    stdout: String,
    stderr: String,
}

/// A folder of its own for each test.
struct Folder {
    root: PathBuf,
}

impl Folder {
    fn new(name: &str) -> Folder {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("records").join(name);
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(&root).unwrap();
        Folder { root }
    }

    fn with(self, name: &str, text: &str) -> Folder {
        let path = self.root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    fn run(&self, arguments: &str) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_home-assessment"));
        let output = command.current_dir(&self.root).args(arguments.split_whitespace()).output().unwrap();
        Run {
            status: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}
