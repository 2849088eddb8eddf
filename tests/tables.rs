//! Tables of proposals: each table in tests/tables with what is expected of it beside it, whatever the pieces it comes in; and
//! tables that nobody would write, at random and by hand.
//!
//! A line of an `.expected` file is one of: `# words`, `encoding: NAME`, `guess: yes`, `map: HEADER = PATH`,
//! `set: PATH = ANSWER`, `column HEADER: PATH` or `repeated`, `table: refused: WORDS`, `rows: NUMBER`, `row N: STANCE`,
//! `row N: PATH is ANSWER`, `row N: refused: WORDS`, `row N: remark: WORDS`, `row N: blank`, `written: WORDS`, `output: marked`.
#![cfg(feature = "table")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::as_conversions,
    missing_docs
)]

use home_assessment::exchange::batch::{
    Encoding, Files, Guesses, MOST_COLUMNS, MOST_ROW, Mapping, Opening, Records, Row, Table, plain, template, write_row,
};
use home_assessment::exchange::proposal::load;
use home_assessment::form::Field;
use home_assessment::response::{QuestionTexts, Words, questions};
use home_assessment::{BUILT_IN_PROFILE, Context, Date, Fault, Profile, assess, load_profile};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::OnceLock;

fn profile() -> &'static Profile {
    static PROFILE: OnceLock<Profile> = OnceLock::new();
    PROFILE.get_or_init(|| load_profile(BUILT_IN_PROFILE).unwrap())
}

fn context() -> Context {
    Context::on(Date::from_iso("2026-11-21").unwrap())
}

// ---------------------------------------------------------------------------------------------------------------------
// What becomes of a table.

/// What a person said of a table before it was read.
#[derive(Default)]
struct Said {
    guess: bool,
    maps: Vec<(String, Option<Field>)>,
    everywhere: Vec<(Field, String)>,
}

/// What became of each row, in lines as the expectations have them, and what was written.
#[derive(Debug, Default, PartialEq)]
struct Became {
    rows: Vec<String>,
    written: Vec<u8>,
    columns: Vec<(String, Option<Field>)>,
}

fn became(bytes: &[u8], piece: usize, said: &Said) -> Result<Became, Vec<Fault>> {
    let guesses = Guesses::of(profile());
    let first = &bytes[..bytes.len().min(MOST_ROW)];
    let opening = Opening::of(first, |name| guesses.one(name).is_some()).map_err(|fault| vec![fault])?;
    let mut mapping =
        if said.guess { Mapping::with_guesses(&opening.header, profile()) } else { Mapping::by_paths(&opening.header) };
    for (name, field) in &said.maps {
        mapping.put(&opening.header, name, field.clone()).map_err(|fault| vec![fault])?;
    }
    mapping.everywhere = said.everywhere.clone();
    let mut became = Became {
        columns: opening.header.iter().cloned().zip(mapping.columns.iter().cloned()).collect(),
        ..Became::default()
    };
    let mut table = Table::begin(&opening, mapping, profile().clone(), context())?;
    let rows = &mut became.rows;
    let mut each = |row: &Row<'_>| {
        rows.extend(in_lines(row));
        Ok(())
    };
    let mut fed = Ok(());
    for bytes in bytes.chunks(piece) {
        fed = table.feed(bytes, &mut each);
        became.written.extend(table.take_written());
        if fed.is_err() {
            break;
        }
    }
    fed.and_then(|()| table.finish(&mut each)).map_err(|fault| vec![fault])?;
    became.written.extend(table.take_written());
    Ok(became)
}

/// What became of a row: its stance and answers, or why it was refused.
fn in_lines(row: &Row<'_>) -> Vec<String> {
    let place = row.place;
    let mut lines: Vec<String> = row.remarks.iter().map(|remark| format!("{place}: remark: {remark}")).collect();
    match row.result {
        None => lines.push(format!("{place}: blank")),
        Some(Err(why)) => lines.push(format!("{place}: refused: {why}")),
        Some(Ok(assessed)) => {
            lines.push(format!("{place}: {}", assessed.assessment.stance.code()));
            let said = |(field, answer): (&Field, &str)| format!("{place}: {field} is {}", answer.replace('\n', "; "));
            let understood = &assessed.assessment.proposal;
            let address = understood.site.address.as_deref().map(|address| (Field::Address, address.to_owned()));
            lines.extend(assessed.form.answers().filter(|(field, _)| **field != Field::Address).map(said));
            lines.extend(address.iter().map(|(field, answer)| said((field, answer))));
        }
    }
    lines
}

