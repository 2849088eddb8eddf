//! Cells of a table as they are written: safe in a spreadsheet, and read back as they were.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, which can fetch or send what it likes. Such
//! a cell is written with an apostrophe before it, the spreadsheets' own mark for text. So that reading can take exactly one
//! away again, a cell that begins with apostrophes and then such a mark is given one more.

/// What a spreadsheet may take for the beginning of a formula, or passes over before one.
const MARKS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

fn begins_formula(cell: &str) -> bool {
    match cell.as_bytes().first() {
        // Most cells begin with a plain letter or a figure.
        None | Some(b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9') => false,
        _ => cell.trim_start_matches('\'').starts_with(MARKS),
    }
}

/// A cell as it was meant: without the apostrophe that keeps it from being a formula.
pub fn plain(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| begins_formula(rest)).unwrap_or(cell)
}

/// Writes one row of a table.
pub fn write_row<'c>(out: &mut Vec<u8>, separator: u8, cells: impl IntoIterator<Item = &'c str>) {
    let start = out.len();
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            out.push(separator);
        }
        write_cell(out, separator, cell);
    }
    // A row of one empty cell would be read as no row.
    if out.len() == start {
        out.extend_from_slice(b"\"\"");
    }
    out.push(b'\n');
}

fn write_cell(out: &mut Vec<u8>, separator: u8, cell: &str) {
    let guarded = begins_formula(cell);
    // Whatever may part cells is quoted, as a spreadsheet may part them by another character than we do.
    let parts = |byte: u8| matches!(byte, b'"' | b'\n' | b'\r' | b',' | b';' | b'\t' | b'|') | (byte == separator);
    // Without an early end, so that many bytes are looked at at once.
    if !cell.bytes().fold(false, |found, byte| found | parts(byte)) {
        if guarded {
            out.push(b'\'');
        }
        return out.extend_from_slice(cell.as_bytes());
    }
    out.push(b'"');
    if guarded {
        out.push(b'\'');
    }
    for (at, piece) in cell.split('"').enumerate() {
        if at > 0 {
            out.extend_from_slice(b"\"\"");
        }
        out.extend_from_slice(piece.as_bytes());
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cells: &[&str]) -> String {
        let mut out = Vec::new();
        write_row(&mut out, b',', cells.iter().copied());
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_written_as_text() {
        for (cell, line) in [
            ("=1+1", "'=1+1\n"),
            ("+44", "'+44\n"),
            ("-5", "'-5\n"),
            ("@SUM(A1)", "'@SUM(A1)\n"),
            ("\t=1", "\"'\t=1\"\n"),
            ("\r=1", "\"'\r=1\"\n"),
            ("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"\n"),
            ("＝1", "'＝1\n"),
            ("'=1", "''=1\n"),
            ("''+1", "'''+1\n"),
            ("'s-Hertogenbosch", "'s-Hertogenbosch\n"),
            ("'", "'\n"),
            ("a=1", "a=1\n"),
            ("", "\"\"\n"),
            ("a;b", "\"a;b\"\n"),
        ] {
            assert_eq!(written(&[cell]), line);
        }
        assert_eq!(written(&["", "=", "a\nb"]), ",'=,\"a\nb\"\n");
    }

    #[test]
    fn one_apostrophe_is_taken_away_and_no_other() {
        for (cell, meant) in [("'=1", "=1"), ("''=1", "'=1"), ("'a", "'a"), ("=1", "=1"), ("'", "'"), ("", "")] {
            assert_eq!(plain(cell), meant);
        }
    }
}
