//! A profile's file while it is being changed: its text as a tree, changed at one place at a time, each change with what takes it
//! back. What nobody changed is written as it was read, byte for byte. Knows nothing of what a profile means.

use crate::json::{Fault, Json, below};

/// A step on the way to a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Into an entry of an object.
    Key(String),
    /// Into an item of a list.
    At(usize),
}

impl Step {
    /// The place that it leads to from another, as messages name it.
    pub fn below(&self, place: &str) -> String {
        match self {
            Step::Key(key) => below(place, key),
            Step::At(nth) => format!("{place}[{nth}]"),
        }
    }
}

/// One change, which knows what it did away with.
#[derive(Clone, Debug, PartialEq)]
enum Change {
    /// Something takes the place of what stood there.
    Set(Vec<Step>, Json),
    /// Something is put in; what followed moves on. The number is its position among its neighbours.
    Put(Vec<Step>, usize, Json),
    /// What stood there goes.
    Take(Vec<Step>),
}

/// The most changes that can be taken back.
const MOST_UNDONE: usize = 200;

/// A file and the changes made to it.
#[derive(Clone, Debug)]
pub struct Document {
    was: Vec<u8>,
    before: Json,
    now: Json,
    undo: Vec<Vec<Change>>,
}

impl Document {
    /// A file as it was read.
    ///
    /// # Errors
    /// It is no JSON, or larger than `most` bytes.
    pub fn read(bytes: &[u8], most: usize) -> Result<Document, Fault> {
        let before = Json::read(bytes, most)?;
        if !matches!(before, Json::Object(_)) {
            return Err(Fault::at("", format!("the file is {} but must be an object", before.kind())));
        }
        Ok(Document { was: bytes.to_vec(), now: before.clone(), before, undo: Vec::new() })
    }

    /// The same with other contents, as a draft that was kept has them.
    pub fn changed_to(mut self, now: Json) -> Document {
        self.now = now;
        self
    }

    /// The file as it was read.
    pub fn was(&self) -> &[u8] {
        &self.was
    }

    /// What stood in it.
    pub fn before(&self) -> &Json {
        &self.before
    }

    /// What stands in it now.
    pub fn now(&self) -> &Json {
        &self.now
    }

    /// Whether anything is other than it was.
    pub fn is_changed(&self) -> bool {
        self.now != self.before
    }

    /// Whether a change can be taken back.
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// The file as it is now: where nothing changed, the bytes that were read.
    pub fn bytes(&self) -> Vec<u8> {
        if self.is_changed() { written(&self.now).into_bytes() } else { self.was.clone() }
    }

    /// Puts something at a place: in place of what stands there, or after everything beside it. Objects on the way that are not
    /// there yet are made. Nothing happens where the place cannot be.
    pub fn put(&mut self, place: &[Step], value: Json) {
        let mut made = value;
        let mut place = place;
        while at(&self.now, place).is_none() {
            let Some((last, above)) = place.split_last() else { return };
            match at(&self.now, above) {
                Some(Json::Object(entries)) if matches!(last, Step::Key(_)) => {
                    let end = entries.len();
                    return self.change(Change::Put(place.to_vec(), end, made));
                }
                Some(Json::List(items)) if matches!(last, Step::At(_)) => {
                    let end = items.len();
                    let place = [above, &[Step::At(end)]].concat();
                    return self.change(Change::Put(place, end, made));
                }
                Some(_) => return,
                None => {}
            }
            made = match last {
                Step::Key(key) => Json::Object(vec![(key.clone(), made)]),
                Step::At(_) => Json::List(vec![made]),
            };
            place = above;
        }
        if at(&self.now, place) != Some(&made) {
            self.change(Change::Set(place.to_vec(), made));
        }
    }

    /// Takes something out, if it is there.
    pub fn take(&mut self, place: &[Step]) {
        if !place.is_empty() && at(&self.now, place).is_some() {
            self.change(Change::Take(place.to_vec()));
        }
    }

    /// Does several things that are taken back at once; says whether anything changed.
    pub fn together(&mut self, work: impl FnOnce(&mut Document)) -> bool {
        let before = std::mem::take(&mut self.undo);
        work(self);
        let several = std::mem::replace(&mut self.undo, before);
        let changed = !several.is_empty();
        if changed {
            if self.undo.len() == MOST_UNDONE {
                self.undo.remove(0);
            }
            self.undo.push(several.into_iter().flatten().collect());
        }
        changed
    }

    /// Takes the last change back.
    pub fn undo(&mut self) {
        for change in self.undo.pop().into_iter().flatten().rev() {
            done(&mut self.now, change);
        }
    }

    fn change(&mut self, change: Change) {
        if let Some(back) = done(&mut self.now, change) {
            self.undo.push(vec![back]);
        }
    }
}

/// As profiles are written: two spaces to a level, a line break at the end.
pub fn written(json: &Json) -> String {
    // Writing what was read does not fail.
    serde_json::to_string_pretty(json).unwrap_or_default() + "\n"
}

