//! `documents`: every document of every case in every format, in target/documents/, checked with the programs that this
//! machine has. What it lacks is named; nothing is installed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::paths;
use crate::shell::{self, Outcome, say};

/// How many files LibreOffice converts in one call: it starts slowly, and keeps what it has opened.
const AT_ONCE: usize = 200;

/// One line of the table that is printed at the end.
struct Row {
    documents: usize,
    what: &'static str,
    by: &'static str,
    /// What is wrong with each document; nothing at all where the program is missing.
    found: Option<Vec<String>>,
}

/// Writes the documents of the cases whose name contains this, and checks them.
pub fn run(filter: Option<&str>) -> Outcome {
    let folder = paths::target().join("documents");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(|error| format!("cannot make {}: {error}.", folder.display()))?;
    let mut cargo = Command::new("cargo");
    cargo.current_dir(paths::root()).args(["test", "--test", "documents", "every_document_of_every_case_is_sound"]);
    cargo.env("HOME_ASSESSMENT_DOCUMENTS", &folder).env("HOME_ASSESSMENT_CASES", filter.unwrap_or_default());
    let sound = shell::run(&mut cargo);
    let (words, pdfs) = (with_ending(&folder, "docx")?, with_ending(&folder, "pdf")?);
    if words.is_empty() {
        return sound.and(Err("no case has such a name.".to_owned()));
    }

    let named = |outcome: Outcome| Some(outcome.err().into_iter().collect());
    let both = words.len() + pdfs.len();
    let mut rows = vec![Row {
        documents: both,
        what: "the schema of Word files, the tags of PDFs",
        by: "cargo test",
        found: named(sound),
    }];
    let mut row = |by, what, files: &[PathBuf], check: &(dyn Fn(&Path) -> Vec<String> + Sync)| {
        let found = paths::which(by).map(|_| {
            say(&format!("{by}: {what} …"));
            each(files, check)
        });
        rows.push(Row { documents: files.len(), what, by, found });
    };
    row("qpdf", "whole files", &pdfs, &|file| complaint("qpdf", &["--check"], file));
    row("pdfinfo", "title, language, tags, A4", &pdfs, &about);
    row("pdfinfo", "the words in the order of the tags", &pdfs, &in_order);
    row("pdftotext", "no word lost on a page", &pdfs, &none_lost);
    let office = paths::which("soffice").map(|_| by_office(&folder, &words)).transpose()?;
    row("soffice", "Word files open and become PDFs", &words, &|file| match office
        .as_ref()
        .and_then(|to| beside(to, file, "pdf"))
    {
        Some(_) => Vec::new(),
        None => vec!["LibreOffice makes no PDF of it".to_owned()],
    });
    row("soffice", "the words of Word files, in order", &words, &|file| {
        let text = office.as_ref().and_then(|to| fs::read_to_string(beside(to, file, "txt")?).ok());
        let Some(text) = text else { return vec!["LibreOffice makes no text of it".to_owned()] };
        difference(&squeezed(&model(file).1), &squeezed(text.trim_start_matches('\u{feff}')))
    });
    report(&rows, &folder)
}

/// Prints the table; fails where anything is wrong.
fn report(rows: &[Row], folder: &Path) -> Outcome {
    say(&format!("\n  {:<11}{:<44}{:<12}found", "documents", "checked", "by"));
    for row in rows {
        let found = match &row.found {
            None => "not checked".to_owned(),
            Some(found) if found.is_empty() => "nothing wrong".to_owned(),
            Some(found) => format!("{} wrong", found.len()),
        };
        say(&format!("  {:<11}{:<44}{:<12}{found}", row.documents, row.what, row.by));
    }
    for fault in rows.iter().flat_map(|row| row.found.iter().flatten()).take(40) {
        say(&format!("  {fault}"));
    }
    say(&format!("\nThe documents are in {}.", folder.display()));
    if rows.iter().any(|row| row.found.as_ref().is_some_and(|found| !found.is_empty())) {
        return Err("a document is not as it should be; see above.".to_owned());
    }
    let missing: Vec<String> = rows
        .iter()
        .filter(|row| row.found.is_none())
        .map(|row| format!("{} ({} is not installed)", row.what, row.by))
        .collect();
    say(&if missing.is_empty() {
        "Everything was checked.".to_owned()
    } else {
        format!("Not checked: {}.", missing.join("; "))
    });
    Ok(())
}

fn with_ending(folder: &Path, ending: &str) -> Outcome<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(|error| format!("cannot read {}: {error}.", folder.display()))?;
    let files = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut files: Vec<PathBuf> = files.filter(|file| file.extension().is_some_and(|own| own == ending)).collect();
    files.sort();
    Ok(files)
}

/// The faults of every file, each with its name, found on all processors.
fn each(files: &[PathBuf], check: &(dyn Fn(&Path) -> Vec<String> + Sync)) -> Vec<String> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found = Vec::new();
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            found.extend(check(file).into_iter().map(|fault| format!("{name}: {fault}")));
        }
        found
    };
    thread::scope(|scope| {
        let count = thread::available_parallelism().map_or(1, usize::from);
        let workers: Vec<_> = (0..count).map(|_| scope.spawn(work)).collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap_or_else(|_| vec!["a check broke off".to_owned()]))
            .collect()
    })
}

/// What a program prints of a file; nothing where it fails.
fn printed(program: &str, options: &[&str], file: &Path, to: &[&str]) -> Option<String> {
    shell::ask(Command::new(program).args(options).arg(file).args(to))
}

