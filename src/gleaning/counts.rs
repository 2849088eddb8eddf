//! Numbers of a text that say what they count: places, ages, staff on duty, metres to the nearest home. Bedrooms, storeys,
//! cars and hours are none of these, and a number that says nothing is left alone.

use super::words::{Gap, Text};

/// More children than this live in no home that is applied for; more staff are on duty in none.
const MOST: u32 = 20;
/// A child is younger than this.
const ADULT: u32 = 18;
/// No home this many metres away is the nearest that matters; the form takes no more.
const FARTHEST: u32 = 100_000;
/// At most this many words are looked at on either side of a number.
const NEAR: usize = 8;

const CHILDREN: &str = "children child teenagers teenager minors adolescents adolescent youngsters youths boys girls";
/// What may stand between a number and the children it counts.
const WHICH: &str = "looked after young younger older vulnerable local unrelated resident teenage male female mixed \
    gender sex no nos x number cared for disabled autistic traumatised school age aged primary secondary \
    care experienced individual";
/// What leads up to a number: "for no more than a total of three".
const LIMITS: &str = "up to a an maximum max of at most no not more than just only the total initially capacity exceeding \
    around approximately";
/// A limit that says by itself that a number of children is the most.
const MOST_WORDS: &str = "up maximum max most than capacity exceeding";
/// After these a number of children is how many would live there.
const FOR: &str = "for to or accommodate accommodates accommodating house houses housing support supporting supports \
    comprising homing care registered";
/// After the children, what says that they would live there.
const LIVING: &str = "aged ages age between under who residing living resident with";
/// What a number of children beside these is of something else.
const ELSEWHERE: &str = "nursery school preschool pre creche crèche playgroup club classroom college parking play \
    classrooms schools nurseries clubs childminder childminding day";
const PLACES: &[&str] = &["place", "places", "placement", "placements", "bedspaces"];
const OF_PLACES: &str = "residential registered children's children’s childrens care no";
const YEARS: &[&str] = &["years", "year", "yrs", "yr", "y"];
const AGED: &[&str] = &["aged", "ages", "age"];
/// What may stand between "aged" or the children and the ages.
const RANGE: &str = "between from of the range group is are be approximately ages age aged years";
const TO: &[&str] = &["to", "and", "through", "until", "till"];
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

/// A number that counts something: its value, and its first and last word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// The number.
    pub value: u32,
    /// The first word that says so.
    pub first: usize,
    /// The last.
    pub last: usize,
}

/// One end of a range of ages, or both, with the words that say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ages {
    /// The youngest, in years.
    pub min: Option<u32>,
    /// The oldest, in years; 18 where it is written so.
    pub max: Option<u32>,
    /// The first word that says so.
    pub first: usize,
    /// The last.
    pub last: usize,
}

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

/// One number or a range of numbers: `3`, `two (2)`, `2-3`, `two or three`.
#[derive(Clone, Copy)]
struct Quantity {
    most: u32,
    is_range: bool,
    last: usize,
}

fn quantity(text: &Text<'_>, at: usize) -> Option<Quantity> {
    let value = text.count(at)?;
    let repeated = text.between(at).trim() == "(" && text.count(at + 1) == Some(value);
    let last = if repeated && text.between(at + 1).trim_start().starts_with(')') { at + 1 } else { at };
    let second = if is_dash(text.between(last)) {
        text.number_with(last + 1, &[]).map(|most| (most, last + 1))
    } else if text.close(last + 1) && text.any(last + 1, &["to", "or"]) && text.close(last + 2) {
        text.count(last + 2).map(|most| (most, last + 2))
    } else {
        None
    };
    Some(match second.filter(|(most, _)| *most > value) {
        Some((most, last)) => Quantity { most, is_range: true, last },
        None => Quantity { most: value, is_range: false, last },
    })
}

/// A hyphen or a dash, with or without space.
fn is_dash(between: &str) -> bool {
    matches!(between.trim(), "-" | "–" | "—" | "\u{2010}" | "\u{2011}")
}

/// Where the words that lead up to a number begin, and whether they set a limit.
fn limits(text: &Text<'_>, at: usize) -> (usize, bool) {
    let mut first = at;
    let mut limited = false;
    while first > 0 && at - first < NEAR && text.close(first) && text.is_in(first - 1, LIMITS) {
        first -= 1;
        limited = limited || text.is_in(first, MOST_WORDS);
    }
    (first, limited)
}

