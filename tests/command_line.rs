//! The command line, run as a user runs it: what it prints where, and with which exit status.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::as_conversions,
    missing_docs
)]

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A proposal for a home that does not exist.
const GOOD: &str = r#"{"application":{"planning_authority":"E07000120"},"home":{"places":2}}"#;
/// One that the council does not support.
const ADVERSE: &str = r#"{"application":{"planning_authority":"E07000120"},"home":{"places":5},
    "children":{"age_min":8,"age_max":17,"needs":["ebd-general"]},"access":{"local_children":"declined"}}"#;
/// One with keys that are not known.
const UNKNOWN_KEYS: &str =
    r#"{"application":{"planning_authority":"E07000120"},"home":{"places":3,"palces":4},"colour":"green"}"#;
/// One with two faults.
const REFUSED: &str = r#"{"application":{"planning_authority":"Burnley"},"home":{"places":400}}"#;
/// One that breaks off.
const BROKEN_OFF: &str = r#"{"home":"#;

// --------------------------------------------------------------------------------------------------------- exit status

#[test]
fn an_adverse_result_is_no_failure() {
    let run = Folder::new("adverse").with("a.json", ADVERSE).run("assess a.json --date 2026-11-21");
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert_eq!(run.objects()[0]["stance"], "does-not-support");
}

#[test]
fn unknown_keys_are_named_and_are_no_failure() {
    let run = Folder::new("unknown").with("a.json", UNKNOWN_KEYS).run("assess a.json --date 2026-11-21");
    assert_eq!(run.status, 0);
    assert_eq!(run.objects().len(), 1);
    let said: Vec<&str> = run.stderr.lines().collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said.iter().all(|line| line.starts_with("a.json: ") && line.contains("is not a known key")), "{said:?}");
    assert!(run.stderr.contains("home.palces") && run.stderr.contains("colour"), "{said:?}");
}

#[test]
fn a_refused_file_does_not_stop_the_others() {
    let folder = Folder::new("others")
        .with("first.json", GOOD)
        .with("refused.json", REFUSED)
        .with("broken.json", BROKEN_OFF)
        .with("last.json", ADVERSE);
    fs::create_dir(folder.path("folder")).unwrap();
    let run = folder.run("assess first.json refused.json broken.json missing.json folder last.json --date 2026-11-21");
    assert_eq!(run.status, 1);
    let done: Vec<Value> = run.objects().iter().map(|object| object["file"].clone()).collect();
    assert_eq!(done, ["first.json", "last.json"]);
    for line in [
        "refused.json: application.planning_authority: “Burnley” is not an area code",
        "refused.json: home.places: “400” is outside 1 to 99",
        "broken.json: the file breaks off; get a complete copy",
        "missing.json: cannot be read: ",
        "folder: cannot be read: ",
    ] {
        assert!(run.stderr.lines().any(|said| said.starts_with(line)), "“{line}” is not among\n{}", run.stderr);
    }
    assert_eq!(run.stderr.lines().count(), 5, "{}", run.stderr);
}

#[test]
fn wrong_usage_is_told_from_a_refused_file() {
    let folder = Folder::new("usage").with("a.json", GOOD).with("b/a.json", GOOD).with("profile.json", "{}");
    for arguments in [
        "",
        "assess",
        "assess a.json --format png",
        "assess a.json --format JSON",
        "assess a.json --of note",
        "assess a.json --of questions --format json",
        "assess a.json --of letters --format text",
        "assess a.json --of questions --format note",
        "assess a.json --format",
        "assess a.json --date 2026-02-30",
        "assess a.json --date 21/11/2026",
        "assess a.json --date today",
        "assess a.json --colour green",
        "assess a.json --out one --out two",
        "assess a.json b/a.json --out out",
        "assess a.json a.json --out out",
        "check-profile",
        "check-profile profile.json profile.json",
        "schema",
        "schema letter",
        "improve a.json",
    ] {
        let run = folder.run(arguments);
        assert_eq!(run.status, 2, "{arguments}: {}", run.stderr);
        assert!(run.stdout.is_empty(), "{arguments}");
        assert!(!run.stderr.is_empty(), "{arguments}");
        assert!(!folder.path("out").exists(), "{arguments}");
    }
    let clash = folder.run("assess a.json b/a.json --out out").stderr;
    assert!(["a.json", "b/a.json"].iter().all(|name| clash.contains(name)), "{clash}");
}

#[test]
fn help_and_version_are_no_failure() {
    let folder = Folder::new("help");
    for arguments in ["help", "--help", "--version", "assess --help", "check-profile --help", "schema --help"] {
        let run = folder.run(arguments);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{arguments}");
        assert!(!run.stdout.is_empty(), "{arguments}");
    }
    assert!(folder.run("--version").stdout.contains(env!("CARGO_PKG_VERSION")));
}

// -------------------------------------------------------------------------------------------------------------- output

#[test]
fn json_is_one_object_a_line_in_the_order_of_the_arguments() {
    let folder = Folder::new("json").with("b.json", GOOD).with("a.json", ADVERSE).with("c.json", UNKNOWN_KEYS);
    let run = folder.run("assess c.json ./b.json a.json b.json --date 2026-11-21");
    assert_eq!(run.status, 0);
    assert!(run.stdout.ends_with('\n') && !run.stdout.contains('\u{c}'));
    let files: Vec<Value> = run.objects().iter().map(|object| object["file"].clone()).collect();
    assert_eq!(files, ["c.json", "./b.json", "a.json", "b.json"]);
    for object in run.objects() {
        assert_eq!(object["schema"], "home-assessment/assessment@1");
        assert_eq!(object["as_at"], "2026-11-21");
    }
}

#[test]
fn documents_are_separated_by_a_form_feed() {
    let folder = Folder::new("feed").with("a.json", GOOD).with("b.json", ADVERSE).with("refused.json", REFUSED);
    for (format, beginning) in [("text", "Response to"), ("html", "<!doctype html>"), ("note", ""), ("self-check", "")]
    {
        let alone = |file: &str| folder.run(&format!("assess {file} --date 2026-11-21 --format {format}"));
        let (a, b) = (alone("a.json").stdout, alone("b.json").stdout);
        assert!(a.starts_with(beginning) && !a.contains('\u{c}') && a.ends_with('\n'), "{format}:\n{a}");
        let both =
            folder.run(&format!("assess refused.json a.json refused.json b.json --date 2026-11-21 --format {format}"));
        assert_eq!(both.status, 1);
        assert_eq!(both.stdout, format!("{a}\u{c}{b}"), "{format}");
    }
}

