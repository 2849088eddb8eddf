//! The thresholds of sensitivity are exact and complete: moving each figure of the profile, value by value, changes the
//! stance where they say and nowhere nearer.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

use home_assessment::exchange::proposal;
use home_assessment::profile::{FigureRef, Rule};
use home_assessment::sensitivity::{Beyond, Threshold, sensitivity};
use home_assessment::vocabulary::Stance;
use home_assessment::{BUILT_IN_PROFILE, Context, Date, Profile, Proposal, assess, load_profile};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

fn context() -> Context {
    Context::on(Date::new(2026, 11, 21).unwrap())
}

fn stance_at(proposal: &Proposal, profile: &Profile, figure: FigureRef, value: Decimal) -> Stance {
    assess(proposal, &profile.supposing(figure, value), &context()).stance
}

fn cases(profile: &Profile) -> Vec<(String, Proposal)> {
    let mut cases: Vec<(String, Proposal)> = std::fs::read_dir("tests/cases")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .map(|path| {
            let loaded = proposal::load(&std::fs::read(&path).unwrap(), profile).unwrap();
            (path.file_stem().unwrap().to_string_lossy().into_owned(), loaded.proposal)
        })
        .collect();
    cases.sort_by(|one, other| one.0.cmp(&other.0));
    cases
}

/// Whether a value lies where the threshold says that the stance is another.
fn beyond(value: Decimal, threshold: &Threshold) -> bool {
    match threshold.beyond {
        Beyond::Above => value > threshold.at,
        Beyond::AtOrAbove => value >= threshold.at,
        Beyond::Below => value < threshold.at,
        Beyond::AtOrBelow => value <= threshold.at,
    }
}

#[test]
fn the_stance_changes_at_each_threshold_and_not_before() {
    let profile = load_profile(BUILT_IN_PROFILE).unwrap();
    let mut held = 0;
    for (name, proposal) in cases(&profile) {
        let now = assess(&proposal, &profile, &context()).stance;
        for threshold in sensitivity(&proposal, &profile, &context()) {
            let (value, at, figure) = (profile.number(threshold.figure), threshold.at, threshold.figure);
            let about = format!("{name}: {} from {value}, {threshold:?}", profile.cite(figure).unwrap().id);
            let small = Decimal::new(1, 9);
            let away = if matches!(threshold.beyond, Beyond::Above | Beyond::AtOrAbove) { small } else { -small };
            let reached_at_it = matches!(threshold.beyond, Beyond::AtOrAbove | Beyond::AtOrBelow);
            // A threshold that is no finite decimal is given to 28 places, and holds to within a billionth.
            let exact = at.scale() <= 9;
            let inside = if exact && !reached_at_it { at } else { at - away };
            let outside = if exact && reached_at_it { at } else { at + away };
            assert_eq!(stance_at(&proposal, &profile, figure, outside), threshold.stance, "{about}: just beyond it");
            assert_eq!(stance_at(&proposal, &profile, figure, inside), now, "{about}: just short of it");
            // Nowhere between the value and the threshold.
            for step in 1..40_u32 {
                let between = value + (inside - value) * Decimal::from(step) / Decimal::from(40);
                assert_eq!(stance_at(&proposal, &profile, figure, between), now, "{about}: at {between}");
            }
            held += 1;
        }
    }
    assert!(held > 100, "only {held} thresholds were found");
}

#[test]
fn no_figure_moves_a_stance_without_a_threshold() {
    let profile = load_profile(BUILT_IN_PROFILE).unwrap();
    let ids: Vec<String> = profile.figures.keys().cloned().collect();
    let mut moved = BTreeSet::new();
    for (name, proposal) in cases(&profile) {
        let now = assess(&proposal, &profile, &context()).stance;
        let thresholds = sensitivity(&proposal, &profile, &context());
        for id in &ids {
            // The first value of a rule's figure holds before its own date too.
            let rule = Rule::ALL.iter().find(|(_, figure, _)| figure == id);
            let rule = rule.map(|(rule, ..)| profile.rule(*rule, context().as_at).0);
            let Some(figure) = rule.or_else(|| profile.figure(id, context().as_at)) else { continue };
            let value = profile.number(figure);
            let of_it: Vec<&Threshold> = thresholds.iter().filter(|threshold| threshold.figure == figure).collect();
            let hundredths = [0, 1, 10, 25, 50, 75, 90, 99, 101, 110, 125, 150, 200, 300, 500, 1_000, 5_000];
            for hundredth in hundredths {
                let tried = value * Decimal::from(hundredth) / Decimal::ONE_HUNDRED;
                if stance_at(&proposal, &profile, figure, tried) != now {
                    assert!(
                        of_it.iter().any(|threshold| beyond(tried, threshold)),
                        "{name}: {id} at {tried} in place of {value} changes the stance, and no threshold says so"
                    );
                    moved.insert(id.clone());
                }
            }
        }
    }
    for id in ["fee-band-mid-range", "benchmark-tolerance", "max-age-span", "min-age-share", "next-door-metres"] {
        assert!(moved.contains(id), "no case turns on {id}");
    }
}
