//! The planned fee: by heading against the benchmark, and as a whole on the council's bands beside published fees.

use super::canvas::{Anchor, Axis, Canvas, Class, SMALL, WIDTH, lines};
use super::{Picture, Sources, Table, amount, dated, say};
use crate::assessment::{ComparedLine, Comparison, Standing, compare};
use crate::profile::{Cited, Rule};
use crate::response::{Words, capitalised};
use rust_decimal::Decimal;

/// The height of a bar, and how far the line of a benchmark reaches beyond it.
const BAR: i32 = 14;
const REACH: i32 = 3;

/// Each heading as a bar, with its benchmark as a line across it. Nothing where neither is entered.
pub(super) fn by_heading(words: &Words<'_>) -> Option<Picture> {
    let (assessment, profile) = (words.assessment, words.profile);
    let fees = &assessment.proposal.fees;
    let compared = compare(fees, profile, assessment.context.as_at);
    let amounts = compared.lines.iter().flat_map(|line| [line.line.planned, line.benchmark]).flatten();
    let axis = Axis::to(amounts.max()?);
    let mut canvas = Canvas::default();
    key(words, &compared, &mut canvas);
    for line in &compared.lines {
        let above = stands(words, line);
        canvas.row(&title(words, line), &said(words, line), Class::Label);
        canvas.y += 2;
        if let Some(planned) = line.line.planned {
            let class = if above.is_some() { Class::Above } else { Class::Bar };
            let (from, to) = (axis.x(Decimal::ZERO), axis.x(planned));
            canvas.rect(from, canvas.y + REACH, to - from, BAR, class);
        }
        if let Some(benchmark) = line.benchmark {
            let x = axis.x(benchmark);
            canvas.line((x, canvas.y), (x, canvas.y + BAR + 2 * REACH), Class::Benchmark);
        }
        canvas.y += BAR + 2 * REACH;
        for note in above.iter() {
            canvas.words(note, SMALL, Class::Note);
        }
        canvas.y += 4;
    }
    canvas.axis(&axis, |amount| pounds(words, amount), &say(words, "weekly", &[]));
    let licensed = compared.has_benchmark();
    let note = |key: &str| words.say(key).map(|sentence| sentence.text);
    let uprated = fees.uprating.filter(|_| licensed).and_then(|percent| {
        let percent = words.amount(percent, "%");
        words.say_with("note.uprated", &[("percent", percent)]).map(|sentence| sentence.text)
    });
    let price_year = fees.price_year.as_ref().map(|year| say(words, "price-year", &[("price_year", year)]));
    let mut sources = Sources::default();
    if compared.is_broken_down() {
        sources.add(entered(words));
    }
    if licensed {
        sources.add(benchmark_source(words));
    }
    Some(Picture {
        id: "fee-by-heading".to_owned(),
        title: say(words, "headings.title", &[]),
        notes: uprated.into_iter().chain(price_year).chain(licensed.then(|| say(words, "licensed", &[]))).collect(),
        internal: licensed,
        drawing: canvas.finish(),
        table: Table {
            columns: ["heading", "planned", "benchmark", "standing"]
                .map(|column| note(&format!("note.column.{column}")).unwrap_or_default())
                .to_vec(),
            rows: compared.lines.iter().map(|line| table_row(words, line)).collect(),
        },
        sources: sources.list,
    })
}

/// What bars and lines stand for.
fn key(words: &Words<'_>, compared: &Comparison<'_>, canvas: &mut Canvas) {
    let y = SMALL;
    if compared.is_broken_down() {
        canvas.rect(0, y - 9, 18, 9, Class::Bar);
        canvas.text((24, y), SMALL, Anchor::Start, say(words, "key.planned", &[]), Class::Note);
    }
    if compared.has_benchmark() {
        let x = WIDTH / 2;
        canvas.line((x, y - 11), (x, y + 2), Class::Benchmark);
        canvas.text((x + 8, y), SMALL, Anchor::Start, say(words, "key.benchmark", &[]), Class::Note);
    }
    canvas.y = y + 8;
}

fn title(words: &Words<'_>, line: &ComparedLine<'_>) -> String {
    let heading = words.profile.headings.iter().find(|heading| *heading.id == *line.line.heading);
    capitalised(heading.map_or(&line.line.heading, |heading| &heading.title))
}

