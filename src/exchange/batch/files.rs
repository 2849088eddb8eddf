//! A set of files in place of a table: proposal files, planning data, lists of either, and zip files of them. A file that is
//! refused does not stop the others.

use super::{Answers, Desk, Each, Summary, understood};
use crate::assessment::Context;
use crate::exchange::import::{self, items};
use crate::exchange::meanings::Meanings;
use crate::exchange::proposal;
use crate::form::{Field, Form};
use crate::json::{Fault, Json, check_version};
use crate::profile::Profile;

/// The most bytes that one file may have, and one file in a zip file once unpacked.
pub const MOST_BYTES: usize = import::MOST_BYTES;

/// The most files that are taken at once, and that a zip file may hold.
pub const MOST_FILES: usize = 10_000;

/// The most bytes that a zip file may have.
pub const MOST_PACKED: usize = 64 * 1024 * 1024;

/// The most bytes that all files of a zip file may have once unpacked.
#[cfg(feature = "documents")]
const MOST_UNPACKED: usize = 256 * 1024 * 1024;

/// What is repeated of each proposal beside the results.
const REPEATED: [Field; 4] = [Field::Reference, Field::PlanningAuthority, Field::Address, Field::Places];

/// A set of files being assessed. To cancel, add no more.
pub struct Files {
    desk: Desk,
    meanings: Meanings,
    everywhere: Vec<(Field, String)>,
}

impl Files {
    /// Begins a set of files; `everywhere` are answers for every proposal that has none of its own.
    pub fn begin(profile: Profile, context: Context, everywhere: Vec<(Field, String)>) -> Files {
        let meanings = Meanings::of(&profile);
        let mut desk = Desk::new(profile, context, b',');
        let paths: Vec<String> = REPEATED.iter().map(Field::path).collect();
        desk.header(std::iter::once("file").chain(paths.iter().map(String::as_str)));
        Files { desk, meanings, everywhere }
    }

    /// Assesses every proposal of a file; `name` is how messages name it.
    ///
    /// # Errors
    /// `each` fails: the batch is over, and what was written stands.
    pub fn add(&mut self, name: &str, bytes: &[u8], each: Each<'_>) -> Result<(), Fault> {
        if bytes.starts_with(b"PK\x03\x04") {
            return self.packed(name, bytes, each);
        }
        self.proposals(name, bytes, each)
    }

    /// Says that a file cannot be read.
    ///
    /// # Errors
    /// As [`Files::add`].
    pub fn refuse(&mut self, name: &str, why: &str, each: Each<'_>) -> Result<(), Fault> {
        let own = [name, "", "", "", ""];
        self.desk.conclude(name, own.into_iter(), Err(why.to_owned()), each)
    }

