//! What is handed in as files on the page, gone through as a person does: nothing is assessed or filled in unasked, and the results
//! are those of the command line's own driver, whatever the size of the pieces.
#![cfg(feature = "documents")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

use home_assessment::exchange::batch::{Guesses, Mapping, Opening, Table};
use home_assessment::form::{Field, Form};
use home_assessment::intake::{Ended, Intake, Stage, Use};
use home_assessment::register::Errand;
use home_assessment::register::Hand;
use home_assessment::shown::{self, Node, joined, known};
use home_assessment::{BUILT_IN_PROFILE, Context, Date, Profile, Revision, load_profile};
use std::collections::BTreeMap;

fn profile() -> &'static Profile {
    thread_local! {
        static PROFILE: &'static Profile = Box::leak(Box::new(load_profile(BUILT_IN_PROFILE).unwrap()));
    }
    PROFILE.with(|profile| *profile)
}

fn today() -> Date {
    Date::from_iso("2026-11-21").unwrap()
}

/// Someone at the page, with files.
#[derive(Default)]
struct Person {
    intake: Intake,
    form: Form,
    chosen: BTreeMap<String, Vec<(String, Vec<u8>)>>,
    made: BTreeMap<&'static str, Vec<u8>>,
    focus: Option<String>,
}

impl Person {
    fn hand<'a>(form: &'a Form, revision: &'a Revision) -> Hand<'a> {
        Hand { form, revision, profile: profile(), today: today() }
    }

    fn act(&mut self, word: &str, values: &[&str]) {
        let revision = Revision::default();
        let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
        let errands =
            self.intake.act(word, &values, Person::hand(&self.form, &revision), &Context::on(today()), Vec::new);
        self.done(errands);
    }

    fn done(&mut self, errands: Vec<Errand>) {
        self.focus = None;
        for errand in errands {
            match errand {
                Errand::Fill(answers) => answers.into_iter().for_each(|(field, answer)| self.form.set(field, answer)),
                Errand::Focus(id) => self.focus = Some(id),
                Errand::Deliver { bytes, .. } => drop(self.made.insert("template", bytes)),
                other => panic!("{other:?}"),
            }
        }
        // Whatever takes the focus is on screen.
        if let Some(id) = &self.focus {
            assert!(self.markup().contains(&format!("id=\"{id}\"")), "{id} is not in {}", self.markup());
        }
    }

    fn choose(&mut self, of: &str, files: &[(&str, &[u8])]) {
        let named: Vec<String> =
            files.iter().flat_map(|(name, bytes)| [(*name).to_owned(), bytes.len().to_string()]).collect();
        let act = format!("{of}-files");
        self.chosen
            .insert(act.clone(), files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect());
        self.act(&act, &named.iter().map(String::as_str).collect::<Vec<_>>());
    }

    /// Reads one piece of what is wanted; whether there was one.
    fn read_one(&mut self) -> bool {
        let Some(wanted) = self.intake.wants() else { return false };
        let bytes = &self.chosen[wanted.of][wanted.file].1;
        let piece = &bytes[usize::try_from(wanted.from).unwrap()..usize::try_from(wanted.to).unwrap()];
        if wanted.file == 0 && wanted.from == 0 {
            self.made.insert(wanted.makes, Vec::new());
        }
        let revision = Revision::default();
        let (errands, written) = self.intake.take(piece, Person::hand(&self.form, &revision));
        self.made.get_mut(wanted.makes).unwrap().extend(written);
        self.done(errands);
        true
    }

    fn read(&mut self) {
        while self.read_one() {}
    }

    fn drawn(&self) -> Vec<Node> {
        let revision = Revision::default();
        shown::intake(&self.intake, &Person::hand(&self.form, &revision))
    }

    fn markup(&self) -> String {
        let mut markup = String::new();
        self.drawn().iter().for_each(|node| node.write(&mut markup));
        markup
    }
}

