//! What the engine draws of the register, of files that are handed in and of a profile that is changed: each file of `tests/screens`
//! ending in `.steps` is what someone does, and the one beside it what is then on screen. `tests/answers` has what the form's answers
//! come to on the page, for the council and for a provider. `cargo xtask letters` writes all but the steps anew.
#![cfg(feature = "documents")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

mod given;
mod kept;

use home_assessment::form::{Field, Form};
use home_assessment::intake::Intake;
use home_assessment::register::{Errand, Hand, Office};
use home_assessment::shown::{self, Beside, Found, Node, Outcome};
use home_assessment::vocabulary::Mode;
use home_assessment::{BUILT_IN_PROFILE, Context, Date, Profile, Revision, load_profile};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// The cases whose answers on the page are kept: together they have every part of it.
const ANSWERED: [&str; 9] = [
    "concern-within-separation-distance",
    "conflict-in-ages-changes-the-stance",
    "everything-at-once",
    "fee-above-benchmark-heading",
    "hyndburn-mother-and-baby-or-two-children",
    "matrix-strong-secured",
    "only-the-authority-is-stated",
    "outside-blackpool",
    "value-lowers-stated-to-unknown",
];

/// What is said of an element where it is not in its words: what it does, and what stands in it.
const TOLD: [&str; 13] = [
    "data-act",
    "data-live",
    "data-value",
    "type",
    "name",
    "value",
    "selected",
    "disabled",
    "max",
    "multiple",
    "aria-current",
    "aria-label",
    "class",
];

/// Of what has more in it than this, so much is told: letters and long lists are tested elsewhere.
const LONG: usize = 30;
const SHORT: usize = 4;
/// A file of fewer bytes is told.
const SHORT_FILE: usize = 1_500;
/// Of a list whose choices come to more characters than this, only the choice is told.
const MUCH: usize = 500;

/// Someone at the page, where whatever is to be stored is.
struct Person {
    profile: Profile,
    form: Form,
    today: Date,
    office: Office,
    intake: Intake,
    chosen: BTreeMap<String, Vec<Vec<u8>>>,
    /// The files that were handed to the browser's downloads, as texts.
    delivered: Vec<String>,
    /// What was on screen last, by screen.
    shown: BTreeMap<String, String>,
    /// What happened, and what was on screen: whole the first time, and then what is other than the last time.
    seen: String,
}

impl Person {
    fn new() -> Person {
        Person {
            profile: load_profile(BUILT_IN_PROFILE).unwrap(),
            form: Form::default(),
            today: Date::from_iso("2026-10-03").unwrap(),
            office: Office::default(),
            intake: Intake::default(),
            chosen: BTreeMap::new(),
            delivered: Vec::new(),
            shown: BTreeMap::new(),
            seen: String::new(),
        }
    }

    /// Does one step: a word, and what goes with it.
    fn takes(&mut self, step: &str) {
        writeln!(self.seen, "> {step}").unwrap();
        let mut parts = step.split(" | ");
        let (word, first) = parts.next().unwrap().split_once(' ').unwrap_or((step, ""));
        let rest: Vec<&str> = parts.collect();
        match word {
            "day" => self.today = Date::from_iso(first).unwrap(),
            "answer" => self.form.set(Field::from_path(first).unwrap(), rest[0]),
            "do" => self.acts(first, &values(&rest)),
            "send" => self.sends(first, &rest),
            "choose" => self.chooses(first, &rest),
            "read" => while self.reads() {},
            "show" => self.looks(first),
            other => panic!("{other} is no step"),
        }
    }

    /// What a step names in words: a case by its reference, as its name is of its content, and a file that was delivered by its place.
    fn named(&self, value: &str) -> String {
        if let Some(nth) = value.strip_prefix("delivered file ") {
            return self.delivered[nth.parse::<usize>().unwrap() - 1].clone();
        }
        let Some(reference) = value.strip_prefix("case of ") else { return value.to_owned() };
        let cases = self.office.register().cases();
        let of = |form: &Form| form.text(&Field::Reference) == reference;
        let case = cases.iter().find(|case| case.version().is_some_and(|(_, version)| of(&version.form)));
        case.unwrap_or_else(|| panic!("there is no case of {reference}")).id().as_str().to_owned()
    }

