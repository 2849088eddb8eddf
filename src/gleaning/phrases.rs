//! The profile's words for needs, kinds of home, registrations and kinds of application, found in a text: whole words, in
//! either case and number, and the longest where several begin together.

use super::words::{Gap, Text};
use crate::form::Field;
use crate::profile::{NO_CODE, Profile};
use std::collections::BTreeMap;

/// No word of a phrase is longer.
const LONGEST_WORD: usize = 40;

/// A phrase in its plain words, each with what may part it from the one before, and the code it means, if any.
struct Phrase<'p> {
    words: Vec<(String, Gap)>,
    code: Option<&'p str>,
}

/// All phrases of one question, by their first word and the longest first.
pub struct Phrases<'p>(BTreeMap<String, Vec<Phrase<'p>>>);

/// A phrase that was found.
pub struct Said<'p> {
    /// The code it means.
    pub code: &'p str,
    /// Its first word.
    pub first: usize,
    /// Its last word.
    pub last: usize,
}

impl<'p> Phrases<'p> {
    /// The profile's phrases for a question.
    pub fn of(field: &Field, profile: &'p Profile) -> Phrases<'p> {
        let mut phrases: BTreeMap<String, Vec<Phrase<'p>>> = BTreeMap::new();
        for (code, said) in profile.wording.gleaned.get(&field.path()).into_iter().flatten() {
            let code = (code != NO_CODE).then_some(code.as_str());
            for phrase in said {
                let text = Text::new(phrase);
                let words: Vec<(String, Gap)> =
                    text.words.iter().map(|word| (plain(word.core), word.before.max(Gap::Space))).collect();
                let Some((first, _)) = words.first() else { continue };
                phrases.entry(first.clone()).or_default().push(Phrase { words, code });
            }
        }
        for together in phrases.values_mut() {
            together.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        }
        Phrases(phrases)
    }

    /// Every phrase of a text, in its order; `plain` are the text's words as [`plain_words`] gives them.
    pub fn find(&self, text: &Text<'_>, plain: &[String]) -> Vec<Said<'p>> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(word) = plain.get(at) {
            let here = |phrase: &&Phrase<'_>| matches(phrase, at, text, plain);
            let phrase = self.0.get(word).and_then(|together| together.iter().find(here));
            let last = at + phrase.map_or(1, |phrase| phrase.words.len()) - 1;
            if let Some(code) = phrase.and_then(|phrase| phrase.code) {
                found.push(Said { code, first: at, last });
            }
            at = last + 1;
        }
        found
    }
}

/// Whether a phrase stands there. What is joined to it on a side makes another word of it: "trauma-informed".
fn matches(phrase: &Phrase<'_>, at: usize, text: &Text<'_>, plain: &[String]) -> bool {
    let last = at + phrase.words.len() - 1;
    let hyphen = |between: &str| matches!(between, "-" | "\u{2010}" | "\u{2011}");
    let word = |(more, (word, gap)): (usize, &(String, Gap))| {
        plain.get(at + more) == Some(word)
            && (more == 0 || text.word(at + more).is_some_and(|word| word.before <= *gap))
    };
    phrase.words.iter().enumerate().all(word) && !hyphen(text.between(last)) && !(at > 0 && hyphen(text.lead(at)))
}

/// The words of a text without case, apostrophes and the endings of the plural; one too long for any phrase is empty.
pub fn plain_words(text: &Text<'_>) -> Vec<String> {
    text.words.iter().map(|word| plain(word.core)).collect()
}

fn plain(word: &str) -> String {
    if word == "&" {
        return "and".to_owned();
    }
    if word.len() > LONGEST_WORD {
        return String::new();
    }
    let mut plain: String = word.chars().filter(|c| !matches!(c, '\'' | '’')).flat_map(char::to_lowercase).collect();
    if plain.len() > 3 {
        if plain.ends_with("ies") {
            plain.truncate(plain.len() - 3);
            plain.push('y');
        } else if plain.ends_with("sses") {
            plain.truncate(plain.len() - 2);
        } else if plain.ends_with('s') && !plain.ends_with("ss") && !plain.ends_with("us") && !plain.ends_with("is") {
            plain.truncate(plain.len() - 1);
        }
    }
    plain
}
