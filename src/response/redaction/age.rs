//! The age of one child: beside a name or initials, or of one girl or boy. The ages of those a home is for are in order.

use super::word::{Word, first, is_in, rest, supposed};
use std::ops::Range;

const MONTHS: &str = "january february march april may june july august september october november december";
/// Words that begin with a capital and are no person's name where a number follows.
const NO_NAMES: &str = "monday tuesday wednesday thursday friday saturday sunday a an the it this that these those there he she \
    they we you who all any some most each every in on at of to by for from with under over about around between child \
    children person people boy boys girl girls resident residents someone anyone adult adults staff carer carers young \
    youngest oldest teenager teenagers age aged ages no number total maximum minimum capacity occupancy parking car cars \
    space spaces bed beds bedroom bedrooms bathroom bathrooms room rooms kitchen kitchens toilet toilets garage garages \
    storey storeys place places visit visits visitor visitors vehicle vehicles trip trips shift shifts hour hours day days \
    night nights week weeks month months year years mile miles neighbour neighbours family families staffing ratio homes \
    house village town city ltd limited plc llp care group services service trust council borough county ward parish \
    school schools college hospital building ofsted consultation correspondence east west north south central upper lower great \
    little st saint zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
    seventeen eighteen nineteen";
/// What a number or a letter stands behind: "Plot 4", "Policy HC, 4", "Class C, 2".
const LABELS: &str = "page section paragraph para policy figure table class tier unit flat plot home homes floor phase option \
    schedule letter report form note statement plan plans appendix drawing revision version edition application condition \
    document documents appeal decision act regulation regulations article chapter annex clause item question band level \
    stage site type group zone lot block";
/// Capitals that stand for something other than a person.
const ACRONYMS: &str = "la las lcc uk eu gb sen send ebd asd cse cce lac cla cqc nhs lpa ppg gss hmo ehc dfe ndss hc fe he it \
    hr id ok tv am pm ne nw se sw pp nb ps eia cil sgo dol dols ra rm ta tas bed wc en no sp spd tbc na pa";
/// What stands between someone and an age.
const LINKS: &str = "aged age of is was who has turned turns turning just only now then nearly almost about currently still \
    will be a the our who’s who's";
/// Those of them that say that an age follows.
const TELL: &str = "aged age of is was turned turns turning be who’s who's";
/// What may follow an age that stands alone.
const GOES_ON: &str = "who was has is had and but lives lived went goes attends moved next now then";
/// Where these follow, an age is the end of a range.
const RANGE: &str = "over above under up upwards older younger plus below";
/// What the name of a place begins with.
const OF_PLACES: &str = "the a an in at within great little upper lower st north south east west central";
const GIRL: &str = "girl boy lad lass";
const KIN: &str = "daughter son sister brother niece nephew";
const CHILD: &str = "child youngster teenager resident female male";

/// At most this many words before one may belong to its name.
const LONGEST_NAME: usize = 8;

/// Looks for the age of one child, and knows names of places.
pub struct Ages<'s> {
    /// Names of places, which are no person's unless a first name stands before them.
    pub places: &'s [&'s str],
    /// What a road is called.
    pub roads: &'s str,
}