#[test]
fn any_document_can_be_had_in_any_format() {
    let folder = Folder::new("any").with("a.json", GOOD);
    let beginnings =
        [("txt", "text", ""), ("html", "html", "<!doctype html>"), ("docx", "docx", "PK"), ("pdf", "pdf", "%PDF")];
    for document in ["letter", "questions", "note", "self-check", "trace"] {
        for (ending, format, beginning) in beginnings {
            let run =
                folder.run(&format!("assess a.json --date 2026-11-21 --of {document} --format {format} --out out"));
            assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{document} as {format}");
            let name = if document == "letter" { format!("a.{ending}") } else { format!("a.{document}.{ending}") };
            let bytes = fs::read(folder.path("out").join(&name)).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(bytes.starts_with(beginning.as_bytes()) && bytes.len() > 200, "{name}");
        }
    }
    // What there was before a document and a format were told apart.
    for (short, document, format) in
        [("note", "note", "text"), ("self-check", "self-check", "text"), ("trace", "trace", "html")]
    {
        let said = |arguments: &str| folder.run(&format!("assess a.json --date 2026-11-21 {arguments}")).stdout;
        let long = said(&format!("--of {document} --format {format}"));
        assert_eq!(said(&format!("--format {short}")), long);
        assert_eq!(said(&format!("--of {document} --format {short}")), long);
    }
    let wrong = folder.run("assess a.json --of note").stderr;
    assert!(wrong.contains("JSON is the whole assessment") && wrong.contains("text, html, docx, pdf"), "{wrong}");
}

#[test]
fn a_public_letter_says_on_the_side_what_to_check_before_it_is_published() {
    const NAMED: &str = r#"{"application":{"planning_authority":"E07000120","documents":["letter about Kai, aged 14"]},
        "home":{"places":2}}"#;
    let folder = Folder::new("check").with("named.json", NAMED).with("good.json", GOOD);
    for format in ["text", "html"] {
        let run = folder.run(&format!("assess named.json good.json --date 2026-11-21 --format {format}"));
        assert_eq!(run.status, 0);
        let said: Vec<&str> = run.stderr.lines().collect();
        let wanted =
            "named.json: check before publishing: “Kai, aged 14” under “The proposal as we understand it” (part ";
        assert!(matches!(said.as_slice(), [one] if one.starts_with(wanted)), "{said:?}");
        assert!(said[0].contains("from application.documents: the age of one child"), "{said:?}");
    }
    // What is not for the register, or says it in its own key, has nothing on the side.
    for arguments in ["--format note", "--of questions --format text", "--format json"] {
        assert_eq!(folder.run(&format!("assess named.json --date 2026-11-21 {arguments}")).stderr, "", "{arguments}");
    }
    let run = folder.run("assess named.json good.json --date 2026-11-21");
    let kinds: Vec<usize> = run.objects().iter().map(|object| object["redaction"].as_array().unwrap().len()).collect();
    assert_eq!(kinds, [1, 0]);
}

#[test]
fn out_writes_one_file_for_each_proposal() {
    let folder = Folder::new("out").with("a.json", GOOD).with("b.v2.json", ADVERSE).with("refused.json", REFUSED);
    for (format, ending) in
        [("json", "json"), ("text", "txt"), ("html", "html"), ("note", "note.txt"), ("self-check", "self-check.txt")]
    {
        let out = format!("results/{format}");
        let run = folder
            .run(&format!("assess a.json refused.json b.v2.json --date 2026-11-21 --format {format} --out {out}"));
        assert_eq!((run.status, run.stdout.as_str()), (1, ""), "{}", run.stderr);
        let mut names: Vec<String> = fs::read_dir(folder.path(&out))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        assert_eq!(names, [format!("a.{ending}"), format!("b.v2.{ending}")]);
        let printed = folder.run(&format!("assess a.json --date 2026-11-21 --format {format}")).stdout;
        assert_eq!(fs::read_to_string(folder.path(&format!("{out}/a.{ending}"))).unwrap(), printed);
    }
}

#[test]
fn word_and_pdf_are_one_file_on_standard_output_and_any_number_in_a_folder() {
    let folder = Folder::new("files").with("a.json", GOOD).with("b.json", ADVERSE).with("refused.json", REFUSED);
    for (format, beginning) in [("docx", b"PK\x03\x04".as_slice()), ("pdf", b"%PDF-1.7")] {
        let run = |arguments: &str| program().current_dir(&folder.root).args(arguments.split(' ')).output().unwrap();
        let one = run(&format!("assess a.json --date 2026-11-21 --format {format}"));
        assert_eq!((one.status.code(), one.stderr.as_slice()), (Some(0), b"".as_slice()));
        assert!(one.stdout.starts_with(beginning));
        assert_eq!(one.stdout, run(&format!("assess a.json --date 2026-11-21 --format {format}")).stdout, "{format}");
        for many in ["a.json b.json", "a.json a.json", "a.json refused.json"] {
            let run = folder.run(&format!("assess {many} --date 2026-11-21 --format {format}"));
            assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{many}");
            assert!(run.stderr.contains("--out"), "{}", run.stderr);
        }
        let refused = run(&format!("assess refused.json --date 2026-11-21 --format {format}"));
        assert_eq!((refused.status.code(), refused.stdout.as_slice()), (Some(1), b"".as_slice()));
        let many = run(&format!("assess a.json refused.json b.json --date 2026-11-21 --format {format} --out out"));
        assert_eq!((many.status.code(), many.stdout.as_slice()), (Some(1), b"".as_slice()));
        assert_eq!(fs::read(folder.path(&format!("out/a.{format}"))).unwrap(), one.stdout);
        assert!(fs::read(folder.path(&format!("out/b.{format}"))).unwrap().starts_with(beginning));
        assert!(!folder.path(&format!("out/refused.{format}")).exists());
    }
}

#[test]
fn out_never_writes_over_a_proposal_or_the_profile() {
    let folder = Folder::new("over").with("a.json", GOOD).with("b/c.json", GOOD);
    fs::write(folder.path("p.json"), home_assessment::BUILT_IN_PROFILE).unwrap();
    fs::create_dir(folder.path("b/d")).unwrap();
    for arguments in [
        "assess a.json --out .",
        "assess ./a.json --out b/..",
        "assess b/c.json a.json --out b",
        "assess b/d/../c.json --out b",
    ] {
        let run = folder.run(&format!("{arguments} --date 2026-11-21"));
        assert_eq!(run.status, 2, "{arguments}: {}", run.stderr);
        for file in ["a.json", "b/c.json"] {
            assert_eq!(fs::read_to_string(folder.path(file)).unwrap(), GOOD, "{arguments} wrote over {file}");
        }
    }
    let folder = folder.with("other/p.json", GOOD);
    let run = folder.run("assess other/p.json --profile p.json --out . --date 2026-11-21");
    assert_eq!(run.status, 2, "{}", run.stderr);
    assert_eq!(fs::read(folder.path("p.json")).unwrap(), home_assessment::BUILT_IN_PROFILE);
    // Another ending is another file.
    assert_eq!(folder.run("assess a.json --out . --format text").status, 0);
    assert_eq!(fs::read_to_string(folder.path("a.json")).unwrap(), GOOD);
}