fn said(words: &Words<'_>, line: &ComparedLine<'_>) -> String {
    let not_stated = || say(words, "not-stated", &[]);
    let planned = line.line.planned.map_or_else(not_stated, |amount| pounds(words, amount));
    match line.benchmark {
        Some(benchmark) => say(words, "both", &[("planned", &planned), ("benchmark", &pounds(words, benchmark))]),
        None => planned,
    }
}

/// What is said of a heading beyond its amounts: where it stands, unless that is within the tolerance or not comparable.
fn stands(words: &Words<'_>, line: &ComparedLine<'_>) -> Option<String> {
    let quiet = matches!(line.standing, Standing::Within | Standing::NotPlanned | Standing::NoBenchmark);
    let key = (!quiet).then(|| line.standing.code())?;
    words.say(&format!("note.standing.{key}")).map(|sentence| sentence.text)
}

fn table_row(words: &Words<'_>, line: &ComparedLine<'_>) -> Vec<String> {
    let not_stated = || say(words, "not-stated", &[]);
    let standing = words.say(&format!("note.standing.{}", line.standing.code()));
    vec![
        title(words, line),
        line.line.planned.map_or_else(not_stated, |amount| pounds(words, amount)),
        line.benchmark.map_or_else(not_stated, |amount| pounds(words, amount)),
        standing.map(|sentence| sentence.text).unwrap_or_default(),
    ]
}

fn pounds(words: &Words<'_>, amount: Decimal) -> String {
    words.amount(amount, "£")
}

/// What was entered, as a source.
fn entered(words: &Words<'_>) -> String {
    say(words, "entered", &[("date", &words.assessment.context.as_at.to_string())])
}

/// The benchmark with its version and date; said to have none where none is entered.
fn benchmark_source(words: &Words<'_>) -> String {
    let fees = &words.assessment.proposal.fees;
    let date = fees.benchmark_date.map(|date| date.to_string());
    let stated: Vec<String> = fees.benchmark_version.clone().into_iter().chain(date).collect();
    let key = if fees.benchmark_date.is_some() { "benchmark-source" } else { "benchmark-undated" };
    let none = || say(words, "not-stated", &[]);
    let benchmark = if stated.is_empty() { none() } else { stated.join(", ") };
    say(words, key, &[("benchmark", &benchmark)])
}

/// The bands, from nought up: the rule whose figure is the lower edge, the code of the band and how it looks.
const BANDS: [(Option<Rule>, &str, Class); 4] = [
    (None, "below-threshold", Class::Band0),
    (Some(Rule::MidRangeFee), "mid-range", Class::Band1),
    (Some(Rule::HighCostFee), "high-cost", Class::Band2),
    (Some(Rule::VeryHighCostFee), "very-high-cost", Class::Band3),
];

/// A row of the scale: what it is, its value in words, and where it lies.
struct Row {
    label: String,
    value: String,
    as_of: String,
    /// From and to.
    at: Option<(Decimal, Decimal)>,
    class: Class,
}

