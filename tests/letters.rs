//! What must hold of every letter, whatever the case: every proposal in `tests/cases` is drafted and read with care.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::as_conversions,
    missing_docs
)]

use home_assessment::exchange::proposal;
use home_assessment::response::{Block, Sentence, internal_note, self_check};
use home_assessment::{
    Assessment, BUILT_IN_PROFILE, Context, Date, Format, Kind, Letterhead, Profile, Revision, Wanted, assess,
    documents, draft, load_profile, outlook, write,
};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

const DATE: &str = "2026-11-21";
/// Fewer words than this, split on white space.
const MOST_WORDS: usize = 900;
/// The parts that have a heading, in their order; the opening comes before them and the contact after.
const PARTS: &[&str] = &[
    "position",
    "proposal",
    "policy",
    "need",
    "fit",
    "access",
    "use",
    "safeguards",
    "questions",
    "remit",
    "caveats",
    "sources",
];

struct Case {
    name: String,
    json: Value,
    assessment: Assessment,
    letter: home_assessment::response::Letter,
    text: String,
    html: String,
    note: String,
    self_check: String,
}

fn today() -> Date {
    Date::from_typed(DATE).unwrap()
}

fn profile() -> &'static Profile {
    static PROFILE: OnceLock<Profile> = OnceLock::new();
    PROFILE.get_or_init(|| load_profile(BUILT_IN_PROFILE).expect("the built-in profile is refused"))
}

fn wording() -> &'static Value {
    static FILE: OnceLock<Value> = OnceLock::new();
    FILE.get_or_init(|| serde_json::to_value(&**profile()).unwrap())
}

fn draft_case(name: &str, json: &Value) -> Case {
    let loaded = proposal::load(json.to_string().as_bytes(), profile())
        .unwrap_or_else(|faults| panic!("{name} is refused: {faults:?}"));
    let context = Context::on(today());
    let assessment = assess(&loaded.proposal, profile(), &context);
    let outlook = outlook(&loaded.form, profile(), &context);
    let letter = draft(&assessment, profile(), &Letterhead { date: today(), signatory: None });
    Case {
        name: name.to_owned(),
        json: json.clone(),
        text: documents::text::text(&letter),
        html: documents::html::html(&letter),
        note: documents::text::text(&internal_note(&assessment, &outlook, profile(), &Revision::default())),
        self_check: documents::text::text(&self_check(&assessment, &outlook, profile())),
        assessment,
        letter,
    }
}

fn cases() -> &'static [Case] {
    static CASES: OnceLock<Vec<Case>> = OnceLock::new();
    CASES.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
        let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.retain(|file| file.extension().is_some_and(|end| end == "json"));
        files.sort();
        assert!(!files.is_empty(), "there are no cases");
        let read = |file: &Path| serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
        files.iter().map(|file| draft_case(&file.file_stem().unwrap().to_string_lossy(), &read(file))).collect()
    })
}

/// Fails with every violation, each with the cases it was seen in; the same violation of many cases is one.
fn none_of(found: impl Iterator<Item = (String, String)>) {
    let mut by_violation: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, violation) in found {
        by_violation.entry(violation).or_default().push(name);
    }
    let lines: Vec<String> = by_violation
        .iter()
        .map(|(violation, names)| match names.as_slice() {
            [one] => format!("{violation}\n    in {one}"),
            [one, rest @ ..] => format!("{violation}\n    in {one} and {} more", rest.len()),
            [] => violation.clone(),
        })
        .collect();
    assert!(lines.is_empty(), "{} violations:\n\n{}\n", lines.len(), lines.join("\n"));
}

/// Checks each line of a text of every case; the check says what is wrong with a line.
fn lines(text: impl Fn(&'static Case) -> &'static str, check: impl Fn(&str) -> Option<String>) {
    none_of(cases().iter().flat_map(|case| {
        let wrong: Vec<(String, String)> = text(case)
            .lines()
            .filter_map(|line| check(line).map(|what| (case.name.clone(), format!("{what}: {line}"))))
            .collect();
        wrong
    }));
}

/// Checks each sentence of every letter.
fn sentences(check: impl Fn(&Case, &Sentence) -> Option<String>) {
    none_of(cases().iter().flat_map(|case| {
        let wrong: Vec<(String, String)> = case
            .letter
            .sentences()
            .filter_map(|sentence| {
                check(case, sentence).map(|what| (case.name.clone(), format!("{what}: {}", sentence.text)))
            })
            .collect();
        wrong
    }));
}

/// The words of a text in small letters, without what stands round them.
fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()).collect()
}

