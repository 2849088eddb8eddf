//! A pasted text as words: where each begins, what parts it from the one before, its number, and whether it is denied,
//! of the past or of what is changed. Every step looks at a bounded number of words, so that any text takes linear time.

use std::ops::Range;

/// What parts a word from the one before, from the weakest to the strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// A hyphen or a stroke without space: `self-harm`, `and/or`.
    Joined,
    /// Space, a line's end or quotation marks.
    Space,
    /// A comma.
    List,
    /// A bracket, a colon, a dash or a sign.
    Break,
    /// The end of a sentence or of a paragraph.
    Stop,
}

/// A word of a text.
#[derive(Clone, Copy, Debug)]
pub struct Word<'t> {
    /// Where it begins, in bytes.
    pub at: usize,
    /// It, with apostrophes inside, without anything round it.
    pub core: &'t str,
    /// What parts it from the word before.
    pub before: Gap,
    /// Whether it is the first word of a line.
    pub line: bool,
    /// Whether what is said here is denied by a word before it: "no learning disabilities".
    pub denied: bool,
    /// Whether it is denied by what follows: "self-harm will not be accepted".
    pub refused: bool,
    /// Whether children are turned away by what follows: of "not proposed" they are not.
    pub barred: bool,
    /// Whether its line ends with an answer that denies: "autism, ADHD: no".
    pub answered: bool,
    /// Whether it is of an earlier application or use.
    pub past: bool,
    /// Whether it is of what a use is changed from.
    pub from: bool,
}

impl Word<'_> {
    /// Where it ends, in bytes.
    pub fn end(&self) -> usize {
        self.at + self.core.len()
    }

    /// Whether it is one of these words, in either case.
    pub fn any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.core.eq_ignore_ascii_case(word))
    }

    /// Whether it is one of a list's words, in either case.
    pub fn is_in(&self, list: &str) -> bool {
        self.core.len() <= LONGEST_LISTED && list.split(' ').any(|word| self.core.eq_ignore_ascii_case(word))
    }
}

/// No word of a list is longer.
const LONGEST_LISTED: usize = 16;
const NUMBERS: &str = "zero one two three four five six seven eight nine ten eleven \
    twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty";
/// What a number may have at its end: "3no. children", "2x staff".
const COUNTED: &[&str] = &["no", "nos", "x"];
const DENIALS: &str = "no not never without nor neither none nobody excluding excludes exclude except unlike \
    unable cannot isn't won't doesn't don't isn’t won’t doesn’t don’t";
/// What denies in two words: "rather than autism".
const DENIALS_OF_TWO: &[&[&str]] =
    &[&["rather", "than"], &["other", "than"], &["instead", "of"], &["opposed", "to"], &["zero", "tolerance"]];
/// What may stand before a colon behind which a denial goes on: "will not cater for: self-harm", and not "No autism: ADHD".
const LEADS: &str =
    "for with to of accept admit take include exclude following criteria exclusions exclusion children people";
/// Before these a list is one of what is excluded; otherwise "exclusion" is mostly from a school.
const CRITERIA: &[&str] = &["criteria", "criterion"];
/// These alone, after a colon, a dash or a question mark, are the answer to what stands before them: "Waking night staff: none".
const ANSWERS: &[&str] = &["no", "none", "nil", "n", "0"];
const NEEDED: &[&str] = &["required", "needed", "proposed"];
/// What stands before a line of a list.
const BULLETS: [char; 7] = ['-', '–', '—', '•', '*', '·', '▪'];
/// After "no" or "not", what makes a limit of it and denies nothing.
const LIMITS: &str = "more less fewer exceed exceeding only greater later just merely";
/// What ends a denial.
const TURNS: &str = "but however although though instead whereas rather";
/// What begins a new statement after a comma.
const STARTS: &str = "the it its this they there we a an each all for to up with so while which who providing \
    accommodating caring as is will";
