//! A council's profile while it is being changed: every part of it filled in by its schema, faults at once and with their places,
//! what the change does to cases before it is published, and the edition that comes of it. What is done comes as acts, as with the
//! register; what is on screen is laid out in `shown::edition`. Knows no browser and no layout.

mod boundaries;
mod diary;
mod directory;
mod document;
mod effect;
mod fields;
mod reading;
mod saved;
mod trying;

pub use boundaries::{MOST_BYTES as MOST_BOUNDARIES, Outlines, Wanted as Outlined, read as read_boundaries};
pub use diary::{Review, calendar_of, diary};
pub use directory::{Directory, Found};
pub use document::{Document, Step, at, steps, written};
pub use effect::{Difference, Moved, Tried, day_of_effect, differences, examples};
pub use fields::{Filled, Kind, Shape, ids, in_words, label, label_of_one, named, title};
pub use reading::Piece;
pub use trying::{Effects, ReadOut};

use crate::date::Date;
use crate::json::{Fault, Json};
use crate::load_profile;
use crate::profile::{self, MOST_BYTES, Profile};
use crate::register::{Errand, Hand, Said};
use reading::Reading;
use std::sync::OnceLock;
use trying::said_by_examples;

/// The id of the editor's heading.
pub const HEADING: &str = "edition";
/// The id of what was said last.
pub const EDITION_SAID: &str = "edition-said";
/// The id of the heading of what is looked at.
pub const PLACE: &str = "edition-place";

/// The name under which a form says which place it fills in.
pub const OF_PLACE: &str = "@place";

/// A profile with nothing in it but what every council begins with.
const BLANK: &[u8] = include_bytes!("../../profiles/blank.json");

/// What is looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum View {
    /// The parts of the profile, and what is left to do.
    #[default]
    Parts,
    /// What stands at a place.
    Place(String),
    /// What is to be looked at again, and when.
    Diary,
    /// What the changes do.
    Effect,
    /// Publishing.
    Publish,
}

/// What is to be put where.
type Puts = Vec<(Vec<Step>, Json)>;

/// What was published last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The name of its file.
    pub name: String,
    /// Its fingerprint.
    pub sha256: String,
}

/// The editor.
#[derive(Debug, Default)]
pub struct Editor {
    file: Option<Document>,
    /// What the profile was before the changes, where it could be read.
    before: Option<Profile>,
    /// What it is now, or its faults.
    now: Option<Result<Profile, Vec<Fault>>>,
    /// What is looked at.
    pub view: View,
    /// What a list was searched for.
    pub search: String,
    /// What was said last.
    pub said: Said,
    /// How what is looked at reads, as it is kept or as it is being typed.
    pub read_out: Option<ReadOut>,
    /// What the changes do, once someone looked.
    pub effects: Option<Effects>,
    /// What was published last.
    pub published: Option<Published>,
    /// Whether someone is asked before the draft is given up.
    pub asking: bool,
    /// Whether the screen is left while there is a draft.
    shut: bool,
    reading: Option<Reading>,
    directory: Option<Directory>,
    /// What came of the last directory.
    pub found: Option<Found>,
    /// What came of the last boundaries.
    pub outlines: Option<Outlines>,
    /// The source and the dates of the value that was kept last: the next figure's are likely the same.
    pub dated: Option<Json>,
    /// A draft that was stored and cannot be read, and why.
    lost: Option<(String, Fault)>,
    /// Whether some of what is wrong comes of the file's being of an earlier version.
    earlier: bool,
    /// Whether the draft is to be stored again.
    unsaved: bool,
    /// How often something changed: what is filled in for one state is not shown for the next.
    turn: u32,
}

/// What a new profile begins with.
fn blank_profile() -> &'static Json {
    static PROFILE: OnceLock<Json> = OnceLock::new();
    PROFILE.get_or_init(|| Json::read(BLANK, usize::MAX).unwrap_or(Json::Null))
}

