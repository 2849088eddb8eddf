//! The llvm-cov and llvm-profdata that read what the compiler in use writes: with it, on the PATH, from rustup or from Debian.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::debian;
use crate::paths;
use crate::shell::{Outcome, output, run_within, say};

const RUSTUP_LIMIT: Duration = Duration::from_secs(120);

/// Gives back both paths.
pub fn ensure() -> Outcome<[PathBuf; 2]> {
    let about = output(Command::new("rustc").arg("-vV"))?;
    let said = |name: &str| about.lines().find_map(|line| line.strip_prefix(name)).map(str::to_owned);
    let (Some(host), Some(version)) = (said("host: "), said("LLVM version: ")) else {
        return Err("rustc does not say what it runs on, or which LLVM it was built with.".to_owned());
    };
    let major = version.split('.').next().unwrap_or_default();
    let sysroot = PathBuf::from(output(Command::new("rustc").args(["--print", "sysroot"]))?.trim());
    let own = sysroot.join("lib/rustlib").join(host).join("bin");
    let find = || -> Option<[PathBuf; 2]> {
        let one = |name: &str| {
            Some(own.join(name)).filter(|path| path.is_file()).or_else(|| paths::which(&format!("{name}-{major}")))
        };
        Some([one("llvm-cov")?, one("llvm-profdata")?])
    };
    if let Some(found) = find() {
        return Ok(found);
    }
    say("llvm-cov: adding it with rustup (seconds, at most two minutes) …");
    let mut rustup = Command::new("rustup");
    let added = run_within(rustup.args(["component", "add", "llvm-tools"]).stdin(Stdio::null()), RUSTUP_LIMIT);
    if added.is_err() {
        debian::install("llvm-cov", &[&format!("llvm-{major}")]).transpose()?;
    }
    find().ok_or_else(|| format!("install the llvm-cov and llvm-profdata of LLVM {major}, then try again."))
}
