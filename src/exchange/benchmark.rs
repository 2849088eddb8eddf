//! A benchmark as a table: one row for each fee heading. What cannot be used is said plainly, and the rest is used.

use crate::form::{Field, Form};
use crate::json::Fault;
use crate::profile::Profile;
use crate::proposal::parse;
use crate::text::quoted;
use csv::ReaderBuilder;
use std::collections::BTreeMap;

/// The most bytes such a file may have.
pub const MOST_BYTES: usize = 1024 * 1024;

/// What a benchmark file gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Benchmark {
    /// The answers of the form that it gives.
    pub answers: Vec<(Field, String)>,
    /// What was not used, and why; a heading of the profile without a line is named too.
    pub remarks: Vec<Fault>,
}

impl Benchmark {
    /// Puts the benchmark in place of any that the form has.
    pub fn put_into(&self, form: &mut Form, profile: &Profile) {
        let headings = profile.headings.iter().map(|heading| Field::Benchmark(heading.id.as_str().into()));
        for field in headings.chain([Field::BenchmarkVersion, Field::BenchmarkDate, Field::Uprating]) {
            form.set_doubt(field.clone(), None);
            form.set(field, "");
        }
        for (field, text) in &self.answers {
            form.set(field.clone(), text.as_str());
        }
    }
}

/// Reads a table with the columns `heading` and `weekly` and, if need be, `period`. A heading is named by its id or its
/// title. The rows `version`, `date` and `uprating_percent` say which benchmark it is and how it is brought up to date.
///
/// # Errors
/// The file is no such table, or no line of it can be used.
pub fn read(bytes: &[u8], profile: &Profile) -> Result<Benchmark, Vec<Fault>> {
    let mut reader = ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(bytes);
    let headers = reader.headers().map_err(|error| vec![Fault::at("", format!("is not a CSV table: {error}"))])?;
    let column = |name: &str| {
        headers.iter().position(|header| header.trim_start_matches('\u{feff}').trim().eq_ignore_ascii_case(name))
    };
    let (heading, weekly, period) = (column("heading"), column("weekly"), column("period"));
    let (Some(heading), Some(weekly)) = (heading, weekly) else {
        return Err(vec![Fault::at("row 1", "must name the columns heading and weekly, in pounds per child per week")]);
    };
    let mut found: BTreeMap<Field, String> = BTreeMap::new();
    let mut remarks = Vec::new();
    for (at, row) in reader.records().enumerate() {
        let place = format!("row {}", at.saturating_add(2));
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                remarks.push(Fault::at(place, format!("cannot be read: {error}; it was not used")));
                continue;
            }
        };
        let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).unwrap_or_default();
        let (name, amount, period) = (cell(Some(heading)), cell(Some(weekly)), cell(period));
        if name.is_empty() && amount.is_empty() {
            continue;
        }
        match line(name, amount, period, profile) {
            Ok((field, text)) => {
                if found.insert(field, text).is_some() {
                    remarks.push(Fault::at(place, format!("{} stands twice; the last line was used", quoted(name))));
                }
            }
            Err(message) => remarks.push(Fault::at(place, format!("{message}; the line was not used"))),
        }
    }
    let lines = found.keys().filter(|field| field.heading().is_some()).count();
    if lines == 0 {
        remarks.push(Fault::at("", "no line could be used; give one line for each heading"));
        return Err(remarks);
    }
    for heading in &profile.headings {
        if !found.contains_key(&Field::Benchmark(heading.id.as_str().into())) {
            remarks.push(Fault::at("", format!("has no usable line for “{}”", heading.title)));
        }
    }
    Ok(Benchmark { answers: found.into_iter().collect(), remarks })
}

/// One line as an answer of the form, or why it cannot be used.
fn line(name: &str, amount: &str, period: &str, profile: &Profile) -> Result<(Field, String), String> {
    let about =
        [("version", Field::BenchmarkVersion), ("date", Field::BenchmarkDate), ("uprating_percent", Field::Uprating)];
    let same = |one: &str, other: &str| one.to_lowercase() == other.to_lowercase();
    let field = match about.iter().find(|(known, _)| same(known, name)) {
        Some((_, field)) => field.clone(),
        None => {
            let heading = profile.headings.iter().find(|heading| same(&heading.id, name) || same(&heading.title, name));
            let known: Vec<&str> = profile.headings.iter().map(|heading| heading.id.as_str()).collect();
            let unknown = || format!("{} is not a fee heading; they are {}", quoted(name), known.join(", "));
            Field::Benchmark(heading.ok_or_else(unknown)?.id.as_str().into())
        }
    };
    if field.heading().is_some() && !["", "week", "weekly", "a week"].contains(&period.to_lowercase().as_str()) {
        return Err(format!("{} is given for {}, not for a week; divide it first", quoted(name), quoted(period)));
    }
    let mut alone = Form::default();
    alone.set(field.clone(), amount);
    match parse(&alone, profile).problems.into_iter().next() {
        Some(problem) => Err(format!("{}: {}", shown_name(name), problem.message)),
        None if amount.is_empty() => Err(format!("{} has no amount", quoted(name))),
        None => Ok((field, amount.to_owned())),
    }
}

fn shown_name(name: &str) -> String {
    crate::text::shown(name, 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<(Vec<String>, Vec<String>), Vec<String>> {
        let lines = |faults: Vec<Fault>| faults.iter().map(ToString::to_string).collect::<Vec<_>>();
        super::read(text.as_bytes(), &crate::built_in_profile().unwrap())
            .map(|found| {
                (found.answers.iter().map(|(field, text)| format!("{field}={text}")).collect(), lines(found.remarks))
            })
            .map_err(lines)
    }

    #[test]
    fn a_whole_benchmark_is_read_without_remark() {
        let all = "Heading,Weekly\nversion,v7\ndate,2026-09-30\nuprating_percent,3.5\ndirect-care,2800\nmanagement,300\nAccommodation (rent and property),\"£1,050.50\"\nfood-living,150\ntransport-activities,0\ntraining-recruitment,60\noverheads,200\nsurplus,180\n";
        let (answers, remarks) = read(all).unwrap();
        assert_eq!((answers.len(), remarks), (11, vec![]));
        assert!(answers.contains(&"fees.carecubed.benchmark.accommodation=£1,050.50".to_owned()));
    }

    #[test]
    fn what_cannot_be_used_is_said_and_the_rest_is_used() {
        let (answers, remarks) = read(
            "heading,weekly,period\ndirect-care,2800,week\nmanagement,-300,\noverheads,8600,month\nbiscuits,5,\nsurplus,\ndirect-care,2900,\n",
        )
        .unwrap();
        assert_eq!(answers, ["fees.carecubed.benchmark.direct-care=2900"]);
        for said in [
            "row 3: management: “-300” is below zero",
            "row 4: “overheads” is given for “month”, not for a week",
            "row 5: “biscuits” is not a fee heading",
            "row 6: “surplus” has no amount",
            "row 7: “direct-care” stands twice",
            "has no usable line for “management”",
        ] {
            assert!(remarks.iter().any(|remark| remark.starts_with(said)), "{said} in {remarks:#?}");
        }
    }

    #[test]
    fn what_is_no_benchmark_is_refused() {
        for text in ["", "a,b\n1,2\n", "heading,weekly\n", "heading,weekly\ndirect-care,two\n", "{\"a\":1}", "\u{feff}"]
        {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
