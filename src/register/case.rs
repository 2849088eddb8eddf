//! One case: its entries in their order, and how it stands.

use super::entry::{Deed, Entry, Id, Version};
use crate::date::Date;
use crate::form::Field;
use crate::vocabulary::{Appeal, Decision};
use std::collections::{BTreeMap, BTreeSet};

/// How far a case is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Condition {
    /// Kept, and not answered.
    Open,
    /// Answered, and worked on again.
    Revising,
    /// Answered.
    Answered,
    /// The planning authority decided.
    Decided,
    /// The decision is appealed against.
    Appealed,
}

impl Condition {
    /// Every one, in order.
    pub const ALL: &'static [Condition] =
        &[Condition::Open, Condition::Revising, Condition::Answered, Condition::Decided, Condition::Appealed];

    /// The word for it in the profile's sentences.
    pub fn code(self) -> &'static str {
        match self {
            Condition::Open => "open",
            Condition::Revising => "revising",
            Condition::Answered => "answered",
            Condition::Decided => "decided",
            Condition::Appealed => "appealed",
        }
    }
}

/// A case. It has at least one version of its answers.
#[derive(Clone, Debug)]
pub struct Case<'r> {
    id: &'r Id,
    /// Each after those that it follows.
    entries: Vec<&'r Entry>,
}

impl<'r> Case<'r> {
    /// The case of these entries; nothing where none of them says what the answers are.
    pub(super) fn of(id: &'r Id, entries: Vec<&'r Entry>) -> Option<Case<'r>> {
        entries.iter().any(|entry| entry.deed().version().is_some()).then(|| Case { id, entries: in_order(entries) })
    }

    /// Its name.
    pub fn id(&self) -> &'r Id {
        self.id
    }

    /// Its entries, each after those that it follows.
    pub fn entries(&self) -> &[&'r Entry] {
        &self.entries
    }

    /// The entries that no other follows, which the next one is to follow.
    pub fn ends(&self) -> Vec<Id> {
        latest(&self.entries).into_iter().map(|entry| entry.id().clone()).collect()
    }

    /// The versions of the answers that stand: more than one where two people went on from the same.
    pub fn versions(&self) -> Vec<(&'r Entry, &'r Version)> {
        let with = self.last_of(|deed| deed.version().is_some());
        let mut versions: Vec<(&Entry, &Version)> = Vec::new();
        for entry in with {
            let Some(version) = entry.deed().version() else { continue };
            let same =
                |(_, known): &(&Entry, &Version)| known.form == version.form && known.revision == version.revision;
            // Two people who made the same of it do not disagree.
            match versions.iter().position(same) {
                Some(_) if matches!(entry.deed(), Deed::Kept(_)) => {}
                Some(at) => {
                    versions.remove(at);
                    versions.push((entry, version));
                }
                None => versions.push((entry, version)),
            }
        }
        versions
    }

    /// The version that stands last.
    pub fn version(&self) -> Option<(&'r Entry, &'r Version)> {
        self.versions().last().copied()
    }

    /// The letters that were sent, first to last.
    pub fn letters(&self) -> impl Iterator<Item = (&'r Entry, &'r Version, &'r str)> {
        self.entries.iter().filter_map(|entry| match entry.deed() {
            Deed::Sent { version, letter } => Some((*entry, version, letter.as_str())),
            _ => None,
        })
    }

    /// The answer: the letter that was sent last.
    pub fn answer(&self) -> Option<(&'r Entry, &'r Version)> {
        self.letters().last().map(|(entry, version, _)| (entry, version))
    }

    /// Whether a later letter took the place of this one.
    pub fn is_superseded(&self, entry: &Entry) -> bool {
        matches!(entry.deed(), Deed::Sent { .. }) && self.answer().is_some_and(|(last, _)| last.id() != entry.id())
    }

    /// What the planning authority decided, and when.
    pub fn decision(&self) -> Option<(Decision, Option<Date>)> {
        self.last_of(|deed| matches!(deed, Deed::Decided(..))).last().and_then(|entry| match entry.deed() {
            Deed::Decided(decision, on) => Some((*decision, *on)),
            _ => None,
        })
    }

    /// Where an appeal stands, and since when.
    pub fn appeal(&self) -> Option<(Appeal, Option<Date>)> {
        self.last_of(|deed| matches!(deed, Deed::Appealed(..))).last().and_then(|entry| match entry.deed() {
            Deed::Appealed(appeal, on) => Some((*appeal, *on)),
            _ => None,
        })
    }

    /// The day by which to answer: as set, of several the first; as the application says; or so many days after it was
    /// received. `None` where none of these is known.
    pub fn due(&self, days_to_answer: u16) -> Option<Date> {
        let set =
            self.last_of(|deed| matches!(deed, Deed::Due(_))).into_iter().filter_map(|entry| match entry.deed() {
                Deed::Due(on) => Some(*on),
                _ => None,
            });
        set.min().or_else(|| {
            let (_, version) = self.version()?;
            let typed = |field| Date::from_typed(version.form.text(&field).trim());
            typed(Field::RespondBy).or_else(|| typed(Field::Received)?.after_days(days_to_answer))
        })
    }

    /// The day until which it is to be kept, where one is set: of several, the last.
    pub fn keep_until(&self) -> Option<Date> {
        let set = self.last_of(|deed| matches!(deed, Deed::KeepUntil(_)));
        set.into_iter()
            .filter_map(|entry| match entry.deed() {
                Deed::KeepUntil(on) => Some(*on),
                _ => None,
            })
            .max()
    }

    /// How far it is.
    pub fn condition(&self) -> Condition {
        if self.appeal().is_some_and(|(appeal, _)| appeal == Appeal::Lodged) {
            return Condition::Appealed;
        }
        if self.decision().is_some() {
            return Condition::Decided;
        }
        match self.answer() {
            None => Condition::Open,
            Some(_) if self.versions().iter().any(|(entry, _)| matches!(entry.deed(), Deed::Kept(_))) => {
                Condition::Revising
            }
            Some(_) => Condition::Answered,
        }
    }

    /// The entries of a kind that no other of that kind comes after.
    fn last_of(&self, kind: impl Fn(&Deed) -> bool) -> Vec<&'r Entry> {
        let (mut passed, mut last) = (BTreeSet::new(), Vec::new());
        // Entries stand after those that they follow, so one pass backwards finds all that one of the kind comes after.
        for entry in self.entries.iter().rev() {
            let (of_kind, is_passed) = (kind(entry.deed()), passed.contains(entry.id()));
            if of_kind && !is_passed {
                last.push(*entry);
            }
            if of_kind || is_passed {
                passed.extend(entry.after());
            }
        }
        last.reverse();
        last
    }
}