/// A letter about 21 needs, five documents and three versions of the places is as long as what it describes.
fn most_words(case: &str) -> usize {
    if case == "everything-at-once" { 1_200 } else { MOST_WORDS }
}

#[test]
fn letters_are_short() {
    none_of(cases().iter().filter_map(|case| {
        let count = case.text.split_whitespace().count();
        (count >= most_words(&case.name)).then(|| (case.name.clone(), format!("{count} words")))
    }));
}

#[test]
fn no_letter_gives_pounds() {
    none_of(
        cases()
            .iter()
            .filter(|case| case.text.contains('£') || case.html.contains('£'))
            .map(|case| (case.name.clone(), "£".to_owned())),
    );
}

#[test]
fn no_letter_says_what_must_never_be_said() {
    const WORDS: &[&str] = &[
        "object",
        "objects",
        "objected",
        "objection",
        "objections",
        "refuse",
        "refuses",
        "refused",
        "parking",
        "highways",
        "crime",
        "crimes",
        "police",
        "carecubed",
        "margin",
        "margins",
        "profit",
        "profits",
        "unit",
        "units",
        "inmate",
        "inmates",
        "shortage",
        "nationally",
        "c3",
        "guarantee",
        "guaranteed",
        "promise",
        "promised",
        "placement",
        "placements",
        "antisocial",
        "anti-social",
    ];
    const PHRASES: &[&str] = &[
        "property value",
        "house price",
        "beds for rent",
        "national shortage",
        "no need",
        "very high-cost",
        "we will place",
        "anti-social",
    ];
    sentences(|_, sentence| {
        // What is outside the remit is named there and nowhere else.
        if sentence.trace.wording.starts_with("wording.lists.letter.remit") {
            return None;
        }
        // A description that “names no need that is hard to meet” does not say that there is no need.
        let small = sentence.text.to_lowercase().replace("no need that", "");
        let word = words(&sentence.text).into_iter().find(|word| WORDS.contains(&word.as_str()));
        let phrase = PHRASES.iter().find(|phrase| small.contains(**phrase)).map(|phrase| (*phrase).to_owned());
        word.or(phrase).map(|said| format!("“{said}”"))
    });
}

#[test]
fn no_document_shows_the_seams_of_its_template() {
    let seam = |line: &str| -> Option<String> {
        if line.is_empty() {
            return None;
        }
        const PIECES: &[&str] = &[
            "{",
            "}",
            "  ",
            " .",
            " ,",
            " ;",
            " :",
            "..",
            ",,",
            ";;",
            " a a ",
            " a an ",
            " an a ",
            " an an ",
            " the the ",
            " of of ",
            " to to ",
            "one places",
            "one children",
            "one members",
            "one years",
            "one homes",
            "one metres",
            "no place ",
            "one place do ",
            "one place suit ",
            "one place are ",
            " for residential family",
            " for home for ",
        ];
        let small = format!(" {} ", line.to_lowercase());
        if let Some(piece) = PIECES.iter().find(|piece| small.contains(**piece)) {
            return Some(format!("“{piece}”"));
        }
        let found = words(line);
        for pair in found.windows(2) {
            let (first, second) = (pair[0].as_str(), pair[1].as_str());
            let many = ["two", "three", "four", "five", "six", "seven", "eight", "nine"].contains(&first);
            if many && ["place", "child", "member", "year", "home", "metre"].contains(&second) {
                return Some(format!("“{first} {second}”"));
            }
            let consonant = ["one", "once", "uni", "use", "eu", "ewe"].iter().any(|start| second.starts_with(start));
            let silent = ["hour", "honest", "honour", "heir"].iter().any(|start| second.starts_with(start));
            let vowel = silent
                || ["8", "11", "18"].contains(&second)
                || (second.starts_with(['a', 'e', 'i', 'o', 'u']) && !consonant);
            let letter = second.chars().next().is_some_and(char::is_alphanumeric);
            if letter && ((first == "a" && vowel) || (first == "an" && !vowel)) {
                return Some(format!("“{first} {second}”"));
            }
        }
        None
    };
    lines(|case| &case.text, seam);
    lines(|case| &case.note, seam);
    lines(|case| &case.self_check, seam);
}

