//! `engine`: the core alone as a WebAssembly module, for comparing it with the native build.

use crate::paths::{self, WASM};
use crate::setup::{self, Tools};
use crate::shell::{self, Outcome, say};

/// Sets up and builds.
pub fn run() -> Outcome {
    module(&setup::for_building()?)
}

/// Builds target/engine/engine.js and engine_bg.wasm.
pub fn module(tools: &Tools) -> Outcome {
    let folder = paths::engine();
    let compiled = paths::target().join(WASM).join("release/engine.wasm");
    let optimised = folder.join("engine_bg.wasm");
    shell::run(
        tools
            .command("cargo")
            .args(["build", "--release", "--no-default-features", "--features", "engine"])
            .args(["--bin", "engine", "--target", WASM]),
    )?;
    shell::run(
        tools
            .command("wasm-bindgen")
            .args(["--target", "web", "--no-typescript", "--out-dir"])
            .args([&folder, &compiled]),
    )?;
    shell::run(tools.command("wasm-opt").arg("-O3").arg(&optimised).arg("-o").arg(&optimised))?;
    say(&format!("The engine is in {}.", folder.display()));
    Ok(())
}
