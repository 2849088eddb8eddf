//! The self-check: the same findings in a provider's order. No stance, because it is not a decision.

use super::advice::{Outlook, way};
use super::document::{Block, Document, Sentence, foot};
use super::objectives::objectives;
use super::questions::questions;
use super::words::Words;
use crate::advice::fewest;
use crate::assessment::{Assessment, Finding, Verdict};
use crate::checks;
use crate::profile::Profile;

/// The sentences of the self-check and the names each may use.
pub(super) fn keys() -> Vec<(String, &'static [&'static str])> {
    let keys = [
        "self-check.title",
        "self-check.what-it-is",
        "self-check.heading.met",
        "self-check.heading.weigh",
        "self-check.heading.missing",
        "self-check.heading.change",
        "self-check.heading.objectives",
        "self-check.heading.next",
        "self-check.nothing-met",
        "self-check.nothing-to-weigh",
        "self-check.nothing-missing",
        "self-check.nothing-to-change",
    ];
    keys.map(|key| (key.to_owned(), [].as_slice())).to_vec()
}

/// The verdicts of what is in order.
pub const IN_ORDER: &[Verdict] = &[Verdict::Met];
/// The verdicts of what may count against a proposal.
pub const TO_WEIGH: &[Verdict] = &[Verdict::NotMet, Verdict::Concern];

/// The findings of these verdicts that a provider is told.
pub fn told<'a>(assessment: &'a Assessment, verdicts: &[Verdict]) -> impl Iterator<Item = &'a Finding> {
    let findings = assessment.findings.iter().filter(|finding| verdicts.contains(&finding.outcome.verdict));
    findings.filter(|finding| !checks::COUNCIL_ONLY.contains(&finding.check))
}

/// Drafts the self-check.
pub fn self_check(assessment: &Assessment, outlook: &Outlook, profile: &Profile) -> Document {
    let words = Words { assessment, profile };
    let mut blocks = Vec::new();
    blocks.extend(words.say("self-check.what-it-is").map(|sentence| Block::Paragraph(vec![sentence])));
    let found = |verdicts: &[Verdict]| -> Vec<Sentence> {
        told(assessment, verdicts).filter_map(|finding| words.finding(finding)).collect()
    };
    let missing: Vec<Sentence> = questions(&words).into_iter().map(|question| question.to_applicant).collect();
    // The smallest sets of changes; a provider is told what would count, not what the council would say.
    let change: Vec<Sentence> = fewest(&outlook.advice).filter_map(|found| way(&words, found, false)).collect();
    let parts = [
        ("met", "nothing-met", found(IN_ORDER)),
        ("weigh", "nothing-to-weigh", found(TO_WEIGH)),
        ("missing", "nothing-missing", missing),
        ("change", "nothing-to-change", change),
        ("next", "", words.lines("self-check.next")),
    ];
    for (part, nothing, sentences) in parts {
        blocks.extend(words.say(&format!("self-check.heading.{part}")).map(Block::Heading));
        if sentences.is_empty() {
            blocks.extend(words.say(&format!("self-check.{nothing}")).map(|sentence| Block::Paragraph(vec![sentence])));
        } else {
            blocks.push(Block::List {
                numbered: false,
                items: sentences.into_iter().map(|sentence| vec![sentence]).collect(),
            });
        }
    }
    let objectives = objectives(&words);
    if !objectives.is_empty() {
        blocks.extend(words.say("self-check.heading.objectives").map(Block::Heading));
        blocks.push(Block::Pairs(objectives));
    }
    let title = words.say("self-check.title").map(|sentence| sentence.text).unwrap_or_default();
    Document { title, marking: None, foot: foot(&words), blocks }
}
