//! What another edition of a profile changes: in the file, in what is computed of every case of the register and of invented
//! examples, and in the sentences of their letters.

use super::fields::{label, title};
use crate::assessment::{Context, assess};
use crate::date::Date;
use crate::exchange::proposal;
use crate::form::{Field, Form};
use crate::json::{Json, below};
use crate::profile::Profile;
use crate::proposal::parse;
use crate::register::Case;
use crate::response::{Kind, Outlook, Revision, Words, draft_position};
use crate::vocabulary::Stance;
use std::collections::{BTreeMap, BTreeSet};

/// The examples that are tried with every edition: invented, and without an authority where that is to be the council's first.
const EXAMPLES: &str = include_str!("../../profiles/examples.json");

/// Something that is tried.
#[derive(Clone, Debug, PartialEq)]
pub struct Tried {
    /// What it is called.
    pub title: String,
    /// Its answers.
    pub form: Form,
}

impl Tried {
    /// A case of the register, as its last version has it.
    pub fn case(case: &Case<'_>) -> Option<Tried> {
        let (_, version) = case.version()?;
        let of = |field| version.form.text(&field).to_owned();
        let title = [of(Field::Reference), of(Field::Settlement)];
        let title: Vec<String> = title.into_iter().filter(|part| !part.is_empty()).collect();
        Some(Tried { title: title.join(", "), form: version.form.clone() })
    }
}

/// The invented examples, in the area of a profile's council.
pub fn examples(profile: &Profile) -> Vec<Tried> {
    let Ok(Json::List(examples)) = Json::read(EXAMPLES.as_bytes(), usize::MAX) else { return Vec::new() };
    let own = profile.authorities.iter().find(|authority| authority.in_area).map(|authority| authority.code.clone());
    let example = |example: &Json| {
        let (mut form, _) = proposal::form(example.get("proposal")?).ok()?;
        if form.text(&Field::PlanningAuthority).is_empty() {
            form.set(Field::PlanningAuthority, own.clone().unwrap_or_default());
        }
        Some(Tried { title: title(example, ""), form })
    };
    examples.iter().filter_map(example).collect()
}

/// What becomes of one case under another edition.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// What it is called.
    pub title: String,
    /// The stance under the one and under the other.
    pub stance: [Stance; 2],
    /// Why, as each gives it.
    pub reason: [String; 2],
    /// The sentences of its letter that go.
    pub gone: Vec<String>,
    /// Those that come.
    pub new: Vec<String>,
}

impl Moved {
    /// Whether the stance is another.
    pub fn moves(&self) -> bool {
        self.stance[0] != self.stance[1]
    }
}

/// The cases for which something changes between two editions on a day, those of another stance first.
pub fn moved(cases: &[Tried], before: &Profile, after: &Profile, today: Date) -> Vec<Moved> {
    let mut moved: Vec<Moved> = cases.iter().filter_map(|case| compared(case, before, after, today)).collect();
    moved.sort_by_key(|case| !case.moves());
    moved
}

fn compared(case: &Tried, before: &Profile, after: &Profile, today: Date) -> Option<Moved> {
    let [was, is] = [before, after].map(|profile| {
        let assessment = assess(&parse(&case.form, profile).proposal, profile, &Context::on(today));
        let letter = Kind::Letter.draft(&assessment, &Outlook::default(), profile, &Revision::default());
        let said: Vec<String> = letter.sentences().map(|sentence| sentence.text.clone()).collect();
        let words = Words { assessment: &assessment, profile };
        let reason: Vec<String> = draft_position(&words).into_iter().map(|sentence| sentence.text).collect();
        (assessment.stance, said, reason.join(" "))
    });
    let footer = |profile: &Profile| profile.sha256().get(..12).unwrap_or_default().to_owned();
    let (footers, sets) =
        ([footer(before), footer(after)], [&was.1, &is.1].map(|said| said.iter().collect::<BTreeSet<_>>()));
    // Every letter names its edition: that alone is no change.
    let only = |said: &[String], other: &BTreeSet<&String>| -> Vec<String> {
        let new = said.iter().filter(|text| !other.contains(text));
        new.filter(|text| !footers.iter().any(|footer| text.contains(footer))).cloned().collect()
    };
    let [in_was, in_is] = &sets;
    let moved = Moved {
        title: case.title.clone(),
        stance: [was.0, is.0],
        reason: [was.2, is.2],
        gone: only(&was.1, in_is),
        new: only(&is.1, in_was),
    };
    (moved.moves() || !moved.gone.is_empty() || !moved.new.is_empty()).then_some(moved)
}

