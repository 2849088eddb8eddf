//! What a pasted text says of a proposal: suggestions for the form, each with its place in the text, for a person to
//! confirm. It prefers missing something to suggesting what is not so. The words it looks for are the profile's; numbers,
//! ages, postcodes and references are read by their shape. Knows no check and no letter.

mod ages;
mod counts;
mod distance;
mod marks;
mod phrases;
mod places;
mod staff;
mod words;

use crate::form::Field;
use crate::profile::Profile;
use crate::vocabulary::{ApplicationKind, Model};
use counts::{NEAR, children};
use phrases::{Phrases, plain_words};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use words::Text;

/// The longest text that is taken, in bytes.
pub const MOST_BYTES: usize = 2 * 1024 * 1024;

/// No question is given more suggestions: a text with more is about many homes, and nobody chooses among them.
pub const MOST_OF_ONE: usize = 20;

/// The questions that are answered by words of the profile (`wording.gleaned`).
pub const BY_WORDS: &[Field] = &[Field::ApplicationType, Field::Registration, Field::Model, Field::Needs];

/// A suggested answer and where it was found.
#[derive(Clone, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Gleaned {
    /// The question.
    pub field: Field,
    /// What would be typed or chosen in the form; for needs, one code.
    pub answer: String,
    /// Where it stands in the text, in bytes. Places of different questions may be the same or overlap.
    pub place: Range<usize>,
    /// The words found there.
    pub words: String,
}

/// What a text says, in its order. Different answers to one question are all given; the same answer only where it is
/// first found. Takes time in proportion to the text, whatever is in it.
pub fn glean(text: &str, profile: &Profile) -> Vec<Gleaned> {
    let text = Text::new(text);
    let mut gleaner = Gleaner { text: &text, found: Vec::new(), seen: BTreeMap::new() };
    let named = gleaner.words(profile);
    gleaner.numbers(&named);
    gleaner.marks();
    gleaner.authority(profile);
    gleaner.chosen(profile)
}

/// Where needs and homes are named, by their first word, whatever is said of them.
struct Named {
    needs: BTreeSet<usize>,
    homes: BTreeSet<usize>,
}

struct Gleaner<'t> {
    text: &'t Text<'t>,
    found: Vec<Gleaned>,
    seen: BTreeMap<Field, BTreeSet<String>>,
}

