//! Numbers that count something, and the words round them that every reader of numbers needs.

use super::words::{Gap, Text};

/// More children than this live in no home that is applied for; more staff are on duty in none.
pub const MOST: u32 = 20;
/// At most this many words are looked at on either side of a number.
pub const NEAR: usize = 8;
/// Words for children.
pub const CHILDREN: &str =
    "children child teenagers teenager minors adolescents adolescent youngsters youths boys girls";
/// What leads up to a number: "for no more than a total of three".
const LIMITS: &str = "up to a an maximum max of at most no not more than just only the total initially capacity exceeding \
    around approximately greater";
/// A limit that says by itself that a number of children is the most; these two only after "no" or "not".
const MOST_WORDS: &str = "up maximum max most than capacity exceeding";
const COMPARED: &[&str] = &["than", "exceeding"];
/// What a number of children, or their ages, beside these is of something else.
pub const ELSEWHERE: &str = "nursery school preschool creche crèche playgroup club classroom college parking play \
    classrooms schools nurseries clubs childminder childminding my";

/// Who has children of their own, with "of" or "with".
const FAMILY: &str = "family families mother father mum dad parent parents";

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

/// One number or a range of numbers: `3`, `two (2)`, `2-3`, `two or three`.
#[derive(Clone, Copy)]
pub struct Quantity {
    /// The number, or the upper end of the range.
    pub most: u32,
    /// Whether it is a range.
    pub is_range: bool,
    /// Its last word.
    pub last: usize,
}

/// The number or range of numbers that begins with a word.
pub fn quantity(text: &Text<'_>, at: usize) -> Option<Quantity> {
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

/// A hyphen or a dash, with or without space; at the beginning of a line it is none between numbers.
pub fn is_dash(between: &str) -> bool {
    !between.contains('\n') && matches!(between.trim(), "-" | "–" | "—" | "\u{2010}" | "\u{2011}")
}

/// Where the words that lead up to a number begin, and whether they set a limit.
pub fn limits(text: &Text<'_>, at: usize) -> (usize, bool) {
    let mut first = at;
    let mut limited = false;
    while let Some(before) = first.checked_sub(1)
        && at - first < NEAR
        && text.close(first)
        && text.is_in(before, LIMITS)
    {
        first = before;
        limited = limited || text.is_in(first, MOST_WORDS);
    }
    (first, limited)
}

/// Whether a number is one that is not to be reached or passed: "more than three", "fewer than four", "exceeding three", but not
/// "no more than three".
pub fn is_beside(text: &Text<'_>, at: usize) -> bool {
    let Some(compared) = at.checked_sub(1).filter(|before| text.close(at) && text.any(*before, COMPARED)) else {
        return false;
    };
    let most = text.any(compared, &["exceeding"]) || text.is_in(compared.saturating_sub(1), "more greater");
    let bounded = (compared.saturating_sub(4)..compared).any(|at| text.is_in(at, "no not never"));
    !(most && bounded)
}

/// Whether children of whom words from one on speak are those of a school or the like, and not of the home.
pub fn is_elsewhere(text: &Text<'_>, first: usize) -> bool {
    text.before(first, 5, Gap::Stop).any(|at| {
        let to_day = at.checked_sub(1).is_some_and(|before| text.any(before, &["to"]));
        let day_care = text.any(at, &["day"]) && text.any(at + 1, &["care", "centre"]) && !to_day;
        let family = text.is_in(at, FAMILY) && text.any(at + 1, &["with", "of"]);
        day_care || family || (text.is_in(at, ELSEWHERE) && !text.any(at + 1, &["age", "aged"]))
    })
}

/// The last word of a noun for children.
pub fn children(text: &Text<'_>, at: usize) -> Option<usize> {
    let people = text.any(at, &["young"]) && text.any(at + 1, &["people", "person", "persons"]);
    let last = if people { at + 1 } else { at };
    (people || text.is_in(at, CHILDREN)).then_some(last).filter(|last| (at + 1..=*last).all(|at| text.close(at)))
}
