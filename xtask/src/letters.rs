//! `letters`: writes the letters and pictures kept in tests/ anew, by the tests that compare them otherwise.

use std::process::Command;

use crate::paths;
use crate::shell::{self, Outcome};

/// Refreshes the letters and the pictures; what changed is in the working tree, to be read before it is kept.
pub fn run() -> Outcome {
    let mut cargo = Command::new("cargo");
    cargo
        .current_dir(paths::root())
        .args(["test", "--test", "golden", "--test", "pictures"])
        .env("HOME_ASSESSMENT_REFRESH_LETTERS", "1");
    shell::run(&mut cargo)?;
    shell::say("\nThe letters and pictures are written. Read what changed: git diff tests/letters tests/pictures");
    Ok(())
}
