//! A document as typed blocks; every sentence carries what it rests on. Formats are made from this and nothing else.

use super::words::Words;
use crate::form::Field;
use crate::profile::FigureRef;

/// The sentences that every document uses and the names each may use.
pub(super) fn keys() -> Vec<(String, &'static [&'static str])> {
    vec![(FOOT.to_owned(), &["page", "pages"])]
}

const FOOT: &str = "document.page";

/// What the foot of a page says; its numbers are left to the format that makes the pages.
pub(super) fn foot(words: &Words<'_>) -> String {
    let left = ["page", "pages"].map(|name| (name, format!("{{{name}}}")));
    words.say_with(FOOT, &left).map(|sentence| sentence.text).unwrap_or_default()
}

/// What a sentence rests on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    /// The place of its words in the profile.
    pub wording: String,
    /// The answers it uses.
    pub inputs: Vec<Field>,
    /// The figures it uses.
    pub figures: Vec<FigureRef>,
    /// What is not said below a heading, or in the opening, because of what someone typed.
    pub left_out: Vec<Sentence>,
}

/// One statement, of one or more sentences, with what it rests on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sentence {
    /// The words.
    pub text: String,
    /// What they rest on.
    pub trace: Trace,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Lines that belong together, such as an address.
    Lines(Vec<Sentence>),
    /// A heading.
    Heading(Sentence),
    /// A paragraph.
    Paragraph(Vec<Sentence>),
    /// A list; numbered where the order or the count matters.
    List {
        /// Whether the items are numbered.
        numbered: bool,
        /// Each item.
        items: Vec<Vec<Sentence>>,
    },
    /// Names and values.
    Pairs(Vec<(Sentence, Sentence)>),
    /// A table; the first cell of a row names it.
    Table {
        /// What it shows.
        caption: Sentence,
        /// The names of its columns.
        columns: Vec<Sentence>,
        /// Its rows, each with a cell for every column.
        rows: Vec<Vec<Sentence>>,
    },
}

impl Block {
    /// The first sentence of a heading or of lines, where what is left out below it is kept.
    pub(super) fn carrier(&mut self) -> Option<&mut Sentence> {
        match self {
            Block::Heading(sentence) => Some(sentence),
            Block::Lines(lines) => lines.first_mut(),
            _ => None,
        }
    }

    /// Every sentence in it, in order.
    pub fn sentences(&self) -> Vec<&Sentence> {
        match self {
            Block::Heading(sentence) => vec![sentence],
            Block::Lines(sentences) | Block::Paragraph(sentences) => sentences.iter().collect(),
            Block::List { items, .. } => items.iter().flatten().collect(),
            Block::Pairs(pairs) => pairs.iter().flat_map(|(name, value)| [name, value]).collect(),
            Block::Table { caption, columns, rows } => {
                std::iter::once(caption).chain(columns).chain(rows.iter().flatten()).collect()
            }
        }
    }
}

/// A document.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// A marking shown on every page, for example that it is not for publication.
    pub marking: Option<String>,
    /// What the foot of a page says, with `{page}` and `{pages}` where its number and the number of pages go.
    pub foot: String,
    /// Its parts.
    pub blocks: Vec<Block>,
}

impl Document {
    /// Every sentence, in order.
    pub fn sentences(&self) -> impl Iterator<Item = &Sentence> {
        self.blocks.iter().flat_map(Block::sentences)
    }
}
