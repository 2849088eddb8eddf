//! The shell: draws the model and carries out its effects. Decides nothing.

mod assessment;
mod browser;
mod engine;
mod figures;
mod form;
mod holder;
mod letter;
mod nodes;
mod notices;
mod pasting;
mod question;
mod register;
mod revising;
mod self_check;
mod steps;
mod trying;
mod words;

use crate::app::{self, Deed, Effect, KEYS, Key, Message, Model, Obstacle};
use crate::exchange::link;
use crate::shown::{Face, from_bytes};
use crate::vocabulary::Mode;
use browser::Kept;
use engine::{DESK, Engine, PRESS};
use gloo::events::{EventListener, EventListenerOptions};
use gloo::render::{AnimationFrame, request_animation_frame};
use gloo::timers::callback::Timeout;
pub use holder::Holder;
use js_sys::Array;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::File;
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
    /// The next frame is about to be drawn.
    FrameDue,
    /// A worker cannot be loaded, or does not run any more.
    Broken(&'static str),
    /// Someone turned to the form: what answers is about to be needed.
    Touched,
    /// The page went into the background, or came back.
    Shown,
    /// A key was pressed with Alt and Shift, by the code of its place.
    Pressed(String),
    /// The part of the address that browsers send to no server has changed.
    Addressed,
    /// A file was dropped on the page.
    Dropped(File),
    /// Files were chosen for what this word does with the register.
    Chosen(String, Array),
}

/// Where the app is.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct Host {
    /// The element that it is put into.
    pub root: web_sys::Element,
    /// What holds that element.
    pub holder: Holder,
}

/// The page.
#[derive(Debug)]
pub struct App {
    state: Result<Model, &'static str>,
    mode: Mode,
    kept: Kept,
    send: Callback<Message>,
    unsaved: Option<String>,
    saving: Option<Timeout>,
    pausing: Option<Timeout>,
    focus: Option<Rc<str>>,
    /// What was typed and is not drawn yet, at the latest in the next frame.
    undrawn: Option<AnimationFrame>,
    /// The element of everything that is drawn.
    page: NodeRef,
    /// What is to be copied or printed once it is on screen.
    leaving: Option<Effect>,
    desk: Option<Engine>,
    press: Option<Engine>,
    /// The number of the file last asked for.
    file: u32,
    /// The number of the link last followed.
    followed: u32,
    /// The files that go with what is done with the register.
    chosen: Array,
    _listeners: Vec<EventListener>,
}

impl Component for App {
    type Message = Event;
    type Properties = Host;

    fn create(context: &Context<Self>) -> Self {
        let holder = &context.props().holder;
        let mode = holder.whom();
        let kept = Kept::of(mode, holder.draft());
        let mut app = App {
            state: start(holder, mode),
            _listeners: listeners(context, kept.clone()),
            mode,
            kept,
            send: context.link().callback(Event::Happened),
            unsaved: None,
            saving: None,
            pausing: None,
            focus: None,
            undrawn: None,
            page: NodeRef::default(),
            leaving: None,
            desk: None,
            press: None,
            file: 0,
            followed: 0,
            chosen: Array::new(),
        };
        if !holder.embedded() {
            browser::set_title(words::title(mode));
        }
        let stored = app.kept.draft();
        app.happened(context, Message::DraftRead(stored));
        app.happened(context, Message::Revised(Deed::SignatoryRead(browser::stored_signatory())));
        app.follow(context);
        app
    }

