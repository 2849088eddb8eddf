//! What others write where a file of ours has a code: the profile's own words for a code, a planning authority's name, a date
//! as planning registers print it, and the words of the placements data standard for needs. Only what can mean one thing.

use crate::date::Date;
use crate::form::{Field, Kind};
use crate::profile::{NO_CODE, Profile};
use crate::vocabulary::Need;
use std::collections::BTreeMap;

/// Words of the placements data standard (v2) for risks, each with the need that it names.
pub const PLACEMENTS: [(&str, Need); 11] = [
    ("riskSelfHarm", Need::SelfHarm),
    ("riskSexualExploitation", Need::SexualExploitation),
    ("riskCriminalExploitation", Need::CriminalExploitation),
    ("riskDrugAlcohol", Need::SubstanceMisuse),
    ("riskEatingDisorder", Need::EatingDisorder),
    ("riskMissing", Need::Missing),
    ("riskToOthersPhysical", Need::Aggression),
    ("riskToOthersSexual", Need::SexuallyHarmfulBehaviour),
    ("riskToOthersFire", Need::FireSetting),
    ("riskToOthersCriminal", Need::CriminalExploitation),
    ("deprivationOfLiberty", Need::DeprivationOfLiberty),
];

/// The words of a profile for its codes.
#[derive(Clone, Debug)]
pub struct Meanings {
    /// By the path of the question and the words, without case and marks; none where they mean two things.
    words: BTreeMap<(String, String), Option<String>>,
}

impl Meanings {
    /// Everything that the profile's words can mean.
    pub fn of(profile: &Profile) -> Meanings {
        let mut meanings = Meanings { words: BTreeMap::new() };
        let wording = &profile.wording;
        for options in [&wording.options, &wording.provider_options] {
            for (path, codes) in options {
                codes.iter().for_each(|(code, words)| meanings.add(path, words, code));
            }
        }
        for (path, codes) in &wording.gleaned {
            for (code, phrases) in codes.iter().filter(|(code, _)| *code != NO_CODE) {
                phrases.iter().for_each(|phrase| meanings.add(path, phrase, code));
            }
        }
        let needs = Field::Needs.path();
        wording.needs.iter().for_each(|(code, words)| meanings.add(&needs, words, code));
        PLACEMENTS.iter().for_each(|(word, need)| meanings.add(&needs, word, need.code()));
        for field in Field::FIXED {
            let codes: Vec<&str> = match field.kind() {
                Kind::Code(codes) => codes.to_vec(),
                Kind::Needs => Need::ALL.iter().map(|need| need.code()).collect(),
                _ => Vec::new(),
            };
            codes.iter().for_each(|code| meanings.add(&field.path(), code, code));
        }
        let authority = Field::PlanningAuthority.path();
        for known in &profile.authorities {
            meanings.add(&authority, &known.name, &known.code);
            meanings.add(&authority, &known.council, &known.code);
        }
        meanings
    }

    fn add(&mut self, path: &str, words: &str, code: &str) {
        let known = self.words.entry((path.to_owned(), in_plain_words(words))).or_insert_with(|| Some(code.to_owned()));
        if known.as_deref() != Some(code) {
            *known = None;
        }
    }

    /// The code that these words mean for a question.
    pub fn code(&self, field: &Field, words: &str) -> Option<&str> {
        self.words.get(&(field.path(), in_plain_words(words)))?.as_deref()
    }

    /// The code of words with a remark in brackets after them, as lists have it: `full (C3 dwelling to C2)`. Nothing where the
    /// remark has words for another code: `full (retrospective)` is for a person to decide.
    fn but_for_a_remark(&self, field: &Field, text: &str) -> Option<&str> {
        let (words, remark) = text.trim().strip_suffix(')')?.split_once('(')?;
        let code = self.code(field, words).filter(|_| !remark.contains(['(', ')']))?;
        let (path, remark) = (field.path(), format!(" {} ", in_plain_words(remark)));
        let another = |((known, words), meant): (&(String, String), &Option<String>)| {
            *known == path && meant.as_deref() != Some(code) && remark.contains(&format!(" {words} "))
        };
        (!self.words.iter().any(another)).then_some(code)
    }

    /// An answer that another wrote in its own way, as it is typed here; nothing where that is not plain.
    pub fn answer(&self, field: &Field, text: &str) -> Option<String> {
        match field.kind() {
            Kind::Code(_) if *field == Field::ApplicationType => {
                self.code(field, text).or_else(|| self.but_for_a_remark(field, text)).map(str::to_owned)
            }
            Kind::Code(_) | Kind::AreaCode => self.code(field, text).map(str::to_owned),
            Kind::Needs => {
                let items = text.split(['\n', ';', ',']).map(str::trim).filter(|item| !item.is_empty());
                let codes: Option<Vec<&str>> = items.map(|item| self.code(field, item)).collect();
                codes.map(|codes| codes.join("\n"))
            }
            Kind::Date => day(text).map(Date::iso),
            Kind::YesNo => match in_plain_words(text).as_str() {
                "y" => Some("yes".to_owned()),
                "n" => Some("no".to_owned()),
                _ => None,
            },
            _ => None,
        }
    }
}

