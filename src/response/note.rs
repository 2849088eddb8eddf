//! The internal note: what the commissioning team needs and the public register must not hold.

use super::advice::{Outlook, threshold, way};
use super::document::{Block, Document, Sentence, Trace, foot};
use super::letter::draft_position;
use super::objectives::objectives;
use super::questions::questions;
use super::revision::{
    CLOSE, Decision, Edit, Made, OPENING, Overridden, Place, Revision, Standing as Applies, WRITTEN, revised_letter,
};
use super::words::{Words, capitalised, plain, pounds, titled};
use crate::advice::fewest;
use crate::assessment::{Assessment, ComparedLine, Comparison, Reason, Standing, Verdict, compare};
use crate::checks;
use crate::difference::{Piece, differences};
use crate::form::Field;
use crate::profile::Profile;
use crate::text::in_one_line;
use crate::vocabulary::{Access, FeeBand, Fit, Stance, Value};
use rust_decimal::Decimal;
use std::sync::Arc;

const PARTS: &[&str] = &[
    "result",
    "override",
    "actions",
    "decision",
    "headings",
    "reasons",
    "findings",
    "objectives",
    "advice",
    "sensitivity",
    "questions",
    "edits",
    "decisions",
];
const LABELS: &[&str] = &[
    "stance",
    "fit",
    "access",
    "value",
    "fee",
    "band",
    "price-year",
    "basis",
    "places",
    "benchmark",
    "uprating",
    "planned-total",
    "benchmark-total",
    "adjusted-total",
    "difference",
    "commitment",
    "provider",
    "profile",
    "computed",
    "computed-position",
    "confirmed",
    "override-reason",
];
const COLUMNS: &[&str] = &["heading", "planned", "benchmark", "difference", "percent", "standing"];

/// The sentences of the note and the names each may use.
pub(super) fn keys() -> Vec<(String, &'static [&'static str])> {
    let plain = |key: String| (key, [].as_slice());
    let mut keys: Vec<(String, &'static [&'static str])> =
        ["title", "marking", "access-lowered", "fit-lowered", "table", "total"]
            .map(|key| plain(format!("note.{key}")))
            .to_vec();
    keys.extend(PARTS.iter().map(|part| plain(format!("note.heading.{part}"))));
    keys.extend(LABELS.iter().map(|label| plain(format!("note.label.{label}"))));
    keys.extend(COLUMNS.iter().map(|column| plain(format!("note.column.{column}"))));
    keys.extend(Standing::ALL.iter().map(|standing| plain(format!("note.standing.{}", standing.code()))));
    keys.extend(FeeBand::ALL.iter().map(|band| plain(format!("note.band.{}", band.code()))));
    keys.extend(FeeBand::VeryHighCost.actions().iter().map(|action| plain(format!("note.action.{action}"))));
    keys.extend(Fit::ALL.iter().map(|fit| plain(format!("note.fit.{}", fit.code()))));
    keys.extend(Access::ALL.iter().map(|access| plain(format!("note.access.{}", access.code()))));
    keys.extend(Value::ALL.iter().map(|value| plain(format!("note.value.{}", value.code()))));
    keys.push(("note.comparator".to_owned(), &["amount", "date", "source"]));
    keys.push(("note.comparator-stale".to_owned(), &["amount", "date", "source", "months"]));
    keys.push(("note.uprated".to_owned(), &["percent"]));
    keys.push(("note.as-entered".to_owned(), &["benchmark", "entered"]));
    let edits: [(&str, &'static [&'static str]); 11] = [
        ("place", &["part", "paragraph"]),
        ("place-item", &["part", "paragraph", "item"]),
        ("opening", &[]),
        ("close", &[]),
        ("gone", &["words"]),
        ("new", &["words"]),
        ("changed", &["differences"]),
        ("removed", &["differences"]),
        ("added", &["differences"]),
        ("moved", &["edit", "place"]),
        ("superseded", &["edit"]),
    ];
    keys.extend(edits.map(|(key, names)| (format!("note.edit.{key}"), names)));
    keys.push(("note.decided".to_owned(), &["words", "decision"]));
    keys
}

