//! The embedded font: which characters it has, how wide text is, and where lines break.

use super::Failure;
use crate::text::is_invisible;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};
use std::collections::BTreeMap;

const REGULAR: &[u8] = include_bytes!("../../../fonts/NotoSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../fonts/NotoSans-Bold.ttf");

/// Stands where the font lacks a character, so that nobody takes the text for whole.
const LACKING: char = '\u{FFFD}';

/// Both weights.
pub struct Faces {
    pub regular: Face,
    pub bold: Face,
}

impl Faces {
    /// Reads the embedded fonts.
    pub fn embedded() -> Result<Faces, Failure> {
        Ok(Faces { regular: Face::read(REGULAR)?, bold: Face::read(BOLD)? })
    }

    pub fn of(&self, bold: bool) -> &Face {
        if bold { &self.bold } else { &self.regular }
    }
}

/// One weight of the font.
pub struct Face {
    pub font: Font,
    /// The glyph of each character and how far it advances, as a share of the size.
    glyphs: BTreeMap<char, (GlyphId, f32)>,
}

impl Face {
    fn read(bytes: &'static [u8]) -> Result<Face, Failure> {
        let unreadable = || Failure::new("the embedded font cannot be read");
        let font = Font::new(bytes.into(), 0).ok_or_else(unreadable)?;
        let file = skrifa::FontRef::new(bytes).map_err(|_| unreadable())?;
        let metrics = file.glyph_metrics(Size::unscaled(), LocationRef::default());
        let em = font.units_per_em();
        let glyph = |(code, id): (u32, skrifa::GlyphId)| {
            let advance = metrics.advance_width(id)? / em;
            Some((char::from_u32(code)?, (GlyphId::new(id.to_u32()), advance)))
        };
        let glyphs = file.charmap().mappings().filter_map(glyph).collect();
        Ok(Face { font, glyphs })
    }

    /// The text as this font can show it, on one line.
    pub fn shown(&self, text: &str) -> String {
        let shown = |c: char| match c {
            c if c.is_whitespace() && c != '\u{A0}' => Some(' '),
            c if is_invisible(c) => None,
            c if self.glyphs.contains_key(&c) => Some(c),
            _ => Some(LACKING),
        };
        text.chars().filter_map(shown).collect()
    }

    /// Whether there is nothing to read in a text.
    pub fn is_blank(&self, text: &str) -> bool {
        self.shown(text).trim().is_empty()
    }

    fn advance(&self, c: char) -> f32 {
        self.glyphs.get(&c).map_or(0.0, |(_, advance)| *advance)
    }

    /// How wide text is at this size.
    pub fn width(&self, text: &str, size: f32) -> f32 {
        text.chars().map(|c| self.advance(c)).sum::<f32>() * size
    }

    /// The glyphs of text that was made fit by [`Face::shown`].
    pub fn glyphs(&self, text: &str) -> Vec<KrillaGlyph> {
        let glyph = |(at, c): (usize, char)| {
            let (id, advance) = self.glyphs.get(&c)?;
            Some(KrillaGlyph::new(*id, *advance, 0.0, 0.0, 0.0, at..at + c.len_utf8(), None))
        };
        text.char_indices().filter_map(glyph).collect()
    }

    /// Text in lines no wider than `width`. A space that ends a line stays with it, so that words stay apart when the text
    /// is read out; a word wider than a line is cut where the line ends.
    pub fn lines(&self, text: &str, width: f32, size: f32) -> Vec<String> {
        let text = self.shown(text);
        let mut lines = Vec::new();
        let (mut line, mut used) = (String::new(), 0.0);
        for word in words(text.trim()) {
            let needed = self.width(word.trim_end(), size);
            if used + needed > width && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            if needed <= width {
                line.push_str(word);
                used += self.width(word, size);
                continue;
            }
            for c in word.chars() {
                let needed = self.advance(c) * size;
                if used + needed > width && !line.is_empty() && c != ' ' {
                    lines.push(std::mem::take(&mut line));
                    used = 0.0;
                }
                line.push(c);
                used += needed;
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }

    /// The widest part of text that no line break may cut, without need.
    pub fn widest_word(&self, text: &str, size: f32) -> f32 {
        words(&self.shown(text)).map(|word| self.width(word.trim_end(), size)).fold(0.0, f32::max)
    }
}

/// The parts between which a line may break: after spaces and long dashes, and after the hyphen or stroke of a compound.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let pairs = rest.char_indices().zip(rest.char_indices().skip(1));
        let mut letter_before = false;
        let mut end = rest.len();
        for ((_, c), (next_at, next)) in pairs {
            let breaks = match c {
                ' ' => next != ' ',
                '—' => next != ' ',
                '-' | '/' => letter_before && next.is_alphabetic(),
                _ => false,
            };
            if breaks {
                end = next_at;
                break;
            }
            letter_before = c.is_alphabetic();
        }
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_where_a_reader_expects_it() {
        let parts = |text| words(text).collect::<Vec<_>>();
        assert_eq!(parts("a  well-kept home"), ["a  ", "well-", "kept ", "home"]);
        assert_eq!(parts("11/26/0417, 2026-27 and/or –"), ["11/26/0417, ", "2026-27 ", "and/", "or ", "–"]);
    }

    #[test]
    fn no_line_is_too_wide_and_no_character_is_lost() {
        let face = Faces::embedded().unwrap().regular;
        let short = "A home for two children. ".repeat(40);
        for text in [short.trim_end(), &format!("A short start, then {} and an end.", "unbroken".repeat(300))] {
            let lines = face.lines(text, 200.0, 11.0);
            assert_eq!(lines.concat(), text);
            assert!(lines.iter().all(|line| face.width(line.trim_end(), 11.0) <= 200.0));
        }
        // A line ends only where the next word would not have fitted.
        for pair in face.lines(&short, 200.0, 11.0).windows(2) {
            let [line, next] = pair else { continue };
            let more = words(next).next().unwrap_or_default().trim_end();
            assert!(face.width(&format!("{line}{more}"), 11.0) > 200.0, "{line}|{next}");
        }
        // Narrower than any character: a character a line, and an end to it.
        assert_eq!(face.lines("abc", 1.0, 11.0), ["a", "b", "c"]);
    }

    #[test]
    fn what_the_font_lacks_is_seen_to_be_lacking() {
        let face = Faces::embedded().unwrap().bold;
        assert_eq!(face.shown("£–—’“”•−×÷≥≤…→€ŵŁ"), "£–—’“”•−×÷≥≤…→€ŵŁ");
        assert_eq!(face.shown("a\tb\u{0}\u{202E}ת🏠\nc"), "a b\u{FFFD}\u{FFFD} c");
    }
}
