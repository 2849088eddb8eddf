//! The pictures, each with its table and its sources, and the page of evidence, laid out for the page, which has no need to
//! know their shapes.

use super::evidence::{Evidence, EvidenceGroup, EvidenceRow};
use super::node::Node;
use super::pictures::{Picture, pictures, shapes};
use super::screen::{Screen, keyed};
use crate::assessment::{Context, assess};
use crate::form::Form;
use crate::profile::Profile;
use crate::proposal::parse;
use crate::response::Words;
use crate::vocabulary::Mode;

/// The columns of the evidence, by what ends their keys.
const COLUMNS: [&str; 6] = ["figure", "value", "as-of", "source", "review-by", "used-for"];

/// The sentences that are used here and the names each may use.
pub(super) fn keys() -> Vec<(String, &'static [&'static str])> {
    let plain = ["internal", "table", "evidence", "none-stale", "one-stale", "read-here"].map(str::to_owned);
    let plain = plain.into_iter().chain(COLUMNS.map(|column| format!("column.{column}")));
    let plain: Vec<String> = plain.map(|key| format!("figures.{key}")).collect();
    let filled = [keyed(["figures.in-force"], &["date"]), keyed(["figures.some-stale"], &["count"])];
    [keyed(plain.iter().map(String::as_str), &[])].into_iter().chain(filled).flatten().collect()
}

/// Those of the assessment of a form on a day. A provider is not shown what is for the council alone.
pub fn figures(form: &Form, profile: &Profile, mode: Mode, context: &Context) -> Vec<Node> {
    let assessment = assess(&parse(form, profile).proposal, profile, context);
    let page = Screen { words: Words { assessment: &assessment, profile } };
    let pictures = pictures(&assessment, profile);
    let shown = pictures.iter().filter(|picture| mode == Mode::Commissioner || !picture.internal);
    let pictures = Node::of("div", shown.map(|picture| page.picture(picture))).with("class", "pictures");
    vec![pictures, page.evidence(&Evidence::of(&assessment, profile))]
}

impl Screen<'_> {
    fn picture(&self, picture: &Picture) -> Node {
        let id = format!("picture-{}", picture.id);
        let internal =
            picture.internal.then(|| Node::saying("p", self.say("figures.internal")).with("class", "remark"));
        let view = format!("0 0 {} {}", picture.drawing.width, picture.drawing.height);
        let drawing = Node::of("svg", shapes(&picture.drawing)).with("class", "picture").with("viewBox", view);
        let notes = picture.notes.iter().map(|note| Node::saying("p", note));
        let named = Node::saying("span", format!(": {}", picture.title)).with("class", "unseen");
        let rows = picture.table.rows.iter().map(|row| row.iter().map(|cell| vec![text(cell)]).collect());
        let table = Node::of(
            "details",
            [
                Node::saying("summary", self.say("figures.table")).and([named]),
                table(&picture.title, picture.table.columns.iter().cloned(), rows),
            ],
        );
        let sources = picture.sources.iter().map(|source| Node::saying("p", source).with("class", "remark"));
        Node::of("figure", [Node::saying("h3", &picture.title).with("id", &id)]).and(internal).and([
            drawing.with("role", "img").with("aria-labelledby", &id),
            Node::of("figcaption", notes.chain([table]).chain(sources)),
        ])
    }

    fn evidence(&self, evidence: &Evidence) -> Node {
        let stale = match evidence.stale {
            0 => self.say("figures.none-stale"),
            1 => self.say("figures.one-stale"),
            count => self.filled("figures.some-stale", &[("count", count.to_string())]),
        };
        let in_force = self.filled("figures.in-force", &[("date", evidence.as_at.clone())]);
        let told = [Node::saying("h3", self.say("figures.evidence")), Node::saying("p", format!("{in_force} {stale}"))];
        let groups = evidence.groups.iter().map(|group| self.group(group));
        Node::of("div", told.into_iter().chain(groups)).with("class", "evidence")
    }

    fn group(&self, group: &EvidenceGroup) -> Node {
        let columns = COLUMNS.iter().map(|column| self.say(&format!("figures.column.{column}")));
        let rows = group.rows.iter().filter(|row| row.in_force).map(|row| self.row(row));
        Node::of("details", [Node::saying("summary", &group.title)])
            .and(group.note.as_ref().map(|note| Node::saying("p", note)))
            .and([table(&group.title, columns, rows)])
    }

    fn row(&self, row: &EvidenceRow) -> Vec<Vec<Node>> {
        let with = |told: &str, class: &str, remark: Option<String>| {
            let remark = remark.map(|remark| Node::saying("span", format!(" {remark}")).with("class", class));
            std::iter::once(text(told)).chain(remark).collect()
        };
        vec![
            with(&row.title, "remark", row.in_this_assessment.then(|| self.say("figures.read-here"))),
            with(&row.value, "remark", row.derived.clone()),
            vec![text(&row.as_of)],
            vec![text(&row.source)],
            with(&row.review_by, "stale", row.stale.then(|| self.say("stale"))),
            vec![text(&row.used_by.join("; "))],
        ]
    }
}

pub(super) fn text(text: &str) -> Node {
    Node::Text(text.to_owned())
}

/// What is scrolled by itself where it is too wide.
pub(super) fn wide(title: &str, table: Node) -> Node {
    let wide = Node::of("div", [table]).with("class", "wide").with("role", "group");
    wide.with("tabindex", 0).with("aria-label", title)
}

/// A table; the first cell of a row names it.
pub(super) fn table(
    title: &str,
    columns: impl Iterator<Item = String>,
    rows: impl Iterator<Item = Vec<Vec<Node>>>,
) -> Node {
    let columns = columns.map(|column| Node::saying("th", column).with("scope", "col"));
    let cell = |(at, cell)| match at {
        0 => Node::of("th", cell).with("scope", "row"),
        _ => Node::of("td", cell),
    };
    let rows = rows.map(|row: Vec<Vec<Node>>| Node::of("tr", row.into_iter().enumerate().map(cell)));
    let table = [Node::of("thead", [Node::of("tr", columns)]), Node::of("tbody", rows)];
    wide(title, Node::of("table", table))
}
