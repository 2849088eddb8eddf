//! The letter as the page shows it: as it leaves, text by text for editing, and what to look at before it is published.

use super::node::Node;
use crate::assessment::Assessment;
use crate::difference::{Piece, differences};
use crate::documents::text;
use crate::profile::Profile;
use crate::response::revision::{Edit, Made, Place, Standing, editable, revise};
use crate::response::{Block, Flag, Letter, Letterhead, Revision, Sentence, draft, redaction};
use crate::text::in_one_line;
use borsh::{BorshDeserialize, BorshSerialize};
use std::rc::Rc;

/// A letter.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Drafted {
    /// Its title.
    pub title: String,
    /// Its blocks, as it leaves.
    pub sheet: Rc<[Node]>,
    /// The same as plain text.
    pub text: String,
    /// What the names of its files say it is about.
    pub about: String,
    /// The generated letter, text by text, with what was made of each.
    pub parts: Vec<Part>,
    /// The edits that no longer fit.
    pub superseded: Vec<Superseded>,
    /// What to look at before it is published.
    pub flags: Vec<Flag>,
}

/// A part of the letter to edit: its heading, and its texts.
#[derive(Clone, Debug, Default, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Part {
    /// The heading; none for the opening.
    pub heading: Option<String>,
    /// Its texts.
    pub rows: Vec<Row>,
}

/// A text of the generated letter, as it stands after editing.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Row {
    /// Where it stands.
    pub place: Place,
    /// The generated text.
    pub generated: Rc<str>,
    /// The edit of it.
    pub changed: Option<Changed>,
    /// What was added after it.
    pub added: Vec<(usize, String)>,
}

/// An edit of a generated text.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Changed {
    /// Its position among the edits.
    pub at: usize,
    /// The text that stands there now; nothing where it was taken out.
    pub text: String,
    /// What is gone of the generated text, and what is new.
    pub pieces: Vec<Piece>,
}

/// An edit that no longer fits.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Superseded {
    /// Its position.
    pub at: usize,
    /// The generated text it was made against.
    pub was: String,
    /// What it would have said; nothing where it took the text out.
    pub text: Option<String>,
    /// What is generated there now, if anything is.
    pub now: Option<String>,
}

impl Drafted {
    /// The letter of an assessment, with what a person made of it.
    pub fn of(assessment: &Assessment, profile: &Profile, revision: &Revision) -> Drafted {
        let confirmed = revision.confirmed(assessment);
        let head = Letterhead { date: assessment.context.as_at, signatory: revision.signatory.clone() };
        let generated = draft(&confirmed, profile, &head);
        let revised = revise(generated.clone(), revision);
        let edits = || revision.edits.iter().zip(&revised.standing).enumerate();
        Drafted {
            sheet: revised.letter.blocks.iter().map(block).collect(),
            text: text::text(&revised.letter),
            about: about(assessment, profile),
            parts: parts(&generated, edits),
            superseded: edits().filter_map(|(at, (edit, standing))| superseded(at, edit, standing)).collect(),
            flags: redaction(&revised.letter, &confirmed, profile),
            title: revised.letter.title,
        }
    }
}

/// A block below the heading of the section and the title of the letter.
fn block(block: &Block) -> Node {
    let line = |sentence: &Sentence| text::one_line(&sentence.text);
    let row = |cells: &[Sentence], name: &str| {
        let cells = cells.iter().enumerate().map(|(at, cell)| match (name, at) {
            ("th", _) => Node::saying("th", line(cell)).with("scope", "col"),
            (_, 0) => Node::saying("th", line(cell)).with("scope", "row"),
            _ => Node::saying("td", line(cell)),
        });
        Node::of("tr", cells)
    };
    match block {
        Block::Heading(heading) => Node::saying("h4", &heading.text),
        Block::Paragraph(sentences) => Node::saying("p", text::run(sentences)),
        Block::Lines(lines) => {
            Node::of("p", lines.iter().map(|each| Node::saying("span", line(each)))).with("class", "lines")
        }
        Block::List { numbered, items } => {
            let items = items.iter().map(|item| Node::saying("li", text::run(item)));
            Node::of(if *numbered { "ol" } else { "ul" }, items)
        }
        Block::Pairs(pairs) => {
            let pair = |(name, value): &(Sentence, Sentence)| {
                Node::of("div", [Node::saying("dt", line(name)), Node::saying("dd", line(value))])
            };
            Node::of("dl", pairs.iter().map(pair))
        }
        Block::Table { caption, columns, rows } => {
            let body = Node::of("tbody", rows.iter().map(|cells| row(cells, "td")));
            Node::of("table", [Node::saying("caption", line(caption)), Node::of("thead", [row(columns, "th")]), body])
        }
    }
}

/// The reference of the application, or the planning authority where there is none.
fn about(assessment: &Assessment, profile: &Profile) -> String {
    let application = &assessment.proposal.application;
    let authority = application.authority.as_ref().map(|code| {
        profile.authority(code.as_str()).map_or_else(|| code.as_str().to_owned(), |known| known.name.clone())
    });
    application.reference.clone().or(authority).unwrap_or_default()
}

/// The generated letter, text by text, with what was made of each.
fn parts<'e, E>(generated: &Letter, edits: impl Fn() -> E) -> Vec<Part>
where
    E: Iterator<Item = (usize, (&'e Edit, &'e Standing))>,
{
    let mut texts = editable(generated).into_iter();
    let mut parts = vec![Part::default()];
    for block in &generated.blocks {
        let count = match block {
            Block::Heading(heading) => {
                parts.push(Part { heading: Some(heading.text.clone()), rows: Vec::new() });
                continue;
            }
            Block::Paragraph(_) => 1,
            Block::Lines(lines) => lines.len(),
            Block::List { items, .. } => items.len(),
            Block::Pairs(_) | Block::Table { .. } => 0,
        };
        let rows = texts.by_ref().take(count).map(|(place, text)| row(place, text, edits()));
        if let Some(part) = parts.last_mut() {
            part.rows.extend(rows);
        }
    }
    parts
}

fn row<'e>(place: Place, generated: String, edits: impl Iterator<Item = (usize, (&'e Edit, &'e Standing))>) -> Row {
    let here = edits.filter(|(_, (edit, standing))| match standing {
        Standing::Applied => *edit.place() == place,
        Standing::Moved(moved) => *moved == place,
        Standing::Superseded { .. } => false,
    });
    let (mut changed, mut added) = (None, Vec::new());
    let change = |at, text: &str| {
        Some(Changed { at, text: text.to_owned(), pieces: differences(&generated, &in_one_line(text)) })
    };
    for (at, (edit, _)) in here {
        match edit.made() {
            Made::Changed(text) => changed = change(at, text),
            Made::Removed => changed = change(at, ""),
            Made::Added(text) => added.push((at, text.clone())),
        }
    }
    Row { place, generated: generated.into(), changed, added }
}

fn superseded(at: usize, edit: &Edit, standing: &Standing) -> Option<Superseded> {
    let Standing::Superseded { now } = standing else { return None };
    let text = match edit.made() {
        Made::Changed(text) | Made::Added(text) => Some(text.clone()),
        Made::Removed => None,
    };
    Some(Superseded { at, was: edit.was().to_owned(), text, now: now.clone() })
}
