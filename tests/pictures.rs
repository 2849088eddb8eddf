//! The pictures of every case: what is drawn is in the table and to scale, has a dated source, says what is out of date or not
//! stated, and can be read. Six are kept shape for shape: `cargo xtask letters` writes them anew.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::as_conversions,
    missing_docs
)]

mod kept;

use home_assessment::exchange::{answered, figures, proposal};
use home_assessment::shown::pictures::{Class, Drawing, Picture, Shape, pictures, svg};
use home_assessment::shown::{self, Evidence, Node, known};
use home_assessment::vocabulary::Mode;
use home_assessment::{Assessment, BUILT_IN_PROFILE, Context, Date, Profile, assess, load_profile};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The pictures that are kept: profile, case, homes answered before, picture.
const KEPT: [(&str, &str, &str, &str); 9] = [
    ("lancashire", "fee-above-benchmark-heading", "", "fee-by-heading"),
    ("lancashire", "everything-at-once", "", "fee-on-the-bands"),
    ("lancashire", "everything-at-once", "", "places-and-use"),
    ("lancashire", "matrix-strong-secured", "", "hard-to-find-reasons"),
    ("blackpool-example", "blackpool-strong-and-secured", "", "across-the-boundary"),
    ("enfield-example", "enfield-strong-and-secured", "", "map"),
    ("lancashire", "cumulative-others-like-it", "lancaster-several", "map"),
    ("lancashire", "fee-range-upper-end-decides", "", "fee-on-the-bands"),
    ("lancashire", "fee-documents-disagree", "", "fee-on-the-bands"),
];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn profile(name: &str) -> Profile {
    load_profile(&fs::read(folder("profiles").join(format!("{name}.json"))).unwrap()).unwrap()
}

fn today() -> Date {
    Date::from_iso("2026-11-21").unwrap()
}

fn assessed(case: &str, profile: &Profile, context: &Context) -> Assessment {
    let file = fs::read(folder("tests/cases").join(format!("{case}.json"))).unwrap();
    assess(&proposal::load(&file, profile).unwrap().proposal, profile, context)
}

fn homes(name: &str, profile: &Profile) -> Context {
    let file = fs::read(folder("tests/answered").join(format!("{name}.json"))).unwrap();
    Context::with_answered(today(), answered::load(&file, profile).unwrap().0)
}

/// Every case with every profile and at several dates, as its name and its pictures.
fn all() -> &'static [(String, Vec<Picture>)] {
    static ALL: OnceLock<Vec<(String, Vec<Picture>)>> = OnceLock::new();
    ALL.get_or_init(draw_all)
}

