//! Published figures as bars from nought, for one date or period, or for each for which all of them were published: figures
//! of different dates are never set side by side.

use super::canvas::{Axis, Canvas, Class};
use super::{Picture, Sources, Table, amount, dated, is_stale, say};
use crate::date::AsOf;
use crate::form::Field;
use crate::profile::{PictureRow, PictureRule, Sourced};
use crate::response::{Words, capitalised};
use crate::vocabulary::PictureKind;
use rust_decimal::Decimal;

/// The height of a bar.
const BAR: i32 = 14;

/// A bar: its row, its value and the value of its part.
struct Bar<'a> {
    row: &'a PictureRow,
    value: &'a Sourced,
    part: Option<&'a Sourced>,
}

/// The picture of a rule; nothing where there is no date for which all its figures were published.
pub(super) fn picture(rule: &PictureRule, words: &Words<'_>) -> Option<Picture> {
    let mut groups = groups(rule, words);
    if rule.kind == PictureKind::Latest {
        groups = groups.split_off(groups.len().saturating_sub(1));
    }
    let (unit, spoken) = (unit(rule, words), spoken(rule, words));
    let values = || groups.iter().flatten().map(|bar| bar.value);
    if values().chain(groups.iter().flatten().filter_map(|bar| bar.part)).any(|value| value.value < Decimal::ZERO) {
        return None;
    }
    let latest = groups.last()?.first()?.value;
    let several = groups.len() > 1;
    // Shares are drawn on the whole they are shares of.
    let whole = if spoken == "%" { Decimal::ONE_HUNDRED } else { Decimal::ZERO };
    let axis = Axis::to(values().map(|value| value.value).chain([whole]).max()?);
    let mut canvas = Canvas::default();
    for group in &groups {
        if several {
            canvas.row(&as_of(group.first()?.value, words), "", Class::Heading);
        }
        for bar in group {
            draw(rule, bar, &spoken, words, &axis, &mut canvas);
        }
        canvas.y += if several { 4 } else { 0 };
    }
    let measures = if several { unit.clone() } else { dated(words, &unit, latest) };
    canvas.axis(&axis, |tick| words.amount(tick, &spoken), &measures);
    let mut sources = Sources::default();
    for bar in groups.iter().flatten() {
        for value in std::iter::once(bar.value).chain(bar.part) {
            sources.cite(words, value);
        }
    }
    Some(Picture {
        id: rule.id.clone(),
        title: rule.title.clone(),
        notes: rule.note.clone().into_iter().chain(not_marked(rule, words)).collect(),
        internal: false,
        drawing: canvas.finish(),
        table: table(rule, &groups, words),
        sources: sources.list,
    })
}

/// The unit of the picture: its own, or its figures'.
pub(super) fn unit(rule: &PictureRule, words: &Words<'_>) -> String {
    let figure = || rule.rows.first().and_then(|row| words.profile.figures.get(&row.figure));
    rule.unit.clone().or_else(|| Some(figure()?.unit.clone())).unwrap_or_default()
}

/// The unit that goes with each number; that of counts stands once, beside the axis.
fn spoken(rule: &PictureRule, words: &Words<'_>) -> String {
    let figure = rule.rows.first().and_then(|row| words.profile.figures.get(&row.figure));
    let unit = figure.map(|figure| figure.unit.clone()).unwrap_or_default();
    if unit == "%" || unit.starts_with('£') { unit } else { String::new() }
}

/// The values of a figure published by the date of the assessment, first to last.
pub(super) fn values<'a>(id: &str, words: &Words<'a>) -> impl Iterator<Item = &'a Sourced> + use<'a> {
    let as_at = words.assessment.context.as_at;
    let values = words.profile.figures.get(id).map(|figure| figure.values.as_slice()).unwrap_or_default();
    values.iter().filter(move |value| value.as_of.end <= as_at)
}

/// The bars of each date or period for which every figure was published.
fn groups<'a>(rule: &'a PictureRule, words: &Words<'a>) -> Vec<Vec<Bar<'a>>> {
    let Some(first) = rule.rows.first() else { return Vec::new() };
    let at = |id: &str, as_of: &AsOf| values(id, words).find(|value| value.as_of == *as_of);
    let group = |as_of: &AsOf| -> Option<Vec<Bar<'a>>> {
        rule.rows
            .iter()
            .map(|row| {
                let part = match &row.part {
                    Some(id) => Some(at(id, as_of)?),
                    None => None,
                };
                Some(Bar { row, value: at(&row.figure, as_of)?, part })
            })
            .collect()
    };
    values(&first.figure, words).filter_map(|value| group(&value.as_of)).collect()
}

