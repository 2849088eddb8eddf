//! The steps of the page, from the application to the letter: one at a time on a small screen, all together on a large one.

use super::Model;
use crate::shown::Group;
use crate::vocabulary::Mode;
use std::rc::Rc;

/// A step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// The list of the steps.
    #[default]
    List,
    /// A part of the form, by the id of its heading.
    Part(Rc<str>),
    /// Every answer, to be checked.
    Check,
    /// The assessment.
    Assessment,
    /// The letter; for a provider, how to hand the proposal over.
    Letter,
    /// Pictures and evidence.
    Figures,
    /// The register of cases.
    Register,
}

impl Step {
    /// The id of its heading, or of what takes the focus in its place.
    pub fn id(&self) -> &str {
        match self {
            Step::List => "steps",
            Step::Part(id) => id,
            Step::Check => "check",
            Step::Assessment => "assessment",
            Step::Letter => "letter",
            Step::Figures => super::FIGURES,
            Step::Register => super::REGISTER,
        }
    }
}

/// How far a part of the form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many of its questions have an answer, or were put to the provider.
    pub answered: usize,
    /// How many there are.
    pub asked: usize,
    /// How many answers cannot be read.
    pub wrong: usize,
}

impl Model {
    /// The step that a small screen shows.
    pub fn step(&self) -> &Step {
        &self.step
    }

    /// Every step in order, without the list.
    pub fn steps(&self) -> Vec<Step> {
        let parts = self.layout().groups.iter().map(|group| Step::Part(group.id.clone()));
        let register = (self.mode == Mode::Commissioner).then_some(Step::Register);
        parts.chain([Step::Check, Step::Assessment, Step::Letter, Step::Figures]).chain(register).collect()
    }

    /// The steps before and after the one shown.
    pub fn beside(&self) -> (Step, Option<Step>) {
        let steps = self.steps();
        let at = steps.iter().position(|step| *step == self.step);
        let before = at.and_then(|at| at.checked_sub(1)).and_then(|at| steps.get(at)).cloned().unwrap_or_default();
        (before, steps.get(at.map_or(0, |at| at.saturating_add(1))).cloned())
    }

    /// How far a part of the form is. Fee headings are a breakdown of one answer and are not counted.
    pub fn progress(&self, group: &Group) -> Progress {
        let given = |field| !self.form.text(field).is_empty() || self.form.doubt(field).is_some();
        let wrong = self.problems().filter(|problem| group.all().any(|question| question.field == problem.field));
        Progress {
            answered: group.questions.iter().filter(|question| given(&question.field)).count(),
            asked: group.questions.len(),
            wrong: wrong.count(),
        }
    }
}
