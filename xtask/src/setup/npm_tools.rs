//! The npm tools: wasm-opt and terser for the build; Playwright, Selenium, axe and Lighthouse for the browser tests; what the peers of
//! the benchmark are made of.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::paths;
use crate::shell::{Outcome, ask, run, say};

const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };
const OLDEST_NODE: u32 = 20;

/// Gives back the folder of the installed programs.
pub fn ensure() -> Outcome<PathBuf> {
    install(&paths::browser_tests(), "npm tools (wasm-opt, Playwright, Selenium, axe, Lighthouse)")
}

/// What the peers of the benchmark are made of.
pub fn ensure_peers() -> Outcome<PathBuf> {
    install(&paths::peers(), "what the peers are made of (Preact, Svelte, decimal.js, docx)")
}

/// Installs what a folder's lock file names, unless it is there. Gives back the folder of its programs.
fn install(folder: &Path, what: &str) -> Outcome<PathBuf> {
    needs_node()?;
    let modules = folder.join("node_modules");
    let lock = folder.join("package-lock.json");
    let lock = fs::read(&lock).map_err(|error| format!("cannot read {}: {error}.", lock.display()))?;
    // Written last: it says that what is installed is what this lock file names.
    let stamp = modules.join(".installed-from-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        say(&format!("{what}: there."));
    } else {
        say(&format!("{what}: installing into {} (up to a minute) …", modules.display()));
        let mut install = Command::new(NPM);
        install.current_dir(folder).args(["ci", "--silent", "--no-fund", "--no-audit"]).stdin(Stdio::null());
        run(&mut install).map_err(|sentence| format!("{what}: they could not be installed. {sentence}"))?;
        fs::write(&stamp, lock).map_err(|error| format!("cannot write {}: {error}.", stamp.display()))?;
    }
    Ok(modules.join(".bin"))
}

fn needs_node() -> Outcome {
    let printed = ask(Command::new("node").arg("--version")).unwrap_or_default();
    let major = printed.trim_start_matches('v').split('.').next().and_then(|number| number.parse::<u32>().ok());
    match major {
        Some(found) if found >= OLDEST_NODE => Ok(()),
        Some(_) => Err(format!("Node.js {OLDEST_NODE} or later is needed; {printed} is installed.")),
        None => Err(format!("Node.js is not installed: install version {OLDEST_NODE} or later, with npm.")),
    }
}
