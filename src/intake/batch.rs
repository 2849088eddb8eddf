//! Many proposals at once, as a screen goes through them: files chosen, a table's columns confirmed, the rows assessed, and the
//! letters made of the same files in a second pass, where someone wants them.

use super::{BATCH, BATCH_SAID, Given, Wanted};
use crate::assessment::Context;
use crate::exchange::batch::{
    Files, Guesses, Letters, MOST_FILES, MOST_PACKED, MOST_ROW, Mapping, Opening, Row, Summary, Table, template,
};
use crate::form::Field;
use crate::json::{Fault, too_large};
use crate::profile::Profile;
use crate::register::{Errand, Hand, Said};
use crate::vocabulary::Stance;
use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

pub use crate::Format;

/// The most bytes a table may have, and what is said of more.
const MOST_TABLE: u64 = 2 * 1024 * 1024 * 1024;

/// The most letters that one zip file holds: more than anybody looks through before they go out.
pub const MOST_LETTERS: u64 = 5_000;

/// How many rows, refusals and remarks are shown; the results have all of them.
pub const SHOWN: usize = 25;

/// How much of a table is read at a time: what is done with it should not keep anybody waiting who wants it stopped.
const PIECE: u64 = 128 * 1024;

/// Many proposals, as far as they are.
#[derive(Default)]
pub struct Batch {
    /// The files that were chosen.
    pub files: Vec<Given>,
    /// How far it is.
    pub stage: Stage,
    /// What was said last.
    pub said: Said,
    due: Option<&'static str>,
}

/// The bytes of a file that is read whole; what no memory holds is as many as there can be.
fn whole(size: u64) -> usize {
    usize::try_from(size).unwrap_or(usize::MAX)
}

/// How far a batch is.
#[derive(Default)]
pub enum Stage {
    /// Nothing was chosen.
    #[default]
    Nothing,
    /// A file was chosen, and nobody knows yet what it is.
    Looking(Context),
    /// It is a table whose columns are to be confirmed.
    Columns(Box<Columns>),
    /// It is being assessed, or was.
    Run(Box<Run>),
}

/// What the columns of a table are taken for.
#[derive(Clone, Debug)]
pub struct Columns {
    /// What its beginning shows.
    pub opening: Opening,
    /// What each column answers.
    pub mapping: Mapping,
    /// What each was suggested for by its name.
    pub guessed: Vec<Option<Field>>,
    /// The column that is being changed, where there are too many to offer each.
    pub open: Option<usize>,
    /// What keeps it from being assessed, once someone tried.
    pub faults: Vec<Fault>,
}

/// An assessment of many that is under way or over.
pub struct Run {
    source: Source,
    context: Context,
    pass: Option<Pass>,
    /// What came of it.
    pub tally: Tally,
    /// How it ended, if it did.
    pub ended: Ended,
    /// Its letters, where they are wanted.
    pub letters: Option<Post>,
}

/// How an assessment of many ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It goes on.
    No,
    /// Everything was read.
    Whole,
    /// Someone stopped it.
    Stopped,
    /// The file could not be read on.
    Broken(Fault),
}

/// What is read.
enum Source {
    Table(Box<(Opening, Mapping)>),
    Files,
}

/// What came of the rows.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// How many have each stance.
    pub stances: Vec<(Stance, u64)>,
    /// The first rows.
    pub first: Vec<First>,
    /// The rest that is to be said.
    pub summary: Summary,
    /// Whether some row was read as Windows-1252.
    pub is_windows_1252: bool,
}

/// A row as it is shown.
#[derive(Clone, Debug)]
pub struct First {
    /// Where it came from: the number of its row, or its file.
    pub place: String,
    /// The reference of its application.
    pub reference: String,
    /// The code of its planning authority.
    pub authority: String,
    /// Its stance and how many questions are open, or why it was refused.
    pub result: Result<(Stance, usize), String>,
}

impl Tally {
    fn add(&mut self, row: &Row<'_>) {
        let (authority, result) = match row.result {
            None => return,
            Some(Ok(assessed)) => {
                let stance = assessed.assessment.stance;
                match self.stances.iter_mut().find(|(known, _)| *known == stance) {
                    Some((_, count)) => *count = count.saturating_add(1),
                    None => self.stances.push((stance, 1)),
                }
                (assessed.form.text(&Field::PlanningAuthority), Ok((stance, assessed.asked)))
            }
            Some(Err(problem)) => ("", Err(problem)),
        };
        if self.first.len() < SHOWN {
            let place = row.place.strip_prefix("row ").unwrap_or(row.place).to_owned();
            let reference = crate::text::shown(row.reference, 60);
            let result = result.map_err(|problem| crate::text::shown(problem, 600));
            self.first.push(First { place, reference, authority: authority.to_owned(), result });
        }
    }
}

