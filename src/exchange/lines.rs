//! Text in lines whose parts are set off by tabs, in which a draft and a link keep a form.

use crate::digest::sha256;
use crate::form::{Claim, Doubt, Field, Form, State};

/// The last line, without which the text breaks off.
pub const END: &str = "end";

/// The text as it is written, line by line.
pub struct Lines(String);

impl Lines {
    /// A text of this format: its first line.
    pub fn begin(format: &str) -> Lines {
        let mut lines = Lines(String::new());
        lines.put(&[format]);
        lines
    }

    /// Every answer as typed, and every doubt.
    pub fn put_form(&mut self, form: &Form) {
        for (field, text) in form.answers() {
            self.put(&["answer", &field.path(), text]);
        }
        for (field, doubt) in form.doubts() {
            let path = field.path();
            let claims = doubt.claims.iter().flat_map(|claim| [claim.value.as_str(), &claim.document]);
            self.put(&["doubt", &path, doubt.state.code()].into_iter().chain(claims).collect::<Vec<_>>());
        }
    }

    /// The whole text.
    pub fn end(mut self) -> String {
        self.put(&[END]);
        self.0
    }

    /// The whole text, with the fingerprint of what comes before the last line in it.
    pub fn seal(mut self) -> String {
        let fingerprint = sha256(self.0.as_bytes());
        self.put(&[END, &fingerprint]);
        self.0.push('\n');
        self.0
    }

    /// A line of parts, in which a backslash stands before what would end a part or a line.
    pub fn put(&mut self, parts: &[&str]) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                self.0.push('\t');
            }
            for c in part.chars() {
                match c {
                    '\t' => self.0.push_str("\\t"),
                    '\n' => self.0.push_str("\\n"),
                    '\\' => self.0.push_str("\\\\"),
                    c => self.0.push(c),
                }
            }
        }
    }
}

/// Puts what a line says of a form into it; a line that says something else, or is of another version, is left out.
pub fn read_into(form: &mut Form, parts: &[&str]) {
    match parts {
        ["answer", path, text] => {
            if let Some(field) = Field::from_path(path) {
                form.set(field, *text);
            }
        }
        ["doubt", path, state, claims @ ..] => {
            let claim = |pair: &[&str]| match pair {
                [value, document] => Some(Claim { value: (*value).into(), document: (*document).into() }),
                _ => None,
            };
            let claims = claims.chunks(2).filter_map(claim).collect();
            if let Some((field, state)) = Field::from_path(path).zip(State::from_code(state)) {
                form.set_doubt(field, Some(Doubt { state, claims }));
            }
        }
        _ => {}
    }
}

/// The parts of a line, as they were before.
pub fn parts(line: &str) -> Vec<String> {
    line.split('\t').map(plain).collect()
}

fn plain(part: &str) -> String {
    let (mut text, mut chars) = (String::with_capacity(part.len()), part.chars());
    while let Some(c) = chars.next() {
        text.push(match c {
            '\\' => match chars.next() {
                Some('t') => '\t',
                Some('n') => '\n',
                other => other.unwrap_or('\\'),
            },
            c => c,
        });
    }
    text
}
