//! What the manager makes of the letter on the page: the position confirmed, who signs, each text as it is edited, and what
//! was decided on words that may not belong in a published letter. The generated letter itself is never changed.

use super::{Effect, Message, Model};
use crate::exchange::draft::Writing;
use crate::response::revision::{Decision, Edit, MOST_EDITS, Made, Overridden, Place, Revision};
use crate::response::{Flag, Signatory};
use crate::shown::Superseded;
use crate::text::in_one_line;
use crate::vocabulary::{Sentiment, Stance};
use std::rc::Rc;

/// The id of the text being edited.
pub const EDITOR: &str = "letter-editor";
/// The id of the button that turns editing on and off.
pub const EDITING: &str = "letter-editing";
/// The id of the list of what may not be published.
pub const FLAGS: &str = "letter-flags";
/// The id of the message that every edit was given up.
pub const STARTED_AGAIN: &str = "letter-started-again";

/// What a person does with the letter.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Another position is confirmed, or the computed one again.
    Position(Option<Stance>),
    /// Why it is another.
    Reason(String),
    /// The tag for planning systems is confirmed, or is not any more.
    Tag(Option<Sentiment>),
    /// Who signs.
    Name(String),
    /// In which role.
    Role(String),
    /// The browser was asked for who signs.
    SignatoryRead(Option<Signatory>),
    /// Editing is turned on or off.
    Toggled,
    /// A text is to be written anew, or followed by another.
    Opened(Opened),
    /// The text in the editor is now this.
    Typed(String),
    /// The text in the editor is to stand in the letter.
    Saved,
    /// The text in the editor is not wanted.
    Cancelled,
    /// A generated text is to be taken out.
    Removed(Place, Rc<str>),
    /// An edit, by its position, is given up: the generated text stands again.
    GivenUp(usize),
    /// An edit that no longer fits is to be made to the text that now stands at its place.
    MadeAgain(usize),
    /// Every edit is given up.
    StartedAgain,
    /// The edits given up are wanted back.
    StartAgainUndone,
    /// Words that were flagged may stay.
    Left(String, String),
    /// A decision, by its position, is taken back.
    Undecided(usize),
}

/// A text that is being edited.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// Where it stands in the generated letter.
    pub place: Place,
    /// The generated text there.
    pub was: Rc<str>,
    /// What is in the editor.
    pub text: String,
    /// Whether it follows the generated text rather than standing in its place.
    pub adds: bool,
    /// The edit it replaces, by its position.
    pub replaces: Option<usize>,
    /// Why it cannot stand in the letter.
    pub problem: Option<String>,
}

/// What the manager has made of the letter so far.
#[derive(Debug, Default)]
pub struct Revising {
    revision: Revision,
    /// The position chosen, whose reason may still be missing.
    position: Option<Stance>,
    reason: String,
    name: String,
    role: String,
    on: bool,
    opened: Option<Opened>,
    /// Whether something was typed in the editor.
    dirty: bool,
    /// Who signs in this browser, whoever signed a record that is open.
    own: Option<Signatory>,
    /// A position that was confirmed over a computed one which is another now, so that it stands no more.
    lapsed: Option<Stance>,
    /// The computed position, as far as it is known.
    computed: Option<Stance>,
    /// The edits before the letter was started again.
    before: Option<Vec<Edit>>,
}

impl Revising {
    /// What was revised before, and so stands in a draft or a record; who signs in this browser is not forgotten.
    pub fn again(&mut self, revision: Revision) {
        let (own, computed) = (self.own.take(), self.computed);
        *self = Revising { own, computed, ..Revising::of(revision) };
    }

    /// A revision for a case that begins: nothing but who signs in this browser.
    pub fn fresh(&self) -> Revision {
        Revision { signatory: self.own.clone(), ..Revision::default() }
    }

