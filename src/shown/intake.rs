//! What is handed in as files, as the page shows it: the columns of a table to be confirmed, how far many assessments are and what
//! came of them, and what planning data suggests for the case in hand. It stands among what the register shows, and is laid out
//! where the files are read; before there is any, the register's own engine invites to choose some.

use super::edition;
use super::node::Node;
use super::screen::{Screen, button, buttons, files, keyed};
use std::rc::Rc;

/// The id of what holds all of it.
const PLACE: &str = "intake";

/// What there is beside the register.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Beside {
    /// Nothing was handed in.
    #[default]
    Nothing,
    /// What reads it could not be loaded.
    Lost,
    /// It was ended in the middle of something.
    Ended,
    /// This was laid out of it.
    Shown(Rc<[Node]>),
}

/// The place of it among what the register shows.
pub(super) fn beside(screen: &Screen<'_>, beside: &Beside) -> Node {
    let nodes = match beside {
        Beside::Nothing => invitation(screen, ""),
        Beside::Lost => invitation(screen, "batch.lost"),
        Beside::Ended => invitation(screen, "batch.ended"),
        Beside::Shown(nodes) => nodes.to_vec(),
    };
    placed(nodes)
}

fn placed(nodes: impl IntoIterator<Item = Node>) -> Node {
    Node::of("div", nodes).with("id", PLACE).with("class", PLACE)
}

/// What someone changes a profile on, where they do: it takes all the room.
pub fn edition_of(beside: &Beside) -> Option<Vec<Node>> {
    match beside {
        Beside::Shown(nodes) if is_edition(nodes) => Some(vec![placed(nodes.to_vec())]),
        _ => None,
    }
}

/// What the register shows, with this in its place.
pub fn joined(drawn: &[Node], nodes: &[Node]) -> Vec<Node> {
    if is_edition(nodes) {
        return vec![placed(nodes.to_vec())];
    }
    let is_place = |node: &Node| match node {
        Node::Element { attributes, .. } => attributes.iter().any(|(name, value)| name == "id" && value == PLACE),
        Node::Text(_) => false,
    };
    let joined = |node: &Node| if is_place(node) { placed(nodes.to_vec()) } else { node.clone() };
    drawn.iter().map(joined).collect()
}

/// Whether these are the editor of a profile: then it is the first of them.
fn is_edition(nodes: &[Node]) -> bool {
    matches!(nodes.first(), Some(Node::Element { attributes, .. }) if attributes.iter().any(|(name, value)| name == "id" && value == "edition"))
}

fn invitation(screen: &Screen<'_>, said: &str) -> Vec<Node> {
    let said = if said.is_empty() { String::new() } else { screen.say(said) };
    let batch = [heading("batch", screen.say("batch")), status("batch-said", said)].into_iter();
    let import = [heading("import", screen.say("import")), status("import-said", String::new())];
    let edition = edition::invitation(screen, String::new());
    batch.chain(batch_asked(screen)).chain(import).chain(import_asked(screen)).chain(edition).collect()
}

fn heading(id: &str, words: String) -> Node {
    Node::saying("h3", words).with("id", id).with("tabindex", -1)
}

fn status(id: &str, words: String) -> Node {
    Node::saying("p", words).with("id", id).with("role", "status").with("tabindex", -1)
}

fn batch_asked(screen: &Screen<'_>) -> [Node; 3] {
    let choose = files("batch-files", "batch-files", screen.say("batch.files"));
    let several = |input: Node| input.with("multiple", "").with("accept", ".csv,.txt,.tsv,.json,.zip");
    [
        Node::saying("p", screen.say("batch.about")).with("class", "hint"),
        choose.map_last(several),
        buttons([button("batch-template", "", screen.say("batch.template"))]),
    ]
}