/// What the driver of the command line makes of a table whose guesses are confirmed.
fn expected(table: &[u8], mapping: impl FnOnce(&mut Mapping, &[String])) -> Vec<u8> {
    let guesses = Guesses::of(profile());
    let opening = Opening::of(table, |name| guesses.one(name).is_some()).unwrap();
    let mut mapped = Mapping::with_guesses(&opening.header, profile());
    mapping(&mut mapped, &opening.header);
    let mut batch = Table::begin(&opening, mapped, profile().clone(), Context::on(today())).unwrap();
    batch.feed(table, &mut |_| Ok(())).unwrap();
    batch.finish(&mut |_| Ok(())).unwrap();
    batch.take_written()
}

const WEEKLY: &[u8] = "Application number;LPA;Address of site;How many children;Remark\n\
    11/26/0001;Hyndburn;1 Example Street;2;£5\n\
    11/26/0002;Atlantis;2 Example Street;3;\n\
    11/26/0003;Burnley;3 Example Street;two;\n\
    ;;;;\n\
    11/26/0001;Hyndburn;1 Example Street;2;=1+1\n"
    .as_bytes();

#[test]
fn a_table_is_assessed_as_its_columns_were_confirmed_and_not_before() {
    let mut person = Person::default();
    person.choose("batch", &[("weekly.csv", WEEKLY)]);
    person.read();
    assert!(person.made.values().all(Vec::is_empty), "nothing is assessed unasked");
    let Stage::Columns(columns) = &person.intake.batch.stage else { panic!("{}", person.markup()) };
    let header = columns.opening.header.clone();
    let at = |name: &str| header.iter().position(|known| known == name).unwrap().to_string();
    // What the names do not say, a person says.
    for (name, path) in [
        ("Application number", "application.reference"),
        ("LPA", "application.planning_authority"),
        ("Address of site", "site.address"),
        ("How many children", "home.places"),
        ("Remark", ""),
    ] {
        person.act("batch-column", &[&at(name), path]);
    }
    let markup = person.markup();
    assert!(markup.contains("semicolons") && markup.contains("UTF-8"), "{markup}");
    assert!(markup.contains("“Hyndburn” is read as: Hyndburn Borough Council"), "{markup}");
    assert!(markup.contains("“two” cannot be read"), "{markup}");
    person.act("batch-begin", &[]);
    person.read();
    let paths = ["application.reference", "application.planning_authority", "site.address", "home.places"];
    let expected = expected(WEEKLY, |mapping, _| {
        for (column, path) in mapping.columns.iter_mut().zip(paths) {
            *column = Field::from_path(path);
        }
    });
    assert_eq!(String::from_utf8_lossy(&person.made["results"]), String::from_utf8_lossy(&expected));
    let Stage::Run(run) = &person.intake.batch.stage else { panic!("{}", person.markup()) };
    assert_eq!((run.tally.summary.rows, run.tally.summary.refusals, run.tally.summary.blank), (5, 2, 1));
    let markup = person.markup();
    for told in ["row 3: ", "row 4: ", "Rows: 5. Assessed: 2; refused: 2; empty: 1.", "stands in row 2 too"] {
        assert!(markup.contains(told), "{told} is not in {markup}");
    }
    // The letters are made of a second reading.
    person.act("batch-letters", &["format", "text"]);
    person.read();
    assert!(person.made["letters"].starts_with(b"PK") && person.markup().contains("Letters in the zip file: 2"));
    let revision = Revision::default();
    let due = person.intake.due(Person::hand(&person.form, &revision)).map(|due| due.name);
    assert_eq!(due.as_deref(), Some("letters-2026-11-21.zip"), "it is handed over as soon as it is there");
    person.act("batch-download", &["results"]);
    let due = person.intake.due(Person::hand(&person.form, &revision)).map(|due| due.name);
    assert_eq!(due.as_deref(), Some("results-2026-11-21.csv"));
}

#[test]
fn without_a_planning_authority_it_says_so_and_one_can_be_given_for_all() {
    let table = b"Address,Places\n1 Example Street,2\n";
    let mut person = Person::default();
    person.choose("batch", &[("a.csv", table)]);
    person.read();
    person.act("batch-begin", &[]);
    assert!(matches!(person.intake.batch.stage, Stage::Columns(_)));
    assert_eq!(person.focus.as_deref(), Some("batch-faults"));
    assert!(person.markup().contains("one planning authority for every row"), "{}", person.markup());
    person.act("batch-everywhere", &["code", "E07000120"]);
    person.act("batch-begin", &[]);
    person.read();
    let everywhere = vec![(Field::PlanningAuthority, "E07000120".to_owned())];
    assert_eq!(person.made["results"], expected(table, |mapping, _| mapping.everywhere = everywhere));
}

