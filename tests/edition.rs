//! A council's profile changed on the page, gone through as an analyst does: every part can be filled in, nothing is lost or published
//! by accident, and what a change does is said before it is done.
#![cfg(feature = "documents")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

mod kept;

use home_assessment::edition::{Editor, Kind, Shape, Step, Tried, View, examples, written};
use home_assessment::form::{Field, Form};
use home_assessment::intake::Intake;
use home_assessment::json::Json;
use home_assessment::register::{Errand, Hand};
use home_assessment::shown::pictures::{Picture, Shape as Drawn};
use home_assessment::shown::{self, Node, known};
use home_assessment::vocabulary::Stance;
use home_assessment::{BUILT_IN_PROFILE, Context, Date, Kind as Paper, Outlook, Profile, Revision};
use home_assessment::{assess, load_profile, parse};
use proptest::prelude::RngExt as _;
use proptest::test_runner::{RngAlgorithm, TestRng};
use std::fmt::Write as _;

/// Someone at the page.
struct Analyst {
    profile: Profile,
    intake: Intake,
    /// What was handed to the browser's downloads, by name.
    files: Vec<(String, Vec<u8>)>,
    /// The id of what was focused last.
    focused: String,
    acts: usize,
}

fn today() -> Date {
    Date::from_iso("2026-12-01").unwrap()
}

impl Analyst {
    fn new() -> Analyst {
        let profile = load_profile(BUILT_IN_PROFILE).unwrap();
        Analyst { profile, intake: Intake::default(), files: Vec::new(), focused: String::new(), acts: 0 }
    }

    fn opened() -> Analyst {
        let mut analyst = Analyst::new();
        analyst.act("open", &[]);
        analyst
    }

    fn editor(&self) -> &Editor {
        &self.intake.edition
    }

    fn act(&mut self, word: &str, values: &[&str]) {
        self.act_with(word, values, Vec::new());
    }

    fn act_with(&mut self, word: &str, values: &[&str], cases: Vec<Tried>) {
        let (form, revision) = (Form::default(), Revision::default());
        let hand = Hand { form: &form, revision: &revision, profile: &self.profile, today: today() };
        let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
        let errands = self.intake.act(&format!("profile-{word}"), &values, hand, &Context::on(today()), || cases);
        self.acts += 1;
        self.done(errands);
    }

    fn done(&mut self, errands: Vec<Errand>) {
        for errand in errands {
            match errand {
                Errand::Deliver { name, bytes, .. } => self.files.push((name, bytes)),
                Errand::Focus(id) => {
                    assert!(self.markup().contains(&format!("id=\"{id}\"")), "{id}: {}", self.markup());
                    self.focused = id;
                }
                other => panic!("{other:?}"),
            }
        }
    }

    fn choose(&mut self, word: &str, files: &[&[u8]]) {
        let named: Vec<String> = files.iter().flat_map(|file| ["file".to_owned(), file.len().to_string()]).collect();
        self.act(word, &named.iter().map(String::as_str).collect::<Vec<_>>());
        while self.goes_on(files) {}
    }

    /// Hands over the next piece that is wanted, if one is.
    fn goes_on(&mut self, files: &[&[u8]]) -> bool {
        let Some(wanted) = self.intake.wants() else { return false };
        assert!(wanted.of.is_empty() || wanted.of.starts_with("profile-"));
        let [from, to] = [wanted.from, wanted.to].map(|at| usize::try_from(at).unwrap());
        let piece = files.get(wanted.file).map_or(&[][..], |file| &file[from..to]);
        let (form, revision) = (Form::default(), Revision::default());
        let hand = Hand { form: &form, revision: &revision, profile: &self.profile, today: today() };
        let (errands, written) = self.intake.take(piece, hand);
        assert!(written.is_empty());
        self.done(errands);
        true
    }

    fn nodes(&self) -> Vec<Node> {
        let (form, revision) = (Form::default(), Revision::default());
        let hand = Hand { form: &form, revision: &revision, profile: &self.profile, today: today() };
        shown::intake(&self.intake, &hand)
    }

    fn markup(&self) -> String {
        let mut markup = String::new();
        self.nodes().iter().for_each(|node| node.write(&mut markup));
        markup
    }

    /// What stands in the fields of the form of an act, as the page sends it.
    fn filled(&self, act: &str) -> Vec<(String, String)> {
        let mut filled = Vec::new();
        self.nodes().iter().for_each(|node| forms(node, act, &mut filled));
        filled
    }

    /// Fills in some fields of what is looked at, leaves the others as they stand, and keeps it.
    fn keep(&mut self, place: &str, answers: &[(&str, &str)]) {
        self.act("go", &[place]);
        let mut filled = self.filled("profile-keep");
        for (name, answer) in answers {
            let field = filled.iter_mut().find(|(known, _)| known == name);
            field.unwrap_or_else(|| panic!("{place} has no field {name}: {}", self.markup())).1 = (*answer).to_owned();
        }
        let values: Vec<&str> = filled.iter().flat_map(|(name, answer)| [name.as_str(), answer.as_str()]).collect();
        self.act("keep", &values);
    }

    fn profile_before(&self) -> &Profile {
        self.editor().before().unwrap()
    }

    fn publish(&mut self, edition: &str) -> (String, Vec<u8>) {
        self.act("publish", &[]);
        self.act("issue", &["edition", edition, "note", "New figures", "approved_by", "Head of commissioning"]);
        self.files.last().cloned().unwrap_or_else(|| panic!("{:?} {:?}", self.editor().said, self.editor().faults()))
    }
}

fn attribute<'n>(node: &'n Node, name: &str) -> Option<&'n str> {
    match node {
        Node::Element { attributes, .. } => {
            attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
        }
        Node::Text(_) => None,
    }
}

fn forms(node: &Node, act: &str, filled: &mut Vec<(String, String)>) {
    let Node::Element { name, children, .. } = node else { return };
    if name == "form" && attribute(node, "data-act") == Some(act) {
        return children.iter().for_each(|child| fields(child, filled));
    }
    children.iter().for_each(|child| forms(child, act, filled));
}

fn fields(node: &Node, filled: &mut Vec<(String, String)>) {
    let Node::Element { name, children, .. } = node else { return };
    assert_eq!(known(name), Some(name.as_str()), "the page builds no such element");
    let Some(field) = attribute(node, "name") else { return children.iter().for_each(|child| fields(child, filled)) };
    let value = match name.as_str() {
        "select" => {
            let chosen = children.iter().find(|option| attribute(option, "selected").is_some());
            let chosen = chosen.or_else(|| children.first());
            chosen.and_then(|option| attribute(option, "value")).unwrap_or_default().to_owned()
        }
        "textarea" => match children.first().map(|child| &**child) {
            Some(Node::Text(text)) => text.clone(),
            _ => String::new(),
        },
        _ => attribute(node, "value").unwrap_or_default().to_owned(),
    };
    filled.push((field.to_owned(), value));
}

