//! The browsers of the browser tests, a Chromium and a Firefox: the one you name, one that is installed, or Debian's.

use std::env;
use std::path::PathBuf;

use super::debian;
use crate::paths;
use crate::shell::{Outcome, say};

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
        match debian::install(name, self.packages) {
            None => return Err(format!("the browser tests need a {name}: {by_hand}")),
            Some(Err(sentence)) => return Err(format!("{sentence} The browser tests need a {name}: {by_hand}")),
            Some(Ok(())) => {}
        }
        self.installed().ok_or_else(|| format!("apt-get installed no {name}: {by_hand}"))
    }

    fn installed(&self) -> Option<PathBuf> {
        let application = || self.applications.iter().map(PathBuf::from).find(|path| path.is_file());
        self.programs.iter().find_map(|program| paths::which(program)).or_else(application)
    }
}
