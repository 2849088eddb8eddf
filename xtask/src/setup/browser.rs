//! The browsers of the browser tests, a Chromium and a Firefox: the one you name, one that is installed, or Debian's.

use std::env;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::paths;
use crate::shell::{Outcome, ask, run, say};

/// A browser, and how to come by it.
pub struct Browser {
    name: &'static str,
    /// The environment variable that names one which is somewhere else.
    variable: &'static str,
    programs: &'static [&'static str],
    applications: &'static [&'static str],
    /// Debian's packages.
    packages: &'static [&'static str],
    by_hand: &'static str,
}

/// The fonts have the measures of Arial, which the page asks for.
pub const CHROMIUM: Browser = Browser {
    name: "Chromium",
    variable: "CHROME",
    programs: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"],
    applications: &[
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ],
    packages: &["chromium", "fonts-liberation"],
    by_hand: "install Chromium or Chrome, or set CHROME to the path of one, then try again.",
};

/// The extended support release first: it is what councils have, and what Debian packs.
pub const FIREFOX: Browser = Browser {
    name: "Firefox",
    variable: "FIREFOX",
    programs: &["firefox-esr", "firefox"],
    applications: &["/Applications/Firefox.app/Contents/MacOS/firefox"],
    packages: &["firefox-esr", "fonts-liberation"],
    by_hand: "install Firefox, or set FIREFOX to the path of one, then try again.",
};

impl Browser {
    /// Gives back the path of the browser.
    pub fn ensure(&self) -> Outcome<PathBuf> {
        let Self { name, variable, by_hand, .. } = self;
        if let Some(named) = env::var_os(variable).map(PathBuf::from) {
            return if named.is_file() {
                say(&format!("{name}: {}, from {variable}.", named.display()));
                Ok(named)
            } else {
                Err(format!("{variable} names {}, which is not there: {by_hand}", named.display()))
            };
        }
        if let Some(found) = self.installed() {
            say(&format!("{name}: {}.", found.display()));
            return Ok(found);
        }
        let as_root = root_prefix().ok_or_else(|| format!("the browser tests need a {name}: {by_hand}"))?;
        say(&format!("{name}: installing it with apt-get (one to two minutes) …"));
        // A source that cannot be read is no reason to stop: the package may be there all the same.
        let _ = run(apt_get(as_root).args(["update", "-qq"]));
        let mut install = apt_get(as_root);
        install.args(["install", "-y", "-qq", "--no-install-recommends"]);
        install.args(self.packages).stdout(Stdio::null());
        run(&mut install).map_err(|sentence| format!("{sentence} The browser tests need a {name}: {by_hand}"))?;
        self.installed().ok_or_else(|| format!("apt-get installed no {name}: {by_hand}"))
    }

    fn installed(&self) -> Option<PathBuf> {
        let application = || self.applications.iter().map(PathBuf::from).find(|path| path.is_file());
        self.programs.iter().find_map(|program| paths::which(program)).or_else(application)
    }
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
