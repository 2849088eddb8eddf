//! One test for each proposal in `tests/cases`: NAME.json is a proposal file, NAME.expected says in plain words what
//! must come of it, with the files it names in `tests/answered` and `tests/benchmarks`. The format of an expectation is
//! described at `Expected`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::as_conversions,
    missing_docs
)]

use home_assessment::checks;
use home_assessment::exchange::{answered, benchmark, proposal};
use home_assessment::response::{Words, objectives};
use home_assessment::vocabulary::{Access, Fit};
use home_assessment::{BUILT_IN_PROFILE, Context, Date, Format, Profile, Wanted, assess, load_profile, render};
use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The date on which a case is assessed that names no other.
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
    let all: Arc<[PathBuf]> = names.iter().map(|name| folder.join(name)).collect();
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
    let cases = Arc::clone(&all);
    trials.push(Trial::test("every-result-of-every-check-is-shown-by-a-case", move || every_result(&cases)));
    let (cases, built_in) = (Arc::clone(&all), Arc::clone(&profile));
    trials.push(Trial::test("every-cell-of-the-matrix-is-shown-by-a-case", move || every_cell(&cases, &built_in)));
    let cases = Arc::clone(&all);
    trials
        .push(Trial::test("every-bearing-on-an-objective-is-shown-by-a-case", move || every_bearing(&cases, &profile)));
    trials.push(Trial::test("no-file-beside-the-cases-is-left-unused", move || no_file_unused(&all)));
    libtest_mimic::run(&arguments, trials).exit();
}

fn case(stem: &Path, built_in: &Profile) -> Result<(), Failed> {
    let json = read(&stem.with_extension("json"))?;
    let expected = Expected::read(&read(&stem.with_extension("expected"))?)?;
    let beside = |name: &Option<String>, folder: &str, ending: &str| {
        name.as_ref().map(|name| read(&beside(folder, name, ending))).transpose()
    };
    let other = beside(&expected.profile, "profiles", "json")?
        .map(|file| load_profile(file.as_bytes()).map_err(|faults| format!("the profile is refused: {faults:?}")))
        .transpose()?;
    let profile = other.as_ref().unwrap_or(built_in);
    let mut loaded = proposal::load(json.as_bytes(), profile)
        .map_err(|faults| format!("the proposal file is refused: {faults:?}"))?;
    if !loaded.unknown_keys.is_empty() {
        return Err(format!("the proposal file has unknown keys: {:?}", loaded.unknown_keys).into());
    }
    if let Some(file) = beside(&expected.benchmark, "tests/benchmarks", "csv")? {
        let benchmark = benchmark::read(file.as_bytes(), profile)
            .map_err(|faults| format!("the benchmark is refused: {faults:?}"))?;
        benchmark.put_into(&mut loaded.form, profile);
        loaded = loaded.read_again(profile);
    }
    let mut context = Context::on(expected.date.unwrap_or_else(|| Date::from_iso(DATE).unwrap()));
    if let Some(file) = beside(&expected.answered, "tests/answered", "json")? {
        let (homes, unknown_keys) = answered::load(file.as_bytes(), profile)
            .map_err(|faults| format!("the homes answered before are refused: {faults:?}"))?;
        if !unknown_keys.is_empty() {
            return Err(format!("the homes answered before have unknown keys: {unknown_keys:?}").into());
        }
        context = Context::with_answered(context.as_at, homes);
    }
    let output = |wanted: Wanted| render(&loaded, profile, "case.json", wanted, &context).unwrap().text();
    let assessment: Value = serde_json::from_str(&output(Format::Json.into())).unwrap();
    let texts = Texts {
        letter: output(Format::Text.into()),
        // The note and the self-check search for what would change the stance, which takes its time.
        note: if expected.note.is_empty() { String::new() } else { output(Wanted::NOTE) },
        self_check: if expected.self_check.is_empty() { String::new() } else { output(Wanted::SELF_CHECK) },
        fees_are_public: profile.publish_fees,
    };
    let differences = expected.differences(&assessment, &texts);
    if differences.is_empty() { Ok(()) } else { Err(format!("\n  {}", differences.join("\n  ")).into()) }
}

