//! Bad input. A proposal or a profile with anything wrong is refused whole, and everything that is wrong is said at
//! once: the place, as a dotted path, and what to do about it.
//!
//! To add a proposal that must be refused, put NAME.json into `tests/refused` with NAME.expected beside it:
//!
//! ```text
//! # What the case is about.
//! refused:
//!   - home.places: a part of what is said of it
//! ```
//!
//! Every fault of the file must be listed, in any order. A fault of the file as a whole has the place `the file`. A file
//! that must be accepted has the line `accepted, with these unknown keys:` and the keys, if there are any.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::as_conversions,
    missing_docs
)]

use home_assessment::exchange::proposal;
use home_assessment::form::Field;
use home_assessment::text::is_invisible;
use home_assessment::{
    BUILT_IN_PROFILE, Context, Date, Fault, Format, Kind, Profile, Wanted, assess, load_profile, outlook, render, write,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::{OnceLock, mpsc};
use std::time::Duration;

// ------------------------------------------------------------------------------------------------ proposals, as files

#[test]
fn the_files_of_the_folder_are_refused_for_every_one_of_their_faults() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/refused");
    let mut wrong = Vec::new();
    let mut cases = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let file = entry.unwrap().path();
        match file.extension().and_then(|ending| ending.to_str()) {
            Some("json") => {}
            Some("expected") => {
                assert!(file.with_extension("json").exists(), "{} has no .json beside it", file.display());
                continue;
            }
            _ => panic!("{} is neither NAME.json nor NAME.expected", file.display()),
        }
        cases += 1;
        let expected = fs::read_to_string(file.with_extension("expected")).unwrap();
        let mut lines = expected.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
        let verdict = lines.next().unwrap_or_default();
        let items: Vec<&str> = lines.map(|line| line.strip_prefix("  - ").unwrap_or(line)).collect();
        let found = proposal::load(&fs::read(&file).unwrap(), profile());
        let complaint = match (verdict, found) {
            ("refused:", Err(faults)) => {
                let wanted: Vec<(&str, &str)> = items.iter().filter_map(|item| item.split_once(": ")).collect();
                assert_eq!(wanted.len(), items.len(), "{}: every line is “  - PLACE: WHAT IS SAID”", file.display());
                difference(&faults, &wanted)
            }
            ("accepted, with these unknown keys:", Ok(loaded)) => {
                let (found, wanted): (BTreeSet<&str>, BTreeSet<&str>) =
                    (loaded.unknown_keys.iter().map(String::as_str).collect(), items.into_iter().collect());
                (found != wanted).then(|| format!("  unknown keys: {found:?}\n  instead of:   {wanted:?}"))
            }
            ("refused:", Ok(_)) => Some("  was accepted".to_owned()),
            (_, Ok(_)) => Some(format!("  “{verdict}” is neither “refused:” nor “accepted, with these unknown keys:”")),
            (_, Err(faults)) => Some(format!("  was refused:\n{}", listed(&faults))),
        };
        wrong.extend(complaint.map(|complaint| format!("{}\n{complaint}", file.display())));
    }
    assert!(cases > 0, "tests/refused holds no cases");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

// ------------------------------------------------------------------------------------ proposals, one answer at a time