/// The last word of a noun for children.
fn children(text: &Text<'_>, at: usize) -> Option<usize> {
    let people = text.any(at, &["young"]) && text.any(at + 1, &["people", "person", "persons"]);
    let last = if people { at + 1 } else { at };
    (people || text.is_in(at, CHILDREN)).then_some(last).filter(|last| (at + 1..=*last).all(|at| text.close(at)))
}

/// The number of places that a number says.
pub fn places(text: &Text<'_>, at: usize, is_need: impl Fn(usize) -> bool) -> Option<Count> {
    let single = text.any(at, &["single"]) && children(text, at + 1).is_some();
    let quantity = if single { Quantity { most: 1, is_range: false, last: at } } else { quantity(text, at)? };
    let word = text.word(at)?;
    if !(1..=MOST).contains(&quantity.most) || word.denied || word.past || word.from {
        return None;
    }
    let (first, limited) = limits(text, at);
    let begins = if limited { (first..at).find(|at| !text.any(*at, &["to", "a", "an", "the", "of"])) } else { None };
    let said = Count { value: quantity.most, first: begins.unwrap_or(at), last: quantity.last };
    counted_children(text, first, limited, &quantity)
        .or_else(|| counted_places(text, first, limited, &quantity))
        .map(|last| Count { last, ..said })
        .or_else(|| alone(text, at, first, limited, &quantity, is_need).then_some(said))
}

/// "for up to three looked-after children".
fn counted_children(text: &Text<'_>, first: usize, limited: bool, quantity: &Quantity) -> Option<usize> {
    let noun =
        (quantity.last + 1..=quantity.last + 5).find(|at| children(text, *at).is_some() || !text.is_in(*at, WHICH))?;
    let last = children(text, noun)?;
    let close = (quantity.last + 1..=noun).all(|at| {
        text.close(at)
            || text.word(at).is_some_and(|word| word.before == Gap::List) && at > quantity.last + 1
            || at == quantity.last + 2 && text.any(at - 1, &["no", "nos"])
            || at == quantity.last + 1 && text.between(quantity.last).trim() == ")"
            || at == quantity.last + 1 && is_abbreviated(text, quantity.last)
    });
    let one = text.any(noun, &["child"]) && !is_dash(text.between(quantity.last)) && quantity.most != 1;
    let joined = text.between(last).starts_with(['-', '/']);
    if !close || one || joined || text.any(last + 1, &["each", "per"]) {
        return None;
    }
    let before = first.checked_sub(1);
    let begins = text.word(first)?.before > Gap::Space;
    let cue = begins || limited || before.is_some_and(|before| text.is_in(before, FOR));
    let home = is_dash(text.between(quantity.last)) || (text.close(last + 1) && text.is_in(last + 1, LIVING));
    let other = (first.saturating_sub(5)..first)
        .rev()
        .take_while(|at| text.after(*at) < Gap::Stop)
        .any(|at| text.is_in(at, ELSEWHERE));
    let directly = quantity.last + 1 == noun;
    ((cue || home) && !other).then_some(if directly { last } else { quantity.last })
}

/// "3no." before what it counts.
fn is_abbreviated(text: &Text<'_>, at: usize) -> bool {
    text.between(at).trim() == "." && text.word(at).is_some_and(|word| word.core.ends_with(['o', 'O', 's', 'S']))
}

/// "a three-place home", "registered for two places".
fn counted_places(text: &Text<'_>, first: usize, limited: bool, quantity: &Quantity) -> Option<usize> {
    let noun =
        (quantity.last + 1..=quantity.last + 3).find(|at| text.any(*at, PLACES) || !text.is_in(*at, OF_PLACES))?;
    let close = (quantity.last + 1..=noun).all(|at| text.close(at));
    let hyphen = is_dash(text.between(quantity.last));
    let offered = ["registered", "offering", "offers", "offer", "providing", "provide", "provides", "for"];
    let cue = limited || hyphen || first.checked_sub(1).is_some_and(|before| text.any(before, &offered));
    let other = text.any(noun + 1, &["of", "where", "on", "to"]) && text.close(noun + 1);
    (text.any(noun, PLACES) && close && cue && !other && !quantity.is_range).then_some(noun)
}

