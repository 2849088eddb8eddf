//! What is handed in as files, in a worker of its own: the worker reads each piece that is wanted and hands it over, and puts
//! together what is written.

use crate::{PROFILE, day, register, store};
use home_assessment::assessment::Context;
use home_assessment::edition::Tried;
use home_assessment::exchange::draft::{self, Draft};
use home_assessment::form::Form;
use home_assessment::intake::Intake;
use home_assessment::profile::Profile;
use home_assessment::register::{Errand, Hand};
use home_assessment::shown::{Reply, to_bytes};
use home_assessment::{Date, Revision, shown};
use std::cell::RefCell;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static INTAKE: RefCell<Intake> = RefCell::default();
    /// The case in hand and the day, when something was last asked for.
    static CASE: RefCell<Option<(Form, Date)>> = const { RefCell::new(None) };
    /// The draft of a profile as it was last read or stored here.
    static STORED: RefCell<String> = const { RefCell::new(String::new()) };
    /// What is to be done in the world and was not told yet.
    static ERRANDS: RefCell<Vec<Errand>> = const { RefCell::new(Vec::new()) };
}

/// Does this with what was handed in and the case in hand.
fn with<T>(work: impl FnOnce(&mut Intake, Hand<'_>, &Profile) -> T) -> Result<T, String> {
    PROFILE.with(|profile| {
        let profile = profile.as_ref().map_err(Clone::clone)?;
        CASE.with_borrow(|case| {
            let (form, today) = case.as_ref().ok_or("nothing was handed in yet")?;
            let revision = Revision::default();
            let hand = Hand { form, revision: &revision, profile, today: *today };
            INTAKE.with_borrow_mut(|intake| Ok(work(intake, hand, profile)))
        })
    })
}

/// Does something with the files that were handed in, of which each is named by its name and its size. [`intake_shown`] says what
/// is on screen then. Throws the reasons of a refusal.
#[wasm_bindgen(js_name = intake)]
pub fn act(draft: &str, date: &str, word: &str, values: Vec<String>) -> Result<(), String> {
    let date = day(date)?;
    let Draft { form, .. } = draft::load(draft).map_err(|fault| fault.to_string())?;
    CASE.set(Some((form, date)));
    let cases = || register::with(|office| office.register().cases().iter().filter_map(Tried::case).collect());
    with(|intake, hand, profile| {
        let context = Context::with_answered(date, register::with(|office| office.answered(profile, &Form::default())));
        ERRANDS.with_borrow_mut(|errands| errands.extend(intake.act(word, &values, hand, &context, cases)));
    })
}

/// What is on screen of it, as the bytes of a [`Reply`]. Throws the reasons of a refusal.
#[wasm_bindgen(js_name = shown)]
pub fn intake_shown() -> Result<Vec<u8>, String> {
    let mut reply = Reply::default();
    for errand in ERRANDS.take() {
        match errand {
            Errand::Deliver { name, media, bytes } => reply.file = Some((name, media.to_owned(), bytes)),
            Errand::Focus(id) => reply.focus = Some(id),
            Errand::Fill(answers) => reply.fill = answers,
            // Nothing is stored, shared, opened or printed here.
            Errand::Write(_) | Errand::Share | Errand::Open(_) | Errand::Print => {}
        }
    }
    reply.drawn = with(|intake, hand, _| shown::intake(intake, &hand))?.into();
    Ok(to_bytes(&reply))
}

/// The piece of a file that is to be read next: what the files were chosen for, what is made of it, which file, its first byte,
/// the byte after its last, and which choice of files it is of, parted by commas; nothing where nothing is to be read.
#[wasm_bindgen]
pub fn wanted() -> Option<String> {
    INTAKE.with_borrow(Intake::wants).map(|wanted| {
        let home_assessment::intake::Wanted { of, makes, file, from, to, turn } = wanted;
        format!("{of},{makes},{file},{from},{to},{turn}")
    })
}

/// Takes that piece; answers with the bytes that follow for what is made of it. Throws the reasons of a refusal.
#[wasm_bindgen]
pub fn fed(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let (errands, written) = with(|intake, hand, _| intake.take(bytes, hand))?;
    ERRANDS.with_borrow_mut(|told| told.extend(errands));
    Ok(written)
}

/// That piece cannot be read; answers as [`fed`].
#[wasm_bindgen]
pub fn unread() -> Vec<u8> {
    let (errands, written) = INTAKE.with_borrow_mut(Intake::unread);
    ERRANDS.with_borrow_mut(|told| told.extend(errands));
    written
}

/// What is to be handed over now: what was made, its file's name, and its media type. Throws the reasons of a refusal.
#[wasm_bindgen]
pub fn due() -> Result<Option<Vec<String>>, String> {
    let due = with(|intake, hand, _| intake.due(hand))?;
    Ok(due.map(|due| vec![due.makes.to_owned(), due.name, due.media.to_owned()]))
}

/// Takes up the draft of a profile that is stored, where there is one and none is being changed.
#[wasm_bindgen]
pub async fn resume() {
    // Where nothing can be read, the register says so; a draft then begins anew, and is not stored over another.
    if let Ok(Some(draft)) = store::read_draft().await {
        INTAKE.with_borrow_mut(|intake| intake.edition.resume(&draft));
        STORED.set(draft);
    }
}

/// Stores the draft of a profile, where it changed. Where it cannot be, or another page stored one meanwhile, the draft says so and
/// goes on.
#[wasm_bindgen]
pub async fn keep() {
    let Some(draft) = INTAKE.with_borrow_mut(|intake| intake.edition.unsaved()) else { return };
    let known = STORED.with_borrow(Clone::clone);
    if draft == known {
        return;
    }
    match store::write_draft(&draft, &known).await {
        Ok(None) => STORED.set(draft),
        Ok(Some(other)) => {
            INTAKE.with_borrow_mut(|intake| intake.edition.stored_elsewhere(&other));
            if draft.is_empty() {
                STORED.set(other);
            }
        }
        Err(reason) => INTAKE.with_borrow_mut(|intake| intake.edition.not_stored(&reason)),
    }
}
