//! How a proposal bears on the objectives that the council shares with others: a line for each, as the profile says it.

use super::document::Sentence;
use super::words::{Words, titled};
use crate::profile::Bearing;
use crate::vocabulary::Stance;

/// What is said where nothing bears on an objective.
const NOTHING: &str = "objectives.nothing";

/// The sentences that are used here and the names each may use.
pub(super) fn keys() -> Vec<(String, &'static [&'static str])> {
    vec![(NOTHING.to_owned(), [].as_slice())]
}

/// Each objective and how the proposal bears on it; nothing where only facts are stated.
pub fn objectives(words: &Words<'_>) -> Vec<(Sentence, Sentence)> {
    if words.assessment.stance == Stance::FactualOnly {
        return Vec::new();
    }
    let objectives = words.profile.objectives.iter().enumerate();
    let line = objectives.filter_map(|(at, objective)| {
        let said = objective.bearing.iter().enumerate().find(|(_, bearing)| holds(words, bearing));
        let sentence = match said {
            Some((row, bearing)) => {
                words.fill(&format!("objectives[{at}].bearing[{row}].text"), &bearing.text, &[], None)
            }
            None => words.say(NOTHING),
        };
        Some((titled(objective.title.as_str(), format!("objectives[{at}].title")), sentence?))
    });
    line.collect()
}

/// Whether every condition that is given holds.
fn holds(words: &Words<'_>, bearing: &Bearing) -> bool {
    let assessment = words.assessment;
    let found = |result: &String| assessment.found(result);
    let met = |at: usize| words.profile.gaps.get(at).is_some_and(|gap| bearing.gaps.contains(&gap.id));
    (bearing.gaps.is_empty() || assessment.gaps_met().any(met))
        && (bearing.fee_bands.is_empty() || bearing.fee_bands.contains(&assessment.fee_band))
        && (bearing.only_with.is_empty() || bearing.only_with.iter().any(found))
        && !bearing.not_with.iter().any(found)
}
