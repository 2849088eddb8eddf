//! What is done with the register, without a browser: what is on screen, what can be asked for, and what it asks of the world.
//! The screen itself is laid out in `shown::register`.
//!
//! An act is a word with values, as the buttons and forms of the screen name it. What has to be written is answered as an
//! [`Errand`] and takes effect here only once it is stored: see [`Office::stored`].

use super::{Before, Case, Condition, Deed, Entry, Id, Register, Restored, Version, load, save};
use crate::assessment::{Answered, Context};
use crate::date::Date;
use crate::exchange::calendar::{Deadline, calendar};
use crate::exchange::draft;
use crate::form::{Field, Form};
use crate::json::Fault;
use crate::profile::Profile;
use crate::response::revision::Revision;
use crate::vocabulary::{Appeal, Decision};
use std::cell::RefCell;
use std::rc::Rc;

/// The most cases that are listed before more are asked for.
pub const PAGE: usize = 50;

/// What is to be done in the world.
#[derive(Clone, Debug, PartialEq)]
pub enum Errand {
    /// Store these, all or none.
    Write(Change),
    /// Offer these answers to be opened in the form.
    Open(String),
    /// Hand this file to the browser's downloads.
    Deliver {
        /// Its name.
        name: String,
        /// Its media type.
        media: &'static str,
        /// What is in it.
        bytes: Vec<u8>,
    },
    /// Put these answers into the form, as if they had been typed.
    Fill(Vec<(Field, String)>),
    /// Print the list of cases.
    Print,
    /// Once what is written is stored, the whole register goes into the shared file.
    Share,
    /// Move the focus to the element of this id.
    Focus(String),
}

/// What a store is to hold after, and not to hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// New entries, by name.
    pub put: Vec<(Id, String)>,
    /// Entries that go.
    pub drop: Vec<Id>,
    /// Whether everything else goes too.
    pub clear: bool,
    /// What is said once it is stored.
    pub said: Said,
}

/// A sentence of the profile, by the end of its key, with what fills it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The end of the key; empty where nothing is said.
    pub key: &'static str,
    /// What fills it.
    pub names: Vec<(&'static str, String)>,
}

impl Said {
    /// The sentence of this key.
    pub(crate) fn of(key: &'static str) -> Said {
        Said { key, names: Vec::new() }
    }

    /// The same with what fills a name in it.
    pub(crate) fn with(mut self, name: &'static str, value: impl ToString) -> Said {
        self.names.push((name, value.to_string()));
        self
    }
}

/// What a person is asked before it is done.
#[derive(Clone, Debug, PartialEq)]
pub enum Asking {
    /// Remove this case?
    Remove(Id),
    /// Clear the register?
    Clear,
    /// Put this in place of the register?
    Restore(Box<Restored>),
}

/// How cases are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By the day by which to answer, what is overdue first; answered ones after.
    #[default]
    Due,
    /// The one last worked on first.
    Newest,
    /// By reference.
    Reference,
    /// By planning authority.
    Authority,
}

impl Order {
    /// Each with its word.
    pub const ALL: &'static [(Order, &'static str)] = &[
        (Order::Due, "due"),
        (Order::Newest, "newest"),
        (Order::Reference, "reference"),
        (Order::Authority, "authority"),
    ];
}

/// Which cases are shown, and how.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// Words that all have to be in a case.
    pub search: String,
    /// How far it has to be.
    pub condition: Option<Condition>,
    /// In which order.
    pub order: Order,
    /// How many pages of them.
    pub pages: usize,
    /// The case that is open.
    pub open: Option<Id>,
    /// Whether the consistency of the answers is shown.
    pub consistency: bool,
}

/// The case in hand: what is on the page, and the day.
#[derive(Clone, Copy, Debug)]
pub struct Hand<'a> {
    /// The answers.
    pub form: &'a Form,
    /// What was made of the letter.
    pub revision: &'a Revision,
    /// The council's profile.
    pub profile: &'a Profile,
    /// Today.
    pub today: Date,
}

