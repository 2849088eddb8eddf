//! An assessment as the page shows it: the profile's words for the stance, each finding and each fact. Knows no layout.

use crate::assessment::{Assessment, Fact, Finding, Origin, Verdict};
use crate::profile::{Cited, Profile};
use crate::response::{SPOKEN, Words, capitalised, draft_position, general_path, questions};
use crate::vocabulary::{Access, Fit, Mode, Stance, Value};
use borsh::{BorshDeserialize, BorshSerialize};
use std::rc::Rc;

/// An assessment in words.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Shown {
    /// The name of the stance.
    pub stance: String,
    /// The position and its reasons, as the letter states them.
    pub position: String,
    /// Fit, access and value.
    pub scales: Vec<Scale>,
    /// The council's matrix, with the place of this proposal in it.
    pub matrix: Grid,
    /// The band of the fee: for the council alone.
    pub band: Measure,
    /// What the band asks of the team: for the council alone.
    pub actions: Vec<String>,
    /// What each check found, what weighs most first.
    pub findings: Vec<Rc<Card>>,
    /// What to ask the applicant.
    pub asks: Vec<Ask>,
}

/// A name and a value.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Measure {
    /// The name.
    pub label: String,
    /// The value.
    pub value: String,
}

/// A measure on its scale, the best first.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Scale {
    /// What is measured.
    pub label: String,
    /// Where it stands, in a sentence.
    pub value: String,
    /// The names of the steps.
    pub steps: Vec<String>,
    /// The step it stands on, if it was assessed.
    pub at: Option<usize>,
}

/// The council's matrix: a stance for each fit and access.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Grid {
    /// What it shows.
    pub caption: String,
    /// The names of its columns.
    pub columns: Vec<String>,
    /// The name of each row, and its cells.
    pub rows: Vec<(String, Vec<String>)>,
    /// The row and column of this proposal, where its stance is taken from the matrix.
    pub here: Option<(usize, usize)>,
}

/// What weighs most first.
const WEIGHT: [Verdict; 4] = [Verdict::NotMet, Verdict::Concern, Verdict::CannotSay, Verdict::Met];

fn fits() -> impl Iterator<Item = Fit> {
    Fit::ALL.iter().copied().filter(|fit| *fit != Fit::CannotSay)
}

fn accesses() -> impl Iterator<Item = Access> {
    Access::ALL.iter().copied().filter(|access| *access != Access::CannotSay)
}

/// The sentences that the page uses beside those of documents.
pub(super) fn keys() -> Vec<(String, &'static [&'static str])> {
    let steps = fits().map(|fit| format!("fit.{}", fit.code()));
    let steps = steps.chain(accesses().map(|access| format!("access.{}", access.code())));
    let steps = steps.chain(Value::ALL.iter().map(|value| format!("value.{}", value.code())));
    let keys = steps.map(|step| format!("screen.step.{step}")).chain(["screen.matrix".to_owned()]);
    let names: &'static [&'static str] = &[];
    keys.map(|key| (key, names)).collect()
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Card {
    /// The name of the check.
    pub title: String,
    /// The verdict.
    pub verdict: Verdict,
    /// What it found, in a sentence.
    pub sentence: String,
    /// What that rests on.
    pub facts: Vec<FactRow>,
    /// The answers that would have been needed.
    pub missing: Vec<String>,
}

/// A fact and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct FactRow {
    /// What it is.
    pub label: String,
    /// Its value.
    pub value: String,
    /// Where it comes from.
    pub source: Source,
}

/// Where a fact comes from.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Source {
    /// An answer of the form.
    Answer,
    /// The council's rules, applied to the other facts.
    Rules,
    /// A publication.
    Published {
        /// Publisher and title.
        title: String,
        /// What it speaks of.
        as_of: String,
        /// The review date, where it has passed.
        stale: Option<String>,
    },
}

/// A question to the applicant.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Ask {
    /// The question.
    pub text: String,
    /// Whether it was put already.
    pub asked: bool,
    /// Whether the letter asks it.
    pub public: bool,
}