/// Words without case and marks, with one space between them; `riskSelfHarm` is one word.
pub fn in_plain_words(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\'' | '’' => {}
            c if c.is_alphanumeric() => plain.extend(c.to_lowercase()),
            '&' if plain.is_empty() || plain.ends_with(' ') => plain.push_str("and "),
            '&' => plain.push_str(" and "),
            _ if plain.is_empty() || plain.ends_with(' ') => {}
            _ => plain.push(' '),
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// The day of a date as registers and files print it: `Fri 02 Oct 2026`, `2 October 2026`, `02-10-2026`,
/// `2026-10-02T09:30:00Z`, `02/10/2026 00:00`.
pub fn day(text: &str) -> Option<Date> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    const LONG: [&str; 12] = ["uary", "ruary", "ch", "il", "", "e", "y", "ust", "tember", "ober", "ember", "ember"];
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let text = text.trim();
    let first = text.split(['T', ' ']).next().unwrap_or_default();
    let joined = first.replace(['-', '.'], "/");
    if let Some(date) = Date::from_typed(first).or_else(|| Date::from_typed(&joined)) {
        let time = text.get(first.len()..).unwrap_or_default();
        return time.chars().all(|c| c.is_ascii_digit() || "T :.+-Z".contains(c)).then_some(date);
    }
    let lower = text.to_ascii_lowercase();
    let mut words: Vec<&str> = lower.split([' ', ',', '-']).filter(|word| !word.is_empty()).collect();
    if words.first().is_some_and(|word| {
        word.get(..3).is_some_and(|start| DAYS.contains(&start)) && !word.contains(char::is_numeric)
    }) && words.len() == 4
    {
        words.remove(0);
    }
    let [day, month, year] = words.as_slice() else { return None };
    let day = ["st", "nd", "rd", "th"].iter().find_map(|end| day.strip_suffix(end)).unwrap_or(day);
    let named = MONTHS.iter().zip(LONG).position(|(short, rest)| {
        month
            .strip_prefix(short)
            .is_some_and(|more| more.is_empty() || more == rest || (more == "t" && *short == "sep"))
    })?;
    let month = u8::try_from(named + 1).ok()?;
    let number = |text: &str, most: usize| text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit());
    (number(day, 2) && number(year, 4) && year.len() == 4)
        .then(|| Date::new(year.parse().ok()?, month, day.parse().ok()?))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_registers_print_them() {
        for text in [
            "Fri 02 Oct 2026",
            "Friday, 2 October 2026",
            "2nd October 2026",
            "02-Oct-2026",
            "02-10-2026",
            "2.10.2026",
            "2026-10-02T09:30:00.123Z",
            "2026-10-02T00:00:00+01:00",
            "02/10/2026 00:00",
            "2026-10-02",
        ] {
            assert_eq!(day(text).map(Date::iso).as_deref(), Some("2026-10-02"), "{text}");
        }
        for text in
            ["", "Oct 2026", "32 Oct 2026", "02 Okt 2026", "10/2026", "2 Oct 26", "2026-10-02 or later", "46297"]
        {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn words_mean_one_code_or_none() {
        let meanings = Meanings::of(&crate::built_in_profile().unwrap());
        for (field, words, answer) in [
            (Field::PlanningAuthority, "HYNDBURN", Some("E07000120")),
            (Field::PlanningAuthority, "Hyndburn Borough Council", Some("E07000120")),
            (Field::PlanningAuthority, "Westmorland & Furness", Some("E06000064")),
            (Field::PlanningAuthority, "Atlantis", None),
            (Field::ApplicationType, "Full Planning Application", Some("full")),
            (Field::ApplicationType, "Certificate of Lawfulness", Some("lawful-development-certificate")),
            (Field::ApplicationType, "full (C3 dwelling to C2)", Some("full")),
            (Field::ApplicationType, "Certificate of Lawfulness (proposed)", Some("lawful-development-certificate")),
            (Field::ApplicationType, "full (retrospective)", None),
            (Field::ApplicationType, "full (refused) then another", None),
            (Field::ApplicationType, "a house (full)", None),
            (Field::Registration, "Children's home", Some("childrens-home")),
            (Field::Registration, "Children's home (or supported living)", None),
            (Field::Needs, "Self Harm; riskMissing, ADHD", Some("self-harm\nmissing\nadhd")),
            (Field::Needs, "Self Harm; shyness", None),
            (Field::WakingNight, "Y", Some("yes")),
            (Field::Places, "two", None),
        ] {
            assert_eq!(meanings.answer(&field, words).as_deref(), answer, "{field}: {words}");
        }
    }
}
