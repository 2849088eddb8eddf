//! `engine`: the core alone as a WebAssembly module: for comparing it with the native build, and for the page's worker.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::paths::{self, WASM};
use crate::setup::{self, Tools};
use crate::shell::{self, Outcome, output, say};

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

/// Builds target/serve-engine/ in the profile of development, for a page that is served while it changes.
pub fn for_serving(tools: &Tools) -> Outcome {
    let compiled = paths::target().join(WASM).join("debug/engine.wasm");
    shell::run(tools.command("cargo").args([
        "build",
        "--no-default-features",
        "--features",
        "engine",
        "--bin",
        "engine",
        "--target",
        WASM,
    ]))?;
    let folder = paths::serve_engine();
    shell::run(
        tools
            .command("wasm-bindgen")
            .args(["--target", "web", "--no-typescript", "--out-dir"])
            .args([&folder, &compiled]),
    )
}

/// Puts that engine, if it is there, and the worker beside the page that Trunk is building in the profile of development.
pub fn beside_the_served_page() -> Outcome {
    let folder = paths::serve_engine();
    let debug = env::var_os("TRUNK_PROFILE").is_some_and(|profile| profile == "debug");
    let Some(staging) = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).filter(|_| debug && folder.exists()) else {
        return Ok(());
    };
    for name in ["engine.js", "engine_bg.wasm"] {
        write(&staging.join(name), &read(&folder.join(name))?)?;
    }
    write(&staging.join("worker.js"), &read(&paths::root().join("worker.js"))?)
}

/// Puts the built engine and the worker that runs it beside the page, under names that change with what is in them, and
/// tells the page the worker's.
pub fn beside_the_page(tools: &Tools) -> Outcome {
    let (folder, dist) = (paths::engine(), paths::dist());
    let module = read(&folder.join("engine_bg.wasm"))?;
    let module_name = format!("engine-{}.wasm", short_hash(tools, &folder.join("engine_bg.wasm"))?);
    let glue = text(&folder.join("engine.js"))?;
    let glue_name = named(tools, "engine", &glue)?;
    let worker = text(&paths::root().join("worker.js"))?;
    let worker = replaced(&worker, "./engine.js", &format!("./{glue_name}"))?;
    let worker = replaced(&worker, "./engine_bg.wasm", &format!("./{module_name}"))?;
    let worker_name = named(tools, "worker", &worker)?;
    let page = text(&dist.join("index.html"))?;
    let page = replaced(&page, "./worker.js", &format!("./{worker_name}"))?;
    write(&dist.join(module_name), &module)?;
    write(&dist.join(glue_name), glue.as_bytes())?;
    write(&dist.join(worker_name), worker.as_bytes())?;
    write(&dist.join("index.html"), page.as_bytes())
}

fn named(tools: &Tools, stem: &str, script: &str) -> Outcome<String> {
    let file = paths::engine().join(format!("{stem}.naming"));
    write(&file, script.as_bytes())?;
    Ok(format!("{stem}-{}.js", short_hash(tools, &file)?))
}

/// The beginning of the SHA-256 of a file. Node is needed for the build anyway.
fn short_hash(tools: &Tools, file: &Path) -> Outcome<String> {
    const SCRIPT: &str = "const {createHash} = require('crypto'); \
        console.log(createHash('sha256').update(require('fs').readFileSync(process.argv[1])).digest('hex').slice(0, 16))";
    Ok(output(tools.command("node").args(["-e", SCRIPT]).arg(file))?.trim().to_owned())
}

fn replaced(text: &str, old: &str, new: &str) -> Outcome<String> {
    match text.matches(old).count() {
        1 => Ok(text.replace(old, new)),
        count => Err(format!("`{old}` should stand once in what the page is made of, and stands {count} times.")),
    }
}

fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|error| format!("cannot read {}: {error}.", path.display()))
}

fn text(path: &Path) -> Outcome<String> {
    String::from_utf8(read(path)?).map_err(|_| format!("{} is not text.", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Outcome {
    fs::write(path, bytes).map_err(|error| format!("cannot write {}: {error}.", path.display()))
}
