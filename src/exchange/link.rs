//! The link that hands a proposal over: its answers in the part of an address that browsers send to no server.

use super::lines::{self, END, Lines};
use crate::form::Form;
use crate::json::Fault;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// What such a part of an address begins with.
pub const PREFIX: &str = "#proposal=";

/// The first line of what it holds.
const FORMAT: &str = "home-assessment/link@1";
/// What the first line of any version begins with.
const NAME: &str = "home-assessment/link@";

/// The most characters that mail programs pass on in a link.
const MOST_WRITTEN: usize = 8_000;
/// The most that is read.
const MOST_READ: usize = 200_000;

/// The answers of a form as the end of a link; nothing where they are too many for one.
pub fn write(form: &Form) -> Option<String> {
    let mut text = Lines::begin(FORMAT);
    text.put_form(form);
    let link = [PREFIX, &URL_SAFE_NO_PAD.encode(text.end())].concat();
    (link.len() <= MOST_WRITTEN).then_some(link)
}

/// The answers that a link holds.
///
/// # Errors
/// It is no such link, damaged, or from a newer version.
pub fn read(link: &str) -> Result<Form, Fault> {
    let damaged = || Fault::at("", "the link is damaged or was cut short; ask for it again, or for a file");
    let held = link.strip_prefix(PREFIX).filter(|_| link.len() <= MOST_READ).ok_or_else(damaged)?;
    let text = URL_SAFE_NO_PAD.decode(held).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let text = text.ok_or_else(damaged)?;
    let mut all = text.split('\n');
    match all.next() {
        Some(FORMAT) => {}
        Some(other) if other.starts_with(NAME) => {
            let newer = "the link was made by another version of this page; ask for a file in its place";
            return Err(Fault::at("", newer));
        }
        _ => return Err(damaged()),
    }
    let (mut form, mut ended) = (Form::default(), false);
    for line in all {
        let parts = lines::parts(line);
        match parts.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            [END] => ended = true,
            parts => lines::read_into(&mut form, parts),
        }
    }
    if ended { Ok(form) } else { Err(damaged()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Field;

    #[test]
    fn a_link_holds_the_answers_as_typed_and_a_damaged_one_is_refused() {
        let mut form = Form::default();
        form.set(Field::PlanningAuthority, "E07000120");
        form.set(Field::Description, "two\tchildren’s\nplaces & <b>“care”</b>");
        let link = write(&form).unwrap_or_default();
        assert!(link.chars().all(|c| c.is_ascii_alphanumeric() || "#=-_".contains(c)), "{link}");
        assert_eq!(read(&link), Ok(form));
        for cut in 0..link.len() {
            assert!(link.get(..cut).is_some_and(|cut| read(cut).is_err()), "cut at {cut}");
        }
        let newer = [PREFIX, &URL_SAFE_NO_PAD.encode("home-assessment/link@2\nend")].concat();
        assert!(read(&newer).is_err_and(|fault| fault.to_string().contains("another version")));
        for hostile in ["", "#proposal=", "#proposal=%00", "#proposal=ÿ", &"x".repeat(300_000)] {
            assert!(read(hostile).is_err(), "{hostile:.20}");
        }
    }

    #[test]
    fn answers_too_long_for_a_link_have_none() {
        let mut form = Form::default();
        form.set(Field::Description, "x".repeat(10_000));
        assert_eq!(write(&form), None);
    }
}