impl Shown {
    /// An assessment in the words of the profile it was made with.
    pub fn of(assessment: &Assessment, profile: &Profile) -> Shown {
        let words = Words { assessment, profile };
        let say = |key: String| words.say(&key).map(|sentence| sentence.text).unwrap_or_default();
        let measure = |label: &str, code: &str, remark: Option<&str>| {
            let value = say(format!("note.{label}.{code}"));
            Measure {
                label: say(format!("note.label.{label}")),
                value: remark.map_or_else(|| value.clone(), |key| format!("{value} {}", say(key.to_owned()))),
            }
        };
        let step = |label: &str, code: &str| say(format!("screen.step.{label}.{code}"));
        let mut findings: Vec<Rc<Card>> =
            assessment.findings.iter().map(|finding| Rc::new(card(finding, &words, Mode::Commissioner))).collect();
        findings.sort_by_key(|card| WEIGHT.iter().position(|verdict| *verdict == card.verdict));
        let scale = |label: &str, codes: &[&'static str], code: &str, remark: Option<&str>| {
            let Measure { label: name, value } = measure(label, code, remark);
            let steps = codes.iter().map(|code| step(label, code)).collect();
            Scale { label: name, value, steps, at: codes.iter().position(|known| *known == code) }
        };
        let fit_lowered = assessment.fit != Fit::CannotSay && assessment.fit != assessment.fit_before_concerns;
        let access_lowered =
            assessment.access != Access::CannotSay && assessment.access != assessment.access_before_value;
        let position: Vec<String> = draft_position(&words).into_iter().map(|sentence| sentence.text).collect();
        Shown {
            stance: profile.stance_title(assessment.stance).to_owned(),
            position: position.join(" "),
            scales: vec![
                scale(
                    "fit",
                    &fits().map(Fit::code).collect::<Vec<_>>(),
                    assessment.fit.code(),
                    fit_lowered.then_some("note.fit-lowered"),
                ),
                scale(
                    "access",
                    &accesses().map(Access::code).collect::<Vec<_>>(),
                    assessment.access.code(),
                    access_lowered.then_some("note.access-lowered"),
                ),
                scale(
                    "value",
                    &Value::ALL.iter().map(|value| value.code()).collect::<Vec<_>>(),
                    assessment.value.code(),
                    None,
                ),
            ],
            matrix: grid(assessment, profile, &step),
            band: measure("band", assessment.fee_band.code(), None),
            actions: assessment.fee_band.actions().iter().map(|action| say(format!("note.action.{action}"))).collect(),
            findings,
            asks: questions(&words)
                .into_iter()
                .map(|question| Ask { text: question.sentence.text, asked: question.asked, public: question.public })
                .collect(),
        }
    }
}

fn grid(assessment: &Assessment, profile: &Profile, step: &impl Fn(&str, &str) -> String) -> Grid {
    let title = |stance: Stance| profile.stance_title(stance).to_owned();
    let row = |fit: Fit| {
        let cells = accesses().map(|access| profile.stance(fit, access).map(title).unwrap_or_default()).collect();
        (step("fit", fit.code()), cells)
    };
    let here = profile.stance(assessment.fit, assessment.access) == Some(assessment.stance);
    let at = fits().position(|fit| fit == assessment.fit);
    Grid {
        caption: profile.sentence("screen.matrix").to_owned(),
        columns: accesses().map(|access| step("access", access.code())).collect(),
        rows: fits().map(row).collect(),
        here: at.zip(accesses().position(|access| access == assessment.access)).filter(|_| here),
    }
}

/// What a check found, with its questions in the words of whoever reads it.
pub(super) fn card(finding: &Finding, words: &Words<'_>, mode: Mode) -> Card {
    let profile = words.profile;
    let facts: Vec<FactRow> =
        words.assessment.findings.facts(finding).iter().map(|fact| fact_row(fact, words)).collect();
    let label = |field| {
        let words = profile.field_words(&general_path(field))?;
        let provider = words.provider.as_ref().filter(|_| mode == Mode::Provider);
        Some(provider.map_or(&words.label, |provider| &provider.label).clone())
    };
    Card {
        title: profile.wording.checks.get(finding.check).map_or(finding.check, |check| &check.title).to_owned(),
        verdict: finding.outcome.verdict,
        sentence: words.finding(finding).map(|sentence| sentence.text).unwrap_or_default(),
        missing: finding.missing.iter().filter_map(label).collect(),
        facts,
    }
}

fn fact_row(fact: &Fact, words: &Words<'_>) -> FactRow {
    let value = capitalised(&words.value(fact).unwrap_or_default());
    let row = |source| FactRow { label: words.label(fact), value: value.clone(), source };
    match &fact.origin {
        Origin::Figure(figure) => match words.profile.cite(*figure) {
            Some(cited) => figure_row(value, cited, words),
            None => row(Source::Rules),
        },
        Origin::Input(_) => row(Source::Answer),
        Origin::Rules => row(Source::Rules),
    }
}

fn figure_row(value: String, cited: Cited<'_>, words: &Words<'_>) -> FactRow {
    let unit = cited.figure.unit.as_str();
    let past = cited.value.review_by < words.assessment.context.as_at;
    let source = words.profile.sources.get(&cited.value.source);
    FactRow {
        label: cited.figure.title.clone(),
        value: if SPOKEN.contains(&unit) { value } else { format!("{value} {unit}") },
        source: Source::Published {
            title: source
                .map_or_else(|| cited.value.source.clone(), |source| format!("{}, {}", source.publisher, source.title)),
            as_of: cited.value.as_of.to_string(),
            stale: past.then(|| cited.value.review_by.to_string()),
        },
    }
}
