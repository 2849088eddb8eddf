//! The page of evidence: every dated figure of the profile in words, where it comes from, whether it is out of date, what reads
//! it and whether this assessment does. The same list as the table of figures. Knows no layout.

use crate::assessment::Assessment;
use crate::profile::{FigureRef, Listed, Profile, Table, listed};
use crate::response::{Kind, Outlook, Revision, SPOKEN, Words};

/// Every figure, by the tables they are shown in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The date of the assessment, in words.
    pub as_at: String,
    /// The tables in the profile's order, then the figures that stand alone.
    pub groups: Vec<EvidenceGroup>,
    /// How many of the values in force on that date are past their review.
    pub stale: u32,
}

/// The figures of one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceGroup {
    /// The title.
    pub title: String,
    /// What to know of it.
    pub note: Option<String>,
    /// The figures, each dated value in a row.
    pub rows: Vec<EvidenceRow>,
}

/// One dated value of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceRow {
    /// The id of the figure.
    pub id: String,
    /// What it counts.
    pub title: String,
    /// The value in words, with qualifier and unit.
    pub value: String,
    /// The date or period it speaks of.
    pub as_of: String,
    /// Publisher and title.
    pub source: String,
    /// When that was published.
    pub published: String,
    /// From the day after, it is out of date.
    pub review_by: String,
    /// Whether it is out of date on the date of the assessment.
    pub stale: bool,
    /// Whether an assessment of that date reads this value, or would.
    pub in_force: bool,
    /// How it was computed from published figures, where it was.
    pub derived: Option<String>,
    /// What to know of it.
    pub note: Option<String>,
    /// What reads the figure, in words, each once.
    pub used_by: Vec<String>,
    /// Whether a finding of this assessment or a sentence of its letter rests on this value.
    pub in_this_assessment: bool,
}

/// What can read a figure, by the part of the profile it stands in, with the name that its words may use.
const READERS: &[(&str, &[&str])] = &[
    ("age_need", &[]),
    ("authorities", &["title"]),
    ("comparators", &[]),
    ("documents", &[]),
    ("gaps", &["title"]),
    ("letter", &[]),
    ("pictures", &["title"]),
    ("rule", &[]),
];

/// The sentences of the page of evidence and the names each may use.
pub(super) fn keys() -> impl Iterator<Item = (String, &'static [&'static str])> {
    let read = READERS.iter().map(|(part, names)| (format!("evidence.used.{part}"), *names));
    read.chain([("evidence.alone".to_owned(), [].as_slice())])
}

impl Evidence {
    /// Every figure of the profile, as at the date of an assessment.
    pub fn of(assessment: &Assessment, profile: &Profile) -> Evidence {
        let words = &Words { assessment, profile };
        let read = read(assessment, profile);
        let mut groups: Vec<(Option<&Table>, EvidenceGroup)> = Vec::new();
        let mut stale = Vec::new();
        let listed = listed(profile, assessment.context.as_at);
        for value in &listed {
            if value.in_force && value.stale {
                stale.push(value.id);
            }
            let row = row(words, value, &read);
            match groups.last_mut() {
                Some((table, group)) if *table == value.table => group.rows.push(row),
                _ => groups.push((value.table, group(words, value.table, row))),
            }
        }
        stale.sort_unstable();
        stale.dedup();
        Evidence {
            as_at: assessment.context.as_at.to_string(),
            groups: groups.into_iter().map(|(_, group)| group).collect(),
            stale: u32::try_from(stale.len()).unwrap_or(u32::MAX),
        }
    }
}

fn group(words: &Words<'_>, table: Option<&Table>, first: EvidenceRow) -> EvidenceGroup {
    let alone = || words.say("evidence.alone").map(|sentence| sentence.text).unwrap_or_default();
    EvidenceGroup {
        title: table.map_or_else(alone, |table| table.title.clone()),
        note: table.and_then(|table| table.note.clone()),
        rows: vec![first],
    }
}

/// Every figure that the findings and the letter rest on.
fn read(assessment: &Assessment, profile: &Profile) -> Vec<FigureRef> {
    let letter = Kind::Letter.draft(assessment, &Outlook::default(), profile, &Revision::default());
    let said = letter.sentences().flat_map(|sentence| sentence.trace.figures.iter().copied());
    let found = assessment.findings.iter().flat_map(|finding| assessment.findings.figures(finding));
    let mut read: Vec<FigureRef> = found.chain(said).collect();
    read.sort_unstable();
    read.dedup();
    read
}

fn row(words: &Words<'_>, listed: &Listed<'_>, read: &[FigureRef]) -> EvidenceRow {
    let (value, unit) = (listed.value, listed.figure.unit.as_str());
    let amount = words.amount(value.value, unit);
    let amount = value.qualifier.as_ref().map_or_else(|| amount.clone(), |qualifier| format!("{qualifier} {amount}"));
    let is_this = |figure: &FigureRef| {
        words.profile.cite(*figure).is_some_and(|cited| cited.id == listed.id && cited.value == value)
    };
    let mut used_by: Vec<String> = Vec::new();
    for reader in listed.used_by.iter().map(|place| reader(words, place)) {
        if !used_by.contains(&reader) {
            used_by.push(reader);
        }
    }
    let source = listed.source;
    EvidenceRow {
        id: listed.id.to_owned(),
        title: listed.figure.title.clone(),
        value: if SPOKEN.contains(&unit) { amount } else { format!("{amount} {unit}") },
        as_of: value.as_of.to_string(),
        source: source.map(|source| format!("{}, {}", source.publisher, source.title)).unwrap_or_default(),
        published: source.map(|source| source.published.to_string()).unwrap_or_default(),
        review_by: value.review_by.to_string(),
        stale: listed.stale,
        in_force: listed.in_force,
        derived: value.derived.clone(),
        note: listed.figure.note.clone(),
        used_by,
        in_this_assessment: read.iter().any(is_this),
    }
}

/// What reads a figure, in words, from its place in the profile; the place itself where there are no words for it.
fn reader(words: &Words<'_>, place: &str) -> String {
    let profile = words.profile;
    let part = place.split(['.', '[']).next().unwrap_or_default();
    let nth = || place.split(['[', ']']).nth(1)?.parse::<usize>().ok();
    let title = match part {
        "gaps" => nth().and_then(|at| profile.gaps.get(at)).map(|gap| gap.title.clone()),
        "authorities" => nth().and_then(|at| profile.authorities.get(at)).map(|authority| authority.name.clone()),
        "pictures" => nth().and_then(|at| profile.pictures.get(at)).map(|picture| picture.title.clone()),
        _ => None,
    };
    let part = match part {
        "wording" if place.contains(".letter.") => "letter",
        "policies" | "safeguards" => "letter",
        "wording" | "objectives" | "models" | "council" => "documents",
        other => other,
    };
    let names: Vec<(&str, String)> = title.into_iter().map(|title| ("title", title)).collect();
    let known = READERS.iter().any(|(known, _)| *known == part);
    let said = || words.say_with(&format!("evidence.used.{part}"), &names).map(|sentence| sentence.text);
    known.then(said).flatten().unwrap_or_else(|| place.to_owned())
}
