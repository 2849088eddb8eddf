//! The worker that makes files: started when the first is asked for, in a thread of its own, so the page stays quick.

use crate::app::{Message, Obstacle, Paper};
use crate::date::Date;
use crate::response::Kind;
use gloo::events::EventListener;
use js_sys::{Array, Uint8Array};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};
use yew::Callback;

/// A worker that runs; it ends when this is dropped.
#[derive(Debug)]
pub struct Maker {
    worker: Worker,
    _listeners: [EventListener; 2],
}

impl Maker {
    /// Starts the worker that the page names, if it names one. What it makes is told to `send`; `broken` hears of it if
    /// it cannot be loaded.
    pub fn start(send: &Callback<Message>, broken: Callback<()>) -> Option<Maker> {
        let document = web_sys::window()?.document()?;
        let address = document.get_element_by_id("boot")?.get_attribute("data-worker")?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&address, &options).ok()?;
        let send = send.clone();
        let listeners = [
            EventListener::new(&worker, "message", move |event| {
                if let Some(message) = event.dyn_ref::<MessageEvent>().and_then(|event| made(&event.data())) {
                    send.emit(message);
                }
            }),
            EventListener::new(&worker, "error", move |_| broken.emit(())),
        ];
        Some(Maker { worker, _listeners: listeners })
    }

    /// Asks for a file; whether the worker could be asked.
    pub fn make(&self, number: u32, draft: &str, date: Date, document: Kind, paper: Paper) -> bool {
        let number = number.to_string();
        let request = [number.as_str(), draft, paper.word(), &date.iso(), document.word()].map(JsValue::from);
        self.worker.post_message(&request.iter().collect::<Array>()).is_ok()
    }

    /// Asks what a record holds; whether the worker could be asked.
    pub fn open(&self, number: u32, record: &str) -> bool {
        let request = [number.to_string().as_str(), record].map(JsValue::from);
        self.worker.post_message(&request.iter().collect::<Array>()).is_ok()
    }
}

impl Drop for Maker {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// The worker answers with the number, then what was asked for or the reason; without either, it could not load what it
/// needs.
fn made(answer: &JsValue) -> Option<Message> {
    let answer = answer.dyn_ref::<Array>()?;
    let number = answer.get(0).as_string()?.parse().ok()?;
    let result = answer.get(1);
    if let Some(texts) = result.dyn_ref::<Array>() {
        let mut texts = texts.iter().filter_map(|text| text.as_string());
        return Some(Message::RecordOpened(number, texts.next()?, texts.collect()));
    }
    let made = match result.dyn_ref::<Uint8Array>() {
        Some(bytes) => Ok(bytes.to_vec().into()),
        None => Err(result.as_string().map_or(Obstacle::Absent, |reason| Obstacle::Reason(Rc::from(reason)))),
    };
    Some(Message::FileMade(number, made))
}