/// What stands at a place.
pub fn at<'j>(json: &'j Json, place: &[Step]) -> Option<&'j Json> {
    place.iter().try_fold(json, |json, step| match (json, step) {
        (Json::Object(_), Step::Key(key)) => json.get(key),
        (Json::List(items), Step::At(at)) => items.get(*at),
        _ => None,
    })
}

fn at_mut<'j>(json: &'j mut Json, place: &[Step]) -> Option<&'j mut Json> {
    place.iter().try_fold(json, |json, step| match (json, step) {
        (Json::Object(entries), Step::Key(key)) => {
            entries.iter_mut().find(|(name, _)| name == key).map(|(_, value)| value)
        }
        (Json::List(items), Step::At(at)) => items.get_mut(*at),
        _ => None,
    })
}

/// Makes a change; gives what takes it back.
fn done(json: &mut Json, change: Change) -> Option<Change> {
    match change {
        Change::Set(place, value) => {
            let there = at_mut(json, &place)?;
            Some(Change::Set(place, std::mem::replace(there, value)))
        }
        Change::Put(place, position, value) => {
            let (last, above) = place.split_last()?;
            match (at_mut(json, above)?, last) {
                (Json::Object(entries), Step::Key(key)) => {
                    entries.insert(position.min(entries.len()), (key.clone(), value));
                }
                (Json::List(items), Step::At(_)) => items.insert(position.min(items.len()), value),
                _ => return None,
            }
            Some(Change::Take(place))
        }
        Change::Take(place) => {
            let (last, above) = place.split_last()?;
            let (position, value) = match (at_mut(json, above)?, last) {
                (Json::Object(entries), Step::Key(key)) => {
                    let position = entries.iter().position(|(name, _)| name == key)?;
                    (position, entries.remove(position).1)
                }
                (Json::List(items), Step::At(at)) if *at < items.len() => (*at, items.remove(*at)),
                _ => return None,
            };
            Some(Change::Put(place, position, value))
        }
    }
}

/// The steps to a place as messages name it: `figures.agency-homes.values[1]`. A key may have dots in it, so the longest key that
/// is there is taken; what is not there yet is taken as one key for the last step.
pub fn steps(json: &Json, place: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let (mut rest, mut here) = (place, Some(json));
    while !rest.is_empty() {
        if let Some((number, after)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'))
            && let Ok(number) = number.parse::<usize>()
        {
            here = here.and_then(|json| at(json, &[Step::At(number)]));
            steps.push(Step::At(number));
            rest = after.strip_prefix('.').unwrap_or(after);
            continue;
        }
        let fits =
            |key: &&str| rest.strip_prefix(*key).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']));
        let known = match here {
            Some(Json::Object(entries)) => {
                entries.iter().map(|(key, _)| key.as_str()).filter(fits).max_by_key(|key| key.len())
            }
            _ => None,
        };
        let key = known.unwrap_or(rest);
        here = here.and_then(|json| json.get(key));
        rest = rest.get(key.len()..).unwrap_or_default();
        rest = rest.strip_prefix('.').unwrap_or(rest);
        steps.push(Step::Key(key.to_owned()));
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "{ \"a\": {\"letter.need\": [1, 2],\n\"b\":\"x\"} }";

    fn read(text: &str) -> Document {
        Document::read(text.as_bytes(), 1_000).unwrap()
    }

    #[test]
    fn what_nobody_changed_is_written_as_it_was_read() {
        let mut file = read(FILE);
        assert_eq!(file.bytes(), FILE.as_bytes());
        let place = steps(file.now(), "a.letter.need[1]");
        assert_eq!(place, [Step::Key("a".into()), Step::Key("letter.need".into()), Step::At(1)]);
        file.put(&place, Json::Number("3".into()));
        assert_ne!(file.bytes(), FILE.as_bytes());
        file.put(&place, Json::Number("2".into()));
        assert_eq!(file.bytes(), FILE.as_bytes(), "changed back by hand is not changed");
    }

    #[test]
    fn every_change_can_be_taken_back_in_its_turn() {
        let mut file = read(FILE);
        let mut seen = vec![file.now().clone()];
        let place = |file: &Document, place: &str| steps(file.now(), place);
        file.take(&place(&file, "a.letter.need[0]"));
        seen.push(file.now().clone());
        file.put(&place(&file, "a.letter.need[1]"), Json::Bool(true));
        seen.push(file.now().clone());
        file.take(&place(&file, "a.letter.need"));
        seen.push(file.now().clone());
        let deep = [Step::Key("new".into()), Step::Key("under.it".into())];
        file.together(|file| {
            file.put(&deep, Json::Null);
            file.take(&steps(file.now(), "a.b"));
        });
        while let Some(before) = seen.pop() {
            file.undo();
            assert_eq!(*file.now(), before);
        }
        assert_eq!(file.bytes(), FILE.as_bytes());
    }
}