#[test]
fn a_profile_that_nobody_changed_is_saved_byte_for_byte() {
    let blackpool = include_bytes!("../profiles/blackpool-example.json");
    let windows = String::from_utf8(blackpool.to_vec()).unwrap().replace('\n', "\r\n");
    for bytes in [BUILT_IN_PROFILE, blackpool, windows.as_bytes()] {
        let mut analyst = Analyst::new();
        analyst.choose("files", &[bytes]);
        analyst.act("save", &[]);
        assert_eq!(analyst.files.pop().unwrap().1, bytes);
        // What nobody changed is not stored; as much after a change, when the page was closed and opened again.
        assert_eq!(analyst.intake.edition.unsaved().as_deref(), Some(""));
        analyst.keep("council", &[("name", "Another Council")]);
        let draft = analyst.intake.edition.unsaved().unwrap();
        let name = analyst.profile_before().council.name.clone();
        let mut again = Analyst::new();
        again.intake.edition.resume(&draft);
        again.keep("council", &[("name", &name)]);
        again.act("save", &[]);
        assert_eq!(again.files.pop().unwrap().1, bytes);
    }
}

#[test]
fn every_part_of_a_profile_can_be_opened_and_kept_as_it_is() {
    for bytes in [BUILT_IN_PROFILE, include_bytes!("../profiles/blackpool-example.json").as_slice()] {
        let mut analyst = Analyst::new();
        analyst.choose("files", &[bytes]);
        let (mut places, mut opened) = (Vec::new(), 0);
        let Kind::Object(parts) = Shape::profile().kind() else { panic!() };
        places.extend(parts.into_iter().map(|(key, _)| key));
        let mut seen = std::collections::BTreeSet::new();
        while let Some(place) = places.pop() {
            if !seen.insert(place.clone()) {
                continue;
            }
            analyst.act("go", &[&place]);
            let filled = analyst.filled("profile-keep");
            if !filled.is_empty() {
                opened += 1;
                let values: Vec<&str> = filled.iter().flat_map(|(name, text)| [name.as_str(), text.as_str()]).collect();
                analyst.act("keep", &values);
                assert!(!analyst.editor().file().unwrap().is_changed(), "{place} changed by being kept: {filled:?}");
            }
            let markup = analyst.markup();
            let links = markup.split("data-act=\"profile-go\" data-value=\"").skip(1);
            places.extend(
                links.map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&").replace("&quot;", "\"")),
            );
        }
        assert!(opened > 500, "only {opened} places can be filled in");
        for place in ["gaps[0]", "figures.fee-to-check", "matrix", "safeguards[0]", "outcodes.FY3", "authorities[0]"] {
            assert!(seen.contains(place), "nothing leads to {place}");
        }
    }
}

/// The first place of each kind in a profile, in its order: what has a name of its own or a number is of the kind of its list.
fn of_each_kind(json: &Json, steps: &mut Vec<Step>, kind: &str, found: &mut Vec<(String, String)>) {
    if !kind.is_empty() && !found.iter().any(|(known, _)| known == kind) {
        let place = steps.iter().fold(String::new(), |place, step| step.below(&place));
        found.push((kind.to_owned(), place));
    }
    let named = Shape::profile().within(steps).is_some_and(|shape| shape.kind() == Kind::Map);
    let entries: Vec<(Step, &Json)> = match json {
        Json::Object(entries) => entries.iter().map(|(key, value)| (Step::Key(key.clone()), value)).collect(),
        Json::List(items) => items.iter().enumerate().map(|(at, item)| (Step::At(at), item)).collect(),
        _ => Vec::new(),
    };
    for (step, value) in entries {
        let kind = match &step {
            Step::Key(key) if !named => format!("{kind}.{key}"),
            Step::Key(_) => format!("{kind}.*"),
            Step::At(_) => format!("{kind}[]"),
        };
        steps.push(step);
        of_each_kind(value, steps, &kind, found);
        steps.pop();
    }
}

/// `tests/places.expected` has a place of each kind with the screen on which it is filled in and what is focused there, and, of
/// what can be added to, what is then new.
#[test]
fn each_place_is_filled_in_on_its_screen() {
    let mut found = Vec::new();
    let file = Analyst::opened().editor().file().unwrap().now().clone();
    of_each_kind(&file, &mut Vec::new(), "", &mut found);
    assert!(found.len() > 150, "only {} kinds of places", found.len());
    let mut said = String::new();
    for (_, place) in found {
        let mut analyst = Analyst::opened();
        analyst.act("go", &[&place]);
        let View::Place(screen) = analyst.editor().view.clone() else { panic!("{place}") };
        writeln!(said, "{place}: {screen}, {}", analyst.focused).unwrap();
        if screen == place {
            analyst.act("add", &["key", "added-1"]);
            let View::Place(added) = analyst.editor().view.clone() else { panic!("{place}") };
            if let Some(new) = analyst.editor().value(&added).filter(|_| added != place) {
                writeln!(said, "  + {added}: {}", serde_json::to_string(new).unwrap()).unwrap();
            }
        }
    }
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/places.expected");
    assert_eq!(kept::differs(&path, &said), None);
}

#[test]
fn a_changed_benchmark_moves_the_cases_that_turn_on_it_and_says_why() {
    let mut analyst = Analyst::opened();
    analyst.keep(
        "figures.fee-band-mid-range",
        &[
            ("values[1].value", "5500"),
            ("values[1].as_of", "2026-11"),
            ("values[1].source", "council-reading"),
            ("values[1].review_by", "2027-11-30"),
        ],
    );
    assert_eq!(analyst.editor().said.key, "kept");
    analyst.act("effect", &[]);
    let effects = analyst.editor().effects.clone().unwrap();
    let fee = effects.examples.iter().find(|moved| moved.title == "A fee of £5,000 a week").unwrap();
    assert!(fee.moves() || !fee.gone.is_empty(), "{fee:?}");
    assert!(effects.examples.iter().all(|moved| !moved.title.contains("four general")));
    let markup = analyst.markup();
    assert!(
        markup.contains("A fee of £5,000 a week") && markup.contains("5500") && markup.contains("What is different")
    );

    let (name, bytes) = analyst.publish("2026-12");
    assert_eq!(name, "lancashire-2026-12.json");
    let edition = load_profile(&bytes).unwrap();
    assert_eq!((edition.edition.as_str(), edition.published), ("2026-12", today()));
    let entry = edition.editions.last().unwrap();
    assert_eq!((entry.note.as_str(), entry.approved_by.as_str()), ("New figures", "Head of commissioning"));
    assert_eq!(entry.made_from, load_profile(BUILT_IN_PROFILE).unwrap().sha256());
    assert!(analyst.markup().contains(edition.sha256()));
    // Only what was changed is other than before.
    let was: Vec<&str> = std::str::from_utf8(BUILT_IN_PROFILE).unwrap().lines().collect();
    let now = String::from_utf8(bytes).unwrap();
    let new = now.lines().filter(|line| !was.contains(line)).count();
    assert!(new < 16, "{new} lines are new");
}

#[test]
fn every_change_can_be_undone() {
    let mut analyst = Analyst::opened();
    analyst.keep("council", &[("name", "Another Council")]);
    analyst.act("take", &["gaps[1]"]);
    analyst.act("go", &["sources"]);
    analyst.act("add", &["key", "new-source"]);
    assert!(!analyst.editor().faults().is_empty(), "a source without a title is not in order");
    for _ in 0..3 {
        analyst.act("undo", &[]);
    }
    assert!(!analyst.editor().file().unwrap().is_changed() && analyst.editor().faults().is_empty());
    analyst.act("undo", &[]);
    assert!(!analyst.editor().file().unwrap().is_changed());
}

