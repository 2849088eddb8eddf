//! Bytes → Profile, or every fault at once with its place.

use super::{Profile, ProfileFile, Wording, validate};
use crate::form::Field;
use crate::json::{Fault, Json, check, check_version};
use crate::vocabulary::Needs;

/// The most bytes a profile may have.
pub const MOST_BYTES: usize = 8 * 1024 * 1024;

/// The structure of a profile file, generated from the types (`home-assessment schema profile`).
pub const SCHEMA: &str = include_str!("../../profiles/profile.schema.json");

/// The words every council can use: a profile holds only those it says differently.
pub const WORDS: &str = include_str!("../../profiles/words.json");

/// What checks and documents need of a profile's words, so that a missing sentence is found on loading.
#[derive(Clone, Debug, Default)]
pub struct Requirements {
    /// Check id, outcome code and the names of the facts its sentence may use.
    pub outcomes: Vec<(&'static str, &'static str, &'static [&'static str])>,
    /// Key of a sentence and the names it may use beside the common ones.
    pub sentences: Vec<(String, &'static [&'static str])>,
    /// Keys of lists of sentences.
    pub lists: Vec<&'static str>,
    /// Names of facts that need a label of their own.
    pub facts: &'static [&'static str],
    /// Names that any sentence may use.
    pub common: &'static [&'static str],
    /// Names that stand for pounds, which the public letter may not use unless the profile says so.
    pub money: &'static [&'static str],
    /// Names that give away a licensed benchmark, which nothing that goes to an applicant may use.
    pub licensed: &'static [&'static str],
    /// Questions whose codes are looked for by words in what an applicant wrote.
    pub gleaned: &'static [Field],
    /// Keys of the numbers of the register.
    pub register: Vec<&'static str>,
}

/// Reads and checks a profile.
///
/// # Errors
/// Every fault of the file, each with its place; structural faults hide those of meaning until they are mended.
pub fn load(bytes: &[u8], requirements: &Requirements) -> Result<Profile, Vec<Fault>> {
    let json = Json::read(bytes, MOST_BYTES).map_err(|fault| vec![fault])?;
    if !matches!(json, Json::Object(_)) {
        return Err(vec![Fault::at("", format!("the file is {} but must be an object", json.kind()))]);
    }
    check_version(&json, "home-assessment/profile", true).map_err(|fault| vec![fault])?;
    let schema = Json::read(SCHEMA.as_bytes(), usize::MAX).map_err(|fault| vec![fault])?;
    let mut faults = check::faults(&schema, &json);
    validate::hidden_characters(&json, "", &mut faults);
    if !faults.is_empty() {
        return Err(faults);
    }
    drop(json);
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let file = with_general_words(text)?;
    let faults = validate::faults(&file, requirements);
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(Profile::new(file, bytes))
}

/// Reads a profile that has been checked already, as tests check the built-in one: what is built into the page need not
/// carry the checks too.
///
/// # Errors
/// The file is not a profile.
pub fn load_checked(bytes: &[u8]) -> Result<Profile, Vec<Fault>> {
    Ok(Profile::new(with_general_words(bytes)?, bytes))
}

fn with_general_words(bytes: &[u8]) -> Result<ProfileFile, Vec<Fault>> {
    let fault = |error: serde_json::Error| vec![Fault::at("", error.to_string())];
    let mut file: ProfileFile = serde_json::from_slice(bytes).map_err(fault)?;
    let general: Wording = serde_json::from_str(WORDS).map_err(fault)?;
    file.wording = file.wording.or(general);
    Ok(file)
}

impl ProfileFile {
    /// The needs that some gap lists.
    pub(super) fn specific_needs(&self) -> Needs {
        self.gaps.iter().flat_map(|gap| gap.needs_any.iter().copied()).collect()
    }
}
