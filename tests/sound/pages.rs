//! What a page of a PDF draws, read back from its file: texts with their places, by what the fonts say of their glyphs, and rules.

use lopdf::content::Content;
use lopdf::{Document, Object, ObjectId};
use std::collections::BTreeMap;

/// What a page draws, in that order: where and how, for a text its place in points from the upper left corner, its size and its
/// font; and what it says, which is nothing for a rule.
pub fn drawn(pdf: &Document, page: ObjectId) -> Vec<(String, String)> {
    let fonts: BTreeMap<Vec<u8>, BTreeMap<u16, String>> = pdf
        .get_page_fonts(page)
        .unwrap()
        .into_iter()
        .map(|(name, font)| {
            let map = pdf.get_object(font.get(b"ToUnicode").unwrap().as_reference().unwrap()).unwrap();
            let map = map.as_stream().unwrap().get_plain_content().unwrap();
            (name, glyphs_to_text(&String::from_utf8(map).unwrap()))
        })
        .collect();
    let content = Content::decode(&pdf.get_page_content(page).unwrap()).unwrap();
    let (mut drawn, mut place, mut font) = (Vec::new(), String::new(), Vec::new());
    let mut size = 0.0;
    for operation in content.operations {
        let numbers: Vec<f32> = operation.operands.iter().filter_map(|one| one.as_float().ok()).collect();
        let told = || numbers.iter().map(|number| format!("{number:.2}")).collect::<Vec<_>>().join(" ");
        match operation.operator.as_str() {
            "Tf" => (font, size) = (operation.operands[0].as_name().unwrap().to_vec(), numbers[0]),
            // Everything is upright, from the upper left corner.
            "Tm" => place = told().trim_start_matches("1.00 0.00 0.00 -1.00 ").to_owned(),
            "Tj" | "TJ" => {
                let pieces = operation.operands.iter().flat_map(|operand| match operand {
                    Object::Array(pieces) => pieces.clone(),
                    other => vec![other.clone()],
                });
                let mut text = String::new();
                for bytes in pieces.filter_map(|piece| piece.as_str().map(<[u8]>::to_vec).ok()) {
                    let glyphs = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
                    text.extend(glyphs.map(|glyph| fonts[&font][&glyph].as_str()));
                }
                let how = format!("{place} | {size} {}", String::from_utf8_lossy(&font));
                drawn.push((how, text));
            }
            // Paths, and how they are drawn.
            rule @ ("re" | "m" | "l" | "w" | "S" | "f") => {
                let how = format!("{rule} {}", told()).trim_end().to_owned();
                drawn.push((how, String::new()));
            }
            _ => {}
        }
    }
    drawn
}

/// A ToUnicode map: `<0003> <0041>` for one glyph, `<0003> <0005> <0041>` for several in a row.
fn glyphs_to_text(map: &str) -> BTreeMap<u16, String> {
    let hex = |word: &str| -> Vec<u16> {
        let word = word.trim_matches(['<', '>']);
        (0..word.len() / 4).map(|at| u16::from_str_radix(&word[at * 4..at * 4 + 4], 16).unwrap()).collect()
    };
    let mut glyphs = BTreeMap::new();
    let (mut single, mut range) = (false, false);
    for line in map.lines() {
        single = (single || line.ends_with("beginbfchar")) && line != "endbfchar";
        range = (range || line.ends_with("beginbfrange")) && line != "endbfrange";
        let words: Vec<Vec<u16>> = line.split_whitespace().filter(|word| word.starts_with('<')).map(hex).collect();
        match words.as_slice() {
            [glyph, text] if single => {
                glyphs.insert(glyph[0], String::from_utf16(text).unwrap());
            }
            [first, last, text] if range => {
                for (more, glyph) in (first[0]..=last[0]).enumerate() {
                    let text = text[0] + u16::try_from(more).unwrap();
                    glyphs.insert(glyph, String::from_utf16(&[text]).unwrap());
                }
            }
            _ => {}
        }
    }
    glyphs
}
