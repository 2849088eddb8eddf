//! `supply`: what the project takes from others: licences, advisories, sources, what comes twice, and what each brings to the browser.

use std::process::Command;

use crate::paths::{self, WASM};
use crate::setup;
use crate::shell::{self, Outcome, output, say};

/// Checks what `deny.toml` says of every dependency, then lists what is compiled into the page and into its engines. Advisories need
/// their database from the network; where that cannot be had, it says so and fails, and everything else is checked all the same.
pub fn run() -> Outcome {
    let deny = setup::deny()?;
    let check = |which: &[&str]| {
        let mut command = Command::new(&deny);
        command.current_dir(paths::root()).args(["--log-level", "warn", "--locked", "check", "--hide-inclusion-graph"]);
        shell::run(command.args(which))
    };
    check(&["licenses", "bans", "sources"])?;
    let parts = [
        ("the page", "web"),
        ("the engine that answers", "engine"),
        ("the engine that makes files", "engine,documents"),
    ];
    for (what, features) in parts {
        let brought = brought(&["--features", features])?;
        say(&format!("\n{what} ({} crates):\n{}", brought.len(), brought.join(", ")));
    }
    say("");
    check(&["advisories"])
}

/// The crates that are compiled into a part of the product for the browser, each with its version: not itself, and not what runs only
/// while compiling.
pub fn brought(features: &[&str]) -> Outcome<Vec<String>> {
    let mut tree = Command::new("cargo");
    tree.current_dir(paths::root()).args(["tree", "--package", "home-assessment", "--no-default-features"]);
    tree.args(["--prefix", "none", "--edges", "normal,no-proc-macro", "--target", WASM]).args(features);
    let tree = output(&mut tree)?;
    let named = |line: &str| {
        let mut words = line.split_whitespace();
        Some(format!("{} {}", words.next()?, words.next()?.trim_start_matches('v')))
    };
    // The first line is the product itself.
    let mut crates: Vec<String> = tree.lines().skip(1).filter_map(named).collect();
    crates.sort_unstable();
    crates.dedup();
    Ok(crates)
}
