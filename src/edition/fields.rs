//! What can be filled in at a place of a profile, by the profile's schema, and what was filled in read back. So every part of a
//! profile can be edited, and a part that is added later needs nothing here. Knows no layout.

use super::document::{Step, at};
use crate::date::{AsOf, Date};
use crate::json::Json;
use crate::profile;
use crate::text::ungrouped;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// What was filled in, by the name of its field.
pub type Filled = BTreeMap<String, String>;

/// What a place of a profile holds, by its schema.
#[derive(Clone, Copy, Debug)]
pub struct Shape<'s> {
    root: &'s Json,
    here: &'s Json,
}

/// What kind of thing that is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A text.
    Text,
    /// A number without decimal places.
    Whole,
    /// Yes or no.
    Flag,
    /// One of these.
    Choice(Vec<String>),
    /// A list.
    List,
    /// An object with these keys, and whether each must be there.
    Object(Vec<(String, bool)>),
    /// Whatever keys someone gives, each with the same kind of thing.
    Map,
}

impl Shape<'static> {
    /// The whole profile.
    pub fn profile() -> Shape<'static> {
        static SCHEMA: OnceLock<Json> = OnceLock::new();
        // The schema is ours and a test reads it; without one nothing can be filled in.
        let root = SCHEMA.get_or_init(|| Json::read(profile::SCHEMA.as_bytes(), usize::MAX).unwrap_or(Json::Null));
        Shape { root, here: root }
    }
}

