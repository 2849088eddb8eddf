//! Civil dates and the periods figures speak of. Knows no clock: today is always passed in.

use crate::text::quoted;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A civil date, written `YYYY-MM-DD` in files and `2 October 2026` in documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date(time::Date);

impl Date {
    /// The date of this year (0–9999), month (1–12) and day, if there is one.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Date> {
        let month = time::Month::try_from(month).ok()?;
        time::Date::from_calendar_date(year, month, day).ok().filter(|_| (0..=9999).contains(&year)).map(Date)
    }

    /// Reads `2026-10-02`, and nothing else.
    pub fn from_iso(text: &str) -> Option<Date> {
        let mut parts = text.split('-');
        let date = Date::new(digits(parts.next()?, 4)?, small(parts.next()?)?, small(parts.next()?)?)?;
        parts.next().is_none().then_some(date)
    }

    /// Reads `2026-10-02` or the British `2/10/2026`.
    pub fn from_typed(text: &str) -> Option<Date> {
        Date::from_iso(text).or_else(|| {
            let mut parts = text.split('/').map(str::trim);
            let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
            let two = |part: &str| {
                if part.len() == 1 { digits(part, 1) } else { digits(part, 2) }
            };
            let date = Date::new(digits(year, 4)?, u8::try_from(two(month)?).ok()?, u8::try_from(two(day)?).ok()?)?;
            parts.next().is_none().then_some(date)
        })
    }

    /// Reads these and `2 October 2026`.
    pub fn from_words(text: &str) -> Option<Date> {
        Date::from_typed(text).or_else(|| {
            let mut words = text.split_whitespace();
            let (day, month, year) = (words.next()?, words.next()?, words.next()?);
            let date = Date::new(digits(year, 4)?, month_named(month)?, day.parse().ok()?)?;
            words.next().is_none().then_some(date)
        })
    }

    /// `2026-10-02`.
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.0.year(), u8::from(self.0.month()), self.0.day())
    }

    /// Whole months from the earlier date to this one; 0 where this one is not later.
    pub fn months_since(self, earlier: Date) -> u32 {
        let count = |date: time::Date| date.year() * 12 + i32::from(u8::from(date.month()));
        let months = count(self.0) - count(earlier.0) - i32::from(self.0.day() < earlier.0.day());
        u32::try_from(months).unwrap_or(0)
    }

    /// Days from the earlier date to this one; negative where this one is earlier.
    pub fn days_since(self, earlier: Date) -> i32 {
        self.0.to_julian_day() - earlier.0.to_julian_day()
    }

    /// The day so many days later; nothing where it is after the year 9999.
    pub fn after_days(self, days: u16) -> Option<Date> {
        let day = self.0.checked_add(time::Duration::days(days.into()))?;
        (day.year() <= 9999).then_some(Date(day))
    }

    fn last_of_month(year: i32, month: u8) -> Option<Date> {
        let length = time::Month::try_from(month).ok()?.length(year);
        Date::new(year, month, length)
    }
}

/// Exactly `width` ASCII digits.
fn digits(part: &str, width: usize) -> Option<i32> {
    (part.len() == width && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())?
}

fn small(part: &str) -> Option<u8> {
    u8::try_from(digits(part, 2)?).ok()
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.0.day(), self.0.month(), self.0.year())
    }
}

impl TryFrom<String> for Date {
    type Error = String;
    fn try_from(text: String) -> Result<Date, String> {
        Date::from_iso(&text).ok_or_else(|| format!("{} is not a date written YYYY-MM-DD", quoted(&text)))
    }
}

impl From<Date> for String {
    fn from(date: Date) -> String {
        date.iso()
    }
}

/// What a figure speaks of: a day, a month, a year, or a period between two of them. Written
/// `2025-03-31`, `2025-03`, `2025` or `2019-12/2020-11`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AsOf {
    text: String,
    /// The first day.
    pub start: Date,
    /// The last day: the figure is in force from here on.
    pub end: Date,
}

/// The number of a month by its name or the name's first three letters.
fn month_named(name: &str) -> Option<u8> {
    let is_it = |month: &u8| {
        let full = time::Month::try_from(*month).map(|month| month.to_string()).unwrap_or_default();
        full.eq_ignore_ascii_case(name) || full.get(..3).is_some_and(|short| short.eq_ignore_ascii_case(name))
    };
    (1..=12).find(is_it)
}

impl AsOf {
    /// Reads one of the four forms, or as people write it: `November 2026`, `11/2026`, `2 November 2026`.
    pub fn from_words(text: &str) -> Option<AsOf> {
        let text = text.trim();
        let month = || {
            let day = ["1 ", "1/"].iter().find_map(|first| Date::from_words(&format!("{first}{text}")))?;
            day.iso().get(..7).map(str::to_owned)
        };
        let written = || Date::from_words(text).map(Date::iso).or_else(month);
        AsOf::parse(text).or_else(|| AsOf::parse(&written()?))
    }

    /// As a profile writes it.
    pub fn written(&self) -> &str {
        &self.text
    }

