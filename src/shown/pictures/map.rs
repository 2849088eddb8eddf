//! The planning authorities as they lie, or as tiles where the profile has no outlines: which is the site's, which share its postcode district, and how many homes were answered
//! in each. It shows what lies near what; neither size nor distance.

use super::canvas::{Anchor, Canvas, Class, Drawing, SMALL, WIDTH, lines, width};
use super::outlines::{self, Ring};
use super::{Picture, Sources, Table, say};
use crate::profile::{Authority, Tile};
use crate::response::Words;

/// The space between tiles, and between the edge of a tile and its words.
const SPACE: i32 = 3;
const MARGIN: i32 = 3;

/// The least height of a tile.
const LEAST: i32 = 48;

/// Where an authority is drawn.
enum At<'a> {
    Tile(&'a Tile),
    Outlines(Vec<Ring>),
}

/// A tile with what is known of its authority.
struct Placed<'a> {
    authority: &'a Authority,
    at: At<'a>,
    /// The outline that marks it, beside that of its area.
    mark: Option<Class>,
    /// What is said under the name, in lines of its own.
    said: Vec<String>,
}

/// The map; nothing where the profile gives no authority a tile.
pub(super) fn picture(words: &Words<'_>) -> Option<Picture> {
    let (profile, context) = (words.profile, &words.assessment.context);
    let placed: Vec<Placed<'_>> = profile.authorities.iter().filter_map(|authority| place(words, authority)).collect();
    if placed.is_empty() {
        return None;
    }
    let mut sources = Sources::default();
    sources.add(say(
        words,
        "map.profile",
        &[("profile", &profile.id), ("edition", &profile.edition), ("published", &profile.published.to_string())],
    ));
    let answered = !context.answered.is_empty();
    if answered {
        let (count, date) = (context.answered.len().to_string(), context.as_at.to_string());
        sources.add(say(words, "map.answers", &[("count", &count), ("date", &date)]));
    }
    let outlined = words.profile.boundaries.is_some();
    if let Some(boundaries) = &words.profile.boundaries {
        sources.publication(words, &boundaries.source, &boundaries.as_of, boundaries.review_by);
    }
    let on_map = |code: &str| placed.iter().any(|tile| tile.authority.code == code);
    let site = words.assessment.proposal.application.authority;
    let site = match site.as_ref().map(|code| on_map(code.as_str())) {
        None => Some(say(words, "map.no-site", &[])),
        Some(false) => Some(say(words, "map.elsewhere", &[])),
        Some(true) => None,
    };
    let elsewhere = context
        .answered
        .iter()
        .any(|home| !home.application().authority.as_ref().is_some_and(|code| on_map(code.as_str())));
    let others = elsewhere.then(|| say(words, "map.others", &[]));
    Some(Picture {
        id: "map".to_owned(),
        title: say(words, "map.title", &[]),
        notes: [say(words, if outlined { "map.note-outlines" } else { "map.note" }, &[])]
            .into_iter()
            .chain(site)
            .chain(others)
            .collect(),
        internal: answered,
        drawing: if outlined { draw_outlines(words, &placed) } else { draw(words, &placed) },
        table: table(words, &placed, answered),
        sources: sources.list,
    })
}

fn place<'a>(words: &Words<'a>, authority: &'a Authority) -> Option<Placed<'a>> {
    let at = match &words.profile.boundaries {
        Some(_) => At::Outlines(words.profile.outlines(&authority.code)),
        None => At::Tile(authority.tile.as_ref()?),
    };
    if matches!(&at, At::Outlines(outlines) if outlines.is_empty()) {
        return None;
    }
    let site = &words.assessment.proposal;
    let is_site = site.application.authority.as_ref().is_some_and(|code| code.as_str() == authority.code);
    let outcode = site.site.postcode.as_ref().map(|postcode| postcode.outcode());
    let sharing = outcode
        .filter(|_| !is_site)
        .filter(|outcode| words.profile.outcode(outcode).is_some_and(|shares| shares.contains_key(&authority.code)));
    let answered = answered(words, authority);
    let said = [
        is_site.then(|| say(words, "map.site", &[])),
        sharing.map(|outcode| say(words, "map.shared", &[("outcode", outcode)])),
        (answered > 0).then(|| say(words, "map.answered", &[("count", &answered.to_string())])),
    ];
    let mark = if is_site { Some(Class::Site) } else { sharing.map(|_| Class::Shared) };
    Some(Placed { authority, at, mark, said: said.into_iter().flatten().collect() })
}

/// How the tiles of an area look.
fn area(authority: &Authority) -> Class {
    if authority.in_area { Class::Own } else { Class::Outside }
}

/// How many homes were answered in an authority.
fn answered(words: &Words<'_>, authority: &Authority) -> usize {
    let there = |code: &str| code == authority.code;
    let homes = words.assessment.context.answered.iter();
    homes.filter(|home| home.application().authority.as_ref().is_some_and(|code| there(code.as_str()))).count()
}

