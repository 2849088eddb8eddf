//! Whether a PDF can be read out: everything drawn has its place in a structure that makes sense, and says what it is.

use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that is wrong; nothing where the file is sound.
pub fn faults(pdf: &Document) -> Vec<String> {
    let mut faults = Vec::new();
    about(pdf, &mut faults);
    fonts(pdf, &mut faults);
    let tree = Tree::read(pdf, &mut faults);
    drawn(pdf, &tree, &mut faults);
    if let Some(root) = &tree.root {
        parts(root, &mut faults);
        headings(pdf, root, &mut faults);
    }
    faults
}

/// The language, the title, the claim to be accessible, and that a reader follows the structure from page to page.
fn about(pdf: &Document, faults: &mut Vec<String>) {
    let mut hold = |holds: bool, fault: &str| {
        if !holds {
            faults.push(fault.to_owned());
        }
    };
    let Ok(catalog) = pdf.catalog() else { return hold(false, "there is no catalog") };
    let flag = |of: &str, name: &str| {
        entry(pdf, catalog, of).and_then(|of| of.as_dict().ok()?.get(name.as_bytes()).ok()?.as_bool().ok())
    };
    let language = catalog.get(b"Lang").and_then(Object::as_str).unwrap_or_default();
    hold(language == b"en-GB", "the language is not said");
    hold(flag("MarkInfo", "Marked") == Some(true), "it is not marked as structured");
    hold(flag("ViewerPreferences", "DisplayDocTitle") == Some(true), "the title of a window is not the document’s");
    let metadata = entry(pdf, catalog, "Metadata").and_then(|stream| stream.as_stream().ok()?.get_plain_content().ok());
    let metadata = String::from_utf8_lossy(&metadata.unwrap_or_default()).into_owned();
    hold(metadata.contains("<dc:title>"), "the title is not said");
    hold(metadata.contains("<pdfuaid:part>1</pdfuaid:part>"), "it is not said to be PDF/UA-1");
    for (number, page) in pdf.get_pages() {
        let tabs = pdf.get_dictionary(page).and_then(|page| page.get(b"Tabs")).and_then(Object::as_name);
        hold(
            tabs.is_ok_and(|tabs| tabs == b"S"),
            &format!("page {number}: the order of reading is not the structure’s"),
        );
    }
}

/// Every font is in the file and says which characters its glyphs are.
fn fonts(pdf: &Document, faults: &mut Vec<String>) {
    for (number, page) in pdf.get_pages() {
        for (name, font) in pdf.get_page_fonts(page).unwrap_or_default() {
            let name = format!("page {number}, font {}", String::from_utf8_lossy(&name));
            if entry(pdf, font, "ToUnicode").is_none_or(|map| map.as_stream().is_err()) {
                faults.push(format!("{name}: its glyphs have no characters"));
            }
            let inner = entry(pdf, font, "DescendantFonts").and_then(|fonts| fonts.as_array().ok()?.first());
            let inner = inner.and_then(|font| pdf.dereference(font).ok()?.1.as_dict().ok()).unwrap_or(font);
            let file =
                entry(pdf, inner, "FontDescriptor").and_then(|about| about.as_dict().ok()).is_some_and(|about| {
                    ["FontFile", "FontFile2", "FontFile3"].iter().any(|file| entry(pdf, about, file).is_some())
                });
            if !file {
                faults.push(format!("{name}: it is not embedded"));
            }
        }
    }
}

fn entry<'a>(pdf: &'a Document, of: &'a Dictionary, name: &str) -> Option<&'a Object> {
    of.get(name.as_bytes()).ok().and_then(|object| pdf.dereference(object).ok()).map(|(_, object)| object)
}

/// A part of the structure.
struct Part {
    kind: String,
    title: String,
    /// What cells its heading is for, where it is one.
    scope: String,
    children: Vec<Part>,
    /// The pieces of pages that it holds itself.
    pieces: usize,
}

impl Part {
    fn all(&self) -> Vec<&Part> {
        std::iter::once(self).chain(self.children.iter().flat_map(Part::all)).collect()
    }

    fn kinds(&self) -> Vec<&str> {
        self.children.iter().map(|child| child.kind.as_str()).collect()
    }
}

/// The structure, and which piece of which page belongs to it.
struct Tree {
    root: Option<Part>,
    pieces: BTreeMap<(ObjectId, i64), usize>,
}