fn encoded(text: &str, encoding: &str) -> Vec<u8> {
    let units = || std::iter::once(0xFEFF).chain(text.encode_utf16());
    match encoding {
        "" => text.into(),
        "utf-8-mark" => ["\u{feff}", text].concat().into(),
        "utf-16le" => units().flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => units().flat_map(u16::to_be_bytes).collect(),
        "windows-1252" => {
            let byte = |c: char| match c {
                '’' => 0x92,
                '“' => 0x93,
                '”' => 0x94,
                '€' => 0x80,
                c => u8::try_from(c).unwrap(),
            };
            text.chars().map(byte).collect()
        }
        other => panic!("there is no encoding {other}"),
    }
}

#[test]
fn every_table_becomes_what_is_expected_whatever_pieces_it_comes_in() {
    let folder = Path::new("tests/tables");
    let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    let (tables, expected): (Vec<_>, Vec<_>) =
        names.iter().partition(|path| path.extension().is_some_and(|ending| ending == "csv"));
    assert_eq!(tables.len(), expected.len(), "each table has its expectations beside it, and nothing else is there");
    assert!(tables.len() > 15);
    let mut faults = String::new();
    for table in tables {
        let name = table.file_stem().unwrap().to_string_lossy();
        let expected = std::fs::read_to_string(table.with_extension("expected")).unwrap();
        let found = held(&std::fs::read_to_string(table).unwrap(), &expected);
        found.iter().for_each(|fault| writeln!(faults, "{name}: {fault}").unwrap());
    }
    assert!(faults.is_empty(), "\n{faults}");
}

/// What of the expectations does not hold.
fn held(table: &str, expected: &str) -> Vec<String> {
    let lines: Vec<&str> = expected.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
    let said = |key: &str| lines.iter().filter_map(|line| line.strip_prefix(key)).map(str::trim).collect::<Vec<_>>();
    let pairs =
        |key: &str| said(key).into_iter().map(|pair| pair.split_once(" = ").expect("NAME = VALUE")).collect::<Vec<_>>();
    let everywhere = |(path, answer): (&str, &str)| (Field::from_path(path).expect(path), answer.to_owned());
    let by_hand = Said {
        guess: said("guess:") == ["yes"],
        maps: pairs("map:").into_iter().map(|(name, path)| (name.to_owned(), Field::from_path(path))).collect(),
        everywhere: pairs("set:").into_iter().map(everywhere).collect(),
    };
    let bytes = encoded(table, said("encoding:").first().copied().unwrap_or_default());
    let whole = became(&bytes, usize::MAX, &by_hand);
    for piece in [1, 2, 7, 64] {
        assert_eq!(became(&bytes, piece, &by_hand), whole, "in pieces of {piece}");
    }
    let mut wrong = Vec::new();
    let mut want = |holds: bool, line: &str, found: &dyn std::fmt::Debug| {
        if !holds {
            wrong.push(format!("{line}\n    but {found:#?}"));
        }
    };
    for line in &lines {
        let (key, value) = line.split_once(": ").expect(line);
        match (key, &whole) {
            ("guess" | "map" | "set" | "encoding", _) => {}
            ("table", Err(faults)) => {
                let why = value.strip_prefix("refused: ").expect(line);
                want(faults.iter().any(|fault| fault.to_string().contains(why)), line, faults);
            }
            (_, Err(faults)) => want(false, line, faults),
            ("table", Ok(became)) => want(false, line, became),
            ("rows", Ok(became)) => want(value == became.rows.len().to_string(), line, &became.rows),
            ("output", Ok(became)) => want(became.written.starts_with("\u{feff}".as_bytes()), line, &became.written),
            ("written", Ok(became)) => {
                let written = String::from_utf8(became.written.clone()).unwrap();
                want(written.lines().any(|written| written.contains(value)), line, &written);
            }
            (row, Ok(became)) => match row.strip_prefix("column ") {
                Some(column) => {
                    let answers = Field::from_path(value);
                    assert!(answers.is_some() || value == "repeated", "{line}");
                    want(became.columns.contains(&(column.to_owned(), answers)), line, &became.columns);
                }
                None => {
                    let words = value.strip_prefix("refused: ").map(|why| (format!("{row}: refused: "), why));
                    let holds = |said: &String| match &words {
                        Some((start, why)) => said.starts_with(start) && said.contains(why),
                        None if value.starts_with("remark: ") => said.starts_with(line),
                        None => said == line,
                    };
                    want(became.rows.iter().any(holds), line, &became.rows);
                }
            },
        }
    }
    wrong
}