fn draw(words: &Words<'_>, placed: &[Placed<'_>]) -> Drawing {
    let tiles: Vec<(&Placed<'_>, &Tile)> = placed.iter().filter_map(|one| Some((one, one.at.tile()?))).collect();
    let last = |of: fn(&Tile) -> u8| tiles.iter().map(|(_, tile)| i32::from(of(tile))).max().unwrap_or_default();
    let across = (WIDTH - SPACE) / (last(|tile| tile.column) + 1);
    let room = across - SPACE - 2 * MARGIN;
    let name = |one: &Placed<'_>| {
        let short = one.at.tile().and_then(|tile| tile.short.clone());
        short.unwrap_or_else(|| one.authority.name.clone())
    };
    // Letters as large as the widest word of any tile allows.
    let texts = || placed.iter().flat_map(|one| [name(one)].into_iter().chain(one.said.iter().cloned()));
    let fits = |size: &i32| texts().all(|text| text.split_whitespace().all(|word| width(word, *size) <= room));
    let size = (8..=SMALL).rev().find(fits).unwrap_or(8);
    let height = |one: &Placed<'_>| {
        let texts = [name(one)].into_iter().chain(one.said.iter().cloned());
        let count = texts.map(|text| lines(&text, size, room).len()).sum::<usize>();
        i32::try_from(count).unwrap_or_default() * (size + 2) + 2 * MARGIN + 2
    };
    let tall = placed.iter().map(height).max().unwrap_or_default().max(LEAST.min(across));
    let mut canvas = Canvas::default();
    for (one, tile) in &tiles {
        let x = SPACE + i32::from(tile.column) * across;
        let y = SPACE + i32::from(tile.row) * (tall + SPACE);
        for class in std::iter::once(area(one.authority)).chain(one.mark) {
            canvas.rect(x, y, across - SPACE, tall, class);
        }
        let mut base = y + MARGIN + size;
        for line in lines(&name(one), size, room) {
            canvas.text((x + MARGIN, base), size, Anchor::Start, line, Class::Label);
            base += size + 2;
        }
        for line in one.said.iter().flat_map(|text| lines(text, size, room)) {
            canvas.text((x + MARGIN, base), size, Anchor::Start, line, Class::Value);
            base += size + 2;
        }
    }
    canvas.y = SPACE + (last(|tile| tile.row) + 1) * (tall + SPACE);
    key(words, placed, &mut canvas);
    canvas.finish()
}

/// The authorities as they lie, numbered, with their names below.
fn draw_outlines(words: &Words<'_>, placed: &[Placed<'_>]) -> Drawing {
    let areas: Vec<(&[Ring], Vec<Class>)> = placed
        .iter()
        .filter_map(|one| match &one.at {
            At::Outlines(rings) => {
                Some((rings.as_slice(), std::iter::once(area(one.authority)).chain(one.mark).collect()))
            }
            At::Tile(_) => None,
        })
        .collect();
    let mut canvas = Canvas::default();
    outlines::draw(&areas, &mut canvas);
    for (at, one) in placed.iter().enumerate() {
        let said = one.said.iter().map(|said| format!(" – {said}")).collect::<String>();
        canvas.words(&format!("{} {}{said}", at + 1, one.authority.name), SMALL, Class::Note);
    }
    key(words, placed, &mut canvas);
    canvas.finish()
}

impl<'a> At<'a> {
    fn tile(&self) -> Option<&'a Tile> {
        match self {
            At::Tile(tile) => Some(tile),
            At::Outlines(_) => None,
        }
    }
}

/// What the outlines mean, for those that are on the map.
fn key(words: &Words<'_>, placed: &[Placed<'_>], canvas: &mut Canvas) {
    for (class, key) in [(Class::Own, "map.own"), (Class::Outside, "map.outside")] {
        if placed.iter().any(|one| area(one.authority) == class) {
            canvas.y += SMALL + 7;
            canvas.rect(SPACE, canvas.y - 13, 20, 12, class);
            canvas.text((SPACE + 28, canvas.y - 3), SMALL, Anchor::Start, say(words, key, &[]), Class::Note);
        }
    }
}

fn table(words: &Words<'_>, placed: &[Placed<'_>], with_answers: bool) -> Table {
    let columns = ["authority", "area", "here"].into_iter().chain(with_answers.then_some("answered"));
    let row = |one: &Placed<'_>| {
        let area = if one.authority.in_area { "map.own" } else { "map.outside" };
        let here = one.said.iter().take(usize::from(one.mark.is_some()));
        let count = || answered(words, one.authority).to_string();
        [one.authority.name.clone(), say(words, area, &[]), here.cloned().collect()]
            .into_iter()
            .chain(with_answers.then(count))
            .collect()
    };
    Table {
        columns: columns.map(|column| say(words, &format!("column.{column}"), &[])).collect(),
        rows: placed.iter().map(row).collect(),
    }
}
