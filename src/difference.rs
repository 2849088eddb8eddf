//! What of one text is gone from another and what is new in it, word by word or line by line.

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// Longer texts are compared as wholes, so that no text keeps anyone waiting.
const MOST: usize = 2_000;

/// A run of words or lines, as they follow each other in the two texts together.
#[derive(Clone, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Piece {
    /// In both.
    Same(String),
    /// In the earlier one alone.
    Gone(String),
    /// In the later one alone.
    New(String),
}

/// The differences word by word; white space is not compared.
pub fn differences(was: &str, now: &str) -> Vec<Piece> {
    compared(&was.split_whitespace().collect::<Vec<_>>(), &now.split_whitespace().collect::<Vec<_>>(), " ")
}

/// The differences line by line.
pub fn lines(was: &str, now: &str) -> Vec<Piece> {
    compared(&was.lines().collect::<Vec<_>>(), &now.lines().collect::<Vec<_>>(), "\n")
}

fn compared(was: &[&str], now: &[&str], between: &str) -> Vec<Piece> {
    let run = |all: &[&str], part| all.get(part).map(|run: &[&str]| run.join(between)).filter(|run| !run.is_empty());
    if was.len().max(now.len()) > MOST {
        if was == now {
            return run(was, 0..was.len()).map(Piece::Same).into_iter().collect();
        }
        let whole = [run(was, 0..was.len()).map(Piece::Gone), run(now, 0..now.len()).map(Piece::New)];
        return whole.into_iter().flatten().collect();
    }
    let mut pieces = Vec::new();
    for change in capture_diff_slices(Algorithm::Myers, was, now) {
        let (gone, new) = (run(was, change.old_range()), run(now, change.new_range()));
        match change.tag() {
            DiffTag::Equal => pieces.extend(gone.map(Piece::Same)),
            _ => pieces.extend([gone.map(Piece::Gone), new.map(Piece::New)].into_iter().flatten()),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::{Piece, differences, lines};

    fn shown(pieces: Vec<Piece>) -> String {
        let shown = pieces.into_iter().map(|piece| match piece {
            Piece::Same(text) => text,
            Piece::Gone(text) => format!("-{text}-"),
            Piece::New(text) => format!("+{text}+"),
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_that_went_and_came_are_told_from_those_that_stayed() {
        for (was, now, wanted) in [
            ("a home for two children", "a home for three children", "a home for -two- +three+ children"),
            ("one\ntwo", "one  two", "one two"),
            ("", "new", "+new+"),
            ("old", " ", "-old-"),
            ("", "", ""),
            ("👪 بيت", "👪 بيت صغير", "👪 بيت +صغير+"),
        ] {
            assert_eq!(shown(differences(was, now)), wanted);
        }
        assert_eq!(shown(lines("a\nb\nc\n", "a\nc\nd\n")), "a -b- c +d+");
    }

    #[test]
    fn long_texts_are_compared_as_wholes() {
        let [was, now] = ["a ", "b "].map(|word| word.repeat(10_000));
        assert_eq!(differences(&was, &now).len(), 2);
        assert_eq!(differences(&was, &was), [Piece::Same(was.trim().to_owned())]);
    }
}
