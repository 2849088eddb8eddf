//! Postcodes and planning references in a text, by their shape.

use super::words::{FAILED, Gap, Text};
use crate::date::Date;
use crate::proposal::Postcode;
use std::ops::Range;

/// The postcode areas of one letter.
const SHORT_AREAS: &str = "BEGLMNSW";
/// Letters that the second half of a postcode never has.
const NEVER_INWARD: &str = "CIKMOV";
/// Endings of ordinal numbers: "Unit M1 2nd floor" holds no postcode.
const ORDINALS: &[&str] = &["st", "nd", "rd", "th"];
/// A reference has at most this many parts.
const PARTS: usize = 5;
/// Beside these a number with strokes is of something else than an application.
const OTHER: &str = "drawing drawings dwg drg revision rev policy plan plans dated invoice";
/// After these it is of an earlier application.
const EARLIER: &str = "previous previously earlier resubmission submission refused refusal approved granted dismissed withdrawn \
    withdrawal superseded history";
/// After these too, where nothing but links stands between: "condition 2 of planning permission 24/00123/FUL".
const GIVEN: &str = "permission consent approval condition conditions";
const AFTER: &str = "following pursuant";
const LINKS: &str = "of to on under no nos number ref reference application planning full outline the its and by attached \
    imposed";
/// What is still asked for: "permission is sought under 25/00456/FUL", "that permission be refused for 25/00456/FUL".
const SOUGHT: &str = "sought seeks seeking applied applies submitted refused recommended";
/// What is applied for now: "the scheme was refused, and this application", "resubmitted as".
const NOW: &str = "this new current present resubmitted superseded replaced";
const APPLIED: &str = "application submission proposal scheme as by";
const REFERENCE: &str = "reference ref application app no number planning";
/// At most this many words are looked at before a reference.
const FAR: usize = 12;
/// A dot after one of these ends no sentence.
const ABBREVIATED: &str = "no nos ref refs app dwg drg rev";

/// A whole postcode that begins with a word, as the form writes it, and its last word.
pub fn postcode(text: &Text<'_>, at: usize) -> Option<(String, usize)> {
    let first = text.word(at).filter(|word| word.core.len() <= 7 && word.before != Gap::Joined || at == 0)?.core;
    let starts =
        first.starts_with(|c: char| c.is_ascii_alphabetic()) && first.bytes().any(|byte| byte.is_ascii_digit());
    if !starts {
        return None;
    }
    let second = text.word(at + 1).filter(|next| {
        next.core.len() == 3 && text.between(at).chars().all(char::is_whitespace) && next.before == Gap::Space
    });
    let whole = first.len() >= 6 && !first.bytes().any(|byte| byte.is_ascii_lowercase());
    let (joined, last) = match second.filter(|_| first.len() <= 4) {
        Some(second) => ([first, second.core].concat(), at + 1),
        None if whole => (first.to_owned(), at),
        None => return None,
    };
    let postcode = Postcode::read(&joined).ok()?.0.to_string();
    let letters = postcode.get(postcode.len().saturating_sub(2)..)?;
    let second_letter = postcode.chars().nth(1)?;
    let area = second_letter.is_ascii_alphabetic() || postcode.starts_with(|c| SHORT_AREAS.contains(c));
    let ordinal = joined.ends_with(|c: char| c.is_ascii_lowercase())
        && ORDINALS.iter().any(|ending| letters.eq_ignore_ascii_case(ending));
    let joined_on = matches!(text.between(last), "-" | "/") && text.word(last + 1).is_some();
    (area && !ordinal && !joined_on && !letters.contains(|c| NEVER_INWARD.contains(c))).then_some((postcode, last))
}

/// A planning reference.
pub struct Reference {
    /// Where it stands, in bytes.
    pub place: Range<usize>,
    /// Whether it is that of an earlier application.
    pub earlier: bool,
}

/// The words joined by strokes that begin with a word: `25/00456/FUL`. Whatever they are, the last of them is given, so
/// that none is looked at twice.
pub fn reference(text: &Text<'_>, at: usize) -> (usize, Option<Reference>) {
    let mut last = at;
    while text.between(last) == "/" && text.word(last + 1).is_some() {
        last += 1;
    }
    let reference = (last > at && last - at < PARTS).then(|| read_reference(text, at, last)).flatten();
    (last, reference)
}

