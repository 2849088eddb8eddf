//! The register as the page shows it: the case in hand, every case, the one that is open, how consistent the answers were, and
//! what is done with the whole. Buttons and forms name an act of the register (`data-act`) and its values (`data-value`, parted
//! by spaces, or what stands in the form); the page sends them back as they are.

use super::figures::{table, text};
use super::intake::{self, Beside};
use super::node::Node;
use super::screen::{self, Screen, buttons, files, keyed, labelled, options};
use crate::assessment::{Assessment, Context, assess};
use crate::date::Date;
use crate::form::Field;
use crate::profile::Profile;
use crate::proposal::parse;
use crate::register::{
    ASKED, Asking, Before, CASES, Case, Condition, Consistency, DAYS_TO_ANSWER, Deed, Drift, Entry, Hand, Id,
    LINK_DAYS, Likeness, OPENED, Office, Order, PAGE, Parted, SAID, Version, is_answered, is_same, likeness,
};
use crate::response::Words;
use crate::vocabulary::{Appeal, Decision};
use borsh::{BorshDeserialize, BorshSerialize};
use std::rc::Rc;

/// The most answered cases that are shown beside the one in hand.
const MOST_LIKE: usize = 3;

/// What the register answers to an act.
#[derive(Clone, Debug, Default, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Reply {
    /// What is on screen now.
    pub drawn: Rc<[Node]>,
    /// The id of what takes the focus.
    pub focus: Option<String>,
    /// Answers to be offered to the form, as a draft.
    pub open: Option<String>,
    /// Answers that someone said are to be put into the form.
    pub fill: Vec<(Field, String)>,
    /// Whether the list of cases is to be printed.
    pub print: bool,
    /// A file for the browser's downloads: name, media type, and what is in it.
    pub file: Option<(String, String, Vec<u8>)>,
    /// Whether something was stored: the browser is then to be asked to keep it.
    pub stored: bool,
}

const PLAIN: &[&str] = &[
    "in-hand",
    "nothing-in-hand",
    "keep-new",
    "sent-new",
    "cases",
    "no-cases",
    "none-found",
    "search",
    "search.do",
    "condition",
    "condition.any",
    "order",
    "more",
    "overdue",
    "due-today",
    "not-known",
    "no-reference",
    "close",
    "history",
    "take",
    "contested",
    "choose",
    "choose-one",
    "decided",
    "on",
    "appealed",
    "set-due",
    "set-keep",
    "save",
    "remove",
    "remove.ask",
    "yes",
    "no",
    "undo",
    "calendar.one",
    "calendar.all",
    "consistency",
    "consistency.show",
    "consistency.hide",
    "consistency.none",
    "consistency.no-reason",
    "drift",
    "drift.none",
    "whole",
    "backup",
    "table",
    "print",
    "merge",
    "share",
    "share.hint",
    "restore",
    "clear",
    "days",
    "superseded",
    "like",
    "like.none",
    "like.same",
    "like.unknown",
    "like.differs",
    "past-retention",
    "letter",
    "column.case",
    "column.authority",
    "column.home",
    "column.stance",
    "column.condition",
    "column.due",
    "column.reason",
    "column.departed",
    "column.cases",
    "column.period",
    "column.letters",
    "column.then",
    "column.now",
    "column.found",
    "nobody-else",
    "case.open",
];

