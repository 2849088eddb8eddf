//! `bench`: prints measurements beside their budgets. It never fails for being slow.

use crate::shell::{self, Outcome};
use crate::test::with_places;
use crate::{build, paths, setup};

/// Native first, then the page and the engine in a throttled browser.
pub fn run() -> Outcome {
    let (tools, chromium) = setup::for_browsing()?;
    shell::run(tools.command("cargo").args(["run", "--quiet", "--release", "--example", "bench"]))?;
    build::page(&tools)?;
    for script in ["engine-bench.mjs", "bench.mjs"] {
        let script = paths::browser_tests().join(script);
        shell::run(with_places(tools.command("node"), &chromium).arg(script))?;
    }
    Ok(())
}