    /// Compares the computed position with the one over which another was confirmed: where it has changed, the confirmed
    /// one stands no more. Whether that is so.
    pub fn computed(&mut self, computed: Stance) -> bool {
        self.computed = Some(computed);
        let made = self.revision.stance.take();
        let fits = |made: &Overridden| made.over().is_none_or(|over| over == computed);
        let lapsed = made.as_ref().filter(|made| !fits(made)).map(Overridden::stance);
        if lapsed.is_some() {
            (self.lapsed, self.position, self.revision.tag) = (lapsed, None, None);
            return true;
        }
        self.revision.stance = made.map(|made| made.confirmed_over(computed));
        false
    }

    /// The position that stands no more because the computed one has changed.
    pub fn lapsed(&self) -> Option<Stance> {
        self.lapsed
    }

    fn of(revision: Revision) -> Revising {
        let (position, reason) = revision.stance.as_ref().map(|made| (made.stance(), made.reason().to_owned())).unzip();
        let (name, role) = written(revision.signatory.as_ref());
        Revising { position, reason: reason.unwrap_or_default(), name, role, revision, ..Revising::default() }
    }

    /// What stands in the letter.
    pub fn revision(&self) -> &Revision {
        &self.revision
    }

    /// The position chosen in place of the computed one.
    pub fn position(&self) -> Option<Stance> {
        self.position
    }

    /// Why, as typed.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// Whether a position is chosen for which no reason stands yet: until then the letter keeps the computed one.
    pub fn needs_reason(&self) -> bool {
        self.position.is_some() && self.revision.stance.is_none()
    }

    /// Who signs, as typed: the name and the role.
    pub fn signatory(&self) -> (&str, &str) {
        (&self.name, &self.role)
    }

    /// Whether editing is on.
    pub fn is_on(&self) -> bool {
        self.on
    }

    /// The text being edited.
    pub fn opened(&self) -> Option<&Opened> {
        self.opened.as_ref()
    }

    /// What was typed in the editor and does not stand in the letter yet.
    pub fn writing(&self) -> Option<Writing> {
        let opened = self.opened.as_ref().filter(|_| self.dirty)?;
        let Opened { place, was, text, adds, replaces, .. } = opened.clone();
        Some(Writing { place, was: was.to_string(), text, adds, replaces })
    }

    /// The editor as it was when the draft was kept.
    pub fn goes_on(&mut self, writing: Option<Writing>) {
        let Some(Writing { place, was, text, adds, replaces }) = writing else { return };
        self.opened = Some(Opened { place, was: was.into(), text, adds, replaces, problem: None });
        (self.on, self.dirty) = (true, true);
    }

    /// Whether every edit was given up and can be had back.
    pub fn started_again(&self) -> bool {
        self.before.is_some()
    }

