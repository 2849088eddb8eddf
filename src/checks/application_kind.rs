//! Is this an application in which need can be weighed? A certificate turns on lawfulness alone, and the council cannot
//! advise on its own application without saying so.

use super::Check;
use crate::assessment::{Case, Effect, FactValue, Findings, Outcome, Verdict};
use crate::form::Field;
use crate::vocabulary::ApplicationKind;

const ID: &str = "application-kind";
static CAN_BE_WEIGHED: Outcome = Outcome::new("can-be-weighed", Verdict::Met, Effect::None, &["kind"]);
static PRE_APPLICATION: Outcome = Outcome::new("pre-application", Verdict::Met, Effect::None, &["kind"]);
static CERTIFICATE: Outcome = Outcome::new("certificate", Verdict::NotMet, Effect::FactualOnly, &["kind"]);
static COUNCIL_OWN: Outcome = Outcome::new("council-own", Verdict::NotMet, Effect::FactualOnly, &[]);
static OTHER_COUNCIL: Outcome = Outcome::new("another-councils-own", Verdict::Met, Effect::None, &["kind"]);
static NOT_STATED: Outcome = Outcome::new("not-stated", Verdict::CannotSay, Effect::None, &[]);

pub static CHECK: Check = Check {
    id: ID,
    outcomes: &[&CAN_BE_WEIGHED, &PRE_APPLICATION, &CERTIFICATE, &COUNCIL_OWN, &OTHER_COUNCIL, &NOT_STATED],
    run,
};

fn run(case: Case<'_>, found: &mut Findings) {
    let application = &case.proposal.application;
    let mut evidence = case.open(found, ID, Field::ApplicationType);
    let kind = application.kind;
    match kind {
        Some(kind) => evidence.input("kind", Field::ApplicationType, FactValue::Code(kind.code())),
        None => evidence.missing(Field::ApplicationType),
    }
    evidence.look(Field::PlanningAuthority);
    // Where districts decide, what comes to the council itself is its own application.
    let code = application.authority.as_ref().map(|code| code.as_str());
    let to_the_council = code == Some(case.profile.council.code.as_str()) && !case.profile.is_unitary();
    let elsewhere = code.is_some() && !to_the_council && !case.authority.is_some_and(|authority| authority.in_area);
    let outcome = match kind {
        Some(ApplicationKind::Certificate) => &CERTIFICATE,
        Some(ApplicationKind::CouncilOwn) if elsewhere => &OTHER_COUNCIL,
        Some(ApplicationKind::CouncilOwn) => &COUNCIL_OWN,
        _ if to_the_council => &COUNCIL_OWN,
        Some(ApplicationKind::PreApplication) => &PRE_APPLICATION,
        Some(ApplicationKind::Full | ApplicationKind::Retrospective | ApplicationKind::Variation) => &CAN_BE_WEIGHED,
        None => &NOT_STATED,
    };
    evidence.conclude(outcome);
}
