//! A Word document (WordprocessingML): real styles, headings, lists and tables, so that it can be edited and read out.

mod styles;

use super::columns::{Alike, Need, shares};
use super::html;
use super::text::{one_line, run};
use super::{Failure, foot};
use crate::response::{Block, Document, Sentence};
use crate::text::is_invisible;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// The width of the text: A4 less 25 mm on either side, in twentieths of a point.
const WIDTH: u64 = 9070;
/// The most characters of a name for which there is room beside its value.
const NAME: usize = 26;
/// The list that has bullets; each numbered list has a number of its own from the next on.
const BULLETS: usize = 1;

/// The document as a .docx file.
///
/// # Errors
/// None for any text; the reason where the file would be larger than its container allows.
pub fn docx(document: &Document) -> Result<Vec<u8>, Failure> {
    let tables = Alike::all(&document.blocks).into_iter().map(Columns::of);
    let mut body = Body { tables: tables.collect(), ..Body::default() };
    body.paragraph("Title", "", &document.title);
    let mut blocks = document.blocks.iter().peekable();
    while let Some(block) = blocks.next() {
        body.block(block, matches!(blocks.peek(), Some(Block::Table { .. })));
    }
    let header = document.marking.is_some();
    let mut parts = vec![
        ("[Content_Types].xml", content_types(header)),
        ("_rels/.rels", relations()),
        ("docProps/core.xml", properties(&document.title)),
        ("word/document.xml", body.whole(header)),
        ("word/styles.xml", styles::styles()),
        ("word/numbering.xml", numbering(body.numbered)),
        ("word/settings.xml", settings()),
        ("word/fontTable.xml", styles::fonts()),
        ("word/footer1.xml", footer(&document.foot)),
        ("word/_rels/document.xml.rels", document_relations(header)),
    ];
    if let Some(marking) = &document.marking {
        let text = format!("<w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>{}</w:p>", words(marking));
        parts.push(("word/header1.xml", part("hdr", &text)));
    }
    packed(&parts).map_err(|error| Failure::new(format!("the Word document cannot be made: {error}")))
}

/// The parts in their container, with no time of day in it.
fn packed(parts: &[(&str, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut container = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o644);
    for (name, xml) in parts {
        container.start_file(*name, options)?;
        container.write_all(xml.as_bytes())?;
    }
    Ok(container.finish()?.into_inner())
}

/// A part of the package whose root is this element.
fn part(root: &str, inside: &str) -> String {
    format!("{DECLARATION}<w:{root} xmlns:w=\"{MAIN}\" xmlns:r=\"{OFFICE}\">{inside}</w:{root}>")
}

/// The body as it grows.
#[derive(Default)]
struct Body<'d> {
    xml: String,
    /// The columns of each kind of table.
    tables: Vec<Columns<'d>>,
    /// How many numbered lists there are.
    numbered: usize,
    /// Whether a table was the last thing: it leaves no space below itself.
    after_table: bool,
}

