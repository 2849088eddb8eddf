//! `cargo xtask COMMAND`: everything a developer runs, from setting up to measuring.

mod bench;
mod build;
mod core_proof;
mod dist;
mod documents;
mod engine;
mod fuzz;
mod letters;
mod paths;
mod screenshots;
mod serve;
mod setup;
mod shell;
mod styles;
mod supply;
mod test;
mod thorough;
mod walk_through;

use std::process::ExitCode;

use shell::Outcome;

const HELP: &str = "\
Usage: cargo xtask COMMAND

  setup                      install what the other commands need (skips what is there)
  serve [--port N] [--open]  run the page locally and rebuild it on every change (port 8080)
  build                      build the page into dist/ and print what it weighs
  engine                     build the core alone as WebAssembly into target/engine/
  dist                       make the release, and its archive, in target/dist/
  reproduce                  make it once more from a fresh clone of what is committed, and compare
  test [FILTER]              format, lints, core proof, tests, builds, browser tests, in that order
                             (in Chromium and Firefox: CHROME and FIREFOX name ones that are somewhere else)
  letters                    write the letters, pages, pictures, screens and places kept in tests/ anew
  documents [FILTER]         write every document of every case and check it with what is installed
  core                       prove that the core needs no web crate (also: proof)
  bench [--rounds N]         print measurements beside their budgets, and beside the peers in turn (15 rounds)
  fuzz [TARGET] [--seconds N]
                             give everything that reads a file hostile input by the million (60 s each)
  coverage                   print which lines of the core the native tests reach
  mutants [--shard K/N]      change the core in one place after another and print how many changes a test
                             notices: of all (days), or of every Nth
  supply                     check licences, sources, advisories and doubles of what the project takes from
                             others, and list what of it reaches a browser
  screenshots                take pictures of the screens into target/screenshots/
  walk-through [FILE] [--only ID…]
                             answer applications by keyboard alone and print how long a person would take
  help                       this text
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("\nxtask: {sentence}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[&str]) -> Outcome {
    match arguments {
        [] | ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        ["setup"] => setup::everything(),
        ["serve", options @ ..] => serve::run(options),
        ["build"] => build::run(),
        ["engine"] => engine::run(),
        ["dist"] => dist::run(),
        ["reproduce"] => dist::reproduce(),
        ["test"] => test::run(None),
        ["test", filter] => test::run(Some(filter)),
        ["letters"] => letters::run(),
        ["documents"] => documents::run(None),
        ["documents", filter] => documents::run(Some(filter)),
        ["core" | "proof"] => core_proof::run(),
        ["bench", options @ ..] => bench::run(options),
        ["fuzz", options @ ..] => fuzz::run(options),
        ["coverage"] => thorough::coverage(),
        ["mutants", options @ ..] => thorough::mutants(options),
        ["supply"] => supply::run(),
        ["screenshots"] => screenshots::run(),
        ["walk-through", options @ ..] => walk_through::run(options),
        // Trunk's hooks: see Trunk.toml.
        ["styles"] => styles::bundle(),
        ["worker"] => engine::beside_the_served_page(),
        other => Err(format!("unknown command `{}`; `cargo xtask help` lists them.", other.join(" "))),
    }
}
