//! The workers that run the engine, each in a thread of its own, so that the page stays quick: the desk answers while someone
//! types, the press makes files and opens records. Each is started when it is first needed.

use crate::app::{Contents, Message, Obstacle, Paper};
use crate::date::Date;
use crate::response::Kind;
use crate::shown::from_bytes;
use crate::vocabulary::Mode;
use gloo::events::EventListener;
use js_sys::{Array, Uint8Array};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};
use yew::Callback;

/// What worker.js calls the two.
pub const DESK: &str = "desk";
pub const PRESS: &str = "press";

/// A worker that runs; it ends when this is dropped.
#[derive(Debug)]
pub struct Engine {
    worker: Worker,
    _listeners: [EventListener; 2],
}

impl Engine {
    /// Starts the worker that the page names, if it names one. What it answers is told to `send`; `broken` hears of it if it
    /// cannot be loaded.
    pub fn start(name: &str, send: &Callback<Message>, broken: Callback<()>) -> Option<Engine> {
        let document = web_sys::window()?.document()?;
        let address = document.get_element_by_id("boot")?.get_attribute("data-worker")?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        options.set_name(name);
        let worker = Worker::new_with_options(&address, &options).ok()?;
        let (send, lost) = (send.clone(), broken.clone());
        let listeners = [
            EventListener::new(&worker, "message", move |event| {
                let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
                match data.and_then(|data| answer(data.dyn_ref()?)) {
                    Some(message) => send.emit(message),
                    None => lost.emit(()),
                }
            }),
            EventListener::new(&worker, "error", move |_| broken.emit(())),
        ];
        Some(Engine { worker, _listeners: listeners })
    }

    /// Asks for what follows from a draft; whether the worker could be asked.
    pub fn consider(&self, number: u32, draft: &str, date: Date, mode: Mode) -> bool {
        self.ask(number, "outcome", &[draft, &date.iso(), mode.code()])
    }

    /// Asks for what would change the stance.
    pub fn foresee(&self, number: u32, draft: &str, date: Date, mode: Mode) -> bool {
        self.ask(number, "prospects", &[draft, &date.iso(), mode.code()])
    }

    /// Asks for the answers that a text gives.
    pub fn glean(&self, number: u32, text: &str) -> bool {
        self.ask(number, "gleaned", &[text])
    }

    /// Asks for the pictures and the evidence.
    pub fn illustrate(&self, number: u32, draft: &str, date: Date, mode: Mode) -> bool {
        self.ask(number, "illustrated", &[draft, &date.iso(), mode.code()])
    }

    /// Asks for a file.
    pub fn make(&self, number: u32, draft: &str, date: Date, document: Kind, paper: Paper) -> bool {
        self.ask(number, "file", &[draft, paper.word(), &date.iso(), document.word()])
    }

    /// Asks what a record or a proposal holds.
    pub fn open(&self, number: u32, record: &str) -> bool {
        self.ask(number, "open", &[record])
    }

    /// Asks what a link holds.
    pub fn follow(&self, number: u32, link: &str) -> bool {
        self.ask(number, "linked", &[link])
    }

    fn ask(&self, number: u32, what: &str, given: &[&str]) -> bool {
        let number = number.to_string();
        let request = [number.as_str(), what].iter().chain(given).map(|text| JsValue::from(*text)).collect::<Array>();
        self.worker.post_message(&request).is_ok()
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.worker.terminate();
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
        ("prospects", None) => Message::Foreseen(number, from_bytes::<Vec<_>>(&bytes?)?.into()),
        ("gleaned", None) => Message::Gleaned(number, from_bytes::<Vec<_>>(&bytes?)?.into()),
        ("illustrated", None) => Message::Illustrated(number, from_bytes::<Vec<_>>(&bytes?)?.into()),
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
        ("outcome" | "prospects" | "gleaned" | "illustrated", Some(_)) => return None,
        (_, Some(reason)) => Message::FileMade(number, Err(reason)),
        (_, None) => return None,
    })
}
