//! Word and PDF documents: sound in themselves, the same every time, and saying what the document says.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::as_conversions,
    missing_docs
)]

use home_assessment::documents::{docx::docx, pdf::pdf};
use home_assessment::exchange::proposal::{Loaded, load};
use home_assessment::response::{Block, Document, Sentence};
use home_assessment::text::is_invisible;
use home_assessment::{Context, Date, Kind, Letterhead, Profile, Revision, assess, built_in_profile, draft, outlook};
use std::collections::BTreeMap;
use std::io::Read;
use std::sync::OnceLock;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn profile() -> &'static Profile {
    static PROFILE: OnceLock<Profile> = OnceLock::new();
    PROFILE.get_or_init(|| built_in_profile().unwrap())
}

fn context() -> Context {
    Context::on(Date::new(2026, 11, 21).unwrap())
}

fn case(name: &str) -> Loaded {
    let path = format!("{}/tests/cases/{name}.json", env!("CARGO_MANIFEST_DIR"));
    load(&std::fs::read(path).unwrap(), profile()).unwrap()
}

fn letter(loaded: &Loaded) -> Document {
    let head = Letterhead { date: context().as_at, signatory: None };
    draft(&assess(&loaded.proposal, profile(), &context()), profile(), &head)
}

/// The letters of some cases that differ, and every other document of the first with a fee by heading.
fn documents() -> Vec<(String, Document)> {
    let letters = ["burnley-four-therapeutic-seven-to-eighteen", "conflict-in-ages-changes-the-stance", "declined"];
    let mut documents: Vec<(String, Document)> =
        letters.iter().map(|name| ((*name).to_owned(), letter(&case(name)))).collect();
    let loaded = case("benchmark-uprated-and-still-above");
    let assessment = assess(&loaded.proposal, profile(), &context());
    let outlook = outlook(&loaded.form, profile(), &context());
    let others = Kind::ALL.iter().filter(|(kind, _)| *kind != Kind::Letter);
    documents.extend(
        others.map(|(kind, name)| {
            ((*name).to_owned(), kind.draft(&assessment, &outlook, profile(), &Revision::default()))
        }),
    );
    documents.push(("hostile".to_owned(), hostile()));
    documents
}

fn said(text: &str) -> Sentence {
    Sentence { text: text.to_owned(), ..Sentence::default() }
}

/// Every kind of block with text that nobody should type.
fn hostile() -> Document {
    let all: String = (0..0x3000).filter_map(char::from_u32).collect();
    let texts = [
        "</w:t></w:r></w:p><w:p/>&amp;]]>&#0;\" '",
        "\u{0}\u{1}\u{B}\u{1F}\u{7F}\u{FFFE}\u{FFFF}\t\r\n\u{2028}\u{202E}",
        "שלום مرحبا 你好 🏠👩‍👩‍👧 e\u{301}",
        "",
        " ",
        &"unbroken".repeat(1_250),
        &"wide words ".repeat(1_000),
        &all,
    ];
    let sentences: Vec<Sentence> = texts.iter().map(|text| said(text)).collect();
    let mut blocks = vec![Block::Lines(sentences.clone()), Block::Paragraph(sentences.clone())];
    blocks.extend(sentences.iter().cloned().map(Block::Heading));
    for numbered in [true, false, true] {
        blocks.push(Block::List { numbered, items: sentences.iter().map(|text| vec![text.clone()]).collect() });
        blocks.push(Block::List { numbered, items: vec![vec![], vec![said(""), said("one")]] });
    }
    blocks.push(Block::Pairs(sentences.iter().cloned().zip(sentences.iter().rev().cloned()).collect()));
    blocks.push(Block::Pairs(vec![]));
    for columns in [0, 1, 2, 8] {
        let row = |_| sentences[..columns].to_vec();
        blocks.push(Block::Table {
            caption: sentences[columns % 8].clone(),
            columns: sentences[..columns].to_vec(),
            rows: (0..3).map(row).collect(),
        });
    }
    blocks.push(Block::Lines(vec![]));
    blocks.push(Block::Paragraph(vec![]));
    let words = "{page}{page} {nothing} {pages";
    Document { title: texts[0].to_owned(), marking: Some(texts[5].to_owned()), foot: words.to_owned(), blocks }
}

/// Keeps a file among Cargo's own, to be looked at.
fn keep(name: &str, ending: &str, bytes: &[u8]) {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("documents");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(format!("{name}.{ending}")), bytes).unwrap();
}