    fn update(&mut self, context: &Context<Self>, event: Event) -> bool {
        match event {
            Event::Happened(message) => self.happened(context, message),
            Event::SaveDue => self.save(context),
            Event::FrameDue => true,
            Event::Broken(name) => {
                context.props().holder.tell("error", name);
                if name == DESK {
                    self.desk = None;
                    let lost = Message::FileMade(self.followed, Err(Obstacle::Absent));
                    return self.happened(context, lost) | self.happened(context, Message::EngineLost);
                }
                self.press = None;
                self.happened(context, Message::FiguresLost);
                self.happened(context, Message::FileMade(self.file, Err(Obstacle::Absent)))
            }
            Event::Touched => {
                self.desk(context);
                false
            }
            Event::Pressed(code) => {
                let message = self.state.as_ref().ok().and_then(|model| app::pressed(&code, model));
                message.is_some_and(|message| self.happened(context, message))
            }
            Event::Addressed => self.follow(context),
            Event::Dropped(file) => {
                browser::read(file, self.send.clone());
                false
            }
            Event::Chosen(act, files) => {
                self.chosen = files;
                self.happened(context, Message::Acted(act, Vec::new()))
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
            Ok(model) => {
                let chosen = context.link().callback(|(act, files)| Event::Chosen(act, files));
                page(
                    self.page.clone(),
                    model,
                    &self.send,
                    context.link().callback(|_| Event::Touched),
                    chosen,
                    context.props().holder.embedded(),
                )
            }
            Err(fault) => broken(fault, self.mode),
        }
    }

    fn rendered(&mut self, context: &Context<Self>, first: bool) {
        let Host { root, holder } = context.props();
        self.undrawn = None;
        self.tell_busy();
        if first {
            holder.tell("ready", "");
        }
        if let Some(id) = self.focus.take() {
            browser::focus(root, &id);
        }
        match self.leaving.take() {
            Some(Effect::Copy { text, rich }) => {
                let root = root.clone();
                let copied = async move { browser::copy(&root, text, rich).await };
                context.link().send_future(async move { Event::Happened(Message::Copied(copied.await)) });
            }
            Some(_) => {
                holder.tell("exported", "print");
                holder.print();
            }
            None => {}
        }
    }

    /// Whoever takes the app out of a page loses nothing.
    fn destroy(&mut self, context: &Context<Self>) {
        self.save(context);
    }
}

impl App {
    fn happened(&mut self, context: &Context<Self>, message: Message) -> bool {
        let Ok(model) = &mut self.state else {
            return false;
        };
        match &message {
            // What a provider is told has no stance, and nothing is said of an empty form.
            Message::Considered(_, outcome) => {
                let none = self.mode == Mode::Provider || model.form().is_empty();
                let stance = if none { "" } else { outcome.stance.code() };
                context.props().holder.tell("assessed", stance);
            }
            Message::Copied(true) => context.props().holder.tell("exported", "clipboard"),
            Message::DraftNotSaved => context.props().holder.tell("error", "storage"),
            _ => {}
        }
        let written_on = matches!(&message, Message::Typed(field, text) if !text.is_empty() && model.is_stated(field));
        for effect in app::update(model, message) {
            self.carry_out(context, effect);
        }
        // What was typed is on screen already. What follows from it comes within a frame, as a rule, and is drawn with it.
        // A first letter is drawn at once: the buttons go that stand beside an empty field, and the focus may be on its way to them.
        let soon = written_on && self.state.as_ref().is_ok_and(Model::is_answered_soon);
        if soon {
            self.tell_busy();
            let link = context.link().clone();
            self.undrawn.get_or_insert_with(|| request_animation_frame(move |_| link.send_message(Event::FrameDue)));
        }
        !soon
    }

    /// Says whether more is still to be drawn: at once, where drawing itself waits.
    fn tell_busy(&self) {
        if let (Ok(model), Some(page)) = (&self.state, self.page.cast::<web_sys::Element>()) {
            let _ = match model.is_settled() {
                true => page.remove_attribute("aria-busy"),
                false => page.set_attribute("aria-busy", "true"),
            };
        }
    }

