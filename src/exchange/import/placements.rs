//! The words of the placements data standard (v2), where an offer of a home uses them. A file about one child is refused: this
//! tool takes nothing about a child.

use super::{Importer, written};
use crate::exchange::meanings::PLACEMENTS;
use crate::form::Field;
use crate::json::{Fault, Json};
use crate::text::quoted;
use crate::vocabulary::{Model, Registration};

/// Entities that may hold the fields; they also stand alone.
const ENTITIES: [&str; 7] = [
    "",
    "Risks.",
    "risks.",
    "PlacementRequirements.",
    "placementRequirements.",
    "ActualPlacement.",
    "actualPlacement.",
];

/// Fields that only a file about one child has.
const ONE_CHILD: [&str; 3] = ["childId", "PlacementAvailability.childId", "placementAvailability.childId"];

pub(super) fn is_one(json: &Json) -> bool {
    let inner = ["Risks", "risks"].iter().find_map(|key| json.get(key));
    let risk = |json: &Json| match json {
        Json::Object(entries) => entries.iter().any(|(key, _)| PLACEMENTS.iter().any(|(word, _)| key == word)),
        _ => false,
    };
    risk(json) || inner.is_some_and(risk)
}

pub(super) fn read(importer: &mut Importer<'_>) -> Result<(), Fault> {
    if ONE_CHILD.iter().any(|path| importer.at(path).is_some()) {
        let message = "is about one child, and nothing about a child belongs here; give what the home offers";
        return Err(Fault::at(importer.here("childId"), message));
    }
    for (word, need) in PLACEMENTS {
        if let Some((path, json)) = field(importer, word)
            && is_present(json)
        {
            importer.suggest(Field::Needs, need.code(), &path, word, true);
        }
    }
    if let Some((path, json)) = field(importer, "riskToOthersAnimals")
        && is_present(json)
    {
        importer.remark(&path, "harm to animals has no need of its own here; say it in the words about the children");
    }
    if let Some((path, text)) = text(importer, "livingCompanions")
        && text.to_ascii_lowercase().starts_with("solo")
    {
        importer.suggest(Field::Model, Model::Solo.code(), &path, text, true);
    }
    if let Some((path, text)) = text(importer, "placementType") {
        let registration = match text.to_ascii_lowercase().as_str() {
            "residential" => Some(Registration::ChildrensHome),
            "supported accommodation" => Some(Registration::SupportedAccommodation),
            _ => None,
        };
        match registration {
            Some(registration) => importer.suggest(Field::Registration, registration.code(), &path, text, true),
            None => importer.remark(&path, format!("{} is no home that is assessed here", quoted(text))),
        }
    }
    if let Some((path, text)) = text(importer, "totalWeeklyCost") {
        importer.suggest(Field::Weekly, text, &path, text, true);
    }
    Ok(())
}

fn field<'i>(importer: &Importer<'i>, name: &str) -> Option<(String, &'i Json)> {
    ENTITIES.iter().map(|entity| format!("{entity}{name}")).find_map(|path| importer.at(&path).map(|json| (path, json)))
}

fn text<'i>(importer: &Importer<'i>, name: &str) -> Option<(String, &'i str)> {
    field(importer, name).and_then(|(path, json)| Some((path, written(json)?)))
}

fn is_present(json: &Json) -> bool {
    match json {
        Json::Bool(present) => *present,
        other => written(other)
            .is_some_and(|text| matches!(text.to_ascii_lowercase().as_str(), "risk present" | "y" | "yes" | "true")),
    }
}
