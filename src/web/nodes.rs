//! What the engine has laid out, built into nodes of the page.

use crate::shown::{Node, known};
use yew::prelude::*;
use yew::virtual_dom::{VTag, VText};

/// Builds a piece of a screen. An element or attribute that the engine never writes is not built.
pub fn node(node: &Node) -> Html {
    match node {
        Node::Text(text) => VText::new(text.clone()).into(),
        Node::Element { name, attributes, children } => {
            let Some(name) = known(name) else { return Html::default() };
            let mut tag = VTag::new(name);
            for (attribute, value) in attributes {
                if let Some(attribute) = known(attribute) {
                    tag.add_attribute(attribute, value.clone());
                }
            }
            tag.add_children(children.iter().map(self::node));
            tag.into()
        }
    }
}