impl Gleaner<'_> {
    /// A suggestion, unless the same answer is there already.
    fn add(&mut self, field: Field, answer: impl Into<String>, place: Range<usize>) {
        let answer = answer.into();
        let seen = self.seen.entry(field.clone()).or_default();
        if seen.len() < MOST_OF_ONE && seen.insert(answer.clone()) {
            let words = self.text.raw.get(place.clone()).unwrap_or_default().to_owned();
            self.found.push(Gleaned { field, answer, place, words });
        }
    }

    /// What the profile's words say.
    fn words(&mut self, profile: &Profile) -> Named {
        let text = self.text;
        let plain = plain_words(text);
        let mut named = Named { needs: BTreeSet::new(), homes: BTreeSet::new() };
        for field in BY_WORDS {
            for said in Phrases::of(field, profile).find(text, &plain) {
                match field {
                    Field::Needs => _ = named.needs.insert(said.first),
                    Field::Registration => _ = named.homes.insert(said.first),
                    _ => {}
                }
                let Some(word) = text.word(said.first) else { continue };
                let home = matches!(field, Field::Registration | Field::Model);
                let need = *field == Field::Needs;
                let refused = word.refused || (need && word.answered);
                let stands = !word.denied && !refused && !(home && (word.from || is_another(text, said.first)));
                let other = if need { is_feared(text, said.first, said.last) } else { word.past };
                if stands && !other {
                    self.add(field.clone(), said.code, text.place(said.first, said.last));
                }
            }
        }
        named
    }

    /// Places, ages, staff and distances.
    fn numbers(&mut self, named: &Named) {
        let text = self.text;
        let mut staffed: Option<usize> = None;
        // What was read as one number is not read as another.
        let (mut counted, mut aged) = (0, 0);
        for at in 0..text.words.len() {
            if text.word(at).is_some_and(|word| word.before == words::Gap::Stop) {
                staffed = None;
            }
            if staff::is_staff(text, at) {
                staffed = Some(at);
            }
            if let Some(night) = staff::waking_night(text, at) {
                self.add(Field::WakingNight, "yes", text.place(night.first, night.last));
            }
            if at >= aged
                && let Some(ages) = ages::ages(text, at, self.follows_number(at))
            {
                aged = ages.last + 1;
                let place = text.place(ages.first, ages.last);
                let plus = usize::from(text.between(ages.last).starts_with('+'));
                let place = place.start..place.end + plus;
                for (field, age) in [(Field::AgeMin, ages.min), (Field::AgeMax, ages.max)] {
                    if let Some(age) = age {
                        self.add(field, age.to_string(), place.clone());
                    }
                }
            }
            if at < aged || at < counted {
                continue;
            }
            let places =
                places::number_of(text, at).or_else(|| places::places(text, at, |at| named.needs.contains(&at)));
            if let Some(places) = places {
                counted = places.last + 1;
                self.add(Field::Places, places.value.to_string(), text.place(places.first, places.last));
            } else if let Some(on_duty) = staff::on_duty(text, at, staffed) {
                let place = text.place(on_duty.count.first, on_duty.count.last);
                for (field, holds) in [(Field::StaffByDay, on_duty.day), (Field::StaffByNight, on_duty.night)] {
                    if holds {
                        self.add(field, on_duty.count.value.to_string(), place.clone());
                    }
                }
            } else if let Some(metres) = distance::nearest_home(text, at, |at| named.homes.contains(&at)) {
                self.add(Field::NearestHome, metres.value.to_string(), text.place(metres.first, metres.last));
            }
        }
    }

    /// Whether ages follow a number of places in a note: "Two, 8-18", "Up to three, 7-17".
    fn follows_number(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| places::begins_note(self.text, before))
    }

    /// Postcodes and references.
    fn marks(&mut self) {
        let text = self.text;
        let mut at = 0;
        while at < text.words.len() {
            if let Some((postcode, last)) = marks::postcode(text, at) {
                self.add(Field::Postcode, postcode, text.place(at, last));
                at = last + 1;
                continue;
            }
            let (last, reference) = marks::reference(text, at);
            if let Some(found) = reference {
                let field = if found.earlier { Field::PreviousReference } else { Field::Reference };
                let answer = text.raw.get(found.place.clone()).unwrap_or_default();
                self.add(field, answer, found.place);
            }
            at = last + 1;
        }
    }

    /// The planning authority, where one council is named in full that decides applications, and no other. The council that
    /// answers is named in many texts and decides few.
    fn authority(&mut self, profile: &Profile) {
        let decide = profile.authorities.iter().filter(|authority| authority.council != profile.council.name);
        let named = decide.filter_map(|authority| Some((authority, self.named(&authority.council)?)));
        if let [(authority, place)] = named.collect::<Vec<_>>().as_slice() {
            self.add(Field::PlanningAuthority, authority.code.as_str(), place.clone());
        }
    }

    /// Where a name first stands as whole words, in either case.
    fn named(&self, name: &str) -> Option<Range<usize>> {
        let (text, name) = (self.text.raw, name.as_bytes());
        let letter = |at: usize| text.as_bytes().get(at).is_some_and(|byte| byte.is_ascii_alphanumeric());
        let stands = |(at, found): (usize, &[u8])| {
            let place = at..at.checked_add(name.len())?;
            let whole = !letter(place.end) && !at.checked_sub(1).is_some_and(letter);
            (whole && found.eq_ignore_ascii_case(name)).then_some(place)
        };
        text.as_bytes().windows(name.len().max(1)).enumerate().find_map(stands)
    }

    /// What stands in view of everything else, in the order of the text.
    fn chosen(mut self, profile: &Profile) -> Vec<Gleaned> {
        let full = ApplicationKind::Full.code();
        let other_kind = self.found.iter().any(|found| found.field == Field::ApplicationType && found.answer != full);
        let places: Vec<u32> = self
            .found
            .iter()
            .filter(|found| found.field == Field::Places)
            .filter_map(|found| found.answer.parse().ok())
            .collect();
        self.found.retain(|found| match found.field {
            // A retrospective application is a full one too, and so are most others.
            Field::ApplicationType => found.answer != full || !other_kind,
            // "A small children's home for one child" names no kind of home.
            Field::Model => fits(&found.answer, &places, profile),
            _ => true,
        });
        self.found.sort_by(|one, other| (one.place.start, &one.field).cmp(&(other.place.start, &other.field)));
        self.found
    }
}

/// Whether a kind of home that is known by its places has one of these numbers of places.
fn fits(model: &str, places: &[u32], profile: &Profile) -> bool {
    let rule = Model::from_code(model).and_then(|model| profile.model(model));
    rule.is_none_or(|rule| {
        let suits = |places: &u32| (u32::from(rule.min_places)..=u32::from(rule.max_places)).contains(places);
        !rule.from_places || places.is_empty() || places.iter().any(suits)
    })
}

/// Whether a need is spoken of that is no child's: what neighbours fear, what an area has, what a home is free of.
fn is_feared(text: &Text<'_>, first: usize, last: usize) -> bool {
    const FEARS: &str = "concerned fear fears worried worry objectors neighbours trained training my";
    let before = text.before(first, NEAR, words::Gap::Stop).take_while(|at| children(text, *at).is_none());
    let feared = |at: usize| {
        text.is_in(at, FEARS) || (text.any(at, &["area"]) && text.any(at + 1, &["has", "suffers", "experiences"]))
    };
    (text.close(last + 1) && text.any(last + 1, &["free"])) || before.into_iter().any(feared)
}

/// Whether a home is spoken of that is not the one proposed.
fn is_another(text: &Text<'_>, at: usize) -> bool {
    const OTHERS: &str = "another nearest other existing neighbouring nearby adjacent similar closest many most any several \
        these those their";
    (at.saturating_sub(2)..at).rev().take_while(|at| text.close(*at + 1)).any(|at| text.is_in(at, OTHERS))
}
