//! What the engine has laid out, built into nodes of the page.

use crate::shown::{Node, known};
use std::rc::Rc;
use yew::prelude::*;
use yew::virtual_dom::{VNode, VTag, VText};

/// Builds a piece of a screen. An element or attribute that the engine never writes is not built.
fn node(node: &Node) -> Html {
    match node {
        Node::Text(text) => VText::new(text.clone()).into(),
        Node::Element { name, attributes, children } => {
            let Some(name) = known(name) else { return Html::default() };
            let mut tag = match (name, children.first().map(|child| &**child)) {
                ("textarea", Some(Node::Text(text))) => holding(text),
                _ => VTag::new(name),
            };
            for (attribute, value) in attributes {
                if attribute == "id" {
                    // What has another id is another thing: nothing typed into one is carried over into the next.
                    tag.key = Some(value.as_str().into());
                }
                if let Some(attribute) = known(attribute) {
                    tag.add_attribute(attribute, value.clone());
                }
            }
            // What is typed into is no element with others in it.
            let children = if name == "textarea" { &[] } else { children.as_slice() };
            tag.add_children(children.iter().map(|child| match &**child {
                Node::Element { name, .. } if name == "li" => html! { <Item node={child.clone()} /> },
                child => self::node(child),
            }));
            tag.into()
        }
    }
}

/// A field of several lines in which a text stands to begin with: what is typed there is not written over.
fn holding(text: &str) -> VTag {
    match html! { <textarea defaultvalue={text.to_owned()} /> } {
        VNode::VTag(tag) => Rc::unwrap_or_clone(tag),
        _ => VTag::new("textarea"),
    }
}

#[derive(PartialEq, Properties)]
struct ItemProps {
    node: Rc<Node>,
}

/// An item of a list, of which many stand below each other and few change: built again only when it is other than before.
#[component]
fn Item(props: &ItemProps) -> Html {
    node(&props.node)
}

#[derive(PartialEq, Properties)]
pub struct DrawnProps {
    pub drawn: Rc<[Node]>,
}

/// What was laid out; built again only when it is other than before.
#[component]
pub fn Drawn(props: &DrawnProps) -> Html {
    html! { <div class="drawn">{ for props.drawn.iter().map(node) }</div> }
}
