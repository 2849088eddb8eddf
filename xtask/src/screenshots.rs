//! `screenshots`: pictures of the screens at desktop and phone width, in target/screenshots/.

use crate::shell::{self, Outcome};
use crate::test::with_places;
use crate::{build, paths, setup};

/// Builds the page and takes the pictures.
pub fn run() -> Outcome {
    let (tools, chromium) = setup::for_browsing()?;
    build::page(&tools)?;
    let script = paths::browser_tests().join("screenshots.mjs");
    let folder = paths::target().join("screenshots");
    shell::run(with_places(tools.command("node"), &chromium).arg(script).arg(folder))
}
