//! Do the documents give one answer? Each version is kept, and the question is asked.

use super::Check;
use crate::assessment::{Case, Effect, FactValue, Findings, Outcome, Verdict};
use crate::form::{Field, Kind};

pub(super) const ID: &str = "conflicts";
static DISAGREE: Outcome = Outcome::new("documents-disagree", Verdict::Concern, Effect::None, &["question", "values"]);
static IN_WORDS: Outcome = Outcome::new("documents-disagree-in-words", Verdict::Concern, Effect::None, &["question"]);
static INTERNAL: Outcome =
    Outcome::new("documents-disagree-internally", Verdict::Concern, Effect::None, &["question", "values"]);

pub static CHECK: Check = Check { id: ID, outcomes: &[&DISAGREE, &IN_WORDS, &INTERNAL], run };

fn run(case: Case<'_>, found: &mut Findings) {
    // Several uses offered as alternatives are the registration check's to report.
    for conflict in case.stated.conflicts.iter().filter(|conflict| conflict.field != Field::Registration) {
        let field = &conflict.field;
        let mut evidence = case.open(found, ID, field.clone());
        evidence.derived("question", FactValue::Question(field.clone()));
        let said = conflict.claims.iter().map(|claim| {
            let value = case.profile.option(&field.path(), &claim.value);
            if claim.document.is_empty() { value.to_owned() } else { format!("{value} ({})", claim.document) }
        });
        evidence.input("values", field.clone(), FactValue::Texts(said.collect()));
        // Fees are never quoted in public, and long texts nowhere.
        let outcome = match field.kind() {
            _ if field.is_internal() => &INTERNAL,
            Kind::Text(_) => &IN_WORDS,
            _ => &DISAGREE,
        };
        evidence.conclude(outcome);
    }
}
