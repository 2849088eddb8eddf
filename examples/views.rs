//! For each case made from a real application: what children's services are known to have said, our stance, and whether the
//! two agree. A table to read, not a test; `tests/cases.rs` holds the views that must not be contradicted.

use home_assessment::exchange::proposal::load;
use home_assessment::{BUILT_IN_PROFILE, Context, Date, Format, load_profile, render};
use std::error::Error;
use std::fs::{read, read_dir, read_to_string};

/// The date on which the cases are assessed.
const DATE: &str = "2026-11-21";

fn main() -> Result<(), Box<dyn Error>> {
    let profile = load_profile(BUILT_IN_PROFILE).map_err(|faults| format!("{faults:?}"))?;
    let context = Context::on(Date::from_iso(DATE).ok_or("no date")?);
    let mut files: Vec<_> = read_dir("tests/cases")?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "expected"));
    files.sort();
    println!("record | case | recorded view | our stance | agree? | why");
    for file in files {
        let expected = read_to_string(&file)?;
        let line = |key: &str| expected.lines().find_map(|line| line.strip_prefix(key)).map(str::trim);
        let Some(record) = line("# real:") else { continue };
        let loaded = load(&read(file.with_extension("json"))?, &profile).map_err(|faults| format!("{faults:?}"))?;
        let json: serde_json::Value =
            serde_json::from_str(&render(&loaded, &profile, "case", Format::Json, &context)?.text())?;
        let text = |pointer: &str| json.pointer(pointer).and_then(serde_json::Value::as_str).unwrap_or_default();
        let (stance, view) = (text("/stance"), line("recorded view:"));
        let name = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let agrees = agreement(view.unwrap_or_default(), stance);
        println!(
            "{record} | {name} | {} | {stance} | {agrees} | {}",
            view.unwrap_or("none recorded"),
            text("/stance_reason/text")
        );
    }
    Ok(())
}

/// Whether a stance goes with a recorded view; facts alone, and a view not recorded, can be compared with nothing.
fn agreement(view: &str, stance: &str) -> &'static str {
    let favourable = stance.starts_with("support");
    match view.split(" (").next().unwrap_or_default() {
        _ if matches!(stance, "factual-only" | "holding") => "not comparable",
        "support" if favourable => "yes",
        "not support" | "object" if stance == "does-not-support" => "yes",
        "neutral" if stance == "neutral" => "yes",
        "" => "not comparable",
        _ => "no",
    }
}