    /// Reads one of the four forms; a period may not run backwards.
    pub fn parse(text: &str) -> Option<AsOf> {
        let (first, last) = text.split_once('/').unwrap_or((text, text));
        let (start, end) = (span(first)?.0, span(last)?.1);
        (start <= end).then(|| AsOf { text: text.to_owned(), start, end })
    }
}

impl AsOf {
    /// What it ends with, short enough for an axis: `31 Mar 2025`, `Mar 2025` or `2025`.
    pub fn short(&self) -> String {
        let last = self.text.rsplit('/').next().unwrap_or_default();
        let month: String = self.end.0.month().to_string().chars().take(3).collect();
        match last.len() {
            4 => last.to_owned(),
            7 => format!("{month} {}", self.end.0.year()),
            _ => format!("{} {month} {}", self.end.0.day(), self.end.0.year()),
        }
    }
}

/// The first and last day of a day, month or year.
fn span(text: &str) -> Option<(Date, Date)> {
    match text.len() {
        4 => {
            let year = digits(text, 4)?;
            Some((Date::new(year, 1, 1)?, Date::new(year, 12, 31)?))
        }
        7 => {
            let (year, month) = text.split_once('-')?;
            let (year, month) = (digits(year, 4)?, small(month)?);
            Some((Date::new(year, month, 1)?, Date::last_of_month(year, month)?))
        }
        _ => Date::from_iso(text).map(|day| (day, day)),
    }
}

impl fmt::Display for AsOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |f: &mut fmt::Formatter<'_>, text: &str, day: Date| match text.len() {
            4 => write!(f, "{}", day.0.year()),
            7 => write!(f, "{} {}", day.0.month(), day.0.year()),
            _ => write!(f, "{day}"),
        };
        match self.text.split_once('/') {
            None => part(f, &self.text, self.start),
            Some((first, last)) => {
                part(f, first, self.start)?;
                f.write_str(" to ")?;
                part(f, last, self.end)
            }
        }
    }
}

impl TryFrom<String> for AsOf {
    type Error = String;
    fn try_from(text: String) -> Result<AsOf, String> {
        AsOf::parse(&text).ok_or_else(|| {
            format!(
                "{} is not a date or period written YYYY, YYYY-MM, YYYY-MM-DD or FROM/TO with the earlier first",
                quoted(&text)
            )
        })
    }
}

impl From<AsOf> for String {
    fn from(as_of: AsOf) -> String {
        as_of.text
    }
}

#[cfg(feature = "schema")]
mod schema {
    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

    macro_rules! text_format {
        ($type:ty, $name:literal, $format:literal, $about:literal) => {
            impl JsonSchema for $type {
                fn schema_name() -> std::borrow::Cow<'static, str> {
                    $name.into()
                }
                fn inline_schema() -> bool {
                    true
                }
                fn json_schema(_: &mut SchemaGenerator) -> Schema {
                    json_schema!({ "type": "string", "format": $format, "description": $about })
                }
            }
        };
    }
    text_format!(super::Date, "Date", "date", "A date, YYYY-MM-DD.");
    text_format!(super::AsOf, "AsOf", "as-of", "YYYY, YYYY-MM, YYYY-MM-DD, or two of them as FROM/TO.");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_strictly_and_said_plainly() {
        for (text, said) in [
            ("2026-10-02", Some("2 October 2026")),
            ("2024-02-29", Some("29 February 2024")),
            ("2025-02-29", None),
            ("2026-1-02", None),
            ("2026-10-02T00:00", None),
            ("", None),
        ] {
            assert_eq!(Date::from_iso(text).map(|d| d.to_string()).as_deref(), said, "{text}");
        }
        assert_eq!(Date::from_typed("2/10/2026"), Date::from_iso("2026-10-02"));
        assert_eq!(Date::from_typed("31/02/2026"), None);
    }

    #[test]
    fn periods_know_their_last_day_and_never_run_backwards() {
        for (text, said, short, end) in [
            ("2020", "2020", "2020", "2020-12-31"),
            ("2025-02", "February 2025", "Feb 2025", "2025-02-28"),
            ("2019-12/2020-11", "December 2019 to November 2020", "Nov 2020", "2020-11-30"),
            ("2025-03-31", "31 March 2025", "31 Mar 2025", "2025-03-31"),
        ] {
            let as_of = AsOf::parse(text).unwrap();
            assert_eq!(
                (as_of.to_string().as_str(), as_of.short().as_str(), as_of.end.iso().as_str()),
                (said, short, end)
            );
        }
        assert_eq!(AsOf::parse("2020-11/2019-12"), None);
        assert_eq!(AsOf::parse("2025-13"), None);
    }

    #[test]
    fn months_between_are_whole() {
        let date = |text| Date::from_iso(text).unwrap();
        assert_eq!(date("2026-11-21").months_since(date("2020-11-30")), 71);
        assert_eq!(date("2026-11-21").months_since(date("2026-12-01")), 0);
        assert_eq!(date("2025-03-01").days_since(date("2024-02-28")), 367);
    }
}