// ---------------------------------------------------------------------------------------------------------------------
// Tables that nobody would write.

/// A table with these headers in which a row can be assessed.
fn table(rows: &str) -> Vec<u8> {
    format!("application.planning_authority,home.places\n{rows}").into_bytes()
}

fn refusal(bytes: &[u8]) -> String {
    became(bytes, 4_096, &Said::default()).expect_err("it is refused")[0].to_string()
}

#[test]
fn what_is_no_table_says_what_it_is() {
    for (bytes, said) in [
        (&b"PK\x03\x04\x14\0\x06\0"[..], "is a workbook or another packed file"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "is an old Excel workbook"),
        (b"%PDF-1.7\n", "is a PDF"),
        (b"\x1F\x8B\x08\0", "is a packed file"),
        (b"a,b\n\0\x01\x02\0\0\0\0\x07", "is not a table of text"),
        (b"", "the table is empty"),
        (b"\xEF\xBB\xBF\r\n\r\n", "the table is empty"),
        (b"name,colour\nA,green\n", "has no column “application.planning_authority”"),
    ] {
        assert!(refusal(bytes).contains(said), "{said}: {}", refusal(bytes));
    }
}

#[test]
fn a_quotation_mark_that_is_never_closed_does_not_fill_the_memory() {
    let mut bytes = table("E07000120,2\nE07000120,\"2\n");
    bytes.extend("E07000120,2\n".repeat(2 * MOST_ROW / 12).bytes());
    assert!(refusal(&bytes).contains("row 3: has more than 1048576 bytes; check its quotation marks"));
    let header = ["\"".to_owned(), "a".repeat(MOST_ROW + 9)].concat();
    assert!(refusal(header.as_bytes()).contains("row 1: has more than 1048576 bytes"));
}

#[test]
fn a_row_of_ten_thousand_columns_is_refused_and_the_next_is_read() {
    let bytes = table(&format!("E07000120,2{}\nE07000120,2\n", ",".repeat(9_998)));
    let rows = became(&bytes, 1_000, &Said::default()).unwrap().rows;
    assert!(rows[0].starts_with("row 2: refused: the row has 10000 columns and the header 2"), "{}", rows[0]);
    assert!(rows.iter().any(|line| line == "row 3: home.places is 2"), "{rows:?}");
    let header = vec!["a"; 10_000].join(",");
    assert!(refusal(header.as_bytes()).contains(&format!("10000 columns; the most is {MOST_COLUMNS}")));
}