/// One place at which two files differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where it stands, as messages name it.
    pub place: String,
    /// What it belongs to, for people: the titles on the way to it.
    pub of: String,
    /// What was there; nothing where it is new.
    pub was: Option<String>,
    /// What is there; nothing where it went.
    pub now: Option<String>,
}

/// The most differences that are named.
const MOST_DIFFERENCES: usize = 1_000;

/// Every place at which a file is other than before, in its order.
pub fn differences(was: &Json, now: &Json) -> Vec<Difference> {
    let mut found = Vec::new();
    differ(Some(was), Some(now), "", "", &mut found);
    found
}

fn differ<'j>(was: Option<&'j Json>, now: Option<&'j Json>, place: &str, of: &str, found: &mut Vec<Difference>) {
    if was == now || found.len() >= MOST_DIFFERENCES {
        return;
    }
    let parts = match (was, now) {
        (Some(was @ (Json::Object(_) | Json::List(_))), Some(now @ (Json::Object(_) | Json::List(_)))) => {
            Some((parts(was), parts(now)))
        }
        _ => None,
    };
    let Some((before, after)) = parts else {
        let (place, of) = (place.to_owned(), of.to_owned());
        return found.push(Difference { place, of, was: was.map(told), now: now.map(told) });
    };
    let by_key = |parts: &[Part<'j>]| -> BTreeMap<String, &'j Json> {
        // Of several with the same key, the first.
        parts.iter().rev().map(|part| (part.key.clone(), part.json)).collect()
    };
    let (were, are) = (by_key(&before), by_key(&after));
    let new = after.iter().filter(|part| !were.contains_key(&part.key));
    for part in before.iter().chain(new) {
        let (then, now) = (were.get(&part.key).copied(), are.get(&part.key).copied());
        let named = match part.json {
            Json::Object(_) => title(part.json, &label(&part.key)),
            _ => label(&part.key),
        };
        let of = if of.is_empty() { named } else { format!("{of} › {named}") };
        differ(then, now, &below(place, &part.step), &of, found);
    }
}

/// A value in words: what is in it, one after the other.
fn told(json: &Json) -> String {
    match json {
        Json::Null => String::new(),
        Json::Text(text) | Json::Number(text) => text.clone(),
        Json::Bool(flag) => flag.to_string(),
        Json::List(items) => items.iter().map(told).collect::<Vec<_>>().join("; "),
        Json::Object(entries) => {
            let entry = |(key, value): &(String, Json)| format!("{}: {}", label(key), told(value));
            entries.iter().map(entry).collect::<Vec<_>>().join("; ")
        }
    }
}

/// The first day on which everything that is new between two editions counts: today, or when the last figure that changed comes
/// into force.
pub fn day_of_effect(before: &Profile, after: &Profile, today: Date) -> Date {
    let changed = after.figures.iter().filter(|(id, figure)| before.figures.get(*id) != Some(*figure));
    let days = changed.flat_map(|(_, figure)| figure.values.iter().map(|value| value.as_of.end));
    days.chain([today]).max().unwrap_or(today)
}

/// Something in an object or a list.
struct Part<'j> {
    /// By what it is known again: its key, its id or date or, without one, its place.
    key: String,
    /// The step to it.
    step: String,
    json: &'j Json,
}

fn parts(json: &Json) -> Vec<Part<'_>> {
    let id =
        |item: &Json| ["id", "code", "model", "as_of"].iter().find_map(|key| item.get(key)?.text()).map(str::to_owned);
    match json {
        Json::Object(entries) => {
            entries.iter().map(|(key, json)| Part { key: key.clone(), step: key.clone(), json }).collect()
        }
        Json::List(items) => {
            let key = |at: usize, json| id(json).unwrap_or_else(|| (at + 1).to_string());
            let each = items.iter().enumerate();
            each.map(|(at, json)| Part { key: key(at, json), step: format!("[{at}]"), json }).collect()
        }
        _ => Vec::new(),
    }
}
