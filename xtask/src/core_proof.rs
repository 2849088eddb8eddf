//! `core`: proves that the core needs no web crate, and that it compiles for WebAssembly all the same.

use std::process::Command;

use crate::paths::{self, WASM};
use crate::setup;
use crate::shell::{self, Outcome, say};
use crate::supply;

/// The beginnings of the names of crates that only a browser needs.
const WEB: [&str; 5] = ["yew", "gloo", "web-sys", "js-sys", "wasm-bindgen"];

/// Sets up the WebAssembly target and proves it.
pub fn run() -> Outcome {
    setup::for_compiling()?;
    prove()
}

/// Fails with the names of the web crates found.
pub fn prove() -> Outcome {
    let crates = supply::brought(&[])?;
    let web: Vec<&str> =
        crates.iter().filter_map(|named| named.split(' ').next()).filter(|name| is_web(name)).collect();
    if !web.is_empty() {
        return Err(format!("the core must not need a web crate, and needs: {}.", web.join(", ")));
    }
    shell::run(cargo().args(["check", "--quiet", "--lib"]).args(CORE))?;
    say(&format!("The core compiles for WebAssembly with {} crates, none of them {}.", crates.len(), WEB.join(", ")));
    Ok(())
}

const CORE: [&str; 5] = ["--package", "home-assessment", "--no-default-features", "--target", WASM];

fn cargo() -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(paths::root());
    command
}

fn is_web(name: &str) -> bool {
    WEB.iter().any(|web| name == *web || name.strip_prefix(web).is_some_and(|rest| rest.starts_with('-')))
}

#[cfg(test)]
mod tests {
    use super::is_web;

    #[test]
    fn families_of_web_crates_are_known() {
        for name in ["yew", "yew-macro", "gloo", "gloo-timers", "web-sys", "wasm-bindgen-futures"] {
            assert!(is_web(name), "{name}");
        }
        for name in ["serde", "web-time", "yewish"] {
            assert!(!is_web(name), "{name}");
        }
    }
}