impl Body<'_> {
    /// A block, and whether a table comes next.
    fn block(&mut self, block: &Block, before_table: bool) {
        match block {
            Block::Heading(heading) => self.paragraph("Heading1", "", &heading.text),
            Block::Paragraph(sentences) => {
                let text = run(sentences);
                // What introduces a list or says what a table is about stays with it.
                let keep = if before_table || text.trim_end().ends_with(':') { "<w:keepNext/>" } else { "" };
                self.paragraph("BodyText", keep, &text);
            }
            Block::Lines(lines) => {
                let lines: Vec<String> =
                    lines.iter().map(|line| one_line(&line.text)).filter(|line| !is_blank(line)).collect();
                let lines: Vec<String> = lines.iter().map(|line| words(line)).collect();
                self.styled("BodyText", "<w:keepLines/>", &lines.join("<w:r><w:br/></w:r>"));
            }
            Block::List { numbered, items } => {
                self.numbered += usize::from(*numbered);
                let (style, list) =
                    if *numbered { ("ListNumber", BULLETS + self.numbered) } else { ("ListBullet", BULLETS) };
                let list = format!("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{list}\"/></w:numPr>");
                for (at, item) in items.iter().enumerate() {
                    // Neither the first nor the last item stands alone on a page.
                    let keep = items.len() > 1 && (at == 0 || at + 2 == items.len());
                    let keep = if keep { "<w:keepNext/>" } else { "" };
                    self.paragraph(style, &format!("{keep}{list}"), &run(item));
                }
            }
            Block::Pairs(pairs) => {
                for (name, value) in
                    pairs.iter().filter(|(name, value)| !is_blank(&name.text) || !is_blank(&value.text))
                {
                    let name = one_line(&name.text);
                    // A name that would run into its value stands above it.
                    let beside = name.chars().count() <= NAME;
                    let tab = if beside { "<w:r><w:tab/></w:r>" } else { "<w:r><w:br/></w:r>" };
                    let text = format!(
                        "{}{tab}{}",
                        styled_words(&name, "<w:rStyle w:val=\"Strong\"/>"),
                        words(&one_line(&value.text))
                    );
                    self.styled("Pair", "", &text);
                }
            }
            Block::Table { caption, columns, rows } => self.table(caption, columns, rows),
        }
    }

    /// A paragraph of a style; none where there is nothing to read.
    fn paragraph(&mut self, style: &str, more: &str, text: &str) {
        if !is_blank(text) {
            self.styled(style, more, &words(text));
        }
    }

    fn styled(&mut self, style: &str, more: &str, runs: &str) {
        if runs.is_empty() {
            return;
        }
        let space = if std::mem::take(&mut self.after_table) && style != "Heading1" {
            "<w:spacing w:before=\"240\"/>"
        } else {
            ""
        };
        self.xml.push_str(&format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{more}{space}</w:pPr>{runs}</w:p>"));
    }

    fn table(&mut self, caption: &Sentence, columns: &[Sentence], rows: &[Vec<Sentence>]) {
        let caption = one_line(&caption.text);
        self.paragraph("Caption", "", &caption);
        if columns.is_empty() {
            return;
        }
        let known = self.tables.iter().find(|table| table.alike.are(columns));
        let (widths, numbers) = known.map(|table| (table.widths.clone(), table.numbers.clone())).unwrap_or_default();
        self.xml.push_str(&format!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"Evidence\"/><w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/>\
             <w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"00A0\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"1\" \
             w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"0\"/><w:tblCaption w:val=\"{}\"/></w:tblPr><w:tblGrid>",
            escaped(&caption)
        ));
        for width in &widths {
            self.xml.push_str(&format!("<w:gridCol w:w=\"{width}\"/>"));
        }
        self.xml.push_str("</w:tblGrid>");
        self.row("<w:cantSplit/><w:tblHeader/>", "ColumnName", columns, &widths, &numbers);
        for row in rows {
            self.row("<w:cantSplit/>", "Cell", row, &widths, &numbers);
        }
        self.xml.push_str("</w:tbl>");
        self.after_table = true;
    }

    fn row(&mut self, about: &str, style: &str, cells: &[Sentence], widths: &[u64], numbers: &[bool]) {
        self.xml.push_str(&format!("<w:tr><w:trPr>{about}</w:trPr>"));
        for ((cell, width), number) in cells.iter().zip(widths).zip(numbers) {
            let side = if *number { "<w:jc w:val=\"right\"/>" } else { "" };
            self.xml.push_str(&format!(
                "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr><w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{side}</w:pPr>{}</w:p></w:tc>",
                words(&one_line(&cell.text))
            ));
        }
        self.xml.push_str("</w:tr>");
    }

    /// The body with the page's size, margins, head and foot.
    fn whole(&mut self, header: bool) -> String {
        if self.after_table {
            // A body may not end with a table.
            self.xml.push_str("<w:p><w:pPr><w:pStyle w:val=\"Cell\"/></w:pPr></w:p>");
        }
        let head = if header { "<w:headerReference w:type=\"default\" r:id=\"rId6\"/>" } else { "" };
        let page = format!(
            "<w:sectPr>{head}<w:footerReference w:type=\"default\" r:id=\"rId5\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
             <w:pgMar w:top=\"1418\" w:right=\"1418\" w:bottom=\"1418\" w:left=\"1418\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/></w:sectPr>"
        );
        part("document", &format!("<w:body>{}{page}</w:body>", self.xml))
    }
}

/// The columns of tables that name them alike.
struct Columns<'d> {
    alike: Alike<'d>,
    widths: Vec<u64>,
    /// Which of them hold nothing but numbers.
    numbers: Vec<bool>,
}

