//! Word and PDF documents: sound in themselves, the same every time, and saying what the document says. Word files are held to
//! `tests/sound/wordprocessing.txt`, PDFs to what those who have them read out need. With `HOME_ASSESSMENT_DOCUMENTS` set to
//! a folder, as `cargo xtask documents` sets it, the documents of every case are kept there.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::as_conversions,
    missing_docs
)]

mod given;
mod sound;

use given::Case;
use home_assessment::documents::{docx::docx, html::html, pdf::pdf, text::text};
use home_assessment::exchange::proposal::{Loaded, load};
use home_assessment::exchange::revision;
use home_assessment::response::{Block, Document, Sentence};
use home_assessment::text::is_invisible;
use home_assessment::{Context, Date, Kind, Letterhead, Profile, Revision, assess, built_in_profile, draft, outlook};
use serde_json::json;
use sound::word::unpacked;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

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
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("documents");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(format!("{name}.{ending}")), bytes).unwrap();
}

/// What is wrong with the Word file and the PDF of a document; both are kept in the folder, with the document as text, as a
/// page, and as the words of it in the order of reading.
fn faults(name: &str, document: &Document, folder: Option<&Path>) -> Vec<String> {
    let (word, paged) = (docx(document).unwrap(), pdf(document).unwrap());
    let in_word = unpacked(&word).map_or_else(|fault| vec![fault], |parts| sound::word::faults(&parts));
    let in_pdf = lopdf::Document::load_mem(&paged)
        .map_or_else(|error| vec![error.to_string()], |read| sound::pdf::faults(&read));
    if let Some(folder) = folder {
        let keep = |ending: &str, bytes: &[u8]| std::fs::write(folder.join(format!("{name}.{ending}")), bytes).unwrap();
        keep("docx", &word);
        keep("pdf", &paged);
        keep("txt", text(document).as_bytes());
        keep("html", html(document).as_bytes());
        keep("words", words(document).as_bytes());
    }
    let of = |kind: &'static str| move |fault: String| format!("{name}.{kind}: {fault}");
    in_word.into_iter().map(of("docx")).chain(in_pdf.into_iter().map(of("pdf"))).collect()
}

/// The words of a document in the order of reading: its marking on the first line, each text on one of its own.
fn words(document: &Document) -> String {
    let mut lines = vec![document.marking.clone().unwrap_or_default(), document.title.clone()];
    for block in &document.blocks {
        match block {
            Block::List { numbered, items } => {
                for (at, item) in items.iter().enumerate() {
                    let label = if *numbered { format!("{}. ", at + 1) } else { "• ".to_owned() };
                    lines.push(label + &item.iter().map(|one| one.text.as_str()).collect::<Vec<_>>().join(" "));
                }
            }
            other => lines.extend(other.sentences().into_iter().map(|sentence| sentence.text.clone())),
        }
    }
    lines.iter().map(|line| line.replace('\n', " ") + "\n").collect()
}

/// Every character that can be seen, without the spaces: line breaks and tabs fall where a format needs them.
fn seen(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c)).collect()
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
        let parts = unpacked(&bytes).unwrap();
        assert_eq!(sound::word::faults(&parts), [""; 0], "{name}");
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

/// Every document of every case, in the order in which they are done.
fn every_document(folder: Option<&Path>, wanted: &str) -> Vec<String> {
    let names: Vec<String> = given::names().into_iter().filter(|name| name.contains(wanted)).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found = Vec::new();
        while let Some(name) = names.get(next.fetch_add(1, Ordering::Relaxed)) {
            let case = Case::read(name, profile());
            let assessment = assess(&case.loaded.proposal, &case.profile, &case.context);
            let outlook = outlook(&case.loaded.form, &case.profile, &case.context);
            for (kind, word) in Kind::ALL {
                let document = kind.draft(&assessment, &outlook, &case.profile, &Revision::default());
                found.extend(faults(&format!("{name}.{word}"), &document, folder));
            }
        }
        found
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    })
}