/// The general words, which a profile's own take the place of.
pub fn general() -> &'static Json {
    static WORDS: OnceLock<Json> = OnceLock::new();
    WORDS.get_or_init(|| {
        let words = Json::read(profile::WORDS.as_bytes(), usize::MAX).unwrap_or(Json::Null);
        Json::Object(vec![("wording".to_owned(), words)])
    })
}

impl Editor {
    /// The file that is being changed, where one is.
    pub fn file(&self) -> Option<&Document> {
        self.file.as_ref()
    }

    /// Whether there is something in it that nobody published or saved.
    fn is_changed(&self) -> bool {
        self.file.as_ref().is_some_and(Document::is_changed)
    }

    /// The names of the editions that there are.
    pub fn editions(&self) -> Vec<&str> {
        let Some(file) = &self.file else { return Vec::new() };
        let earlier = match file.now().get("editions") {
            Some(Json::List(items)) => items.as_slice(),
            _ => &[],
        };
        [file.now()].into_iter().chain(earlier).filter_map(|item| item.get("edition")?.text()).collect()
    }

    /// Whether it is on screen.
    pub fn is_open(&self) -> bool {
        self.file.is_some() && !self.shut
    }

    /// Which state of the file it is.
    pub fn turn(&self) -> u32 {
        self.turn
    }

    /// What is wrong with it.
    pub fn faults(&self) -> &[Fault] {
        match &self.now {
            Some(Err(faults)) => faults,
            _ => &[],
        }
    }

    /// The profile as it is now, where it is without faults.
    pub fn profile(&self) -> Option<&Profile> {
        self.now.as_ref()?.as_ref().ok()
    }

    /// The profile before the changes, where that is without faults.
    pub fn before(&self) -> Option<&Profile> {
        self.before.as_ref()
    }

    /// What stands at a place: the profile's own or, where it has none, the general words.
    pub fn value(&self, place: &str) -> Option<&Json> {
        let file = self.file.as_ref()?;
        at(file.now(), &self.steps(place)).or_else(|| at(general(), &steps(general(), place)))
    }

    /// Whether a place is the profile's own.
    pub fn is_own(&self, place: &str) -> bool {
        self.file.as_ref().is_some_and(|file| at(file.now(), &self.steps(place)).is_some())
    }

    /// The steps to a place. Keys with dots in them are known from the profile or from the general words.
    pub fn steps(&self, place: &str) -> Vec<Step> {
        let Some(file) = &self.file else { return Vec::new() };
        let own = steps(file.now(), place);
        let known = steps(general(), place);
        if at(file.now(), &own).is_none() && at(general(), &known).is_some() { known } else { own }
    }

    /// The draft as it is to be stored, where that changed since this was last asked: empty where there is none any more.
    pub fn unsaved(&mut self) -> Option<String> {
        let changed = self.file.as_ref().filter(|file| file.is_changed());
        std::mem::take(&mut self.unsaved).then(|| changed.map(saved::save).unwrap_or_default())
    }

    /// Takes up a draft that was stored, unless one is being changed. One that cannot be read stays stored until someone gives it up.
    pub fn resume(&mut self, text: &str) {
        if self.file.is_none() && !text.is_empty() {
            match saved::load(text) {
                Ok(file) => self.begin(file),
                Err(fault) => self.lost = Some((text.to_owned(), fault)),
            }
            self.unsaved = false;
        }
    }

    /// Why the draft that was stored cannot be read, where that is so.
    pub fn lost(&self) -> Option<&Fault> {
        self.lost.as_ref().map(|(_, fault)| fault)
    }

    /// What was to be stored could not be: the draft is here alone, which has to be said, and is tried again with the next act.
    pub fn not_stored(&mut self, reason: &str) {
        self.said = Said::of("not-stored").with("reason", reason);
        self.unsaved = true;
    }

    /// Another page stored its draft meanwhile. Whoever gave up their own goes on with that; nobody's is written over.
    pub fn stored_elsewhere(&mut self, draft: &str) {
        if self.file.is_some() {
            self.not_stored("another tab or window is changing a draft as well");
        } else {
            self.resume(draft);
        }
    }

