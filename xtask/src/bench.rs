//! `bench`: prints measurements beside their budgets, and beside the peers. It never fails for being slow.

use std::path::Path;
use std::process::Command;

use crate::shell::{self, Outcome, say};
use crate::test::with_places;
use crate::{build, paths, setup};

/// Natively first, then the page and the engine in a throttled browser, then the page and its peers in turn, so many times (15).
pub fn run(options: &[&str]) -> Outcome {
    let rounds = match options {
        [] => "15",
        ["--rounds", rounds] if rounds.parse::<u16>().is_ok_and(|rounds| rounds > 0) => *rounds,
        _ => return Err("bench takes --rounds N and nothing else.".to_owned()),
    };
    let (tools, chromium) = setup::for_browsing()?;
    setup::for_peers()?;
    for example in ["bench", "growth"] {
        shell::run(tools.command("cargo").args(["run", "--quiet", "--release", "--example", example]))?;
        say("");
    }
    // The cases are compared with what the command line says.
    shell::run(tools.command("cargo").args(["build", "--quiet"]))?;
    build::page(&tools)?;
    for script in ["engine-bench.mjs", "bench.mjs"] {
        let script = paths::browser_tests().join(script);
        shell::run(with_places(tools.command("node"), &chromium).arg(script))?;
    }
    let node = |script: &str, arguments: &[&Path]| -> Command {
        let mut node = with_places(tools.command("node"), &chromium);
        node.arg(paths::peers().join(script)).args(arguments);
        node
    };
    shell::run(&mut node("build.mjs", &[]))?;
    shell::run(node("measure.mjs", &[&paths::dist()]).args(["--rounds", rounds]))
}
