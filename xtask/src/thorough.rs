//! `coverage` and `mutants`: which lines of the core the tests reach, and which changes to it they notice.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::paths;
use crate::setup;
use crate::shell::{self, Outcome, say};

/// What is not the core, and is tested in browsers and as a program.
const SHELL: [&str; 2] = ["src/web/**", "src/bin/**"];

/// Tests that take seconds and notice most changes; the others are asked about what is left.
const QUICK: &[&str] =
    &["cases", "edition", "gleaning", "golden", "imports", "intake", "letters", "pictures", "redaction", "register"];

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
    let run = |name: &str, which: &[String], tests: &[String]| -> Outcome<Found> {
        let output = folder.join(name);
        fs::create_dir_all(&output).map_err(|error| format!("cannot make {}: {error}.", output.display()))?;
        let mut mutants = Command::new(&program);
        mutants.current_dir(paths::root()).args(["mutants", "--package", "home-assessment", "--profile", "mutants"]);
        mutants.args(["--no-shuffle", "--colors", "never", "--output"]).arg(&output);
        mutants.args(SHELL.iter().flat_map(|glob| ["--exclude", glob])).args(which).arg("--").args(tests);
        // It fails when there is something that no test notices; what it found says so.
        let _ = shell::run(&mut mutants);
        Found::read(&output.join("mutants.out"))
    };
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let quick: Vec<String> =
        ["--lib".to_owned()].into_iter().chain(QUICK.iter().flat_map(|test| owned(&["--test", test]))).collect();
    let first = run("quick", &owned(shard), &quick)?;
    let left = if first.missed.is_empty() {
        Vec::new()
    } else {
        let which = format!("^({})$", first.missed.iter().map(|name| escaped(name)).collect::<Vec<_>>().join("|"));
        run("all", &["--re".to_owned(), which], &[])?.missed
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
        let (caught, timeout, missed) = (lines("caught.txt")?, lines("timeout.txt")?, lines("missed.txt")?);
        Ok(Found { viable: caught.len() + timeout.len() + missed.len(), missed })
    }
}

/// A text as a regular expression that matches it alone. `\<` and `\>` would be the edges of a word.
fn escaped(text: &str) -> String {
    let special = |character: char| character.is_ascii_punctuation() && !"<>".contains(character);
    text.chars().flat_map(|c| special(c).then_some('\\').into_iter().chain([c])).collect()
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn a_name_is_matched_as_it_stands() {
        assert_eq!(escaped("a_b -> Vec<u8> (1+2)"), r"a\_b \-> Vec<u8> \(1\+2\)");
    }
}