    fn begin(&mut self, file: Document) {
        let before = load_profile(file.was());
        *self = Editor { before: before.as_ref().ok().cloned(), turn: self.turn, ..Editor::default() };
        let now = if file.is_changed() { load_profile(&file.bytes()) } else { before };
        self.file = Some(file);
        self.checked(now);
    }

    /// Looks at the file again after a change.
    fn changed(&mut self) {
        if let Some(file) = &self.file {
            self.checked(load_profile(&file.bytes()));
        }
    }

    /// Takes what the file comes to; what is wrong with it in the order of its parts. What begins with faults is compared with the
    /// first state without.
    fn checked(&mut self, now: Result<Profile, Vec<Fault>>) {
        self.now = Some(now.map_err(|mut faults| {
            let Kind::Object(parts) = Shape::profile().kind() else { return faults };
            faults.sort_by_key(|fault| {
                let first = fault.place.split(['.', '[']).next().unwrap_or_default();
                parts.iter().position(|(part, _)| part == first)
            });
            faults
        }));
        if self.before.is_none() {
            self.before = self.profile().cloned();
        }
        self.earlier = self.faults().iter().any(|fault| self.mending(fault).is_some());
        (self.effects, self.read_out, self.published) = (None, None, None);
        self.unsaved = true;
        self.turn = self.turn.wrapping_add(1);
    }

    fn change(&mut self, work: impl FnOnce(&mut Document)) {
        if self.file.as_mut().is_some_and(|file| file.together(work)) {
            self.changed();
        }
    }

    fn say(&mut self, said: Said) -> Vec<Errand> {
        self.said = said;
        vec![Errand::Focus(EDITION_SAID.to_owned())]
    }

    fn look(&mut self, view: View) -> Vec<Errand> {
        (self.view, self.read_out, self.asking) = (view, None, false);
        self.search.clear();
        vec![Errand::Focus(PLACE.to_owned())]
    }

    /// Does what is asked for by a word and its values. What is not understood does nothing. `cases` gives those of the register.
    pub fn act(
        &mut self,
        word: &str,
        values: &[String],
        hand: Hand<'_>,
        cases: impl FnOnce() -> Vec<Tried>,
    ) -> Vec<Errand> {
        self.said = Said::default();
        let errands = self.done(word, values, hand, cases);
        self.read_aloud(hand.today);
        errands
    }

    fn done(
        &mut self,
        word: &str,
        values: &[String],
        hand: Hand<'_>,
        cases: impl FnOnce() -> Vec<Tried>,
    ) -> Vec<Errand> {
        let one = values.join(" ");
        let filled = || in_pairs(values);
        match word {
            "open" if self.is_changed() => self.shown_again("resumed"),
            "open" => self.started(hand.profile.bytes()),
            "blank" => self.started(BLANK),
            "files" => self.chosen(values),
            "parts" => self.look(View::Parts),
            "go" if one.is_empty() => self.look(View::Parts),
            "go" => self.go(&one),
            "diary" => self.look(View::Diary),
            "publish" => self.look(View::Publish),
            "effect" => {
                self.try_cases(cases(), hand.today);
                self.look(View::Effect)
            }
            "mend" => self.mend(),
            "find" => {
                self.search = filled().remove("search").unwrap_or_default();
                Vec::new()
            }
            "keep" => self.keep(&filled()),
            "add" => self.add(&filled()),
            "take" => self.take(&one),
            "drop" => self.drop_piece(values),
            "undo" => {
                if let Some(file) = &mut self.file {
                    file.undo();
                    self.changed();
                }
                self.say(Said::of("undone"))
            }
            "try" => {
                self.try_text(&filled(), hand.today);
                Vec::new()
            }
            "issue" => self.issue(&filled(), hand.today),
            "save" => self.save(),
            "calendar" => match self.profile() {
                Some(profile) => {
                    let named = |review: &Review| format!("{}: {}", label("review_by"), review.title);
                    let bytes = calendar_of(profile, hand.today, named).into_bytes();
                    vec![Errand::Deliver { name: format!("{}-reviews.ics", profile.id), media: "text/calendar", bytes }]
                }
                None => self.say(Said::of("faulty")),
            },
            "postcodes" => self.postcodes_chosen(values),
            "cancel" => {
                (self.reading, self.directory) = (None, None);
                self.effects.iter_mut().for_each(Effects::stop);
                self.say(Said::of("stopped"))
            }
            "keep-postcodes" => match self.found.take() {
                Some(found) => self.keep_dated("postcodes", &filled(), ("outcodes", found.outcodes)),
                None => Vec::new(),
            },
            "boundaries" => self.boundaries_chosen(values),
            "keep-boundaries" => match self.outlines.take() {
                Some(found) => self.keep_dated("boundaries", &filled(), ("shapes", found.shapes)),
                None => Vec::new(),
            },
            "close" => {
                self.shut = true;
                vec![Errand::Focus(HEADING.to_owned())]
            }
            "discard" => {
                self.asking = true;
                vec![Errand::Focus("edition-discard-no".to_owned())]
            }
            "keep-draft" => {
                self.asking = false;
                vec![Errand::Focus(HEADING.to_owned())]
            }
            "discard-yes" => {
                *self = Editor { unsaved: true, ..Editor::default() };
                self.say(Said::of("discarded"))
            }
            _ => Vec::new(),
        }
    }

