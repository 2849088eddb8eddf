//! How the pages of PDFs are set: every text and rule of some documents with its place, as `tests/pages/` keeps them. `cargo xtask
//! letters` writes those anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

mod kept;
#[path = "sound/pages.rs"]
mod pages;

use home_assessment::documents::pdf::pdf;
use home_assessment::exchange::proposal::load;
use home_assessment::{Context, Date, Kind, Revision, assess, built_in_profile, outlook};
use std::fmt::Write as _;
use std::path::Path;

/// A case with every kind of document but the trace, which is long and set as the note is, and of one more the letter alone.
const CASES: [(&str, bool); 2] =
    [("benchmark-uprated-and-still-above", true), ("burnley-four-therapeutic-seven-to-eighteen", false)];

#[test]
fn every_text_is_where_it_was() {
    let (profile, context) = (built_in_profile().unwrap(), Context::on(Date::new(2026, 11, 21).unwrap()));
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut differing = Vec::new();
    for (name, every) in CASES {
        let file = std::fs::read(tests.join(format!("cases/{name}.json"))).unwrap();
        let loaded = load(&file, &profile).unwrap();
        let assessment = assess(&loaded.proposal, &profile, &context);
        let outlook = outlook(&loaded.form, &profile, &context);
        for (kind, of) in Kind::ALL.iter().filter(|(kind, _)| *kind == Kind::Letter || every && *kind != Kind::Trace) {
            let document = kind.draft(&assessment, &outlook, &profile, &Revision::default());
            let read = lopdf::Document::load_mem(&pdf(&document).unwrap()).unwrap();
            let mut found = String::new();
            for (number, page) in read.get_pages() {
                writeln!(found, "Page {number}").unwrap();
                for (how, text) in pages::drawn(&read, page) {
                    writeln!(found, "{}", format!("  {how} | {text}").trim_end_matches([' ', '|'])).unwrap();
                }
            }
            differing.extend(kept::differs(&tests.join(format!("pages/{name}.{of}.expected")), &found));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}