impl<'d> Columns<'d> {
    fn of(alike: Alike<'d>) -> Columns<'d> {
        // A bold character of the table's size takes about 120 twentieths of a point, and a cell has margins.
        const CHARACTER: u64 = 120;
        const MARGINS: u64 = 220;
        let wide = |characters: usize| {
            let characters = u64::try_from(characters).unwrap_or(WIDTH);
            (characters.saturating_mul(CHARACTER) + MARGINS).min(WIDTH)
        };
        let need = |(at, name): (usize, &'d Sentence)| {
            let texts = std::iter::once(name.text.as_str()).chain(alike.cells(at));
            texts.fold(Need::default(), |need: Need<u64>, text| {
                let word = wide(text.split(' ').map(|word| word.chars().count()).max().unwrap_or(0)).min(WIDTH / 2);
                let whole = wide(text.chars().count());
                Need { word: need.word.max(word), whole: need.whole.max(whole), all: need.all + whole }
            })
        };
        let needs: Vec<Need<u64>> = alike.columns.iter().enumerate().map(need).collect();
        let numbers = (0..needs.len()).map(|at| alike.is_numbers(at)).collect();
        Columns { widths: shares(&needs, WIDTH), numbers, alike }
    }
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

/// A run of text.
fn words(text: &str) -> String {
    styled_words(text, "")
}

fn styled_words(text: &str, style: &str) -> String {
    if is_blank(text) {
        return String::new();
    }
    let style = if style.is_empty() { String::new() } else { format!("<w:rPr>{style}</w:rPr>") };
    format!("<w:r>{style}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text))
}

/// Text made fit for XML, on one line, without what nobody sees.
fn escaped(text: &str) -> String {
    let seen = text.chars().map(|c| if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c });
    html::escaped(&seen.filter(|c| !is_invisible(*c)).collect::<String>())
}

fn footer(foot_words: &str) -> String {
    // The numbers are fields: Word counts the pages.
    const PAGE: char = '\u{1}';
    const PAGES: char = '\u{2}';
    let text = foot(foot_words, &PAGE.to_string(), &PAGES.to_string());
    let mut runs = String::new();
    let field = |name: &str| format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    for piece in text.split_inclusive([PAGE, PAGES]) {
        let space = piece.trim_end_matches([PAGE, PAGES]);
        runs.push_str(&words(space));
        match piece.chars().last() {
            Some(PAGE) => runs.push_str(&field("PAGE")),
            Some(PAGES) => runs.push_str(&field("NUMPAGES")),
            _ => {}
        }
    }
    part("ftr", &format!("<w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>{runs}</w:p>"))
}

fn numbering(numbered: usize) -> String {
    let level = |id: usize, kind: &str, format: &str, text: &str, style: &str| {
        format!(
            "<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>\
             <w:numFmt w:val=\"{format}\"/><w:pStyle w:val=\"{style}\"/><w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/>\
             <w:pPr><w:ind w:left=\"425\" w:hanging=\"425\"/></w:pPr>{kind}</w:lvl></w:abstractNum>"
        )
    };
    let font = "<w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/></w:rPr>";
    let mut lists = level(0, font, "bullet", "•", "ListBullet");
    lists.push_str(&level(1, "", "decimal", "%1.", "ListNumber"));
    lists.push_str(&format!("<w:num w:numId=\"{BULLETS}\"><w:abstractNumId w:val=\"0\"/></w:num>"));
    // At least the one that the style names.
    for at in 1..=numbered.max(1) {
        lists.push_str(&format!(
            "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>",
            BULLETS + at
        ));
    }
    part("numbering", &lists)
}

/// Word's own behaviour of 2013 on, so that it does not open the document in a mode for older ones.
fn settings() -> String {
    part(
        "settings",
        "<w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/><w:characterSpacingControl w:val=\"doNotCompress\"/>\
         <w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"en-GB\"/>",
    )
}

fn properties(title: &str) -> String {
    format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>",
        escaped(title)
    )
}

fn content_types(header: bool) -> String {
    const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let parts =
        ["document:document.main", "styles:styles", "numbering:numbering", "settings:settings", "fontTable:fontTable"];
    let parts = parts.into_iter().chain(["footer1:footer"]).chain(header.then_some("header1:header"));
    let parts: String = parts
        .filter_map(|part| part.split_once(':'))
        .map(|(name, kind)| format!("<Override PartName=\"/word/{name}.xml\" ContentType=\"{WORD}.{kind}+xml\"/>"))
        .collect();
    format!(
        "{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{parts}\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>"
    )
}

fn relations() -> String {
    related(&[
        (&format!("{OFFICE}/officeDocument"), "word/document.xml"),
        ("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
    ])
}

/// In an order that the body relies on: the footer is the fifth, the header the sixth.
fn document_relations(header: bool) -> String {
    let names =
        ["styles", "numbering", "settings", "fontTable", "footer"].into_iter().chain(header.then_some("header"));
    let kinds: Vec<(String, String)> = names
        .map(|name| {
            let number = if matches!(name, "footer" | "header") { "1" } else { "" };
            (format!("{OFFICE}/{name}"), format!("{name}{number}.xml"))
        })
        .collect();
    related(&kinds.iter().map(|(kind, target)| (kind.as_str(), target.as_str())).collect::<Vec<_>>())
}

fn related(to: &[(&str, &str)]) -> String {
    let each = |(at, (kind, target)): (usize, &(&str, &str))| {
        format!("<Relationship Id=\"rId{}\" Type=\"{kind}\" Target=\"{target}\"/>", at + 1)
    };
    let all: String = to.iter().enumerate().map(each).collect();
    format!(
        "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
    )
}
