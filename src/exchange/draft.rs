//! The draft a browser keeps while someone types: every text exactly as typed, mistakes included, and what was made of the
//! letter. It is no JSON because the page reads it before anything else is there, and what reads JSON would be a tenth of the
//! page.

use super::lines::{self, END, Lines};
use super::revision::{self, Action, DecisionFile, EditFile, SignatoryFile, StanceFile};
use crate::form::Form;
use crate::json::Fault;
use crate::response::revision::{Place, Revision};
use crate::vocabulary::{Sentiment, Stance};

/// The first line, without the version.
pub const NAME: &str = "home-assessment/draft@";

/// The first line.
const FORMAT: &str = "home-assessment/draft@2";

/// A draft read again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// What was typed.
    pub form: Form,
    /// What was made of the letter.
    pub revision: Revision,
    /// What was in the editor.
    pub writing: Option<Writing>,
}

/// A text of the letter that is being written and not in it yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writing {
    /// Where the generated text stands.
    pub place: Place,
    /// The generated text there.
    pub was: String,
    /// What is in the editor.
    pub text: String,
    /// Whether it follows the generated text rather than standing in its place.
    pub adds: bool,
    /// The edit it replaces, by its position.
    pub replaces: Option<usize>,
}

/// The form, what was made of its letter, and what is in the editor, as a draft.
pub fn save(form: &Form, revision: &Revision, writing: Option<&Writing>) -> String {
    let mut draft = Lines::begin(FORMAT);
    draft.put_form(form);
    let file = revision::file(revision);
    if let Some(made) = &file.stance {
        draft.put(&["stance", made.stance.code(), &made.reason, made.over.map(Stance::code).unwrap_or_default()]);
    }
    if let Some(who) = &file.signatory {
        draft.put(&["signatory", &who.name, who.role.as_deref().unwrap_or_default()]);
    }
    if let Some(tag) = file.tag {
        draft.put(&["tag", tag.code()]);
    }
    for edit in &file.edits {
        let EditFile { part, paragraph, item, was, r#do, text } = edit;
        let (paragraph, item) = (paragraph.to_string(), number(*item));
        draft.put(&["edit", r#do.code(), part, &paragraph, &item, was, text.as_deref().unwrap_or_default()]);
    }
    for DecisionFile { kind, words, decision } in &file.decisions {
        draft.put(&["decision", kind, words, decision]);
    }
    if let Some(Writing { place, was, text, adds, replaces }) = writing {
        let action = if *adds { Action::AddAfter } else { Action::Change };
        let (paragraph, item, replaces) = (place.paragraph.to_string(), number(place.item), number(*replaces));
        draft.put(&["writing", action.code(), &place.part, &paragraph, &item, was, text, &replaces]);
    }
    draft.end()
}

fn number(number: Option<impl ToString>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

/// Reads a draft; what another version keeps beside this is left out.
///
/// # Errors
/// The draft is damaged or from another version; the caller must keep it rather than write over it.
pub fn load(text: &str) -> Result<Draft, Fault> {
    let mut lines = text.split('\n');
    match lines.next() {
        Some(FORMAT) => {}
        _ if FORMAT.starts_with(text) => return Err(damaged()),
        _ => {
            let remedy = "the draft was written by another version of this page; use that version to open it";
            return Err(Fault::at("", remedy));
        }
    }
    let (mut form, mut writing, mut ended) = (Form::default(), None, false);
    let mut file = revision::file(&Revision::default());
    for line in lines {
        let parts = lines::parts(line);
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        match parts.as_slice() {
            ["stance", stance, reason, over] => {
                let over = Stance::from_code(over);
                let stance = Stance::from_code(stance);
                file.stance = stance.map(|stance| StanceFile { stance, reason: (*reason).into(), over });
            }
            ["signatory", name, role] => {
                let role = Some((*role).to_owned()).filter(|role| !role.is_empty());
                file.signatory = Some(SignatoryFile { name: (*name).into(), role });
            }
            ["tag", tag] => file.tag = Sentiment::from_code(tag),
            ["edit", action, part, paragraph, item, was, text] => {
                let r#do = Action::from_code(action).ok_or_else(damaged)?;
                let Place { part, paragraph, item } = place(part, paragraph, item)?;
                let text = (r#do != Action::Remove).then(|| (*text).to_owned());
                file.edits.push(EditFile { part, paragraph, item, was: (*was).into(), r#do, text });
            }
            ["decision", kind, words, decision] => {
                let (kind, words, decision) = ((*kind).into(), (*words).into(), (*decision).into());
                file.decisions.push(DecisionFile { kind, words, decision });
            }
            ["writing", action, part, paragraph, item, was, text, replaces] => {
                writing = Some(Writing {
                    place: place(part, paragraph, item)?,
                    was: (*was).into(),
                    text: (*text).into(),
                    adds: *action == Action::AddAfter.code(),
                    replaces: replaces.parse().ok(),
                });
            }
            [END] => ended = true,
            parts => lines::read_into(&mut form, parts),
        }
    }
    if !ended {
        return Err(damaged());
    }
    let (revision, _) = revision::read(file).map_err(first)?;
    Ok(Draft { form, revision, writing })
}

fn place(part: &str, paragraph: &str, item: &str) -> Result<Place, Fault> {
    let number = |text: &str| text.parse().map_err(|_| damaged());
    let item = if item.is_empty() { None } else { Some(number(item)?) };
    Ok(Place { part: part.to_owned(), paragraph: number(paragraph)?, item })
}

fn damaged() -> Fault {
    Fault::at("", "the draft is damaged or breaks off")
}

/// A draft is kept whole or not at all, so one fault says enough.
fn first(faults: Vec<Fault>) -> Fault {
    faults.into_iter().next().unwrap_or_else(damaged)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{Claim, Doubt, Field, State};
    use crate::response::Signatory;
    use crate::response::revision::{Decision, Edit, Made, Overridden};

    #[test]
    fn a_draft_keeps_everything_as_it_was_typed_even_where_it_is_wrong() {
        let mut form = Form::default();
        form.set(Field::Weekly, "£5,2oo");
        form.set(Field::Breakdown("direct-care".into()), "1 \" \u{202E} <b>\\t\\");
        form.set(Field::Description, "one\ttwo\r\nthree\\n\nend\n");
        let claims = vec![Claim { value: "2".to_owned(), document: "a\tdescription".to_owned() }];
        form.set_doubt(Field::Places, Some(Doubt { state: State::Unclear, claims }));
        let place = |part: &str, item| Place { part: part.to_owned(), paragraph: 2, item };
        let edit = |item, made| Edit::new(place("fit", item), "It was.", made).map(|(edit, _)| edit);
        let edits = [
            edit(None, Made::Changed("It is.\nIt will be.".to_owned())),
            edit(Some(1), Made::Removed),
            edit(Some(3), Made::Added("More.".to_owned())),
        ];
        let decision = Decision { kind: "never".to_owned(), words: "a\tb".to_owned(), decision: "left".to_owned() };
        let revision = Revision {
            stance: Overridden::new(Stance::Neutral, "A reason.")
                .ok()
                .map(|(made, _)| made.confirmed_over(Stance::Holding)),
            signatory: Some(Signatory { name: "A. Signatory".to_owned(), role: None }),
            tag: Some(Sentiment::Approved),
            edits: edits.into_iter().collect::<Result<_, _>>().unwrap_or_default(),
            decisions: vec![decision],
        };
        assert_eq!(revision.edits.len(), 3);
        let writing = Writing {
            place: place("need", Some(4)),
            was: "Before.".to_owned(),
            text: " half a\n".to_owned(),
            adds: true,
            replaces: Some(2),
        };
        let saved = save(&form, &revision, Some(&writing));
        let Ok(Draft { form: read, revision: again, writing: written }) = load(&saved) else {
            unreachable!("{saved}");
        };
        assert_eq!((read, written), (form, Some(writing)));
        // What would break a line of a letter is one space in it; the rest is the same.
        assert_eq!(again.decisions.len(), 1);
        assert_eq!(Revision { decisions: revision.decisions.clone(), ..again }, revision);
        for cut in (0..saved.len()).filter(|cut| saved.is_char_boundary(*cut)) {
            assert!(saved.get(..cut).is_some_and(|cut| load(cut).is_err()), "cut at {cut}");
        }
        assert_eq!(load(&save(&Form::default(), &Revision::default(), None)), Ok(Draft::default()));
    }
}
