//! Did the provider speak to the commissioning team before applying? A claim counts only once the team confirms it.

use super::Check;
use crate::assessment::{Case, Effect, FactValue, Findings, Outcome, Verdict};
use crate::form::Field;
use crate::vocabulary::{Access, Engagement};

const ID: &str = "engagement";
static CONFIRMED: Outcome = Outcome::new("confirmed", Verdict::Met, Effect::Access(Access::Stated), &[]);
static CONFIRMED_ON: Outcome = Outcome::new("confirmed-on", Verdict::Met, Effect::Access(Access::Stated), &["date"]);
static CONFIRMED_AFTER: Outcome =
    Outcome::new("confirmed-after-applying", Verdict::Concern, Effect::Access(Access::Stated), &["date", "received"]);
static TO_COME: Outcome = Outcome::new("still-to-come", Verdict::CannotSay, Effect::Access(Access::Unknown), &["date"]);
static CLAIMED: Outcome = Outcome::new("claimed", Verdict::CannotSay, Effect::Access(Access::Unknown), &[]);
static NO_CONTACT: Outcome = Outcome::new("none", Verdict::NotMet, Effect::Access(Access::None), &[]);
static NOT_STATED: Outcome = Outcome::new("not-stated", Verdict::CannotSay, Effect::Access(Access::Unknown), &[]);

pub static CHECK: Check = Check {
    id: ID,
    outcomes: &[&CONFIRMED, &CONFIRMED_ON, &CONFIRMED_AFTER, &TO_COME, &CLAIMED, &NO_CONTACT, &NOT_STATED],
    run,
};

fn run(case: Case<'_>, found: &mut Findings) {
    let access = &case.proposal.access;
    let mut evidence = case.open(found, ID, Field::Engagement);
    evidence.look(Field::EngagedOn);
    if let Some(engagement) = access.engagement {
        evidence.input("engagement", Field::Engagement, FactValue::Code(engagement.code()));
    }
    let outcome = match (access.engagement, access.engaged_on) {
        (Some(Engagement::Confirmed), Some(date)) => {
            evidence.input("date", Field::EngagedOn, FactValue::Date(date));
            evidence.look(Field::Received);
            match case.proposal.application.received {
                // What has not happened yet is confirmed by nobody.
                _ if date > case.context.as_at => {
                    evidence.missing(Field::EngagedOn);
                    &TO_COME
                }
                Some(received) if date > received => {
                    evidence.input("received", Field::Received, FactValue::Date(received));
                    &CONFIRMED_AFTER
                }
                _ => &CONFIRMED_ON,
            }
        }
        (Some(Engagement::Confirmed), None) => &CONFIRMED,
        (Some(Engagement::Claimed), _) => {
            evidence.missing(Field::EngagedOn);
            &CLAIMED
        }
        (Some(Engagement::None), _) => &NO_CONTACT,
        (Some(Engagement::Unknown) | None, _) => {
            evidence.missing(Field::Engagement);
            &NOT_STATED
        }
    };
    evidence.conclude(outcome);
}
