//! Running other programs, and saying what is being done and how long it took.

use std::ffi::OsStr;
use std::io::Write;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// A result whose error is a whole sentence for the person at the terminal.
pub type Outcome<T = ()> = Result<T, String>;

/// The named steps of a longer command, timed.
#[derive(Default)]
pub struct Steps(Vec<(String, Duration)>);

impl Steps {
    /// Runs one step under a heading. The first failing step ends the command through `?`.
    pub fn run<T>(&mut self, name: &'static str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
        say(&format!("\n== {name}"));
        let start = Instant::now();
        let outcome = work();
        let taken = start.elapsed();
        let name = format!("{name}{}", if outcome.is_ok() { "" } else { " (failed)" });
        say(&format!("-- {name}: {:.1} s", taken.as_secs_f32()));
        self.0.push((name, taken));
        outcome
    }

    /// Prints every step with its time, and the total.
    pub fn summary(&self) {
        say("\nSteps");
        for (name, taken) in &self.0 {
            say(&format!("  {name:<44}{:>8.1} s", taken.as_secs_f32()));
        }
        let total: Duration = self.0.iter().map(|(_, taken)| *taken).sum();
        say(&format!("  {:<44}{:>8.1} s", "total", total.as_secs_f32()));
    }
}

/// Prints a line at once, so that it stands before whatever the next program prints.
pub fn say(line: &str) {
    println!("{line}");
    let _ = std::io::stdout().flush();
}

/// Runs a program, its output going straight to the terminal.
pub fn run(command: &mut Command) -> Outcome {
    let status = command.status().map_err(|error| cannot_start(command, &error))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status}).", shown(command))) }
}

/// Runs a program and gives back what it printed; its errors go to the terminal.
pub fn output(command: &mut Command) -> Outcome<String> {
    let output = command.stderr(Stdio::inherit()).output().map_err(|error| cannot_start(command, &error))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(format!("`{}` failed ({}).", shown(command), output.status))
    }
}

/// What a program prints, or nothing when it is absent or fails: for asking, not for doing.
pub fn ask(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs a program that may hang, and ends it after `limit`.
pub fn run_within(command: &mut Command, limit: Duration) -> Outcome {
    let start = Instant::now();
    let mut child = command.spawn().map_err(|error| cannot_start(command, &error))?;
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(status)) => return Err(format!("`{}` failed ({status}).", shown(command))),
            Ok(None) if start.elapsed() < limit => sleep(Duration::from_millis(100)),
            Ok(None) => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(format!("`{}` did not finish within {} s.", shown(command), limit.as_secs()));
            }
            Err(error) => return Err(format!("cannot wait for `{}`: {error}.", shown(command))),
        }
    }
}

fn cannot_start(command: &Command, error: &std::io::Error) -> String {
    let program = command.get_program().to_string_lossy();
    if error.kind() == std::io::ErrorKind::NotFound {
        format!("`{program}` is not installed, or not on the PATH.")
    } else {
        format!("cannot start `{program}`: {error}.")
    }
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}
