//! One test for each proposal in `tests/cases`: NAME.json is a proposal file, NAME.expected says in plain words what
//! must come of it. The format of an expectation is described at `Expected`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::as_conversions,
    missing_docs
)]

use home_assessment::exchange::proposal;
use home_assessment::{BUILT_IN_PROFILE, Context, Date, Format, Profile, load_profile, render};
use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The date on which every case is assessed.
const DATE: &str = "2026-11-21";
/// From this year on, a real view of children's services must not be contradicted.
const VIEWS_COUNT_FROM: u32 = 2023;

fn main() {
    let arguments = Arguments::from_args();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let files: BTreeSet<PathBuf> =
        fs::read_dir(&folder).expect("tests/cases cannot be read").map(|entry| entry.unwrap().path()).collect();
    let names: BTreeSet<String> =
        files.iter().map(|file| file.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    let profile = Arc::new(load_profile(BUILT_IN_PROFILE).expect("the built-in profile is refused"));

    let strange: Vec<PathBuf> = files
        .into_iter()
        .filter(|file| !matches!(file.extension().and_then(|end| end.to_str()), Some("json" | "expected")))
        .collect();
    let count = names.len();
    let mut trials =
        vec![Trial::test("the-folder-holds-cases-and-nothing-else", move || match (count, strange.as_slice()) {
            (0, _) => Err("tests/cases holds no cases".into()),
            (_, []) => Ok(()),
            (_, strange) => Err(format!("neither NAME.json nor NAME.expected: {strange:?}").into()),
        })];
    trials.extend(names.into_iter().map(|name| {
        let (stem, profile) = (folder.join(&name), Arc::clone(&profile));
        Trial::test(name, move || case(&stem, &profile))
    }));
    trials.push(Trial::test("a-faulty-expectation-is-refused", faulty_expectations));
    libtest_mimic::run(&arguments, trials).exit();
}

fn case(stem: &Path, profile: &Profile) -> Result<(), Failed> {
    let read = |ending: &str| {
        let file = stem.with_extension(ending);
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        fs::read_to_string(&file).map_err(|error| {
            format!("{name} is missing or unreadable: a case is NAME.json with NAME.expected beside it ({error})")
        })
    };
    let (json, expected) = (read("json")?, read("expected")?);
    let expected = Expected::read(&expected)?;
    let loaded = proposal::load(json.as_bytes(), profile)
        .map_err(|faults| format!("the proposal file is refused: {faults:?}"))?;
    if !loaded.unknown_keys.is_empty() {
        return Err(format!("the proposal file has unknown keys: {:?}", loaded.unknown_keys).into());
    }
    let context = Context::on(Date::from_typed(DATE).unwrap());
    let assessment: Value =
        serde_json::from_str(&render(&loaded, profile, "case.json", Format::Json, &context)).unwrap();
    let letter = render(&loaded, profile, "case.json", Format::Text, &context);
    let differences = expected.differences(&assessment, &letter);
    if differences.is_empty() { Ok(()) } else { Err(format!("\n  {}", differences.join("\n  ")).into()) }
}

/// What must come of a case. One `key: value` on a line; a key that takes a list has its items on the lines below, each
/// with two spaces before it. A line that starts with `#` is a remark, and the first remark says what the case is about.
///
/// `stance`, `fit`, `access`, `value`, `fee band` and `questions` must be there. `questions` names every open question, in
/// order; `questions: none` where there is none. `findings` names those that matter, as `check: verdict, code`. `reason`
/// is the code of the stance's reason; `actions` are the internal ones. `letter says` and `letter never says` are pieces of
/// the letter. `recorded view` is what children's services really said: `support`, `not support`, `object` or `neutral`,
/// with the year in brackets, or `(no date)`.
#[derive(Debug, Default)]
struct Expected {
    values: Vec<(String, String)>,
    actions: Option<Vec<String>>,
    findings: Vec<(String, String, String)>,
    questions: Vec<String>,
    says: Vec<String>,
    never_says: Vec<String>,
    view: Option<(String, Option<u32>)>,
}

const VALUES: &[(&str, &str)] = &[
    ("stance", "/stance"),
    ("reason", "/stance_reason/code"),
    ("fit", "/fit"),
    ("access", "/access"),
    ("value", "/value"),
    ("fee band", "/internal/fee_band"),
];
const LISTS: &[&str] = &["findings", "actions", "questions", "letter says", "letter never says"];

impl Expected {
    fn read(text: &str) -> Result<Expected, String> {
        let mut expected = Expected::default();
        let (mut seen, mut list, mut about) = (Vec::new(), None, false);
        for (at, line) in text.lines().enumerate() {
            let wrong = |what: &str| format!("line {} {what}: {line}", at + 1);
            if let Some(remark) = line.strip_prefix('#') {
                about |= !remark.trim().is_empty() && !remark.trim().starts_with("real:");
                continue;
            }
            if line.trim().is_empty() {
                continue;
            }
            if let Some(item) = line.strip_prefix("  ") {
                let key: &str = list.ok_or_else(|| wrong("is an item, but no list has begun"))?;
                expected.item(key, item).map_err(|what| wrong(&what))?;
                continue;
            }
            let (key, value) = line.split_once(':').ok_or_else(|| wrong("has no colon"))?;
            let (key, value) = (key.trim(), value.trim());
            if seen.contains(&key) {
                return Err(wrong("repeats a key"));
            }
            seen.push(key);
            list = None;
            if let Some(known) = LISTS.iter().find(|known| **known == key) {
                match value {
                    "" => list = Some(*known),
                    "none" if key == "questions" => {}
                    _ => return Err(wrong("must have its items on the lines below, two spaces before each")),
                }
                if key == "actions" {
                    expected.actions = Some(Vec::new());
                }
            } else if value.is_empty() {
                return Err(wrong("has no value"));
            } else if VALUES.iter().any(|(known, _)| *known == key) {
                expected.values.push((key.to_owned(), value.to_owned()));
            } else if key == "recorded view" {
                expected.view = Some(view(value).map_err(|what| wrong(&what))?);
            } else {
                return Err(wrong("has an unknown key"));
            }
        }
        for needed in ["stance", "fit", "access", "value", "fee band", "questions"] {
            if !seen.contains(&needed) {
                return Err(format!("“{needed}” is missing"));
            }
        }
        if !about {
            return Err("no remark says what the case is about".to_owned());
        }
        Ok(expected)
    }

    fn item(&mut self, key: &str, item: &str) -> Result<(), String> {
        if key == "findings" {
            let parts = item.split_once(": ").and_then(|(check, rest)| Some((check, rest.split_once(", ")?)));
            let (check, (verdict, code)) = parts.ok_or("must read “check: verdict, code”")?;
            self.findings.push((check.to_owned(), verdict.to_owned(), code.to_owned()));
            return Ok(());
        }
        let text =
            item.strip_prefix("- ").filter(|text| !text.trim().is_empty()).ok_or("must begin with “- ”")?.to_owned();
        match key {
            "questions" => self.questions.push(text),
            "actions" => self.actions.get_or_insert_default().push(text),
            "letter says" => self.says.push(text),
            _ => self.never_says.push(text),
        }
        Ok(())
    }

    fn differences(&self, assessment: &Value, letter: &str) -> Vec<String> {
        let mut differences = Vec::new();
        let mut differ = |what: &str, wanted: &str, found: &str| {
            differences.push(format!("{what}: expected {wanted}, found {found}"))
        };
        let text =
            |at: &Value, pointer: &str| at.pointer(pointer).and_then(Value::as_str).unwrap_or("nothing").to_owned();
        let texts = |pointer: &str| -> Vec<String> {
            let list =
                assessment.pointer(pointer).and_then(Value::as_array).expect("a list of the contract is missing");
            list.iter().map(|item| item.as_str().unwrap_or_default().to_owned()).collect()
        };
        for (key, wanted) in &self.values {
            let pointer = VALUES.iter().find(|(known, _)| known == key).unwrap().1;
            let found = text(assessment, pointer);
            if found != *wanted {
                differ(key, wanted, &found);
            }
        }
        let findings: Vec<(String, String, String)> = assessment["findings"]
            .as_array()
            .expect("findings are missing")
            .iter()
            .map(|finding| (text(finding, "/check"), text(finding, "/verdict"), text(finding, "/reason/code")))
            .collect();
        for wanted in self.findings.iter().filter(|wanted| !findings.contains(wanted)) {
            let found: Vec<String> = findings
                .iter()
                .filter(|found| found.0 == wanted.0)
                .map(|(_, verdict, code)| format!("{verdict}, {code}"))
                .collect();
            differ(
                &wanted.0,
                &format!("{}, {}", wanted.1, wanted.2),
                if found.is_empty() { "no such finding".to_owned() } else { found.join(" and ") }.as_str(),
            );
        }
        let questions = texts("/questions");
        if questions != self.questions {
            let shown = |list: &[String]| list.iter().map(|item| format!("\n      - {item}")).collect::<String>();
            differ("questions", &shown(&self.questions), &shown(&questions));
        }
        let actions = texts("/internal/actions");
        if self.actions.as_ref().is_some_and(|wanted| *wanted != actions) {
            differ("actions", &self.actions.clone().unwrap_or_default().join(", "), &actions.join(", "));
        }
        for said in self.says.iter().filter(|said| !letter.contains(*said)) {
            differ("letter", &format!("“{said}”"), "no such words");
        }
        for said in self.never_says.iter().filter(|said| letter.contains(*said)) {
            let line = letter.lines().find(|line| line.contains(said)).unwrap_or_default();
            differ("letter", &format!("never “{said}”"), line);
        }
        let stance = text(assessment, "/stance");
        if let Some((view, Some(year))) = &self.view
            && *year >= VIEWS_COUNT_FROM
        {
            let contradicts = match view.as_str() {
                "support" => stance == "does-not-support",
                "not support" | "object" => stance.starts_with("support"),
                _ => false,
            };
            if contradicts {
                differ("stance", &format!("nothing against the recorded view, {view} ({year})"), &stance);
            }
        }
        differences
    }
}

fn view(text: &str) -> Result<(String, Option<u32>), String> {
    let parts = text.strip_suffix(')').and_then(|text| text.split_once(" ("));
    let (view, year) = parts.ok_or("must read “view (year)” or “view (no date)”")?;
    if !["support", "not support", "object", "neutral"].contains(&view) {
        return Err("has a view that is not one of support, not support, object, neutral".to_owned());
    }
    let year =
        if year == "no date" { None } else { Some(year.parse().map_err(|_| "has a year that is not a number")?) };
    Ok((view.to_owned(), year))
}

fn faulty_expectations() -> Result<(), Failed> {
    let good = "# about\nstance: support\nfit: strong\naccess: secured\nvalue: aligned\nfee band: not-stated\nquestions: none\n";
    Expected::read(good)?;
    let faulty = [
        (good.replace("fit: strong\n", ""), "“fit” is missing"),
        (good.replace("# about\n", ""), "no remark"),
        (good.replace("fit:", "fitt:"), "unknown key"),
        (format!("{good}fit: none\n"), "repeats a key"),
        (format!("{good}  - a question\n"), "no list has begun"),
        (format!("{good}findings:\n  area met in-area\n"), "check: verdict, code"),
        (format!("{good}letter says: words\n"), "on the lines below"),
        (format!("{good}recorded view: maybe (2024)\n"), "is not one of"),
        (format!("{good}nonsense\n"), "no colon"),
    ];
    for (text, message) in faulty {
        match Expected::read(&text) {
            Err(found) if found.contains(message) => {}
            other => return Err(format!("expected a refusal with “{message}”, found {other:?}").into()),
        }
    }
    Ok(())
}
