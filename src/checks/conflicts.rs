//! Do the documents give one answer? Each version is kept, and the question is asked.

use super::Check;
use crate::assessment::{Case, Effect, FactValue, Finding, Outcome, Verdict};
use crate::form::Field;

pub(super) const ID: &str = "conflicts";
static DISAGREE: Outcome = Outcome::new("documents-disagree", Verdict::Concern, Effect::None, &["question", "values"]);

pub static CHECK: Check = Check { id: ID, outcomes: &[&DISAGREE], run };

fn run(case: Case<'_>, findings: &mut Vec<Finding>) {
    // Several uses offered as alternatives are the registration check's to report.
    for conflict in case.proposal.conflicts.iter().filter(|conflict| conflict.field != Field::Registration) {
        let mut evidence = case.open(ID, conflict.field.clone());
        evidence.derived("question", FactValue::Question(conflict.field.clone()));
        let said = conflict.claims.iter().map(|claim| match claim.document.as_str() {
            "" => claim.value.clone(),
            document => format!("{} ({document})", claim.value),
        });
        evidence.input("values", conflict.field.clone(), FactValue::Texts(said.collect()));
        findings.push(evidence.conclude(&DISAGREE));
    }
}