#[test]
fn every_document_of_every_case_is_sound() {
    let folder = std::env::var_os("HOME_ASSESSMENT_DOCUMENTS").map(PathBuf::from);
    let wanted = std::env::var("HOME_ASSESSMENT_CASES").unwrap_or_default();
    let faults = every_document(folder.as_deref(), &wanted);
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// The document whose files are damaged below: it has every kind of block.
fn damaged() -> Document {
    let text = |text: &str| said(text);
    let mut document = letter(&case("burnley-four-therapeutic-seven-to-eighteen"));
    document.marking = Some("Draft".to_owned());
    document.blocks.extend([
        Block::List { numbered: true, items: vec![vec![text("One.")], vec![text("Two.")]] },
        Block::Pairs(vec![(text("Name"), text("Value"))]),
        Block::Table {
            caption: text("Fees"),
            columns: vec![text("Heading"), text("Amount")],
            rows: vec![vec![text("Care"), text("£3,100")]],
        },
    ]);
    document
}

/// Each damage to a Word file: the part, what stands there, what is put in its place, and what must be found.
const DAMAGE: &[[&str; 4]] = &[
    [
        "word/document.xml",
        "<w:cantSplit/><w:tblHeader/>",
        "<w:cantSplit/><w:header/>",
        "w:header may not stand here in w:trPr",
    ],
    [
        "word/document.xml",
        "<w:pPr><w:pStyle w:val=\"BodyText\"/></w:pPr><w:r>",
        "<w:r><w:pPr/>",
        "w:pPr may not stand here in w:r",
    ],
    ["word/document.xml", "<w:tblGrid>", "<w:tblGrid/><w:tblGrid>", "w:tblGrid may not stand here in w:tbl"],
    [
        "word/document.xml",
        "<w:pStyle w:val=\"ListNumber\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"2\"/></w:numPr>",
        "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"2\"/></w:numPr><w:pStyle w:val=\"ListNumber\"/>",
        "w:pStyle may not stand here in w:pPr",
    ],
    ["word/document.xml", "<w:numId w:val=\"2\"/>", "<w:numId w:val=\"22\"/>", "no w:num has that numId"],
    [
        "word/document.xml",
        "<w:pStyle w:val=\"Caption\"/>",
        "<w:pStyle w:val=\"Strong\"/>",
        "w:pStyle refers to “Strong”",
    ],
    ["word/document.xml", "w:type=\"fixed\"", "w:type=\"firm\"", "w:type of w:tblLayout may not be “firm”"],
    ["word/document.xml", "<w:gridCol w:w=", "<w:gridCol w:h=", "w:gridCol may not have w:h"],
    ["word/document.xml", "</w:tc></w:tr>", "</w:tc><w:tc><w:p/></w:tc></w:tr>", "row 1: cells of"],
    ["word/document.xml", "<w:tcPr><w:tcW ", "<w:tcPr/><w:tcPr><w:tcW ", "w:tcPr may not stand here in w:tc"],
    ["word/document.xml", "</w:tblGrid><w:tr>", "</w:tblGrid>Total<w:tr>", "w:tbl may not hold text"],
    ["word/document.xml", "r:id=\"rId5\"", "r:id=\"rId9\"", "refers to the relationship rId9, which is missing"],
    [
        "word/document.xml",
        "<w:p><w:pPr><w:pStyle w:val=\"Cell\"/></w:pPr></w:p><w:sectPr>",
        "<w:sectPr>",
        "no paragraph stands between it and the end",
    ],
    ["word/document.xml", "</w:document>", "", "word/document.xml: "],
    ["word/styles.xml", "w:styleId=\"Caption\"", "w:styleId=\"Title\"", "two w:style have the styleId “Title”"],
    [
        "word/styles.xml",
        "<w:keepNext/><w:keepLines/>",
        "<w:keepLines/><w:keepNext/>",
        "w:keepNext may not stand here in w:pPr",
    ],
    ["word/numbering.xml", "<w:abstractNumId w:val=\"0\"/>", "", "w:num lacks w:abstractNumId"],
    ["word/settings.xml", " w:percent=\"100\"", "", "w:zoom lacks w:percent"],
    [
        "word/_rels/document.xml.rels",
        "Target=\"styles.xml\"",
        "Target=\"style.xml\"",
        "leads to word/style.xml, which is missing",
    ],
    ["word/_rels/document.xml.rels", "Id=\"rId2\"", "Id=\"rId1\"", "two pr:Relationship have the Id “rId1”"],
    [
        "_rels/.rels",
        "relationships/metadata/core-properties",
        "relationships/metadata/core",
        "_rels/.rels: nothing is ",
    ],
    [
        "[Content_Types].xml",
        "PartName=\"/word/numbering.xml\"",
        "PartName=\"/word/lists.xml\"",
        "gives no type to word/numbering.xml",
    ],
    ["docProps/core.xml", "<dc:title>", "<dc:title/><dc:title>", "dc:title may not stand here in cp:coreProperties"],
];

#[test]
fn every_damage_to_a_word_file_is_found() {
    let whole = unpacked(&docx(&damaged()).unwrap()).unwrap();
    assert_eq!(sound::word::faults(&whole), [""; 0]);
    for [part, there, instead, found] in DAMAGE {
        let mut parts = whole.clone();
        let text = parts.get_mut(*part).unwrap();
        assert!(text.contains(there), "{part} has no {there}");
        *text = text.replacen(there, instead, 1);
        let faults = sound::word::faults(&parts);
        assert!(faults.iter().any(|fault| fault.contains(found)), "{there} → {instead} in {part}: {faults:#?}");
    }
    for part in whole.keys() {
        let mut parts = whole.clone();
        parts.remove(part);
        assert!(!sound::word::faults(&parts).is_empty(), "nobody misses {part}");
    }
    let mut parts = whole.clone();
    parts.insert("word/more.xml".to_owned(), whole["word/footer1.xml"].clone());
    let more = ["[Content_Types].xml: gives no type to word/more.xml", "word/more.xml: no relationship leads to it"];
    assert_eq!(sound::word::faults(&parts), more);
    assert!(unpacked(b"not a container").is_err());
}

/// Damages the first object for which `damage` says that it did, and says what is found then.
fn found_after(mut damage: impl FnMut(&mut lopdf::Object) -> bool) -> Vec<String> {
    let mut read = lopdf::Document::load_mem(&pdf(&damaged()).unwrap()).unwrap();
    assert_eq!(sound::pdf::faults(&read), [""; 0]);
    assert!(read.objects.values_mut().any(&mut damage), "there is nothing to damage");
    sound::pdf::faults(&read)
}

#[test]
fn every_damage_to_a_pdf_is_found() {
    use lopdf::{Dictionary, Object};
    fn dictionary(object: &mut Object) -> Option<&mut Dictionary> {
        object.as_dict_mut().ok()
    }
    /// Takes an entry out of the first object that is something.
    fn without(of: &'static str, is: &'static str, entry: &'static str) -> Vec<String> {
        found_after(move |object| {
            let kind = |object: &Dictionary| {
                object.get(of.as_bytes()).and_then(Object::as_name).is_ok_and(|kind| kind == is.as_bytes())
            };
            dictionary(object).is_some_and(|object| kind(object) && object.remove(entry.as_bytes()).is_some())
        })
    }
    /// Calls the first part of one kind another.
    fn called(kind: &'static str, other: &'static str) -> Vec<String> {
        found_after(move |object| {
            let here = dictionary(object)
                .filter(|part| part.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == kind.as_bytes()));
            here.map(|part| part.set("S", Object::Name(other.into()))).is_some()
        })
    }
    /// Writes other operators into the first page.
    fn drawn(there: &str, instead: &str) -> Vec<String> {
        found_after(|object| {
            let Ok(stream) = object.as_stream_mut() else { return false };
            let text =
                stream.get_plain_content().map(|bytes| bytes.iter().map(|byte| char::from(*byte)).collect::<String>());
            let Some(text) = text.ok().filter(|text| text.contains("BDC") && text.contains(there)) else {
                return false;
            };
            let changed = text.replacen(there, instead, 1);
            stream.set_plain_content(changed.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect());
            stream.dict.remove(b"Filter");
            true
        })
    }
    let damage: Vec<(Vec<String>, &str)> = vec![
        (without("Type", "Catalog", "Lang"), "the language is not said"),
        (without("Type", "Catalog", "MarkInfo"), "not marked as structured"),
        (without("Type", "Catalog", "ViewerPreferences"), "the title of a window"),
        (without("Type", "Catalog", "Metadata"), "the title is not said"),
        (without("Type", "Catalog", "StructTreeRoot"), "there is no structure"),
        (without("Type", "Catalog", "Outlines"), "the bookmarks [] are not the headings"),
        (without("Type", "Page", "Tabs"), "the order of reading"),
        (without("Type", "Font", "ToUnicode"), "its glyphs have no characters"),
        (without("Type", "FontDescriptor", "FontFile2"), "it is not embedded"),
        (without("S", "TH", "A"), "does not say that it is one"),
        (without("S", "H2", "K"), "has no place in the structure"),
        (called("H2", "H3"), "skips a level"),
        (called("H1", "P"), "one heading of the first level"),
        (called("L", "P"), "stands outside one"),
        (called("LI", "P"), "a list holds items"),
        (called("Lbl", "Span"), "an item has a label and a body"),
        (called("THead", "TBody"), "a table has a caption"),
        (called("TR", "P"), "it holds rows"),
        (called("TD", "P"), "a row holds cells"),
        (drawn("BDC", "BDC\nEMC\n/P BMC"), "that has no place in the structure"),
        (drawn("/MCID 0", "/MCID 9999"), "has no place in the structure"),
        (drawn("/MCID 1", "/MCID 0"), "is drawn twice"),
        (drawn("1 0 0 -1 70.87 ", "1 0 0 -1 7087 "), "a text begins beside the page"),
    ];
    for (found, wanted) in damage {
        assert!(found.iter().any(|fault| fault.contains(wanted)), "“{wanted}” is not found: {found:#?}");
    }
}

