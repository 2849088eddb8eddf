//! `fuzz`: hostile input made by the million for everything that reads a file, each target for so many seconds.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::paths;
use crate::shell::{self, Outcome, output, say};

/// Each target, and where in the project its first inputs are.
const TARGETS: &[(&str, &[&str])] = &[
    ("proposal", &["tests/cases", "tests/refused", "fuzz/seeds/proposal"]),
    ("profile", &["profiles"]),
    ("edition", &["profiles", "fuzz/seeds/edition"]),
    ("geography", &["fuzz/seeds/geography"]),
    ("planning-data", &["tests/imports"]),
    ("table", &["tests/tables"]),
    ("link", &["fuzz/seeds/link"]),
    ("record", &["fuzz/seeds/record"]),
    ("backup", &["fuzz/seeds/backup"]),
    ("edits", &["fuzz/seeds/edits"]),
    ("text", &["tests/gleaning"]),
    ("evidence", &["tests/benchmarks", "tests/answered"]),
];

/// What makes the compiler watch which way is taken, as libFuzzer needs it.
const WATCHED: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares";

/// Runs one target or all, each for so many seconds (60). What makes one fail is kept in target/fuzz/found/.
pub fn run(options: &[&str]) -> Outcome {
    let (only, seconds) = parse(options)?;
    let about = output(Command::new("rustc").arg("-vV"))?;
    let host =
        about.lines().find_map(|line| line.strip_prefix("host: ")).ok_or("rustc does not say what it runs on.")?;
    let folder = paths::target().join("fuzz");
    let mut cargo = Command::new("cargo");
    cargo.current_dir(paths::root()).args(["build", "--release", "--manifest-path", "fuzz/Cargo.toml"]);
    // Named, so that what runs while compiling is not watched too.
    shell::run(cargo.args(["--target", host, "--target-dir"]).arg(&folder).env("RUSTFLAGS", WATCHED))?;
    let mut failed = Vec::new();
    for (target, seeds) in TARGETS.iter().filter(|(target, _)| only.is_none_or(|only| only == *target)) {
        say(&format!("\n== {target}, {seconds} s"));
        let program = folder.join(host).join("release").join(target);
        if let Err(sentence) = one(&program, &folder, target, seeds, seconds) {
            say(&sentence);
            failed.push(*target);
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(format!("something was found by {}.", failed.join(", "))) }
}

fn one(program: &Path, folder: &Path, target: &str, seeds: &[&str], seconds: u32) -> Outcome {
    let made = |name: &str| -> Outcome<PathBuf> {
        let folder = folder.join(name);
        fs::create_dir_all(&folder).map_err(|error| format!("cannot make {}: {error}.", folder.display()))?;
        Ok(folder)
    };
    let (corpus, found) = (made(&format!("corpus/{target}"))?, made("found")?);
    let mut fuzz = Command::new(program);
    fuzz.current_dir(paths::root()).arg(corpus);
    fuzz.args(seeds.iter().map(|seeds| paths::root().join(seeds)).filter(|seeds| seeds.is_dir()));
    fuzz.arg(format!("-artifact_prefix={}/{target}-", found.display())).arg(format!("-max_total_time={seconds}"));
    shell::run(fuzz.args([
        "-max_len=262144",
        "-rss_limit_mb=2048",
        "-timeout=20",
        "-print_final_stats=1",
        "-verbosity=1",
    ]))
}

fn parse<'o>(options: &[&'o str]) -> Outcome<(Option<&'o str>, u32)> {
    let (mut only, mut seconds) = (None, 60);
    let mut rest = options.iter();
    while let Some(option) = rest.next() {
        match *option {
            "--seconds" => {
                let number = rest.next().and_then(|number| number.parse().ok());
                seconds = number.ok_or("`--seconds` needs a whole number.")?;
            }
            name if TARGETS.iter().any(|(target, _)| *target == name) => only = Some(name),
            other => {
                let names: Vec<&str> = TARGETS.iter().map(|(target, _)| *target).collect();
                return Err(format!("`fuzz` knows --seconds N and {}, not `{other}`.", names.join(", ")));
            }
        }
    }
    Ok((only, seconds))
}

#[cfg(test)]
mod tests {
    use super::{TARGETS, parse};
    use crate::paths;

    #[test]
    fn options() {
        assert_eq!(parse(&[]), Ok((None, 60)));
        assert_eq!(parse(&["record", "--seconds", "1800"]), Ok((Some("record"), 1800)));
        assert!(parse(&["records"]).is_err());
    }

    #[test]
    fn every_target_is_there_and_has_something_to_begin_with() {
        for (target, seeds) in TARGETS {
            assert!(paths::root().join(format!("fuzz/targets/{target}.rs")).is_file(), "{target}");
            assert!(seeds.iter().any(|seeds| paths::root().join(seeds).is_dir()), "{target}");
        }
    }
}
