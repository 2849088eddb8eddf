//! Measures the reading of a postcode directory: time, memory, what is kept of it, look-ups, and how often a postcode that it did not
//! have is put into the wrong authority. `node tests/browser/directory.mjs FILE ROWS` makes a directory;
//! `cargo run --release --example directory -- FILE` measures.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods, reason = "a measurement")]

use home_assessment::BUILT_IN_PROFILE;
use home_assessment::edition::Directory;
use home_assessment::load_profile;
use home_assessment::profile::{ELSEWHERE, Lookup, Postcodes};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::time::Instant;

/// The most memory that this process had, in kilobytes; nothing where the system does not say.
fn most_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn sets() -> (BTreeSet<String>, BTreeSet<String>) {
    let profile = load_profile(BUILT_IN_PROFILE).unwrap();
    let own = profile.authorities.iter().filter(|one| one.in_area).map(|one| one.code.clone()).collect();
    (own, profile.authorities.iter().map(|one| one.code.clone()).collect())
}

/// Reads a file, without each of these rows; gives what came of it and those rows.
fn read(file: &str, left_out: Option<u64>) -> (home_assessment::edition::Found, Vec<(String, String, String)>, u64) {
    let mut lines = BufReader::with_capacity(1 << 20, File::open(file).unwrap());
    let (own, listed) = sets();
    let (mut directory, mut piece, mut held, mut rows) = (None, Vec::new(), Vec::new(), 0_u64);
    loop {
        let from = piece.len();
        let ended = lines.read_until(b'\n', &mut piece).unwrap() == 0;
        rows += 1;
        if left_out.is_some_and(|nth| rows > 1 && rows % nth == 0) {
            let line = String::from_utf8(piece.split_off(from)).unwrap();
            let cells: Vec<&str> = line.split(',').map(|cell| cell.trim_matches('"')).collect();
            if let [_, _, postcode, _, "", _, _, code, ..] = cells.as_slice() {
                let (outcode, incode) = postcode.split_once(' ').unwrap();
                held.push((outcode.to_owned(), incode.to_owned(), (*code).to_owned()));
            }
        }
        if piece.len() > 1 << 20 || ended {
            let directory = directory.get_or_insert_with(|| Directory::new(&piece, own.clone(), listed.clone()));
            directory.feed(&piece).unwrap();
            piece.clear();
        }
        if ended {
            return (directory.unwrap().finish().unwrap(), held, rows);
        }
    }
}

fn lookup(found: &home_assessment::edition::Found) -> Lookup {
    let text = |text: &str| serde_json::Value::String(text.to_owned());
    let outcodes = serde_json::to_value(&found.outcodes).unwrap();
    let entries =
        [("source", text("x")), ("as_of", text("2026-08")), ("review_by", text("2027-08-31")), ("outcodes", outcodes)];
    let postcodes =
        serde_json::Value::Object(entries.map(|(key, value)| (key.to_owned(), value)).into_iter().collect());
    Lookup::new(&serde_json::from_value::<Postcodes>(postcodes).unwrap())
}

fn main() {
    let file = std::env::args().nth(1).unwrap();
    let began = Instant::now();
    let (found, _, rows) = read(&file, None);
    let took = began.elapsed();
    let size = serde_json::to_string(&found.outcodes).unwrap().len();
    println!(
        "{rows} rows in {:.2} s; {} postcodes read, {} kept in {size} bytes",
        took.as_secs_f64(),
        found.read,
        found.kept
    );
    println!("at most {} kB of memory", most_memory().unwrap_or_default());

    let (found, held, _) = read(&file, Some(10));
    let lookup = lookup(&found);
    let known: BTreeSet<String> = sets().1;
    let (mut asked, mut wrong) = (0_u64, 0_u64);
    for (outcode, incode, code) in &held {
        if let Some(answer) = lookup.find(outcode, incode) {
            asked += 1;
            let right = if known.contains(code) { code.as_str() } else { ELSEWHERE };
            wrong += u64::from(answer != right);
        }
    }
    println!("of {asked} postcodes that it did not have, {wrong} are put into the wrong authority");
    let began = Instant::now();
    let mut answers = 0_u64;
    let mut times = 0_u64;
    while began.elapsed().as_millis() < 1_000 {
        for (outcode, incode, _) in &held {
            answers += u64::from(lookup.find(outcode, incode).is_some());
        }
        times += u64::try_from(held.len()).unwrap();
    }
    println!("{times} look-ups in a second, {answers} of them found");
}
