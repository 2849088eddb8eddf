//! What follows from the answers: asked of the engine when they have changed, the assessment first and its letter after it.

use super::{Copying, Effect, Making, Message, Model, Pasting, Prospects, happened};
use crate::shown::{Checked, Drafted, Found, Node, Outcome, Shown, Written};
use crate::vocabulary::Mode;
use std::rc::Rc;

/// What the engine was asked and has not answered yet.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Awaited {
    #[default]
    Nothing,
    /// What follows at once.
    Outcome,
    /// The letter.
    Letter,
}

/// What is known of what follows from the answers.
#[derive(Debug, Default)]
pub(super) struct Considering {
    /// The last that was said of it.
    pub(super) outcome: Option<Rc<Outcome>>,
    /// The assessment in it, at the place in memory where an equal one was before.
    pub(super) shown: Option<Rc<Shown>>,
    /// The letter in it, likewise.
    pub(super) drafted: Option<Rc<Drafted>>,
    /// The self-check in it, likewise.
    pub(super) checked: Option<Rc<Checked>>,
    /// What was answered before, likewise.
    pub(super) before: Option<Rc<[Node]>>,
    /// The number last asked under.
    pub(super) asked: u32,
    /// What of it is not answered yet.
    pub(super) awaited: Awaited,
    /// Whether to ask again.
    pub(super) due: bool,
    /// Whether there is no engine to ask.
    pub(super) lost: bool,
    /// What was asked for meanwhile and needs the answer.
    pub(super) then: Option<Message>,
}

impl Model {
    /// One question at a time: whoever types faster than the engine answers is answered for the last. A letter is not waited for, as
    /// it would be of other answers.
    pub(super) fn asked(&mut self) -> Option<Effect> {
        let considering = &mut self.considering;
        if !considering.due || considering.awaited == Awaited::Outcome {
            return None;
        }
        (considering.due, considering.awaited) = (false, Awaited::Outcome);
        considering.asked = considering.asked.wrapping_add(1);
        Some(Effect::Consider {
            number: considering.asked,
            draft: self.draft_text(),
            date: self.today,
            mode: self.mode,
        })
    }

    /// There is no engine: what was asked is asked again when it is sought, or when something else is typed. An assessment
    /// and a letter of other answers are not left to be read or copied.
    pub(super) fn engine_lost(&mut self) {
        let considering = &mut self.considering;
        (considering.lost, considering.due, considering.then) = (true, false, None);
        considering.awaited = Awaited::Nothing;
        self.prospects = Prospects::No;
        self.register_lost();
        if matches!(self.pasting, Pasting::Asked(_)) {
            self.pasting = Pasting::Lost;
        }
        self.follows(None);
    }

    /// Has the engine say what now follows. From an empty form, nothing does.
    pub(super) fn consider(&mut self) {
        self.prospects = Prospects::No;
        self.considering.due = !self.form.is_empty();
        if self.form.is_empty() {
            self.considering.asked = self.considering.asked.wrapping_add(1);
            self.considering.awaited = Awaited::Nothing;
            self.follows(None);
        }
    }

    pub(super) fn considered(&mut self, number: u32, outcome: Rc<Outcome>) -> Vec<Effect> {
        if number != self.considering.asked || self.considering.awaited != Awaited::Outcome {
            return Vec::new();
        }
        (self.considering.awaited, self.considering.lost) = (Awaited::Nothing, false);
        // What was confirmed over another computed position stands no more, and what was confirmed follows anew.
        if self.revising.computed(outcome.stance) {
            self.considering.due = true;
        }
        self.follows(Some(outcome));
        if self.considering.due {
            return Vec::new();
        }
        if self.mode == Mode::Provider {
            return self.settled();
        }
        self.considering.awaited = Awaited::Letter;
        vec![Effect::Write { number, draft: self.draft_text(), date: self.today }]
    }

    pub(super) fn written(&mut self, number: u32, written: &Written) -> Vec<Effect> {
        let considering = &mut self.considering;
        if number != considering.asked || considering.awaited != Awaited::Letter {
            return Vec::new();
        }
        considering.awaited = Awaited::Nothing;
        renew(&mut considering.before, Some(written.before.clone()));
        if renew(&mut considering.drafted, written.letter.clone()) {
            self.overtaken();
        }
        if self.considering.due { Vec::new() } else { self.settled() }
    }

    /// Does what waited for everything that follows.
    fn settled(&mut self) -> Vec<Effect> {
        let then = self.considering.then.take();
        then.map(|message| happened(self, message)).unwrap_or_default()
    }

    /// Shows what follows. What has not changed keeps its place in memory, so that nothing draws it again. The letter stays until the
    /// next is written, unless there will be none.
    fn follows(&mut self, outcome: Option<Rc<Outcome>>) {
        let considering = &mut self.considering;
        let (shown, checked, writes) = match outcome.as_ref().map(|outcome| &outcome.found) {
            Some(Found::Council { shown, addressed }) => (Some(shown.clone()), None, *addressed),
            Some(Found::Provider(checked)) => (None, Some(checked.clone()), false),
            None => (None, None, false),
        };
        if shown.is_none() {
            considering.before = None;
        }
        renew(&mut considering.shown, shown);
        let gone = !writes && considering.drafted.take().is_some();
        considering.outcome = outcome;
        if renew(&mut considering.checked, checked) | gone {
            self.overtaken();
        }
    }

    /// What was copied or is being made is of other answers than those on screen.
    fn overtaken(&mut self) {
        self.copying = Copying::No;
        self.making = match self.making {
            Making::Running(paper) if self.file_of == self.considering.asked => Making::Running(paper),
            Making::Running(_) => Making::Overtaken,
            _ => Making::No,
        };
    }
}

/// Puts something in its place unless it is the same, and says whether it did.
fn renew<T: PartialEq + ?Sized>(there: &mut Option<Rc<T>>, now: Option<Rc<T>>) -> bool {
    let other = *there != now;
    if other {
        *there = now;
    }
    other
}