#[test]
fn what_is_stopped_keeps_what_was_assessed_and_a_new_choice_begins_anew() {
    let mut table = b"application.planning_authority,application.reference\n".to_vec();
    for row in 0..20_000 {
        table.extend(format!("E07000120,26/{row:05}\n").bytes());
    }
    let mut person = Person::default();
    person.choose("batch", &[("many.csv", &table)]);
    person.read();
    person.act("batch-begin", &[]);
    assert!(person.read_one() && person.markup().contains("<progress"));
    person.act("batch-cancel", &[]);
    assert!(!person.read_one(), "nothing more is read");
    let Stage::Run(run) = &person.intake.batch.stage else { panic!() };
    assert_eq!(run.ended, Ended::Stopped);
    let rows = usize::try_from(run.tally.summary.rows).unwrap();
    assert!((1..20_000).contains(&rows));
    assert_eq!(person.made["results"].iter().filter(|byte| **byte == b'\n').count(), rows + 1);
    // More than there may be letters of.
    person.act("batch-close", &[]);
    person.choose("batch", &[("many.csv", &table)]);
    person.read();
    person.act("batch-begin", &[]);
    person.read();
    person.act("batch-letters", &["format", "text"]);
    person.read_one();
    person.act("batch-cancel", &[]);
    assert!(!person.read_one() && person.markup().contains("Rows: 20,000. Assessed: 20,000"), "the results stay");
}

#[test]
fn files_need_no_columns_and_what_is_no_table_is_refused_with_what_to_do() {
    let mut person = Person::default();
    let proposal = br#"{"schema":"home-assessment/proposal@1","application":{"planning_authority":"E07000120"}}"#;
    person.choose("batch", &[("a.json", proposal), ("b.json", b"{"), ("c.csv", b"a,b\n1,2\n")]);
    person.read();
    let Stage::Run(run) = &person.intake.batch.stage else { panic!("{}", person.markup()) };
    assert_eq!((run.tally.summary.rows, run.tally.summary.refusals), (3, 2));
    person.choose("batch", &[("a.json", proposal)]);
    person.read();
    assert!(person.markup().contains("Rows: 1. Assessed: 1"), "{}", person.markup());
    let wide = format!("{}\n", (0..10_000).map(|at| format!("c{at}")).collect::<Vec<_>>().join(","));
    for (bytes, told) in [
        (&[0_u8, 1, 2, 3, 0, 0, 9][..], "is not a table of text"),
        (b"", "the table is empty"),
        (b"%PDF-1.7", "is a PDF"),
        (wide.as_bytes(), "the header has 10000 columns"),
    ] {
        person.choose("batch", &[("x.csv", bytes)]);
        person.read();
        assert!(matches!(person.intake.batch.stage, Stage::Nothing));
        assert_eq!(person.focus.as_deref(), Some("batch-said"));
        assert!(person.markup().contains(told), "{told} is not in {}", person.markup());
    }
    // A file that went away meanwhile is one refusal among the others.
    person.choose("batch", &[("a.json", proposal), ("b.json", proposal)]);
    person.read_one();
    let (_, written) = person.intake.unread();
    assert!(String::from_utf8_lossy(&written).contains("choose it again") && person.intake.wants().is_none());
    person.choose("batch", &[("a.csv", b"a,b\n")]);
    person.intake.unread();
    assert!(person.markup().contains("choose it again"), "{}", person.markup());
    person.act("batch-template", &[]);
    assert!(person.made["template"].starts_with(b"application."));
}

