//! Many proposals at once: a table or a set of files in, a table of results out, and every row or file that is refused with its
//! reasons. A driver that is fed bytes and never holds the whole, so that a command line and a browser's worker run the same,
//! show how far it is, and stop by stopping to feed.
//!
//! ```text
//! Opening::of(first bytes) ─▶ Mapping, confirmed ─▶ Table::begin ─▶ feed, feed, … finish ─▶ Summary
//!                                                       └──▶ take_written: the table of results so far
//! ```

mod columns;
mod decoding;
mod files;
#[cfg(feature = "documents")]
mod letters;
mod records;

pub use super::cells::{plain, write_row};
pub use columns::{Guesses, Mapping, faults_everywhere, template};
pub use decoding::Encoding;
pub use files::{Files, MOST_BYTES as MOST_FILE, MOST_FILES, MOST_PACKED};
#[cfg(feature = "documents")]
pub use letters::Letters;
pub use records::{MOST_COLUMNS, MOST_ROW, Opening, Record, Records};

use super::meanings::Meanings;
use crate::assessment::{Assessment, Context, assess};
use crate::checks;
use crate::form::{Field, Form, Kind, Note};
use crate::json::Fault;
use crate::profile::Profile;
use crate::proposal::{Parsed, Proposal, parse};
use crate::response::{QuestionTexts, Words};
use crate::text::quoted;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The columns added to the input's own.
pub const ADDED: [&str; 7] = ["stance", "fit", "access", "value", "fee_band", "questions", "problem"];

/// How many refusals, and how many remarks, are kept for whoever asks at the end.
const MOST_KEPT: usize = 1_000;

/// Of how many rows the references are remembered.
const MOST_REFERENCES: usize = 200_000;

/// What is done with each row as soon as it is there. A fault ends the batch.
pub type Each<'e> = &'e mut dyn FnMut(&Row<'_>) -> Result<(), Fault>;

/// What became of one row or file.
#[derive(Clone, Copy, Debug)]
pub struct Row<'r> {
    /// Its row in the table of results, in which the header is row 1.
    pub number: u64,
    /// Where it came from, as messages name it: `row 3`, or a file.
    pub place: &'r str,
    /// The reference of its application; empty where it has none.
    pub reference: &'r str,
    /// The assessment, or why it is refused; none for a row in which nothing stands.
    pub result: Option<Result<&'r Assessed, &'r str>>,
    /// What to look at again although it was assessed.
    pub remarks: &'r [String],
}

/// A row that was assessed.
#[derive(Clone, Debug)]
pub struct Assessed {
    /// The answers.
    pub form: Form,
    /// The assessment.
    pub assessment: Assessment,
    /// How answers were read where that is not plain.
    pub notes: Vec<Note>,
    /// The open questions, set off by semicolons.
    pub questions: String,
    /// How many they are.
    pub asked: usize,
}

/// What became of a batch so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Rows or files read.
    pub rows: u64,
    /// Rows in which nothing stands.
    pub blank: u64,
    /// How many were refused.
    pub refusals: u64,
    /// The first 1,000 refusals: where, and why.
    pub refused: Vec<(String, String)>,
    /// How many remarks there were.
    pub remarked: u64,
    /// The first 1,000 remarks on what was assessed.
    pub remarks: Vec<(String, String)>,
}

/// Assesses row after row and writes the results.
struct Desk {
    profile: Profile,
    context: Context,
    asked: QuestionTexts,
    separator: u8,
    written: Vec<u8>,
    summary: Summary,
    /// In which row an application was first met, by the fingerprint of its authority and reference.
    references: HashMap<u64, u64>,
}

impl Desk {
    fn new(profile: Profile, context: Context, separator: u8) -> Desk {
        let asked = QuestionTexts::of(&profile, checks::ALL);
        let (written, summary, references) = (Vec::new(), Summary::default(), HashMap::new());
        Desk { profile, context, asked, separator, written, summary, references }
    }