#[test]
fn a_row_in_another_encoding_than_the_rows_before_it_is_refused() {
    let header = b"application.planning_authority,site.address\n";
    let (utf_8, windows, neither) =
        ("E07000120,Café\n".as_bytes(), b"E07000120,Caf\xE9\n".as_slice(), b"E07000120,\x81\x8D\n".as_slice());
    for (rows, refused) in [
        (vec![utf_8, windows], Some((3, "is not UTF-8 text; save the table as UTF-8"))),
        (vec![windows, utf_8], Some((3, "is UTF-8 text among rows in Windows-1252"))),
        (vec![windows, neither], Some((3, "is not text; save the table as UTF-8"))),
        (vec![neither], Some((2, "is not text"))),
        (vec![neither, utf_8], Some((2, "is not text"))),
        (vec![windows, windows], None),
        (vec![utf_8, utf_8], None),
    ] {
        let bytes = [header, rows.concat().as_slice()].concat();
        let became = became(&bytes, 3, &Said::default()).unwrap();
        let said: Vec<&String> = became.rows.iter().filter(|line| line.contains("refused")).collect();
        match refused {
            Some((row, why)) => {
                assert_eq!(said.len(), 1, "{said:?}");
                assert!(said[0].starts_with(&format!("row {row}: refused: the row {why}")), "{said:?}");
            }
            None => {
                assert!(said.is_empty(), "{said:?}");
                assert!(became.rows.iter().any(|line| line == "row 2: site.address is Café"), "{:?}", became.rows);
            }
        }
        assert!(String::from_utf8(became.written).is_ok(), "what is written is UTF-8");
    }
    // A letter may not be shared between two cells.
    let split = [header.as_slice(), b"E07000120\xC3,\xA9\n"].concat();
    assert!(became(&split, 9, &Said::default()).is_ok());
}

#[test]
fn half_a_letter_of_utf_16_refuses_its_row_alone() {
    let mut bytes = encoded("application.planning_authority,site.address\nE07000120,a\nE07000120,b\n", "utf-16le");
    let at = bytes.windows(2).position(|pair| pair == [b'a', 0]).unwrap();
    let last = bytes.windows(2).rposition(|pair| pair == [b'b', 0]).unwrap();
    bytes[last] = 0x3D;
    bytes[last + 1] = 0xD8;
    let rows = became(&bytes, 5, &Said::default()).unwrap().rows;
    assert!(at < last && rows.iter().any(|line| line == "row 2: site.address is a"), "{rows:?}");
    assert!(rows.iter().any(|line| line.starts_with("row 3: refused: the row is not UTF-8 text")), "{rows:?}");
}

#[test]
fn the_same_reference_is_named_with_the_row_it_stood_in_first() {
    let bytes = b"application.reference,application.planning_authority\n26/1,E07000120\n26/2,E07000120\n26/1,E07000120\n26/1,E07000120\n";
    let rows = became(bytes, 8, &Said::default()).unwrap().rows;
    let remarks: Vec<&String> = rows.iter().filter(|line| line.contains("remark")).collect();
    assert_eq!(remarks.len(), 2);
    assert!(remarks.iter().all(|line| line.contains("“26/1” stands in row 2 too")), "{remarks:?}");
}

#[test]
fn a_batch_that_its_caller_ends_is_over() {
    let bytes = table("E07000120,2\nE07000120,3\nE07000120,4\n");
    let opening = Opening::of(&bytes, |_| true).unwrap();
    let mapping = Mapping::by_paths(&opening.header);
    let mut table = Table::begin(&opening, mapping, profile().clone(), context()).unwrap();
    let mut seen = 0;
    let ended = table.feed(&bytes, &mut |_| {
        seen += 1;
        if seen == 2 { Err(Fault::at("", "enough")) } else { Ok(()) }
    });
    assert_eq!((ended, seen, table.summary().rows), (Err(Fault::at("", "enough")), 2, 2));
}

#[test]
fn the_template_has_every_column_and_is_read_back() {
    let bytes = template(profile());
    let became = became(&bytes, 100, &Said::default()).unwrap();
    assert!(became.columns.iter().all(|(name, field)| field.as_ref().is_some_and(|field| field.path() == *name)));
    assert_eq!(became.columns.len(), Field::FIXED.len() + 4 * profile().headings.len());
}

#[test]
fn names_of_columns_mean_one_question_each() {
    let guesses = Guesses::of(profile());
    for (path, names) in &profile().wording.columns {
        for name in names {
            assert_eq!(guesses.one(name).map(|field| field.path()).as_ref(), Some(path), "{name}");
        }
    }
    assert_eq!(guesses.one("Officer"), None);
}

#[test]
fn a_result_fed_back_without_its_results_is_the_same_again() {
    let bytes = std::fs::read("tests/tables/formulas.csv").unwrap();
    let first = became(&bytes, 100, &Said::default()).unwrap();
    let mut own = Vec::new();
    for row in rows(&first.written, b',', usize::MAX) {
        write_row(&mut own, b',', row[..row.len() - 7].iter().map(String::as_str));
    }
    let again = became(&own, 100, &Said::default()).unwrap();
    assert_eq!((again.rows, again.written), (first.rows, first.written));
}

