//! The letters of a batch in one zip file, written as they come: the same letters give the same bytes, since no time of day is
//! kept. Only the list of names grows with the letters, as a zip file has it at its end.

use super::Row;
use crate::json::Fault;
use crate::profile::Profile;
use crate::response::{Flag, Outlook, Revision, redaction};
use crate::{Format, Kind, Wanted, write_revised};
use std::io::Write;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, ZipWriter};

/// A zip file of letters that is being written.
pub struct Letters<W: Write> {
    zip: ZipWriter<StreamWriter<W>>,
    format: Format,
    profile: Profile,
    count: u64,
}

impl<W: Write> Letters<W> {
    /// Begins a zip file of letters in this format.
    pub fn begin(out: W, format: Format, profile: Profile) -> Letters<W> {
        Letters { zip: ZipWriter::new_stream(out), format, profile, count: 0 }
    }

    /// Adds the letter of a row that was assessed; others have none. Gives what a person should look at before the letter is
    /// published.
    ///
    /// # Errors
    /// The letter cannot be made or written.
    pub fn add(&mut self, row: &Row<'_>) -> Result<Vec<Flag>, Fault> {
        let Some(Ok(assessed)) = row.result else { return Ok(Vec::new()) };
        let wanted = Wanted { document: Kind::Letter, format: self.format };
        let (outlook, revision) = (Outlook::default(), Revision::default());
        let written =
            write_revised(&assessed.assessment, &outlook, &assessed.notes, &self.profile, "", wanted, &revision);
        let letter = written.map_err(|failure| Fault::at(row.place, failure.to_string()))?;
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default())
            .unix_permissions(0o644);
        let name = name(row, &wanted.ending());
        self.zip.start_file(name, options).map_err(|error| unwritten(&error))?;
        self.zip.write_all(letter.bytes()).map_err(|error| unwritten(&error))?;
        self.count += 1;
        let drafted = Kind::Letter.draft(&assessed.assessment, &outlook, &self.profile, &revision);
        Ok(redaction(&drafted, &assessed.assessment, &self.profile))
    }

    /// How many letters there are.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Ends the file and gives back what it was written to.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn finish(self) -> Result<W, Fault> {
        self.zip.finish().map(StreamWriter::into_inner).map_err(|error| unwritten(&error))
    }
}

fn unwritten(error: &dyn std::fmt::Display) -> Fault {
    Fault::at("", format!("the letters cannot be written: {error}"))
}

/// `000002-26-0701.docx`: the row in the table of results, so that no two are the same, and the reference in letters and figures
/// that any file may have in its name.
fn name(row: &Row<'_>, ending: &str) -> String {
    let mut reference = String::new();
    for c in row.reference.chars().take(60) {
        match c {
            c if c.is_ascii_alphanumeric() => reference.push(c),
            _ if reference.is_empty() || reference.ends_with('-') => {}
            _ => reference.push('-'),
        }
    }
    let reference = reference.trim_end_matches('-');
    let parting = if reference.is_empty() { "" } else { "-" };
    format!("{:06}{parting}{reference}.{ending}", row.number)
}