    fn acts(&mut self, word: &str, values: &[String]) {
        let values: Vec<String> = values.iter().map(|value| self.named(value)).collect();
        let (form, revision) = (self.form.clone(), Revision::default());
        let hand = Hand { form: &form, revision: &revision, profile: &self.profile, today: self.today };
        let files = ["batch-", "import-", "profile-"].iter().any(|kind| word.starts_with(kind));
        let errands = match files {
            true => self.intake.act(word, &values, hand, &Context::on(self.today), Vec::new),
            false => self.office.act(word, &values, hand),
        };
        self.done(errands);
    }

    /// Fills in a form that is on screen, from what stands in it, and sends it.
    fn sends(&mut self, act: &str, given: &[&str]) {
        let mut filled = Vec::new();
        self.screens().iter().for_each(|node| filled_in(node, act, false, &mut filled));
        assert!(!filled.is_empty(), "{act} is no form on screen");
        for (name, value) in given.iter().map(|pair| pair.split_once('=').unwrap()) {
            let field = filled.iter_mut().find(|(there, _)| there == name);
            field.unwrap_or_else(|| panic!("{name} is no field of {act}")).1 = value.to_owned();
        }
        self.acts(act, &filled.into_iter().flat_map(|(name, value)| [name, value]).collect::<Vec<_>>());
    }

    fn chooses(&mut self, act: &str, files: &[&str]) {
        let bytes: Vec<Vec<u8>> = files.iter().map(|file| fs::read(file).unwrap()).collect();
        let name = |file: &str| Path::new(file).file_name().unwrap().to_string_lossy().into_owned();
        let values = files.iter().zip(&bytes).flat_map(|(file, bytes)| [name(file), bytes.len().to_string()]);
        let values: Vec<String> = values.collect();
        self.chosen.insert(act.to_owned(), bytes);
        self.acts(act, &values);
    }

    /// Reads one piece of what is wanted; whether there was one.
    fn reads(&mut self) -> bool {
        let Some(wanted) = self.intake.wants() else { return false };
        let [from, to] = [wanted.from, wanted.to].map(|at| usize::try_from(at).unwrap());
        let piece = self.chosen.get(wanted.of).map_or(&[][..], |files| &files[wanted.file][from..to]).to_vec();
        let (form, revision) = (self.form.clone(), Revision::default());
        let hand = Hand { form: &form, revision: &revision, profile: &self.profile, today: self.today };
        let (errands, _) = self.intake.take(&piece, hand);
        self.done(errands);
        true
    }

    fn done(&mut self, errands: Vec<Errand>) {
        for errand in errands {
            match errand {
                Errand::Write(change) => {
                    let (put, gone) = (change.put.len(), change.drop.len());
                    writeln!(
                        self.seen,
                        "  stored: {put} put, {gone} dropped{}",
                        if change.clear { ", all cleared" } else { "" }
                    )
                    .unwrap();
                    self.office.stored(change);
                }
                Errand::Open(draft) => writeln!(self.seen, "  opened in the form: {} characters", draft.len()).unwrap(),
                Errand::Deliver { name, media, bytes } => {
                    writeln!(self.seen, "  delivered: {name} ({media})").unwrap();
                    let text = String::from_utf8_lossy(&bytes).into_owned();
                    if text.len() < SHORT_FILE && media != "text/plain" {
                        let lines = without_digests(&text);
                        lines.lines().for_each(|line| writeln!(self.seen, "  | {}", line.trim_end()).unwrap());
                    }
                    self.delivered.push(text);
                }
                Errand::Fill(answers) => {
                    for (field, answer) in answers {
                        writeln!(self.seen, "  filled in: {field} = {answer}").unwrap();
                        self.form.set(field, answer);
                    }
                }
                Errand::Print => self.seen.push_str("  printed\n"),
                Errand::Share => self.seen.push_str("  shared\n"),
                Errand::Focus(id) => writeln!(self.seen, "  in focus: {id}").unwrap(),
            }
        }
    }