/// A register with what is shown of it.
#[derive(Clone, Debug, Default)]
pub struct Office {
    register: Register,
    /// Why nothing can be stored, where that is so.
    blocked: Option<String>,
    /// Entries that are damaged.
    damaged: Vec<Fault>,
    view: View,
    asking: Option<Asking>,
    said: Said,
    /// The answered cases, as last read with the profile of this fingerprint.
    before: RefCell<Option<(String, Rc<[Before]>)>>,
    /// What undoes the last removal, clearing, restoring or joining.
    undo: Option<Change>,
}

impl Office {
    /// The register as it is stored: what cannot be read is named and left where it is. What is on screen stays.
    pub fn read(&mut self, stored: impl IntoIterator<Item = (String, String)>) {
        (self.register, self.damaged, self.blocked) = (Register::default(), Vec::new(), None);
        self.before.take();
        for (name, text) in stored {
            let taken = match Id::read(&name) {
                Some(id) => self.register.take_text(&id, &text).map(|_| ()),
                None => Err(Fault::at("", "something else than an entry is stored in the register")),
            };
            self.damaged.extend(taken.err());
        }
    }

    /// Nothing can be stored, for this reason.
    pub fn block(&mut self, reason: &str) {
        self.blocked = Some(reason.to_owned());
    }

    /// The register.
    pub fn register(&self) -> &Register {
        &self.register
    }

    /// Why nothing can be stored.
    pub fn blocked(&self) -> Option<&str> {
        self.blocked.as_deref()
    }

    /// Entries that are damaged.
    pub fn damaged(&self) -> &[Fault] {
        &self.damaged
    }

    /// What is shown.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// What is asked.
    pub fn asking(&self) -> Option<&Asking> {
        self.asking.as_ref()
    }

    /// What was said last.
    pub fn said(&self) -> &Said {
        &self.said
    }

    /// Whether what was removed can be had back.
    pub fn can_undo(&self) -> bool {
        self.undo.is_some()
    }

    /// The answered cases. They are read once: it is asked for with each keystroke.
    pub fn before(&self, profile: &Profile) -> Rc<[Before]> {
        let mut kept = self.before.borrow_mut();
        match &*kept {
            Some((read_with, before)) if read_with == profile.sha256() => before.clone(),
            _ => {
                let before: Rc<[Before]> = self.register.before(profile).into();
                *kept = Some((profile.sha256().to_owned(), before.clone()));
                before
            }
        }
    }

    /// The homes answered before, as the rules ask for them. What has the same answers as `but` is left out: it is the case in
    /// hand.
    pub fn answered(&self, profile: &Profile, but: &Form) -> Vec<Answered> {
        self.before(profile).iter().filter(|before| before.form != *but).map(|before| before.home.clone()).collect()
    }

    /// The days within which to answer.
    pub fn days_to_answer(&self, profile: &Profile) -> u16 {
        self.register.days_to_answer().unwrap_or_else(|| profile.register_number(super::DAYS_TO_ANSWER))
    }