impl Ages<'_> {
    /// "Kai, 14", "K.B. (14)", "Kai who is 14", "a girl of 14", "14-year-old Kai", "Kai, a 14-year-old", "Aged 14, Kai".
    pub fn find(&self, before: &[Word<'_>], words: &[Word<'_>]) -> Option<Range<usize>> {
        // A name is of a few words: whatever is written with capitals, no word is looked at more often.
        let before = rest(before, before.len().saturating_sub(LONGEST_NAME));
        let (one, then) = words.split_first()?;
        let last = match year_old(words) {
            Some(taken) => self.whose(before, words, taken)?,
            None if one.any(&["aged", "age"]) => match then {
                [age, name, ..] if age.is_age() && age.trail.contains(',') && self.is_name(&[], rest(then, 1)) => name,
                _ => return None,
            },
            None => self.told(before, words)?,
        };
        Some(one.at..last.end())
    }

    /// Whose age a "14-year-old" is, where these words begin with that: the word that says so.
    fn whose<'w, 't>(&self, before: &[Word<'_>], words: &'w [Word<'t>], taken: usize) -> Option<&'w Word<'t>> {
        const NEAR: usize = 3;
        let (age, then) = words.split_at(taken);
        let next = then.first()?;
        if age.last().is_some_and(Word::ends_sentence) {
            return None;
        }
        if self.is_name(age, then) || (next.any(&["who", "was"]) && age.len() == 1 && !supposed(before)) {
            return Some(next);
        }
        let near = first(then, NEAR).iter().position(Word::ends).map_or(NEAR, |at| at + 1);
        let child = (0..near).find(|at| is_one_child(before, rest(then, *at)).is_some())?;
        then.get(child)
    }

    /// The age of whoever these words begin with.
    fn told<'w, 't>(&self, before: &[Word<'_>], words: &'w [Word<'t>]) -> Option<&'w Word<'t>> {
        const MOST_LINKS: usize = 4;
        let (who, then) = words.split_first()?;
        let child = is_one_child(before, words);
        let named = child.is_none() && self.is_name(before, words);
        if !named && child.is_none() || (who.ends_sentence() && initials(who.core).is_none()) {
            return None;
        }
        let count = then.iter().take(MOST_LINKS).take_while(|word| word.is_in(LINKS)).count();
        let (links, then) = then.split_at(count);
        if links.iter().any(|word| word.ends_sentence() || (word.is("of") && child != Some(Child::Of))) {
            return None;
        }
        let apart = who.trail.contains([',', '–', '—', '-']) || (named && who.trail.contains(':'));
        let age = then.first()?;
        if let Some(taken) = year_old(then) {
            let run_on = taken == 1 && !age.core.contains('-');
            let (old, after) = (then.get(taken.saturating_sub(1))?, rest(then, taken));
            let of_someone = old.ends()
                || after.first().is_none_or(|word| word.is_in(GOES_ON) || word.is_in(GIRL) || word.is_in(CHILD));
            return (of_someone && (apart || run_on || count > 0 || age.lead.contains('('))).then_some(old);
        }
        let after = rest(then, 1);
        // "Ofsted is one" tells no age.
        if !age.is_age() || age.is("one") || is_range(age, after) {
            return None;
        }
        let told = links.last().is_some_and(|word| word.any(&["aged", "age", "of"]));
        let said = apart || age.lead.contains('(') || links.iter().any(|word| word.is_in(TELL));
        (told || (said && stands_alone(age, after))).then_some(age)
    }

    /// Whether the first of these words is a person's name or initials.
    fn is_name(&self, before: &[Word<'_>], words: &[Word<'_>]) -> bool {
        let Some((word, then)) = words.split_first() else { return false };
        let core = word.core.strip_suffix("’s").or_else(|| word.core.strip_suffix("'s")).unwrap_or(word.core);
        let listed = |list: &str| is_in(core, list);
        let aged = then.first().is_some_and(|next| next.any(&["aged", "who"]));
        if !word.is_capital() || listed(NO_NAMES) || listed(LABELS) || (listed(MONTHS) && !aged) {
            return false;
        }
        // Words with capitals before it belong to it: "the Beeches", "in Great Harwood", "Policy HC".
        let mut goes_on = true;
        let mut run = before.iter().rev().map_while(|word| {
            let of_run = goes_on && word.trail.is_empty();
            goes_on = word.is_capital();
            of_run.then_some(word)
        });
        if run.any(|word| word.is_in(OF_PLACES) || word.is_in(LABELS)) {
            return false;
        }
        if let Some(letters) = initials(core) {
            // A letter alone may be that of a drawing.
            return !listed(ACRONYMS)
                && (letters > 1 || then.first().is_some_and(|next| next.is_in(TELL) || next.is("who")));
        }
        let letters = core.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
        if !letters || !core.contains(char::is_lowercase) {
            return false;
        }
        let place =
            listed(self.roads) || self.places.iter().any(|place| place.split([' ', ',']).any(|part| part == core));
        !place
            || before
                .split_last()
                .is_some_and(|(first, before)| first.trail.is_empty() && self.is_name(before, &[*first]))
    }
}

/// A word for one child, and whether "of" and an age may follow it.
#[derive(Clone, Copy, PartialEq)]
enum Child {
    Of,
    Kin,
}

/// Whether these words begin with one child of whom something is told.
fn is_one_child(before: &[Word<'_>], words: &[Word<'_>]) -> Option<Child> {
    let word = words.first()?;
    let young = word.is("person") && before.last().is_some_and(|word| word.is("young"));
    match () {
        () if word.is_in(GIRL) => Some(Child::Of),
        () if word.is_in(KIN) => Some(Child::Kin),
        () if (young || word.is_in(CHILD)) && !supposed(before) => Some(Child::Of),
        () => None,
    }
}

/// How many letters initials have: "KB", "K.B".
fn initials(core: &str) -> Option<usize> {
    let letters = core.chars().filter(|c| c.is_uppercase()).count();
    let dots = core.chars().filter(|c| *c == '.').count();
    ((1..=3).contains(&letters) && core.chars().count() == letters + dots && !matches!(core, "I" | "A"))
        .then_some(letters)
}

/// How many words a "14-year-old" takes, where these words begin with one.
fn year_old(words: &[Word<'_>]) -> Option<usize> {
    match words {
        [one, ..] if one.is_year_old() => Some(1),
        [age, next, ..] if age.is_age() && next.any(&["year-old", "yr-old", "yo"]) => Some(2),
        [age, year, old, ..] if age.is_age() && year.any(&["year", "years", "yr", "yrs"]) && old.is("old") => Some(3),
        _ => None,
    }
}

/// Whether a number is one end of a range of ages.
fn is_range(age: &Word<'_>, after: &[Word<'_>]) -> bool {
    if age.trail.contains(['+', '/']) {
        return true;
    }
    match after {
        [to, ..] if to.any(&["to", "through"]) || to.is_in(RANGE) => true,
        [or, next, ..] if or.any(&["or", "and"]) => next.is_in(RANGE),
        [next, ..] => age.trail.contains(['–', '-', '—']) && next.is_age(),
        [] => false,
    }
}

/// Whether a number counts nothing: "Kai, 14, knows it" and not "Preston, 14 homes", "Preston, 2 years ago".
fn stands_alone(age: &Word<'_>, after: &[Word<'_>]) -> bool {
    match after {
        _ if age.ends() => true,
        [] => true,
        [and, next, ..] if and.is("and") => !next.is_age(),
        [or, next, after @ ..] if or.is("or") => next.is_age() && stands_alone(next, after),
        [during, month, ..] if during.is("in") => month.is_in(MONTHS),
        [years, of, age, ..] if years.is("years") && of.is("of") => age.is("age"),
        [years, then @ ..] if years.any(&["years", "yrs"]) => years.ends() || then.is_empty(),
        [next, ..] => next.is_in(GOES_ON),
    }
}