    /// Opens what the link holds that led here.
    fn follow(&mut self, context: &Context<Self>) -> bool {
        // On somebody else's page it is the commissioner's: a provider's form may stand beside it.
        let ours = self.mode == Mode::Commissioner || !context.props().holder.embedded();
        let followed = if ours { browser::link_followed() } else { None };
        followed.is_some_and(|link| self.happened(context, Message::LinkFollowed(link)))
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
                self.kept.drop_draft();
            }
            Effect::AwaitPause => {
                let pause = move || link.send_message(Event::Happened(Message::Paused));
                self.pausing = Some(Timeout::new(PAUSE_AFTER, pause));
            }
            Effect::KeepSignatory(signatory) => browser::keep_signatory(signatory.as_ref()),
            effect @ (Effect::Copy { .. } | Effect::Print) => self.leaving = Some(effect),
            Effect::Consider { number, draft, date, mode } => {
                self.desk(context).consider(number, &draft, date, mode);
            }
            Effect::Write { number, draft, date } => self.desk(context).write(number, &draft, date),
            Effect::Illustrate { number, draft, date, mode } => {
                self.press(context).illustrate(number, &draft, date, mode);
            }
            Effect::Glean { number, text } => self.desk(context).glean(number, &text),
            Effect::Foresee { number, draft, date, mode } => {
                self.desk(context).foresee(number, &draft, date, mode);
            }
            Effect::MakeFile { number, draft, date, document, paper } => {
                self.file = number;
                self.press(context).make(number, &draft, date, document, paper);
            }
            Effect::OpenRecord { number, record } if record.starts_with(link::PREFIX) => {
                self.followed = number;
                self.desk(context).follow(number, &record);
            }
            Effect::OpenRecord { number, record } => {
                self.file = number;
                self.press(context).open(number, &record);
            }
            Effect::StopMaking => self.press = None,
            Effect::Persist => browser::persist(),
            Effect::Register { number, draft, date, word, values } => {
                let files = std::mem::take(&mut self.chosen);
                self.desk(context).register(number, &draft, date, &word, &values, &files);
            }
            Effect::Deliver { name, word, media, bytes } => match browser::deliver(&name, &media, &bytes) {
                Some(()) => context.props().holder.tell("exported", &word),
                None => link.send_message(Event::Happened(Message::FileLost)),
            },
            Effect::Focus(id) => self.focus = Some(id),
        }
    }

    /// What answers while someone types, started where it does not run.
    fn desk(&mut self, context: &Context<Self>) -> &Engine {
        self.desk.get_or_insert_with(|| engine(DESK, context, &self.send))
    }

    /// What makes Word and PDF files, the same way.
    fn press(&mut self, context: &Context<Self>) -> &Engine {
        self.press.get_or_insert_with(|| engine(PRESS, context, &self.send))
    }

    /// Writes what has not been written yet.
    fn save(&mut self, context: &Context<Self>) -> bool {
        self.saving = None;
        match self.unsaved.take() {
            Some(text) if !self.kept.keep_draft(&text) => self.happened(context, Message::DraftNotSaved),
            _ => false,
        }
    }
}

/// What the page opens with: see `shown::Face`.
const FACE: &[u8] = include_bytes!("../../profiles/lancashire.face");

fn start(holder: &Holder, mode: Mode) -> Result<Model, &'static str> {
    let other = holder.face();
    let face: Face = from_bytes(other.as_deref().unwrap_or(FACE)).ok_or(words::NO_FACE)?;
    let today = browser::today().ok_or(words::NO_CLOCK)?;
    Ok(Model::new(Rc::new(face), mode, &holder.page().unwrap_or_else(browser::address), today))
}

fn engine(name: &'static str, context: &Context<App>, send: &Callback<Message>) -> Engine {
    let broken = context.link().callback(move |()| Event::Broken(name));
    Engine::start(name, &context.props().holder, send.clone(), broken)
}

/// A page in the background may never run again: what is not written yet is written then.
fn listeners(context: &Context<App>, kept: Kept) -> Vec<EventListener> {
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
            if let Some(draft) = kept.written(event) {
                link.send_message(Event::Happened(Message::DraftElsewhere(draft)));
            }
        })
    });
    let link = context.link().clone();
    let addressed = window
        .as_ref()
        .map(|window| EventListener::new(window, "hashchange", move |_| link.send_message(Event::Addressed)));
    // Of somebody else's page only what is done in the app is ours.
    let Host { root, holder } = context.props();
    let ours: Option<&web_sys::EventTarget> =
        if holder.embedded() { Some(root) } else { document.as_ref().map(|document| &***document) };
    let pressed = ours.map(|ours| keys(context, ours));
    let dropped = ours.iter().flat_map(|ours| drops(context, ours)).collect::<Vec<_>>();
    let window = window.map(|window| listen(&window, "pagehide"));
    let document = document.map(|document| listen(&document, "visibilitychange"));
    [elsewhere, addressed, pressed, window, document].into_iter().flatten().chain(dropped).collect()
}