    fn header<'c>(&mut self, own: impl Iterator<Item = &'c str>) {
        write_row(&mut self.written, self.separator, own.chain(ADDED));
    }

    /// The number that the next row has in the results.
    fn next(&self) -> u64 {
        self.summary.rows.saturating_add(2)
    }

    /// Assesses what was read of one row and writes it after the row's own cells.
    fn conclude<'c>(
        &mut self,
        place: &str,
        own: impl Iterator<Item = &'c str>,
        read: Result<Answers, String>,
        each: Each<'_>,
    ) -> Result<(), Fault> {
        let number = self.next();
        self.summary.rows += 1;
        // Beside the results, which do not last as long.
        let own = own.map(|cell| -> &str { cell });
        match read {
            Ok(Answers { form, proposal, notes, mut remarks }) => {
                remarks.extend(self.met_before(number, &proposal));
                self.remark(place, &remarks);
                let assessment = assess(&proposal, &self.profile, &self.context);
                let words = Words { assessment: &assessment, profile: &self.profile };
                let asked = self.asked.texts(&words);
                let (questions, asked) = (asked.join("; "), asked.len());
                let codes = [
                    assessment.stance.code(),
                    assessment.fit.code(),
                    assessment.access.code(),
                    assessment.value.code(),
                    assessment.fee_band.code(),
                ];
                let added = codes.into_iter().chain([questions.as_str(), ""]);
                write_row(&mut self.written, self.separator, own.chain(added));
                let reference = proposal.application.reference.as_deref().unwrap_or_default();
                let assessed = Assessed { form, assessment, notes, questions, asked };
                each(&Row { number, place, reference, result: Some(Ok(&assessed)), remarks: &remarks })
            }
            Err(problem) => {
                self.summary.refusals += 1;
                if self.summary.refused.len() < MOST_KEPT {
                    self.summary.refused.push((place.to_owned(), problem.clone()));
                }
                let added = ["", "", "", "", "", "", &problem];
                write_row(&mut self.written, self.separator, own.chain(added));
                each(&Row { number, place, reference: "", result: Some(Err(&problem)), remarks: &[] })
            }
        }
    }

    /// Repeats a row in which nothing stands.
    fn pass<'c>(&mut self, place: &str, own: impl Iterator<Item = &'c str>, each: Each<'_>) -> Result<(), Fault> {
        let number = self.next();
        self.summary.rows += 1;
        self.summary.blank += 1;
        write_row(&mut self.written, self.separator, own.chain([""; ADDED.len()]));
        each(&Row { number, place, reference: "", result: None, remarks: &[] })
    }

    /// Says that an application stands further up too. Only so many are remembered that memory does not grow with the rows.
    fn met_before(&mut self, number: u64, proposal: &Proposal) -> Option<String> {
        let reference = proposal.application.reference.as_deref()?;
        let mut hasher = DefaultHasher::new();
        (proposal.application.authority.as_ref().map(|code| code.as_str()), reference).hash(&mut hasher);
        let key = hasher.finish();
        if let Some(first) = self.references.get(&key) {
            let field = Field::Reference;
            return Some(format!("{field}: {} stands in row {first} too; keep the one that holds", quoted(reference)));
        }
        if self.references.len() < MOST_REFERENCES {
            self.references.insert(key, number);
        }
        None
    }

    fn remark(&mut self, place: &str, remarks: &[String]) {
        for remark in remarks {
            self.summary.remarked += 1;
            if self.summary.remarks.len() < MOST_KEPT {
                self.summary.remarks.push((place.to_owned(), remark.clone()));
            }
        }
    }
}

/// What was read of one row or file.
struct Answers {
    form: Form,
    proposal: Proposal,
    notes: Vec<Note>,
    remarks: Vec<String>,
}

/// A form as a proposal, or its problems in one line.
fn understood(form: Form, profile: &Profile) -> Result<Answers, String> {
    concluded(parse(&form, profile), form)
}

/// The same where these questions are answered in another's words, which are read where they are plain.
fn translated(mut form: Form, profile: &Profile, others: &[Field], meanings: &Meanings) -> Result<Answers, String> {
    let mut parsed = parse(&form, profile);
    let mut changed = false;
    for problem in parsed.problems.iter().filter(|problem| others.contains(&problem.field)) {
        if let Some(answer) = meanings.answer(&problem.field, form.text(&problem.field)) {
            form.set(problem.field.clone(), answer);
            changed = true;
        }
    }
    if changed {
        parsed = parse(&form, profile);
    }
    concluded(parsed, form)
}

