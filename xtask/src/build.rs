//! `build`: the page as it is published, in dist/, with the worker that makes files, and what it weighs.

use crate::engine;
use crate::paths;
use crate::setup::{self, Tools};
use crate::shell::{self, Outcome};

/// Sets up, builds and weighs.
pub fn run() -> Outcome {
    let tools = setup::for_building()?;
    page(&tools)?;
    weigh(&tools)
}

/// Builds dist/, and target/engine/ for what is fetched on demand.
pub fn page(tools: &Tools) -> Outcome {
    shell::run(tools.trunk("build").args(["--release", "--cargo-profile", "web"]))?;
    shell::run(tools.command("node").arg(paths::root().join("xtask/minify.mjs")).arg(paths::dist()))?;
    engine::module(tools)?;
    engine::beside_the_page(tools)
}

/// Prints the size of every file of dist/ and of the first load.
pub fn weigh(tools: &Tools) -> Outcome {
    shell::run(tools.command("node").arg(paths::browser_tests().join("sizes.mjs")).arg(paths::dist()))
}