/// A number with nothing after it that it could count, as notes have it: "Up to three; attachment", "Two, 8-18".
fn alone(
    text: &Text<'_>,
    at: usize,
    first: usize,
    limited: bool,
    quantity: &Quantity,
    is_need: impl Fn(usize) -> bool,
) -> bool {
    let Some(word) = text.word(first) else { return false };
    let next = quantity.last + 1;
    let begins = word.before == Gap::Stop || word.line;
    let ends = text.after(quantity.last) >= Gap::List && !is_dash(text.between(quantity.last));
    let range = |at: usize| ages(text, at, true).is_some_and(|ages| ages.min.is_some() && ages.max.is_some());
    let written = begins && first == at && text.is_in_words(at);
    let with = text.any(next, &["with"]) && text.close(next) && is_need(next + 1);
    let year_olds = text.after(quantity.last) == Gap::Space
        && ages(text, next, false).is_some_and(|ages| (next..=ages.last).any(|at| text.any(at, &["old", "olds"])));
    begins && limited && ends
        || written && with
        || written && text.after(quantity.last) == Gap::List && range(next)
        || year_olds && !quantity.is_range
}

/// Whether a number of places begins a note and ends with a comma: "Two," or "Up to three,".
pub fn begins_note(text: &Text<'_>, at: usize) -> bool {
    let (first, limited) = limits(text, at);
    let begins = text.word(first).is_some_and(|word| word.line || word.before == Gap::Stop);
    begins
        && (limited || first == at && text.is_in_words(at))
        && text.count(at).is_some()
        && text.after(at) == Gap::List
}

/// The number of places that "number of children" says.
pub fn number_of(text: &Text<'_>, at: usize) -> Option<Count> {
    const BETWEEN: &str = "to is be will would at living accommodated the home in on site any one time resident cared for \
        limited restricted a maximum of up proposed not exceed more than no increased increase increasing \
        shall";
    let word = text.word(at)?;
    let of = text.any(at, &["number", "numbers", "no"]) && text.any(at + 1, &["of"]);
    let last = children(text, at + 2).or_else(|| text.any(at + 2, PLACES).then_some(at + 2)).filter(|_| of)?;
    if word.past || (word.denied && !text.any(at, &["no"])) {
        return None;
    }
    let from = (last + 1..=last + 3).find(|at| text.any(*at, &["from"]));
    let mut at = last + 1;
    if let Some(from) = from {
        at = (from + 1..=from + 4).find(|at| text.any(*at, &["to"]) && text.count(*at + 1).is_some())? + 1;
    }
    while at <= last + 12 && text.count(at).is_none() || text.any(at, &["one"]) && text.any(at + 1, &["time"]) {
        let goes_on = text.word(at).is_some_and(|word| word.before < Gap::Stop) && text.is_in(at, BETWEEN);
        if !goes_on {
            return None;
        }
        at += 1;
    }
    let value = text.count(at).filter(|value| (1..=MOST).contains(value))?;
    (text.word(at)?.before < Gap::Stop).then_some(Count { value, first: at, last: at })
}

/// The ages that begin with a word: `8-17`, `8 to 17 years`, `12+`, `under 18`. They are ages where something says so:
/// "aged" or children before, or years after; `sure` is for where the reader knows already.
pub fn ages(text: &Text<'_>, at: usize, sure: bool) -> Option<Ages> {
    let word = text.word(at)?;
    if word.denied || word.past {
        return None;
    }
    under(text, at).or_else(|| up_to(text, at)).or_else(|| range(text, at, sure)).or_else(|| and_over(text, at))
}

/// What says that ages follow: "aged between", "children from", and the like.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cue {
    Aged,
    Children,
}

/// What stands before a number, with the word it begins with.
fn cue(text: &Text<'_>, at: usize) -> Option<(Cue, usize)> {
    let mut first = at;
    while first > 0 && at - first < NEAR && text.word(first)?.before < Gap::Stop {
        first -= 1;
        if text.any(first, AGED) {
            return Some((Cue::Aged, first));
        }
        if text.is_in(first, CHILDREN) || text.any(first, &["people", "persons", "person"]) {
            return Some((Cue::Children, first + 1));
        }
        if !text.is_in(first, RANGE) {
            return None;
        }
    }
    None
}

/// The last word of "years", "years old", "year olds" or "years of age" from a word on.
fn years(text: &Text<'_>, at: usize) -> Option<usize> {
    let close = |at: usize| text.close(at);
    if !text.any(at, YEARS) || !close(at) {
        return None;
    }
    if text.any(at + 1, &["old", "olds"]) && close(at + 1) {
        return Some(at + 1);
    }
    Some(if text.says(at + 1, &["of", "age"]) && close(at + 1) { at + 2 } else { at })
}

