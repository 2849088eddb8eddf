//! `import`: planning data as proposal files, with what came from where on standard error.

use super::{complain, complain_all, print, profile_or_built_in, read, refuse, same_file};
use home_assessment::exchange::batch::faults_everywhere;
use home_assessment::exchange::import::{self, Imported};
use home_assessment::exchange::proposal;
use home_assessment::form::Field;
use home_assessment::text::quoted;
use home_assessment::{Fault, Form};
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Reads every file and writes a proposal for each application in it.
pub fn run(
    files: &[PathBuf],
    profile: Option<&Path>,
    everywhere: &[(Field, String)],
    all: bool,
    out: Option<&Path>,
) -> io::Result<ExitCode> {
    let Some(profile) = profile_or_built_in(profile) else { return Ok(ExitCode::from(1)) };
    let faults = faults_everywhere(everywhere, &profile);
    if !faults.is_empty() {
        complain_all("--set", faults.into_iter());
        return Ok(ExitCode::from(1));
    }
    let mut refused = false;
    let mut read_in: Vec<(&PathBuf, Vec<Imported>)> = Vec::new();
    for path in files {
        match read(path, import::MOST_BYTES).and_then(|bytes| import::read(&bytes, &profile)) {
            Ok(imported) => read_in.push((path, imported)),
            Err(faults) => {
                refuse(&path.display().to_string(), &faults);
                refused = true;
            }
        }
    }
    let count: usize = read_in.iter().map(|(_, imported)| imported.len()).sum();
    if out.is_none() && count > 1 {
        complain(format_args!(
            "home-assessment: there are {count} applications; give a folder for them with --out FOLDER"
        ));
        return Ok(ExitCode::from(2));
    }
    let targets = match out.map(|folder| targets(&read_in, files, folder)).transpose() {
        Ok(targets) => targets,
        Err(message) => {
            complain(format_args!("home-assessment: {message}"));
            return Ok(ExitCode::from(2));
        }
    };
    if let Some(folder) = out {
        std::fs::create_dir_all(folder)
            .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", folder.display())))?;
    }
    let mut targets = targets.into_iter().flatten();
    for (path, imported) in &read_in {
        let name = path.display().to_string();
        for one in imported {
            let form = completed(one.form(all), everywhere);
            say(&name, one, &form);
            let written = proposal::write(&form);
            match targets.next() {
                None => print(written.as_bytes())?,
                Some(target) => {
                    if let Err(error) = std::fs::write(&target, written) {
                        complain(format_args!("{}: cannot be written: {error}", target.display()));
                        refused = true;
                    }
                }
            }
        }
    }
    Ok(if refused { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// A form with the answers that hold everywhere.
fn completed(mut form: Form, everywhere: &[(Field, String)]) -> Form {
    for (field, answer) in everywhere {
        if form.text(field).is_empty() && form.doubt(field).is_none() {
            form.set(field.clone(), answer.replace(';', "\n"));
        }
    }
    form
}

/// Says what came from where, and what was not used.
fn say(name: &str, imported: &Imported, form: &Form) {
    for found in &imported.suggestions {
        let used = found.stated || form.text(&found.field).lines().any(|line| line == found.answer);
        let rest = if used { "" } else { "; not put in, add --all if it is right" };
        let (answer, words) = (quoted(&found.answer), quoted(&found.words));
        let said = if found.answer == found.words {
            format!("{answer}, from {}{rest}", found.place)
        } else {
            format!("{answer}, from {words} at {}{rest}", found.place)
        };
        complain(format_args!("{name}: {}", Fault::at(found.field.path(), said)));
    }
    complain_all(name, imported.remarks.iter().cloned());
    let authority = Field::PlanningAuthority;
    if form.text(&authority).is_empty() && form.doubt(&authority).is_none() {
        let message = "is not known, and a proposal needs it; add --set application.planning_authority=CODE";
        complain(format_args!("{name}: {}", Fault::at(authority.path(), message)));
    }
}

/// `FOLDER/STEM.json` for each application, numbered where a file holds several; none may stand over another or a file read.
fn targets(read_in: &[(&PathBuf, Vec<Imported>)], files: &[PathBuf], folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut targets: Vec<PathBuf> = Vec::new();
    for (path, imported) in read_in {
        let stem = path.file_stem().ok_or_else(|| format!("{} names no file", path.display()))?.to_string_lossy();
        for at in 1..=imported.len() {
            let number = if imported.len() > 1 { format!("-{at}") } else { String::new() };
            let target = folder.join(format!("{stem}{number}.json"));
            if targets.contains(&target) || files.iter().any(|read| same_file(read, &target)) {
                return Err(format!(
                    "{} would be written over; rename a file or choose another folder",
                    target.display()
                ));
            }
            targets.push(target);
        }
    }
    Ok(targets)
}
