//! A case as it is assessed by its expectations: with its own date, profile, benchmark and homes answered before.

use home_assessment::exchange::proposal::Loaded;
use home_assessment::exchange::{answered, benchmark, proposal};
use home_assessment::{Context, Date, Profile, load_profile};
use std::fs;
use std::path::{Path, PathBuf};

/// The date of a case that gives none.
const DATE: &str = "2026-11-21";

pub struct Case {
    pub loaded: Loaded,
    pub profile: Profile,
    pub context: Context,
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

impl Case {
    pub fn read(name: &str, built_in: &Profile) -> Case {
        let expected = fs::read_to_string(folder("cases").join(format!("{name}.expected")))
            .unwrap_or_else(|error| panic!("{name} is no case of tests/cases: {error}"));
        let value = |key: &str| expected.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": "));
        let beside = |key: &str, within: &str, ending: &str| {
            value(key).map(|file| fs::read(folder(within).join(format!("{file}.{ending}"))).unwrap())
        };
        let own = beside("profile", "../profiles", "json").map(|bytes| load_profile(&bytes).unwrap());
        let profile = own.unwrap_or_else(|| built_in.clone());
        let file = fs::read(folder("cases").join(format!("{name}.json"))).unwrap();
        let mut loaded = proposal::load(&file, &profile).unwrap();
        if let Some(bytes) = beside("benchmark", "benchmarks", "csv") {
            benchmark::read(&bytes, &profile).unwrap().put_into(&mut loaded.form, &profile);
            loaded = loaded.read_again(&profile);
        }
        let mut context = Context::on(Date::from_iso(value("date").unwrap_or(DATE)).unwrap());
        if let Some(bytes) = beside("answered before", "answered", "json") {
            context = Context::with_answered(context.as_at, answered::load(&bytes, &profile).unwrap().0);
        }
        Case { loaded, profile, context }
    }
}

/// Every case of `tests/cases`, in the order of the alphabet.
pub fn names() -> Vec<String> {
    let files = fs::read_dir(folder("cases")).unwrap().map(|entry| entry.unwrap().path());
    let mut names: Vec<String> = files
        .filter(|file| file.extension().is_some_and(|ending| ending == "json"))
        .map(|file| file.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