impl Tree {
    fn read(pdf: &Document, faults: &mut Vec<String>) -> Tree {
        let mut tree = Tree { root: None, pieces: BTreeMap::new() };
        let root = pdf.catalog().ok().and_then(|catalog| entry(pdf, catalog, "StructTreeRoot")?.as_dict().ok());
        match root {
            Some(root) => tree.root = Some(tree.part(pdf, root, None)),
            None => faults.push("there is no structure".to_owned()),
        }
        tree
    }

    fn part(&mut self, pdf: &Document, of: &Dictionary, page: Option<ObjectId>) -> Part {
        let name = |name: &str| {
            let value = entry(pdf, of, name).and_then(|value| value.as_name().ok()).unwrap_or_default();
            String::from_utf8_lossy(value).into_owned()
        };
        let title = entry(pdf, of, "T").and_then(|title| lopdf::decode_text_string(title).ok()).unwrap_or_default();
        let attributes: Vec<&Object> = match entry(pdf, of, "A") {
            Some(Object::Array(all)) => all.iter().filter_map(|one| Some(pdf.dereference(one).ok()?.1)).collect(),
            other => other.into_iter().collect(),
        };
        let scope = attributes.iter().find_map(|one| one.as_dict().ok()?.get(b"Scope").ok()?.as_name().ok());
        let scope = String::from_utf8_lossy(scope.unwrap_or_default()).into_owned();
        let page = of.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        let mut part = Part { kind: name("S"), title, scope, children: Vec::new(), pieces: 0 };
        let children: Vec<&Object> = match entry(pdf, of, "K") {
            Some(Object::Array(all)) => all.iter().filter_map(|one| Some(pdf.dereference(one).ok()?.1)).collect(),
            other => other.into_iter().collect(),
        };
        for child in children {
            let piece = match child {
                Object::Integer(number) => Some((page, *number)),
                Object::Dictionary(inner) => inner
                    .get(b"MCID")
                    .and_then(Object::as_i64)
                    .ok()
                    .map(|number| (inner.get(b"Pg").and_then(Object::as_reference).ok().or(page), number)),
                _ => None,
            };
            match (piece, child) {
                (Some((Some(page), number)), _) => {
                    *self.pieces.entry((page, number)).or_default() += 1;
                    part.pieces += 1;
                }
                (None, Object::Dictionary(inner)) => part.children.push(self.part(pdf, inner, page)),
                _ => {}
            }
        }
        part
    }
}

/// The width and height of a page, in points.
const A4: (f32, f32) = (595.28, 841.89);

/// Everything a page draws is a piece of the structure, once, or set aside as an artifact, and every text begins on the page.
fn drawn(pdf: &Document, tree: &Tree, faults: &mut Vec<String>) {
    let mut pieces = BTreeSet::new();
    for (number, page) in pdf.get_pages() {
        let content = pdf.get_page_content(page).ok().and_then(|bytes| lopdf::content::Content::decode(&bytes).ok());
        let Some(content) = content else {
            faults.push(format!("page {number}: cannot be read"));
            continue;
        };
        // What is open, from outside to inside: whether what stands in it has a place.
        let mut open: Vec<bool> = Vec::new();
        for operation in &content.operations {
            match operation.operator.as_str() {
                "BMC" | "BDC" => {
                    let artifact = operation.operands.first().and_then(|tag| tag.as_name().ok()) == Some(b"Artifact");
                    let piece = operation
                        .operands
                        .get(1)
                        .and_then(|about| about.as_dict().ok()?.get(b"MCID").ok()?.as_i64().ok());
                    if let Some(piece) = piece {
                        match tree.pieces.get(&(page, piece)) {
                            Some(1) => {}
                            Some(_) => faults
                                .push(format!("page {number}, piece {piece}: has several places in the structure")),
                            None => faults.push(format!("page {number}, piece {piece}: has no place in the structure")),
                        }
                        if !pieces.insert((page, piece)) {
                            faults.push(format!("page {number}, piece {piece}: is drawn twice"));
                        }
                    }
                    open.push(artifact || piece.is_some());
                }
                "EMC" => drop(open.pop()),
                "Tm" => {
                    let numbers: Vec<f32> = operation.operands.iter().filter_map(|one| one.as_float().ok()).collect();
                    if !matches!(numbers[..], [.., x, y] if (0.0..A4.0).contains(&x) && (0.0..A4.1).contains(&y)) {
                        faults.push(format!("page {number}: a text begins beside the page, at {numbers:?}"));
                    }
                }
                "Tj" | "TJ" | "'" | "\"" | "S" | "s" | "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" | "Do" | "sh"
                | "BI"
                    if !open.contains(&true) =>
                {
                    faults.push(format!("page {number}: something is drawn that has no place in the structure"));
                }
                _ => {}
            }
        }
    }
    for (_, piece) in tree.pieces.keys().filter(|piece| !pieces.contains(*piece)) {
        faults.push(format!("the structure holds piece {piece} of a page, which is not drawn"));
    }
}

