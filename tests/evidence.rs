//! No conclusion without evidence: held against every finding of every case, and every figure read is in the trace.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

use home_assessment::assessment::Origin;
use home_assessment::exchange::proposal;
use home_assessment::{
    BUILT_IN_PROFILE, Context, Date, Format, Outlook, assess, built_in_profile, load_profile, render, write,
};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn every_finding_of_every_case_rests_on_answers_and_has_the_facts_it_promises() {
    let profile = load_profile(BUILT_IN_PROFILE).unwrap();
    let as_at = Date::new(2026, 11, 21).unwrap();
    let mut seen = 0;
    for entry in std::fs::read_dir("tests/cases").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let loaded = proposal::load(&std::fs::read(&path).unwrap(), &profile).unwrap();
        let assessment = assess(&loaded.proposal, &profile, &Context::on(as_at));
        let json =
            write(&assessment, &Outlook::default(), &loaded.notes, &profile, "case", Format::Json).unwrap().text();
        for finding in assessment.findings.iter() {
            let name = format!("{}: {}.{}", path.display(), finding.check, finding.outcome.code);
            assert!(!finding.inputs.is_empty(), "{name} looked at no answer");
            assert!(
                !assessment.findings.facts(finding).is_empty() || !finding.missing.is_empty(),
                "{name} has neither a fact nor a gap"
            );
            for promised in finding.outcome.facts {
                assert!(
                    assessment.findings.facts(finding).iter().any(|fact| fact.name == *promised),
                    "{name} lacks its fact “{promised}”"
                );
            }
            for fact in assessment.findings.facts(finding) {
                if let Origin::Figure(figure) = fact.origin {
                    let id = profile.cite(figure).unwrap().id;
                    assert!(json.contains(&format!("\"id\":\"{id}\"")), "{name}: {id} is not in the trace");
                }
            }
            seen += 1;
        }
    }
    assert!(seen > 1_000, "only {seen} findings were looked at");
}

#[test]
fn a_figure_is_stale_from_the_day_after_its_review() {
    let profile = load_profile(BUILT_IN_PROFILE).unwrap();
    let loaded = proposal::load(&std::fs::read("tests/cases/everything-at-once.json").unwrap(), &profile).unwrap();
    let figures = |day: Date| -> Vec<(String, bool)> {
        let json = render(&loaded, &profile, "case", Format::Json, &Context::on(day)).unwrap().text();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let mut found = Vec::new();
        each_figure(&json, &mut found);
        found
    };
    let days: BTreeSet<String> =
        figures(Date::new(2026, 11, 21).unwrap()).into_iter().map(|(review_by, _)| review_by).collect();
    assert!(!days.is_empty());
    let mut looked: BTreeMap<bool, usize> = BTreeMap::new();
    for review in &days {
        for (after, stale) in [(0, false), (1, true)] {
            let day = Date::from_iso(review).unwrap().after_days(after).unwrap();
            let found: Vec<bool> =
                figures(day).into_iter().filter(|(on, _)| on == review).map(|(_, stale)| stale).collect();
            assert!(found.iter().all(|found| *found == stale), "{review} on {}", day.iso());
            *looked.entry(stale).or_insert(0) += found.len();
        }
    }
    assert!([false, true].iter().all(|stale| looked.get(stale).is_some_and(|found| *found > 0)), "{looked:?}");
}

/// The day of review of each figure that is cited, and whether it is said to be stale.
fn each_figure(json: &serde_json::Value, found: &mut Vec<(String, bool)>) {
    if let (Some(review_by), Some(stale)) = (json["review_by"].as_str(), json["stale"].as_bool()) {
        found.push((review_by.to_owned(), stale));
    }
    json.as_array().into_iter().flatten().for_each(|one| each_figure(one, found));
    json.as_object().into_iter().flatten().for_each(|(_, one)| each_figure(one, found));
}

#[test]
fn the_built_in_profile_passes_every_check_and_reads_the_same_without_them() {
    let (checked, read) = (load_profile(BUILT_IN_PROFILE).unwrap(), built_in_profile().unwrap());
    assert_eq!((checked.sha256(), checked.wording.sentences.len()), (read.sha256(), read.wording.sentences.len()));
    assert_eq!(*checked, *read);
}
