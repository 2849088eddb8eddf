//! Trunk, wasm-bindgen, geckodriver and what checks thoroughly, in exactly the versions the project needs, built once into the user's cache.

use std::env::consts::EXE_SUFFIX;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::paths;
use crate::shell::{Outcome, ask, run, say};

/// 0.22 needs a newer compiler.
const TRUNK: &str = "0.21.14";

/// Drives Firefox: newer ones than itself, too.
const GECKODRIVER: Tool<'static> = Tool {
    program: "geckodriver",
    package: "geckodriver",
    version: "0.37.1",
    features: &[],
    opt_level: "0",
    locked: true,
    duration: "two to four minutes",
};

/// Checks what the project takes from others.
const DENY: Tool<'static> = Tool {
    program: "cargo-deny",
    package: "cargo-deny",
    version: "0.20.2",
    features: &[],
    opt_level: "0",
    locked: true,
    duration: "five to ten minutes",
};

/// Changes the product in one place after another, to see whether a test notices.
const MUTANTS: Tool<'static> = Tool {
    program: "cargo-mutants",
    package: "cargo-mutants",
    version: "27.1.0",
    features: &[],
    opt_level: "0",
    locked: true,
    duration: "two to five minutes",
};

/// Says which lines tests reach.
const LLVM_COV: Tool<'static> = Tool {
    program: "cargo-llvm-cov",
    package: "cargo-llvm-cov",
    version: "0.9.1",
    features: &[],
    opt_level: "0",
    locked: true,
    duration: "one to three minutes",
};

struct Tool<'a> {
    program: &'a str,
    package: &'a str,
    version: &'a str,
    features: &'a [&'a str],
    /// Compiled for a short wait rather than for speed.
    opt_level: &'a str,
    /// Whether the package's own lock file still resolves.
    locked: bool,
    duration: &'a str,
}

/// What builds the page. Gives back the folders that hold the tools; none for a tool that is on the PATH already.
pub fn ensure() -> Outcome<Vec<PathBuf>> {
    let wasm_bindgen = locked_version("wasm-bindgen")?;
    let tools = [
        Tool {
            program: "trunk",
            package: "trunk",
            version: TRUNK,
            features: &["--features", "rustls"],
            opt_level: "0",
            locked: true,
            duration: "three to six minutes",
        },
        Tool {
            program: "wasm-bindgen",
            package: "wasm-bindgen-cli",
            version: &wasm_bindgen,
            features: &[],
            opt_level: "1",
            locked: false,
            duration: "two to four minutes",
        },
    ];
    let folders = tools.iter().map(find_or_build).collect::<Outcome<Vec<_>>>()?;
    Ok(folders.into_iter().flatten().collect())
}

/// What drives Firefox. Gives back the program.
pub fn ensure_geckodriver() -> Outcome<PathBuf> {
    program(&GECKODRIVER)
}

/// What checks what the project takes from others. Gives back the program.
pub fn ensure_deny() -> Outcome<PathBuf> {
    program(&DENY)
}

/// What changes the product to see whether a test notices. Gives back the program.
pub fn ensure_mutants() -> Outcome<PathBuf> {
    program(&MUTANTS)
}

/// What says which lines tests reach. Gives back the program.
pub fn ensure_llvm_cov() -> Outcome<PathBuf> {
    program(&LLVM_COV)
}

/// Finds or builds a tool; its path.
fn program(tool: &Tool) -> Outcome<PathBuf> {
    match find_or_build(tool)? {
        Some(bin) => Ok(bin.join(format!("{}{EXE_SUFFIX}", tool.program))),
        None => paths::which(tool.program).ok_or_else(|| format!("{} has left the PATH.", tool.program)),
    }
}

fn find_or_build(tool: &Tool) -> Outcome<Option<PathBuf>> {
    let name = format!("{} {}", tool.program, tool.version);
    if paths::which(tool.program).is_some_and(|path| is_version(&path, tool.version)) {
        say(&format!("{name}: on the PATH."));
        return Ok(None);
    }
    let cache = paths::tool_cache()?;
    let folder = cache.join(format!("{}-{}", tool.program, tool.version));
    let bin = folder.join("bin");
    if is_version(&bin.join(tool.program), tool.version) {
        say(&format!("{name}: there."));
    } else {
        say(&format!("{name}: building it once into {} ({}) …", folder.display(), tool.duration));
        build(tool, &cache, &folder)?;
    }
    Ok(Some(bin))
}

/// Installs beside the final place and renames, so an interrupted build is not taken for a finished one.
fn build(tool: &Tool, cache: &Path, folder: &Path) -> Outcome {
    let incoming = cache.join(format!("incoming-{}-{}", tool.program, std::process::id()));
    let objects = cache.join(format!("objects-{}-{}", tool.program, tool.version));
    fs::create_dir_all(&incoming).map_err(|error| format!("cannot write to {}: {error}.", cache.display()))?;
    let mut install = Command::new("cargo");
    install
        .current_dir(&incoming)
        .args(["install", "--quiet", &format!("{}@{}", tool.package, tool.version), "--no-default-features"])
        .args(tool.features)
        .arg("--root")
        .arg(&incoming)
        .args(tool.locked.then_some("--locked"))
        .env("CARGO_TARGET_DIR", &objects)
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", tool.opt_level)
        .stdin(Stdio::null());
    run(&mut install).map_err(|sentence| format!("{} could not be built. {sentence}", tool.package))?;
    let _ = fs::remove_dir_all(folder);
    fs::rename(&incoming, folder).map_err(|error| format!("cannot write {}: {error}.", folder.display()))?;
    let _ = fs::remove_dir_all(objects);
    Ok(())
}

/// `trunk 0.21.14`, `wasm-bindgen 0.2.130` and `geckodriver 0.37.1 (…)` are how they name their version.
fn is_version(program: &Path, version: &str) -> bool {
    let says = |words: &[&str]| {
        let printed = ask(Command::new(program).args(words)).unwrap_or_default();
        printed.split_whitespace().nth(1) == Some(version)
    };
    // A part of cargo may answer only under its name there.
    let part = program.file_stem().and_then(|name| name.to_str()?.strip_prefix("cargo-"));
    says(&["--version"]) || part.is_some_and(|part| says(&[part, "--version"]))
}

/// The version of a crate in Cargo.lock.
fn locked_version(name: &str) -> Outcome<String> {
    let lock = fs::read_to_string(paths::root().join("Cargo.lock"))
        .map_err(|error| format!("cannot read Cargo.lock: {error}. It belongs to the project: restore it from git."))?;
    let heading = format!("name = \"{name}\"");
    let mut lines = lock.lines().skip_while(|line| *line != heading).skip(1);
    let version = lines.next().and_then(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    version.map(str::to_owned).ok_or_else(|| format!("Cargo.lock does not lock {name}."))
}
