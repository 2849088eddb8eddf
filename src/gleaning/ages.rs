//! The ages of the children. A range of numbers is one of ages only where something says so.

use super::counts::{CHILDREN, NEAR, children, is_dash, is_elsewhere};
use super::words::{Gap, Text};

/// A child is younger than this.
const ADULT: u32 = 18;
const YEARS: &[&str] = &["years", "year", "yrs", "yr", "y"];
const AGED: &[&str] = &["aged", "ages", "age"];
/// What may stand between "aged" or the children and the ages.
const RANGE: &str = "between from of the range group is are be approximately ages age aged years";
const OTHER_UNITS: &str = "months month weeks week hours hour minutes mins am pm days metres m km miles mile mph";
/// Whose years are no child's.
const OTHERS: &str = "building buildings house houses property properties dwelling extension tree trees staff workers carers \
    employees adults adult";
const TO: &[&str] = &["to", "and", "through", "until", "till"];

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

/// The ages that begin with a word: `8-17`, `8 to 17 years`, `12+`, `under 18`. They are ages where something says so:
/// "aged" or children before, or years after; `sure` is for where the reader knows already.
pub fn ages(text: &Text<'_>, at: usize, sure: bool) -> Option<Ages> {
    let word = text.word(at)?;
    if word.denied || word.barred || word.past {
        return None;
    }
    under(text, at).or_else(|| up_to(text, at)).or_else(|| range(text, at, sure)).or_else(|| and_over(text, at)).filter(
        |ages| !of_others(text, ages.first) && !is_elsewhere(text, ages.first) && !is_other(text, ages.last + 1),
    )
}

/// Whether these are the years of a building or of staff: "the house is 15 to 17 years old", "staff aged 16 to 18".
fn of_others(text: &Text<'_>, first: usize) -> bool {
    let is = |at: usize| text.any(at, &["is", "are", "was", "were"]) || text.any(at, AGED);
    let found = (first.saturating_sub(3)..first).rev().take_while(|at| text.close(at + 1)).find(|at| !is(*at));
    // "The dwelling would house 11-17 year olds."
    let does =
        |at: usize| at.checked_sub(1).is_some_and(|at| text.any(at, &["would", "will", "to", "can", "could", "may"]));
    let young = |at: usize| at.checked_sub(1).is_some_and(|at| text.any(at, &["young"]));
    found.is_some_and(|at| text.is_in(at, OTHERS) && !does(at) && !young(at))
}

/// Whether a number is of something else than years.
fn is_other(text: &Text<'_>, unit: usize) -> bool {
    text.close(unit) && text.is_in(unit, OTHER_UNITS)
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
    while at - first < NEAR && text.word(first)?.before < Gap::Stop {
        first = first.checked_sub(1)?;
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
        || text.between(at).starts_with(':')
        || text.lead(at).ends_with(['£', ':']);
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