fn draw(rule: &PictureRule, bar: &Bar<'_>, spoken: &str, words: &Words<'_>, axis: &Axis, canvas: &mut Canvas) {
    let proposed = is_proposed(bar.row, words);
    let all = amount(words, bar.value, spoken);
    let value = match bar.part {
        Some(part) => {
            let (part, which) = (amount(words, part, spoken), rule.parts.as_deref().unwrap_or_default());
            say(words, "part", &[("all", &all), ("part", &part), ("which", which)])
        }
        None => all,
    };
    canvas.row(&label(bar.row, words), &value, Class::Label);
    let (from, y) = (axis.x(Decimal::ZERO), canvas.y + 2);
    let filled = if proposed { Class::Proposed } else { Class::Bar };
    let mut rect = |value: &Sourced, class| canvas.rect(from, y, axis.x(value.value) - from, BAR, class);
    match bar.part {
        Some(part) => {
            rect(bar.value, Class::Whole);
            rect(part, filled);
        }
        None => rect(bar.value, filled),
    }
    canvas.y += BAR + 8;
}

/// What a row is called, and that it is what is proposed.
fn label(row: &PictureRow, words: &Words<'_>) -> String {
    let label = capitalised(&row.label);
    if is_proposed(row, words) { say(words, "proposed", &[("label", &label)]) } else { label }
}

/// Whether a row is about the ages, a need or the kind of home of the proposal.
fn is_proposed(row: &PictureRow, words: &Words<'_>) -> bool {
    let proposal = &words.assessment.proposal;
    let ages = proposal.children.ages;
    let (youngest, oldest) = (ages.min.unwrap_or(0), ages.max.unwrap_or(17));
    let known = ages.min.is_some() || ages.max.is_some();
    let band = band(row, words).filter(|band| known && band.0 <= oldest && band.1 >= youngest);
    band.is_some()
        || row.needs.iter().any(|need| proposal.children.needs.contains(*need))
        || words.model_stated().is_some_and(|model| row.models.contains(&model))
}

/// The ages that a row counts, where it is a band of the need by age.
fn band(row: &PictureRow, words: &Words<'_>) -> Option<(u8, u8)> {
    let bands = &words.profile.age_need.bands;
    bands.iter().find(|band| band.figure == row.figure).map(|band| (band.from, band.to))
}

/// That nothing is marked because the answer it would be marked by is not known.
fn not_marked(rule: &PictureRule, words: &Words<'_>) -> Option<String> {
    let proposal = &words.assessment.proposal;
    let ages = proposal.children.ages;
    let about = |of: fn(&PictureRow, &Words<'_>) -> bool| rule.rows.iter().any(|row| of(row, words));
    let field = if about(|row, words| band(row, words).is_some()) && ages.min.is_none() && ages.max.is_none() {
        Field::AgeMin
    } else if about(|row, _| !row.needs.is_empty()) && proposal.children.needs.is_empty() {
        Field::Needs
    } else if about(|row, _| !row.models.is_empty()) && words.model_stated().is_none() {
        Field::Places
    } else {
        return None;
    };
    Some(say(words, "not-marked", &[("question", &words.question_name(&field)?)]))
}

/// The date of a value; said to be past its review where it is.
fn as_of(value: &Sourced, words: &Words<'_>) -> String {
    let as_of = value.as_of.to_string();
    let stale = is_stale(value, words.assessment.context.as_at);
    if stale { say(words, "past-review", &[("as_of", &as_of)]) } else { as_of }
}

fn table(rule: &PictureRule, groups: &[Vec<Bar<'_>>], words: &Words<'_>) -> Table {
    let spoken = &spoken(rule, words);
    let mut columns = vec![say(words, "column.what", &[]), unit(rule, words)];
    let which = rule.parts.as_deref();
    columns.extend(which.map(|which| say(words, "column.part", &[("which", which)])));
    columns.push(say(words, "column.as-of", &[]));
    let row = |bar: &Bar<'_>| {
        let mut cells = vec![label(bar.row, words), amount(words, bar.value, spoken)];
        let part = || bar.part.map(|part| amount(words, part, spoken)).unwrap_or_default();
        cells.extend(which.map(|_| part()));
        cells.push(as_of(bar.value, words));
        cells
    };
    Table { columns, rows: groups.iter().flatten().map(row).collect() }
}
