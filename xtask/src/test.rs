//! `test`: every check there is, cheapest first; the first that fails ends it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::paths::{self, WASM};
use crate::setup::{self, Browsers, Tools};
use crate::shell::{self, Outcome, Steps};
use crate::{build, core_proof};

/// Runs the checks; `filter` narrows the tests, never the other checks.
pub fn run(filter: Option<&str>) -> Outcome {
    let mut steps = Steps::default();
    let outcome = all(&mut steps, filter);
    steps.summary();
    outcome
}

fn all(steps: &mut Steps, filter: Option<&str>) -> Outcome {
    let (tools, browsers) = steps.run("set-up", setup::for_testing)?;
    steps.run("format", || cargo(&tools, &["fmt", "--all", "--check"]))?;
    steps.run("lint", || clippy(&tools, &["--workspace", "--all-targets"]))?;
    steps.run("lint the page", || clippy(&tools, &wasm("web", "web")))?;
    steps.run("lint the engine", || clippy(&tools, &wasm("engine", "engine,documents")))?;
    steps.run("lint the desk", || clippy(&tools, &wasm("engine", "engine")))?;
    steps.run("core without web crates", core_proof::prove)?;
    steps.run("tests", || shell::run(tools.command("cargo").args(["test", "--workspace"]).args(filter)))?;
    steps.run("the same rules in JavaScript", || the_same_rules(&tools))?;
    steps.run("build the page and the engine", || build::page(&tools))?;
    steps.run("weigh the page", || build::weigh(&tools))?;
    steps.run("browser tests", || browser_tests(&tools, &browsers, filter))
}

fn cargo(tools: &Tools, arguments: &[&str]) -> Outcome {
    shell::run(tools.command("cargo").args(arguments))
}

fn clippy(tools: &Tools, what: &[&str]) -> Outcome {
    shell::run(tools.command("cargo").arg("clippy").args(what).args(["--", "-D", "warnings"]))
}

/// The library and a binary, as the browser gets them.
fn wasm<'a>(binary: &'a str, features: &'a str) -> [&'a str; 8] {
    ["--lib", "--bin", binary, "--no-default-features", "--features", features, "--target", WASM]
}

/// Every case, and invented proposals besides, must come to the same by rules that were written a second time: see benches/peers.
fn the_same_rules(tools: &Tools) -> Outcome {
    setup::for_peers()?;
    for (script, arguments) in [("check.mjs", &[][..]), ("differ.mjs", &["600"])] {
        let mut node = tools.command("node");
        node.env("HOME_ASSESSMENT_CLI", command_line()).arg(paths::peers().join(script)).args(arguments);
        shell::run(&mut node)?;
    }
    Ok(())
}

/// The command line as the tests built it.
fn command_line() -> PathBuf {
    paths::target().join("debug").join(format!("home-assessment{}", std::env::consts::EXE_SUFFIX))
}

fn browser_tests(tools: &Tools, browsers: &Browsers, filter: Option<&str>) -> Outcome {
    let folder = paths::browser_tests();
    let entries = std::fs::read_dir(&folder).map_err(|error| format!("cannot read tests/browser: {error}."))?;
    let mut files: Vec<_> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".test.mjs"))
        .collect();
    files.sort();
    let mut node = with_places(tools.command("node"), &browsers.chromium);
    node.env("FIREFOX", &browsers.firefox).env("GECKODRIVER", &browsers.geckodriver);
    node.current_dir(folder).args(["--test", "--test-reporter=spec"]);
    node.args(filter.map(|filter| format!("--test-name-pattern={filter}")));
    shell::run(node.args(files))
}

/// Tells a script of tests/browser where everything is (tests/browser/places.mjs reads it).
pub fn with_places(mut node: Command, chromium: &Path) -> Command {
    node.env("CHROME", chromium)
        .env("HOME_ASSESSMENT_DIST", paths::dist())
        .env("HOME_ASSESSMENT_ENGINE", paths::engine())
        .env("HOME_ASSESSMENT_CLI", command_line());
    node
}
