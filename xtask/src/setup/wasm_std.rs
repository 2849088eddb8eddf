//! The standard library for WebAssembly: there already, from rustup, or built from Debian's source.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::paths::{self, WASM};
use crate::shell::{self, Outcome, ask, output, run_within, say};

const RUSTUP_LIMIT: Duration = Duration::from_secs(120);

/// Makes `rustc --target wasm32-unknown-unknown` work.
pub fn ensure() -> Outcome {
    let sysroot = PathBuf::from(output(Command::new("rustc").args(["--print", "sysroot"]))?.trim());
    let scratch = Scratch::new()?;
    if compiles(&sysroot, &scratch) {
        say("WebAssembly target: there.");
        return Ok(());
    }
    say("WebAssembly target: adding it with rustup (seconds, at most two minutes) …");
    let mut rustup = Command::new("rustup");
    rustup.args(["target", "add", WASM]).stdin(Stdio::null());
    match run_within(&mut rustup, RUSTUP_LIMIT) {
        Ok(()) if compiles(&sysroot, &scratch) => return Ok(()),
        Ok(()) => say("rustup added it to another toolchain than the one in use."),
        Err(sentence) => say(&sentence),
    }
    build_from_debian_source(&sysroot, &scratch)?;
    if compiles(&sysroot, &scratch) {
        Ok(())
    } else {
        Err(format!("the standard library built for {WASM} does not load; run `rustup target add {WASM}`."))
    }
}

fn compiles(sysroot: &Path, scratch: &Scratch) -> bool {
    let source = scratch.0.join("probe.rs");
    fs::write(&source, "fn main() {}").is_ok()
        && ask(Command::new(sysroot.join("bin/rustc"))
            .args(["--target", WASM, "-o"])
            .arg(scratch.0.join("probe.wasm"))
            .arg(source))
        .is_some()
}

fn build_from_debian_source(sysroot: &Path, scratch: &Scratch) -> Outcome {
    let by_hand = format!("run `rustup target add {WASM}` where rustup can download, then try again.");
    let mirror = debian_mirror().ok_or_else(|| format!("rustup cannot add the WebAssembly target: {by_hand}"))?;
    let version = rustc_version(sysroot)?;
    say(&format!("WebAssembly target: building it from Debian's source of Rust {version} (two minutes) …"));

    let apt = Apt::new(&scratch.0, &mirror)?;
    shell::run(apt.command("apt-get").args(["update", "-qq"]))?;
    let offered = output(apt.command("apt-cache").args(["madison", "rust-src"]))?;
    let package = exact_package(&offered, &version)
        .ok_or_else(|| format!("Debian has no rust-src {version}, the version of the compiler in use: {by_hand}"))?;
    shell::run(apt.command("apt-get").args(["download", "-qq", &format!("rust-src={package}")]))?;
    let archive = find_in(&scratch.0, |name| name.starts_with("rust-src_"))?;
    let unpacked = scratch.0.join("src");
    shell::run(Command::new("dpkg").arg("-x").arg(archive).arg(&unpacked))?;
    let library = find_in(&unpacked.join("usr/src"), |name| name.starts_with("rustc-"))?.join("library");

    let built = scratch.0.join("target");
    shell::run(
        Command::new(sysroot.join("bin/cargo"))
            .current_dir(library)
            .args(["build", "--quiet", "--locked", "--release", "--target", WASM])
            .args(["--manifest-path", "sysroot/Cargo.toml", "--features", "panic-unwind backtrace"])
            .env("PATH", paths::path_with(&[sysroot.join("bin")]))
            .env("RUSTC", sysroot.join("bin/rustc"))
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_TARGET_DIR", &built)
            .env("__CARGO_DEFAULT_LIB_METADATA", "std")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "1")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
            .env("RUSTFLAGS", "-Zforce-unstable-if-unmarked -Cembed-bitcode=yes")
            .env_remove("CARGO_ENCODED_RUSTFLAGS"),
    )?;
    put_into_sysroot(&built.join(WASM).join("release/deps"), sysroot)
}

/// Copies the libraries beside their place and renames, so a half-copied set is never used.
fn put_into_sysroot(libraries: &Path, sysroot: &Path) -> Outcome {
    let place = sysroot.join("lib/rustlib").join(WASM).join("lib");
    let staging = place.with_file_name("lib-incoming");
    let copy = || -> std::io::Result<()> {
        let _ = fs::remove_dir_all(&staging);
        fs::create_dir_all(&staging)?;
        for entry in fs::read_dir(libraries)? {
            let path = entry?.path();
            if let (Some("rlib"), Some(name)) = (path.extension().and_then(|e| e.to_str()), path.file_name()) {
                fs::copy(&path, staging.join(name))?;
            }
        }
        let _ = fs::remove_dir_all(&place);
        fs::rename(&staging, &place)
    };
    copy().map_err(|error| format!("cannot write the WebAssembly target into {}: {error}.", place.display()))?;
    // Anything compiled against an earlier standard library no longer links.
    let _ = fs::remove_dir_all(paths::target().join(WASM));
    Ok(())
}