/// The sentences that are used here and the names each may use.
pub(super) fn keys() -> Vec<(String, &'static [&'static str])> {
    let key = |end: &str| format!("register.{end}");
    let plain: Vec<String> = PLAIN.iter().map(|end| key(end)).collect();
    let conditions = Condition::ALL.iter().map(|condition| key(&format!("condition.{}", condition.code())));
    let orders = Order::ALL.iter().map(|(_, word)| key(&format!("order.{word}")));
    let decisions = Decision::ALL.iter().map(|decision| key(&format!("decision.{}", decision.code())));
    let appeals = Appeal::ALL.iter().map(|appeal| key(&format!("appeal.{}", appeal.code())));
    let said = [
        "kept",
        "sent",
        "kept-already",
        "nothing-to-keep",
        "chosen",
        "noted",
        "not-a-day",
        "not-chosen",
        "not-days",
        "removed",
        "cleared",
    ];
    let said = said
        .into_iter()
        .chain(["undone", "no-deadline", "share-held", "share-nowhere"])
        .map(|end| key(&format!("said.{end}")));
    let deeds = ["kept", "removed"].map(|end| key(&format!("deed.{end}")));
    let bare: Vec<String> = plain
        .into_iter()
        .chain(conditions)
        .chain(orders)
        .chain(decisions)
        .chain(appeals)
        .chain(said)
        .chain(deeds)
        .collect();
    let filled: [(&[&str], &'static [&'static str]); 15] = [
        (&["listed"], &["count", "date"]),
        (&["keep-in", "sent-in"], &["case"]),
        (&["home.places", "home.ages"], &["what"]),
        (&["deed.decided", "deed.appealed"], &["what", "date"]),
        (&["deed.due", "deed.keep-until", "keep-until", "links.date"], &["date"]),
        (&["deed.sent"], &["stance"]),
        (&["departed"], &["stance", "reason"]),
        (&["said.found", "said.backup", "clear.ask"], &["count"]),
        (&["restore.ask"], &["count", "there", "damaged"]),
        (&["said.restored"], &["count", "damaged"]),
        (&["said.merged", "said.shared", "said.share-damaged"], &["added", "removed", "contested", "damaged"]),
        (&["said.days"], &["days"]),
        (&["said.refused", "said.not-stored", "said.share-failed", "blocked"], &["reason"]),
        (&["like.points"], &["points", "most"]),
        (&["damaged", "later", "consistency.told"], &["count", "departed"]),
    ];
    let filled = filled.into_iter().flat_map(|(ends, names)| {
        let ends: Vec<String> = ends.iter().map(|end| key(end)).collect();
        keyed(ends.iter().map(String::as_str), names)
    });
    let calendar = keyed(["register.calendar.title", "register.calendar.about"], &["reference", "authority"]);
    keyed(bare.iter().map(String::as_str), &[]).into_iter().chain(filled).chain(calendar).collect()
}

/// Everything of the register that is on screen, with what is handed in there as files.
pub fn register(office: &Office, hand: &Hand<'_>, intake: &Beside) -> Vec<Node> {
    let assessment = assess(&parse(hand.form, hand.profile).proposal, hand.profile, &Context::on(hand.today));
    let screen = Screen { words: Words { assessment: &assessment, profile: hand.profile } };
    let desk = Desk { screen, office, hand };
    let said = Node::saying("p", desk.said()).with("id", SAID).with("role", "status").with("tabindex", -1);
    let undo = office.can_undo().then(|| desk.button("undo", "", "undo"));
    let intake = intake::beside(&desk.screen, intake);
    let first = [said].into_iter().chain(undo).chain(desk.faults());
    first
        .chain(desk.asked())
        .chain(desk.in_hand())
        .chain(desk.cases())
        .chain(desk.opened())
        .chain(desk.consistency())
        .chain([intake])
        .chain(desk.whole())
        .collect()
}

/// The answered cases that are most like the one in hand; nothing where the register has none.
pub fn like(office: &Office, hand: &Hand<'_>, assessment: &Assessment) -> Vec<Node> {
    let before = office.before(hand.profile);
    let others = before.iter().filter(|before| !is_same(&before.form, hand.form));
    let compared = |before: &Before| {
        let likeness = likeness(&assessment.proposal, &before.home.proposal, hand.profile);
        (likeness, before.home.answered_on, before.case.clone())
    };
    let mut found: Vec<(Likeness, Date, Id)> = others.map(compared).collect();
    if found.is_empty() {
        return Vec::new();
    }
    found.sort_by_key(|(likeness, on, id)| (likeness.points(), std::cmp::Reverse(*on), id.clone()));
    let screen = Screen { words: Words { assessment, profile: hand.profile } };
    let desk = Desk { screen, office, hand };
    let most = Likeness::most(hand.profile);
    // What is different in every respect is not like it.
    let found = found.iter().filter(|(likeness, ..)| likeness.points() < most).take(MOST_LIKE);
    let items: Vec<Node> = found
        .filter_map(|(likeness, on, id)| Some(desk.alike(likeness, *on, &office.register().case(id)?, most)))
        .collect();
    let below = match items.is_empty() {
        true => Node::saying("p", desk.say("like.none")),
        false => Node::of("ul", items).with("class", "findings"),
    };
    vec![Node::saying("h3", desk.say("like")), below]
}

