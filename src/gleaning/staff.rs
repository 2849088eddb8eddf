//! Members of staff on duty by day and by night. How many there are in all, or at most, is not how many are on duty.

use super::counts::{Count, MOST, NEAR, children, limits, quantity};
use super::words::{Gap, Text};

const STAFF: &str = "staff carers carer workers worker staffing practitioners";
/// What may stand between a number and the staff it counts.
const OF_STAFF: &str = "full time care support members member of waking night day trained qualified residential experienced \
    duty adult on live in";
const ALWAYS: &[&[&str]] = &[
    &["at", "all", "times"],
    &["24", "hours", "a", "day"],
    &["24", "hours", "per", "day"],
    &["24", "hrs", "a", "day"],
    &["24", "7"],
    &["24h"],
    &["round", "the", "clock"],
    &["around", "the", "clock"],
    &["day", "and", "night"],
    &["during", "the", "day", "and", "night"],
    &["during", "the", "day", "and", "at", "night"],
    &["by", "day", "and", "night"],
    &["by", "day", "and", "by", "night"],
];
const BY_DAY: &[&[&str]] = &[
    &["by", "day"],
    &["during", "the", "day"],
    &["in", "the", "day"],
    &["throughout", "the", "day"],
    &["during", "the", "daytime"],
    &["in", "the", "daytime"],
    &["on", "days"],
];
const BY_NIGHT: &[&[&str]] = &[
    &["by", "night"],
    &["at", "night"],
    &["overnight"],
    &["during", "the", "night"],
    &["through", "the", "night"],
    &["throughout", "the", "night"],
    &["in", "the", "night"],
    &["waking", "night"],
    &["waking", "nights"],
    &["on", "nights"],
];

/// Members of staff on duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnDuty {
    /// How many.
    pub count: Count,
    /// By day.
    pub day: bool,
    /// By night.
    pub night: bool,
}

/// Members of staff whom a number counts, where it says when they are on duty. `staffed` is the last word before that
/// names staff in the same sentence.
pub fn on_duty(text: &Text<'_>, at: usize, staffed: Option<usize>) -> Option<OnDuty> {
    let quantity = quantity(text, at).filter(|quantity| !quantity.is_range && (1..=MOST).contains(&quantity.most))?;
    let word = text.word(at)?;
    let (_, limited) = limits(text, at);
    // The most who would be there is not who is on duty.
    if word.denied || word.refused || word.past || limited || text.any(at, &["24"]) {
        return None;
    }
    let noun = (quantity.last + 1..=quantity.last + 5)
        .take_while(|at| text.close(*at))
        .find(|at| text.is_in(*at, STAFF) || !text.is_in(*at, OF_STAFF))
        .filter(|at| text.is_in(*at, STAFF));
    let ranged =
        at.checked_sub(2).is_some_and(|before| text.count(before).is_some() && text.any(at - 1, &["to", "or"]));
    if ranged {
        return None;
    }
    let near = staffed.is_some_and(|staff| at - staff <= 2 * NEAR);
    let count = |last: usize| Count { value: quantity.most, first: at, last };
    // "two waking night carers", "and one at night".
    let (from, to) = match noun {
        Some(noun) if text.says(quantity.last + 1, &["waking", "night"]) => {
            return Some(OnDuty { count: count(noun), day: false, night: true });
        }
        Some(noun) => (noun + 1, noun + NEAR),
        None if near => (quantity.last + 1, quantity.last + 3),
        None => return None,
    };
    for at in from..=to {
        let goes_on = text.word(at).is_some_and(|word| word.before < Gap::List);
        if !goes_on || children(text, at).is_some() {
            return None;
        }
        let when =
            |markers: &[&[&str]]| markers.iter().filter(|words| text.says(at, words)).map(|words| words.len()).max();
        let (always, day, night) = (when(ALWAYS), when(BY_DAY), when(BY_NIGHT));
        if let Some(length) = always.or(day).or(night) {
            // Shifts of 24 hours say how long they are.
            let last = at + length - 1;
            return Some(OnDuty {
                count: count(last),
                day: always.is_some() || day.is_some(),
                night: always.is_some() || (day.is_none() && night.is_some()),
            });
        }
        let elliptic = noun.is_none() && !text.is_in(at, OF_STAFF) && !text.any(at, &["will", "be", "awake"]);
        if elliptic || text.count(at).is_some() {
            return None;
        }
    }
    None
}

/// Whether a word names staff.
pub fn is_staff(text: &Text<'_>, at: usize) -> bool {
    text.is_in(at, STAFF)
}

/// Whether somebody is said to be awake at night there.
pub fn waking_night(text: &Text<'_>, at: usize) -> Option<Count> {
    let word = text.word(at).filter(|word| !word.denied && !word.refused && !word.past)?;
    let nights = word.any(&["waking"]) && text.any(at + 1, &["night", "nights"]);
    let by_night = || BY_NIGHT.iter().find(|words| word.any(&["awake"]) && text.says(at + 1, words));
    let length = if nights { 1 } else { by_night()?.len() };
    text.close(at + 1).then_some(Count { value: 1, first: at, last: at + length })
}
