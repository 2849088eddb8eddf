//! The draft a browser keeps while someone types: every text exactly as typed, mistakes included.

use crate::form::{Field, Form};
use crate::json::{Fault, Json, check_version};
use std::collections::BTreeMap;

const NAME: &str = "home-assessment/draft";

/// The form as a draft.
pub fn save(form: &Form) -> String {
    let answers: BTreeMap<String, &str> = form.answers().map(|(field, text)| (field.path(), text)).collect();
    let draft = BTreeMap::from([
        ("schema", serde_json::Value::from(format!("{NAME}@1"))),
        ("answers", serde_json::json!(answers)),
    ]);
    // A map of texts can always be written.
    serde_json::to_string(&draft).unwrap_or_default()
}

/// Reads a draft; questions of another version are left out.
///
/// # Errors
/// The draft is damaged or from a newer version; the caller must keep it rather than write over it.
pub fn load(text: &str) -> Result<Form, Fault> {
    let json = Json::read(text.as_bytes(), 4 * 1024 * 1024)?;
    check_version(&json, NAME, true)?;
    let mut form = Form::default();
    if let Some(Json::Object(answers)) = json.get("answers") {
        for (path, answer) in answers {
            if let (Some(field), Some(text)) = (Field::from_path(path), answer.text()) {
                form.set(field, text);
            }
        }
    }
    Ok(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_keeps_what_was_typed_even_where_it_is_wrong() {
        let mut form = Form::default();
        form.set(Field::Weekly, "£5,2oo");
        form.set(Field::Breakdown("direct-care".to_owned()), "1 \" \u{202E} <b>");
        assert_eq!(load(&save(&form)), Ok(form));
        assert!(load("{\"schema\":\"home-assessment/draft@2\"}").is_err() && load("{\"schema\":\"home-ass").is_err());
    }
}
