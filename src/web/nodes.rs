//! What the engine has laid out, built into nodes of the page.

use crate::shown::{Node, known};
use std::rc::Rc;
use yew::prelude::*;
use yew::virtual_dom::{Key, VNode, VTag, VText};

/// Names pieces of a screen that stand beside each other. Without names, what comes or goes beside a field would have it built anew,
/// and what was typed there would be lost.
#[derive(Default)]
struct Names {
    nameless: u32,
}

impl Names {
    fn next(&mut self, node: &Node) -> Key {
        let key = own_name(node).unwrap_or_else(|| {
            self.nameless += 1;
            self.nameless.to_string()
        });
        key.into()
    }
}

/// By what a piece is known among those beside it, whatever comes or goes: its id, or what a form is for.
fn own_name(node: &Node) -> Option<String> {
    let Node::Element { name, attributes, .. } = node else { return None };
    let of = |wanted: &str| attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone());
    of("id").or_else(|| if name == "form" { of("data-act") } else { None })
}

/// Builds a piece of a screen. An element or attribute that the engine never writes is not built.
fn node(node: &Node, key: Option<Key>) -> Html {
    match node {
        Node::Text(text) => VText::new(text.clone()).into(),
        Node::Element { name, attributes, children } => {
            let Some(name) = known(name) else { return Html::default() };
            let mut tag = match (name, children.first().map(|child| &**child)) {
                ("textarea", Some(Node::Text(text))) => holding(text),
                _ => VTag::new(name),
            };
            tag.key = key;
            for (attribute, value) in attributes {
                if let Some(attribute) = known(attribute) {
                    tag.add_attribute(attribute, value.clone());
                }
            }
            // What is typed into is no element with others in it.
            if name != "textarea" {
                let mut names = Names::default();
                tag.add_children(children.iter().map(|child| match (&**child, names.next(child)) {
                    (Node::Element { name, .. }, key) if name == "li" => html! { <Item {key} node={child.clone()} /> },
                    (child, key) => self::node(child, Some(key)),
                }));
            }
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
    node(&props.node, None)
}

#[derive(PartialEq, Properties)]
pub struct DrawnProps {
    pub drawn: Rc<[Node]>,
}

/// What was laid out; built again only when it is other than before.
#[component]
pub fn Drawn(props: &DrawnProps) -> Html {
    let mut names = Names::default();
    html! { <div class="drawn">{ for props.drawn.iter().map(|node| self::node(node, Some(names.next(node)))) }</div> }
}