/// The entries that none of the others names as one it follows.
pub(super) fn latest<'r>(entries: &[&'r Entry]) -> Vec<&'r Entry> {
    let followed: BTreeSet<&Id> = entries.iter().flat_map(|entry| entry.after()).collect();
    entries.iter().copied().filter(|entry| !followed.contains(entry.id())).collect()
}

/// Each after those that it follows; what nothing decides goes by the day and then by the name, so that the order is the same
/// everywhere.
fn in_order(entries: Vec<&Entry>) -> Vec<&Entry> {
    let here: BTreeSet<&Id> = entries.iter().map(|entry| entry.id()).collect();
    let mut waits: BTreeMap<&Id, usize> = BTreeMap::new();
    let mut followers: BTreeMap<&Id, Vec<&Entry>> = BTreeMap::new();
    let mut ready = BTreeSet::new();
    for entry in &entries {
        let follows: BTreeSet<&Id> = entry.after().iter().filter(|id| here.contains(id)).collect();
        if follows.is_empty() {
            ready.insert((entry.on(), entry.id()));
        }
        waits.insert(entry.id(), follows.len());
        follows.into_iter().for_each(|id| followers.entry(id).or_default().push(entry));
    }
    let by_name: BTreeMap<&Id, &Entry> = entries.iter().map(|entry| (entry.id(), *entry)).collect();
    let mut ordered = Vec::with_capacity(entries.len());
    // Names are fingerprints of texts that hold the names of what they follow, so there is no circle.
    while let Some((_, id)) = ready.pop_first() {
        ordered.extend(by_name.get(id));
        for follower in followers.get(id).into_iter().flatten() {
            let left = waits.entry(follower.id()).or_default();
            *left = left.saturating_sub(1);
            if *left == 0 {
                ready.insert((follower.on(), follower.id()));
            }
        }
    }
    ordered
}
