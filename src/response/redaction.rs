//! What a person should look at before a document is published: words that may tell who a child is, money, and words that
//! the council never uses. It flags and changes nothing; what the letter leaves out of itself is decided in `letter`.

mod age;
mod money;
mod scan;
mod word;

use super::document::{Document, Sentence};
use crate::assessment::Assessment;
use crate::form::{Field, Kind};
use crate::profile::Profile;
use crate::proposal::Postcode;
pub(super) use scan::Found;
use scan::{Never, Scanner};

macro_rules! marks {
    ($($(#[$about:meta])* $name:ident $code:literal,)*) => {
        /// A kind of thing to look at.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, borsh::BorshSerialize, borsh::BorshDeserialize)]
        pub enum Mark { $($(#[$about])* $name,)* }

        impl Mark {
            /// Every kind.
            pub const ALL: &'static [Mark] = &[$(Mark::$name,)*];

            /// The word used in files.
            pub fn code(self) -> &'static str {
                match self { $(Mark::$name => $code,)* }
            }
        }
    };
}

marks! {
    /// The age of one child: beside a name or initials, or of one girl or boy.
    AgeBesideName "age-beside-name",
    /// A date of birth.
    DateOfBirth "date-of-birth",
    /// Ten digits whose check digit is that of an NHS number.
    NhsNumber "nhs-number",
    /// A number by which a child's case is kept.
    CaseNumber "case-number",
    /// An e-mail address that is not in the council's own contact.
    Email "e-mail",
    /// A telephone number that is not in the council's own contact.
    Phone "phone",
    /// One to five actual children.
    SmallCount "small-count",
    /// An amount of money, in any form.
    Pounds "pounds",
    /// A house number with a postcode that is not the site's.
    HomeAddress "home-address",
    /// Words that the profile says are never used.
    Never "never",
    /// An answer that the document does not say, because of what it holds.
    LeftOut "left-out",
}

/// Something to look at, and where it is.
#[derive(Clone, Debug, PartialEq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Flag {
    /// What kind of thing it is.
    pub mark: Mark,
    /// The words found, as they stand.
    pub found: String,
    /// What is wrong with them and what to do, in the profile's words.
    pub reason: String,
    /// The block they are in, counted from one.
    pub block: usize,
    /// The heading above them; the document's title, where there is none.
    pub heading: String,
    /// The answer they came from, where the sentence has one answer in words.
    pub field: Option<Field>,
}

/// The sentences that flags use.
pub(super) fn keys() -> Vec<(String, &'static [&'static str])> {
    let key = |mark: &Mark| {
        let names: &'static [&'static str] = if matches!(mark, Mark::Never | Mark::LeftOut) { &["why"] } else { &[] };
        (format!("redaction.{}", mark.code()), names)
    };
    Mark::ALL.iter().map(key).collect()
}

/// Everything to look at in a document, in its order. Money is looked for where the document has no marking, and so may be
/// published, unless the profile publishes fees.
pub fn redaction(document: &Document, assessment: &Assessment, profile: &Profile) -> Vec<Flag> {
    let public = document.marking.is_none() && !profile.publish_fees;
    let scanner = scanner(assessment, profile, public);
    let mut heading = document.title.as_str();
    let mut flags = Vec::new();
    for (at, block) in document.blocks.iter().enumerate() {
        if let super::Block::Heading(sentence) = block {
            heading = &sentence.text;
        }
        let flag = |mark: Mark, found: &str, reason: String, sentence: &Sentence| Flag {
            mark,
            found: found.to_owned(),
            reason,
            block: at + 1,
            heading: heading.to_owned(),
            field: free_words(sentence),
        };
        for sentence in block.sentences() {
            flags.extend(scanner.scan(&sentence.text).into_iter().map(|found| {
                let words = sentence.text.get(found.place.clone()).unwrap_or_default();
                flag(found.mark, words, reason(&found, profile), sentence)
            }));
            flags.extend(sentence.trace.left_out.iter().map(|left| {
                let mut why: Vec<String> =
                    scanner.scan(&left.text).iter().map(|found| reason(found, profile)).collect();
                why.dedup();
                let reason = profile.sentence("redaction.left-out").replace("{why}", &why.join("; "));
                Flag {
                    field: free_words(left).or_else(|| left.trace.inputs.first().cloned()),
                    ..flag(Mark::LeftOut, &left.text, reason, left)
                }
            }));
        }
    }
    flags
}

/// Looks through texts about one proposal; `money` says whether it looks for money too.
pub(super) fn scanner<'a>(assessment: &'a Assessment, profile: &'a Profile, money: bool) -> Scanner<'a> {
    let (site, application) = (&assessment.proposal.site, &assessment.proposal.application);
    let mut own: Vec<Postcode> = site.address.iter().flat_map(|address| scan::postcodes(address)).collect();
    own.extend(site.postcode);
    let authorities = profile.authorities.iter().flat_map(|authority| [&authority.name, &authority.council]);
    let places = [&profile.council.place, &profile.council.name].into_iter().chain(authorities);
    Scanner {
        money,
        contact: &profile.council.contact,
        own,
        references: application.reference.iter().chain(&application.previous_reference).map(String::as_str).collect(),
        places: places.chain(&site.settlement).chain(&site.address).map(String::as_str).collect(),
        never: profile
            .wording
            .never
            .iter()
            .map(|(words, why)| Never { words: words.split(' ').collect(), why })
            .collect(),
    }
}

fn reason(found: &Found<'_>, profile: &Profile) -> String {
    let sentence = profile.sentence(&format!("redaction.{}", found.mark.code()));
    found.why.map_or_else(|| sentence.to_owned(), |why| sentence.replace("{why}", why))
}

/// The one answer in free words that a sentence uses, if it uses just one.
pub(super) fn free_words(sentence: &Sentence) -> Option<Field> {
    let free = |field: &&Field| matches!(field.kind(), Kind::Line(_) | Kind::Text(_) | Kind::Lines);
    let mut fields = sentence.trace.inputs.iter().filter(free);
    fields.next().filter(|_| fields.next().is_none()).cloned()
}
