//! The response in the shape of planning data: a specialist's comment as the ODP schemas have it, and beside it the values
//! of the BOPS form. The shape is the one of [`VERSION`]; what an officer has to confirm is left out until it is confirmed.

use crate::assessment::Assessment;
use crate::date::Date;
use crate::digest::sha256;
use crate::documents::text;
use crate::json::Fault;
use crate::profile::Profile;
use crate::response::revision::Revision;
use crate::response::{Block, Letter, Sentence, Words, revised_letter};
use crate::vocabulary::Sentiment;
use serde::Serialize;

/// The version of the ODP schemas (digital-planning-data-schemas) that the export is written for.
pub const VERSION: &str = "0.7.7";

/// The sentences that are used here and the names each may use.
pub fn keys() -> Vec<(String, &'static [&'static str])> {
    [SPECIALISM, REASON, AUTHOR].map(|key| (key.to_owned(), [].as_slice())).to_vec()
}

const SPECIALISM: &str = "planning-data.specialism";
const REASON: &str = "planning-data.reason";
const AUTHOR: &str = "planning-data.author";

/// An export, and what a person has still to see to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// One JSON object, with a line break at its end.
    pub text: String,
    /// What is left out, and a tag that contradicts the letter, each with its place and what to do.
    pub open: Vec<Fault>,
}

/// Names are those of the schemas.
#[derive(Serialize)]
struct ExportFile {
    schema: &'static str,
    written_for: WrittenFor,
    comments: Comments,
    responses: Vec<QuestionAndResponses>,
    bops: Bops,
}