impl<'s> Shape<'s> {
    /// What stands at a place, if anything can.
    pub fn within(self, place: &[Step]) -> Option<Shape<'s>> {
        place.iter().try_fold(self, |shape, step| match step {
            Step::Key(key) => shape.entry(key),
            Step::At(_) => shape.item(),
        })
    }

    /// What stands under a key.
    pub fn entry(self, key: &str) -> Option<Shape<'s>> {
        let here = self.resolved();
        let known = here.get("properties").and_then(|known| known.get(key));
        let any = || here.get("additionalProperties").filter(|any| matches!(any, Json::Object(_)));
        Some(Shape { here: known.or_else(any)?, ..self })
    }

    /// What stands in a list.
    pub fn item(self) -> Option<Shape<'s>> {
        Some(Shape { here: self.resolved().get("items")?, ..self })
    }

    /// What kind of thing it is.
    pub fn kind(self) -> Kind {
        let here = self.resolved();
        if let Some(codes) = self.codes() {
            return Kind::Choice(codes);
        }
        let kind = match here.get("type") {
            Some(Json::Text(kind)) => kind.as_str(),
            Some(Json::List(kinds)) => kinds.first().and_then(Json::text).unwrap_or_default(),
            _ => "",
        };
        match kind {
            "integer" => Kind::Whole,
            "boolean" => Kind::Flag,
            "array" => Kind::List,
            "object" => match here.get("properties") {
                Some(Json::Object(known)) => {
                    let required: Vec<&str> = match here.get("required") {
                        Some(Json::List(keys)) => keys.iter().filter_map(Json::text).collect(),
                        _ => Vec::new(),
                    };
                    let optional = known.iter().map(|(key, _)| key.as_str()).filter(|key| !required.contains(key));
                    let optional = optional.map(|key| (key.to_owned(), false));
                    Kind::Object(required.iter().map(|key| ((*key).to_owned(), true)).chain(optional).collect())
                }
                _ => Kind::Map,
            },
            _ => Kind::Text,
        }
    }

    /// What its schema says of it, for people.
    pub fn about(self) -> &'s str {
        self.here.get("description").and_then(Json::text).unwrap_or_default()
    }

    /// How a text of it is written: `date`, `as-of`, `decimal`; empty where that is free.
    pub fn format(self) -> &'s str {
        self.resolved().get("format").and_then(Json::text).unwrap_or_default()
    }

    /// The codes it can be one of.
    fn codes(self) -> Option<Vec<String>> {
        let here = self.resolved();
        if let Some(Json::List(codes)) = here.get("enum") {
            return Some(codes.iter().filter_map(Json::text).map(str::to_owned).collect());
        }
        let Some(Json::List(choices)) = here.get("oneOf") else { return None };
        choices.iter().map(|choice| Some(choice.get("const")?.text()?.to_owned())).collect()
    }

    /// The definition it refers to, or the one of several that is not nothing.
    fn resolved(self) -> &'s Json {
        let mut here = self.here;
        // Each turn goes one reference further; a chain of them is short.
        for _ in 0..8 {
            here = match (here.get("$ref").and_then(Json::text), here.get("anyOf")) {
                (Some(name), _) => {
                    let name = name.trim_start_matches("#/$defs/");
                    match self.root.get("$defs").and_then(|all| all.get(name)) {
                        Some(found) => found,
                        None => return here,
                    }
                }
                (None, Some(Json::List(choices))) => {
                    let is_nothing = |choice: &&Json| choice.get("type").and_then(Json::text) == Some("null");
                    match choices.iter().find(|choice| !is_nothing(choice)) {
                        Some(choice) => choice,
                        None => return here,
                    }
                }
                _ => return here,
            };
        }
        here
    }

    /// Whether something in it has a screen of its own.
    pub fn has_screens(self) -> bool {
        match self.kind() {
            Kind::Object(keys) => {
                keys.iter().any(|(key, _)| self.entry(key).is_some_and(|inner| inner.kind() == Kind::Map))
            }
            Kind::Map => true,
            _ => false,
        }
    }

    /// Whether it is looked at on a screen of its own: what people name themselves, and what is more than one answer.
    pub fn is_apart(self) -> bool {
        match self.kind() {
            Kind::Map | Kind::Object(_) => true,
            Kind::List => matches!(self.item().map(Shape::kind), Some(Kind::Object(_))),
            _ => false,
        }
    }

    /// What is filled in at this place, as it is to stand in the file; nothing where it is to be left out. `name` is what the names
    /// of its fields begin with, `was` what stands there. What is no number stays as it was typed, and is a fault of the file.
    pub fn read(self, filled: &Filled, name: &str, was: Option<&Json>, required: bool) -> Option<Json> {
        let typed = || filled.get(name).map(|text| text.trim());
        match self.kind() {
            Kind::Text | Kind::Choice(_) => match typed() {
                None => was.cloned(),
                Some("") if !required => None,
                Some(text) => Some(Json::Text(self.as_kept(text))),
            },
            Kind::Whole => match typed() {
                None => was.cloned(),
                Some("") if !required => None,
                Some(text) => Some(match text.parse::<u64>() {
                    Ok(number) => Json::Number(number.to_string()),
                    Err(_) => Json::Text(text.to_owned()),
                }),
            },
            Kind::Flag => match typed() {
                None => was.cloned(),
                // What is no where nothing is said stays unsaid.
                Some("false") if !required && was.is_none() => None,
                Some("") => None,
                Some("true") => Some(Json::Bool(true)),
                Some("false") => Some(Json::Bool(false)),
                // What stood there and is neither stays, and is a fault of the file.
                Some(_) => was.cloned(),
            },
            Kind::List => self.read_list(filled, name, was, required),
            Kind::Object(keys) => self.read_object(keys, filled, name, was, required),
            Kind::Map => self.read_map(filled, name, was, required),
        }
    }

    /// A number or a date as a profile writes it, where people write it otherwise.
    fn as_kept(self, text: &str) -> String {
        let plain = match self.format() {
            "decimal" => plain_number(text),
            "date" => Date::from_words(text).map(Date::iso),
            "as-of" => AsOf::from_words(text).map(|as_of| as_of.written().to_owned()),
            _ => None,
        };
        plain.unwrap_or_else(|| text.to_owned())
    }

    fn read_list(self, filled: &Filled, name: &str, was: Option<&Json>, required: bool) -> Option<Json> {
        if !filled.keys().any(|key| key.strip_prefix(name).is_some_and(|rest| rest.starts_with('['))) {
            return was.cloned().or(required.then(|| Json::List(Vec::new())));
        }
        let item = self.item()?;
        let were: &[Json] = if let Some(Json::List(items)) = was { items } else { &[] };
        // One more than there were: the last is for something new.
        let items = (0..=were.len()).filter_map(|nth| {
            let name = format!("{name}[{nth}]");
            let was = were.get(nth);
            // An object that was there stays, whatever became of it; a text that was emptied goes.
            let keeps = was.is_some() && matches!(item.kind(), Kind::Object(_));
            item.read(filled, &name, was, keeps)
        });
        let items: Vec<Json> = items.collect();
        (required || was.is_some() || !items.is_empty()).then_some(Json::List(items))
    }

    fn read_object(
        self,
        keys: Vec<(String, bool)>,
        filled: &Filled,
        name: &str,
        was: Option<&Json>,
        required: bool,
    ) -> Option<Json> {
        let below = |key: &str| if name.is_empty() { key.to_owned() } else { format!("{name}.{key}") };
        let asked = |key: &str| {
            let name = below(key);
            filled.iter().any(|(typed, text)| {
                typed.strip_prefix(&name).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
                    && !text.trim().is_empty()
                    && !matches!(self.entry(key).map(Shape::kind), Some(Kind::Flag))
            })
        };
        // What nobody fills in is not there; what was there and of which everything was emptied goes.
        let mut own = filled.iter().filter(|(typed, _)| {
            typed.strip_prefix(name).is_some_and(|rest| name.is_empty() || rest.starts_with(['.', '[']))
        });
        let emptied = own.clone().next().is_some() && own.all(|(_, text)| text.trim().is_empty());
        if !required && (emptied || was.is_none() && !keys.iter().any(|(key, _)| asked(key))) {
            return None;
        }
        let mut entries: Vec<(String, Json)> = Vec::new();
        // What was there keeps its order; what is new comes after it.
        let there = |key: &str| was.is_some_and(|was| was.get(key).is_some());
        let old = match was {
            Some(Json::Object(entries)) => entries.as_slice(),
            _ => &[],
        };
        // Of a key that is written twice, what is on screen is the first; the others go with it, or it could never be mended.
        let mut met = BTreeSet::new();
        for (key, value) in old.iter().filter(|(key, _)| met.insert(key.as_str())) {
            let must = keys.iter().any(|(known, must)| known == key && *must);
            let read = match self.entry(key) {
                Some(shape) => shape.read(filled, &below(key), Some(value), must),
                None => Some(value.clone()),
            };
            entries.extend(read.map(|read| (key.clone(), read)));
        }
        for (key, must) in keys.iter().filter(|(key, _)| !there(key)) {
            let read = self.entry(key).and_then(|shape| shape.read(filled, &below(key), None, *must));
            entries.extend(read.map(|read| (key.clone(), read)));
        }
        Some(Json::Object(entries))
    }

    /// Single values under names of their own; a name whose value was emptied goes, and one may be new.
    fn read_map(self, filled: &Filled, name: &str, was: Option<&Json>, required: bool) -> Option<Json> {
        let mut entries: Vec<(String, Json)> = match was {
            Some(Json::Object(entries)) => entries.clone(),
            _ => Vec::new(),
        };
        for (key, value) in &mut entries {
            if let Some(read) =
                self.entry(key).map(|shape| shape.read(filled, &format!("{name}.{key}"), Some(value), false))
            {
                *value = read.unwrap_or(Json::Null);
            }
        }
        entries.retain(|(_, value)| *value != Json::Null);
        if let (Some(key), Some(_)) = (filled.get(&format!("{name}+key")), filled.get(&format!("{name}+value"))) {
            let key = key.trim();
            let read = self.entry(key).and_then(|shape| shape.read(filled, &format!("{name}+value"), None, false));
            if let Some(read) = read.filter(|_| !key.is_empty() && !entries.iter().any(|(known, _)| known == key)) {
                entries.push((key.to_owned(), read));
            }
        }
        (required || was.is_some() || !entries.is_empty()).then_some(Json::Object(entries))
    }
}

