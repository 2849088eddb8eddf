//! Is what is proposed a children's home? Other settings have their own registration and are not assessed as one.

use super::Check;
use crate::assessment::{Case, Effect, FactValue, Findings, Outcome, Verdict};
use crate::form::Field;
use crate::proposal::Ages;
use crate::vocabulary::{Need, Registration};

pub(super) const ID: &str = "registration";
static CHILDRENS_HOME: Outcome = Outcome::new("childrens-home", Verdict::Met, Effect::None, &["registration"]);
static SUPPORTED: Outcome =
    Outcome::new("supported-accommodation", Verdict::NotMet, Effect::FactualOnly, &["registration"]);
static FAMILY_CENTRE: Outcome =
    Outcome::new("residential-family-centre", Verdict::NotMet, Effect::FactualOnly, &["registration"]);
static SHORT_BREAKS: Outcome = Outcome::new("short-breaks", Verdict::NotMet, Effect::FactualOnly, &["registration"]);
static ALTERNATIVES: Outcome = Outcome::new("alternatives", Verdict::Concern, Effect::None, &["alternatives"]);
static OTHER_ALTERNATIVES: Outcome =
    Outcome::new("other-alternatives", Verdict::NotMet, Effect::FactualOnly, &["alternatives"]);
static PARENT_AND_CHILD: Outcome = Outcome::new("perhaps-family-centre", Verdict::CannotSay, Effect::None, &["needs"]);
static SIXTEEN_PLUS: Outcome =
    Outcome::new("perhaps-supported-accommodation", Verdict::CannotSay, Effect::None, &["ages"]);
static NOT_STATED: Outcome = Outcome::new("not-stated", Verdict::CannotSay, Effect::None, &[]);

pub static CHECK: Check = Check {
    id: ID,
    outcomes: &[
        &CHILDRENS_HOME,
        &SUPPORTED,
        &FAMILY_CENTRE,
        &SHORT_BREAKS,
        &ALTERNATIVES,
        &OTHER_ALTERNATIVES,
        &PARENT_AND_CHILD,
        &SIXTEEN_PLUS,
        &NOT_STATED,
    ],
    run,
};

fn run(case: Case<'_>, found: &mut Findings) {
    let mut evidence = case.open(found, ID, Field::Registration);
    if let Some(registration) = case.proposal.home.registration {
        evidence.input("registration", Field::Registration, FactValue::Code(registration.code()));
        let outcome = match registration {
            Registration::ChildrensHome => &CHILDRENS_HOME,
            Registration::SupportedAccommodation => &SUPPORTED,
            Registration::FamilyCentre => &FAMILY_CENTRE,
            Registration::ShortBreaks => &SHORT_BREAKS,
        };
        return evidence.conclude(outcome);
    }
    evidence.missing(Field::Registration);
    if let Some(conflict) = case.proposal.conflict(&Field::Registration) {
        let codes: Vec<Registration> =
            conflict.claims.iter().filter_map(|claim| Registration::from_code(&claim.value)).collect();
        let titles =
            codes.iter().map(|code| case.profile.option("home.registration", code.code()).to_owned()).collect();
        evidence.input("alternatives", Field::Registration, FactValue::Texts(titles));
        let home = codes.contains(&Registration::ChildrensHome);
        return evidence.conclude(if home { &ALTERNATIVES } else { &OTHER_ALTERNATIVES });
    }
    let children = &case.proposal.children;
    evidence.look(Field::Needs);
    evidence.look(Field::AgeMin);
    let outcome = if children.needs.contains(Need::ParentAndChild) {
        evidence.input("needs", Field::Needs, FactValue::Needs(children.needs));
        &PARENT_AND_CHILD
    } else if let Ages { min: Some(16..), .. } = children.ages {
        evidence.input("ages", Field::AgeMin, FactValue::Ages(children.ages));
        &SIXTEEN_PLUS
    } else {
        &NOT_STATED
    };
    evidence.conclude(outcome);
}