fn draw_all() -> Vec<(String, Vec<Picture>)> {
    let mut names: Vec<String> = fs::read_dir(folder("tests/cases"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let mut found = Vec::new();
    for council in ["lancashire", "blackpool-example", "enfield-example"] {
        let profile = profile(council);
        let contexts = ["2019-01-01", "2021-01-01", "2024-12-31", "2026-11-21"]
            .map(|date| (date, Context::on(Date::from_iso(date).unwrap())))
            .into_iter()
            .chain([("answered", homes("lancaster-several", &profile))]);
        for (when, context) in contexts {
            for name in &names {
                let pictures = pictures(&assessed(name, &profile, &context), &profile);
                found.push((format!("{council}, {name}, {when}"), pictures));
            }
        }
    }
    found
}

fn one(pictures: &[Picture], id: &str) -> Picture {
    pictures.iter().find(|picture| picture.id == id).unwrap_or_else(|| panic!("there is no picture {id}")).clone()
}

fn texts(drawing: &Drawing) -> Vec<(&str, Class)> {
    let text = |shape| match shape {
        &Shape::Text { ref text, class, .. } => Some((text.as_str(), class)),
        _ => None,
    };
    drawing.shapes.iter().filter_map(text).collect()
}

#[test]
fn nothing_lies_outside_its_drawing_and_no_text_on_another() {
    for (name, pictures) in all() {
        for picture in pictures {
            let Drawing { width, height, shapes } = &picture.drawing;
            for shape in shapes {
                let [left, top, right, bottom] = shape.edges();
                let inside = left >= 0 && top >= 0 && right <= *width && bottom <= *height;
                assert!(
                    inside && left <= right && top <= bottom,
                    "{name}, {}: {shape:?} in {width}×{height}",
                    picture.id
                );
            }
            let texts: Vec<&Shape> = shapes.iter().filter(|shape| matches!(shape, Shape::Text { .. })).collect();
            for (at, one) in texts.iter().enumerate() {
                for other in &texts[at + 1..] {
                    let ([l, t, r, b], [left, top, right, bottom]) = (one.edges(), other.edges());
                    let apart = r <= left || right <= l || b <= top || bottom <= t;
                    assert!(apart, "{name}, {}: {one:?} on {other:?}", picture.id);
                }
            }
        }
    }
}

/// The numbers of a text, without separators.
fn numbers(text: &str) -> Vec<String> {
    let text: String = text.chars().filter(|letter| *letter != ',').collect();
    let parts = text.split(|letter: char| !letter.is_ascii_digit() && letter != '.').map(|part| part.trim_matches('.'));
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

#[test]
fn every_number_drawn_stands_in_the_table() {
    let mut drawn = 0;
    for (name, pictures) in all() {
        for picture in pictures {
            let cells: BTreeSet<String> = picture.table.rows.iter().flatten().flat_map(|cell| numbers(cell)).collect();
            let drawn_here = texts(&picture.drawing).into_iter().filter(|(_, class)| *class == Class::Value);
            for number in drawn_here.flat_map(|(text, _)| numbers(text)) {
                assert!(cells.contains(&number), "{name}, {}: {number} is not in {cells:?}", picture.id);
                drawn += 1;
            }
            assert!(picture.table.rows.iter().all(|row| row.len() == picture.table.columns.len()), "{name}");
            assert!(!picture.table.rows.is_empty() && !picture.title.is_empty());
        }
    }
    assert!(drawn > 10_000, "only {drawn} numbers were looked at");
}

fn value(cell: &str) -> Decimal {
    numbers(cell).first().unwrap_or_else(|| panic!("no number in {cell}")).parse().unwrap()
}

/// Bars begin at nought and are as long as their amounts say, against the numbers that stand at the axis.
#[test]
fn bars_are_to_scale_from_nought() {
    let mut seen = 0;
    for (name, pictures) in all() {
        for picture in pictures {
            let whole = |class: Class| matches!(class, Class::Bar | Class::Proposed | Class::Whole);
            let bars: Vec<(i32, i32)> = picture
                .drawing
                .shapes
                .iter()
                .filter_map(|shape| match shape {
                    Shape::Rect { x, width, height: 14, class, .. } if whole(*class) => Some((*x, *width)),
                    _ => None,
                })
                .collect();
            if bars.is_empty() || picture.id.starts_with("fee") || picture.id == "map" {
                continue;
            }
            let ends: Vec<Decimal> = texts(&picture.drawing)
                .into_iter()
                .filter(|(text, class)| *class == Class::Note && numbers(text).len() == 1 && !text.contains(' '))
                .map(|(text, _)| value(text))
                .collect();
            let most = ends.into_iter().max().unwrap();
            let with_parts = picture.table.columns.len() > 3;
            let amounts: Vec<Decimal> = picture
                .table
                .rows
                .iter()
                .flat_map(|row| {
                    [&row[1], &row[2]].into_iter().take(if with_parts && !row[2].is_empty() { 2 } else { 1 })
                })
                .map(|cell| value(cell))
                .collect();
            assert_eq!(amounts.len(), bars.len(), "{name}, {}", picture.id);
            for ((x, width), amount) in bars.into_iter().zip(amounts) {
                let wanted = amount * Decimal::from(348) / most;
                assert_eq!(x, 6, "{name}, {}: a bar does not begin at nought", picture.id);
                assert!(
                    (Decimal::from(width) - wanted).abs() <= Decimal::ONE,
                    "{name}, {}: {amount} of {most} is {width}",
                    picture.id
                );
                seen += 1;
            }
        }
    }
    assert!(seen > 5_000, "only {seen} bars were looked at");
}

#[test]
fn every_picture_has_a_dated_source_and_says_what_is_past_its_review() {
    for (name, pictures) in all() {
        for picture in pictures {
            let dated = |source: &String| numbers(source).iter().any(|number| number.len() == 4);
            assert!(picture.sources.iter().any(dated), "{name}, {}: {:?}", picture.id, picture.sources);
        }
    }
    let profile = profile("lancashire");
    for (date, stale) in [("2021-06-01", false), ("2026-11-21", true)] {
        let context = Context::on(Date::from_iso(date).unwrap());
        let picture = one(&pictures(&assessed("matrix-strong-secured", &profile, &context), &profile), "need-by-age");
        let drawn = texts(&picture.drawing).iter().any(|(text, _)| text.contains("past review"));
        let said = picture.sources.iter().all(|source| source.contains("past review since 30 November 2021"));
        assert_eq!((drawn, said), (stale, stale), "{date}: {picture:#?}");
        assert!(texts(&picture.drawing).iter().any(|(text, _)| text.contains("December 2019 to November 2020")));
    }
}

#[test]
fn figures_are_drawn_only_from_the_day_they_speak_of_and_only_beside_others_of_it() {
    let profile = profile("lancashire");
    let ids = |date: &str| -> Vec<String> {
        let context = Context::on(Date::from_iso(date).unwrap());
        pictures(&assessed("matrix-strong-secured", &profile, &context), &profile).into_iter().map(|p| p.id).collect()
    };
    assert_eq!(ids("2019-01-01"), ["fee-on-the-bands", "map"]);
    assert!(ids("2021-01-01").contains(&"need-by-age".to_owned()));
    // One count alone is no picture of time.
    assert!(!ids("2024-01-01").contains(&"places-and-use".to_owned()));
    assert!(ids("2024-12-31").contains(&"places-and-use".to_owned()));
    // Inside the county was counted in March 2025, outside it was not: the picture keeps to the dates of both.
    let context = Context::on(today());
    let where_they_live =
        one(&pictures(&assessed("matrix-strong-secured", &profile, &context), &profile), "where-children-live");
    let rows: Vec<&str> = where_they_live.table.rows.iter().map(|row| row[1].as_str()).collect();
    assert_eq!(rows, ["102", "70", "143", "66"]);
}

#[test]
fn what_is_not_stated_is_said_and_the_councils_side_is_shown() {
    let profile = profile("lancashire");
    let drawn = pictures(&assessed("only-the-authority-is-stated", &profile, &Context::on(today())), &profile);
    assert!(drawn.iter().all(|picture| picture.id != "fee-by-heading"), "there is nothing to draw of the headings");
    let scale = one(&drawn, "fee-on-the-bands");
    assert_eq!(scale.table.rows[0][1], "not stated");
    assert_eq!(scale.table.rows[1][1], "about £6,000");
    assert!(!scale.drawing.shapes.iter().any(|shape| shape.class() == Class::Proposed));
    for (id, said) in [("need-by-age", "ages"), ("hard-to-find-reasons", "needs")] {
        let note = one(&drawn, id).notes.into_iter().find(|note| note.contains("nothing is marked"));
        assert!(note.as_ref().is_some_and(|note| note.contains(said)), "{id}: {note:?}");
    }
}

#[test]
fn what_is_proposed_is_marked_in_words_too() {
    let profile = profile("lancashire");
    let mut marked = 0;
    for case in ["matrix-strong-secured", "everything-at-once", "crisis-home"] {
        for picture in pictures(&assessed(case, &profile, &Context::on(today())), &profile) {
            if picture.id.starts_with("fee") {
                continue;
            }
            let dark = picture.drawing.shapes.iter().filter(|shape| shape.class() == Class::Proposed).count();
            let said = picture.table.rows.iter().filter(|row| row[0].ends_with("as proposed")).count();
            assert_eq!(dark, said, "{case}, {}", picture.id);
            marked += dark;
        }
    }
    assert!(marked > 8, "{marked}");
}

#[test]
fn a_licensed_benchmark_and_others_homes_are_for_the_council_alone() {
    for (name, pictures) in all() {
        let answered = name.ends_with("answered");
        for picture in pictures {
            let benchmark = picture.drawing.shapes.iter().any(|shape| shape.class() == Class::Benchmark);
            let others = picture.id == "map" && answered;
            assert_eq!(picture.internal, benchmark || others, "{name}, {}", picture.id);
        }
    }
}

#[test]
fn the_map_shows_the_site_its_district_and_the_homes_answered() {
    let profile = profile("lancashire");
    let context = homes("lancaster-several", &profile);
    let map = one(&pictures(&assessed("cumulative-others-like-it", &profile, &context), &profile), "map");
    let tiles = |class| map.drawing.shapes.iter().filter(|shape| shape.class() == class).count();
    assert_eq!((tiles(Class::Site), tiles(Class::Own) - 1, tiles(Class::Outside) - 1), (1, 12, 12));
    let row = |name: &str| map.table.rows.iter().find(|row| row[0] == name).unwrap().clone();
    assert_eq!(row("Lancaster")[2..], ["the site".to_owned(), "10".to_owned()]);
    assert_eq!(row("Burnley")[2..], [String::new(), "1".to_owned()]);
    // The council's own code has no tile.
    let own = br#"{"schema":"home-assessment/proposal@1","application":{"planning_authority":"E10000017"}}"#;
    let own = assess(&proposal::load(own, &profile).unwrap().proposal, &profile, &Context::on(today()));
    let own = one(&pictures(&own, &profile), "map");
    assert!(own.notes.iter().any(|note| note.contains("is not on the map")), "{:?}", own.notes);
    // The district of the site's postcode reaches further.
    let beside = br#"{"schema":"home-assessment/proposal@1","application":{"planning_authority":"E07000120"},"site":{"postcode":"BB5 3AA"}}"#;
    let beside = assess(&proposal::load(beside, &profile).unwrap().proposal, &profile, &Context::on(today()));
    let beside = one(&pictures(&beside, &profile), "map").table.rows;
    let shared: Vec<&str> = beside.iter().filter(|row| row[2] == "shares BB5").map(|row| row[0].as_str()).collect();
    assert_eq!(shared, ["Rossendale"]);
    // Without tiles there is no map.
    let mut file: Value = serde_json::from_slice(BUILT_IN_PROFILE).unwrap();
    for authority in file["authorities"].as_array_mut().unwrap() {
        authority.as_object_mut().unwrap().remove("tile");
    }
    let without = load_profile(file.to_string().as_bytes()).unwrap();
    let drawn = pictures(&assessed("matrix-strong-secured", &without, &Context::on(today())), &without);
    assert!(drawn.iter().all(|picture| picture.id != "map"));
}

#[test]
fn a_profile_whose_pictures_or_tiles_cannot_be_drawn_is_refused_with_the_place() {
    type Change = fn(&mut Value);
    let faults = |change: Change| -> Vec<String> {
        let mut file: Value = serde_json::from_slice(BUILT_IN_PROFILE).unwrap();
        change(&mut file);
        load_profile(file.to_string().as_bytes()).err().unwrap_or_default().iter().map(ToString::to_string).collect()
    };
    let cases: [(Change, &str); 7] = [
        (
            |file| file["pictures"][1]["rows"][0]["figure"] = json!("none"),
            "pictures[1].rows[0].figure: “none” is not a figure",
        ),
        (|file| file["pictures"][1]["rows"] = json!([]), "pictures[1].rows: is empty"),
        (|file| file["pictures"][1]["title"] = json!(" "), "pictures[1]: has a title or a label that is empty"),
        (
            |file| file["pictures"][1]["id"] = file["pictures"][0]["id"].clone(),
            "pictures[1]: “places-and-use” stands twice",
        ),
        (|file| file["pictures"][2]["kind"] = json!("over-time"), "pictures[2].kind: “over-time” draws no parts"),
        (
            |file| file["authorities"][0]["tile"] = json!({ "column": 2, "row": 1 }),
            "authorities[4].tile: lies on the tile of Burnley",
        ),
        (
            |file| file["authorities"][0]["tile"]["column"] = json!(8),
            "authorities[0].tile: columns and rows run from 0 to 7",
        ),
    ];
    for (change, wanted) in cases {
        let found = faults(change);
        assert!(found.iter().any(|fault| fault.starts_with(wanted)), "{wanted} in {found:#?}");
    }
    let of_two_units = faults(|file| {
        file["pictures"][0].as_object_mut().unwrap().remove("unit");
    });
    assert!(of_two_units[0].starts_with("pictures[0]: has figures of several units"), "{of_two_units:#?}");
}

#[test]
fn pictures_stand_alone_as_sound_files() {
    let profile = profile("lancashire");
    let drawn = pictures(&assessed("everything-at-once", &profile, &Context::on(today())), &profile);
    for picture in &drawn {
        let file = svg(picture);
        let document = roxmltree::Document::parse(&file).unwrap_or_else(|error| panic!("{}: {error}", picture.id));
        assert!(!file.contains("style="), "a page refuses styles within elements");
        let style = document.descendants().find(|node| node.has_tag_name("style")).unwrap().text().unwrap();
        for class in Class::ALL {
            // What has no look of its own is ink, as all text is.
            let plain = matches!(class, Class::Label);
            assert!(plain || style.contains(&format!(".{}", class.name())), "{} has no look", class.name());
        }
    }
}

#[test]
fn pictures_are_shape_for_shape_what_was_last_agreed() {
    let mut wrong = Vec::new();
    for (council, case, answered, id) in KEPT {
        let profile = profile(council);
        let context = if answered.is_empty() { Context::on(today()) } else { homes(answered, &profile) };
        let file = svg(&one(&pictures(&assessed(case, &profile, &context), &profile), id));
        let path = folder("tests/pictures").join(format!("{case}.{id}.svg"));
        wrong.extend(kept::differs(&path, &file));
    }
    assert!(wrong.is_empty(), "if the new drawings are right, run cargo xtask letters\n\n{}\n", wrong.join("\n\n"));
}

#[test]
fn the_page_of_evidence_has_every_figure_with_what_reads_it() {
    let profile = profile("lancashire");
    let assessment = assessed("matrix-none-secured", &profile, &Context::on(today()));
    let evidence = Evidence::of(&assessment, &profile);
    let rows = || evidence.groups.iter().flat_map(|group| &group.rows);
    // The table of figures is the same list.
    let table = figures::figures(&profile, today()).unwrap();
    let ids: Vec<String> =
        csv::Reader::from_reader(table.as_bytes()).records().map(|row| row.unwrap()[1].to_owned()).collect();
    assert_eq!(rows().map(|row| row.id.clone()).collect::<Vec<_>>(), ids);
    let titles: Vec<&str> = profile.tables.iter().map(|table| table.title.as_str()).collect();
    assert!(evidence.groups.iter().map(|group| group.title.as_str()).eq(titles.into_iter().chain(["Other figures"])));
    let row = |id: &str, as_of: &str| rows().find(|row| row.id == id && row.as_of == as_of).unwrap();
    let places = row("agency-places", "March 2025");
    assert_eq!((places.value.as_str(), places.stale, places.in_force), ("980 places", true, true));
    assert!(places.in_this_assessment, "the letter speaks of it");
    assert!(!row("agency-places", "November 2024").in_this_assessment);
    assert!(!row("carecubed-savings", "November 2022 to April 2025").in_this_assessment);
    for used in ["The letter", "Picture: Places in agency homes in the county, and Lancashire children living in them"]
    {
        assert!(places.used_by.iter().any(|by| by == used), "{used} in {:?}", places.used_by);
    }
    assert_eq!(row("fee-band-mid-range", "2025").used_by[0], "A rule of the assessment");
    assert!(
        row("hard-to-find-self-harm", "2020")
            .used_by
            .contains(&"Gap: small, highly staffed homes for complex needs".to_owned())
    );
    assert!(rows().all(|row| !row.source.is_empty() && !row.published.is_empty() && !row.review_by.is_empty()));
    // Every reader has words: none is shown as a place of the file.
    for (council, name) in [
        ("lancashire", "matrix-none-secured"),
        ("blackpool-example", "blackpool-strong-and-secured"),
        ("enfield-example", "enfield-strong-and-secured"),
    ] {
        let profile = self::profile(council);
        let evidence = Evidence::of(&assessed(name, &profile, &Context::on(today())), &profile);
        let readers: BTreeSet<&str> = evidence
            .groups
            .iter()
            .flat_map(|group| &group.rows)
            .flat_map(|row| &row.used_by)
            .map(String::as_str)
            .collect();
        assert!(readers.iter().all(|reader| !reader.contains(['[', '_', '{'])), "{readers:?}");
    }
    let stale: BTreeSet<&str> = rows().filter(|row| row.stale && row.in_force).map(|row| row.id.as_str()).collect();
    assert_eq!(usize::try_from(evidence.stale).unwrap(), stale.len());
}

#[test]
fn the_page_is_given_sound_elements_that_say_everything_and_shows_a_provider_nothing_internal() {
    let profile = profile("lancashire");
    let file = fs::read(folder("tests/cases/fee-above-benchmark-heading.json")).unwrap();
    let form = proposal::load(&file, &profile).unwrap().form;
    let drawn = pictures(&assessed("fee-above-benchmark-heading", &profile, &Context::on(today())), &profile);
    assert!(drawn.iter().any(|picture| picture.internal), "the case has a picture for the council alone");
    for (mode, internal) in [(Mode::Commissioner, true), (Mode::Provider, false)] {
        let mut markup = String::new();
        Node::of("main", shown::figures(&form, &profile, mode, &Context::on(today()))).write(&mut markup);
        let document = roxmltree::Document::parse(&markup).unwrap();
        let with = |tag: &str| document.descendants().filter(|node| node.has_tag_name(tag)).count();
        let wanted: Vec<&Picture> = drawn.iter().filter(|picture| internal || !picture.internal).collect();
        assert_eq!((with("svg"), with("figure"), with("figcaption")), (wanted.len(), wanted.len(), wanted.len()));
        let ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "an id stands twice");
        let text: String = document.descendants().filter_map(|node| node.text()).collect::<Vec<_>>().join(" ");
        for picture in &wanted {
            let rows = picture.table.rows.iter().flatten().chain(&picture.notes).chain(&picture.sources);
            for said in rows.chain([&picture.title]) {
                assert!(text.contains(said.as_str()), "{said}");
            }
        }
        assert!(text.contains("Every figure, with its source") && text.contains("(read here)"));
        for node in document.descendants().filter(|node| node.is_element() && !node.has_tag_name("main")) {
            let names = node.attributes().map(|attribute| attribute.name()).chain([node.tag_name().name()]);
            names.for_each(|name| assert_eq!(known(name), Some(name), "a page builds no such thing"));
        }
    }
}