/// The whole fee and the published fees beside it, on the council's bands: one row for each, so that none hides another.
pub(super) fn on_the_bands(words: &Words<'_>) -> Option<Picture> {
    let (assessment, profile) = (words.assessment, words.profile);
    let (as_at, fees) = (assessment.context.as_at, &assessment.proposal.fees);
    let mut sources = Sources::default();
    let edges: Vec<(Decimal, Option<Cited<'_>>, String, Class)> = BANDS
        .into_iter()
        .map(|(rule, code, class)| {
            let found = rule.map(|rule| profile.rule(rule, as_at));
            let name = words.clause(&format!("note.band.{code}"), &[]).map(|name| name.text).unwrap_or_default();
            let cited = found.and_then(|(figure, _)| profile.cite(figure));
            (found.map_or(Decimal::ZERO, |(_, edge)| edge), cited, name, class)
        })
        .collect();
    let mut rows = vec![planned_row(words)];
    for id in &profile.comparators {
        let Some(cited) = profile.figure(id, as_at).and_then(|found| profile.cite(found)) else { continue };
        rows.push(comparator_row(words, cited));
        sources.cite(words, cited.value);
    }
    let top = edges.last().map(|(edge, ..)| edge + edge / Decimal::TEN)?;
    let axis = Axis::to(rows.iter().filter_map(|row| row.at).map(|(_, to)| to).chain([top]).max()?);
    let mut canvas = Canvas::default();
    for row in &rows {
        canvas.row(&row.label, &row.value, Class::Label);
        strip(&mut canvas, &axis, &edges);
        if let Some((from, to)) = row.at {
            let (from, to, y) = (axis.x(from), axis.x(to), canvas.y + REACH + BAR / 2);
            if to > from {
                canvas.rect(from, y - 3, to - from, 6, row.class);
                canvas.point(from, y, row.class);
            }
            canvas.point(to, y, row.class);
        }
        canvas.y += BAR + 2 * REACH + 6;
    }
    canvas.axis(&axis, |amount| pounds(words, amount), &say(words, "weekly", &[]));
    canvas.y += 6;
    let mut table: Vec<Vec<String>> =
        rows.iter().map(|row| vec![row.label.clone(), row.value.clone(), row.as_of.clone()]).collect();
    let first = edges.get(1).map(|(edge, ..)| *edge).unwrap_or_default();
    for (edge, cited, name, class) in &edges {
        let (key, from) = if edge.is_zero() { ("band-below", first) } else { ("band-from", *edge) };
        let from = pounds(words, from);
        let said = say(words, key, &[("band", name), ("amount", &from)]);
        for (nth, line) in lines(&said, SMALL, WIDTH - 26).into_iter().enumerate() {
            canvas.y += SMALL + 4;
            if nth == 0 {
                canvas.rect(0, canvas.y - 13, 18, 11, *class);
            }
            canvas.text((26, canvas.y - 3), SMALL, Anchor::Start, line, Class::Note);
        }
        if let Some(cited) = cited {
            sources.cite(words, cited.value);
            table.push(vec![cited.figure.title.clone(), from, cited.value.as_of.to_string()]);
        }
    }
    if rows.first().is_some_and(|row| row.at.is_some()) {
        sources.list.insert(0, entered(words));
    }
    let price_year = fees.price_year.as_ref().map(|year| say(words, "price-year", &[("price_year", year)]));
    Some(Picture {
        id: "fee-on-the-bands".to_owned(),
        title: say(words, "scale.title", &[]),
        notes: price_year.into_iter().collect(),
        internal: false,
        drawing: canvas.finish(),
        table: Table {
            columns: vec![say(words, "column.what", &[]), say(words, "weekly", &[]), say(words, "column.as-of", &[])],
            rows: table,
        },
        sources: sources.list,
    })
}

fn planned_row(words: &Words<'_>) -> Row {
    let proposal = &words.assessment.proposal;
    // The fee that was judged is one of those that documents give: from the least to the most is shown.
    let disputed = proposal.disputed_fees();
    let disagree = !disputed.is_empty();
    let fees = || disputed.iter().copied().chain(proposal.fees.lower()).chain(proposal.fees.upper());
    let at = fees().min().zip(fees().max());
    let value = match at {
        None => say(words, "not-stated", &[]),
        Some((low, high)) if disagree => {
            say(words, "disagree", &[("low", &pounds(words, low)), ("high", &pounds(words, high))])
        }
        Some((low, high)) if low == high => pounds(words, low),
        Some((low, high)) => say(words, "range", &[("low", &pounds(words, low)), ("high", &pounds(words, high))]),
    };
    let as_of = at.map(|_| words.assessment.context.as_at.to_string()).unwrap_or_default();
    Row { label: say(words, "scale.fee", &[]), value, as_of, at, class: Class::Proposed }
}

fn comparator_row(words: &Words<'_>, cited: Cited<'_>) -> Row {
    let value = cited.value;
    Row {
        label: dated(words, &cited.figure.title, value),
        value: amount(words, value, "£"),
        as_of: value.as_of.to_string(),
        at: Some((value.value, value.value)),
        class: Class::Point,
    }
}

/// The bands behind a row.
fn strip(canvas: &mut Canvas, axis: &Axis, edges: &[(Decimal, Option<Cited<'_>>, String, Class)]) {
    let ends = edges.iter().skip(1).map(|(edge, ..)| *edge).chain([axis.most]);
    for ((edge, _, _, class), end) in edges.iter().zip(ends) {
        let (from, to) = (axis.x(*edge), axis.x(end));
        canvas.rect(from, canvas.y + REACH, to - from, BAR, *class);
    }
}