// ---------------------------------------------------------------------------------------------------------------------
// At random, the same on every run.

fn property<S: Strategy>(cases: u32, strategy: S, holds: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let seed = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    TestRunner::new_with_rng(config, seed).run(&strategy, holds).unwrap_or_else(|error| panic!("{error}"));
}

/// Every row of a table as it was meant.
fn rows(bytes: &[u8], separator: u8, piece: usize) -> Vec<Vec<String>> {
    let mut records = Records::new(Encoding::of(bytes), separator, 0);
    let mut rows = Vec::new();
    let mut each = |record: home_assessment::exchange::batch::Record<'_>| {
        assert_eq!(record.damaged, None);
        rows.push(record.cells().map(|cell| plain(cell).to_owned()).collect());
        Ok(())
    };
    bytes.chunks(piece).for_each(|bytes| records.feed(bytes, &mut each).unwrap());
    records.finish(&mut each).unwrap();
    rows
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof!["[=+@\\-'\t\r\n\"a,; |\u{FF1D}]{0,6}", "['=]{0,5}.{0,5}", any::<String>(), Just(String::new()),]
}

#[test]
fn what_is_written_is_read_as_it_was_and_no_cell_is_a_formula() {
    let tables = (vec(vec(cell(), 1..5), 1..6), prop::sample::select(vec![b',', b';', b'\t', b'|']), 1_usize..40);
    property(1_500, tables, |(table, separator, piece)| {
        // What stands first in a file and looks like its mark is taken for it; a header never begins so.
        let mut out = Vec::new();
        write_row(&mut out, separator, ["header"]);
        table.iter().for_each(|row| write_row(&mut out, separator, row.iter().map(String::as_str)));
        let again = rows(&out, separator, piece);
        prop_assert_eq!(&again[1..], table.as_slice());
        // The same by another reader, as a spreadsheet would part the cells.
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(&*out);
        for row in reader.records() {
            for cell in &row.unwrap() {
                let first = cell.chars().next();
                prop_assert!(!first.is_some_and(|c| "=+-@\t\r\n＝＋－＠".contains(c)), "{cell:?}");
            }
        }
        // And in UTF-16, as a spreadsheet may save it again.
        let text = String::from_utf8(out).unwrap();
        prop_assert_eq!(&rows(&encoded(&text, "utf-16be"), separator, piece)[1..], table.as_slice());
        Ok(())
    });
}

#[test]
fn no_bytes_stop_it_and_the_pieces_they_come_in_change_nothing() {
    let bytes = prop_oneof![
        vec(any::<u8>(), 0..300),
        "[a-z,;\t\"\n\r=é\u{0}]{0,200}".prop_map(String::into_bytes),
        (vec(any::<u8>(), 0..60), 0_usize..400).prop_map(|(noise, at)| {
            let mut bytes = std::fs::read("tests/tables/rows-that-are-refused.csv").unwrap();
            let at = at.min(bytes.len());
            bytes.splice(at..at, noise);
            bytes
        }),
    ];
    let said =
        Said { guess: true, everywhere: vec![(Field::PlanningAuthority, "E07000120".into())], ..Said::default() };
    property(1_500, (bytes, 1_usize..50), |(bytes, piece)| {
        let whole = became(&bytes, usize::MAX, &said);
        prop_assert_eq!(&became(&bytes, piece, &said), &whole);
        if let Ok(became) = whole {
            prop_assert!(std::str::from_utf8(&became.written).is_ok());
        }
        Ok(())
    });
}

#[test]
fn no_file_stops_a_set_and_every_file_has_its_row() {
    let zip = zipped(&[("a.json", GOOD.as_bytes()), ("b/c.json", b"{")]);
    let bytes = prop_oneof![
        vec(any::<u8>(), 0..200),
        "[\\[\\]{}\":,a-z0-9 ]{0,120}".prop_map(String::into_bytes),
        (0..zip.len(), any::<u8>()).prop_map(move |(at, byte)| {
            let mut bytes = zip.clone();
            bytes[at] = byte;
            bytes
        }),
        (0..GOOD.len()).prop_map(|at| GOOD.as_bytes()[..at].to_vec()),
    ];
    property(1_000, bytes, |bytes| {
        let (mut files, mut seen) = (Files::begin(profile().clone(), context(), vec![]), 0);
        files
            .add("x", &bytes, &mut |_| {
                seen += 1;
                Ok(())
            })
            .unwrap();
        prop_assert_eq!(files.summary().rows, seen);
        Ok(())
    });
}