/// Lists and tables are made of what they must be made of.
fn parts(root: &Part, faults: &mut Vec<String>) {
    const INNER: [&str; 10] = ["LI", "Lbl", "LBody", "Caption", "THead", "TBody", "TR", "TH", "TD", "TFoot"];
    for part in root.all() {
        let kinds = part.kinds();
        let mut hold = |holds: bool, fault: &str| {
            if !holds {
                faults.push(format!("{}: {fault}, and it holds {kinds:?}", part.kind));
            }
        };
        let every = |of: &[&str]| kinds.iter().all(|kind| of.contains(kind));
        match part.kind.as_str() {
            "L" => hold(!kinds.is_empty() && every(&["LI"]), "a list holds items"),
            "LI" => hold(kinds == ["Lbl", "LBody"] || kinds == ["LBody"], "an item has a label and a body"),
            "Table" => hold(
                matches!(
                    kinds.as_slice(),
                    ["Caption", "THead", "TBody"] | ["THead", "TBody"] | ["Caption", "THead"] | ["THead"]
                ),
                "a table has a caption, column names and rows",
            ),
            "THead" | "TBody" => hold(!kinds.is_empty() && every(&["TR"]), "it holds rows"),
            "TR" => hold(!kinds.is_empty() && every(&["TH", "TD"]), "a row holds cells"),
            _ => hold(!kinds.iter().any(|kind| INNER.contains(kind)), "a part of a list or table stands outside one"),
        }
        if part.children.is_empty() {
            hold(part.pieces > 0, "it holds nothing");
        }
        if part.kind == "Table" {
            let rows: Vec<&Part> = part.all().into_iter().filter(|part| part.kind == "TR").collect();
            let widths: BTreeSet<usize> = rows.iter().map(|row| row.children.len()).collect();
            hold(widths.len() <= 1, &format!("its rows have {widths:?} cells"));
            let scopes = |row: &Part, scope: &str| {
                row.children.iter().filter(|cell| cell.kind == "TH" && cell.scope == scope).count()
            };
            let names = part.children.iter().filter(|child| child.kind == "THead").flat_map(|head| &head.children);
            let mut names = names.peekable();
            hold(names.peek().is_some(), "its columns have no names");
            for row in names {
                hold(scopes(row, "Column") == row.children.len(), "a column’s name does not say that it is one");
            }
            for row in part.children.iter().filter(|child| child.kind == "TBody").flat_map(|body| &body.children) {
                hold(
                    scopes(row, "Row") == 1 && row.children.first().is_some_and(|cell| cell.kind == "TH"),
                    "a row has no name",
                );
            }
        }
    }
}

/// There is one heading of the first level, none skips a level, and each is a bookmark.
fn headings(pdf: &Document, root: &Part, faults: &mut Vec<String>) {
    let headings: Vec<(u32, String)> = root
        .all()
        .into_iter()
        .filter_map(|part| Some((part.kind.strip_prefix('H')?.parse().ok()?, part.title.clone())))
        .collect();
    if headings.iter().filter(|(level, _)| *level == 1).count() != 1
        || headings.first().is_none_or(|first| first.0 != 1)
    {
        faults.push("there is not one heading of the first level, before all others".to_owned());
    }
    for pair in headings.windows(2).filter(|pair| pair[1].0 > pair[0].0 + 1) {
        faults.push(format!("“{}” skips a level of headings", pair[1].1));
    }
    let titles: Vec<&String> = headings.iter().map(|(_, title)| title).collect();
    let outline = pdf.catalog().ok().and_then(|catalog| entry(pdf, catalog, "Outlines")?.as_dict().ok());
    let mut bookmarks = Vec::new();
    if let Some(outline) = outline {
        bookmarked(pdf, outline, &mut bookmarks);
    }
    if !bookmarks.iter().eq(titles.iter().copied()) {
        faults.push(format!("the bookmarks {bookmarks:?} are not the headings {titles:?}"));
    }
}

fn bookmarked(pdf: &Document, of: &Dictionary, titles: &mut Vec<String>) {
    let mut next = entry(pdf, of, "First").and_then(|first| first.as_dict().ok());
    while let Some(node) = next {
        titles.push(
            entry(pdf, node, "Title").and_then(|title| lopdf::decode_text_string(title).ok()).unwrap_or_default(),
        );
        bookmarked(pdf, node, titles);
        next = entry(pdf, node, "Next").and_then(|node| node.as_dict().ok());
    }
}
