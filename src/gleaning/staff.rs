//! Members of staff on duty by day and by night. How many there are in all, or at most, is not how many are on duty.

use super::counts::{Count, MOST, NEAR, children, limits, quantity};
use super::words::{Gap, Text};

const STAFF: &str = "staff carers carer workers worker staffing practitioners";
/// What may stand between a number and the staff it counts.
const OF_STAFF: &str = "full time care support members member of waking night day trained qualified residential experienced \
    duty adult on live in";
/// Between a number and a time, what makes it all who work there: "eight staff in shifts round the clock".
const IN_ALL: &str = "rota rotas shifts team employed";
/// What is no member of staff, between the staff and a number: "staff parking: three by day".
const OF_OTHERS: &str = "parking vehicle vehicles car cars trip trips movement movements visit visits space spaces";
/// After a time, what takes another from it: "at all times except at night".
const EXCEPT: &[&str] = &["except", "excepting", "excluding", "apart", "unless"];
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
    if is_part(text, at) {
        return None;
    }
    let near = staffed.is_some_and(|staff| {
        let others = || (staff + 1..at).any(|at| text.is_in(at, OF_OTHERS));
        at - staff <= 2 * NEAR && goes_with(text, at) && !others()
    });
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
        if !text.close(at) || children(text, at).is_some() || text.is_in(at, OF_OTHERS) {
            return None;
        }
        let when =
            |markers: &[&[&str]]| markers.iter().filter(|words| text.says(at, words)).map(|words| words.len()).max();
        let (always, day, night) = (when(ALWAYS), when(BY_DAY), when(BY_NIGHT));
        if let Some(length) = always.or(day).or(night) {
            if text.any(at + length, EXCEPT) {
                return None;
            }
            // Shifts of 24 hours say how long they are.
            let last = at + length - 1;
            return Some(OnDuty {
                count: count(last),
                day: always.is_some() || day.is_some(),
                night: always.is_some() || (day.is_none() && night.is_some()),
            });
        }
        let elliptic = noun.is_none() && !text.is_in(at, OF_STAFF) && !text.any(at, &["will", "be", "awake"]);
        let in_all = text.says(at, &["to", "cover"]) || (text.is_in(at, IN_ALL) && !text.says(at, &["shifts", "of"]));
        if elliptic || in_all || text.count(at).is_some() {
            return None;
        }
    }
    None
}

/// Whether a number is the end of a range, all of whom some are, or a team: "two to three", "one of the eight", "a team of six".
fn is_part(text: &Text<'_>, at: usize) -> bool {
    let word = |back: usize, words: &[&str]| at.checked_sub(back).is_some_and(|at| text.any(at, words));
    let count = |back: usize| at.checked_sub(back).is_some_and(|at| text.count(at).is_some());
    let of = if word(1, &["the"]) { 2 } else { 1 };
    let on_duty = (at + 1..=at + NEAR).any(|at| text.any(at, &["duty", "site", "present"]));
    let team = word(of + 1, &["team", "teams"]) && !on_duty;
    let whole = word(of, &["of"]) && (team || count(of + 1) || word(of + 1, &["some", "half", "most", "any"]));
    whole || count(2) && (word(1, &["to", "or"]) || word(1, &["and"]) && word(3, &["between"]))
}

/// Whether a number without a noun of its own goes with what was said of staff before: "and one at night", "Staff: two by day". In
/// "staff leave by ten at night" it does not.
fn goes_with(text: &Text<'_>, at: usize) -> bool {
    let links = ["and", "with", "plus", "then", "but", "be", "are", "day", "days", "daytime", "night", "nights"];
    text.word(at).is_some_and(|word| word.before >= Gap::List)
        || at.checked_sub(1).is_some_and(|before| text.any(before, &links))
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
    let last = at + length;
    (text.close(at + 1) && !is_supposed(text, at, last)).then_some(Count { value: 1, first: at, last })
}

/// Whether the same sentence makes a condition of it or leaves it open: "waking nights if required", "may have waking night staff",
/// "Waking night staff: yes/no".
fn is_supposed(text: &Text<'_>, first: usize, last: usize) -> bool {
    const NEXT: usize = 3;
    let before = |most: usize| text.before(first, most, Gap::Stop);
    let after = |most: usize| text.beyond(last, most, Gap::Stop);
    let when = |at: usize| {
        text.any(at, &["as", "when", "where", "whenever"])
            && text.any(at + 1, &["required", "needed", "necessary", "appropriate"])
    };
    let may = |at: usize| text.any(at, &["may", "might", "can", "could"]);
    before(NEAR).any(|at| text.any(at, &["if", "unless", "whether", "should", "event"]) || when(at))
        || after(NEAR).any(|at| text.any(at, &["unnecessary", "depending", "unless"]))
        || after(NEXT).any(|at| text.any(at, &["if", "no", "none"]) || when(at) || may(at))
        || before(NEXT).any(may)
}
