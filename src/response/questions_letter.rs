//! The open questions as a letter to the applicant: each with what its answer would settle. It may speak of the fee, so it
//! is marked as not for the register; of a licensed benchmark it says nothing but that a heading is above it.

use super::document::{Block, Document, Sentence, foot};
use super::letter::{Letterhead, address_lines, contact, signature, stamp};
use super::questions::{Question, questions};
use super::words::Words;
use crate::assessment::Assessment;
use crate::form::Field;
use crate::profile::Profile;

const HEADINGS: &[&str] = &["questions", "asked", "answer", "about"];

/// The sentences of this letter and the names each may use; what it shares with the response is the response's.
pub(super) fn keys() -> Vec<(String, &'static [&'static str])> {
    let plain = ["title", "marking", "to", "why", "nothing", "asked", "answer"];
    let plain = plain.into_iter().map(str::to_owned).chain(HEADINGS.iter().map(|part| format!("heading.{part}")));
    let by: (String, &'static [&'static str]) = ("questions-letter.answer-by".to_owned(), &["respond_by"]);
    plain.map(|key| (format!("questions-letter.{key}"), [].as_slice())).chain([by]).collect()
}

/// Drafts the letter. Where there is nothing to ask, it says so.
pub fn questions_letter(assessment: &Assessment, profile: &Profile, head: &Letterhead) -> Document {
    let words = Words { assessment, profile };
    let say = |key: &str| words.say(&format!("questions-letter.{key}"));
    let (asked, open): (Vec<Question>, Vec<Question>) =
        questions(&words).into_iter().partition(|question| question.asked);
    let mut blocks = vec![Block::Lines(address_lines(&words, head, "questions-letter.to"))];
    let mut put = |heading: Option<&str>, paragraph: Vec<Sentence>, list: Option<Block>| {
        blocks.extend(heading.and_then(|part| say(&format!("heading.{part}"))).map(Block::Heading));
        blocks.extend((!paragraph.is_empty()).then_some(Block::Paragraph(paragraph)));
        blocks.extend(list);
    };
    let whom = contact(&words);
    if open.is_empty() && asked.is_empty() {
        put(None, say("nothing").into_iter().chain(whom).collect(), None);
    } else {
        put(None, say("why").into_iter().collect(), None);
        if !open.is_empty() {
            let item = |question: Question| [question.to_applicant].into_iter().chain(question.settles).collect();
            let items = open.into_iter().map(item).collect();
            put(Some("questions"), Vec::new(), Some(Block::List { numbered: true, items }));
        }
        if !asked.is_empty() {
            let items = asked.into_iter().map(|question| vec![question.to_applicant]).collect();
            put(Some("asked"), say("asked").into_iter().collect(), Some(Block::List { numbered: false, items }));
        }
        let how = say("answer").into_iter().chain(answer_by(&words, head)).chain(whom);
        put(Some("answer"), how.collect(), None);
    }
    put(Some("about"), words.lines("questions-letter.caveats"), None);
    put(None, signature(&words, head), None);
    blocks.extend(stamp(&words));
    let text = |key: &str| say(key).map(|sentence| sentence.text);
    Document { title: text("title").unwrap_or_default(), marking: text("marking"), foot: foot(&words), blocks }
}

/// The day by which answers are of use, where it is known and still to come.
fn answer_by(words: &Words<'_>, head: &Letterhead) -> Option<Sentence> {
    let respond_by = words.assessment.proposal.application.respond_by.filter(|day| *day > head.date)?;
    let mut said = words.say_with("questions-letter.answer-by", &[("respond_by", respond_by.to_string())])?;
    said.trace.inputs.push(Field::RespondBy);
    Some(said)
}