    /// Carries out a deed; whether the letter may be another now.
    fn deed(&mut self, deed: Deed, superseded: &[Superseded]) -> bool {
        if closes_the_editor(&deed) && self.dirty {
            // What was typed is kept first; where it cannot be, or other edits moved, nothing else is done.
            let count = self.revision.edits.len();
            let other = self.save();
            if self.opened.is_some() || self.revision.edits.len() < count {
                return other;
            }
            return self.deed(deed, superseded) || other;
        }
        match deed {
            Deed::Position(position) => {
                (self.position, self.lapsed, self.revision.tag) = (position, None, None);
                return self.confirm();
            }
            Deed::Reason(reason) => {
                self.reason = reason;
                return self.confirm();
            }
            Deed::Tag(tag) => self.revision.tag = tag,
            Deed::Name(name) => {
                self.name = name;
                let other = self.sign();
                self.own.clone_from(&self.revision.signatory);
                return other;
            }
            Deed::Role(role) => {
                self.role = role;
                let other = self.sign();
                self.own.clone_from(&self.revision.signatory);
                return other;
            }
            Deed::SignatoryRead(signatory) => {
                self.own.clone_from(&signatory);
                if self.revision.signatory.is_none() {
                    (self.name, self.role) = written(signatory.as_ref());
                    return self.sign();
                }
            }
            Deed::Toggled => {
                self.on = !self.on;
                self.opened = None;
            }
            Deed::Opened(opened) => (self.opened, self.dirty) = (Some(opened), false),
            Deed::Typed(text) => {
                if let Some(opened) = &mut self.opened {
                    self.dirty = true;
                    opened.text = text;
                    opened.problem = None;
                }
            }
            Deed::Saved => return self.save(),
            Deed::Cancelled => (self.opened, self.dirty) = (None, false),
            Deed::Removed(place, was) => {
                if let Ok((edit, _)) = Edit::new(place, &was, Made::Removed) {
                    return self.put(edit, None);
                }
            }
            Deed::GivenUp(at) => {
                if at < self.revision.edits.len() {
                    self.revision.edits.remove(at);
                    if let Some(opened) = &mut self.opened {
                        opened.replaces = match opened.replaces {
                            Some(open) if open == at => None,
                            Some(open) if open > at => open.checked_sub(1),
                            other => other,
                        };
                    }
                    return true;
                }
            }
            Deed::MadeAgain(at) => {
                let here = superseded.iter().find(|edit| edit.at == at);
                let again = self.revision.edits.get(at).zip(here.and_then(|here| here.now.as_deref()));
                let again =
                    again.and_then(|(edit, now)| Edit::new(edit.place().clone(), now, edit.made().clone()).ok());
                if let Some((edit, _)) = again {
                    return self.put(edit, Some(at));
                }
            }
            Deed::StartedAgain => {
                self.opened = None;
                self.before = Some(std::mem::take(&mut self.revision.edits));
                return true;
            }
            Deed::StartAgainUndone => {
                if let Some(before) = self.before.take() {
                    self.revision.edits = before;
                    return true;
                }
            }
            Deed::Left(kind, words) => {
                let decided = Decision { kind, words, decision: LEFT.to_owned() };
                if !self.revision.decisions.contains(&decided) && self.revision.decisions.len() < MOST_EDITS {
                    self.revision.decisions.push(decided);
                }
            }
            Deed::Undecided(at) => {
                if at < self.revision.decisions.len() {
                    self.revision.decisions.remove(at);
                }
            }
        }
        false
    }

    /// A position stands once there is a reason for it.
    fn confirm(&mut self) -> bool {
        let made = self.position.and_then(|stance| Overridden::new(stance, &self.reason).ok());
        let made = made.map(|(made, _)| self.computed.into_iter().fold(made, Overridden::confirmed_over));
        let other = self.revision.stance != made;
        self.revision.stance = made;
        other
    }

    /// A name signs; a role alone does not.
    fn sign(&mut self) -> bool {
        let line = |text: &str| Some(in_one_line(text)).filter(|line| !line.is_empty());
        let signatory = line(&self.name).map(|name| Signatory { name, role: line(&self.role) });
        let other = self.revision.signatory != signatory;
        self.revision.signatory = signatory;
        other
    }

    fn save(&mut self) -> bool {
        let Some(opened) = &mut self.opened else { return false };
        // What was written back as generated is no edit.
        if !opened.adds && in_one_line(&opened.text) == *opened.was {
            let replaces = opened.replaces;
            (self.opened, self.dirty) = (None, false);
            return replaces.is_some_and(|at| self.deed(Deed::GivenUp(at), &[]));
        }
        let made = match opened.adds {
            true => Made::Added(opened.text.clone()),
            false => Made::Changed(opened.text.clone()),
        };
        match Edit::new(opened.place.clone(), &opened.was, made) {
            Ok((edit, _)) => {
                let replaces = opened.replaces;
                self.put(edit, replaces)
            }
            Err(problem) => {
                opened.problem = Some(problem);
                false
            }
        }
    }

    fn put(&mut self, edit: Edit, replaces: Option<usize>) -> bool {
        let edits = &mut self.revision.edits;
        let whole = edits.len() >= MOST_EDITS && replaces.is_none();
        if let Some(opened) = self.opened.as_mut().filter(|_| whole) {
            opened.problem = Some(TOO_MANY.to_owned());
            return false;
        }
        // One text is changed or taken out once.
        let at = replaces.filter(|at| *at < edits.len()).unwrap_or(edits.len());
        let mut others = 0;
        let mut kept = Vec::with_capacity(edits.len().saturating_add(1));
        for (old_at, old) in edits.drain(..).enumerate() {
            let same = !old.only_adds() && !edit.only_adds() && old.is_of_same_text(&edit);
            if old_at != at && !same {
                kept.push(old);
                others += usize::from(old_at < at);
            }
        }
        kept.insert(others, edit);
        *edits = kept;
        (self.opened, self.before, self.dirty) = (None, None, false);
        true
    }

