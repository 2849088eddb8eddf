//! The letter as a file: which kinds there are, where the making of one stands, and what it is called.

use crate::date::Date;
use crate::response::Kind;
use std::rc::Rc;

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// A Word document.
    Word,
    /// A PDF.
    Pdf,
    /// Plain text.
    Text,
    /// The whole assessment with what was made of its letter, to be verified later. It is the same for every document.
    Record,
    /// The letter for planning systems.
    PlanningData,
    /// The answers alone, for someone else to open.
    Proposal,
    /// Every figure with its source, as a table.
    Figures,
}

/// What is in a file or a link that was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contents {
    /// A whole case.
    Record,
    /// Answers alone.
    Proposal,
}

impl Paper {
    /// Those that a document can be had as, in the order of the page.
    pub const OF_DOCUMENTS: [Paper; 3] = [Paper::Word, Paper::Pdf, Paper::Text];
    /// Those that there is one of for a case.
    pub const OF_CASES: [Paper; 2] = [Paper::Record, Paper::PlanningData];

    /// The word of its format on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Paper::Word => "docx",
            Paper::Pdf => "pdf",
            Paper::Text => "text",
            Paper::Record => "record",
            Paper::PlanningData => "planning-data",
            Paper::Proposal => "proposal",
            Paper::Figures => "figures",
        }
    }

    /// The ending of its files.
    fn ending(self) -> &'static str {
        match self {
            Paper::Word => "docx",
            Paper::Pdf => "pdf",
            Paper::Text => "txt",
            Paper::Record => "record.json",
            Paper::PlanningData => "planning-data.json",
            Paper::Proposal => "json",
            Paper::Figures => "csv",
        }
    }

    /// What a browser calls such a file.
    pub fn media_type(self) -> &'static str {
        match self {
            Paper::Word => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Paper::Pdf => "application/pdf",
            Paper::Text => "text/plain;charset=utf-8",
            Paper::Record | Paper::PlanningData | Paper::Proposal => "application/json",
            Paper::Figures => "text/csv;charset=utf-8",
        }
    }
}

/// Where the making of a file stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Making {
    /// Nobody asked.
    No,
    /// It is being made.
    Running(Paper),
    /// It was given up before it was made.
    Cancelled,
    /// The letter changed before it was made, so it would not be the one on screen.
    Overtaken,
    /// It was handed to the browser under this name.
    Done(Rc<str>),
    /// It could not be made.
    Failed(Obstacle),
}

/// Where the opening of a record stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// Nobody asked, or it is open.
    No,
    /// It is there and would take the place of what is on screen: that is asked first.
    Asked(Rc<str>),
    /// It is being read and made again.
    Running,
    /// It could not be opened.
    Failed(Obstacle),
}

/// Why a file could not be made or opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// What makes files could not be fetched or started.
    Absent,
    /// The browser did not take it.
    Lost,
    /// The browser could not read it, or it is far too large to be what it should be.
    Unreadable,
    /// It ran and gave this reason.
    Reason(Rc<str>),
}

/// `DOCUMENT-ABOUT-DATE.ENDING`, safe in any folder.
pub fn file_name(about: &str, date: Date, document: Kind, paper: Paper) -> String {
    const MOST: usize = 60;
    let about = safe(about);
    let about: String = about.chars().take(MOST).collect();
    let about = about.trim_end_matches('-');
    let what = match (paper, document) {
        (Paper::Proposal, _) => "proposal",
        (Paper::Figures, _) => "figures",
        (Paper::Record | Paper::PlanningData, _) | (_, Kind::Letter) => "response",
        (_, other) => other.word(),
    };
    let parts = [what, about, &date.iso()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}.{}", parts.join("-"), paper.ending())
}

/// Latin letters and digits, and a hyphen for whatever stands between them. The tables that know every other letter would
/// weigh more than the rest of this file.
fn safe(text: &str) -> String {
    let kept = |c: char| c.is_ascii_alphanumeric() || matches!(c, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ſ');
    let words = text.split(|c: char| !kept(c)).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn a_reference_is_made_safe() {
        assert_eq!(safe("11/26/0417"), "11-26-0417");
        assert_eq!(safe("../..\\\u{202E}fdp.exe:\u{0}"), "fdp-exe");
        assert_eq!(safe("Blackburn with Darwen"), "Blackburn-with-Darwen");
        assert_eq!(safe("///"), "");
    }
}
