//! The command line: reads files and the clock around the same core that runs in the browser.

use clap::{Args, Parser, Subcommand, ValueEnum};
use home_assessment::exchange::benchmark::{self, Benchmark};
use home_assessment::exchange::{answered, figures, planning_data, proposal, record, revision};
use home_assessment::form::Field;
use home_assessment::gleaning::{self, Gleaned};
use home_assessment::json::Json;
use home_assessment::response::revision::Standing;
use home_assessment::response::{Flag, revised_letter};
use home_assessment::text::quoted;
use home_assessment::vocabulary::Sentiment;
use home_assessment::{
    BUILT_IN_PROFILE, Context, Date, Fault, Format, Kind, Output, Profile, Revision, Wanted, load_profile, profile,
    render_revised, to_check,
};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[path = "command-line/batch.rs"]
mod batch;
#[path = "command-line/import.rs"]
mod import;

/// Checks proposed children's homes against a council's published gaps and benchmarks, and drafts its response.
///
/// Exit status: 0 also for an adverse result; 1 where a file is refused or cannot be read or written; 2 for wrong usage.
#[derive(Parser)]
#[command(name = "home-assessment", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Assess proposal files.
    Assess {
        /// Proposal files (home-assessment/proposal@1).
        #[arg(required = true)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        with: With,
        /// A benchmark (CSV with the columns heading and weekly), in place of the one in the proposal files.
        #[arg(long)]
        benchmark: Option<PathBuf>,
        #[command(flatten)]
        revising: Revising,
        /// The document: letter, questions, note, self-check or trace; the letter unless given.
        #[arg(long)]
        of: Option<String>,
        /// The format: json, text, html, docx or pdf. Also note, self-check or trace for that document in its usual format,
        /// and record or planning-data.
        #[arg(long, default_value = "json")]
        format: String,
        /// A folder for one file for each proposal, in place of standard output.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Assess every row of a table, or a set of proposal files, planning data and zip files of them.
    ///
    /// A table is CSV as a spreadsheet writes it: columns set off by commas, semicolons or tabs, in UTF-8, UTF-16 or
    /// Windows-1252. Headers that are dotted paths of the proposal file are known; others are repeated, unless --map or
    /// --guess says what they are.
    Batch {
        /// What to read, then the table to write: the input with the results added.
        #[arg(required_unless_present = "template", num_args = 2.., value_names = ["IN", "OUT.csv"])]
        files: Vec<PathBuf>,
        #[command(flatten)]
        with: With,
        #[command(flatten)]
        reading: batch::Reading,
        /// A zip file to write, with a letter for each proposal that was assessed.
        #[arg(long, value_name = "ZIP")]
        letters: Option<PathBuf>,
        /// The format of those letters: text, html, docx or pdf.
        #[arg(long, value_name = "FORMAT", requires = "letters", default_value = "docx", value_parser = batch::letter_format)]
        letters_as: Format,
        /// Print a table with every column there is and no rows, and do nothing else.
        #[arg(long)]
        template: bool,
    },
    /// Read planning data and write a proposal file, for a person to check; what came from where is said on standard error.
    ///
    /// Reads the ODP schemas, the planning application data specification and the words of the placements data standard; a file
    /// may hold one application or a list. Standard error also says what was not used.
    Import {
        /// Files of planning data.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// The council's profile; the built-in one unless given.
        #[arg(long)]
        profile: Option<PathBuf>,
        /// An answer for every proposal that has none of its own, for example application.planning_authority=E07000120.
        #[arg(long, value_name = "PATH=ANSWER", value_parser = batch::answer)]
        set: Vec<(Field, String)>,
        /// Also put in what was read out of the description or concluded, and not only what has a field of its own.
        #[arg(long)]
        all: bool,
        /// A folder for one file for each proposal, in place of standard output.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Check a profile and name every fault with its place in the file.
    CheckProfile {
        /// The profile.
        profile: PathBuf,
    },
    /// Print every figure of a profile as CSV, with its source, its dates and what reads it.
    Figures {
        /// The council's profile; the built-in one unless given.
        #[arg(long)]
        profile: Option<PathBuf>,
        /// The date on which values are in force or out of date, YYYY-MM-DD; today unless given.
        #[arg(long, value_parser = date)]
        date: Option<Date>,
    },
    /// Find the answers that a text suggests (a description of an application, UTF-8), each with its place in it.
    Glean {
        /// The text.
        file: PathBuf,
        /// The council's profile; the built-in one unless given.
        #[arg(long)]
        profile: Option<PathBuf>,
    },
    /// Make the documents of records again and say what differs. A difference is a result, so the exit status is 0.
    Verify {
        /// Records (home-assessment/record@1).
        #[arg(required = true)]
        records: Vec<PathBuf>,
        /// The council's profile; the built-in one unless given.
        #[arg(long)]
        profile: Option<PathBuf>,
    },
    /// Print the JSON Schema of a file format.
    Schema {
        /// Which format.
        kind: FileKind,
    },
}

/// What an assessment needs beside the proposals.
#[derive(Args)]
struct With {
    /// The council's profile; the built-in one unless given.
    #[arg(long)]
    profile: Option<PathBuf>,
    /// The date of the assessment, YYYY-MM-DD; today unless given.
    #[arg(long, value_parser = date)]
    date: Option<Date>,
    /// Homes answered before (home-assessment/answered@1), for their cumulative effect.
    #[arg(long)]
    answered: Option<PathBuf>,
}

/// What a person made of the letter.
#[derive(Args)]
struct Revising {
    /// What a person made of the letter (home-assessment/revision@1); with one proposal file only.
    #[arg(long)]
    revision: Option<PathBuf>,
    /// The tag that an officer confirmed, for --format planning-data: approved, amendments-needed or objected.
    #[arg(long, value_parser = tag)]
    tag: Option<Sentiment>,
}

impl Revising {
    /// Why it cannot be used with these files and this format, if it cannot.
    fn misused(&self, files: &[PathBuf], what: What) -> Option<&'static str> {
        if self.revision.is_some() && files.len() > 1 {
            Some("--revision belongs to one letter; give one proposal file with it")
        } else if self.tag.is_some() && what != What::PlanningData {
            Some("--tag is for --format planning-data; for a record, write it into the revision")
        } else if self.tag.is_some() && files.len() > 1 {
            Some("--tag is confirmed for one response; give one proposal file with it")
        } else {
            None
        }
    }

    /// The revision; `None`, with the reasons on standard error, where it is refused.
    fn load(&self) -> Option<Revision> {
        let Some(path) = &self.revision else { return Some(Revision::default()) };
        let name = path.display().to_string();
        match read(path, revision::MOST_BYTES).and_then(|bytes| revision::load(&bytes)) {
            Ok(loaded) => {
                complain_all(&name, loaded.unknown_keys.iter().map(|key| unknown_key(key)));
                complain_all(&name, loaded.notes.into_iter());
                Some(loaded.revision)
            }
            Err(faults) => {
                refuse(&name, &faults);
                None
            }
        }
    }

    /// Names the edits that were not applied.
    fn name_superseded(&self, standing: &[Standing]) {
        let Some(path) = &self.revision else { return };
        let superseded = standing.iter().enumerate().filter_map(|(at, standing)| match standing {
            Standing::Applied | Standing::Moved(_) => None,
            Standing::Superseded { now } => {
                let now = now.as_ref().map_or("there is no text at its place now".to_owned(), |now| {
                    format!("the generated text at its place is now {}", home_assessment::text::quoted(now))
                });
                Some(Fault::at(format!("edits[{at}]"), format!("was not applied: {now}; make it again or take it out")))
            }
        });
        complain_all(&path.display().to_string(), superseded.collect::<Vec<_>>().into_iter());
    }
}

