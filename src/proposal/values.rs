//! How each kind of value is read from text. Every reader says what is wrong and what to write.

use crate::date::Date;
use crate::text::{is_invisible, quoted, ungrouped};
use crate::vocabulary::is_area_code;
use rust_decimal::Decimal;
use std::fmt;

/// A value read, with a remark on how it was read where that is not plain.
pub type Read<T> = Result<(T, Option<String>), String>;

/// The ages a home would take, in whole years; either end may be unknown. `max` is the last age lived in the home.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ages {
    /// The youngest.
    pub min: Option<u8>,
    /// The oldest; never above 17.
    pub max: Option<u8>,
    /// The oldest was given as 18, which is read as under 18.
    pub given_as_18: bool,
}

/// Short ASCII text without an allocation: what is read of a code or a postcode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Short {
    bytes: [u8; 9],
    length: u8,
}

impl Short {
    fn new(text: &str) -> Option<Short> {
        let mut bytes = [0; 9];
        bytes.get_mut(..text.len()).filter(|_| text.is_ascii())?.copy_from_slice(text.as_bytes());
        Some(Short { bytes, length: u8::try_from(text.len()).ok()? })
    }

    fn as_str(&self) -> &str {
        self.bytes.get(..usize::from(self.length)).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

/// A government area code: one letter and eight digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AreaCode(Short);

impl AreaCode {
    /// Reads a code, in either case.
    pub fn read(text: &str) -> Read<AreaCode> {
        let code = text.trim().to_ascii_uppercase();
        let well_formed = is_area_code(&code) && code.starts_with(['E', 'W', 'S', 'N']);
        Short::new(&code).filter(|_| well_formed).map(|code| (AreaCode(code), None)).ok_or_else(|| {
            format!(
                "{} is not an area code; give the planning authority’s nine-character code, for example E07000120",
                quoted(text)
            )
        })
    }

    /// The nine characters.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// A postcode, written with its space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Postcode {
    outcode: Short,
    incode: Short,
}

impl Postcode {
    /// Reads a full postcode with or without spaces, in either case. Only its shape is checked.
    pub fn read(text: &str) -> Read<Postcode> {
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
        let shape: String = compact
            .chars()
            .map(|c| match c {
                'A'..='Z' => 'A',
                '0'..='9' => '9',
                _ => '?',
            })
            .collect();
        let known = ["A99AA", "A999AA", "AA99AA", "AA999AA", "A9A9AA", "AA9A9AA"];
        let halves = compact.split_at_checked(compact.len().saturating_sub(3));
        let halves = halves.filter(|_| known.contains(&shape.as_str()));
        let read =
            halves.and_then(|(out, inward)| Some(Postcode { outcode: Short::new(out)?, incode: Short::new(inward)? }));
        read.map(|postcode| (postcode, None))
            .ok_or_else(|| format!("{} is not a full postcode; write it like BB5 3AA", quoted(text)))
    }

    /// The part before the space, which names a delivery area that may straddle authorities.
    pub fn outcode(&self) -> &str {
        self.outcode.as_str()
    }

    /// The part after the space.
    pub fn incode(&self) -> &str {
        self.incode.as_str()
    }
}

impl fmt::Display for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.outcode.as_str(), self.incode.as_str())
    }
}

/// The most a weekly fee can be before it is taken for a slip; no published fee comes near.
const HIGHEST_WEEKLY: u32 = 50_000;

/// Reads pounds a week: `5200`, `5,200.50`, `£5,200`. Zero is allowed only where `zero` says so.
pub fn read_money(text: &str, zero: bool) -> Read<Decimal> {
    let plain = text.trim();
    let plain = plain.strip_prefix('£').unwrap_or(plain).trim();
    let refuse = |why: &str| Err(format!("{} {why}; write pounds a week, for example 5200.00", quoted(text)));
    if plain.starts_with('-') {
        return refuse("is below zero");
    }
    let (pounds, pence) = plain.split_once('.').map_or((plain, None), |(pounds, pence)| (pounds, Some(pence)));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let pounds = match ungrouped(pounds) {
        Some(pounds) if pence.is_none_or(is_digits) => pounds,
        _ => return refuse("is not an amount of money"),
    };
    if pence.is_some_and(|pence| pence.len() > 2) {
        return refuse("has more than two decimal places");
    }
    let number = format!("{pounds}.{:0<2}", pence.unwrap_or_default());
    match Decimal::from_str_exact(&number) {
        Ok(amount) if amount.is_zero() && !zero => refuse("is not above zero"),
        Ok(amount) if amount <= Decimal::from(HIGHEST_WEEKLY) => Ok((amount, None)),
        _ => Err(format!(
            "{} is above £{HIGHEST_WEEKLY} a week; if it is the yearly fee, divide it by the weeks in the year",
            quoted(text)
        )),
    }
}