fn concluded(parsed: Parsed, form: Form) -> Result<Answers, String> {
    let Parsed { proposal, problems, notes } = parsed;
    if !problems.is_empty() {
        return Err(problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "));
    }
    if proposal.application.authority.is_none() && proposal.conflict(&Field::PlanningAuthority).is_none() {
        return Err(format!("{}: is missing; give the planning authority’s area code", Field::PlanningAuthority));
    }
    Ok(Answers { form, proposal, notes, remarks: Vec::new() })
}

/// A table being assessed. To cancel, feed it no more.
pub struct Table {
    desk: Desk,
    records: Records,
    plan: Plan,
    /// Whether the header is still to come.
    begins: bool,
}

/// How each row is read.
struct Plan {
    mapping: Mapping,
    width: usize,
    /// The questions of columns with other headers than ours, in which others' words are read.
    others: Vec<Field>,
    meanings: Meanings,
}

impl Table {
    /// Begins a table whose opening was looked at, with what its columns mean.
    ///
    /// # Errors
    /// Everything that keeps the table from being assessed.
    pub fn begin(opening: &Opening, mapping: Mapping, profile: Profile, context: Context) -> Result<Table, Vec<Fault>> {
        let faults = mapping.faults(&opening.header, &profile);
        if !faults.is_empty() {
            return Err(faults);
        }
        let columns = opening.header.iter().zip(&mapping.columns);
        let others =
            columns.filter(|(name, _)| Field::from_path(name).is_none()).filter_map(|(_, field)| field.clone());
        let (others, width) = (others.collect(), opening.header.len());
        let plan = Plan { mapping, width, others, meanings: Meanings::of(&profile) };
        let mut desk = Desk::new(profile, context, opening.separator);
        // The result is in UTF-8; the spreadsheet that wrote the table in another way needs the mark to see that.
        if opening.marked {
            desk.written.extend_from_slice("\u{feff}".as_bytes());
        }
        desk.header(opening.header.iter().map(String::as_str));
        Ok(Table { desk, records: opening.records(), plan, begins: true })
    }

    /// Takes the next bytes of the file, from its first. What follows from them is in [`Table::take_written`].
    ///
    /// # Errors
    /// A row is longer than any row can be, or `each` fails: the batch is over, and what was written stands.
    pub fn feed(&mut self, bytes: &[u8], each: Each<'_>) -> Result<(), Fault> {
        let Table { desk, records, plan, begins } = self;
        records.feed(bytes, &mut |record| row(desk, plan, begins, record, each))
    }

    /// Ends the table: its last row may have no line break.
    ///
    /// # Errors
    /// As [`Table::feed`].
    pub fn finish(&mut self, each: Each<'_>) -> Result<(), Fault> {
        let Table { desk, records, plan, begins } = self;
        records.finish(&mut |record| row(desk, plan, begins, record, each))
    }

    /// The table of results since the last time.
    pub fn take_written(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.desk.written)
    }

    /// What became of the rows so far.
    pub fn summary(&self) -> &Summary {
        &self.desk.summary
    }

    /// Whether some row was read as Windows-1252, which nothing in a file says for certain.
    pub fn is_windows_1252(&self) -> bool {
        self.records.is_windows_1252()
    }
}

fn row(desk: &mut Desk, plan: &Plan, begins: &mut bool, record: Record<'_>, each: Each<'_>) -> Result<(), Fault> {
    if std::mem::take(begins) {
        return Ok(());
    }
    let place = format!("row {}", desk.next());
    let own = (0..plan.width).map(|at| plain(record.cell(at)));
    if record.is_blank() && record.width() <= plan.width {
        return desk.pass(&place, own, each);
    }
    let read = read(record, plan, &desk.profile);
    desk.conclude(&place, own, read, each)
}

/// The answers of one row, or its problems.
fn read(record: Record<'_>, plan: &Plan, profile: &Profile) -> Result<Answers, String> {
    let Plan { mapping, width, others, meanings } = plan;
    if let Some(damaged) = record.damaged {
        return Err(format!("the row {damaged}"));
    }
    if record.width() != *width {
        return Err(format!(
            "the row has {} columns and the header {width}; check its commas and quotation marks",
            record.width()
        ));
    }
    let mut form = Form::default();
    for (at, field) in mapping.columns.iter().enumerate() {
        let Some(field) = field else { continue };
        set(&mut form, field, plain(record.cell(at)));
    }
    for (field, answer) in &mapping.everywhere {
        if form.text(field).trim().is_empty() {
            set(&mut form, field, answer);
        }
    }
    translated(form, profile, others, meanings)
}

/// What a cell answers to a question, as the form has it: in our words or, where the column is somebody else's, in theirs.
///
/// # Errors
/// Why it cannot be read.
pub fn meaning(
    field: &Field,
    cell: &str,
    theirs: bool,
    profile: &Profile,
    meanings: &Meanings,
) -> Result<String, String> {
    let mut form = Form::default();
    set(&mut form, field, cell);
    let answer = form.text(field);
    match parse(&form, profile).problems.into_iter().next() {
        None => Ok(answer.to_owned()),
        Some(problem) => theirs.then(|| meanings.answer(field, answer)).flatten().ok_or(problem.message),
    }
}

/// Puts an answer of a cell into a form: its lists are set off by semicolons.
fn set(form: &mut Form, field: &Field, text: &str) {
    match field.kind() {
        Kind::Lines | Kind::Needs => {
            form.set(field.clone(), text.split(';').map(str::trim).collect::<Vec<_>>().join("\n"));
        }
        _ => form.set(field.clone(), text),
    }
}