/// Drafts the note on the assessment as computed and what a person made of its letter.
pub fn internal_note(computed: &Assessment, outlook: &Outlook, profile: &Profile, revision: &Revision) -> Document {
    let confirmed = revision.confirmed(computed);
    let assessment = &*confirmed;
    let words = Words { assessment, profile };
    let note = Note { words };
    let mut blocks = Vec::new();
    let mut part = |part: &str, block: Option<Block>| {
        if let Some(block) = block {
            blocks.extend(words.say(&format!("note.heading.{part}")).map(Block::Heading));
            blocks.push(block);
        }
    };
    part("result", Some(Block::Pairs(note.result())));
    part("override", revision.stance.as_ref().map(|made| Block::Pairs(note.overridden(computed, made))));
    let compared = compare(&assessment.proposal.fees, profile, assessment.context.as_at);
    part("actions", list(true, note.actions()));
    // The decision form is for a fee from the threshold of an analysis up.
    let decision = !matches!(assessment.fee_band, FeeBand::NotStated | FeeBand::BelowThreshold);
    part("decision", decision.then(|| Block::Pairs(note.decision(&compared))));
    part("headings", note.headings(&compared));
    let reasons = note.reasons(&compared);
    part("reasons", (!reasons.is_empty()).then_some(Block::Pairs(reasons)));
    part("findings", Some(Block::Pairs(note.findings())));
    let objectives = objectives(&words);
    part("objectives", (!objectives.is_empty()).then_some(Block::Pairs(objectives)));
    // What would change the computed stance does not change the one that a person confirmed.
    if !matches!(assessment.stance, Stance::FactualOnly) && !matches!(assessment.reason, Reason::Overridden(_)) {
        let none = |key: &str| words.say(key).map(|none| Block::Paragraph(vec![none]));
        let ways: Vec<Sentence> = fewest(&outlook.advice).filter_map(|found| way(&words, found, true)).collect();
        let better = assessment.stance != Stance::Support;
        part("advice", list(false, ways).or_else(|| none("advice.none").filter(|_| better)));
        let turns: Vec<Sentence> = outlook.sensitivity.iter().filter_map(|found| threshold(&words, found)).collect();
        part("sensitivity", list(false, turns).or_else(|| none("advice.figures-none")));
    }
    part("questions", list(true, questions(&words).into_iter().map(|question| question.sentence).collect()));
    let revised = revised_letter(computed, profile, revision);
    let edits = revision.edits.iter().zip(&revised.standing).enumerate();
    let edits: Vec<Pair> = edits.filter_map(|(at, (edit, standing))| note.edit(at, edit, standing)).collect();
    part("edits", (!edits.is_empty()).then_some(Block::Pairs(edits)));
    let decisions = revision.decisions.iter().enumerate();
    let decisions: Vec<Pair> = decisions.filter_map(|(at, decision)| note.decided(at, decision)).collect();
    part("decisions", (!decisions.is_empty()).then_some(Block::Pairs(decisions)));
    let position = blocks.iter().position(|block| matches!(block, Block::Pairs(_))).map_or(0, |at| at + 1);
    blocks.insert(position, Block::Paragraph(draft_position(&words)));
    let say = |key: &str| words.say(key).map(|sentence| sentence.text);
    Document { title: say("note.title").unwrap_or_default(), marking: say("note.marking"), foot: foot(&words), blocks }
}

/// A list, if there is anything in it.
fn list(numbered: bool, items: Vec<Sentence>) -> Option<Block> {
    let items: Vec<Vec<Sentence>> = items.into_iter().map(|item| vec![item]).collect();
    (!items.is_empty()).then_some(Block::List { numbered, items })
}

/// What is written here from answers alone.
fn typed(text: impl Into<String>, fields: &[Field]) -> Sentence {
    Sentence { text: text.into(), trace: Trace { inputs: fields.to_vec(), ..Trace::default() } }
}

/// "+£200", "−£50" or "£0".
fn signed(amount: Decimal) -> String {
    match amount {
        amount if amount.is_zero() => pounds(amount),
        amount if amount.is_sign_negative() => format!("−{}", pounds(-amount)),
        amount => format!("+{}", pounds(amount)),
    }
}

type Pair = (Sentence, Sentence);

struct Note<'a> {
    words: Words<'a>,
}

