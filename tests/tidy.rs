//! The house in order: imports point the way that ARCHITECTURE.md says, the core asks no clock and keeps money decimal, each file
//! says what it is for, and the README's commands exist.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The most lines of a file without its tests: what is longer is two concepts.
const MOST_LINES: usize = 1_100;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(root().join(path.as_ref())).unwrap()
}

/// Every file of a folder and below with such an ending, by its path from the root.
fn files(folder: &str, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = vec![root().join(folder)];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
            if path.is_dir() {
                open.push(path);
            } else if name.ends_with(ending) {
                found.push(name);
            }
        }
    }
    found.sort();
    found
}

/// A source file without comments and without its tests, which come last.
fn code(file: &str) -> String {
    let text = read(file);
    let code = text.split("\n#[cfg(test)]\nmod ").next().unwrap();
    code.lines().map(|line| line.split("//").next().unwrap()).collect::<Vec<_>>().join("\n")
}

/// Each module of the crate with its row in ARCHITECTURE.md's table of places: the first row is the lowest.
fn rows() -> BTreeMap<String, usize> {
    let text = read("ARCHITECTURE.md");
    let table = text.lines().skip_while(|line| !line.starts_with("| place")).skip(2);
    let mut rows = BTreeMap::new();
    for (row, line) in table.take_while(|line| line.starts_with('|')).enumerate() {
        let places = line.split('|').nth(1).unwrap();
        for place in places.split('`').filter_map(|place| place.strip_prefix("src/")) {
            rows.insert(place.trim_end_matches('/').trim_end_matches(".rs").to_owned(), row);
        }
    }
    rows
}

/// What a source file names of its own crate, by module.
fn named(code: &str, exported: &BTreeMap<String, String>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let starts = code.match_indices("crate::").chain(code.match_indices("home_assessment::"));
    for (at, start) in starts {
        let rest = &code[at + start.len()..];
        // A list in braces names several.
        let names: Vec<&str> = match rest.strip_prefix('{') {
            Some(list) => {
                let mut depth = 1;
                let end = list.find(|c| {
                    depth += i32::from(c == '{') - i32::from(c == '}');
                    depth == 0
                });
                let list = &list[..end.unwrap()];
                let mut depth = 0;
                let parted = list.split(|c| {
                    depth += i32::from(c == '{') - i32::from(c == '}');
                    c == ',' && depth == 0
                });
                parted.map(str::trim).filter(|name| !name.is_empty()).collect()
            }
            None => vec![rest],
        };
        for name in names {
            let word: String = name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            found.insert(exported.get(&word).cloned().unwrap_or(word));
        }
    }
    found
}

/// What the crate's root hands on, each with its module.
fn exported() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for line in code("src/lib.rs").lines().filter_map(|line| line.trim().strip_prefix("pub use ")) {
        let (module, names) = line.split_once("::").unwrap();
        for name in names.trim_matches(['{', '}', ';']).split(',') {
            found.insert(name.trim_matches(['{', '}', ' ', ';']).to_owned(), module.to_owned());
        }
    }
    found
}

#[test]
fn what_a_file_names_is_found() {
    let exported = BTreeMap::from([("Profile".to_owned(), "profile".to_owned())]);
    let found = named("use crate::{assessment::{A, B}, web, Profile};\nfn f(x: crate::form::Form) {}", &exported);
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["assessment", "form", "profile", "web"]);
}

#[test]
fn imports_point_upwards_in_the_table_of_places() {
    let (rows, exported) = (rows(), exported());
    assert!(rows.len() > 15, "the table of places has another shape: {rows:?}");
    let mut faults = Vec::new();
    for file in files("src", ".rs").into_iter().filter(|file| file != "src/lib.rs") {
        let module = file.trim_start_matches("src/").split('/').next().unwrap().trim_end_matches(".rs").to_owned();
        let Some(own) = rows.get(&module) else {
            faults.push(format!("{file} has no row"));
            continue;
        };
        for other in named(&code(&file), &exported) {
            match rows.get(&other) {
                Some(row) if row > own => faults.push(format!("{file} names {other}, which is further down")),
                _ => {}
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_core_asks_no_clock_and_keeps_money_decimal() {
    let outside = |file: &String| !file.starts_with("src/web/") && !file.starts_with("src/bin/");
    let mut faults = Vec::new();
    for file in files("src", ".rs").into_iter().filter(outside) {
        let code = code(&file);
        for never in ["SystemTime", "Instant::now", "now_utc", "now_local", "std::net", "std::env", "thread_rng"] {
            if code.contains(never) {
                faults.push(format!("{file} has {never}"));
            }
        }
        // Shapes are drawn with fractions of a pixel or a point, and a file may have any number; nothing is reckoned with them.
        let allowed =
            ["src/documents/pdf", "src/shown/pictures/", "src/json/"].iter().any(|place| file.starts_with(place));
        if !allowed
            && ["f64", "f32"].iter().any(|kind| code.split(|c: char| !c.is_alphanumeric()).any(|word| word == *kind))
        {
            faults.push(format!("{file} has floating-point numbers"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_file_says_first_what_it_is_for_and_is_one_concept() {
    let mut faults = Vec::new();
    for (folder, ending, mark) in
        [("src", ".rs", "//! "), ("tests", ".rs", "//! "), ("xtask", ".rs", "//! "), ("embed", ".js", "// ")]
    {
        for file in files(folder, ending).into_iter().filter(|file| !file.contains("node_modules")) {
            if !read(&file).starts_with(mark) {
                faults.push(format!("{file} does not say what it is for"));
            }
        }
    }
    for file in files("src", ".rs") {
        let lines = code(&file).lines().count();
        if lines > MOST_LINES {
            faults.push(format!("{file} has {lines} lines without its tests, more than {MOST_LINES}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Names of councils and words of letters stand in profiles.
#[test]
fn no_council_is_named_in_the_program() {
    let profile: serde_json::Value = serde_json::from_str(&read("profiles/lancashire.json")).unwrap();
    let names = profile["authorities"].as_array().unwrap().iter().map(|authority| authority["name"].as_str().unwrap());
    let names: Vec<&str> = names.chain([profile["council"]["name"].as_str().unwrap(), "Lancashire"]).collect();
    let mut faults = Vec::new();
    for file in files("src", ".rs") {
        let code = code(&file);
        let words = code.split(|c: char| !c.is_alphanumeric()).collect::<Vec<_>>().join(" ");
        faults.extend(names.iter().filter(|name| words.contains(**name)).map(|name| format!("{file} names {name}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_commands_of_the_readme_exist() {
    let (readme, commands) = (read("README.md"), read("xtask/src/main.rs"));
    let mut seen = BTreeSet::new();
    for part in readme.split("cargo xtask ").skip(1) {
        let command: String = part.chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect();
        assert!(commands.contains(&format!("[\"{command}\"")), "the README has `cargo xtask {command}`");
        seen.insert(command);
    }
    assert!(seen.len() > 8, "{seen:?}");
    for name in readme.split("--example ").skip(1).map(|part| part.split(['`', ' ', '\n']).next().unwrap()) {
        assert!(root().join(format!("examples/{name}.rs")).is_file(), "the README has the example {name}");
    }
}