/// Those of them that begin none after "not": "not for children with autism, with ADHD".
const GOES_ON: &str = "a an for as with who which to";
/// Denials after which those go on.
const FIRM: &str = "not never cannot unable isn't won't doesn't don't isn’t won’t doesn’t don’t";
/// After "not", what makes a refusal of the words before it.
const ADMISSIONS: &str = "accept accepted admit admitted accommodate accommodated considered suitable placed appropriate \
    included include taken supported catered proposed apply applied required needed sought anticipated provided intended \
    envisaged";
/// Those of them that turn children away.
const TURNED_AWAY: &str = "accept accepted admit admitted accommodate accommodated";
/// What refuses the words before it.
const REFUSALS: &[&[&str]] =
    &[&["turned", "away"], &["outside", "the", "remit"], &["to", "exclusion"], &["in", "exclusion"]];
/// What is refused beside these is no child.
const APPLIED: &str = "application permission consent proposal scheme recommend recommended";
const PAST: &str = "previous previously earlier former formerly originally historically superseded dismissed withdrawn";
const PAST_OF_TWO: &[&[&str]] = &[&["currently", "registered"], &["first", "application"]];
/// What came to nothing, after "was", "were" or "been".
pub const FAILED: &[&str] = &["refused", "dismissed", "withdrawn"];
/// What ends the past: "24/00123/FUL, superseded by 25/00456/FUL".
const SUCCEEDED: &[&[&str]] =
    &[&["superseded", "by"], &["replaced", "by"], &["resubmitted"], &["seeks"], &["proposes"]];
/// What somebody does with another home, where one of these is told of: "the applicant also runs a home for five".
const RUNS: &[&str] = &["runs", "operates"];
const WHO_RUNS: &str = "applicant applicants company provider ltd limited also";
/// What an application that failed may be told of beside: "This is for two children after one for four was refused".
const BESIDE: &str = "after following since because as";

/// A text and its words.
pub struct Text<'t> {
    /// The text.
    pub raw: &'t str,
    /// Its words, in order.
    pub words: Vec<Word<'t>>,
}

impl<'t> Text<'t> {
    /// Reads a text.
    pub fn new(raw: &'t str) -> Text<'t> {
        let mut words: Vec<Word<'t>> = Vec::with_capacity(raw.len() / 6);
        let mut at = 0;
        while let Some(word) = next_word(raw, at) {
            let before = raw.get(words.last().map_or(0, Word::end)..word.start).unwrap_or_default();
            words.push(Word {
                at: word.start,
                core: raw.get(word.clone()).unwrap_or_default(),
                before: if words.is_empty() { Gap::Stop } else { gap(before) },
                line: words.is_empty() || before.contains('\n'),
                denied: false,
                refused: false,
                barred: false,
                answered: false,
                past: false,
                from: false,
            });
            at = word.end;
        }
        let mut text = Text { raw, words };
        text.look_ahead();
        text.look_back();
        text
    }

    /// A word.
    pub fn word(&self, at: usize) -> Option<&Word<'t>> {
        self.words.get(at)
    }

    /// Whether a word is one of these.
    pub fn any(&self, at: usize, words: &[&str]) -> bool {
        self.word(at).is_some_and(|word| word.any(words))
    }

    /// Whether a word is one of a list's.
    pub fn is_in(&self, at: usize, list: &str) -> bool {
        self.word(at).is_some_and(|word| word.is_in(list))
    }

    /// Whether these words stand there, with nothing but space or hyphens between them.
    pub fn says(&self, at: usize, words: &[&str]) -> bool {
        words
            .iter()
            .enumerate()
            .all(|(more, word)| self.any(at + more, &[word]) && (more == 0 || self.close(at + more)))
    }

