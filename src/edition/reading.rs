//! Files that are read for the editor, piece by piece: profiles and drafts, directories of postcodes, boundaries. One is read at a time.

use super::boundaries::{self, MOST_BYTES as MOST_BOUNDARIES, Wanted as Outlined};
use super::directory::{Directory, Found};
use super::document::Step;
use super::fields::{Filled, Shape};
use super::trying::Effects;
use super::{Editor, View, saved};
use crate::json::{Fault, Json, too_large};
use crate::register::{Errand, Said};

/// So much of a directory is read at a time.
const PIECE: u64 = 1024 * 1024;

/// A file that was chosen and is being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// A profile or a draft.
    Profile(u64),
    /// Boundaries.
    Boundaries(u64),
    /// A directory of postcodes: the sizes of its files, which of them, and how far.
    Postcodes { sizes: Vec<u64>, file: usize, from: u64 },
}

/// A piece of a file that is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The act that the files were chosen with.
    pub chosen: &'static str,
    /// Which of them.
    pub file: usize,
    /// Its first byte.
    pub from: u64,
    /// The byte after its last.
    pub to: u64,
}

impl Editor {
    /// How far a directory is read: rows, and bytes of all bytes.
    pub fn progress(&self) -> Option<(u64, u64, u64)> {
        match &self.reading {
            Some(Reading::Postcodes { sizes, file, from }) => {
                let done = sizes.iter().take(*file).sum::<u64>() + from;
                Some((self.directory.as_ref().map_or(0, Directory::rows), done, sizes.iter().sum()))
            }
            _ => None,
        }
    }

    pub(super) fn chosen(&mut self, values: &[String]) -> Vec<Errand> {
        self.one_chosen(values, saved::MOST_BYTES, Reading::Profile)
    }

    /// Has one file read, unless it is too large.
    fn one_chosen(&mut self, values: &[String], most: usize, reading: fn(u64) -> Reading) -> Vec<Errand> {
        let size = values.get(1).and_then(|size| size.parse::<u64>().ok()).unwrap_or_default();
        if let Some(errands) = self.already_reading(&reading(size)) {
            return errands;
        }
        if size > u64::try_from(most).unwrap_or(u64::MAX) {
            let fault = too_large(usize::try_from(size).unwrap_or(usize::MAX), most);
            return self.say(Said::of("refused").with("reason", fault));
        }
        self.reading = Some(reading(size));
        Vec::new()
    }

    /// Says so where something else is being read: what was chosen for one would be read as the other. The same chosen again begins
    /// anew.
    fn already_reading(&mut self, new: &Reading) -> Option<Vec<Errand>> {
        let same = |old: &Reading| std::mem::discriminant(old) == std::mem::discriminant(new);
        if self.reading.as_ref().is_some_and(|old| !same(old)) {
            return Some(self.say(Said::of("reading")));
        }
        (self.reading, self.directory) = (None, None);
        None
    }

    pub(super) fn postcodes_chosen(&mut self, values: &[String]) -> Vec<Errand> {
        let sizes = values.chunks_exact(2).filter_map(|pair| pair.last()?.parse().ok()).collect();
        let reading = Reading::Postcodes { sizes, file: 0, from: 0 };
        if let Some(errands) = self.already_reading(&reading) {
            return errands;
        }
        if self.file.is_some() {
            self.found = None;
            self.reading = Some(reading);
        }
        Vec::new()
    }

    /// The piece that is to be read next; nothing of no file, where something is to be gone on with.
    pub fn wants(&self) -> Option<Piece> {
        let whole = |chosen, size: &u64| Some(Piece { chosen, file: 0, from: 0, to: *size });
        match self.reading.as_ref() {
            Some(Reading::Profile(size)) => whole("profile-files", size),
            Some(Reading::Boundaries(size)) => whole("profile-boundaries", size),
            Some(Reading::Postcodes { sizes, file, from }) => {
                let to = from.saturating_add(PIECE).min(*sizes.get(*file)?);
                Some(Piece { chosen: "profile-postcodes", file: *file, from: *from, to })
            }
            None if self.effects.as_ref().is_some_and(Effects::goes_on) => whole("", &0),
            None => None,
        }
    }