/// Every character that can be seen, without the spaces: line breaks and tabs fall where a format needs them.
fn seen(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c)).collect()
}

/// The parts of a .docx file.
fn unpacked(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut container = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..container.len())
        .map(|at| {
            let mut part = container.by_index(at).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().to_owned(), text)
        })
        .collect()
}

fn value<'a>(node: roxmltree::Node<'a, '_>) -> &'a str {
    node.attribute((WORD, "val")).unwrap_or_default()
}

#[test]
fn a_word_document_is_sound_and_says_what_the_document_says() {
    for (name, document) in documents() {
        let bytes = docx(&document).unwrap();
        keep(&name, "docx", &bytes);
        assert!(bytes == docx(&document).unwrap(), "{name} differs from run to run");
        let parts = unpacked(&bytes);
        let xml: BTreeMap<&str, roxmltree::Document<'_>> = parts
            .iter()
            .map(|(part, text)| {
                (
                    part.as_str(),
                    roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{name}/{part}: {error}")),
                )
            })
            .collect();
        let of = |part: &str, tag: &str| -> Vec<roxmltree::Node<'_, '_>> {
            xml[part].descendants().filter(|node| node.has_tag_name((WORD, tag))).collect()
        };

        // Every relation leads to a part, and every part has a type.
        let relations = xml["word/_rels/document.xml.rels"].descendants().filter_map(|node| node.attribute("Target"));
        for target in relations {
            assert!(parts.contains_key(&format!("word/{target}")), "{name}: {target}");
            assert!(parts["[Content_Types].xml"].contains(&format!("/word/{target}\"")), "{name}: {target}");
        }

        // Styles and lists that are used are there.
        let styles: Vec<&str> =
            of("word/styles.xml", "style").iter().filter_map(|style| style.attribute((WORD, "styleId"))).collect();
        for used in ["pStyle", "rStyle", "tblStyle"].iter().flat_map(|tag| of("word/document.xml", tag)) {
            assert!(styles.contains(&value(used)), "{name}: {}", value(used));
        }
        let lists: Vec<&str> =
            of("word/numbering.xml", "num").iter().filter_map(|list| list.attribute((WORD, "numId"))).collect();
        assert!(of("word/document.xml", "numId").iter().all(|list| lists.contains(&value(*list))), "{name}");

        // Title, headings, language, size, marking.
        let paragraphs = of("word/document.xml", "p");
        let style = |node: &roxmltree::Node<'_, '_>| {
            node.descendants().find(|node| node.has_tag_name((WORD, "pStyle"))).map_or("", value).to_owned()
        };
        let text = |node: &roxmltree::Node<'_, '_>| -> String {
            node.descendants().filter(|node| node.has_tag_name((WORD, "t"))).filter_map(|node| node.text()).collect()
        };
        assert_eq!(seen(&text(&paragraphs[0])), seen(&document.title), "{name}");
        assert_eq!(style(&paragraphs[0]), "Title");
        let headings = document.blocks.iter().filter(|block| match block {
            Block::Heading(heading) => !seen(&heading.text).is_empty(),
            _ => false,
        });
        assert_eq!(paragraphs.iter().filter(|node| style(node) == "Heading1").count(), headings.count(), "{name}");
        assert!(of("word/styles.xml", "lang").iter().any(|lang| value(*lang) == "en-GB"));
        let about = &parts["docProps/core.xml"];
        assert!(about.contains("<dc:language>en-GB</dc:language>") && about.contains("<dc:title>"), "{about}");
        assert_eq!(of("word/document.xml", "pgSz")[0].attribute((WORD, "w")), Some("11906"));
        assert_eq!(parts.contains_key("word/header1.xml"), document.marking.is_some(), "{name}");
        assert_eq!(of("word/document.xml", "headerReference").len(), usize::from(document.marking.is_some()));
        if name != "hostile" {
            let fields: Vec<_> =
                of("word/footer1.xml", "fldSimple").iter().filter_map(|f| f.attribute((WORD, "instr"))).collect();
            assert_eq!(fields, [" PAGE ", " NUMPAGES "], "{name}");
        }

        // Tables name their columns in a row that is repeated.
        for table in of("word/document.xml", "tbl") {
            let rows: Vec<_> = table.children().filter(|node| node.has_tag_name((WORD, "tr"))).collect();
            let heads =
                |node: &roxmltree::Node<'_, '_>| node.descendants().any(|node| node.has_tag_name((WORD, "tblHeader")));
            assert!(heads(&rows[0]) && !rows[1..].iter().any(heads), "{name}");
        }

        // No paragraph stands empty outside a table, but for the one that a body ends with.
        let last = paragraphs.last().unwrap();
        let empty = paragraphs.iter().filter(|node| {
            let in_cell = node.ancestors().any(|node| node.has_tag_name((WORD, "tc")));
            !in_cell && *node != last && seen(&text(node)).is_empty()
        });
        assert_eq!(empty.count(), 0, "{name}");

        // Its words, in order.
        let words: String = paragraphs.iter().map(|node| seen(&text(node))).collect();
        let wanted: String = std::iter::once(document.title.as_str())
            .chain(document.sentences().map(|sentence| sentence.text.as_str()))
            .map(seen)
            .collect();
        assert!(words == wanted, "{name} says something else:\n{words}\n\n{wanted}");
    }
}

