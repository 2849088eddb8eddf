//! A Chromium for the browser tests: the one you name, one that is installed, or Debian's.

use std::env;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::paths;
use crate::shell::{Outcome, ask, run, say};

const NAMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const APPLICATIONS: [&str; 2] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
/// The fonts have the measures of Arial, which the page asks for.
const PACKAGES: [&str; 2] = ["chromium", "fonts-liberation"];
const BY_HAND: &str = "install Chromium or Chrome, or set CHROME to the path of one, then try again.";

/// Gives back the path of a Chromium.
pub fn ensure() -> Outcome<PathBuf> {
    if let Some(named) = env::var_os("CHROME").map(PathBuf::from) {
        return if named.is_file() {
            say(&format!("Chromium: {}, from CHROME.", named.display()));
            Ok(named)
        } else {
            Err(format!("CHROME names {}, which is not there: {BY_HAND}", named.display()))
        };
    }
    if let Some(found) = installed() {
        say(&format!("Chromium: {}.", found.display()));
        return Ok(found);
    }
    let as_root = root_prefix().ok_or_else(|| format!("the browser tests need a Chromium: {BY_HAND}"))?;
    say("Chromium: installing it with apt-get (one to two minutes) …");
    // A source that cannot be read is no reason to stop: the package may be there all the same.
    let _ = run(apt_get(as_root).args(["update", "-qq"]));
    let mut install = apt_get(as_root);
    install.args(["install", "-y", "-qq", "--no-install-recommends"]);
    install.args(PACKAGES).stdout(Stdio::null());
    run(&mut install).map_err(|sentence| format!("{sentence} The browser tests need a Chromium: {BY_HAND}"))?;
    installed().ok_or_else(|| format!("apt-get installed no Chromium: {BY_HAND}"))
}

fn installed() -> Option<PathBuf> {
    let application = || APPLICATIONS.iter().map(PathBuf::from).find(|path| path.is_file());
    NAMES.iter().find_map(|name| paths::which(name)).or_else(application)
}

/// How to run apt-get with the rights it needs: nothing before it for root, `sudo -n` for who may use it.
fn root_prefix() -> Option<&'static [&'static str]> {
    paths::which("apt-get")?;
    if ask(Command::new("id").arg("-u")).as_deref() == Some("0") {
        return Some(&[]);
    }
    ask(Command::new("sudo").args(["-n", "true"])).map(|_| ["sudo", "-n"].as_slice())
}

fn apt_get(as_root: &[&str]) -> Command {
    let mut words = as_root.iter().copied().chain(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    let mut command = Command::new(words.next().unwrap_or("env"));
    command.args(words).stdin(Stdio::null());
    command
}
