//! The shell: draws the model and carries out its effects. Decides nothing.

mod assessment;
mod browser;
mod form;
mod letter;
mod maker;
mod notices;
mod question;
mod revising;
mod words;

use crate::app::{self, Deed, Effect, Message, Model, Obstacle};
use crate::{Fault, built_in_profile};
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use maker::Maker;
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
    /// The worker that makes files cannot be loaded.
    MakerBroken,
    /// The page went into the background, or came back.
    Shown,
}

/// The page.
#[derive(Debug)]
pub struct App {
    state: Result<Model, Vec<Fault>>,
    send: Callback<Message>,
    unsaved: Option<String>,
    saving: Option<Timeout>,
    pausing: Option<Timeout>,
    focus: Option<Rc<str>>,
    maker: Option<Maker>,
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
            maker: None,
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
            Event::MakerBroken => {
                self.maker = None;
                self.happened(context, Message::FileMade(self.file, Err(Obstacle::Absent)))
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

    fn view(&self, _: &Context<Self>) -> Html {
        match &self.state {
            Ok(model) => page(model, &self.send),
            Err(faults) => broken(faults),
        }
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        if let Some(id) = self.focus.take() {
            browser::focus(&id);
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
            Effect::Copy { text, rich } => {
                link.send_future(async move { Event::Happened(Message::Copied(browser::copy(text, rich).await)) })
            }
            Effect::KeepSignatory(signatory) => browser::keep_signatory(signatory.as_ref()),
            Effect::Print => browser::print(),
            Effect::MakeFile { number, draft, date, document, paper } => {
                self.file = number;
                if !self.maker(context).is_some_and(|maker| maker.make(number, &draft, date, document, paper)) {
                    link.send_message(Event::MakerBroken);
                }
            }
            Effect::OpenRecord { number, record } => {
                self.file = number;
                if !self.maker(context).is_some_and(|maker| maker.open(number, &record)) {
                    link.send_message(Event::MakerBroken);
                }
            }
            Effect::StopMaking => self.maker = None,
            Effect::Deliver { name, paper, bytes } => {
                if browser::deliver(&name, paper.media_type(), &bytes).is_none() {
                    link.send_message(Event::Happened(Message::FileLost));
                }
            }
            Effect::Focus(id) => self.focus = Some(id),
        }
    }

    /// The worker, started where none runs.
    fn maker(&mut self, context: &Context<Self>) -> Option<&Maker> {
        let broken = context.link().callback(|()| Event::MakerBroken);
        self.maker = self.maker.take().or_else(|| Maker::start(&self.send, broken));
        self.maker.as_ref()
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

fn start() -> Result<Model, Vec<Fault>> {
    let profile = Rc::new(built_in_profile()?);
    let today = browser::today().ok_or_else(|| vec![Fault::at("", words::NO_CLOCK)])?;
    Ok(Model::new(profile, today))
}

/// A page in the background may never run again: what is not written yet is written then.
fn listeners(context: &Context<App>) -> Vec<EventListener> {
    let listen = |target: &web_sys::EventTarget, name: &'static str| {
        let link = context.link().clone();
        EventListener::new(target, name, move |_| link.send_message(Event::Shown))
    };
    let window = web_sys::window();
    let document = window.as_ref().and_then(web_sys::Window::document);
    let window = window.map(|window| listen(&window, "pagehide"));
    window.into_iter().chain(document.map(|document| listen(&document, "visibilitychange"))).collect()
}

fn page(model: &Model, send: &Callback<Message>) -> Html {
    let profile = model.profile();
    html! {
        <div class="app" data-ready="">
            <a class="skip" href="#proposal">{ words::SKIP }</a>
            { masthead(Some(&profile.council.name)) }
            <main>
                { notices::intro(model, send) }
                <div class="columns">
                    { form::form(model, send) }
                    { assessment::assessment(model, send) }
                </div>
                { letter::section(model, send) }
            </main>
            <footer class="foot">
                <p>{ format!("Profile {} {}, fingerprint {}", profile.id, profile.edition, profile.sha256().get(..12).unwrap_or_default()) }</p>
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

fn broken(faults: &[Fault]) -> Html {
    html! {
        <div class="app" data-ready="">
            { masthead(None) }
            <main class="broken" role="alert">
                <h2>{ words::BROKEN }</h2>
                <p>{ words::BROKEN_TEXT }</p>
                <ul>{ for faults.iter().map(|fault| html! { <li>{ fault.to_string() }</li> }) }</ul>
            </main>
        </div>
    }
}
