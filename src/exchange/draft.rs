//! The draft a browser keeps while someone types: every text exactly as typed, mistakes included, and what was made of the
//! letter.

use super::revision::{self, RevisionFile};
use crate::form::{Claim, Doubt, Field, Form, State};
use crate::json::Fault;
use crate::response::revision::Revision;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const SCHEMA: &str = "home-assessment/draft@1";

#[derive(Serialize, Deserialize)]
struct Draft {
    schema: String,
    answers: BTreeMap<String, String>,
    /// What the documents leave open about an answer: first `unclear` or `asked`, then each value with its document.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    doubts: BTreeMap<String, (String, Vec<(String, String)>)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    revision: Option<RevisionFile>,
}

/// The form, and what was made of its letter, as a draft.
pub fn save(form: &Form, revision: &Revision) -> String {
    let answers = form.answers().map(|(field, text)| (field.path(), text.to_owned())).collect();
    let doubts = form.doubts().map(|(field, doubt)| {
        let claims = doubt.claims.iter().map(|claim| (claim.value.clone(), claim.document.clone())).collect();
        (field.path(), (doubt.state.code().to_owned(), claims))
    });
    let doubts = doubts.collect();
    let revision = (*revision != Revision::default()).then(|| revision::file(revision));
    // Texts can always be written.
    serde_json::to_string(&Draft { schema: SCHEMA.to_owned(), answers, doubts, revision }).unwrap_or_default()
}

/// Reads a draft; questions of another version are left out.
///
/// # Errors
/// The draft is damaged or from a newer version; the caller must keep it rather than write over it.
pub fn load(text: &str) -> Result<(Form, Revision), Fault> {
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
    for (path, (state, claims)) in draft.doubts {
        let claims = claims.into_iter().map(|(value, document)| Claim { value, document }).collect();
        if let Some((field, state)) = Field::from_path(&path).zip(State::from_code(&state)) {
            form.set_doubt(field, Some(Doubt { state, claims }));
        }
    }
    let (revision, _) = draft.revision.map(revision::read).transpose().map_err(first)?.unwrap_or_default();
    Ok((form, revision))
}

/// A draft is kept whole or not at all, so one fault says enough.
fn first(faults: Vec<Fault>) -> Fault {
    faults.into_iter().next().unwrap_or_else(|| Fault::at("revision", "cannot be read"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_keeps_what_was_typed_even_where_it_is_wrong() {
        let mut form = Form::default();
        form.set(Field::Weekly, "£5,2oo");
        form.set(Field::Breakdown("direct-care".into()), "1 \" \u{202E} <b>");
        let claims = vec![Claim { value: "2".to_owned(), document: "description".to_owned() }];
        form.set_doubt(Field::Places, Some(Doubt { state: State::Unclear, claims }));
        let revision = Revision::default();
        assert_eq!(load(&save(&form, &revision)), Ok((form, revision)));
        assert!(load("{\"schema\":\"home-assessment/draft@2\"}").is_err() && load("{\"schema\":\"home-ass").is_err());
    }
}