/// What a person may paste into an edit: it is refused with its place, or every document of the revised letter is sound
/// and says it.
#[test]
fn whatever_is_pasted_into_a_letter_its_documents_stay_sound() {
    let loaded = case("autism-in-a-small-home");
    let assessment = assess(&loaded.proposal, profile(), &context());
    let outlook = outlook(&loaded.form, profile(), &context());
    let was = "The application is for a small home with two places. It would be for children aged 10 to 17 with autism. Staff on duty would number three by day.";
    // What it is, what is pasted, and what the letter then says; nothing where it is refused.
    let pasted: &[(&str, &str, Option<&str>)] = &[
        (
            "mark-up",
            "<b>Bold</b> &amp; <script>alert(1)</script> ]]></w:t>",
            Some("<b>Bold</b> &amp; <script>alert(1)</script> ]]></w:t>"),
        ),
        ("control characters", "a\u{0}b\u{1}\u{b}c\u{1b}[31m\u{7f}d", Some("c[31md")),
        ("a table from Word", "Age\tChildren\r\n8 to 10\t2\u{7}\r\n\r\n11 to 17\t\t5", Some("11 to 17 5")),
        ("emoji", "🏠👩\u{200d}👩\u{200d}👧 kept", Some("kept")),
        ("right to left", "\u{202e}שלום\u{202c} مرحبا at the end", Some("at the end")),
        ("a lone accent and rare spaces", "e\u{301}\u{a0}\u{2003}\u{3000}x\u{feff}", Some("x")),
        ("what no character is", "x\u{ffff}\u{fffe}\u{10ffff}y", Some("xy")),
        ("nothing to see", "\u{200b} \t\u{ad}", None),
        ("a page without a space", &"x".repeat(20_000), Some("xxxx")),
        ("20,001 characters", &"x".repeat(20_001), None),
        ("10 MB", &"word ".repeat(2 * 1024 * 1024), None),
    ];
    for (what, text, says) in pasted {
        let edit = json!({ "part": "proposal", "paragraph": 1, "was": was, "do": "change", "text": text });
        let file =
            json!({ "schema": "home-assessment/revision@1", "edits": [edit], "signatory": { "name": "R. Example" } });
        let read = revision::load(file.to_string().as_bytes());
        let Some(says) = says else {
            let refused = read.expect_err(what);
            assert!(refused.iter().all(|fault| !fault.message.is_empty()), "{what}: {refused:?}");
            assert!(refused[0].place == "edits[0].text" || refused[0].message.contains("bytes"), "{what}: {refused:?}");
            continue;
        };
        let revision = read.unwrap_or_else(|faults| panic!("{what}: {faults:?}")).revision;
        for (kind, word) in Kind::ALL {
            let document = kind.draft(&assessment, &outlook, profile(), &revision);
            assert_eq!(faults(&format!("{what}.{word}"), &document, None), [""; 0]);
            if *kind == Kind::Letter {
                let parts = unpacked(&docx(&document).unwrap()).unwrap();
                let xml = roxmltree::Document::parse(&parts["word/document.xml"]).unwrap();
                let said: String =
                    xml.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect();
                assert!(seen(&said).contains(&seen(says)), "{what}: the Word file does not say “{says}”:\n{said}");
                assert!(html(&document).contains(&home_assessment::documents::html::escaped(says)), "{what}");
            }
        }
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
        assert_eq!(sound::pdf::faults(&read), [""; 0], "{name}");
    }
}

#[test]
fn a_pdf_says_every_sentence() {
    for (name, document) in documents().into_iter().filter(|(name, _)| name != "hostile") {
        let read = lopdf::Document::load_mem(&pdf(&document).unwrap()).unwrap();
        let pages: Vec<u32> = read.get_pages().into_keys().collect();
        let drawn = read.get_pages().into_values().map(|page| sound::pages::drawn(&read, page));
        let text: Vec<String> =
            drawn.map(|drawn| seen(&drawn.into_iter().map(|(_, text)| text).collect::<String>())).collect();
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