    /// The case in hand, if the register has it: of the same planning authority and reference, or with the very same answers.
    pub fn in_hand(&self, form: &Form) -> Option<Case<'_>> {
        let same = |case: &Case<'_>| case.versions().iter().any(|(_, version)| is_same(&version.form, form));
        self.register.cases().into_iter().find(same)
    }

    /// What is to be shown, in its order.
    pub fn listed(&self, profile: &Profile, today: Date) -> Vec<Case<'_>> {
        let words: Vec<String> = self.view.search.split_whitespace().map(str::to_lowercase).collect();
        let days = self.days_to_answer(profile);
        let mut cases = self.register.cases();
        cases.retain(|case| self.view.condition.is_none_or(|condition| case.condition() == condition));
        if !words.is_empty() {
            cases.retain(|case| {
                let text = searched(case, profile);
                words.iter().all(|word| text.contains(word.as_str()))
            });
        }
        let text = |case: &Case<'_>, field: &Field| {
            case.version().map(|(_, version)| version.form.text(field).to_uppercase()).unwrap_or_default()
        };
        match self.view.order {
            Order::Due => {
                cases.sort_by_key(|case| (is_answered(case), case.due(days).map_or((1, today), |due| (0, due))))
            }
            Order::Newest => cases.sort_by_key(|case| std::cmp::Reverse(case.entries().last().map(|entry| entry.on()))),
            Order::Reference => cases.sort_by_key(|case| text(case, &Field::Reference)),
            Order::Authority => cases.sort_by_key(|case| text(case, &Field::PlanningAuthority)),
        }
        cases
    }

    /// Does what is asked for by a word and its values. What is not understood does nothing.
    pub fn act(&mut self, word: &str, values: &[String], hand: Hand<'_>) -> Vec<Errand> {
        // To show it again unsays nothing.
        if word != "show" {
            self.said = Said::default();
        }
        let value = |name: &str| {
            let at = values.iter().step_by(2).position(|known| known == name)?;
            values.get(at * 2 + 1).map(|value| value.trim())
        };
        let id = || values.first().and_then(|id| Id::read(id));
        match word {
            "search" => {
                self.view.search = value("q").unwrap_or_default().to_owned();
                let code = value("condition").unwrap_or_default();
                self.view.condition = Condition::ALL.iter().copied().find(|known| known.code() == code);
                let order = value("order").unwrap_or_default();
                self.view.order =
                    Order::ALL.iter().find(|(_, word)| *word == order).map(|(order, _)| *order).unwrap_or_default();
                self.view.pages = 0;
                let found = self.listed(hand.profile, hand.today).len();
                self.said = Said::of("found").with("count", found);
                Vec::new()
            }
            "more" => {
                self.view.pages += 1;
                Vec::new()
            }
            "print" => {
                // All of them, as far as they are sought.
                self.view.pages = self.listed(hand.profile, hand.today).len() / PAGE;
                vec![Errand::Print]
            }
            "consistency" => {
                self.view.consistency = !self.view.consistency;
                Vec::new()
            }
            "open" => {
                self.view.open = id();
                self.asking = None;
                self.view.open.iter().map(|_| Errand::Focus(OPENED.to_owned())).collect()
            }
            "close" => {
                self.view.open = None;
                vec![Errand::Focus(CASES.to_owned())]
            }
            "no" => {
                self.asking = None;
                vec![Errand::Focus(CASES.to_owned())]
            }
            "keep" | "sent" => self.keep(word == "sent", id().as_ref(), hand),
            "choose" => self.choose(values, hand),
            "take" => self.taken(values),
            "decided" | "appealed" | "due" | "keep-until" => {
                let Some(case) = value("case").and_then(Id::read) else { return Vec::new() };
                self.note(word, &case, value("code").unwrap_or_default(), value("on").unwrap_or_default(), hand.today)
            }
            "days" => match value("days").and_then(|days| days.parse().ok()).filter(|days| (1..=365).contains(days)) {
                Some(days) => {
                    let deed = Deed::DaysToAnswer(days);
                    let said = Said::of("days").with("days", days);
                    let settings = Id::of(SETTINGS);
                    self.write(vec![Entry::new(Some(&settings), self.register.settings(), hand.today, deed)], said)
                }
                None => self.refused("not-days"),
            },
            "remove" => self.ask(id().filter(|id| self.register.case(id).is_some()).map(Asking::Remove)),
            "clear" => self.ask(Some(Asking::Clear)),
            "yes" => self.confirmed(hand.today),
            "undo" => self.undone(),
            "calendar" => self.calendar(id().as_ref(), hand),
            "backup" => {
                self.said = Said::of("backup").with("count", self.register.cases().len());
                let name = format!("register-{}.txt", hand.today.iso());
                vec![Errand::Deliver { name, media: "text/plain", bytes: save(&self.register).into_bytes() }]
            }
            "table" => {
                let bytes = super::table::table(self, hand.profile, hand.today);
                vec![Errand::Deliver { name: format!("register-{}.csv", hand.today.iso()), media: "text/csv", bytes }]
            }
            "merge" => match values.first().map(|text| load(text)) {
                Some(Ok(restored)) => self.merged(restored, "merged"),
                Some(Err(fault)) => self.refused_with(fault),
                None => Vec::new(),
            },
            "share" => match values.first().map(|text| (text.is_empty(), load(text))) {
                Some((true, _)) => self.shared(Restored::default()),
                Some((false, Ok(restored))) => self.shared(restored),
                Some((false, Err(fault))) => self.refused_with(fault),
                None => self.refused("share-nowhere"),
            },
            "share-held" => self.refused("share-held"),
            "share-failed" => {
                let reason = values.first().map(String::as_str).unwrap_or_default();
                self.said = Said::of("share-failed").with("reason", reason);
                vec![Errand::Focus(SAID.to_owned())]
            }
            "restore" => match values.first().map(|text| load(text)) {
                Some(Ok(restored)) => self.ask(Some(Asking::Restore(Box::new(restored)))),
                Some(Err(fault)) => self.refused_with(fault),
                None => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    /// A change is stored: it takes effect.
    pub fn stored(&mut self, change: Change) {
        self.before.take();
        if change.clear {
            self.register = Register::default();
        }
        self.register.drop(&change.drop);
        for (id, text) in &change.put {
            // What was just written can be read.
            let _ = self.register.take_text(id, text);
        }
        if self.view.open.as_ref().is_some_and(|id| self.register.case(id).is_none()) {
            self.view.open = None;
        }
        self.said = change.said;
    }

    /// A change could not be stored: everything is as it was.
    pub fn not_stored(&mut self, reason: &str) {
        self.undo = None;
        self.said = Said::of("not-stored").with("reason", reason);
    }

    fn refused(&mut self, key: &'static str) -> Vec<Errand> {
        self.said = Said::of(key);
        vec![Errand::Focus(SAID.to_owned())]
    }

    fn refused_with(&mut self, fault: Fault) -> Vec<Errand> {
        self.said = Said::of("refused").with("reason", fault);
        vec![Errand::Focus(SAID.to_owned())]
    }

    fn ask(&mut self, asking: Option<Asking>) -> Vec<Errand> {
        self.asking = asking;
        self.asking.iter().map(|_| Errand::Focus(ASKED.to_owned())).collect()
    }

    /// New entries, and what goes with them.
    fn write(&mut self, entries: Vec<Entry>, said: Said) -> Vec<Errand> {
        self.undo = None;
        let drop = entries.iter().flat_map(|entry| match entry.deed() {
            Deed::Removed(ids) => ids.clone(),
            _ => Vec::new(),
        });
        let drop = drop.collect();
        let put = entries.iter().map(|entry| (entry.id().clone(), entry.text().to_string())).collect();
        self.change(Change { put, drop, clear: false, said })
    }

    /// Keeps the case in hand: in a case that there is, or as a new one.
    fn keep(&mut self, sent: bool, case: Option<&Id>, hand: Hand<'_>) -> Vec<Errand> {
        let Hand { form, revision, profile, today } = hand;
        if form.is_empty() {
            return self.refused("nothing-to-keep");
        }
        let context = Context::with_answered(today, self.answered(profile, form));
        let deed = match sent {
            true => Entry::letter(form, revision, profile, &context),
            false => Deed::Kept(Version::of(form, revision, profile, &context)),
        };
        let case = case.and_then(|id| self.register.case(id));
        let same = |(entry, version): &(&Entry, &Version)| {
            version.form == *form
                && version.revision == *revision
                && (!sent || matches!(entry.deed(), Deed::Sent { .. }))
        };
        if case.as_ref().is_some_and(|case| matches!(case.versions().as_slice(), [one] if same(one))) {
            return self.refused("kept-already");
        }
        let after = case.as_ref().map(Case::ends).unwrap_or_default();
        let entry = Entry::new(case.as_ref().map(Case::id), after, today, deed);
        let said = Said::of(if sent { "sent" } else { "kept" });
        self.write(vec![entry], said)
    }

    /// Of several versions, this one stands.
    fn choose(&mut self, values: &[String], hand: Hand<'_>) -> Vec<Errand> {
        let Some((case, version)) = self.version(values) else { return Vec::new() };
        let entry = Entry::new(Some(case.id()), case.ends(), hand.today, Deed::Kept(version.clone()));
        self.write(vec![entry], Said::of("chosen"))
    }

    fn taken(&mut self, values: &[String]) -> Vec<Errand> {
        let taken = self.version(values).map(|(_, version)| draft::save(&version.form, &version.revision, None));
        taken.map(Errand::Open).into_iter().collect()
    }

    /// The version in an entry of a case.
    fn version(&self, values: &[String]) -> Option<(Case<'_>, &Version)> {
        let [case, entry] = values else { return None };
        let case = self.register.case(&Id::read(case)?)?;
        let found = case.entries().iter().find(|known| known.id().as_str() == entry).copied()?;
        found.deed().version().map(|version| (case, version))
    }

    /// Writes down what became of a case.
    fn note(&mut self, word: &str, case: &Id, code: &str, on: &str, today: Date) -> Vec<Errand> {
        let Some(case) = self.register.case(case) else { return Vec::new() };
        let day = Date::from_typed(on);
        if day.is_none() && !on.is_empty() {
            return self.refused("not-a-day");
        }
        let deed = match (word, day) {
            ("decided", on) => {
                Decision::from_code(code).map(|decision| Deed::Decided(decision, on)).ok_or("not-chosen")
            }
            ("appealed", on) => Appeal::from_code(code).map(|appeal| Deed::Appealed(appeal, on)).ok_or("not-chosen"),
            ("due", Some(on)) => Ok(Deed::Due(on)),
            ("keep-until", Some(on)) => Ok(Deed::KeepUntil(on)),
            _ => Err("not-a-day"),
        };
        let deed = match deed {
            Ok(deed) => deed,
            Err(said) => return self.refused(said),
        };
        let entry = Entry::new(Some(case.id()), case.ends(), today, deed);
        self.write(vec![entry], Said::of("noted"))
    }

    fn confirmed(&mut self, today: Date) -> Vec<Errand> {
        match self.asking.take() {
            Some(Asking::Remove(id)) => {
                let Some(case) = self.register.case(&id) else { return Vec::new() };
                let kept = case.entries().iter().filter(|entry| !entry.removes());
                let ids: Vec<Id> = kept.map(|entry| entry.id().clone()).collect();
                let entry = Entry::new(Some(&id), Vec::new(), today, Deed::Removed(ids.clone()));
                let undo =
                    Change { put: self.register.kept(&ids), drop: vec![entry.id().clone()], ..Change::default() };
                let errands = self.write(vec![entry], Said::of("removed"));
                self.undo = Some(undo);
                errands
            }
            Some(Asking::Clear) => {
                self.undo = Some(Change { put: self.everything(), ..Change::default() });
                self.change(Change { clear: true, said: Said::of("cleared"), ..Change::default() })
            }
            Some(Asking::Restore(restored)) => {
                let Restored { register, damaged } = *restored;
                let said = Said::of("restored").with("count", register.cases().len()).with("damaged", damaged.len());
                let drop = self.register.lacking(&register).map(|(id, _)| id.clone()).collect();
                self.undo = Some(Change { put: self.everything(), drop, ..Change::default() });
                let put = register.texts().map(|(id, text)| (id.clone(), text.to_string())).collect();
                self.change(Change { put, drop: Vec::new(), clear: true, said })
            }
            None => Vec::new(),
        }
    }

    fn everything(&self) -> Vec<(Id, String)> {
        self.register.texts().map(|(id, text)| (id.clone(), text.to_string())).collect()
    }

    fn change(&mut self, change: Change) -> Vec<Errand> {
        vec![Errand::Write(change), Errand::Focus(SAID.to_owned())]
    }

    /// Undoes what was removed, cleared, restored or joined last, and nothing that was written since.
    fn undone(&mut self) -> Vec<Errand> {
        let Some(undo) = self.undo.take() else { return Vec::new() };
        self.change(Change { said: Said::of("undone"), ..undo })
    }

    /// Takes in what a shared file holds, and has it hold what is here. One that is damaged stays as it is: its damaged entries
    /// may be whole for somebody.
    fn shared(&mut self, restored: Restored) -> Vec<Errand> {
        if !restored.damaged.is_empty() {
            return self.merged(restored, "share-damaged");
        }
        let mut errands = self.merged(restored, "shared");
        errands.push(Errand::Share);
        errands
    }

    /// Takes in what a colleague's backup holds.
    fn merged(&mut self, restored: Restored, said: &'static str) -> Vec<Errand> {
        let other = &restored.register;
        let put: Vec<(Id, String)> =
            self.register.lacking(other).map(|(id, text)| (id.clone(), text.to_string())).collect();
        let drop = self.register.removed_by(other);
        let mut joined = self.register.clone();
        joined.join(other);
        let contested = joined.cases().iter().filter(|case| case.versions().len() > 1).count();
        let said = Said::of(said)
            .with("added", put.len())
            .with("removed", drop.len())
            .with("contested", contested)
            .with("damaged", restored.damaged.len());
        let added = put.iter().map(|(id, _)| id.clone()).collect();
        self.undo = Some(Change { put: self.register.kept(&drop), drop: added, ..Change::default() });
        self.change(Change { put, drop, clear: false, said })
    }

    /// The deadline of a case, or all that are open.
    fn calendar(&mut self, case: Option<&Id>, hand: Hand<'_>) -> Vec<Errand> {
        let days = self.days_to_answer(hand.profile);
        let cases = self.register.cases();
        let wanted = cases.iter().filter(|known| case.map_or(!is_answered(known), |id| known.id() == id));
        let deadline = |case: &Case<'_>| {
            let (_, version) = case.version()?;
            let reference = version.form.text(&Field::Reference).to_owned();
            let authority = hand.profile.authority(version.form.text(&Field::PlanningAuthority));
            let authority = authority.map(|authority| authority.council.clone()).unwrap_or_default();
            let names = [("reference", reference), ("authority", authority)];
            let say = |key: &str| filled(hand.profile.sentence(key), &names);
            Some(Deadline {
                of: case.id().as_str().to_owned(),
                on: case.due(days)?,
                title: say("screen.register.calendar.title"),
                about: say("screen.register.calendar.about"),
                remind_days: u8::try_from(hand.profile.register_number(super::REMIND_DAYS)).ok(),
            })
        };
        let deadlines: Vec<Deadline> = wanted.filter_map(deadline).collect();
        if deadlines.is_empty() {
            return self.refused("no-deadline");
        }
        let bytes = calendar(&deadlines, hand.today).into_bytes();
        vec![Errand::Deliver { name: format!("deadlines-{}.ics", hand.today.iso()), media: "text/calendar", bytes }]
    }
}

/// The case under which settings are kept: no case has this name.
const SETTINGS: &str = "settings";

/// The id of what was said last.
pub const SAID: &str = "register-said";
/// The id of what is asked.
pub const ASKED: &str = "register-asked";
/// The id of the heading of the cases.
pub const CASES: &str = "register-cases";
/// The id of the heading of the case that is open.
pub const OPENED: &str = "register-case";

/// Whether two forms are of one case: of the same planning authority and reference, or with the very same answers.
pub fn is_same(one: &Form, other: &Form) -> bool {
    let text = |form: &Form, field: Field| form.text(&field).trim().to_uppercase();
    let agree = |field: Field| text(one, field.clone()) == text(other, field);
    let referred = !one.text(&Field::Reference).trim().is_empty();
    one == other || (referred && agree(Field::Reference) && agree(Field::PlanningAuthority))
}

/// Whether nothing is due for it.
pub fn is_answered(case: &Case<'_>) -> bool {
    !matches!(case.condition(), Condition::Open)
}

fn filled(text: &str, names: &[(&str, String)]) -> String {
    let filled = names.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value));
    filled.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Everything of a case that is searched, in small letters.
fn searched(case: &Case<'_>, profile: &Profile) -> String {
    let mut text = String::new();
    for (_, version) in case.versions() {
        for (field, answer) in version.form.answers() {
            text.push_str(answer);
            text.push('\n');
            if *field == Field::PlanningAuthority
                && let Some(authority) = profile.authority(answer)
            {
                text.push_str(&authority.council);
                text.push('\n');
            }
        }
        text.push_str(profile.stance_title(version.confirmed));
        text.push('\n');
    }
    text.to_lowercase()
}
