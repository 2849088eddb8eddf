//! What is tried of a draft: how a sentence reads in the examples, and what the changes do to examples and cases, piece by piece.

use super::effect::{Moved, Tried, day_of_effect, examples, moved};
use super::is_within;
use crate::assessment::{Context, assess};
use crate::date::Date;
use crate::json::Fault;
use crate::profile::Profile;
use crate::response::{Kind, Outlook, Revision};
use std::collections::BTreeMap;

/// So many cases are tried at a time, so that it can be stopped.
const PIECE: usize = 20;

/// What the changes do to cases.
#[derive(Clone, Debug, PartialEq)]
pub struct Effects {
    /// As at which day: the first on which every change counts.
    pub on: Date,
    /// How many examples were tried, and how many cases there are.
    pub tried: [usize; 2],
    /// The examples that change.
    pub examples: Vec<Moved>,
    /// The cases that change.
    pub cases: Vec<Moved>,
    /// The cases that are not tried yet, the next last.
    left: Vec<Tried>,
    stopped: bool,
}

impl Effects {
    /// What the examples come to; the cases wait for [`Effects::go_on`].
    pub(super) fn of(mut cases: Vec<Tried>, before: &Profile, now: &Profile, today: Date) -> Effects {
        let (examples, on) = (examples(now), day_of_effect(before, now, today));
        let tried = [examples.len(), cases.len()];
        cases.reverse();
        let examples = moved(&examples, before, now, on);
        Effects { on, tried, examples, cases: Vec::new(), left: cases, stopped: false }
    }

    /// How many cases were tried.
    pub fn done(&self) -> usize {
        self.tried[1].saturating_sub(self.left.len())
    }

    /// Whether cases wait to be tried.
    pub fn goes_on(&self) -> bool {
        !self.stopped && !self.left.is_empty()
    }

    /// Leaves the cases that were not tried yet.
    pub(super) fn stop(&mut self) {
        self.stopped = true;
    }

    /// Tries the next cases.
    pub(super) fn go_on(&mut self, before: &Profile, now: &Profile) {
        let mut piece = self.left.split_off(self.left.len().saturating_sub(PIECE));
        piece.reverse();
        self.cases.extend(moved(&piece, before, now, self.on));
        self.cases.sort_by_key(|case| !case.moves());
    }
}

/// How a sentence reads in the examples.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadOut {
    /// The place of the sentence.
    pub place: String,
    /// The examples that come to say it, each with its title and the words; nothing where faults leave nothing to be said.
    pub said: Option<Vec<(String, String)>>,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
}

/// The most examples in which a sentence is shown.
const MOST_SHOWN: usize = 3;

/// How the sentences at a place of the profile read in the documents of the examples: the example's title and the words.
pub(super) fn said_by_examples(profile: &Profile, place: &str, today: Date) -> Vec<(String, String)> {
    let mut said: BTreeMap<String, String> = BTreeMap::new();
    for example in examples(profile) {
        let assessment = assess(&crate::proposal::parse(&example.form, profile).proposal, profile, &Context::on(today));
        for (paper, _) in Kind::ALL {
            let document = paper.draft(&assessment, &Outlook::default(), profile, &Revision::default());
            let of_place = document.sentences().filter(|sentence| is_within(&sentence.trace.wording, place));
            let found = of_place.map(|sentence| sentence.text.as_str()).collect::<Vec<_>>().join(" ");
            if !found.is_empty() && !said.values().any(|title| *title == example.title) {
                said.entry(found).or_insert_with(|| example.title.clone());
            }
        }
        if said.len() >= MOST_SHOWN {
            break;
        }
    }
    said.into_iter().map(|(text, title)| (title, text)).collect()
}
