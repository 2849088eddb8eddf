//! `batch`: feeds a table or a set of files to the batch and writes what comes of it. A result takes its name only when it is
//! whole.

use super::{Given, With, before, complain, complain_all, print, profile_or_built_in, read, same_file};
use clap::Args;
use home_assessment::exchange::batch::{
    Files, Guesses, Letters, MOST_FILE, MOST_PACKED, MOST_ROW, Mapping, Opening, Row, Summary, Table,
    faults_everywhere, template as columns,
};
use home_assessment::form::Field;
use home_assessment::response::Flag;
use home_assessment::text::quoted;
use home_assessment::{Fault, Format};
use indicatif::ProgressBar;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// How much of a table is read at a time.
const PIECE: usize = 256 * 1024;

/// What the columns of a table mean, where their headers do not say.
#[derive(Args)]
pub struct Reading {
    /// The question that a column answers, by its dotted path: --map "Site address=site.address". Without a path after the
    /// sign, the column is only repeated.
    #[arg(long, value_name = "HEADER=PATH", value_parser = column)]
    map: Vec<(String, Option<Field>)>,
    /// Take every column for what its header looks like; standard error says what that is.
    #[arg(long)]
    guess: bool,
    /// An answer for every row that has none of its own, for example application.planning_authority=E07000120.
    #[arg(long, value_name = "PATH=ANSWER", value_parser = answer)]
    set: Vec<(Field, String)>,
}

fn question(path: &str) -> Result<Field, String> {
    Field::from_path(path.trim()).ok_or_else(|| {
        format!("{} is no question; the columns of “home-assessment batch --template” name them all", quoted(path))
    })
}

fn column(text: &str) -> Result<(String, Option<Field>), String> {
    let (name, path) = text.rsplit_once('=').ok_or("write it as HEADER=PATH")?;
    let field = if path.trim().is_empty() { None } else { Some(question(path)?) };
    Ok((name.trim().to_owned(), field))
}

/// An answer as `PATH=ANSWER`.
pub fn answer(text: &str) -> Result<(Field, String), String> {
    let (path, answer) = text.split_once('=').ok_or("write it as PATH=ANSWER")?;
    Ok((question(path)?, answer.trim().to_owned()))
}

/// A format that letters can have.
pub fn letter_format(word: &str) -> Result<Format, String> {
    let known = Format::ALL.iter().filter(|(format, ..)| *format != Format::Json);
    known.clone().find(|(_, known, _)| *known == word).map(|(format, ..)| *format).ok_or_else(|| {
        let words: Vec<&str> = known.map(|(_, word, _)| *word).collect();
        format!("the formats are {}", words.join(", "))
    })
}

/// Prints the columns there are.
pub fn template(with: &With) -> io::Result<ExitCode> {
    let Some(profile) = profile_or_built_in(with.profile.as_deref()) else { return Ok(ExitCode::from(1)) };
    print(&columns(&profile))?;
    Ok(ExitCode::SUCCESS)
}

/// A file that is being written under another name.
struct Unfinished {
    path: PathBuf,
    target: PathBuf,
}

impl Unfinished {
    /// Opens it; `Err` says why it cannot be.
    fn begin(target: &Path) -> io::Result<(Unfinished, BufWriter<File>)> {
        let mut path = target.as_os_str().to_owned();
        path.push(".unfinished");
        let path = PathBuf::from(path);
        let file = File::create_new(&path).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => io::Error::new(
                error.kind(),
                format!("{} is there from an earlier run; move or delete it", path.display()),
            ),
            _ => named(&path, &error),
        })?;
        Ok((Unfinished { path, target: target.to_owned() }, BufWriter::new(file)))
    }

    /// Gives it its name.
    fn finish(&self) -> io::Result<()> {
        std::fs::rename(&self.path, &self.target).map_err(|error| named(&self.target, &error))
    }

    /// Takes it away where nothing is in it; otherwise says where it is.
    fn give_up(&self) -> io::Result<String> {
        if std::fs::metadata(&self.path).is_ok_and(|about| about.len() > 0) {
            return Ok(format!("; what was done is in {}", self.path.display()));
        }
        std::fs::remove_file(&self.path)?;
        Ok(String::new())
    }
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