/// That a program does not like a file, with what it says.
fn complaint(program: &str, options: &[&str], file: &Path) -> Vec<String> {
    let output = Command::new(program).args(options).arg(file).stdin(Stdio::null()).output();
    match output {
        Ok(output) if output.status.success() => Vec::new(),
        Ok(output) => vec![String::from_utf8_lossy(&output.stderr).lines().next().unwrap_or("it failed").to_owned()],
        Err(error) => vec![error.to_string()],
    }
}

/// The marking of a document and its words in the order of reading.
fn model(file: &Path) -> (String, String) {
    let words = fs::read_to_string(file.with_extension("words")).unwrap_or_default();
    let (marking, rest) = words.split_once('\n').unwrap_or_default();
    (marking.to_owned(), rest.to_owned())
}

/// What a PDF says of itself.
fn about(file: &Path) -> Vec<String> {
    let Some(info) = printed("pdfinfo", &[], file, &[]) else { return vec!["pdfinfo cannot read it".to_owned()] };
    let lines: BTreeMap<&str, &str> =
        info.lines().filter_map(|line| line.split_once(':')).map(|(key, value)| (key, value.trim())).collect();
    let title = model(file).1.lines().next().unwrap_or_default().to_owned();
    let wanted = [("Tagged", "yes"), ("Title", title.as_str()), ("JavaScript", "no"), ("Encrypted", "no")];
    let mut wrong: Vec<String> = wanted
        .iter()
        .filter(|(key, value)| lines.get(key).is_none_or(|found| squeezed(found) != squeezed(value)))
        .map(|(key, value)| format!("{key} is {:?} and not {value:?}", lines.get(key)))
        .collect();
    if !lines.get("Page size").is_some_and(|size| size.ends_with("(A4)")) {
        wrong.push("its pages are not A4".to_owned());
    }
    // pdfinfo does not print the language; it stands in the metadata beside the title.
    if !printed("pdfinfo", &["-meta"], file, &[]).is_some_and(|meta| meta.contains("en-GB")) {
        wrong.push("its language is not said".to_owned());
    }
    wrong
}

/// The words of a PDF as its structure gives them to someone who has it read out.
fn in_order(file: &Path) -> Vec<String> {
    let Some(tree) = printed("pdfinfo", &["-struct-text"], file, &[]) else {
        return vec!["pdfinfo cannot read its tags".to_owned()];
    };
    // Text stands between quotation marks, a line of the page on each line.
    let said = tree.lines().filter_map(|line| line.trim_start().strip_prefix('"')?.strip_suffix('"'));
    let (marking, words) = model(file);
    difference(&squeezed(&(marking + &words)), &squeezed(&said.collect::<String>()))
}

/// Each word stands on the pages at least as often as in the document; more often, as pages repeat their marking and a
/// table's names of columns. Cells are drawn line by line across a table, so their order is another than that of reading. No
/// word is cut by a hyphen of ours and no letters are joined into one, so both are cut at all but letters and digits, and
/// compared as they are.
fn none_lost(file: &Path) -> Vec<String> {
    let Some(text) = printed("pdftotext", &["-enc", "UTF-8"], file, &["-"]) else {
        return vec!["pdftotext cannot read it".to_owned()];
    };
    let (drawn, (marking, words)) = (counted(&text), model(file));
    let lost =
        counted(&(marking + "\n" + &words)).into_iter().filter(|(word, count)| drawn.get(word).unwrap_or(&0) < count);
    lost.map(|(word, count)| {
        format!("“{word}” stands on the pages {} times and not {count}", drawn.get(&word).unwrap_or(&0))
    })
    .take(3)
    .collect()
}

fn counted(text: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *counts.entry(word.to_owned()).or_default() += 1;
    }
    counts
}

/// LibreOffice's PDF and text of each Word file, in a folder of their own.
fn by_office(folder: &Path, files: &[PathBuf]) -> Outcome<PathBuf> {
    let to = folder.join("libreoffice");
    let profile = format!("-env:UserInstallation=file://{}", folder.join("libreoffice-profile").display());
    for (done, some) in files.chunks(AT_ONCE).enumerate() {
        say(&format!("soffice: {} of {} Word files …", done * AT_ONCE, files.len()));
        for kind in ["pdf", "txt:Text (encoded):UTF8"] {
            let mut office = Command::new("soffice");
            office.args([profile.as_str(), "--headless", "--convert-to", kind, "--outdir"]).arg(&to).args(some);
            shell::run(office.stdout(Stdio::null()).stderr(Stdio::null()))?;
        }
    }
    Ok(to)
}

/// The file of the same name in a folder, with another ending, if there is one.
fn beside(folder: &Path, file: &Path, ending: &str) -> Option<PathBuf> {
    let other = folder.join(file.file_name()?).with_extension(ending);
    other.is_file().then_some(other)
}

/// Without spaces: lines break where a format needs it.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Where two texts part.
fn difference(wanted: &str, found: &str) -> Vec<String> {
    if wanted == found {
        return Vec::new();
    }
    let same = wanted.chars().zip(found.chars()).take_while(|(one, other)| one == other).count();
    let from = |text: &str| text.chars().skip(same.saturating_sub(20)).take(60).collect::<String>();
    vec![format!("says “…{}…” and not “…{}…”", from(found), from(wanted))]
}

#[cfg(test)]
mod tests {
    use super::{counted, difference, squeezed};

    #[test]
    fn texts_are_compared_without_their_line_breaks() {
        assert_eq!(difference(&squeezed("a well-kept home"), &squeezed("a well-\nkept  home")), [""; 0]);
        assert_eq!(difference("abc", "abd"), ["says “…abd…” and not “…abc…”"]);
        assert_eq!(counted("well-\nkept well"), counted("well-kept, well"));
    }
}