/// Reads per cent from 0 to 100, with at most two decimal places: `3.5`, `3.5%`.
pub fn read_percent(text: &str) -> Read<Decimal> {
    let plain = text.trim();
    let plain = plain.strip_suffix('%').unwrap_or(plain).trim();
    let (whole, part) = plain.split_once('.').map_or((plain, "0"), |(whole, part)| (whole, part));
    let is_digits =
        |digits: &str, most: usize| (1..=most).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    let read = (is_digits(whole, 3) && is_digits(part, 2)).then(|| Decimal::from_str_exact(plain).ok()).flatten();
    read.filter(|percent| *percent <= Decimal::ONE_HUNDRED)
        .map(|percent| (percent, None))
        .ok_or_else(|| format!("{} is not a percentage from 0 to 100; write it like 3.5", quoted(text)))
}

/// Reads a whole number between two bounds.
pub fn read_count(text: &str, least: u32, most: u32) -> Read<u32> {
    let plain = text.trim();
    let below =
        plain.strip_prefix('-').is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()));
    if below {
        return Err(format!("{} is outside {least} to {most}; check the number", quoted(text)));
    }
    if plain.is_empty() || !plain.bytes().all(|b| b.is_ascii_digit()) {
        return Err(format!(
            "{} is not a whole number; write it in figures, for example {}",
            quoted(text),
            least.max(2)
        ));
    }
    match plain.parse() {
        Ok(count) if (least..=most).contains(&count) => Ok((count, None)),
        _ => Err(format!("{} is outside {least} to {most}; check the number", quoted(text))),
    }
}

/// Reads the youngest age: `12` or `12+`.
pub fn read_youngest(text: &str) -> Read<u8> {
    let plain = text.trim();
    let open = plain.strip_suffix('+').map(str::trim);
    let age = read_age(open.unwrap_or(plain), text, 17)?;
    Ok((age, open.map(|_| format!("{} is read as {age} and over, under 18", quoted(text)))))
}

/// Reads the oldest age: `17`, `up to 17`, `under 18`, or `18`, which is read as under 18.
pub fn read_oldest(text: &str) -> Read<(u8, bool)> {
    let plain = text.trim().to_ascii_lowercase();
    if let Some(limit) = plain.strip_prefix("under ") {
        let limit = read_age(limit, text, 18)?;
        return limit
            .checked_sub(1)
            .map(|age| ((age, false), None))
            .ok_or_else(|| "no child is under 0; check the age".to_owned());
    }
    let number = plain.strip_prefix("up to ").unwrap_or(&plain);
    let age = read_age(number, text, 18)?;
    if age == 18 {
        return Ok(((17, true), Some(format!("{} is read as under 18", quoted(text)))));
    }
    Ok(((age, false), None))
}

fn read_age(number: &str, typed: &str, most: u8) -> Result<u8, String> {
    let number = number.trim();
    let age =
        (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())).then(|| number.parse::<u8>().ok()).flatten();
    match age {
        Some(age) if age <= most => Ok(age),
        Some(_) => Err(format!("{} is above {most}; a children’s home is for children under 18", quoted(typed))),
        None => Err(format!(
            "{} is not an age; write one whole number of years, for example 12, and the other end of the range in its own field",
            quoted(typed)
        )),
    }
}

/// Reads a date, ISO or British.
pub fn read_date(text: &str) -> Read<Date> {
    let plain = text.trim();
    let date =
        Date::from_typed(plain).ok_or_else(|| format!("{} is not a date; write it like 2026-10-02", quoted(text)))?;
    Ok((date, (plain != date.iso()).then(|| format!("{} is read as {date}", quoted(text)))))
}

/// Reads `yes` or `no`.
pub fn read_yes_no(text: &str) -> Read<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "yes" | "true" => Ok((true, None)),
        "no" | "false" => Ok((false, None)),
        _ => Err(format!("{} is neither yes nor no", quoted(text))),
    }
}