/// "13/03/2024"; "11/09/0120" is none.
fn is_date(whole: &str, parts: &[&str]) -> bool {
    Date::from_typed(whole).is_some() && !parts.last().is_some_and(|year| year.starts_with('0'))
}

fn read_reference(text: &Text<'_>, at: usize, last: usize) -> Option<Reference> {
    let place = text.place(at, last);
    let whole = text.raw.get(place.clone())?;
    let parts: Vec<&str> = whole.split('/').collect();
    let plain =
        |part: &&str| part.len() <= 10 && part.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let is_year = |part: &str| match part.len() {
        2 => part.parse::<u32>().is_ok_and(|year| year < 50),
        4 => part.parse::<u32>().is_ok_and(|year| (2_000..2_050).contains(&year)),
        _ => false,
    };
    let is_serial = |part: &str| {
        let digits = part.trim_end_matches(|c: char| c.is_ascii_uppercase());
        (3..=6).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && part.len() <= digits.len() + 1
    };
    let year = parts
        .iter()
        .position(|part| is_year(part) && part.len() == 2)
        .or_else(|| parts.iter().position(|part| is_year(part)))?;
    let serial = parts.iter().enumerate().any(|(at, part)| at != year && is_serial(part));
    let joined = text.word(at)?.before == Gap::Joined && at > 0;
    let goes_on = |at: usize| !stops(text, at);
    let near = |words: &str, many: usize| {
        (at.saturating_sub(many)..at).rev().take_while(|at| goes_on(*at)).any(|at| text.is_in(at, words))
    };
    let short = parts.len() == 2 && !near(REFERENCE, 4);
    if !parts.iter().all(plain) || !serial || joined || short || near(OTHER, 2) || is_date(whole, &parts) {
        return None;
    }
    // "Should be refused" is said of what is applied for.
    let is_asked = |at: usize| at.checked_sub(1).is_some_and(|before| text.any(before, &["be"]));
    let failed = |at: usize| !is_asked(at) && (text.any(at, FAILED) || text.any(at, &["superseded"]));
    let told = (at.saturating_sub(8)..at)
        .rev()
        .take_while(|at| goes_on(*at) && !(text.is_in(*at, NOW) && text.is_in(*at + 1, APPLIED)))
        .any(|at| text.is_in(at, EARLIER) && !is_asked(at));
    let given = given(text, at);
    if given == Some(Given::Perhaps) && !told {
        return None;
    }
    let past = text.word(at).is_some_and(|word| word.past);
    let then = text.beyond(last, 3, Gap::Stop).any(failed);
    Some(Reference { place, earlier: told || given == Some(Given::Surely) || past || then })
}

/// Whether a sentence ends with a word: not with "ref." or "no.".
fn stops(text: &Text<'_>, at: usize) -> bool {
    text.after(at) == Gap::Stop && !(text.is_in(at, ABBREVIATED) && text.between(at).starts_with('.'))
}

/// Whether what stands before a reference says that it was given.
#[derive(Clone, Copy, PartialEq)]
enum Given {
    Surely,
    Perhaps,
}

/// Whether a reference is that of a permission or of conditions that were given: "conditions 3, 4 and 5 (parking) of 24/00123/FUL".
/// Perhaps it is where more stands between: "the permission for the home (24/00123/FUL)".
fn given(text: &Text<'_>, at: usize) -> Option<Given> {
    let (mut sure, mut bracket) = (true, false);
    for at in (at.saturating_sub(FAR)..at).rev() {
        let (between, number) = (text.between(at), text.number_with(at, &[]).is_some());
        match text.after(at) {
            Gap::Stop if stops(text, at) => return None,
            Gap::List if !(bracket || number && text.number_with(at + 1, &[]).is_some()) => return None,
            Gap::Break => {
                bracket = bracket && !between.contains('(') || between.contains(')');
                let label = text.is_in(at, REFERENCE) && between.trim() == ":";
                sure = sure && (label || between.contains(['(', ')']));
            }
            _ => {}
        }
        if bracket {
            continue;
        }
        let application = text.any(at + 1, &["application"]);
        if text.is_in(at, AFTER) || (text.is_in(at, GIVEN) && !application) {
            return Some(if sure { Given::Surely } else { Given::Perhaps });
        }
        if text.is_in(at, SOUGHT) {
            return None;
        }
        sure = sure && (number || text.is_in(at, LINKS));
    }
    None
}
