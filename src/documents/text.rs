//! Plain text for pasting into one text box: a line for each paragraph, nothing that collapses.

use crate::response::{Block, Document, Sentence};

/// The document as text, ending with a line break.
pub fn text(document: &Document) -> String {
    // Text has no pages, so its marking stands at its head and its foot.
    let marking = || document.marking.as_ref().map(|marking| marking.to_ascii_uppercase());
    let mut parts: Vec<String> = marking().into_iter().chain([document.title.clone()]).collect();
    parts.extend(document.blocks.iter().map(block));
    parts.extend(marking());
    let mut text = parts.join("\n\n");
    text.push('\n');
    text
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(heading) => heading.text.to_ascii_uppercase(),
        Block::Paragraph(sentences) => run(sentences),
        Block::Lines(lines) => lines.iter().map(|line| one_line(&line.text)).collect::<Vec<_>>().join("\n"),
        Block::List { numbered, items } => {
            let items = items.iter().enumerate().map(|(at, item)| {
                if *numbered { format!("{}. {}", at + 1, run(item)) } else { format!("- {}", run(item)) }
            });
            items.collect::<Vec<_>>().join("\n")
        }
        Block::Pairs(pairs) => pairs
            .iter()
            .map(|(name, value)| format!("{}: {}", one_line(&name.text), one_line(&value.text)))
            .collect::<Vec<_>>()
            .join("\n"),
        // A line for each row, as tables collapse in a text box: "Direct care: planned £3,100; benchmark £2,800".
        Block::Table { caption, columns, rows } => {
            let row = |row: &Vec<Sentence>| {
                let named = columns.iter().zip(row).skip(1).filter(|(_, cell)| !cell.text.is_empty());
                let named: Vec<String> =
                    named.map(|(column, cell)| format!("{} {}", small(&column.text), one_line(&cell.text))).collect();
                let name = row.first().map(|name| one_line(&name.text)).unwrap_or_default();
                if named.is_empty() { name } else { format!("{name}: {}", named.join("; ")) }
            };
            let rows: Vec<String> = rows.iter().map(|cells| format!("- {}", row(cells))).collect();
            format!("{}\n{}", one_line(&caption.text), rows.join("\n"))
        }
    }
}

/// With a small first letter, as inside a sentence.
fn small(text: &str) -> String {
    let mut chars = one_line(text).chars().collect::<Vec<char>>();
    if let Some(first) = chars.first_mut() {
        *first = first.to_ascii_lowercase();
    }
    chars.into_iter().collect()
}

/// Sentences that follow each other, as one line.
pub fn run(sentences: &[Sentence]) -> String {
    sentences.iter().map(|sentence| one_line(&sentence.text)).collect::<Vec<_>>().join(" ")
}

/// Typed text may hold line breaks; a line of a document does not.
pub fn one_line(text: &str) -> String {
    if text.contains('\n') { text.split_whitespace().collect::<Vec<_>>().join(" ") } else { text.to_owned() }
}
