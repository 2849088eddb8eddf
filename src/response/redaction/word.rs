//! The words of a text, each with the marks that stand round it. Knows nothing of what is looked for.

/// The age of a young adult: numbers up to it are read in words too.
const OLDEST: usize = 19;
const NUMBERS: &str = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
    seventeen eighteen nineteen";

/// A word of a text.
#[derive(Clone, Copy)]
pub struct Word<'t> {
    /// Where it begins in the text, in bytes.
    pub at: usize,
    /// It, without what stands round it.
    pub core: &'t str,
    /// What stands before it.
    pub lead: &'t str,
    /// What stands after it, up to the next word but for the spaces round it.
    pub trail: &'t str,
    /// How many figures it has.
    digits: usize,
    /// The whole number that it is.
    number: Option<usize>,
}

impl Word<'_> {
    /// Where it ends in the text, in bytes.
    pub fn end(&self) -> usize {
        self.at + self.core.len()
    }

    /// Where it ends in the text with a sign that stands right after it, if it does.
    pub fn end_with(&self, sign: char) -> usize {
        self.end() + if self.trail.starts_with(sign) { sign.len_utf8() } else { 0 }
    }

    /// Whether it is this word, in small letters or capitals.
    pub fn is(&self, word: &str) -> bool {
        self.core.eq_ignore_ascii_case(word)
    }

    /// Whether it is one of these words.
    pub fn any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }

    /// Whether it is one of a list's words.
    pub fn is_in(&self, list: &str) -> bool {
        is_in(self.core, list)
    }

    /// Whether it begins with a capital.
    pub fn is_capital(&self) -> bool {
        self.core.starts_with(char::is_uppercase)
    }

    /// Whether a clause ends with it.
    pub fn ends(&self) -> bool {
        self.trail.contains(['.', ',', ';', ':', ')', '?', '!', '”', '’', '"', '–', '—'])
    }

    /// Whether a sentence ends with it.
    pub fn ends_sentence(&self) -> bool {
        self.trail.contains(['.', '?', '!', ';'])
    }

    /// A whole number in figures or, up to the age of a young adult, in words.
    pub fn number(&self) -> Option<usize> {
        self.number
    }

    /// Whether it can be the age of a child or young adult.
    pub fn is_age(&self) -> bool {
        self.number().is_some_and(is_age)
    }

    /// "14-year-old", "14yo", "14yrs".
    pub fn is_year_old(&self) -> bool {
        if !self.core.starts_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
        let (number, rest) = self.core.split_at(self.core.bytes().take_while(u8::is_ascii_digit).count());
        let rest = rest.trim_start_matches('-');
        let year_old = ["year-old", "years-old", "yr-old", "yo", "y/o", "yr", "yrs"];
        number.parse().is_ok_and(is_age) && year_old.iter().any(|word| rest.eq_ignore_ascii_case(word))
    }

    /// How many figures it has.
    pub fn digits(&self) -> usize {
        self.digits
    }
}

/// Whether a word is one of a list's, in small letters or capitals. Every word of a letter is looked for in many lists at every
/// keystroke, so what begins otherwise is passed over by its first byte.
pub fn is_in(word: &str, list: &str) -> bool {
    let word = word.as_bytes();
    let Some(first) = word.first().map(u8::to_ascii_lowercase) else { return false };
    let mut rest = list.as_bytes();
    while let Some(begins) = rest.first() {
        let end = rest.iter().position(|byte| *byte == b' ').unwrap_or(rest.len());
        if begins.to_ascii_lowercase() == first
            && end == word.len()
            && rest.iter().zip(word).take(end).all(|(a, b)| a.eq_ignore_ascii_case(b))
        {
            return true;
        }
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    false
}

/// A whole number in figures or in words.
fn number(core: &str, digits: usize) -> Option<usize> {
    if core.len() <= 4 && digits == core.len() {
        return core.parse().ok();
    }
    // The longest is "seventeen", and each begins with one of these.
    let begins = core.as_bytes().first().is_some_and(|byte| b"zotfsenZOTFSEN".contains(byte));
    let fits = begins && digits == 0 && (3..=9).contains(&core.len());
    if fits { NUMBERS.split(' ').position(|word| core.eq_ignore_ascii_case(word)) } else { None }
}

fn is_age(number: usize) -> bool {
    (1..=OLDEST).contains(&number)
}

/// The words of a text; what has neither letters nor figures belongs to the word before it. A bracket, and a comma after a
/// letter, end a word also where the space after them was forgotten.
pub fn words(text: &str) -> Vec<Word<'_>> {
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
        let digits = core.bytes().filter(u8::is_ascii_digit).count();
        let (lead, trail) = (lead.unwrap_or_default(), trail.unwrap_or_default());
        words.push(Word { at, core, lead, trail, digits, number: number(core, digits) });
    };
    let (mut last, mut before_last) = (' ', ' ');
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            put(begin, at);
            begin = at + c.len_utf8();
        } else if c == '(' || (last == ',' && before_last.is_alphabetic()) {
            put(begin, at);
            begin = at;
        }
        (before_last, last) = (last, c);
    }
    put(begin, text.len());
    words
}

/// The words from one on.
pub fn rest<'w, 't>(words: &'w [Word<'t>], at: usize) -> &'w [Word<'t>] {
    words.get(at..).unwrap_or_default()
}

/// The first words, at most so many.
pub fn first<'w, 't>(words: &'w [Word<'t>], most: usize) -> &'w [Word<'t>] {
    words.get(..most.min(words.len())).unwrap_or_default()
}

/// Whether what follows these words is supposed and not told of anyone: "for one child", "up to", "if a child". What is
/// supposed is supposed in the same clause.
pub fn supposed(before: &[Word<'_>]) -> bool {
    const SUPPOSED: &str =
        "up maximum most if would could for than aged tier ages between any each every per whether no";
    let clause =
        before.iter().rev().take(4).take_while(|word| !word.ends_sentence() && !word.trail.contains([':', '“', '"']));
    clause.into_iter().any(|word| word.is_in(SUPPOSED))
}
