//! The draft a browser keeps while someone types: every text exactly as typed, mistakes included.

use crate::form::{Field, Form};
use crate::json::Fault;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const SCHEMA: &str = "home-assessment/draft@1";

#[derive(Serialize, Deserialize)]
struct Draft {
    schema: String,
    answers: BTreeMap<String, String>,
}

/// The form as a draft.
pub fn save(form: &Form) -> String {
    let answers = form.answers().map(|(field, text)| (field.path(), text.to_owned())).collect();
    // Texts can always be written.
    serde_json::to_string(&Draft { schema: SCHEMA.to_owned(), answers }).unwrap_or_default()
}

/// Reads a draft; questions of another version are left out.
///
/// # Errors
/// The draft is damaged or from a newer version; the caller must keep it rather than write over it.
pub fn load(text: &str) -> Result<Form, Fault> {
    let draft: Draft =
        serde_json::from_str(text).map_err(|error| Fault::at("", format!("the draft is damaged: {error}")))?;
    if draft.schema != SCHEMA {
        return Err(Fault::at(
            "schema",
            "the draft was written by another version of this page; use that version to open it",
        ));
    }
    let mut form = Form::default();
    for (path, text) in draft.answers {
        if let Some(field) = Field::from_path(&path) {
            form.set(field, text);
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
        form.set(Field::Breakdown("direct-care".into()), "1 \" \u{202E} <b>");
        assert_eq!(load(&save(&form)), Ok(form));
        assert!(load("{\"schema\":\"home-assessment/draft@2\"}").is_err() && load("{\"schema\":\"home-ass").is_err());
    }
}