/// Letters that are being made or are there.
pub struct Post {
    /// Their format.
    pub format: Format,
    /// How it ended, if it did.
    pub ended: Ended,
    /// What they are put into.
    pub bag: Bag,
    pass: Pass,
}

/// A zip file of letters as it grows.
pub struct Bag {
    /// How many there are.
    pub count: u64,
    /// The first of what to look at before they are published.
    pub flagged: Vec<(String, String)>,
    /// How much there is to look at.
    pub flags: u64,
    /// Whether there are more rows than letters can be.
    pub full: bool,
    letters: Option<Letters<Out>>,
    out: Out,
}

/// What a zip file is written to, and taken from as it grows.
#[derive(Clone, Default)]
struct Out(Rc<RefCell<Vec<u8>>>);

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Bag {
    fn new(format: Format, profile: &Profile) -> Bag {
        let out = Out::default();
        let letters = Some(Letters::begin(out.clone(), format, profile.clone()));
        Bag { count: 0, flagged: Vec::new(), flags: 0, full: false, letters, out }
    }

    fn add(&mut self, row: &Row<'_>) -> Result<(), Fault> {
        if self.count >= MOST_LETTERS && matches!(row.result, Some(Ok(_))) {
            self.full = true;
            return Err(Fault::at(row.place, "no more letters are made"));
        }
        let Some(letters) = &mut self.letters else { return Ok(()) };
        let flags = letters.add(row)?;
        self.count = letters.count();
        for flag in &flags {
            self.flags = self.flags.saturating_add(1);
            if self.flagged.len() < SHOWN {
                let told = format!("{} – {}: {}", crate::text::quoted(&flag.found), flag.heading, flag.reason);
                self.flagged.push((row.place.to_owned(), told));
            }
        }
        Ok(())
    }

    /// Ends the file.
    fn close(&mut self) -> Ended {
        let finished = self.letters.take().map_or(Ok(()), |letters| letters.finish().map(drop));
        finished.err().map_or(Ended::Whole, Ended::Broken)
    }
}

impl Post {
    /// How much of a table is read at a time: some documents take long to make.
    fn piece(&self) -> u64 {
        match self.format {
            Format::Pdf => 1_024,
            Format::Docx => 4_096,
            _ => PIECE / 8,
        }
    }

    fn take(&mut self, files: &[Given], bytes: Option<&[u8]>) -> (Vec<u8>, bool) {
        let Post { bag, pass, ended, .. } = self;
        let taken = pass.take(files, bytes, &mut |row| bag.add(row));
        // The results are there already.
        pass.take_written();
        *ended = match taken {
            Ok(false) => Ended::No,
            Ok(true) => bag.close(),
            Err(_) if bag.full => bag.close(),
            Err(fault) => Ended::Broken(fault),
        };
        (std::mem::take(&mut *bag.out.0.borrow_mut()), *ended != Ended::No)
    }
}

/// One reading of all files.
pub struct Pass {
    work: Work,
    file: usize,
    from: u64,
}

enum Work {
    Table(Box<Table>),
    Files(Box<Files>),
}

impl Pass {
    fn begin(source: &Source, profile: &Profile, context: &Context) -> Result<Pass, Vec<Fault>> {
        let (profile, context) = (profile.clone(), context.clone());
        let work = match source {
            Source::Table(table) => Work::Table(Box::new(Table::begin(&table.0, table.1.clone(), profile, context)?)),
            Source::Files => Work::Files(Box::new(Files::begin(profile, context, Vec::new()))),
        };
        Ok(Pass { work, file: 0, from: 0 })
    }

    /// What became of the rows so far.
    pub fn summary(&self) -> &Summary {
        match &self.work {
            Work::Table(table) => table.summary(),
            Work::Files(files) => files.summary(),
        }
    }

    /// How many bytes of all have been read.
    pub fn read(&self, files: &[Given]) -> u64 {
        files.iter().take(self.file).map(|file| file.size).sum::<u64>().saturating_add(self.from)
    }

