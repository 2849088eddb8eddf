//! The page without a browser: what is on screen, what can happen, and what it asks of the world. Knows no Yew.
//!
//! [`update`] is the only door: a message changes the model and answers with effects, which the shell in `web` carries
//! out. What follows from the answers is asked of the engine when they have changed, and comes back as a message.

mod considering;
mod figures;
mod keys;
mod papers;
mod pasting;
mod register;
mod revising;
mod steps;
mod trying;

use considering::{Awaited, Considering};
pub use figures::{FIGURES, Figures};
pub use keys::{KEYS, Key, is_key, pressed};
pub use papers::{Contents, Making, Obstacle, Opening, Paper};
pub use pasting::{FOUND, PASTE, Pasting, Use, suggestion_id};
pub use register::{REGISTER, Registered};
pub use revising::{Deed, EDITING, EDITOR, FLAGS, Opened, Revising, STARTED_AGAIN, id_of};
pub use steps::{Progress, Step};
pub use trying::{PROSPECTS, Prospects, TRIAL, Trial};

use crate::date::Date;
use crate::exchange::draft as drafts;
use crate::exchange::record::MOST_BYTES;
use crate::form::{Doubt, Field, Form, Note, Problem, State, with_need};
use crate::gleaning::Gleaned;
use crate::json::Fault;
use crate::response::revision::Revision;
use crate::response::{Flag, Kind, Signatory};
use crate::shown::{
    Checked, Drafted, Face, Found, Layout, Node, Outcome, Part, Prospect, Reply, Shown, Superseded, Written,
};
use crate::vocabulary::{Mode, Need};
use std::rc::Rc;

/// The id of the button that asks to clear everything.
pub const CLEAR: &str = "clear";
/// The id of the question whether to clear everything.
pub const CLEAR_CONFIRM: &str = "clear-confirm";
/// The id of the message that everything was cleared.
pub const CLEARED: &str = "cleared";
/// The id of the question whether to open a record in place of what is there.
pub const OPEN_CONFIRM: &str = "open-confirm";
/// The id of what chooses a record to open.
pub const OPEN_RECORD: &str = "open-record";
/// The id of the text to copy by hand.
pub const BY_HAND: &str = "letter-by-hand";

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// The browser was asked for the draft it keeps.
    DraftRead(Stored),
    /// The browser did not keep the draft.
    DraftNotSaved,
    /// A draft that cannot be read is to be given up.
    DraftDiscarded,
    /// A question was answered with this text.
    Typed(Field, String),
    /// The documents do not make an answer clear, or it was asked of the provider; or that is taken back.
    Doubted(Field, State),
    /// A need was ticked or unticked.
    NeedChosen(Need, bool),
    /// Typing has paused, or the field was left: what is wrong with the answer may now be said.
    Paused,
    /// A link to a question was followed.
    Sought(Field),
    /// A step is to be shown.
    StepSought(Step),
    /// An example is to be put into the empty form.
    ExampleAsked,
    /// Answers are to be looked for in this text.
    Pasted(String),
    /// What was found in the text that was sent to the engine under this number.
    Gleaned(u32, Rc<[Gleaned]>),
    /// A suggestion, by its position, is right.
    SuggestionUsed(usize),
    /// The pictures and the evidence are to be shown.
    FiguresAsked,
    /// They are made, of the answers that were sent under this number.
    Illustrated(u32, Rc<[Node]>),
    /// What makes them could not be loaded.
    FiguresLost,
    /// Something is done with the register: the word for it, and its values.
    Acted(String, Vec<String>),
    /// What the register answers to what was done under this number.
    Registered(u32, Rc<Reply>),
    /// Another page wrote to the register.
    RegisterChanged,
    /// What would change the stance is to be found.
    ProspectsAsked,
    /// What would change the stance of the answers that were sent under this number.
    Foreseen(u32, Rc<[Prospect]>),
    /// A way to another stance, by its position, is to be tried.
    Tried(usize),
    /// What was tried is to be kept, or taken back.
    TrialEnded {
        /// Whether it is kept.
        keep: bool,
    },
    /// Another page of this browser keeps another draft now.
    DraftElsewhere(String),
    /// That draft is to be shown here, or to be written over.
    ElsewhereSettled {
        /// Whether it is shown.
        theirs: bool,
    },
    /// Everything is to be cleared: asks first.
    ClearAsked,
    /// Everything is to be cleared, indeed.
    ClearConfirmed,
    /// Nothing is to be cleared.
    ClearCancelled,
    /// What was cleared is wanted back.
    ClearUndone,
    /// The letter is to be copied: as plain text, or with its headings and lists.
    CopyAsked {
        /// Whether with its headings and lists.
        rich: bool,
    },
    /// Whether the browser copied it.
    Copied(bool),
    /// The letter is to be printed.
    PrintAsked,
    /// Something is done with the letter.
    Revised(Deed),
    /// Files are to be of this document.
    DocumentChosen(Kind),
    /// The chosen document is to be had as a file.
    FileAsked(Paper),
    /// The file that is being made is not wanted any more.
    FileCancelled,
    /// The file that was asked for under this number is made, or cannot be.
    FileMade(u32, Result<Rc<[u8]>, Obstacle>),
    /// The browser did not take the file.
    FileLost,
    /// A record or a proposal is to be opened; nothing, where the browser could not read the file.
    RecordChosen(Option<String>),
    /// The page was opened by a link that ends so.
    LinkFollowed(String),
    /// The link for the council is to be copied.
    LinkCopyAsked,
    /// The record is to be opened in place of what is there, indeed.
    OpenConfirmed,
    /// It is not.
    OpenCancelled,
    /// What was to be opened under this number holds this draft; what it is, and what is to be said of it.
    RecordOpened(u32, String, Contents, Vec<String>),
    /// What follows from the answers that were sent to the engine under this number.
    Considered(u32, Rc<Outcome>),
    /// The letter of those answers, and what was answered before.
    Written(u32, Rc<Written>),
    /// The engine cannot be loaded.
    EngineLost,
    /// The engine is to be loaded again.
    EngineSought,
    /// Another day has come.
    DayCame(Date),
}

/// What the browser had stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stored {
    /// No draft.
    Nothing,
    /// This draft.
    Text(String),
    /// It lets us store nothing.
    Blocked,
}

/// What the model asks of the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Have the engine say what follows from this draft at once, and answer with [`Message::Considered`].
    Consider {
        /// The number to answer with.
        number: u32,
        /// The answers, and what was made of the letter.
        draft: String,
        /// The day.
        date: Date,
        /// In whose words.
        mode: Mode,
    },
    /// Have the engine write the letter of this draft, and answer with [`Message::Written`].
    Write {
        /// The number to answer with.
        number: u32,
        /// The answers, and what was made of the letter.
        draft: String,
        /// The day.
        date: Date,
    },
    /// Have the engine look for answers in a text, and answer with [`Message::Gleaned`].
    Glean {
        /// The number to answer with.
        number: u32,
        /// The text.
        text: Rc<str>,
    },
    /// Have the press make the pictures and the evidence, and answer with [`Message::Illustrated`].
    Illustrate {
        /// The number to answer with.
        number: u32,
        /// The answers.
        draft: String,
        /// The day.
        date: Date,
        /// For whom.
        mode: Mode,
    },
    /// Have the engine do something with the register, and answer with [`Message::Registered`].
    Register {
        /// The number to answer with.
        number: u32,
        /// The case in hand.
        draft: String,
        /// The day.
        date: Date,
        /// The word for what is done.
        word: String,
        /// Its values; a file that was chosen for it goes with it.
        values: Vec<String>,
    },
    /// Ask the browser not to clear by itself what is stored.
    Persist,
    /// Have the engine find what would change the stance, and answer with [`Message::Foreseen`].
    Foresee {
        /// The number to answer with.
        number: u32,
        /// The answers.
        draft: String,
        /// The day.
        date: Date,
        /// In whose words.
        mode: Mode,
    },
    /// Keep this draft in the browser, soon.
    SaveDraft(String),
    /// Delete the draft, at once.
    DropDraft,
    /// Answer with [`Message::Paused`] when nothing has been typed for a moment.
    AwaitPause,
    /// Put this text on the clipboard and answer with [`Message::Copied`].
    Copy {
        /// The text.
        text: String,
        /// Whether the letter on screen goes with it, with its headings and lists.
        rich: bool,
    },
    /// Keep who signs in the browser, for the next letter; nobody, where there is none.
    KeepSignatory(Option<Signatory>),
    /// Open the print dialogue.
    Print,
    /// Make a document of this draft as a file, away from the page, and answer with [`Message::FileMade`].
    MakeFile {
        /// The number to answer with.
        number: u32,
        /// The answers, and what was made of the letter.
        draft: String,
        /// The date of the letter.
        date: Date,
        /// The document.
        document: Kind,
        /// The kind of file.
        paper: Paper,
    },
    /// Find out, away from the page, what a record, a proposal or a link holds, and answer with [`Message::RecordOpened`], or
    /// as for a file that cannot be made.
    OpenRecord {
        /// The number to answer with.
        number: u32,
        /// What is in it.
        record: Rc<str>,
    },
    /// Stop making files.
    StopMaking,
    /// Hand this file to the browser's downloads.
    Deliver {
        /// Its name.
        name: Rc<str>,
        /// The word for its kind.
        word: Rc<str>,
        /// Its media type.
        media: Rc<str>,
        /// What is in it.
        bytes: Rc<[u8]>,
    },
    /// Move the focus to the element of this id, once it is on screen.
    Focus(Rc<str>),
}

/// What is known of the draft that the browser keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Draft {
    /// It is kept without remark.
    Kept,
    /// It was restored; so many of its answers are to questions that are not asked here.
    Restored {
        /// How many were left out.
        left_out: usize,
    },
    /// It cannot be read, so it is not written over.
    Unreadable(Fault),
    /// Another page of this browser keeps this one, so it is not written over.
    Elsewhere(String),
    /// The browser keeps none.
    Blocked,
}