/// Reads text, taking out what cannot be seen. One-line text loses its line breaks, all text its outer space.
pub fn read_text(text: &str, most: usize, one_line: bool) -> Read<Option<String>> {
    let length = text.chars().count();
    if length > most {
        return Err(format!("the text has {length} characters; the most is {most}, so shorten it"));
    }
    // Most texts have nothing to take out.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        let clean = text.trim();
        return Ok(((!clean.is_empty()).then(|| clean.to_owned()), None));
    }
    let mut removed = 0_usize;
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' '..='~' => clean.push(c),
            '\n' if !one_line => clean.push('\n'),
            '\n' | '\t' => clean.push(' '),
            '\r' => {}
            c if is_invisible(c) => removed += 1,
            c => clean.push(c),
        }
    }
    let clean = clean.trim();
    let remark = (removed > 0).then(|| match removed {
        1 => "one invisible or direction-changing character was taken out".to_owned(),
        _ => format!("{removed} invisible or direction-changing characters were taken out"),
    });
    Ok(((!clean.is_empty()).then(|| clean.to_owned()), remark))
}

/// What to look at again before a text is published, if anything: pounds, or a number that may be a child's.
pub fn unfit_to_publish(text: &str) -> Option<&'static str> {
    if text.contains('£') {
        return Some("speaks of pounds, so the public letter leaves out the sentence that would quote it");
    }
    if text.bytes().filter(u8::is_ascii_digit).count() < 10 {
        return None;
    }
    let mut digits = 0_u32;
    for c in text.chars() {
        match c {
            '0'..='9' => digits += 1,
            ' ' | '-' => {}
            _ => digits = 0,
        }
        if digits >= 10 {
            return Some(
                "holds a long number, perhaps an NHS or case number; the letter is published, so name no child",
            );
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(text: &str) -> Option<String> {
        read_money(text, false).ok().map(|(amount, _)| amount.to_string())
    }

    #[test]
    fn money_is_exact_or_refused() {
        for (text, amount) in
            [("5200", "5200.00"), ("£5,200", "5200.00"), (" 5200.5 ", "5200.50"), ("50000", "50000.00")]
        {
            assert_eq!(money(text).as_deref(), Some(amount), "{text}");
        }
        for text in [
            "£5,2oo",
            "-1",
            "5200.005",
            "1e9",
            "0",
            "",
            "5,20",
            "52,00.00",
            "£",
            "5200 pw",
            "50000.01",
            "99999999999999999999999999999999",
            "5200.",
            "٥٢٠٠",
        ] {
            assert_eq!(money(text), None, "{text}");
        }
    }

    #[test]
    fn percentages_are_exact_or_refused() {
        assert_eq!(read_percent(" 3.5% ").map(|(percent, _)| percent.to_string()), Ok("3.5".to_owned()));
        assert_eq!(read_percent("0").map(|(percent, _)| percent), Ok(Decimal::ZERO));
        for text in ["", "%", "-1", "100.01", "3.555", "3.", ".5", "1e1", "three", "1000"] {
            assert!(read_percent(text).is_err(), "{text}");
        }
    }

    #[test]
    fn ages_are_one_sided_or_refused() {
        assert_eq!(read_youngest("12+").map(|(age, _)| age), Ok(12));
        assert_eq!(read_oldest("up to 18").map(|(age, remark)| (age, remark.is_some())), Ok(((17, true), true)));
        assert_eq!(read_oldest("under 18").map(|(age, _)| age), Ok((17, false)));
        for text in ["8-17", "two", "18", "-1", "", "1e1", "300"] {
            assert!(read_youngest(text).is_err(), "{text}");
        }
        assert!(read_oldest("25").is_err() && read_oldest("under 0").is_err());
    }

    #[test]
    fn postcodes_take_any_spacing_and_case() {
        assert_eq!(Postcode::read(" bb53aa ").map(|(p, _)| p.to_string()), Ok("BB5 3AA".to_owned()));
        for text in ["BB5", "BB5 3A", "BB53AAA", "ＢＢ5 3AA", "", "é"] {
            assert!(Postcode::read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn text_loses_what_cannot_be_seen_and_says_so() {
        let (text, remark) = read_text("a\u{202E}b\u{0007}c\r\nd", 100, true).unwrap();
        assert_eq!((text.as_deref(), remark.is_some()), (Some("abc d"), true));
        assert_eq!(read_text(" \n ", 100, false).unwrap().0, None);
        assert!(read_text(&"x".repeat(101), 100, false).is_err());
    }
}
