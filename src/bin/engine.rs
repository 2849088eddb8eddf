//! The core as a WebAssembly module without a page: the page's worker makes documents with it, and tests and measurements
//! compare it with the native build.

use home_assessment::exchange::draft as drafts;
use home_assessment::exchange::proposal::{Loaded, load};
use home_assessment::{
    Context, Date, Outlook, Profile, Wanted, assess, built_in_profile, outlook, parse, render, write,
};
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static PROFILE: Result<Profile, String> = built_in_profile().map_err(|faults| in_lines(&faults));
}

fn in_lines(faults: &[home_assessment::Fault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn with<T>(proposal: &str, date: &str, work: impl FnOnce(&Loaded, &Profile, Date) -> T) -> Result<T, String> {
    PROFILE.with(|profile| {
        let profile = profile.as_ref().map_err(Clone::clone)?;
        let date = Date::from_iso(date).ok_or("the date is not written YYYY-MM-DD")?;
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

/// A document about the answers of a draft: the letter that the page shows, or the one that `document` names. Throws the
/// reasons of a refusal.
#[wasm_bindgen(js_name = letter)]
pub fn letter_file(draft: &str, format: &str, date: &str, document: Option<String>) -> Result<Vec<u8>, String> {
    let wanted = Wanted::from_words(document.as_deref(), format)?;
    let context = Context::on(Date::from_iso(date).ok_or("the date is not written YYYY-MM-DD")?);
    let form = drafts::load(draft).map_err(|fault| fault.to_string())?;
    PROFILE.with(|profile| {
        let profile = profile.as_ref().map_err(Clone::clone)?;
        let assessment = assess(&parse(&form, profile).proposal, profile, &context);
        let outlook = if wanted.shows_outlook() { outlook(&form, profile, &context) } else { Outlook::default() };
        let output = write(&assessment, &outlook, &[], profile, "", wanted);
        output.map(|output| output.bytes().to_vec()).map_err(|failure| failure.to_string())
    })
}

/// Assesses one proposal this many times; returns how many findings there were in all, so that nothing is left out.
#[wasm_bindgen]
pub fn repeat(proposal: &str, date: &str, times: u32) -> Result<u32, String> {
    with(proposal, date, |loaded, profile, date| {
        let context = Context::on(date);
        (0..times).map(|_| u32::try_from(assess(&loaded.proposal, profile, &context).findings.len()).unwrap_or(0)).sum()
    })
}

fn main() {}
