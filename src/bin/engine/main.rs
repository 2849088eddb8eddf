//! The core as a WebAssembly module without a page: the page's workers assess and make documents with it, and tests and
//! measurements compare it with the native build.
//!
//! Without the feature `documents` it says what follows from a draft and nothing else: the page waits for that.

#[cfg(feature = "documents")]
mod intake;
#[cfg(feature = "documents")]
mod press;
mod profile;
mod register;
mod store;

use home_assessment::exchange::draft::{self, Draft};
use home_assessment::exchange::link;
use home_assessment::register::Hand;
use home_assessment::shown::{Outcome, Written, like, prospects, to_bytes};
use home_assessment::vocabulary::Mode;
use home_assessment::{Assessment, Date, Fault, Revision, glean};
use profile::PROFILE;
use wasm_bindgen::prelude::wasm_bindgen;

fn in_lines(faults: &[Fault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn day(date: &str) -> Result<Date, String> {
    Date::from_iso(date).ok_or_else(|| "the date is not written YYYY-MM-DD".to_owned())
}

fn mode(code: &str) -> Result<Mode, String> {
    Mode::from_code(code).ok_or_else(|| "the mode is neither commissioner nor provider".to_owned())
}

/// What follows from a draft at once on a day, in the words of a mode, as the bytes of an [`Outcome`]. Throws the reasons of a
/// refusal.
#[wasm_bindgen]
pub fn outcome(draft: &str, date: &str, mode: &str) -> Result<Vec<u8>, String> {
    let (date, mode) = (day(date)?, self::mode(mode)?);
    let Draft { form, .. } = draft::load(draft).map_err(|fault| fault.to_string())?;
    PROFILE.with(|profile| {
        let profile = profile.as_ref().map_err(Clone::clone)?;
        Ok(to_bytes(&Outcome::of(&form, profile, mode, &register::context(&form, profile, date))))
    })
}

/// The letter of a draft on a day, and what was answered before and is like it, as the bytes of a [`Written`]. Throws the reasons of
/// a refusal.
#[wasm_bindgen]
pub fn written(draft: &str, date: &str) -> Result<Vec<u8>, String> {
    let date = day(date)?;
    let Draft { form, revision, .. } = draft::load(draft).map_err(|fault| fault.to_string())?;
    PROFILE.with(|profile| {
        let profile = profile.as_ref().map_err(Clone::clone)?;
        let context = register::context(&form, profile, date);
        let hand = Hand { form: &form, revision: &revision, profile, today: date };
        let before = |assessment: &Assessment| register::with(|office| like(office, &hand, assessment));
        Ok(to_bytes(&Written::of(&form, &revision, profile, &context, before)))
    })
}

/// What would change the stance of a draft on a day, in the words of a mode, as the bytes of a list of `Prospect`. Throws the
/// reasons of a refusal.
#[wasm_bindgen(js_name = prospects)]
pub fn prospects_of(draft: &str, date: &str, mode: &str) -> Result<Vec<u8>, String> {
    let (date, mode) = (day(date)?, self::mode(mode)?);
    let Draft { form, .. } = draft::load(draft).map_err(|fault| fault.to_string())?;
    PROFILE.with(|profile| {
        let profile = profile.as_ref().map_err(Clone::clone)?;
        Ok(to_bytes(&prospects(&form, profile, mode, &register::context(&form, profile, date))))
    })
}

/// The answers that a text gives, as the bytes of a list of `Gleaned`. Throws the reasons of a refusal.
#[wasm_bindgen]
pub fn gleaned(text: &str) -> Result<Vec<u8>, String> {
    PROFILE.with(|profile| Ok(to_bytes(&glean(text, profile.as_ref().map_err(Clone::clone)?))))
}

/// What a link holds, as [`open`](press) answers it. Throws the reason of a refusal.
#[wasm_bindgen]
pub fn linked(address: &str) -> Result<Vec<String>, String> {
    let form = link::read(address).map_err(|fault| fault.to_string())?;
    Ok(vec![draft::save(&form, &Revision::default(), None), OPENED_PROPOSAL.to_owned()])
}

/// What is opened is a proposal alone.
const OPENED_PROPOSAL: &str = "proposal";

fn main() {}
