//! The self-check as the page shows it to a provider: what is in order, what may count against the proposal and what is open,
//! each with what it rests on, and whom to speak to. Knows no layout.

use super::assessment::{Card, card};
use crate::assessment::{Assessment, Verdict};
use crate::exchange::link;
use crate::form::Form;
use crate::profile::Profile;
use crate::response::self_check::{IN_ORDER, TO_WEIGH, told};
use crate::response::{Words, objectives, questions};
use crate::vocabulary::Mode;
use borsh::{BorshDeserialize, BorshSerialize};
use std::rc::Rc;

/// A self-check.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Checked {
    /// What it is, and what it is not.
    pub what_it_is: String,
    /// What is in order.
    pub in_order: Told,
    /// What may count against the proposal, what weighs most first.
    pub to_weigh: Told,
    /// Questions to be ready for.
    pub missing: Listed,
    /// The heading of what would meet more of what the council looks for.
    pub change: String,
    /// The heading of the objectives.
    pub objectives: String,
    /// Each objective, and how the proposal bears on it.
    pub bearings: Vec<(String, String)>,
    /// What to do next, and whom to speak to.
    pub next: Listed,
    /// The proposal as what follows the address of the page in a link; nothing where it is too long for one, or where there
    /// is no planning authority.
    pub link: Option<String>,
    /// Whether there is a planning authority.
    pub addressed: bool,
}

/// Findings under a heading.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Told {
    /// The heading.
    pub heading: String,
    /// What is said where there are none.
    pub nothing: String,
    /// The findings.
    pub cards: Vec<Rc<Card>>,
}

/// Sentences under a heading.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Listed {
    /// The heading.
    pub heading: String,
    /// What is said where there are none.
    pub nothing: String,
    /// The sentences.
    pub items: Vec<String>,
}

impl Checked {
    /// The self-check of a form that was assessed so.
    pub fn of(form: &Form, assessment: &Assessment, profile: &Profile) -> Checked {
        let words = Words { assessment, profile };
        let say = |key: &str| words.say(&format!("self-check.{key}")).map(|said| said.text).unwrap_or_default();
        let findings = |part: &str, nothing: &str, verdicts: &[Verdict]| {
            let mut cards: Vec<Rc<Card>> = told(assessment, verdicts)
                .map(|finding| Rc::new(card(finding, &words, Mode::Provider)))
                .filter(|card| !card.sentence.is_empty())
                .collect();
            cards.sort_by_key(|card| verdicts.iter().position(|verdict| *verdict == card.verdict));
            Told { heading: say(&format!("heading.{part}")), nothing: say(nothing), cards }
        };
        let addressed = assessment.proposal.application.authority.is_some();
        Checked {
            what_it_is: say("what-it-is"),
            in_order: findings("met", "nothing-met", IN_ORDER),
            to_weigh: findings("weigh", "nothing-to-weigh", TO_WEIGH),
            missing: Listed {
                heading: say("heading.missing"),
                nothing: say("nothing-missing"),
                items: questions(&words).into_iter().map(|question| question.to_applicant.text).collect(),
            },
            change: say("heading.change"),
            objectives: say("heading.objectives"),
            bearings: objectives(&words).into_iter().map(|(title, said)| (title.text, said.text)).collect(),
            next: Listed {
                heading: say("heading.next"),
                nothing: String::new(),
                items: words.lines("self-check.next").into_iter().map(|said| said.text).collect(),
            },
            link: if addressed { link::write(form) } else { None },
            addressed,
        }
    }
}
