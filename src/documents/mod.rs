//! Documents in their formats, and the assessment as JSON. Every format is made from the same typed blocks.

#[cfg(feature = "documents")]
mod columns;
#[cfg(feature = "documents")]
pub mod docx;
pub mod html;
pub mod json;
#[cfg(feature = "documents")]
pub mod pdf;
pub mod text;

/// Why a document cannot be made in a format, in plain words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure(String);

#[cfg(feature = "documents")]
impl Failure {
    fn new(reason: impl Into<String>) -> Failure {
        Failure(reason.into())
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

/// The foot of a page with its numbers.
#[cfg(feature = "documents")]
fn foot(words: &str, page: &str, pages: &str) -> String {
    use crate::profile::template::{Piece, pieces};
    let filled = pieces(words).filter_map(Result::ok).map(|piece| match piece {
        Piece::Words(words) => words,
        Piece::Slot("page", _) => page,
        Piece::Slot("pages", _) => pages,
        Piece::Slot(..) => "",
    });
    filled.collect()
}