// ---------------------------------------------------------------------------------------------------------------------
// Sets of files.

const GOOD: &str = r#"{"application":{"planning_authority":"E07000120","reference":"26/0701"},"home":{"places":2}}"#;

/// A zip file of these, packed.
fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// What became of files, by their places.
fn set(files: &[(&str, &[u8])]) -> (BTreeMap<String, String>, String) {
    let mut batch = Files::begin(profile().clone(), context(), vec![(Field::PlanningAuthority, "E07000117".into())]);
    let mut became = BTreeMap::new();
    for (name, bytes) in files {
        let mut each = |row: &Row<'_>| {
            let result = match row.result {
                Some(Ok(assessed)) => assessed.assessment.stance.code().to_owned(),
                Some(Err(why)) => format!("refused: {why}"),
                None => "blank".to_owned(),
            };
            became.insert(row.place.to_owned(), result);
            Ok(())
        };
        batch.add(name, bytes, &mut each).unwrap();
    }
    (became, String::from_utf8(batch.take_written()).unwrap())
}

#[test]
fn proposals_planning_data_lists_and_zip_files_are_assessed_together() {
    let list = format!("[{GOOD},{{\"home\":{{\"places\":\"two\"}}}},7]");
    let odp = std::fs::read("tests/imports/odp-application.json").unwrap();
    let inner = zipped(&[("deep.json", b"{}")]);
    let zip = zipped(&[
        ("one.json", GOOD.as_bytes()),
        ("folder/", b""),
        ("folder/note.txt", b"a note"),
        ("inner.zip", &inner),
        ("=cmd.json", GOOD.as_bytes()),
    ]);
    let (became, written) = set(&[
        ("good.json", GOOD.as_bytes()),
        ("list.json", list.as_bytes()),
        ("odp.json", &odp),
        ("all.zip", &zip),
        ("broken.json", b"{\"home\":"),
        ("child.json", &std::fs::read("tests/imports/one-child.json").unwrap()),
        ("book.xlsx", &zipped(&[("[Content_Types].xml", b"<x/>")])),
    ]);
    for (place, result) in [
        ("good.json", "does-not-support"),
        ("list.json[0]", "does-not-support"),
        ("list.json[1]", "refused: home.places: “two” is not a whole number"),
        ("list.json[2]", "refused: is a number but must be an object"),
        ("odp.json", "factual-only"),
        ("all.zip: one.json", "does-not-support"),
        ("all.zip: folder/note.txt", "refused: is no proposal file and no planning data"),
        ("all.zip: inner.zip", "refused: is a packed file in a packed file"),
        ("all.zip: =cmd.json", "does-not-support"),
        ("broken.json", "refused: the file breaks off"),
        ("child.json", "refused: childId: is about one child"),
        ("book.xlsx", "refused: is a workbook or another document"),
    ] {
        let found = became.get(place).unwrap_or_else(|| panic!("{place} in {became:#?}"));
        assert!(found.starts_with(result), "{place}: {found}");
    }
    assert_eq!(became.len(), 12, "{became:#?}");
    assert!(
        written
            .starts_with("file,application.reference,application.planning_authority,site.address,home.places,stance,")
    );
    assert!(written.contains("\ngood.json,26/0701,E07000120,,2,does-not-support,"), "{written}");
    assert_eq!(written.lines().count(), 13, "{written}");
}

