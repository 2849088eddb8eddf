//! Files that are handed in on the page: a table or a set of proposals to be assessed at once, and planning data for the case in
//! hand. What is done with them comes as acts, as with the register; which piece of which file is wanted next is said, and what
//! was read is taken. So whoever drives it holds no file, shows how far it is, and stops by reading no more. Knows no browser and
//! no layout.

mod batch;
mod import;

pub use batch::{
    Bag, Batch, Columns, Ended, FAULTS, First, Format, MOST_LETTERS, Pass, Post, Run, SHOWN, Stage, Tally, column_id,
};
pub use import::{HEADING as IMPORT, Import, Use, use_id};

use crate::assessment::Context;
use crate::edition::{Editor, Piece, Tried};
use crate::register::{Errand, Hand};

/// The id of what was said last of a batch, and of planning data.
pub const BATCH_SAID: &str = "batch-said";
/// The same of planning data.
pub const IMPORT_SAID: &str = "import-said";
/// The id of the heading of a batch as it stands.
pub const BATCH: &str = "batch";
/// The id of the heading of what was found in planning data.
pub const FOUND: &str = "import-found";

/// A file that was chosen: nothing of it is held but this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub size: u64,
}

impl Given {
    /// Files as acts name them: each by its name and, after it, its size.
    fn all(values: &[String]) -> Vec<Given> {
        let pair = |pair: &[String]| match pair {
            [name, size] => Some(Given { name: crate::text::shown(name, 120), size: size.parse().ok()? }),
            _ => None,
        };
        values.chunks(2).filter_map(pair).collect()
    }
}

/// A piece of a file that is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The act that the files were chosen with; nothing where no file is needed to go on.
    pub of: &'static str,
    /// What is made of it: `results`, `letters`, or nothing that is kept.
    pub makes: &'static str,
    /// Which of the files.
    pub file: usize,
    /// Its first byte.
    pub from: u64,
    /// The byte after its last.
    pub to: u64,
    /// Which choice of files it belongs to.
    pub turn: u32,
}

/// What was made and is to be handed to the browser's downloads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// `results` or `letters`.
    pub makes: &'static str,
    /// The file's name.
    pub name: String,
    /// Its media type.
    pub media: &'static str,
}

/// What was handed in, and what became of it.
#[derive(Default)]
pub struct Intake {
    /// Many to be assessed.
    pub batch: Batch,
    /// Planning data for the case in hand.
    pub import: Import,
    /// The council's profile, to be changed.
    pub edition: Editor,
    turn: u32,
}

impl Intake {
    /// Does what is asked for by a word and its values. What is not understood does nothing.
    /// `cases` gives those of the register, for what another edition of the profile would change.
    pub fn act(
        &mut self,
        word: &str,
        values: &[String],
        hand: Hand<'_>,
        context: &Context,
        cases: impl FnOnce() -> Vec<Tried>,
    ) -> Vec<Errand> {
        self.turn = self.turn.wrapping_add(1);
        match word.split_once('-') {
            Some(("batch", word)) => self.batch.act(word, values, hand, context),
            Some(("import", word)) => self.import.act(word, values, hand),
            Some(("profile", word)) => self.edition.act(word, values, hand, cases),
            _ => Vec::new(),
        }
    }

    /// What is to be read next; nothing where all is done, or waits for someone.
    pub fn wants(&self) -> Option<Wanted> {
        let turn = self.turn;
        let import = self.import.wants().map(|to| Wanted { of: "import-files", makes: "", file: 0, from: 0, to, turn });
        let edition = || {
            let Piece { chosen, file, from, to } = self.edition.wants()?;
            Some(Wanted { of: chosen, makes: "", file, from, to, turn })
        };
        import.or_else(edition).or_else(|| self.batch.wants(turn))
    }

    /// Takes what was read of the piece that was wanted. Gives what is to be done in the world, and the bytes that follow for what
    /// is made of it.
    pub fn take(&mut self, bytes: &[u8], hand: Hand<'_>) -> (Vec<Errand>, Vec<u8>) {
        match self.import.wants() {
            Some(_) => (self.import.take(bytes, hand), Vec::new()),
            None if self.edition.wants().is_some() => (self.edition.took(bytes), Vec::new()),
            None => self.batch.take(bytes, hand),
        }
    }

    /// The piece that was wanted cannot be read. Gives what [`Intake::take`] gives.
    pub fn unread(&mut self) -> (Vec<Errand>, Vec<u8>) {
        match self.import.wants() {
            Some(_) => (self.import.unread(), Vec::new()),
            None if self.edition.wants().is_some() => (self.edition.unread(), Vec::new()),
            None => self.batch.unread(),
        }
    }

    /// What is to be handed over now.
    pub fn due(&mut self, hand: Hand<'_>) -> Option<Due> {
        let makes = self.batch.due()?;
        let (ending, media) = if makes == "results" { ("csv", "text/csv") } else { ("zip", "application/zip") };
        Some(Due { makes, name: format!("{makes}-{}.{ending}", hand.today.iso()), media })
    }
}