    /// Begins with a file, or says why not: what is being changed is never given up for another.
    fn started(&mut self, bytes: &[u8]) -> Vec<Errand> {
        if self.is_changed() {
            return self.shown_again("busy");
        }
        if self.lost.is_some() {
            return vec![Errand::Focus(EDITION_SAID.to_owned())];
        }
        match saved::open(bytes) {
            Ok(file) => {
                self.begin(file);
                vec![Errand::Focus(HEADING.to_owned())]
            }
            Err(fault) => self.say(Said::of("refused").with("reason", fault)),
        }
    }

    /// Shows the draft that there is.
    fn shown_again(&mut self, said: &'static str) -> Vec<Errand> {
        self.shut = false;
        self.say(Said::of(said))
    }

    /// What was filled in at the place that is looked at: the place, and everything that is to be put for it, where.
    fn read_in(&self, filled: &Filled) -> Option<(String, Puts)> {
        let View::Place(place) = &self.view else { return None };
        // What was sent from another place, before that place was left, is not this one's.
        if filled.get(OF_PLACE).is_some_and(|of| of != place) {
            return None;
        }
        let steps = self.steps(place);
        let was = self.value(place);
        let value = Shape::profile().within(&steps)?.read(filled, "", was, true)?;
        if was == Some(&value) || was.is_none() && is_empty(&value) {
            return Some((place.clone(), Vec::new()));
        }
        Some((place.clone(), self.parents(&steps).into_iter().chain([(steps, value)]).collect()))
    }

    /// Keeps what was filled in at the place that is looked at.
    fn keep(&mut self, filled: &Filled) -> Vec<Errand> {
        let Some((place, puts)) = self.read_in(filled) else { return Vec::new() };
        if puts.is_empty() {
            return self.say(Said::of("as-it-was"));
        }
        self.change(|file| puts.into_iter().for_each(|(place, value)| file.put(&place, value)));
        if let Some(Json::List(values)) = self.value(&format!("{place}.values"))
            && let Some(Json::Object(entries)) = values.last()
        {
            let whence = ["as_of", "source", "review_by"];
            let kept = entries.iter().filter(|(key, _)| whence.contains(&key.as_str())).cloned().collect();
            self.dated = Some(Json::Object(kept));
        }
        self.say_kept(&place)
    }

    /// Says that something was kept, and whether something is wrong with it.
    fn say_kept(&mut self, place: &str) -> Vec<Errand> {
        let faults = self.faults().iter().filter(|fault| is_within(&fault.place, place)).count();
        self.say(match faults {
            0 => Said::of("kept"),
            count => Said::of("kept-with-faults").with("count", count),
        })
    }