fn import_asked(screen: &Screen<'_>) -> [Node; 2] {
    let choose = files("import-files", "import-files", screen.say("import.files"));
    [
        Node::saying("p", screen.say("import.about")).with("class", "hint"),
        choose.map_last(|input| input.with("accept", ".json,application/json")),
    ]
}

const PLAIN: &[&str] = &[
    "batch",
    "batch.about",
    "batch.files",
    "batch.template",
    "batch.lost",
    "batch.ended",
    "batch.looking",
    "batch.cancel",
    "batch.close",
    "batch.columns.about",
    "batch.columns.empty",
    "batch.columns.unused",
    "batch.columns.guessed",
    "batch.columns.change",
    "batch.columns.faults",
    "batch.everywhere",
    "batch.everywhere.none",
    "batch.begin",
    "batch.encoding.utf-8",
    "batch.encoding.utf-16",
    "batch.encoding.windows-1252",
    "batch.separator.comma",
    "batch.separator.semicolon",
    "batch.separator.tab",
    "batch.separator.bar",
    "batch.windows-1252",
    "batch.refused",
    "batch.stances",
    "batch.column.stance",
    "batch.column.rows",
    "batch.column.row",
    "batch.column.reference",
    "batch.column.authority",
    "batch.column.questions",
    "batch.download",
    "batch.letters",
    "batch.letters.title",
    "batch.letters.format",
    "batch.letters.docx",
    "batch.letters.pdf",
    "batch.letters.html",
    "batch.letters.text",
    "batch.letters.again",
    "batch.letters.making",
    "batch.said.begun",
    "batch.said.done",
    "batch.said.columns",
    "batch.said.stopped",
    "batch.said.letters-begun",
    "import",
    "import.about",
    "import.files",
    "import.reading",
    "import.choose",
    "import.choose.do",
    "import.confirm",
    "import.nothing",
    "import.use",
    "import.use-instead",
    "import.used",
    "import.left",
    "import.leave",
    "import.all",
    "import.close",
    "import.remarks",
    "import.said.changed",
];

const FILLED: &[(&[&str], &[&str])] = &[
    (&["batch.several"], &["count"]),
    (&["batch.columns", "batch.running", "batch.results"], &["file"]),
    (&["batch.columns.read"], &["encoding", "separator"]),
    (&["batch.columns.nameless"], &["number"]),
    (&["batch.columns.taken"], &["question"]),
    (&["batch.columns.examples"], &["examples"]),
    (&["batch.columns.means"], &["text", "answer"]),
    (&["batch.columns.not-read"], &["text", "reason"]),
    (&["batch.columns.more", "batch.refusals", "batch.remarks", "batch.flags"], &["count"]),
    (&["batch.progress"], &["rows", "done", "size"]),
    (&["batch.told"], &["rows", "assessed", "refused", "blank"]),
    (&["batch.stopped"], &["rows"]),
    (&["batch.broken", "batch.letters.broken"], &["reason"]),
    (&["batch.first"], &["count"]),
    (&["batch.more-in-results"], &["shown"]),
    (&["batch.letters.about"], &["most"]),
    (&["batch.letters.done", "batch.letters.limited"], &["count"]),
    (&["batch.said.letters-done"], &["count"]),
    (&["batch.said.too-many"], &["count", "most"]),
    (&["batch.said.too-large"], &["size", "most"]),
    (&["batch.said.refused", "import.said.refused"], &["reason"]),
    (&["import.found"], &["file", "source"]),
    (&["import.from"], &["place"]),
    (&["import.in-place-of"], &["answer"]),
    (&["import.said.used"], &["count"]),
];

/// The sentences that are used here and the names each may use.
pub(super) fn keys() -> Vec<(String, &'static [&'static str])> {
    let filled = FILLED.iter().flat_map(|(keys, names)| keyed(keys.iter().copied(), names));
    keyed(PLAIN.iter().copied(), &[]).into_iter().chain(filled).collect()
}

#[cfg(feature = "documents")]
pub use there::intake;

