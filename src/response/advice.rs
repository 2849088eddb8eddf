//! What would change the stance, in words: the ways found by the search, and the figures it turns on.

use super::document::Sentence;
use super::words::{Words, list, number, plain, pounds};
use crate::advice::{Change, Way};
use crate::sensitivity::{Beyond, Threshold};
use crate::vocabulary::Stance;
use rust_decimal::Decimal;

/// What would change the stance of one assessment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outlook {
    /// The smallest sets of changes that reach a better stance.
    pub advice: Vec<Way>,
    /// The figures on which the stance turns.
    pub sensitivity: Vec<Threshold>,
}

/// The sentences of advice and the names each may use.
pub(super) fn keys() -> Vec<(String, &'static [&'static str])> {
    let keys: [(&str, &'static [&'static str]); 23] = [
        ("settle", &["question", "answer"]),
        ("places", &["new_places"]),
        ("places-instead", &["new_places"]),
        ("model", &["new_model"]),
        ("need", &["new_needs"]),
        ("needs", &["new_needs"]),
        ("needs-many", &["count", "new_needs"]),
        ("staff", &["new_staff"]),
        ("ages", &["new_ages"]),
        ("site", &["distance"]),
        ("contact", &[]),
        ("priority", &[]),
        ("all-places", &[]),
        ("tier-2", &[]),
        ("no-other-authority", &[]),
        ("fee", &["most"]),
        ("fee-within-benchmark", &[]),
        ("reasons-accepted", &[]),
        ("analysis", &[]),
        ("way", &["changes"]),
        ("way-to", &["changes", "stance"]),
        ("none", &[]),
        ("figures-none", &[]),
    ];
    let advice = keys.map(|(key, names)| (format!("advice.{key}"), names));
    let beyond = Beyond::ALL.iter().map(|beyond| {
        let names: &'static [&'static str] = &["title", "value", "threshold", "stance"];
        (format!("advice.figure.{}", beyond.code()), names)
    });
    advice.into_iter().chain(beyond).collect()
}

/// A change and its alternatives, as part of a sentence.
pub fn change(words: &Words<'_>, alternatives: &[Change]) -> Option<Sentence> {
    let places: Vec<String> = texts(alternatives, |change| match change {
        Change::Places(places) => Some(number(*places)),
        _ => None,
    });
    if let Some(new_places) = whole(&places, alternatives) {
        let one = alternatives == [Change::Places(1)];
        let instead = words.assessment.proposal.home.places.is_some();
        let key = if instead { "advice.places-instead" } else { "advice.places" };
        let new_places = format!("{new_places} {}", if one { "place" } else { "places" });
        return words.clause(key, &[("new_places", new_places)]);
    }
    let needs: Vec<String> = texts(alternatives, |change| match change {
        Change::Need(need) => words.profile.wording.needs.get(need.code()).cloned(),
        _ => None,
    });
    if let Some(new_needs) = whole(&needs, alternatives) {
        // A long list is cut to its first two and their number.
        if needs.len() > 5 {
            let first: Vec<&String> = needs.iter().take(2).collect();
            let count = number(u32::try_from(needs.len()).ok()?);
            return words.clause("advice.needs-many", &[("count", count), ("new_needs", list(&first, "or")?)]);
        }
        let key = if needs.len() == 1 { "advice.need" } else { "advice.needs" };
        return words.clause(key, &[("new_needs", new_needs)]);
    }
    let clauses: Vec<Sentence> = alternatives.iter().map(|change| one(words, change)).collect::<Option<_>>()?;
    let text = list(&clauses.iter().map(|clause| clause.text.as_str()).collect::<Vec<_>>(), "or")?;
    let mut clauses = clauses.into_iter();
    let mut sentence = Sentence { text, ..clauses.next()? };
    sentence.trace.inputs.extend(clauses.flat_map(|clause| clause.trace.inputs));
    Some(sentence)
}

fn texts(alternatives: &[Change], text: impl Fn(&Change) -> Option<String>) -> Vec<String> {
    alternatives.iter().filter_map(text).collect()
}

/// "a, b or c", if every alternative has a text.
fn whole(texts: &[String], alternatives: &[Change]) -> Option<String> {
    list(texts, "or").filter(|_| texts.len() == alternatives.len())
}

fn one(words: &Words<'_>, change: &Change) -> Option<Sentence> {
    let count = |n: &u32, one: &str, many: &str| format!("{} {}", number(*n), if *n == 1 { one } else { many });
    let (key, name) = match change {
        Change::Settle(field, answer) => {
            let question = words.question_name(field)?;
            let answer = words.profile.option(&field.path(), answer).to_owned();
            return words.clause("advice.settle", &[("question", question), ("answer", answer)]);
        }
        Change::Places(_) | Change::Need(_) => return self::change(words, std::slice::from_ref(change)),
        Change::Model(model) => ("model", Some(("new_model", words.profile.model(*model)?.title.clone()))),
        Change::Staff(staff) => ("staff", Some(("new_staff", count(staff, "member of staff", "members of staff")))),
        Change::Ages(youngest, oldest) => ("ages", Some(("new_ages", format!("{youngest} to {oldest}")))),
        Change::Site(metres) => ("site", Some(("distance", format!("{} metres", plain(Decimal::from(*metres)))))),
        Change::Contact => ("contact", None),
        Change::Priority => ("priority", None),
        Change::AllPlaces => ("all-places", None),
        Change::Tier2 => ("tier-2", None),
        Change::NoOtherAuthority => ("no-other-authority", None),
        Change::Fee(most) => ("fee", Some(("most", pounds(*most)))),
        Change::FeeWithinBenchmark => ("fee-within-benchmark", None),
        Change::ReasonsAccepted => ("reasons-accepted", None),
        Change::Analysis => ("analysis", None),
    };
    words.clause(&format!("advice.{key}"), name.as_slice())
}

/// A way to a better stance as one sentence; the stance is named for the council and not for a provider.
pub fn way(words: &Words<'_>, way: &Way, name_stance: bool) -> Option<Sentence> {
    let clauses: Vec<Sentence> = way.changes.iter().map(|any| change(words, any)).collect::<Option<_>>()?;
    // Alternatives have commas and "or" of their own.
    let texts: Vec<&str> = clauses.iter().map(|clause| clause.text.as_str()).collect();
    let changes = ("changes", texts.join("; with "));
    let mut sentence = if name_stance {
        words.say_with("advice.way-to", &[changes, ("stance", stance(words, way.stance))])
    } else {
        words.say_with("advice.way", &[changes])
    }?;
    for clause in clauses {
        sentence.trace.inputs.extend(clause.trace.inputs);
        sentence.trace.figures.extend(clause.trace.figures);
    }
    Some(sentence)
}

/// A figure and the threshold beyond which the stance would be another.
pub fn threshold(words: &Words<'_>, threshold: &Threshold) -> Option<Sentence> {
    let cited = words.profile.cite(threshold.figure)?;
    let names = [
        ("title", cited.figure.title.clone()),
        ("value", words.figure(threshold.figure)),
        ("threshold", words.amount(threshold.at.round_dp(2), &cited.figure.unit)),
        ("stance", stance(words, threshold.stance)),
    ];
    let mut sentence = words.say_with(&format!("advice.figure.{}", threshold.beyond.code()), &names)?;
    sentence.trace.figures.push(threshold.figure);
    Some(sentence)
}

fn stance(words: &Words<'_>, stance: Stance) -> String {
    words.profile.stance_title(stance).to_owned()
}
