//! Published figures on an axis of time, from nought: points where something was counted, joined so that each series is seen
//! as one.

use super::canvas::{Anchor, Axis, Canvas, Class, SMALL, WIDTH, WORDS, lines};
use super::published::{unit, values};
use super::{Picture, Sources, Table, amount, is_stale, say};
use crate::date::{AsOf, Date};
use crate::profile::{PictureRow, PictureRule, Sourced};
use crate::response::{Words, capitalised};
use rust_decimal::Decimal;

/// Where the axis of time begins and ends, how high the picture is, and how many rows of dates may stand under it.
const FROM: i32 = 46;
/// How far within the axis of time the first and the last point lie, so that their numbers are beside those of the other axis.
const INSET: i32 = 18;
const TO: i32 = WIDTH - 6;
const HEIGHT: i32 = 170;
const DATES: i32 = 4;

type Series<'a> = (&'a PictureRow, Vec<&'a Sourced>);

/// The picture of a rule; nothing where one of its figures was published for fewer than two dates.
pub(super) fn picture(rule: &PictureRule, words: &Words<'_>) -> Option<Picture> {
    let series: Vec<Series<'_>> =
        rule.rows.iter().map(|row| (row, values(&row.figure, words).collect::<Vec<_>>())).collect();
    let points = || series.iter().flat_map(|(_, values)| values.iter().copied());
    let negative = points().any(|value| value.value < Decimal::ZERO);
    if negative || series.iter().any(|(_, values)| values.len() < 2) {
        return None;
    }
    let axis = Axis::to(points().map(|value| value.value).max()?);
    let (first, last) = (points().map(|value| value.as_of.end).min()?, points().map(|value| value.as_of.end).max()?);
    let unit = unit(rule, words);
    let mut canvas = Canvas::default();
    for (nth, (row, _)) in series.iter().enumerate() {
        for (at, line) in lines(&capitalised(&row.label), WORDS, WIDTH - 20).into_iter().enumerate() {
            canvas.y += WORDS + 4;
            if at == 0 {
                canvas.point(7, canvas.y - 8, looks(nth).0);
            }
            canvas.text((20, canvas.y - 4), WORDS, Anchor::Start, line, Class::Label);
        }
    }
    canvas.y += 2;
    canvas.words(&unit, SMALL, Class::Note);
    canvas.y += SMALL + 10;
    let (top, base) = (canvas.y, canvas.y + HEIGHT);
    for tick in axis.ticks() {
        let y = base - axis.length(tick, HEIGHT);
        let class = if tick.is_zero() { Class::Axis } else { Class::Grid };
        canvas.line((FROM, y), (TO, y), class);
        canvas.text((FROM - 8, y + 4), SMALL, Anchor::End, words.amount(tick, ""), Class::Note);
    }
    let x = |day: Date| across(day, first, last);
    let y = |value: &Sourced| base - axis.length(value.value, HEIGHT);
    for (nth, (_, values)) in series.iter().enumerate() {
        let (point, join) = looks(nth);
        for (one, next) in values.iter().zip(values.iter().skip(1)) {
            canvas.line((x(one.as_of.end), y(one)), (x(next.as_of.end), y(next)), join);
        }
        values.iter().for_each(|value| canvas.point(x(value.as_of.end), y(value), point));
    }
    for value in points() {
        let text = amount(words, value, "");
        let (x, y) = (x(value.as_of.end), y(value));
        // Beside its point where there is room; the table has every amount.
        let _ = canvas.text_if_free((x, y - 10), SMALL, &text, Class::Value)
            || canvas.text_if_free((x, (y + 20).min(base - 3)), SMALL, &text, Class::Value);
    }
    let mut lowest = base;
    for as_of in dates(&series) {
        let x = x(as_of.end);
        canvas.line((x, base), (x, base + 4), Class::Axis);
        let rows = (0..DATES).map(|row| base + 5 + SMALL + row * (SMALL + 4));
        for row in rows {
            if canvas.text_if_free((x, row), SMALL, &as_of.short(), Class::Note) {
                lowest = lowest.max(row);
                break;
            }
        }
    }
    canvas.y = lowest.max(top) + 4;
    let mut sources = Sources::default();
    points().for_each(|value| sources.cite(words, value));
    Some(Picture {
        id: rule.id.clone(),
        title: rule.title.clone(),
        notes: rule.note.clone().into_iter().chain([say(words, "joined", &[])]).collect(),
        internal: false,
        drawing: canvas.finish(),
        table: table(&series, words),
        sources: sources.list,
    })
}

/// How the points of a series and what joins them look.
fn looks(nth: usize) -> (Class, Class) {
    if nth == 0 { (Class::Point, Class::Join) } else { (Class::OtherPoint, Class::OtherJoin) }
}

/// Where a day lies between the first and the last, by the number of days.
fn across(day: Date, first: Date, last: Date) -> i32 {
    let (of, all) = (i64::from(day.days_since(first)), i64::from(last.days_since(first)).max(1));
    FROM + INSET + i32::try_from(of * i64::from(TO - FROM - 2 * INSET) / all).unwrap_or_default()
}

/// Every date of the series once, first to last.
fn dates<'a>(series: &[Series<'a>]) -> Vec<&'a AsOf> {
    let mut dates: Vec<&AsOf> = series.iter().flat_map(|(_, values)| values.iter().map(|value| &value.as_of)).collect();
    dates.sort_by_key(|as_of| (as_of.end, as_of.start));
    dates.dedup();
    dates
}

fn table(series: &[Series<'_>], words: &Words<'_>) -> Table {
    let labels = series.iter().map(|(row, _)| capitalised(&row.label));
    let columns = [say(words, "column.as-of", &[])].into_iter().chain(labels).collect();
    let row = |as_of: &AsOf| {
        let found = |values: &[&Sourced]| values.iter().copied().find(|value| value.as_of == *as_of).cloned();
        let values: Vec<Option<Sourced>> = series.iter().map(|(_, values)| found(values)).collect();
        let stale = values.iter().flatten().any(|value| is_stale(value, words.assessment.context.as_at));
        let date = as_of.to_string();
        let date = if stale { say(words, "past-review", &[("as_of", &date)]) } else { date };
        let cells = values.iter().map(|value| value.as_ref().map(|value| amount(words, value, "")).unwrap_or_default());
        [date].into_iter().chain(cells).collect()
    };
    Table { columns, rows: dates(series).into_iter().map(row).collect() }
}