#[test]
fn sentences_begin_and_end_as_sentences_do() {
    let begins = |text: &str| {
        text.chars()
            .next()
            .is_some_and(|first| first.is_uppercase() || first.is_ascii_digit() || "“‘\"".contains(first))
    };
    sentences(|_, sentence| (!begins(&sentence.text)).then(|| "begins with a small letter".to_owned()));
    sentences(|_, sentence| {
        let mut rest = sentence.text.as_str();
        while let Some(at) = [". ", "? ", "! "].iter().filter_map(|end| rest.find(end)).min() {
            rest = rest[at + 2..].trim_start();
            if !begins(rest) {
                return Some("goes on after a full stop with a small letter".to_owned());
            }
        }
        None
    });
    none_of(cases().iter().flat_map(|case| {
        case.letter.blocks.iter().filter_map(move |block| {
            let Block::Paragraph(sentences) = block else { return None };
            let open = sentences.iter().find(|sentence| !sentence.text.ends_with(['.', '?', '”']));
            open.map(|sentence| (case.name.clone(), format!("has no full stop: {}", sentence.text)))
        })
    }));
}

#[test]
fn the_position_is_one_clear_sentence() {
    none_of(cases().iter().filter(|case| case.assessment.stance.rank().is_some()).filter_map(|case| {
        let at = case
            .letter
            .blocks
            .iter()
            .position(|block| matches!(block, Block::Heading(heading) if heading.trace.wording.ends_with(".position")))
            .unwrap();
        let position: Vec<String> =
            case.letter.blocks[at + 1].sentences().iter().map(|sentence| sentence.text.clone()).collect();
        let text = position.join(" ");
        let one = text.matches(['.', '?', '!']).count() == 1 && text.ends_with('.');
        let clear = text.matches(", but ").count() <= 1;
        // Where no local need is met, the reasons cannot begin with a need that is met.
        let sound = !(case.assessment.stance.code() == "does-not-support" && text.contains("would meet a gap"));
        (!(one && clear && sound)).then(|| (case.name.clone(), text))
    }));
}

#[test]
fn no_letter_holds_the_litter_of_missing_values() {
    const WORDS: &[&str] = &[
        "None",
        "Some",
        "null",
        "Null",
        "NULL",
        "unknown",
        "undefined",
        "NaN",
        "N/A",
        "cannot-say",
        "not-stated",
        "true",
        "false",
    ];
    let litter = |line: &str| {
        let word = line.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '/').find(|word| WORDS.contains(word));
        word.or(line.contains("not provided").then_some("not provided")).map(|word| format!("“{word}”"))
    };
    lines(|case| &case.text, litter);
}

#[test]
fn no_heading_is_empty() {
    none_of(cases().iter().flat_map(|case| {
        let blocks = &case.letter.blocks;
        blocks.iter().enumerate().filter_map(move |(at, block)| {
            let empty = match block {
                Block::Heading(_) => matches!(blocks.get(at + 1), None | Some(Block::Heading(_))),
                other => other.sentences().is_empty(),
            };
            let nothing = block.sentences().iter().any(|sentence| sentence.text.trim().is_empty());
            (empty || nothing).then(|| (case.name.clone(), format!("nothing follows or nothing is said: {block:?}")))
        })
    }));
}

#[test]
fn the_parts_are_in_order() {
    none_of(cases().iter().filter_map(|case| {
        let headings: Vec<&str> = case
            .letter
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Heading(heading) => Some(heading.trace.wording.rsplit('.').next().unwrap_or_default()),
                _ => None,
            })
            .collect();
        let places: Vec<Option<usize>> =
            headings.iter().map(|part| PARTS.iter().position(|known| known == part)).collect();
        let ordered = places.iter().all(Option::is_some) && places.windows(2).all(|pair| pair[0] < pair[1]);
        let needed: &[&str] = match case.assessment.stance.code() {
            "factual-only" => &["position", "proposal", "remit", "caveats"],
            "holding" => &["position", "proposal", "policy", "questions", "remit", "caveats", "sources"],
            _ => &[
                "position",
                "proposal",
                "policy",
                "need",
                "fit",
                "access",
                "use",
                "safeguards",
                "remit",
                "caveats",
                "sources",
            ],
        };
        let missing: Vec<&&str> = needed.iter().filter(|part| !headings.contains(part)).collect();
        let opening = case.text.lines().nth(2).is_some_and(|line| line.starts_with("To: "));
        (!ordered || !missing.is_empty() || !opening)
            .then(|| (case.name.clone(), format!("parts {headings:?}, missing {missing:?}, opening {opening}")))
    }));
}