#[cfg(feature = "documents")]
mod there {
    use super::*;
    use crate::assessment::{Context, assess};
    use crate::exchange::batch::{Encoding, meaning};
    use crate::exchange::import::Suggestion;
    use crate::exchange::meanings::Meanings;
    use crate::form::Field;
    use crate::intake::{
        BATCH, BATCH_SAID, Batch, Columns, Ended, FAULTS, FOUND, First, Format, IMPORT, IMPORT_SAID, Import, Intake,
        MOST_LETTERS, Post, Run, Stage, Use, column_id, use_id,
    };
    use crate::profile::Profile;
    use crate::proposal::parse;
    use crate::register::{Hand, Said};
    use crate::response::Words;
    use crate::shown::figures::{table, text};
    use crate::shown::layout::{Layout, Question};
    use crate::shown::screen::{form, labelled, options, small};
    use crate::text::quoted;
    use crate::vocabulary::Mode;

    /// So many columns are offered each with what it may be; of more, the one that is being changed.
    const MOST_OFFERED: usize = 16;

    /// How many columns, refusals or remarks are listed; the results have all of them.
    const MOST_LISTED: usize = 200;

    /// How many applications of a file can be chosen from.
    const MOST_CHOICES: usize = 500;

    /// Everything that was handed in, for the place of it.
    pub fn intake(intake: &Intake, hand: &Hand<'_>) -> Vec<Node> {
        let assessment = assess(&parse(hand.form, hand.profile).proposal, hand.profile, &Context::on(hand.today));
        let screen = Screen { words: Words { assessment: &assessment, profile: hand.profile } };
        let words = Words { assessment: &assessment, profile: hand.profile };
        let edition = edition::edition(&intake.edition, hand, words);
        // Someone who changes a profile has all the room for it.
        if intake.edition.is_open() {
            return edition;
        }
        let tray = Tray { screen, profile: hand.profile, layout: Layout::new(hand.profile, Mode::Commissioner) };
        tray.batch(&intake.batch).into_iter().chain(tray.import(&intake.import)).chain(edition).collect()
    }

