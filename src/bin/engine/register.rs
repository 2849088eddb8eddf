//! The register in a worker: what is stored is read when the worker starts and when another page wrote, and what is done is
//! stored before it is shown.

use crate::{PROFILE, day, store};
use home_assessment::Date;
use home_assessment::assessment::Context;
use home_assessment::exchange::draft::{self, Draft};
use home_assessment::form::Form;
use home_assessment::profile::Profile;
use home_assessment::register::{Errand, Hand, Office, save};
use home_assessment::shown::{Reply, register, to_bytes};
use std::cell::{Cell, RefCell};
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static OFFICE: RefCell<Office> = RefCell::default();
    static WROTE: Cell<bool> = const { Cell::new(false) };
    static SHARED: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Reads what is stored. Where nothing can be, the register is empty and says why.
#[wasm_bindgen]
pub async fn begin() {
    let stored = store::read().await;
    OFFICE.with_borrow_mut(|office| match stored {
        Ok(stored) => office.read(stored),
        Err(reason) => office.block(&reason),
    });
}

/// Whether something was stored since this was last asked.
#[wasm_bindgen]
pub fn wrote() -> bool {
    WROTE.replace(false)
}

/// What a shared file is to hold, once what it held is taken in; nothing where it is to stay as it is.
#[wasm_bindgen]
pub fn shared() -> Option<String> {
    SHARED.take()
}

/// Does something with the register and says what is on screen then, as the bytes of a [`Reply`]. Throws the reasons of a
/// refusal; what cannot be stored is told in the reply.
#[wasm_bindgen(js_name = register)]
pub async fn act(draft: String, date: String, word: String, values: Vec<String>) -> Result<Vec<u8>, String> {
    let date = day(&date)?;
    let Draft { form, revision, .. } = draft::load(&draft).map_err(|fault| fault.to_string())?;
    let profile = PROFILE.with(Clone::clone)?;
    let hand = Hand { form: &form, revision: &revision, profile: &profile, today: date };
    let errands = OFFICE.with_borrow_mut(|office| office.act(&word, &values, hand));
    let mut reply = Reply::default();
    let mut refused = false;
    SHARED.take();
    for errand in errands {
        match errand {
            Errand::Write(change) => match store::write(&change).await {
                Ok(()) => {
                    reply.stored = true;
                    WROTE.set(true);
                    OFFICE.with_borrow_mut(|office| office.stored(change));
                }
                Err(reason) => {
                    refused = true;
                    OFFICE.with_borrow_mut(|office| office.not_stored(&reason));
                }
            },
            Errand::Share if refused => {}
            Errand::Share => SHARED.set(Some(OFFICE.with_borrow(|office| save(office.register())))),
            Errand::Open(draft) => reply.open = Some(draft),
            Errand::Deliver { name, media, bytes } => reply.file = Some((name, media.to_owned(), bytes)),
            Errand::Focus(id) => reply.focus = Some(id),
        }
    }
    reply.drawn = OFFICE.with_borrow(|office| register(office, &hand)).into();
    Ok(to_bytes(&reply))
}

/// The context of a form on a day: with the homes that were answered before.
pub fn context(form: &Form, profile: &Profile, date: Date) -> Context {
    OFFICE.with_borrow(|office| Context::with_answered(date, office.answered(profile, form)))
}

/// Looks at the register.
pub fn with<T>(look: impl FnOnce(&Office) -> T) -> T {
    OFFICE.with_borrow(look)
}