/// A file that a case names: its folder in the repository, its name and its ending.
fn beside(folder: &str, name: &str, ending: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(format!("{name}.{ending}"))
}

fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| {
        format!(
            "{} is missing or unreadable: a case is NAME.json with NAME.expected and the files it names ({error})",
            file.display()
        )
    })
}

/// The texts of a case's documents.
struct Texts {
    letter: String,
    note: String,
    self_check: String,
    /// Whether the council lets its letters speak of pounds.
    fees_are_public: bool,
}

/// What must come of a case. One `key: value` on a line; a key that takes a list has its items on the lines below, each
/// with two spaces before it. A line that starts with `#` is a remark, and the first remark says what the case is about.
///
/// `stance`, `fit`, `access`, `value`, `fee band` and `questions` must be there. `questions` names every open question, in
/// order; `questions: none` where there is none. `findings` names those that matter, as `check: verdict, code`. `reason`
/// is the code of the stance's reason; `actions` are the internal ones. `letter says` and `letter never says` are pieces of
/// the letter, `note says` and `note never says` of the internal note, `self-check never says` of the provider's self-check.
/// Pounds are never in a letter, and need not be named. `recorded view` is what children's services really said: `support`,
/// `not support`, `object` or `neutral`, with the year in brackets, or `(no date)`.
///
/// Where a case needs more than its proposal: `date` is the day on which it is assessed, written YYYY-MM-DD, in place of
/// `DATE`; `answered before: NAME` gives the homes of tests/answered/NAME.json; `profile: NAME` is profiles/NAME.json in
/// place of the built-in one; `benchmark: NAME` puts tests/benchmarks/NAME.csv into the form, as the command line does.
#[derive(Debug, Default)]
struct Expected {
    values: Vec<(String, String)>,
    actions: Option<Vec<String>>,
    findings: Vec<(String, String, String)>,
    questions: Vec<String>,
    letter: Said,
    note: Said,
    self_check: Said,
    view: Option<(String, Option<u32>)>,
    date: Option<Date>,
    answered: Option<String>,
    profile: Option<String>,
    benchmark: Option<String>,
}

/// What a document must say, and what it must not.
#[derive(Debug, Default)]
struct Said {
    says: Vec<String>,
    never_says: Vec<String>,
}

impl Said {
    fn is_empty(&self) -> bool {
        self.says.is_empty() && self.never_says.is_empty()
    }
}