    struct Tray<'a> {
        screen: Screen<'a>,
        profile: &'a Profile,
        layout: Layout,
    }

    /// A whole number with its thousands set off.
    fn figures(count: impl ToString) -> String {
        let digits = count.to_string();
        let mut grouped = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        grouped
    }

    /// A size for people.
    fn size(bytes: u64) -> String {
        match bytes {
            0..1_000 => format!("{bytes} B"),
            1_000..1_000_000 => format!("{} kB", bytes / 1_000),
            _ => format!("{}.{} MB", figures(bytes / 1_000_000), bytes / 100_000 % 10),
        }
    }

    impl Tray<'_> {
        fn say(&self, key: &str) -> String {
            self.screen.say(key)
        }

        fn filled<const N: usize>(&self, key: &str, names: [(&str, String); N]) -> String {
            self.screen.filled(key, &names)
        }

        fn said(&self, of: &str, said: &Said) -> String {
            if said.key.is_empty() {
                return String::new();
            }
            let names: Vec<(&str, String)> = said.names.iter().map(|(name, value)| (*name, value.clone())).collect();
            self.screen.filled(&format!("{of}.said.{}", said.key), &names)
        }

        fn p(&self, class: &str, words: String) -> Node {
            Node::saying("p", words).with("class", class)
        }

        fn batch(&self, batch: &Batch) -> Vec<Node> {
            let name = match batch.files.as_slice() {
                [one] => one.name.clone(),
                several => self.filled("batch.several", [("count", figures(several.len()))]),
            };
            let file = [("file", name)];
            let (title, nodes) = match &batch.stage {
                Stage::Nothing => (self.say("batch"), batch_asked(&self.screen).to_vec()),
                Stage::Looking(_) => (self.filled("batch.running", file), self.looking()),
                Stage::Columns(columns) => (self.filled("batch.columns", file), self.columns(columns)),
                Stage::Run(run) => {
                    let key = if run.ended == Ended::No { "batch.running" } else { "batch.results" };
                    (self.filled(key, file), self.run(run, batch))
                }
            };
            let said = status(BATCH_SAID, self.said("batch", &batch.said));
            [heading(BATCH, title), said].into_iter().chain(nodes).collect()
        }

        fn cancel(&self) -> Node {
            buttons([button("batch-cancel", "", self.say("batch.cancel"))])
        }

        fn looking(&self) -> Vec<Node> {
            vec![Node::saying("p", self.say("batch.looking")), self.cancel()]
        }

        /// What each column is taken for, to be confirmed.
        fn columns(&self, columns: &Columns) -> Vec<Node> {
            let opening = &columns.opening;
            let encoding = match opening.encoding {
                Encoding::Utf16Le | Encoding::Utf16Be => "utf-16",
                _ if opening.is_windows_1252() => "windows-1252",
                _ => "utf-8",
            };
            let separator = match opening.separator {
                b';' => "semicolon",
                b'\t' => "tab",
                b'|' => "bar",
                _ => "comma",
            };
            let read = [
                ("encoding", self.say(&format!("batch.encoding.{encoding}"))),
                ("separator", self.say(&format!("batch.separator.{separator}"))),
            ];
            let meanings = Meanings::of(self.profile);
            let count = opening.header.len();
            let items = (0..count.min(MOST_LISTED)).map(|at| self.column(columns, at, &meanings));
            let more = count.checked_sub(MOST_LISTED).filter(|more| *more > 0);
            let more = more.map(|more| self.p("hint", self.filled("batch.columns.more", [("count", figures(more))])));
            let faults = (!columns.faults.is_empty()).then(|| self.faults(columns));
            let ends = buttons([
                button("batch-begin", "", self.say("batch.begin")),
                button("batch-close", "", self.say("batch.close")),
            ]);
            let told = [
                Node::saying("p", self.filled("batch.columns.read", read)),
                self.p("hint", self.say("batch.columns.about")),
                Node::of("ul", items).with("class", "columns-of"),
            ];
            told.into_iter().chain(more).chain([self.everywhere(columns)]).chain(faults).chain([ends]).collect()
        }

        fn faults(&self, columns: &Columns) -> Node {
            let items = columns.faults.iter().take(MOST_LISTED).map(|fault| Node::saying("li", fault.to_string()));
            let heading = self.p("problem", self.say("batch.columns.faults"));
            let notice = Node::of("div", [heading, Node::of("ul", items)]).with("class", "notice");
            notice.with("id", FAULTS).with("tabindex", -1)
        }

        fn everywhere(&self, columns: &Columns) -> Node {
            let now = columns.mapping.everywhere.first().map(|(_, code)| code.as_str()).unwrap_or_default();
            let none = options([(String::new(), self.say("batch.everywhere.none"), now.is_empty())]);
            let authorities = self.layout.question(&Field::PlanningAuthority).into_iter();
            let groups = authorities.flat_map(|question| question.choices.iter()).map(|choices| {
                let each = choices.choices.iter();
                let each = each.map(|choice| (choice.code.to_string(), choice.words.to_string(), *choice.code == *now));
                Node::of("optgroup", options(each)).with("label", choices.title.as_deref().unwrap_or_default())
            });
            let select = Node::of("select", none).and(groups);
            labelled(
                "batch-everywhere",
                self.say("batch.everywhere"),
                select.with("data-act", "batch-everywhere").with("data-value", "code"),
            )
        }

        fn name_of(&self, field: &Field) -> String {
            self.layout.question(field).map_or_else(|| field.path(), |question| question.name.to_string())
        }

        fn column(&self, columns: &Columns, at: usize, meanings: &Meanings) -> Node {
            let header = columns.opening.header.get(at).map(String::as_str).unwrap_or_default();
            let field = columns.mapping.columns.get(at).and_then(Option::as_ref);
            let named = match header {
                "" => self.filled("batch.columns.nameless", [("number", (at + 1).to_string())]),
                header => crate::text::shown(header, 80),
            };
            let id = column_id(at);
            let offered = columns.opening.header.len() <= MOST_OFFERED || columns.open == Some(at);
            let first = if offered {
                let select = self.questions(field).with("data-act", "batch-column").with("data-value", at);
                labelled(&id, named, select.with("aria-describedby", format!("{id}-examples")))
            } else {
                let taken = field.map_or_else(
                    || self.say("batch.columns.unused"),
                    |field| self.filled("batch.columns.taken", [("question", self.name_of(field))]),
                );
                let unseen = Node::saying("span", format!(": {named}")).with("class", "unseen");
                let change = small("batch-change", at, self.say("batch.columns.change"));
                let change = change.and([unseen]).with("id", id);
                Node::of("p", [Node::saying("strong", named), text(&format!(" – {taken} ")), change])
            };
            Node::of("li", [first]).and(self.examples(columns, at, meanings))
        }

        fn questions(&self, field: Option<&Field>) -> Node {
            let none = options([(String::new(), self.say("batch.columns.unused"), field.is_none())]);
            let groups = self.layout.groups.iter().map(|group| {
                let chosen = |question: &Question| field == Some(&question.field);
                let each =
                    group.all().map(|question| (question.field.path(), question.name.to_string(), chosen(question)));
                Node::of("optgroup", options(each)).with("label", &*group.title)
            });
            Node::of("select", none).and(groups)
        }

        /// What stands in a column, and how that is read.
        fn examples(&self, columns: &Columns, at: usize, meanings: &Meanings) -> Vec<Node> {
            let mut samples: Vec<&str> = Vec::new();
            for row in &columns.opening.samples {
                let cell = row.get(at).map(|cell| cell.trim()).unwrap_or_default();
                if !cell.is_empty() && !samples.contains(&cell) {
                    samples.push(cell);
                }
            }
            samples.truncate(3);
            let examples = match samples.as_slice() {
                [] => self.say("batch.columns.empty"),
                samples => {
                    let samples: Vec<String> = samples.iter().map(|sample| quoted(sample)).collect();
                    self.filled("batch.columns.examples", [("examples", samples.join(", "))])
                }
            };
            let header = columns.opening.header.get(at);
            let field = columns.mapping.columns.get(at).and_then(Option::as_ref);
            let guess = columns.guessed.get(at).and_then(Option::as_ref);
            let guessed = (guess.is_some() && guess == field).then(|| self.say("batch.columns.guessed"));
            let examples = [examples].into_iter().chain(guessed).collect::<Vec<_>>().join(" ");
            let theirs = header.is_some_and(|name| Field::from_path(name).is_none());
            let read = field.into_iter().flat_map(|field| {
                samples.iter().filter_map(|sample| self.read_as(field, sample, theirs, meanings)).collect::<Vec<_>>()
            });
            let examples = self.p("hint", examples).with("id", format!("{}-examples", column_id(at)));
            [examples].into_iter().chain(read).collect()
        }

        /// What an example is taken for, where that is not what it says, or why it cannot be read.
        fn read_as(&self, field: &Field, sample: &str, theirs: bool, meanings: &Meanings) -> Option<Node> {
            let sample_quoted = || ("text", quoted(sample));
            match meaning(field, sample, theirs, self.profile, meanings) {
                Ok(answer) => {
                    let question = self.layout.question(field)?;
                    let words: Vec<String> = answer.lines().map(|line| question.in_words(line)).collect();
                    let words = words.join("; ");
                    (words.to_lowercase() != sample.to_lowercase())
                        .then(|| self.filled("batch.columns.means", [sample_quoted(), ("answer", words)]))
                        .map(|told| self.p("remark", told))
                }
                Err(reason) => {
                    let told = self.filled("batch.columns.not-read", [sample_quoted(), ("reason", reason)]);
                    Some(self.p("problem", told))
                }
            }
        }

        fn run(&self, run: &Run, batch: &Batch) -> Vec<Node> {
            let going = run.under_way().map(|(pass, letters)| {
                let whole: u64 = batch.files.iter().map(|file| file.size).sum();
                let read = pass.read(&batch.files).min(whole);
                let rows = figures(pass.summary().rows);
                let told = self.filled("batch.progress", [("rows", rows), ("done", size(read)), ("size", size(whole))]);
                let told = if letters { [self.say("batch.letters.making"), told].join(" ") } else { told };
                let bar = Node::of("progress", []).with("max", whole.max(1)).with("value", read);
                Node::of("div", [labelled("batch-progress", told, bar), self.cancel()]).with("class", "going")
            });
            if run.ended == Ended::No {
                return going.into_iter().collect();
            }
            let told = self.told(run);
            let first = (!run.tally.first.is_empty()).then(|| self.first(run));
            told.into_iter().chain(going).chain(self.taken(run)).chain(first.into_iter().flatten()).collect()
        }

        /// How it ended, and what came of the rows.
        fn told(&self, run: &Run) -> Vec<Node> {
            let summary = &run.tally.summary;
            let assessed = summary.rows.saturating_sub(summary.refusals).saturating_sub(summary.blank);
            let how = match &run.ended {
                Ended::Stopped => Some(self.filled("batch.stopped", [("rows", figures(summary.rows))])),
                Ended::Broken(fault) => Some(self.filled("batch.broken", [("reason", fault.to_string())])),
                Ended::No | Ended::Whole => None,
            };
            let counts = [
                ("rows", figures(summary.rows)),
                ("assessed", figures(assessed)),
                ("refused", figures(summary.refusals)),
                ("blank", figures(summary.blank)),
            ];
            let windows = run.tally.is_windows_1252.then(|| self.p("problem", self.say("batch.windows-1252")));
            let how = how.map(|how| self.p("problem", how)).into_iter().chain(windows);
            let mut nodes: Vec<Node> = how.chain([Node::saying("p", self.filled("batch.told", counts))]).collect();
            if !run.tally.stances.is_empty() {
                let columns = ["stance", "rows"].map(|column| self.say(&format!("batch.column.{column}")));
                let rows = run.tally.stances.iter().map(|(stance, count)| {
                    vec![vec![text(self.profile.stance_title(*stance))], vec![text(&figures(count))]]
                });
                nodes.push(table(&self.say("batch.stances"), columns.into_iter(), rows));
            }
            nodes.extend(self.listed("batch.refusals", summary.refusals, &summary.refused));
            nodes.extend(self.listed("batch.remarks", summary.remarked, &summary.remarks));
            nodes
        }

        /// Where, and what, folded away; the first of many.
        fn listed(&self, key: &str, count: u64, told: &[(String, String)]) -> Option<Node> {
            if count == 0 {
                return None;
            }
            let shown = told.len().min(MOST_LISTED);
            let item = |(place, what): &(String, String)| {
                Node::of("li", [Node::saying("strong", format!("{place}: ")), text(&crate::text::shown(what, 1_000))])
            };
            let items = Node::of("ul", told.iter().take(shown).map(item));
            let more = u64::try_from(shown).is_ok_and(|shown| shown < count);
            let more = more.then(|| self.p("hint", self.filled("batch.more-in-results", [("shown", figures(shown))])));
            let summary = Node::saying("summary", self.filled(key, [("count", figures(count))]));
            Some(Node::of("details", [summary, items]).and(more))
        }

        /// What can be taken away.
        fn taken(&self, run: &Run) -> Vec<Node> {
            let first = buttons([
                button("batch-download", "results", self.say("batch.download")),
                button("batch-close", "", self.say("batch.close")),
            ]);
            let mut nodes = vec![first];
            if run.tally.stances.is_empty() {
                return nodes;
            }
            if run.under_way().is_none() {
                nodes.push(Node::saying("h4", self.say("batch.letters.title")));
                nodes.extend(run.letters.iter().flat_map(|post| self.letters(post)));
                let most = [("most", figures(MOST_LETTERS))];
                nodes.push(self.p("hint", self.filled("batch.letters.about", most)));
                let format = |(format, word, _): &(Format, &'static str, &'static str)| {
                    let chosen = run.letters.as_ref().map_or(Format::Docx, |post| post.format) == *format;
                    ((*word).to_owned(), self.say(&format!("batch.letters.{word}")), chosen)
                };
                let formats = Format::ALL.iter().rev().filter(|(format, ..)| *format != Format::Json).map(format);
                let select = Node::of("select", options(formats)).with("name", "format");
                let select = labelled("batch-format", self.say("batch.letters.format"), select);
                nodes.push(form("batch-letters", [select], self.say("batch.letters")));
            }
            nodes
        }

        fn letters(&self, post: &Post) -> Vec<Node> {
            let count = || [("count", figures(post.bag.count))];
            let told = match &post.ended {
                Ended::Broken(fault) => self.filled("batch.letters.broken", [("reason", fault.to_string())]),
                _ if post.bag.full => self.filled("batch.letters.limited", count()),
                _ => self.filled("batch.letters.done", count()),
            };
            let again = (post.ended == Ended::Whole)
                .then(|| buttons([button("batch-download", "letters", self.say("batch.letters.again"))]));
            let flags = self.listed("batch.flags", post.bag.flags, &post.bag.flagged);
            [Node::saying("p", told)].into_iter().chain(flags).chain(again).collect()
        }

        /// The first rows, as they came out.
        fn first(&self, run: &Run) -> [Node; 2] {
            let count = [("count", figures(run.tally.first.len()))];
            let title = self.filled("batch.first", count);
            let columns = ["row", "reference", "authority", "stance", "questions"];
            let columns = columns.map(|column| self.say(&format!("batch.column.{column}")));
            let rows = run.tally.first.iter().map(|first| self.row(first));
            [Node::saying("h4", &*title), table(&title, columns.into_iter(), rows)]
        }

        fn row(&self, first: &First) -> Vec<Vec<Node>> {
            let authority = self.profile.authority(&first.authority).map_or(&first.authority, |known| &known.name);
            let (stance, told) = match &first.result {
                Ok((stance, asked)) => (text(self.profile.stance_title(*stance)), figures(asked)),
                Err(problem) => {
                    (Node::saying("strong", self.say("batch.refused")).with("class", "stale"), problem.clone())
                }
            };
            vec![
                vec![text(&first.place)],
                vec![text(&first.reference)],
                vec![text(authority)],
                vec![stance],
                vec![text(&told)],
            ]
        }

        fn import(&self, import: &Import) -> Vec<Node> {
            let said = status(IMPORT_SAID, self.said("import", &import.said));
            let first = [heading(IMPORT, self.say("import")), said].into_iter();
            match import.found.get(import.at) {
                None if import.file.is_some() => first.chain([Node::saying("p", self.say("import.reading"))]).collect(),
                None => first.chain(import_asked(&self.screen)).collect(),
                Some(found) => {
                    let file = import.file.as_ref().map(|file| file.name.clone()).unwrap_or_default();
                    let names = [("file", file), ("source", found.source.name().to_owned())];
                    let title = Node::saying("h4", self.filled("import.found", names));
                    let title = title.with("id", FOUND).with("tabindex", -1);
                    let close = buttons([button("import-close", "", self.say("import.close"))]);
                    let remarks: Vec<(String, String)> =
                        found.remarks.iter().map(|fault| (fault.place.clone(), fault.message.clone())).collect();
                    let remarks = (!remarks.is_empty()).then(|| self.remarks(&remarks));
                    let choose = (import.found.len() > 1).then(|| self.choose(import));
                    first.chain([title]).chain(choose).chain(self.found(import)).chain(remarks).chain([close]).collect()
                }
            }
        }

        /// Which of several applications it is.
        fn choose(&self, import: &Import) -> Node {
            let each = import.found.iter().take(MOST_CHOICES).enumerate().map(|(at, found)| {
                let of = |field: &Field| {
                    found.suggestions.iter().find(|one| one.field == *field).map(|one| one.answer.as_str())
                };
                let named = [of(&Field::Reference), of(&Field::Address)].into_iter().flatten().collect::<Vec<_>>();
                (at.to_string(), crate::text::shown(&format!("{}: {}", at + 1, named.join(", ")), 100), at == import.at)
            });
            let select = Node::of("select", options(each)).with("name", "at");
            form(
                "import-choose",
                [labelled("import-choose", self.say("import.choose"), select)],
                self.say("import.choose.do"),
            )
        }

        /// What was found, each with where, to be used or left.
        fn found(&self, import: &Import) -> Vec<Node> {
            let found = import.suggestions();
            if found.is_empty() {
                return vec![Node::saying("p", self.say("import.nothing"))];
            }
            let items = found.iter().enumerate().map(|(at, one)| self.suggestion(import, at, one));
            let plain = found.iter().enumerate().filter(|(at, one)| import.is_plain(*at, one)).count();
            let all = (plain > 1).then(|| buttons([button("import-all", "", self.say("import.all"))]));
            let told = Node::saying("p", self.say("import.confirm"));
            [told].into_iter().chain(all).chain([Node::of("ul", items).with("class", "found")]).collect()
        }

        fn suggestion(&self, import: &Import, at: usize, one: &Suggestion) -> Node {
            let question = self.layout.question(&one.field);
            let name = self.name_of(&one.field);
            let in_words =
                |answer: &str| question.map_or_else(|| answer.to_owned(), |question| question.in_words(answer));
            let answer = Node::saying("strong", format!("{name}: {}", in_words(&one.answer)));
            let place = self.filled("import.from", [("place", one.place.clone())]);
            let from = Node::saying("span", format!(" – {} {place} ", quoted(&one.words))).with("class", "remark");
            let press = |act: &str, key: &str| {
                let unseen = Node::saying("span", format!(": {name}")).with("class", "unseen");
                small(act, at, self.say(key)).and([unseen])
            };
            let both =
                |key| buttons([press("import-use", key).with("id", use_id(at)), press("import-leave", "import.leave")]);
            let remark = |words: String| Node::saying("span", format!("{words} ")).with("class", "remark");
            let standing = match import.used(at, one) {
                Use::Made => vec![remark(self.say("import.used"))],
                Use::Left => {
                    vec![remark(self.say("import.left")), press("import-use", "import.use").with("id", use_id(at))]
                }
                Use::Open => vec![both("import.use")],
                Use::InPlaceOf(other) => {
                    let told = self.filled("import.in-place-of", [("answer", in_words(&other).replace('\n', "; "))]);
                    vec![Node::saying("p", told), both("import.use-instead")]
                }
            };
            Node::of("li", [answer, from]).and(standing)
        }

        fn remarks(&self, remarks: &[(String, String)]) -> Node {
            let item = |(place, what): &(String, String)| {
                let place = if place.is_empty() { String::new() } else { format!("{place}: ") };
                Node::of("li", [Node::saying("strong", place), text(what)])
            };
            let items = Node::of("ul", remarks.iter().take(MOST_LISTED).map(item));
            Node::of("details", [Node::saying("summary", self.say("import.remarks")), items])
        }
    }
}