    /// Whether a word stands close to the one before it. A line that begins with a capital may be a label: "Places: 3", "Staff: 2".
    pub fn close(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| {
            let mut letters = word.core.chars();
            let label = word.line
                && letters.next().is_some_and(char::is_uppercase)
                && letters.next().is_some_and(char::is_lowercase);
            word.before <= Gap::Space && !label
        })
    }

    /// What parts a word from the next; the end of the text is a stop.
    pub fn after(&self, at: usize) -> Gap {
        self.word(at + 1).map_or(Gap::Stop, |next| next.before)
    }

    /// The words before one, the nearest first, at most so many, while each is parted from the next by less than this.
    pub fn before(&self, at: usize, most: usize, gap: Gap) -> impl Iterator<Item = usize> {
        (at.saturating_sub(most)..at).rev().take_while(move |at| self.after(*at) < gap)
    }

    /// The words after one, at most so many, while each is parted from the one before by less than this.
    pub fn beyond(&self, at: usize, most: usize, gap: Gap) -> impl Iterator<Item = usize> {
        (at + 1..=at + most).take_while(move |at| self.word(*at).is_some_and(|word| word.before < gap))
    }

    /// The characters between a word and the next, or the end.
    pub fn between(&self, at: usize) -> &'t str {
        let end = self.word(at + 1).map_or(self.raw.len(), |next| next.at);
        self.word(at).and_then(|word| self.raw.get(word.end()..end)).unwrap_or_default()
    }

    /// The characters before a word, back to the one before.
    pub fn lead(&self, at: usize) -> &'t str {
        match at.checked_sub(1) {
            Some(before) => self.between(before),
            None => self.word(at).and_then(|word| self.raw.get(..word.at)).unwrap_or_default(),
        }
    }

    /// The place of these words, both included.
    pub fn place(&self, first: usize, last: usize) -> Range<usize> {
        let start = self.word(first).map_or(0, |word| word.at);
        start..self.word(last).map_or(start, Word::end)
    }

    /// A whole number in figures, with at most a suffix of `suffixes`, or in words up to twenty.
    pub fn number_with(&self, at: usize, suffixes: &[&str]) -> Option<u32> {
        let core = self.word(at)?.core;
        let digits = core.bytes().take(7).take_while(u8::is_ascii_digit).count();
        if digits == 0 && core.len() > LONGEST_LISTED {
            return None;
        }
        if digits == 0 {
            let at = NUMBERS.split(' ').position(|number| core.eq_ignore_ascii_case(number))?;
            return u32::try_from(at).ok();
        }
        let (number, suffix) = core.split_at_checked(digits)?;
        let known = suffix.is_empty() || suffixes.iter().any(|known| suffix.eq_ignore_ascii_case(known));
        number.parse().ok().filter(|_| known && digits <= 6)
    }

    /// A number that is no part of an amount, a ratio, a date, a decimal or a name.
    pub fn count(&self, at: usize) -> Option<u32> {
        let number = self.number_with(at, COUNTED)?;
        let lead = self.lead(at);
        let part_of_name = self.word(at)?.before == Gap::Joined && at > 0;
        let trail = self.between(at);
        let goes_on = self.word(at + 1).is_some_and(|next| {
            matches!(trail, "." | "," | ":" | "/") && next.core.starts_with(|c: char| c.is_ascii_digit())
        });
        let part_of_number = matches!(lead, "." | ":")
            && at
                .checked_sub(1)
                .and_then(|before| self.word(before))
                .is_some_and(|before| before.core.ends_with(|c: char| c.is_ascii_digit()));
        let sign = lead.ends_with(['£', '$', '€', '#', '-']) || trail.starts_with(['%', '£']);
        (!part_of_name && !part_of_number && !sign && !goes_on).then_some(number)
    }

    /// Whether the number is written as a word.
    pub fn is_in_words(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.core.starts_with(|c: char| c.is_alphabetic()))
    }

    /// What the words before say of each word.
    fn look_ahead(&mut self) {
        let (mut denied, mut past, mut from) = (false, false, false);
        // Inside a bracket: whether its words were denied, and of the past, when it began.
        let mut bracket: Option<(bool, bool)> = None;
        // Whether what is denied is a list, each line with a dash; whether it is denied by "not".
        let (mut listed, mut firm) = (false, false);
        for at in 0..self.words.len() {
            let Some(word) = self.word(at).copied() else { continue };
            let lead = self.lead(at);
            let starts = word.is_in(STARTS) && !(firm && word.is_in(GOES_ON));
            // A colon behind which the denial goes on.
            let leads = lead.contains(':') && at.checked_sub(1).is_some_and(|before| self.is_in(before, LEADS));
            let bullet = word.line && lead.rsplit('\n').next().is_some_and(|lead| lead.contains(BULLETS));
            match word.before {
                Gap::Stop => {
                    listed = denied && bullet && (listed || leads);
                    denied = listed;
                    (past, from, bracket) = (false, false, None);
                }
                Gap::Break => {
                    let (opens, closes) = (lead.contains('('), lead.contains(')'));
                    listed = denied && (listed || leads);
                    let goes_on = opens || closes || leads || (listed && bullet);
                    let of_bracket = closes && bracket.is_some_and(|(denied, _)| !denied);
                    denied = denied && goes_on && !starts && !of_bracket;
                    past = past && opens && !closes;
                    from = from && (opens || closes);
                    if opens || closes {
                        bracket = opens.then_some((denied, past));
                    }
                }
                Gap::List => {
                    denied = denied && !starts;
                    past = past && bracket.is_some_and(|(_, past)| past);
                    from = false;
                }
                Gap::Joined | Gap::Space => {}
            }
            let denies = self.denies(at);
            firm = if denies { word.is_in(FIRM) } else { firm && denied };
            denied = (denied && !word.is_in(TURNS)) || denies;
            let succeeds = SUCCEEDED.iter().any(|words| self.says(at, words));
            let begins = word.is_in(PAST) || PAST_OF_TWO.iter().any(|words| self.says(at, words)) || self.is_run(at);
            let failed = word.any(&["refused"]) && !self.any(at.saturating_sub(1), &["be"]);
            past = (past || begins || failed) && !succeeds;
            from = from && !word.any(&["to", "into"]) || word.any(&["from"]);
            if let Some(word) = self.words.get_mut(at) {
                (word.denied, word.past, word.from) = (denied, past, from);
            }
        }
    }

    /// Whether a word denies what follows: not in "no more than", "No. 3" or "3 no. children".
    fn denies(&self, at: usize) -> bool {
        let labels = self.any(at, &["no"])
            && (self.number_with(at + 1, &[]).is_some()
                || self.between(at).starts_with('.')
                || at.checked_sub(1).is_some_and(|before| self.number_with(before, &[]).is_some()));
        let excludes = self.any(at, &["exclusion", "exclusions"])
            && (self.any(at + 1, CRITERIA) || self.between(at).contains(':'));
        excludes
            || DENIALS_OF_TWO.iter().any(|words| self.says(at, words))
            || self.is_in(at, DENIALS) && !self.is_in(at + 1, LIMITS) && !labels && !self.answers(at)
    }

    /// Whether a word alone denies what stands before it on its line, or on the line before.
    fn answers(&self, at: usize) -> bool {
        let Some(word) = self.word(at).filter(|word| word.any(ANSWERS)) else { return false };
        let last = if word.any(&["none"]) && self.any(at + 1, NEEDED) { at + 1 } else { at };
        let ends = self.word(last + 1).is_none_or(|next| next.line || next.before >= Gap::List);
        ends && (word.line || word.before == Gap::Break || self.lead(at).contains(['?', '\t']))
    }

    /// Whether somebody runs another home there.
    fn is_run(&self, at: usize) -> bool {
        self.any(at, RUNS) && (at.saturating_sub(3)..at).any(|at| self.is_in(at, WHO_RUNS))
    }

    /// Whether it is an application that is refused there, and no child.
    fn is_of_application(&self, at: usize) -> bool {
        const FAR: usize = 24;
        self.before(at, FAR, Gap::Stop).any(|at| self.is_in(at, APPLIED))
    }

    /// What the words after say of each word of the same sentence.
    fn look_back(&mut self) {
        // Of an application that failed; refused by the sentence, and as a child; by an answer, on its line and close to it.
        let (mut failed, mut refused, mut barred) = (false, false, false);
        let (mut answered, mut near, mut lines) = (false, false, 0_u8);
        for at in (0..self.words.len()).rev() {
            let (after, next) = (self.after(at), self.word(at + 1).copied());
            let stops = after == Gap::Stop;
            if stops || self.is_in(at + 1, TURNS) {
                (refused, barred) = (false, false);
            }
            let line = next.is_some_and(|next| next.line);
            let asked = self.between(at).contains('?');
            answered = answered && (!stops || asked) && !(line && lines == 0) && !self.any(at, &["yes"]);
            near = near && answered && (after <= Gap::Space || asked || line || self.between(at).contains(':'));
            lines = if line { 0 } else { lines };
            if self.answers(at) {
                (answered, near, lines) = (true, true, u8::from(self.word(at).is_some_and(|word| word.line)));
            }
            let fails = self.any(at, &["was", "were", "been"]) && self.any(at + 1, FAILED);
            let told = self.any(at, FAILED) && self.word(at).is_some_and(|word| word.before == Gap::Break);
            let beside = self.is_in(at, BESIDE) || (after == Gap::List && self.any(at + 1, &["which", "who"]));
            failed = (failed && !stops && !beside) || fails || told;
            let no = self.any(at, &["not", "never", "cannot", "neither"]);
            let then = |list: &str| (at + 1..=at + 3).any(|next| self.is_in(next, list));
            let excluded = self.any(at, &["excluded", "ineligible"]) && !self.any(at + 1, &["from"]);
            barred = barred || excluded || (no && then(TURNED_AWAY));
            refused = refused
                || barred
                || (no && then(ADMISSIONS))
                || REFUSALS.iter().any(|words| self.says(at, words))
                || (self.says(at, &["be", "refused"]) && !self.is_of_application(at));
            if let Some(word) = self.words.get_mut(at) {
                (word.refused, word.barred, word.answered) = (refused || near, barred || near, answered);
                word.past = word.past || failed;
            }
        }
    }
}

