//! The structure of a document for those who have it read out: which line belongs to which part.

use krilla::tagging::{Identifier, Node, TagGroup, TagKind, TagTree};

#[derive(Clone)]
struct Part {
    kind: TagKind,
    parent: Option<usize>,
    lines: Vec<Identifier>,
}

/// The parts of a document, each after the one it is in.
#[derive(Default)]
pub struct Tags(Vec<Part>);

impl Tags {
    /// A part of the document itself.
    pub fn root(&mut self, kind: impl Into<TagKind>) -> usize {
        self.add(kind.into(), None)
    }

    /// A part of another part.
    pub fn child(&mut self, parent: usize, kind: impl Into<TagKind>) -> usize {
        self.add(kind.into(), Some(parent))
    }

    fn add(&mut self, kind: TagKind, parent: Option<usize>) -> usize {
        self.0.push(Part { kind, parent, lines: Vec::new() });
        self.0.len() - 1
    }

    /// Gives a line to its part.
    pub fn line(&mut self, part: usize, line: Identifier) {
        if let Some(part) = self.0.get_mut(part) {
            part.lines.push(line);
        }
    }

    /// The parts as a tree, `first` before all; a part without a line is left out.
    pub fn tree(self, first: Option<TagGroup>) -> TagTree {
        let mut groups: Vec<Option<TagGroup>> = self.0.iter().map(|part| Some(group(part))).collect();
        let mut roots = Vec::new();
        // A part comes after the one it is in, so from the end each is whole when it is put there.
        for (at, part) in self.0.iter().enumerate().rev() {
            let Some(mut whole) = groups.get_mut(at).and_then(Option::take) else { continue };
            if whole.children.is_empty() {
                continue;
            }
            if part.lines.is_empty() {
                whole.children.reverse();
            }
            match part.parent.and_then(|parent| groups.get_mut(parent)) {
                Some(Some(parent)) => parent.push(whole),
                _ => roots.push(Node::Group(whole)),
            }
        }
        roots.extend(first.map(Node::Group));
        roots.reverse();
        TagTree::from(roots)
    }
}

fn group(part: &Part) -> TagGroup {
    TagGroup::with_children(part.kind.clone(), part.lines.iter().copied().map(Node::Leaf).collect())
}
