//! Planning data for the case in hand: what a file says of one application, for a person to put into the form answer by answer.

use super::{FOUND, Given, IMPORT_SAID};
use crate::exchange::import::{Imported, MOST_BYTES, Suggestion, read};
use crate::form::{Field, Form, Kind, with_need};
use crate::json::{Fault, too_large};
use crate::register::{Errand, Hand, Said};
use crate::vocabulary::Need;
use std::collections::BTreeSet;

/// Planning data, as far as it is read and used.
#[derive(Default)]
pub struct Import {
    /// The file that was chosen.
    pub file: Option<Given>,
    /// The applications that it holds.
    pub found: Vec<Imported>,
    /// Which of them is the one.
    pub at: usize,
    /// What was said last.
    pub said: Said,
    /// The suggestions that someone left, by their place.
    left: BTreeSet<usize>,
    /// The form as it was when the suggestions were last shown.
    form: Form,
}

/// What became of a suggestion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Use {
    /// The form says so.
    Made,
    /// Someone left it.
    Left,
    /// The question has no answer, or one more can be added.
    Open,
    /// The form has this other answer.
    InPlaceOf(String),
}

impl Import {
    /// The suggestions of the application that was chosen.
    pub fn suggestions(&self) -> &[Suggestion] {
        self.found.get(self.at).map(|found| found.suggestions.as_slice()).unwrap_or_default()
    }

    /// What became of a suggestion.
    pub fn used(&self, at: usize, found: &Suggestion) -> Use {
        let text = self.form.text(&found.field);
        match found.field.kind() {
            Kind::Needs if text.lines().any(|line| line.trim() == found.answer) => Use::Made,
            _ if text == found.answer => Use::Made,
            _ if self.left.contains(&at) => Use::Left,
            Kind::Needs => Use::Open,
            _ if text.is_empty() => Use::Open,
            _ => Use::InPlaceOf(text.to_owned()),
        }
    }

    /// Whether the file says something else to the same question.
    fn is_contested(&self, found: &Suggestion) -> bool {
        let other = |other: &&Suggestion| other.field == found.field && other.answer != found.answer;
        found.field.kind() != Kind::Needs && self.suggestions().iter().any(|one| other(&one))
    }

    /// Whether something can be put into the form without taking the place of an answer or choosing between two.
    pub fn is_plain(&self, at: usize, found: &Suggestion) -> bool {
        self.used(at, found) == Use::Open && !self.is_contested(found)
    }

    pub(super) fn wants(&self) -> Option<u64> {
        self.file.as_ref().filter(|_| self.found.is_empty()).map(|file| file.size)
    }

    pub(super) fn act(&mut self, word: &str, values: &[String], hand: Hand<'_>) -> Vec<Errand> {
        self.said = Said::default();
        // What was shown was shown beside this form.
        let shown = std::mem::replace(&mut self.form, hand.form.clone());
        let number = || values.last().and_then(|value| value.parse::<usize>().ok());
        let one = number().and_then(|at| Some((at, self.suggestions().get(at)?.clone())));
        match (word, one) {
            ("files", _) => self.chosen(Given::all(values)),
            ("choose", _) => {
                self.at = number().filter(|at| *at < self.found.len()).unwrap_or_default();
                self.left.clear();
                vec![Errand::Focus(FOUND.to_owned())]
            }
            ("use", Some((_, one))) if shown.text(&one.field) != self.form.text(&one.field) => {
                self.said = Said::of("changed");
                vec![Errand::Focus(IMPORT_SAID.to_owned())]
            }
            ("use", Some((at, one))) => {
                self.left.remove(&at);
                self.filled(&[one], at)
            }
            ("all", _) => {
                let plain = self.suggestions().iter().enumerate().filter(|(at, found)| self.is_plain(*at, found));
                let plain: Vec<Suggestion> = plain.map(|(_, found)| found.clone()).collect();
                self.filled(&plain, 0)
            }
            ("leave", Some((at, _))) => {
                self.left.insert(at);
                vec![self.next(at)]
            }
            ("close", _) => {
                *self = Import::default();
                vec![Errand::Focus(HEADING.to_owned())]
            }
            _ => Vec::new(),
        }
    }

    fn chosen(&mut self, files: Vec<Given>) -> Vec<Errand> {
        let Some(file) = files.into_iter().next() else { return Vec::new() };
        let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX);
        if file.size > most {
            return self.refused(&too_large(usize::try_from(file.size).unwrap_or(usize::MAX), MOST_BYTES));
        }
        *self = Import { file: Some(file), form: std::mem::take(&mut self.form), ..Import::default() };
        Vec::new()
    }

    fn refused(&mut self, fault: &Fault) -> Vec<Errand> {
        *self = Import { said: Said::of("refused").with("reason", fault), ..Import::default() };
        vec![Errand::Focus(IMPORT_SAID.to_owned())]
    }

    pub(super) fn take(&mut self, bytes: &[u8], hand: Hand<'_>) -> Vec<Errand> {
        match read(bytes, hand.profile) {
            Ok(found) => {
                self.found = found;
                vec![Errand::Focus(FOUND.to_owned())]
            }
            Err(faults) => {
                let fault = faults.into_iter().next();
                self.refused(&fault.unwrap_or_else(|| Fault::at("", "the file is empty")))
            }
        }
    }

    pub(super) fn unread(&mut self) -> Vec<Errand> {
        self.refused(&Fault::at("", "the file cannot be read; choose it again"))
    }

    /// Puts suggestions into the form, and goes on to the next one that is open.
    fn filled(&mut self, used: &[Suggestion], at: usize) -> Vec<Errand> {
        let mut fields = Vec::new();
        for Suggestion { field, answer, .. } in used {
            let there = self.form.text(field);
            let answer = match (field.kind(), Need::from_code(answer)) {
                (Kind::Needs, Some(need)) => with_need(there, need, true),
                _ => answer.clone(),
            };
            self.form.set(field.clone(), answer);
            if !fields.contains(field) {
                fields.push(field.clone());
            }
        }
        self.said = Said::of("used").with("count", used.len());
        let answer = |field: Field| {
            let text = self.form.text(&field).to_owned();
            (field, text)
        };
        let fill = fields.into_iter().map(answer).collect();
        vec![Errand::Fill(fill), self.next(at)]
    }

    /// The button goes away with the focus on it: the next one takes it.
    fn next(&self, at: usize) -> Errand {
        let open = |(at, one): &(usize, &Suggestion)| !matches!(self.used(*at, one), Use::Made | Use::Left);
        let all = || self.suggestions().iter().enumerate();
        let next = all().skip(at).find(open).or_else(|| all().find(open));
        Errand::Focus(next.map_or_else(|| FOUND.to_owned(), |(at, _)| use_id(at)))
    }
}

/// The id of the heading of planning data.
pub const HEADING: &str = "import";

/// The id of what uses a suggestion.
pub fn use_id(at: usize) -> String {
    format!("import-use-{at}")
}
