//! Deadlines as a file for a calendar program (RFC 5545, iCalendar). The same deadline gives the same bytes: no clock, and a
//! name of its own by which a calendar that opens the file again knows the entry.

use crate::date::Date;
use crate::digest::sha256;

/// A day by which something has to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// What it is the deadline of, the same whatever else changes: the authority's code and the reference, for example. Two
    /// deadlines of one file need two of these.
    pub of: String,
    /// The day.
    pub on: Date,
    /// What has to be done, in one line.
    pub title: String,
    /// More about it; line breaks are kept.
    pub about: String,
    /// How many days before there is a reminder, if there is one.
    pub remind_days: Option<u8>,
}

/// What a line may have at most, in bytes, before it is folded.
const MOST_OF_A_LINE: usize = 75;

/// The deadlines as a calendar file, written on a day.
pub fn calendar(deadlines: &[Deadline], written_on: Date) -> String {
    let mut lines = Lines::default();
    lines.put("BEGIN", "VCALENDAR");
    lines.put("VERSION", "2.0");
    lines.put("PRODID", "-//home-assessment//deadlines//EN");
    lines.put("CALSCALE", "GREGORIAN");
    lines.put("METHOD", "PUBLISH");
    for Deadline { of, on, title, about, remind_days } in deadlines {
        lines.put("BEGIN", "VEVENT");
        let name: String = sha256(of.as_bytes()).chars().take(32).collect();
        lines.put("UID", &format!("{name}@home-assessment"));
        lines.put("DTSTAMP", &format!("{}T000000Z", compact(written_on)));
        lines.put("DTSTART;VALUE=DATE", &compact(*on));
        // Without an end it lasts for that day. It takes nobody's time from other appointments.
        lines.put("TRANSP", "TRANSPARENT");
        lines.put("SUMMARY", &escaped(title));
        if !about.is_empty() {
            lines.put("DESCRIPTION", &escaped(about));
        }
        if let Some(days) = remind_days {
            lines.put("BEGIN", "VALARM");
            lines.put("ACTION", "DISPLAY");
            lines.put("DESCRIPTION", &escaped(title));
            lines.put("TRIGGER", &format!("-P{days}D"));
            lines.put("END", "VALARM");
        }
        lines.put("END", "VEVENT");
    }
    lines.put("END", "VCALENDAR");
    lines.0
}

/// `20261002`.
fn compact(date: Date) -> String {
    date.iso().replace('-', "")
}

/// Text in which nothing ends the line or begins another value; what cannot be seen is left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' => escaped.push_str("\\n"),
            '\t' => escaped.push(' '),
            c if crate::text::is_invisible(c) => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A line, folded so that no part of it is too long: a further part begins with a space.
    fn put(&mut self, name: &str, value: &str) {
        let mut length = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if length + c.len_utf8() > MOST_OF_A_LINE {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(c);
            length += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deadline(title: &str, about: &str) -> Deadline {
        let on = Date::from_iso("2026-10-23").unwrap();
        Deadline { of: "E07000120 26/0701".into(), on, title: title.into(), about: about.into(), remind_days: Some(3) }
    }

    fn written(deadlines: &[Deadline]) -> String {
        calendar(deadlines, Date::from_iso("2026-10-02").unwrap())
    }

    #[test]
    fn a_deadline_is_a_whole_day_with_a_reminder() {
        let file = written(&[deadline("Respond to 26/0701", "")]);
        let uid = file.lines().find(|line| line.starts_with("UID:")).unwrap().to_owned();
        assert_eq!(uid.len(), "UID:@home-assessment".len() + 32);
        let expected = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//home-assessment//deadlines//EN",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            "BEGIN:VEVENT",
            &uid,
            "DTSTAMP:20261002T000000Z",
            "DTSTART;VALUE=DATE:20261023",
            "TRANSP:TRANSPARENT",
            "SUMMARY:Respond to 26/0701",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "DESCRIPTION:Respond to 26/0701",
            "TRIGGER:-P3D",
            "END:VALARM",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ];
        assert_eq!(file, expected.join("\r\n"));
        assert_eq!(file, written(&[deadline("Respond to 26/0701", "")]), "the same deadline is the same file");
        let moved = Deadline { on: Date::from_iso("2026-10-30").unwrap(), ..deadline("Later", "") };
        assert!(written(&[moved]).contains(&uid), "a deadline that moves keeps its name");
    }

    #[test]
    fn text_cannot_end_its_line_or_begin_another_property() {
        let file = written(&[deadline("a, b; c\\d\r\nEND:VEVENT", "1\n2\r3\u{202E}\u{0}")]);
        assert!(file.contains("SUMMARY:a\\, b\\; c\\\\d\\nEND:VEVENT\r\n"), "{file}");
        assert!(file.contains("\r\nDESCRIPTION:1\\n2\\n3\r\n"), "{file}");
        assert_eq!(file.matches("\r\nEND:VEVENT\r\n").count(), 1);
    }

    #[test]
    fn long_lines_are_folded_between_letters_and_unfold_to_what_was_meant() {
        let title = "Réponse – 🏠 for the children of Copperthwaite, ".repeat(9);
        let file = written(&[deadline(&title, &title)]);
        assert!(file.split("\r\n").all(|line| line.len() <= MOST_OF_A_LINE), "{file}");
        assert!(file.replace("\r\n ", "").contains(&format!("SUMMARY:{}", escaped(&title))));
        assert!(!file.replace("\r\n", "").contains(['\r', '\n']));
    }

    #[test]
    fn no_deadline_is_an_empty_calendar() {
        assert!(written(&[]).ends_with("METHOD:PUBLISH\r\nEND:VCALENDAR\r\n"));
    }
}