#[test]
fn an_output_that_cannot_be_written_is_said_and_the_others_are_done() {
    let folder = Folder::new("unwritable").with("a.json", GOOD).with("b.json", GOOD).with("file", "");
    fs::create_dir_all(folder.path("out/a.txt")).unwrap();
    let run = folder.run("assess a.json b.json --format text --out out --date 2026-11-21");
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("out/a.txt") && folder.path("out/b.txt").is_file(), "{}", run.stderr);
    let run = folder.run("assess a.json --out file");
    assert_eq!((run.status, run.stderr.contains("file")), (1, true), "{}", run.stderr);
}

#[test]
fn the_date_is_the_one_given_or_today() {
    let folder = Folder::new("date").with("a.json", GOOD);
    for date in ["2026-11-21", "2019-01-01", "0001-01-01", "9999-12-31"] {
        let run = folder.run(&format!("assess a.json --date {date}"));
        assert_eq!((run.status, &run.objects()[0]["as_at"]), (0, &Value::from(date)));
    }
    let today = folder.run("assess a.json");
    let as_at = today.objects()[0]["as_at"].as_str().unwrap().to_owned();
    assert!(home_assessment::Date::from_iso(&as_at).is_some(), "{as_at}");
    let letter = folder.run("assess a.json --format text --date 2026-02-01").stdout;
    assert!(letter.contains("Date: 1 February 2026\n"), "{letter}");
}

/// The same files, profile and date give the same bytes, wherever and in whatever language the program runs.
#[test]
fn output_depends_on_nothing_but_its_inputs() {
    let folder = Folder::new("same").with("a.json", GOOD).with("b.json", UNKNOWN_KEYS);
    fs::create_dir(folder.path("elsewhere")).unwrap();
    let (a, b) = (folder.path("a.json"), folder.path("b.json"));
    for format in ["json", "text", "html", "note", "self-check"] {
        let run = |place: &Path, zone: &str, language: &str| {
            let mut command = program();
            command.current_dir(place).arg("assess").args([&a, &b]);
            command.args(["--date", "2026-11-21", "--format", format]);
            command.env("TZ", zone).env("LANG", language).env("LC_ALL", language);
            command.output().unwrap()
        };
        let once = run(&folder.root, "UTC", "C");
        assert_eq!(once.status.code(), Some(0));
        assert_eq!(once, run(&folder.root, "UTC", "C"));
        assert_eq!(once, run(&folder.path("elsewhere"), "Pacific/Kiritimati", "tr_TR.UTF-8"), "{format}");
    }
}

// -------------------------------------------------------------------------------------------- hostile files and places

