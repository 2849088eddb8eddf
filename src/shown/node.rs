//! A piece of a screen that the engine lays out and the page puts up as it is: elements and texts, from which the page builds
//! nodes. No text of it becomes markup on the page.

use crate::documents::html::escaped;
use borsh::{BorshDeserialize, BorshSerialize};
use std::fmt::Write as _;
use std::rc::Rc;

/// Every element and attribute there is, in order; a page builds no other.
const NAMES: &[&str] = &[
    "accept",
    "aria-current",
    "aria-describedby",
    "aria-label",
    "aria-labelledby",
    "br",
    "button",
    "caption",
    "circle",
    "class",
    "cx",
    "cy",
    "data-act",
    "data-live",
    "data-value",
    "dd",
    "details",
    "disabled",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "font-size",
    "for",
    "form",
    "h3",
    "h4",
    "height",
    "id",
    "input",
    "label",
    "li",
    "line",
    "max",
    "multiple",
    "name",
    "ol",
    "optgroup",
    "option",
    "p",
    "points",
    "polygon",
    "progress",
    "r",
    "rect",
    "role",
    "rows",
    "scope",
    "select",
    "selected",
    "span",
    "strong",
    "summary",
    "svg",
    "tabindex",
    "table",
    "tbody",
    "td",
    "text",
    "text-anchor",
    "textarea",
    "th",
    "thead",
    "tr",
    "type",
    "ul",
    "value",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
];

/// An element or attribute of this name, if there is one.
pub fn known(name: &str) -> Option<&'static str> {
    NAMES.binary_search(&name).ok().and_then(|at| NAMES.get(at)).copied()
}

/// An element or a text.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Node {
    /// A text.
    Text(String),
    /// An element.
    Element {
        /// Its name.
        name: String,
        /// Its attributes, in order.
        attributes: Vec<(String, String)>,
        /// What is in it.
        children: Vec<Rc<Node>>,
    },
}

impl Node {
    /// An element with these in it.
    pub fn of(name: &str, children: impl IntoIterator<Item = Node>) -> Node {
        Node::Element {
            name: name.to_owned(),
            attributes: Vec::new(),
            children: children.into_iter().map(Rc::new).collect(),
        }
    }

    /// An element with this text in it.
    pub fn saying(name: &str, text: impl Into<String>) -> Node {
        Node::of(name, [Node::Text(text.into())])
    }

    /// The same with one attribute more.
    pub fn with(mut self, attribute: &str, value: impl ToString) -> Node {
        if let Node::Element { attributes, .. } = &mut self {
            attributes.push((attribute.to_owned(), value.to_string()));
        }
        self
    }

    /// The same with more in it.
    pub fn and(mut self, more: impl IntoIterator<Item = Node>) -> Node {
        if let Node::Element { children, .. } = &mut self {
            children.extend(more.into_iter().map(Rc::new));
        }
        self
    }

    /// The same with the last thing in it changed.
    pub fn map_last(mut self, change: impl FnOnce(Node) -> Node) -> Node {
        if let Node::Element { children, .. } = &mut self
            && let Some(last) = children.pop()
        {
            children.push(Rc::new(change(Rc::unwrap_or_clone(last))));
        }
        self
    }

    /// As markup, for files.
    pub fn write(&self, markup: &mut String) {
        match self {
            Node::Text(text) => markup.push_str(&escaped(text)),
            Node::Element { name, attributes, children } => {
                // Writing to a string cannot fail.
                let _ = write!(markup, "<{name}");
                for (attribute, value) in attributes {
                    let _ = write!(markup, " {attribute}=\"{}\"", escaped(value));
                }
                if children.is_empty() {
                    return markup.push_str("/>");
                }
                markup.push('>');
                children.iter().for_each(|child| child.write(markup));
                let _ = write!(markup, "</{name}>");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_and_no_other() {
        assert!(NAMES.iter().all(|name| known(name) == Some(name)));
        assert!(["script", "style", "onclick", "href", "src", ""].iter().all(|name| known(name).is_none()));
    }
}
