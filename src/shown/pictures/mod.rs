//! The evidence as pictures, for people who would rather look than read: each with its table and its sources. The shapes are
//! laid out here, so that what is drawn is tested without a browser; the view writes them out and chooses no length. Knows no
//! style and no browser.

mod canvas;
mod fees;
mod map;
mod outlines;
mod over_time;
mod published;
mod svg;

pub use canvas::{Anchor, Class, Drawing, SMALL, Shape, WIDTH, WORDS, width};
pub use svg::{STYLE, shapes, svg};

use crate::assessment::Assessment;
use crate::date::{AsOf, Date};
use crate::profile::{PictureRule, Profile, Sourced};
use crate::response::Words;
use crate::vocabulary::PictureKind;

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its id, unique among the pictures of an assessment.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What to know of it: dates that have passed, what is not stated, how to read it.
    pub notes: Vec<String>,
    /// Whether it is for the council alone, and not for a provider: it shows a licensed benchmark or others' proposals.
    pub internal: bool,
    /// The drawing.
    pub drawing: Drawing,
    /// Every amount of the drawing.
    pub table: Table,
    /// Where the amounts come from, each with its date; at least one.
    pub sources: Vec<String>,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The heads of its columns.
    pub columns: Vec<String>,
    /// Its rows, each as wide as the columns.
    pub rows: Vec<Vec<String>>,
}

/// Every picture that can be drawn of an assessment, in the order they are shown. One whose figures or answers are not there
/// is left out.
pub fn pictures(assessment: &Assessment, profile: &Profile) -> Vec<Picture> {
    let words = &Words { assessment, profile };
    let published = |rule: &PictureRule| match rule.kind {
        PictureKind::Latest | PictureKind::EachPeriod => published::picture(rule, words),
        PictureKind::OverTime => over_time::picture(rule, words),
    };
    let fees = [fees::by_heading(words), fees::on_the_bands(words)];
    fees.into_iter().chain(profile.pictures.iter().map(published)).chain([map::picture(words)]).flatten().collect()
}

/// The sentences of pictures, and the names each may use.
const SENTENCES: &[(&str, &[&str])] = &[
    ("band-below", &["band", "amount"]),
    ("band-from", &["band", "amount"]),
    ("benchmark-source", &["benchmark"]),
    ("benchmark-undated", &["benchmark"]),
    ("both", &["planned", "benchmark"]),
    ("column.answered", &[]),
    ("column.area", &[]),
    ("column.as-of", &[]),
    ("column.authority", &[]),
    ("column.here", &[]),
    ("column.part", &["which"]),
    ("column.what", &[]),
    ("dated", &["what", "as_of"]),
    ("dated-stale", &["what", "as_of", "months"]),
    ("disagree", &["low", "high"]),
    ("entered", &["date"]),
    ("headings.title", &[]),
    ("joined", &[]),
    ("key.benchmark", &[]),
    ("key.planned", &[]),
    ("licensed", &[]),
    ("map.answered", &["count"]),
    ("map.answers", &["count", "date"]),
    ("map.elsewhere", &[]),
    ("map.no-site", &[]),
    ("map.note", &[]),
    ("map.note-outlines", &[]),
    ("map.others", &[]),
    ("map.outside", &[]),
    ("map.own", &[]),
    ("map.profile", &["profile", "edition", "published"]),
    ("map.shared", &["outcode"]),
    ("map.site", &[]),
    ("map.title", &[]),
    ("not-marked", &["question"]),
    ("not-stated", &[]),
    ("part", &["all", "part", "which"]),
    ("past-review", &["as_of"]),
    ("price-year", &["price_year"]),
    ("proposed", &["label"]),
    ("range", &["low", "high"]),
    ("scale.fee", &[]),
    ("scale.title", &[]),
    ("source", &["publisher", "title", "as_of"]),
    ("source-stale", &["publisher", "title", "as_of", "review_by"]),
    ("weekly", &[]),
];

/// The sentences of pictures as the profile keys them.
pub(super) fn keys() -> impl Iterator<Item = (String, &'static [&'static str])> {
    SENTENCES.iter().map(|(key, names)| (format!("pictures.{key}"), *names))
}

/// A sentence of pictures as it stands in the profile, filled.
fn say(words: &Words<'_>, key: &str, names: &[(&str, &str)]) -> String {
    let names: Vec<(&str, String)> = names.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
    words.clause(&format!("pictures.{key}"), &names).map(|sentence| sentence.text).unwrap_or_default()
}

/// The value of a figure in words, with its qualifier.
fn amount(words: &Words<'_>, value: &Sourced, unit: &str) -> String {
    let amount = words.amount(value.value, unit);
    value.qualifier.as_ref().map_or_else(|| amount.clone(), |qualifier| format!("{qualifier} {amount}"))
}

/// Where the figures of a picture come from, each publication and date once.
#[derive(Debug, Default)]
struct Sources {
    list: Vec<String>,
}

impl Sources {
    /// Adds the source of a figure.
    fn cite(&mut self, words: &Words<'_>, value: &Sourced) {
        self.publication(words, &value.source, &value.as_of, value.review_by);
    }

    /// Adds a publication, for what it says of a date.
    fn publication(&mut self, words: &Words<'_>, id: &str, as_of: &AsOf, review_by: Date) {
        let Some(source) = words.profile.sources.get(id) else { return };
        let is_stale = review_by < words.assessment.context.as_at;
        let (as_of, review_by) = (as_of.to_string(), review_by.to_string());
        let names = [("publisher", source.publisher.as_str()), ("title", &source.title), ("as_of", &as_of)];
        let said = if is_stale {
            say(words, "source-stale", &[names.as_slice(), &[("review_by", &review_by)]].concat())
        } else {
            say(words, "source", &names)
        };
        self.add(said);
    }

    /// Adds one that is no publication.
    fn add(&mut self, source: String) {
        if !self.list.contains(&source) {
            self.list.push(source);
        }
    }
}

/// Whether a value is past its review on a date.
fn is_stale(value: &Sourced, as_at: Date) -> bool {
    value.review_by < as_at
}

/// Something of a date; said to be old where it is past its review.
fn dated(words: &Words<'_>, what: &str, value: &Sourced) -> String {
    let as_at = words.assessment.context.as_at;
    let (as_of, months) = (value.as_of.to_string(), as_at.months_since(value.as_of.end).to_string());
    let names = [("what", what), ("as_of", &as_of)];
    if is_stale(value, as_at) {
        say(words, "dated-stale", &[names.as_slice(), &[("months", &months)]].concat())
    } else {
        say(words, "dated", &names)
    }
}
