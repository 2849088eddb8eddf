//! The profile that everything is assessed with: the built-in one, until the page hands over another.

use crate::in_lines;
use home_assessment::shown::{Face, to_bytes};
use home_assessment::{Profile, built_in_profile, load_profile};
use std::cell::RefCell;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static IN_USE: RefCell<Result<Profile, String>> =
        RefCell::new(built_in_profile().map_err(|faults| in_lines(&faults)));
}

/// The profile in use.
pub struct InUse;

/// The profile in use.
pub static PROFILE: InUse = InUse;

impl InUse {
    /// Does this with the profile, or with the reasons why it cannot be read.
    pub fn with<T>(&self, work: impl FnOnce(&Result<Profile, String>) -> T) -> T {
        IN_USE.with_borrow(work)
    }
}

/// Takes another profile into use, checked as `check-profile` checks it, and answers with the bytes of its [`Face`]. Throws
/// every fault of the file, each with its place; the profile in use then stays. `approved` is the fingerprint that whoever looks after
/// the page expects.
#[wasm_bindgen]
pub fn adopt(profile: &str, approved: Option<String>) -> Result<Vec<u8>, String> {
    let profile = load_profile(profile.as_bytes()).map_err(|faults| in_lines(&faults))?;
    let face = to_bytes(&Face::of(&profile, approved.as_deref().unwrap_or_default()));
    IN_USE.set(Ok(profile));
    Ok(face)
}