    fn screen(&self, which: &str) -> Vec<Node> {
        let revision = Revision::default();
        let hand = Hand { form: &self.form, revision: &revision, profile: &self.profile, today: self.today };
        match which {
            "register" => shown::register(&self.office, &hand, &Beside::Nothing),
            "files" => shown::intake(&self.intake, &hand),
            "before" => {
                let proposal = home_assessment::parse(&self.form, &self.profile).proposal;
                let assessment = home_assessment::assess(&proposal, &self.profile, &Context::on(self.today));
                shown::like(&self.office, &hand, &assessment)
            }
            other => panic!("{other} is no screen"),
        }
    }

    fn screens(&self) -> Vec<Node> {
        [self.screen("register"), self.screen("files")].concat()
    }

    fn looks(&mut self, which: &str) {
        let mut text = String::new();
        self.screen(which).iter().for_each(|node| outline(node, 1, &mut text));
        let text = without_digests(&text);
        let before = self.shown.insert(which.to_owned(), text.clone());
        match before {
            None => self.seen.push_str(&text),
            Some(before) => changes(&before, &text, &mut self.seen),
        }
    }
}

/// Names of entries and fingerprints are long, say nothing, and are others with every edition: each is numbered instead.
fn without_digests(text: &str) -> String {
    let mut known: Vec<String> = Vec::new();
    let parts = text.split_inclusive(|c: char| !c.is_ascii_alphanumeric());
    let mut shorter = |part: &str| {
        let word = part.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        if word.len() < 12 || !word.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return part.to_owned();
        }
        let at = known.iter().position(|one| one == word).unwrap_or_else(|| {
            known.push(word.to_owned());
            known.len() - 1
        });
        part.replace(word, &format!("digest-{}", at + 1))
    };
    parts.map(&mut shorter).collect()
}

/// The lines that went and those that came.
fn changes(before: &str, after: &str, seen: &mut String) {
    let (before, after): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    for op in similar::capture_diff_slices(similar::Algorithm::Myers, &before, &after) {
        let (_, gone, new) = op.as_tag_tuple();
        if op.tag() != similar::DiffTag::Equal {
            before[gone].iter().for_each(|line| writeln!(seen, "- {line}").unwrap());
            after[new].iter().for_each(|line| writeln!(seen, "+ {line}").unwrap());
        }
    }
}

/// What goes with an act: a value, or a name and its value.
fn values(given: &[&str]) -> Vec<String> {
    given.iter().flat_map(|one| one.splitn(2, '=').map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// What stands in the fields of a form of this act.
fn filled_in(node: &Node, act: &str, inside: bool, filled: &mut Vec<(String, String)>) {
    let Node::Element { name, children, .. } = node else { return };
    let of = |wanted: &str| attribute(node, wanted);
    let inside = inside || name == "form" && of("data-act") == Some(act);
    if let Some(field) = of("name").filter(|_| inside) {
        let value = match name.as_str() {
            "select" => chosen(children),
            "textarea" => words(node),
            _ => of("value").unwrap_or_default().to_owned(),
        };
        filled.push((field.to_owned(), value));
    }
    children.iter().for_each(|child| filled_in(child, act, inside, filled));
}

/// What a list is set to: the option that is chosen, or else the first.
fn chosen(children: &[Rc<Node>]) -> String {
    let options = options(children);
    let option = options.iter().find(|option| attribute(option, "selected").is_some()).or(options.first());
    option.and_then(|option| attribute(option, "value")).unwrap_or_default().to_owned()
}

fn options(children: &[Rc<Node>]) -> Vec<&Node> {
    let mut options = Vec::new();
    let mut left: Vec<&Node> = children.iter().rev().map(|child| &**child).collect();
    while let Some(node) = left.pop() {
        let Node::Element { name, children, .. } = node else { continue };
        if name == "option" {
            options.push(node);
        }
        left.extend(children.iter().rev().map(|child| &**child));
    }
    options
}

fn attribute<'n>(node: &'n Node, wanted: &str) -> Option<&'n str> {
    let Node::Element { attributes, .. } = node else { return None };
    attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
}

fn words(node: &Node) -> String {
    match node {
        Node::Text(text) => text.clone(),
        Node::Element { children, .. } => children.iter().map(|child| words(child)).collect(),
    }
}

