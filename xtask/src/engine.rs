//! `engine`: the core alone as a WebAssembly module: for comparing it with the native build, and for the page's workers.

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

/// The engine built for speed, with what makes Word and PDF files: target/engine/engine.js and engine_bg.wasm.
const PRESS: Build =
    Build { name: "engine", features: "engine,documents", profile: Some("release"), optimise: &["-O3"] };

/// The same without them, built small as the page waits for it, and quick: target/engine/desk.js and desk_bg.wasm.
const DESK: Build = Build { name: "desk", features: "engine", profile: Some("desk"), optimise: SMALL };

/// What gives the fewest bytes once they are compressed; index.html has the page built so, too.
const SMALL: &[&str] = &["-O2", "--shrink-level=1", "--one-caller-inline-max-function-size=20"];

/// One of the engines.
struct Build {
    name: &'static str,
    features: &'static str,
    /// That of development, where none is named.
    profile: Option<&'static str>,
    /// For wasm-opt.
    optimise: &'static [&'static str],
}

impl Build {
    fn run(&self, tools: &Tools, folder: &Path) -> Outcome {
        let compiled = paths::target().join(WASM).join(self.profile.unwrap_or("debug")).join("engine.wasm");
        shell::run(
            tools
                .command("cargo")
                .args(["build", "--no-default-features", "--features", self.features])
                .args(["--bin", "engine", "--target", WASM])
                .args(self.profile.map(|profile| format!("--profile={profile}"))),
        )?;
        shell::run(
            tools
                .command("wasm-bindgen")
                .args(["--target", "web", "--no-typescript", "--out-name", self.name, "--out-dir"])
                .args([folder, &compiled]),
        )?;
        if self.profile.is_none() {
            return Ok(());
        }
        let optimised = folder.join(format!("{}_bg.wasm", self.name));
        shell::run(tools.command("wasm-opt").args(self.optimise).arg(&optimised).arg("-o").arg(&optimised))
    }
}

/// Builds both into target/engine/.
pub fn module(tools: &Tools) -> Outcome {
    let folder = paths::engine();
    PRESS.run(tools, &folder)?;
    DESK.run(tools, &folder)?;
    say(&format!("The engines are in {}.", folder.display()));
    Ok(())
}

/// Builds an engine in the profile of development, one for the work of both, and puts it and the worker beside the page that
/// Trunk is building in that profile. A published page gets its engines from `build`.
pub fn beside_the_served_page() -> Outcome {
    let debug = env::var_os("TRUNK_PROFILE").is_some_and(|profile| profile == "debug");
    let Some(staging) = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).filter(|_| debug) else {
        return Ok(());
    };
    let folder = paths::serve_engine();
    let tools = setup::for_building()?;
    Build { profile: None, ..PRESS }.run(&tools, &folder)?;
    for name in ["engine.js", "engine_bg.wasm"] {
        write(&staging.join(name), &read(&folder.join(name))?)?;
    }
    let worker = text(&paths::root().join("worker.js"))?;
    let worker = replaced(&worker, "./desk.js", "./engine.js")?;
    let worker = replaced(&worker, "./desk_bg.wasm", "./engine_bg.wasm")?;
    write(&staging.join("worker.js"), worker.as_bytes())?;
    embed(&tools, &staging, &["--served"])
}

/// Puts the built engines and the worker that runs them beside the page, under names that change with what is in them, and
/// tells the page the worker's.
pub fn beside_the_page(tools: &Tools) -> Outcome {
    let (folder, dist) = (paths::engine(), paths::dist());
    let mut worker = text(&paths::root().join("worker.js"))?;
    let mut sums = Vec::new();
    for name in [DESK.name, PRESS.name] {
        let (module_file, glue_file) = (format!("{name}_bg.wasm"), format!("{name}.js"));
        let module_name = format!("{name}-{}.wasm", short_hash(tools, &folder.join(&module_file))?);
        let glue = text(&folder.join(&glue_file))?;
        let glue_name = named(tools, name, &glue)?;
        worker = replaced(&worker, &format!("./{glue_file}"), &format!("./{glue_name}"))?;
        worker = replaced(&worker, &format!("./{module_file}"), &format!("./{module_name}"))?;
        for (published, file) in [(module_name, module_file), (glue_name, glue_file)] {
            sums.push(format!("\"./{published}\": \"{}\"", integrity(tools, &folder.join(&file))?));
            write(&dist.join(published), &read(&folder.join(file))?)?;
        }
    }
    worker = replaced(&worker, "INTEGRITY = {}", &format!("INTEGRITY = {{ {} }}", sums.join(", ")))?;
    let worker_name = named(tools, "worker", &worker)?;
    let page = text(&dist.join("index.html"))?;
    write(&dist.join(&worker_name), worker.as_bytes())?;
    let sum = integrity(tools, &dist.join(&worker_name))?;
    let told = format!("data-worker=./{worker_name} data-worker-integrity={sum}");
    write(&dist.join("index.html"), replaced(&page, "data-worker=./worker.js", &told)?.as_bytes())?;
    embed(tools, &dist, &[])
}

/// Puts beside a page what others put it on their pages with.
fn embed(tools: &Tools, folder: &Path, options: &[&str]) -> Outcome {
    shell::run(tools.command("node").arg(paths::root().join("xtask/embed.mjs")).arg(folder).args(options))
}

fn named(tools: &Tools, stem: &str, script: &str) -> Outcome<String> {
    let file = paths::engine().join(format!("{stem}.naming"));
    write(&file, script.as_bytes())?;
    Ok(format!("{stem}-{}.js", short_hash(tools, &file)?))
}

/// The beginning of the SHA-256 of a file.
fn short_hash(tools: &Tools, file: &Path) -> Outcome<String> {
    hash(tools, file, "sha256", "hex").map(|hash| hash.chars().take(16).collect())
}

/// What browsers compare the bytes of a file with.
fn integrity(tools: &Tools, file: &Path) -> Outcome<String> {
    hash(tools, file, "sha384", "base64").map(|hash| format!("sha384-{hash}"))
}

/// Node is needed for the build anyway.
fn hash(tools: &Tools, file: &Path, algorithm: &str, encoding: &str) -> Outcome<String> {
    const SCRIPT: &str = "const [file, algorithm, encoding] = process.argv.slice(1); \
        console.log(require('crypto').createHash(algorithm).update(require('fs').readFileSync(file)).digest(encoding))";
    let printed = output(tools.command("node").args(["-e", SCRIPT]).arg(file).args([algorithm, encoding]))?;
    Ok(printed.trim().to_owned())
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
