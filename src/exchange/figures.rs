//! Every figure of a profile as a table: what it is, what it stands for, where it comes from and whether it is out of date.
//! The data behind any picture of the evidence.

use crate::date::Date;
use crate::profile::{Profile, listed};
use csv::Writer;

/// The columns. `table` is the group the figure is shown with, `used_by` what reads it, `in_force` the value that an
/// assessment of the date would read, `stale` whether that date is past its review.
pub const COLUMNS: [&str; 16] = [
    "table",
    "figure",
    "title",
    "qualifier",
    "value",
    "unit",
    "as_of",
    "in_force",
    "stale",
    "review_by",
    "publisher",
    "source",
    "derived",
    "note",
    "table_note",
    "used_by",
];

/// One row for each dated value, tables first in the profile's order, then the figures that stand alone.
///
/// # Errors
/// None but for want of memory.
pub fn figures(profile: &Profile, as_at: Date) -> Result<String, csv::Error> {
    let mut writer = Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for row in listed(profile, as_at) {
        let said = |yes: bool| if yes { "yes" } else { "no" };
        let optional = |text: &Option<String>| text.clone().unwrap_or_default();
        writer.write_record([
            row.table.map(|table| table.title.clone()).unwrap_or_default(),
            row.id.to_owned(),
            row.figure.title.clone(),
            optional(&row.value.qualifier),
            row.value.value.to_string(),
            row.figure.unit.clone(),
            String::from(row.value.as_of.clone()),
            said(row.in_force).to_owned(),
            said(row.stale).to_owned(),
            row.value.review_by.iso(),
            row.source.map(|source| source.publisher.clone()).unwrap_or_default(),
            row.source.map(|source| source.title.clone()).unwrap_or_default(),
            optional(&row.value.derived),
            optional(&row.figure.note),
            row.table.and_then(|table| table.note.clone()).unwrap_or_default(),
            row.used_by.join("; "),
        ])?;
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
