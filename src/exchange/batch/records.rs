//! A table's bytes, in pieces of any size, as rows of text: how they are encoded and where each row ends. Holds one row at a
//! time and never the file.

use super::decoding::{Encoding, Transcoder, in_windows_1252};
use crate::json::Fault;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// The most bytes one row may have, and the most of a file that is looked at for its header.
pub const MOST_ROW: usize = 1024 * 1024;

/// The most columns a table may have.
pub const MOST_COLUMNS: usize = 1_000;

/// The characters that may part columns, the likelier first.
pub const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// One row as it was read.
#[derive(Clone, Copy, Debug)]
pub struct Record<'r> {
    text: &'r str,
    ends: &'r [usize],
    /// Its text is not that of the rows before it: what could not be read stands as �.
    pub damaged: Option<&'static str>,
}

impl<'r> Record<'r> {
    /// How many cells it has.
    pub fn width(&self) -> usize {
        self.ends.len()
    }

    /// A cell; empty where there is none.
    pub fn cell(&self, at: usize) -> &'r str {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(at).and_then(|end| self.text.get(start..*end)).unwrap_or_default()
    }

    /// Every cell.
    pub fn cells(self) -> impl Iterator<Item = &'r str> {
        (0..self.width()).map(move |at| self.cell(at))
    }

    /// Whether nothing stands in it.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// How a table without a byte order mark turned out to be written; all of it is in one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Letters {
    /// No letter so far that tells.
    Plain,
    Utf8,
    Windows1252,
}

/// Splits a table into rows as its bytes come.
#[derive(Debug)]
pub struct Records {
    transcoder: Transcoder,
    /// Bytes of the file that stand before its first row, still to be passed over.
    before: usize,
    reader: Reader,
    letters: Letters,
    /// The row that is being read: its cells one after the other, and where each ends.
    bytes: Vec<u8>,
    written: usize,
    ends: Vec<usize>,
    ended: usize,
    decoded: String,
    decoded_ends: Vec<usize>,
    /// How many rows have been given.
    given: u64,
}

/// A row is longer than any row can be.
fn too_long(row: u64) -> Fault {
    let message = format!("has more than {MOST_ROW} bytes; check its quotation marks: one may not be closed");
    Fault::at(format!("row {row}"), message)
}

impl Records {
    /// Reads a table that is written so, from its first byte; `before` bytes of text stand before its header.
    pub fn new(encoding: Encoding, separator: u8, before: usize) -> Records {
        Records {
            transcoder: Transcoder::new(encoding),
            before,
            reader: ReaderBuilder::new().delimiter(separator).build(),
            letters: if encoding == Encoding::Unmarked { Letters::Plain } else { Letters::Utf8 },
            bytes: vec![0; 4_096],
            written: 0,
            ends: vec![0; 64],
            ended: 0,
            decoded: String::new(),
            decoded_ends: Vec::new(),
            given: 0,
        }
    }