#[test]
fn many_columns_are_changed_one_at_a_time() {
    let header: Vec<String> = (0..900).map(|at| format!("column {at}")).collect();
    let table = format!("{}\n", header.join(","));
    let mut person = Person::default();
    person.choose("batch", &[("wide.csv", table.as_bytes())]);
    person.read();
    let options = |markup: &str| markup.matches("<option").count();
    let before = options(&person.markup());
    person.act("batch-change", &["7"]);
    assert_eq!(person.focus.as_deref(), Some("batch-column-7"));
    assert!(options(&person.markup()) > before && options(&person.markup()) < 400);
    // What is not understood does nothing.
    for (word, values) in [
        ("batch-column", &["9999", "home.places"][..]),
        ("batch-column", &["x"]),
        ("batch-change", &["-1"]),
        ("batch-nothing", &[]),
        ("batch-letters", &["format", "pdf"]),
        ("batch-download", &["results"]),
        ("import-use", &["3"]),
        ("nothing", &[]),
    ] {
        person.act(word, values);
        assert!(person.intake.wants().is_none());
    }
}

const PLANNING_DATA: &[u8] = include_bytes!("imports/specification.json");

#[test]
fn planning_data_is_put_into_the_form_answer_by_answer() {
    let mut person = Person::default();
    person.choose("import", &[("application.json", PLANNING_DATA)]);
    person.read();
    assert!(person.form.is_empty(), "nothing is filled in unasked");
    assert_eq!(person.focus.as_deref(), Some("import-found"));
    let found = person.intake.import.suggestions().to_vec();
    assert!(found.len() > 3);
    for one in &found {
        let markup = person.markup();
        assert!(markup.contains(&*one.place.replace('"', "&quot;")), "{} is not in {markup}", one.place);
    }
    person.act("import-use", &["0"]);
    assert_eq!(person.form.text(&found[0].field), found[0].answer);
    assert_eq!(person.form.answers().count(), 1);
    assert_eq!(person.intake.import.used(0, &found[0]), Use::Made);
    person.act("import-leave", &["1"]);
    assert_eq!(person.intake.import.used(1, &found[1]), Use::Left);
    assert_eq!(person.form.answers().count(), 1);
    // Someone typed meanwhile: what is shown is not what would be replaced.
    person.form.set(found[2].field.clone(), "typed");
    person.act("import-use", &["2"]);
    assert_eq!(person.form.text(&found[2].field), "typed");
    assert!(person.markup().contains("Look again") && person.markup().contains("The form says: typed"));
    person.act("import-all", &[]);
    assert_eq!(person.form.text(&found[2].field), "typed", "nothing is taken the place of unasked");
    assert_eq!(person.form.text(&found[1].field), "", "what was left stays left");
    assert!(person.form.answers().count() > 2);
    person.act("import-use", &["2"]);
    assert_eq!(person.form.text(&found[2].field), found[2].answer);
    person.act("import-close", &[]);
    assert!(person.intake.import.suggestions().is_empty());
    person.choose("import", &[("application.json", b"[]")]);
    person.read();
    assert!(person.markup().contains("Nothing was suggested"), "{}", person.markup());
}

#[test]
fn everything_laid_out_is_built_by_the_page_and_takes_its_place() {
    fn names(node: &Node) {
        if let Node::Element { name, attributes, children } = node {
            assert!(known(name).is_some(), "the page does not build {name}");
            assert!(attributes.iter().all(|(name, _)| known(name).is_some()), "{attributes:?}");
            children.iter().for_each(|child| names(child));
        }
    }
    let mut person = Person::default();
    person.choose("batch", &[("weekly.csv", WEEKLY)]);
    person.read();
    person.drawn().iter().for_each(names);
    person.act("batch-everywhere", &["code", "E07000120"]);
    person.act("batch-begin", &[]);
    person.drawn().iter().for_each(names);
    person.choose("import", &[("application.json", PLANNING_DATA)]);
    person.read();
    person.drawn().iter().for_each(names);
    let place = |nodes: Vec<Node>| Node::of("div", nodes).with("id", "intake");
    let joined = joined(&[Node::saying("p", "before"), place(Vec::new()), Node::saying("p", "after")], &person.drawn());
    assert!(matches!(&joined[1], Node::Element { children, .. } if children.len() == person.drawn().len()));
}
