//! Every figure of a profile as a table: what it is, what it stands for, where it comes from and whether it is out of date.
//! The data behind any picture of the evidence.

use crate::date::Date;
use crate::profile::{Profile, Rule};
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
                    used_by(profile, id).join("; "),
                ])?;
            }
        }
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// What reads a figure: rules, gaps, the ages of recent need, separations, comparators and sentences, by their place.
fn used_by(profile: &Profile, id: &str) -> Vec<String> {
    let mut used: Vec<String> = Vec::new();
    used.extend(Rule::ALL.iter().filter(|(_, figure, _)| *figure == id).map(|_| "rule".to_owned()));
    let gaps = profile.gaps.iter().filter(|gap| gap.evidence.iter().any(|figure| figure == id));
    used.extend(gaps.map(|gap| format!("gaps.{}", gap.id)));
    let ages = std::iter::once(&profile.age_need.total).chain(profile.age_need.bands.iter().map(|band| &band.figure));
    if ages.into_iter().any(|figure| figure == id) {
        used.push("age_need".to_owned());
    }
    let separate = profile.authorities.iter().filter(|authority| authority.separation.as_deref() == Some(id));
    used.extend(separate.map(|authority| format!("authorities.{}", authority.code)));
    if profile.comparators.iter().any(|figure| figure == id) {
        used.push("comparators".to_owned());
    }
    let named = |text: &str| ["figure", "as_of"].iter().any(|slot| text.contains(&format!("{{{slot}:{id}}}")));
    let lists = profile.wording.lists.iter().filter(|(_, list)| list.iter().any(|text| named(text)));
    used.extend(lists.map(|(key, _)| format!("wording.lists.{key}")));
    let sentences = profile.wording.sentences.iter().filter(|(_, text)| named(text));
    used.extend(sentences.map(|(key, _)| format!("wording.sentences.{key}")));
    used
}