#[test]
fn what_a_file_says_cannot_move_the_cursor_or_forge_a_line() {
    let folder = Folder::new("forge")
        .with("keys.json", r#"{"application":{"planning_authority":"E07000120"},"x\u001b[2J\ngood.json: all is well":1,"answers":{"y\r\u202eforged":{}}}"#)
        .with("place.json", r#"{"application":{"planning_authority":"E07000120"},"fees":{"breakdown":{"a\u001b[31m\nforged":"1"}}}"#)
        .with("schema.json", &format!("{{\"schema\":\"home-assessment/proposal@\\u001b[31m\\n{}\"}}", "x".repeat(100_000)))
        .with("text.json", r#"{"application":{"planning_authority":"\u001b[31mBurnley\n\u0000"},"children":{"needs":["\u202eabc"]}}"#);
    let run = folder.run("assess keys.json place.json schema.json text.json --date 2026-11-21");
    assert_eq!(run.status, 1);
    for line in run.stderr.lines() {
        let hidden = line.chars().find(|c| home_assessment::text::is_invisible(*c));
        assert_eq!(hidden, None, "{line:?}");
        let of_a_file = ["keys.json: ", "place.json: ", "schema.json: ", "text.json: "];
        assert!(of_a_file.iter().any(|file| line.starts_with(file)), "{line:?}");
        assert!(line.len() < 5_000, "a line of {} bytes", line.len());
    }
    // What a profile says is no different.
    let text = String::from_utf8_lossy(home_assessment::BUILT_IN_PROFILE).into_owned();
    let long = text.replacen(
        "\"published\": \"2026-11-21\"",
        &format!("\"published\": \"\\u001b[31m\\n{}\"", "x".repeat(100_000)),
        1,
    );
    assert_ne!(text, long);
    let run = folder.with("p.json", &long).run("check-profile p.json");
    assert_eq!(run.status, 1);
    assert!(run.stderr.lines().all(|line| line.starts_with("p.json: ") && line.len() < 5_000), "{:.2000}", run.stderr);
    assert!(!run.stderr.contains('\u{1b}'));
}

#[test]
fn a_huge_file_is_refused_without_being_read() {
    let folder = Folder::new("huge").with("a.json", GOOD);
    fs::File::create(folder.path("huge.json")).unwrap().set_len(200 << 20).unwrap();
    let run = folder.run("assess huge.json a.json --date 2026-11-21");
    assert_eq!((run.status, run.objects().len()), (1, 1));
    assert!(run.stderr.contains("huge.json: the file has 209715200 bytes"), "{}", run.stderr);
    let run = folder.run("assess a.json --profile huge.json");
    assert_eq!((run.status, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.contains("209715200 bytes"), "{}", run.stderr);
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_without_an_end_is_refused() {
    let folder = Folder::new("endless").with("a.json", GOOD);
    let run = folder.run("assess /dev/zero a.json --date 2026-11-21");
    assert_eq!((run.status, run.objects().len()), (1, 1), "{}", run.stderr);
    assert_eq!(folder.run("check-profile /dev/zero").status, 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_name_may_be_any_bytes() {
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new("name");
    let name = std::ffi::OsStr::from_bytes(b"Caf\xE9 \xF0\x9F\x8F\xA0.json");
    fs::write(folder.root.join(name), GOOD).unwrap();
    let output = program().current_dir(&folder.root).arg("assess").arg(name).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let object: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(object["file"], "Caf\u{FFFD} 🏠.json");
}

// -------------------------------------------------------------------------------------------------------------- tables

/// Two proposals, a row that is refused between them, and a column that is not known.
const TABLE: &str = "application.planning_authority,home.places,children.needs,officer\n\
    E07000120,2,self-harm;autism,A. N. Other\nBurnley,400,,\nE07000121,\"3\",adhd,\"Other, A. N.\"\n";

#[test]
fn a_table_is_repeated_with_its_results_and_a_refused_row_does_not_stop_the_others() {
    let folder = Folder::new("table").with("in.csv", TABLE);
    let run = folder.run("batch in.csv out.csv --date 2026-11-21");
    assert_eq!((run.status, run.stdout.as_str()), (1, ""));
    let said: Vec<&str> = run.stderr.lines().collect();
    assert!(said.iter().all(|line| line.starts_with("in.csv: ")), "{said:?}");
    assert!(said.iter().any(|line| line.contains("officer")), "{said:?}");
    let refused: Vec<&&str> = said.iter().filter(|line| line.contains("row 3")).collect();
    assert_eq!(refused.len(), 1, "{said:?}");
    for part in ["application.planning_authority: “Burnley”", "home.places: “400” is outside 1 to 99"] {
        assert!(refused[0].contains(part), "{refused:?}");
    }
    let rows: Vec<Vec<String>> = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_path(folder.path("out.csv"))
        .unwrap()
        .deserialize()
        .map(Result::unwrap)
        .collect();
    let results = ["stance", "fit", "access", "value", "fee_band", "questions", "problem"];
    let header = ["application.planning_authority", "home.places", "children.needs", "officer"];
    assert_eq!(rows[0], [&header[..], &results[..]].concat());
    assert_eq!(rows.len(), 4);
    assert_eq!(rows[1][..4], ["E07000120", "2", "self-harm;autism", "A. N. Other"]);
    assert_eq!(rows[2][4..10], ["", "", "", "", "", ""]);
    assert!(rows[2][10].contains("home.places") && rows[1][10].is_empty());
    assert_eq!(rows[3][3], "Other, A. N.");
    // The same answers in a proposal file give the same result.
    let folder = folder.with("a.json", r#"{"application":{"planning_authority":"E07000120"},"home":{"places":2},"children":{"needs":["self-harm","autism"]}}"#);
    let object = folder.run("assess a.json --date 2026-11-21").objects().remove(0);
    for (at, key) in [(4, "stance"), (5, "fit"), (6, "access"), (7, "value")] {
        assert_eq!(object[key], rows[1][at], "{key}");
    }
    assert_eq!(object["internal"]["fee_band"], rows[1][8]);
}

#[test]
fn a_table_that_cannot_be_read_is_refused() {
    let folder = Folder::new("tables")
        .with("empty.csv", "")
        .with("other.csv", "name,colour\nA,green\n")
        .with("twice.csv", "application.planning_authority,home.places,home.places\nE07000120,2,3\n");
    for table in ["empty.csv", "other.csv", "twice.csv", "missing.csv", "."] {
        let run = folder.run(&format!("batch {table} out.csv"));
        assert_eq!((run.status, run.stdout.as_str()), (1, ""), "{table}: {}", run.stderr);
        assert!(run.stderr.contains(table) && !folder.path("out.csv").exists(), "{table}: {}", run.stderr);
    }
    for (row, said) in
        [("E07000120", "has 1 columns and the header 2"), ("E07000120,2,3", "has 3 columns and the header 2")]
    {
        let table = format!("application.planning_authority,home.places\n{row}\nE07000120,2\n");
        let run = Folder::new("ragged").with("in.csv", &table).run("batch in.csv out.csv");
        assert_eq!((run.status, run.stderr.contains(said)), (1, true), "{}", run.stderr);
    }
}

#[test]
fn a_table_never_writes_over_anything_but_its_output() {
    let folder = Folder::new("table_over").with("in.csv", TABLE).with("out.csv.unfinished", TABLE).with("sub/x", "");
    for arguments in ["batch in.csv in.csv", "batch in.csv sub/../in.csv", "batch in.csv ./in.csv"] {
        assert_eq!(folder.run(arguments).status, 2, "{arguments}");
        assert_eq!(fs::read_to_string(folder.path("in.csv")).unwrap(), TABLE, "{arguments}");
    }
    folder.run("batch out.csv.unfinished out.csv");
    assert_eq!(fs::read_to_string(folder.path("out.csv.unfinished")).unwrap(), TABLE);
    #[cfg(unix)]
    {
        let folder = folder.with("real.csv", "");
        std::os::unix::fs::symlink("real.csv", folder.path("link.csv")).unwrap();
        folder.run("batch in.csv link.csv");
        assert!(fs::symlink_metadata(folder.path("link.csv")).unwrap().is_symlink(), "the link was replaced by a file");
    }
}

/// A planning authority's own list, with headers that are no paths.
const WEEKLY_LIST: &str = "Application number,Site Address,Beds,Ward\n\
    26/0701,\"4 Fettler’s Row, Copperthwaite\",2,Higher Copperthwaite\n26/0702,\"=1+1\",3,Netherwick\n";

#[test]
fn a_list_with_its_own_headers_is_read_once_someone_says_what_they_mean() {
    let folder = Folder::new("weekly").with("list.csv", WEEKLY_LIST);
    let run = folder.run("batch list.csv out.csv --date 2026-11-21");
    assert_eq!((run.status, folder.path("out.csv").exists()), (1, false), "{}", run.stderr);
    for said in [
        "list.csv: Application number: is not a known column and was only repeated; it looks like application.reference: to use it, add --map \"Application number=application.reference\", or --guess",
        "list.csv: Site Address: is not a known column and was only repeated; it looks like site.address",
        "list.csv: the header has no column “application.planning_authority”",
    ] {
        assert!(run.stderr.contains(said), "{said} is not in\n{}", run.stderr);
    }
    let everywhere = ["--set", "application.planning_authority=E07000120", "--date", "2026-11-21"];
    let run = folder.run_with(
        &[&["batch", "list.csv", "out.csv", "--guess", "--map", "Beds=home.places"], &everywhere[..]].concat(),
    );
    assert_eq!(run.status, 0, "{}", run.stderr);
    for said in ["Site Address: is taken for site.address", "Ward: is not a known column and was only repeated"] {
        assert!(run.stderr.contains(said), "{said} is not in\n{}", run.stderr);
    }
    let out = fs::read_to_string(folder.path("out.csv")).unwrap();
    assert!(out.starts_with("Application number,Site Address,Beds,Ward,stance,"), "{out}");
    assert!(out.contains("\n26/0702,'=1+1,3,Netherwick,does-not-support,"), "{out}");
    // A column may be left alone that would be guessed.
    let run = folder.run_with(
        &[&["batch", "list.csv", "again.csv", "--guess", "--map", "Site Address="], &everywhere[..]].concat(),
    );
    assert!(run.status == 0 && !run.stderr.contains("taken for site.address"), "{}", run.stderr);
    // What holds everywhere is checked like any answer.
    let run = folder.run("batch list.csv wrong.csv --set application.planning_authority=Atlantis");
    assert_eq!((run.status, folder.path("wrong.csv").exists()), (1, false));
    assert!(
        run.stderr.contains("--set: application.planning_authority: “Atlantis” is not an area code"),
        "{}",
        run.stderr
    );
}

#[test]
fn the_template_of_a_table_is_a_table() {
    let folder = Folder::new("template");
    let run = folder.run("batch --template");
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.starts_with("application.reference,application.type,application.planning_authority,"));
    assert_eq!(run.stdout.lines().count(), 1);
    let folder = folder.with("in.csv", &run.stdout);
    assert_eq!(folder.run("batch in.csv out.csv").status, 0);
}

#[test]
fn letters_of_a_table_come_in_one_zip_file() {
    let folder = Folder::new("letters").with("in.csv", TABLE);
    let run = folder.run("batch in.csv out.csv --letters letters.zip --letters-as text --date 2026-11-21");
    assert_eq!(run.status, 1, "a row is refused: {}", run.stderr);
    let zip = fs::read(folder.path("letters.zip")).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&zip)).unwrap();
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    assert_eq!(names, ["000002.txt", "000004.txt"]);
    let letter = std::io::read_to_string(archive.by_name("000002.txt").unwrap()).unwrap();
    let folder = folder.with("a.json", r#"{"application":{"planning_authority":"E07000120"},"home":{"places":2},"children":{"needs":["self-harm","autism"]}}"#);
    assert_eq!(letter, folder.run("assess a.json --format text --date 2026-11-21").stdout);
    folder.run("batch in.csv again.csv --letters again.zip --letters-as text --date 2026-11-21");
    assert_eq!(fs::read(folder.path("again.zip")).unwrap(), zip, "the same letters are the same bytes");
    assert!(!folder.path("letters.zip.unfinished").exists());
}

#[test]
fn a_set_of_files_is_assessed_like_a_table() {
    let odp = include_str!("imports/odp-post-submission.json");
    let folder = Folder::new("set")
        .with("a.json", GOOD)
        .with("odp.json", odp)
        .with("broken.json", BROKEN_OFF)
        .with("t.csv", TABLE);
    let run = folder.run("batch a.json odp.json broken.json missing.json t.csv out.csv --date 2026-11-21");
    assert_eq!(run.status, 1);
    let out = fs::read_to_string(folder.path("out.csv")).unwrap();
    for line in [
        "file,application.reference,application.planning_authority,site.address,home.places,stance,",
        "a.json,,E07000120,,2,does-not-support,",
        "odp.json,26/0701,E07000117,\"THE OLD DAIRY, NETHERWICK\",,",
        "broken.json,,,,,,,,,,,\"the file breaks off; get a complete copy\"",
        "missing.json,,,,,,,,,,,cannot be read: ",
        "t.csv,,,,,,,,,,,\"is no proposal file and no planning data; a table is read by itself\"",
    ] {
        assert!(out.lines().any(|row| row.starts_with(line)), "{line} is not in\n{out}");
    }
    assert!(
        run.stderr.contains("odp.json: its answers come from ODP planning data; nobody has confirmed them yet"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("3 of 5 rows were refused"), "{}", run.stderr);
    // One file, and a list, are a set too.
    let folder = folder.with("list.json", &format!("[{GOOD},{ADVERSE}]"));
    assert_eq!(folder.run("batch list.json list.csv --date 2026-11-21").status, 0);
    assert!(
        fs::read_to_string(folder.path("list.csv")).unwrap().contains("\nlist.json[1],,E07000120,,5,does-not-support,")
    );
}

#[test]
fn a_batch_that_cannot_be_run_as_asked_is_wrong_usage() {
    let folder = Folder::new("batch_usage").with("in.csv", TABLE);
    for arguments in [
        "batch in.csv",
        "batch in.csv out.csv --map Beds",
        "batch in.csv out.csv --map Beds=home.beds",
        "batch in.csv out.csv --set home.places",
        "batch in.csv out.csv --letters-as text",
        "batch in.csv out.csv --letters l.zip --letters-as json",
        "batch in.csv out.csv --letters out.csv",
        "batch in.csv out.csv --letters in.csv",
        "import",
    ] {
        assert_eq!(folder.run(arguments).status, 2, "{arguments}");
    }
    assert_eq!(fs::read_to_string(folder.path("in.csv")).unwrap(), TABLE);
    let run = folder.run("batch in.csv out.csv --map Beds=home.places");
    assert_eq!(run.status, 1);
    assert!(
        run.stderr.contains("the table has no column “Beds”; it has “application.planning_authority”"),
        "{}",
        run.stderr
    );
}

// ------------------------------------------------------------------------------------------------------ planning data

#[test]
fn planning_data_becomes_a_proposal_file_and_says_what_came_from_where() {
    let folder = Folder::new("import")
        .with("odp.json", include_str!("imports/odp-application.json"))
        .with("list.json", include_str!("imports/list.json"))
        .with("child.json", include_str!("imports/one-child.json"));
    let run = folder.run("import odp.json");
    assert_eq!(run.status, 0, "{}", run.stderr);
    for said in [
        "odp.json: site.postcode: “BB5 3ZZ”, from data.property.address.postcode",
        "odp.json: application.type: “lawful-development-certificate”, from “ldc.proposed” at data.application.type.value",
        "home.places: “2”, from “up to two children” at data.proposal.description; not put in, add --all if it is right",
    ] {
        assert!(run.stderr.contains(said), "{said} is not in\n{}", run.stderr);
    }
    assert!(!run.stdout.contains("Nother"), "no person's name");
    let all = folder.run("import odp.json --all").stdout;
    assert!(all.contains("\"places\": 2") && !run.stdout.contains("places"), "{all}");
    let folder = folder.with("proposal.json", &all);
    assert_eq!(folder.run("assess proposal.json --date 2026-11-21").objects()[0]["stance"], "factual-only");
    // Several want a folder; one that is refused does not stop the others.
    assert_eq!(folder.run("import list.json odp.json").status, 2);
    let run =
        folder.run("import list.json odp.json child.json --out done --set application.planning_authority=E07000120");
    assert_eq!((run.status, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.contains("child.json: childId: is about one child"), "{}", run.stderr);
    let mut names: Vec<_> =
        fs::read_dir(folder.path("done")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["list-1.json", "list-2.json", "odp.json"]);
    let two: Value = serde_json::from_slice(&fs::read(folder.path("done/list-2.json")).unwrap()).unwrap();
    assert_eq!(
        (&two["application"]["reference"], &two["application"]["planning_authority"]),
        (&"26/0902".into(), &"E07000120".into())
    );
    // Nothing is written over what was read.
    assert_eq!(folder.run("import odp.json --out .").status, 2);
}

// ---------------------------------------------------------------------------- homes answered before, and a benchmark

/// A home that meets a gap, with its fee by heading.
const WITH_FEES: &str = r#"{"application":{"planning_authority":"E07000121"},"home":{"places":2,"staff_by_day":3},
    "children":{"age_min":12,"age_max":17,"needs":["self-harm"]},
    "fees":{"weekly":"5200","breakdown":{"direct-care":"3000","management":"500","accommodation":"600","food-living":"200",
    "transport-activities":"200","training-recruitment":"150","overheads":"300","surplus":"250"}},
    "access":{"local_children":"written-commitment","places_reserved":2}}"#;
/// The same home, in Lancaster too, answered before.
const ANSWERED: &str = r#"{"schema":"home-assessment/answered@1","homes":[{"proposal":{"application":{"reference":"25/0044",
    "planning_authority":"E07000121"},"home":{"places":3},"children":{"needs":["self-harm"]}},
    "stance":"support","answered_on":"2025-05-06","decision":"approved"}]}"#;
/// Five faults in the second home of three, and a third that is none.
const ANSWERED_FAULTY: &str = r#"{"schema":"home-assessment/answered@1","homes":[
    {"proposal":{"application":{"planning_authority":"E07000121"}},"stance":"support","answered_on":"2025-05-06"},
    {"proposal":{"application":{"planning_authority":"Lancaster"},"home":{"places":0}},"stance":"yes","answered_on":"6/5/25",
    "decision":"allowed"}, 7]}"#;
