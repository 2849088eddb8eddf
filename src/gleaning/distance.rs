//! How far the nearest other home is.

use super::counts::{Count, NEAR};
use super::words::{Gap, Text, Word};

/// No home this many metres away is the nearest that matters; the form takes no more.
const FARTHEST: u32 = 100_000;

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
    let ruled = is_rule(text, at, unit);
    let mut before = at;
    while before > 0 && at - before < NEAR && text.close(before) && text.is_in(before - 1, IS) {
        before -= 1;
    }
    let home = (before.saturating_sub(4)..before)
        .find(|at| is_home(*at))
        .filter(|home| (home.saturating_sub(3)..*home).any(other) && word.before <= Gap::Space && before < at);
    ((after.is_some() || home.is_some()) && !ruled).then_some(Count { value, first: at, last: unit })
}

/// Whether the distance is what a rule asks for, or a limit: "at least 100 metres from another home".
fn is_rule(text: &Text<'_>, at: usize, unit: usize) -> bool {
    const BEFORE: &str = "least most over than within under minimum maximum separation requires require required must should policy \
        threshold radius";
    const AFTER: &str = "required requirement threshold minimum apart";
    text.before(at, NEAR, Gap::List).any(|at| text.is_in(at, BEFORE))
        || text.beyond(unit, NEAR + 2, Gap::List).any(|at| text.is_in(at, AFTER))
}

/// A number of metres, with a comma between thousands, and the last word of its figures.
fn metres(text: &Text<'_>, at: usize, units: &[&str]) -> Option<(u32, usize)> {
    let unit = |last: usize| {
        let joined = text.word(last).is_some_and(|word| word.core.ends_with(|c: char| c.is_ascii_alphabetic()));
        !text.is_in_words(last) && joined || text.any(last + 1, units) && text.close(last + 1)
    };
    let digits = |word: &Word<'_>| word.core.bytes().take_while(u8::is_ascii_digit).count();
    if text.between(at) == "," && text.word(at + 1).is_some_and(|word| digits(word) == 3) {
        let thousands = text.number_with(at, &[])?.checked_mul(1_000)?;
        let value = thousands.checked_add(text.number_with(at + 1, units)?)?;
        return (unit(at + 1) && value <= FARTHEST).then_some((value, at + 1));
    }
    let lead = text.lead(at);
    let value = text.number_with(at, units).filter(|_| !lead.ends_with([',', '.']) && text.between(at) != ".")?;
    (unit(at) && value <= FARTHEST).then_some((value, at))
}