/// What the screen is laid out from.
struct Desk<'a> {
    screen: Screen<'a>,
    office: &'a Office,
    hand: &'a Hand<'a>,
}

impl Desk<'_> {
    fn say(&self, key: &str) -> String {
        self.screen.say(&format!("register.{key}"))
    }

    fn filled(&self, key: &str, names: &[(&str, String)]) -> String {
        self.screen.filled(&format!("register.{key}"), names)
    }

    fn profile(&self) -> &Profile {
        self.hand.profile
    }

    fn said(&self) -> String {
        let said = self.office.said();
        if said.key.is_empty() {
            return String::new();
        }
        self.filled(&format!("said.{}", said.key), &said.names)
    }

    fn button(&self, act: &str, value: &str, key: &str) -> Node {
        screen::button(act, value, self.say(key))
    }

    fn line(&self, id: &str, name: &str, key: &str, value: &str) -> Node {
        let input = Node::of("input", []).with("type", "text").with("value", value).with("name", name);
        labelled(id, self.say(key), input)
    }

    /// A list to choose from; where nothing is chosen yet, it begins with asking for it. One option always says that it is
    /// chosen: browsers take whichever comes into the list first.
    fn choice(&self, id: &str, name: &str, key: &str, mut choices: Vec<(&str, String, bool)>) -> Node {
        if !choices.iter().any(|(.., chosen)| *chosen) {
            choices.insert(0, ("", self.say("choose-one"), true));
        }
        let choices = choices.into_iter().map(|(code, words, chosen)| (code.to_owned(), words, chosen));
        labelled(id, self.say(key), Node::of("select", options(choices)).with("name", name))
    }

    fn form(&self, act: &str, fields: impl IntoIterator<Item = Node>, key: &str) -> Node {
        screen::form(act, fields, self.say(key))
    }

    fn faults(&self) -> Vec<Node> {
        let count = |count: usize| [("count", count.to_string()), ("departed", String::new())];
        let blocked = self.office.blocked().map(|reason| self.filled("blocked", &[("reason", reason.to_owned())]));
        let damaged = self.office.damaged().len();
        let damaged = (damaged > 0).then(|| self.filled("damaged", &count(damaged)));
        let later = self.office.register().later();
        let later = (later > 0).then(|| self.filled("later", &count(later)));
        [blocked, damaged, later]
            .into_iter()
            .flatten()
            .map(|told| Node::saying("p", told).with("class", "problem"))
            .collect()
    }

    fn asked(&self) -> Option<Node> {
        let number = |name: &'static str, count: usize| (name, count.to_string());
        let there = self.office.register().cases().len();
        let question = match self.office.asking()? {
            Asking::Remove(_) => self.say("remove.ask"),
            Asking::Clear => self.filled("clear.ask", &[number("count", there)]),
            Asking::Restore(restored) => {
                let (count, damaged) = (restored.register.cases().len(), restored.damaged.len());
                let names = [number("count", count), number("there", there), number("damaged", damaged)];
                self.filled("restore.ask", &names)
            }
        };
        let question = Node::saying("p", question).with("id", ASKED).with("tabindex", -1);
        let answers = buttons([self.button("yes", "", "yes"), self.button("no", "", "no")]);
        Some(Node::of("div", [question, answers]).with("class", "notice"))
    }

    /// The case on the page, to be kept.
    fn in_hand(&self) -> Vec<Node> {
        let heading = Node::saying("h3", self.say("in-hand"));
        if self.hand.form.is_empty() {
            return vec![heading, Node::saying("p", self.say("nothing-in-hand"))];
        }
        let known = self.office.in_hand(self.hand.form);
        let into = known.as_ref().map(|case| {
            let names = [("case", self.named(case))];
            let id = case.id().as_str();
            [
                screen::button("keep", id, self.filled("keep-in", &names)),
                screen::button("sent", id, self.filled("sent-in", &names)),
            ]
        });
        let new = [self.button("keep", "", "keep-new"), self.button("sent", "", "sent-new")];
        // What is there is gone on with; a second case of the same application is nobody's first wish.
        vec![heading, buttons(into.unwrap_or(new))]
    }

    /// What a case is called.
    fn named(&self, case: &Case<'_>) -> String {
        let Some((_, version)) = case.version() else { return String::new() };
        let text = |field: Field| version.form.text(&field).trim().to_owned();
        let names = [text(Field::Reference), text(Field::Settlement)];
        names.into_iter().find(|name| !name.is_empty()).unwrap_or_else(|| self.say("no-reference"))
    }

    fn authority(&self, version: &Version) -> String {
        let code = version.form.text(&Field::PlanningAuthority);
        self.profile().authority(code).map_or(code, |authority| &authority.name).to_owned()
    }

    fn home(&self, version: &Version) -> String {
        let text = |field: Field| version.form.text(&field).trim().to_owned();
        let settlement = text(Field::Settlement);
        let said = |key: &str, what: String| if what.is_empty() { what } else { self.filled(key, &[("what", what)]) };
        let ages = [text(Field::AgeMin), text(Field::AgeMax)].join("–");
        let ages = if ages == "–" { String::new() } else { ages };
        [settlement, said("home.places", text(Field::Places)), said("home.ages", ages)]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn condition(&self, condition: Condition) -> String {
        self.say(&format!("condition.{}", condition.code()))
    }

    /// How far it is, with what was decided.
    fn standing(&self, case: &Case<'_>) -> String {
        let decided = || case.decision().map(|(decision, _)| self.say(&format!("decision.{}", decision.code())));
        let appeal = case.appeal().map(|(appeal, _)| self.say(&format!("appeal.{}", appeal.code())));
        match case.condition() {
            Condition::Decided | Condition::Appealed => {
                decided().into_iter().chain(appeal).collect::<Vec<_>>().join("; ")
            }
            other => self.condition(other),
        }
    }

    fn due(&self, case: &Case<'_>) -> Vec<Node> {
        let Some(due) = case.due(self.office.days_to_answer(self.profile())) else {
            return vec![text(&self.say("not-known"))];
        };
        let late = match (is_answered(case), due.days_since(self.hand.today)) {
            (false, days) if days < 0 => Some("overdue"),
            (false, 0) => Some("due-today"),
            _ => None,
        };
        let late = late.map(|key| Node::saying("strong", format!(" {}", self.say(key))).with("class", "stale"));
        [text(&due.to_string())].into_iter().chain(late).collect()
    }

    fn past_retention(&self, case: &Case<'_>) -> Option<Node> {
        let past = case.keep_until().is_some_and(|until| until < self.hand.today);
        past.then(|| Node::saying("strong", format!(" {}", self.say("past-retention"))).with("class", "stale"))
    }

    /// Every case, or those sought.
    fn cases(&self) -> Vec<Node> {
        let mut nodes = vec![Node::saying("h3", self.say("cases")).with("id", CASES).with("tabindex", -1)];
        if self.office.register().cases().is_empty() {
            nodes.push(Node::saying("p", self.say("no-cases")));
            return nodes;
        }
        nodes.push(self.search());
        let listed = self.office.listed(self.profile(), self.hand.today);
        if listed.is_empty() {
            nodes.push(Node::saying("p", self.say("none-found")));
            return nodes;
        }
        let most = PAGE.saturating_mul(self.office.view().pages.saturating_add(1));
        let columns = ["case", "due", "condition", "authority", "home", "stance"];
        let columns = columns.iter().map(|column| self.say(&format!("column.{column}")));
        let rows = listed.iter().take(most).filter_map(|case| self.row(case));
        let names = [("count", listed.len().to_string()), ("date", self.hand.today.to_string())];
        let told = Node::saying("p", self.filled("listed", &names));
        // Of all that is on screen, this is what can be printed.
        nodes.push(Node::of("div", [told, table(&self.say("cases"), columns, rows)]).with("class", "listed"));
        let more = listed.get(most).map(|_| self.button("more", "", "more"));
        let all = ["calendar", "table", "print"].map(|act| {
            let key = if act == "calendar" { "calendar.all" } else { act };
            self.button(act, "", key)
        });
        nodes.push(buttons(more.into_iter().chain(all)));
        nodes
    }

    fn row(&self, case: &Case<'_>) -> Option<Vec<Vec<Node>>> {
        let (_, version) = case.answer().or_else(|| case.version())?;
        let unseen = Node::saying("span", format!("{} ", self.say("case.open"))).with("class", "unseen");
        let open = Node::of("button", [unseen, text(&self.named(case))]).with("type", "button").with("class", "link");
        let contested =
            (case.versions().len() > 1).then(|| Node::saying("strong", format!(" {}", self.say("contested"))));
        let open = open.with("data-act", "open").with("data-value", case.id().as_str());
        Some(vec![
            [open].into_iter().chain(contested).collect(),
            self.due(case),
            [text(&self.standing(case))].into_iter().chain(self.past_retention(case)).collect(),
            vec![text(&self.authority(version))],
            vec![text(&self.home(version))],
            vec![text(self.profile().stance_title(version.confirmed))],
        ])
    }

    fn search(&self) -> Node {
        let view = self.office.view();
        let condition =
            |condition: &Condition| (condition.code(), self.condition(*condition), view.condition == Some(*condition));
        let conditions = [("", self.say("condition.any"), view.condition.is_none())]
            .into_iter()
            .chain(Condition::ALL.iter().map(condition));
        let order =
            |(order, word): &(Order, &'static str)| (*word, self.say(&format!("order.{word}")), view.order == *order);
        let fields = [
            self.line("register-search", "q", "search", &view.search),
            self.choice("register-condition", "condition", "condition", conditions.collect()),
            self.choice("register-order", "order", "order", Order::ALL.iter().map(order).collect()),
        ];
        self.form("search", fields, "search.do")
    }

    /// The case that is open: its history, and what can be done with it.
    fn opened(&self) -> Option<Node> {
        let case = self.office.register().case(self.office.view().open.as_ref()?)?;
        let id = case.id().as_str();
        let (_, version) = case.version()?;
        let heading = Node::saying("h3", self.named(&case)).with("id", OPENED).with("tabindex", -1);
        let about = Node::saying("p", [self.authority(version), self.home(version)].join(", "));
        let due = Node::of("p", [text(&format!("{}: ", self.say("column.due")))]).and(self.due(&case));
        let links = (!is_answered(&case)).then(|| self.links(version)).flatten();
        let keep = case.keep_until().map(|until| {
            let told = self.filled("keep-until", &[("date", until.to_string())]);
            Node::of("p", [text(&told)]).and(self.past_retention(&case))
        });
        let history = case.entries().iter().map(|entry| self.deed(&case, entry));
        let nodes = [heading, about, due].into_iter().chain(links).chain(keep);
        let nodes = nodes
            .chain(self.contested(&case))
            .chain([Node::saying("h4", self.say("history")), Node::of("ol", history).with("class", "history")]);
        let ends = buttons([
            self.button("calendar", id, "calendar.one"),
            self.button("remove", id, "remove"),
            self.button("close", "", "close"),
        ]);
        let nodes = nodes.chain(self.notes(&case)).chain([ends]);
        // A case of its own: what was typed for another is not in its fields.
        Some(
            Node::of("div", nodes)
                .with("id", format!("register-{}", id.get(..12).unwrap_or_default()))
                .with("class", "register-case"),
        )
    }

    /// The links of planning systems end: for how long they last is the profile's.
    fn links(&self, version: &Version) -> Option<Node> {
        let received = Date::from_typed(version.form.text(&Field::Received).trim())?;
        let until = received.after_days(self.profile().register_number(LINK_DAYS))?;
        let told = self.filled("links.date", &[("date", until.to_string())]);
        Some(Node::of("div", [Node::saying("p", told)]).and(self.source(LINK_DAYS)))
    }

    /// Where a number of the register is from.
    fn source(&self, key: &str) -> Option<Node> {
        let source = self.profile().wording.register.get(key)?.source.as_ref()?;
        Some(Node::saying("p", source).with("class", "remark"))
    }

    fn contested(&self, case: &Case<'_>) -> Vec<Node> {
        let versions = case.versions();
        if versions.len() < 2 {
            return Vec::new();
        }
        let each = versions.iter().map(|(entry, version)| {
            let told =
                [entry.on().to_string(), self.home(version), self.profile().stance_title(version.confirmed).to_owned()];
            let both = [case.id().as_str(), entry.id().as_str()].join(" ");
            let differs = versions.first().map(|(_, first)| self.differs(first, version)).unwrap_or_default();
            let choose = buttons([self.button("choose", &both, "choose"), self.button("take", &both, "take")]);
            Node::of("li", [Node::saying("p", told.join(", "))]).and(differs).and([choose])
        });
        vec![Node::saying("p", self.say("contested")).with("class", "problem"), Node::of("ul", each)]
    }

    /// The answers of a version that are others than in another.
    fn differs(&self, one: &Version, other: &Version) -> Option<Node> {
        let fields = one.form.answers().chain(other.form.answers()).map(|(field, _)| field);
        let mut fields: Vec<&Field> = fields.filter(|field| one.form.text(field) != other.form.text(field)).collect();
        fields.sort();
        fields.dedup();
        let item = |field: &&Field| {
            let label = self.screen.words.question_name(field).unwrap_or_else(|| field.path());
            let answer = other.form.text(field);
            let answer = if answer.is_empty() { self.say("not-known") } else { answer.replace('\n', "; ") };
            Node::saying("li", format!("{label}: {answer}"))
        };
        (!fields.is_empty()).then(|| Node::of("ul", fields.iter().map(item)))
    }

    fn deed(&self, case: &Case<'_>, entry: &Entry) -> Node {
        let day = |on: &Option<Date>| on.unwrap_or(entry.on()).to_string();
        let told = match entry.deed() {
            Deed::Kept(_) => self.say("deed.kept"),
            Deed::Removed(_) | Deed::DaysToAnswer(_) => self.say("deed.removed"),
            Deed::Sent { version, .. } => {
                let stance = self.profile().stance_title(version.confirmed).to_owned();
                self.filled("deed.sent", &[("stance", stance)])
            }
            Deed::Decided(decision, on) => {
                let what = self.say(&format!("decision.{}", decision.code()));
                self.filled("deed.decided", &[("what", what), ("date", day(on))])
            }
            Deed::Appealed(appeal, on) => {
                let what = self.say(&format!("appeal.{}", appeal.code()));
                self.filled("deed.appealed", &[("what", what), ("date", day(on))])
            }
            Deed::Due(on) => self.filled("deed.due", &[("date", on.to_string())]),
            Deed::KeepUntil(on) => self.filled("deed.keep-until", &[("date", on.to_string())]),
        };
        let mut item = Node::saying("li", format!("{}: {told}", entry.on()));
        if case.is_superseded(entry) {
            item = item.and([Node::saying("span", format!(" {}", self.say("superseded"))).with("class", "remark")]);
        }
        if let Some(version) = entry.deed().version().filter(|version| version.departs()) {
            let stance = self.profile().stance_title(version.computed).to_owned();
            let told = self.filled("departed", &[("stance", stance), ("reason", version.reason().to_owned())]);
            item = item.and([Node::saying("span", format!(" {told}")).with("class", "remark")]);
        }
        if entry.deed().version().is_some() {
            let both = [case.id().as_str(), entry.id().as_str()].join(" ");
            item = item.and([text(" "), self.button("take", &both, "take")]);
        }
        if let Deed::Sent { letter, .. } = entry.deed() {
            let summary = Node::saying("summary", self.say("letter"));
            let paragraphs =
                letter.split('\n').filter(|line| !line.trim().is_empty()).map(|line| Node::saying("p", line));
            item = item.and([Node::of("details", [summary]).and(paragraphs)]);
        }
        item
    }

    /// What became of a case, to be written down.
    fn notes(&self, case: &Case<'_>) -> Vec<Node> {
        let id = case.id().as_str();
        let hidden = || Node::of("input", []).with("type", "hidden").with("name", "case").with("value", id);
        let decisions = Decision::ALL.iter().map(|decision| {
            let code = decision.code();
            (code, self.say(&format!("decision.{code}")), case.decision().is_some_and(|(now, _)| now == *decision))
        });
        let appeals = Appeal::ALL.iter().map(|appeal| {
            let code = appeal.code();
            (code, self.say(&format!("appeal.{code}")), case.appeal().is_some_and(|(now, _)| now == *appeal))
        });
        let day = |act: &str| self.line(&format!("register-{act}-on"), "on", "on", "");
        let by_itself = |act: &str, key: &str| {
            let line = self.line(&format!("register-{act}"), "on", key, "");
            self.form(act, [hidden(), line], "save")
        };
        vec![
            self.form(
                "decided",
                [hidden(), self.choice("register-decision", "code", "decided", decisions.collect()), day("decided")],
                "save",
            ),
            self.form(
                "appealed",
                [hidden(), self.choice("register-appeal", "code", "appealed", appeals.collect()), day("appealed")],
                "save",
            ),
            by_itself("due", "set-due"),
            by_itself("keep-until", "set-keep"),
        ]
    }

    fn consistency(&self) -> Vec<Node> {
        let shown = self.office.view().consistency;
        let key = if shown { "consistency.hide" } else { "consistency.show" };
        let mut nodes = vec![Node::saying("h3", self.say("consistency")), self.button("consistency", "", key)];
        if !shown {
            return nodes;
        }
        let found = Consistency::of(self.office.register());
        if found.letters == 0 {
            nodes.push(Node::saying("p", self.say("consistency.none")));
            return nodes;
        }
        let names = [("count", found.letters.to_string()), ("departed", found.departed().to_string())];
        nodes.push(Node::saying("p", self.filled("consistency.told", &names)));
        let cell = |words: String| vec![text(&words)];
        let columns =
            |keys: &[&str]| keys.iter().map(|key| self.say(&format!("column.{key}"))).collect::<Vec<_>>().into_iter();
        if found.departed() > 0 {
            let rows = found.by_reason.iter().map(|(reason, departures)| {
                let title = |stance| self.profile().stance_title(stance);
                let each = departures.iter().map(|one| {
                    let case = self.office.register().case(&one.case).map(|case| self.named(&case)).unwrap_or_default();
                    format!("{case}: {} → {}", title(one.computed), title(one.confirmed))
                });
                let reason = if reason.is_empty() { self.say("consistency.no-reason") } else { reason.clone() };
                vec![cell(reason), cell(departures.len().to_string()), cell(each.collect::<Vec<_>>().join("; "))]
            });
            nodes.push(table(&self.say("column.reason"), columns(&["reason", "departed", "cases"]), rows));
        }
        let rows = found.by_period.iter().map(|((year, quarter), period)| {
            vec![
                cell(format!("{year}, {quarter}/4")),
                cell(period.letters.to_string()),
                cell(period.departed.to_string()),
            ]
        });
        nodes.push(table(&self.say("column.period"), columns(&["period", "letters", "departed"]), rows));
        nodes.extend(self.drift());
        nodes
    }

    /// Past answers that would come out otherwise today.
    fn drift(&self) -> Vec<Node> {
        let drift = Drift::of(self.office.register(), self.profile(), self.hand.today);
        let heading = Node::saying("h4", self.say("drift"));
        if drift.is_empty() {
            return vec![heading, Node::saying("p", self.say("drift.none"))];
        }
        let cell = |words: String| vec![text(&words)];
        let rows = drift.iter().map(|drift| {
            let case = self.office.register().case(&drift.case).map(|case| self.named(&case)).unwrap_or_default();
            let title = |stance| self.profile().stance_title(stance).to_owned();
            let found = drift.found.iter().map(|(check, then, now)| self.found_otherwise(check, then, now));
            vec![
                cell(case),
                cell(format!("{} ({}, {})", title(drift.stance.0), drift.then.0, drift.then.1)),
                cell(title(drift.stance.1)),
                found.map(|words| Node::saying("p", words)).collect(),
            ]
        });
        let columns = ["case", "then", "now", "found"].map(|key| self.say(&format!("column.{key}")));
        vec![heading, table(&self.say("drift"), columns.into_iter(), rows)]
    }

    /// A check by its title, with the codes of what it found then and finds now.
    fn found_otherwise(&self, check: &str, then: &str, now: &str) -> String {
        let title = self.profile().wording.checks.get(check).map_or(check, |words| &words.title);
        format!("{title}: {} → {}", then.replace('-', " "), now.replace('-', " "))
    }

    /// What is done with the whole register.
    fn whole(&self) -> Vec<Node> {
        let days = self.office.days_to_answer(self.profile());
        let file = |id: &str, act: &str| files(id, act, self.say(act));
        let days = [self.line("register-days", "days", "days", &days.to_string())];
        vec![
            Node::saying("h3", self.say("whole")),
            Node::saying("p", self.say("nobody-else")).with("class", "hint"),
            buttons([self.button("backup", "", "backup")]),
            file("register-merge", "merge"),
            Node::of("div", [self.button("share", "", "share")]).with("class", "buttons"),
            Node::saying("p", self.say("share.hint")).with("class", "hint"),
            file("register-restore", "restore"),
            Node::of("div", [self.form("days", days, "save")]).and(self.source(DAYS_TO_ANSWER)),
            buttons([self.button("clear", "", "clear")]),
        ]
    }

    /// A case like the one in hand, with its stance and what differs.
    fn alike(&self, likeness: &Likeness, on: Date, case: &Case<'_>, most: u32) -> Node {
        let stance = case.answer().map(|(_, version)| version.confirmed);
        let stance = stance.map(|stance| self.profile().stance_title(stance)).unwrap_or_default();
        let authority = case.answer().map(|(_, version)| self.authority(version)).unwrap_or_default();
        let decided = case.decision().map(|(decision, _)| self.say(&format!("decision.{}", decision.code())));
        let told: Vec<String> = [self.named(case), authority, on.to_string()].into_iter().chain(decided).collect();
        let title = Node::saying("strong", stance).and([text(&format!(" – {}", told.join(", ")))]);
        let points = [("points", likeness.points().to_string()), ("most", most.to_string())];
        let part = |(part, parted): &(crate::register::Part, Parted)| {
            let how = match parted {
                Parted::Same => self.say("like.same"),
                Parted::By(points) => format!("{} ({points})", self.say("like.differs")),
                Parted::NotKnown(points) => format!("{} ({points})", self.say("like.unknown")),
            };
            let label = self.profile().register_label(part.key());
            Node::of("div", [Node::saying("dt", label), Node::saying("dd", how)])
        };
        let parts = Node::of("dl", likeness.parts.iter().map(part)).with("class", "bearings");
        let details = Node::of("details", [Node::saying("summary", self.filled("like.points", &points)), parts]);
        Node::of("li", [Node::of("p", [title]), details])
    }
}
