//! Sentences with named places: `{places}`, `{figure:agency-homes}`. No logic in them, on purpose: a sentence that
//! depends on something is two sentences.

/// A part of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words as they stand.
    Words(&'a str),
    /// A place to fill: its name and, after a colon, what it is about.
    Slot(&'a str, Option<&'a str>),
}

/// The parts of a sentence; `Err` carries the text from an opening brace that is not closed or a stray closing one.
pub fn pieces(mut sentence: &str) -> impl Iterator<Item = Result<Piece<'_>, &str>> {
    std::iter::from_fn(move || {
        if sentence.is_empty() {
            return None;
        }
        let Some(open) = sentence.find(['{', '}']) else {
            return Some(Ok(Piece::Words(std::mem::take(&mut sentence))));
        };
        if open > 0 {
            let (words, rest) = sentence.split_at(open);
            sentence = rest;
            return Some(Ok(Piece::Words(words)));
        }
        let inside = sentence.strip_prefix('{').and_then(|rest| rest.split_once('}'));
        match inside {
            Some((slot, rest)) if !slot.contains('{') => {
                sentence = rest;
                Some(Ok(match slot.split_once(':') {
                    Some((name, about)) => Piece::Slot(name, Some(about)),
                    None => Piece::Slot(slot, None),
                }))
            }
            _ => Some(Err(std::mem::take(&mut sentence))),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_fall_into_words_and_slots() {
        let found: Vec<_> = pieces("A {a:model} with {places}.").collect();
        assert_eq!(
            found,
            [
                Ok(Piece::Words("A ")),
                Ok(Piece::Slot("a", Some("model"))),
                Ok(Piece::Words(" with ")),
                Ok(Piece::Slot("places", None)),
                Ok(Piece::Words("."))
            ]
        );
        assert!(
            pieces("{open").any(|piece| piece.is_err())
                && pieces("a } b").any(|piece| piece.is_err())
                && pieces("{a{b}").any(|piece| piece.is_err())
        );
    }
}
