//! What to ask the applicant: each question once, in the order of the findings that lead to it.

use super::document::{Sentence, Trace};
use super::words::{Words, general_path};
use crate::form::{Field, State};
use crate::vocabulary::Stance;

/// A question to the applicant.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The question and what it rests on.
    pub sentence: Sentence,
    /// The same as the applicant is asked it, who may not see a licensed benchmark.
    pub to_applicant: Sentence,
    /// What the answer would settle.
    pub settles: Option<Sentence>,
    /// Whether it has been put to the applicant already.
    pub asked: bool,
    /// Whether the public letter may ask it: fees are talked about with the provider alone.
    pub public: bool,
}

/// Every open question of an assessment; none where only facts are stated.
pub fn questions(words: &Words<'_>) -> Vec<Question> {
    let assessment = words.assessment;
    let mut questions: Vec<Question> = Vec::new();
    if assessment.stance == Stance::FactualOnly {
        return questions;
    }
    let add = |question: Question, questions: &mut Vec<Question>| {
        if !questions.iter().any(|known| known.sentence.text == question.sentence.text) {
            questions.push(question);
        }
    };
    let about = |field: &Field| -> Option<Question> {
        let path = general_path(field);
        let about = words.profile.field_words(&path)?;
        let say = |key: &str, text: &Option<String>| {
            let sentence = words.fill(&format!("wording.fields.{path}.{key}"), text.as_deref()?, &[], None)?;
            let trace = Trace { inputs: vec![field.clone()], ..sentence.trace };
            Some(Sentence { trace, ..sentence })
        };
        let sentence = say("ask", &about.ask)?;
        let asked = assessment.proposal.state(field) == Some(State::Asked);
        let to_applicant = sentence.clone();
        let settles = say("settles", &about.settles);
        Some(Question { sentence, to_applicant, settles, asked, public: !field.is_internal() })
    };
    for finding in assessment.findings.iter() {
        let letter = words.profile.outcome(finding.check, finding.outcome.code).is_some_and(|outcome| outcome.letter);
        if let Some((sentence, to_applicant)) = words.question(finding).zip(words.to_applicant(finding)) {
            let asked = finding.inputs.iter().any(|field| assessment.proposal.state(field) == Some(State::Asked));
            let settles = words.settles(finding);
            add(Question { sentence, to_applicant, settles, asked, public: letter }, &mut questions);
        }
        // Where documents conflict on an answer, which is right has been asked already.
        let unknown = finding.missing.iter().filter(|field| assessment.proposal.conflict(field).is_none());
        for question in unknown.filter_map(about) {
            add(question, &mut questions);
        }
    }
    let doubtful = assessment.proposal.states().filter(|(field, _)| assessment.proposal.conflict(field).is_none());
    for question in doubtful.filter_map(|(field, _)| about(field)) {
        add(question, &mut questions);
    }
    questions
}