/// Where clearing everything stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clearing {
    /// Nobody asked.
    No,
    /// Asked, not yet confirmed.
    Asked,
    /// Cleared; this is what was there.
    Done(Form, Revision),
    /// Something was opened in place of what was there; and what is to be said of it.
    Opened(Form, Revision, Contents, Vec<String>),
}

/// Where copying the letter stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Copying {
    /// This letter was not copied.
    No,
    /// It is on the clipboard.
    Done,
    /// The browser did not allow it: the text is there to be copied by hand.
    ByHand(Rc<str>),
}

/// How much there is to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// No answer yet.
    Empty,
    /// Answers, of which the engine has said nothing yet.
    Awaited,
    /// Answers, and no engine.
    Lost,
    /// Answers, but no planning authority.
    Unaddressed,
    /// An assessment, and a letter or a link.
    Complete,
}

/// Everything on the page.
#[derive(Debug)]
pub struct Model {
    face: Rc<Face>,
    mode: Mode,
    /// The address of the page, without what was asked of it.
    address: Rc<str>,
    today: Date,
    form: Form,
    considering: Considering,
    revising: Revising,
    draft: Draft,
    clearing: Clearing,
    copying: Copying,
    document: Kind,
    making: Making,
    opening: Opening,
    /// The number of the file last asked for.
    file: u32,
    /// The kind of it.
    paper: Paper,
    /// The number under which its answers were, or are to be, considered.
    file_of: u32,
    step: Step,
    prospects: Prospects,
    trial: Option<Trial>,
    figures: Figures,
    /// The number under which the answers that they are of were considered.
    figures_of: u32,
    register: Registered,
    /// The number of what was last done with the register.
    registering: u32,
    /// For which case that was.
    registered_for: [String; 4],
    /// Whether the list of cases is to be printed, and not the letter.
    listing: bool,
    pasting: Pasting,
    /// The number of the text last pasted.
    pasted: u32,
    /// The answer being typed, whose problem is not held against it yet.
    typing: Option<Field>,
}

impl Model {
    /// An empty form on this day, at this address.
    pub fn new(face: Rc<Face>, mode: Mode, address: &str, today: Date) -> Model {
        Model {
            face,
            mode,
            address: address.into(),
            today,
            form: Form::default(),
            considering: Considering::default(),
            revising: Revising::default(),
            draft: Draft::Kept,
            clearing: Clearing::No,
            copying: Copying::No,
            document: match mode {
                Mode::Commissioner => Kind::Letter,
                Mode::Provider => Kind::SelfCheck,
            },
            making: Making::No,
            opening: Opening::No,
            file: 0,
            paper: Paper::Text,
            file_of: 0,
            step: Step::List,
            prospects: Prospects::No,
            trial: None,
            figures: Figures::No,
            figures_of: 0,
            register: Registered::No,
            registering: 0,
            registered_for: Default::default(),
            listing: false,
            pasting: Pasting::No,
            pasted: 0,
            typing: None,
        }
    }

    /// The council's profile, as the page opens with it.
    pub fn face(&self) -> &Rc<Face> {
        &self.face
    }

    /// Whom the page is for.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// The questions in the order of the page.
    pub fn layout(&self) -> &Rc<Layout> {
        self.face.layout(self.mode)
    }

    /// What was typed.
    pub fn form(&self) -> &Form {
        &self.form
    }

    fn outcome(&self) -> Option<&Outcome> {
        self.considering.outcome.as_deref()
    }

    /// What is wrong with the answers, except for the one still being typed.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        let problems = self.outcome().map(|outcome| outcome.problems.as_slice()).unwrap_or_default();
        problems.iter().filter(|problem| self.typing.as_ref() != Some(&problem.field))
    }

    /// How answers were read where that is not plain.
    pub fn notes(&self) -> &[Note] {
        self.outcome().map(|outcome| outcome.notes.as_slice()).unwrap_or_default()
    }

    /// The assessment in words, once there is one.
    pub fn shown(&self) -> Option<&Rc<Shown>> {
        self.considering.shown.as_ref()
    }

    /// The letter as it was made, once there is a planning authority to write to.
    pub fn letter(&self) -> Option<&Rc<Drafted>> {
        self.considering.drafted.as_ref()
    }

    /// The self-check, for a provider.
    pub fn checked(&self) -> Option<&Rc<Checked>> {
        self.considering.checked.as_ref()
    }

    /// The link that hands the proposal to the council; nothing where there is none, or no page that it could lead to.
    pub fn link(&self) -> Option<String> {
        let link = self.checked()?.link.as_ref().filter(|_| !self.address.is_empty())?;
        Some([&*self.address, link].concat())
    }

    /// What the manager has made of the letter.
    pub fn revising(&self) -> &Revising {
        &self.revising
    }

    /// The generated letter, text by text, with what was made of each.
    pub fn parts(&self) -> &[Part] {
        self.letter().map(|letter| letter.parts.as_slice()).unwrap_or_default()
    }

    /// The edits that no longer fit.
    pub fn superseded(&self) -> &[Superseded] {
        self.letter().map(|letter| letter.superseded.as_slice()).unwrap_or_default()
    }

    /// What to look at before the letter is published.
    pub fn flags(&self) -> &[Flag] {
        self.letter().map(|letter| letter.flags.as_slice()).unwrap_or_default()
    }

    /// Whether what is shown follows from what is typed.
    pub fn is_settled(&self) -> bool {
        let considering = &self.considering;
        considering.lost || (considering.awaited == Awaited::Nothing && !considering.due)
    }

    /// Whether there is an answer, and no doubt about it.
    pub fn is_stated(&self, field: &Field) -> bool {
        !self.form.text(field).is_empty() && self.form.doubt(field).is_none()
    }

    /// Whether the engine, which has answered before, is about to say what follows.
    pub fn is_answered_soon(&self) -> bool {
        self.considering.outcome.is_some() && self.considering.awaited == Awaited::Outcome
    }

    /// The document that files are of.
    pub fn document(&self) -> Kind {
        self.document
    }

    /// The draft that the browser keeps.
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// Where clearing stands.
    pub fn clearing(&self) -> &Clearing {
        &self.clearing
    }

    /// Where copying stands.
    pub fn copying(&self) -> &Copying {
        &self.copying
    }

    /// Where the making of a file stands.
    pub fn making(&self) -> &Making {
        &self.making
    }

    /// The kind of the file last asked for.
    pub fn paper(&self) -> Paper {
        self.paper
    }

    /// Where the opening of a record stands.
    pub fn opening(&self) -> &Opening {
        &self.opening
    }

    /// How much there is to show.
    pub fn stage(&self) -> Stage {
        let addressed = |found: &Found| match found {
            Found::Council { addressed, .. } => *addressed,
            Found::Provider(checked) => checked.addressed,
        };
        match self.outcome() {
            _ if self.form.is_empty() => Stage::Empty,
            None if self.considering.lost => Stage::Lost,
            None => Stage::Awaited,
            Some(outcome) if addressed(&outcome.found) => Stage::Complete,
            Some(_) => Stage::Unaddressed,
        }
    }

    /// Puts this form, and what was made of its letter, in place of those on screen.
    fn replace(&mut self, form: Form, revision: Revision) -> (Form, Revision) {
        let before = (std::mem::replace(&mut self.form, form), self.revising.revision().clone());
        self.revising.again(revision);
        (self.typing, self.trial) = (None, None);
        self.consider();
        before
    }

    /// What keeps the draft in step with the form; nothing while an older draft may not be written over.
    fn saved(&self) -> Vec<Effect> {
        match self.draft {
            Draft::Unreadable(_) | Draft::Elsewhere(_) | Draft::Blocked => Vec::new(),
            // What is only tried is not kept.
            _ if self.trial.is_some() => Vec::new(),
            _ if self.form.is_empty() => vec![Effect::DropDraft],
            _ => vec![Effect::SaveDraft(self.draft_text())],
        }
    }

    fn draft_text(&self) -> String {
        drafts::save(&self.form, self.revising.revision(), self.revising.writing().as_ref())
    }

    fn typed(&mut self, field: Field, text: String) -> Vec<Effect> {
        if self.form.text(&field) == text {
            return Vec::new();
        }
        // An answer already found wrong is told at once when it is right; a new one is heard out first.
        let faulted = self.problems().any(|problem| problem.field == field);
        self.typing = (!faulted).then(|| field.clone());
        // Whoever types an answer settles what the documents left open about it.
        self.form.set_doubt(field.clone(), None);
        self.form.set(field, text);
        self.trial = None;
        self.consider();
        self.clearing = Clearing::No;
        if matches!(self.draft, Draft::Restored { .. }) {
            self.draft = Draft::Kept;
        }
        let mut effects = self.saved();
        effects.push(Effect::AwaitPause);
        effects
    }

    /// What an answer stands on is recorded beside it; a second time takes that back.
    fn doubted(&mut self, field: Field, state: State) -> Vec<Effect> {
        let before = self.form.doubt(&field).cloned();
        let same = before.as_ref().is_some_and(|doubt| doubt.state == state);
        let claims = before.map(|doubt| doubt.claims).unwrap_or_default();
        self.form.set_doubt(field, (!same).then_some(Doubt { state, claims }));
        self.trial = None;
        self.consider();
        self.saved()
    }

    fn example_asked(&mut self) -> Vec<Effect> {
        if !self.form.is_empty() {
            return Vec::new();
        }
        for (field, text) in &self.face.example {
            if self.face.layout(self.mode).question(field).is_some() {
                self.form.set(field.clone(), text.clone());
            }
        }
        self.consider();
        let mut effects = self.saved();
        effects.push(Effect::Focus(Step::List.id().into()));
        effects
    }

    fn elsewhere_settled(&mut self, theirs: bool) -> Vec<Effect> {
        let Draft::Elsewhere(text) = std::mem::replace(&mut self.draft, Draft::Kept) else { return Vec::new() };
        if theirs {
            self.draft_read(Stored::Text(text));
            return Vec::new();
        }
        self.saved()
    }

    fn file_asked(&mut self, paper: Paper) -> Vec<Effect> {
        if self.letter().is_none() && self.checked().is_none() && paper != Paper::Figures {
            return Vec::new();
        }
        (self.copying, self.opening, self.paper) = (Copying::No, Opening::No, paper);
        self.making = Making::Running(paper);
        self.file = self.file.wrapping_add(1);
        self.file_of = self.considering.asked.wrapping_add(u32::from(self.considering.due));
        let (number, draft, date, document) = (self.file, self.draft_text(), self.today, self.document);
        vec![Effect::MakeFile { number, draft, date, document, paper }]
    }

    /// A file that is not the one waited for is not the letter on screen: nobody gets it.
    fn file_made(&mut self, number: u32, made: Result<Rc<[u8]>, Obstacle>) -> Vec<Effect> {
        if number != self.file {
            return Vec::new();
        }
        // A record that cannot be opened is answered as a file that cannot be made.
        if let (Opening::Running, Err(obstacle)) = (&self.opening, &made) {
            self.opening = Opening::Failed(obstacle.clone());
            return Vec::new();
        }
        let Making::Running(paper) = self.making else { return Vec::new() };
        match made {
            Ok(bytes) => {
                let name: Rc<str> = papers::file_name(&self.about(), self.today, self.document, paper).into();
                self.making = Making::Done(name.clone());
                vec![Effect::Deliver { name, word: paper.word().into(), media: paper.media_type().into(), bytes }]
            }
            Err(obstacle) => {
                self.making = Making::Failed(obstacle);
                Vec::new()
            }
        }
    }

    /// What the names of files say they are about.
    fn about(&self) -> String {
        if let Some(letter) = self.letter() {
            return letter.about.clone();
        }
        let authority = self.layout().question(&Field::PlanningAuthority);
        let authority = authority.map(|question| question.in_words(self.form.text(&Field::PlanningAuthority)));
        let reference = self.form.text(&Field::Reference);
        if reference.is_empty() { authority.unwrap_or_default() } else { reference.to_owned() }
    }

    fn record_chosen(&mut self, record: Option<String>) -> Vec<Effect> {
        match record.map(Rc::from) {
            Some(record) if str::len(&record) <= MOST_BYTES => self.offered(record),
            _ => {
                self.opening = Opening::Failed(Obstacle::Unreadable);
                Vec::new()
            }
        }
    }

    /// What is to be opened is opened at once where nothing is in its place.
    fn offered(&mut self, record: Rc<str>) -> Vec<Effect> {
        self.step = Step::List;
        if self.form.is_empty() {
            return self.open(record);
        }
        self.opening = Opening::Asked(record);
        vec![Effect::Focus(OPEN_CONFIRM.into())]
    }

    fn open(&mut self, record: Rc<str>) -> Vec<Effect> {
        self.opening = Opening::Running;
        if matches!(self.making, Making::Running(_)) {
            self.making = Making::Cancelled;
        }
        self.file = self.file.wrapping_add(1);
        // A case of the register is a draft, which is read here.
        if record.starts_with(drafts::NAME) {
            return self.record_opened(self.file, &record, Contents::Record, Vec::new());
        }
        vec![Effect::OpenRecord { number: self.file, record }]
    }

    /// What was opened takes the place of what is on screen, which can be had back.
    fn record_opened(&mut self, number: u32, draft: &str, contents: Contents, said: Vec<String>) -> Vec<Effect> {
        if number != self.file || self.opening != Opening::Running {
            return Vec::new();
        }
        match drafts::load(draft) {
            Ok(drafts::Draft { form, revision, .. }) => {
                let (form, _) = self.layout().only_asked(&form);
                let (form, revision) = self.replace(form, revision);
                self.opening = Opening::No;
                self.clearing = Clearing::Opened(form, revision, contents, said);
                let mut effects = self.saved();
                effects.push(Effect::Focus(CLEARED.into()));
                effects
            }
            Err(fault) => {
                self.opening = Opening::Failed(Obstacle::Reason(fault.to_string().into()));
                Vec::new()
            }
        }
    }

    fn draft_read(&mut self, stored: Stored) -> Vec<Effect> {
        match stored {
            Stored::Nothing => {}
            Stored::Blocked => self.draft = Draft::Blocked,
            Stored::Text(text) => match drafts::load(&text) {
                Ok(drafts::Draft { form, revision, writing }) => {
                    let (form, left_out) = self.layout().only_asked(&form);
                    if form.is_empty() {
                        return Vec::new();
                    }
                    self.draft = Draft::Restored { left_out };
                    self.replace(form, revision);
                    self.revising.goes_on(writing);
                }
                Err(fault) => self.draft = Draft::Unreadable(fault),
            },
        }
        Vec::new()
    }
}