    /// What has to be there before something can be put at a place: of the general words, what stands beside it on the way.
    fn parents(&self, place: &[Step]) -> Puts {
        let Some(file) = &self.file else { return Vec::new() };
        let ways = (1..place.len()).filter_map(|length| place.get(..length));
        let missing = ways.filter(|way| at(file.now(), way).is_none());
        let own = missing.filter_map(|way| match at(general(), way)? {
            Json::Object(entries) => {
                let single = entries.iter().filter(|(_, value)| !matches!(value, Json::Object(_)));
                let single: Vec<(String, Json)> = single.cloned().collect();
                let is_map = Shape::profile().within(way).is_none_or(|shape| shape.kind() == Kind::Map);
                let next = entries.iter().filter(|(_, value)| matches!(value, Json::Object(_)));
                let empty = next.map(|(key, _)| (key.clone(), Json::Object(Vec::new())));
                (!is_map).then(|| (way.to_vec(), Json::Object(single.into_iter().chain(empty).collect())))
            }
            _ => None,
        });
        own.collect()
    }

    /// Whether the file is of an earlier version of the program, by what is wrong with it.
    pub fn is_earlier(&self) -> bool {
        self.earlier
    }

    /// What mends a fault that an earlier version's file has without anybody's mistake: words that are to be the general ones again,
    /// and figures that rules have come to need, without a value.
    fn mending(&self, fault: &Fault) -> Option<(Vec<Step>, Option<Json>)> {
        let file = self.file.as_ref()?;
        if let Some(id) = fault.place.strip_prefix("figures.") {
            let place = [Step::Key("figures".to_owned()), Step::Key(id.to_owned())];
            // One that was taken out is nothing that an earlier version did not know.
            let is_new = at(file.now(), &place).is_none() && at(file.before(), &place).is_none();
            let figure = at(blank_profile(), &place).filter(|_| is_new)?;
            return Some((place.to_vec(), Some(figure.clone())));
        }
        let steps = self.steps(&fault.place);
        let kept = steps.first() == Some(&Step::Key("wording".to_owned()));
        // The words of one question, result or sentence go together.
        let most = match steps.get(1) {
            Some(Step::Key(part)) if part == "checks" => 5,
            Some(Step::Key(part)) if part == "options" || part == "provider_options" || part == "gleaned" => 4,
            _ => 3,
        };
        let own = (3..=most).rev().filter_map(|length| steps.get(..length)).find(|own| at(file.now(), own).is_some());
        // What no council can do without has no general words to go back to, and what was just typed is somebody's slip.
        let general = |own: &&[Step]| at(general(), own).is_some() || fault.message.starts_with("is not used");
        let typed = |own: &&[Step]| at(file.now(), own) != at(file.before(), own);
        own.filter(|own| kept && general(own) && !typed(own)).map(|own| (own.to_vec(), None))
    }

    /// Brings a file of an earlier version up to this one, as far as nobody has to decide anything.
    fn mend(&mut self) -> Vec<Errand> {
        let mended: Vec<_> = self.faults().iter().filter_map(|fault| self.mending(fault)).collect();
        self.change(|file| {
            for (place, value) in mended {
                match value {
                    Some(value) => file.put(&place, value),
                    None => file.take(&place),
                }
            }
        });
        self.say(Said::of("mended").with("count", self.faults().len()))
    }

    /// Puts something new into the list or map that is looked at, and goes to it.
    fn add(&mut self, filled: &Filled) -> Vec<Errand> {
        let View::Place(place) = self.view.clone() else { return Vec::new() };
        let mut steps = self.steps(&place);
        let Some(shape) = Shape::profile().within(&steps) else { return Vec::new() };
        let (below, item) = match shape.kind() {
            Kind::List => {
                let count = match self.value(&place) {
                    Some(Json::List(items)) => items.len(),
                    _ => 0,
                };
                steps.push(Step::At(count));
                (format!("{place}[{count}]"), shape.item())
            }
            _ => {
                let key = filled.get("key").map(|key| key.trim().to_owned()).unwrap_or_default();
                let fits = |c: char| c.is_alphanumeric() || ['-', '.', '_', ' '].contains(&c);
                if key.is_empty() || key.contains("  ") || !key.chars().all(fits) {
                    return self.say(Said::of("no-key"));
                }
                steps.push(Step::Key(key.clone()));
                let item = shape.entry(&key);
                (crate::json::below(&place, &key), item)
            }
        };
        if self.file.as_ref().is_some_and(|file| at(file.now(), &steps).is_some()) {
            return self.say(Said::of("key-in-use"));
        }
        if let Some(value) = item.and_then(|item| blank(item, 0)) {
            self.change(|file| file.put(&steps, value));
        }
        self.look(View::Place(below))
    }

