//! Homes answered before, from one file: what was proposed, what the council said and what was decided.

use super::proposal;
use crate::assessment::Answered;
use crate::date::Date;
use crate::json::{Fault, Json, below, check_version};
use crate::profile::Profile;
use crate::vocabulary::{Decision, Stance};

/// The most bytes such a file may have.
pub const MOST_BYTES: usize = 64 * 1024 * 1024;

/// Reads `home-assessment/answered@1`: `{ "schema", "homes": [ { "proposal": { … as in a proposal file … },
/// "stance", "answered_on", "decision" } ] }`. `decision` is approved, refused or withdrawn, and may be absent.
///
/// The second list names keys of proposals that are not known and were not used.
///
/// # Errors
/// Every fault, each with its place.
pub fn load(bytes: &[u8], profile: &Profile) -> Result<(Vec<Answered>, Vec<String>), Vec<Fault>> {
    read_json(&Json::read(bytes, MOST_BYTES).map_err(|fault| vec![fault])?, profile)
}

/// Reads the object of such a file.
///
/// # Errors
/// Every fault, each with its place.
pub fn read_json(json: &Json, profile: &Profile) -> Result<(Vec<Answered>, Vec<String>), Vec<Fault>> {
    if !matches!(json, Json::Object(_)) {
        return Err(vec![Fault::at("", format!("the file is {} but must be an object", json.kind()))]);
    }
    check_version(json, "home-assessment/answered", true).map_err(|fault| vec![fault])?;
    let mut faults = unknown(json, "", &["schema", "homes"]);
    let Some(Json::List(homes)) = json.get("homes") else {
        faults.push(Fault::at("homes", "is missing or not a list; give the homes answered before"));
        return Err(faults);
    };
    let (mut answered, mut unknown_keys) = (Vec::new(), Vec::new());
    for (at, home) in homes.iter().enumerate() {
        match read(home, profile) {
            Ok((home, keys)) => {
                answered.push(home);
                unknown_keys.extend(keys.iter().map(|key| format!("homes[{at}].proposal.{key}")));
            }
            Err(found) => {
                let place = format!("homes[{at}]");
                faults.extend(found.into_iter().map(|fault| fault.within(&place)));
            }
        }
    }
    if faults.is_empty() { Ok((answered, unknown_keys)) } else { Err(faults) }
}

fn read(json: &Json, profile: &Profile) -> Result<(Answered, Vec<String>), Vec<Fault>> {
    if !matches!(json, Json::Object(_)) {
        return Err(vec![Fault::at("", format!("is {} but must be an object", json.kind()))]);
    }
    let mut faults = unknown(json, "", &["proposal", "stance", "answered_on", "decision"]);
    let text = |key: &str| json.get(key).and_then(Json::text);
    let stance = text("stance").and_then(Stance::from_code);
    if stance.is_none() {
        faults.push(Fault::at("stance", format!("must be one of {}", codes(Stance::ALL.iter().map(|s| s.code())))));
    }
    let answered_on = text("answered_on").and_then(Date::from_iso);
    if answered_on.is_none() {
        faults.push(Fault::at("answered_on", "must be the date of the answer, like 2026-10-02"));
    }
    let decision = match json.get("decision") {
        None | Some(Json::Null) => None,
        Some(decision) => {
            let known = decision.text().and_then(Decision::from_code);
            if known.is_none() {
                let all = codes(Decision::ALL.iter().map(|decision| decision.code()));
                faults.push(Fault::at("decision", format!("must be one of {all}, or absent")));
            }
            known
        }
    };
    let proposal = match json.get("proposal") {
        Some(proposal @ Json::Object(_)) => proposal::read(proposal, profile).map_err(|found| {
            faults.extend(found.into_iter().map(|fault| fault.within("proposal")));
        }),
        _ => {
            faults.push(Fault::at("proposal", "is missing or not an object; give what was proposed"));
            Err(())
        }
    };
    match (proposal, stance, answered_on) {
        (Ok(loaded), Some(stance), Some(answered_on)) if faults.is_empty() => {
            Ok((Answered { proposal: loaded.proposal, stance, answered_on, decision }, loaded.unknown_keys))
        }
        _ => Err(faults),
    }
}

fn codes(codes: impl Iterator<Item = &'static str>) -> String {
    codes.collect::<Vec<_>>().join(", ")
}

/// Keys that are not part of the file, or stand twice.
fn unknown(json: &Json, place: &str, known: &[&str]) -> Vec<Fault> {
    let Json::Object(entries) = json else { return Vec::new() };
    let mut faults = Vec::new();
    for (at, (key, _)) in entries.iter().enumerate() {
        if !known.contains(&key.as_str()) {
            faults.push(Fault::at(below(place, key), "is not a key of this file; take it out"));
        } else if entries.iter().take(at).any(|(earlier, _)| earlier == key) {
            faults.push(Fault::at(below(place, key), "is written twice; keep one"));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    fn load(homes: &str) -> Result<usize, Vec<String>> {
        let file = format!("{{\"schema\":\"home-assessment/answered@1\",\"homes\":{homes}}}");
        super::load(file.as_bytes(), &crate::built_in_profile().unwrap())
            .map(|(homes, unknown)| homes.len() + unknown.len())
            .map_err(|faults| faults.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn homes_answered_are_read_or_refused_with_every_reason() {
        let home = r#"{"proposal":{"application":{"planning_authority":"E07000121"}},"stance":"support","answered_on":"2026-01-31","decision":"approved"}"#;
        assert_eq!(load(&format!("[{home},{home}]")), Ok(2));
        assert_eq!(load("[]"), Ok(0));
        assert!(load("{}").unwrap_err()[0].starts_with("homes: is missing or not a list"));
        let faults = load(&format!("[{home},{{\"proposal\":{{\"home\":{{\"places\":0}}}},\"stance\":\"yes\",\"answered_on\":\"31/1/26\",\"decision\":7,\"x\":1}},4]")).unwrap_err();
        for place in [
            "homes[1].stance",
            "homes[1].answered_on",
            "homes[1].decision",
            "homes[1].x",
            "homes[1].proposal.home.places",
            "homes[2]: is a number",
        ] {
            assert!(faults.iter().any(|fault| fault.starts_with(place)), "{place} in {faults:#?}");
        }
    }
}
