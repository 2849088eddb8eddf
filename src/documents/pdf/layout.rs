//! Blocks → bands: every line of a document with its place across the page, before it is known which page it is on.

use super::face::{Face, Faces};
use super::tags::Tags;
use crate::documents::columns::{Alike, Need, shares};
use crate::documents::text::{one_line, run};
use crate::response::{Block, Document, Sentence};
use krilla::tagging::{ListNumbering, TableHeaderScope, Tag};
use std::num::NonZeroU16;

/// The width of the text: A4 less 25 mm on either side, in points.
pub const WIDTH: f32 = 453.54;

/// The size of a kind of text, and of a line of it.
#[derive(Clone, Copy)]
struct Type {
    size: f32,
    line: f32,
    bold: bool,
}

const TITLE: Type = Type { size: 16.5, line: 21.5, bold: true };
const HEADING: Type = Type { size: 13.0, line: 17.0, bold: true };
const BODY: Type = Type { size: 11.0, line: 15.4, bold: false };
const NAME: Type = Type { bold: true, ..BODY };
const CAPTION: Type = Type { size: 9.5, line: 13.0, bold: true };
const CELL: Type = Type { size: 9.5, line: 13.0, bold: false };
const COLUMN: Type = Type { bold: true, ..CELL };

/// How far the text of a list item stands in.
const INDENT: f32 = 20.0;
/// Between the columns of a table, and between names and values.
const GUTTER: f32 = 12.0;
/// Above and below the text of a row.
const PADDING: f32 = 3.5;
/// The most of the width that names take beside their values.
const NAMES: f32 = 0.36;

/// A piece of one line.
#[derive(Clone)]
pub struct Run {
    pub x: f32,
    pub text: String,
    pub size: f32,
    pub bold: bool,
    /// The part of the document it belongs to.
    pub tag: usize,
}

/// A line across the page.
#[derive(Clone, Default)]
pub struct Band {
    /// The space above it, but at the top of a page.
    pub before: f32,
    pub height: f32,
    /// From its top to the line that letters stand on.
    pub baseline: f32,
    pub runs: Vec<Run>,
    /// The strength of a rule along its foot.
    pub rule: Option<f32>,
    /// Whether it must not be the last of a page while there is more.
    pub keep: bool,
    /// What the document's outline calls it.
    pub bookmark: Option<String>,
    /// The table whose column names stand above it at the top of a page.
    pub table: Option<usize>,
}

/// A document in bands.
pub struct Layout {
    pub bands: Vec<Band>,
    /// The column names of each table, to be repeated.
    pub heads: Vec<Vec<Band>>,
    pub tags: Tags,
}

/// Lays a document out.
pub fn layout<'a>(document: &'a Document, faces: &'a Faces) -> Layout {
    let mut flow =
        Flow { faces, tables: Vec::new(), bands: Vec::new(), heads: Vec::new(), tags: Tags::default(), space: 0.0 };
    flow.tables = Alike::all(&document.blocks)
        .into_iter()
        .map(|alike| {
            let across = flow.across(&alike);
            (alike, across)
        })
        .collect();
    flow.heading(&document.title, 1, TITLE, 0.0, 12.0);
    let mut blocks = document.blocks.iter().peekable();
    while let Some(block) = blocks.next() {
        flow.block(block);
        // What a table is about stays with it.
        if let (Block::Paragraph(_), Some(Block::Table { .. })) = (block, blocks.peek()) {
            flow.keep();
        }
    }
    Layout { bands: flow.bands, heads: flow.heads, tags: flow.tags }
}

struct Flow<'a> {
    faces: &'a Faces,
    /// The columns of each kind of table.
    tables: Vec<(Alike<'a>, Vec<Column>)>,
    bands: Vec<Band>,
    heads: Vec<Vec<Band>>,
    tags: Tags,
    /// The space that the last block leaves below it.
    space: f32,
}

