//! `letters`: writes the letters kept in tests/letters/ anew, by the test that compares them otherwise.

use std::process::Command;

use crate::paths;
use crate::shell::{self, Outcome};

/// Refreshes the letters; what changed is in the working tree, to be read before it is kept.
pub fn run() -> Outcome {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(paths::root()).args(["test", "--test", "golden"]).env("HOME_ASSESSMENT_REFRESH_LETTERS", "1");
    shell::run(&mut cargo)?;
    shell::say("\nThe letters are written. Read what changed: git diff tests/letters");
    Ok(())
}