    /// Takes the next bytes of the file and gives each row that ends in them.
    ///
    /// # Errors
    /// A row is too long, or what is done with a row fails.
    pub fn feed(&mut self, bytes: &[u8], each: &mut dyn FnMut(Record<'_>) -> Result<(), Fault>) -> Result<(), Fault> {
        let mut transcoder = std::mem::take(&mut self.transcoder);
        let done = self.split(transcoder.text(bytes), each);
        self.transcoder = transcoder;
        done
    }

    /// Gives the last row, which may end without a line break.
    ///
    /// # Errors
    /// As [`Records::feed`].
    pub fn finish(&mut self, each: &mut dyn FnMut(Record<'_>) -> Result<(), Fault>) -> Result<(), Fault> {
        let mut transcoder = std::mem::take(&mut self.transcoder);
        self.split(transcoder.rest(), each)?;
        // No input means its end here.
        let mut none: &[u8] = &[];
        while self.step(&mut none, each)? {}
        Ok(())
    }

    fn split(&mut self, text: &[u8], each: &mut dyn FnMut(Record<'_>) -> Result<(), Fault>) -> Result<(), Fault> {
        let passed = self.before.min(text.len());
        self.before -= passed;
        let mut text = text.get(passed..).unwrap_or_default();
        while !text.is_empty() {
            self.step(&mut text, each)?;
        }
        Ok(())
    }

    /// Reads on to the end of a row or of the text; whether there is more.
    fn step(&mut self, text: &mut &[u8], each: &mut dyn FnMut(Record<'_>) -> Result<(), Fault>) -> Result<bool, Fault> {
        let room = self.bytes.get_mut(self.written..).unwrap_or_default();
        let ends = self.ends.get_mut(self.ended..).unwrap_or_default();
        let (result, read, written, ended) = self.reader.read_record(text, room, ends);
        *text = text.get(read..).unwrap_or_default();
        self.written += written;
        self.ended += ended;
        if self.written.saturating_add(self.ended) > MOST_ROW {
            return Err(too_long(self.given.saturating_add(1)));
        }
        match result {
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::OutputFull => self.bytes.resize(self.bytes.len().saturating_mul(2), 0),
            ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len().saturating_mul(2), 0),
            ReadRecordResult::Record => {
                self.given = self.given.saturating_add(1);
                let (written, ended) = (std::mem::take(&mut self.written), std::mem::take(&mut self.ended));
                self.give(written, ended, each)?;
            }
            ReadRecordResult::End => return Ok(false),
        }
        Ok(true)
    }

    /// Gives the row that has been read, as text.
    fn give(
        &mut self,
        written: usize,
        ended: usize,
        each: &mut dyn FnMut(Record<'_>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let (bytes, ends) = (self.bytes.get(..written).unwrap_or_default(), self.ends.get(..ended).unwrap_or_default());
        // A cell that ends inside a letter is no text, though the whole row may be.
        let whole = |text: &str| ends.iter().all(|end| text.is_char_boundary(*end));
        let text = std::str::from_utf8(bytes).ok().filter(|text| whole(text));
        let plain = bytes.is_ascii();
        match (text, self.letters) {
            (Some(text), Letters::Plain | Letters::Utf8) => {
                if !plain {
                    self.letters = Letters::Utf8;
                }
                return each(Record { text, ends, damaged: None });
            }
            (Some(text), Letters::Windows1252) if plain => return each(Record { text, ends, damaged: None }),
            _ => {}
        }
        let damaged = match (text, self.letters) {
            (_, Letters::Utf8) => Some("is not UTF-8 text; save the table as UTF-8"),
            (Some(_), _) => Some("is UTF-8 text among rows in Windows-1252; save the whole table as UTF-8"),
            (None, _) if in_windows_1252(bytes) => {
                self.letters = Letters::Windows1252;
                None
            }
            (None, _) => Some("is not text; save the table as UTF-8"),
        };
        self.decoded.clear();
        self.decoded_ends.clear();
        let mut start = 0;
        for end in ends {
            let cell = bytes.get(start..*end).unwrap_or_default();
            match self.letters {
                Letters::Utf8 => self.decoded.push_str(&String::from_utf8_lossy(cell)),
                _ => self.decoded.extend(cell.iter().map(|byte| super::decoding::windows_1252(*byte))),
            }
            self.decoded_ends.push(self.decoded.len());
            start = *end;
        }
        each(Record { text: &self.decoded, ends: &self.decoded_ends, damaged })
    }

    /// Whether some row was read as Windows-1252.
    pub fn is_windows_1252(&self) -> bool {
        self.letters == Letters::Windows1252
    }
}

/// What the beginning of a table shows: how it is written, its header and its first rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// How its text is encoded.
    pub encoding: Encoding,
    /// What parts its columns.
    pub separator: u8,
    /// Its headers, without outer space.
    pub header: Vec<String>,
    /// Its first rows, as text.
    pub samples: Vec<Vec<String>>,
    /// Bytes of text before the header: a line in which Excel names the separator.
    before: usize,
    /// Whether a spreadsheet has to be told that the result is in UTF-8.
    pub(super) marked: bool,
}

/// How many rows are shown to whoever says what the columns mean.
const SAMPLES: usize = 5;

impl Opening {
    /// Looks at the first [`MOST_ROW`] bytes of a file, or at all of a shorter one. `likely` says how likely a header is
    /// one of a table of proposals, for choosing among separators.
    ///
    /// # Errors
    /// The file is no table.
    pub fn of(bytes: &[u8], likely: impl Fn(&str) -> bool) -> Result<Opening, Fault> {
        if let Some(kind) = other_kind(bytes) {
            return Err(Fault::at("", kind));
        }
        let encoding = Encoding::of(bytes);
        let mut transcoder = Transcoder::new(encoding);
        let text = transcoder.text(bytes);
        let whole = bytes.len() < MOST_ROW;
        // What breaks off is no other encoding.
        let other = std::str::from_utf8(text).is_err_and(|error| error.error_len().is_some());
        let marked = encoding != Encoding::Unmarked || other;
        let (named, before) = named_separator(text);
        let rest = text.get(before..).unwrap_or_default();
        let mut best: Option<(usize, usize, Opening)> = None;
        for separator in SEPARATORS.into_iter().filter(|one| named.is_none_or(|named| named == *one)) {
            let Some((header, samples)) = first_rows(rest, separator, whole)? else { continue };
            let known = header.iter().filter(|name| likely(name)).count();
            let columns = header.len();
            if best.as_ref().is_none_or(|(most, widest, _)| (known, columns) > (*most, *widest)) {
                best = Some((known, columns, Opening { encoding, separator, header, samples, before, marked }));
            }
        }
        let (_, columns, opening) = best.ok_or_else(|| Fault::at("", "the table is empty; it needs a header"))?;
        if columns > MOST_COLUMNS {
            let message = format!("the header has {columns} columns; the most is {MOST_COLUMNS}, so take some out");
            return Err(Fault::at("row 1", message));
        }
        Ok(opening)
    }

    /// Whether its first rows are in Windows-1252, which nothing in a file says for certain.
    pub fn is_windows_1252(&self) -> bool {
        self.encoding == Encoding::Unmarked && self.marked
    }

    /// Reads the table from its first byte.
    pub fn records(&self) -> Records {
        Records::new(self.encoding, self.separator, self.before)
    }
}

/// The header and the first rows.
type FirstRows = (Vec<String>, Vec<Vec<String>>);

fn first_rows(text: &[u8], separator: u8, whole: bool) -> Result<Option<FirstRows>, Fault> {
    let mut records = Records::new(Encoding::Unmarked, separator, 0);
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut each = |record: Record<'_>| {
        rows.push(record.cells().map(|cell| crate::exchange::cells::plain(cell).trim().to_owned()).collect());
        // Enough has been seen: what follows is read later.
        if rows.len() > SAMPLES { Err(too_long(1)) } else { Ok(()) }
    };
    let read = records.feed(text, &mut each).and_then(|()| if whole { records.finish(&mut each) } else { Ok(()) });
    if rows.is_empty() {
        read?;
        return if whole { Ok(None) } else { Err(too_long(1)) };
    }
    let mut rows = rows.into_iter();
    Ok(rows.next().map(|header| (header, rows.take(SAMPLES).collect())))
}

/// The separator that a line for Excel names (`sep=;`), and the bytes of that line.
fn named_separator(text: &[u8]) -> (Option<u8>, usize) {
    let line = text.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
    let bare = line.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\"")).unwrap_or(line);
    let lower = bare.to_ascii_lowercase();
    match lower.strip_prefix(b"sep=") {
        Some([separator]) if SEPARATORS.contains(separator) => (Some(*separator), line.len()),
        _ => (None, 0),
    }
}

/// What a file is that is no table, and what to do.
fn other_kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 4] = [
        (b"PK\x03\x04", "is a workbook or another packed file, not a table; in Excel, save it as “CSV UTF-8”"),
        (b"\xD0\xCF\x11\xE0", "is an old Excel workbook, not a table; in Excel, save it as “CSV UTF-8”"),
        (b"%PDF", "is a PDF, not a table; get the list as a table"),
        (b"\x1F\x8B", "is a packed file, not a table; unpack it first"),
    ];
    let known = KINDS.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(_, said)| *said);
    known.or_else(|| {
        let binary = Encoding::of(bytes) == Encoding::Unmarked && bytes.iter().take(4_096).any(|byte| *byte == 0);
        binary.then_some("is not a table of text; save it as “CSV UTF-8”")
    })
}
