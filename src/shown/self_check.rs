//! The self-check as the page shows it to a provider: what is in order, what may count against the proposal and what is open,
//! each with what it rests on, and whom to speak to. Laid out here, so that the page has no need to know its shapes.

use super::node::Node;
use super::screen::Screen;
use crate::assessment::{Assessment, Finding, Verdict};
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
    /// How many findings are in order.
    pub in_order: u32,
    /// How many may count against the proposal.
    pub to_weigh: u32,
    /// How many questions there are to be ready for.
    pub missing: u32,
    /// All of these, and how the proposal bears on the shared objectives.
    pub body: Rc<[Node]>,
    /// What to do next, and whom to speak to.
    pub next: Rc<[Node]>,
    /// The proposal as what follows the address of the page in a link; nothing where it is too long for one, or where there
    /// is no planning authority.
    pub link: Option<String>,
    /// Whether there is a planning authority.
    pub addressed: bool,
}

impl Checked {
    /// The self-check of a form that was assessed so.
    pub fn of(form: &Form, assessment: &Assessment, profile: &Profile) -> Checked {
        let screen = Screen { words: Words { assessment, profile } };
        let questions = questions(&screen.words);
        let findings = |verdicts: &[Verdict]| -> Vec<&Finding> {
            let mut findings: Vec<&Finding> = told(assessment, verdicts).collect();
            findings.sort_by_key(|finding| verdicts.iter().position(|verdict| *verdict == finding.outcome.verdict));
            findings
        };
        let (in_order, to_weigh) = (findings(IN_ORDER), findings(TO_WEIGH));
        let cards = |findings: &[&Finding]| -> Vec<Node> {
            findings.iter().map(|finding| screen.finding(finding, Mode::Provider)).collect()
        };
        let asks = questions.iter().map(|question| Node::saying("li", &question.to_applicant.text)).collect();
        let objectives = objectives(&screen.words);
        let bearings = objectives
            .iter()
            .map(|(title, said)| Node::of("div", [Node::saying("dt", &title.text), Node::saying("dd", &said.text)]));
        let bearings = Node::of("dl", bearings).with("class", "bearings");
        let bearings = (!objectives.is_empty()).then(|| [screen.heading("objectives"), bearings]);
        let parts = [
            screen.part("weigh", "nothing-to-weigh", "findings", cards(&to_weigh)),
            screen.part("missing", "nothing-missing", "asks", asks),
            screen.part("met", "nothing-met", "findings", cards(&in_order)),
        ];
        let next = screen.words.lines("self-check.next").into_iter().map(|line| Node::saying("li", line.text));
        let addressed = assessment.proposal.application.authority.is_some();
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Checked {
            what_it_is: screen.checked("what-it-is"),
            in_order: count(in_order.len()),
            to_weigh: count(to_weigh.len()),
            missing: count(questions.len()),
            body: parts.into_iter().flatten().chain(bearings.into_iter().flatten()).collect(),
            next: [Node::of("ul", next)].into(),
            link: if addressed { link::write(form) } else { None },
            addressed,
        }
    }
}

impl Screen<'_> {
    /// A sentence of the self-check as a document, whose words are the screen's too.
    fn checked(&self, key: &str) -> String {
        self.words.say(&format!("self-check.{key}")).map(|said| said.text).unwrap_or_default()
    }

    fn heading(&self, part: &str) -> Node {
        Node::saying("h3", self.checked(&format!("heading.{part}")))
    }

    /// A heading with a list below it, or with what is said where there is nothing.
    fn part(&self, part: &str, nothing: &str, class: &str, items: Vec<Node>) -> [Node; 2] {
        let below = match items.is_empty() {
            true => Node::saying("p", self.checked(nothing)),
            false => Node::of("ul", items).with("class", class),
        };
        [self.heading(part), below]
    }
}