#[derive(Serialize)]
struct WrittenFor {
    schema: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Comments {
    specialist: Specialists,
}

#[derive(Serialize)]
struct Specialists {
    summary: Summary,
    comments: Vec<Specialist>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Summary {
    total_comments: u8,
    total_consulted: u8,
    sentiment: Sentiments,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Sentiments {
    approved: u8,
    amendments_needed: u8,
    objected: u8,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Specialist {
    id: String,
    organisation_specialism: String,
    job_title: String,
    reason: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_consulted_at: Option<String>,
    name: Name,
    comments: Vec<Comment>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Name {
    single_line: String,
}

#[derive(Serialize)]
struct Comment {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    sentiment: Option<&'static str>,
    comment: String,
    files: [(); 0],
    metadata: CommentMetaData,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CommentMetaData {
    submitted_at: String,
}

#[derive(Serialize)]
struct QuestionAndResponses {
    question: String,
    responses: Vec<Response>,
    metadata: QuestionMetaData,
}

#[derive(Serialize)]
struct Response {
    value: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct QuestionMetaData {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    policy_refs: Vec<PolicyRef>,
    section_name: String,
}

#[derive(Serialize)]
struct PolicyRef {
    text: String,
}

#[derive(Serialize)]
struct Bops {
    #[serde(skip_serializing_if = "Option::is_none")]
    summary_tag: Option<&'static str>,
    response: String,
}

/// The letter as planning data. `tag` is what the officer confirmed; it goes before the one of the revision. The stance has
/// no value there that means the same, so without a confirmed tag none is written, and the true stance stays in the text.
pub fn export(assessment: &Assessment, profile: &Profile, revision: &Revision, tag: Option<Sentiment>) -> Export {
    let confirmed = revision.confirmed(assessment);
    let words = Words { assessment: &confirmed, profile };
    let say = |key: &str| words.say(key).map(|sentence| sentence.text).unwrap_or_default();
    let letter = revised_letter(assessment, profile, revision).letter;
    let comment = text::text(&letter);
    let fingerprint: String = sha256(comment.as_bytes()).chars().take(12).collect();
    let tag = tag.or(revision.tag);
    let mut open = Vec::new();
    let stance = confirmed.stance.code();
    let suggested = profile.wording.stances.get(stance).and_then(|words| words.suggested_tag);
    let suggestion = match suggested {
        Some(tag) => format!("for “{stance}” the profile suggests {}", tag.code()),
        None => format!("for “{stance}” the profile suggests none"),
    };
    if let Some((tag, _)) = tag.zip(suggested).filter(|(tag, suggested)| tag.contradicts(*suggested)) {
        open.push(Fault::at(
            "tag",
            format!("{} contradicts the letter: {suggestion}; it is written as confirmed", tag.code()),
        ));
    }
    if tag.is_none() {
        let tags: Vec<&str> = Sentiment::ALL.iter().map(|tag| tag.code()).collect();
        let message =
            format!("is not confirmed, so none is written; give one of {} with --tag: {suggestion}", tags.join(", "));
        open.push(Fault::at("tag", message));
    }
    let received = confirmed.proposal.application.received;
    if received.is_none() {
        let message = "is not known, so firstConsultedAt is left out; give the date of the consultation";
        open.push(Fault::at("application.received", message));
    }
    let signatory = revision.signatory.as_ref();
    let role = signatory.and_then(|who| who.role.clone());
    let specialist = Specialist {
        id: format!("specialist-{fingerprint}"),
        organisation_specialism: say(SPECIALISM),
        job_title: role.unwrap_or_else(|| profile.council.role.clone()),
        reason: say(REASON),
        first_consulted_at: received.map(midnight),
        name: Name { single_line: signatory.map_or_else(|| say(AUTHOR), |who| who.name.clone()) },
        comments: vec![Comment {
            id: format!("comment-{fingerprint}"),
            sentiment: tag.map(in_schemas),
            comment: comment.clone(),
            files: [],
            metadata: CommentMetaData { submitted_at: midnight(confirmed.context.as_at) },
        }],
    };
    let file = ExportFile {
        schema: "home-assessment/planning-data@1",
        written_for: WrittenFor { schema: "postSubmissionApplication", version: VERSION },
        comments: Comments { specialist: Specialists { summary: summary(tag), comments: vec![specialist] } },
        responses: responses(&letter, &words),
        bops: Bops { summary_tag: tag.map(in_bops), response: comment },
    };
    // Texts, lists and small numbers can always be written.
    Export { text: serde_json::to_string_pretty(&file).unwrap_or_default() + "\n", open }
}

/// The schemas want a time where a consultation has a day.
fn midnight(date: Date) -> String {
    format!("{}T00:00:00Z", date.iso())
}

fn in_schemas(tag: Sentiment) -> &'static str {
    match tag {
        Sentiment::Approved => "approved",
        Sentiment::AmendmentsNeeded => "amendmentsNeeded",
        Sentiment::Objected => "objected",
    }
}

fn in_bops(tag: Sentiment) -> &'static str {
    match tag {
        Sentiment::Approved => "approved",
        Sentiment::AmendmentsNeeded => "amendments_needed",
        Sentiment::Objected => "objected",
    }
}

/// This comment alone, counted.
fn summary(tag: Option<Sentiment>) -> Summary {
    let count = |of: Sentiment| u8::from(tag == Some(of));
    let sentiment = Sentiments {
        approved: count(Sentiment::Approved),
        amendments_needed: count(Sentiment::AmendmentsNeeded),
        objected: count(Sentiment::Objected),
    };
    Summary { total_comments: 1, total_consulted: 1, sentiment }
}

/// The reasoning: each part of the letter as a question with its paragraphs as responses.
fn responses(letter: &Letter, words: &Words<'_>) -> Vec<QuestionAndResponses> {
    let mut parts: Vec<QuestionAndResponses> = Vec::new();
    for block in &letter.blocks {
        if let Block::Heading(heading) = block {
            let metadata = QuestionMetaData { policy_refs: Vec::new(), section_name: heading.text.clone() };
            parts.push(QuestionAndResponses { question: heading.text.clone(), responses: Vec::new(), metadata });
            continue;
        }
        let Some(part) = parts.last_mut() else { continue };
        match block {
            // Who signs, and what stands after it, answers no question.
            Block::Lines(_) => break,
            Block::List { items, .. } => part.responses.extend(items.iter().map(response)),
            other => part.responses.push(response(other.sentences())),
        }
        for sentence in block.sentences() {
            part.metadata.policy_refs.extend(policy(sentence, words).map(|text| PolicyRef { text }));
        }
    }
    parts
}

fn response<'s>(sentences: impl IntoIterator<Item = &'s Sentence>) -> Response {
    let texts: Vec<&str> = sentences.into_iter().map(|sentence| sentence.text.as_str()).collect();
    Response { value: texts.join(" ") }
}

/// The publication of a policy that a sentence states.
fn policy(sentence: &Sentence, words: &Words<'_>) -> Option<String> {
    let at = sentence.trace.wording.strip_prefix("policies[")?.split(']').next()?.parse::<usize>().ok()?;
    let source = words.profile.sources.get(&words.profile.policies.get(at)?.source)?;
    Some(source.title.clone())
}
