//! Every figure of a profile as a table: what it is, what it stands for, where it comes from and whether it is out of date.
//! The data behind any picture of the evidence.

use crate::date::Date;
use crate::json::below;
use crate::profile::{Profile, Rule};
use csv::Writer;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io;

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
    let used_by = readers(profile)?;
    let tables = profile.tables.iter().map(|table| {
        let ids: Vec<&String> = table.rows.iter().chain(&table.whole).collect();
        (table.title.as_str(), table.note.as_deref().unwrap_or_default(), ids)
    });
    let in_table =
        |id: &String| profile.tables.iter().any(|table| table.rows.iter().chain(&table.whole).any(|of| of == id));
    let alone = ("", "", profile.figures.keys().filter(|id| !in_table(id)).collect());
    for (table, table_note, ids) in tables.chain([alone]) {
        for id in ids {
            let Some(figure) = profile.figures.get(id) else { continue };
            let in_force = profile.figure(id, as_at).and_then(|found| profile.cite(found)).map(|cited| cited.value);
            for value in &figure.values {
                let source = profile.sources.get(&value.source);
                let said = |yes: bool| if yes { "yes" } else { "no" };
                let optional = |text: &Option<String>| text.clone().unwrap_or_default();
                writer.write_record([
                    table.to_owned(),
                    id.clone(),
                    figure.title.clone(),
                    optional(&value.qualifier),
                    value.value.to_string(),
                    figure.unit.clone(),
                    String::from(value.as_of.clone()),
                    said(in_force == Some(value)).to_owned(),
                    said(value.review_by < as_at).to_owned(),
                    value.review_by.iso(),
                    source.map(|source| source.publisher.clone()).unwrap_or_default(),
                    source.map(|source| source.title.clone()).unwrap_or_default(),
                    optional(&value.derived),
                    optional(&figure.note),
                    table_note.to_owned(),
                    used_by.get(id).map(|places| places.join("; ")).unwrap_or_default(),
                ])?;
            }
        }
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// What reads each figure: the rules, and every place of the profile, beside the figures themselves and their tables, that
/// names it or has a sentence with it.
fn readers(profile: &Profile) -> Result<BTreeMap<String, Vec<String>>, csv::Error> {
    let file = serde_json::to_value(&**profile).map_err(io::Error::from)?;
    let mut places = Vec::new();
    for (key, value) in file.as_object().into_iter().flatten().filter(|(key, _)| *key != "figures" && *key != "tables")
    {
        texts(value, key.clone(), &mut places);
    }
    let of = |id: &String| {
        let slots = ["figure", "as_of"].map(|slot| format!("{{{slot}:{id}}}"));
        let rules = Rule::ALL.iter().filter(|(_, figure, _)| figure == id).map(|_| "rule".to_owned());
        let named = places.iter().filter(|(place, text)| {
            (text == id && !place.ends_with(".id")) || slots.iter().any(|slot| text.contains(slot))
        });
        (id.clone(), rules.chain(named.map(|(place, _)| place.clone())).collect())
    };
    Ok(profile.figures.keys().map(of).collect())
}

/// Every text below a place, with its own.
fn texts(value: &Value, place: String, found: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => found.push((place, text.clone())),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| texts(item, format!("{place}[{at}]"), found));
        }
        Value::Object(items) => items.iter().for_each(|(key, item)| texts(item, below(&place, key), found)),
        _ => {}
    }
}