/// The place of the next word from a byte on. An ampersand that stands alone is one.
fn next_word(raw: &str, from: usize) -> Option<Range<usize>> {
    let rest = raw.get(from..)?;
    let mut chars = rest.char_indices().peekable();
    let start = loop {
        let (at, c) = chars.next()?;
        let alone = c == '&' && chars.peek().is_none_or(|(_, next)| next.is_whitespace());
        if alone {
            return Some(from + at..from + at + c.len_utf8());
        }
        if c.is_alphanumeric() {
            break at;
        }
    };
    let mut end = rest.len();
    while let Some((at, c)) = chars.next() {
        let inside = matches!(c, '\'' | '’') && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if !c.is_alphanumeric() && !inside {
            end = at;
            break;
        }
    }
    Some(from + start..from + end)
}

fn gap(between: &str) -> Gap {
    let mut strongest = Gap::Joined;
    let (mut lines, mut spaced, mut hyphen) = (0_usize, false, false);
    for c in between.chars() {
        let this = match c {
            '\n' => {
                lines += 1;
                Gap::Space
            }
            c if c.is_whitespace() => Gap::Space,
            '-' | '\u{2010}' | '\u{2011}' => {
                hyphen = true;
                Gap::Joined
            }
            '/' => Gap::Joined,
            '\'' | '"' | '‘' | '’' | '“' | '”' => Gap::Space,
            ',' => Gap::List,
            '.' | ';' | '!' | '?' | '<' | '>' => Gap::Stop,
            _ => Gap::Break,
        };
        spaced = spaced || c.is_whitespace();
        strongest = strongest.max(this);
    }
    match strongest {
        _ if lines > 1 => Gap::Stop,
        Gap::Space if hyphen && spaced => Gap::Break,
        other => other,
    }
}