/// Changes the model by what happened, and says what is to be done in the world.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    model.listing = false;
    let mut effects = happened(model, message);
    effects.extend(model.asked());
    if model.is_settled() {
        effects.extend(model.register_follows());
    }
    effects
}

fn happened(model: &mut Model, message: Message) -> Vec<Effect> {
    match message {
        Message::DraftRead(stored) => model.draft_read(stored),
        Message::DraftNotSaved => {
            model.draft = Draft::Blocked;
            Vec::new()
        }
        Message::DraftDiscarded => {
            model.draft = Draft::Kept;
            model.saved()
        }
        Message::Typed(field, text) => model.typed(field, text),
        Message::NeedChosen(need, chosen) => {
            let text = with_need(model.form.text(&Field::Needs), need, chosen);
            model.typed(Field::Needs, text)
        }
        Message::Paused => {
            model.typing = None;
            Vec::new()
        }
        Message::Doubted(field, state) => model.doubted(field, state),
        Message::StepSought(step) => {
            let mut effects = vec![Effect::Focus(step.id().into())];
            if step == Step::Register {
                effects.extend(model.register_sought());
            }
            model.step = step;
            effects
        }
        Message::ExampleAsked => model.example_asked(),
        Message::Pasted(text) => model.pasted(&text),
        Message::Gleaned(number, found) => model.gleaned(number, found),
        Message::SuggestionUsed(at) => model.suggestion_used(at),
        Message::FiguresAsked => model.figures_asked(),
        Message::Illustrated(number, figures) => {
            model.illustrated(number, figures);
            Vec::new()
        }
        Message::FiguresLost => {
            if matches!(model.figures, Figures::Asked) {
                model.figures = Figures::Lost;
            }
            Vec::new()
        }
        Message::Acted(word, values) => model.acted(&word, values),
        Message::Registered(number, reply) => model.registered(number, &reply),
        Message::RegisterChanged => model.register_changed(),
        Message::ProspectsAsked => model.prospects_asked(),
        Message::Foreseen(number, prospects) => {
            model.foreseen(number, prospects);
            Vec::new()
        }
        Message::Tried(at) => model.tried(at),
        Message::TrialEnded { keep } => model.trial_ended(keep),
        Message::DraftElsewhere(text) => {
            if !matches!(model.draft, Draft::Blocked) && text != model.draft_text() {
                model.draft = Draft::Elsewhere(text);
            }
            Vec::new()
        }
        Message::ElsewhereSettled { theirs } => model.elsewhere_settled(theirs),
        Message::Sought(field) => {
            let group = model.layout().groups.iter().find(|group| group.all().any(|one| one.field == field));
            if let Some(step) = group.map(|group| Step::Part(group.id.clone())) {
                model.step = step;
            }
            let id = model.layout().question(&field).map(|question| question.id.clone());
            id.map(Effect::Focus).into_iter().collect()
        }
        Message::ClearAsked => {
            model.clearing = Clearing::Asked;
            vec![Effect::Focus(CLEAR_CONFIRM.into())]
        }
        Message::ClearCancelled => {
            model.clearing = Clearing::No;
            vec![Effect::Focus(CLEAR.into())]
        }
        Message::ClearConfirmed => {
            let (form, revision) = model.replace(Form::default(), model.revising.fresh());
            model.clearing = Clearing::Done(form, revision);
            if model.draft != Draft::Blocked {
                model.draft = Draft::Kept;
            }
            vec![Effect::DropDraft, Effect::Focus(CLEARED.into())]
        }
        Message::ClearUndone => match std::mem::replace(&mut model.clearing, Clearing::No) {
            Clearing::Done(form, revision) | Clearing::Opened(form, revision, ..) => {
                model.replace(form, revision);
                let mut effects = model.saved();
                effects.push(Effect::Focus(CLEAR.into()));
                effects
            }
            other => {
                model.clearing = other;
                Vec::new()
            }
        },
        // What is copied or printed is what follows from what was typed last.
        message @ (Message::CopyAsked { .. } | Message::LinkCopyAsked | Message::PrintAsked) if !model.is_settled() => {
            model.considering.then = Some(message);
            Vec::new()
        }
        Message::CopyAsked { rich } => {
            if !matches!(model.making, Making::Running(_)) {
                model.making = Making::No;
            }
            model.letter().map(|letter| Effect::Copy { text: letter.text.clone(), rich }).into_iter().collect()
        }
        Message::LinkCopyAsked => {
            let copy = |text| Effect::Copy { text, rich: false };
            model.link().map(copy).into_iter().collect()
        }
        Message::Copied(true) => {
            model.copying = Copying::Done;
            Vec::new()
        }
        Message::Copied(false) => match model.letter().map(|letter| letter.text.clone()).or_else(|| model.link()) {
            Some(text) => {
                model.copying = Copying::ByHand(text.into());
                vec![Effect::Focus(BY_HAND.into())]
            }
            None => Vec::new(),
        },
        Message::PrintAsked => vec![Effect::Print],
        Message::Revised(deed) => revising::update(model, deed),
        Message::DocumentChosen(document) => {
            model.document = document;
            if !matches!(model.making, Making::Running(_)) {
                model.making = Making::No;
                return Vec::new();
            }
            model.making = Making::Cancelled;
            vec![Effect::StopMaking]
        }
        Message::FileAsked(paper) => model.file_asked(paper),
        Message::FileCancelled => match model.making {
            Making::Running(_) => {
                model.making = Making::Cancelled;
                vec![Effect::StopMaking]
            }
            _ => Vec::new(),
        },
        Message::FileMade(number, made) => model.file_made(number, made),
        Message::RecordChosen(record) => model.record_chosen(record),
        Message::OpenConfirmed => match &model.opening {
            Opening::Asked(record) => {
                let record = record.clone();
                model.open(record)
            }
            _ => Vec::new(),
        },
        Message::OpenCancelled => {
            model.opening = Opening::No;
            vec![Effect::Focus(OPEN_RECORD.into())]
        }
        Message::LinkFollowed(link) => model.offered(link.into()),
        Message::RecordOpened(number, draft, contents, said) => model.record_opened(number, &draft, contents, said),
        Message::FileLost => {
            model.making = Making::Failed(Obstacle::Lost);
            Vec::new()
        }
        Message::Considered(number, outcome) => model.considered(number, outcome),
        Message::Written(number, written) => model.written(number, &written),
        Message::EngineLost => {
            model.engine_lost();
            Vec::new()
        }
        Message::EngineSought => {
            model.considering.lost = false;
            model.consider();
            Vec::new()
        }
        Message::DayCame(today) => {
            if model.today != today {
                model.today = today;
                model.consider();
            }
            Vec::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::link;
    use crate::register::{Errand, Hand, Office};
    use crate::shown::{Beside, Row, figures, from_bytes, prospects, register, to_bytes};
    use crate::vocabulary::Stance;
    use crate::{BUILT_IN_PROFILE, Context, Profile, glean, load_profile};
    use std::cell::RefCell;
    use std::collections::BTreeSet;

    thread_local! {
        static PROFILE: Profile = load_profile(BUILT_IN_PROFILE).expect("the built-in profile is in order");
    }

    fn new() -> Model {
        opened_in(Mode::Commissioner)
    }

    fn opened_in(mode: Mode) -> Model {
        let face = PROFILE.with(|profile| Face::of(profile, ""));
        let face = from_bytes(&to_bytes(&face)).expect("a face comes out of its bytes");
        Model::new(Rc::new(face), mode, "https://example.org/tool/", Date::new(2026, 11, 21).expect("a date"))
    }

    /// What the engine answers, by way of the bytes that the page gets.
    fn answer(draft: &str, date: Date, mode: Mode) -> Outcome {
        let form = drafts::load(draft).expect("the page writes drafts that can be read").form;
        let outcome = PROFILE.with(|profile| Outcome::of(&form, profile, mode, &Context::on(date)));
        from_bytes(&to_bytes(&outcome)).expect("an outcome comes out of its bytes")
    }

    /// What it writes, likewise.
    fn written(draft: &str, date: Date) -> Written {
        let drafts::Draft { form, revision, .. } =
            drafts::load(draft).expect("the page writes drafts that can be read");
        let context = Context::on(date);
        let written = PROFILE.with(|profile| Written::of(&form, &revision, profile, &context, |_| Vec::new()));
        from_bytes(&to_bytes(&written)).expect("a letter comes out of its bytes")
    }

    thread_local! {
        static OFFICE: RefCell<Office> = RefCell::default();
    }

    /// What the register answers, with a store that never fails.
    fn registered(draft: &str, today: Date, word: &str, values: &[String]) -> Reply {
        let drafts::Draft { form, revision, .. } =
            drafts::load(draft).expect("the page writes drafts that can be read");
        let profile = PROFILE.with(Clone::clone);
        let hand = Hand { form: &form, revision: &revision, profile: &profile, today };
        let mut reply = Reply::default();
        OFFICE.with_borrow_mut(|office| {
            for errand in office.act(word, values, hand) {
                match errand {
                    Errand::Write(change) => {
                        reply.stored = true;
                        office.stored(change);
                    }
                    Errand::Open(draft) => reply.open = Some(draft),
                    Errand::Deliver { name, media, bytes } => reply.file = Some((name, media.into(), bytes)),
                    Errand::Fill(answers) => reply.fill = answers,
                    Errand::Print => reply.print = true,
                    Errand::Focus(id) => reply.focus = Some(id),
                    Errand::Share => {}
                }
            }
            reply.drawn = register(office, &hand, &Beside::Nothing).into();
        });
        from_bytes(&to_bytes(&reply)).expect("a reply comes out of its bytes")
    }

    /// Changes the model, with an engine that answers at once.
    fn update(model: &mut Model, message: Message) -> Vec<Effect> {
        let (mut effects, mut coming) = (Vec::new(), super::update(model, message));
        while let Some(effect) = coming.pop() {
            match effect {
                Effect::Consider { number, draft, date, mode } => {
                    let answer = answer(&draft, date, mode);
                    coming.extend(super::update(model, Message::Considered(number, answer.into())));
                }
                Effect::Write { number, draft, date } => {
                    let written = written(&draft, date);
                    coming.extend(super::update(model, Message::Written(number, written.into())));
                }
                Effect::Illustrate { number, draft, date, mode } => {
                    let form = drafts::load(&draft).expect("a draft").form;
                    let made = PROFILE.with(|profile| figures(&form, profile, mode, &Context::on(date)));
                    let made: Vec<Node> = from_bytes(&to_bytes(&made)).expect("figures come out of their bytes");
                    coming.extend(super::update(model, Message::Illustrated(number, made.into())));
                }
                Effect::Register { number, draft, date, word, values } => {
                    let reply = registered(&draft, date, &word, &values);
                    coming.extend(super::update(model, Message::Registered(number, reply.into())));
                }
                Effect::Glean { number, text } => {
                    let found = PROFILE.with(|profile| glean(&text, profile));
                    let found: Vec<Gleaned> =
                        from_bytes(&to_bytes(&found)).expect("what was found comes out of its bytes");
                    coming.extend(super::update(model, Message::Gleaned(number, found.into())));
                }
                Effect::Foresee { number, draft, date, mode } => {
                    let form = drafts::load(&draft).expect("a draft").form;
                    let found = PROFILE.with(|profile| prospects(&form, profile, mode, &Context::on(date)));
                    let found: Vec<Prospect> =
                        from_bytes(&to_bytes(&found)).expect("prospects come out of their bytes");
                    coming.extend(super::update(model, Message::Foreseen(number, found.into())));
                }
                Effect::OpenRecord { number, record } if record.starts_with(link::PREFIX) => {
                    let held = link::read(&record).map(|form| drafts::save(&form, &Revision::default(), None));
                    coming.extend(super::update(
                        model,
                        match held {
                            Ok(draft) => Message::RecordOpened(number, draft, Contents::Proposal, Vec::new()),
                            Err(fault) => Message::FileMade(number, Err(Obstacle::Reason(fault.to_string().into()))),
                        },
                    ));
                }
                other => effects.insert(0, other),
            }
        }
        effects
    }

    fn typed(model: &mut Model, answers: &[(Field, &str)]) -> Vec<Effect> {
        answers
            .iter()
            .flat_map(|(field, text)| update(model, Message::Typed(field.clone(), (*text).to_owned())))
            .collect()
    }

    fn support() -> Model {
        let mut model = new();
        typed(
            &mut model,
            &[
                (Field::PlanningAuthority, "E07000120"),
                (Field::Places, "2"),
                (Field::AgeMin, "12"),
                (Field::AgeMax, "17"),
                (Field::Needs, "self-harm"),
                (Field::StaffByDay, "3"),
                (Field::LocalChildren, "written-commitment"),
                (Field::PlacesReserved, "2"),
            ],
        );
        model
    }

    fn text(model: &Model) -> String {
        model.letter().expect("a letter").text.clone()
    }

    fn stance(model: &Model) -> &str {
        &model.shown().expect("an assessment").stance
    }

    fn draft_in(effects: &[Effect]) -> Option<String> {
        effects.iter().rev().find_map(|effect| match effect {
            Effect::SaveDraft(text) => Some(text.clone()),
            _ => None,
        })
    }

    #[test]
    fn every_question_is_on_the_page_once() {
        let model = new();
        let asked: Vec<&Field> = model.layout().questions().map(|question| &question.field).collect();
        for field in Field::FIXED {
            assert_eq!(asked.iter().filter(|asked| **asked == field).count(), 1, "{field}");
        }
        let ids: BTreeSet<&str> = model.layout().questions().map(|question| &*question.id).collect();
        assert_eq!(ids.len(), asked.len(), "every input has an id of its own");
    }

    #[test]
    fn a_mistyped_fee_never_blanks_the_assessment() {
        let mut model = support();
        let before = stance(&model).to_owned();
        typed(&mut model, &[(Field::Weekly, "£5,2oo")]);
        update(&mut model, Message::Paused);
        assert_eq!(stance(&model), before);
        assert!(model.letter().is_some());
        assert_eq!(model.problems().map(|problem| &problem.field).collect::<Vec<_>>(), [&Field::Weekly]);
    }

    #[test]
    fn a_new_answer_is_heard_out_and_a_corrected_one_is_cleared_at_once() {
        let mut model = new();
        typed(&mut model, &[(Field::Postcode, "BB5")]);
        assert_eq!(model.problems().count(), 0);
        update(&mut model, Message::Paused);
        assert_eq!(model.problems().count(), 1);
        typed(&mut model, &[(Field::Postcode, "BB5 3")]);
        assert_eq!(model.problems().count(), 1);
        typed(&mut model, &[(Field::Postcode, "BB5 3AA")]);
        assert_eq!(model.problems().count(), 0);
    }

    #[test]
    fn every_change_saves_a_draft_that_restores_the_same_assessment_and_letter() {
        let mut model = support();
        let mut saved =
            draft_in(&typed(&mut model, &[(Field::Weekly, "5200"), (Field::Breakdown("surplus".into()), "90")]));
        for need in [Need::Autism, Need::Adhd] {
            let effects = update(&mut model, Message::NeedChosen(need, true));
            saved = draft_in(&effects);
            assert!(saved.is_some());
        }
        let mut other = new();
        update(&mut other, Message::DraftRead(Stored::Text(saved.expect("a draft"))));
        assert_eq!(other.form(), model.form());
        assert_eq!((other.shown(), other.letter()), (model.shown(), model.letter()));
        assert_eq!(*other.draft(), Draft::Restored { left_out: 0 });
    }

    #[test]
    fn a_damaged_or_newer_draft_is_kept_until_it_is_discarded() {
        for text in ["{\"schema\":\"home-ass", "{\"schema\":\"home-assessment/draft@2\",\"answers\":{}}"] {
            let mut model = new();
            assert_eq!(update(&mut model, Message::DraftRead(Stored::Text(text.to_owned()))), []);
            assert!(matches!(model.draft(), Draft::Unreadable(_)));
            let effects = typed(&mut model, &[(Field::Places, "2")]);
            assert!(!effects.iter().any(|effect| matches!(effect, Effect::SaveDraft(_) | Effect::DropDraft)));
            assert!(draft_in(&update(&mut model, Message::DraftDiscarded)).is_some());
            assert!(draft_in(&typed(&mut model, &[(Field::Places, "3")])).is_some());
        }
    }

    #[test]
    fn where_nothing_can_be_stored_the_page_says_so_and_works_on() {
        let mut model = new();
        update(&mut model, Message::DraftRead(Stored::Blocked));
        assert_eq!(*model.draft(), Draft::Blocked);
        assert_eq!(typed(&mut model, &[(Field::PlanningAuthority, "E07000120")]), [Effect::AwaitPause]);
        assert_eq!(model.stage(), Stage::Complete);
    }

    #[test]
    fn clearing_asks_first_and_can_be_undone() {
        let mut model = support();
        edited(&mut model, "fit", "Our own words.");
        let (form, letter) = (model.form().clone(), model.letter().cloned());
        let revision = model.revising().revision().clone();
        update(&mut model, Message::ClearAsked);
        update(&mut model, Message::ClearCancelled);
        assert_eq!(*model.form(), form);
        update(&mut model, Message::ClearAsked);
        assert!(update(&mut model, Message::ClearConfirmed).contains(&Effect::DropDraft));
        assert!(model.form().is_empty() && model.stage() == Stage::Empty);
        assert_eq!(draft_in(&update(&mut model, Message::ClearUndone)), Some(drafts::save(&form, &revision, None)));
        assert_eq!((model.form(), model.letter()), (&form, letter.as_ref()));
    }

    #[test]
    fn what_was_cleared_is_gone_once_something_new_is_typed() {
        let mut model = support();
        update(&mut model, Message::ClearAsked);
        update(&mut model, Message::ClearConfirmed);
        typed(&mut model, &[(Field::Places, "4")]);
        assert_eq!(*model.clearing(), Clearing::No);
        assert_eq!(update(&mut model, Message::ClearUndone), []);
    }

    #[test]
    fn deleting_the_last_answer_deletes_the_draft() {
        let mut model = new();
        typed(&mut model, &[(Field::Places, "2")]);
        assert!(typed(&mut model, &[(Field::Places, "")]).contains(&Effect::DropDraft));
    }

    #[test]
    fn the_copied_text_is_the_letter_as_plain_text() {
        let mut model = support();
        let letter = text(&model);
        for rich in [false, true] {
            let copied = Effect::Copy { text: letter.clone(), rich };
            assert_eq!(update(&mut model, Message::CopyAsked { rich }), [copied]);
        }
        update(&mut model, Message::Copied(true));
        assert_eq!(*model.copying(), Copying::Done);
        assert_eq!(update(&mut model, Message::Copied(false)), [Effect::Focus(BY_HAND.into())]);
        assert_eq!(*model.copying(), Copying::ByHand(letter.into()));
        typed(&mut model, &[(Field::Places, "3")]);
        assert_eq!(*model.copying(), Copying::No, "the letter is another one now");
    }

    fn asked(model: &mut Model, paper: Paper) -> (u32, String) {
        match update(model, Message::FileAsked(paper)).as_slice() {
            [Effect::MakeFile { number, draft, date, document, paper: same }] if *same == paper => {
                assert_eq!(*document, model.document());
                assert_eq!(*date, Date::new(2026, 11, 21).expect("a date"));
                (*number, draft.clone())
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_file_is_made_of_the_answers_on_screen_and_delivered_under_a_name_of_its_own() {
        let mut model = support();
        typed(&mut model, &[(Field::Reference, "11/26/0417")]);
        let (number, draft) = asked(&mut model, Paper::Word);
        assert_eq!(*model.making(), Making::Running(Paper::Word));
        let mut other = new();
        update(&mut other, Message::DraftRead(Stored::Text(draft)));
        assert_eq!(other.letter(), model.letter());
        let bytes: Rc<[u8]> = [1, 2, 3].into();
        let name: Rc<str> = "response-11-26-0417-2026-11-21.docx".into();
        let delivered = Effect::Deliver {
            name: name.clone(),
            word: "docx".into(),
            media: Paper::Word.media_type().into(),
            bytes: bytes.clone(),
        };
        assert_eq!(update(&mut model, Message::FileMade(number, Ok(bytes.clone()))), [delivered]);
        assert_eq!(*model.making(), Making::Done(name));
        assert_eq!(update(&mut model, Message::FileMade(number, Ok(bytes))), [], "only once");
        typed(&mut model, &[(Field::Reference, "")]);
        let (number, _) = asked(&mut model, Paper::Pdf);
        let effects = update(&mut model, Message::FileMade(number, Ok([4].into())));
        assert!(
            matches!(&effects[..], [Effect::Deliver { name, .. }] if &**name == "response-Hyndburn-2026-11-21.pdf"),
            "{effects:?}"
        );
    }

    #[test]
    fn a_file_that_is_no_longer_the_letter_on_screen_reaches_nobody() {
        let mut model = support();
        let (first, _) = asked(&mut model, Paper::Pdf);
        let (second, _) = asked(&mut model, Paper::Word);
        assert_eq!(update(&mut model, Message::FileMade(first, Ok([1].into()))), []);
        typed(&mut model, &[(Field::Places, "3")]);
        assert_eq!(*model.making(), Making::Overtaken);
        assert_eq!(update(&mut model, Message::FileMade(second, Ok([1].into()))), []);
        assert_eq!(*model.making(), Making::Overtaken);
    }

    #[test]
    fn making_a_file_can_be_cancelled_and_can_fail() {
        let mut model = support();
        assert_eq!(update(&mut model, Message::FileCancelled), []);
        let (number, _) = asked(&mut model, Paper::Pdf);
        assert_eq!(update(&mut model, Message::FileCancelled), [Effect::StopMaking]);
        assert_eq!(update(&mut model, Message::FileMade(number, Ok([1].into()))), []);
        assert_eq!(*model.making(), Making::Cancelled);
        let (number, _) = asked(&mut model, Paper::Pdf);
        update(&mut model, Message::FileMade(number, Err(Obstacle::Absent)));
        assert_eq!(*model.making(), Making::Failed(Obstacle::Absent));
        typed(&mut model, &[(Field::Places, "3")]);
        assert_eq!(*model.making(), Making::No);
        assert_eq!(update(&mut new(), Message::FileAsked(Paper::Word)), [], "there is no letter yet");
    }

    #[test]
    fn another_document_stops_the_file_of_the_last_and_only_that() {
        let mut model = support();
        assert_eq!(update(&mut model, Message::DocumentChosen(Kind::Note)), []);
        assert_eq!(*model.making(), Making::No);
        let (number, _) = asked(&mut model, Paper::Pdf);
        assert_eq!(update(&mut model, Message::DocumentChosen(Kind::Letter)), [Effect::StopMaking]);
        assert_eq!(*model.making(), Making::Cancelled);
        assert_eq!(update(&mut model, Message::FileMade(number, Ok([1].into()))), [], "it is of the other document");
    }

    /// Writes the first text of a part anew.
    fn edited(model: &mut Model, part: &str, text: &str) -> Vec<Effect> {
        let rows = model.parts().iter().flat_map(|part| &part.rows).cloned();
        let row = rows.into_iter().find(|row| row.place.part == part).expect("the part is in the letter");
        let (place, was) = (row.place, row.generated);
        let opened = Opened { place, was, text: String::new(), adds: false, replaces: None, problem: None };
        update(model, Deed::Opened(opened).into());
        update(model, Deed::Typed(text.to_owned()).into());
        update(model, Deed::Saved.into())
    }

    #[test]
    fn an_edit_stands_in_the_letter_until_it_no_longer_fits_and_is_never_lost() {
        let mut model = support();
        let generated = text(&model);
        let saved = draft_in(&edited(&mut model, "fit", "Our own words on fit.")).expect("a draft");
        assert!(text(&model).contains("Our own words on fit."));
        // Another answer that does not bear on the text leaves it.
        typed(&mut model, &[(Field::Reference, "11/26/0417")]);
        assert!(text(&model).contains("Our own words on fit."));
        // The generated text is another: the edit is flagged and not applied.
        typed(&mut model, &[(Field::Needs, "autism")]);
        assert!(!text(&model).contains("Our own words on fit."));
        assert_eq!(model.superseded().len(), 1);
        update(&mut model, Deed::MadeAgain(0).into());
        assert!(text(&model).contains("Our own words on fit."));
        assert_eq!(model.superseded(), []);
        // The draft keeps it.
        let mut other = new();
        update(&mut other, Message::DraftRead(Stored::Text(saved)));
        assert!(text(&other).contains("Our own words on fit."));
        // Starting again gives the generated text, and can be undone.
        update(&mut other, Deed::StartedAgain.into());
        assert_eq!(text(&other), generated);
        assert!(other.revising().started_again(), "it can be taken back");
        update(&mut other, Deed::StartAgainUndone.into());
        assert!(!other.revising().started_again());
        assert!(text(&other).contains("Our own words on fit."));
    }

    #[test]
    fn a_text_written_back_as_it_was_is_no_edit_and_an_empty_one_is_refused() {
        let mut model = support();
        edited(&mut model, "fit", "Other words.");
        let mut rows = model.parts().iter().flat_map(|part| &part.rows).cloned();
        let row = rows.find(|row| row.changed.is_some());
        let row = row.expect("the changed text");
        let opened = Opened {
            place: row.place.clone(),
            was: row.generated.clone(),
            text: row.generated.to_string(),
            adds: false,
            replaces: Some(0),
            problem: None,
        };
        update(&mut model, Deed::Opened(opened).into());
        update(&mut model, Deed::Saved.into());
        assert!(model.revising().revision().edits.is_empty());
        let effects = edited(&mut model, "fit", " \n ");
        assert!(model.revising().opened().is_some_and(|opened| opened.problem.is_some()));
        assert!(effects.contains(&Effect::Focus(EDITOR.into())), "the text to correct keeps the focus");
    }

    #[test]
    fn another_position_needs_a_reason_before_the_letter_takes_it() {
        let mut model = support();
        let before = model.letter().cloned();
        update(&mut model, Deed::Position(Some(Stance::Neutral)).into());
        assert!(model.revising().needs_reason());
        assert_eq!(model.letter(), before.as_ref());
        update(&mut model, Deed::Reason("A home of this kind opened last month.".to_owned()).into());
        assert!(!model.revising().needs_reason());
        assert_ne!(model.letter(), before.as_ref());
        assert!(!text(&model).contains("opened last month"));
        update(&mut model, Deed::Position(None).into());
        assert_eq!(model.letter(), before.as_ref());
    }

    #[test]
    fn a_confirmed_position_stands_only_for_the_computed_one_it_was_confirmed_over() {
        let mut model = support();
        update(&mut model, Deed::Position(Some(Stance::Neutral)).into());
        update(&mut model, Deed::Reason("A home of this kind opened last month.".to_owned()).into());
        typed(&mut model, &[(Field::Reference, "11/26/0417")]);
        assert!(model.revising().revision().stance.is_some());
        typed(&mut model, &[(Field::PlanningAuthority, "E06000009")]);
        assert_eq!(model.revising().revision().stance, None, "it was confirmed for another case");
        assert_eq!(model.revising().lapsed(), Some(Stance::Neutral));
    }

    #[test]
    fn whatever_is_done_with_the_letter_the_draft_can_be_read_again() {
        let mut model = support();
        let readable = |model: &mut Model, what: &str| {
            let saved = draft_in(&update(model, Deed::Undecided(usize::MAX).into())).expect("a draft");
            let read = drafts::load(&saved).unwrap_or_else(|fault| panic!("{what}: {fault}"));
            let (form, revision) = (model.form().clone(), model.revising().revision().clone());
            assert_eq!((read.form, read.revision), (form, revision), "{what}");
        };
        edited(&mut model, "fit", "One.");
        readable(&mut model, "an edit");
        // The generated text is another; the same place is edited again, and then the first edit is made again there.
        typed(&mut model, &[(Field::StaffByDay, "1")]);
        edited(&mut model, "fit", "Two.");
        readable(&mut model, "a second edit at one place");
        assert_eq!(model.superseded().len(), 1);
        update(&mut model, Deed::MadeAgain(0).into());
        readable(&mut model, "an edit made again");
        assert_eq!((model.superseded().len(), model.revising().revision().edits.len()), (0, 1));
        // Back to the first answer: what was written for the second is set aside, not lost.
        typed(&mut model, &[(Field::StaffByDay, "3")]);
        assert_eq!(model.superseded().len(), 1);
        for kind in 0..300 {
            update(&mut model, Deed::Left(format!("kind {kind}"), "words".to_owned()).into());
        }
        readable(&mut model, "many decisions");
    }

    #[test]
    fn what_is_in_the_editor_is_kept_before_anything_else_is_opened() {
        let mut model = support();
        let row = |model: &Model, part: &str| {
            let mut rows = model.parts().iter().flat_map(|part| &part.rows).cloned();
            rows.find(|row| row.place.part == part).expect("the part is in the letter")
        };
        let open = |row: Row| {
            let (place, was) = (row.place, row.generated);
            Deed::Opened(Opened { place, was, text: String::new(), adds: false, replaces: None, problem: None })
        };
        let (fit, need) = (row(&model, "fit"), row(&model, "need"));
        update(&mut model, open(fit).into());
        update(&mut model, Deed::Typed("Half a thought.".to_owned()).into());
        update(&mut model, open(need).into());
        assert!(text(&model).contains("Half a thought."));
        assert!(model.revising().opened().is_some_and(|opened| opened.place.part == "need"));
        // An edit before the one in the editor is given up: the one in the editor still takes its own place.
        update(&mut model, Deed::Typed("On need.".to_owned()).into());
        update(&mut model, Deed::GivenUp(0).into());
        let letter = text(&model);
        assert!(letter.contains("On need.") && !letter.contains("Half a thought."), "{letter}");
    }

    #[test]
    fn who_signs_is_kept_for_the_next_letter() {
        let mut model = support();
        let effects = update(&mut model, Deed::Name("A. Signatory".to_owned()).into());
        let signatory = Signatory { name: "A. Signatory".to_owned(), role: None };
        assert!(effects.contains(&Effect::KeepSignatory(Some(signatory.clone()))));
        update(&mut model, Message::ClearAsked);
        update(&mut model, Message::ClearConfirmed);
        typed(&mut model, &[(Field::PlanningAuthority, "E07000117")]);
        assert!(text(&model).contains("A. Signatory"));
        let mut other = new();
        update(&mut other, Deed::SignatoryRead(Some(signatory)).into());
        assert_eq!(other.revising().signatory().0, "A. Signatory");
        // Who signed what is opened is typed there already, with the role.
        let signatory = Signatory { name: "A. Signatory".to_owned(), role: Some("Manager".to_owned()) };
        let mut opened = Revising::default();
        opened.again(Revision { signatory: Some(signatory), ..Revision::default() });
        assert_eq!(opened.signatory(), ("A. Signatory", "Manager"));
    }

    #[test]
    fn what_may_not_be_published_is_flagged_and_the_decision_is_recorded() {
        let mut model = support();
        assert_eq!(model.flags(), []);
        edited(&mut model, "fit", "We spoke to Kai, 14, about it.");
        let flag = model.flags().first().cloned().expect("a flag");
        update(&mut model, Deed::Left(flag.mark.code().to_owned(), flag.found.clone()).into());
        let at = model.revising().decided(&flag).expect("a decision");
        assert_eq!(model.revising().revision().decisions.len(), 1);
        update(&mut model, Deed::Undecided(at).into());
        assert_eq!(model.revising().decided(&flag), None);
    }

    #[test]
    fn files_of_other_documents_have_names_of_their_own() {
        let mut model = support();
        update(&mut model, Message::DocumentChosen(Kind::Note));
        let (number, _) = asked(&mut model, Paper::Text);
        let effects = update(&mut model, Message::FileMade(number, Ok([4].into())));
        assert!(matches!(&effects[..], [Effect::Deliver { name, .. }] if &**name == "note-Hyndburn-2026-11-21.txt"));
        let (number, _) = asked(&mut model, Paper::Record);
        let effects = update(&mut model, Message::FileMade(number, Ok([4].into())));
        assert!(
            matches!(&effects[..], [Effect::Deliver { name, .. }] if &**name == "response-Hyndburn-2026-11-21.record.json")
        );
        update(&mut model, Message::FileLost);
        assert_eq!(*model.making(), Making::Failed(Obstacle::Lost));
    }

    #[test]
    fn there_is_no_letter_before_there_is_someone_to_write_to() {
        let mut model = new();
        assert_eq!(model.stage(), Stage::Empty);
        typed(&mut model, &[(Field::Places, "2")]);
        assert_eq!((model.stage(), model.letter()), (Stage::Unaddressed, None));
        assert_eq!(update(&mut model, Message::CopyAsked { rich: false }), []);
        typed(&mut model, &[(Field::PlanningAuthority, "E06000009")]);
        assert_eq!(model.stage(), Stage::Complete);
    }

    #[test]
    fn what_is_written_on_in_an_answer_may_be_drawn_with_what_follows_from_it() {
        let places = |model: &mut Model, text: &str| super::update(model, Message::Typed(Field::Places, text.into()));
        let mut model = new();
        places(&mut model, "1");
        assert!(!model.is_answered_soon(), "the engine may have to be loaded yet");
        let mut model = support();
        assert!(model.is_stated(&Field::Places) && !model.is_stated(&Field::PriceYear) && !model.is_answered_soon());
        places(&mut model, "12");
        assert!(model.is_answered_soon());
        super::update(&mut model, Message::EngineLost);
        assert!(!model.is_answered_soon(), "nothing is coming");
        update(&mut model, Message::Doubted(Field::Places, State::Unclear));
        assert!(!model.is_stated(&Field::Places));
    }

    #[test]
    fn whoever_types_faster_than_the_engine_answers_is_answered_for_the_last() {
        let mut model = new();
        typed(&mut model, &[(Field::PlanningAuthority, "E06000009")]);
        let letter = model.letter().cloned();
        let ask = |model: &mut Model, places: &str| super::update(model, Message::Typed(Field::Places, places.into()));
        let asked = |effects: &[Effect]| {
            effects.iter().find_map(|effect| match effect {
                Effect::Consider { number, draft, date, mode } => Some((*number, answer(draft, *date, *mode))),
                _ => None,
            })
        };
        let (first, outcome) = asked(&ask(&mut model, "1")).expect("the engine is asked");
        assert_eq!(asked(&ask(&mut model, "12")), None, "one question at a time");
        assert_eq!(super::update(&mut model, Message::PrintAsked), []);
        let effects = super::update(&mut model, Message::Considered(first, outcome.into()));
        let (second, outcome) = asked(&effects).expect("the engine is asked for what was typed meanwhile");
        assert_eq!(effects.len(), 1, "no letter is written of what was typed over");
        assert!(!model.is_settled());
        let effects = super::update(&mut model, Message::Considered(second, outcome.clone().into()));
        let [Effect::Write { number, draft, date }] = &effects[..] else { panic!("{effects:?}") };
        let shown = model.shown().cloned();
        assert_eq!(model.letter(), letter.as_ref(), "it stays until the next is written");
        assert!(!model.is_settled(), "the assessment is there before its letter");
        let early = written(draft, *date);
        let (third, outcome_of_third) = asked(&ask(&mut model, "3")).expect("nothing waits for a letter");
        assert_eq!(super::update(&mut model, Message::Written(*number, early.into())), []);
        assert_eq!(model.letter(), letter.as_ref(), "a letter of other answers is not shown");
        let effects = super::update(&mut model, Message::Considered(third, outcome_of_third.into()));
        let [Effect::Write { number, draft, date }] = &effects[..] else { panic!("{effects:?}") };
        assert_ne!(model.shown(), shown.as_ref());
        let shown = model.shown().cloned();
        let letter = written(draft, *date);
        assert_eq!(super::update(&mut model, Message::Written(*number, letter.clone().into())), [Effect::Print]);
        assert_eq!(model.letter(), letter.letter.as_ref());
        assert!(model.is_settled());
        assert_eq!(
            super::update(&mut model, Message::Considered(first, Outcome { notes: Vec::new(), ..outcome }.into())),
            []
        );
        assert_eq!(model.shown(), shown.as_ref(), "an answer that is not waited for changes nothing");
    }

    #[test]
    fn without_an_engine_nothing_typed_is_lost_and_it_can_be_sought_again() {
        let mut model = new();
        super::update(&mut model, Message::Typed(Field::Places, "2".into()));
        super::update(&mut model, Message::Pasted("two children".to_owned()));
        super::update(&mut model, Message::EngineLost);
        assert_eq!((model.stage(), model.pasting()), (Stage::Lost, &Pasting::Lost));
        let effects = super::update(&mut model, Message::Typed(Field::Places, "3".into()));
        assert!(draft_in(&effects).is_some_and(|draft| draft.contains('3')));
        super::update(&mut model, Message::EngineLost);
        update(&mut model, Message::EngineSought);
        assert_eq!((model.stage(), model.is_settled()), (Stage::Unaddressed, true));
        let mut model = support();
        super::update(&mut model, Message::Typed(Field::Places, "3".into()));
        super::update(&mut model, Message::EngineLost);
        assert_eq!((model.stage(), model.letter()), (Stage::Lost, None), "no letter of other answers is left to copy");
    }

    #[test]
    fn what_would_change_the_position_is_tried_and_taken_back_or_kept() {
        let mut model = support();
        typed(&mut model, &[(Field::LocalChildren, ""), (Field::PlacesReserved, "")]);
        let before = (model.form().clone(), stance(&model).to_owned());
        update(&mut model, Message::ProspectsAsked);
        let Prospects::Known(known) = model.prospects().clone() else { panic!("{:?}", model.prospects()) };
        for at in 0..known.len() {
            let effects = update(&mut model, Message::Tried(at));
            assert_eq!(draft_in(&effects), None, "what is tried is not kept");
            assert!(known[at].text.contains(stance(&model)), "{}: {}", known[at].text, stance(&model));
            update(&mut model, Message::TrialEnded { keep: false });
            assert_eq!((model.form(), stance(&model)), (&before.0, &*before.1));
            update(&mut model, Message::ProspectsAsked);
        }
        update(&mut model, Message::Tried(0));
        update(&mut model, Message::ProspectsAsked);
        update(&mut model, Message::Tried(0));
        update(&mut model, Message::TrialEnded { keep: false });
        assert_eq!(*model.form(), before.0, "one thing tried on another is taken back with it");
        update(&mut model, Message::ProspectsAsked);
        update(&mut model, Message::Tried(0));
        let kept = draft_in(&update(&mut model, Message::TrialEnded { keep: true }));
        assert!(kept.is_some() && *model.form() != before.0);
        typed(&mut model, &[(Field::Reference, "x")]);
        assert_eq!(*model.prospects(), Prospects::No, "they are of other answers");
    }

    #[test]
    fn what_is_found_in_a_pasted_text_is_in_the_form_only_when_someone_says_so() {
        let mut model = support();
        let before = model.form().clone();
        let text =
            "Change of use from dwelling (C3) to a children’s home (C2) for up to 3 children aged 8 to 17 with autism";
        let effects = update(&mut model, Message::Pasted(text.to_owned()));
        assert!(effects.contains(&Effect::Focus(FOUND.into())), "{effects:?}");
        assert_eq!(*model.form(), before);
        let Pasting::Found(_, found) = model.pasting().clone() else { panic!("{:?}", model.pasting()) };
        let at = |field: Field| found.iter().position(|one| one.field == field).expect("it is found");
        let (places, need) = (at(Field::Places), at(Field::Needs));
        assert_eq!(model.used(&found[places]), Use::InPlaceOf("2".to_owned()));
        let effects = update(&mut model, Message::SuggestionUsed(places));
        let focus = |effect: &Effect| matches!(effect, Effect::Focus(id) if id.starts_with("use-"));
        assert!(effects.iter().any(focus), "the next suggestion has the focus: {effects:?}");
        update(&mut model, Message::SuggestionUsed(need));
        assert_eq!(model.form().text(&Field::Places), "3");
        assert_eq!(model.form().text(&Field::Needs), "self-harm\nautism");
        assert_eq!((model.used(&found[places]), model.used(&found[need])), (Use::Made, Use::Made));
        update(&mut model, Message::Pasted(" \n".to_owned()));
        assert_eq!(*model.pasting(), Pasting::Empty);
        update(&mut model, Message::Pasted("x".repeat(3 * 1024 * 1024)));
        assert_eq!(*model.pasting(), Pasting::TooLong);
    }

    #[test]
    fn pictures_are_made_when_asked_for_and_are_old_once_an_answer_changes() {
        let mut model = support();
        assert_eq!(*model.figures(), Figures::No);
        update(&mut model, Message::FiguresAsked);
        let Figures::Known(figures) = model.figures().clone() else { panic!("{:?}", model.figures()) };
        assert_eq!(figures.len(), 2, "pictures and evidence");
        assert!(!model.figures_are_old());
        typed(&mut model, &[(Field::Places, "3")]);
        assert!(model.figures_are_old());
        super::update(&mut model, Message::FiguresAsked);
        update(&mut model, Message::FiguresLost);
        assert_eq!(*model.figures(), Figures::Lost);
    }

    #[test]
    fn a_case_is_kept_opened_again_and_never_put_in_place_of_another_unasked() {
        let mut model = support();
        assert_eq!(*model.register(), Registered::No);
        let effects = update(&mut model, Message::StepSought(Step::Register));
        assert_eq!(effects, [Effect::Focus(REGISTER.into())]);
        assert!(matches!(model.register(), Registered::Known(_)), "whoever goes to it is shown it");
        let before = model.form().clone();
        let effects = update(&mut model, Message::Acted("keep".into(), Vec::new()));
        assert!(effects.contains(&Effect::Persist), "{effects:?}");
        let (case, entry) = OFFICE.with_borrow(|office| {
            let case = office.register().cases().remove(0);
            (case.id().as_str().to_owned(), case.entries()[0].id().as_str().to_owned())
        });
        typed(&mut model, &[(Field::Places, "5")]);
        let changed = model.form().clone();
        update(&mut model, Message::Acted("take".into(), vec![case, entry]));
        assert_eq!(*model.form(), changed, "it is asked first");
        update(&mut model, Message::OpenConfirmed);
        assert_eq!(*model.form(), before);
        update(&mut model, Message::ClearUndone);
        assert_eq!(*model.form(), changed);
        let effects = update(&mut model, Message::Acted("backup".into(), Vec::new()));
        assert!(matches!(&effects[..], [Effect::Deliver { word, .. }] if &**word == "register"), "{effects:?}");
        let drawn = model.register().clone();
        super::update(&mut model, Message::Registered(0, Rc::new(Reply::default())));
        assert_eq!(*model.register(), drawn, "what was asked before is not shown in its place");
        super::update(&mut model, Message::RegisterChanged);
        super::update(&mut model, Message::EngineLost);
        assert_eq!(*model.register(), drawn, "what was read stays to be read");
        let mut lost = new();
        super::update(&mut lost, Message::StepSought(Step::Register));
        super::update(&mut lost, Message::EngineLost);
        assert_eq!(*lost.register(), Registered::Lost);
    }

    #[test]
    fn what_someone_uses_of_a_file_is_as_if_typed_and_the_list_is_printed_once() {
        let mut model = support();
        let fill = vec![(Field::Settlement, "Upper Example".to_owned()), (Field::Places, "4".to_owned())];
        let reply = Reply { fill, print: true, ..Reply::default() };
        let effects = update(&mut model, Message::Registered(0, Rc::new(reply)));
        assert_eq!((model.form().text(&Field::Settlement), model.form().text(&Field::Places)), ("Upper Example", "4"));
        assert!(draft_in(&effects).is_some_and(|draft| draft.contains("Upper Example")));
        assert!(effects.contains(&Effect::Print));
        super::update(&mut model, Message::Registered(0, Rc::new(Reply { print: true, ..Reply::default() })));
        assert!(model.listing());
        super::update(&mut model, Message::PrintAsked);
        assert!(!model.listing(), "the letter is printed again");
    }

    #[test]
    fn an_answer_can_be_unclear_or_asked_for_and_typing_settles_it() {
        let mut model = support();
        typed(&mut model, &[(Field::StaffByDay, "")]);
        update(&mut model, Message::Doubted(Field::StaffByDay, State::Unclear));
        update(&mut model, Message::Doubted(Field::StaffByDay, State::Asked));
        assert_eq!(model.form().doubt(&Field::StaffByDay).map(|doubt| doubt.state), Some(State::Asked));
        update(&mut model, Message::Doubted(Field::StaffByDay, State::Asked));
        assert_eq!(model.form().doubt(&Field::StaffByDay), None);
        let saved = draft_in(&update(&mut model, Message::Doubted(Field::StaffByDay, State::Asked)));
        assert!(saved.is_some_and(|draft| draft.contains("asked")));
        typed(&mut model, &[(Field::StaffByDay, "3")]);
        assert_eq!(model.form().doubt(&Field::StaffByDay), None);
    }

    #[test]
    fn the_steps_say_how_far_they_are_and_a_link_to_a_question_leads_to_its_step() {
        let mut model = support();
        let steps = model.steps();
        assert_eq!(*model.step(), Step::List);
        assert_eq!(model.beside(), (Step::List, steps.first().cloned()));
        let home = model.layout().groups[2].clone();
        assert_eq!(model.progress(&home), Progress { answered: 2, asked: 6, wrong: 0 });
        typed(&mut model, &[(Field::StaffByNight, "x")]);
        update(&mut model, Message::Paused);
        assert_eq!(model.progress(&home).wrong, 1);
        update(&mut model, Message::Sought(Field::StaffByNight));
        assert_eq!(*model.step(), Step::Part(home.id.clone()));
        update(&mut model, Message::StepSought(Step::Letter));
        assert_eq!(model.beside(), (Step::Assessment, Some(Step::Figures)));
    }

    #[test]
    fn an_example_fills_an_empty_form_and_no_other() {
        let mut model = new();
        update(&mut model, Message::ExampleAsked);
        assert_eq!(model.stage(), Stage::Complete);
        assert_eq!(model.problems().count(), 0);
        let mut other = support();
        let before = other.form().clone();
        update(&mut other, Message::ExampleAsked);
        assert_eq!(*other.form(), before);
    }

    #[test]
    fn a_draft_that_another_tab_wrote_is_not_written_over_before_someone_chooses() {
        let (mut model, mut other) = (support(), new());
        let theirs = draft_in(&typed(&mut other, &[(Field::PlanningAuthority, "E07000117")])).expect("a draft");
        update(&mut model, Message::DraftElsewhere(theirs.clone()));
        assert_eq!(draft_in(&typed(&mut model, &[(Field::Places, "3")])), None);
        update(&mut model, Message::ElsewhereSettled { theirs: true });
        assert_eq!(model.form(), other.form());
        let mut model = support();
        update(&mut model, Message::DraftElsewhere(theirs));
        let saved = draft_in(&update(&mut model, Message::ElsewhereSettled { theirs: false }));
        assert!(saved.is_some_and(|draft| draft.contains("E07000120")));
        let same = model.draft_text();
        update(&mut model, Message::DraftElsewhere(same));
        assert_eq!(*model.draft(), Draft::Kept, "the same draft is no other");
    }

    #[test]
    fn a_provider_checks_its_plans_and_hands_them_to_the_council_by_a_link() {
        let mut provider = opened_in(Mode::Provider);
        assert_eq!(provider.document(), Kind::SelfCheck);
        typed(&mut provider, &[(Field::Places, "2"), (Field::Needs, "self-harm")]);
        assert_eq!((provider.stage(), provider.link(), provider.shown()), (Stage::Unaddressed, None, None));
        typed(&mut provider, &[(Field::PlanningAuthority, "E07000120")]);
        assert_eq!((provider.stage(), provider.letter()), (Stage::Complete, None));
        let link = provider.link().expect("a link");
        assert_eq!(update(&mut provider, Message::LinkCopyAsked), [Effect::Copy { text: link.clone(), rich: false }]);
        let fragment = link.strip_prefix("https://example.org/tool/").expect("the address of the page").to_owned();
        let mut copy = Model::new(provider.face().clone(), Mode::Provider, "", provider.today);
        typed(&mut copy, &[(Field::PlanningAuthority, "E07000120")]);
        assert!(copy.checked().is_some() && copy.link().is_none(), "a copy without an address leads nobody anywhere");
        let mut council = new();
        let effects = update(&mut council, Message::LinkFollowed(fragment.clone()));
        assert!(effects.contains(&Effect::Focus(CLEARED.into())), "{effects:?}");
        assert_eq!(council.form(), provider.form());
        assert!(council.letter().is_some());
        let mut busy = support();
        let before = busy.form().clone();
        assert_eq!(update(&mut busy, Message::LinkFollowed(fragment)), [Effect::Focus(OPEN_CONFIRM.into())]);
        assert_eq!(*busy.form(), before, "what is there stays until someone says otherwise");
        update(&mut busy, Message::OpenConfirmed);
        assert_eq!(busy.form(), provider.form());
        update(&mut busy, Message::ClearUndone);
        assert_eq!(*busy.form(), before);
        let mut cut = new();
        update(&mut cut, Message::LinkFollowed("#proposal=aG9tZS1".to_owned()));
        assert!(matches!(cut.opening(), Opening::Failed(Obstacle::Reason(_))), "{:?}", cut.opening());
    }

    #[test]
    fn a_provider_is_asked_what_it_can_say_in_its_own_words() {
        let (provider, council) = (opened_in(Mode::Provider), new());
        let labels = |model: &Model| -> Vec<String> {
            model.layout().questions().map(|question| question.name.to_string()).collect()
        };
        assert!(labels(&provider).len() < labels(&council).len());
        let same = labels(&provider).iter().filter(|label| labels(&council).contains(label)).count();
        assert!(same * 2 < labels(&provider).len(), "{same} questions are worded as for the council");
        for asked in provider.layout().questions() {
            let same = council.layout().question(&asked.field).expect("the council is asked it too");
            assert_eq!((&asked.id, asked.asks), (&same.id, false));
        }
        assert!(provider.layout().question(&Field::BenchmarkVersion).is_none(), "the benchmark is licensed");
    }

    #[test]
    fn a_provider_is_told_what_would_help_and_no_stance() {
        let mut model = opened_in(Mode::Provider);
        typed(&mut model, &[(Field::PlanningAuthority, "E07000120"), (Field::Places, "5"), (Field::Weekly, "7600")]);
        update(&mut model, Message::ProspectsAsked);
        let Prospects::Known(known) = model.prospects().clone() else { panic!("{:?}", model.prospects()) };
        assert!(!known.is_empty());
        let titles: Vec<String> = model.face().stances.iter().map(|(_, title)| title.to_lowercase()).collect();
        for prospect in known.iter() {
            assert!(!titles.iter().any(|title| prospect.text.to_lowercase().contains(title)), "{}", prospect.text);
        }
        let at = known.iter().position(|prospect| model.can_try(prospect)).expect("one that can be tried");
        update(&mut model, Message::Tried(at));
        update(&mut model, Message::TrialEnded { keep: true });
        assert!(model.checked().is_some());
    }

    #[test]
    fn files_for_the_council_are_named_after_what_they_hold() {
        let mut model = opened_in(Mode::Provider);
        typed(&mut model, &[(Field::PlanningAuthority, "E07000120")]);
        for (paper, name) in [
            (Paper::Proposal, "proposal-Hyndburn-Borough-Council-2026-11-21.json"),
            (Paper::Pdf, "self-check-Hyndburn-Borough-Council-2026-11-21.pdf"),
            (Paper::Figures, "figures-Hyndburn-Borough-Council-2026-11-21.csv"),
        ] {
            let (number, _) = asked(&mut model, paper);
            let effects = update(&mut model, Message::FileMade(number, Ok([4].into())));
            assert!(matches!(&effects[..], [Effect::Deliver { name: made, .. }] if **made == *name), "{effects:?}");
        }
    }

    #[test]
    fn each_key_does_one_thing_and_others_are_left_alone() {
        let model = support();
        for (_, letter) in KEYS {
            assert!(pressed(&format!("Key{letter}"), &model).is_some());
        }
        assert_eq!(KEYS.iter().map(|(_, letter)| letter).collect::<BTreeSet<_>>().len(), KEYS.len());
        assert_eq!(pressed("KeyA", &model), Some(Message::StepSought(Step::Assessment)));
        assert_eq!(pressed("KeyC", &opened_in(Mode::Provider)), Some(Message::LinkCopyAsked));
        for other in ["KeyZ", "Key", "KeyAA", "Digit1", "a", ""] {
            assert!(!is_key(other), "{other}");
        }
    }

    #[test]
    fn needs_are_one_answer() {
        let mut model = new();
        for (need, chosen) in
            [(Need::Autism, true), (Need::SelfHarm, true), (Need::Autism, false), (Need::Trauma, true)]
        {
            update(&mut model, Message::NeedChosen(need, chosen));
        }
        assert_eq!(model.form().text(&Field::Needs), "self-harm\ntrauma");
    }

    #[test]
    fn what_has_not_changed_keeps_its_place() {
        let mut model = support();
        let shown = model.shown().cloned().expect("an assessment");
        typed(&mut model, &[(Field::Reference, "11/26/0001")]);
        assert!(model.shown().is_some_and(|same| Rc::ptr_eq(&shown, same)));
        let letter = model.letter().cloned().expect("a letter");
        typed(&mut model, &[(Field::PriceYear, "2026-27")]);
        assert!(model.letter().is_some_and(|same| Rc::ptr_eq(&letter, same)));
    }

    #[test]
    fn another_day_dates_the_letter_anew() {
        let mut model = support();
        let before = text(&model);
        update(&mut model, Message::DayCame(Date::new(2026, 11, 22).expect("a date")));
        assert_ne!(before, text(&model));
    }

    #[test]
    fn a_link_to_a_question_moves_the_focus_to_its_input() {
        let mut model = new();
        let sought = update(&mut model, Message::Sought(Field::Benchmark("surplus".into())));
        assert_eq!(sought, [Effect::Focus("fees-carecubed-benchmark-surplus".into())]);
    }
}
