//! Looks through one text, word by word. Careful rather than clever: what it finds, a person looks at, and what it finds
//! too often, nobody looks at. Knows no document.

use super::Mark;
use super::age::Ages;
use super::money::money;
use super::word::{Word, first, rest, supposed, words};
use crate::proposal::Postcode;
use std::ops::Range;

/// What was found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<'a> {
    /// What kind of thing it is.
    pub mark: Mark,
    /// Where it stands, in bytes.
    pub place: Range<usize>,
    /// Why it is never said, where the profile says why.
    pub why: Option<&'a str>,
}

/// Words that are never used, and why.
pub struct Never<'a> {
    pub words: Vec<&'a str>,
    pub why: &'a str,
}

/// Looks through texts about one proposal, and knows what is in order there.
pub struct Scanner<'a> {
    /// Whether it looks for money.
    pub money: bool,
    /// The council's own contact: what stands there may be said.
    pub contact: &'a str,
    /// The site's own postcodes.
    pub own: Vec<Postcode>,
    /// References of the application, which are no child's.
    pub references: Vec<&'a str>,
    /// Names of places, which are no person's.
    pub places: Vec<&'a str>,
    /// Words that are never used, in small letters.
    pub never: Vec<Never<'a>>,
}

/// What a road is called.
const ROADS: &str = "road street lane avenue close drive court crescent grove terrace place way gardens row square mews rise view \
    walk hill green park brow fold rd st ave";
const CHILDREN: &[&str] =
    &["child", "children", "girl", "girls", "boy", "boys", "sibling", "siblings", "teenager", "teenagers"];
/// What happens to actual children, as a letter speaks of them.
const HAPPENED: &[&str] = &[
    "waiting",
    "missing",
    "placed",
    "living",
    "moved",
    "exploited",
    "arrested",
    "excluded",
    "harmed",
    "known",
    "waits",
    "died",
    "abused",
    "assaulted",
    "currently",
    "reported",
    "accommodated",
    "unregistered",
];

/// The postcodes that stand in a text.
pub fn postcodes(text: &str) -> Vec<Postcode> {
    let words = words(text);
    (0..words.len()).filter_map(|at| postcode(rest(&words, at))).map(|(postcode, _)| postcode).collect()
}