#[test]
fn nothing_is_published_by_accident() {
    let mut analyst = Analyst::opened();
    let issue = ["edition", "2026-12", "note", "x", "approved_by", "y"];
    analyst.act("issue", &issue);
    assert_eq!(analyst.editor().said.key, "nothing-changed");
    analyst.keep("council", &[("contact", "")]);
    analyst.act("issue", &issue);
    assert_eq!(analyst.editor().said.key, "faulty");
    analyst.keep("council", &[("contact", "Write to the team.")]);
    for (at, said) in [(1, "no-edition"), (3, "no-note"), (5, "no-approval")] {
        let mut without = issue;
        without[at] = " ";
        analyst.act("issue", &without);
        assert_eq!(analyst.editor().said.key, said);
    }
    analyst.act("issue", &["edition", "2026-11", "note", "x", "approved_by", "y"]);
    assert_eq!(analyst.editor().said.key, "same-edition");
    let turn = analyst.editor().turn();
    analyst.act("issue", &["edition", "2026-12", "note", "a\u{202E}b", "approved_by", "y"]);
    assert_eq!(
        (analyst.editor().said.key, analyst.editor().turn()),
        ("refused", turn),
        "what was typed stays on screen"
    );
    assert!(analyst.files.is_empty());
    analyst.act("discard", &[]);
    assert!(analyst.editor().file().is_some(), "someone is asked first");
    analyst.act("discard-yes", &[]);
    assert!(analyst.editor().file().is_none());
    assert_eq!(analyst.intake.edition.unsaved().as_deref(), Some(""));
}

#[test]
fn a_sentence_is_tried_while_it_is_typed() {
    let mut analyst = Analyst::opened();
    let place = "wording.stances.support.position";
    analyst.act("go", &["wording.stances.support"]);
    let filled = analyst.filled("profile-keep");
    let typed = |text: &str| -> Vec<String> {
        let pairs = filled
            .iter()
            .map(|(name, was)| (name.clone(), if name == "position" { text.to_owned() } else { was.clone() }));
        pairs.flat_map(|(name, text)| [name, text]).collect()
    };
    let texts = typed("We would welcome {children} at {address}.");
    analyst.act("try", &texts.iter().map(String::as_str).collect::<Vec<_>>());
    let read = analyst.editor().read_out.clone().unwrap();
    assert!(
        read.said.unwrap().iter().any(|(_, text)| text.starts_with("We would welcome two children at ")),
        "{place}"
    );
    assert!(!analyst.editor().file().unwrap().is_changed(), "nothing is kept by typing");
    let texts = typed("We would welcome {nobody}.");
    analyst.act("try", &texts.iter().map(String::as_str).collect::<Vec<_>>());
    let read = analyst.editor().read_out.clone().unwrap();
    assert!(read.faults[0].message.contains("{nobody} is not a name this sentence can use"));
    assert!(analyst.markup().contains("{planning_authority}"), "the names are offered");
}

#[test]
fn general_words_stay_general_until_they_are_said_differently() {
    let mut analyst = Analyst::opened();
    let place = "wording.checks.area.outcomes.in-area";
    assert!(!analyst.editor().is_own("wording.checks.area"));
    analyst.act("go", &["wording.checks"]);
    let outcome = analyst.profile.wording.checks["area"].outcomes.keys().next().unwrap().clone();
    let place = if analyst.profile.wording.checks["area"].outcomes.contains_key("in-area") {
        place.to_owned()
    } else {
        format!("wording.checks.area.outcomes.{outcome}")
    };
    analyst.keep(&place, &[("text", "It is here.")]);
    assert_eq!(analyst.editor().faults(), [], "{place}");
    assert!(analyst.editor().is_own(&place));
    assert_eq!(
        analyst.editor().profile().unwrap().wording.checks["area"].title,
        analyst.profile.wording.checks["area"].title
    );
    analyst.act("undo", &[]);
    assert!(!analyst.editor().is_own("wording.checks.area"));
}

/// Everything that a council has to say of its own before a first letter, and nothing more.
#[test]
fn another_council_starts_from_nothing_and_comes_to_its_first_letter() {
    let mut analyst = Analyst::new();
    analyst.act("blank", &[]);
    let missing = analyst.editor().faults().len();
    assert!(missing > 20 && analyst.markup().contains("To be mended"));
    assert_eq!(led(&mut analyst), missing);
    analyst.keep("id", &[("", "saltmarsh")]);
    let council = [
        ("name", "Saltmarsh Council"),
        ("place", "Saltmarsh"),
        ("code", "E06000999"),
        ("service", "children’s services"),
        ("role", "Commissioning manager"),
        ("contact", "Write to the commissioning team."),
    ];
    analyst.keep("council", &council);
    analyst.act("go", &["sources"]);
    analyst.act("add", &["key", "statement-2026"]);
    let source = [("title", "Statement of need"), ("publisher", "Saltmarsh Council"), ("published", "2026-09")];
    analyst.keep("sources.statement-2026", &source);
    analyst.act("go", &["authorities"]);
    analyst.act("add", &[]);
    let authority =
        [("code", "E06000999"), ("name", "Saltmarsh"), ("council", "Saltmarsh Council"), ("in_area", "true")];
    analyst.keep("authorities[0]", &authority);
    let figures = [
        ("fee-band-mid-range", "5000"),
        ("fee-band-high-cost", "7000"),
        ("fee-band-very-high-cost", "9000"),
        ("benchmark-tolerance", "5"),
        ("max-age-span", "9"),
        ("min-age-share", "25"),
        ("next-door-metres", "50"),
        ("near-boundary-metres", "1000"),
        ("fee-to-check", "20000"),
        ("benchmark-months", "12"),
        ("weeks-in-a-year", "52.18"),
        ("slip-tolerance", "2"),
        ("placements-total", "60"),
        ("placements-age-10-and-under", "5"),
        ("placements-age-11-12", "5"),
        ("placements-age-13", "10"),
        ("placements-age-14-15", "20"),
        ("placements-age-16", "10"),
        ("placements-age-17", "10"),
    ];
    for (figure, value) in figures {
        if figure != "fee-band-mid-range" {
            // Only the number is new: the source and the dates are those of the figure before.
            analyst.keep(&format!("figures.{figure}"), &[("values[0].value", value)]);
            continue;
        }
        let value = [
            ("values[0].value", value),
            ("values[0].as_of", "2026-03"),
            ("values[0].source", "statement-2026"),
            ("values[0].review_by", "2027-03-31"),
        ];
        analyst.keep(&format!("figures.{figure}"), &value);
    }
    analyst.act("go", &["gaps"]);
    analyst.act("add", &[]);
    let gap = [
        ("id", "small-self-harm"),
        ("title", "small homes for children who self-harm"),
        ("models[0]", "small"),
        ("needs_any[0]", "self-harm"),
        ("evidence[0]", "placements-total"),
        ("note", "The statement of need."),
    ];
    analyst.keep("gaps[0]", &gap);
    analyst.keep(
        "wording.lists.letter.need",
        &[("[0]", "{figure:placements-total} children moved into homes in {as_of:placements-total}.")],
    );
    assert_eq!(analyst.editor().faults(), []);
    analyst.act("publish", &[]);
    assert!(analyst.markup().contains("Every cell of the matrix is “Neutral"));
    let (name, bytes) = analyst.publish("2026-12");
    assert_eq!(name, "saltmarsh-2026-12.json");
    let acts = analyst.acts;
    println!("from nothing to the first edition: {acts} acts");

    let profile = load_profile(&bytes).unwrap();
    let example = examples(&profile).into_iter().next().unwrap();
    assert_eq!(example.form.text(&Field::PlanningAuthority), "E06000999");
    let assessment = assess(&parse(&example.form, &profile).proposal, &profile, &Context::on(today()));
    assert_eq!(assessment.stance, Stance::Neutral, "every cell is neutral until the council decides");
    let letter = Paper::Letter.draft(&assessment, &Outlook::default(), &profile, &Revision::default());
    let text: Vec<String> = letter.sentences().map(|sentence| sentence.text.clone()).collect();
    let text = text.join("\n");
    assert!(text.contains("Saltmarsh Council") && text.contains("60 children moved into homes"), "{text}");
    assert!(!text.contains("Lancashire"));
}