/// What is written: a document, or a file for another program or a later day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Document(Wanted),
    PlanningData,
    Record,
}

impl What {
    /// Those that are no documents, with the word used for each and the ending of its files.
    const OTHERS: [(What, &'static str, &'static str); 2] =
        [(What::PlanningData, "planning-data", "planning-data.json"), (What::Record, "record", "record.json")];

    /// The ending of its files.
    fn ending(self) -> String {
        match self {
            What::Document(wanted) => wanted.ending(),
            other => {
                What::OTHERS.iter().find(|(what, ..)| *what == other).map_or("json", |(.., ending)| ending).to_owned()
            }
        }
    }

    /// Whether it is one object a line.
    fn is_json(self) -> bool {
        matches!(self, What::Document(Wanted { format: Format::Json, .. }))
    }
}

/// What was read beside the proposals.
struct Given {
    profile: Profile,
    context: Context,
    answered: Option<Json>,
}

impl With {
    /// The profile and the context; `None`, with the reasons on standard error, where a file is refused.
    fn load(&self) -> Option<Given> {
        let profile = profile_or_built_in(self.profile.as_deref())?;
        let Some(date) = self.date.or_else(today) else {
            complain(format_args!("home-assessment: the clock gives no usable date; give one with --date YYYY-MM-DD"));
            return None;
        };
        let (mut context, mut answered_file) = (Context::on(date), None);
        if let Some(path) = &self.answered {
            let name = path.display().to_string();
            let read = |bytes: Vec<u8>| {
                let json = Json::read(&bytes, answered::MOST_BYTES).map_err(|fault| vec![fault])?;
                answered::read_json(&json, &profile).map(|read| (json, read))
            };
            match self::read(path, answered::MOST_BYTES).and_then(read) {
                Ok((json, (homes, unknown_keys))) => {
                    complain_all(&name, unknown_keys.iter().map(|key| unknown_key(key)));
                    context = Context::with_answered(date, homes);
                    answered_file = Some(json);
                }
                Err(faults) => {
                    refuse(&name, &faults);
                    return None;
                }
            }
        }
        Some(Given { profile, context, answered: answered_file })
    }
}

