//! `dist`: the release folder and its archive; `reproduce`: the proof that another build gives the same bytes.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::build;
use crate::paths;
use crate::setup::{self, Tools};
use crate::shell::{self, Outcome, output, say};

/// Sets up, builds the page and the command line, and makes the folder.
pub fn run() -> Outcome {
    let tools = setup::for_building()?;
    build::page(&tools)?;
    let about = output(tools.command("rustc").arg("-vV"))?;
    let host =
        about.lines().find_map(|line| line.strip_prefix("host: ")).ok_or("rustc does not say what it runs on.")?;
    let program = command_line(&tools, host)?;
    shell::run(tools.command("node").arg(paths::root().join("xtask/dist.mjs")).arg(folder()).arg(program).arg(host))?;
    build::weigh(&tools)
}

/// Where the release is.
fn folder() -> PathBuf {
    paths::target().join("dist")
}

/// The command line as it is published: in a folder of its own, so that it is not built anew after every test.
fn command_line(tools: &Tools, host: &str) -> Outcome<PathBuf> {
    let flags = format!("CARGO_TARGET_{}_RUSTFLAGS", host.to_uppercase().replace('-', "_"));
    let mut cargo = tools.command("cargo");
    cargo.args(["build", "--release", "--locked", "--bin", "home-assessment", "--target", host]);
    cargo.env("CARGO_PROFILE_RELEASE_STRIP", "symbols");
    shell::run(cargo.envs(paths::untold().map(|untold| (flags, untold))))?;
    let program = format!("home-assessment{}", env::consts::EXE_SUFFIX);
    Ok(paths::target().join(host).join("release").join(program))
}

/// Makes the release once more, from a fresh clone of what is committed in a folder of its own, and compares.
pub fn reproduce() -> Outcome {
    let ours =
        archive(&folder()).map_err(|error| format!("{error} Make the release with `cargo xtask dist` first."))?;
    let clone = env::temp_dir().join(format!("home-assessment-again-{}", std::process::id()));
    shell::run(Command::new("git").args(["clone", "--quiet"]).arg(paths::root()).arg(&clone))?;
    let mut again = Command::new("cargo");
    again.args(["xtask", "dist"]).current_dir(&clone).env_remove("CARGO_MANIFEST_DIR").env_remove("CARGO_TARGET_DIR");
    shell::run(&mut again)?;
    let theirs = archive(&clone.join("target/dist"))?;
    if ours != theirs {
        return Err(format!(
            "the second build gave other bytes: compare the manifests, theirs is in {}.",
            clone.display()
        ));
    }
    let _ = fs::remove_dir_all(&clone);
    say("A second build, in another folder, gave the same bytes.");
    Ok(())
}

/// The bytes of the one archive in a folder.
fn archive(folder: &Path) -> Outcome<Vec<u8>> {
    let entries = fs::read_dir(folder).map_err(|error| format!("cannot read {}: {error}.", folder.display()))?;
    let mut found =
        entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.extension() == Some("zip".as_ref()));
    match (found.next(), found.next()) {
        (Some(path), None) => fs::read(&path).map_err(|error| format!("cannot read {}: {error}.", path.display())),
        _ => Err(format!("there should be one archive in {}.", folder.display())),
    }
}
