//! Debian's packages, installed where that can be done without asking anyone.

use std::process::{Command, Stdio};

use crate::paths;
use crate::shell::{Outcome, ask, run, say};

/// Installs packages; `what` they are, for the person who waits. `None` where there is no apt-get, or no right to run it.
pub fn install(what: &str, packages: &[&str]) -> Option<Outcome> {
    let as_root = root_prefix()?;
    say(&format!("{what}: installing it with apt-get (one to two minutes) …"));
    // A source that cannot be read is no reason to stop: the package may be there all the same.
    let _ = run(apt_get(as_root).args(["update", "-qq"]));
    let mut install = apt_get(as_root);
    install.args(["install", "-y", "-qq", "--no-install-recommends"]).args(packages).stdout(Stdio::null());
    Some(run(&mut install))
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
