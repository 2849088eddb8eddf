//! A directory of postcodes – ONS Postcode Directory or Code-Point Open, as CSV – read in pieces and made small: of each outcode of
//! the council's area, how second halves begin in each authority. Holds eight bytes of a postcode and never the file.

use crate::exchange::batch::{Encoding, Record, Records};
use crate::json::{Fault, Json};
use crate::profile::{ALL_POSTCODES, ELSEWHERE};
use crate::vocabulary::is_area_code;
use std::collections::{BTreeMap, BTreeSet};

/// More postcodes than the country has ever had: such a file is something else.
const MOST_POSTCODES: usize = 6_000_000;

/// More rows than this that cannot be read, and it is something else.
const MOST_REFUSED: u64 = 1_000;

/// Where the columns stand that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Columns {
    postcode: usize,
    authority: usize,
    /// When a postcode ended; of those that did nothing is kept.
    ended: Option<usize>,
}

/// A directory as far as it is read.
#[derive(Debug)]
pub struct Directory {
    records: Records,
    columns: Option<Columns>,
    codes: Vec<String>,
    /// Where each code stands among them, and the last that was met.
    places: BTreeMap<String, usize>,
    last: (String, usize),
    /// Outcode, second half and authority of each postcode, packed so that they sort in that order.
    postcodes: Vec<u64>,
    rows: u64,
    refused: u64,
    own: BTreeSet<String>,
    listed: BTreeSet<String>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// As it stands in a profile, under `postcodes.outcodes`.
    pub outcodes: Json,
    /// How many postcodes were read, of all outcodes.
    pub read: usize,
    /// How many of them are in outcodes that are kept.
    pub kept: usize,
    /// How many rows could not be read.
    pub refused: u64,
    /// The authorities that postcodes of those outcodes are in and the profile does not list, by code, with how many postcodes.
    pub unlisted: BTreeMap<String, usize>,
}

impl Directory {
    /// A directory of which the first bytes are these, for a council whose area is the authorities `own`, in a profile that lists
    /// the authorities `listed`.
    pub fn new(first: &[u8], own: BTreeSet<String>, listed: BTreeSet<String>) -> Directory {
        let records = Records::new(Encoding::of(first), b',', 0);
        let (columns, codes, postcodes) = (None, Vec::new(), Vec::new());
        let (places, last) = (BTreeMap::new(), (String::new(), 0));
        Directory { records, columns, codes, places, last, postcodes, rows: 0, refused: 0, own, listed }
    }