#[test]
fn a_pdf_passes_its_validator_and_is_the_same_every_time() {
    for (name, document) in documents() {
        let bytes = pdf(&document).unwrap_or_else(|failure| panic!("{name}: {failure}"));
        keep(&name, "pdf", &bytes);
        assert!(bytes == pdf(&document).unwrap(), "{name} differs from run to run");
        assert!(bytes.starts_with(b"%PDF-1.7"), "{name}");
        let read = lopdf::Document::load_mem(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        let catalog = read.catalog().unwrap();
        assert_eq!(catalog.get(b"Lang").and_then(lopdf::Object::as_str).unwrap(), b"en-GB", "{name}");
        for key in [b"StructTreeRoot".as_slice(), b"MarkInfo", b"Outlines", b"ViewerPreferences", b"Metadata"] {
            assert!(catalog.has(key), "{name}: {}", String::from_utf8_lossy(key));
        }
    }
}

/// The text of a page in the order in which it is drawn, by what the fonts say of their glyphs.
fn page_text(pdf: &lopdf::Document, page: lopdf::ObjectId) -> String {
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
    let content = lopdf::content::Content::decode(&pdf.get_page_content(page).unwrap()).unwrap();
    let (mut text, mut font) = (String::new(), None);
    for operation in content.operations {
        match operation.operator.as_str() {
            "Tf" => font = fonts.get(operation.operands[0].as_name().unwrap()),
            "Tj" | "TJ" => {
                let pieces = operation.operands.iter().flat_map(|operand| match operand {
                    lopdf::Object::Array(pieces) => pieces.clone(),
                    other => vec![other.clone()],
                });
                for bytes in pieces.filter_map(|piece| piece.as_str().map(<[u8]>::to_vec).ok()) {
                    let glyphs = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
                    text.extend(glyphs.map(|glyph| font.unwrap()[&glyph].as_str()));
                }
            }
            _ => {}
        }
    }
    text
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

#[test]
fn a_pdf_says_every_sentence() {
    for (name, document) in documents().into_iter().filter(|(name, _)| name != "hostile") {
        let read = lopdf::Document::load_mem(&pdf(&document).unwrap()).unwrap();
        let pages: Vec<u32> = read.get_pages().into_keys().collect();
        let text = read.get_pages().into_values().map(|page| page_text(&read, page));
        let text: Vec<String> = text.map(|text| seen(&text)).collect();
        for (at, page) in text.iter().enumerate() {
            let foot = seen(&format!("Page {} of {}", at + 1, pages.len()));
            assert!(page.contains(&foot), "{name}: “{foot}” is not on page {}", at + 1);
            assert!(document.marking.iter().all(|marking| page.contains(&seen(marking))), "{name}: page {}", at + 1);
        }
        if document.blocks.iter().any(|block| matches!(block, Block::Table { .. } | Block::Pairs(_))) {
            continue; // lines of cells that stand beside each other are not one text
        }
        // Without what every page repeats, the letter from its title to its end.
        let whole: String = text
            .iter()
            .enumerate()
            .map(|(at, page)| page.replace(&seen(&format!("Page {} of {}", at + 1, pages.len())), ""))
            .collect();
        for sentence in document.sentences() {
            assert!(whole.contains(&seen(&sentence.text)), "{name} does not say “{}”:\n{whole}", sentence.text);
        }
    }
}

#[test]
fn a_document_without_a_title_is_refused_plainly() {
    let mut document = letter(&case("declined"));
    document.title = "\u{200B}".to_owned();
    assert_eq!(pdf(&document).unwrap_err().to_string(), "a PDF needs a title, and this document has none");
}
