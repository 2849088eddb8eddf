//! Advice is complete and minimal: for every case, trying every set of up to three changes, one by one and without any of
//! the search's short cuts, finds the same smallest ways to a better stance.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

use home_assessment::advice::{Change, MOST, advise, candidates, stance_with};
use home_assessment::exchange::proposal;
use home_assessment::vocabulary::Stance;
use home_assessment::{BUILT_IN_PROFILE, Context, Date, Form, Profile, assess, load_profile, parse};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

fn context() -> Context {
    Context::on(Date::new(2026, 11, 21).unwrap())
}

/// The order of stances for this purpose: an open position stands with the lowest, and factual-only nowhere.
fn rank(stance: Stance) -> Option<u8> {
    if stance == Stance::Holding { Some(0) } else { stance.rank() }
}

/// Every set of up to three of the candidates, as positions.
fn sets(candidates: usize) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = Vec::new();
    let mut last: Vec<Vec<usize>> = vec![vec![]];
    for _ in 0..MOST {
        last = last
            .iter()
            .flat_map(|set| {
                let next = set.last().map_or(0, |last| last + 1);
                (next..candidates).map(move |at| [set.as_slice(), &[at]].concat())
            })
            .collect();
        all.extend(last.iter().cloned());
    }
    all
}

/// Everything that does better than the stance now and than each of its parts.
fn by_brute_force(form: &Form, profile: &Profile) -> BTreeSet<(Vec<String>, &'static str)> {
    let Some(now) = rank(assess(&parse(form, profile).proposal, profile, &context()).stance) else {
        return BTreeSet::new();
    };
    let candidates: Vec<Change> = candidates(form, profile, &context()).into_iter().flatten().collect();
    let mut reached: BTreeMap<Vec<usize>, u8> = BTreeMap::new();
    let mut found = BTreeSet::new();
    for set in sets(candidates.len()) {
        let changes: Vec<&Change> = set.iter().map(|at| &candidates[*at]).collect();
        let stance = stance_with(&changes, form, profile, &context());
        let rank = stance.and_then(rank).unwrap_or(0);
        // The parts of a set are all sets with one or two of its changes left out.
        let parts = (1..(1_usize << set.len()) - 1).map(|mask| -> Vec<usize> {
            set.iter().enumerate().filter(|(at, _)| mask & (1 << at) != 0).map(|(_, change)| *change).collect()
        });
        let best_part = parts.map(|part| reached[&part]).max().unwrap_or(now).max(now);
        if rank > best_part {
            found.insert((changes.iter().map(|change| format!("{change:?}")).collect(), stance.unwrap().code()));
        }
        reached.insert(set, rank);
    }
    found
}

/// The ways that the search found, with their alternatives written out.
fn by_search(form: &Form, profile: &Profile) -> BTreeSet<(Vec<String>, &'static str)> {
    let mut found = BTreeSet::new();
    for way in advise(form, profile, &context()) {
        let mut sets: Vec<Vec<String>> = vec![vec![]];
        for alternatives in &way.changes {
            sets = sets
                .iter()
                .flat_map(|set| alternatives.iter().map(|change| [set.as_slice(), &[format!("{change:?}")]].concat()))
                .collect();
        }
        for set in sets {
            assert!(found.insert((set.clone(), way.stance.code())), "{set:?} is found twice");
        }
    }
    found
}

#[test]
fn the_search_finds_what_trying_everything_finds() {
    let profile = load_profile(BUILT_IN_PROFILE).unwrap();
    let mut files: Vec<PathBuf> =
        std::fs::read_dir("tests/cases").unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "json"));
    files.sort();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let ways: usize = std::thread::scope(|scope| {
        let check = |file: &PathBuf| {
            let form = proposal::load(&std::fs::read(file).unwrap(), &profile).unwrap().form;
            let (tried, searched) = (by_brute_force(&form, &profile), by_search(&form, &profile));
            let missed: Vec<_> = tried.difference(&searched).collect();
            let needless: Vec<_> = searched.difference(&tried).collect();
            assert!(missed.is_empty() && needless.is_empty(), "{file:?}: missed {missed:#?}, needless {needless:#?}");
            tried.len()
        };
        let shares: Vec<_> = (0..threads)
            .map(|share| {
                let files: Vec<&PathBuf> = files.iter().skip(share).step_by(threads).collect();
                scope.spawn(move || files.into_iter().map(check).sum::<usize>())
            })
            .collect();
        shares.into_iter().map(|share| share.join().unwrap()).sum()
    });
    assert!(ways > 1_000, "only {ways} ways were found in all");
}

/// The disagreement is offered to be settled where it holds the position open, and there alone.
#[test]
fn what_the_documents_disagree_on_can_be_settled_where_the_position_turns_on_it() {
    let profile = load_profile(BUILT_IN_PROFILE).unwrap();
    for (case, settles) in [("conflict-in-ages-changes-the-stance", true), ("conflict-with-the-same-stance", false)] {
        let file = std::fs::read(format!("tests/cases/{case}.json")).unwrap();
        let form = proposal::load(&file, &profile).unwrap().form;
        let offered: Vec<Change> = candidates(&form, &profile, &context()).into_iter().flatten().collect();
        assert_eq!(offered.iter().any(|change| matches!(change, Change::Settle(..))), settles, "{case}: {offered:?}");
        if settles {
            let ways = advise(&form, &profile, &context());
            let settled =
                ways.iter().filter(|way| matches!(&way.changes[..], [one] if matches!(one[0], Change::Settle(..))));
            assert!(settled.count() > 0, "{case}: no way is to settle it: {ways:?}");
        }
    }
}
