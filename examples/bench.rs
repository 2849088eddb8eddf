//! Assessments a second on one core, natively. Prints figures; never fails on them.

use home_assessment::exchange::batch::{Mapping, Opening, Table};
use home_assessment::exchange::proposal::load;
use home_assessment::{BUILT_IN_PROFILE, Context, Date, Letterhead, assess, draft, load_profile, parse};
use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

const RUNS: usize = 15;

/// The middle of several runs of the work, each at least a tenth of a second, as times a second.
fn rate(mut work: impl FnMut()) -> f64 {
    let mut rates: Vec<f64> = (0..RUNS)
        .map(|_| {
            let (start, mut done) = (Instant::now(), 0_u32);
            while start.elapsed() < Duration::from_millis(100) {
                (0..100).for_each(|_| work());
                done += 100;
            }
            f64::from(done) / start.elapsed().as_secs_f64()
        })
        .collect();
    rates.sort_by(f64::total_cmp);
    rates.get(RUNS / 2).copied().unwrap_or_default()
}

/// A header and some rows of proposals that differ; `{row}` is a row's number.
const TABLE: &str = include_str!("table.csv");

/// The header of a table and 100,000 rows: those, over and over.
fn table() -> (String, String) {
    let (header, rows) = TABLE.split_at(TABLE.find('\n').map_or(0, |end| end + 1));
    let rows = rows.split_inclusive('\n').cycle().take(100_000).enumerate();
    (header.to_owned(), rows.map(|(at, row)| row.replace("{row}", &format!("{at:06}"))).collect())
}

fn main() -> Result<(), Box<dyn Error>> {
    let profile = load_profile(BUILT_IN_PROFILE).map_err(|faults| format!("{faults:?}"))?;
    let date = Date::new(2026, 11, 21).ok_or("no date")?;
    let context = Context::on(date);
    let mut files: Vec<_> = std::fs::read_dir("tests/cases")?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect();
    files.sort();
    let mut loaded = Vec::new();
    for file in &files {
        loaded.push(load(&std::fs::read(file)?, &profile).map_err(|faults| format!("{}: {faults:?}", file.display()))?);
    }
    let mut turn = loaded.iter().cycle();
    let assessed = rate(|| {
        if let Some(case) = turn.next() {
            black_box(assess(&case.proposal, &profile, &context));
        }
    });
    let mut turn = loaded.iter().cycle();
    let parsed = rate(|| {
        if let Some(case) = turn.next() {
            black_box(assess(&parse(&case.form, &profile).proposal, &profile, &context));
        }
    });
    let mut turn = loaded.iter().cycle();
    let drafted = rate(|| {
        if let Some(case) = turn.next() {
            let assessment = assess(&case.proposal, &profile, &context);
            black_box(draft(&assessment, &profile, &Letterhead { date, signatory: None }));
        }
    });
    let loading = rate(|| {
        let _ = black_box(load_profile(BUILT_IN_PROFILE));
    });
    let (header, rows) = table();
    let opening = Opening::of(header.as_bytes(), |_| true).map_err(|fault| fault.to_string())?;
    let mapping = Mapping::by_paths(&opening.header);
    let mut seconds: Vec<f64> = Vec::new();
    for _ in 0..5 {
        let start = Instant::now();
        let begun = Table::begin(&opening, mapping.clone(), profile.clone(), context.clone());
        let mut table = begun.map_err(|faults| format!("{faults:?}"))?;
        for piece in [header.as_bytes()].into_iter().chain(rows.as_bytes().chunks(256 * 1024)) {
            table.feed(piece, &mut |_| Ok(())).map_err(|fault| fault.to_string())?;
            black_box(table.take_written());
        }
        seconds.push(start.elapsed().as_secs_f64());
    }
    seconds.sort_by(f64::total_cmp);
    let table = seconds.get(seconds.len() / 2).copied().unwrap_or_default();
    println!("native, one core, {} cases in turn, median of {RUNS} runs", loaded.len());
    println!("{:<44}{assessed:>12.0} a second   must 300,000, record 650,000", "assess");
    println!("{:<44}{parsed:>12.0} a second", "parse the form and assess");
    println!("{:<44}{drafted:>12.0} a second", "assess and draft the letter");
    println!("{:<44}{loading:>12.0} a second", "load and check the profile");
    println!("{:<44}{table:>12.2} seconds    must 1, record 0.4", "a table of 100,000 rows");
    Ok(())
}