    /// Goes to a place, or to the screen on which it is filled in; to its field, where it has one of its own.
    fn go(&mut self, place: &str) -> Vec<Errand> {
        let screen = self.screen_of(place);
        let steps = self.steps(place);
        let kinds = Shape::profile().within(&steps).map(Shape::kind);
        let single = matches!(kinds, Some(Kind::Text | Kind::Whole | Kind::Flag | Kind::Choice(_)));
        let field = place.strip_prefix(screen.as_str()).map(|rest| rest.trim_start_matches('.').to_owned());
        let in_map = steps
            .split_last()
            .and_then(|(_, above)| Shape::profile().within(above))
            .is_some_and(|above| above.kind() == Kind::Map);
        let focused = match field {
            Some(field) if single && !field.is_empty() && !in_map => field_id(self.turn, &screen, &field),
            _ => PLACE.to_owned(),
        };
        self.look(View::Place(screen));
        vec![Errand::Focus(focused)]
    }

    /// The place at which something is filled in: the nearest that has a screen of its own.
    pub fn screen_of(&self, place: &str) -> String {
        let steps = self.steps(place);
        let (mut at, mut found) = (String::new(), String::new());
        for (depth, step) in steps.iter().enumerate() {
            at = step.below(&at);
            let shape = Shape::profile().within(steps.get(..=depth).unwrap_or_default());
            let above = Shape::profile().within(steps.get(..depth).unwrap_or_default());
            let item =
                depth > 0 && above.is_some_and(|above| above.is_apart() && !matches!(above.kind(), Kind::Object(_)));
            if depth == 0 || item || shape.is_some_and(|shape| shape.kind() == Kind::Map) {
                found = at.clone();
            }
            // A list below an item is filled in with it.
            if item && !shape.is_some_and(Shape::has_screens) {
                break;
            }
        }
        found
    }

    /// Takes something out, and goes to what it was in.
    fn take(&mut self, place: &str) -> Vec<Errand> {
        let steps = self.steps(place);
        if !self.is_own(place) {
            return self.say(Said::of("as-it-was"));
        }
        self.change(|file| file.take(&steps));
        let looked = match &self.view {
            View::Place(looked) if looked == place => Some(match steps.split_last() {
                Some((_, above)) if !above.is_empty() => {
                    View::Place(above.iter().fold(String::new(), |place, step| step.below(&place)))
                }
                _ => View::Parts,
            }),
            _ => None,
        };
        if let Some(view) = looked {
            self.look(view);
        }
        self.say(Said::of("taken"))
    }

    /// Keeps what was filled in, but for one piece of it, which goes.
    fn drop_piece(&mut self, values: &[String]) -> Vec<Errand> {
        let Some((piece, filled)) = values.split_first() else { return Vec::new() };
        let piece = self.steps(piece);
        let puts = self.read_in(&in_pairs(filled)).map(|(_, puts)| puts).unwrap_or_default();
        self.change(|file| {
            puts.into_iter().for_each(|(place, value)| file.put(&place, value));
            file.take(&piece);
        });
        self.say(Said::of("taken"))
    }

    /// Begins to try what the changes do, on a day: to the examples now, to the cases piece by piece.
    fn try_cases(&mut self, cases: Vec<Tried>, today: Date) {
        self.effects = self.both().map(|(before, now)| Effects::of(cases, before, now, today));
    }

    /// Tries some more cases, where some are left.
    fn try_more(&mut self) {
        let Some(mut effects) = self.effects.take() else { return };
        if let Some((before, now)) = self.both() {
            effects.go_on(before, now);
            self.effects = Some(effects);
        }
    }