/// A number without its pound sign, and without commas where they part thousands.
fn plain_number(text: &str) -> Option<String> {
    let text = text.strip_prefix('£').unwrap_or(text).trim();
    let (whole, parts) = text.split_once('.').map_or((text, None), |(whole, parts)| (whole, Some(parts)));
    let whole = ungrouped(whole)?;
    Some(parts.map_or(whole.clone(), |parts| format!("{whole}.{parts}")))
}

/// What the ids at a place name, where they name something of the profile: the key of the list or map it stands in.
pub fn named(place: &[Step]) -> Option<&'static str> {
    let key = place.iter().rev().find_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::At(_) => None,
    });
    match key? {
        "source" => Some("sources"),
        "evidence" | "rows" | "whole" | "total" | "figure" | "part" | "separation" | "comparators" => Some("figures"),
        "gaps" if place.len() > 2 => Some("gaps"),
        _ => None,
    }
}

/// What something is called: its title, name, text or value; its key where it has none.
pub fn title(json: &Json, key: &str) -> String {
    let own = ["title", "name", "text", "label", "model", "position"].iter().find_map(|name| json.get(name)?.text());
    match (own, json) {
        (Some(own), _) if !own.is_empty() => own.to_owned(),
        (None, Json::Text(own)) if !own.is_empty() => own.clone(),
        _ => key.to_owned(),
    }
}