    fn wants(&self, files: &[Given], piece: u64) -> Option<(usize, u64, u64)> {
        let size = files.get(self.file)?.size;
        Some(match &self.work {
            Work::Table(_) => (self.file, self.from, self.from.saturating_add(piece).min(size)),
            // What is too large is refused unread.
            Work::Files(_) => (self.file, 0, if whole(size) > MOST_PACKED { 0 } else { size }),
        })
    }

    /// Takes what was read; whether it was the last.
    fn take(
        &mut self,
        files: &[Given],
        bytes: Option<&[u8]>,
        each: &mut dyn FnMut(&Row<'_>) -> Result<(), Fault>,
    ) -> Result<bool, Fault> {
        let Some(file) = files.get(self.file) else { return Ok(true) };
        match (&mut self.work, bytes) {
            (Work::Table(_), None) => return Err(Fault::at(file.name.as_str(), UNREAD)),
            (Work::Table(table), Some(bytes)) => {
                self.from = self.from.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
                table.feed(bytes, each)?;
                if self.from < file.size && !bytes.is_empty() {
                    return Ok(false);
                }
                table.finish(each)?;
                return Ok(true);
            }
            (Work::Files(work), None) => work.refuse(&file.name, UNREAD, each)?,
            (Work::Files(work), Some(_)) if whole(file.size) > MOST_PACKED => {
                work.refuse(&file.name, &too_large(whole(file.size), MOST_PACKED).to_string(), each)?
            }
            (Work::Files(work), Some(bytes)) => work.add(&file.name, bytes, each)?,
        }
        self.file = self.file.saturating_add(1);
        Ok(self.file >= files.len())
    }

    fn take_written(&mut self) -> Vec<u8> {
        match &mut self.work {
            Work::Table(table) => table.take_written(),
            Work::Files(files) => files.take_written(),
        }
    }
}

/// What is said of a file that the browser cannot read any more.
const UNREAD: &str = "cannot be read; it may have been moved or changed since it was chosen, so choose it again";

impl Run {
    fn begin(source: Source, profile: &Profile, context: &Context) -> Result<Run, Vec<Fault>> {
        let pass = Some(Pass::begin(&source, profile, context)?);
        let (tally, context) = (Tally::default(), context.clone());
        Ok(Run { source, context, pass, tally, ended: Ended::No, letters: None })
    }

    /// What is under way, and whether it is the letters.
    pub fn under_way(&self) -> Option<(&Pass, bool)> {
        let letters = self.letters.as_ref().filter(|post| post.ended == Ended::No).map(|post| (&post.pass, true));
        letters.or_else(|| self.pass.as_ref().map(|pass| (pass, false)))
    }

    fn piece(&self) -> u64 {
        self.letters.as_ref().map_or(PIECE, Post::piece)
    }

    /// Takes what was read, or that it could not be. Gives the bytes that follow, and whether that was the end.
    fn take(&mut self, files: &[Given], bytes: Option<&[u8]>) -> (Vec<u8>, bool) {
        if let Some(post) = self.letters.as_mut().filter(|post| post.ended == Ended::No) {
            return post.take(files, bytes);
        }
        let Some(pass) = &mut self.pass else { return (Vec::new(), false) };
        let tally = &mut self.tally;
        let taken = pass.take(files, bytes, &mut |row| {
            tally.add(row);
            Ok(())
        });
        let written = pass.take_written();
        match taken {
            Ok(false) => return (written, false),
            Ok(true) => self.end(Ended::Whole),
            Err(fault) => self.end(Ended::Broken(fault)),
        }
        (written, true)
    }

    fn end(&mut self, ended: Ended) {
        let Some(pass) = self.pass.take() else { return };
        self.tally.summary = pass.summary().clone();
        self.tally.is_windows_1252 = matches!(&pass.work, Work::Table(table) if table.is_windows_1252());
        self.tally.stances.sort_by_key(|(stance, _)| Stance::ALL.iter().position(|known| known == stance));
        self.ended = ended;
    }

    fn post(&mut self, format: Format, profile: &Profile) {
        let Ok(pass) = Pass::begin(&self.source, profile, &self.context) else { return };
        self.letters = Some(Post { format, ended: Ended::No, bag: Bag::new(format, profile), pass });
    }

