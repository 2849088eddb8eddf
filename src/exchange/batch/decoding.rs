//! The encodings that tables come in: UTF-8, UTF-16 as Excel's “Unicode text”, and the Windows-1252 of Excel's own CSV. By
//! hand, because a library for all of the web's encodings would weigh more than the rest of the batch.

/// How the text of a file is encoded, as far as its first bytes tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 or Windows-1252: the rows tell.
    #[default]
    Unmarked,
    /// UTF-8 with its mark.
    Marked8,
    /// UTF-16, its small end first.
    Utf16Le,
    /// UTF-16, its big end first.
    Utf16Be,
}

impl Encoding {
    /// What the first bytes of a file say.
    pub fn of(bytes: &[u8]) -> Encoding {
        match bytes {
            [0xEF, 0xBB, 0xBF, ..] => Encoding::Marked8,
            [0xFF, 0xFE, ..] => Encoding::Utf16Le,
            [0xFE, 0xFF, ..] => Encoding::Utf16Be,
            _ => Encoding::unmarked(bytes),
        }
    }

    /// A header is made of plain letters, which in UTF-16 stand beside a byte of nought.
    fn unmarked(bytes: &[u8]) -> Encoding {
        let pairs = bytes.chunks_exact(2).take(512);
        let (mut small, mut big, mut all) = (0_usize, 0_usize, 0_usize);
        for pair in pairs {
            all += 1;
            match pair {
                [0, 0] => {}
                [_, 0] => small += 1,
                [0, _] => big += 1,
                _ => {}
            }
        }
        // No text in another encoding has such a byte at all.
        let most = |count: usize| all > 0 && count.saturating_mul(4) >= all.saturating_mul(3);
        match (most(small), most(big)) {
            (true, _) => Encoding::Utf16Le,
            (_, true) => Encoding::Utf16Be,
            _ => Encoding::Unmarked,
        }
    }

    /// The bytes of its mark, which are no text.
    fn mark(self) -> &'static [u8] {
        match self {
            Encoding::Unmarked => &[],
            Encoding::Marked8 => &[0xEF, 0xBB, 0xBF],
            Encoding::Utf16Le => &[0xFF, 0xFE],
            Encoding::Utf16Be => &[0xFE, 0xFF],
        }
    }
}

/// What stands for half a letter: it is never part of UTF-8, so that its row is refused.
const BROKEN: u8 = 0xFF;

/// Turns the bytes of a file, in pieces of any size, into bytes whose plain letters are those of ASCII.
#[derive(Debug, Default)]
pub struct Transcoder {
    encoding: Encoding,
    /// How many bytes of the mark have been passed over; none once something else stood there.
    mark: Option<usize>,
    /// The first byte of a pair.
    half: Option<u8>,
    /// The first unit of a letter of two.
    high: Option<u16>,
    text: Vec<u8>,
}

impl Transcoder {
    /// For a file in this encoding.
    pub fn new(encoding: Encoding) -> Transcoder {
        Transcoder { encoding, mark: Some(0), ..Transcoder::default() }
    }

    /// The next bytes as text.
    pub fn text<'t>(&'t mut self, mut bytes: &'t [u8]) -> &'t [u8] {
        while let (Some(passed), Some((first, rest))) = (self.mark, bytes.split_first()) {
            self.mark = (self.encoding.mark().get(passed) == Some(first)).then_some(passed + 1);
            if self.mark.is_some() {
                bytes = rest;
            }
        }
        let big = match self.encoding {
            Encoding::Unmarked | Encoding::Marked8 => return bytes,
            Encoding::Utf16Le => false,
            Encoding::Utf16Be => true,
        };
        self.text.clear();
        for byte in bytes {
            let Some(first) = self.half.take() else {
                self.half = Some(*byte);
                continue;
            };
            let pair = [first, *byte];
            self.unit(if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) });
        }
        &self.text
    }

    /// What is left at the end of the file: halves of letters.
    pub fn rest(&mut self) -> &[u8] {
        self.text.clear();
        if self.half.take().is_some() | self.high.take().is_some() {
            self.text.push(BROKEN);
        }
        &self.text
    }

    /// One unit of UTF-16.
    fn unit(&mut self, unit: u16) {
        let before = self.high.take();
        if (0xD800..0xDC00).contains(&unit) {
            if before.is_some() {
                self.text.push(BROKEN);
            }
            self.high = Some(unit);
            return;
        }
        let units = before.into_iter().chain([unit]);
        for letter in char::decode_utf16(units) {
            match letter {
                Ok(letter) => self.text.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes()),
                Err(_) => self.text.push(BROKEN),
            }
        }
    }
}

/// The letters from 0x80 to 0x9F; � where Windows-1252 has none.
const UPPER: [char; 32] = [
    '€', '\u{FFFD}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{FFFD}', 'Ž', '\u{FFFD}', '\u{FFFD}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{FFFD}', 'ž', 'Ÿ',
];

/// A byte of Windows-1252 as a letter; � where it is none.
pub fn windows_1252(byte: u8) -> char {
    let upper = byte.checked_sub(0x80).and_then(|at| UPPER.get(usize::from(at)));
    upper.copied().unwrap_or(char::from(byte))
}

/// Whether every byte is a letter of Windows-1252.
pub fn in_windows_1252(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| windows_1252(*byte) != '\u{FFFD}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of a file that comes in pieces of this many bytes.
    fn read(bytes: &[u8], piece: usize) -> Vec<u8> {
        let mut transcoder = Transcoder::new(Encoding::of(bytes));
        let mut text = Vec::new();
        for piece in bytes.chunks(piece) {
            text.extend_from_slice(transcoder.text(piece));
        }
        text.extend_from_slice(transcoder.rest());
        text
    }

    #[test]
    fn utf_16_is_read_whichever_end_comes_first_and_wherever_a_piece_ends() {
        let text = "home.places,“café” 🏠\r\n2,£5\n";
        for mark in [true, false] {
            for big in [true, false] {
                let units = mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16());
                let bytes: Vec<u8> =
                    units.flat_map(|unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect();
                for piece in 1..8 {
                    assert_eq!(read(&bytes, piece), text.as_bytes(), "mark {mark}, big {big}, pieces of {piece}");
                }
            }
        }
    }

    #[test]
    fn half_a_letter_is_never_text() {
        for broken in [&b"\xFF\xFEa"[..], b"\xFF\xFE\x3D\xD8", b"\xFF\xFE\x3D\xD8a\0", b"\xFF\xFE\x20\xDEa\0"] {
            assert!(std::str::from_utf8(&read(broken, 3)).is_err(), "{broken:?}");
        }
    }

    #[test]
    fn a_mark_is_no_text_and_windows_1252_has_its_own_letters() {
        assert_eq!(read(b"\xEF\xBB\xBFa", 1), b"a");
        assert_eq!(read(b"\xEF\xBBa", 1), b"\xEF\xBBa");
        assert_eq!(windows_1252(0x92), '’');
        assert_eq!(windows_1252(0xA3), '£');
        assert_eq!((windows_1252(b'a'), windows_1252(0x9F), windows_1252(0x81)), ('a', 'Ÿ', '\u{FFFD}'));
        assert!(in_windows_1252(b"\x93A\x94") && !in_windows_1252(b"\x81"));
    }
}