/// The words of the profile at the place a trace names; `None` where there is no such place.
fn words_at(place: &str) -> Option<String> {
    let file = wording();
    let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
    let indexed = |place: &str| -> Option<(String, usize)> {
        let (key, rest) = place.split_once('[')?;
        Some((key.to_owned(), rest.split(']').next()?.parse().ok()?))
    };
    if let Some(key) = place.strip_prefix("wording.sentences.") {
        return text(file["wording"]["sentences"].get(key));
    }
    if let Some(key) = place.strip_prefix("wording.lists.") {
        let (key, at) = indexed(key)?;
        return text(file["wording"]["lists"].get(key)?.get(at));
    }
    if let Some(rest) = place.strip_prefix("wording.fields.") {
        let (path, word) = rest.rsplit_once('.')?;
        return text(file["wording"]["fields"].get(path)?.get(word));
    }
    if place == "authorities.guidance" {
        return text(file["authorities"].as_array()?.iter().find_map(|authority| authority.get("guidance")));
    }
    if let Some(rest) = place.strip_prefix("models.") {
        let (model, word) = rest.split_once('.')?;
        return text(file["models"].as_array()?.iter().find(|rule| rule["model"] == model)?.get(word));
    }
    if let Some((key, at)) = indexed(place).filter(|(key, _)| !key.contains('.')) {
        let found = file.get(&key)?.get(at)?;
        let parts: Vec<&str> =
            ["text", "reason", "wording"].iter().filter_map(|word| found.get(word)?.as_str()).collect();
        return (!parts.is_empty()).then(|| parts.join(" "));
    }
    let steps = place.replace('[', ".").replace(']', "");
    let pointer: String = steps.split('.').map(|step| format!("/{step}")).collect();
    text(file.pointer(&pointer))
}

#[test]
fn every_sentence_can_be_traced() {
    /// Slots that state no fact of the case: the council's own names, the letterhead and the profile's stamp.
    const NO_FACT: &[&str] = &[
        "council",
        "place",
        "service",
        "role",
        "date",
        "name",
        "profile",
        "edition",
        "fingerprint",
        "sources",
        "source",
        "dates",
        "months",
    ];
    sentences(|_, sentence| {
        let trace = &sentence.trace;
        let Some(template) = words_at(&trace.wording) else {
            return Some(format!("no words at “{}” of the profile", trace.wording));
        };
        let slots = template.split('{').skip(1).filter_map(|piece| piece.split('}').next());
        let names = slots.map(|slot| slot.strip_prefix("a:").unwrap_or(slot));
        let names: Vec<&str> = names.filter(|slot| !NO_FACT.contains(slot)).collect();
        // The planning authority of a letter may be one the profile cannot name, but the answer is still its origin.
        let finding = trace.wording.starts_with("wording.checks.") && trace.wording.ends_with(".text")
            || trace.wording.ends_with(".position") && trace.wording.contains("stances");
        let states_a_fact = !names.is_empty() || finding;
        (states_a_fact && trace.inputs.is_empty() && trace.figures.is_empty())
            .then(|| format!("rests on nothing ({})", trace.wording))
    });
    // A number in the profile's own words about local need is a figure, never prose.
    sentences(|_, sentence| {
        let need = sentence.trace.wording.starts_with("wording.lists.letter.need")
            || sentence.trace.wording.starts_with("models.");
        (need && sentence.text.contains(|c: char| c.is_ascii_digit()) && sentence.trace.figures.is_empty())
            .then(|| "a number without a figure".to_owned())
    });
}

#[test]
fn every_figure_is_in_the_sources() {
    none_of(cases().iter().flat_map(|case| {
        let source = |sentence: &&Sentence| sentence.trace.wording.starts_with("wording.sentences.letter.source");
        let listed: Vec<&Sentence> = case.letter.sentences().filter(source).collect();
        let figures = case
            .letter
            .sentences()
            .filter(|sentence| !source(sentence))
            .flat_map(|sentence| sentence.trace.figures.clone());
        let mut missing = Vec::new();
        for figure in figures {
            let cited = profile().cite(figure).expect("a figure of this profile");
            let title = &profile().sources.get(&cited.value.source).expect("a source of this profile").title;
            if !listed.iter().any(|sentence| sentence.text.contains(title) && sentence.trace.figures.contains(&figure))
            {
                missing.push((case.name.clone(), format!("{} ({title})", cited.id)));
            }
        }
        missing
    }));
}

