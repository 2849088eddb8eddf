//! The register in a worker: what is stored is read when the worker starts and when another page wrote, and what is done is
//! stored before it is shown.

use crate::{PROFILE, day, store};
use home_assessment::Date;
use home_assessment::assessment::Context;
use home_assessment::exchange::draft::{self, Draft};
use home_assessment::form::Form;
use home_assessment::profile::Profile;
use home_assessment::register::{Errand, Hand, Office, save};
use home_assessment::shown::{Beside, Node, Reply, edition_of, from_bytes, joined, register, to_bytes};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static OFFICE: RefCell<Office> = RefCell::default();
    static WROTE: Cell<bool> = const { Cell::new(false) };
    /// What another engine laid out of the files that were handed in, and what the register last showed with it.
    static BESIDE: RefCell<Beside> = RefCell::default();
    static DRAWN: RefCell<Rc<[Node]>> = RefCell::new(Rc::new([]));
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
            Errand::Fill(answers) => reply.fill = answers,
            Errand::Print => reply.print = true,
            Errand::Focus(id) => reply.focus = Some(id),
        }
    }
    let drawn: Rc<[Node]> =
        BESIDE.with_borrow(|beside| OFFICE.with_borrow(|office| register(office, &hand, beside))).into();
    reply.drawn = BESIDE.with_borrow(edition_of).map_or_else(|| drawn.clone(), Rc::from);
    DRAWN.set(drawn);
    Ok(to_bytes(&reply))
}

/// The answer of the engine that reads what is handed in, with what it laid out in its place among what the register shows.
/// Throws where it is not of this version of the program.
#[wasm_bindgen]
pub fn join(answer: &[u8]) -> Result<Vec<u8>, String> {
    let mut reply: Reply = from_bytes(answer).ok_or("what reads the files is not of this version of the page")?;
    let laid_out = std::mem::replace(&mut reply.drawn, Rc::new([]));
    reply.drawn = DRAWN.with_borrow(|drawn| joined(drawn, &laid_out)).into();
    BESIDE.set(Beside::Shown(laid_out));
    Ok(to_bytes(&reply))
}

/// What reads the files that are handed in is not there any more: it was ended, or could not be loaded.
#[wasm_bindgen]
pub fn part(ended: bool) {
    BESIDE.set(if ended { Beside::Ended } else { Beside::Lost });
}

/// The context of a form on a day: with the homes that were answered before.
pub fn context(form: &Form, profile: &Profile, date: Date) -> Context {
    OFFICE.with_borrow(|office| Context::with_answered(date, office.answered(profile, form)))
}

/// Looks at the register.
pub fn with<T>(look: impl FnOnce(&Office) -> T) -> T {
    OFFICE.with_borrow(look)
}