/// What is read: all but the last file are read, the last is written.
pub fn run(
    files: &[PathBuf],
    with: &With,
    reading: &Reading,
    letters: Option<&Path>,
    format: Format,
) -> io::Result<ExitCode> {
    let Some((output, inputs)) = files.split_last() else { return Ok(ExitCode::from(2)) };
    let Some(Given { profile, context, .. }) = with.load() else { return Ok(ExitCode::from(1)) };
    if let Some(message) = misplaced(output, inputs, with, letters) {
        complain(format_args!("home-assessment: {message}"));
        return Ok(ExitCode::from(2));
    }
    let faults = faults_everywhere(&reading.set, &profile);
    if !faults.is_empty() {
        complain_all("--set", faults.into_iter());
        return Ok(ExitCode::from(1));
    }
    let source = match inputs {
        [one] => Source::open(one, &Guesses::of(&profile))?,
        several => Source::Files(several),
    };
    let (unfinished, mut table) = Unfinished::begin(output)?;
    let begun = letters.map(Unfinished::begin).transpose();
    let (letters_file, mut letters) = match begun {
        Ok(None) => (None, None),
        Ok(Some((file, out))) => (Some(file), Some(Letters::begin(out, format, profile.clone()))),
        Err(error) => {
            unfinished.give_up()?;
            return Err(error);
        }
    };
    let mut flagged = Flagged::default();
    let mut each = |row: &Row<'_>| {
        let flags = letters.as_mut().map_or(Ok(Vec::new()), |letters| letters.add(row))?;
        flagged.add(row.place, &flags);
        Ok(())
    };
    let name = inputs.iter().map(|input| input.display().to_string()).collect::<Vec<_>>().join(", ");
    let done = match source {
        Source::Table(opening, file) => {
            let mapping = mapping(&name, &opening, reading, &profile);
            mapping.and_then(|mapping| {
                let begun = Table::begin(&opening, mapping, profile, context);
                begun.and_then(|batch| stream(batch, file, &mut table, &mut each).map_err(|fault| vec![fault]))
            })
        }
        Source::Files(files) => {
            let batch = Files::begin(profile, context, reading.set.clone());
            set(batch, files, &mut table, &mut each).map_err(|fault| vec![fault])
        }
        Source::Refused(fault) => Err(vec![fault]),
    };
    let done = done.and_then(|outcome| {
        letters
            .map(Letters::finish)
            .transpose()
            .map_err(|fault| vec![fault])?
            .map_or(Ok(()), |mut out| out.flush())
            .map_err(unwritten)?;
        table.flush().map_err(unwritten)?;
        Ok(outcome)
    });
    drop(table);
    match done {
        Ok((summary, remarks)) => {
            unfinished.finish()?;
            letters_file.map_or(Ok(()), |file| file.finish())?;
            complain_all(&name, remarks.into_iter());
            flagged.report(&name);
            Ok(report(&name, &summary))
        }
        Err(faults) => {
            let kept = unfinished.give_up()?;
            let kept = kept + &letters_file.map_or(Ok(String::new()), |file| file.give_up())?;
            let last = faults.len().saturating_sub(1);
            for (at, fault) in faults.iter().enumerate() {
                complain(format_args!("{name}: {fault}{}", if at == last { kept.as_str() } else { "" }));
            }
            Ok(ExitCode::from(1))
        }
    }
}

/// What to look at before letters are published: the first of it, and how much there is.
#[derive(Default)]
struct Flagged {
    first: Vec<Fault>,
    more: u64,
}

impl Flagged {
    fn add(&mut self, place: &str, flags: &[Flag]) {
        for flag in flags {
            if self.first.len() < 100 {
                self.first.push(Fault::at(place, before(flag).to_string()));
            } else {
                self.more = self.more.saturating_add(1);
            }
        }
    }

