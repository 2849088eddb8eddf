//! The editor of a council's profile, as far as every engine knows it: its words, and the invitation to it. What is in it is laid
//! out where it is changed.

#[cfg(feature = "documents")]
mod desk;

#[cfg(feature = "documents")]
pub(super) use desk::edition;

use super::node::Node;
use super::screen::{Screen, button, buttons, files, keyed};

const PLAIN: &[&str] = &[
    "title",
    "about",
    "open",
    "blank",
    "files",
    "parts",
    "diary",
    "effect",
    "publish",
    "undo",
    "save",
    "discard",
    "close",
    "drafted",
    "mend",
    "mend.about",
    "discard.ask",
    "discard.yes",
    "discard.no",
    "unchanged",
    "changed",
    "faultless",
    "keep",
    "try",
    "take",
    "add",
    "add.key",
    "add.more",
    "search",
    "search.do",
    "own",
    "general",
    "none",
    "not-chosen",
    "yes",
    "no",
    "names",
    "reads",
    "reads.none",
    "diary.about",
    "diary.calendar",
    "diary.column.by",
    "diary.column.what",
    "diary.column.says",
    "effect.about",
    "effect.faulty",
    "effect.none",
    "column.about",
    "effect.again",
    "search.none",
    "said.discarded",
    "said.key-in-use",
    "example.date",
    "example.as-of",
    "lost.save",
    "lost.discard",
    "said.reading",
    "nameless",
    "effect.differences",
    "effect.column.of",
    "effect.column.was",
    "effect.column.now",
    "effect.gone",
    "effect.new",
    "effect.nothing",
    "publish.about",
    "publish.faulty",
    "publish.edition",
    "publish.note",
    "publish.approved",
    "publish.do",
    "publish.beside",
    "boundaries.about",
    "boundaries.file",
    "said.boundaries",
    "postcodes.about",
    "postcodes.files",
    "stop",
    "postcodes.keep",
    "postcodes.source",
    "postcodes.as-of",
    "postcodes.review-by",
    "matrix.fit",
    "said.undone",
    "said.kept",
    "said.as-it-was",
    "said.taken",
    "said.busy",
    "said.resumed",
    "said.faulty",
    "said.stopped",
    "said.no-key",
    "said.postcodes",
    "said.nothing-changed",
    "said.no-edition",
    "said.no-note",
    "said.no-approval",
];

const FILLED: &[(&[&str], &[&str])] = &[
    (&["file"], &["id", "edition"]),
    (&["none-to-choose"], &["part"]),
    (&["take.of", "take.general"], &["what"]),
    (&["matrix.same"], &["stance"]),
    (&["faults"], &["count"]),
    (&["more"], &["shown", "count"]),
    (&["item"], &["count"]),
    (&["said.refused", "said.lost", "said.not-stored"], &["reason"]),
    (&["said.kept-with-faults", "said.mended"], &["count"]),
    (&["said.published", "said.same-edition"], &["edition"]),
    (&["diary.overdue"], &["count"]),
    (&["effect.tried"], &["examples", "cases", "date"]),
    (&["effect.progress"], &["count", "of"]),
    (&["effect.examples", "effect.cases"], &["count", "moved"]),
    (&["effect.moved", "effect.stays"], &["title", "before", "after"]),
    (&["publish.published"], &["name", "sha256"]),
    (&["postcodes.progress"], &["rows", "percent"]),
    (&["postcodes.found"], &["read", "kept", "outcodes", "size", "refused"]),
    (&["postcodes.unlisted", "boundaries.missing"], &["authorities"]),
    (&["boundaries.found"], &["points", "kept"]),
];

/// The sentences that are used here and the names each may use.
pub(super) fn keys() -> Vec<(String, &'static [&'static str])> {
    let key = |end: &str| format!("edition.{end}");
    let plain: Vec<String> = PLAIN.iter().map(|end| key(end)).collect();
    let mut keys = keyed(plain.iter().map(String::as_str), &[]);
    for (ends, names) in FILLED {
        let ends: Vec<String> = ends.iter().map(|end| key(end)).collect();
        keys.extend(keyed(ends.iter().map(String::as_str), names));
    }
    keys
}

/// The invitation to it, where it has not begun.
pub(super) fn invitation(screen: &Screen<'_>, said: String) -> Vec<Node> {
    let say = |key: &str| screen.say(&format!("edition.{key}"));
    let heading = Node::saying("h3", say("title")).with("id", "edition").with("tabindex", -1);
    let choose = files("edition-files", "profile-files", say("files"));
    vec![
        heading,
        Node::saying("p", said).with("id", "edition-said").with("role", "status").with("tabindex", -1),
        Node::saying("p", say("about")).with("class", "hint"),
        buttons([button("profile-open", "", say("open")), button("profile-blank", "", say("blank"))]),
        choose.map_last(|input| input.with("accept", ".json,application/json")),
    ]
}
