//! What would change the stance, as the page offers it to be tried: each way in words, and the answers it comes to.

use crate::advice::advise;
use crate::assessment::{Context, assess};
use crate::form::{Field, Form};
use crate::profile::Profile;
use crate::proposal::parse;
use crate::response::{Words, way};
use crate::vocabulary::Mode;
use borsh::{BorshDeserialize, BorshSerialize};

/// A way to a better stance.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Prospect {
    /// What would change and which stance it leads to, in a sentence.
    pub text: String,
    /// Every answer that is another then, with its text; where any of several changes will do, of the first.
    pub answers: Vec<(Field, String)>,
}

/// Every smallest way to a better stance on this day, those of the fewest changes first. A provider is told what would count,
/// not what the council would say.
pub fn prospects(form: &Form, profile: &Profile, mode: Mode, context: &Context) -> Vec<Prospect> {
    let assessment = assess(&parse(form, profile).proposal, profile, context);
    let words = Words { assessment: &assessment, profile };
    let prospect = |found: &crate::advice::Way| {
        let mut then = form.clone();
        for change in found.changes.iter().filter_map(|alternatives| alternatives.first()) {
            change.put_into(&mut then, profile, context);
        }
        let fields = form.answers().chain(then.answers()).map(|(field, _)| field);
        let mut answers: Vec<(Field, String)> = fields
            .filter(|field| form.text(field) != then.text(field))
            .map(|field| (field.clone(), then.text(field).to_owned()))
            .collect();
        answers.sort();
        answers.dedup();
        Some(Prospect { text: way(&words, found, mode == Mode::Commissioner)?.text, answers })
    };
    advise(form, profile, context).iter().filter_map(prospect).collect()
}
