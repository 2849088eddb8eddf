//! `bench`: prints measurements beside their budgets, and beside the peers. It never fails for being slow.

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
    let peers = |script: &str| -> Command {
        let mut node = with_places(tools.command("node"), &chromium);
        node.arg(paths::peers().join(script));
        node
    };
    shell::run(&mut peers("build.mjs"))?;
    let single = paths::target().join("single.html");
    shell::run(tools.command("node").arg(paths::root().join("xtask/single.mjs")).args([&paths::dist(), &single]))?;
    let mut measure = peers("measure.mjs");
    measure.arg(paths::dist()).arg("--file").arg(single).args(["--rounds", rounds]);
    shell::run(&mut measure)
}