#[test]
fn what_is_no_profile_is_refused_in_words_and_the_draft_stays() {
    let cases: [(&[u8], &str); 7] = [
        (b"", "empty"),
        (b"{", "breaks off"),
        (b"[]", "must be an object"),
        (b"{\"schema\": \"home-assessment/proposal@1\"}", "another kind"),
        (b"{\"schema\": \"home-assessment/profile@2\"}", "another version"),
        (b"\xFF\xFEx", "not UTF-8"),
        (b"{}", "is missing"),
    ];
    for (bytes, said) in cases {
        let mut analyst = Analyst::new();
        analyst.choose("files", &[bytes]);
        let reason = &analyst.editor().said.names[0].1;
        assert!(analyst.editor().file().is_none() && reason.contains(said), "{reason}");
    }
    let mut analyst = Analyst::new();
    analyst.act("files", &["huge.json", "3000000000"]);
    assert!(analyst.intake.wants().is_none() && analyst.editor().said.key == "refused");
    let mut analyst = Analyst::opened();
    analyst.keep("council", &[("name", "Another Council")]);
    analyst.choose("files", &[BUILT_IN_PROFILE]);
    assert_eq!(analyst.editor().said.key, "busy");
    assert!(
        analyst.markup().contains("Another Council")
            || analyst.editor().value("council.name") == Some(&Json::Text("Another Council".into()))
    );
}

/// What is stored and cannot be read is nobody's to write over: it can be taken away as a file, or given up.
#[test]
fn a_stored_draft_that_cannot_be_read_stays_until_someone_gives_it_up() {
    for text in [
        "{",
        "{\"schema\":\"home-assessment/profile-draft@2\"}",
        "{\"schema\":\"home-assessment/profile-draft@1\",\"was\":\"{}\",\"now\":3}",
    ] {
        let mut analyst = Analyst::new();
        analyst.intake.edition.resume(text);
        for word in ["open", "blank"] {
            analyst.act(word, &[]);
            assert!(analyst.editor().file().is_none() && analyst.markup().contains("that was stored cannot be read"));
        }
        assert_eq!(analyst.intake.edition.unsaved(), None);
        analyst.act("save", &[]);
        assert_eq!(analyst.files.pop().unwrap(), ("stored-draft.json".to_owned(), text.as_bytes().to_vec()));
        analyst.act("discard-yes", &[]);
        assert_eq!(analyst.intake.edition.unsaved().as_deref(), Some(""));
        analyst.act("open", &[]);
        assert!(analyst.editor().file().is_some());
    }
}

/// A draft goes to someone else as a file, with what it was made from: they see what changed, and can publish it.
#[test]
fn a_draft_saved_as_a_file_is_gone_on_with_elsewhere() {
    let mut analyst = Analyst::opened();
    analyst.act("save", &[]);
    assert_eq!(analyst.files.pop().unwrap().1, BUILT_IN_PROFILE, "unchanged, it is the profile");
    analyst.keep("council", &[("name", "Another Council")]);
    analyst.act("save", &[]);
    let (name, draft) = analyst.files.pop().unwrap();
    assert_eq!(name, "lancashire-draft.json");
    let mut other = Analyst::new();
    other.choose("files", &[&draft]);
    other.act("effect", &[]);
    assert!(other.markup().contains("Another Council") && other.editor().file().unwrap().is_changed());
    let (_, bytes) = other.publish("2026-12");
    let edition = load_profile(&bytes).unwrap();
    let made_from = &edition.editions.last().unwrap().made_from;
    assert_eq!(*made_from, load_profile(BUILT_IN_PROFILE).unwrap().sha256());
}

/// A council that begins from another's profile publishes under its own name alone.
#[test]
fn another_councils_editions_are_not_taken_over() {
    let mut analyst = Analyst::opened();
    analyst.keep("council", &[("name", "Lancashire")]);
    let (_, first) = analyst.publish("2026-12");
    let mut other = Analyst::new();
    other.choose("files", &[&first]);
    other.keep("id", &[("", "saltmarsh")]);
    let (_, bytes) = other.publish("2026-12");
    let editions = &load_profile(&bytes).unwrap().editions;
    assert_eq!(editions.len(), 1);
    // Whoever goes on with their own keeps them all.
    let mut next = Analyst::new();
    next.choose("files", &[&bytes]);
    next.keep("council", &[("contact", "Write to us.")]);
    let (_, bytes) = next.publish("2027-01");
    assert_eq!(load_profile(&bytes).unwrap().editions.len(), 2);
}

/// One file is read at a time: what is chosen for another meanwhile is not read as the first.
#[test]
fn what_is_chosen_while_a_directory_is_read_waits() {
    let mut analyst = Analyst::opened();
    let directory = format!("pcds,laua\n{}", "BB5 1AA,E07000120\n".repeat(100_000));
    analyst.act("postcodes", &["one.csv", &directory.len().to_string()]);
    assert!(analyst.goes_on(&[directory.as_bytes()]));
    let wanted = analyst.intake.wants().unwrap();
    for (word, size) in [("boundaries", "100"), ("boundaries", "3000000000"), ("files", "100")] {
        analyst.act(word, &["other", size]);
        assert_eq!(analyst.editor().said.key, "reading");
        assert_eq!(analyst.intake.wants().map(|wanted| (wanted.of, wanted.from)), Some((wanted.of, wanted.from)));
    }
    // Whoever went on elsewhere is told, and not called away.
    analyst.act("go", &["council"]);
    assert!(analyst.markup().contains("<progress"));
    while analyst.goes_on(&[directory.as_bytes()]) {}
    assert_eq!((analyst.editor().said.key, analyst.editor().found.as_ref().unwrap().kept), ("postcodes", 1));
    // What is being read can be stopped, and nothing comes of it.
    analyst.act("postcodes", &["two.csv", &directory.len().to_string()]);
    assert!(analyst.goes_on(&[directory.as_bytes()]));
    analyst.act("cancel", &[]);
    assert_eq!((analyst.editor().said.key, analyst.intake.wants().is_none()), ("stopped", true));
    assert!(!analyst.markup().contains("<progress"));
}