fn unknown_key(key: &str) -> Fault {
    Fault::at(key, "is not a known key and was not used")
}

/// What a person is told to look at before a letter is published.
fn before(flag: &Flag) -> Fault {
    let Flag { found, heading, block, reason, .. } = flag;
    let from = flag.field.as_ref().map(|field| format!(", from {field}")).unwrap_or_default();
    let found = quoted(found);
    Fault::at("check before publishing", format!("{found} under “{heading}” (part {block}){from}: {reason}"))
}

#[derive(Clone, Copy, ValueEnum)]
enum FileKind {
    Proposal,
    Profile,
    Assessment,
    Revision,
    Record,
}

fn date(text: &str) -> Result<Date, String> {
    Date::from_iso(text).ok_or_else(|| "write the date as YYYY-MM-DD".to_owned())
}

/// What two words of the command line ask for.
fn what(of: Option<&str>, format: &str) -> Result<What, String> {
    match What::OTHERS.iter().find(|(_, known, _)| *known == format) {
        Some(_) if of.is_some() => Err(format!("{format} is of the whole case; leave out --of")),
        Some((what, ..)) => Ok(*what),
        None => Wanted::from_words(of, format).map(What::Document),
    }
}

fn tag(word: &str) -> Result<Sentiment, String> {
    Sentiment::from_code(word).ok_or_else(|| {
        let words: Vec<&str> = Sentiment::ALL.iter().map(|tag| tag.code()).collect();
        format!("the tags are {}", words.join(", "))
    })
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Assess { files, with, benchmark, revising, of, format, out } => match what(of.as_deref(), &format) {
            Ok(what) => assess(&files, &with, benchmark.as_deref(), &revising, what, out.as_deref()),
            Err(message) => {
                complain(format_args!("home-assessment: {message}"));
                Ok(ExitCode::from(2))
            }
        },
        Command::Batch { template: true, with, .. } => batch::template(&with),
        Command::Batch { files, with, reading, letters, letters_as, .. } => {
            batch::run(&files, &with, &reading, letters.as_deref(), letters_as)
        }
        Command::Import { files, profile, set, all, out } => {
            import::run(&files, profile.as_deref(), &set, all, out.as_deref())
        }
        Command::CheckProfile { profile } => check_profile(&profile),
        Command::Figures { profile, date } => figures(profile, date),
        Command::Glean { file, profile } => glean(&file, profile.as_deref()),
        Command::Verify { records, profile } => verify(&records, profile.as_deref()),
        Command::Schema { kind } => print(schema(kind).as_bytes()).map(|()| ExitCode::SUCCESS),
    };
    match done {
        Ok(code) => code,
        // Whoever reads our output has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(format_args!("home-assessment: {error}"));
            ExitCode::from(1)
        }
    }
}

