//! The workers that run the engine, each in a thread of its own, so that the page stays quick: the desk answers while someone
//! types, the press makes files and opens records. Each is started when it is first needed.

use super::browser;
use super::holder::{Holder, Started};
use crate::app::{Contents, Message, Obstacle, Paper};
use crate::date::Date;
use crate::response::Kind;
use crate::shown::from_bytes;
use crate::vocabulary::Mode;
use js_sys::{Array, Uint8Array};
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;
use yew::Callback;

/// What worker.js calls the two.
pub const DESK: &str = "desk";
pub const PRESS: &str = "press";

/// An engine that runs; it ends when this is dropped.
#[derive(Debug)]
pub struct Engine {
    started: Started,
    _hear: Closure<dyn FnMut(JsValue)>,
}

impl Engine {
    /// Has the holder start it. What it answers is told to `send`; `broken` hears of it if it cannot be loaded.
    pub fn start(name: &str, holder: &Holder, send: Callback<Message>, broken: Callback<()>) -> Engine {
        let told = holder.clone();
        let hear = Closure::new(move |data: JsValue| match data.dyn_ref::<Array>() {
            Some(made) if made.get(1).is_instance_of::<Blob>() => {
                let name = made.get(2).as_string().unwrap_or_default();
                match browser::hand_over(&name, made.get(1).unchecked_ref()) {
                    Some(()) => told.tell("exported", "batch"),
                    None => send.emit(Message::FileLost),
                }
            }
            data => match data.and_then(answer) {
                Some(message) => send.emit(message),
                None => broken.emit(()),
            },
        });
        Engine { started: holder.start(name, hear.as_ref().unchecked_ref()), _hear: hear }
    }

    /// Asks for what follows from a draft.
    pub fn consider(&self, number: u32, draft: &str, date: Date, mode: Mode) {
        self.ask(number, "outcome", &[draft, &date.iso(), mode.code()])
    }

    /// Asks for the letter, and for what was answered before.
    pub fn write(&self, number: u32, draft: &str, date: Date) {
        self.ask(number, "written", &[draft, &date.iso()])
    }

    /// Asks for what would change the stance.
    pub fn foresee(&self, number: u32, draft: &str, date: Date, mode: Mode) {
        self.ask(number, "prospects", &[draft, &date.iso(), mode.code()])
    }

    /// Asks for the answers that a text gives.
    pub fn glean(&self, number: u32, text: &str) {
        self.ask(number, "gleaned", &[text])
    }

    /// Asks for the pictures and the evidence.
    pub fn illustrate(&self, number: u32, draft: &str, date: Date, mode: Mode) {
        self.ask(number, "illustrated", &[draft, &date.iso(), mode.code()])
    }

    /// Asks for a file.
    pub fn make(&self, number: u32, draft: &str, date: Date, document: Kind, paper: Paper) {
        self.ask(number, "file", &[draft, paper.word(), &date.iso(), document.word()])
    }

    /// Asks what a record or a proposal holds.
    pub fn open(&self, number: u32, record: &str) {
        self.ask(number, "open", &[record])
    }

    /// Asks what a link holds.
    pub fn follow(&self, number: u32, link: &str) {
        self.ask(number, "linked", &[link])
    }

    /// Has something done with the register; files go with it as its last values.
    pub fn register(&self, number: u32, draft: &str, date: Date, word: &str, values: &[String], files: &Array) {
        let values = values.iter().map(JsValue::from).collect::<Array>().concat(files);
        let asked = [&*number.to_string(), "register", draft, &date.iso(), word];
        let request = asked.iter().map(|text| JsValue::from(*text)).collect::<Array>();
        request.push(&values);
        self.started.ask(&request);
    }

    fn ask(&self, number: u32, what: &str, given: &[&str]) {
        let number = number.to_string();
        let request = [number.as_str(), what].iter().chain(given).map(|text| JsValue::from(*text)).collect::<Array>();
        self.started.ask(&request);
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.started.end();
    }
}

/// What worker.js answers; nothing where the engine could not be loaded, or is not of this version of the page.
fn answer(answer: &Array) -> Option<Message> {
    let number = answer.get(0).as_string()?.parse().ok()?;
    let asked = answer.get(1).as_string()?;
    let reason = answer.get(3).as_string().map(|reason| Obstacle::Reason(Rc::from(reason)));
    let bytes = answer.get(2).dyn_ref::<Uint8Array>().map(Uint8Array::to_vec);
    Some(match (asked.as_str(), reason) {
        ("outcome", None) => Message::Considered(number, Rc::new(from_bytes(&bytes?)?)),
        ("written", None) => Message::Written(number, Rc::new(from_bytes(&bytes?)?)),
        ("prospects", None) => Message::Foreseen(number, from_bytes::<Vec<_>>(&bytes?)?.into()),
        ("gleaned", None) => Message::Gleaned(number, from_bytes::<Vec<_>>(&bytes?)?.into()),
        ("illustrated", None) => Message::Illustrated(number, from_bytes::<Vec<_>>(&bytes?)?.into()),
        ("register", None) => Message::Registered(number, Rc::new(from_bytes(&bytes?)?)),
        ("changed", None) => Message::RegisterChanged,
        ("file", None) => Message::FileMade(number, Ok(bytes?.into())),
        ("open" | "linked", None) => {
            let texts = answer.get(2);
            let mut texts = texts.dyn_ref::<Array>()?.iter().filter_map(|text| text.as_string());
            let draft = texts.next()?;
            let contents = match texts.next()?.as_str() {
                "record" => Contents::Record,
                _ => Contents::Proposal,
            };
            Message::RecordOpened(number, draft, contents, texts.collect())
        }
        ("outcome" | "written" | "prospects" | "gleaned" | "illustrated" | "register", Some(_)) => return None,
        (_, Some(reason)) => Message::FileMade(number, Err(reason)),
        (_, None) => return None,
    })
}