#[test]
fn the_dates_of_a_directory_can_be_mended_and_it_can_be_taken_out() {
    let mut analyst = Analyst::opened();
    analyst.act("go", &["postcodes"]);
    analyst.choose("postcodes", &[b"pcds,laua\nBB5 1AA,E07000120\n"]);
    analyst.act("keep-postcodes", &["source", "", "as_of", "2026-08", "review_by", ""]);
    assert_eq!(analyst.editor().said.key, "kept-with-faults");
    analyst.keep("postcodes", &[("source", "outcode-survey-2014"), ("review_by", "2027-08-31")]);
    assert_eq!(analyst.editor().faults(), []);
    assert_eq!(analyst.editor().profile().unwrap().authorities_of("BB5", "1AB"), ["E07000120"]);
    analyst.act("take", &["postcodes"]);
    assert_eq!(analyst.editor().view, View::Parts);
    assert!(!analyst.editor().file().unwrap().is_changed());
}

/// What a list does not know stays as it is until someone chooses another.
#[test]
fn what_is_no_choice_is_shown_and_kept() {
    let text = String::from_utf8(BUILT_IN_PROFILE.to_vec()).unwrap();
    let broken = text.replacen("\"secured\": \"support\"", "\"secured\": \"suport\"", 1);
    let broken = broken.replacen("\"in_area\": true", "\"in_area\": \"perhaps\"", 1);
    let broken = broken.replacen("\"unit\": \"homes\",", "\"unit\": \"homes\", \"unit\": \"houses\",", 1);
    let mut analyst = Analyst::new();
    analyst.choose("files", &[broken.as_bytes()]);
    let before = analyst.editor().faults().len();
    for place in ["matrix", "authorities[0]"] {
        analyst.keep(place, &[]);
        assert_eq!(analyst.editor().said.key, "as-it-was", "{place}");
    }
    analyst.keep("matrix", &[("strong.secured", "support")]);
    analyst.keep("authorities[0]", &[("in_area", "true")]);
    let doubled = analyst.editor().faults().iter().find(|fault| fault.place.ends_with(".unit")).unwrap().place.clone();
    analyst.keep(doubled.strip_suffix(".unit").unwrap(), &[("unit", "homes")]);
    assert!(before >= 3 && analyst.editor().faults().is_empty(), "{:?}", analyst.editor().faults());
}

/// An authority without a place on the map is not drawn; a group of answers of which all were emptied goes.
#[test]
fn a_group_that_was_emptied_goes() {
    let mut analyst = Analyst::opened();
    let tile = ["tile.column", "tile.row", "tile.short"].map(|name| (name, ""));
    let has_short =
        analyst.profile.authorities.iter().position(|one| one.tile.as_ref().is_some_and(|tile| tile.short.is_some()));
    let at = has_short.unwrap();
    analyst.keep(&format!("authorities[{at}]"), &tile);
    assert_eq!(analyst.editor().faults(), []);
    assert!(analyst.editor().profile().unwrap().authorities[at].tile.is_none());
}

/// What is sent from a place that was left meanwhile is not another's.
#[test]
fn a_form_fills_in_its_own_place_alone() {
    let mut analyst = Analyst::opened();
    analyst.act("go", &["figures.agency-homes"]);
    let filled = analyst.filled("profile-keep");
    let values: Vec<&str> = filled.iter().flat_map(|(name, text)| [name.as_str(), text.as_str()]).collect();
    analyst.act("go", &["figures.agency-places"]);
    analyst.act("keep", &values);
    assert!(!analyst.editor().file().unwrap().is_changed());
}

#[test]
fn policies_and_safeguards_are_read_out_too() {
    let mut analyst = Analyst::opened();
    for place in ["policies[0]", "safeguards[0]", "objectives[0]", "wording.stances.support"] {
        analyst.act("go", &[place]);
        let read = analyst.editor().read_out.clone().unwrap();
        assert!(!read.said.unwrap().is_empty(), "{place}");
    }
    // Nothing is said of examples while something else is wrong.
    analyst.keep("council", &[("contact", "")]);
    analyst.act("go", &["policies[0]"]);
    assert!(analyst.markup().contains("This cannot be said until everything is mended"));
    assert!(!analyst.markup().contains("No example comes to say it"));
}

/// However much is mended at once, it is undone at once.
#[test]
fn a_change_of_many_places_is_undone_whole() {
    let mut file = Json::read(BUILT_IN_PROFILE, usize::MAX).unwrap();
    let Json::Object(entries) = &mut file else { panic!() };
    let Some((_, Json::Object(wording))) = entries.iter_mut().find(|(key, _)| key == "wording") else { panic!() };
    let many = (0..300).map(|nth| (format!("of-an-earlier-version-{nth}"), Json::Text("Words.".to_owned()))).collect();
    wording.retain(|(key, _)| key != "sentences");
    wording.push(("sentences".to_owned(), Json::Object(many)));
    let text = written(&file);
    let mut analyst = Analyst::new();
    analyst.choose("files", &[text.as_bytes()]);
    assert!(analyst.editor().is_earlier());
    analyst.act("mend", &[]);
    assert_eq!(analyst.editor().faults(), []);
    analyst.act("undo", &[]);
    assert_eq!(analyst.editor().file().unwrap().bytes(), text.as_bytes());
    // What it was mended to is what later changes are compared with.
    analyst.act("mend", &[]);
    analyst.act("effect", &[]);
    assert!(analyst.editor().effects.is_some());
}

/// A draft that another tab changed is not written over, and whoever gives up theirs goes on with that.
#[test]
fn two_tabs_do_not_write_over_each_other() {
    let mut analyst = Analyst::opened();
    analyst.keep("council", &[("name", "Saltmarsh Council")]);
    let other = analyst.intake.edition.unsaved().unwrap();
    analyst.keep("council", &[("name", "Brackenholme Council")]);
    assert!(analyst.intake.edition.unsaved().is_some());
    analyst.intake.edition.stored_elsewhere(&other);
    assert!(analyst.markup().contains("another tab or window is changing a draft"));
    assert!(analyst.intake.edition.unsaved().unwrap().contains("Brackenholme"), "it is tried again");
    analyst.act("discard-yes", &[]);
    analyst.intake.edition.stored_elsewhere(&other);
    assert_eq!(analyst.editor().value("council.name"), Some(&Json::Text("Saltmarsh Council".into())));
}

/// Follows each listed fault to where it leads, and finds it told there; how many there are.
fn led(analyst: &mut Analyst) -> usize {
    let mut places = Vec::new();
    analyst.nodes().iter().for_each(|node| leading(node, false, &mut places));
    for (fault, place) in analyst.editor().faults().to_vec().iter().zip(&places) {
        analyst.act("go", &[place]);
        let told = beside_faults(&analyst.nodes());
        assert!(
            told.contains(&fault.message[..fault.message.len().min(200)]),
            "{fault} is not told at {place}: {told}"
        );
    }
    places.len()
}

/// The places that the list of what is wrong leads to.
fn leading(node: &Node, listed: bool, places: &mut Vec<String>) {
    let Node::Element { name, children, .. } = node else { return };
    let listed = listed || name == "details" && attribute(node, "class") == Some("problem");
    if listed && attribute(node, "data-act") == Some("profile-go") {
        places.push(attribute(node, "data-value").unwrap().to_owned());
    }
    children.iter().for_each(|child| leading(child, listed, places));
}

