//! The internal note: what the commissioning team needs and the public register must not hold.

use super::document::{Block, Document, Sentence, Trace};
use super::letter::draft_position;
use super::questions::questions;
use super::words::{Words, plain, pounds};
use crate::assessment::Assessment;
use crate::form::Field;
use crate::profile::Profile;
use crate::vocabulary::{Access, FeeBand, Fit, Value};
use rust_decimal::Decimal;

const LABELS: &[&str] =
    &["stance", "fit", "access", "value", "fee", "band", "price-year", "benchmark", "provider", "profile"];

/// The sentences of the note and the names each may use.
pub(super) fn keys() -> Vec<(String, &'static [&'static str])> {
    let plain = |key: String| (key, [].as_slice());
    let mut keys: Vec<(String, &'static [&'static str])> =
        ["note.title", "note.marking", "note.access-lowered", "note.fit-lowered"]
            .map(|key| plain(key.to_owned()))
            .to_vec();
    keys.extend(
        ["result", "findings", "actions", "headings", "questions"].map(|part| plain(format!("note.heading.{part}"))),
    );
    keys.extend(LABELS.iter().map(|label| plain(format!("note.label.{label}"))));
    keys.extend(FeeBand::ALL.iter().map(|band| plain(format!("note.band.{}", band.code()))));
    keys.extend(FeeBand::VeryHighCost.actions().iter().map(|action| plain(format!("note.action.{action}"))));
    keys.extend(Fit::ALL.iter().map(|fit| plain(format!("note.fit.{}", fit.code()))));
    keys.extend(Access::ALL.iter().map(|access| plain(format!("note.access.{}", access.code()))));
    keys.extend(Value::ALL.iter().map(|value| plain(format!("note.value.{}", value.code()))));
    keys.push(("note.line.above".to_owned(), &["heading", "planned", "benchmark", "difference", "percent"]));
    keys.push(("note.line.within".to_owned(), &["heading", "planned", "benchmark"]));
    keys.push(("note.line.no-benchmark".to_owned(), &["heading", "planned"]));
    keys.push(("note.line.no-plan".to_owned(), &["heading", "benchmark"]));
    keys.push(("note.line.reason".to_owned(), &["reason"]));
    keys.push(("note.line.accepted".to_owned(), &[]));
    keys.push(("note.line.not-accepted".to_owned(), &[]));
    keys
}

