//! Every dated value of a profile's figures with what is known of it and what reads it: one list for the table of figures and
//! for the page of evidence.

use super::{Figure, Profile, Rule, Source, Sourced, Table};
use crate::date::Date;
use crate::json::below;
use serde_json::Value;
use std::collections::BTreeMap;

/// A dated value of a figure.
#[derive(Clone, Debug)]
pub struct Listed<'a> {
    /// The table it is shown in; none where the figure stands alone.
    pub table: Option<&'a Table>,
    /// The id of the figure.
    pub id: &'a str,
    /// The figure.
    pub figure: &'a Figure,
    /// The value.
    pub value: &'a Sourced,
    /// The publication it is from.
    pub source: Option<&'a Source>,
    /// Whether an assessment of the date would read it.
    pub in_force: bool,
    /// Whether the date is past its review.
    pub stale: bool,
    /// What reads the figure, by its place in the profile; `rule` for a rule of the assessment.
    pub used_by: Vec<String>,
}

/// Every dated value, tables first in the profile's order, then the figures that stand alone. A figure of two tables stands in both.
pub fn listed(profile: &Profile, as_at: Date) -> Vec<Listed<'_>> {
    let used_by = readers(profile);
    let tables = profile.tables.iter().map(|table| (Some(table), table.rows.iter().chain(&table.whole).collect()));
    let in_table =
        |id: &String| profile.tables.iter().any(|table| table.rows.iter().chain(&table.whole).any(|of| of == id));
    let alone: Vec<&String> = profile.figures.keys().filter(|id| !in_table(id)).collect();
    let mut list = Vec::new();
    for (table, ids) in tables.chain([(None, alone)]) {
        for id in ids {
            let Some(figure) = profile.figures.get(id) else { continue };
            let in_force = profile.figure(id, as_at).and_then(|found| profile.cite(found)).map(|cited| cited.value);
            list.extend(figure.values.iter().map(|value| Listed {
                table,
                id,
                figure,
                value,
                source: profile.sources.get(&value.source),
                in_force: in_force == Some(value),
                stale: value.review_by < as_at,
                used_by: used_by.get(id).cloned().unwrap_or_default(),
            }));
        }
    }
    list
}

/// What reads each figure: the rules, and every place of the profile, beside the figures themselves and their tables, that
/// names it or has a sentence with it.
fn readers(profile: &Profile) -> BTreeMap<String, Vec<String>> {
    let file = serde_json::to_value(&**profile).unwrap_or_default();
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
    profile.figures.keys().map(of).collect()
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