    /// How many rows were read.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// It is no such directory.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        self.with(|records, each| records.feed(bytes, each))
    }

    fn with(
        &mut self,
        read: impl FnOnce(&mut Records, &mut dyn FnMut(Record<'_>) -> Result<(), Fault>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        // Taken apart, as what reads rows and what takes them are both its own.
        let mut records = std::mem::replace(&mut self.records, Records::new(Encoding::default(), b',', 0));
        let done = read(&mut records, &mut |row| self.take(row));
        self.records = records;
        done
    }

    /// One file of several has ended: the next may have a header of its own.
    ///
    /// # Errors
    /// As [`Directory::feed`].
    pub fn next(&mut self, first: &[u8]) -> Result<(), Fault> {
        self.with(Records::finish)?;
        self.records = Records::new(Encoding::of(first), b',', 0);
        self.columns = None;
        Ok(())
    }

    fn take(&mut self, row: Record<'_>) -> Result<(), Fault> {
        if row.is_blank() {
            return Ok(());
        }
        let columns = match self.columns {
            Some(columns) => columns,
            None => {
                let (columns, is_header) = columns(row)?;
                self.columns = Some(columns);
                if is_header {
                    return Ok(());
                }
                columns
            }
        };
        self.rows += 1;
        if columns.ended.is_some_and(|at| !row.cell(at).trim().is_empty()) {
            return Ok(());
        }
        let (postcode, code) = (packed(row.cell(columns.postcode)), row.cell(columns.authority).trim());
        let (Some(postcode), true) = (postcode, is_area_code(code)) else {
            // Islands and the like have no authority; rows that say nothing are many and in order.
            let empty = code.is_empty() && postcode.is_some();
            self.refused += u64::from(!empty);
            if self.refused > MOST_REFUSED {
                let message =
                    "has too many rows without a postcode and an area code; choose the directory’s own CSV file";
                return Err(Fault::at(format!("row {}", self.rows), message));
            }
            return Ok(());
        };
        if self.postcodes.len() >= MOST_POSTCODES {
            return Err(Fault::at(
                "",
                format!("has more than {MOST_POSTCODES} postcodes; this is no postcode directory"),
            ));
        }
        // Rows of an authority stand together.
        if self.last.0 != code {
            let new = self.places.len();
            let place = *self.places.entry(code.to_owned()).or_insert(new);
            if place == new {
                self.codes.push(code.to_owned());
            }
            self.last = (code.to_owned(), place);
        }
        let place = self.last.1;
        let Ok(place) = u16::try_from(place) else {
            return Err(Fault::at("", "has more authorities than the country; this is no postcode directory"));
        };
        self.postcodes.push(postcode << 16 | u64::from(place));
        Ok(())
    }

    /// What it comes to.
    ///
    /// # Errors
    /// It has no postcode in the council's area, or breaks off.
    pub fn finish(mut self) -> Result<Found, Fault> {
        self.with(Records::finish)?;
        self.postcodes.sort_unstable();
        self.postcodes.dedup_by_key(|postcode| *postcode >> 16);
        let own: Vec<bool> = self.codes.iter().map(|code| self.own.contains(code)).collect();
        let place = |postcode: &u64| usize::try_from(postcode & 0xFFFF).unwrap_or(usize::MAX);
        let is_own = |postcode: &u64| own.get(place(postcode)).copied().unwrap_or(false);
        let (mut outcodes, mut kept, mut unlisted) = (Vec::new(), 0, BTreeMap::new());
        for group in self.postcodes.chunk_by(|a, b| a >> 32 == b >> 32) {
            if !group.iter().any(is_own) {
                continue;
            }
            kept += group.len();
            let mut of_outcode: Vec<([u8; 3], usize)> = Vec::with_capacity(group.len());
            for postcode in group {
                let at = place(postcode);
                if let Some(code) = self.codes.get(at).filter(|code| !self.listed.contains(*code)) {
                    *unlisted.entry(code.clone()).or_insert(0) += 1;
                }
                of_outcode.push((inward(*postcode), at));
            }
            let first = group.first().copied().unwrap_or_default();
            outcodes.push((outward(first), self.beginnings(&of_outcode)));
        }
        if outcodes.is_empty() {
            let message =
                "has no postcode in the council’s area; check the authorities of the profile and which directory it is";
            return Err(Fault::at("", message));
        }
        outcodes.sort_by(|(one, _): &(String, Json), (other, _)| one.cmp(other));
        let read = self.postcodes.len();
        Ok(Found { outcodes: Json::Object(outcodes), read, kept, refused: self.refused, unlisted })
    }

    /// The fewest beginnings that tell the postcodes of an outcode apart, by authority.
    fn beginnings(&self, postcodes: &[([u8; 3], usize)]) -> Json {
        let unlisted = self.codes.len();
        let listed = |at: usize| self.codes.get(at).is_some_and(|code| self.listed.contains(code));
        // All that is elsewhere is one.
        let postcodes: Vec<([u8; 3], usize)> =
            postcodes.iter().map(|(text, at)| (*text, if listed(*at) { *at } else { unlisted })).collect();
        let mut found: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        let tree = Branch::of(&postcodes, 0);
        tree.put("", None, &mut found);
        let code = |at: usize| self.codes.get(at).map_or(ELSEWHERE, String::as_str).to_owned();
        let mut entries: Vec<(String, Json)> =
            found.into_iter().map(|(at, beginnings)| (code(at), Json::Text(beginnings.join(" ")))).collect();
        entries.sort_by(|(one, _), (other, _)| one.cmp(other));
        Json::Object(entries)
    }
}

/// Postcodes that begin alike, and the authorities any of which, said of all of them, leaves the fewest exceptions.
struct Branch {
    letter: u8,
    best: BTreeMap<usize, usize>,
    branches: Vec<Branch>,
}

impl Branch {
    fn of(postcodes: &[([u8; 3], usize)], depth: usize) -> Branch {
        let letter = depth.checked_sub(1).and_then(|at| postcodes.first()?.0.get(at).copied()).unwrap_or_default();
        let count = |best: &mut BTreeMap<usize, usize>, at: usize, more: usize| *best.entry(at).or_insert(0) += more;
        let mut best = BTreeMap::new();
        for (_, at) in postcodes {
            count(&mut best, *at, 1);
        }
        if depth == 3 || best.len() == 1 {
            return Branch { letter, best, branches: Vec::new() };
        }
        let same = |a: &([u8; 3], usize), b: &([u8; 3], usize)| a.0.get(depth) == b.0.get(depth);
        let branches: Vec<Branch> = postcodes.chunk_by(same).map(|part| Branch::of(part, depth + 1)).collect();
        // What most of the branches agree to. Of several such, what most postcodes say is taken later.
        let agreed = |at: &usize| branches.iter().filter(|branch| branch.best.contains_key(at)).count();
        let most = best.keys().map(agreed).max().unwrap_or_default();
        best.retain(|at, _| agreed(at) == most);
        Branch { letter, best, branches }
    }

    /// Writes where it parts from what is said of all that it is in.
    fn put(&self, beginning: &str, said: Option<usize>, found: &mut BTreeMap<usize, Vec<String>>) {
        let said = match said.filter(|said| self.best.contains_key(said)) {
            Some(said) => said,
            None => {
                let most = self.best.iter().max_by_key(|(at, count)| (**count, std::cmp::Reverse(**at)));
                let Some((at, _)) = most else { return };
                let text = if beginning.is_empty() { ALL_POSTCODES } else { beginning };
                found.entry(*at).or_default().push(text.to_owned());
                *at
            }
        };
        for branch in &self.branches {
            branch.put(&format!("{beginning}{}", char::from(branch.letter)), Some(said), found);
        }
    }
}

/// Where the columns stand, by the names that the directories have given them, and whether this row is their header. Code-Point Open
/// has none: its first cell is a postcode and its ninth the district.
fn columns(row: Record<'_>) -> Result<(Columns, bool), Fault> {
    if row.width() == 10 && packed(row.cell(0)).is_some() {
        return Ok((Columns { postcode: 0, authority: 8, ended: None }, false));
    }
    let names: Vec<String> = row.cells().map(|name| name.trim().to_lowercase()).collect();
    let find = |wanted: &[&str]| wanted.iter().find_map(|wanted| names.iter().position(|name| name == wanted));
    let dated = |name: &String| {
        let year = name.strip_prefix("lad").and_then(|rest| rest.strip_suffix("cd"));
        year.is_some_and(|year| year.len() == 2 && year.bytes().all(|b| b.is_ascii_digit()))
    };
    let postcode = find(&["pcds", "pcd", "pcd2", "pcd7", "pcd8", "postcode"]);
    let authority = find(&["oslaua", "laua", "ladcd", "admin_district_code", "district_code"]);
    let authority = authority.or_else(|| names.iter().position(dated));
    let ended = find(&["doterm"]);
    match (postcode, authority) {
        (Some(postcode), Some(authority)) => Ok((Columns { postcode, authority, ended }, true)),
        (None, _) => {
            Err(Fault::at("row 1", "names no column of postcodes (pcds or pcd); choose the directory’s own CSV file"))
        }
        (_, None) => Err(Fault::at(
            "row 1",
            "names no column of local authorities (oslaua, laua or such as lad25cd); choose the directory’s own CSV file",
        )),
    }
}

/// A postcode as a number that sorts by outcode and then by second half: four letters of the first, three of the second, in base 37.
fn packed(text: &str) -> Option<u64> {
    let mut letters = [0_u8; 7];
    let mut length = 0;
    for byte in text.bytes().filter(|byte| *byte != b' ') {
        *letters.get_mut(length)? = byte.to_ascii_uppercase();
        length += 1;
    }
    let letters = letters.get(..length)?;
    let (outward, inward) = letters.split_at_checked(length.checked_sub(3)?)?;
    let [digit, first, second] = inward else { return None };
    let fits = (2..=4).contains(&outward.len())
        && outward.first()?.is_ascii_uppercase()
        && outward.iter().all(u8::is_ascii_alphanumeric)
        && digit.is_ascii_digit()
        && first.is_ascii_uppercase()
        && second.is_ascii_uppercase();
    if !fits {
        return None;
    }
    let padded = outward.iter().copied().chain(std::iter::repeat(0)).take(4);
    let outward = padded.fold(0_u64, |number, letter| number << 8 | u64::from(letter));
    // The second half in sixteen bits: nothing of it goes with the outcode.
    let inward = u64::from(digit - b'0') * 676 + u64::from(first - b'A') * 26 + u64::from(second - b'A');
    Some(outward << 16 | inward)
}

/// The outcode of a packed postcode with its authority.
fn outward(packed: u64) -> String {
    let letters = packed.to_be_bytes();
    letters.iter().take(4).filter(|letter| **letter != 0).map(|letter| char::from(*letter)).collect()
}

/// The second half of the same.
fn inward(packed: u64) -> [u8; 3] {
    let number = packed >> 16 & 0xFFFF;
    let small = |number: u64| u8::try_from(number).unwrap_or_default();
    [b'0' + small(number / 676), b'A' + small(number / 26 % 26), b'A' + small(number % 26)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::{AsOf, Date};
    use crate::profile::{Lookup, Postcodes};

    fn set(codes: &[&str]) -> BTreeSet<String> {
        codes.iter().map(|code| (*code).to_owned()).collect()
    }

    fn read(text: &str) -> Result<Found, Fault> {
        let mut directory = Directory::new(text.as_bytes(), set(&["E07000001"]), set(&["E07000001", "E07000002"]));
        for piece in text.as_bytes().chunks(7) {
            directory.feed(piece)?;
        }
        directory.finish()
    }

    fn lookup(found: &Found) -> Lookup {
        let as_of = AsOf::parse("2026-08").unwrap();
        let review_by = Date::from_iso("2027-08-31").unwrap();
        let outcodes = serde_json::from_value(serde_json::to_value(&found.outcodes).unwrap()).unwrap();
        Lookup::new(&Postcodes { source: "x".into(), as_of, review_by, outcodes })
    }

    #[test]
    fn a_directory_is_made_small_and_every_postcode_is_found_again() {
        let rows = [
            ("ZZ1 1AA", "E07000001"),
            ("ZZ1 1AB", "E07000001"),
            ("ZZ1 1BA", "E07000002"),
            ("ZZ1 2AA", "E07000002"),
            ("ZZ1 2AB", "E07000001"),
            ("ZZ1 3AA", "E09999999"),
            ("ZZ2 1AA", "E07000002"),
            ("ZZ3 1AA", "E07000001"),
        ];
        let body: String = rows.map(|(postcode, code)| format!("{postcode},,{code}\n")).concat();
        let found = read(&format!("pcds,doterm,lad25cd\n{body}ZZ1 4AA,202001,E07000002\n")).unwrap();
        let lookup = lookup(&found);
        for (postcode, code) in rows {
            let (outcode, incode) = postcode.split_once(' ').unwrap();
            let expected = match code {
                _ if outcode == "ZZ2" => None,
                "E09999999" => Some(ELSEWHERE),
                code => Some(code),
            };
            assert_eq!(lookup.find(outcode, incode), expected, "{postcode}");
        }
        let kept = serde_json::to_string(&found.outcodes).unwrap();
        assert_eq!(
            kept, r#"{"ZZ1":{"E07000001":"*","E07000002":"1B 2AA","elsewhere":"3"},"ZZ3":{"E07000001":"*"}}"#,
            "the fewest beginnings"
        );
        assert_eq!(lookup.find("ZZ1", "4AA"), lookup.find("ZZ1", "9ZZ"), "what ended is not kept");
        assert_eq!((found.read, found.kept, found.refused), (8, 7, 0));
        assert_eq!(found.unlisted.into_iter().collect::<Vec<_>>(), [("E09999999".to_owned(), 1)]);
    }

    #[test]
    fn a_postcode_is_the_same_after_packing_and_sorts_as_it_reads() {
        let mut last = 0;
        for text in ["B1 1AA", "BB1 0AA", "BB1 0AZ", "BB1 0ZA", "BB1 1AA", "BB1 9ZZ", "BB10 0AA", "EC1A 9YZ", "W1A 5BC"]
        {
            let number = packed(text).unwrap();
            assert!(number > last, "{text}");
            last = number;
            let again = number << 16 | 0xFFFF;
            let inward = inward(again).map(char::from).iter().collect::<String>();
            assert_eq!(format!("{} {inward}", outward(again)), text);
        }
        assert_eq!(packed("ec1a9yz"), packed("EC1A 9YZ"));
        for text in [
            "",
            "1AA",
            "Z 1AA",
            "1Z1 1AA",
            "Z-1 1AA",
            "ZZ1 AAA",
            "ZZ1 11A",
            "ZZ1 1A1",
            "ZZ11A 1AA",
            "ZZ1 1ÄA",
            "ZZ1 1A",
        ] {
            assert_eq!(packed(text), None, "{text}");
        }
    }

    #[test]
    fn rows_that_say_nothing_are_counted_and_a_postcode_is_taken_once() {
        let start = "pcds,laua\nZZ1 1AA,E07000001\nZZ1 1AA,E07000001\n\nZZ1 1AB,\n";
        let found = read(&format!("{start}{}", "?,!\n".repeat(1_000))).unwrap();
        assert_eq!((found.read, found.kept, found.refused), (1, 1, 1_000));
        assert_eq!(read(&format!("{start}?,\n,E07000001\nZZ1 1AC,none\n")).unwrap().refused, 3);
        let mut directory = Directory::new(b"pcds", set(&["E07000001"]), set(&["E07000001"]));
        directory.feed(start.as_bytes()).unwrap();
        assert_eq!(directory.rows(), 3);
        // A second file, with columns of its own.
        directory.next(b"lad25cd").unwrap();
        directory.feed(b"lad25cd,postcode\nE07000001,ZZ9 9ZZ\n").unwrap();
        let found = directory.finish().unwrap();
        assert_eq!((found.read, found.kept, found.unlisted.len()), (2, 2, 0));
    }

    #[test]
    fn both_published_layouts_are_read() {
        let open =
            "\"ZZ1 1AA\",10,352000,428000,\"E92000001\",\"E19000001\",\"E18000002\",\"\",\"E07000001\",\"E05000001\"\n";
        assert_eq!(read(open).unwrap().kept, 1);
        assert_eq!(read("pcd,oslaua\nZZ1 1AA,E07000001").unwrap().kept, 1);
        assert_eq!(read("\u{FEFF}PCD7,LAUA\r\nZZ11AA,E07000001\r\n").unwrap().kept, 1);
    }

    #[test]
    fn what_is_no_directory_is_refused_in_words() {
        let fault = |text: &str| read(text).unwrap_err().to_string();
        assert!(fault("name,place\na,b\n").contains("no column of postcodes"));
        for name in ["place", "lad5cd", "lad2025cd", "ladxxcd", "lad25nm", "25cd"] {
            let said = fault(&format!("pcds,{name}\nZZ1 1AA,E07000001\n"));
            assert!(said.contains("no column of local authorities"), "{name}: {said}");
        }
        assert!(fault("a,b,c,d,e,f,g,h,i,j\n").contains("no column of postcodes"));
        assert!(fault("ZZ1 1AA,E07000001\n").contains("no column of postcodes"));
        assert!(fault("pcds,laua\nZZ1 1AA,E07000002\n").contains("no postcode in the council’s area"));
        let rubbish = format!("pcds,laua\n{}", "?,!\n".repeat(1_001));
        assert!(fault(&rubbish).contains("too many rows"));
        assert!(read("").is_err());
    }
}
