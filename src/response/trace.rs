//! The trace as a document: each conclusion with the answers and figures it rests on, and where those come from.

use super::document::{Block, Document, Sentence, Trace, foot};
use super::letter::draft_position;
use super::words::{Words, capitalised, general_path};
use crate::assessment::{Assessment, Fact, Finding, Origin};
use crate::form::Field;
use crate::profile::{FigureRef, Profile};

const COLUMNS: &[&str] = &["what", "value", "source", "as-of", "review-by"];

/// The sentences of the trace and the names each may use.
pub(super) fn keys() -> Vec<(String, &'static [&'static str])> {
    let mut keys: Vec<(String, &'static [&'static str])> =
        ["title", "caption", "answer", "rules", "not-known", "stale", "marking", "conclusion"]
            .map(|key| (format!("trace.{key}"), [].as_slice()))
            .to_vec();
    keys.extend(COLUMNS.iter().map(|column| (format!("trace.column.{column}"), [].as_slice())));
    keys
}

/// Drafts the trace of an assessment. Fees may stand in it, so it is marked as internal.
pub fn trace(assessment: &Assessment, profile: &Profile) -> Document {
    let words = Words { assessment, profile };
    let say = |key: &str| words.say(&format!("trace.{key}"));
    let mut blocks = Vec::new();
    blocks.extend(say("conclusion").map(Block::Heading));
    blocks.push(Block::Paragraph(draft_position(&words)));
    for finding in assessment.findings.iter() {
        let title = profile.wording.checks.get(finding.check).map(|check| check.title.clone()).unwrap_or_default();
        blocks.push(Block::Heading(Sentence { text: title, trace: about(finding) }));
        blocks.extend(words.finding(finding).map(|sentence| Block::Paragraph(vec![sentence])));
        let columns = COLUMNS.iter().filter_map(|column| say(&format!("column.{column}"))).collect();
        let facts = assessment.findings.facts(finding).iter().map(|fact| fact_row(&words, fact));
        // Answers that were looked at and are not known stand in the table too.
        let missing = finding.missing.iter().map(|field| missing_row(&words, field));
        let rows: Vec<Vec<Sentence>> = facts.chain(missing).collect();
        if let Some(caption) = say("caption").filter(|_| !rows.is_empty()) {
            blocks.push(Block::Table { caption, columns, rows });
        }
    }
    let text = |key: &str| say(key).map(|sentence| sentence.text);
    Document { title: text("title").unwrap_or_default(), marking: text("marking"), foot: foot(&words), blocks }
}

fn about(finding: &Finding) -> Trace {
    Trace { inputs: finding.inputs.iter().cloned().collect(), ..Trace::default() }
}

fn fact_row(words: &Words<'_>, fact: &Fact) -> Vec<Sentence> {
    let trace = match &fact.origin {
        Origin::Input(field) => Trace { inputs: vec![field.clone()], ..Trace::default() },
        Origin::Figure(figure) => Trace { figures: vec![*figure], ..Trace::default() },
        Origin::Rules => Trace { wording: format!("wording.facts.{}", fact.name), ..Trace::default() },
    };
    let cell = |text: String| Sentence { text, trace: trace.clone() };
    let say = |key: &str| words.say(&format!("trace.{key}")).map(|sentence| sentence.text).unwrap_or_default();
    let [source, as_of, review_by] = match &fact.origin {
        Origin::Input(_) => [say("answer"), String::new(), String::new()],
        Origin::Rules => [say("rules"), String::new(), String::new()],
        Origin::Figure(figure) => published(words, *figure, &say("stale")),
    };
    let value = words.value(fact).map(|value| capitalised(&value)).unwrap_or_default();
    [words.label(fact), value, source, as_of, review_by].into_iter().map(cell).collect()
}

fn published(words: &Words<'_>, figure: FigureRef, stale: &str) -> [String; 3] {
    let Some(cited) = words.profile.cite(figure) else { return Default::default() };
    let source = words.profile.sources.get(&cited.value.source);
    let source = source.map(|source| format!("{}, {}", source.publisher, source.title)).unwrap_or_default();
    let due = cited.value.review_by;
    let review_by = match due < words.assessment.context.as_at {
        true => format!("{due}. {stale}"),
        false => due.to_string(),
    };
    [source, cited.value.as_of.to_string(), review_by]
}

fn missing_row(words: &Words<'_>, field: &Field) -> Vec<Sentence> {
    let trace = Trace { inputs: vec![field.clone()], ..Trace::default() };
    let label = words.profile.field_words(&general_path(field)).map(|field| field.label.clone());
    let not_known = words.say("trace.not-known").map(|sentence| sentence.text).unwrap_or_default();
    let cells = [label.unwrap_or_else(|| field.path()), not_known, String::new(), String::new(), String::new()];
    cells.into_iter().map(|text| Sentence { text, trace: trace.clone() }).collect()
}
