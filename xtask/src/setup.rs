//! `setup`: makes sure that everything the other commands need is there, and says what it does.

mod browser;
mod cargo_tools;
mod debian;
mod llvm;
mod npm_tools;
mod wasm_std;

use std::path::PathBuf;
use std::process::Command;

use browser::{CHROMIUM, FIREFOX};

use crate::paths;
use crate::shell::{Outcome, say};

/// The tools of the project, ready to be run.
pub struct Tools(Vec<PathBuf>);

impl Tools {
    /// A command that finds our tools before any other, run in the project's folder.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(paths::root()).env("PATH", paths::path_with(&self.0));
        if let Some(flags) = paths::untold() {
            command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
        }
        command
    }

    /// A Trunk command.
    pub fn trunk(&self, command: &str) -> Command {
        let mut trunk = self.command("trunk");
        trunk.arg(command).env_remove("NO_COLOR"); // Trunk refuses any value but `true` and `false`
        trunk
    }
}

/// What compiling for the browser needs: the WebAssembly target alone.
pub fn for_compiling() -> Outcome {
    wasm_std::ensure()
}

/// What building the page needs: the WebAssembly target, Trunk, wasm-bindgen, wasm-opt.
pub fn for_building() -> Outcome<Tools> {
    wasm_std::ensure()?;
    let mut folders = cargo_tools::ensure()?;
    folders.push(npm_tools::ensure()?);
    Ok(Tools(folders))
}

/// What measuring and taking pictures need as well: a Chromium, whose path is given back.
pub fn for_browsing() -> Outcome<(Tools, PathBuf)> {
    Ok((for_building()?, CHROMIUM.ensure()?))
}

/// The browsers of the browser tests.
pub struct Browsers {
    pub chromium: PathBuf,
    pub firefox: PathBuf,
    pub geckodriver: PathBuf,
}

/// What the browser tests need as well: a Firefox, and what drives it.
pub fn for_testing() -> Outcome<(Tools, Browsers)> {
    let (tools, chromium) = for_browsing()?;
    let (firefox, geckodriver) = (FIREFOX.ensure()?, cargo_tools::ensure_geckodriver()?);
    Ok((tools, Browsers { chromium, firefox, geckodriver }))
}

/// What measuring beside the peers needs as well: what they are made of.
pub fn for_peers() -> Outcome {
    npm_tools::ensure_peers().map(drop)
}

/// What checks what the project takes from others.
pub fn deny() -> Outcome<PathBuf> {
    cargo_tools::ensure_deny()
}

/// What changes the core to see whether a test notices.
pub fn mutants() -> Outcome<PathBuf> {
    cargo_tools::ensure_mutants()
}

/// What says which lines tests reach, with the llvm-cov and the llvm-profdata that it runs.
pub fn for_coverage() -> Outcome<(PathBuf, [PathBuf; 2])> {
    Ok((cargo_tools::ensure_llvm_cov()?, llvm::ensure()?))
}

/// All of it, for `cargo xtask setup`.
pub fn everything() -> Outcome {
    for_testing()?;
    say("Everything is there.");
    Ok(())
}
