//! The register as a table for a spreadsheet: a row for each case.

use super::{Case, Office};
use crate::date::Date;
use crate::exchange::cells::write_row;
use crate::form::Field;
use crate::profile::Profile;

/// The columns that are answers of the case, by their path.
const ANSWERS: &[Field] = &[
    Field::Reference,
    Field::PlanningAuthority,
    Field::Settlement,
    Field::Postcode,
    Field::Registration,
    Field::Places,
    Field::Model,
    Field::AgeMin,
    Field::AgeMax,
    Field::Needs,
    Field::LocalChildren,
    Field::Received,
];

/// The other columns.
const ADDED: &[&str] =
    &["condition", "due", "computed", "stance", "fit", "access", "value", "answered", "decision", "decided", "appeal"];

/// Every case of the register, in the order of the screen.
pub fn table(office: &Office, profile: &Profile, today: Date) -> Vec<u8> {
    // By this mark a spreadsheet knows the encoding.
    let mut table = "\u{feff}".as_bytes().to_vec();
    let mut row = |cells: Vec<String>| write_row(&mut table, b',', cells.iter().map(String::as_str));
    row(ANSWERS.iter().map(Field::path).chain(ADDED.iter().map(|name| (*name).to_owned())).collect());
    let days = office.days_to_answer(profile);
    for case in office.listed(profile, today) {
        let Some((_, version)) = case.version() else { continue };
        let answers = ANSWERS.iter().map(|field| version.form.text(field).replace('\n', "; "));
        row(answers.chain(added(&case, days)).collect());
    }
    table
}

fn added(case: &Case<'_>, days: u16) -> Vec<String> {
    let day = |date: Option<Date>| date.map(Date::iso).unwrap_or_default();
    let version = case.answer().or_else(|| case.version()).map(|(_, version)| version);
    let codes = version.map(|version| {
        let [fit, access, value] = [version.fit.code(), version.access.code(), version.value.code()];
        [version.computed.code(), version.confirmed.code(), fit, access, value]
    });
    let (decision, appeal) = (case.decision(), case.appeal());
    let mut row = vec![case.condition().code().to_owned(), day(case.due(days))];
    row.extend(codes.into_iter().flatten().map(str::to_owned));
    row.push(day(case.answer().map(|(entry, _)| entry.on())));
    row.push(decision.map(|(decision, _)| decision.code().to_owned()).unwrap_or_default());
    row.push(day(decision.and_then(|(_, on)| on)));
    row.push(appeal.map(|(appeal, _)| appeal.code().to_owned()).unwrap_or_default());
    row
}