/// The text of some nodes, but of no list of what is wrong.
fn beside_faults(nodes: &[Node]) -> String {
    let mut text = String::new();
    for node in nodes {
        match node {
            Node::Text(words) => text.push_str(words),
            Node::Element { name, .. } if name == "details" && attribute(node, "class") == Some("problem") => {}
            Node::Element { children, .. } => {
                children.iter().for_each(|child| text.push_str(&beside_faults(std::slice::from_ref(child))));
            }
        }
    }
    text
}

#[test]
fn a_profile_full_of_contradictions_opens_with_every_fault_at_its_place() {
    let broken = String::from_utf8(BUILT_IN_PROFILE.to_vec()).unwrap();
    let broken = broken.replace("\"in_area\": true", "\"in_area\": \"perhaps\"").replacen(
        "\"value\": \"",
        "\"value\": \"<b>",
        3,
    );
    let mut analyst = Analyst::new();
    analyst.choose("files", &[broken.as_bytes()]);
    let faults = analyst.editor().faults().to_vec();
    assert!(faults.len() > 10);
    let markup = analyst.markup();
    assert!(!markup.contains("<b>") && markup.contains("To be mended"));
    // Each leads to a screen that says so where it is mended.
    assert_eq!(led(&mut analyst), faults.len().min(50));
    analyst.keep("authorities[0]", &[("in_area", "true")]);
    assert!(analyst.editor().faults().len() < faults.len());
}

#[test]
fn a_profile_of_ten_thousand_figures_can_be_searched_and_changed() {
    let mut file = Json::read(BUILT_IN_PROFILE, usize::MAX).unwrap();
    let Json::Object(entries) = &mut file else { panic!() };
    let Some((_, Json::Object(figures))) = entries.iter_mut().find(|(key, _)| key == "figures") else { panic!() };
    let one = figures[0].1.clone();
    figures.extend((0..10_000).map(|nth| (format!("figure-{nth}"), one.clone())));
    let mut analyst = Analyst::new();
    analyst.choose("files", &[written(&file).as_bytes()]);
    analyst.act("go", &["figures"]);
    assert!(analyst.nodes().len() < 20 && analyst.markup().len() < 200_000, "only some are listed");
    analyst.act("find", &["search", "figure-9999"]);
    assert!(analyst.markup().contains("data-value=\"figures.figure-9999\""));
    analyst.keep("figures.figure-9999", &[("title", "The last of many")]);
    assert_eq!(analyst.editor().faults(), []);
    for (word, place) in [("go", "gaps[0]"), ("go", "age_need"), ("effect", ""), ("publish", ""), ("diary", "")] {
        analyst.act(word, &[place]);
        assert!(analyst.markup().len() < 400_000, "{word} {place}: {}", analyst.markup().len());
    }
}

#[test]
fn a_directory_of_postcodes_gives_exact_answers() {
    let mut analyst = Analyst::opened();
    let rows = "BB1 1AA,E06000008\nBB1 1AB,E06000008\nBB1 2AA,E07000120\nBB1 9ZZ,E07000124\nZZ1 1AA,E09000001\n";
    let first = format!("pcds,lad25cd\n{rows}");
    let second = "pcds,lad25cd\nBB4 1AA,E07000125\n";
    analyst.act("go", &["postcodes"]);
    analyst.choose("postcodes", &[first.as_bytes(), second.as_bytes()]);
    assert_eq!(analyst.editor().found.as_ref().unwrap().kept, 5);
    assert!(!analyst.editor().file().unwrap().is_changed(), "nothing is kept unasked");
    analyst.act("keep-postcodes", &["source", "outcode-survey-2014", "as_of", "August 2026", "review_by", "31/8/2027"]);
    assert_eq!(analyst.editor().faults(), []);
    let profile = analyst.editor().profile().unwrap();
    for (outcode, incode, expected) in [
        ("BB1", "1AA", "E06000008"),
        ("BB1", "2AZ", "E07000120"),
        ("BB1", "9ZZ", "E07000124"),
        ("BB4", "7QQ", "E07000125"),
    ] {
        assert_eq!(profile.authorities_of(outcode, incode), [expected]);
    }
    assert_eq!(profile.authorities_of("BB5", "1AA").len(), 2, "where no directory tells, shares do");
    // A whole postcode that is known is not said to be a first half; the county's own applications lie in any of its districts.
    let found = |postcode: &str, authority: &str| {
        let mut form = Form::default();
        form.set(Field::Postcode, postcode.to_owned());
        form.set(Field::PlanningAuthority, authority.to_owned());
        let assessment = assess(&parse(&form, profile).proposal, profile, &Context::on(today()));
        let finding = assessment.findings.iter().find(|finding| finding.check == "postcode").unwrap();
        finding.outcome.code
    };
    assert_eq!(found("BB1 2AA", "E07000120"), "agrees");
    assert_eq!(found("BB1 2AA", "E10000017"), "agrees");
    assert_eq!(found("BB1 1AA", "E07000120"), "lies-elsewhere");
    assert_eq!(found("BB1 1AA", "E10000017"), "lies-elsewhere");
    assert_eq!(found("BB5 1AA", "E07000120"), "straddles");
    // Stopped half-way, nothing is other than before.
    let mut analyst = Analyst::opened();
    analyst.act("go", &["postcodes"]);
    analyst.act("postcodes", &["one.csv", "3000000000"]);
    assert!(analyst.intake.wants().is_some() && analyst.markup().contains("<progress"));
    analyst.act("cancel", &[]);
    assert!(analyst.intake.wants().is_none() && !analyst.editor().file().unwrap().is_changed());
    analyst.choose("postcodes", &[b"name,place\nx,y\n"]);
    assert!(analyst.editor().said.names[0].1.contains("no column of postcodes"));
}

/// Files as earlier versions of the program had them: nothing of them is lost, and what this version needs is named.
#[test]
fn editions_of_earlier_versions_are_kept_and_brought_up_to_this_one() {
    let editions: [&[u8]; 3] = [
        include_bytes!("editions/first.json"),
        include_bytes!("editions/with-general-words.json"),
        include_bytes!("editions/with-pictures.json"),
    ];
    for bytes in editions {
        let mut analyst = Analyst::new();
        analyst.choose("files", &[bytes]);
        let before = analyst.editor().faults().len();
        assert!(before > 0);
        analyst.act("save", &[]);
        assert_eq!(analyst.files.pop().unwrap().1, bytes, "what was opened is not changed by being opened");
        analyst.act("mend", &[]);
        let left: Vec<String> = analyst.editor().faults().iter().map(ToString::to_string).collect();
        assert!(left.iter().all(|fault| fault.contains("has no value")), "{left:#?}");
        for fault in analyst.editor().faults().to_vec() {
            let figure = fault.place.strip_suffix(".values").unwrap();
            let value = [
                ("values[0].value", "10"),
                ("values[0].as_of", "2026-11"),
                ("values[0].source", "council-reading"),
                ("values[0].review_by", "2027-11-30"),
            ];
            analyst.keep(figure, &value);
        }
        assert_eq!(analyst.editor().faults(), []);
        let profile = analyst.editor().profile().unwrap();
        let example = examples(profile).remove(0);
        let stance = assess(&parse(&example.form, profile).proposal, profile, &Context::on(today())).stance;
        assert_eq!(stance, Stance::Support);
        // All of it is undone in one step, and the rest in its own.
        while analyst.editor().file().unwrap().can_undo() {
            analyst.act("undo", &[]);
        }
        assert!(!analyst.editor().file().unwrap().is_changed());
    }
    // A profile of this version has nothing of the kind.
    let mut analyst = Analyst::opened();
    analyst.keep("council", &[("name", "")]);
    analyst.keep("wording.stances.support", &[("position", "A slip: {palces}.")]);
    assert!(analyst.editor().faults().len() == 2 && !analyst.editor().is_earlier());
}