/// Drafts the note.
pub fn internal_note(assessment: &Assessment, profile: &Profile) -> Document {
    let words = Words { assessment, profile };
    let mut blocks = Vec::new();
    let heading = |part: &str| words.say(&format!("note.heading.{part}")).map(Block::Heading);
    let typed = |text: String, fields: &[Field]| Sentence {
        text,
        trace: Trace { inputs: fields.to_vec(), ..Trace::default() },
    };

    blocks.extend(heading("result"));
    let mut pairs = Vec::new();
    let mut pair =
        |label: &str, value: Option<Sentence>| pairs.extend(words.say(&format!("note.label.{label}")).zip(value));
    let stance = profile.wording.stances.get(assessment.stance.code()).map(|stance| stance.title.clone());
    pair("stance", stance.map(|title| typed(title, &[])));
    let lowered = |mut sentence: Sentence, lowered: bool, key: &str| {
        if let Some(remark) = words.say(key).filter(|_| lowered) {
            sentence.text = format!("{} {}", sentence.text, remark.text);
        }
        sentence
    };
    let fit = words.say(&format!("note.fit.{}", assessment.fit.code()));
    pair(
        "fit",
        fit.map(|sentence| {
            lowered(
                sentence,
                assessment.fit != Fit::CannotSay && assessment.fit != assessment.fit_before_concerns,
                "note.fit-lowered",
            )
        }),
    );
    let access = words.say(&format!("note.access.{}", assessment.access.code()));
    pair(
        "access",
        access.map(|sentence| {
            lowered(
                sentence,
                assessment.access != Access::CannotSay && assessment.access != assessment.access_before_value,
                "note.access-lowered",
            )
        }),
    );
    pair("value", words.say(&format!("note.value.{}", assessment.value.code())));
    let fees = &assessment.proposal.fees;
    pair(
        "fee",
        fees.weekly.zip(fees.upper()).map(|(low, high)| {
            let range = if low == high { pounds(high) } else { format!("{} to {}", pounds(low), pounds(high)) };
            typed(range, &[Field::Weekly, Field::WeeklyMax])
        }),
    );
    pair("price-year", fees.price_year.clone().map(|year| typed(year, &[Field::PriceYear])));
    pair("band", words.say(&format!("note.band.{}", assessment.fee_band.code())));
    let version = [fees.benchmark_version.clone(), fees.benchmark_date.map(|date| date.to_string())];
    let version: Vec<String> = version.into_iter().flatten().collect();
    pair(
        "benchmark",
        (!version.is_empty()).then(|| typed(version.join(", "), &[Field::BenchmarkVersion, Field::BenchmarkDate])),
    );
    pair("provider", assessment.proposal.provider.clone().map(|name| typed(name, &[Field::Provider])));
    pair("profile", Some(typed(format!("{} {} ({})", profile.id, profile.edition, profile.sha256()), &[])));
    blocks.push(Block::Pairs(pairs));
    blocks.push(Block::Paragraph(draft_position(&words)));

    let actions: Vec<Vec<Sentence>> = assessment
        .fee_band
        .actions()
        .iter()
        .filter_map(|action| words.say(&format!("note.action.{action}")))
        .map(|sentence| vec![sentence])
        .collect();
    if !actions.is_empty() {
        blocks.extend(heading("actions"));
        blocks.push(Block::List { numbered: true, items: actions });
    }
    let lines: Vec<Vec<Sentence>> =
        fees.lines.iter().map(|line| fee_line(&words, line)).filter(|line| !line.is_empty()).collect();
    if !lines.is_empty() {
        blocks.extend(heading("headings"));
        blocks.push(Block::List { numbered: false, items: lines });
    }
    blocks.extend(heading("findings"));
    let findings = assessment.findings.iter().filter_map(|finding| {
        let title = profile.wording.checks.get(finding.check)?.title.clone();
        Some((typed(title, &[]), words.finding(finding)?))
    });
    blocks.push(Block::Pairs(findings.collect()));
    let asked: Vec<Vec<Sentence>> = questions(&words).into_iter().map(|question| vec![question.sentence]).collect();
    if !asked.is_empty() {
        blocks.extend(heading("questions"));
        blocks.push(Block::List { numbered: true, items: asked });
    }
    let say = |key: &str| words.say(key).map(|sentence| sentence.text);
    Document { title: say("note.title").unwrap_or_default(), marking: say("note.marking"), blocks }
}

/// One heading of the fee beside its benchmark, with the provider's reason and whether it was accepted.
fn fee_line(words: &Words<'_>, line: &crate::proposal::FeeLine) -> Vec<Sentence> {
    let title = words
        .profile
        .headings
        .iter()
        .find(|heading| heading.id == line.heading)
        .map_or(&line.heading, |heading| &heading.title);
    let heading = ("heading", title.clone());
    let mut said: Vec<Sentence> = match (line.planned, line.benchmark) {
        (Some(planned), Some(benchmark)) if planned > benchmark => {
            let difference = planned - benchmark;
            let percent = if benchmark.is_zero() {
                None
            } else {
                Some((difference * Decimal::ONE_HUNDRED / benchmark).round_dp(1))
            };
            let percent = percent.map_or_else(|| "–".to_owned(), |percent| format!("{}%", plain(percent)));
            words.say_with(
                "note.line.above",
                &[
                    heading,
                    ("planned", pounds(planned)),
                    ("benchmark", pounds(benchmark)),
                    ("difference", pounds(difference)),
                    ("percent", percent),
                ],
            )
        }
        (Some(planned), Some(benchmark)) => words
            .say_with("note.line.within", &[heading, ("planned", pounds(planned)), ("benchmark", pounds(benchmark))]),
        (Some(planned), None) => words.say_with("note.line.no-benchmark", &[heading, ("planned", pounds(planned))]),
        (None, Some(benchmark)) => words.say_with("note.line.no-plan", &[heading, ("benchmark", pounds(benchmark))]),
        (None, None) => None,
    }
    .into_iter()
    .collect();
    said.extend(
        line.reason.as_ref().and_then(|reason| words.say_with("note.line.reason", &[("reason", reason.clone())])),
    );
    said.extend(
        line.accepted
            .and_then(|accepted| words.say(if accepted { "note.line.accepted" } else { "note.line.not-accepted" })),
    );
    let fields = [
        Field::Breakdown(line.heading.clone()),
        Field::Benchmark(line.heading.clone()),
        Field::Explanation(line.heading.clone()),
    ];
    for sentence in &mut said {
        sentence.trace.inputs.extend_from_slice(&fields);
    }
    said
}