    fn report(self, name: &str) {
        for fault in self.first {
            complain(format_args!("{name}: {fault}"));
        }
        if self.more > 0 {
            complain(format_args!("{name}: and {} more to check before publishing", self.more));
        }
    }
}

fn unwritten(error: io::Error) -> Vec<Fault> {
    vec![Fault::at("", format!("the result cannot be written: {error}"))]
}

/// Why nothing may be written there, if nothing may.
fn misplaced(output: &Path, inputs: &[PathBuf], with: &With, letters: Option<&Path>) -> Option<String> {
    let read = || {
        let others = [with.profile.as_deref(), with.answered.as_deref()];
        inputs.iter().map(PathBuf::as_path).chain(others.into_iter().flatten())
    };
    if letters.is_some_and(|letters| letters == output || same_file(letters, output)) {
        return Some("the letters would be written over the table; give them another name".to_owned());
    }
    [Some(output), letters].into_iter().flatten().find_map(|target| {
        if read().any(|read| same_file(read, target)) {
            return Some(format!("the result would be written over {}; give it another name", target.display()));
        }
        // A link or a device is not a place for a file to be moved to.
        let other = target.symlink_metadata().is_ok_and(|about| !about.is_file());
        other.then(|| format!("{} is there and is not an ordinary file; give another name", target.display()))
    })
}

/// What there is to read.
enum Source<'f> {
    Table(Opening, Whole),
    Files(&'f [PathBuf]),
    Refused(Fault),
}

/// A table from its first byte: what has been looked at of it, and the rest.
struct Whole {
    begins: Vec<u8>,
    rest: File,
    size: u64,
}

impl<'f> Source<'f> {
    /// Looks at the beginning of a file for what it is.
    fn open(path: &'f PathBuf, guesses: &Guesses) -> io::Result<Source<'f>> {
        let mut file = File::open(path).map_err(|error| named(path, &error))?;
        let about = file.metadata();
        if about.as_ref().is_ok_and(std::fs::Metadata::is_dir) {
            return Err(named(path, &io::Error::other("is a folder, not a table")));
        }
        let mut begins = Vec::new();
        let most = u64::try_from(MOST_ROW).unwrap_or(u64::MAX);
        Read::by_ref(&mut file).take(most).read_to_end(&mut begins).map_err(|error| named(path, &error))?;
        let marked = begins.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&begins);
        let first = marked.iter().copied().find(|byte| !byte.is_ascii_whitespace());
        if begins.starts_with(b"PK\x03\x04") || matches!(first, Some(b'{' | b'[')) {
            return Ok(Source::Files(std::slice::from_ref(path)));
        }
        let size = about.map_or(0, |about| about.len());
        Ok(match Opening::of(&begins, |name| guesses.one(name).is_some()) {
            Ok(opening) => Source::Table(opening, Whole { begins, rest: file, size }),
            Err(fault) => Source::Refused(fault),
        })
    }
}

/// What the columns mean: by their paths, by guess where wanted, and by hand.
fn mapping(
    table: &str,
    opening: &Opening,
    reading: &Reading,
    profile: &home_assessment::Profile,
) -> Result<Mapping, Vec<Fault>> {
    let header = &opening.header;
    let mut mapping = if reading.guess { Mapping::with_guesses(header, profile) } else { Mapping::by_paths(header) };
    let put = |(name, field): &(String, Option<Field>)| mapping.put(header, name, field.clone()).err();
    let mut faults: Vec<Fault> = reading.map.iter().filter_map(put).collect();
    mapping.everywhere = reading.set.clone();
    let guesses = Guesses::of(profile).all(header);
    for ((name, field), guess) in header.iter().zip(&mapping.columns).zip(guesses) {
        let by_hand = reading.map.iter().any(|(named, _)| named == name);
        if by_hand || name.is_empty() || Field::from_path(name).is_some() {
            continue;
        }
        let said = match (field, guess) {
            (Some(field), _) => format!("is taken for {field}"),
            (None, None) => "is not a known column and was only repeated".to_owned(),
            (None, Some(guess)) => format!(
                "is not a known column and was only repeated; it looks like {guess}: to use it, add \
                 --map \"{name}={guess}\", or --guess for all such columns"
            ),
        };
        complain(format_args!("{table}: {}", Fault::at(name, said)));
    }
    faults.extend(mapping.faults(header, profile));
    if faults.is_empty() { Ok(mapping) } else { Err(faults) }
}