    /// Stops what is under way: what was assessed stands, half a zip file is no file.
    fn stop(&mut self) {
        match &mut self.letters {
            Some(post) if post.ended == Ended::No => self.letters = None,
            _ => self.end(Ended::Stopped),
        }
    }
}

impl Batch {
    pub(super) fn act(&mut self, word: &str, values: &[String], hand: Hand<'_>, context: &Context) -> Vec<Errand> {
        self.said = Said::default();
        let number = || values.first().and_then(|value| value.parse::<usize>().ok());
        match (word, &mut self.stage) {
            ("files", _) => return self.chosen(Given::all(values), hand, context),
            ("template", _) => {
                let (name, media) = ("proposals.csv".to_owned(), "text/csv");
                return vec![Errand::Deliver { name, media, bytes: template(hand.profile) }];
            }
            ("close", _) => {
                *self = Batch::default();
                return vec![Errand::Focus(BATCH.to_owned())];
            }
            ("column", Stage::Columns(columns)) => {
                let field = values.get(1).map(|path| Field::from_path(path));
                let column = number().and_then(|at| columns.mapping.columns.get_mut(at));
                if let (Some(field), Some(column)) = (field, column) {
                    *column = field;
                    columns.faults.clear();
                }
            }
            ("change", Stage::Columns(columns)) => {
                columns.open = number();
                return columns.open.map(|at| Errand::Focus(column_id(at))).into_iter().collect();
            }
            ("everywhere", Stage::Columns(columns)) => {
                let code = values.get(1).filter(|code| !code.is_empty());
                columns.mapping.everywhere =
                    code.map(|code| (Field::PlanningAuthority, code.clone())).into_iter().collect();
                columns.faults.clear();
            }
            ("begin", Stage::Columns(columns)) => {
                let source = Source::Table(Box::new((columns.opening.clone(), columns.mapping.clone())));
                match Run::begin(source, hand.profile, context) {
                    Ok(run) => {
                        self.stage = Stage::Run(Box::new(run));
                        self.said = Said::of("begun");
                        return vec![Errand::Focus(BATCH.to_owned())];
                    }
                    Err(faults) => {
                        columns.faults = faults;
                        return vec![Errand::Focus(FAULTS.to_owned())];
                    }
                }
            }
            ("cancel", Stage::Looking(_)) => {
                *self = Batch::default();
                return vec![Errand::Focus(BATCH.to_owned())];
            }
            ("cancel", Stage::Run(run)) => {
                run.stop();
                self.said = Said::of("stopped");
                return vec![Errand::Focus(BATCH.to_owned())];
            }
            ("letters", Stage::Run(run)) if run.under_way().is_none() => {
                let format = Format::ALL.iter().find(|(format, word, _)| {
                    *format != Format::Json && values.get(1).is_some_and(|wanted| wanted == word)
                });
                if let Some((format, ..)) = format {
                    run.post(*format, hand.profile);
                    self.said = Said::of("letters-begun");
                    return vec![Errand::Focus(BATCH.to_owned())];
                }
            }
            ("download", Stage::Run(run)) => {
                self.due = match values.first().map(String::as_str) {
                    Some("results") if run.ended != Ended::No => Some("results"),
                    Some("letters") if run.letters.as_ref().is_some_and(|post| post.ended == Ended::Whole) => {
                        Some("letters")
                    }
                    _ => None,
                };
            }
            _ => {}
        }
        Vec::new()
    }

    fn refused(&mut self, said: Said) -> Vec<Errand> {
        *self = Batch { said, ..Batch::default() };
        vec![Errand::Focus(BATCH_SAID.to_owned())]
    }

    fn chosen(&mut self, files: Vec<Given>, hand: Hand<'_>, context: &Context) -> Vec<Errand> {
        match files.as_slice() {
            [] => return Vec::new(),
            [_] => self.stage = Stage::Looking(context.clone()),
            several if several.len() > MOST_FILES => {
                return self.refused(Said::of("too-many").with("count", several.len()).with("most", MOST_FILES));
            }
            _ => match Run::begin(Source::Files, hand.profile, context) {
                Ok(run) => self.stage = Stage::Run(Box::new(run)),
                Err(faults) => return self.refused_for(faults.into_iter().next()),
            },
        }
        (self.files, self.due) = (files, None);
        self.said = Said::of("begun");
        vec![Errand::Focus(BATCH.to_owned())]
    }