/// A postcode at the start of these words, and how many of them it takes.
fn postcode(words: &[Word<'_>]) -> Option<(Postcode, usize)> {
    let read = |text: &str| Postcode::read(text).ok().map(|(postcode, _)| postcode);
    let first = words.first().filter(|word| word.core.len() <= 7 && word.digits() > 0)?;
    if let Some(whole) = read(first.core) {
        return Some((whole, 1));
    }
    let second = words.get(1).filter(|word| word.core.len() == 3 && word.digits() > 0 && first.trail.is_empty())?;
    read(&[first.core, second.core].concat()).map(|whole| (whole, 2))
}

impl<'a> Scanner<'a> {
    /// Everything to look at in a text, in its order.
    pub fn scan(&self, text: &str) -> Vec<Found<'a>> {
        let words = words(text);
        let ages = Ages { places: &self.places, roads: ROADS };
        let mut found: Vec<Found<'a>> = Vec::new();
        let mut add = |mark: Mark, place: Option<Range<usize>>| {
            found.extend(place.map(|place| Found { mark, place: with_brackets(text, place), why: None }));
        };
        for at in 0..words.len() {
            let (before, here) = words.split_at(at);
            add(Mark::AgeBesideName, ages.find(before, here));
            add(Mark::DateOfBirth, date_of_birth(here));
            add(Mark::NhsNumber, nhs_number(here));
            add(Mark::CaseNumber, self.case_number(before, here));
            add(Mark::Email, self.email(here));
            add(Mark::SmallCount, small_count(before, here));
            add(Mark::HomeAddress, self.home_address(before, here));
            if self.money {
                add(Mark::Pounds, money(before, here));
            }
        }
        for group in groups(text) {
            add(Mark::Phone, self.phone(text, &group));
        }
        for at in 0..words.len() {
            found.extend(self.never.iter().filter_map(|never| said(never, rest(&words, at))));
        }
        found.sort_by_key(|found| (found.place.start, found.mark));
        found.dedup_by(|next, kept| next.mark == kept.mark && next.place.start < kept.place.end);
        found
    }

    /// "case no. 123456", "LAC 204518", "ICS-99812": a number beside what says that it is a case's.
    fn case_number(&self, before: &[Word<'_>], words: &[Word<'_>]) -> Option<Range<usize>> {
        const SYSTEMS: &[&str] = &["lac", "ics", "lcs", "upn", "mosaic", "liquidlogic"];
        const KEPT: &[&str] = &["case", "client", "child", "child’s", "child's", "children’s", "pupil"];
        const NUMBER: &[&str] = &["no", "nos", "number", "ref", "reference", "id"];
        let number = |word: &&Word<'_>| {
            word.digits() >= 4
                && !self.references.iter().any(|known| known.contains(word.core))
                && !word.core.contains(':')
        };
        let [first, then @ ..] = words else { return None };
        let system = |word: &Word<'_>| word.any(SYSTEMS);
        // A planning case is not a child's.
        let planning =
            before.last().is_some_and(|word| word.any(&["planning", "appeal", "enforcement", "application"]));
        let of_its_own = first.digits() >= 4
            && SYSTEMS.iter().any(|known| {
                let start = first.core.get(..known.len()).is_some_and(|start| start.eq_ignore_ascii_case(known));
                let after = first.core.get(known.len()..).unwrap_or_default().trim_start_matches(['-', '/', ':', '.']);
                start && after.len() >= 4 && after.bytes().all(|byte| byte.is_ascii_digit())
            });
        if of_its_own {
            return Some(first.at..first.end());
        }
        let after = match then {
            [is, after @ ..] if (system(first) || first.any(KEPT)) && is.any(NUMBER) && !planning => after,
            _ if system(first) => then,
            _ => return None,
        };
        let after =
            if after.first().is_some_and(|word| word.any(&["is", "was", "of"])) { rest(after, 1) } else { after };
        after.first().filter(number).map(|word| first.at..word.end())
    }

    fn email(&self, words: &[Word<'_>]) -> Option<Range<usize>> {
        let word = words.first()?;
        let (_, domain) = word.core.split_once('@')?;
        let address = domain.split('.').filter(|part| !part.is_empty()).count() >= 2;
        (address && !self.contact.contains(word.core)).then(|| word.at..word.end())
    }

    /// A house and a postcode that are not the site's: "14 Invented Lane, Burnley, BB10 9ZZ".
    fn home_address(&self, before: &[Word<'_>], words: &[Word<'_>]) -> Option<Range<usize>> {
        const APART: usize = 10;
        let (postcode, taken) = postcode(words)?;
        if self.own.contains(&postcode) {
            return None;
        }
        let end = words.get(taken.saturating_sub(1))?.end();
        let near = rest(before, before.len().saturating_sub(APART));
        let house = |at: usize| {
            let word = near.get(at)?;
            let number = word.core.strip_suffix(|c: char| c.is_ascii_alphabetic()).unwrap_or(word.core);
            let numbered = (1..=4).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
            let road = near.iter().skip(at + 1).take(4).any(|word| word.is_in(ROADS));
            (numbered && (road || at + 1 == near.len())).then_some(word.at)
        };
        let start = (0..near.len()).rev().find_map(house)?;
        Some(start..end).filter(|place| !self.contact_says(place, before, words))
    }

    fn contact_says(&self, place: &Range<usize>, before: &[Word<'_>], words: &[Word<'_>]) -> bool {
        let said = before.iter().chain(words).filter(|word| word.at >= place.start && word.end() <= place.end);
        said.map(|word| word.core).all(|word| self.contact.contains(word))
    }

    /// A number of eleven figures with a nought before it, or with the country's code.
    fn phone(&self, text: &str, groups: &[Group<'_>]) -> Option<Range<usize>> {
        let first = groups.first()?;
        let figures = |groups: &[Group<'_>]| groups.iter().map(|group| group.digits.len()).sum::<usize>();
        let abroad = first.plus && first.digits == "44" || first.digits == "0044";
        let plus_whole = first.plus && first.digits.starts_with("44");
        (1..=groups.len()).find_map(|count| {
            let taken = groups.get(..count)?;
            let total = figures(taken);
            let fits = if abroad || plus_whole {
                (11..=14).contains(&total)
            } else {
                first.digits.starts_with('0') && first.digits.len() >= 3 && total == 11
            };
            let place =
                first.at.saturating_sub(first.plus.into())..taken.last().map(|last| last.at + last.digits.len())?;
            let known = text.get(place.clone()).is_some_and(|said| self.contact.contains(said));
            (fits && !known).then_some(place)
        })
    }
}

/// With the bracket that belongs to one within: "(01632) 960001", "Kai (14)".
fn with_brackets(text: &str, place: Range<usize>) -> Range<usize> {
    let within = text.get(place.clone()).unwrap_or_default();
    let (before, after) = (text.get(..place.start), text.get(place.end..));
    let opens = within.contains(')') && !within.contains('(') && before.is_some_and(|before| before.ends_with('('));
    let closes = within.contains('(') && !within.contains(')') && after.is_some_and(|after| after.starts_with(')'));
    place.start.saturating_sub(opens.into())..place.end + usize::from(closes)
}

/// The never used words at the start of these words.
fn said<'a>(never: &Never<'a>, words: &[Word<'_>]) -> Option<Found<'a>> {
    let first = words.first().filter(|word| never.words.first().is_some_and(|never| word.is(never)))?;
    let taken = words.get(..never.words.len())?;
    let last = taken.last()?;
    let same = taken.iter().zip(&never.words).all(|(word, never)| word.is(never));
    // Words of two sentences are not one phrase.
    let (_, inner) = taken.split_last()?;
    (same && !inner.iter().any(|word| word.trail.contains(['.', ';', '?', '!']))).then(|| Found {
        mark: Mark::Never,
        place: first.at..last.end(),
        why: Some(never.why),
    })
}

/// "born on 3 May 2011", "DOB 03/05/11", "b. 3 May 2011": the word and a date. The word alone, as a form has it, tells nothing.
fn date_of_birth(words: &[Word<'_>]) -> Option<Range<usize>> {
    const NEAR: usize = 5;
    let (one, then) = words.split_first()?;
    let short = ["dob", "d.o.b"];
    let start = |start: &str| one.core.get(..start.len()).is_some_and(|word| word.eq_ignore_ascii_case(start));
    if (short.iter().any(|word| start(word)) || one.core.starts_with("b.")) && one.digits() >= 4 {
        return Some(one.at..one.end());
    }
    let (near, born) = match then {
        _ if one.any(&short) => (first(then, NEAR), false),
        [of, birth, after @ ..] if one.is("date") && of.is("of") && birth.is("birth") => (first(after, NEAR), false),
        _ if one.any(&["born", "birthday"]) => (first(then, NEAR), true),
        // In front of a date and nothing else.
        _ if one.core == "b" && one.trail.starts_with('.') && then.first().is_some_and(|date| date.digits() > 0) => {
            (first(then, 3), true)
        }
        _ => return None,
    };
    let is_date = |word: &Word<'_>| match word.number() {
        Some(number) if word.digits() == 4 => (1_990..=2_099).contains(&number),
        Some(_) => !born,
        None => word.digits() >= 3 || (!born && word.digits() > 0),
    };
    let last = near.iter().rfind(|word| is_date(word))?;
    Some(one.at..last.end())
}

/// One to five children who are spoken of as actual ones: "two of our children", "three children are waiting".
/// What a home would have ("for two children", "two children would live there") says nothing of any child.
fn small_count(before: &[Word<'_>], words: &[Word<'_>]) -> Option<Range<usize>> {
    const NEAR: usize = 6;
    let [count, then @ ..] = words else { return None };
    count.number().filter(|number| (1..=5).contains(number))?;
    let young = |words: &[Word<'_>], at: usize| match (words.get(at), words.get(at + 1)) {
        (Some(young), Some(people)) if young.is("young") && people.any(&["people", "person", "persons"]) => {
            Some(at + 1)
        }
        (Some(children), _) if children.any(CHILDREN) => Some(at),
        _ => None,
    };
    let noun = |words: &[Word<'_>], most: usize| (0..=most).find_map(|at| young(words, at));
    if let [of, whose, group @ ..] = then
        && of.is("of")
        && whose.any(&["our", "the", "those", "these", "its", "their"])
        && let Some(noun) = noun(group, 2)
    {
        // "Two of the children" are actual ones where the council's own are spoken of or something happened to them.
        let ours = whose.any(&["our", "those", "these"]);
        let end = group.get(noun)?.end();
        return (ours || happened(rest(group, noun + 1), NEAR)).then_some(count.at..end);
    }
    let noun = noun(then, 2)?;
    let last = then.get(noun)?;
    let ours = then.first().is_some_and(|word| word.is("our"));
    ((ours || happened(rest(then, noun + 1), NEAR)) && !supposed(before) && !last.ends_sentence())
        .then_some(count.at..last.end())
}

/// Whether these words say, soon and in the same sentence, that something is or was so, and what.
fn happened(words: &[Word<'_>], near: usize) -> bool {
    let near = first(words, near);
    let end = near.iter().position(Word::ends_sentence).map_or(near.len(), |at| at + 1);
    let near = near.get(..end).unwrap_or_default();
    let is = near.iter().take(2).any(|word| word.any(&["are", "is", "were", "was", "have", "has", "had", "currently"]));
    let happened = |word: &Word<'_>| word.any(HAPPENED);
    (is && near.iter().any(happened)) || near.first().is_some_and(|word| happened(word) && !word.is("living"))
}

/// Figures that stand together.
struct Group<'t> {
    at: usize,
    digits: &'t str,
    plus: bool,
}

/// Groups of figures that stand in a row, with nothing but a space, a hyphen or a bracket between them; one row for each
/// group that may be the first of a number.
fn groups(text: &str) -> Vec<Vec<Group<'_>>> {
    /// No number is written in more groups.
    const LONGEST: usize = 6;
    let mut rows: Vec<Vec<Group<'_>>> = Vec::new();
    let mut at = 0;
    let mut last_end: Option<usize> = None;
    while let Some(start) =
        text.get(at..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit())).map(|found| at + found)
    {
        let length = text.get(start..).map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count()).max(1);
        let end = start + length;
        at = end;
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        let after = text.get(end..).and_then(|after| after.chars().next());
        // A part of a word, of a reference or of an amount is no group.
        let joined = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '£' | '_'));
        let decimal = |c: Option<char>, next: Option<char>| {
            matches!(c, Some('.' | ',')) && next.is_some_and(|c| c.is_ascii_digit())
        };
        let next = text.get(end..).and_then(|after| after.chars().nth(1));
        let previous = text.get(..start).and_then(|before| before.chars().nth_back(1));
        if joined(before) || joined(after) || decimal(after, next) || decimal(before, previous) {
            last_end = None;
            continue;
        }
        let between = last_end.and_then(|last| text.get(last..start));
        let follows = between.is_some_and(|between| {
            (1..=3).contains(&between.len()) && between.chars().all(|c| matches!(c, ' ' | '-' | '(' | ')'))
        });
        let group = || Group { at: start, digits: text.get(start..end).unwrap_or_default(), plus: before == Some('+') };
        if follows && before != Some('+') {
            let row = rows.len();
            // Each earlier start of this row goes on with it.
            for earlier in rows.iter_mut().take(row).rev().take_while(|earlier| {
                let last = earlier.last().filter(|_| earlier.len() < LONGEST);
                last.is_some_and(|group| Some(group.at + group.digits.len()) == last_end)
            }) {
                earlier.push(group());
            }
        }
        rows.push(vec![group()]);
        last_end = Some(end);
    }
    rows
}

/// Ten figures, together or as 3, 3 and 4, of which the last checks the others; whatever stands between them.
fn nhs_number(words: &[Word<'_>]) -> Option<Range<usize>> {
    let mut groups: Vec<&str> = Vec::new();
    for word in first(words, 3) {
        if word.core.contains(char::is_alphabetic) {
            return None;
        }
        groups.extend(word.core.split(|c: char| !c.is_ascii_digit()));
        let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
        if matches!(lengths.as_slice(), [10] | [3, 3, 4]) {
            let figures: Vec<u32> =
                groups.iter().flat_map(|group| group.chars()).filter_map(|c| c.to_digit(10)).collect();
            let (check, counted) = figures.split_last()?;
            let sum: u32 = counted.iter().zip((2..=10).rev()).map(|(figure, weight)| figure * weight).sum();
            let start = words.first()?.at;
            return ((11 - sum % 11) % 11 == *check).then(|| start..word.end());
        }
    }
    None
}