    /// The profile before the changes and as it is now, where both are without faults.
    fn both(&self) -> Option<(&Profile, &Profile)> {
        self.before().zip(self.profile())
    }

    /// Says how a text would read in the letters and notes of the examples, before it is kept.
    fn try_text(&mut self, filled: &Filled, today: Date) {
        let (Some((place, puts)), Some(mut file)) = (self.read_in(filled), self.file.clone()) else { return };
        puts.into_iter().for_each(|(place, value)| file.put(&place, value));
        let (said, faults) = match load_profile(&file.bytes()) {
            Ok(profile) => (self.spoken(&place).map(|at| said_by_examples(&profile, &at, today)), Vec::new()),
            Err(faults) => (None, faults.into_iter().filter(|fault| is_within(&fault.place, &place)).collect()),
        };
        self.read_out = Some(ReadOut { place, said, faults });
    }

    /// Says how a sentence that is looked at reads in the examples, as the profile has it now.
    fn read_aloud(&mut self, today: Date) {
        let View::Place(place) = &self.view else { return };
        if self.read_out.is_none()
            && let Some(at) = self.spoken(place)
        {
            let place = place.clone();
            let said = self.profile().map(|profile| said_by_examples(profile, &at, today));
            self.read_out = Some(ReadOut { place, said, faults: Vec::new() });
        }
    }

    /// Where documents say that the sentences of a place are from; nothing where it has none.
    pub fn spoken(&self, place: &str) -> Option<String> {
        let spoken = ["wording.", "policies[", "safeguards[", "objectives["];
        if spoken.iter().any(|part| place.starts_with(part)) {
            return Some(place.to_owned());
        }
        let model = place.starts_with("models[").then(|| self.value(&format!("{place}.model"))?.text())?;
        model.map(|model| format!("models.{model}"))
    }

    /// Publishes: the file gets its edition, what changed and who approved it, and is handed over.
    fn issue(&mut self, filled: &Filled, today: Date) -> Vec<Errand> {
        let of = |key: &str| filled.get(key).map(|text| text.trim().to_owned()).unwrap_or_default();
        let (edition, note, approved_by) = (of("edition"), of("note"), of("approved_by"));
        let Some(file) = &self.file else { return Vec::new() };
        if !self.faults().is_empty() {
            return self.say(Said::of("faulty"));
        }
        if !file.is_changed() {
            return self.say(Said::of("nothing-changed"));
        }
        for (text, key) in [(&edition, "no-edition"), (&note, "no-note"), (&approved_by, "no-approval")] {
            if text.is_empty() {
                return self.say(Said::of(key));
            }
        }
        // The editions of the council that this was made from are not this council's.
        let whose = |json: &Json| {
            let code = json.get("council").and_then(|council| council.get("code"));
            [json.get("id"), code].map(|text| text.and_then(Json::text).map(str::to_owned))
        };
        let own = whose(file.before()) == whose(file.now());
        let earlier = match file.now().get("editions") {
            Some(Json::List(items)) if own => items.as_slice(),
            _ => &[],
        };
        let named = |json: &Json| json.get("edition").and_then(Json::text) == Some(&edition);
        if own && (named(file.before()) || earlier.iter().any(named)) {
            return self.say(Said::of("same-edition").with("edition", edition));
        }
        let made_from = crate::digest::sha256(file.was());
        let text = |text: &str| Json::Text(text.to_owned());
        let entry = [
            ("edition", text(&edition)),
            ("published", text(&today.iso())),
            ("note", text(&note)),
            ("approved_by", text(&approved_by)),
            ("made_from", text(&made_from)),
        ];
        let entry = Json::Object(entry.map(|(key, value)| (key.to_owned(), value)).into());
        let editions = Json::List(earlier.iter().cloned().chain([entry]).collect());
        let mut issued = file.clone();
        issued.together(|file| {
            let key = |key: &str| [Step::Key(key.to_owned())];
            file.put(&key("edition"), text(&edition));
            file.put(&key("published"), text(&today.iso()));
            file.put(&key("editions"), editions);
        });
        // What was typed here may be nothing that can stand in a profile: then nothing is published, and the draft is as it was.
        if let Err(faults) = load_profile(&issued.bytes()) {
            let fault = faults.first().map(ToString::to_string).unwrap_or_default();
            return self.say(Said::of("refused").with("reason", fault));
        }
        self.publish(&issued.bytes(), &edition)
    }

