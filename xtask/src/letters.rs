//! `letters`: writes what tests/ keeps of letters, pages, pictures, screens, answers and places anew, by the tests that compare it otherwise.

use std::process::Command;

use crate::paths;
use crate::shell::{self, Outcome};

/// Refreshes the letters, the pages of PDFs, the pictures, the screens, the page's answers and the places of a profile; what changed is in the working
/// tree, to be read before it is kept.
pub fn run() -> Outcome {
    let mut cargo = Command::new("cargo");
    cargo
        .current_dir(paths::root())
        .args([
            "test", "--test", "golden", "--test", "pages", "--test", "pictures", "--test", "screens", "--test",
            "edition",
        ])
        .env("HOME_ASSESSMENT_REFRESH_LETTERS", "1");
    shell::run(&mut cargo)?;
    shell::say("\nThe letters, pages, pictures, screens and places are written. Read what changed: git diff tests");
    Ok(())
}
