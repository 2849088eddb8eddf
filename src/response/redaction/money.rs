//! Amounts of money and shares of fees, with or without a sign of money.

use super::word::{Word, first};
use std::ops::Range;

/// No fee is less; "40 a week" is no fee.
const LEAST: u64 = 500;
const TIMES: &[&str] = &["week", "month", "year", "annum", "night", "child", "placement"];
/// What an amount is of.
const FEES: &str = "fee fees price prices cost costs costing charge charges charged charging benchmark benchmarks carecubed \
    tariff quote quoted funding pays paid weekly";
/// What stands between that and the amount.
const LINKS: &str = "of is was are at a an the about around approximately roughly some nearly almost over from to up between \
    and or rate rates will would be set now total by per week figure amount average position comes";
/// What may follow an amount that counts nothing: "a fee of 5,200 for each child" and not "the cost of 900 homes".
const GOES_ON: &str = "a an per each every for weekly and or to but is was will would which with from in at by against";
/// What a share is of where it is one of money.
const SHARED: &str = "margin margins surplus surpluses profit profits benchmark benchmarks carecubed markup mark-up uplift \
    overhead overheads fee fees";

/// "£5,200", "GBP 5200", "6.2k", "6,200 a week", "a fee of 5,200", "a margin of 12%".
pub fn money(before: &[Word<'_>], words: &[Word<'_>]) -> Option<Range<usize>> {
    let (one, then) = words.split_first()?;
    let to = |word: &Word<'_>| Some(one.at..word.end_with('£'));
    // A sign that stands apart belongs to the word before it: "is £ 5,200".
    let apart =
        || before.last().filter(|last| last.digits() == 0).and_then(|last| Some(last.end() + last.trail.rfind('£')?));
    let sign = one.lead.rfind('£').map(|sign| one.at.saturating_sub(one.lead.len()) + sign);
    if let Some(sign) = sign.or_else(apart) {
        return Some(sign..one.end());
    }
    if (one.trail.contains('£') && one.digits() > 0) || one.core.contains('£') || one.any(&["pounds", "quid", "gbp"])
    {
        return to(one);
    }
    let (amount, unit) = amount(one);
    let is_unit = |units: &[&str]| units.iter().any(|known| unit.eq_ignore_ascii_case(known));
    let code = one.core.get(..3).is_some_and(|code| code.eq_ignore_ascii_case("gbp")) && one.digits() > 0;
    if code || (!amount.is_empty() && is_unit(&["k", "gbp"])) {
        return to(one);
    }
    if let Some(place) = share(before, words) {
        return Some(place);
    }
    let in_words = one.any(&["thousand", "hundred", "grand"]);
    if !in_words && !is_fee(amount) {
        return None;
    }
    if is_unit(&["pw", "pcm", "/week", "/wk", "p/w", "/month"]) {
        return to(one);
    }
    match then {
        [per, ..] if per.any(&["pw", "pcm", "p.w", "p/w", "pa", "weekly", "monthly", "annually"]) => to(per),
        [a, time, ..] if a.any(&["a", "per", "each", "every", "an"]) && time.any(TIMES) => to(time),
        _ if unit.is_empty() || unit.starts_with(['-', '–', '—']) => beside_a_fee(before, words),
        _ => None,
    }
}

/// The figures that a word begins with, and what follows them in it.
fn amount<'t>(word: &Word<'t>) -> (&'t str, &'t str) {
    let figures = word.core.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.')).count();
    word.core.split_at(figures)
}

/// Whether figures can be an amount that a week costs; what begins with a nought is a number of another kind.
fn is_fee(amount: &str) -> bool {
    let whole = amount.split('.').next().unwrap_or_default().replace(',', "");
    !whole.starts_with('0') && !whole.is_empty() && whole.parse::<u64>().map_or(true, |whole| whole >= LEAST)
}

/// "fee of 5,200", "CareCubed 4800", "5,200 weekly fee". A year is no amount.
fn beside_a_fee(before: &[Word<'_>], words: &[Word<'_>]) -> Option<Range<usize>> {
    const MOST_LINKS: usize = 6;
    let (one, then) = words.split_first()?;
    let (figures, _) = amount(one);
    if figures.parse::<u64>().is_ok_and(|year| (2_000..2_050).contains(&year)) {
        return None;
    }
    let fee_after = first(then, 2).iter().take_while(|_| !one.ends()).find(|word| word.is_in(FEES));
    let alone = one.ends() || then.first().is_none_or(|next| next.is_in(GOES_ON));
    let link = |word: &Word<'_>| word.is_in(LINKS) || is_fee(amount(word).0);
    let mut back = before.iter().rev().take(MOST_LINKS).take_while(|word| !word.ends_sentence());
    let fee_before = back.find(|word| !link(word)).filter(|word| alone && word.is_in(FEES));
    match (fee_before, fee_after) {
        (Some(fee), _) => Some(fee.at..one.end()),
        (None, Some(fee)) => Some(one.at..fee.end()),
        (None, None) => None,
    }
}

/// "a margin of 12%", "12 per cent surplus". A share of need or of staff is no money.
fn share(before: &[Word<'_>], words: &[Word<'_>]) -> Option<Range<usize>> {
    const NEAR: usize = 5;
    let (one, then) = words.split_first()?;
    if one.number().is_none() && (one.digits() == 0 || !amount(one).1.is_empty()) {
        return None;
    }
    let (last, after) = match then {
        _ if one.trail.contains('%') => (one, then),
        [percent, after @ ..] if percent.any(&["percent", "pc"]) => (percent, after),
        [per, cent, after @ ..] if per.is("per") && cent.is("cent") => (cent, after),
        _ => return None,
    };
    let behind: Vec<&Word<'_>> = before.iter().rev().take(NEAR).take_while(|word| !word.ends_sentence()).collect();
    let end = first(after, NEAR).iter().position(Word::ends_sentence).map_or(NEAR, |at| at + 1);
    let ahead = if last.ends_sentence() { &[] } else { first(after, end) };
    // A home run for profit says nothing of money.
    let of_money = |words: &[&Word<'_>]| {
        (0..words.len()).any(|at| {
            let for_it = |at: usize| words.get(at).is_some_and(|word| word.is("for"));
            words.get(at).is_some_and(|word| word.is_in(SHARED)) && !(at > 0 && for_it(at - 1))
        })
    };
    let in_order: Vec<&Word<'_>> = behind.into_iter().rev().collect();
    (of_money(&in_order) || of_money(&ahead.iter().collect::<Vec<_>>())).then(|| one.at..last.end_with('%'))
}
