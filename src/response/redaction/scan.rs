//! Looks through one text, word by word. Careful rather than clever: what it finds, a person looks at, and what it finds
//! too often, nobody looks at. Knows no document.

use super::Mark;
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

const OLDEST: usize = 19;
const NUMBERS: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const MONTHS: &str = "january february march april may june july august september october november december";
/// What a road is called.
const ROADS: &str = "road street lane avenue close drive court crescent grove terrace place way gardens row square mews rise view \
    walk hill green park brow fold rd st ave";
/// Words that begin with a capital and are no person's name where a number follows.
const NO_NAMES: &str = "monday tuesday wednesday thursday friday saturday sunday a an the it this that these those there he she they we \
    you who all any some most each every in on at of to by for from with under over about around between child \
    children person people boy boys girl girls resident residents someone anyone adult adults staff carer carers \
    young youngest oldest teenager teenagers age aged ages page part section paragraph para policy figure table \
    class tier unit flat plot house home homes number no floor phase option schedule letter report form note \
    statement plan plans appendix drawing revision version edition application condition document documents appeal \
    decision places bedroom bedrooms room act regulation regulations article chapter annex clause item question band \
    level stage week year";
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

/// A word of a text.
#[derive(Clone, Copy)]
struct Word<'t> {
    /// Where it begins in the text, in bytes.
    at: usize,
    /// It, without what stands round it.
    core: &'t str,
    /// What stands before it.
    lead: &'t str,
    /// What stands after it, up to the next word but for the spaces round it.
    trail: &'t str,
}

impl Word<'_> {
    fn end(&self) -> usize {
        self.at + self.core.len()
    }

    fn is(&self, word: &str) -> bool {
        self.core.len() == word.len() && self.core.eq_ignore_ascii_case(word)
    }

    fn any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }

    /// Whether it is one of a list's words.
    fn is_in(&self, list: &str) -> bool {
        list.split(' ').any(|word| self.is(word))
    }

    /// Whether a clause ends with it.
    fn ends(&self) -> bool {
        self.trail.contains(['.', ',', ';', ':', ')', '?', '!', '”', '’', '"', '–', '—'])
    }

    fn ends_sentence(&self) -> bool {
        self.trail.contains(['.', '?', '!', ';'])
    }

    /// A whole number in figures or, up to the age of a young adult, in words.
    fn number(&self) -> Option<usize> {
        if self.core.len() <= 4 && self.core.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.core.parse().ok();
        }
        NUMBERS.iter().position(|word| self.is(word))
    }

    fn is_age(&self) -> bool {
        self.number().is_some_and(|age| (1..=OLDEST).contains(&age))
    }

    /// "14-year-old", "14yo".
    fn is_year_old(&self) -> bool {
        let (number, rest) = self.core.split_at(self.core.bytes().take_while(u8::is_ascii_digit).count());
        let rest = rest.trim_start_matches('-');
        let young = number.parse::<usize>().is_ok_and(|age| (1..=OLDEST).contains(&age));
        young && ["year-old", "years-old", "yr-old", "yo", "y/o"].iter().any(|word| rest.eq_ignore_ascii_case(word))
    }

    fn digits(&self) -> usize {
        self.core.bytes().filter(u8::is_ascii_digit).count()
    }
}

/// The words of a text; what has neither letters nor figures belongs to the word before it.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::with_capacity(text.len() / 5);
    let mut begin = 0;
    let mut put = |from: usize, to: usize| {
        let Some(token) = text.get(from..to).filter(|token| !token.is_empty()) else { return };
        let core = token.trim_matches(|c: char| !c.is_alphanumeric());
        if core.is_empty() {
            if let Some(last) = words.last_mut() {
                last.trail = text.get(last.at + last.core.len()..to).unwrap_or_default();
            }
            return;
        }
        let lead = token.len() - token.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        let at = from + lead;
        let (lead, trail) = (text.get(from..at), text.get(at + core.len()..to));
        words.push(Word { at, core, lead: lead.unwrap_or_default(), trail: trail.unwrap_or_default() });
    };
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_whitespace()) {
        put(begin, at);
        begin = at + c.len_utf8();
    }
    put(begin, text.len());
    words
}

