//! The ministry's planning application data specification: modules by name, with the reference and the types beside them or in
//! a module of their own. Cases and nesting vary between published files.

use super::{Importer, written};
use crate::form::Field;
use crate::json::Json;
use crate::text::quoted;
use crate::vocabulary::ApplicationKind;

/// Where the modules of an application may stand.
const ROOTS: [&str; 4] = ["", "application.", "submission.", "data."];

const MODULES: [&str; 5] =
    ["application-types", "site-details", "proposal-details", "submission-details", "specification-profile"];

pub(super) fn is_one(json: &Json) -> bool {
    let has = |json: &Json| MODULES.iter().any(|key| json.get(key).is_some());
    has(json) || ["application", "submission", "data"].iter().any(|root| json.get(root).is_some_and(has))
}

impl<'i> Importer<'i> {
    /// The first of these paths, under any root, at which something stands.
    fn module(&self, paths: &[&str]) -> Option<(String, &'i Json)> {
        let mut all = paths.iter().flat_map(|path| ROOTS.iter().map(move |root| format!("{root}{path}")));
        all.find_map(|path| self.at(&path).map(|json| (path, json)))
    }

    fn take_module(&mut self, field: Field, paths: &[&str]) {
        if let Some((path, text)) = self.module(paths).and_then(|(path, json)| Some((path, written(json)?))) {
            self.suggest(field, text, &path, text, true);
        }
    }
}

/// Each item of a list, or the one thing that stands in its place, with its path.
fn each<'j>(path: &str, json: &'j Json) -> Vec<(String, &'j Json)> {
    match json {
        Json::List(items) => items.iter().enumerate().map(|(at, item)| (format!("{path}[{at}]"), item)).collect(),
        one => vec![(path.to_owned(), one)],
    }
}

pub(super) fn read(importer: &mut Importer<'_>) {
    importer.take_module(
        Field::Reference,
        &[
            "reference",
            "submission-details.reference",
            "submission-details.submission-reference",
            "submission-reference",
        ],
    );
    kinds(importer);
    if let Some((path, name)) = importer
        .module(&["planning-authority", "submission-details.planning-authority"])
        .and_then(|(path, json)| Some((path, written(json)?)))
    {
        let bare = name.rsplit_once(':').map_or(name, |(_, bare)| bare);
        importer.authority(&path, bare);
    }
    importer.take_module(
        Field::Description,
        &["proposal-details.description", "proposal-details.proposal-description", "desc-your-proposal.description"],
    );
    site(importer);
    rooms(importer);
    employment(importer);
    applicants(importer);
}

fn kinds(importer: &mut Importer<'_>) {
    let found = importer.module(&["application-types", "submission-details.application-types", "application-type"]);
    for (path, item) in found.iter().flat_map(|(path, json)| each(path, json)) {
        let code = written(item).or_else(|| item.get("application-type").and_then(written)).unwrap_or_default();
        match meaning(code) {
            Some(kind) => importer.suggest(Field::ApplicationType, kind.code(), &path, code, true),
            None => importer.remark(&path, format!("the type {} has no counterpart here; choose one", quoted(code))),
        }
    }
}

fn meaning(code: &str) -> Option<ApplicationKind> {
    let code = code.to_ascii_lowercase().replace(['_', ' '], "-");
    let is = |name: &str| code == name || code.strip_prefix(name).is_some_and(|rest| rest.starts_with(['-', '.']));
    match () {
        () if is("ldc") || is("lawful-development-certificate") => Some(ApplicationKind::Certificate),
        () if is("s73") || is("con-remove-vary") => Some(ApplicationKind::Variation),
        () if is("full") || is("outline") => Some(ApplicationKind::Full),
        () => None,
    }
}

/// The first place of the site; further ones are said, since two buildings can be one application.
fn site(importer: &mut Importer<'_>) {
    let Some((path, json)) = importer.module(&["site-details.site-locations", "site-locations", "site-details"]) else {
        return;
    };
    for (at, (path, place)) in each(&path, json).into_iter().enumerate() {
        let inner = |key: &str| {
            let nested = place.get("site-address").and_then(|address| address.get(key)).and_then(written);
            let found = nested.map(|text| (format!("{path}.site-address.{key}"), text));
            found.or_else(|| Some((format!("{path}.{key}"), place.get(key).and_then(written)?)))
        };
        let address = inner("address-text")
            .or_else(|| Some((format!("{path}.site-address"), place.get("site-address").and_then(written)?)));
        let postcode = inner("postcode");
        if at > 0 {
            let words = address.map_or("another place", |(_, text)| text);
            importer.remark(&path, format!("{} is part of the site too; add it to the address", quoted(words)));
            continue;
        }
        for (field, found) in [(Field::Address, address), (Field::Postcode, postcode)] {
            if let Some((path, text)) = found {
                importer.suggest(field, text, &path, text, true);
            }
        }
    }
}

/// Rooms in the use class of homes and hospitals. Rooms are not places, so a person has to say.
fn rooms(importer: &mut Importer<'_>) {
    let Some((path, json)) = importer.module(&["room-details", "non-res-floorspace.room-details"]) else { return };
    for (path, room) in each(&path, json) {
        let class = room.get("use-class-accommodation").and_then(written).unwrap_or_default();
        let Some(rooms) = room.get("total-rooms-proposed").and_then(written).filter(|rooms| !rooms.is_empty()) else {
            continue;
        };
        let words = format!("{rooms} rooms in use class {}", class.to_uppercase());
        if class.eq_ignore_ascii_case("c2") {
            importer.suggest(Field::Places, rooms, &format!("{path}.total-rooms-proposed"), &words, false);
        } else {
            importer.remark(&path, format!("{words}: not a home’s, so not used"));
        }
    }
}

/// All who work there are more than those on duty.
fn employment(importer: &mut Importer<'_>) {
    let Some((path, json)) = importer.module(&["employment.proposed-employees"]) else { return };
    let count = |key: &str| json.get(key).and_then(written).filter(|count| !matches!(*count, "" | "0"));
    if let Some(count) = count("total-fte").or_else(|| count("full-time")) {
        let message = format!("{} employees are proposed, which says nothing of those on duty; ask", quoted(count));
        importer.remark(&path, message);
    }
}

/// The first company that applies; a person's name is left where it is.
fn applicants(importer: &mut Importer<'_>) {
    let Some((path, json)) = importer.module(&["applicant-details.applicants", "applicants", "applicant-details"])
    else {
        return;
    };
    for (path, applicant) in each(&path, json) {
        for key in ["company", "company-name", "organisation"] {
            let named = applicant.get(key);
            let name = named.and_then(written).or_else(|| named?.get("name").and_then(written));
            if let Some(name) = name.filter(|name| !name.is_empty()) {
                return importer.suggest(Field::Provider, name, &format!("{path}.{key}"), name, true);
            }
        }
    }
}
