//! The shell: draws the model and carries out its effects. Decides nothing.

mod assessment;
mod browser;
mod engine;
mod figures;
mod form;
mod letter;
mod notices;
mod pasting;
mod question;
mod revising;
mod steps;
mod trying;
mod words;

use crate::app::{self, Deed, Effect, Message, Model, Obstacle};
use crate::shown::{Face, from_bytes};
use engine::{DESK, Engine, PRESS};
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use std::rc::Rc;
use yew::prelude::*;

/// The draft is written this long after a change, in milliseconds.
const SAVE_AFTER: u32 = 200;
/// Typing has paused after this many milliseconds without a change.
const PAUSE_AFTER: u32 = 800;

/// What happened, as the shell sees it.
#[derive(Debug)]
pub enum Event {
    /// Something for the model.
    Happened(Message),
    /// The time to write the draft has come.
    SaveDue,
    /// A worker cannot be loaded, or does not run any more.
    Broken(&'static str),
    /// Someone turned to the form: what answers is about to be needed.
    Touched,
    /// The page went into the background, or came back.
    Shown,
}

/// The page.
#[derive(Debug)]
pub struct App {
    state: Result<Model, &'static str>,
    send: Callback<Message>,
    unsaved: Option<String>,
    saving: Option<Timeout>,
    pausing: Option<Timeout>,
    focus: Option<Rc<str>>,
    /// What is to be copied or printed once it is on screen.
    leaving: Option<Effect>,
    desk: Option<Engine>,
    press: Option<Engine>,
    /// The number of the file last asked for.
    file: u32,
    _listeners: Vec<EventListener>,
}

impl Component for App {
    type Message = Event;
    type Properties = ();

    fn create(context: &Context<Self>) -> Self {
        let mut app = App {
            state: start(),
            send: context.link().callback(Event::Happened),
            unsaved: None,
            saving: None,
            pausing: None,
            focus: None,
            leaving: None,
            desk: None,
            press: None,
            file: 0,
            _listeners: listeners(context),
        };
        app.happened(context, Message::DraftRead(browser::stored_draft()));
        app.happened(context, Message::Revised(Deed::SignatoryRead(browser::stored_signatory())));
        app
    }

    fn update(&mut self, context: &Context<Self>, event: Event) -> bool {
        match event {
            Event::Happened(message) => self.happened(context, message),
            Event::SaveDue => self.save(context),
            Event::Broken(name) => {
                if name == DESK {
                    self.desk = None;
                    return self.happened(context, Message::EngineLost);
                }
                self.press = None;
                self.happened(context, Message::FiguresLost);
                self.happened(context, Message::FileMade(self.file, Err(Obstacle::Absent)))
            }
            Event::Touched => {
                self.desk(context);
                false
            }
            Event::Shown => {
                self.save(context);
                match browser::today().filter(|_| !browser::hidden()) {
                    Some(today) => self.happened(context, Message::DayCame(today)),
                    None => false,
                }
            }
        }
    }

    fn view(&self, context: &Context<Self>) -> Html {
        match &self.state {
            Ok(model) => page(model, &self.send, context.link().callback(|_| Event::Touched)),
            Err(fault) => broken(fault),
        }
    }

    fn rendered(&mut self, context: &Context<Self>, _: bool) {
        if let Some(id) = self.focus.take() {
            browser::focus(&id);
        }
        match self.leaving.take() {
            Some(Effect::Copy { text, rich }) => context
                .link()
                .send_future(async move { Event::Happened(Message::Copied(browser::copy(text, rich).await)) }),
            Some(_) => browser::print(),
            None => {}
        }
    }
}

impl App {
    fn happened(&mut self, context: &Context<Self>, message: Message) -> bool {
        let Ok(model) = &mut self.state else {
            return false;
        };
        for effect in app::update(model, message) {
            self.carry_out(context, effect);
        }
        true
    }

