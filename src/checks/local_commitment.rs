//! Are the places for local children, and how firmly? The strongest commitment wins; a number of places that is not
//! stated is never taken for all of them.

use super::Check;
use crate::assessment::{Case, Effect, FactValue, Findings, Outcome, Verdict};
use crate::form::Field;
use crate::vocabulary::{Access, LocalChildren, Tier};

const ID: &str = "local-commitment";
const SECURED: Effect = Effect::Access(Access::Secured);
const STATED: Effect = Effect::Access(Access::Stated);
const UNKNOWN: Effect = Effect::Access(Access::Unknown);
const REFUSED: Effect = Effect::Access(Access::None);

static ALL_IN_WRITING: Outcome = Outcome::new("all-places-in-writing", Verdict::Met, SECURED, &["reserved"]);
static ALL_BY_CONDITION: Outcome = Outcome::new("all-places-by-condition", Verdict::Met, SECURED, &["reserved"]);
static BLOCK: Outcome = Outcome::new("block-contract", Verdict::Met, SECURED, &[]);
static TIER_1: Outcome = Outcome::new("tier-1", Verdict::Met, SECURED, &[]);
static SOME: Outcome = Outcome::new("some-places", Verdict::Concern, STATED, &["reserved", "places"]);
static NONE_KEPT: Outcome = Outcome::new("no-places", Verdict::Concern, STATED, &["tier", "reserved"]);
static TO_NO_PLACES: Outcome =
    Outcome::new("commitment-to-no-places", Verdict::Concern, STATED, &["commitment", "reserved"]);
static NUMBER_NOT_STATED: Outcome = Outcome::new("number-not-stated", Verdict::Concern, STATED, &["commitment"]);
static FIRST_REFUSAL: Outcome = Outcome::new("first-refusal", Verdict::Concern, STATED, &[]);
static PRIORITY: Outcome = Outcome::new("stated-priority", Verdict::Concern, STATED, &[]);
static TIER_2: Outcome = Outcome::new("tier-2", Verdict::Concern, STATED, &[]);
static DECLINED_BESIDE: Outcome = Outcome::new("declined-beside", Verdict::Concern, Effect::None, &[]);
static DECLINED: Outcome = Outcome::new("declined", Verdict::NotMet, REFUSED, &[]);
static NOT_STATED: Outcome = Outcome::new("not-stated", Verdict::CannotSay, UNKNOWN, &[]);

pub static CHECK: Check = Check {
    id: ID,
    outcomes: &[
        &ALL_IN_WRITING,
        &ALL_BY_CONDITION,
        &BLOCK,
        &TIER_1,
        &SOME,
        &NONE_KEPT,
        &TO_NO_PLACES,
        &NUMBER_NOT_STATED,
        &FIRST_REFUSAL,
        &PRIORITY,
        &TIER_2,
        &DECLINED,
        &DECLINED_BESIDE,
        &NOT_STATED,
    ],
    run,
};

fn run(case: Case<'_>, found: &mut Findings) {
    let access = &case.proposal.access;
    let mut evidence = case.open(found, ID, Field::LocalChildren);
    evidence.look(Field::PlacesReserved);
    evidence.look(Field::Tier);
    evidence.look(Field::Places);
    let commitment = access.local_children.filter(|commitment| *commitment != LocalChildren::Unknown);
    if let Some(commitment) = commitment {
        evidence.input("commitment", Field::LocalChildren, FactValue::Code(commitment.code()));
    }
    let tier = access.tier.filter(|tier| *tier != Tier::Unknown);
    if let Some(tier) = tier {
        evidence.input("tier", Field::Tier, FactValue::Code(tier.code()));
    }
    let places = case.proposal.home.places;
    let reserved = access.places_reserved.filter(|reserved| *reserved > 0);
    if let Some(reserved) = reserved {
        evidence.input("reserved", Field::PlacesReserved, FactValue::Places(reserved));
    }
    // All, some, or a number not said: `Some(true)`, `Some(false)`, `None`.
    let all = reserved.zip(places).map(|(reserved, places)| reserved >= places);
    // A provider with an arrangement may still keep no place of this home for local children, or commit itself to none.
    let none_kept = access.places_reserved == Some(0);
    if none_kept {
        evidence.input("reserved", Field::PlacesReserved, FactValue::Places(0));
    }
    let binding = match (commitment, tier) {
        (Some(LocalChildren::WrittenCommitment), _) if all == Some(true) => Some(&ALL_IN_WRITING),
        (Some(LocalChildren::ConditionOffered), _) if all == Some(true) => Some(&ALL_BY_CONDITION),
        // An application that says that all of its places are for local children is a commitment in writing.
        (Some(LocalChildren::Stated) | None, _) if all == Some(true) => Some(&ALL_IN_WRITING),
        (_, Some(Tier::Block)) if all != Some(false) && !none_kept => Some(&BLOCK),
        (_, Some(Tier::Tier1)) if all != Some(false) && !none_kept => Some(&TIER_1),
        _ => None,
    };
    let outcome = match (binding, commitment, tier) {
        (Some(binding), ..) => binding,
        (None, Some(LocalChildren::Declined), _) => &DECLINED,
        (None, Some(LocalChildren::WrittenCommitment | LocalChildren::ConditionOffered), _) if all.is_none() => {
            if none_kept {
                &TO_NO_PLACES
            } else {
                evidence.missing(Field::PlacesReserved);
                &NUMBER_NOT_STATED
            }
        }
        _ if none_kept && matches!(tier, Some(Tier::Tier1 | Tier::Block)) => &NONE_KEPT,
        _ if all == Some(false) => {
            evidence.input("places", Field::Places, FactValue::Places(places.unwrap_or_default()));
            &SOME
        }
        (None, Some(LocalChildren::FirstRefusal), _) => &FIRST_REFUSAL,
        (None, Some(LocalChildren::Stated), _) => &PRIORITY,
        _ if reserved.is_some() => &PRIORITY,
        (None, _, Some(Tier::Tier2)) => &TIER_2,
        _ => {
            evidence.missing(Field::LocalChildren);
            &NOT_STATED
        }
    };
    // What is known without it falls short of all places: whether there is a commitment is still asked.
    if binding.is_none() && commitment.is_none() {
        evidence.missing(Field::LocalChildren);
    }
    evidence.conclude(outcome);
    // A binding arrangement decides; that the provider declined is still said, and asked about.
    if binding.is_some() && commitment == Some(LocalChildren::Declined) {
        let mut evidence = case.open(found, ID, Field::LocalChildren);
        evidence.input("commitment", Field::LocalChildren, FactValue::Code(LocalChildren::Declined.code()));
        evidence.conclude(&DECLINED_BESIDE);
    }
}
