//! `coverage` and `mutants`: which lines of the core the tests reach, and which changes to it they notice.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread::available_parallelism;

use crate::paths;
use crate::setup;
use crate::shell::{self, Outcome, say};

/// What is not the core, and is tested in browsers and as a program.
const SHELL: [&str; 2] = ["src/web/**", "src/bin/**"];

/// Tests that take seconds and notice most changes; all the others are asked about what is left.
const QUICK: [&str; 12] = [
    "cases",
    "evidence",
    "golden",
    "imports",
    "intake",
    "pages",
    "pictures",
    "records",
    "redaction",
    "register",
    "screens",
    "tables",
];

/// Each has a copy of everything that is built, of some two gigabytes.
const MOST_AT_ONCE: usize = 4;

/// Where what was noticed is listed.
const CAUGHT: &str = "caught.txt";

/// Prints for each file of the core how many of its lines, functions and regions native tests reach.
pub fn coverage() -> Outcome {
    let (program, [cov, profdata]) = setup::for_coverage()?;
    let mut coverage = Command::new(program);
    coverage.current_dir(paths::root()).args(["llvm-cov", "--package", "home-assessment"]);
    coverage.args(["--ignore-filename-regex", "(src/(web|bin)/|xtask/|examples/|tests/)"]);
    shell::run(coverage.env("LLVM_COV", cov).env("LLVM_PROFDATA", profdata))
}

/// Changes the core in one place after another and prints how many of the changes a test notices. Of all of them, or of every Nth
/// with `--shard K/N`: all of them take days. What no test notices is kept in target/mutants/.
pub fn mutants(options: &[&str]) -> Outcome {
    let shard: &[&str] = match options {
        [] => &[],
        ["--shard", shard] => &["--sharding", "round-robin", "--shard", shard],
        _ => return Err("mutants takes --shard K/N and nothing else.".to_owned()),
    };
    let program = setup::mutants()?;
    let folder = paths::target().join("mutants");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(|error| format!("cannot make {}: {error}.", folder.display()))?;
    let mutants = |options: &[&str]| {
        let mut mutants = Command::new(&program);
        mutants.current_dir(paths::root()).args(["mutants", "--package", "home-assessment", "--colors", "never"]);
        mutants.args(SHELL.iter().flat_map(|glob| ["--exclude", glob])).args(options);
        mutants
    };
    let found = folder.join("mutants.out");
    let jobs = available_parallelism().map_or(1, usize::from).min(MOST_AT_ONCE).to_string();
    let run = |profile: &str, which: &[&str], tests: &[&str]| -> Outcome<Found> {
        let mut run = mutants(&["--profile", profile, "--jobs", &jobs, "--no-shuffle", "--output"]);
        // It fails when there is something that no test notices; what it found says so.
        let _ = shell::run(run.arg(&folder).args(which).arg("--").args(tests));
        Found::read(&found)
    };
    let quick: Vec<&str> = ["--lib"].into_iter().chain(QUICK.iter().flat_map(|test| ["--test", test])).collect();
    let first = run("mutants", shard, &quick)?;
    let left = if first.missed.is_empty() {
        Vec::new()
    } else {
        // It leaves out what was noticed before: as such it is told of everything else.
        let all = shell::output(&mut mutants(&["--list"]))?;
        let others: Vec<&str> = all.lines().filter(|name| !first.missed.iter().any(|missed| missed == name)).collect();
        let told = found.join(CAUGHT);
        fs::write(&told, others.join("\n")).map_err(|error| format!("cannot write {}: {error}.", told.display()))?;
        // All tests take so long that time is well spent on making them faster.
        run("dev", &["--iterate"], &[])?.missed
    };
    let noticed = first.viable - left.len();
    let hundredths = noticed * 10_000 / first.viable.max(1);
    say(&format!(
        "\n{noticed} of {} changes are noticed: {}.{:02} %",
        first.viable,
        hundredths / 100,
        hundredths % 100
    ));
    left.iter().for_each(|name| say(name));
    Ok(())
}

/// What came of changes: how many could be compiled, and which of them no test noticed.
struct Found {
    viable: usize,
    missed: Vec<String>,
}

impl Found {
    fn read(folder: &Path) -> Outcome<Found> {
        let lines = |name: &str| -> Outcome<Vec<String>> {
            let file = folder.join(name);
            let text =
                fs::read_to_string(&file).map_err(|error| format!("cannot read {}: {error}.", file.display()))?;
            Ok(text.lines().map(str::to_owned).collect())
        };
        let (caught, timeout, missed) = (lines(CAUGHT)?, lines("timeout.txt")?, lines("missed.txt")?);
        Ok(Found { viable: caught.len() + timeout.len() + missed.len(), missed })
    }
}
