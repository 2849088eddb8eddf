//! `letters`: writes the letters, pictures and screens kept in tests/ anew, by the tests that compare them otherwise.

use std::process::Command;

use crate::paths;
use crate::shell::{self, Outcome};

/// Refreshes the letters, the pictures and the screens; what changed is in the working tree, to be read before it is kept.
pub fn run() -> Outcome {
    let mut cargo = Command::new("cargo");
    cargo
        .current_dir(paths::root())
        .args(["test", "--test", "golden", "--test", "pictures", "--test", "screens"])
        .env("HOME_ASSESSMENT_REFRESH_LETTERS", "1");
    shell::run(&mut cargo)?;
    shell::say("\nThe letters, pictures and screens are written. Read what changed: git diff tests");
    Ok(())
}
