//! What was answered before, kept for years: every case as a history of entries that are only ever added. Registers are joined
//! by taking all entries of both, so that nothing is lost whoever wrote first, and whatever their clocks said. Knows no browser
//! and no storage.

mod backup;
mod case;
mod consistency;
mod entry;
mod likeness;
mod office;
mod table;

pub use backup::{MOST_BYTES as MOST_BACKUP_BYTES, Restored, load, save};
pub use case::{Case, Condition};
pub use consistency::{Consistency, Departure, Drift, Period};
pub use entry::{Deed, Entry, Id, Reading, Version};
pub use likeness::{Likeness, Part, Parted, likeness};
pub use office::{
    ASKED, Asking, CASES, Change, Errand, Hand, OPENED, Office, Order, PAGE, SAID, Said, View, is_answered, is_same,
};

use crate::assessment::Answered;
use crate::exchange::proposal;
use crate::form::Form;
use crate::json::{Fault, Json};
use crate::profile::Profile;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The key of the days within which an application is to be answered, where nothing else is said.
pub const DAYS_TO_ANSWER: &str = "days-to-answer";

/// The key of the days after which the link of a planning system to an application may end.
pub const LINK_DAYS: &str = "link-days";

/// The key of the days before a deadline on which a calendar reminds.
pub const REMIND_DAYS: &str = "remind-days";

/// The keys of all numbers that the profile has for the register.
pub fn numbers() -> Vec<&'static str> {
    [DAYS_TO_ANSWER, LINK_DAYS, REMIND_DAYS].into_iter().chain(Part::ALL.iter().map(|part| part.key())).collect()
}

/// An answered case.
#[derive(Clone, Debug, PartialEq)]
pub struct Before {
    /// The case.
    pub case: Id,
    /// Its answers.
    pub form: Form,
    /// The home, as the rules ask for it.
    pub home: Answered,
}

/// Every entry, by its name. Two registers with the same entries are the same register.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Register {
    entries: BTreeMap<Id, Arc<Entry>>,
    /// Of later versions of the program: kept as they are.
    later: BTreeMap<Id, Arc<str>>,
    /// Entries of cases that were removed: they do not come back with an old backup.
    forgotten: BTreeSet<Id>,
}

impl Register {
    /// Takes an entry in; whether it was new. An entry that was removed is not taken in again, and one that removes a case
    /// takes its entries out, but for those that remove: otherwise what they name would come back.
    pub fn take(&mut self, entry: Entry) -> bool {
        let removed = self.forgotten.contains(entry.id()) && !entry.removes();
        if removed || self.entries.contains_key(entry.id()) {
            return false;
        }
        if let Deed::Removed(ids) = entry.deed() {
            for id in ids {
                if !self.entries.get(id).is_some_and(|named| named.removes()) {
                    self.entries.remove(id);
                }
                self.forgotten.insert(id.clone());
            }
        }
        self.entries.insert(entry.id().clone(), Arc::new(entry));
        true
    }

    /// Takes in what is kept under a name, whatever its version.
    ///
    /// # Errors
    /// It is damaged: the reason, for people. It is not taken in.
    pub fn take_text(&mut self, id: &Id, text: &str) -> Result<bool, Fault> {
        match Entry::read(id, text)? {
            Reading::Entry(entry) => Ok(self.take(*entry)),
            Reading::Later => Ok(self.later.insert(id.clone(), text.into()).is_none()),
        }
    }

    /// Takes in everything another register holds.
    pub fn join(&mut self, other: &Register) {
        for entry in other.entries.values() {
            self.take(Entry::clone(entry));
        }
        self.later.extend(other.later.iter().map(|(id, text)| (id.clone(), text.clone())));
    }

