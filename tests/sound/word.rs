//! Whether a Word file is sound: every part by `wordprocessing.txt`, and the package that holds them.

use roxmltree::Node;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::sync::OnceLock;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPED: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATED: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// The parts of a .docx file by name; a name that stands twice is refused.
pub fn unpacked(bytes: &[u8]) -> Result<BTreeMap<String, String>, String> {
    // A reader of containers may hide the first of two parts with one name, so their count is taken from the end's record.
    let end = bytes.windows(4).rposition(|four| four == b"PK\x05\x06").ok_or("the file is no container")?;
    let count = usize::from(u16::from_le_bytes([bytes[end + 10], bytes[end + 11]]));
    let mut container = zip::ZipArchive::new(std::io::Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut parts = BTreeMap::new();
    for at in 0..container.len() {
        let mut part = container.by_index(at).map_err(|error| error.to_string())?;
        let mut text = String::new();
        part.read_to_string(&mut text).map_err(|error| format!("{}: {error}", part.name()))?;
        parts.insert(part.name().to_owned(), text);
    }
    if parts.len() == count { Ok(parts) } else { Err("two parts have the same name".to_owned()) }
}

/// Everything that is wrong with a package, each with its part; nothing where it is sound.
pub fn faults(parts: &BTreeMap<String, String>) -> Vec<String> {
    static RULES: OnceLock<Rules> = OnceLock::new();
    let rules = RULES.get_or_init(|| Rules::read(include_str!("wordprocessing.txt")));
    let mut faults = Vec::new();
    let mut read = BTreeMap::new();
    for (name, text) in parts {
        match roxmltree::Document::parse(text) {
            Ok(xml) => {
                read.insert(name.as_str(), xml);
            }
            Err(error) => faults.push(format!("{name}: {error}")),
        }
    }
    for (name, xml) in &read {
        let root = xml.root_element();
        match rules.roots.get(&rules.name(root)) {
            Some(kind) => rules.element(root, kind, &mut |fault| faults.push(format!("{name}: {fault}"))),
            None => faults.push(format!("{name}: begins with {}, which no part does", rules.name(root))),
        }
    }
    rules.values_across(&read, &mut faults);
    package(&read, &mut faults);
    for xml in read.values() {
        tables(xml, &mut faults);
    }
    faults
}

type Parts<'a> = BTreeMap<&'a str, roxmltree::Document<'a>>;

/// Content types and relationships: every part has a type and is led to, and nothing leads nowhere.
fn package(read: &Parts<'_>, faults: &mut Vec<String>) {
    const TYPES: &str = "[Content_Types].xml";
    let attribute = |node: Node<'_, '_>, name: &str| node.attribute(name).unwrap_or_default().to_owned();
    let Some(types) = read.get(TYPES) else { return faults.push(format!("{TYPES}: is missing")) };
    let of = |tag: &str, name: &str| -> BTreeSet<String> {
        let nodes = types.descendants().filter(|node| node.has_tag_name((TYPED, tag)));
        nodes.map(|node| attribute(node, name)).collect()
    };
    let (typed, endings) = (of("Override", "PartName"), of("Default", "Extension"));
    for part in typed.iter().filter(|part| !read.contains_key(part.trim_start_matches('/'))) {
        faults.push(format!("{TYPES}: gives a type to {part}, which is missing"));
    }
    let mut led_to = BTreeSet::from([TYPES.to_owned()]);
    let mut kinds = BTreeSet::new();
    for (name, xml) in read.iter().filter(|(name, _)| name.ends_with(".rels")) {
        // `word/_rels/document.xml.rels` is about `word/document.xml`, and `_rels/.rels` about the package.
        let (folder, file) = name.split_once("_rels/").unwrap_or_default();
        let about = format!("{folder}{}", file.trim_end_matches(".rels"));
        if !about.is_empty() && !read.contains_key(about.as_str()) {
            faults.push(format!("{name}: is about {about}, which is missing"));
        }
        led_to.insert((*name).to_owned());
        let mut ids = BTreeSet::new();
        for relation in xml.descendants().filter(|node| node.has_tag_name((RELATED, "Relationship"))) {
            let target = format!("{folder}{}", attribute(relation, "Target"));
            if !read.contains_key(target.as_str()) {
                faults.push(format!("{name}: leads to {target}, which is missing"));
            }
            kinds.insert((about.clone(), attribute(relation, "Type")));
            led_to.insert(target);
            ids.insert(attribute(relation, "Id"));
        }
        if let Some(xml) = read.get(about.as_str()) {
            let used = xml.descendants().flat_map(|node| node.attributes());
            for id in used.filter(|attribute| attribute.namespace() == Some(OFFICE)) {
                if !ids.contains(id.value()) {
                    faults.push(format!("{about}: refers to the relationship {}, which is missing", id.value()));
                }
            }
        }
    }
    for name in read.keys().filter(|name| **name != TYPES) {
        let ending = name.rsplit('.').next().unwrap_or_default();
        if !name.ends_with(".rels") && !typed.contains(&format!("/{name}")) || !endings.contains(ending) {
            faults.push(format!("{TYPES}: gives no type to {name}"));
        }
        if !led_to.contains(*name) {
            faults.push(format!("{name}: no relationship leads to it"));
        }
    }
    let office = format!("{}/officeDocument", OFFICE);
    let about = format!("{RELATED}/metadata/core-properties");
    for kind in [office, about] {
        if !kinds.contains(&(String::new(), kind.clone())) {
            faults.push(format!("_rels/.rels: nothing is {kind}"));
        }
    }
}

/// What no schema says: each row has a cell for each column of its grid, as wide, and a paragraph ends what holds a table.
fn tables(xml: &roxmltree::Document<'_>, faults: &mut Vec<String>) {
    let width = |node: Node<'_, '_>| node.attribute((W, "w")).unwrap_or_default().to_owned();
    for (at, table) in xml.descendants().filter(|node| node.has_tag_name((W, "tbl"))).enumerate() {
        let grid: Vec<String> =
            table.descendants().filter(|node| node.has_tag_name((W, "gridCol"))).map(width).collect();
        for (row, node) in table.children().filter(|node| node.has_tag_name((W, "tr"))).enumerate() {
            let cells = node.children().filter(|node| node.has_tag_name((W, "tc")));
            let cells: Vec<String> = cells
                .map(|cell| cell.descendants().find(|node| node.has_tag_name((W, "tcW"))).map_or(String::new(), width))
                .collect();
            if cells != grid {
                faults.push(format!("table {}, row {}: cells of {cells:?} in columns of {grid:?}", at + 1, row + 1));
            }
        }
        if table.next_sibling_element().is_none_or(|next| next.has_tag_name((W, "sectPr"))) {
            faults.push(format!("table {}: no paragraph stands between it and the end", at + 1));
        }
    }
}

/// One line of a type's content: elements that may stand here with their types, and how often.
struct Particle {
    any_of: BTreeMap<String, String>,
    least: usize,
    most: usize,
}

#[derive(Default)]
struct Type {
    /// Each attribute with the name of its values, and whether it may be absent.
    attributes: BTreeMap<String, (String, bool)>,
    content: Vec<Particle>,
    text: bool,
}

/// `wordprocessing.txt`, read.
#[derive(Default)]
struct Rules {
    prefixes: BTreeMap<String, String>,
    roots: BTreeMap<String, String>,
    unique: Vec<(String, String)>,
    refer: Vec<Vec<String>>,
    values: BTreeMap<String, Vec<String>>,
    types: BTreeMap<String, Type>,
}

impl Rules {
    fn read(text: &str) -> Rules {
        let mut rules = Rules::default();
        let (mut prefix, mut at) = (String::new(), String::new());
        let mut qualified = BTreeSet::new();
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            let words: Vec<&str> = line.split_whitespace().collect();
            let with = |prefix: &str, name: &str| {
                if name.contains(':') { name.to_owned() } else { format!("{prefix}:{name}") }
            };
            if line.starts_with("  ") {
                let kind = rules.types.get_mut(&at).unwrap_or_else(|| panic!("before any type: {line}"));
                match words.as_slice() {
                    ["text"] => kind.text = true,
                    [attribute, values, rest @ ..] if attribute.starts_with('@') => {
                        let name = attribute.trim_start_matches('@');
                        let name = if qualified.contains(&prefix) { with(&prefix, name) } else { name.to_owned() };
                        kind.attributes.insert(name, ((*values).to_owned(), rest == ["?"]));
                    }
                    [elements @ .., count] => {
                        let pairs = elements.split(|word| *word == "or");
                        let any_of = pairs.map(|pair| (with(&prefix, pair[0]), pair[1].to_owned())).collect();
                        let (least, most) = match *count {
                            "1" => (1, 1),
                            "?" => (0, 1),
                            "*" => (0, usize::MAX),
                            "+" => (1, usize::MAX),
                            _ => panic!("how often? {line}"),
                        };
                        kind.content.push(Particle { any_of, least, most });
                    }
                    [] => {}
                }
                continue;
            }
            match words.as_slice() {
                ["namespace", name, uri, rest @ ..] => {
                    rules.prefixes.insert((*uri).to_owned(), (*name).to_owned());
                    if rest == ["qualified"] {
                        qualified.insert((*name).to_owned());
                    }
                }
                ["root", name, kind] => drop(rules.roots.insert((*name).to_owned(), (*kind).to_owned())),
                ["unique", name, attribute] => rules.unique.push(((*name).to_owned(), attribute[1..].to_owned())),
                ["refer", rest @ ..] => {
                    rules.refer.push(rest.iter().map(|word| word.trim_start_matches('@').to_owned()).collect());
                }
                ["values", name, ..] => {
                    let (_, values) = line.split_once(": ").unwrap();
                    let values = values.replace("<hex ", "<hex-");
                    let values = values.split_whitespace().map(str::to_owned).collect();
                    rules.values.insert(name.trim_end_matches(':').to_owned(), values);
                }
                ["in", name] => prefix = (*name).to_owned(),
                ["type", name] => {
                    at = (*name).to_owned();
                    rules.types.insert(at.clone(), Type::default());
                }
                _ => panic!("wordprocessing.txt has a line that says nothing: {line}"),
            }
        }
        rules
    }

    /// The name of an element with the prefix that the rules give its namespace.
    fn name(&self, node: Node<'_, '_>) -> String {
        self.full(node.tag_name().namespace(), node.tag_name().name())
    }

    fn full(&self, namespace: Option<&str>, name: &str) -> String {
        match namespace {
            Some(uri) => format!("{}:{name}", self.prefixes.get(uri).map_or("?", String::as_str)),
            None => name.to_owned(),
        }
    }

    fn element(&self, node: Node<'_, '_>, kind: &str, fault: &mut dyn FnMut(String)) {
        let name = self.name(node);
        let Some(rules) = self.types.get(kind) else { panic!("wordprocessing.txt has no type {kind}") };
        let mut there = BTreeSet::new();
        for attribute in node.attributes() {
            let at = self.full(attribute.namespace(), attribute.name());
            match rules.attributes.get(&at) {
                None => fault(format!("{name} may not have {at}")),
                Some((values, _)) if !self.is_value(attribute.value(), values) => {
                    fault(format!("{at} of {name} may not be “{}”", attribute.value()));
                }
                Some(_) => {}
            }
            there.insert(at);
        }
        for (at, _) in rules.attributes.iter().filter(|(at, (_, optional))| !optional && !there.contains(*at)) {
            fault(format!("{name} lacks {at}"));
        }
        if !rules.text && node.children().any(|child| child.is_text()) {
            fault(format!("{name} may not hold text"));
        }
        let (mut step, mut count) = (0, 0);
        for child in node.children().filter(Node::is_element) {
            let at = self.name(child);
            let fits = (step..rules.content.len()).find(|next| {
                let particle = &rules.content[*next];
                particle.any_of.contains_key(&at) && (*next != step || count < particle.most)
            });
            let Some(next) = fits else {
                fault(format!("{at} may not stand here in {name}"));
                continue;
            };
            if next != step {
                self.lacking(&name, &rules.content[step..next], count, fault);
                (step, count) = (next, 0);
            }
            count += 1;
            self.element(child, &rules.content[step].any_of[&at], fault);
        }
        self.lacking(&name, rules.content.get(step..).unwrap_or_default(), count, fault);
    }

    /// Names what had to stand in the particles that are passed, of whose first there are `count`.
    fn lacking(&self, name: &str, passed: &[Particle], count: usize, fault: &mut dyn FnMut(String)) {
        for (at, particle) in passed.iter().enumerate() {
            if (if at == 0 { count } else { 0 }) < particle.least {
                let wanted: Vec<&str> = particle.any_of.keys().map(String::as_str).collect();
                fault(format!("{name} lacks {}", wanted.join(" or ")));
            }
        }
    }

    fn is_value(&self, value: &str, values: &str) -> bool {
        let Some(allowed) = self.values.get(values) else { panic!("wordprocessing.txt has no values {values}") };
        allowed.iter().any(|one| match one.as_str() {
            "<text>" => true,
            "<integer>" => value.parse::<i64>().is_ok(),
            "<unsigned>" => value.parse::<u64>().is_ok(),
            one => match one.strip_prefix("<hex-") {
                Some(length) => {
                    value.len() == length.trim_end_matches('>').parse::<usize>().unwrap()
                        && value.bytes().all(|byte| byte.is_ascii_hexdigit())
                }
                None => one == value,
            },
        })
    }

    /// What is to be the only one of its kind in its part, and what refers to something in any part.
    fn values_across(&self, read: &Parts<'_>, faults: &mut Vec<String>) {
        let attribute = |node: Node<'_, '_>, name: &str| {
            let own = node.attributes().find(|attribute| attribute.name() == name);
            own.map(|attribute| attribute.value().to_owned())
        };
        for (element, name) in &self.unique {
            for (part, xml) in read {
                let mut seen = BTreeSet::new();
                for node in xml.descendants().filter(|node| node.is_element() && self.name(*node) == *element) {
                    let value = attribute(node, name).unwrap_or_default();
                    if !seen.insert(value.clone()) {
                        faults.push(format!("{part}: two {element} have the {name} “{value}”"));
                    }
                }
            }
        }
        for words in &self.refer {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let [from, at, "to", to, key, condition @ ..] = words.as_slice() else { panic!("refer {words:?}") };
            let nodes = || read.values().flat_map(|xml| xml.descendants()).filter(Node::is_element);
            let there: BTreeSet<String> = nodes()
                .filter(|node| self.name(*node) == *to)
                .filter(|node| match condition {
                    ["where", name, "is", value] => attribute(*node, name).as_deref() == Some(*value),
                    _ => true,
                })
                .filter_map(|node| attribute(node, key))
                .collect();
            for node in nodes().filter(|node| self.name(*node) == *from) {
                let value = attribute(node, at).unwrap_or_default();
                if !there.contains(&value) {
                    faults.push(format!("{from} refers to “{value}”, and no {to} has that {key}"));
                }
            }
        }
    }
}