/// A browser that stores nothing: the draft goes on, and it is said that it is on this page alone.
#[test]
fn a_draft_that_cannot_be_stored_goes_on() {
    let mut analyst = Analyst::opened();
    assert!(analyst.intake.edition.unsaved().is_some());
    analyst.intake.edition.not_stored("this browser stores nothing");
    assert!(analyst.markup().contains("this browser stores nothing") && analyst.markup().contains("save it as a file"));
    analyst.keep("council", &[("name", "Another Council")]);
    assert!(analyst.editor().file().unwrap().is_changed());
}

/// Islands have area codes of their own letters, and are in no authority that a profile lists.
#[test]
fn a_directory_with_islands_is_read() {
    let mut analyst = Analyst::opened();
    let islands = "ZZ1 1AA,L99999999\nZZ1 1AB,M99999999\n".repeat(2_000);
    analyst.choose("postcodes", &[format!("pcds,laua\nBB5 1AA,E07000120\n{islands}").as_bytes()]);
    assert_eq!(analyst.editor().found.as_ref().unwrap().kept, 1);
}

/// Two squares beside each other for each authority of the area, in a grid of degrees.
fn geojson(codes: &[String]) -> String {
    let feature = |(at, code): (usize, &String)| {
        let (x, y) = (at % 4, at / 4);
        let corners = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)];
        let corners = corners.map(|(dx, dy)| format!("[-2.{:02},53.{:02}]", 90 - 10 * (x + dx), 40 + 10 * (y + dy)));
        let corners = corners.join(",");
        format!(
            "{{\"properties\":{{\"LAD25CD\":\"{code}\"}},\"geometry\":{{\"type\":\"MultiPolygon\",\"coordinates\":[[[{corners}]]]}}}}"
        )
    };
    let features: Vec<String> = codes.iter().enumerate().map(feature).collect();
    format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", features.join(","))
}

#[test]
fn boundaries_are_drawn_in_place_of_tiles() {
    let mut analyst = Analyst::opened();
    let own = analyst.profile.authorities.iter().filter(|one| one.in_area);
    let codes: Vec<String> = own.map(|one| one.code.clone()).collect();
    analyst.act("go", &["boundaries"]);
    analyst.choose("boundaries", &[geojson(&codes).as_bytes()]);
    assert_eq!(analyst.editor().said.key, "boundaries", "{:?}", analyst.editor().said);
    analyst.act("keep-boundaries", &["source", "council-reading", "as_of", "2026-11", "review_by", "2027-11-30"]);
    assert_eq!(analyst.editor().faults(), []);
    let profile = analyst.editor().profile().unwrap().clone();
    let example = examples(&profile).remove(0);
    let pictures = pictures(&example.form, &profile);
    let map = pictures.iter().find(|picture| picture.id == "map").unwrap();
    let areas = map.drawing.shapes.iter().filter(|shape| matches!(shape, Drawn::Area { .. })).count();
    assert_eq!(areas, codes.len() + 1, "one for each, and one that marks the site's");
    assert!(map.sources.iter().any(|source| source.contains("2026")));
    let first = &profile.authorities.iter().find(|one| one.in_area).unwrap().name;
    let named =
        map.drawing.shapes.iter().any(|shape| matches!(shape, Drawn::Text { text, .. } if text.contains(first)));
    assert!(named && map.drawing.shapes.iter().all(|shape| shape.edges().iter().all(|edge| *edge >= 0)));
    analyst.choose("boundaries", &[b"{\"features\":[]}"]);
    assert!(analyst.editor().said.names[0].1.contains("this country"));
    // A line has no inside, and no scale can be taken from it.
    for line in ["[-2.5,53.4],[-2.5,53.5],[-2.5,53.6],[-2.5,53.4]", "[-2.5,53.4],[-2.4,53.4],[-2.3,53.4],[-2.5,53.4]"] {
        let geometry = format!("{{\"type\":\"Polygon\",\"coordinates\":[[{line}]]}}");
        let feature = format!("{{\"properties\":{{\"LAD25CD\":\"{}\"}},\"geometry\":{geometry}}}", codes[0]);
        analyst.choose("boundaries", &[format!("{{\"features\":[{feature}]}}").as_bytes()]);
        assert!(analyst.editor().said.names.iter().any(|(_, said)| said.contains("this country")), "{line}");
    }
    assert!(analyst.editor().is_own("boundaries"), "the draft stays");
}

fn pictures(form: &Form, profile: &Profile) -> Vec<Picture> {
    let assessment = assess(&parse(form, profile).proposal, profile, &Context::on(today()));
    shown::pictures::pictures(&assessment, profile)
}

#[test]
fn reviews_come_in_their_order_and_as_a_calendar() {
    let mut analyst = Analyst::opened();
    analyst.act("diary", &[]);
    assert!(analyst.markup().contains("Past their review date"));
    analyst.act("calendar", &[]);
    let (name, bytes) = analyst.files.pop().unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(name, "lancashire-reviews.ics");
    let figures = analyst.profile.figures.values().map(|figure| figure.values.last().unwrap().review_by);
    let policies = analyst.profile.policies.iter().map(|policy| policy.review_by);
    let coming = figures.chain(policies).filter(|by| *by >= today()).count();
    assert_eq!(text.matches("BEGIN:VEVENT").count(), coming, "what is past is on screen alone");
    assert!(coming > 5 && text.contains("SUMMARY:Review by: "));
}

/// What people write is kept as profiles write it, and what cannot be understood as it was typed.
#[test]
fn numbers_and_dates_are_read_as_people_write_them() {
    let mut analyst = Analyst::opened();
    let written = |analyst: &Analyst, at: &str| {
        analyst
            .editor()
            .value(&format!("figures.fee-band-mid-range.values[1].{at}"))
            .and_then(Json::text)
            .unwrap()
            .to_owned()
    };
    let value = |value, as_of, review_by| {
        [
            ("values[1].value", value),
            ("values[1].as_of", as_of),
            ("values[1].source", "council-reading"),
            ("values[1].review_by", review_by),
        ]
    };
    for (typed, kept) in [
        (("£5,500", "November 2026", "30 November 2027"), ("5500", "2026-11", "2027-11-30")),
        (("5 500", "11/2026", "30/11/2027"), ("5 500", "2026-11", "2027-11-30")),
        (("55,00", "sometime", "soon"), ("55,00", "sometime", "soon")),
        (("5,500.50", "30 Nov 2026", "2027-11-30"), ("5500.50", "2026-11-30", "2027-11-30")),
    ] {
        analyst.keep("figures.fee-band-mid-range", &value(typed.0, typed.1, typed.2));
        let found = ["value", "as_of", "review_by"].map(|at| written(&analyst, at));
        assert_eq!(found, [kept.0, kept.1, kept.2], "{typed:?}");
    }
    assert_eq!(analyst.editor().faults(), []);
}