const VALUES: &[(&str, &str)] = &[
    ("stance", "/stance"),
    ("reason", "/stance_reason/code"),
    ("fit", "/fit"),
    ("access", "/access"),
    ("value", "/value"),
    ("fee band", "/internal/fee_band"),
];
const LISTS: &[&str] = &[
    "findings",
    "actions",
    "questions",
    "letter says",
    "letter never says",
    "note says",
    "note never says",
    "self-check never says",
];

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
            } else {
                match key {
                    "recorded view" => expected.view = Some(view(value).map_err(|what| wrong(&what))?),
                    "date" => {
                        let date = Date::from_iso(value).ok_or_else(|| wrong("must give a date as YYYY-MM-DD"))?;
                        expected.date = Some(date);
                    }
                    "answered before" => expected.answered = Some(name(value).map_err(|what| wrong(&what))?),
                    "profile" => expected.profile = Some(name(value).map_err(|what| wrong(&what))?),
                    "benchmark" => expected.benchmark = Some(name(value).map_err(|what| wrong(&what))?),
                    _ => return Err(wrong("has an unknown key")),
                }
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
            "letter says" => self.letter.says.push(text),
            "letter never says" => self.letter.never_says.push(text),
            "note says" => self.note.says.push(text),
            "note never says" => self.note.never_says.push(text),
            _ => self.self_check.never_says.push(text),
        }
        Ok(())
    }

    fn differences(&self, assessment: &Value, texts: &Texts) -> Vec<String> {
        let mut differences = Vec::new();
        let mut differ = |what: &str, wanted: &str, found: &str| {
            differences.push(format!("{what}: expected {wanted}, found {found}"))
        };
        let text =
            |at: &Value, pointer: &str| at.pointer(pointer).and_then(Value::as_str).unwrap_or("nothing").to_owned();
        let strings = |pointer: &str| -> Vec<String> {
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
        let questions = strings("/questions");
        if questions != self.questions {
            let shown = |list: &[String]| list.iter().map(|item| format!("\n      - {item}")).collect::<String>();
            differ("questions", &shown(&self.questions), &shown(&questions));
        }
        let actions = strings("/internal/actions");
        if self.actions.as_ref().is_some_and(|wanted| *wanted != actions) {
            differ("actions", &self.actions.clone().unwrap_or_default().join(", "), &actions.join(", "));
        }
        let documents = [
            ("letter", &self.letter, &texts.letter),
            ("note", &self.note, &texts.note),
            ("self-check", &self.self_check, &texts.self_check),
        ];
        for (document, expected, text) in documents {
            for said in expected.says.iter().filter(|said| !text.contains(*said)) {
                differ(document, &format!("“{said}”"), "no such words");
            }
            let never = expected.never_says.iter().map(String::as_str);
            let pounds = (document == "letter" && !texts.fees_are_public).then_some("£");
            for said in never.chain(pounds).filter(|said| text.contains(said)) {
                let line = text.lines().find(|line| line.contains(said)).unwrap_or_default();
                differ(document, &format!("never “{said}”"), line);
            }
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

/// The name of a file beside the cases, without folder and ending.
fn name(text: &str) -> Result<String, String> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if text.chars().all(plain) {
        Ok(text.to_owned())
    } else {
        Err("must be a plain file name, without ending".to_owned())
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

/// Every expectation, with the name of its case.
fn expectations(cases: &[PathBuf]) -> Result<Vec<Expected>, Failed> {
    let read = |stem: &PathBuf| {
        let text = read(&stem.with_extension("expected"))?;
        Expected::read(&text).map_err(|fault| format!("{}: {fault}", stem.display()))
    };
    Ok(cases.iter().map(read).collect::<Result<_, _>>()?)
}

fn every_result(cases: &[PathBuf]) -> Result<(), Failed> {
    let named: BTreeSet<(String, String, String)> =
        expectations(cases)?.into_iter().flat_map(|expected| expected.findings).collect();
    let outcomes = checks::ALL.iter().flat_map(|check| check.outcomes.iter().map(move |outcome| (check.id, outcome)));
    let missing: Vec<String> = outcomes
        .map(|(check, outcome)| (check.to_owned(), outcome.verdict.code().to_owned(), outcome.code.to_owned()))
        .filter(|outcome| !named.contains(outcome))
        .map(|(check, verdict, code)| format!("\n  {check}.{code} ({verdict})"))
        .collect();
    if missing.is_empty() { Ok(()) } else { Err(format!("no case names{}", missing.concat()).into()) }
}

fn every_cell(cases: &[PathBuf], profile: &Profile) -> Result<(), Failed> {
    let shown: BTreeSet<[String; 3]> = expectations(cases)?
        .into_iter()
        .filter(|expected| expected.profile.is_none())
        .map(|expected| {
            let value = |key: &str| expected.values.iter().find(|(known, _)| known == key).unwrap().1.clone();
            [value("fit"), value("access"), value("stance")]
        })
        .collect();
    let cells = Fit::ALL.iter().flat_map(|fit| Access::ALL.iter().map(move |access| (*fit, *access)));
    let cells: Vec<[String; 3]> = cells
        .filter_map(|(fit, access)| {
            Some([fit.code(), access.code(), profile.stance(fit, access)?.code()].map(str::to_owned))
        })
        .collect();
    if cells.len() != 12 {
        return Err(format!("the matrix has {} cells", cells.len()).into());
    }
    let missing: Vec<String> =
        cells.iter().filter(|cell| !shown.contains(*cell)).map(|cell| format!("\n  {}", cell.join(", "))).collect();
    if missing.is_empty() { Ok(()) } else { Err(format!("no case shows{}", missing.concat()).into()) }
}

/// What the profile can say of a proposal in view of an objective is said of some case, and none says what it cannot.
fn every_bearing(cases: &[PathBuf], profile: &Profile) -> Result<(), Failed> {
    let context = Context::on(Date::from_iso(DATE).unwrap());
    let mut said = BTreeSet::new();
    for stem in cases {
        let Ok(loaded) = proposal::load(read(&stem.with_extension("json"))?.as_bytes(), profile) else { continue };
        let assessment = assess(&loaded.proposal, profile, &context);
        let lines = objectives(&Words { assessment: &assessment, profile });
        if !lines.is_empty() && lines.len() != profile.objectives.len() {
            return Err(format!("{} has {} lines on objectives", stem.display(), lines.len()).into());
        }
        said.extend(lines.into_iter().map(|(_, bearing)| bearing.trace.wording));
    }
    let all = profile.objectives.iter().enumerate().flat_map(|(at, objective)| {
        (0..objective.bearing.len()).map(move |row| format!("objectives[{at}].bearing[{row}].text"))
    });
    let missing: Vec<String> = all.filter(|place| !said.contains(place)).collect();
    if missing.is_empty() { Ok(()) } else { Err(format!("no case shows {}", missing.join(", ")).into()) }
}

fn no_file_unused(cases: &[PathBuf]) -> Result<(), Failed> {
    let expectations = expectations(cases)?;
    let used = |name: fn(&Expected) -> &Option<String>, folder: &str, ending: &str| -> BTreeSet<PathBuf> {
        expectations
            .iter()
            .filter_map(|expected| name(expected).as_ref())
            .map(|name| beside(folder, name, ending))
            .collect()
    };
    for (folder, used) in [
        ("tests/answered", used(|expected| &expected.answered, "tests/answered", "json")),
        ("tests/benchmarks", used(|expected| &expected.benchmark, "tests/benchmarks", "csv")),
    ] {
        let there: BTreeSet<PathBuf> = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))
            .map_err(|error| format!("{folder} cannot be read: {error}"))?
            .map(|entry| entry.unwrap().path())
            .collect();
        if there != used {
            return Err(format!("{folder} holds {there:?}, and the cases name {used:?}").into());
        }
    }
    Ok(())
}

fn faulty_expectations() -> Result<(), Failed> {
    let good = "# about\nstance: support\nfit: strong\naccess: secured\nvalue: aligned\nfee band: not-stated\nquestions: none\n";
    Expected::read(good)?;
    Expected::read(&format!(
        "{good}date: 2024-12-01\nanswered before: some-homes\nprofile: lancashire\nbenchmark: autumn\nnote says:\n  - words\nnote never says:\n  - words\nself-check never says:\n  - words\n"
    ))?;
    let faulty = [
        (good.replace("fit: strong\n", ""), "“fit” is missing"),
        (good.replace("# about\n", ""), "no remark"),
        (good.replace("fit:", "fitt:"), "unknown key"),
        (format!("{good}fit: none\n"), "repeats a key"),
        (format!("{good}  - a question\n"), "no list has begun"),
        (format!("{good}findings:\n  area met in-area\n"), "check: verdict, code"),
        (format!("{good}letter says: words\n"), "on the lines below"),
        (format!("{good}note says: words\n"), "on the lines below"),
        (format!("{good}self-check says: words\n"), "unknown key"),
        (format!("{good}recorded view: maybe (2024)\n"), "is not one of"),
        (format!("{good}date: 1 December 2024\n"), "YYYY-MM-DD"),
        (format!("{good}date: 2024-02-30\n"), "YYYY-MM-DD"),
        (format!("{good}profile: ../lancashire\n"), "plain file name"),
        (format!("{good}answered before: homes.json\n"), "plain file name"),
        (format!("{good}benchmark:\n"), "has no value"),
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