#[test]
fn a_zip_file_that_unpacks_to_far_more_is_refused_without_being_unpacked() {
    // 40 MB of one letter are 40 kB packed.
    let large = vec![b' '; 40 * 1024 * 1024];
    let bomb = zipped(&[("large.json", &large), ("good.json", GOOD.as_bytes())]);
    assert!(bomb.len() < 100_000);
    let (became, _) = set(&[("bomb.zip", &bomb)]);
    assert!(became["bomb.zip: large.json"].contains("bytes or more; the most is 33554432"), "{became:?}");
    assert_eq!(became["bomb.zip: good.json"], "does-not-support");
    // Many that are each just small enough.
    let small = &large[..30 * 1024 * 1024];
    let many: Vec<(String, &[u8])> = (0..12).map(|at| (format!("{at:02}.json"), small)).collect();
    let named: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    let (became, _) = set(&[("many.zip", &zipped(&named))]);
    let last = became.values().last().unwrap();
    assert!(last.contains("have more than 268435456 bytes; split it"), "{became:?}");
    assert!(became.len() < 12, "the rest is not looked at");
}

#[test]
fn a_zip_file_of_too_many_files_is_refused() {
    let names: Vec<String> = (0..10_001).map(|at| format!("{at}.json")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"{}"[..])).collect();
    let (became, _) = set(&[("many.zip", &zipped(&files))]);
    assert!(became["many.zip"].contains("holds 10001 files; the most is 10000"), "{became:?}");
}

// ---------------------------------------------------------------------------------------------------------------------
// The questions of a table are those of the documents.

#[test]
fn the_questions_of_every_case_are_the_same_in_a_table() {
    let texts = QuestionTexts::of(profile(), home_assessment::checks::ALL);
    let mut asked = 0;
    for entry in std::fs::read_dir("tests/cases").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let Ok(loaded) = load(&std::fs::read(&path).unwrap(), profile()) else { continue };
        let assessment = assess(&loaded.proposal, profile(), &context());
        let words = Words { assessment: &assessment, profile: profile() };
        let full: Vec<String> = questions(&words).into_iter().map(|question| question.sentence.text).collect();
        assert_eq!(texts.texts(&words), full, "{}", path.display());
        asked += full.len();
    }
    assert!(asked > 300);
}

#[cfg(feature = "documents")]
#[test]
fn the_letters_of_a_batch_are_the_letters_of_its_proposals_and_the_same_bytes_each_time() {
    use home_assessment::exchange::batch::Letters;
    use home_assessment::{Form, Format, Output, render};
    use std::io::Read;
    let bytes = b"application.planning_authority,application.reference,home.places\nE07000120,26/0701,2\nE07000120,../../x,400\nE07000120,../../y,3\nE07000121,\xC2\xA3900 a week,3\n";
    let made = || {
        let mut flags = Vec::new();
        let mut letters = Letters::begin(Vec::new(), Format::Text, profile().clone());
        let opening = Opening::of(bytes, |_| true).unwrap();
        let mapping = Mapping::by_paths(&opening.header);
        let mut table = Table::begin(&opening, mapping, profile().clone(), context()).unwrap();
        let mut each = |row: &Row<'_>| {
            flags.extend(letters.add(row)?.into_iter().map(|flag| (row.number, flag.found)));
            Ok(())
        };
        table.feed(bytes, &mut each).unwrap();
        table.finish(&mut each).unwrap();
        assert_eq!(letters.count(), 3);
        // What to look at before a letter is published is said here as for one letter.
        assert!(flags.iter().all(|(row, found)| *row == 5 && found.contains('£')) && !flags.is_empty(), "{flags:?}");
        letters.finish().unwrap()
    };
    let zip = made();
    assert_eq!(zip, made());
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(zip)).unwrap();
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    assert_eq!(names, ["000002-26-0701.txt", "000004-y.txt", "000005-900-a-week.txt"]);
    let mut letter = String::new();
    archive.by_name("000002-26-0701.txt").unwrap().read_to_string(&mut letter).unwrap();
    let mut form = Form::default();
    for (field, answer) in
        [(Field::PlanningAuthority, "E07000120"), (Field::Reference, "26/0701"), (Field::Places, "2")]
    {
        form.set(field, answer);
    }
    let loaded = load(home_assessment::exchange::proposal::write(&form).as_bytes(), profile()).unwrap();
    assert_eq!(render(&loaded, profile(), "", Format::Text, &context()).unwrap(), Output::Text(letter));
}
