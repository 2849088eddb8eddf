//! Where things are: the project, its outputs, the user's cache, programs on the PATH.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::shell::Outcome;

/// The compile target of everything that runs in a browser.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The project's folder.
pub fn root() -> PathBuf {
    let here = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&here).parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// Cargo's output folder.
pub fn target() -> PathBuf {
    let chosen = env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    root().join(chosen) // an absolute choice replaces the root
}

/// The built page.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The built engine module.
pub fn engine() -> PathBuf {
    target().join("engine")
}

/// The engine for the page that `serve` serves: in the project, where Trunk's hook finds it too.
pub fn serve_engine() -> PathBuf {
    root().join("target/serve-engine")
}

/// The pages that a team would otherwise build, for the benchmark.
pub fn peers() -> PathBuf {
    root().join("benches/peers")
}

/// The browser tests and their npm tools.
pub fn browser_tests() -> PathBuf {
    root().join("tests/browser")
}

/// What keeps the places of this machine out of what is compiled, so that it is the same bytes wherever it is: what stands in the
/// messages of faults of a library is a path. Nothing where a place cannot be given to the compiler in one piece.
pub fn untold() -> Option<String> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")))?;
    let flag = |place: &Path, name: &str| {
        let place = place.to_str().filter(|place| !place.contains(char::is_whitespace))?;
        Some(format!("--remap-path-prefix={place}={name}"))
    };
    Some([flag(&home, "/cargo")?, flag(&root(), "/home-assessment")?].join(" "))
}

/// The folder for built tools, shared by every clone of the project and never inside one.
pub fn tool_cache() -> Outcome<PathBuf> {
    let absolute = |name| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = absolute("XDG_CACHE_HOME")
        .or_else(|| absolute("HOME").map(|home| home.join(".cache")))
        .or_else(|| absolute("LOCALAPPDATA"))
        .ok_or("there is no home folder to keep the built tools in: set XDG_CACHE_HOME to a folder.")?;
    Ok(base.join("home-assessment/tools"))
}

/// The PATH with these folders searched first.
pub fn path_with(first: &[PathBuf]) -> OsString {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = first.iter().cloned().chain(env::split_paths(&path)).collect();
    env::join_paths(folders).unwrap_or(path)
}

/// The program of this name on the PATH.
pub fn which(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&path).map(|folder| folder.join(&file)).find(|candidate| candidate.is_file())
}