impl Flow<'_> {
    fn face(&self, of: Type) -> &Face {
        self.faces.of(of.bold)
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => self.heading(&one_line(&heading.text), 2, HEADING, 16.0, 4.0),
            Block::Paragraph(sentences) => self.paragraph(&run(sentences), BODY),
            Block::Lines(lines) => {
                let tag = self.tags.root(Tag::P);
                let bands = lines.iter().flat_map(|line| self.text(&one_line(&line.text), 0.0, WIDTH, BODY, tag));
                let bands = kept(bands.collect());
                self.put(bands, 0.0, 8.0);
            }
            Block::List { numbered, items } => self.list(*numbered, items),
            Block::Pairs(pairs) => self.pairs(pairs),
            Block::Table { caption, columns, rows } => self.table(caption, columns, rows),
        }
    }

    /// Keeps what is there with what comes next.
    fn keep(&mut self) {
        if let Some(last) = self.bands.last_mut() {
            last.keep = true;
        }
    }

    /// Puts bands below what is there, with at least `before` above them.
    fn put(&mut self, mut bands: Vec<Band>, before: f32, after: f32) {
        let Some(first) = bands.first_mut() else { return };
        first.before = self.space.max(before);
        self.space = after;
        self.bands.append(&mut bands);
    }

    fn paragraph(&mut self, text: &str, of: Type) {
        let tag = self.tags.root(Tag::P);
        let bands = self.text(text, 0.0, WIDTH, of, tag);
        self.put(bands, 0.0, 8.0);
    }

    fn heading(&mut self, text: &str, level: u16, of: Type, before: f32, after: f32) {
        let shown: String = self.face(of).shown(text).chars().take(300).collect();
        let title = shown.trim().to_owned();
        if title.is_empty() {
            return;
        }
        let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
        let tag = self.tags.root(Tag::Hn(level, Some(title.clone())));
        let mut bands = kept(self.text(text, 0.0, WIDTH, of, tag));
        if let Some(first) = bands.first_mut() {
            first.bookmark = Some(title);
        }
        if let Some(last) = bands.last_mut() {
            last.keep = true;
        }
        self.put(bands, before, after);
    }

    /// Text in bands; neither the first nor the last line of a paragraph stands alone on a page.
    fn text(&self, text: &str, x: f32, width: f32, of: Type, tag: usize) -> Vec<Band> {
        let lines = self.face(of).lines(text, width, of.size);
        let count = lines.len();
        let introduces = text.trim_end().ends_with(':');
        let band = |(at, text): (usize, String)| Band {
            height: of.line,
            baseline: of.line / 2.0 + of.size * 0.357,
            runs: vec![Run { x, text, size: of.size, bold: of.bold, tag }],
            keep: (count > 1 && (at == 0 || at + 2 == count)) || (introduces && at + 1 == count),
            ..Band::default()
        };
        lines.into_iter().enumerate().map(band).collect()
    }

    fn list(&mut self, numbered: bool, items: &[Vec<Sentence>]) {
        let kind = if numbered { ListNumbering::Decimal } else { ListNumbering::Disc };
        let list = self.tags.root(Tag::L(kind));
        let mut before = 0.0;
        let face = &self.faces.regular;
        // An item with nothing to read has no number either, as in Word.
        let items = items.iter().map(|item| run(item)).filter(|item| !face.is_blank(item));
        let items: Vec<String> = items.collect();
        for (at, item) in items.iter().enumerate() {
            let tag = self.tags.child(list, Tag::LI);
            let label_tag = self.tags.child(tag, Tag::Lbl);
            let body_tag = self.tags.child(tag, Tag::LBody);
            let label = if numbered { format!("{}. ", at + 1) } else { "• ".to_owned() };
            // A long list has wide numbers.
            let indent = INDENT.max(self.face(BODY).width(&label, BODY.size) + 2.0);
            let mut bands = self.text(item, indent, WIDTH - indent, BODY, body_tag);
            if let Some(first) = bands.first_mut() {
                first.runs.insert(0, Run { x: 0.0, text: label, size: BODY.size, bold: false, tag: label_tag });
            }
            self.put(bands, before, 3.0);
            // Neither the first nor the last item stands alone on a page.
            if items.len() > 1 && (at == 0 || at + 2 == items.len()) {
                self.keep();
            }
            before = 3.0;
        }
        self.space = self.space.max(8.0);
    }

    /// Names in bold beside their values.
    fn pairs(&mut self, pairs: &[(Sentence, Sentence)]) {
        let names = pairs
            .iter()
            .map(|(name, _)| self.face(NAME).width(&self.face(NAME).shown(&one_line(&name.text)), NAME.size));
        let beside = names.fold(0.0, f32::max).min(WIDTH * NAMES) + GUTTER;
        let list = self.tags.root(Tag::L(ListNumbering::None));
        let face = &self.faces.regular;
        for (name, value) in
            pairs.iter().filter(|(name, value)| !face.is_blank(&name.text) || !face.is_blank(&value.text))
        {
            let tag = self.tags.child(list, Tag::LI);
            let name_tag = self.tags.child(tag, Tag::Lbl);
            let value_tag = self.tags.child(tag, Tag::LBody);
            let names = self.text(&one_line(&name.text), 0.0, beside - GUTTER, NAME, name_tag);
            let values = self.cell(&one_line(&value.text), beside, WIDTH - beside, BODY, value_tag);
            self.put(abreast(vec![names, values]), 0.0, 4.0);
        }
        self.space = self.space.max(8.0);
    }

    fn table(&mut self, caption: &Sentence, columns: &[Sentence], rows: &[Vec<Sentence>]) {
        if columns.is_empty() {
            return self.paragraph(&one_line(&caption.text), CAPTION);
        }
        let table = self.tags.root(Tag::Table);
        let caption_tag = self.tags.child(table, Tag::Caption);
        let mut bands = kept(self.text(&one_line(&caption.text), 0.0, WIDTH, CAPTION, caption_tag));
        if let Some(last) = bands.last_mut() {
            last.keep = true;
        }
        self.put(bands, 4.0, 2.0);

        let known = self.tables.iter().find(|(alike, _)| alike.are(columns));
        let across = known.map(|(_, across)| across.clone()).unwrap_or_default();
        let head_tag = self.tags.child(table, Tag::THead);
        let row_tag = self.tags.child(head_tag, Tag::TR);
        let cells: Vec<usize> =
            columns.iter().map(|_| self.tags.child(row_tag, Tag::TH(TableHeaderScope::Column))).collect();
        let mut head = self.row(columns, &cells, &across, COLUMN);
        rule(&mut head, 1.0);
        let mut repeated = head.clone();
        for band in &mut repeated {
            band.keep = true;
        }
        let number = self.heads.len();
        self.heads.push(repeated);
        let mut head = kept(head);
        if let Some(last) = head.last_mut() {
            last.keep = true;
        }
        self.put(head, 0.0, 0.0);

        let body_tag = self.tags.child(table, Tag::TBody);
        for row in rows {
            let row_tag = self.tags.child(body_tag, Tag::TR);
            let cell = |at: usize| match at {
                0 => krilla::tagging::TagKind::from(Tag::TH(TableHeaderScope::Row)),
                _ => Tag::TD.into(),
            };
            let cells: Vec<usize> = (0..row.len()).map(|at| self.tags.child(row_tag, cell(at))).collect();
            let mut bands = self.row(row, &cells, &across, CELL);
            rule(&mut bands, 0.5);
            for band in &mut bands {
                band.table = Some(number);
            }
            self.put(kept(bands), 0.0, 0.0);
        }
        self.space = 14.0;
    }

    /// Text in bands; what is empty has its place all the same.
    fn cell(&self, text: &str, x: f32, width: f32, of: Type, tag: usize) -> Vec<Band> {
        let bands = self.text(text, x, width, of, tag);
        if !bands.is_empty() {
            return bands;
        }
        let run = Run { x, text: " ".to_owned(), size: of.size, bold: of.bold, tag };
        vec![Band { height: of.line, baseline: of.line / 2.0, runs: vec![run], ..Band::default() }]
    }

    /// The cells of a row beside each other.
    fn row(&self, cells: &[Sentence], tags: &[usize], across: &[Column], of: Type) -> Vec<Band> {
        let cell = |((cell, tag), column): ((&Sentence, &usize), &Column)| {
            let text = one_line(&cell.text);
            let mut bands = self.cell(&text, column.x, column.width, of, *tag);
            if column.numbers {
                for run in bands.iter_mut().flat_map(|band| &mut band.runs) {
                    let room = column.width - self.face(of).width(run.text.trim_end(), of.size);
                    run.x += room.max(0.0);
                }
            }
            bands
        };
        let mut bands = abreast(cells.iter().zip(tags).zip(across).map(cell).collect());
        if let Some(first) = bands.first_mut() {
            first.height += PADDING;
            first.baseline += PADDING;
        }
        if let Some(last) = bands.last_mut() {
            last.height += PADDING;
        }
        bands
    }

    /// The columns of tables that name them alike.
    fn across(&self, alike: &Alike<'_>) -> Vec<Column> {
        let room = alike.columns.iter().skip(1).fold(WIDTH, |room, _| room - GUTTER);
        let needs: Vec<Need<f32>> =
            alike.columns.iter().enumerate().map(|(at, name)| self.need(name, alike.cells(at), room)).collect();
        let mut x = 0.0;
        let column = |(at, width): (usize, f32)| {
            let column = Column { x, width, numbers: alike.is_numbers(at) };
            x += width + GUTTER;
            column
        };
        shares(&needs, room).into_iter().enumerate().map(column).collect()
    }

    /// The room that a column would use. A little more than that: sums of widths are rounded.
    fn need<'c>(&self, name: &'c Sentence, cells: impl Iterator<Item = &'c str>, room: f32) -> Need<f32> {
        let texts = std::iter::once((name.text.as_str(), COLUMN)).chain(cells.map(|cell| (cell, CELL)));
        texts.fold(Need::default(), |need, (text, of)| {
            let (face, text) = (self.face(of), one_line(text));
            let whole = (face.width(&face.shown(&text), of.size) + 0.5).min(room);
            let word = (face.widest_word(&text, of.size) + 0.5).min(room / 2.0);
            Need { word: need.word.max(word), whole: need.whole.max(whole), all: need.all + whole }
        })
    }
}

/// A column of a table.
#[derive(Clone)]
struct Column {
    x: f32,
    width: f32,
    /// Whether it holds nothing but numbers, which stand under each other from the right.
    numbers: bool,
}

/// Bands that stay on one page if a page can hold them.
fn kept(mut bands: Vec<Band>) -> Vec<Band> {
    let count = bands.len();
    for band in bands.iter_mut().take(count.saturating_sub(1)) {
        band.keep = true;
    }
    bands
}

fn rule(bands: &mut [Band], strength: f32) {
    if let Some(last) = bands.last_mut() {
        last.rule = Some(strength);
    }
}

/// Texts beside each other, line by line.
fn abreast(texts: Vec<Vec<Band>>) -> Vec<Band> {
    let mut together: Vec<Band> = Vec::new();
    for bands in texts {
        for (at, band) in bands.into_iter().enumerate() {
            match together.get_mut(at) {
                Some(there) => {
                    there.runs.extend(band.runs);
                    there.keep |= band.keep;
                }
                None => together.push(band),
            }
        }
    }
    // What ends one text is no end of the whole.
    if let Some(last) = together.last_mut() {
        last.keep = false;
    }
    together
}