fn assess(
    files: &[PathBuf],
    with: &With,
    benchmark_path: Option<&Path>,
    revising: &Revising,
    what: What,
    out: Option<&Path>,
) -> io::Result<ExitCode> {
    if let Some(message) = revising.misused(files, what) {
        complain(format_args!("home-assessment: {message}"));
        return Ok(ExitCode::from(2));
    }
    if let (None, What::Document(wanted)) = (out, what)
        && let Some(message) = not_for_standard_output(files, wanted)
    {
        complain(format_args!("home-assessment: {message}"));
        return Ok(ExitCode::from(2));
    }
    let (Some(Given { profile, context, answered }), Some(revision)) = (with.load(), revising.load()) else {
        return Ok(ExitCode::from(1));
    };
    let benchmark = match benchmark_path.map(|path| (path, read_benchmark(path, &profile))) {
        None => None,
        Some((path, Err(faults))) => {
            refuse(&path.display().to_string(), &faults);
            return Ok(ExitCode::from(1));
        }
        Some((path, Ok(benchmark))) => {
            complain_all(&path.display().to_string(), benchmark.remarks.iter().cloned());
            Some(benchmark)
        }
    };
    let outputs = match out {
        None => None,
        Some(folder) => match output_names(
            files,
            &[with.profile.as_deref(), with.answered.as_deref(), benchmark_path, revising.revision.as_deref()],
            folder,
            &what.ending(),
        ) {
            Ok(names) => {
                std::fs::create_dir_all(folder)
                    .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", folder.display())))?;
                Some(names)
            }
            Err(message) => {
                complain(format_args!("home-assessment: {message}"));
                return Ok(ExitCode::from(2));
            }
        },
    };
    let mut refused = false;
    let mut written = 0_usize;
    for (at, path) in files.iter().enumerate() {
        let name = path.display().to_string();
        let mut loaded = match read(path, proposal::MOST_BYTES).and_then(|bytes| proposal::load(&bytes, &profile)) {
            Ok(loaded) => loaded,
            Err(faults) => {
                refuse(&name, &faults);
                refused = true;
                continue;
            }
        };
        complain_all(&name, loaded.unknown_keys.iter().map(|key| unknown_key(key)));
        if let Some(benchmark) = &benchmark {
            benchmark.put_into(&mut loaded.form, &profile);
            loaded = loaded.read_again(&profile);
        }
        complain_all(&name, loaded.notes.iter().map(|note| Fault::at(note.field.path(), &note.message)));
        let assessed = || home_assessment::assess(&loaded.proposal, &profile, &context);
        if let Some(path) = &revising.revision {
            let assessment = assessed();
            if let Some(over) = revision.confirmed_over_another(assessment.stance) {
                let message = revision::confirmed_over(over, assessment.stance);
                complain(format_args!("{}: {}", path.display(), Fault::at("stance.over", message)));
            }
            revising.name_superseded(&revised_letter(&assessment, &profile, &revision).standing);
        }
        // The assessment as JSON has them under a key; other documents than the letter are not published.
        let looked_through = match what {
            What::Document(wanted) => wanted.document == Kind::Letter && wanted.format != Format::Json,
            What::PlanningData | What::Record => true,
        };
        if looked_through {
            let flags = to_check(&loaded.proposal, &profile, &context, &revision);
            complain_all(&name, flags.iter().map(before));
        }
        let output = match what {
            What::Document(wanted) => render_revised(&loaded, &profile, &name, wanted, &context, &revision)
                .map_err(|failure| failure.to_string()),
            What::PlanningData => {
                let export = planning_data::export(&assessed(), &profile, &revision, revising.tag);
                complain_all(&name, export.open.into_iter());
                Ok(Output::Text(export.text))
            }
            What::Record => {
                // Where the file lay says who made the record, and nothing of the proposal.
                let file = path.file_name().unwrap_or_default().to_string_lossy();
                let (loaded, profile, context, answered) = (&loaded, &profile, &context, answered.as_ref());
                let inputs = record::Inputs { file: &file, loaded, profile, context, answered, revision: &revision };
                record::save(&inputs).map(Output::Text).map_err(|fault| fault.to_string())
            }
        };
        let output = match output {
            Ok(output) => output,
            Err(failure) => {
                complain(format_args!("{name}: {failure}"));
                refused = true;
                continue;
            }
        };
        match outputs.as_ref().and_then(|names| names.get(at)) {
            Some(target) => {
                if let Err(error) = std::fs::write(target, output.bytes()) {
                    complain(format_args!("{}: cannot be written: {error}", target.display()));
                    refused = true;
                }
            }
            None => {
                let separator: &[u8] = if written > 0 && !what.is_json() { b"\x0c" } else { b"" };
                match print(&[separator, output.bytes()].concat()) {
                    Err(error) if error.kind() == io::ErrorKind::BrokenPipe => break,
                    printed => printed?,
                }
                written += 1;
            }
        }
    }
    Ok(if refused { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Why documents in this format cannot go to standard output, if they cannot.
fn not_for_standard_output(files: &[PathBuf], wanted: Wanted) -> Option<String> {
    if wanted.is_text() {
        return None;
    }
    let word = wanted.format.word();
    if files.len() > 1 {
        Some(format!("--format {word} writes one file at a time; give a folder for several with --out FOLDER"))
    } else if io::stdout().is_terminal() {
        Some(format!(
            "a terminal cannot show a {word} file; write it to a file with > NAME.{word}, or give --out FOLDER"
        ))
    } else {
        None
    }
}

/// `FOLDER/STEM.ENDING` for each file; two files may not share one.
fn output_names(
    files: &[PathBuf],
    others: &[Option<&Path>],
    folder: &Path,
    ending: &str,
) -> Result<Vec<PathBuf>, String> {
    let mut taken: BTreeMap<PathBuf, &Path> = BTreeMap::new();
    let mut names = Vec::new();
    for file in files {
        let stem = file.file_stem().ok_or_else(|| format!("{} names no file", file.display()))?;
        let target = folder.join(format!("{}.{ending}", stem.to_string_lossy()));
        if let Some(other) = taken.insert(target.clone(), file) {
            return Err(format!(
                "{} and {} would both be written to {}; rename one",
                other.display(),
                file.display(),
                target.display()
            ));
        }
        if let Some(input) = files
            .iter()
            .map(PathBuf::as_path)
            .chain(others.iter().copied().flatten())
            .find(|input| same_file(input, &target))
        {
            return Err(format!(
                "the result of {} would be written over {}; choose another folder",
                file.display(),
                input.display()
            ));
        }
        names.push(target);
    }
    Ok(names)
}

fn same_file(one: &Path, other: &Path) -> bool {
    one.canonicalize().is_ok_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}

fn check_profile(path: &Path) -> io::Result<ExitCode> {
    match read(path, profile::MOST_BYTES).and_then(|bytes| load_profile(&bytes)) {
        Ok(profile) => {
            let figures = profile.figures.len();
            let about = format!(
                "{}: in order: {} {}, {figures} figures, SHA-256 {}\n",
                path.display(),
                profile.id,
                profile.edition,
                profile.sha256()
            );
            print(about.as_bytes())?;
            Ok(ExitCode::SUCCESS)
        }
        Err(faults) => {
            refuse(&path.display().to_string(), &faults);
            Ok(ExitCode::from(1))
        }
    }
}

fn figures(profile: Option<PathBuf>, date: Option<Date>) -> io::Result<ExitCode> {
    let Some(Given { profile, context, .. }) = (With { profile, date, answered: None }).load() else {
        return Ok(ExitCode::from(1));
    };
    print(figures::figures(&profile, context.as_at).map_err(io::Error::other)?.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// Prints what a text suggests, as one JSON object a line.
fn glean(path: &Path, profile: Option<&Path>) -> io::Result<ExitCode> {
    #[derive(serde::Serialize)]
    struct Line<'f> {
        field: String,
        answer: &'f str,
        from: usize,
        to: usize,
        words: &'f str,
    }
    let Some(profile) = profile_or_built_in(profile) else { return Ok(ExitCode::from(1)) };
    let text = read(path, gleaning::MOST_BYTES).and_then(|bytes| {
        String::from_utf8(bytes).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            vec![Fault::at("", format!("is not text in UTF-8 (byte {}); save it as UTF-8", valid + 1))]
        })
    });
    let text = match text {
        Ok(text) => text,
        Err(faults) => {
            refuse(&path.display().to_string(), &faults);
            return Ok(ExitCode::from(1));
        }
    };
    let mut lines = String::new();
    for Gleaned { field, answer, place, words } in &gleaning::glean(&text, &profile) {
        let line = Line { field: field.path(), answer, from: place.start, to: place.end, words };
        lines += &serde_json::to_string(&line)?;
        lines.push('\n');
    }
    print(lines.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// Makes each record again; says that it is the same, or what differs.
fn verify(records: &[PathBuf], profile: Option<&Path>) -> io::Result<ExitCode> {
    let Some(profile) = profile_or_built_in(profile) else { return Ok(ExitCode::from(1)) };
    let mut refused = false;
    for path in records {
        let name = path.display().to_string();
        let verified = read(path, record::MOST_BYTES)
            .and_then(|bytes| record::load(&bytes))
            .and_then(|record| record::verify(&record, &profile));
        match verified {
            Ok(verified) => {
                let result = if verified.is_same() { "the same, byte for byte" } else { "differs" };
                let lines = [vec![format!("{name}: {result}")], verified.statements()].concat();
                print(format!("{}\n", lines.join("\n  ")).as_bytes())?;
            }
            Err(faults) => {
                refuse(&name, &faults);
                refused = true;
            }
        }
    }
    Ok(if refused { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn read_benchmark(path: &Path, profile: &Profile) -> Result<Benchmark, Vec<Fault>> {
    benchmark::read(&read(path, benchmark::MOST_BYTES)?, profile)
}

fn profile_or_built_in(path: Option<&Path>) -> Option<Profile> {
    let (name, loaded) = match path {
        None => ("the built-in profile".to_owned(), load_profile(BUILT_IN_PROFILE)),
        Some(path) => {
            (path.display().to_string(), read(path, profile::MOST_BYTES).and_then(|bytes| load_profile(&bytes)))
        }
    };
    loaded.map_err(|faults| refuse(&name, &faults)).ok()
}

/// The bytes of a file, without ever holding more than one byte above the limit.
fn read(path: &Path, most: usize) -> Result<Vec<u8>, Vec<Fault>> {
    let fault = |message: String| vec![Fault::at("", message)];
    let file = File::open(path).map_err(|error| fault(format!("cannot be read: {error}")))?;
    let size = file.metadata().map_or(0, |about| usize::try_from(about.len()).unwrap_or(usize::MAX));
    if size > most {
        return Err(vec![home_assessment::json::too_large(size, most)]);
    }
    let mut bytes = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    file.take(limit).read_to_end(&mut bytes).map_err(|error| fault(format!("cannot be read: {error}")))?;
    Ok(bytes)
}

fn refuse(name: &str, faults: &[Fault]) {
    complain_all(name, faults.iter().cloned());
}

/// Names the first faults of a file and counts the others.
fn complain_all(name: &str, faults: impl ExactSizeIterator<Item = Fault>) {
    const LISTED: usize = 100;
    let more = faults.len().saturating_sub(LISTED);
    for fault in faults.take(LISTED) {
        complain(format_args!("{name}: {fault}"));
    }
    if more > 0 {
        complain(format_args!("{name}: and {more} more like these"));
    }
}

fn today() -> Option<Date> {
    let today = time::OffsetDateTime::now_utc().date();
    Date::new(today.year(), today.month().into(), today.day())
}

fn schema(kind: FileKind) -> String {
    let schema = match kind {
        FileKind::Proposal => proposal::schema(),
        FileKind::Profile => schemars::schema_for!(profile::ProfileFile).to_value(),
        FileKind::Assessment => schemars::schema_for!(home_assessment::documents::json::AssessmentFile).to_value(),
        FileKind::Revision => schemars::schema_for!(revision::RevisionFile).to_value(),
        FileKind::Record => schemars::schema_for!(record::RecordFile).to_value(),
    };
    format!("{schema:#}\n")
}

fn print(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

/// Nothing can be done where even standard error cannot be written.
fn complain(message: std::fmt::Arguments<'_>) {
    let _ = writeln!(io::stderr().lock(), "{message}");
}