    fn refused_for(&mut self, fault: Option<Fault>) -> Vec<Errand> {
        let reason = fault.map(|fault| fault.to_string()).unwrap_or_default();
        self.refused(Said::of("refused").with("reason", reason))
    }

    pub(super) fn wants(&self, turn: u32) -> Option<Wanted> {
        let of = "batch-files";
        match &self.stage {
            Stage::Nothing | Stage::Columns(_) => None,
            Stage::Looking(_) => {
                let (size, most) = (self.files.first()?.size, u64::try_from(MOST_ROW).ok()?);
                Some(Wanted { of, makes: "", file: 0, from: 0, to: size.min(most), turn })
            }
            Stage::Run(run) => {
                let (pass, letters) = run.under_way()?;
                let makes = if letters { "letters" } else { "results" };
                let (file, from, to) = pass.wants(&self.files, run.piece())?;
                // It goes on whatever else is asked for meanwhile.
                Some(Wanted { of, makes, file, from, to, turn: 0 })
            }
        }
    }

    pub(super) fn take(&mut self, bytes: &[u8], hand: Hand<'_>) -> (Vec<Errand>, Vec<u8>) {
        match &mut self.stage {
            Stage::Looking(context) => {
                let context = context.clone();
                (self.looked_at(bytes, hand, &context), Vec::new())
            }
            Stage::Run(_) => (Vec::new(), self.went_on(Some(bytes))),
            _ => (Vec::new(), Vec::new()),
        }
    }

    pub(super) fn unread(&mut self) -> (Vec<Errand>, Vec<u8>) {
        match &mut self.stage {
            Stage::Run(_) => (Vec::new(), self.went_on(None)),
            _ => (self.refused_for(Some(Fault::at("", UNREAD))), Vec::new()),
        }
    }

    /// Goes on with what was read. Whoever did something else meanwhile is told at the end, and not taken there.
    fn went_on(&mut self, bytes: Option<&[u8]>) -> Vec<u8> {
        let Stage::Run(run) = &mut self.stage else { return Vec::new() };
        let (written, over) = run.take(&self.files, bytes);
        if over {
            self.said = match (&run.letters, &run.ended) {
                (Some(post), _) if post.ended == Ended::Whole => {
                    self.due = Some("letters");
                    Said::of("letters-done").with("count", post.bag.count)
                }
                (None, Ended::Whole) => Said::of("done"),
                _ => Said::of("stopped"),
            };
        }
        written
    }

    /// What a single file is: a table to be confirmed, or something that needs no confirming.
    fn looked_at(&mut self, bytes: &[u8], hand: Hand<'_>, context: &Context) -> Vec<Errand> {
        let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let first = text.iter().find(|byte| !byte.is_ascii_whitespace());
        if bytes.starts_with(b"PK\x03\x04") || matches!(first, Some(b'{' | b'[')) {
            // It is read again, from its first byte.
            return match Run::begin(Source::Files, hand.profile, context) {
                Ok(run) => {
                    self.stage = Stage::Run(Box::new(run));
                    Vec::new()
                }
                Err(faults) => self.refused_for(faults.into_iter().next()),
            };
        }
        if let Some(file) = self.files.first().filter(|file| file.size > MOST_TABLE) {
            let said = Said::of("too-large").with("size", file.size / 1_048_576).with("most", MOST_TABLE / 1_048_576);
            return self.refused(said);
        }
        let guesses = Guesses::of(hand.profile);
        match Opening::of(bytes, |name| guesses.one(name).is_some()) {
            Ok(opening) => {
                let mapping = Mapping::with_guesses(&opening.header, hand.profile);
                let guessed = guesses.all(&opening.header);
                let columns = Columns { opening, mapping, guessed, open: None, faults: Vec::new() };
                self.stage = Stage::Columns(Box::new(columns));
                self.said = Said::of("columns");
                vec![Errand::Focus(BATCH.to_owned())]
            }
            Err(fault) => self.refused_for(Some(fault)),
        }
    }

    pub(super) fn due(&mut self) -> Option<&'static str> {
        self.due.take()
    }
}

/// The id of what says that a table cannot be assessed.
pub const FAULTS: &str = "batch-faults";

/// The id of what says what a column is.
pub fn column_id(at: usize) -> String {
    format!("batch-column-{at}")
}