/// A file dropped anywhere is opened here: the browser would go to it and leave the page.
fn drops(context: &Context<App>, ours: &web_sys::EventTarget) -> [EventListener; 2] {
    ["dragover", "drop"].map(|name| {
        let link = context.link().clone();
        let heard = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(ours, name, heard, move |event| {
            let Some(carried) = event.dyn_ref::<DragEvent>().and_then(|event| event.data_transfer()) else { return };
            if !carried.types().includes(&"Files".into(), 0) {
                return;
            }
            event.prevent_default();
            if let Some(file) = carried.files().and_then(|files| files.get(0)) {
                link.send_message(Event::Dropped(file));
            }
        })
    })
}

/// Hears the keys that do something here, so that nothing else is done with them.
fn keys(context: &Context<App>, ours: &web_sys::EventTarget) -> EventListener {
    let link = context.link().clone();
    let heard = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(ours, "keydown", heard, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let (plain, code) = (!event.ctrl_key() && !event.meta_key(), event.code());
        if plain && event.alt_key() && event.shift_key() && app::is_key(&code) {
            event.prevent_default();
            link.send_message(Event::Pressed(code));
        }
    })
}

fn page(
    node: NodeRef,
    model: &Model,
    send: &Callback<Message>,
    touched: Callback<FocusEvent>,
    chosen: Callback<(String, Array)>,
    embedded: bool,
) -> Html {
    let face = model.face();
    // A page has one main part, and somebody else's has its own.
    let main = if embedded { "div" } else { "main" };
    html! {
        // A browser that translates a text takes its node away, and what stands there would never change again: an old stance
        // in another language. The questions, which do not change, are free to be translated.
        <div ref={node} class={classes!("app", model.mode().code(), model.listing().then_some("listing"))} translate="no" data-ready="" onfocusin={touched}>
            <a class="skip" href="#proposal">{ words::SKIP }</a>
            { masthead(Some(&face.council), model.mode()) }
            <@{main} class="main">
                { notices::intro(model, send) }
                <div class="columns">
                    { form::form(model, send) }
                    { assessment::assessment(model, send) }
                </div>
                if model.mode() == Mode::Provider {
                    { self_check::next(model, send) }
                } else {
                    { letter::section(model, send) }
                }
                { figures::section(model, send) }
                if model.mode() == Mode::Commissioner {
                    { register::section(model, send, chosen) }
                }
                { steps::beside(model, send) }
            </@>
            <footer class="foot">
                { shortcuts(model.mode()) }
                if !embedded {
                    <p><a href={["?mode=", model.mode().other().code()].concat()}>{ words::other_mode(model.mode()) }</a></p>
                }
                <p>{ &face.profile }</p>
            </footer>
        </div>
    }
}

/// The keys, for whoever looks for them.
fn shortcuts(mode: Mode) -> Html {
    let row = |(key, letter): &(Key, char)| {
        html! { <div><dt>{ words::SHORTCUT_KEYS }{ " " }<kbd>{ *letter }</kbd></dt><dd>{ words::shortcut(*key, mode) }</dd></div> }
    };
    html! {
        <details class="shortcuts">
            <summary>{ words::SHORTCUTS }</summary>
            <dl>{ for KEYS.iter().map(row) }</dl>
        </details>
    }
}

fn masthead(council: Option<&str>, mode: Mode) -> Html {
    html! {
        <header class="masthead">
            <h1>
                if let Some(council) = council {
                    <span class="masthead-council">{ council.to_owned() }</span>
                }
                { words::title(mode) }
            </h1>
        </header>
    }
}

fn broken(fault: &str, mode: Mode) -> Html {
    html! {
        <div class="app" data-ready="">
            { masthead(None, mode) }
            <main class="main broken" role="alert">
                <h2>{ words::BROKEN }</h2>
                <p>{ fault.to_owned() }</p>
            </main>
        </div>
    }
}
