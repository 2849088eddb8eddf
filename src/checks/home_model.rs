//! How many children, and does that suit the kind of home? Without the number of places a home cannot be understood.

use super::Check;
use crate::assessment::{Case, Effect, FactValue, Findings, Outcome, Verdict};
use crate::form::Field;

pub(super) const ID: &str = "home-model";
static PLACES_NOT_STATED: Outcome = Outcome::new("places-not-stated", Verdict::CannotSay, Effect::Holding, &[]);
static PLACES_DISAGREE: Outcome = Outcome::new("places-disagree", Verdict::CannotSay, Effect::Holding, &[]);
static SUITS: Outcome = Outcome::new("suits", Verdict::Met, Effect::None, &["model", "places", "suitable"]);
static FOLLOWS: Outcome = Outcome::new("follows-from-places", Verdict::Met, Effect::None, &["model", "places"]);
static DOES_NOT_SUIT: Outcome =
    Outcome::new("does-not-suit", Verdict::Concern, Effect::LowersFit, &["model", "places", "suitable"]);
static LARGER: Outcome = Outcome::new("larger-than-any", Verdict::NotMet, Effect::None, &["places"]);

pub static CHECK: Check =
    Check { id: ID, outcomes: &[&PLACES_NOT_STATED, &PLACES_DISAGREE, &SUITS, &FOLLOWS, &DOES_NOT_SUIT, &LARGER], run };

fn run(case: Case<'_>, found: &mut Findings) {
    let home = &case.proposal.home;
    let mut evidence = case.open(found, ID, Field::Places);
    evidence.look(Field::Model);
    let Some(places) = home.places else {
        evidence.missing(Field::Places);
        let disagree = case.proposal.conflict(&Field::Places).is_some();
        return evidence.conclude(if disagree { &PLACES_DISAGREE } else { &PLACES_NOT_STATED });
    };
    evidence.input("places", Field::Places, FactValue::Places(places));
    let outcome = match (home.model, case.model()) {
        (Some(model), _) => {
            evidence.input("model", Field::Model, FactValue::Model(model));
            let rule = case.profile.model(model);
            let suitable = rule.map_or(0..=0, |rule| u32::from(rule.min_places)..=u32::from(rule.max_places));
            let suits = suitable.contains(&places);
            evidence.derived("suitable", FactValue::PlacesRange(*suitable.start(), *suitable.end()));
            if suits { &SUITS } else { &DOES_NOT_SUIT }
        }
        (None, Some(model)) => {
            evidence.derived("model", FactValue::Model(model));
            &FOLLOWS
        }
        (None, None) => &LARGER,
    };
    evidence.conclude(outcome);
}