/// An answer, what is written for it, and a part of what must be said.
const REFUSED: &[(&str, &str, &str)] = &[
    // Fees are amounts of money: nothing is guessed.
    ("fees.weekly", r#""£5,2oo""#, "is not an amount of money; write pounds a week, for example 5200.00"),
    ("fees.weekly", r#""-1""#, "is below zero"),
    ("fees.weekly", "-1", "is below zero"),
    ("fees.weekly", r#""5200.005""#, "has more than two decimal places"),
    ("fees.weekly", "5200.005", "has more than two decimal places"),
    ("fees.weekly", r#""1e9""#, "is not an amount of money"),
    ("fees.weekly", "1e9", "is above £50000 a week; if it is the yearly fee"),
    ("fees.weekly", "123456789012345678901234567890", "is above £50000 a week"),
    ("fees.weekly", r#""0""#, "is not above zero"),
    ("fees.weekly", r#""5,20""#, "is not an amount of money"),
    ("fees.weekly", r#""5200 a week""#, "is not an amount of money"),
    ("fees.weekly", r#""€5200""#, "is not an amount of money"),
    ("fees.weekly", r#""NaN""#, "is not an amount of money"),
    ("fees.weekly", "true", "is true or false but must be an amount"),
    ("fees.weekly", "[5200]", "is a list but must be an amount"),
    ("fees.weekly_max", "{}", "is an object but must be an amount"),
    ("fees.breakdown.direct-care", r#""3,10""#, "is not an amount of money"),
    ("fees.breakdown.bricks", r#""1.00""#, "“bricks” is not a fee heading of this profile; they are direct-care"),
    ("fees.carecubed.benchmark.surplus", r#""-0.01""#, "is below zero"),
    ("fees.explanations.surplus.accepted", r#""yes""#, "is a text but must be true or false"),
    // Places are whole numbers within reason.
    ("home.places", "0", "“0” is outside 1 to 99"),
    ("home.places", "400", "“400” is outside 1 to 99"),
    ("home.places", r#""two""#, "is not a whole number; write it in figures"),
    ("home.places", "2.5", "is not a whole number"),
    ("home.places", "-1", "“-1” is outside 1 to 99"),
    ("home.places", "99999999999999999999", "is outside 1 to 99"),
    ("home.places", "true", "is true or false but must be a whole number"),
    ("home.places", "[2]", "is a list but must be a whole number"),
    ("site.nearest_home_metres", r#""40 m""#, "is not a whole number"),
    // Ages are those of children.
    ("children.age_min", "18", "“18” is above 17; a children’s home is for children under 18"),
    ("children.age_min", "25", "is above 17"),
    ("children.age_min", r#""8-17""#, "is not an age; write one whole number of years"),
    ("children.age_min", "-1", "is not an age"),
    ("children.age_min", "8.5", "is not an age"),
    ("children.age_max", "25", "“25” is above 18"),
    ("children.age_max", r#""8-17""#, "is not an age"),
    ("children.age_max", r#""under 0""#, "no child is under 0"),
    // Dates exist.
    ("application.received", r#""2026-02-30""#, "is not a date; write it like 2026-10-02"),
    ("application.received", r#""2026-1-2""#, "is not a date"),
    ("application.received", r#""30/02/2026""#, "is not a date"),
    ("application.received", r#""10000-01-01""#, "is not a date"),
    ("application.received", "20261002", "is a number but must be a text"),
    // Places on the map.
    ("site.postcode", r#""BB5""#, "is not a full postcode; write it like BB5 3AA"),
    ("site.postcode", r#""BB5 3AAA""#, "is not a full postcode"),
    ("site.postcode", r#""ＢＢ5 3AA""#, "is not a full postcode"),
    ("site.postcode", "5", "is a number but must be a text"),
    ("application.planning_authority", r#""Burnley""#, "is not an area code"),
    ("application.planning_authority", r#""E0700012""#, "for example E07000120"),
    ("application.planning_authority", r#""""#, "is missing; give the planning authority’s area code"),
    ("application.planning_authority", "null", "is missing"),
    ("application.planning_authority", "7000120", "is a number but must be a text"),
    // Codes are written exactly.
    ("children.needs", r#"["naughtiness"]"#, "“naughtiness” is not a need code; the codes are emotional-mental-health"),
    ("children.needs", r#""self-harm""#, "is a text but must be a list of texts"),
    ("home.model", r#""Solo""#, "“Solo” is not one of solo, small"),
    ("home.model", "1", "is a number but must be a text"),
    ("home.waking_night", r#""yes""#, "is a text but must be true or false"),
    ("home.waking_night", "1", "is a number but must be true or false"),
    // Texts have a length.
    ("application.documents", r#""planning statement""#, "is a text but must be a list of texts"),
    ("provider.name", "{}", "is an object but must be a text"),
];

#[test]
fn every_wrong_answer_is_refused_with_its_place_and_a_remedy() {
    let mut wrong = Vec::new();
    for (path, written, said) in REFUSED {
        let found = proposal::load(with_answer(path, written).as_bytes(), profile());
        wrong.extend(complaint(&format!("{path}: {written}"), found, &[(path, said)]));
    }
    let long = format!("\"{}\"", "x".repeat(1_000_000));
    for path in ["site.location_concern", "application.reference", "provider.name", "fees.explanations.surplus.reason"]
    {
        let found = proposal::load(with_answer(path, &long).as_bytes(), profile());
        wrong.extend(complaint(
            "a text of a megabyte",
            found,
            &[(path, "the text has 1000000 characters; the most is")],
        ));
    }
    for (documents, said) in [
        (vec!["planning statement".to_owned(); 51], "51 documents are listed; the most is 50"),
        (vec!["x".repeat(301)], "the text has 301 characters; the most is 300"),
    ] {
        let path = "application.documents";
        let found = proposal::load(with_answer(path, &json!(documents).to_string()).as_bytes(), profile());
        wrong.extend(complaint(said, found, &[(path, said)]));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// An answer, what is written for it, and the note that says how it was read; nothing where it is plain.
const ACCEPTED: &[(&str, &str, &str)] = &[
    ("fees.weekly", r#""5200.00""#, ""),
    ("fees.weekly", r#""£5,200""#, ""),
    ("fees.weekly", "5200.5", ""),
    ("fees.weekly", r#""50000""#, ""),
    ("fees.breakdown.surplus", r#""0""#, ""),
    ("home.places", "99", ""),
    ("home.places", r#"" 2 ""#, ""),
    ("children.age_min", r#""12+""#, "“12+” is read as 12 and over, under 18"),
    ("children.age_max", r#""up to 18""#, "“up to 18” is read as under 18"),
    ("children.age_max", "18", "“18” is read as under 18"),
    ("children.age_max", r#""under 18""#, ""),
    ("site.postcode", r#""bb53aa""#, ""),
    ("application.planning_authority", r#""e07000120""#, ""),
    ("application.planning_authority", r#""E99999999""#, ""),
    ("application.received", r#""2024-02-29""#, ""),
    ("application.received", r#""02/10/2026""#, "2 October 2026"),
    ("children.needs", "[]", ""),
    ("children.needs", r#"["autism", "autism"]"#, ""),
    ("application.reference", r#""11/25\u202e/0120""#, "invisible or direction-changing character"),
    ("home.places", r#""""#, ""),
];

#[test]
fn what_can_only_mean_one_thing_is_accepted_and_said_where_it_is_not_plain() {
    for (path, written, note) in ACCEPTED {
        let loaded = proposal::load(with_answer(path, written).as_bytes(), profile())
            .unwrap_or_else(|faults| panic!("{path}: {written} was refused:\n{}", listed(&faults)));
        let notes: Vec<String> = loaded.notes.iter().map(ToString::to_string).collect();
        let as_wanted = match (*note, notes.as_slice()) {
            ("", notes) => notes.is_empty(),
            (note, [found]) => found.starts_with(&format!("{path}: ")) && found.contains(note),
            _ => false,
        };
        assert!(as_wanted, "{path}: {written} has the notes {notes:?}, not “{note}”");
    }
}

#[test]
fn null_and_an_absent_key_mean_the_same() {
    let absent = proposal::load(sound().to_string().as_bytes(), profile()).unwrap();
    for field in Field::FIXED.iter().filter(|field| **field != Field::PlanningAuthority) {
        let mut file = sound();
        set(&mut file, &field.path(), Value::Null);
        let mut without = sound();
        take(&mut without, &field.path());
        let [null, without] =
            [file, without].map(|file| proposal::load(file.to_string().as_bytes(), profile()).map_err(|f| listed(&f)));
        assert_eq!(null, without, "{field}");
    }
    assert!(absent.unknown_keys.is_empty());
}

// -------------------------------------------------------------------------------------- proposals, the file as a whole

#[test]
fn a_file_that_is_no_proposal_is_refused() {
    let deep = |open: &str| open.repeat(100_000).into_bytes();
    let mut latin = with_answer("site.settlement", "\"Caf@\"").into_bytes();
    let at = latin.iter().position(|byte| *byte == b'@').unwrap();
    latin[at] = 0xE9;
    let text = |text: &str| text.as_bytes().to_vec();
    let cases: Vec<(&str, Vec<u8>, &str, &str)> = vec![
        ("nothing", vec![], "the file", "is empty"),
        ("white space", text(" \n\t "), "the file", "is empty"),
        ("a byte order mark alone", text("\u{FEFF}"), "the file", "is empty"),
        ("not JSON", text("Dear Sir or Madam"), "the file", "is not valid JSON: expected value at line 1 column 1"),
        ("cut short", text(r#"{"home":"#), "the file", "the file breaks off; get a complete copy"),
        ("a comma too many", text(r#"{"home":{},}"#), "the file", "correct the file at that place"),
        ("two files in one", text("{} {}"), "the file", "is not valid JSON"),
        ("a comment", text("{} // done"), "the file", "is not valid JSON"),
        ("single quotation marks", text("{'home': {}}"), "the file", "is not valid JSON"),
        ("not a number", text(&with_answer("fees.weekly", "NaN")), "the file", "is not valid JSON"),
        ("a number beyond all numbers", text(&with_answer("home.places", "1e400")), "the file", "is not valid JSON"),
        ("half an emoji", text(&with_answer("site.address", r#""\ud83c""#)), "the file", "is not valid JSON"),
        ("a raw line break in a text", text(&with_answer("site.address", "\"a\nb\"")), "the file", "is not valid JSON"),
        ("not UTF-8", latin, "the file", "is not UTF-8 text (byte "),
        ("UTF-16", b"\xFF\xFE{\0}\0".to_vec(), "the file", "is not UTF-8 text (byte 0)"),
        ("a list", text("[]"), "the file", "is a list but must be an object"),
        ("a text", text(r#""proposal""#), "the file", "is a text but must be an object"),
        ("null", text("null"), "the file", "is null but must be an object"),
        ("nothing in it", text("{}"), "application.planning_authority", "is missing; give"),
        ("lists in lists", deep("["), "the file", "recursion limit exceeded"),
        ("objects in objects", deep("{\"a\":"), "the file", "recursion limit exceeded"),
        ("two megabytes", vec![b' '; 2 << 20], "the file", "has 2097152 bytes or more; the most is 1048576"),
        (
            "a newer version",
            text(r#"{"schema":"home-assessment/proposal@2"}"#),
            "schema",
            "written for another version; this one reads",
        ),
        (
            "a much newer version",
            text(r#"{"schema":"home-assessment/proposal@10"}"#),
            "schema",
            "written for another version; this one reads",
        ),
        (
            "a profile",
            BUILT_IN_PROFILE.to_vec(),
            "schema",
            "is of another kind; it must be “home-assessment/proposal@1”",
        ),
        ("an assessment", text(r#"{"schema":"home-assessment/assessment@1"}"#), "schema", "is of another kind"),
        ("a schema that is no text", text(r#"{"schema":1}"#), "schema", "is of another kind"),
    ];
    let mut wrong = Vec::new();
    for (what, bytes, place, said) in cases {
        wrong.extend(complaint(what, proposal::load(&bytes, profile()), &[(place, said)]));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_byte_order_mark_does_no_harm() {
    let plain = sound().to_string();
    let marked = format!("\u{FEFF}{plain}");
    assert_eq!(proposal::load(marked.as_bytes(), profile()), proposal::load(plain.as_bytes(), profile()));
}

#[test]
fn a_file_cut_short_anywhere_is_refused_and_a_damaged_one_never_harms() {
    let whole = sound().to_string().into_bytes();
    assert!(proposal::load(&whole, profile()).is_ok());
    for length in 0..whole.len() {
        let faults = proposal::load(&whole[..length], profile()).expect_err("a part of the file was accepted");
        assert!(faults.iter().all(|fault| !fault.message.is_empty()) && !faults.is_empty());
    }
    for at in 0..whole.len() {
        for byte in *b"\0 \"\\{}[],:-9ex\xC3\xFF" {
            let mut damaged = whole.clone();
            damaged[at] = byte;
            if let Err(faults) = proposal::load(&damaged, profile()) {
                assert!(!faults.is_empty());
            }
        }
    }
}

/// A hundred thousand keys make the file a megabyte: the time must not grow with the square of their number. The limit
/// is there to end a hopeless run, not to measure a good one.
#[test]
fn a_file_of_nothing_but_unknown_keys_is_done_in_no_time() {
    let keys = |shape: &dyn Fn(usize) -> String| (0..100_000).map(shape).collect::<Vec<_>>().join(",");
    let authority = r#""application":{"planning_authority":"E07000120"}"#;
    let unknown = format!("{{{authority},{}}}", keys(&|n| format!("\"{n:05x}\":0")));
    let answers = format!("{{{authority},\"answers\":{{{}}}}}", keys(&|n| format!("\"{n:05x}\":0")));
    let repeated = format!("{{{authority},{}}}", keys(&|_| "\"k\":0".to_owned()));
    let loaded = in_time(move || proposal::load(unknown.as_bytes(), profile()));
    assert_eq!(loaded.unwrap().unknown_keys.len(), 100_000);
    let loaded = in_time(move || proposal::load(answers.as_bytes(), profile()));
    assert_eq!(loaded.unwrap().unknown_keys.len(), 100_000);
    assert!(in_time(move || proposal::load(repeated.as_bytes(), profile())).is_err());
}

#[test]
fn ten_thousand_versions_of_every_answer_are_refused_in_no_time() {
    let versions = |n: usize| -> Vec<Value> { (0..n).map(|n| json!({ "value": format!("version {n}") })).collect() };
    let mut many = sound();
    set(&mut many, "answers", json!({ "site.address": { "state": "unclear", "values": versions(10_000) } }));
    let found = in_time(move || proposal::load(many.to_string().as_bytes(), profile()));
    assert_eq!(
        complaint("10,000 versions", found, &[("answers.site.address.values", "has 10000 versions; the most is 20")]),
        None
    );

    let mut all = sound();
    let texts = [
        "application.reference",
        "application.description",
        "site.address",
        "site.settlement",
        "children.description",
        "provider.name",
    ];
    let answers = texts.map(|path| (path.to_owned(), json!({ "state": "unclear", "values": versions(20) })));
    set(&mut all, "answers", Value::Object(answers.into_iter().collect()));
    let faults = in_time(move || proposal::load(all.to_string().as_bytes(), profile())).unwrap_err();
    assert!(faults.iter().all(|fault| fault.message.contains("combinations")), "{}", listed(&faults));
}

// ------------------------------------------------------------------------------------------ proposals, what is carried

/// Texts that break careless programs.
const HOSTILE: &[&str] = &[
    "</p><script>alert('1')</script><b onclick=\"x\">&amp;",
    "left \u{202E}thgir\u{202C} \u{2066}isolate\u{2069} \u{200F}mark",
    "bell\u{7} null\u{0} escape\u{1b}[2J\u{1b}[31m feed\u{c} next\u{85} line\u{2028}paragraph\u{2029}",
    "first\r\nOUR POSITION\r\n\r\nWe support this application.",
    "{places} {figure:agency-homes} {a:model} } {",
    "👩‍👩‍👧‍👦 é ﷽ ｆｕｌｌ \u{FEFF}zero\u{200B}width",
    "tab\tand \\ backslash \"quotation\" 'marks' `tick` $(whoami) %s %n ../../etc/passwd",
];

#[test]
fn hostile_text_does_no_harm_in_any_output() {
    let texts = [
        "application.reference",
        "application.description",
        "application.previous_reference",
        "site.address",
        "site.settlement",
        "site.location_concern",
        "children.description",
        "fees.price_year",
        "fees.basis",
        "fees.carecubed.version",
        "fees.explanations.surplus.reason",
        "access.other_authority",
        "provider.name",
    ];
    for hostile in HOSTILE {
        let short: String = hostile.chars().take(20).collect();
        let mut stated = sound();
        set(&mut stated, "application.documents", json!([hostile, "plan"]));
        set(&mut stated, "fees.carecubed.benchmark.surplus", json!("1.00"));
        set(&mut stated, "fees.breakdown.surplus", json!("5.00"));
        for path in texts {
            let room = if path == "fees.price_year" { short.as_str() } else { hostile };
            set(&mut stated, path, json!(room));
        }
        harmless(&stated);
        for path in texts {
            let mut conflicting = sound();
            let values = json!([{ "value": short, "document": hostile }, { "value": "another", "document": "plan" }]);
            set(&mut conflicting, "answers", json!({ path: { "state": "unclear", "values": values } }));
            harmless(&conflicting);
        }
    }
}

/// Every output of this proposal is sound, whatever is written in it.
fn harmless(file: &Value) {
    let loaded = proposal::load(file.to_string().as_bytes(), profile())
        .unwrap_or_else(|faults| panic!("{file} was refused:\n{}", listed(&faults)));
    let context = Context::on(date());
    let (assessment, outlook) =
        (assess(&loaded.proposal, profile(), &context), outlook(&loaded.form, profile(), &context));
    let json = [Wanted::from(Format::Json)];
    let documents = Kind::ALL
        .iter()
        .flat_map(|(document, _)| [Format::Text, Format::Html].map(|format| Wanted { document: *document, format }));
    for wanted in documents.chain(json) {
        let Wanted { document, format } = wanted;
        let word = document.word();
        let output = write(&assessment, &outlook, &loaded.notes, profile(), "file.json", wanted).unwrap().text();
        let hidden = output.chars().find(|c| *c != '\n' && is_invisible(*c));
        assert_eq!(hidden, None, "{word} of {file} holds an invisible character");
        match format {
            Format::Html => {
                let tags: BTreeSet<&str> =
                    output.split('<').skip(1).map(|tag| tag.split([' ', '>']).next().unwrap()).collect();
                let known = [
                    "!doctype", "html", "head", "meta", "title", "/title", "style", "/style", "/head", "body", "main",
                    "p", "/p", "h1", "/h1", "h2", "/h2", "ol", "/ol", "ul", "/ul", "li", "/li", "br", "dl", "/dl",
                    "dt", "/dt", "dd", "/dd", "/main", "/body", "/html", "header", "/header", "section", "/section",
                    "footer", "/footer", "hr", "table", "/table", "caption", "/caption", "thead", "/thead", "tbody",
                    "/tbody", "tr", "/tr", "th", "/th", "td", "/td",
                ];
                let strange: Vec<_> = tags.into_iter().filter(|tag| !known.contains(tag)).collect();
                assert!(strange.is_empty(), "the page of {file} holds the tags {strange:?}");
            }
            Format::Json => {
                assert_eq!(output.matches('\n').count(), 1, "the assessment of {file} is one line");
                serde_json::from_str::<Value>(&output).unwrap();
            }
            _ => {
                let headings = output.lines().filter(|line| *line == "OUR POSITION").count();
                assert!(headings <= 1, "{word} of {file} holds a forged heading:\n{output}");
            }
        }
    }
}

#[test]
fn planned_fees_never_reach_the_letter_even_where_documents_conflict() {
    let answers = [
        ("fees.weekly", json!("7654.00"), json!("4321.00")),
        ("fees.weekly_max", json!("7654.00"), json!("4321.00")),
        ("fees.breakdown.surplus", json!("7654.00"), json!("4321.00")),
        ("fees.carecubed.benchmark.surplus", json!("7654.00"), json!("4321.00")),
        ("fees.explanations.surplus.reason", json!("margin of 7654"), json!("margin of 4321")),
        ("fees.basis", json!("based on 7654"), json!("based on 4321")),
    ];
    for (path, one, other) in answers {
        let mut file = sound();
        take(&mut file, "fees");
        let values = json!([{ "value": one, "document": "plan" }, { "value": other, "document": "statement" }]);
        set(&mut file, "answers", json!({ path: { "state": "unclear", "values": values } }));
        let loaded =
            proposal::load(file.to_string().as_bytes(), profile()).unwrap_or_else(|f| panic!("{}", listed(&f)));
        for format in [Format::Text, Format::Html] {
            let letter = render(&loaded, profile(), "file.json", format, &Context::on(date())).unwrap().text();
            let named: Vec<&str> = letter
                .lines()
                .filter(|line| ["7654", "7,654", "4321", "4,321", "£"].iter().any(|part| line.contains(part)))
                .collect();
            assert!(named.is_empty(), "conflicting {path}: the letter says {named:?}");
        }
    }
}

// ---------------------------------------------------------------------------------------------------------- profiles

/// A small edit of the Lancashire profile.
enum Edit {
    /// Another value at this place.
    Set(&'static str, Value),
    /// The key or list item at this place taken out.
    TakeOut(&'static str),
    /// The key at the end of this path renamed.
    Rename(&'static str, &'static str),
    /// One more item at the end of the list at this place.
    Append(&'static str, Value),
    /// The items of the list at this place in the opposite order.
    Reverse(&'static str),
}

/// What was done to the profile, how, and the faults that must be found: each with its place and a part of what is said.
type Broken = (&'static str, Vec<Edit>, Vec<(&'static str, &'static str)>);

fn broken_profiles() -> Vec<Broken> {
    use Edit::{Append, Rename, Reverse, Set, TakeOut};
    let one = |what, edit, place, said| (what, vec![edit], vec![(place, said)]);
    let text = |text: &str| Value::from(text);
    vec![
        // Figures: no figure without a value, a unit, a date and a source.
        (
            "a figure that the rules need is missing",
            vec![TakeOut("figures.max-age-span")],
            vec![("figures.max-age-span", "is missing; the rules need it")],
        ),
        (
            "a figure that a gap, a table and a picture name is missing",
            vec![TakeOut("figures.hard-to-find-solo")],
            vec![
                ("gaps[1].evidence[1]", "“hard-to-find-solo” is not a figure of this profile; add it under figures"),
                ("tables[4].rows[8]", "“hard-to-find-solo” is not a figure of this profile; add it under figures"),
                (
                    "pictures[3].rows[8].figure",
                    "“hard-to-find-solo” is not a figure of this profile; add it under figures",
                ),
            ],
        ),
        one(
            "a figure without a date",
            TakeOut("figures.agency-places.values[2].as_of"),
            "figures.agency-places.values[2].as_of",
            "is missing; add it",
        ),
        one(
            "a figure without a source",
            TakeOut("figures.agency-places.values[2].source"),
            "figures.agency-places.values[2].source",
            "is missing; add it",
        ),
        one(
            "a figure from a source that is not listed",
            Set("figures.agency-places.values[2].source", text("hearsay")),
            "figures.agency-places.values[2].source",
            "“hearsay” is not a source of this profile; add it under sources",
        ),
        one(
            "a figure without a review date",
            TakeOut("figures.agency-places.values[2].review_by"),
            "figures.agency-places.values[2].review_by",
            "is missing; add it",
        ),
        one(
            "a figure without any value",
            Set("figures.agency-spend.values", json!([])),
            "figures.agency-spend.values",
            "has no value; give at least one",
        ),
        one(
            "a figure without a unit",
            Set("figures.agency-spend.unit", text("")),
            "figures.agency-spend.unit",
            "is empty; name the unit",
        ),
        one(
            "another unit than the rules reckon in",
            Set("figures.next-door-metres.unit", text("yards")),
            "figures.next-door-metres.unit",
            "is “yards” but the rules need “metres”",
        ),
        one(
            "a review before the figure's own date",
            Set("figures.agency-homes.values[2].review_by", text("2025-03-30")),
            "figures.agency-homes.values[2].review_by",
            "30 March 2025 is before the figure’s own date, March 2025",
        ),
        one(
            "a period that runs backwards",
            Set("figures.placements-total.values[0].as_of", text("2020-11/2019-12")),
            "figures.placements-total.values[0].as_of",
            "with the earlier first",
        ),
        one(
            "a date that does not exist",
            Set("figures.placements-total.values[0].review_by", text("2026-02-30")),
            "figures.placements-total.values[0].review_by",
            "is not a date written YYYY-MM-DD",
        ),
        (
            "values out of order",
            vec![Reverse("figures.agency-homes.values")],
            vec![
                ("figures.agency-homes.values[1].as_of", "November 2024 does not come after March 2025"),
                ("figures.agency-homes.values[2].as_of", "September 2023 does not come after November 2024"),
            ],
        ),
        one(
            "a value that is no number",
            Set("figures.agency-homes.values[2].value", text("about 330")),
            "figures.agency-homes.values[2].value",
            "“about 330” is not a decimal number",
        ),
        one(
            "a value too large for any figure",
            Set("figures.agency-homes.values[2].value", text("99999999999999999999999999999999")),
            "figures.agency-homes.values[2].value",
            "",
        ),
        one(
            "a number where the value is a text",
            Set("figures.agency-homes.values[2].value", json!(330)),
            "figures.agency-homes.values[2].value",
            "is a number but must be a text",
        ),
        one(
            "a qualifier of the keeper's own making",
            Set("figures.agency-homes.values[2].qualifier", text("roughly")),
            "figures.agency-homes.values[2].qualifier",
            "“roughly” is not one of about, over, at least",
        ),
        one(
            "a rule below zero",
            Set("figures.benchmark-tolerance.values[0].value", text("-5")),
            "figures.benchmark-tolerance.values[0].value",
            "is below zero",
        ),
        (
            "parts above the whole",
            vec![Set("figures.placements-age-17.values[0].value", text("6"))],
            vec![("tables[0]", "the parts add to 201, more than the whole, 200")],
        ),
        one(
            "a table with a row that does not exist",
            Set("tables[0].rows[0]", text("placements-age-9")),
            "tables[0].rows[0]",
            "“placements-age-9” is not a figure of this profile",
        ),
        one(
            "fee bands out of order",
            Set("figures.fee-band-high-cost.values[0].value", text("4000")),
            "figures.fee-band-high-cost",
            "4000 is not above 5000, where the band below it begins",
        ),
        // The matrix.
        one("a hole in the matrix", TakeOut("matrix.partial.stated"), "matrix.partial.stated", "is missing; add it"),
        one("a row of the matrix missing", TakeOut("matrix.none"), "matrix.none", "is missing; add it"),
        one(
            "less access with a better stance",
            Set("matrix.partial.unknown", text("support-with-safeguards")),
            "matrix.partial.unknown",
            "is better than the cell for more access",
        ),
        one(
            "less fit with a better stance",
            Set("matrix.none.secured", text("support")),
            "matrix.none.secured",
            "is better than the cell for a better fit",
        ),
        one(
            "“holding” in the matrix",
            Set("matrix.strong.none", text("holding")),
            "matrix.strong.none",
            "“holding” stands outside the matrix",
        ),
        one(
            "a stance that does not exist",
            Set("matrix.strong.none", text("maybe")),
            "matrix.strong.none",
            "“maybe” is not one of support",
        ),
        one(
            "a strong fit that ends in does-not-support",
            Set("matrix.strong.none", text("does-not-support")),
            "matrix.strong.none",
            "may not turn a strong fit into does-not-support",
        ),
        // Gaps and kinds of home.
        one(
            "a gap with a need that does not exist",
            Append("gaps[0].needs_any", text("naughtiness")),
            "gaps[0].needs_any[5]",
            "“naughtiness” is not one of",
        ),
        one(
            "a gap met by a general label",
            Append("gaps[0].needs_any", text("ebd-general")),
            "gaps[0].needs_any",
            "“ebd-general” names no specific need",
        ),
        one(
            "a gap with a kind of home that does not exist",
            Set("gaps[0].models[0]", text("villa")),
            "gaps[0].models[0]",
            "“villa” is not one of solo, small",
        ),
        one(
            "a gap without needs",
            Set("gaps[0].needs_any", json!([])),
            "gaps[0].needs_any",
            "must name the needs, or be empty with any_specific_need",
        ),
        one(
            "a gap without kinds of home",
            Set("gaps[0].models", json!([])),
            "gaps[0].models",
            "is empty; name the kinds of home",
        ),
        one(
            "two gaps of one name",
            Set("gaps[1].id", text("small-complex")),
            "gaps[1]",
            "“small-complex” stands twice; keep one",
        ),
        one(
            "a kind of home missing",
            TakeOut("models[4]"),
            "models",
            "“step-down” is missing; every kind of home needs its places",
        ),
        one(
            "a kind of home twice",
            Append(
                "models",
                json!({ "model": "solo", "title": "another", "min_places": 6, "max_places": 7, "from_places": false, "note": "" }),
            ),
            "models",
            "“solo” stands twice; keep one",
        ),
        one(
            "a comparator that is no weekly fee",
            Append("comparators", text("agency-places")),
            "comparators[3]",
            "must be a figure in “£ a week”, as a planned fee is",
        ),
        one(
            "parts of a picture whose rows have none",
            Set("pictures[0].parts", text("from agencies")),
            "pictures[0].parts",
            "must say what the parts of its rows are; without parts, take it out",
        ),
        one(
            "rows with parts that nobody names",
            TakeOut("pictures[2].parts"),
            "pictures[2].parts",
            "must say what the parts of its rows are; without parts, take it out",
        ),
        (
            "outlines of what is no authority, and what are none",
            vec![Set(
                "boundaries",
                json!({ "source": "mps-2025-04", "as_of": "2025-04-01", "review_by": "2027-04-01", "shapes": {
                    "E99999999": ["0,0 360,0 0,9"],
                    "E07000117": ["0,0 360,0 0,9", "0,0 9,9", "0,0 361,0 0,9", "0,0 9,0 0,-9"],
                } }),
            )],
            vec![
                ("boundaries.shapes.E99999999", "is not among the authorities; add it there, in or outside the area"),
                ("boundaries.shapes.E07000117[1]", "is no outline: three corners or more"),
                ("boundaries.shapes.E07000117[2]", "is no outline: three corners or more"),
                ("boundaries.shapes.E07000117[3]", "is no outline: three corners or more"),
            ],
        ),
        (
            "postcodes of what is no authority, under two, and what are none",
            vec![Set(
                "postcodes",
                json!({ "source": "mps-2025-04", "as_of": "2025-04-01", "review_by": "2027-04-01", "outcodes": {
                    "BB11": { "E99999999": "1", "E07000117": "2 3AB x", "E07000120": "4 2" },
                } }),
            )],
            vec![
                ("postcodes.outcodes.BB11.E99999999", "is not among the authorities; add it there"),
                ("postcodes.outcodes.BB11.E07000117", "“x” is not how the second half of a postcode begins"),
                ("postcodes.outcodes.BB11.E07000120", "“2” stands under two authorities; keep one"),
            ],
        ),
        one(
            "a heading whose name has a dot",
            Set("headings[0].id", text("direct.care")),
            "headings[0].id",
            "must be a name without dots",
        ),
        one(
            "a figure without a title",
            Set("figures.agency-places.title", text(" ")),
            "figures.agency-places.title",
            "is empty; write the words",
        ),
        one(
            "an example for what is not asked",
            Set("wording.example", json!({ "home.bricks": "many" })),
            "wording.example.home.bricks",
            "is no question of the form",
        ),
        one(
            "a provider's words for what is not asked",
            Set("wording.provider_options", json!({ "home.bricks": { "many": "Many" } })),
            "wording.provider_options.home.bricks",
            "is not used; correct the key or take it out",
        ),
        one(
            "another wording of no question",
            Set("wording.checks.area.outcomes.outside.to_applicant", text("Where is it?")),
            "wording.checks.area.outcomes.outside.to_applicant",
            "is another wording of no question; take it out",
        ),
        one(
            "a kind of home from four to one place",
            Set("models[3].min_places", json!(5)),
            "models[3]",
            "5 to 4 places is not a range from 1 up",
        ),
        one(
            "no kind of home for three places",
            Set("models[1].max_places", json!(2)),
            "models",
            "“mainstream” begins at 4, not 3",
        ),
        one(
            "places that are no whole number",
            Set("models[1].max_places", json!(3.5)),
            "models[1].max_places",
            "must be a whole number",
        ),
        one(
            "places written as 3.0",
            Set("models[1].max_places", json!(3.0)),
            "models[1].max_places",
            "must be a whole number",
        ),
        one(
            "more places than can be counted",
            Set("models[1].max_places", json!(300)),
            "models[1].max_places",
            "300 is out of range",
        ),
        // Ages, authorities and postcodes.
        one(
            "a hole in the age bands",
            Set("age_need.bands[1].from", json!(12)),
            "age_need.bands[1]",
            "12 to 12 does not follow the band before it",
        ),
        one("age bands that end early", TakeOut("age_need.bands[5]"), "age_need.bands", "must end at 17"),
        one(
            "an age band without a figure",
            Set("age_need.bands[1].figure", text("placements-age-11")),
            "age_need.bands[1].figure",
            "is not a figure of this profile",
        ),
        one(
            "a malformed authority code",
            Append("authorities", json!({ "code": "E0700", "name": "N", "council": "C", "in_area": true })),
            "authorities[25].code",
            "“E0700” is not an area code such as E07000120",
        ),
        one(
            "an authority twice",
            Append("authorities", json!({ "code": "E07000117", "name": "Burnley", "council": "C", "in_area": true })),
            "authorities[25]",
            "“E07000117” stands twice; keep one",
        ),
        one(
            "the council's own code malformed",
            Set("council.code", text("Lancashire")),
            "council.code",
            "“Lancashire” is not an area code",
        ),
        one(
            "a separation distance that is no distance",
            Set("authorities[3].separation", text("agency-homes")),
            "authorities[3].separation",
            "must be a figure in metres",
        ),
        (
            "an outcode that names an authority nobody lists, with all of its postcodes",
            vec![Set("outcodes.BB5", json!({ "E07000999": 100 }))],
            vec![("outcodes.BB5.E07000999", "is not among the authorities; add it there")],
        ),
        one(
            "shares that add to 150 per cent",
            Set("outcodes.BB5", json!({ "E07000120": 100, "E07000125": 50 })),
            "outcodes.BB5",
            "the shares add to 150%",
        ),
        one(
            "an outcode that is none",
            Rename("outcodes.BB5", "Hyndburn"),
            "outcodes.Hyndburn",
            "is not the first half of a postcode",
        ),
        // Sentences.
        one(
            "a sentence that names something it cannot",
            Set("wording.sentences.letter.holding.conflict", text("The {colour} of the door.")),
            "wording.sentences.letter.holding.conflict",
            "{colour} is not a name this sentence can use",
        ),
        one(
            "a sentence that names a figure that does not exist",
            Set("wording.lists.letter.need[0]", text("There are {figure:castles} of them.")),
            "wording.lists.letter.need[0]",
            "“castles” is not a figure of this profile",
        ),
        one(
            "a brace that is not closed",
            Set("wording.sentences.letter.holding.conflict", text("The {places.")),
            "wording.sentences.letter.holding.conflict",
            "a brace is not closed or not opened at “{places.”",
        ),
        one(
            "a brace that is not opened",
            Set("safeguards[0].reason", text("for places} reasons")),
            "safeguards[0].reason",
            "a brace is not closed or not opened at “} reasons”",
        ),
        one(
            "a council whose own applications have no authority",
            Set("council.code", text("E10000099")),
            "authorities",
            "the council’s own code, E10000099, is not among them as in its area",
        ),
        one(
            "an objective that names a gap there is not",
            Set("objectives[0].bearing[0].gaps", json!(["step-up"])),
            "objectives[0].bearing[0].gaps[0]",
            "“step-up” is not a gap of this profile",
        ),
        one(
            "an objective that waits for a result no check has",
            Set("objectives[4].bearing[0].only_with", json!(["fee.not-sttaed"])),
            "objectives[4].bearing[0].only_with[0]",
            "is not a result of any check, as check.result",
        ),
        one(
            "an objective whose sentence uses a name there is not",
            Set("objectives[4].bearing[0].text", text("The {fee} is not stated.")),
            "objectives[4].bearing[0].text",
            "{fee}",
        ),
        one(
            "the sentences on local need, which are the council’s own, missing",
            TakeOut("wording.lists.letter.need"),
            "wording.lists.letter.need",
            "is missing; add its words",
        ),
        one(
            "a sentence left empty",
            Set("wording.sentences.letter.capacity", text(" ")),
            "wording.sentences.letter.capacity",
            "is empty; write the sentence",
        ),
        (
            "a misspelt result of a check",
            vec![Rename("wording.checks.area.outcomes.outside", "outsied")],
            vec![(
                "wording.checks.area.outcomes.outsied",
                "is not a result of any check; correct the key or take it out",
            )],
        ),
        (
            "a misspelt sentence",
            vec![Rename("wording.sentences.letter.capacity", "letter.capasity")],
            vec![("wording.sentences.letter.capasity", "is not used; correct the key or take it out")],
        ),
        one(
            "a question that names something it cannot",
            Set("wording.fields.children.needs.ask", text("Is it {colour}?")),
            "wording.fields.children.needs.ask",
            "{colour} is not a name this sentence can use",
        ),
        // What goes to the applicant.
        one(
            "a question of the form that does not say what it settles",
            TakeOut("wording.fields.children.needs.settles"),
            "wording.fields.children.needs.settles",
            "is missing; say what the answer to the question would settle",
        ),
        one(
            "a question of a result that does not say what it settles",
            TakeOut("wording.checks.age-span.outcomes.wide.settles"),
            "wording.checks.age-span.outcomes.wide.settles",
            "is missing; say what the answer to the question would settle",
        ),
        one(
            "what a question settles, beside no question",
            Set("wording.checks.area.outcomes.in-area.settles", text("It settles nothing.")),
            "wording.checks.area.outcomes.in-area.settles",
            "stands beside no question",
        ),
        one(
            "a question that gives away a benchmark and has no wording for the applicant",
            TakeOut("wording.checks.fee-headings.outcomes.above.to_applicant"),
            "wording.checks.fee-headings.outcomes.above.to_applicant",
            "gives away a licensed benchmark",
        ),
        one(
            "a wording for the applicant that gives away a benchmark",
            Set("wording.checks.fee-headings.outcomes.above.to_applicant", text("Why is it {difference} more?")),
            "wording.checks.fee-headings.outcomes.above.to_applicant",
            "{difference} is not a name this sentence can use",
        ),
        one(
            "words never used that no text could hold",
            Set("wording.never", json!({ "Units": "say places" })),
            "wording.never.Units",
            "must be words in small letters",
        ),
        one(
            "words never used without a reason",
            Set("wording.never", json!({ "bunks": " " })),
            "wording.never.bunks",
            "say why these words are never used",
        ),
        one(
            "words that suggest a need there is not",
            Set("wording.gleaned", json!({ "children.needs": { "shyness": ["shy"] } })),
            "wording.gleaned.children.needs.shyness",
            "is not used; correct the key or take it out",
        ),
        one(
            "words that suggest an answer to a question that is not answered by words",
            Set("wording.gleaned", json!({ "home.places": { "two": ["a pair"] } })),
            "wording.gleaned.home.places",
            "is not used; correct the key or take it out",
        ),
        one(
            "words that suggest two answers",
            Set("wording.gleaned", json!({ "home.model": { "solo": ["Nook home"], "small": ["nook home"] } })),
            "wording.gleaned.home.model.solo[0]",
            "stands under small too; keep one",
        ),
        one(
            "words to look for without a word",
            Set("wording.gleaned", json!({ "children.needs": { "autism": ["autism", " - "] } })),
            "wording.gleaned.children.needs.autism[1]",
            "has no word that can be looked for",
        ),
        one(
            "names of columns for a question that there is not",
            Set("wording.columns", json!({ "home.beds": ["beds"] })),
            "wording.columns.home.beds",
            "is no question; check the path",
        ),
        one(
            "a name of a column for two questions",
            Set("wording.columns", json!({ "site.address": ["Where"], "site.settlement": ["where"] })),
            "wording.columns.site.settlement[0]",
            "stands under site.address too; keep one",
        ),
        one(
            "a name of a column without a word",
            Set("wording.columns", json!({ "site.address": ["–"] })),
            "wording.columns.site.address[0]",
            "has no word; write the name of a column",
        ),
        one("a kind of home without a name", Set("models[1].title", text("")), "models[1].title", "is empty"),
        // The public letter names no pounds.
        one(
            "pounds in a question that the letter asks",
            Set("wording.fields.children.needs.ask", text("Is the fee under £5,000?")),
            "wording.fields.children.needs.ask",
            "names pounds in the public letter",
        ),
        one(
            "pounds in the name of a gap",
            Set("gaps[0].title", text("homes under £5,000 a week")),
            "gaps[0].title",
            "names pounds in the public letter",
        ),
        one(
            "pounds in a sentence of the letter",
            Set("wording.sentences.letter.value.above", text("The fee is £9,000.")),
            "wording.sentences.letter.value.above",
            "names pounds in the public letter",
        ),
        one(
            "a figure in pounds in a sentence of the letter",
            Set("wording.lists.letter.need[0]", text("It costs {figure:agency-weekly-fee}.")),
            "wording.lists.letter.need[0]",
            "“agency-weekly-fee” is in pounds, which the public letter does not name",
        ),
        one(
            "the planned fee in a sentence that the letter says",
            Set("wording.checks.fee.outcomes.analysis-missing", json!({ "text": "The fee is {fee}.", "letter": true })),
            "wording.checks.fee.outcomes.analysis-missing.text",
            "{fee} is in pounds, which the public letter does not name",
        ),
        // The file.
        one(
            "a key that nobody knows",
            Set("slogan", text("Homes for all")),
            "slogan",
            "is not a key of this file; check its spelling or take it out",
        ),
        (
            "a misspelt key",
            vec![Rename("figures.agency-homes.values[2].review_by", "review_bye")],
            vec![
                ("figures.agency-homes.values[2].review_bye", "is not a key of this file; check its spelling"),
                ("figures.agency-homes.values[2].review_by", "is missing; add it"),
            ],
        ),
        one(
            "a text where there must be true or false",
            Set("publish_fees", text("no")),
            "publish_fees",
            "is a text but must be true or false",
        ),
        one(
            "a list where there must be an object",
            Set("council", json!([])),
            "council",
            "is a list but must be an object",
        ),
        one("null where there must be a text", Set("notice", Value::Null), "notice", "is null but must be a text"),
        one(
            "a character that turns the text around",
            Set("wording.sentences.letter.capacity", text("Professional \u{202E}tnemmoc.")),
            "wording.sentences.letter.capacity",
            "holds control or direction-changing characters",
        ),
        one(
            "a key that turns the text around",
            Set("wording.sentences.letter\u{202E}", text("Comment.")),
            "wording.sentences",
            "has a key with control or direction-changing characters",
        ),
        one(
            "a newer version",
            Set("schema", text("home-assessment/profile@2")),
            "schema",
            "written for another version; this one reads",
        ),
        one("a proposal", Set("schema", text("home-assessment/proposal@1")), "schema", "is of another kind"),
        one("no version", TakeOut("schema"), "schema", "is missing; it must be “home-assessment/profile@1”"),
        // Several at once.
        (
            "several faults of structure",
            vec![
                Set("publish_fees", text("no")),
                TakeOut("matrix.partial.stated"),
                TakeOut("figures.agency-places.values[2].as_of"),
                Set("gaps[0].models[0]", text("villa")),
                Set("slogan", text("Homes for all")),
            ],
            vec![
                ("publish_fees", "must be true or false"),
                ("matrix.partial.stated", "is missing"),
                ("figures.agency-places.values[2].as_of", "is missing"),
                ("gaps[0].models[0]", "is not one of"),
                ("slogan", "is not a key of this file"),
            ],
        ),
        (
            "several faults of meaning",
            vec![
                TakeOut("figures.max-age-span"),
                Set("matrix.strong.none", text("holding")),
                Set("gaps[0].models", json!([])),
                TakeOut("wording.lists.letter.need"),
                Set("council.code", text("Lancashire")),
            ],
            vec![
                ("figures.max-age-span", "is missing; the rules need it"),
                ("matrix.strong.none", "stands outside the matrix"),
                ("gaps[0].models", "is empty"),
                ("wording.lists.letter.need", "is missing"),
                ("council.code", "is not an area code"),
            ],
        ),
    ]
}

#[test]
fn what_a_profile_leaves_unsaid_is_said_in_the_general_words() {
    let mut file = lancashire();
    apply(&mut file, Edit::Set("wording.sentences", json!({ "letter.capacity": "Comment by {council}." })));
    apply(&mut file, Edit::TakeOut("wording.checks.area.outcomes.outside"));
    let changed = load_profile(file.to_string().as_bytes()).unwrap();
    assert_eq!(changed.sentence("letter.capacity"), "Comment by {council}.");
    assert_eq!(changed.sentence("letter.from"), profile().sentence("letter.from"));
    assert_eq!(changed.outcome("area", "outside"), profile().outcome("area", "outside"));
}

#[test]
fn every_broken_profile_is_refused_with_its_place_and_a_reason() {
    assert!(load_profile(lancashire().to_string().as_bytes()).is_ok(), "the profile itself is in order");
    let mut wrong = Vec::new();
    for (what, edits, wanted) in broken_profiles() {
        let mut file = lancashire();
        for edit in edits {
            apply(&mut file, edit);
        }
        wrong.extend(complaint(what, load_profile(file.to_string().as_bytes()), &wanted));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_damaged_profile_is_refused() {
    let whole = BUILT_IN_PROFILE;
    let text = std::str::from_utf8(whole).unwrap();
    let replaced = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1).into_bytes()
    };
    let edition = "\"edition\": ";
    let cases: Vec<(&str, Vec<u8>, &str, &str)> = vec![
        ("nothing", vec![], "the file", "is empty"),
        (
            "cut short in the middle",
            whole[..whole.len() / 2].to_vec(),
            "the file",
            "the file breaks off; get a complete copy",
        ),
        (
            "cut short at the end",
            text.trim_end().as_bytes()[..text.trim_end().len() - 1].to_vec(),
            "the file",
            "breaks off",
        ),
        (
            "a key twice",
            replaced(edition, "\"edition\": \"1\", \"edition\": "),
            "edition",
            "is written twice; keep one",
        ),
        (
            "a figure twice",
            replaced(
                "\"figures\": {",
                "\"figures\": { \"agency-homes\": { \"title\": \"Homes\", \"unit\": \"homes\", \"values\": [] },",
            ),
            "figures.agency-homes",
            "is written twice; keep one",
        ),
        ("nine megabytes", vec![b' '; 9 << 20], "the file", "has 9437184 bytes or more; the most is 8388608"),
        ("lists in lists", "[".repeat(100_000).into_bytes(), "the file", "recursion limit exceeded"),
        (
            "deep where a text belongs",
            replaced(edition, &format!("\"edition\": {}1{}, \"edition2\": ", "[".repeat(200), "]".repeat(200))),
            "the file",
            "recursion limit exceeded",
        ),
        ("not UTF-8", b"{\"schema\":\"\xE9\"}".to_vec(), "the file", "is not UTF-8 text (byte 11)"),
        ("a list", b"[]".to_vec(), "the file", "is a list but must be an object"),
    ];
    let mut wrong = Vec::new();
    for (what, bytes, place, said) in cases {
        wrong.extend(complaint(what, load_profile(&bytes), &[(place, said)]));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// A profile may hold any figures its council publishes: none of them may stop the program.
#[test]
fn extreme_figures_are_refused_or_harmless() {
    let extremes =
        ["79228162514264337593543950335", "-79228162514264337593543950335", "0", "0.0000000000000000000000000001"];
    let figures = [
        "placements-total",
        "placements-age-10-and-under",
        "placements-age-17",
        "benchmark-tolerance",
        "min-age-share",
        "max-age-span",
        "next-door-metres",
        "fee-band-very-high-cost",
        "fee-band-mid-range",
        "separation-hyndburn",
        "agency-spend",
    ];
    for figure in figures {
        for extreme in extremes {
            let mut file = lancashire();
            for value in file["figures"][figure]["values"].as_array_mut().unwrap() {
                value["value"] = json!(extreme);
            }
            if let Ok(profile) = load_profile(file.to_string().as_bytes()) {
                let loaded = proposal::load(sound().to_string().as_bytes(), &profile).unwrap();
                let context = Context::on(date());
                let (assessment, outlook) =
                    (assess(&loaded.proposal, &profile, &context), outlook(&loaded.form, &profile, &context));
                let formats = Format::ALL.iter().map(|(format, ..)| Wanted::from(*format));
                let others = Kind::ALL.iter().map(|(document, _)| Wanted { document: *document, format: Format::Text });
                for wanted in formats.chain(others) {
                    let output = write(&assessment, &outlook, &loaded.notes, &profile, "file.json", wanted).unwrap();
                    assert!(!output.bytes().is_empty());
                }
            }
        }
    }
}

#[test]
fn a_profile_of_a_million_keys_is_refused_in_no_time() {
    let keys = (0..500_000).map(|n| format!("\"{n:06x}\":\"\"")).collect::<Vec<_>>().join(",");
    let text = std::str::from_utf8(BUILT_IN_PROFILE).unwrap();
    let file = text.replacen("\"outcodes\": {", &format!("\"outcodes\": {{ {keys},"), 1);
    assert_ne!(file.len(), text.len());
    assert!(in_time(move || load_profile(file.as_bytes())).is_err());
}

// ------------------------------------------------------------------------------------------------------------ helpers

fn profile() -> &'static Profile {
    static PROFILE: OnceLock<Profile> = OnceLock::new();
    PROFILE.get_or_init(|| load_profile(BUILT_IN_PROFILE).expect("the built-in profile is refused"))
}

/// Lancashire’s profile with the general words written out in it, so that each can be broken.
fn lancashire() -> Value {
    serde_json::to_value(&**profile()).unwrap()
}

fn date() -> Date {
    Date::from_iso("2026-11-21").unwrap()
}

/// A proposal with an answer to every kind of question; the home does not exist.
fn sound() -> Value {
    json!({
        "schema": "home-assessment/proposal@1",
        "application": { "reference": "26/0001", "type": "full", "planning_authority": "E07000120",
            "received": "2026-10-02", "respond_by": "2026-10-23", "documents": ["planning statement"] },
        "site": { "address": "1 Invented Road", "postcode": "BB5 3AA", "nearest_home_metres": 900 },
        "home": { "registration": "childrens-home", "places": 2, "staff_by_day": 2, "waking_night": true },
        "children": { "age_min": 12, "age_max": 16, "needs": ["self-harm", "autism"] },
        "fees": { "weekly": "5200.00", "breakdown": { "surplus": "100.00" }, "carecubed": { "benchmark": { "surplus": "90.00" } } },
        "access": { "engagement": "confirmed", "local_children": "stated", "places_reserved": 1 },
        "provider": { "name": "Invented Care" }
    })
}

/// The smallest proposal with this answer written in it as it stands.
fn with_answer(path: &str, written: &str) -> String {
    let mut file = json!({ "application": { "planning_authority": "E07000120" } });
    set(&mut file, path, json!("@@"));
    file.to_string().replace("\"@@\"", written)
}

/// Writes an answer into a proposal; the groups it belongs to are made where they are missing.
fn set(file: &mut Value, path: &str, answer: Value) {
    let mut here = file;
    for step in path.split('.') {
        if !here.is_object() {
            *here = json!({});
        }
        here = here.as_object_mut().unwrap().entry(step).or_insert(Value::Null);
    }
    *here = answer;
}

/// Takes an answer out of a proposal; nothing happens where it is not there.
fn take(file: &mut Value, path: &str) {
    let (group, key) = path.rsplit_once('.').unwrap_or(("", path));
    let group = if group.is_empty() { String::new() } else { format!("/{}", group.replace('.', "/")) };
    if let Some(Value::Object(group)) = file.pointer_mut(&group) {
        group.remove(key);
    }
}

/// The JSON pointer of `figures.agency-homes.values[1].as_of`. Keys may hold dots: the longest key that fits is meant.
fn pointer(file: &Value, path: &str) -> Option<String> {
    let (mut here, mut rest, mut pointer) = (file, path, String::new());
    while !rest.is_empty() {
        let step = match rest.strip_prefix('[') {
            Some(inside) => inside.split_once(']')?.0.to_owned(),
            None => {
                let fits = |key: &&String| {
                    rest.strip_prefix(key.as_str())
                        .is_some_and(|after| after.is_empty() || after.starts_with(['.', '[']))
                };
                here.as_object()?.keys().filter(fits).max_by_key(|key| key.len())?.clone()
            }
        };
        let brackets = if rest.starts_with('[') { 2 } else { 0 };
        rest = &rest[step.len() + brackets..];
        rest = rest.strip_prefix('.').unwrap_or(rest);
        pointer = format!("{pointer}/{step}");
        here = file.pointer(&pointer)?;
    }
    Some(pointer)
}

fn apply(file: &mut Value, edit: Edit) {
    let there =
        |file: &Value, path: &str| pointer(file, path).unwrap_or_else(|| panic!("{path} is not in the profile"));
    /// What holds this place, and its key or index there.
    fn holder<'v>(file: &'v mut Value, place: &str) -> (&'v mut Value, String) {
        let (holder, key) = place.rsplit_once('/').unwrap();
        (file.pointer_mut(holder).unwrap(), key.to_owned())
    }
    match edit {
        Edit::Set(path, value) => match (pointer(file, path), path.rsplit_once('.')) {
            (Some(place), _) => *file.pointer_mut(&place).unwrap() = value,
            (None, Some((group, key))) => {
                let place = there(file, group);
                file.pointer_mut(&place).unwrap().as_object_mut().unwrap().insert(key.to_owned(), value);
            }
            (None, None) => drop(file.as_object_mut().unwrap().insert(path.to_owned(), value)),
        },
        Edit::TakeOut(path) => {
            let place = there(file, path);
            match holder(file, &place) {
                (Value::Array(list), at) => drop(list.remove(at.parse().unwrap())),
                (object, key) => drop(object.as_object_mut().unwrap().remove(&key)),
            }
        }
        Edit::Rename(path, new) => {
            let place = there(file, path);
            let (object, key) = holder(file, &place);
            let object = object.as_object_mut().unwrap();
            let value = object.remove(&key).unwrap();
            object.insert(new.to_owned(), value);
        }
        Edit::Append(path, item) => {
            let place = there(file, path);
            file.pointer_mut(&place).unwrap().as_array_mut().unwrap().push(item);
        }
        Edit::Reverse(path) => {
            let place = there(file, path);
            file.pointer_mut(&place).unwrap().as_array_mut().unwrap().reverse();
        }
    }
}

/// What is wrong with this outcome, if anything: the faults wanted must be found, each once, and no others.
fn complaint<T>(what: &str, found: Result<T, Vec<Fault>>, wanted: &[(&str, &str)]) -> Option<String> {
    let complaint = match found {
        Ok(_) => Some("  was accepted".to_owned()),
        Err(faults) => difference(&faults, wanted),
    };
    complaint.map(|complaint| format!("{}\n{complaint}", what.chars().take(200).collect::<String>()))
}

fn difference(found: &[Fault], wanted: &[(&str, &str)]) -> Option<String> {
    let mut left: Vec<&Fault> = found.iter().collect();
    let mut missing = Vec::new();
    for (place, said) in wanted {
        let place = if *place == "the file" { "" } else { place };
        match left.iter().position(|fault| fault.place == place && fault.message.contains(said)) {
            Some(at) => drop(left.remove(at)),
            None => missing.push(format!("  not said: {place}: {said}\n")),
        }
    }
    let unexpected: String = left.iter().take(10).map(|fault| format!("  but said: {fault}\n")).collect();
    (!missing.is_empty() || !left.is_empty()).then(|| missing.concat() + &unexpected)
}

fn listed(faults: &[Fault]) -> String {
    faults.iter().take(20).map(|fault| format!("  {fault}\n")).collect()
}

/// Runs this, and fails where it takes so long that it will not end.
fn in_time<T: Send + 'static>(run: impl FnOnce() -> T + Send + 'static) -> T {
    let (done, wait) = mpsc::channel();
    std::thread::spawn(move || done.send(run()));
    wait.recv_timeout(Duration::from_secs(30)).expect("not done in half a minute")
}