    /// The decision on a flag, by its position.
    pub fn decided(&self, flag: &Flag) -> Option<usize> {
        let same = |decision: &Decision| decision.kind == flag.mark.code() && decision.words == flag.found;
        self.revision.decisions.iter().position(same)
    }
}

/// Whether what is in the editor would be lost by this.
fn closes_the_editor(deed: &Deed) -> bool {
    matches!(
        deed,
        Deed::Toggled
            | Deed::Opened(_)
            | Deed::Removed(..)
            | Deed::MadeAgain(_)
            | Deed::GivenUp(_)
            | Deed::StartedAgain
    )
}

/// The id of a text of the letter while it is edited.
pub fn id_of(place: &Place) -> String {
    let item = place.item.map(|item| format!("-{item}")).unwrap_or_default();
    format!("text-{}-{}{item}", place.part, place.paragraph)
}

/// What is recorded of words that may stay.
const LEFT: &str = "left as it is";

/// Why a text cannot be kept when there are too many.
const TOO_MANY: &str = "is one edit too many; take another back first";

fn written(signatory: Option<&Signatory>) -> (String, String) {
    let signatory = signatory.cloned();
    signatory.map(|who| (who.name, who.role.unwrap_or_default())).unwrap_or_default()
}

/// Carries out a deed in the model, and says what is to be done in the world.
pub(super) fn update(model: &mut Model, deed: Deed) -> Vec<Effect> {
    let signs = matches!(deed, Deed::Name(_) | Deed::Role(_));
    let typing =
        matches!(deed, Deed::Typed(_) | Deed::SignatoryRead(_) | Deed::Cancelled | Deed::Toggled | Deed::Opened(_));
    let revising = &model.revising;
    let text = |place: Option<&Place>| {
        let shown = place.filter(|_| revising.on);
        Some(shown.map_or_else(|| Rc::from(EDITING), |place| id_of(place).into()))
    };
    let fits = |at: usize| !model.superseded().iter().any(|edit| edit.at == at);
    let focus: Option<Rc<str>> = match &deed {
        Deed::Opened(_) => Some(EDITOR.into()),
        Deed::Cancelled | Deed::Saved => text(revising.opened.as_ref().map(|opened| &opened.place)),
        Deed::Removed(place, _) => text(Some(place)),
        Deed::GivenUp(at) => text(revising.revision.edits.get(*at).filter(|_| fits(*at)).map(Edit::place)),
        Deed::MadeAgain(_) | Deed::StartAgainUndone => Some(EDITING.into()),
        Deed::Left(..) | Deed::Undecided(_) => Some(FLAGS.into()),
        Deed::StartedAgain => Some(STARTED_AGAIN.into()),
        _ => None,
    };
    let letter = model.letter().cloned();
    let superseded = letter.as_ref().map(|letter| letter.superseded.as_slice()).unwrap_or_default();
    if model.revising.deed(deed, superseded) {
        model.consider();
    }
    // What was there before is had back whole or not at all: not over something made since.
    if !typing {
        model.clearing = super::Clearing::No;
    }
    let mut effects = model.saved();
    if signs {
        effects.push(Effect::KeepSignatory(model.revising.revision().signatory.clone()));
    }
    // A text that cannot stand in the letter keeps the focus.
    let focus = if model.revising.opened().is_some() { focus.map(|_| EDITOR.into()) } else { focus };
    effects.extend(focus.map(Effect::Focus));
    effects
}

impl From<Deed> for Message {
    fn from(deed: Deed) -> Message {
        Message::Revised(deed)
    }
}
