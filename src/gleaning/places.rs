//! How many children would live in a home. Bedrooms, storeys, cars and classrooms are no places, and a number that says
//! nothing is left alone.

use super::ages::ages;
use super::counts::{Count, ELSEWHERE, MOST, Quantity, children, is_beside, is_dash, is_elsewhere, limits, quantity};
use super::staff::is_staff;
use super::words::{Gap, Text};

/// What may stand between a number and the children it counts.
const WHICH: &str = "looked after young younger older vulnerable local unrelated resident teenage male female mixed \
    gender sex no nos x number cared for disabled autistic traumatised school age aged primary secondary \
    care experienced individual";
/// After these a number of children is how many would live there.
const FOR: &str = "for to or accommodate accommodates accommodating house houses housing support supporting supports \
    comprising homing care registered";
/// After the children, what says that they would live there.
const LIVING: &str = "aged ages age between under who residing living resident with";
const PLACES: &[&str] = &["place", "places", "placement", "placements", "bedspaces"];
const OF_PLACES: &str = "residential registered children's children’s childrens care no";

/// The number of places that a number says.
pub fn places(text: &Text<'_>, at: usize, is_need: impl Fn(usize) -> bool) -> Option<Count> {
    let single = text.any(at, &["single"]) && children(text, at + 1).is_some();
    let quantity = if single { Quantity { most: 1, is_range: false, last: at } } else { quantity(text, at)? };
    let word = text.word(at)?;
    // "Three (4)" is one or the other.
    let other = text.lead(at).trim() == "("
        && at.checked_sub(1).and_then(|before| text.count(before)).is_some_and(|other| other != quantity.most);
    if !(1..=MOST).contains(&quantity.most) || word.denied || word.past || word.from || other || is_beside(text, at) {
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
    // "Two homes, each for three children", "one carer supports two children".
    let shared = before.and_then(|before| before.checked_sub(1)).is_some_and(|one| {
        text.any(one, &["each"]) || is_staff(text, one) && text.any(one + 1, &["support", "supports", "supporting"])
    });
    let other = shared || is_elsewhere(text, first);
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
    // "Where the number of children is more than three, permission is needed."
    let supposed = text.before(at, 2, Gap::List).any(|at| text.any(at, &["if", "where", "when", "should", "once"]));
    if word.past || supposed || (word.denied && !text.any(at, &["no"])) {
        return None;
    }
    let from = (last + 1..=last + 6)
        .take_while(|at| *at <= last + 3 || text.is_in(at - 1, BETWEEN))
        .find(|at| text.any(*at, &["from"]));
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
    let mut quantity = quantity(text, at).filter(|quantity| (1..=MOST).contains(&quantity.most))?;
    // "Number of children: 3 - 8 staff".
    if quantity.is_range && (is_staff(text, quantity.last + 1) || text.any(quantity.last + 1, &["years", "yrs"])) {
        quantity = Quantity { most: text.count(at)?, is_range: false, last: at };
    }
    // "Number of places: 3 parking".
    let other = is_beside(text, at) || text.close(quantity.last + 1) && text.is_in(quantity.last + 1, ELSEWHERE);
    (text.word(at)?.before < Gap::Stop && !other).then_some(Count {
        value: quantity.most,
        first: at,
        last: quantity.last,
    })
}