    /// What another register holds and this one does not, by name.
    pub fn lacking<'o>(&self, other: &'o Register) -> impl Iterator<Item = (&'o Id, &'o Arc<str>)> {
        other.texts().filter(|(id, _)| {
            let removes = other.entries.get(*id).is_some_and(|entry| entry.removes());
            let removed = self.forgotten.contains(*id) && !removes;
            !self.entries.contains_key(*id) && !self.later.contains_key(*id) && !removed
        })
    }

    /// The names of what this register holds and another has removed.
    pub fn removed_by(&self, other: &Register) -> Vec<Id> {
        let removed = |(id, entry): &(&Id, &Arc<Entry>)| other.forgotten.contains(*id) && !entry.removes();
        self.entries.iter().filter(removed).map(|(id, _)| id.clone()).collect()
    }

    /// The texts of these names, as far as they are here.
    pub fn kept(&self, ids: &[Id]) -> Vec<(Id, String)> {
        {
            let wanted: BTreeSet<&Id> = ids.iter().collect();
            self.texts().filter(move |(id, _)| wanted.contains(id))
        }
        .map(|(id, text)| (id.clone(), text.to_string()))
        .collect()
    }

    /// Takes entries out as if they had never been there.
    pub fn drop(&mut self, ids: &[Id]) {
        for id in ids {
            self.entries.remove(id);
            self.later.remove(id);
        }
        let removed = self.entries.values().filter_map(|entry| match entry.deed() {
            Deed::Removed(ids) => Some(ids.clone()),
            _ => None,
        });
        self.forgotten = removed.flatten().collect();
    }

    /// Every text that is kept, by its name.
    pub fn texts(&self) -> impl Iterator<Item = (&Id, &Arc<str>)> {
        let entries = self.entries.values().map(|entry| (entry.id(), entry.text()));
        entries.chain(self.later.iter())
    }

    /// How many entries a later version of the program wrote.
    pub fn later(&self) -> usize {
        self.later.len()
    }

    /// The cases, in the order of their names. Of a case that was removed there is nothing, unless someone went on with it.
    pub fn cases(&self) -> Vec<Case<'_>> {
        let mut by_case: BTreeMap<&Id, Vec<&Entry>> = BTreeMap::new();
        for entry in self.entries.values() {
            by_case.entry(entry.case()).or_default().push(entry);
        }
        by_case.into_iter().filter_map(|(id, entries)| Case::of(id, entries)).collect()
    }

    /// The case of this name.
    pub fn case(&self, id: &Id) -> Option<Case<'_>> {
        let entries: Vec<&Entry> =
            self.entries.values().map(|entry| &**entry).filter(|entry| entry.case() == id).collect();
        Case::of(entries.first()?.case(), entries)
    }

    /// The days within which applications are answered, where they were set: of several, the fewest.
    pub fn days_to_answer(&self) -> Option<u16> {
        let all: Vec<&Entry> = self.entries.values().map(|entry| &**entry).collect();
        let set: Vec<&Entry> = all.into_iter().filter(|entry| matches!(entry.deed(), Deed::DaysToAnswer(_))).collect();
        let days = |entry: &Entry| match entry.deed() {
            Deed::DaysToAnswer(days) => Some(*days),
            _ => None,
        };
        case::latest(&set).into_iter().filter_map(days).min()
    }

    /// The entries that set the days, which a new one follows.
    pub fn settings(&self) -> Vec<Id> {
        let set = self.entries.values().filter(|entry| matches!(entry.deed(), Deed::DaysToAnswer(_)));
        set.map(|entry| entry.id().clone()).collect()
    }

    /// Every answered case, read with a profile.
    pub fn before(&self, profile: &Profile) -> Vec<Before> {
        let before = |case: &Case<'_>| {
            let (entry, version) = case.answer()?;
            let home = Answered {
                proposal: version.proposal(profile),
                stance: version.confirmed,
                answered_on: entry.on(),
                decision: case.decision().map(|(decision, _)| decision),
            };
            Some(Before { case: case.id().clone(), form: version.form.clone(), home })
        };
        self.cases().iter().filter_map(before).collect()
    }

    /// Homes answered before as a file (`home-assessment/answered@1`), without what has the same answers as `but`, the case in hand;
    /// nothing where there are none.
    pub fn answered_file(&self, but: &Form) -> Option<Json> {
        let text = |text: &str| Json::Text(text.to_owned());
        let mut homes = Vec::new();
        for case in self.cases() {
            let Some((entry, version)) = case.answer().filter(|(_, version)| version.form != *but) else { continue };
            let mut home = vec![
                ("proposal".to_owned(), proposal::save(&version.form)),
                ("stance".to_owned(), text(version.confirmed.code())),
                ("answered_on".to_owned(), text(&entry.on().iso())),
            ];
            home.extend(case.decision().map(|(decision, _)| ("decision".to_owned(), text(decision.code()))));
            homes.push(Json::Object(home));
        }
        let file = [("schema".to_owned(), text("home-assessment/answered@1")), ("homes".to_owned(), Json::List(homes))];
        (!matches!(&file[1].1, Json::List(homes) if homes.is_empty())).then(|| Json::Object(file.into()))
    }
}