    /// Takes what was read of the piece that was wanted.
    pub fn took(&mut self, bytes: &[u8]) -> Vec<Errand> {
        match self.reading.take() {
            Some(Reading::Profile(_)) => self.started(bytes),
            Some(Reading::Boundaries(_)) => self.took_boundaries(bytes),
            Some(Reading::Postcodes { sizes, file, from }) => self.took_postcodes(bytes, sizes, file, from),
            None => {
                self.try_more();
                Vec::new()
            }
        }
    }

    /// That piece cannot be read.
    pub fn unread(&mut self) -> Vec<Errand> {
        (self.reading, self.directory) = (None, None);
        self.say(Said::of("refused").with("reason", Fault::at("", "the file cannot be read; choose it again")))
    }

    pub(super) fn took_postcodes(&mut self, bytes: &[u8], sizes: Vec<u64>, file: usize, from: u64) -> Vec<Errand> {
        match self.read_postcodes(bytes, sizes, file, from) {
            Ok(None) => Vec::new(),
            Ok(Some(found)) => {
                self.found = Some(found);
                self.said = Said::of("postcodes");
                // Whoever went on elsewhere meanwhile is not called away.
                if self.view == View::Place("postcodes".to_owned()) {
                    self.say(Said::of("postcodes"))
                } else {
                    Vec::new()
                }
            }
            Err(fault) => self.say(Said::of("refused").with("reason", fault)),
        }
    }

    pub(super) fn read_postcodes(
        &mut self,
        bytes: &[u8],
        sizes: Vec<u64>,
        file: usize,
        from: u64,
    ) -> Result<Option<Found>, Fault> {
        let mut directory = match self.directory.take() {
            None => {
                let listed = self.authorities();
                let own = listed.iter().filter(|one| one.in_area).map(|one| one.code.clone());
                Directory::new(bytes, own.collect(), listed.iter().map(|one| one.code.clone()).collect())
            }
            Some(mut directory) => {
                if from == 0 {
                    directory.next(bytes)?;
                }
                directory
            }
        };
        directory.feed(bytes)?;
        let from = from.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        let ended = bytes.is_empty() || sizes.get(file).is_none_or(|size| from >= *size);
        let (file, from) = if ended { (file + 1, 0) } else { (file, from) };
        if file >= sizes.len() {
            return directory.finish().map(Some);
        }
        self.directory = Some(directory);
        self.reading = Some(Reading::Postcodes { sizes, file, from });
        Ok(None)
    }

    /// The authorities that the file lists, whatever else is wrong with it.
    pub(super) fn authorities(&self) -> Vec<Outlined> {
        let listed = match self.value("authorities") {
            Some(Json::List(items)) => items.as_slice(),
            _ => &[],
        };
        let text = |item: &Json, key: &str| item.get(key).and_then(Json::text).unwrap_or_default().to_owned();
        let authority = |item: &Json| Outlined {
            code: text(item, "code"),
            name: text(item, "name"),
            in_area: item.get("in_area") == Some(&Json::Bool(true)),
        };
        listed.iter().map(authority).collect()
    }

    /// Puts something that was read into the profile, with its source and dates.
    pub(super) fn keep_dated(&mut self, part: &str, filled: &Filled, (key, found): (&str, Json)) -> Vec<Errand> {
        let steps = [Step::Key(part.to_owned())];
        let dated = ["source", "as_of", "review_by"].map(|key| (key.to_owned(), Json::Text(String::new())));
        let was = Json::Object(dated.into_iter().chain([(key.to_owned(), found)]).collect());
        // Filled in as everything else is: dates as people write them.
        let read = Shape::profile().within(&steps).and_then(|shape| shape.read(filled, "", Some(&was), true));
        let value = read.unwrap_or(was);
        self.change(|file| file.put(&steps, value));
        self.say_kept(part)
    }

    pub(super) fn boundaries_chosen(&mut self, values: &[String]) -> Vec<Errand> {
        if self.file.is_none() {
            return Vec::new();
        }
        self.outlines = None;
        self.one_chosen(values, MOST_BOUNDARIES, Reading::Boundaries)
    }

    pub(super) fn took_boundaries(&mut self, bytes: &[u8]) -> Vec<Errand> {
        match boundaries::read(bytes, &self.authorities()) {
            Ok(found) => {
                self.outlines = Some(found);
                self.say(Said::of("boundaries"))
            }
            Err(fault) => self.say(Said::of("refused").with("reason", fault)),
        }
    }
}
