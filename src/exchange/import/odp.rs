//! The ODP schemas (0.7.7): an application as submitted has its parts under `data`; after submission the authority's own parts
//! stand there, and what was submitted under `submission`.

use super::{Importer, written};
use crate::form::Field;
use crate::json::Json;
use crate::text::quoted;
use crate::vocabulary::ApplicationKind;

/// Where the parts of an application may stand: the authority's own first.
const ROOTS: [&str; 3] = ["data", "submission.data", "submission"];

pub(super) fn is_one(json: &Json) -> bool {
    let has = |json: &Json| ["application", "property", "proposal"].iter().any(|key| json.get(key).is_some());
    let submission = json.get("submission");
    let data = submission.and_then(|submission| submission.get("data"));
    json.get("data").is_some_and(has) || data.is_some_and(has) || submission.is_some_and(has)
}

/// A path under each root.
fn under(path: &str) -> Vec<String> {
    ROOTS.iter().map(|root| format!("{root}.{path}")).collect()
}

impl Importer<'_> {
    fn take_under(&mut self, field: Field, paths: &[&str]) {
        let paths: Vec<String> = paths.iter().flat_map(|path| under(path)).collect();
        self.take(field, &paths.iter().map(String::as_str).collect::<Vec<_>>());
    }
}

pub(super) fn read(importer: &mut Importer<'_>) {
    importer.take_under(Field::Reference, &["application.reference"]);
    kind(importer);
    districts(importer);
    importer.take_under(Field::Received, &["consultation.startDate"]);
    importer.take_under(Field::RespondBy, &["consultation.endDate"]);
    importer.take_under(Field::Description, &["proposal.description"]);
    importer.take_under(Field::Address, &["property.address.singleLine", "property.address.title"]);
    importer.take_under(Field::Settlement, &["property.address.town"]);
    importer.take_under(Field::Postcode, &["property.address.postcode"]);
    importer.take_under(Field::Provider, &["applicant.company.name", "applicant.company"]);
}

fn kind(importer: &mut Importer<'_>) {
    let mut paths = vec!["applicationType".to_owned(), "submission.applicationType".to_owned()];
    paths.extend(under("application.type.value"));
    paths.extend(under("application.type"));
    let Some((path, code)) = importer.first(&paths.iter().map(String::as_str).collect::<Vec<_>>()) else { return };
    match meaning(code) {
        Some(kind) => importer.suggest(Field::ApplicationType, kind.code(), &path, code, true),
        None => importer.remark(&path, format!("the type {} has no counterpart here; choose one", quoted(code))),
    }
}

/// What a type of application of the schemas is here. They have no type of their own for what is already done.
fn meaning(code: &str) -> Option<ApplicationKind> {
    let code = code.to_ascii_lowercase();
    let is = |name: &str| code == name || code.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
    match () {
        () if is("ldc") => Some(ApplicationKind::Certificate),
        () if is("amendment.minormaterial") || is("pp.s73") => Some(ApplicationKind::Variation),
        () if is("preapp") => Some(ApplicationKind::PreApplication),
        () if is("pp") => Some(ApplicationKind::Full),
        () => None,
    }
}

/// The districts that a site lies in, by name.
fn districts(importer: &mut Importer<'_>) {
    for path in under("property.localAuthorityDistrict").iter().chain(&under("localPlanningAuthority.name")) {
        let names: Vec<&str> = match importer.at(path) {
            Some(Json::List(names)) => names.iter().filter_map(written).collect(),
            Some(name) => written(name).into_iter().collect(),
            None => continue,
        };
        let code = |name: &str| importer.meanings.code(&Field::PlanningAuthority, name);
        let known: Vec<&str> = names.iter().copied().filter(|name| code(name).is_some()).collect();
        // The council that answers decides few applications; a district beside it does.
        let own = importer.profile.council.code.as_str();
        let districts: Vec<&str> = known.iter().copied().filter(|name| code(name) != Some(own)).collect();
        let chosen = [districts, known, names].into_iter().find(|names| !names.is_empty()).unwrap_or_default();
        chosen.iter().for_each(|name| importer.authority(path, name));
        return;
    }
}