/// What became of a batch, and what is to be said of the whole.
type Outcome = (Summary, Vec<Fault>);

fn bar(length: u64) -> ProgressBar {
    if io::stderr().is_terminal() { ProgressBar::new(length) } else { ProgressBar::hidden() }
}

/// Feeds a table to the batch, piece by piece.
fn stream(
    mut batch: Table,
    file: Whole,
    out: &mut impl Write,
    each: &mut dyn FnMut(&Row<'_>) -> Result<(), Fault>,
) -> Result<Outcome, Fault> {
    let Whole { begins, mut rest, size } = file;
    let (bar, mut done) = (bar(size), 0_u64);
    let unread = |error: io::Error| Fault::at("", format!("cannot be read: {error}"));
    let unwritten = |error: io::Error| Fault::at("", format!("the result cannot be written: {error}"));
    let mut piece = vec![0; PIECE];
    let mut fed = |batch: &mut Table, bytes: &[u8]| -> Result<(), Fault> {
        let fed = batch.feed(bytes, each);
        // What was done before a fault stands.
        out.write_all(&batch.take_written()).map_err(unwritten)?;
        done = done.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        bar.set_position(done);
        fed
    };
    for bytes in begins.chunks(PIECE) {
        fed(&mut batch, bytes)?;
    }
    drop(begins);
    loop {
        let read = match rest.read(&mut piece) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(unread(error)),
        };
        fed(&mut batch, piece.get(..read).unwrap_or_default())?;
    }
    batch.finish(each)?;
    out.write_all(&batch.take_written()).map_err(unwritten)?;
    bar.finish_and_clear();
    let mut remarks = Vec::new();
    if batch.is_windows_1252() {
        remarks.push(Fault::at(
            "",
            "its text was read as Windows-1252, which no file says of itself; check a “£” or a “’”",
        ));
    }
    Ok((batch.summary().clone(), remarks))
}

/// Gives a set of files to the batch, one by one.
fn set(
    mut batch: Files,
    files: &[PathBuf],
    out: &mut impl Write,
    each: &mut dyn FnMut(&Row<'_>) -> Result<(), Fault>,
) -> Result<Outcome, Fault> {
    let bar = bar(u64::try_from(files.len()).unwrap_or(0));
    for path in files {
        let name = path.display().to_string();
        let packed = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
        match read(path, if packed { MOST_PACKED } else { MOST_FILE }) {
            Ok(bytes) => batch.add(&name, &bytes, each)?,
            Err(faults) => {
                let why = faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
                batch.refuse(&name, &why, each)?;
            }
        }
        let written = out.write_all(&batch.take_written());
        written.map_err(|error| Fault::at("", format!("the result cannot be written: {error}")))?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    out.write_all(&batch.take_written())
        .map_err(|error| Fault::at("", format!("the result cannot be written: {error}")))?;
    Ok((batch.summary().clone(), Vec::new()))
}

/// Says what was refused and what to look at.
fn report(name: &str, summary: &Summary) -> ExitCode {
    let said = |(place, message): &(String, String)| Fault::at(place, message);
    complain_all(name, summary.remarks.iter().map(said));
    complain_all(name, summary.refused.iter().map(said));
    if summary.refusals == 0 {
        return ExitCode::SUCCESS;
    }
    complain(format_args!(
        "{name}: {} of {} rows were refused; the problem column says why",
        summary.refusals, summary.rows
    ));
    ExitCode::from(1)
}