/// The ids that a part of a profile has, each with its title.
pub fn ids(file: &Json, part: &str) -> Vec<(String, String)> {
    match at(file, &[Step::Key(part.to_owned())]) {
        Some(Json::Object(entries)) => entries.iter().map(|(id, value)| (id.clone(), title(value, id))).collect(),
        Some(Json::List(items)) => {
            let id = |item: &Json| item.get("id").and_then(Json::text).map(str::to_owned);
            items.iter().filter_map(|item| id(item).map(|id| (id.clone(), title(item, &id)))).collect()
        }
        _ => Vec::new(),
    }
}

/// What keys are called, where that is more than their words; of one of several, with `[]` after the key.
const LABELS: &str = include_str!("../../profiles/labels.json");

fn labelled(key: &str) -> Option<&'static str> {
    static KNOWN: OnceLock<Json> = OnceLock::new();
    KNOWN.get_or_init(|| Json::read(LABELS.as_bytes(), usize::MAX).unwrap_or(Json::Null)).get(key)?.text()
}

/// A key in words: `published` is "Published".
pub fn label(key: &str) -> String {
    if let Some(words) = labelled(key) {
        return words.to_owned();
    }
    in_words(key)
}

/// A code in words.
pub fn in_words(code: &str) -> String {
    let words = code.replace(['_', '-'], " ").replace('.', " – ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What one of several is called.
pub fn label_of_one(key: &str) -> String {
    labelled(&format!("{key}[]")).map_or_else(|| label(key), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    const INVENTED: &str = r##"{
        "type": "object",
        "required": ["name", "kind"],
        "properties": {
            "name": { "type": "string" },
            "kind": { "oneOf": [{ "const": "hot" }, { "const": "cold" }] },
            "count": { "type": ["integer", "null"] },
            "fee": { "type": "string", "format": "decimal" },
            "day": { "$ref": "#/$defs/Day" },
            "month": { "anyOf": [{ "type": "null" }, { "type": "string", "format": "as-of" }] },
            "open": { "type": "boolean" },
            "notes": { "type": "array", "items": { "type": "string" } },
            "rows": { "type": "array", "items": { "$ref": "#/$defs/Row" } },
            "inner": { "$ref": "#/$defs/Row" },
            "words": { "type": "object", "additionalProperties": { "type": "string" } }
        },
        "$defs": {
            "Day": { "type": "string", "format": "date", "description": "A day." },
            "Row": {
                "type": "object",
                "required": ["at"],
                "properties": { "at": { "type": "integer" }, "said": { "enum": ["yes", "no"] } }
            }
        }
    }"##;

    fn with<T>(check: impl FnOnce(Shape<'_>) -> T) -> T {
        let schema = Json::read(INVENTED.as_bytes(), usize::MAX).unwrap();
        check(Shape { root: &schema, here: &schema })
    }

    /// What stood there, what was filled in (`field=text`, parted by `|`), and what then stands there.
    #[test]
    fn what_is_filled_in_takes_its_place_and_what_is_emptied_goes() {
        for (was, filled, expected) in [
            // Nothing was asked, and nothing changes.
            (r#"{"name":"A","kind":"hot"}"#, "", r#"{"name":"A","kind":"hot"}"#),
            (r#"{"kind":"hot","other":[1],"name":"A"}"#, "", r#"{"kind":"hot","other":[1],"name":"A"}"#),
            // What must be there stays, empty; what need not be goes.
            (r#"{"name":"A","kind":"hot","fee":"1"}"#, "name=|fee=", r#"{"name":"","kind":"hot"}"#),
            ("{}", "name= A |kind=cold", r#"{"name":"A","kind":"cold"}"#),
            ("{}", "name=A|kind=x", r#"{"name":"A","kind":"x"}"#),
            ("{}", "count=12", r#"{"count":12}"#),
            ("{}", "count=many", r#"{"count":"many"}"#),
            (r#"{"count":3}"#, "count=", "{}"),
            ("{}", "fee=£4,100.50", r#"{"fee":"4100.50"}"#),
            ("{}", "fee=£ 4100", r#"{"fee":"4100"}"#),
            ("{}", "fee=4,1", r#"{"fee":"4,1"}"#),
            ("{}", "day=3 May 2026", r#"{"day":"2026-05-03"}"#),
            ("{}", "day=soon", r#"{"day":"soon"}"#),
            ("{}", "month=May 2026", r#"{"month":"2026-05"}"#),
            // A no is said only where something was.
            ("{}", "open=false", "{}"),
            ("{}", "open=true", r#"{"open":true}"#),
            (r#"{"open":true}"#, "open=false", r#"{"open":false}"#),
            (r#"{"open":true}"#, "open=", "{}"),
            (r#"{"open":"x"}"#, "open=x", r#"{"open":"x"}"#),
            // Lists grow at their end and close their gaps.
            ("{}", "notes[0]=a", r#"{"notes":["a"]}"#),
            ("{}", "notes[0]=", "{}"),
            (r#"{"notes":["a","b"]}"#, "notes[0]=|notes[1]=b|notes[2]=c", r#"{"notes":["b","c"]}"#),
            (r#"{"notes":["a"]}"#, "notes[0]=|notes[1]=", r#"{"notes":[]}"#),
            (r#"{"notes":["a"]}"#, "", r#"{"notes":["a"]}"#),
            ("{}", "rows[0].at=1", r#"{"rows":[{"at":1}]}"#),
            ("{}", "rows[0].at=|rows[0].said=", "{}"),
            (r#"{"rows":[{"at":1,"said":"no"}]}"#, "rows[0].at=|rows[0].said=", r#"{"rows":[{"at":""}]}"#),
            (
                r#"{"rows":[{"at":1}]}"#,
                "rows[0].at=2|rows[1].at=3|rows[1].said=yes",
                r#"{"rows":[{"at":2},{"at":3,"said":"yes"}]}"#,
            ),
            // An object that need not be there comes and goes with what is in it.
            ("{}", "inner.at=4", r#"{"inner":{"at":4}}"#),
            ("{}", "inner.at=|inner.said=", "{}"),
            (r#"{"inner":{"at":4}}"#, "inner.at=|inner.said=", "{}"),
            (r#"{"inner":{"at":4}}"#, "inner.at=|inner.said=yes", r#"{"inner":{"at":"","said":"yes"}}"#),
            (r#"{"inner":{"at":4,"at":5}}"#, "inner.at=6", r#"{"inner":{"at":6}}"#),
            ("{}", "innermost=4", "{}"),
            // Names of their own.
            ("{}", "words+key=a|words+value=b", r#"{"words":{"a":"b"}}"#),
            (r#"{"words":{"a":"b"}}"#, "words.a=c|words+key=d|words+value=e", r#"{"words":{"a":"c","d":"e"}}"#),
            (r#"{"words":{"a":"b","c":"d"}}"#, "words.a=", r#"{"words":{"c":"d"}}"#),
            (r#"{"words":{"a":"b"}}"#, "words+key=a|words+value=c", r#"{"words":{"a":"b"}}"#),
            (r#"{"words":{"a":"b"}}"#, "words+key= |words+value=c", r#"{"words":{"a":"b"}}"#),
            (r#"{"words":{"a":"b"}}"#, "words+key=c|words+value=", r#"{"words":{"a":"b"}}"#),
        ] {
            let read = |text: &str| Json::read(text.as_bytes(), usize::MAX).unwrap();
            let fields = filled.split('|').filter_map(|field| field.split_once('='));
            let fields: Filled = fields.map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
            let was = read(was);
            let found = with(|shape| shape.read(&fields, "", Some(&was), true)).unwrap();
            let found = serde_json::to_string(&found).unwrap();
            assert_eq!(found, expected, "{was:?}, {filled}");
        }
    }

    #[test]
    fn a_place_is_of_the_kind_that_the_schema_says() {
        let place = |keys: &str| -> Vec<Step> {
            keys.split('.').map(|key| key.parse().map_or_else(|_| Step::Key(key.into()), Step::At)).collect()
        };
        let kind = |keys: &str| with(|shape| shape.within(&place(keys)).map(Shape::kind));
        let choice = |codes: [&str; 2]| Some(Kind::Choice(codes.map(str::to_owned).to_vec()));
        assert_eq!(kind("name"), Some(Kind::Text));
        assert_eq!(kind("kind"), choice(["hot", "cold"]));
        assert_eq!(kind("count"), Some(Kind::Whole));
        assert_eq!(kind("open"), Some(Kind::Flag));
        assert_eq!(kind("notes"), Some(Kind::List));
        assert_eq!(kind("notes.0"), Some(Kind::Text));
        assert_eq!(kind("rows.3"), Some(Kind::Object(vec![("at".into(), true), ("said".into(), false)])));
        assert_eq!(kind("rows.3.said"), choice(["yes", "no"]));
        assert_eq!(kind("words"), Some(Kind::Map));
        assert_eq!(kind("words.any"), Some(Kind::Text));
        assert_eq!([kind("none"), kind("name.more"), kind("name.0")], [None, None, None]);
        let about = |keys: &str| {
            with(|shape| {
                let shape = shape.within(&place(keys)).unwrap();
                (shape.format().to_owned(), shape.is_apart(), shape.has_screens())
            })
        };
        assert_eq!(about("day"), ("date".to_owned(), false, false));
        assert_eq!(about("month"), ("as-of".to_owned(), false, false));
        assert_eq!(about("notes"), (String::new(), false, false));
        assert_eq!(about("rows"), (String::new(), true, false));
        assert_eq!(about("inner"), (String::new(), true, false));
        assert_eq!(about("words"), (String::new(), true, true));
        assert!(with(|shape| shape.has_screens()), "of something in it");
    }

    #[test]
    fn what_is_named_is_by_the_key_it_stands_under() {
        let place = |keys: &[&str]| named(&keys.iter().map(|key| Step::Key((*key).into())).collect::<Vec<_>>());
        assert_eq!(place(&["figures", "x", "source"]), Some("sources"));
        assert_eq!(place(&["gaps", "x", "evidence"]), Some("figures"));
        assert_eq!(place(&["priorities", "x", "gaps"]), Some("gaps"));
        assert_eq!([place(&["gaps"]), place(&["parts", "gaps"]), place(&["name"]), place(&[])], [None; 4]);
        let titled = |json: &str| title(&Json::read(json.as_bytes(), usize::MAX).unwrap(), "key");
        assert_eq!(titled(r#"{"name":"N","title":"T"}"#), "T");
        assert_eq!(titled(r#"{"title":""}"#), "key");
        assert_eq!(titled("\"words\""), "words");
        assert_eq!([titled("\"\""), titled("{}"), titled("3")], ["key"; 3]);
    }
}
