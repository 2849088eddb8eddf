//! `serve`: the page on this machine, rebuilt and reloaded on every change.

use std::process::Command;

use crate::setup;
use crate::shell::Outcome;

/// Runs until it is interrupted.
pub fn run(options: &[&str]) -> Outcome {
    let (port, open) = parse(options)?;
    let tools = setup::for_building()?;
    let mut trunk = tools.trunk("serve");
    // Apart from dist/, so that a release build and its tests are not overwritten while serving.
    trunk.args(["--dist", "target/serve", "--port", &port.to_string()]);
    if open {
        trunk.arg("--open");
    }
    become_it(&mut trunk)
}

fn parse(options: &[&str]) -> Outcome<(u16, bool)> {
    let (mut port, mut open) = (8080, false);
    let mut rest = options.iter();
    while let Some(option) = rest.next() {
        match *option {
            "--open" => open = true,
            "--port" => {
                let number = rest.next().and_then(|number| number.parse().ok());
                port = number.ok_or("`--port` needs a number from 0 to 65535.")?;
            }
            other => return Err(format!("`serve` knows --port N and --open, not `{other}`.")),
        }
    }
    Ok((port, open))
}

/// Trunk takes this process's place, so that ending the one ends the other.
#[cfg(unix)]
fn become_it(command: &mut Command) -> Outcome {
    use std::os::unix::process::CommandExt;
    Err(format!("cannot start trunk: {}.", command.exec()))
}

#[cfg(not(unix))]
fn become_it(command: &mut Command) -> Outcome {
    crate::shell::run(command)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn options() {
        assert_eq!(parse(&[]), Ok((8080, false)));
        assert_eq!(parse(&["--open", "--port", "9000"]), Ok((9000, true)));
        assert!(parse(&["--port"]).is_err());
        assert!(parse(&["--prot", "1"]).is_err());
    }
}
