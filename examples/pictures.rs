//! Writes the pictures of proposals as SVG files, and a page with each picture, its table and its sources, to look at.
//!
//!     cargo run --example pictures [-- FILE… --profile P --date D --out DIR]

use home_assessment::exchange::{answered, proposal};
use home_assessment::shown::pictures::{Picture, pictures, svg};
use home_assessment::{BUILT_IN_PROFILE, Context, Date, assess, load_profile};
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The proposals drawn where no file is named.
const CASES: [&str; 5] = [
    "tests/cases/fee-above-benchmark-heading.json",
    "tests/cases/everything-at-once.json",
    "tests/cases/only-the-authority-is-stated.json",
    "tests/cases/matrix-strong-secured.json",
    "tests/cases/outside-blackpool.json",
];
/// The date on which they are assessed.
const DATE: &str = "2026-11-21";

fn main() -> Result<(), Box<dyn Error>> {
    let (mut files, mut out, mut date) = (Vec::new(), PathBuf::from("target/pictures"), DATE.to_owned());
    let (mut profile, mut homes) = (None, None);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--out" => out = value()?.into(),
            "--date" => date = value()?,
            "--profile" => profile = Some(fs::read(value()?)?),
            "--answered" => homes = Some(fs::read(value()?)?),
            _ => files.push(PathBuf::from(&argument)),
        }
    }
    if files.is_empty() {
        files = CASES.map(PathBuf::from).to_vec();
    }
    let profile =
        load_profile(profile.as_deref().unwrap_or(BUILT_IN_PROFILE)).map_err(|faults| format!("{faults:?}"))?;
    let mut context = Context::on(Date::from_iso(&date).ok_or("the date is not written YYYY-MM-DD")?);
    if let Some(homes) = homes {
        let (homes, _) = answered::load(&homes, &profile).map_err(|faults| format!("{faults:?}"))?;
        context = Context::with_answered(context.as_at, homes);
    }
    fs::create_dir_all(&out)?;
    for file in &files {
        let loaded = proposal::load(&fs::read(file)?, &profile).map_err(|faults| format!("{faults:?}"))?;
        let pictures = pictures(&assess(&loaded.proposal, &profile, &context), &profile);
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        for picture in &pictures {
            fs::write(out.join(format!("{name}.{}.svg", picture.id)), svg(picture))?;
        }
        fs::write(out.join(format!("{name}.html")), page(&name, &pictures)?)?;
        println!("{name}: {} pictures", pictures.len());
    }
    println!("written to {}", Path::new(&out).display());
    Ok(())
}

fn page(name: &str, pictures: &[Picture]) -> Result<String, std::fmt::Error> {
    let mut page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{name}</title>\
         <style>body{{font-family:Arial,sans-serif;margin:1rem;max-width:42rem}}table{{border-collapse:collapse;font-size:.85rem}}\
         td,th{{border:1px solid #c8cdd0;padding:.2rem .4rem;text-align:left}}</style>"
    );
    for picture in pictures {
        let internal = if picture.internal { " (for the council alone)" } else { "" };
        write!(page, "<section><h2>{}{internal}</h2>{}<table><tr>", picture.id, svg(picture))?;
        picture.table.columns.iter().try_for_each(|column| write!(page, "<th>{column}</th>"))?;
        page.push_str("</tr>");
        for row in &picture.table.rows {
            page.push_str("<tr>");
            row.iter().try_for_each(|cell| write!(page, "<td>{}</td>", cell.replace('<', "&lt;")))?;
            page.push_str("</tr>");
        }
        page.push_str("</table></section>");
    }
    Ok(page)
}
