//! The whole register as one file: each entry on a line, and a last line by which a file that broke off is noticed.

use super::{Id, Register};
use crate::digest::sha256;
use crate::exchange::lines::{END, Lines, parts};
use crate::json::Fault;

/// The most bytes a backup may have.
pub const MOST_BYTES: usize = 128 * 1024 * 1024;

/// The first line, without the version.
const NAME: &str = "home-assessment/register@";

/// The version that is written.
const VERSION: &str = "1";

/// A register read from a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Restored {
    /// What it holds.
    pub register: Register,
    /// Entries of it that were damaged and are left out, each with the reason.
    pub damaged: Vec<Fault>,
}

/// The register as the text of its file.
pub fn save(register: &Register) -> String {
    let mut lines = Lines::begin(&[NAME, VERSION].concat());
    for (id, text) in register.texts() {
        lines.put(&["entry", id.as_str(), text]);
    }
    lines.seal()
}

/// Reads a backup.
///
/// # Errors
/// It is no backup, of another version, or cut short: the reason, and what to do. Nothing of it is used then.
pub fn load(text: &str) -> Result<Restored, Fault> {
    if text.len() > MOST_BYTES {
        return Err(Fault::at("", format!("the file has {} bytes; a backup has at most {MOST_BYTES}", text.len())));
    }
    let (first, _) = text.split_once('\n').unwrap_or((text, ""));
    match first.strip_prefix(NAME) {
        Some(VERSION) => {}
        Some(_) => {
            let remedy = "the backup was written by a later version of this page; use that version to open it";
            return Err(Fault::at("", remedy));
        }
        None => return Err(Fault::at("", "the file is not a backup of a register; choose one that was saved here")),
    }
    let cut = || Fault::at("", "the backup is damaged or was cut short; use another copy of it");
    let (before, last) = text.trim_end_matches('\n').rsplit_once('\n').ok_or_else(cut)?;
    if last != [END, "\t", &sha256(before.as_bytes())].concat() {
        return Err(cut());
    }
    let mut restored = Restored { register: Register::default(), damaged: Vec::new() };
    for line in before.split('\n').skip(1) {
        let parts = parts(line);
        let taken = match parts.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["entry", id, text] => restored.register.take_text(&Id::read(id).ok_or_else(cut)?, text).map(|_| ()),
            _ => Err(Fault::at("", "the backup holds something else than entries")),
        };
        restored.damaged.extend(taken.err());
    }
    Ok(restored)
}
