//! Have homes like this one been answered in the same planning authority? What meets a gap once may meet it for the area.

use super::Check;
use crate::assessment::{Answered, Case, Effect, FactValue, Findings, Outcome, Verdict};
use crate::form::Field;
use crate::vocabulary::{Decision, Stance};

pub(super) const ID: &str = "cumulative";
static NONE_LIKE_IT: Outcome =
    Outcome::new("none-like-it", Verdict::Met, Effect::None, &["authority", "answered-homes"]);
static OTHERS_LIKE_IT: Outcome = Outcome::new(
    "others-like-it",
    Verdict::Concern,
    Effect::None,
    &["authority", "answered-homes", "like-homes", "like-places", "references"],
);
static NOT_KNOWN: Outcome = Outcome::new("not-known", Verdict::CannotSay, Effect::None, &[]);

pub static CHECK: Check = Check { id: ID, outcomes: &[&NONE_LIKE_IT, &OTHERS_LIKE_IT, &NOT_KNOWN], run };

fn run(case: Case<'_>, found: &mut Findings) {
    let answered = &case.context.answered;
    let application = &case.proposal.application;
    let mut evidence = case.open(found, ID, Field::PlanningAuthority);
    let Some(authority) = application.authority.filter(|_| !answered.is_empty()) else {
        match application.authority {
            Some(authority) => {
                evidence.input("authority", Field::PlanningAuthority, FactValue::Authority(authority));
            }
            None => evidence.missing(Field::PlanningAuthority),
        }
        return evidence.conclude(&NOT_KNOWN);
    };
    for field in [Field::Reference, Field::PreviousReference, Field::Places, Field::Model, Field::Needs] {
        evidence.look(field);
    }
    evidence.input("authority", Field::PlanningAuthority, FactValue::Authority(authority));
    // Other homes in the same place that may open; this one, and the application it follows, are not among them.
    let this = [application.reference.as_ref(), application.previous_reference.as_ref()];
    let same_home = |home: &&Answered| {
        let reference = home.application().reference.as_ref();
        reference.is_some() && this.contains(&reference)
    };
    let others: Vec<&Answered> = answered
        .iter()
        .filter(|home| home.application().authority == Some(authority))
        .filter(|home| !matches!(home.decision, Some(Decision::Refused | Decision::Withdrawn)))
        .filter(|home| !same_home(home))
        .collect();
    evidence.derived("answered-homes", FactValue::Count(others.len()));
    let (model, needs) = (case.model(), case.proposal.children.needs.both(case.profile.specific_needs()));
    let like = others.into_iter().filter(|home| {
        let its_model = home.proposal.home.model.or_else(|| case.profile.model_for(home.proposal.home.places?));
        let backed = home.decision == Some(Decision::Approved)
            || matches!(home.stance, Stance::Support | Stance::WithSafeguards);
        backed && its_model.is_some() && its_model == model && !home.proposal.children.needs.both(needs).is_empty()
    });
    let like: Vec<&Answered> = like.collect();
    if like.is_empty() {
        return evidence.conclude(&NONE_LIKE_IT);
    }
    let places = like.iter().filter_map(|home| home.proposal.home.places).sum();
    let reference = |home: &&Answered| home.application().reference.clone();
    evidence.derived("like-homes", FactValue::Count(like.len()));
    evidence.derived("like-places", FactValue::Places(places));
    evidence.derived("references", FactValue::Texts(like.iter().filter_map(reference).collect()));
    evidence.conclude(&OTHERS_LIKE_IT);
}
