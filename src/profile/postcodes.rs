//! Which planning authority a postcode is in, kept small: of each outcode only where its second halves part ways, by how they
//! begin. What begins alike is alike; the longest beginning that is written counts.

use super::Postcodes;
use std::collections::BTreeMap;

/// Stands for every second half of an outcode.
pub const ALL: &str = "*";

/// Stands for authorities that the profile does not list.
pub const ELSEWHERE: &str = "elsewhere";

/// The same, quick to look up: of each outcode the beginnings in order, each with its authority's place among the codes.
#[derive(Debug, Default)]
pub struct Lookup {
    codes: Vec<String>,
    outcodes: BTreeMap<String, Vec<(Box<str>, usize)>>,
}

impl Lookup {
    /// From what a profile has.
    pub fn new(postcodes: &Postcodes) -> Lookup {
        let mut lookup = Lookup::default();
        for (outcode, authorities) in &postcodes.outcodes {
            let mut beginnings: Vec<(Box<str>, usize)> = Vec::new();
            for (code, text) in authorities {
                let place = lookup.codes.iter().position(|known| known == code).unwrap_or_else(|| {
                    lookup.codes.push(code.clone());
                    lookup.codes.len() - 1
                });
                beginnings.extend(text.split(' ').map(|part| (if part == ALL { "" } else { part }.into(), place)));
            }
            beginnings.sort();
            lookup.outcodes.insert(outcode.clone(), beginnings);
        }
        lookup
    }

    /// The authority of a postcode by its two halves; nothing where its outcode is not there. [`ELSEWHERE`] for one that the profile
    /// does not list.
    pub fn find(&self, outcode: &str, incode: &str) -> Option<&str> {
        let beginnings = self.outcodes.get(outcode)?;
        let of = |length: usize| {
            let beginning = incode.get(..length)?;
            let at = beginnings.binary_search_by(|(known, _)| (**known).cmp(beginning)).ok()?;
            self.codes.get(beginnings.get(at)?.1)
        };
        (0..=incode.len()).rev().find_map(of).map(String::as_str)
    }
}