fn range(text: &Text<'_>, at: usize, sure: bool) -> Option<Ages> {
    let suffixed = |at: usize| text.number_with(at, YEARS);
    let min = suffixed(at).filter(|_| text.word(at).is_some_and(|word| word.before != Gap::Joined || at == 0))?;
    let unit = years(text, at + 1).unwrap_or(at);
    let stroke = text.between(unit) == "/";
    let and = text.any(unit + 1, TO) && text.close(unit + 1) && text.close(unit + 2);
    let second = if is_dash(text.between(unit)) || stroke {
        unit + 1
    } else if and {
        unit + 2
    } else {
        return None;
    };
    let max = suffixed(second)?;
    let last = years(text, second + 1);
    let written_unit = last.is_some()
        || text.word(second)?.core.ends_with(|c: char| c.is_ascii_alphabetic()) && !text.is_in_words(second);
    let last = last.unwrap_or(second);
    let found = cue(text, at);
    let between = text.any(at.saturating_sub(1), &["between"]);
    // "Children from two to three" says how many.
    let loose = matches!(found, Some((Cue::Children, _))) && max >= 10 && (!text.any(unit + 1, &["and"]) || between);
    let aged = matches!(found, Some((Cue::Aged, _)));
    let other = matches!(text.between(last), "-" | "/" | ":") && text.number_with(last + 1, &[]).is_some()
        || text.close(last + 1)
            && text.any(
                last + 1,
                &["months", "month", "weeks", "week", "hours", "am", "pm", "days", "metres", "m", "miles"],
            )
        || text.between(at).starts_with(':')
        || text.lead(at).ends_with(['£', ':']) && !text.lead(at).ends_with(": ");
    // Years of anything else: "a permission of three to five years".
    let old = last > second && text.any(last, &["old", "olds", "age"]);
    let unit_says = written_unit
        && (old || max >= 10 && text.word(at)?.before > Gap::Space)
        && !text.any(last + 1, &["experience", "permission", "ago", "lease"]);
    let stroke_allowed = !stroke || old || aged;
    let is_age = (sure && !stroke) || aged || loose || unit_says;
    (is_age && stroke_allowed && !other && min < max && max <= ADULT && min < ADULT).then_some(Ages {
        min: Some(min),
        max: Some(max),
        first: found.map_or(at, |(_, first)| first).min(at),
        last,
    })
}

/// "12+", "12 and over", after "aged" or children.
fn and_over(text: &Text<'_>, at: usize) -> Option<Ages> {
    let min = text.count(at).filter(|min| *min < ADULT)?;
    let (_, first) = cue(text, at)?;
    let unit = years(text, at + 1).unwrap_or(at);
    let plus = text.between(at).starts_with('+');
    let and = text.any(unit + 1, &["and", "or"]) && text.any(unit + 2, &["over", "above", "older", "upwards"]);
    let last = if plus {
        at
    } else if and && text.close(unit + 1) && text.close(unit + 2) {
        unit + 2
    } else {
        return None;
    };
    Some(Ages { min: Some(min), max: None, first, last })
}

/// "children under 18", "under the age of 18", "under-18s".
fn under(text: &Text<'_>, at: usize) -> Option<Ages> {
    if !text.any(at, &["under", "below"]) {
        return None;
    }
    let of_age = text.says(at + 1, &["the", "age", "of"]) && text.close(at + 1);
    let number = if of_age { at + 4 } else { at + 1 };
    let limit = text.number_with(number, &["s"]).filter(|limit| (2..=ADULT).contains(limit) && text.close(number))?;
    let unit = years(text, number + 1);
    let plural = text.word(number)?.core.ends_with(['s', 'S']) && !text.is_in_words(number);
    let said = of_age || plural || unit.is_some_and(|last| last > number + 1) || cue(text, at).is_some();
    said.then_some(Ages { min: None, max: Some(limit - 1), first: at, last: unit.unwrap_or(number) })
}

