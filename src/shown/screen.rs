//! The words of the screen that are the profile's: sentences whose keys begin with `screen.`; and what is pressed, chosen and
//! filled in where the engine lays a screen out. What is pressed names an act (`data-act`) and its values (`data-value`, parted by
//! spaces, or what stands in the form, or what is chosen); where it does not send the form but needs what stands in it, `data-live`
//! names the act.

use super::node::Node;
use crate::response::Words;

/// What the words are filled from.
pub(super) struct Screen<'a> {
    pub words: Words<'a>,
}

impl Screen<'_> {
    /// The words of a key.
    pub fn say(&self, key: &str) -> String {
        self.filled(key, &[])
    }

    /// The words of a key, filled with these.
    pub fn filled(&self, key: &str, names: &[(&str, String)]) -> String {
        self.words.clause(&format!("screen.{key}"), names).map(|said| said.text).unwrap_or_default()
    }
}

/// Keys of the screen that use these names, as the profile has them.
pub(super) fn keyed<'k>(
    keys: impl IntoIterator<Item = &'k str>,
    names: &'static [&'static str],
) -> Vec<(String, &'static [&'static str])> {
    keys.into_iter().map(|key| (format!("screen.{key}"), names)).collect()
}

/// What does an act when it is pressed.
pub(super) fn button(act: &str, value: &str, words: impl Into<String>) -> Node {
    let button = Node::saying("button", words).with("type", "button").with("class", "button");
    button.with("data-act", act).with("data-value", value)
}

/// What does an act in a line of text.
#[cfg(feature = "documents")]
pub(super) fn small(act: &str, value: impl ToString, words: String) -> Node {
    let button = Node::saying("button", words).with("type", "button").with("class", "button small");
    button.with("data-act", act).with("data-value", value)
}

/// What is pressed, side by side.
pub(super) fn buttons(buttons: impl IntoIterator<Item = Node>) -> Node {
    Node::of("div", buttons).with("class", "buttons")
}

/// An input with its label.
pub(super) fn labelled(id: &str, label: impl Into<String>, input: Node) -> Node {
    let label = Node::saying("label", label).with("for", id);
    Node::of("div", [label, input.with("id", id)]).with("class", "question")
}

/// What can be chosen, by its code and in words, and whether it is.
pub(super) fn options(choices: impl IntoIterator<Item = (String, String, bool)>) -> Vec<Node> {
    let option = |(code, words, chosen): (String, String, bool)| {
        let option = Node::saying("option", words).with("value", code);
        if chosen { option.with("selected", "") } else { option }
    };
    choices.into_iter().map(option).collect()
}

/// Something to choose files with, which are told to an act.
pub(super) fn files(id: &str, act: &str, label: impl Into<String>) -> Node {
    labelled(id, label, Node::of("input", []).with("type", "file").with("data-act", act))
}

/// What is filled in and sent together.
pub(super) fn form(act: &str, fields: impl IntoIterator<Item = Node>, words: impl Into<String>) -> Node {
    let send = Node::saying("button", words).with("type", "submit").with("class", "button");
    Node::of("form", fields).and([send]).with("data-act", act).with("class", "register-form")
}