#[test]
fn a_short_name_that_is_taken_is_refused() {
    let mut analyst = Analyst::opened();
    analyst.act("go", &["sources"]);
    analyst.act("add", &["key", "council-reading"]);
    assert_eq!((analyst.editor().said.key, &analyst.editor().view), ("key-in-use", &View::Place("sources".into())));
}

/// A figure that someone takes out is nothing that an earlier version did not know.
#[test]
fn what_is_taken_out_is_no_earlier_version() {
    let mut analyst = Analyst::opened();
    analyst.act("take", &["figures.fee-to-check"]);
    assert!(!analyst.editor().faults().is_empty() && !analyst.editor().is_earlier());
    // A value that is retired is the one that went.
    analyst.act("undo", &[]);
    analyst.act("go", &["figures.agency-homes"]);
    analyst.act("drop", &["figures.agency-homes.values[0]"]);
    let file = analyst.editor().file().unwrap();
    let found = home_assessment::edition::differences(file.before(), file.now());
    assert_eq!(found.len(), 1);
    assert!(found[0].was.as_ref().unwrap().contains("226") && found[0].now.is_none());
}

/// Cases of the register are tried as the examples are.
#[test]
fn cases_of_the_register_are_tried_under_both_editions() {
    let mut analyst = Analyst::opened();
    analyst.keep("matrix", &[("strong.secured", "support-with-safeguards")]);
    assert_eq!(analyst.editor().faults(), []);
    let example = examples(&analyst.profile).remove(0);
    let cases: Vec<Tried> =
        (0..50).map(|at| Tried { title: format!("26/{:04}, Fallowmere", 700 + at), ..example.clone() }).collect();
    analyst.act_with("effect", &[], cases.clone());
    assert!(analyst.markup().contains("<progress") && analyst.markup().contains("0 of 50 cases"));
    while analyst.goes_on(&[]) {}
    let effects = analyst.editor().effects.clone().unwrap();
    assert_eq!((effects.tried[1], effects.cases.len()), (50, 50));
    assert!(effects.cases.iter().all(|case| case.stance == [Stance::Support, Stance::WithSafeguards]));
    assert_eq!(effects.cases[49].title, "26/0749, Fallowmere", "in their order");
    assert!(analyst.markup().contains("26/0701, Fallowmere: from “") && !analyst.markup().contains("<progress"));
    // Stopped, it says how far it came; a change begins anew.
    analyst.act_with("effect", &[], cases.clone());
    assert!(analyst.goes_on(&[]));
    analyst.act("cancel", &[]);
    assert!(!analyst.goes_on(&[]) && analyst.markup().contains("20 of 50 cases"));
    analyst.act_with("effect", &[], cases);
    analyst.keep("council", &[("name", "Another Council")]);
    assert!(!analyst.goes_on(&[]) && analyst.editor().effects.is_none());
}

/// A piece of a form is taken out without what was typed elsewhere in it being lost.
#[test]
fn what_was_typed_stays_when_a_piece_of_the_form_goes() {
    let mut analyst = Analyst::opened();
    analyst.keep(
        "figures.agency-homes",
        &[
            ("values[3].value", "41"),
            ("values[3].as_of", "2026-11"),
            ("values[3].source", "council-reading"),
            ("values[3].review_by", "2027-11-30"),
        ],
    );
    let mut filled = analyst.filled("profile-keep");
    filled.iter_mut().find(|(name, _)| name == "note").unwrap().1 = "Counted anew.".to_owned();
    let values: Vec<&str> = filled.iter().flat_map(|(name, text)| [name.as_str(), text.as_str()]).collect();
    assert!(analyst.markup().contains("data-live=\"profile-drop\" data-value=\"figures.agency-homes.values[0]\""));
    analyst.act("drop", &[&["figures.agency-homes.values[0]"], values.as_slice()].concat());
    assert_eq!(analyst.editor().faults(), []);
    let figure = &analyst.editor().profile().unwrap().figures["agency-homes"];
    assert_eq!((figure.values.len(), figure.note.as_deref()), (3, Some("Counted anew.")));
    assert_eq!(figure.values[2].value.to_string(), "41");
    analyst.act("undo", &[]);
    assert_eq!(
        analyst.editor().profile().unwrap().figures["agency-homes"].values.len(),
        4,
        "one change, undone at once"
    );
}

/// What keys are called is said of keys that there are.
#[test]
fn labels_are_of_keys_of_the_profile() {
    let labels: std::collections::BTreeMap<String, String> =
        serde_json::from_str(include_str!("../profiles/labels.json")).unwrap();
    let schema = include_str!("../profiles/profile.schema.json");
    for (key, label) in labels {
        assert!(schema.contains(&format!("\"{}\": {{", key.trim_end_matches("[]"))), "{key} is no key of a profile");
        assert!(!label.is_empty() && home_assessment::edition::label(&key) == label, "{key}");
    }
}

/// Whatever is pressed in whatever order, with whatever is typed, the editor stands, and every change can be undone.
#[test]
fn nothing_that_is_typed_or_pressed_breaks_the_editor() {
    let mut rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let words =
        ["go", "keep", "take", "add", "undo", "try", "find", "diary", "publish", "issue", "parts", "keep-postcodes"];
    let places = [
        "figures",
        "figures.agency-homes",
        "gaps[0]",
        "gaps",
        "matrix",
        "wording",
        "wording.sentences.letter.title",
        "wording.checks",
        "wording.lists.letter.need",
        "outcodes.BB1",
        "authorities[3].tile",
        "nowhere.at[all]",
        "[5]",
        "",
        "council.name.x",
        "publish_fees",
        "id",
    ];
    let texts =
        ["", "x", "7", "true", "2026-01", "{places}", "{", "\u{202E}", "<b>", "self-harm", "€".repeat(2_000).leak()];
    let mut analyst = Analyst::opened();
    for _ in 0..150 {
        let word = words[rng.random_range(0..words.len())];
        let place = places[rng.random_range(0..places.len())];
        if ["keep", "try", "add"].contains(&word) {
            let mut filled = analyst.filled("profile-keep");
            filled.push(("key".to_owned(), texts[rng.random_range(0..texts.len())].to_owned()));
            if let Some(one) = filled.first_mut() {
                one.1 = texts[rng.random_range(0..texts.len())].to_owned();
            }
            let values: Vec<&str> = filled.iter().flat_map(|(name, text)| [name.as_str(), text.as_str()]).collect();
            analyst.act(word, &values);
        } else {
            analyst.act(word, &[place]);
        }
        let _ = analyst.markup();
    }
    while analyst.editor().file().unwrap().can_undo() {
        analyst.act("undo", &[]);
    }
    if !analyst.files.iter().any(|(name, _)| name.ends_with(".json")) {
        assert!(!analyst.editor().file().unwrap().is_changed());
    }
}