/// "aged up to 18", "up to the age of 17", "up to 18 years old".
fn up_to(text: &Text<'_>, at: usize) -> Option<Ages> {
    if !text.says(at, &["up", "to"]) {
        return None;
    }
    let lengths = [&["the", "age", "of"][..], &["age"][..], &[][..]];
    let skip = lengths.into_iter().find(|words| text.says(at + 2, words) && text.close(at + 2))?.len();
    let number = at + 2 + skip;
    let limit = text.count(number).filter(|limit| (2..=ADULT).contains(limit) && text.close(number))?;
    let unit = years(text, number + 1);
    let old = unit.is_some_and(|last| last > number + 1);
    let said = skip > 0 || old || matches!(cue(text, at), Some((Cue::Aged, _)));
    (said && children(text, number + 1).is_none()).then_some(Ages {
        min: None,
        max: Some(limit),
        first: at,
        last: unit.unwrap_or(number),
    })
}

/// Members of staff whom a number counts, where it says when they are on duty. `staffed` is the last word before that
/// names staff in the same sentence.
pub fn on_duty(text: &Text<'_>, at: usize, staffed: Option<usize>) -> Option<OnDuty> {
    let quantity = quantity(text, at).filter(|quantity| !quantity.is_range && (1..=MOST).contains(&quantity.most))?;
    let word = text.word(at)?;
    let (_, limited) = limits(text, at);
    // The most who would be there is not who is on duty.
    if word.denied || word.past || limited || text.any(at, &["24"]) {
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
    let nights = word.any(&["waking"]) && text.any(at + 1, &["night", "nights"]) && text.close(at + 1);
    let awake = word.any(&["awake"]) && (BY_NIGHT.iter().any(|words| text.says(at + 1, words)) && text.close(at + 1));
    let last = if text.any(at + 1, &["at", "during", "through", "throughout"]) { at + 2 } else { at + 1 };
    (nights || awake).then_some(Count { value: 1, first: at, last })
}

/// Metres to the nearest other home: "40 metres from another children's home"; `is_home` says where a home is named.
pub fn nearest_home(text: &Text<'_>, at: usize, is_home: impl Fn(usize) -> bool) -> Option<Count> {
    const UNITS: &[&str] = &["metres", "metre", "meters", "m"];
    const FROM: &str = "away from of to the nearest another an existing other next closest registered";
    const IS: &str = "is lies stands about approximately around located some only just at home homes being";
    let (value, number) = metres(text, at, UNITS)?;
    let unit = if text.any(number + 1, UNITS) && text.close(number + 1) { number + 1 } else { number };
    let word = text.word(at).filter(|word| !word.denied && !word.past)?;
    let other = |at: usize| text.any(at, &["nearest", "another", "other", "existing", "closest"]);
    let after = (unit + 1..=unit + NEAR)
        .take_while(|at| text.close(*at))
        .find(|at| is_home(*at) || !text.is_in(*at, FROM))
        .filter(|home| {
            is_home(*home) && (unit + 1..*home).any(other) && text.any(unit + 1, &["from", "to", "away", "of"])
        });
    let mut before = at;
    while before > 0 && at - before < NEAR && text.close(before) && text.is_in(before - 1, IS) {
        before -= 1;
    }
    let home = (before.saturating_sub(4)..before)
        .find(|at| is_home(*at))
        .filter(|home| (home.saturating_sub(3)..*home).any(other) && word.before <= Gap::Space && before < at);
    (after.is_some() || home.is_some()).then_some(Count { value, first: at, last: unit })
}

/// A number of metres, with a comma between thousands, and the last word of its figures.
fn metres(text: &Text<'_>, at: usize, units: &[&str]) -> Option<(u32, usize)> {
    let unit = |last: usize| {
        let joined = text.word(last).is_some_and(|word| word.core.ends_with(|c: char| c.is_ascii_alphabetic()));
        !text.is_in_words(last) && joined || text.any(last + 1, units) && text.close(last + 1)
    };
    let digits = |word: &super::words::Word<'_>| word.core.bytes().take_while(u8::is_ascii_digit).count();
    if text.between(at) == "," && text.word(at + 1).is_some_and(|word| digits(word) == 3) {
        let thousands = text.number_with(at, &[])?.checked_mul(1_000)?;
        let value = thousands.checked_add(text.number_with(at + 1, units)?)?;
        return (unit(at + 1) && value <= FARTHEST).then_some((value, at + 1));
    }
    let lead = text.lead(at);
    let value = text.number_with(at, units).filter(|_| !lead.ends_with([',', '.']) && text.between(at) != ".")?;
    (unit(at) && value <= FARTHEST).then_some((value, at))
}