#[test]
fn pages_hold_no_mark_up_but_their_own() {
    const TAGS: &[&str] = &[
        "!doctype html",
        "html lang=\"en-GB\"",
        "head",
        "meta charset=\"utf-8\"",
        "meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"",
        "title",
        "style",
        "body",
        "main",
        "p class=\"marking\"",
        "h1",
        "h2",
        "p",
        "br",
        "ol",
        "ul",
        "li",
        "dl",
        "dt",
        "dd",
    ];
    const ENTITIES: &[&str] = &["amp;", "lt;", "gt;", "quot;", "#39;"];
    let closes = |tag: &str| {
        tag.strip_prefix('/').is_some_and(|name| TAGS.iter().any(|known| known.split(' ').next() == Some(name)))
    };
    none_of(cases().iter().flat_map(|case| {
        let tags = case.html.split('<').skip(1).map(|rest| rest.split('>').next().unwrap_or_default());
        let strange = tags.filter(|tag| !closes(tag) && !TAGS.contains(tag)).map(|tag| format!("<{tag}>"));
        let bare = case
            .html
            .split('&')
            .skip(1)
            .filter(|rest| !ENTITIES.iter().any(|entity| rest.starts_with(entity)))
            .map(|_| "a bare &".to_owned());
        strange.chain(bare).map(|what| (case.name.clone(), what)).collect::<Vec<_>>()
    }));
    let html =
        &cases().iter().find(|case| case.name == "html-in-the-address").expect("the case with mark-up is gone").html;
    assert!(
        html.contains("1 &lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; Lane"),
        "the address is not shown as it was typed"
    );
}

#[test]
fn no_letter_turns_lines_round_or_hides_anything() {
    lines(
        |case| &case.text,
        |line| {
            line.chars().find(|c| home_assessment::text::is_invisible(*c)).map(|c| format!("U+{:04X}", u32::from(c)))
        },
    );
}

#[test]
fn no_letter_names_a_person_or_the_provider() {
    none_of(cases().iter().filter_map(|case| {
        let title =
            words(&case.text).into_iter().find(|word| ["mr", "mrs", "ms", "miss", "mx", "dr"].contains(&word.as_str()));
        title.map(|title| (case.name.clone(), format!("“{title}”")))
    }));
    // Whoever provides the home, the letter of the same facts is the same letter.
    none_of(cases().iter().filter_map(|case| {
        let mut json = case.json.clone();
        json["provider"] = serde_json::json!({ "name": "Juniper Sample" });
        if let Some(answers) = json.get_mut("answers").and_then(Value::as_object_mut) {
            answers.remove("provider.name");
        }
        (draft_case(&case.name, &json).text != case.text)
            .then(|| (case.name.clone(), "the provider’s name changes the letter".to_owned()))
    }));
}

#[test]
fn free_text_about_children_stays_out_of_letters() {
    none_of(cases().iter().filter_map(|case| {
        let description = case.json.pointer("/children/description")?.as_str()?;
        let said = case.text.contains(description) || case.html.contains(description);
        said.then(|| (case.name.clone(), description.to_owned()))
    }));
}

#[test]
fn the_same_case_gives_the_same_bytes() {
    none_of(cases().iter().filter_map(|case| {
        let both: Vec<Vec<home_assessment::Output>> = (0..2)
            .map(|_| {
                let loaded = proposal::load(case.json.to_string().as_bytes(), profile()).unwrap();
                let context = Context::on(today());
                let assessment = assess(&loaded.proposal, profile(), &context);
                let outlook = outlook(&loaded.form, profile(), &context);
                let output =
                    |wanted| write(&assessment, &outlook, &loaded.notes, profile(), "case.json", wanted).unwrap();
                let formats = Format::ALL.iter().map(|(format, ..)| Wanted::from(*format));
                let others = Kind::ALL.iter().map(|(document, _)| Wanted { document: *document, format: Format::Text });
                formats.chain(others).map(output).collect()
            })
            .collect();
        (both[0] != both[1]).then(|| (case.name.clone(), "differs".to_owned()))
    }));
}