    fn carry_out(&mut self, context: &Context<Self>, effect: Effect) {
        let link = context.link().clone();
        match effect {
            Effect::SaveDraft(text) => {
                self.unsaved = Some(text);
                // A wait that has begun goes on: nobody types so long that nothing is kept.
                let wait = || Timeout::new(SAVE_AFTER, move || link.send_message(Event::SaveDue));
                self.saving.get_or_insert_with(wait);
            }
            Effect::DropDraft => {
                self.unsaved = None;
                self.saving = None;
                browser::drop_draft();
            }
            Effect::AwaitPause => {
                let pause = move || link.send_message(Event::Happened(Message::Paused));
                self.pausing = Some(Timeout::new(PAUSE_AFTER, pause));
            }
            Effect::KeepSignatory(signatory) => browser::keep_signatory(signatory.as_ref()),
            effect @ (Effect::Copy { .. } | Effect::Print) => self.leaving = Some(effect),
            Effect::Consider { number, draft, date } => {
                if !self.desk(context).is_some_and(|desk| desk.consider(number, &draft, date)) {
                    link.send_message(Event::Broken(DESK));
                }
            }
            Effect::Illustrate { number, draft, date } => {
                if !self.press(context).is_some_and(|press| press.illustrate(number, &draft, date)) {
                    link.send_message(Event::Broken(PRESS));
                }
            }
            Effect::Glean { number, text } => {
                if !self.desk(context).is_some_and(|desk| desk.glean(number, &text)) {
                    link.send_message(Event::Broken(DESK));
                }
            }
            Effect::Foresee { number, draft, date } => {
                if !self.desk(context).is_some_and(|desk| desk.foresee(number, &draft, date)) {
                    link.send_message(Event::Broken(DESK));
                }
            }
            Effect::MakeFile { number, draft, date, document, paper } => {
                self.file = number;
                if !self.press(context).is_some_and(|press| press.make(number, &draft, date, document, paper)) {
                    link.send_message(Event::Broken(PRESS));
                }
            }
            Effect::OpenRecord { number, record } => {
                self.file = number;
                if !self.press(context).is_some_and(|press| press.open(number, &record)) {
                    link.send_message(Event::Broken(PRESS));
                }
            }
            Effect::StopMaking => self.press = None,
            Effect::Deliver { name, paper, bytes } => {
                if browser::deliver(&name, paper.media_type(), &bytes).is_none() {
                    link.send_message(Event::Happened(Message::FileLost));
                }
            }
            Effect::Focus(id) => self.focus = Some(id),
        }
    }

    /// What answers while someone types, started where it does not run.
    fn desk(&mut self, context: &Context<Self>) -> Option<&Engine> {
        let broken = context.link().callback(|()| Event::Broken(DESK));
        self.desk = self.desk.take().or_else(|| Engine::start(DESK, &self.send, broken));
        self.desk.as_ref()
    }

    /// What makes Word and PDF files, the same way.
    fn press(&mut self, context: &Context<Self>) -> Option<&Engine> {
        let broken = context.link().callback(|()| Event::Broken(PRESS));
        self.press = self.press.take().or_else(|| Engine::start(PRESS, &self.send, broken));
        self.press.as_ref()
    }

    /// Writes what has not been written yet.
    fn save(&mut self, context: &Context<Self>) -> bool {
        self.saving = None;
        match self.unsaved.take() {
            Some(text) if !browser::keep_draft(&text) => self.happened(context, Message::DraftNotSaved),
            _ => false,
        }
    }
}

/// What the page opens with: see `shown::Face`.
const FACE: &[u8] = include_bytes!("../../profiles/lancashire.face");

fn start() -> Result<Model, &'static str> {
    let face: Face = from_bytes(FACE).ok_or(words::NO_FACE)?;
    let today = browser::today().ok_or(words::NO_CLOCK)?;
    Ok(Model::new(Rc::new(face), today))
}

/// A page in the background may never run again: what is not written yet is written then.
fn listeners(context: &Context<App>) -> Vec<EventListener> {
    let listen = |target: &web_sys::EventTarget, name: &'static str| {
        let link = context.link().clone();
        EventListener::new(target, name, move |_| link.send_message(Event::Shown))
    };
    let window = web_sys::window();
    let document = window.as_ref().and_then(web_sys::Window::document);
    // Told by the browser only where another page of it wrote.
    let link = context.link().clone();
    let elsewhere = window.as_ref().map(|window| {
        EventListener::new(window, "storage", move |event| {
            if let Some(draft) = browser::draft_written(event) {
                link.send_message(Event::Happened(Message::DraftElsewhere(draft)));
            }
        })
    });
    let window = window.map(|window| listen(&window, "pagehide"));
    elsewhere.into_iter().chain(window).chain(document.map(|document| listen(&document, "visibilitychange"))).collect()
}

fn page(model: &Model, send: &Callback<Message>, touched: Callback<FocusEvent>) -> Html {
    let face = model.face();
    html! {
        <div class="app" data-ready="" aria-busy={(!model.is_settled()).then_some("true")} onfocusin={touched}>
            <a class="skip" href="#proposal">{ words::SKIP }</a>
            { masthead(Some(&face.council)) }
            <main>
                { notices::intro(model, send) }
                <div class="columns">
                    { form::form(model, send) }
                    { assessment::assessment(model, send) }
                </div>
                { letter::section(model, send) }
                { figures::section(model, send) }
                { steps::beside(model, send) }
            </main>
            <footer class="foot">
                <p>{ &face.profile }</p>
            </footer>
        </div>
    }
}

fn masthead(council: Option<&str>) -> Html {
    html! {
        <header class="masthead">
            <h1>
                if let Some(council) = council {
                    <span class="masthead-council">{ council.to_owned() }</span>
                }
                { words::TITLE }
            </h1>
        </header>
    }
}

fn broken(fault: &str) -> Html {
    html! {
        <div class="app" data-ready="">
            { masthead(None) }
            <main class="broken" role="alert">
                <h2>{ words::BROKEN }</h2>
                <p>{ fault.to_owned() }</p>
            </main>
        </div>
    }
}