/// Every heading, with direct care within the tolerance.
const BENCHMARK: &str = "heading,weekly,period\nversion,2026 autumn,\ndate,2026-09-30,\ndirect-care,2900,week\n\
    management,500,week\naccommodation,600,week\nfood-living,200,week\ntransport-activities,200,week\n\
    training-recruitment,150,week\noverheads,300,week\nsurplus,250,week\n";

/// The codes of what a check found.
fn found(object: &Value, check: &str) -> Vec<String> {
    let findings = object["findings"].as_array().unwrap().iter().filter(|finding| finding["check"] == check);
    findings.map(|finding| finding["reason"]["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn homes_answered_before_are_weighed_beside_each_proposal() {
    let folder = Folder::new("answered").with("a.json", WITH_FEES).with("homes.json", ANSWERED);
    let without = folder.run("assess a.json --date 2026-11-21");
    assert_eq!(found(&without.objects()[0], "cumulative"), ["not-known"]);
    let run = folder.run("assess a.json a.json --answered homes.json --date 2026-11-21");
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    for object in run.objects() {
        assert_eq!(found(&object, "cumulative"), ["others-like-it"]);
        assert_eq!(object["stance"], without.objects()[0]["stance"]);
    }
    for (format, said) in [("note", true), ("text", false), ("html", false), ("self-check", false)] {
        let run = folder.run(&format!("assess a.json --answered homes.json --date 2026-11-21 --format {format}"));
        assert_eq!((run.status, run.stdout.contains("25/0044")), (0, said), "{format}");
    }
    // Keys of a proposal that are not known are named with their place, and are no failure.
    let unknown = ANSWERED.replace("\"needs\"", "\"colour\":\"green\",\"needs\"");
    let run = folder.with("homes.json", &unknown).run("assess a.json --answered homes.json --date 2026-11-21");
    assert_eq!(run.status, 0);
    let said = "homes.json: homes[0].proposal.children.colour: is not a known key and was not used\n";
    assert_eq!(run.stderr, said);
    assert_eq!(found(&run.objects()[0], "cumulative"), ["others-like-it"]);
}

#[test]
fn homes_answered_before_are_refused_whole_with_every_place() {
    let folder = Folder::new("answered_faulty")
        .with("a.json", WITH_FEES)
        .with("in.csv", TABLE)
        .with("faulty.json", ANSWERED_FAULTY)
        .with("broken.json", BROKEN_OFF)
        .with("none.json", "{}")
        .with("later.json", &ANSWERED.replace("answered@1", "answered@2"))
        .with("extra.json", &ANSWERED.replace("\"homes\"", "\"colour\":\"green\",\"homes\""));
    let commands = ["assess a.json --date 2026-11-21", "batch in.csv out.csv --date 2026-11-21"];
    for command in commands {
        let run = folder.run(&format!("{command} --answered faulty.json"));
        assert_eq!((run.status, run.stdout.as_str()), (1, ""), "{command}");
        for place in [
            "homes[1].proposal.application.planning_authority: “Lancaster” is not an area code",
            "homes[1].proposal.home.places: “0” is outside 1 to 99",
            "homes[1].stance: must be one of support, ",
            "homes[1].answered_on: must be the date of the answer",
            "homes[1].decision: must be one of approved, refused, withdrawn",
            "homes[2]: is a number but must be an object",
        ] {
            let line = format!("faulty.json: {place}");
            assert!(run.stderr.lines().any(|said| said.starts_with(&line)), "“{line}” is not among\n{}", run.stderr);
        }
        assert_eq!(run.stderr.lines().count(), 6, "{}", run.stderr);
        for file in ["broken.json", "none.json", "later.json", "extra.json", "missing.json", "."] {
            let run = folder.run(&format!("{command} --answered {file}"));
            assert_eq!((run.status, run.stdout.as_str()), (1, ""), "{command}: {file}");
            assert!(run.stderr.starts_with(&format!("{file}: ")), "{command}: {}", run.stderr);
        }
    }
    assert!(!folder.path("out.csv").exists() && !folder.path("out.csv.unfinished").exists());
}

#[test]
fn a_table_is_assessed_beside_homes_answered_before() {
    let table = "application.planning_authority,home.places,children.needs\nE07000121,2,self-harm\nE07000121,5,adhd\n";
    let folder = Folder::new("answered_table").with("in.csv", table).with("homes.json", ANSWERED);
    let run = folder.run("batch in.csv out.csv --answered homes.json --date 2026-11-21");
    assert_eq!((run.status, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
    assert_eq!(folder.run("batch in.csv without.csv --date 2026-11-21").status, 0);
    // Homes answered before never decide: every result is as it is without them.
    let read = |name: &str| fs::read_to_string(folder.path(name)).unwrap();
    assert_eq!(read("out.csv"), read("without.csv"));
    assert_eq!(read("out.csv").lines().count(), 3);
}

#[test]
fn a_benchmark_takes_the_place_of_the_one_in_the_proposal() {
    let own = WITH_FEES.replace(
        "\"fees\":{",
        "\"fees\":{\"carecubed\":{\"version\":\"an old one\",\"benchmark\":{\"direct-care\":\"1000\"}},",
    );
    let folder =
        Folder::new("benchmark").with("a.json", WITH_FEES).with("own.json", &own).with("autumn.csv", BENCHMARK);
    let before = folder.run("assess a.json own.json --date 2026-11-21").objects();
    assert_eq!([&before[0]["value"], &before[1]["value"]], ["unresolved", "above"]);
    let run = folder.run("assess a.json own.json --benchmark autumn.csv --date 2026-11-21");
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    for object in run.objects() {
        assert_eq!(
            (&object["value"], found(&object, "fee").as_slice()),
            (&Value::from("aligned"), ["within-benchmark".to_owned()].as_slice())
        );
        assert_eq!(found(&object, "fee-headings"), ["within"; 8]);
    }
    let note = folder.run("assess own.json --benchmark autumn.csv --date 2026-11-21 --format note").stdout;
    assert!(note.contains("2026 autumn") && !note.contains("an old one"), "{note}");
    let letter = folder.run("assess own.json --benchmark autumn.csv --date 2026-11-21 --format text").stdout;
    assert!(!letter.contains('£') && !letter.contains("2026 autumn"), "{letter}");
}

#[test]
fn lines_of_a_benchmark_that_cannot_be_used_are_said_and_the_others_are_used() {
    let lines = BENCHMARK
        .replace("management,500,week", "management,-500,week")
        .replace("overheads,300,week", "overheads,1304.50,month")
        .replace("surplus,250,week\n", "");
    let folder = Folder::new("benchmark_lines").with("a.json", WITH_FEES).with("b.csv", &lines);
    let run = folder.run("assess a.json --benchmark b.csv --date 2026-11-21");
    assert_eq!(run.status, 0, "{}", run.stderr);
    for line in [
        "b.csv: row 5: management: “-500” is below zero",
        "b.csv: row 10: “overheads” is given for “month”, not for a week; divide it first; the line was not used",
        "b.csv: has no usable line for “management”",
        "b.csv: has no usable line for “central overheads”",
        "b.csv: has no usable line for “surplus”",
    ] {
        assert!(run.stderr.lines().any(|said| said.starts_with(line)), "“{line}” is not among\n{}", run.stderr);
    }
    assert_eq!(run.stderr.lines().count(), 5, "{}", run.stderr);
    let object = &run.objects()[0];
    let mut headings = found(object, "fee-headings");
    headings.sort();
    assert_eq!(headings, [["no-benchmark"; 3].as_slice(), ["within"; 5].as_slice()].concat());
    // What is left does not cover the fee, so it is no analysis.
    assert_eq!(object["value"], "unresolved");
}

#[test]
fn an_unusable_benchmark_stops_everything() {
    let folder = Folder::new("benchmark_unusable")
        .with("a.json", WITH_FEES)
        .with("empty.csv", "")
        .with("other.csv", "name,colour\nA,green\n")
        .with("headers.csv", "heading,weekly\n")
        .with("words.csv", "heading,weekly\ndirect-care,two thousand\n")
        .with("monthly.csv", "heading,weekly,period\ndirect-care,12000,month\n");
    for file in ["empty.csv", "other.csv", "headers.csv", "words.csv", "monthly.csv", "a.json", "missing.csv", "."] {
        let run = folder.run(&format!("assess a.json --benchmark {file} --date 2026-11-21"));
        assert_eq!((run.status, run.stdout.as_str()), (1, ""), "{file}");
        assert!(
            !run.stderr.is_empty() && run.stderr.lines().all(|line| line.starts_with(&format!("{file}: "))),
            "{file}: {}",
            run.stderr
        );
    }
    // A table of proposals takes no one benchmark.
    assert_eq!(folder.with("in.csv", TABLE).run("batch in.csv out.csv --benchmark words.csv").status, 2);
}

#[test]
fn homes_answered_before_and_a_benchmark_work_together() {
    let folder = Folder::new("answered_and_benchmark")
        .with("a.json", WITH_FEES)
        .with("refused.json", REFUSED)
        .with("homes.json", ANSWERED)
        .with("autumn.csv", BENCHMARK);
    let run = folder.run("assess refused.json a.json --benchmark autumn.csv --answered homes.json --date 2026-11-21");
    assert_eq!((run.status, run.objects().len()), (1, 1), "{}", run.stderr);
    let object = &run.objects()[0];
    assert_eq!(object["stance"], "support");
    assert_eq!(found(object, "cumulative"), ["others-like-it"]);
    assert_eq!(found(object, "fee"), ["within-benchmark"]);
}

#[test]
fn no_output_is_written_over_homes_answered_before_or_a_benchmark() {
    let folder = Folder::new("beside_over")
        .with("sub/homes.json", WITH_FEES)
        .with("sub/autumn.json", WITH_FEES)
        .with("homes.json", ANSWERED)
        .with("autumn.json", BENCHMARK)
        .with("in.csv", "application.planning_authority,home.places\nE07000121,2\n");
    for (arguments, file, text) in [
        ("assess sub/homes.json --answered homes.json --out .", "homes.json", ANSWERED),
        ("assess sub/autumn.json --benchmark autumn.json --out .", "autumn.json", BENCHMARK),
        ("batch in.csv homes.json --answered homes.json", "homes.json", ANSWERED),
    ] {
        let run = folder.run(&format!("{arguments} --date 2026-11-21"));
        assert_eq!(fs::read_to_string(folder.path(file)).unwrap(), text, "{arguments} wrote over {file}");
        assert_eq!(run.status, 2, "{arguments}: {}", run.stderr);
    }
}

// ------------------------------------------------------------------------------------------------------------- streams

#[test]
fn a_reader_who_has_seen_enough_is_no_failure() {
    let folder = Folder::new("pipe").with("a.json", GOOD).with("refused.json", REFUSED);
    let closed = |arguments: &str| {
        let mut command = program();
        command.current_dir(&folder.root).args(arguments.split(' ')).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        child.wait_with_output().unwrap()
    };
    let many = "assess".to_owned() + &" a.json".repeat(50);
    let output = closed(&format!("{many} --format html"));
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty());
    assert_eq!(closed("schema profile").status.code(), Some(0));
    // A file that was refused stays refused.
    let output = closed(&many.replacen("a.json", "refused.json", 1));
    assert_eq!(output.status.code(), Some(1));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_failure() {
    let folder = Folder::new("full").with("a.json", GOOD);
    for arguments in ["assess a.json", "assess a.json --format html", "schema proposal"] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = program().current_dir(&folder.root).args(arguments.split(' ')).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments}");
        assert!(!output.stderr.is_empty());
    }
}

// ------------------------------------------------------------------------------------------------ profiles and schemas

#[test]
fn an_unusable_profile_stops_everything() {
    let folder = Folder::new("profile").with("a.json", GOOD).with("broken.json", BROKEN_OFF).with("empty.json", "");
    for profile in ["missing.json", ".", "broken.json", "empty.json", "a.json"] {
        for command in [format!("assess a.json --profile {profile}"), format!("check-profile {profile}")] {
            let run = folder.run(&command);
            assert_eq!((run.status, run.stdout.as_str()), (1, ""), "{command}");
            assert!(run.stderr.starts_with(&format!("{profile}: ")), "{command}: {}", run.stderr);
        }
    }
}

#[test]
fn a_sound_profile_is_said_to_be_in_order_and_gives_the_same_as_the_built_in_one() {
    let folder = Folder::new("sound").with("a.json", GOOD);
    fs::write(folder.path("p.json"), home_assessment::BUILT_IN_PROFILE).unwrap();
    let run = folder.run("check-profile p.json");
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.starts_with("p.json: in order"), "{}", run.stdout);
    let [built_in, given] =
        ["", " --profile p.json"].map(|more| folder.run(&format!("assess a.json --date 2026-11-21{more}")));
    assert_eq!(built_in.stdout, given.stdout);
}

#[test]
fn every_fault_of_a_profile_is_named_with_its_place() {
    let text = String::from_utf8_lossy(home_assessment::BUILT_IN_PROFILE).replacen(
        "\"publish_fees\": false",
        "\"publish_fees\": \"no\", \"slogan\": \"\"",
        1,
    );
    let run = Folder::new("faults").with("p.json", &text).run("check-profile p.json");
    assert_eq!((run.status, run.stdout.as_str()), (1, ""));
    let mut said: Vec<&str> = run.stderr.lines().collect();
    said.sort_unstable();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].starts_with("p.json: publish_fees: ") && said[1].starts_with("p.json: slogan: "), "{said:?}");
}

