//! What the page does not wait for while someone types: documents and files of every kind, and records opened again.

use crate::profile::PROFILE;
use crate::{OPENED_PROPOSAL, day, in_lines, register};
use home_assessment::exchange::draft::{self as draft_file, Draft};
use home_assessment::exchange::proposal::{self, Loaded, load};
use home_assessment::exchange::record::{self, Inputs};
use home_assessment::exchange::{figures, planning_data};
use home_assessment::json::Json;
use home_assessment::shown::{self, to_bytes};
use home_assessment::{
    Context, Date, Fault, Form, Outlook, Parsed, Profile, Revision, Wanted, assess, outlook, parse, render,
    write_revised,
};
use wasm_bindgen::prelude::wasm_bindgen;

fn with<T>(proposal: &str, date: &str, work: impl FnOnce(&Loaded, &Profile, Date) -> T) -> Result<T, String> {
    PROFILE.with(|profile| {
        let profile = profile.as_ref().map_err(Clone::clone)?;
        let date = day(date)?;
        let loaded = load(proposal.as_bytes(), profile).map_err(|faults| in_lines(&faults))?;
        Ok(work(&loaded, profile, date))
    })
}

/// A document about a proposal file, in the bytes that the command line writes. `document` names it; the letter, where it is
/// left out. Throws the reasons of a refusal.
#[wasm_bindgen(js_name = render)]
pub fn render_file(
    file: &str,
    proposal: &str,
    format: &str,
    date: &str,
    document: Option<String>,
) -> Result<Vec<u8>, String> {
    let wanted = Wanted::from_words(document.as_deref(), format)?;
    with(proposal, date, |loaded, profile, date| render(loaded, profile, file, wanted, &Context::on(date)))?
        .map(|output| output.bytes().to_vec())
        .map_err(|failure| failure.to_string())
}

/// A document about the answers of a draft, with what was made of its letter: the letter that the page shows, or the one that
/// `document` names. The formats `record`, `planning-data` and `proposal` are of the whole case, `figures` of the profile.
/// Throws the reasons of a refusal.
#[wasm_bindgen(js_name = file)]
pub fn file(draft: &str, format: &str, date: &str, document: Option<String>) -> Result<Vec<u8>, String> {
    let date = day(date)?;
    let Draft { form, revision, .. } = draft_file::load(draft).map_err(|fault| fault.to_string())?;
    PROFILE.with(|profile| {
        let profile = profile.as_ref().map_err(Clone::clone)?;
        let context = register::context(&form, profile, date);
        let answered = register::with(|office| office.register().answered_file(&form));
        let loaded = as_read(form, profile);
        let assessment = assess(&loaded.proposal, profile, &context);
        if format == "record" {
            let inputs = Inputs {
                file: "",
                loaded: &loaded,
                profile,
                context: &context,
                answered: answered.as_ref(),
                revision: &revision,
            };
            return record::save(&inputs).map(String::into_bytes).map_err(|fault| fault.to_string());
        }
        if format == "proposal" {
            return Ok(proposal::write(&loaded.form).into_bytes());
        }
        if format == "figures" {
            return figures::figures(profile, context.as_at).map(String::into_bytes).map_err(|fault| fault.to_string());
        }
        if format == "planning-data" {
            return Ok(planning_data::export(&assessment, profile, &revision, None).text.into_bytes());
        }
        let wanted = Wanted::from_words(document.as_deref(), format)?;
        let outlook =
            if wanted.shows_outlook() { outlook(&loaded.form, profile, &context) } else { Outlook::default() };
        let output = write_revised(&assessment, &outlook, &[], profile, "", wanted, &revision);
        output.map(|output| output.bytes().to_vec()).map_err(|failure| failure.to_string())
    })
}

/// A form as a file would hold it: an answer that cannot be read is not stated.
fn as_read(mut form: Form, profile: &Profile) -> Loaded {
    for problem in parse(&form, profile).problems {
        form.set(problem.field, "");
    }
    let Parsed { proposal, notes, .. } = parse(&form, profile);
    Loaded { form, proposal, notes, unknown_keys: Vec::new() }
}

/// What is said of a record whose homes answered before the page does not take over.
const WITHOUT_HOMES: &str = "it holds homes answered before, which this page does not show or use";

/// A file opened again: the draft of what it holds, the word `record` or `proposal`, then what is to be said of it. Of a
/// record, that is what differs when its documents are made again; nothing where they are the same bytes. Throws the reasons
/// of a refusal.
#[wasm_bindgen]
pub fn open(text: &str) -> Result<Vec<String>, String> {
    PROFILE.with(|profile| {
        let profile = profile.as_ref().map_err(Clone::clone)?;
        opened(text, profile).map_err(|faults| in_lines(&faults))
    })
}

fn opened(text: &str, profile: &Profile) -> Result<Vec<String>, Vec<Fault>> {
    let json = Json::read(text.as_bytes(), record::MOST_BYTES).map_err(|fault| vec![fault])?;
    if !json.get("schema").and_then(Json::text).is_some_and(|schema| schema.starts_with(record::NAME)) {
        let Loaded { form, unknown_keys, .. } = load(text.as_bytes(), profile)?;
        let draft = draft_file::save(&form, &Revision::default(), None);
        let unknown = unknown_keys.into_iter().map(|key| format!("it has a key that is not known: {key}"));
        return Ok([draft, OPENED_PROPOSAL.to_owned()].into_iter().chain(unknown).collect());
    }
    let record = record::load(text.as_bytes())?;
    let proposal = proposal::read(&record.file.proposal, profile)?;
    let draft = draft_file::save(&proposal.form, &record.revision, None);
    let homes = record.file.answered.is_some().then(|| WITHOUT_HOMES.to_owned());
    let opened = [draft, "record".to_owned()].into_iter();
    Ok(opened.chain(record::verify(&record, profile)?.statements()).chain(homes).collect())
}

/// Assesses one proposal this many times; returns how many findings there were in all, so that nothing is left out.
#[wasm_bindgen]
pub fn repeat(proposal: &str, date: &str, times: u32) -> Result<u32, String> {
    with(proposal, date, |loaded, profile, date| {
        let context = Context::on(date);
        (0..times).map(|_| u32::try_from(assess(&loaded.proposal, profile, &context).findings.len()).unwrap_or(0)).sum()
    })
}

/// The pictures and the evidence of a draft on a day, for a mode, as the bytes of a list of `Node`. Throws the reasons of a
/// refusal.
#[wasm_bindgen]
pub fn illustrated(draft: &str, date: &str, mode: &str) -> Result<Vec<u8>, String> {
    let (date, mode) = (day(date)?, crate::mode(mode)?);
    let Draft { form, .. } = draft_file::load(draft).map_err(|fault| fault.to_string())?;
    PROFILE.with(|profile| {
        let profile = profile.as_ref().map_err(Clone::clone)?;
        Ok(to_bytes(&shown::figures(&form, profile, mode, &register::context(&form, profile, date))))
    })
}