impl Note<'_> {
    fn pair(&self, label: &str, value: Option<Sentence>) -> Option<Pair> {
        self.words.say(&format!("note.label.{label}")).zip(value)
    }

    fn code(&self, of: &str, code: &str) -> Option<Sentence> {
        self.words.say(&format!("note.{of}.{code}"))
    }

    fn fee(&self) -> Option<Sentence> {
        let fees = &self.words.assessment.proposal.fees;
        let (low, high) = fees.lower().zip(fees.upper())?;
        let range = if low == high { pounds(high) } else { format!("{} to {}", pounds(low), pounds(high)) };
        Some(typed(range, &[Field::Weekly, Field::WeeklyMax]))
    }

    fn result(&self) -> Vec<Pair> {
        let (words, assessment) = (self.words, self.words.assessment);
        let stance = words.profile.wording.stances.get(assessment.stance.code());
        let lowered = |sentence: Option<Sentence>, lowered: bool, key: &str| {
            let mut sentence = sentence?;
            if let Some(remark) = words.say(key).filter(|_| lowered) {
                sentence.text = format!("{} {}", sentence.text, remark.text);
            }
            Some(sentence)
        };
        let fit_lowered = assessment.fit != Fit::CannotSay && assessment.fit != assessment.fit_before_concerns;
        let access_lowered =
            assessment.access != Access::CannotSay && assessment.access != assessment.access_before_value;
        let profile = words.profile;
        let stamp = format!("{} {} ({})", profile.id, profile.edition, profile.sha256());
        let provider = assessment.proposal.provider.as_ref();
        [
            self.pair(
                "stance",
                stance.map(|stance| {
                    titled(stance.title.as_str(), format!("wording.stances.{}.title", assessment.stance.code()))
                }),
            ),
            self.pair("fit", lowered(self.code("fit", assessment.fit.code()), fit_lowered, "note.fit-lowered")),
            self.pair(
                "access",
                lowered(self.code("access", assessment.access.code()), access_lowered, "note.access-lowered"),
            ),
            self.pair("value", self.code("value", assessment.value.code())),
            self.pair("fee", self.fee()),
            self.pair("band", self.code("band", assessment.fee_band.code())),
            self.pair("provider", provider.map(|name| typed(name.as_str(), &[Field::Provider]))),
            self.pair("profile", Some(titled(stamp, "edition".to_owned()))),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// The stance as computed, with its reasons, beside the one that a person confirmed.
    fn overridden(&self, computed: &Assessment, made: &Overridden) -> Vec<Pair> {
        let profile = self.words.profile;
        let title = |stance: Stance| {
            let words = profile.wording.stances.get(stance.code())?;
            Some(titled(words.title.as_str(), format!("wording.stances.{}.title", stance.code())))
        };
        let position = draft_position(&Words { assessment: computed, profile });
        let text = position.iter().map(|sentence| sentence.text.as_str()).collect::<Vec<_>>().join(" ");
        let trace = position.into_iter().next().map(|sentence| sentence.trace).unwrap_or_default();
        let pairs = [
            self.pair("computed", title(computed.stance)),
            self.pair("computed-position", Some(Sentence { text, trace })),
            self.pair("confirmed", title(made.stance())),
            self.pair("override-reason", Some(titled(made.reason(), format!("{WRITTEN}stance.reason")))),
        ];
        pairs.into_iter().flatten().collect()
    }

    /// Where an edit was made, what it does, and whether it was applied.
    fn edit(&self, at: usize, edit: &Edit, standing: &Applies) -> Option<Pair> {
        let words = self.words;
        let key = |key: &str| format!("note.edit.{key}");
        let pieces = match edit.made() {
            Made::Changed(text) => differences(edit.was(), text),
            Made::Removed => vec![Piece::Gone(edit.was().to_owned())],
            Made::Added(text) => vec![Piece::New(in_one_line(text))],
        };
        let pieces = pieces.into_iter().filter_map(|piece| match piece {
            Piece::Same(text) => Some(text),
            Piece::Gone(text) => words.clause(&key("gone"), &[("words", text)]).map(|said| said.text),
            Piece::New(text) => words.clause(&key("new"), &[("words", text)]).map(|said| said.text),
        });
        let differences = ("differences", pieces.collect::<Vec<_>>().join(" "));
        let made = match edit.made() {
            Made::Changed(_) => "changed",
            Made::Removed => "removed",
            Made::Added(_) => "added",
        };
        let made = words.say_with(&key(made), &[differences])?;
        let mut said = match standing {
            Applies::Applied => made,
            Applies::Moved(place) => {
                words.say_with(&key("moved"), &[("edit", made.text), ("place", self.place(place)?.text)])?
            }
            Applies::Superseded { .. } => words.say_with(&key("superseded"), &[("edit", made.text)])?,
        };
        said.trace.wording = format!("{WRITTEN}edits[{at}]");
        Some((self.place(edit.place())?, said))
    }

    fn place(&self, place: &Place) -> Option<Sentence> {
        let words = self.words;
        let part = match place.part.as_str() {
            OPENING | CLOSE => words.say(&format!("note.edit.{}", place.part)),
            part => words.say(&format!("letter.heading.{part}")),
        };
        let part = part.map(|part| part.text).filter(|text| !text.is_empty()).unwrap_or_else(|| place.part.clone());
        let names = [("part", part), ("paragraph", place.paragraph.to_string())];
        match place.item {
            None => words.say_with("note.edit.place", &names),
            Some(item) => {
                let [part, paragraph] = names;
                words.say_with("note.edit.place-item", &[part, paragraph, ("item", item.to_string())])
            }
        }
    }

    fn decided(&self, at: usize, decision: &Decision) -> Option<Pair> {
        let names = [("words", in_one_line(&decision.words)), ("decision", in_one_line(&decision.decision))];
        let place = format!("{WRITTEN}decisions[{at}]");
        let mut said = self.words.say_with("note.decided", &names)?;
        said.trace.wording.clone_from(&place);
        Some((titled(in_one_line(&decision.kind), place), said))
    }

    fn actions(&self) -> Vec<Sentence> {
        self.words.assessment.actions().iter().filter_map(|action| self.code("action", action)).collect()
    }

    /// What the decision on a fee from the threshold up rests on: the fee, the benchmark, the adjusted position, the
    /// commitment, and the published figures to set beside it.
    fn decision(&self, compared: &Comparison<'_>) -> Vec<Pair> {
        let (words, fees) = (self.words, &self.words.assessment.proposal.fees);
        let text = |text: &Option<String>, field: Field| text.as_ref().map(|text| typed(text.as_str(), &[field]));
        let version = [fees.benchmark_version.clone(), fees.benchmark_date.map(|date| date.to_string())];
        let version: Vec<String> = version.into_iter().flatten().collect();
        let version =
            (!version.is_empty()).then(|| typed(version.join(", "), &[Field::BenchmarkVersion, Field::BenchmarkDate]));
        let headings = |fields: fn(Arc<str>) -> Field| -> Vec<Field> {
            compared.lines.iter().map(|line| fields(line.line.heading.clone())).collect()
        };
        let uprating = fees.uprating.and_then(|percent| {
            let mut said = words.say_with("note.uprated", &[("percent", format!("{}%", plain(percent)))])?;
            said.trace.inputs.push(Field::Uprating);
            Some(said)
        });
        let amount = |there: bool, amount: String, fields: Vec<Field>| there.then(|| typed(amount, &fields));
        let (broken_down, benchmarked) = (compared.is_broken_down(), compared.has_benchmark());
        let both = [headings(Field::Breakdown), headings(Field::Benchmark)].concat();
        let accepted = [both.clone(), headings(Field::Accepted)].concat();
        let commitment = words.assessment.finding("local-commitment").and_then(|finding| words.finding(finding));
        let places = words.assessment.proposal.home.places;
        let mut pairs: Vec<Pair> = [
            self.pair("fee", self.fee()),
            self.pair("price-year", text(&fees.price_year, Field::PriceYear)),
            self.pair("basis", text(&fees.basis, Field::FeeBasis)),
            self.pair("places", places.map(|places| typed(places.to_string(), &[Field::Places]))),
            self.pair("benchmark", version),
            self.pair("uprating", uprating),
            self.pair("planned-total", amount(broken_down, pounds(compared.planned), headings(Field::Breakdown))),
            self.pair("benchmark-total", amount(benchmarked, pounds(compared.benchmark), headings(Field::Benchmark))),
            self.pair("adjusted-total", amount(benchmarked, pounds(compared.adjusted), accepted.clone())),
            self.pair(
                "difference",
                amount(broken_down && benchmarked, signed(compared.planned - compared.adjusted), accepted),
            ),
            self.pair("commitment", commitment),
        ]
        .into_iter()
        .flatten()
        .collect();
        pairs.extend(words.profile.comparators.iter().filter_map(|id| self.comparator(id)));
        pairs
    }

    /// A published figure as published, with its date; never brought up to date.
    fn comparator(&self, id: &str) -> Option<Pair> {
        let (words, as_at) = (self.words, self.words.assessment.context.as_at);
        let figure = words.profile.figure(id, as_at)?;
        let cited = words.profile.cite(figure)?;
        let source = words.profile.sources.get(&cited.value.source)?;
        let mut names = vec![
            ("amount", words.figure(figure)),
            ("date", cited.value.as_of.to_string()),
            ("source", format!("{}, {}", source.publisher, source.title)),
        ];
        let stale = cited.value.review_by < as_at;
        if stale {
            names.push(("months", as_at.months_since(cited.value.as_of.end).to_string()));
        }
        let key = if stale { "note.comparator-stale" } else { "note.comparator" };
        let mut said = words.say_with(key, &names)?;
        said.trace.figures.push(figure);
        Some((titled(cited.figure.title.as_str(), format!("figures.{id}.title")), said))
    }

    /// Each heading of the fee beside its benchmark, and their sums.
    fn headings(&self, compared: &Comparison<'_>) -> Option<Block> {
        if compared.lines.is_empty() {
            return None;
        }
        let words = self.words;
        let columns = COLUMNS.iter().filter_map(|column| self.code("column", column)).collect();
        let mut rows: Vec<Vec<Sentence>> = compared.lines.iter().map(|line| self.row(line)).collect();
        let each = |line: &ComparedLine<'_>| {
            let heading = &line.line.heading;
            [Field::Breakdown(heading.clone()), Field::Benchmark(heading.clone())]
        };
        let all: Vec<Field> = compared.lines.iter().flat_map(each).collect();
        let total = |there: bool, amount: Decimal| typed(if there { pounds(amount) } else { String::new() }, &all);
        let (broken_down, benchmarked) = (compared.is_broken_down(), compared.has_benchmark());
        let difference =
            if broken_down && benchmarked { signed(compared.planned - compared.benchmark) } else { String::new() };
        rows.push(vec![
            words.say("note.total")?,
            total(broken_down, compared.planned),
            total(benchmarked, compared.benchmark),
            typed(difference, &all),
            typed("", &all),
            typed("", &all),
        ]);
        Some(Block::Table { caption: words.say("note.table")?, columns, rows })
    }

    fn row(&self, compared: &ComparedLine<'_>) -> Vec<Sentence> {
        let (line, words) = (compared.line, self.words);
        let heading = &line.heading;
        let amount = |amount: Option<Decimal>| amount.map(pounds).unwrap_or_default();
        let breakdown = Field::Breakdown(heading.clone());
        let benchmark = Field::Benchmark(heading.clone());
        let both = [breakdown.clone(), benchmark.clone()];
        // A benchmark that was brought up to date is shown with the amount as entered.
        let against = compared.benchmark.zip(line.benchmark).map(|(uprated, entered)| {
            let names = [("benchmark", pounds(uprated)), ("entered", pounds(entered))];
            let both = words.clause("note.as-entered", &names).filter(|_| uprated != entered);
            both.map_or_else(|| pounds(uprated), |both| both.text)
        });
        vec![
            self.heading(heading),
            typed(amount(line.planned), &[breakdown]),
            typed(against.unwrap_or_default(), &[benchmark]),
            typed(compared.difference.map(signed).unwrap_or_default(), &both),
            typed(compared.percent.map(|percent| format!("{}%", plain(percent))).unwrap_or_default(), &both),
            words.clause(&format!("note.standing.{}", compared.standing.code()), &[]).unwrap_or_default(),
        ]
    }

    /// The provider's reasons. They can be long, and a column of the table would be too narrow for them.
    fn reasons(&self, compared: &Comparison<'_>) -> Vec<Pair> {
        let pair = |line: &ComparedLine<'_>| {
            let heading = &line.line.heading;
            let reason = line.line.reason.as_ref()?;
            Some((self.heading(heading), typed(reason.as_str(), &[Field::Explanation(heading.clone())])))
        };
        compared.lines.iter().filter_map(pair).collect()
    }

    fn heading(&self, id: &str) -> Sentence {
        let known = self.words.profile.headings.iter().find(|known| known.id == id);
        titled(capitalised(known.map_or(id, |known| &known.title)), format!("headings.{id}"))
    }

    fn findings(&self) -> Vec<Pair> {
        let (words, assessment) = (self.words, self.words.assessment);
        let findings = assessment.findings.iter().filter_map(|finding| {
            // What is in order by heading is in the table.
            if finding.check == checks::FEE_HEADINGS && finding.outcome.verdict == Verdict::Met {
                return None;
            }
            let title = words.profile.wording.checks.get(finding.check)?.title.as_str();
            Some((titled(title, format!("wording.checks.{}.title", finding.check)), words.finding(finding)?))
        });
        findings.collect()
    }
}