#[test]
fn schemas_are_json() {
    let folder = Folder::new("schemas");
    for kind in ["proposal", "profile", "assessment", "revision", "record"] {
        let run = folder.run(&format!("schema {kind}"));
        assert_eq!((run.status, run.stderr.as_str()), (0, ""));
        let schema: Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(schema["type"], "object");
    }
}

// ------------------------------------------------------------------------------------------------------------- helpers

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_home-assessment"))
}

/// What a run of the program gave.
struct Run {
    status: i32,
    stdout: String,
    stderr: String,
}

impl Run {
    /// Standard output as JSON, an object a line.
    fn objects(&self) -> Vec<Value> {
        self.stdout
            .lines()
            .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
            .collect()
    }
}

/// A folder of its own for each test.
struct Folder {
    root: PathBuf,
}

impl Folder {
    fn new(name: &str) -> Folder {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("command_line").join(name);
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(&root).unwrap();
        Folder { root }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// Puts a file into the folder.
    fn with(self, name: &str, text: &str) -> Folder {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// Runs the program here.
    fn run(&self, arguments: &str) -> Run {
        self.run_with(&arguments.split_whitespace().collect::<Vec<_>>())
    }

    /// The same with arguments that may hold spaces.
    fn run_with(&self, arguments: &[&str]) -> Run {
        let Output { status, stdout, stderr } = program().current_dir(&self.root).args(arguments).output().unwrap();
        Run {
            status: status.code().expect("the program was stopped by a signal"),
            stdout: String::from_utf8(stdout).unwrap(),
            stderr: String::from_utf8(stderr).unwrap(),
        }
    }
}

// ------------------------------------------------------------------------------------------------------------- figures

#[test]
fn figures_are_written_out_with_their_sources_and_what_reads_them() {
    let profile: Value = serde_json::from_slice(include_bytes!("../profiles/lancashire.json")).unwrap();
    let run = Folder::new("figures").run("figures --date 2026-11-21");
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let mut table = csv::Reader::from_reader(run.stdout.as_bytes());
    let rows: Vec<std::collections::BTreeMap<String, String>> =
        table.deserialize().map(|row| row.expect("a row as wide as the header")).collect();
    for (id, figure) in profile["figures"].as_object().unwrap() {
        for value in figure["values"].as_array().unwrap() {
            let there = rows
                .iter()
                .any(|row| row["figure"] == *id && row["value"] == value["value"] && row["as_of"] == value["as_of"]);
            assert!(there, "{id} {value}");
        }
    }
    let row = |figure: &str, as_of: &str| {
        rows.iter().find(|row| row["figure"] == figure && row["as_of"] == as_of).unwrap_or_else(|| panic!("{figure}"))
    };
    let (old, new) = (row("agency-places", "2024-11"), row("agency-places", "2025-03"));
    assert_eq!((old["value"].as_str(), old["in_force"].as_str()), ("893", "no"));
    assert_eq!((new["value"].as_str(), new["in_force"].as_str()), ("980", "yes"));
    assert_eq!(new["stale"], "yes");
    assert!(rows.iter().all(|row| !row["source"].is_empty() && !row["review_by"].is_empty()));
    assert!(new["used_by"].contains("wording.lists.letter.need"), "{}", new["used_by"]);
    let analysis = rows.iter().find(|row| row["figure"] == "fee-band-mid-range").expect("the threshold is a figure");
    assert!(analysis["used_by"].starts_with("rule"), "{}", analysis["used_by"]);
    // Before it was counted, a value is not in force.
    let run = Folder::new("figures-before").run("figures --date 2024-12-31");
    let line = run.stdout.lines().find(|line| line.contains(",980,")).unwrap_or_default();
    assert!(line.contains(",2025-03,no,no,"), "{line}");
    assert_eq!(Folder::new("figures-none").run("figures --profile none.json").status, 1);
}

// ------------------------------------------------------------------------------------------------------------ gleaning

#[test]
fn what_a_text_suggests_is_one_object_a_line_with_its_place() {
    let text = "Für up to 3 children aged 8-17.\n";
    let run = Folder::new("glean").with("a.txt", text).run("glean a.txt");
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let keys = r#"{"field":"home.places","answer":"3","from":5,"to":21,"words":"up to 3 children"}"#;
    assert_eq!(run.stdout.lines().next(), Some(keys));
    for found in run.objects() {
        let (from, to) = (found["from"].as_u64().unwrap(), found["to"].as_u64().unwrap());
        assert_eq!(found["words"], text[from as usize..to as usize]);
    }
    assert_eq!(run.objects().len(), 3);
    assert_eq!(Folder::new("glean-nothing").with("a.txt", "").run("glean a.txt").stdout, "");
}

#[test]
fn a_text_that_is_none_or_too_long_is_refused() {
    let folder = Folder::new("glean-refused").with("long.txt", &"a ".repeat(1_100_000));
    fs::write(folder.path("latin.txt"), b"caf\xE9").unwrap();
    for (file, said) in [
        ("latin.txt", "latin.txt: is not text in UTF-8 (byte 4); save it as UTF-8"),
        ("long.txt", "long.txt: "),
        ("none.txt", "none.txt: cannot be read: "),
    ] {
        let run = folder.run(&format!("glean {file}"));
        assert_eq!((run.status, run.stdout.as_str()), (1, ""), "{file}");
        assert!(run.stderr.starts_with(said), "{}", run.stderr);
    }
}