fn rustc_version(sysroot: &Path) -> Outcome<String> {
    let text = output(Command::new(sysroot.join("bin/rustc")).arg("-vV"))?;
    let release = text.lines().find_map(|line| line.strip_prefix("release: "));
    Ok(release.ok_or("`rustc -vV` does not name its release.")?.to_owned())
}

/// The version column of `apt-cache madison` whose part before the first `+` is exactly `version`.
fn exact_package(madison: &str, version: &str) -> Option<String> {
    let versions = madison.lines().filter_map(|line| line.split('|').nth(1));
    versions.map(str::trim).find(|offered| offered.split('+').next() == Some(version)).map(str::to_owned)
}

/// The package mirror this Debian already uses; nothing on any other system.
fn debian_mirror() -> Option<String> {
    if !fs::read_to_string("/etc/os-release").ok()?.lines().any(|line| line == "ID=debian") {
        return None;
    }
    let modern = fs::read_to_string("/etc/apt/sources.list.d/debian.sources").unwrap_or_default();
    let classic = fs::read_to_string("/etc/apt/sources.list").unwrap_or_default();
    let from_modern = modern.lines().find_map(|line| line.strip_prefix("URIs:")?.split_whitespace().next());
    let from_classic = || {
        let first = classic.lines().find(|line| line.starts_with("deb "))?;
        first.split_whitespace().find(|word| word.contains("://"))
    };
    from_modern.or_else(from_classic).map(str::to_owned)
}

/// apt with lists, cache and sources of its own: it reads newer suites and changes nothing.
struct Apt {
    folder: PathBuf,
    configuration: PathBuf,
}

impl Apt {
    fn new(scratch: &Path, mirror: &str) -> Outcome<Self> {
        let folder = scratch.join("apt");
        let configuration = scratch.join("apt.conf");
        let sources = format!(
            "Types: deb\nURIs: {mirror}\nSuites: trixie-backports forky sid\nComponents: main\n\
             Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg\n"
        );
        let settings = format!(
            "Dir::State::lists \"{0}/lists\";\nDir::Cache \"{0}/cache\";\nDir::Etc::sourcelist \"/dev/null\";\n\
             Dir::Etc::sourceparts \"{0}/sources\";\nAcquire::Languages \"none\";\nAPT::Sandbox::User \"root\";\n",
            folder.display()
        );
        let write = || -> std::io::Result<()> {
            for name in ["lists/partial", "cache/archives/partial", "sources"] {
                fs::create_dir_all(folder.join(name))?;
            }
            fs::write(folder.join("sources/debian.sources"), sources)?;
            fs::write(&configuration, settings)
        };
        write().map_err(|error| format!("cannot write to {}: {error}.", folder.display()))?;
        Ok(Self { folder: scratch.to_path_buf(), configuration })
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.folder).env("APT_CONFIG", &self.configuration).stdin(Stdio::null());
        command
    }
}

fn find_in(folder: &Path, wanted: impl Fn(&str) -> bool) -> Outcome<PathBuf> {
    let entries = fs::read_dir(folder).map_err(|error| format!("cannot read {}: {error}.", folder.display()))?;
    let mut paths = entries.filter_map(Result::ok).map(|entry| entry.path());
    paths
        .find(|path| path.file_name().and_then(|name| name.to_str()).is_some_and(&wanted))
        .ok_or_else(|| format!("Debian's rust-src package is not laid out as expected in {}.", folder.display()))
}

/// A folder of this run alone, removed at the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Outcome<Self> {
        let folder = std::env::temp_dir().join(format!("home-assessment-std-{}", std::process::id()));
        fs::create_dir_all(&folder).map_err(|error| format!("cannot write to {}: {error}.", folder.display()))?;
        Ok(Self(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::exact_package;

    #[test]
    fn only_the_exact_version_is_taken() {
        let madison =
            " rust-src | 1.96.0+dfsg1-1 | http://m sid/main\n rust-src | 1.95.0+dfsg1-1~bpo13+1 | http://m t/main\n";
        assert_eq!(exact_package(madison, "1.95.0").as_deref(), Some("1.95.0+dfsg1-1~bpo13+1"));
        assert_eq!(exact_package(madison, "1.95"), None);
    }
}
