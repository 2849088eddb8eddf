//! Many proposals as a table: one row each, headers are dotted paths, lists separated by `;`. Streams: memory does not
//! grow with the rows.

use crate::assessment::{Context, assess};
use crate::form::{Field, Form, Kind};
use crate::profile::Profile;
use crate::proposal::{Parsed, parse};
use crate::response::{Words, questions};
use crate::text::quoted;
use csv::{ByteRecord, ReaderBuilder, WriterBuilder};
use std::cell::Cell;
use std::io::{self, Read, Write};

/// The columns added to the input's own.
pub const ADDED: [&str; 7] = ["stance", "fit", "access", "value", "fee_band", "questions", "problem"];

/// The most bytes one row may have.
const MOST_ROW: usize = 1024 * 1024;

/// What became of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Rows read.
    pub rows: u64,
    /// Refused rows: their number (the header is row 1) and why, at most the first 1,000.
    pub refused: Vec<(u64, String)>,
    /// How many rows were refused.
    pub refusals: u64,
    /// Columns that are not known and were only repeated.
    pub unknown_columns: Vec<String>,
}

/// Assesses every row of `input` and writes it to `output` with the added columns. A row with a problem gets the problem
/// and no stance. `progress` is told the bytes read so far, about every thousand rows.
///
/// # Errors
/// The table cannot be read or written, or has no usable header. What was written until then stands.
pub fn assess_table(
    input: impl Read,
    output: impl Write,
    profile: &Profile,
    context: &Context,
    mut progress: impl FnMut(u64),
) -> Result<Summary, csv::Error> {
    let row = Cell::new(0);
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(Bounded { input, row: &row });
    let mut writer = WriterBuilder::new().flexible(true).from_writer(output);
    let header = reader.byte_headers()?.clone();
    let names: Vec<String> = header
        .iter()
        .map(|name| String::from_utf8_lossy(name).trim_start_matches('\u{feff}').trim().to_owned())
        .collect();
    let columns: Vec<Option<Field>> = names.iter().map(|name| Field::from_path(name)).collect();
    let mut summary = Summary {
        unknown_columns: names
            .iter()
            .zip(&columns)
            .filter(|(_, field)| field.is_none())
            .map(|(name, _)| name.clone())
            .collect(),
        ..Summary::default()
    };
    if let Some(twice) =
        names.iter().enumerate().find(|(at, name)| names.iter().take(*at).any(|earlier| earlier == *name))
    {
        return Err(io::Error::other(format!("the column {} stands twice; keep one", quoted(twice.1))).into());
    }
    if let Some(taken) = names.iter().find(|name| ADDED.contains(&name.as_str())) {
        return Err(
            io::Error::other(format!("the column {} has the name of a result; rename it", quoted(taken))).into()
        );
    }
    if !columns.contains(&Some(Field::PlanningAuthority)) {
        let path = Field::PlanningAuthority.path();
        return Err(io::Error::other(format!(
            "the header has no column “{path}”; the first row must name the columns by their dotted paths"
        ))
        .into());
    }
    writer.write_record(names.iter().map(String::as_str).chain(ADDED))?;

    let mut record = ByteRecord::new();
    while reader.read_byte_record(&mut record)? {
        row.set(0);
        summary.rows += 1;
        let added = results(&columns, &record, profile, context);
        if let Err(problem) = &added {
            summary.refusals += 1;
            if summary.refused.len() < 1_000 {
                summary.refused.push((summary.rows + 1, problem.clone()));
            }
        }
        let added = added.unwrap_or_else(|problem| [const { String::new() }; 6].into_iter().chain([problem]).collect());
        let blank: &[u8] = b"";
        let own = (0..columns.len()).map(|at| record.get(at).unwrap_or(blank));
        writer.write_record(own.chain(added.iter().map(String::as_bytes)))?;
        if summary.rows.is_multiple_of(1_000) {
            progress(reader.position().byte());
        }
    }
    writer.flush()?;
    progress(reader.position().byte());
    Ok(summary)
}

/// Stops reading where one row is longer than any row can be: a quotation mark that is never closed makes the rest of a
/// table one row.
struct Bounded<'a, R> {
    input: R,
    row: &'a Cell<usize>,
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.row.set(self.row.get().saturating_add(read));
        if self.row.get() > MOST_ROW && read > 0 {
            return Err(io::Error::other(format!(
                "one row has more than {MOST_ROW} bytes; check its quotation marks: one may not be closed"
            )));
        }
        Ok(read)
    }
}

/// The added columns of one row, or its problems.
fn results(
    columns: &[Option<Field>],
    record: &ByteRecord,
    profile: &Profile,
    context: &Context,
) -> Result<Vec<String>, String> {
    if record.len() != columns.len() {
        return Err(format!(
            "the row has {} columns and the header {}; check its commas and quotation marks",
            record.len(),
            columns.len()
        ));
    }
    let mut form = Form::default();
    for (field, cell) in columns.iter().zip(record) {
        let Some(field) = field else { continue };
        let text =
            std::str::from_utf8(cell).map_err(|_| format!("{field}: is not UTF-8 text; save the table as UTF-8"))?;
        match field.kind() {
            Kind::Lines | Kind::Needs => {
                form.set(field.clone(), text.split(';').map(str::trim).collect::<Vec<_>>().join("\n"))
            }
            _ => form.set(field.clone(), text),
        }
    }
    let Parsed { proposal, problems, .. } = parse(&form, profile);
    if !problems.is_empty() {
        return Err(problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "));
    }
    if proposal.application.authority.is_none() {
        return Err(format!("{}: is missing; give the planning authority’s area code", Field::PlanningAuthority));
    }
    let assessment = assess(&proposal, profile, context);
    let asked = questions(&Words { assessment: &assessment, profile });
    let codes = [
        assessment.stance.code(),
        assessment.fit.code(),
        assessment.access.code(),
        assessment.value.code(),
        assessment.fee_band.code(),
    ];
    let mut added: Vec<String> = codes.iter().map(|code| (*code).to_owned()).collect();
    added.push(asked.into_iter().map(|question| question.sentence.text).collect::<Vec<_>>().join("; "));
    added.push(String::new());
    Ok(added)
}
