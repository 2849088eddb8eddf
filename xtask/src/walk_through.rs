//! `walk-through`: applications answered by keyboard alone, with the keys that takes and the time by a model of a person.

use crate::shell::{self, Outcome};
use crate::test::with_places;
use crate::{build, paths, setup};

/// Builds the page and walks through it; the options are the script's own: see tests/browser/walkthrough.mjs.
pub fn run(options: &[&str]) -> Outcome {
    let (tools, chromium) = setup::for_browsing()?;
    build::page(&tools)?;
    let script = paths::browser_tests().join("walkthrough.mjs");
    shell::run(with_places(tools.command("node"), &chromium).arg(script).args(options))
}