/// An element on a line: what it is, what is told of it and its words; what is in it below, further in.
fn outline(node: &Node, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    let Node::Element { name, attributes, children } = node else {
        if !words(node).trim().is_empty() {
            writeln!(text, "{indent}“{}”", words(node).trim()).unwrap();
        }
        return;
    };
    let told = attributes.iter().filter(|(name, _)| TOLD.contains(&name.as_str()));
    let told: String = told.map(|(name, value)| format!(" {name}={value}")).collect();
    let plain = children.iter().all(|child| matches!(**child, Node::Text(_)));
    if plain {
        let said = words(node);
        let said = if said.is_empty() { said } else { format!(": {said}") };
        writeln!(text, "{indent}{name}{told}{}", said.replace('\n', &format!("\n{indent}  "))).unwrap();
        return;
    }
    if name == "select" && words(node).len() > MUCH {
        writeln!(text, "{indent}{name}{told}: {} of {} choices", chosen(children), options(children).len()).unwrap();
        return;
    }
    writeln!(text, "{indent}{name}{told}").unwrap();
    let most = if children.len() > LONG { SHORT } else { children.len() };
    children.iter().take(most).for_each(|child| outline(child, depth + 1, text));
    if most < children.len() {
        writeln!(text, "{indent}  … {} more", children.len() - most).unwrap();
    }
}

#[test]
fn every_screen_is_as_it_is_kept() {
    let all = || fs::read_dir("tests/screens").unwrap().map(|entry| entry.unwrap().path());
    let of = |ending: &str| -> BTreeSet<PathBuf> {
        all()
            .filter(|file| file.extension().is_some_and(|there| there == ending))
            .map(|file| file.with_extension(""))
            .collect()
    };
    let stories = of("steps");
    assert!(!stories.is_empty());
    let mut wrong = Vec::new();
    for story in &stories {
        let mut person = Person::new();
        let steps = fs::read_to_string(story.with_extension("steps")).unwrap();
        steps.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).for_each(|step| person.takes(step));
        wrong.extend(kept::differs(&story.with_extension("expected"), &person.seen));
    }
    assert!(wrong.is_empty(), "if the new screens are right, run cargo xtask letters\n\n{}\n", wrong.join("\n\n"));
    assert_eq!(of("expected"), stories, "a screen is kept of steps that nobody takes");
}

#[test]
fn every_answer_of_the_page_is_as_it_is_kept() {
    let built_in = load_profile(BUILT_IN_PROFILE).unwrap();
    let mut wrong = Vec::new();
    let cases: Vec<String> = given::names().into_iter().filter(|name| ANSWERED.contains(&name.as_str())).collect();
    assert_eq!(cases, ANSWERED);
    for name in cases {
        let given::Case { loaded, profile, context } = given::Case::read(&name, &built_in);
        let mut text = String::new();
        let part = |name: &str, nodes: &[Node], text: &mut String| {
            writeln!(text, "\n# {name}\n").unwrap();
            nodes.iter().for_each(|node| outline(node, 0, text));
        };
        for mode in [Mode::Commissioner, Mode::Provider] {
            let answer = Outcome::of(&loaded.form, &profile, mode, &context);
            match &answer.found {
                Found::Council { shown, addressed } => {
                    writeln!(text, "{}; addressed: {addressed}\n{}", shown.stance, shown.position).unwrap();
                    part("For the council", &shown.body, &mut text);
                }
                Found::Provider(checked) => {
                    let (fine, weigh, missing) = (checked.in_order, checked.to_weigh, checked.missing);
                    part("For a provider", &[], &mut text);
                    writeln!(text, "{}\n{fine} in order, {weigh} to weigh, {missing} missing", checked.what_it_is)
                        .unwrap();
                    writeln!(text, "addressed: {}, in a link: {}", checked.addressed, checked.link.is_some()).unwrap();
                    part("Its findings", &checked.body, &mut text);
                    part("What is next", &checked.next, &mut text);
                }
            }
        }
        wrong.extend(kept::differs(&PathBuf::from(format!("tests/answers/{name}.expected")), &text));
    }
    assert!(wrong.is_empty(), "if the new answers are right, run cargo xtask letters\n\n{}\n", wrong.join("\n\n"));
    let kept = fs::read_dir("tests/answers").unwrap().count();
    assert_eq!(kept, ANSWERED.len(), "an answer is kept of no case");
}