    /// Hands over the draft, with what it was made from, as a file that can be opened here; or what was stored and cannot be read.
    fn save(&mut self) -> Vec<Errand> {
        let (name, bytes) = match (&self.file, &self.lost) {
            (Some(file), _) if file.is_changed() => (file_name(file.now(), "draft"), saved::save(file).into_bytes()),
            (Some(file), _) => (file_name(file.now(), "profile"), file.bytes()),
            (None, Some((text, _))) => ("stored-draft.json".to_owned(), text.clone().into_bytes()),
            (None, None) => return Vec::new(),
        };
        vec![Errand::Deliver { name, media: "application/json", bytes }]
    }

    /// Hands over an edition, from which changes then begin.
    fn publish(&mut self, bytes: &[u8], edition: &str) -> Vec<Errand> {
        let Ok(file) = Document::read(bytes, MOST_BYTES) else { return Vec::new() };
        let name = file_name(file.now(), edition);
        self.begin(file);
        self.view = View::Publish;
        self.published = Some(Published { name: name.clone(), sha256: crate::digest::sha256(bytes) });
        self.said = Said::of("published").with("edition", edition);
        let deliver = Errand::Deliver { name, media: "application/json", bytes: bytes.to_vec() };
        vec![deliver, Errand::Focus(EDITION_SAID.to_owned())]
    }
}

/// The name of a profile's file.
fn file_name(file: &Json, kind: &str) -> String {
    let plain = |text: &str| -> String {
        let kept = text.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '-' });
        kept.take(60).collect()
    };
    let id = file.get("id").and_then(Json::text).filter(|id| !id.is_empty()).unwrap_or("profile");
    format!("{}-{}.json", plain(id), plain(kind))
}

/// The id of a field on the screen of a place: another in every state of the file, so that nothing typed in one is taken for the next.
pub fn field_id(turn: u32, place: &str, field: &str) -> String {
    format!("edition-{turn}-{place}-{field}").replace(' ', "_")
}

/// Whether a place is this one or lies within it.
pub fn is_within(place: &str, of: &str) -> bool {
    place.strip_prefix(of).is_some_and(|rest| of.is_empty() || rest.is_empty() || rest.starts_with(['.', '[']))
}

/// What was filled in: the name of each field, and after it what stands in it.
fn in_pairs(values: &[String]) -> Filled {
    let pairs = values.chunks_exact(2);
    pairs.filter_map(|pair| Some((pair.first()?.clone(), pair.last()?.clone()))).collect()
}

/// Whether nothing is said by it.
fn is_empty(json: &Json) -> bool {
    match json {
        Json::Text(text) => text.is_empty(),
        Json::List(items) => items.is_empty(),
        Json::Object(entries) => entries.is_empty(),
        _ => false,
    }
}

/// Something new of this shape, with everything empty that must be there.
fn blank(shape: Shape<'_>, depth: usize) -> Option<Json> {
    // A schema that holds itself has no end.
    if depth > 8 {
        return None;
    }
    Some(match shape.kind() {
        Kind::Text => Json::Text(String::new()),
        Kind::Whole => Json::Number("0".to_owned()),
        Kind::Flag => Json::Bool(false),
        Kind::Choice(codes) => Json::Text(codes.into_iter().next()?),
        Kind::List => Json::List(Vec::new()),
        Kind::Map => Json::Object(Vec::new()),
        Kind::Object(keys) => {
            let must = keys.into_iter().filter(|(_, must)| *must);
            Json::Object(
                must.filter_map(|(key, _)| Some((key.clone(), blank(shape.entry(&key)?, depth + 1)?))).collect(),
            )
        }
    })
}
