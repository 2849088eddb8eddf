//! What to ask the applicant: each question once, in the order of the findings that lead to it.

use super::document::{Sentence, Trace};
use super::words::{Words, capitalised, general_path};
use crate::assessment::Outcome;
use crate::checks::Check;
use crate::form::{Field, State};
use crate::profile::Profile;
use crate::vocabulary::Stance;
use std::borrow::Cow;
use std::collections::BTreeMap;

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

/// The words alone of the same questions in the same order, for many proposals at once: most name nothing of the proposal, and
/// are made ready once.
#[derive(Clone, Debug)]
pub struct QuestionTexts {
    /// By where each outcome stands in memory, in that order.
    outcomes: Vec<(usize, Asked)>,
    fields: BTreeMap<String, Asked>,
    fixed: Vec<Asked>,
}

/// How a question is asked.
#[derive(Clone, Debug)]
enum Asked {
    /// Not at all.
    Never,
    /// In these words, whatever the proposal.
    AsItStands(String),
    /// In words that name something of the proposal.
    Filled,
}

impl Asked {
    fn of(text: Option<&str>) -> Asked {
        match text {
            None => Asked::Never,
            Some(text) if text.contains(['{', '}']) => Asked::Filled,
            Some(text) => Asked::AsItStands(capitalised(text)),
        }
    }
}

impl QuestionTexts {
    /// Those of a profile, and of what these checks can find.
    pub fn of(profile: &Profile, checks: &[&'static Check]) -> QuestionTexts {
        let asked = |check: &'static Check, outcome: &'static Outcome| {
            let words = profile.outcome(check.id, outcome.code);
            (std::ptr::from_ref(outcome).addr(), Asked::of(words.and_then(|words| words.question.as_deref())))
        };
        let outcomes = checks.iter().flat_map(|check| check.outcomes.iter().map(move |outcome| asked(check, outcome)));
        let mut outcomes: Vec<(usize, Asked)> = outcomes.collect();
        outcomes.sort_by_key(|(place, _)| *place);
        // What is the council's is the same in every row.
        let council = &profile.council;
        let own = [
            ("{council}", &council.name),
            ("{place}", &council.place),
            ("{service}", &council.service),
            ("{role}", &council.role),
        ];
        let spoken = |ask: &String| own.iter().fold(ask.clone(), |ask, (slot, name)| ask.replace(slot, name));
        let words = profile.wording.fields.iter();
        let fields: BTreeMap<String, Asked> =
            words.map(|(path, words)| (path.clone(), Asked::of(words.ask.as_ref().map(spoken).as_deref()))).collect();
        let fixed =
            Field::FIXED.iter().map(|field| fields.get(&field.path()).cloned().unwrap_or(Asked::Never)).collect();
        QuestionTexts { outcomes, fields, fixed }
    }

    /// The questions of an assessment.
    pub fn texts<'a>(&'a self, words: &Words<'_>) -> Vec<Cow<'a, str>> {
        let assessment = words.assessment;
        let mut texts: Vec<Cow<'a, str>> = Vec::new();
        if assessment.stance == Stance::FactualOnly {
            return texts;
        }
        let add = |text: Cow<'a, str>, texts: &mut Vec<Cow<'a, str>>| {
            if !texts.contains(&text) {
                texts.push(text);
            }
        };
        let about = |field: &Field| -> Option<Cow<'a, str>> {
            let asked = match field.place() {
                Some(place) => self.fixed.get(place),
                None => self.fields.get(&general_path(field)),
            };
            match asked? {
                Asked::Never => None,
                Asked::AsItStands(text) => Some(text.into()),
                Asked::Filled => {
                    let ask = words.profile.field_words(&general_path(field))?.ask.as_deref()?;
                    Some(words.fill("", ask, &[], None)?.text.into())
                }
            }
        };
        for finding in assessment.findings.iter() {
            let place = std::ptr::from_ref(finding.outcome).addr();
            let ready = self.outcomes.binary_search_by_key(&place, |(place, _)| *place).ok();
            match ready.and_then(|at| self.outcomes.get(at)).map(|(_, asked)| asked) {
                Some(Asked::Never) => {}
                Some(Asked::AsItStands(text)) => add(text.into(), &mut texts),
                // What was not made ready is asked all the same.
                Some(Asked::Filled) | None => {
                    words.question(finding).into_iter().for_each(|asked| add(asked.text.into(), &mut texts));
                }
            }
            let unknown = finding.missing.iter().filter(|field| assessment.proposal.conflict(field).is_none());
            unknown.filter_map(about).for_each(|text| add(text, &mut texts));
        }
        let doubtful = assessment.proposal.states().filter(|(field, _)| assessment.proposal.conflict(field).is_none());
        doubtful.filter_map(|(field, _)| about(field)).for_each(|text| add(text, &mut texts));
        texts
    }
}
