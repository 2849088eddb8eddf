//! A draft of an edition as it is stored in the browser: the file as it was read and as it is now, so that nothing is lost when a
//! page is closed.

use super::Document;
use crate::json::{Fault, Json, check_version};
use crate::profile;

/// What says that a text is a draft.
const NAME: &str = "home-assessment/profile-draft";

/// The most bytes a stored draft may have: the profile twice, its characters written out at worst.
pub const MOST_BYTES: usize = 3 * profile::MOST_BYTES;

/// A draft as text.
pub fn save(file: &Document) -> String {
    let text = |key: &str, value: Json| (key.to_owned(), value);
    let was = Json::Text(String::from_utf8_lossy(file.was()).into_owned());
    let whole = Json::Object(vec![
        text("schema", Json::Text(format!("{NAME}@1"))),
        text("was", was),
        text("now", file.now().clone()),
    ]);
    serde_json::to_string(&whole).unwrap_or_default()
}

/// A draft from such a text.
///
/// # Errors
/// It is something else, of a later version, or damaged.
pub fn load(text: &str) -> Result<Document, Fault> {
    let json = Json::read(text.as_bytes(), MOST_BYTES)?;
    check_version(&json, NAME, true)?;
    let was = json.get("was").and_then(Json::text).ok_or_else(|| Fault::at("was", "is missing"))?;
    let now = json.get("now").ok_or_else(|| Fault::at("now", "is missing"))?;
    if !matches!(now, Json::Object(_)) {
        return Err(Fault::at("now", format!("is {} but must be an object", now.kind())));
    }
    Ok(Document::read(was.as_bytes(), profile::MOST_BYTES)?.changed_to(now.clone()))
}

/// A profile's file or a draft that was saved as one, to be changed, whatever its faults: only what is no such file, or of a later
/// version, is refused.
///
/// # Errors
/// It is neither.
pub fn open(bytes: &[u8]) -> Result<Document, Fault> {
    let json = Json::read(bytes, MOST_BYTES)?;
    let schema = json.get("schema").and_then(Json::text).unwrap_or_default();
    if let (true, Ok(text)) = (schema.starts_with(NAME), str::from_utf8(bytes)) {
        return load(text);
    }
    let file = Document::read(bytes, profile::MOST_BYTES)?;
    check_version(file.before(), "home-assessment/profile", true)?;
    Ok(file)
}
