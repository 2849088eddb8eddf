//! Does the postcode agree with the planning authority? It checks the choice and never decides it: the first half of a
//! postcode can straddle authorities; only a profile with a directory knows whole postcodes.

use super::Check;
use crate::assessment::{Case, Effect, FactValue, Findings, Outcome, Verdict};
use crate::form::Field;

const ID: &str = "postcode";
static AGREES: Outcome = Outcome::new("agrees", Verdict::Met, Effect::None, &["postcode", "authority"]);
static STRADDLES: Outcome =
    Outcome::new("straddles", Verdict::Met, Effect::None, &["postcode", "authority", "authorities"]);
static DISAGREES: Outcome =
    Outcome::new("disagrees", Verdict::Concern, Effect::None, &["postcode", "authority", "authorities"]);
static LIES_ELSEWHERE: Outcome =
    Outcome::new("lies-elsewhere", Verdict::Concern, Effect::None, &["postcode", "authority", "authorities"]);
static IN_NONE_LISTED: Outcome = Outcome::new("in-none-listed", Verdict::Concern, Effect::None, &["postcode"]);
static NOT_KNOWN_HERE: Outcome = Outcome::new("not-known-here", Verdict::Concern, Effect::None, &["postcode"]);
static NOT_STATED: Outcome = Outcome::new("not-stated", Verdict::CannotSay, Effect::None, &[]);

pub static CHECK: Check = Check {
    id: ID,
    outcomes: &[&AGREES, &STRADDLES, &DISAGREES, &LIES_ELSEWHERE, &IN_NONE_LISTED, &NOT_KNOWN_HERE, &NOT_STATED],
    run,
};

fn run(case: Case<'_>, found: &mut Findings) {
    let mut evidence = case.open(found, ID, Field::Postcode);
    let (Some(postcode), Some(authority)) = (&case.proposal.site.postcode, &case.proposal.application.authority) else {
        let postcode = case.proposal.site.postcode.is_none();
        evidence.missing(if postcode { Field::Postcode } else { Field::PlanningAuthority });
        return evidence.conclude(&NOT_STATED);
    };
    evidence.input("postcode", Field::Postcode, FactValue::Postcode(*postcode));
    evidence.input("authority", Field::PlanningAuthority, FactValue::Authority(*authority));
    let authorities = case.profile.authorities_of(postcode.outcode(), postcode.incode());
    let known = case.profile.knows_postcode(postcode.outcode(), postcode.incode());
    if authorities.is_empty() {
        return evidence.conclude(if known { &IN_NONE_LISTED } else { &NOT_KNOWN_HERE });
    }
    evidence.derived("authorities", FactValue::AuthoritiesOf(*postcode));
    let county = authority.as_str() == case.profile.council.code && !case.profile.is_unitary();
    // The county's own applications lie in any of its districts.
    let fits = |code: &&str| *code == authority.as_str() || county && case.profile.is_in_area(code);
    let outcome = match (authorities.iter().any(fits), known) {
        (true, true) => &AGREES,
        (true, false) if authorities == [authority.as_str()] => &AGREES,
        (true, false) => &STRADDLES,
        (false, true) => &LIES_ELSEWHERE,
        (false, false) => &DISAGREES,
    };
    evidence.conclude(outcome);
}
