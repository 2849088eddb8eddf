//! Which column of a table answers which question: plain where its header is a dotted path, otherwise guessed by its name and
//! for a person to confirm.

use super::ADDED;
use crate::exchange::cells::write_row;
use crate::exchange::meanings::in_plain_words;
use crate::form::{Field, Form};
use crate::json::Fault;
use crate::profile::Profile;
use crate::proposal::parse;
use crate::text::quoted;
use std::collections::{BTreeMap, BTreeSet};

/// What each column of a table answers, and answers that hold for every row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The question of each column; none for a column that is only repeated.
    pub columns: Vec<Option<Field>>,
    /// Answers for every row in which no column gives one.
    pub everywhere: Vec<(Field, String)>,
}

impl Mapping {
    /// The columns whose headers are dotted paths; the others are only repeated.
    pub fn by_paths(header: &[String]) -> Mapping {
        Mapping { columns: header.iter().map(|name| Field::from_path(name)).collect(), everywhere: Vec::new() }
    }

    /// The same with every guess confirmed.
    pub fn with_guesses(header: &[String], profile: &Profile) -> Mapping {
        let mut mapping = Mapping::by_paths(header);
        let guesses = Guesses::of(profile).all(header);
        for (column, guess) in mapping.columns.iter_mut().zip(guesses) {
            *column = column.take().or(guess);
        }
        mapping
    }

    /// Takes the column of this header for the answer to a question, in place of any other; `None` only repeats it.
    ///
    /// # Errors
    /// There is no such column, or it stands twice.
    pub fn put(&mut self, header: &[String], name: &str, field: Option<Field>) -> Result<(), Fault> {
        let named: Vec<usize> =
            header.iter().enumerate().filter(|(_, known)| *known == name).map(|(at, _)| at).collect();
        let message = match named.as_slice() {
            [at] => {
                if field.is_some() {
                    self.columns.iter_mut().filter(|column| **column == field).for_each(|column| *column = None);
                }
                if let Some(column) = self.columns.get_mut(*at) {
                    *column = field;
                }
                return Ok(());
            }
            [] => {
                let names: Vec<String> = header.iter().take(40).map(|name| quoted(name)).collect();
                format!("the table has no column {}; it has {}", quoted(name), names.join(", "))
            }
            _ => format!("the column {} stands twice; rename one", quoted(name)),
        };
        Err(Fault::at("row 1", message))
    }

    /// Everything that keeps a table with this header from being assessed.
    pub fn faults(&self, header: &[String], profile: &Profile) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for name in header {
            if ADDED.contains(&name.as_str()) {
                let message = format!("the column {} has the name of a result; rename it", quoted(name));
                faults.push(Fault::at("", message));
            }
            // Columns without a header are left by spreadsheets, and only repeated.
            if !name.is_empty() && !seen.insert(name) {
                faults.push(Fault::at("", format!("the column {} stands twice; keep one", quoted(name))));
            }
        }
        let mut answered: BTreeMap<&Field, &str> = BTreeMap::new();
        for (field, name) in self.columns.iter().zip(header).filter_map(|(field, name)| Some((field.as_ref()?, name))) {
            if let Some(other) = answered.insert(field, name).filter(|other| *other != name) {
                let message = format!("{} and {} are both to answer it; choose one", quoted(other), quoted(name));
                faults.push(Fault::at(field.path(), message));
            }
        }
        faults.extend(faults_everywhere(&self.everywhere, profile));
        let everywhere = self.everywhere.iter().any(|(field, _)| *field == Field::PlanningAuthority);
        if !answered.contains_key(&Field::PlanningAuthority) && !everywhere {
            let path = Field::PlanningAuthority.path();
            let message = format!(
                "the header has no column “{path}”; the first row must name the columns by their dotted paths, or say \
                 which of its columns it is, or give one planning authority for every row"
            );
            faults.push(Fault::at("", message));
        }
        faults
    }

    /// The headers of columns that are only repeated.
    pub fn unknown<'h>(&self, header: &'h [String]) -> Vec<&'h str> {
        let unknown = self.columns.iter().zip(header).filter(|(field, name)| field.is_none() && !name.is_empty());
        unknown.map(|(_, name)| name.as_str()).collect()
    }
}

/// What is wrong with answers that are to hold for every row.
pub fn faults_everywhere(answers: &[(Field, String)], profile: &Profile) -> Vec<Fault> {
    let mut form = Form::default();
    answers.iter().for_each(|(field, answer)| super::set(&mut form, field, answer));
    let problems = parse(&form, profile).problems.into_iter();
    problems.map(|problem| Fault::at(problem.field.path(), problem.message)).collect()
}

/// The names by which the questions go in the tables of others: their paths, their labels, and the profile's `columns`.
#[derive(Clone, Debug)]
pub struct Guesses(BTreeMap<String, Option<Field>>);

impl Guesses {
    /// Every name of a profile.
    pub fn of(profile: &Profile) -> Guesses {
        let mut guesses = Guesses(BTreeMap::new());
        for field in Field::FIXED {
            let path = field.path();
            guesses.add(&path, field);
            if let Some(words) = profile.field_words(&path) {
                guesses.add(&words.label, field);
                words.provider.iter().for_each(|words| guesses.add(&words.label, field));
            }
        }
        for (path, names) in &profile.wording.columns {
            let Some(field) = Field::from_path(path) else { continue };
            names.iter().for_each(|name| guesses.add(name, &field));
        }
        guesses
    }

    /// A name of two questions names neither.
    fn add(&mut self, name: &str, field: &Field) {
        let known = self.0.entry(in_plain_words(name)).or_insert_with(|| Some(field.clone()));
        if known.as_ref() != Some(field) {
            *known = None;
        }
    }

    /// The question that a header names.
    pub fn one(&self, name: &str) -> Option<Field> {
        Field::from_path(name).or_else(|| self.0.get(&in_plain_words(name))?.clone())
    }

    /// For each column whose header is no dotted path, the question it may answer. No question is guessed twice, nor where a
    /// column has its path.
    pub fn all(&self, header: &[String]) -> Vec<Option<Field>> {
        let mut taken: BTreeSet<Field> = header.iter().filter_map(|name| Field::from_path(name)).collect();
        let guess = |name: &String| {
            let field = Field::from_path(name).is_none().then(|| self.one(name))??;
            taken.insert(field.clone()).then_some(field)
        };
        header.iter().map(guess).collect()
    }
}

/// A table with every column that there is and no row, to be filled in.
pub fn template(profile: &Profile) -> Vec<u8> {
    let fixed = Field::FIXED.iter().cloned();
    let headings = profile.headings.iter().flat_map(|heading| {
        let name = || heading.id.as_str().into();
        [Field::Breakdown(name()), Field::Benchmark(name()), Field::Explanation(name()), Field::Accepted(name())]
    });
    let paths: Vec<String> = fixed.chain(headings).map(|field| field.path()).collect();
    let mut out = Vec::new();
    write_row(&mut out, b',', paths.iter().map(String::as_str));
    out
}
