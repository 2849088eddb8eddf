//! Is the staffing by day what the named gaps call for, for these children? What it means for the fit is the cohort
//! check's to say; here the measure itself is shown.

use super::Check;
use crate::assessment::{Case, Effect, FactValue, Findings, Outcome, Verdict};
use crate::form::Field;

const ID: &str = "staffing";
static REACHES: Outcome = Outcome::new("reaches", Verdict::Met, Effect::None, &["staff", "least"]);
static REACHES_SOME: Outcome = Outcome::new("reaches-some", Verdict::Concern, Effect::None, &["staff", "least"]);
static BELOW: Outcome = Outcome::new("below", Verdict::NotMet, Effect::None, &["staff", "least"]);
static NO_MEASURE: Outcome = Outcome::new("no-measure", Verdict::CannotSay, Effect::None, &[]);
static NOT_STATED: Outcome = Outcome::new("not-stated", Verdict::CannotSay, Effect::None, &["least"]);

pub static CHECK: Check = Check { id: ID, outcomes: &[&REACHES, &REACHES_SOME, &BELOW, &NO_MEASURE, &NOT_STATED], run };

fn run(case: Case<'_>, found: &mut Findings) {
    let (model, needs) = (case.model(), case.proposal.children.needs);
    let mut evidence = case.open(found, ID, Field::StaffByDay);
    for field in [Field::Needs, Field::Places, Field::Model] {
        evidence.look(field);
    }
    let gaps = case.profile.gaps_with_needs().filter(|(gap, gap_needs)| {
        model.is_some_and(|model| gap.models.contains(&model)) && !needs.both(*gap_needs).is_empty()
    });
    // The most and the least that the gaps this home is about call for; a gap without a measure is met by any staffing.
    let (mut most, mut any) = (0_u32, false);
    for (gap, _) in gaps {
        match gap.min_staff_by_day {
            Some(least) => most = most.max(u32::from(least)),
            None => any = true,
        }
    }
    let staff = case.proposal.home.staff_by_day;
    if let Some(staff) = staff {
        evidence.input("staff", Field::StaffByDay, FactValue::Staff(staff));
    }
    if most == 0 {
        match (model, case.proposal.home.places) {
            (Some(model), _) => evidence.derived("model", FactValue::Model(model)),
            (None, Some(places)) => evidence.input("places", Field::Places, FactValue::Places(places)),
            (None, None) => evidence.missing(Field::Places),
        }
        return evidence.conclude(&NO_MEASURE);
    }
    evidence.derived("least", FactValue::Staff(most));
    let outcome = match staff {
        None => {
            evidence.missing(Field::StaffByDay);
            &NOT_STATED
        }
        Some(staff) if staff >= most => &REACHES,
        Some(_) if any => &REACHES_SOME,
        Some(_) => &BELOW,
    };
    evidence.conclude(outcome);
}