/// The postcodes that stand in a text.
pub fn postcodes(text: &str) -> Vec<Postcode> {
    let words = words(text);
    (0..words.len()).filter_map(|at| postcode(rest(&words, at))).map(|(postcode, _)| postcode).collect()
}

fn rest<'w, 't>(words: &'w [Word<'t>], at: usize) -> &'w [Word<'t>] {
    words.get(at..).unwrap_or_default()
}

/// A postcode at the start of these words, and how many of them it takes.
fn postcode(words: &[Word<'_>]) -> Option<(Postcode, usize)> {
    let read = |text: &str| Postcode::read(text).ok().map(|(postcode, _)| postcode);
    let first = words.first().filter(|word| word.core.len() <= 7 && word.digits() > 0)?;
    if let Some(whole) = read(first.core) {
        return Some((whole, 1));
    }
    let second = words.get(1).filter(|word| word.core.len() == 3 && word.digits() > 0)?;
    if first.core.len() > 4 || !first.trail.is_empty() {
        return None;
    }
    read(&[first.core, second.core].concat()).map(|whole| (whole, 2))
}

impl<'a> Scanner<'a> {
    /// Everything to look at in a text, in its order.
    pub fn scan(&self, text: &str) -> Vec<Found<'a>> {
        let words = words(text);
        let mut found: Vec<Found<'a>> = Vec::new();
        let mut add = |mark: Mark, place: Option<Range<usize>>| {
            found.extend(place.map(|place| Found { mark, place, why: None }));
        };
        for at in 0..words.len() {
            let (before, here) = words.split_at(at);
            add(Mark::AgeBesideName, self.age_beside_name(here));
            add(Mark::DateOfBirth, date_of_birth(here));
            add(Mark::CaseNumber, self.case_number(before, here));
            add(Mark::Email, self.email(here));
            add(Mark::SmallCount, small_count(before, here));
            add(Mark::HomeAddress, self.home_address(before, here));
            if self.money {
                add(Mark::Pounds, money(here));
            }
        }
        for group in groups(text) {
            add(Mark::NhsNumber, nhs_number(&group));
            add(Mark::Phone, self.phone(text, &group));
        }
        for at in 0..words.len() {
            found.extend(self.never.iter().filter_map(|never| said(never, rest(&words, at))));
        }
        found.sort_by_key(|found| (found.place.start, found.mark));
        found.dedup_by(|next, kept| next.mark == kept.mark && next.place.start < kept.place.end);
        found
    }

    fn is_name(&self, word: &Word<'_>) -> bool {
        let core = word.core.strip_suffix("’s").or_else(|| word.core.strip_suffix("'s")).unwrap_or(word.core);
        let capital = core.starts_with(char::is_uppercase);
        let letters = core.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
        capital
            && letters
            // Initials such as NPPF name nobody.
            && core.contains(char::is_lowercase)
            && ![NO_NAMES, MONTHS, ROADS].iter().any(|list| word.is_in(list))
            && !word.any(NUMBERS)
            && !self.places.iter().any(|place| place.split([' ', ',']).any(|part| part == core))
    }

    /// "Kai, 14", "Kai (14)", "Kai is 14", "Kai, aged 14", "14-year-old Kai", "Kai, a 14-year-old".
    fn age_beside_name(&self, words: &[Word<'_>]) -> Option<Range<usize>> {
        let [first, then @ ..] = words else { return None };
        let year_old = |words: &[Word<'_>]| match words {
            [one, ..] if one.is_year_old() => Some(1),
            [age, next, ..] if age.is_age() && next.any(&["year-old", "yr-old", "yo"]) => Some(2),
            [age, year, old, ..] if age.is_age() && year.any(&["year", "years", "yr"]) && old.is("old") => Some(3),
            _ => None,
        };
        if let Some(taken) = year_old(words) {
            let name = words.get(taken).filter(|name| self.is_name(name))?;
            return Some(first.at..name.end());
        }
        if !self.is_name(first) {
            return None;
        }
        let alone = |after: &[Word<'_>]| {
            let over = ["over", "above", "under", "up", "older", "younger"];
            match after {
                [to, ..] if to.any(&["to", "or", "through"]) => false,
                [and, next, ..] if and.is("and") => !next.any(&over) && !next.is_age(),
                _ => true,
            }
        };
        let closes = |age: &Word<'_>, after: &[Word<'_>]| {
            let goes_on =
                ["years", "yrs", "year", "who", "was", "has", "is", "and", "but", "lives", "lived", "next", "now"];
            age.ends() || after.first().is_none_or(|next| next.any(&goes_on))
        };
        let to = |word: &Word<'_>| Some(first.at..word.end());
        let apart = first.trail.contains([',', '–', '-', '—', ':']);
        match then {
            [age, after @ ..] if age.is_age() && (apart || age.lead.contains('(')) => {
                (closes(age, after) && alone(after)).then(|| to(age))?
            }
            [aged, age, after @ ..] if aged.any(&["aged", "age"]) && age.is_age() => {
                (!age.trail.contains(['–', '-', '+']) && alone(after)).then(|| to(age))?
            }
            [is, age, after @ ..] if is.any(&["is", "was", "turned", "turns"]) && age.is_age() => {
                (closes(age, after) && alone(after)).then(|| to(age))?
            }
            [a, old @ ..] if a.any(&["a", "is", "the", "our"]) => {
                let old = if old.first().is_some_and(|word| word.is("a")) { rest(old, 1) } else { old };
                let taken = year_old(old)?;
                old.get(taken.saturating_sub(1)).and_then(to)
            }
            _ => None,
        }
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
        let of_its_own = SYSTEMS.iter().any(|known| {
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
        let (name, domain) = word.core.split_once('@')?;
        let address = !name.is_empty() && domain.split('.').filter(|part| !part.is_empty()).count() >= 2;
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
            let place = first.at..taken.last().map(|last| last.at + last.digits.len())?;
            let known = text.get(place.clone()).is_some_and(|said| self.contact.contains(said));
            (fits && !known).then_some(place)
        })
    }
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

/// "born on 3 May 2011", "DOB 03/05/11": the word and a date. The word alone, as a form has it, tells nothing.
fn date_of_birth(words: &[Word<'_>]) -> Option<Range<usize>> {
    const NEAR: usize = 5;
    let [first, then @ ..] = words else { return None };
    let (after, born) = match then {
        _ if first.any(&["dob", "d.o.b"]) => (then, false),
        [of, birth, after @ ..] if first.is("date") && of.is("of") && birth.is("birth") => (after, false),
        _ if first.is("born") || first.is("birthday") => (then, true),
        _ => return None,
    };
    let near = after.get(..after.len().min(NEAR)).unwrap_or_default();
    let is_date = |word: &Word<'_>| match word.number() {
        Some(number) if word.digits() == 4 => (1_990..=2_099).contains(&number),
        Some(_) => !born,
        None => word.digits() >= 3 || (!born && word.digits() > 0),
    };
    let last = near.iter().rposition(is_date)?;
    near.get(last).map(|word| first.at..word.end())
}

/// One to five children who are spoken of as actual ones: "two of our children", "three children are waiting".
/// What a home would have ("for two children", "two children would live there") says nothing of any child.
fn small_count(before: &[Word<'_>], words: &[Word<'_>]) -> Option<Range<usize>> {
    const NEAR: usize = 6;
    let [count, then @ ..] = words else { return None };
    if !count.number().is_some_and(|number| (1..=5).contains(&number)) || count.core.len() > 5 {
        return None;
    }
    // What is supposed is supposed in the same clause.
    let clause =
        before.iter().rev().take(4).take_while(|word| !word.ends_sentence() && !word.trail.contains([':', '“', '"']));
    let supposed = clause.into_iter().any(|word| {
        word.any(&["up", "maximum", "most", "if", "would", "could", "for", "than", "aged", "tier", "ages", "between"])
    });
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
    ((ours || happened(rest(then, noun + 1), NEAR)) && !supposed && !last.ends_sentence())
        .then_some(count.at..last.end())
}

/// Whether these words say, soon and in the same sentence, that something is or was so, and what.
fn happened(words: &[Word<'_>], near: usize) -> bool {
    let near = words.get(..near.min(words.len())).unwrap_or_default();
    let end = near.iter().position(Word::ends_sentence).map_or(near.len(), |at| at + 1);
    let near = near.get(..end).unwrap_or_default();
    let is = near.iter().take(2).any(|word| word.any(&["are", "is", "were", "was", "have", "has", "had", "currently"]));
    let happened = |word: &Word<'_>| word.any(HAPPENED);
    (is && near.iter().any(happened)) || near.first().is_some_and(|word| happened(word) && !word.is("living"))
}

/// "£5,200", "GBP 5200", "6.2k", "6,200 a week", "pounds".
fn money(words: &[Word<'_>]) -> Option<Range<usize>> {
    /// No fee is less; "24 a day" or "40 a week" is no fee.
    const LEAST: u64 = 500;
    const TIMES: &[&str] = &["week", "month", "year", "annum", "night", "day", "child", "placement"];
    let [first, then @ ..] = words else { return None };
    let to = |word: &Word<'_>| Some(first.at..word.end());
    if first.lead.contains('£') {
        return Some(first.at.saturating_sub('£'.len_utf8())..first.end());
    }
    if first.trail.contains('£') || first.core.contains('£') || first.any(&["pounds", "quid", "gbp"]) {
        return to(first);
    }
    let figures = first.core.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.')).count();
    let (amount, unit) = first.core.split_at(figures);
    let code = first.core.get(..3).is_some_and(|code| code.eq_ignore_ascii_case("gbp")) && first.digits() > 0;
    if code || (!amount.is_empty() && ["k", "gbp"].iter().any(|word| unit.eq_ignore_ascii_case(word))) {
        return to(first);
    }
    let in_words = first.any(&["thousand", "hundred", "grand"]);
    if amount.is_empty() && !in_words {
        return None;
    }
    let whole = amount.split('.').next().unwrap_or_default().replace(',', "");
    if !in_words && whole.parse::<u64>().is_ok_and(|whole| whole < LEAST) {
        return None;
    }
    if ["pw", "pcm", "/week", "/wk", "p/w", "/month"].iter().any(|word| unit.eq_ignore_ascii_case(word)) {
        return to(first);
    }
    match then {
        [per, ..] if per.any(&["pw", "pcm", "p.w", "p/w", "pa", "weekly", "monthly", "annually"]) => to(per),
        [a, time, ..] if a.any(&["a", "per", "each", "every", "an"]) && time.any(TIMES) => to(time),
        _ => None,
    }
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

/// Ten figures, in one group or as 3, 3 and 4, of which the last checks the others.
fn nhs_number(groups: &[Group<'_>]) -> Option<Range<usize>> {
    let lengths: Vec<usize> = groups.iter().take(3).map(|group| group.digits.len()).collect();
    let taken = match lengths.as_slice() {
        [10, ..] => groups.get(..1)?,
        [3, 3, 4] => groups.get(..3)?,
        _ => return None,
    };
    let figures: Vec<u32> =
        taken.iter().flat_map(|group| group.digits.chars()).filter_map(|c| c.to_digit(10)).collect();
    let (check, counted) = figures.split_last()?;
    let sum: u32 = counted.iter().zip((2..=10).rev()).map(|(figure, weight)| figure * weight).sum();
    let right = (11 - sum % 11) % 11 == *check;
    let (first, last) = (taken.first()?, taken.last()?);
    (right && figures.len() == 10).then(|| first.at..last.at + last.digits.len())
}