    /// The table of results since the last time.
    pub fn take_written(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.desk.written)
    }

    /// What became of the files so far.
    pub fn summary(&self) -> &Summary {
        &self.desk.summary
    }

    fn proposals(&mut self, name: &str, bytes: &[u8], each: Each<'_>) -> Result<(), Fault> {
        let begins = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start().first();
        if begins.is_some_and(|byte| !matches!(byte, b'{' | b'[')) {
            return self.refuse(name, "is no proposal file and no planning data; a table is read by itself", each);
        }
        let json = match Json::read(bytes, MOST_BYTES) {
            Ok(json) => json,
            Err(fault) => return self.refuse(name, &fault.to_string(), each),
        };
        let items = match items(&json) {
            Ok(items) => items,
            Err(fault) => return self.refuse(name, &fault.to_string(), each),
        };
        for (place, item) in items {
            let place = format!("{name}{}{place}", if place.is_empty() || place.starts_with('[') { "" } else { ": " });
            let read = self.one(item);
            let form = read.as_ref().map(|answers| answers.form.clone()).unwrap_or_default();
            let own = std::iter::once(place.as_str()).chain(REPEATED.iter().map(|field| form.text(field)));
            self.desk.conclude(&place, own, read, each)?;
        }
        Ok(())
    }

    /// The answers of one proposal, or why it is refused.
    fn one(&self, json: &Json) -> Result<Answers, String> {
        let profile = &self.desk.profile;
        let in_one = |faults: &[Fault]| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
        if import::source(json).is_some() {
            let imported = import::read_one(json, "", profile, &self.meanings).map_err(|fault| fault.to_string())?;
            let mut answers = understood(self.completed(imported.form(false)), profile)?;
            let name = imported.source.name();
            answers.remarks = vec![format!("its answers come from {name}; nobody has confirmed them yet")];
            answers.remarks.extend(imported.remarks.iter().map(ToString::to_string));
            return Ok(answers);
        }
        if !matches!(json, Json::Object(_)) {
            return Err(format!("is {} but must be an object", json.kind()));
        }
        check_version(json, "home-assessment/proposal", false).map_err(|fault| fault.to_string())?;
        let (form, unknown) = proposal::form(json).map_err(|faults| in_one(&faults))?;
        let mut answers = understood(self.completed(form), profile)?;
        answers.remarks = unknown.iter().map(|key| format!("{key}: is not a known key and was not used")).collect();
        Ok(answers)
    }

    /// A form with the answers that hold everywhere.
    fn completed(&self, mut form: Form) -> Form {
        for (field, answer) in &self.everywhere {
            if form.text(field).is_empty() && form.doubt(field).is_none() {
                super::set(&mut form, field, answer);
            }
        }
        form
    }

    #[cfg(not(feature = "documents"))]
    fn packed(&mut self, name: &str, _: &[u8], each: Each<'_>) -> Result<(), Fault> {
        self.refuse(name, "is a packed file; unpack it first", each)
    }

    /// Assesses the files of a zip file. What it says of its sizes is not believed: unpacking stops at the limits.
    #[cfg(feature = "documents")]
    fn packed(&mut self, name: &str, bytes: &[u8], each: Each<'_>) -> Result<(), Fault> {
        use std::io::{Cursor, Read};
        let mut archive = match zip::ZipArchive::new(Cursor::new(bytes)) {
            Ok(archive) => archive,
            Err(error) => return self.refuse(name, &format!("is no sound zip file: {error}"), each),
        };
        if archive.len() > MOST_FILES {
            let why = format!("holds {} files; the most is {MOST_FILES}, so split it", archive.len());
            return self.refuse(name, &why, each);
        }
        if archive.index_for_name("[Content_Types].xml").is_some() {
            return self.refuse(name, "is a workbook or another document; save it as “CSV UTF-8”", each);
        }
        let mut left = MOST_UNPACKED;
        for at in 0..archive.len() {
            let mut entry = match archive.by_index(at) {
                Ok(entry) => entry,
                Err(error) => {
                    self.refuse(&format!("{name}: file {}", at + 1), &format!("cannot be unpacked: {error}"), each)?;
                    continue;
                }
            };
            let inside = format!("{name}: {}", crate::text::shown(entry.name(), 200));
            if entry.is_dir() || inside.contains("__MACOSX/") {
                continue;
            }
            let most = MOST_BYTES.min(left);
            let mut unpacked = Vec::new();
            let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
            let read = entry.by_ref().take(limit).read_to_end(&mut unpacked);
            drop(entry);
            match read {
                Err(error) => self.refuse(&inside, &format!("cannot be unpacked: {error}"), each)?,
                Ok(size) if size > most && most < MOST_BYTES => {
                    let why = format!("the files of {name} have more than {MOST_UNPACKED} bytes; split it");
                    return self.refuse(&inside, &why, each);
                }
                Ok(size) if size > most => {
                    left = left.saturating_sub(size);
                    self.refuse(&inside, &crate::json::too_large(size, most).to_string(), each)?;
                }
                Ok(size) => {
                    left = left.saturating_sub(size);
                    if unpacked.starts_with(b"PK\x03\x04") {
                        self.refuse(&inside, "is a packed file in a packed file; unpack it first", each)?;
                    } else {
                        self.proposals(&inside, &unpacked, each)?;
                    }
                }
            }
        }
        Ok(())
    }
}
