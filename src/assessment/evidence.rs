//! How a check reaches a conclusion: it opens its evidence with an answer it read, adds figures and further answers,
//! and concludes. There is no other way to make a finding, so none stands without evidence.

use super::{Comparison, Context};
use crate::date::Date;
use crate::form::{Field, Fields};
use crate::profile::{Authority, FigureRef, Profile, Rule};
use crate::proposal::{Ages, AreaCode, Postcode, Statement};
use crate::vocabulary::{Access, Fit, Model, Needs, Stance, Value, Verdict};
use rust_decimal::Decimal;
use std::ops::{Deref, Range};
use std::sync::Arc;

/// What a finding does to the stance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing by itself.
    None,
    /// Only facts are stated.
    FactualOnly,
    /// No position until it is known.
    Holding,
    /// The fit before concerns.
    Fit(Fit),
    /// Fit one step lower, however many such findings there are.
    LowersFit,
    /// What it says of access; the strongest commitment wins.
    Access(Access),
    /// The value for money.
    Value(Value),
}

/// One thing a check can find. The profile holds its sentence, which may use the named facts.
#[derive(Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Its code, unique within the check.
    pub code: &'static str,
    /// What it says.
    pub verdict: Verdict,
    /// What it does.
    pub effect: Effect,
    /// The names of the facts that are there whenever it is found.
    pub facts: &'static [&'static str],
}

impl Outcome {
    /// An outcome with these properties.
    pub const fn new(code: &'static str, verdict: Verdict, effect: Effect, facts: &'static [&'static str]) -> Outcome {
        Outcome { code, verdict, effect, facts }
    }
}

/// A typed fact: never a formatted string.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// The name a sentence uses for it.
    pub name: &'static str,
    /// The value.
    pub value: FactValue,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a fact comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Origin {
    /// An answer of the form.
    Input(Field),
    /// A figure of the profile.
    Figure(FigureRef),
    /// The profile's rules, applied to the answers and figures of the same finding.
    Rules,
}

/// The value of a fact, with its unit in its type.
#[derive(Clone, Debug, PartialEq)]
pub enum FactValue {
    /// Children's places.
    Places(u32),
    /// From this many children's places to that many.
    PlacesRange(u32, u32),
    /// Members of staff.
    Staff(u32),
    /// Years.
    Years(u32),
    /// Metres.
    Metres(u32),
    /// Per cent, one decimal place at most.
    Percent(Decimal),
    /// Pounds per child per week.
    Weekly(Decimal),
    /// A figure of the profile in its own unit.
    Figure(FigureRef),
    /// A number of homes.
    Count(usize),
    /// A stance.
    Stance(Stance),
    /// A date.
    Date(Date),
    /// Ages.
    Ages(Ages),
    /// Needs.
    Needs(Needs),
    /// Gaps, by their position in the profile.
    Gaps(Vec<usize>),
    /// A kind of home.
    Model(Model),
    /// A planning authority.
    Authority(AreaCode),
    /// A postcode.
    Postcode(Postcode),
    /// The planning authorities that the first half of a postcode covers.
    AuthoritiesOf(Postcode),
    /// A code of the question it answers.
    Code(&'static str),
    /// A question of the form, by name.
    Question(Field),
    /// Fee headings, by id.
    Headings(Vec<Arc<str>>),
    /// Text as typed.
    Text(String),
    /// Several texts as typed.
    Texts(Vec<String>),
}

/// What one check found, and everything it rests on; its facts are with the others' in [`Findings`].
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The id of the check.
    pub check: &'static str,
    /// What it found.
    pub outcome: &'static Outcome,
    /// Every answer it looked at.
    pub inputs: Fields,
    /// The answers it missed.
    pub missing: Fields,
    facts: Range<usize>,
}

impl Finding {
    /// What was found, as the profile names it: `check.result`.
    pub fn result(&self) -> String {
        format!("{}.{}", self.check, self.outcome.code)
    }
}

/// What the checks found, in order. Facts stand side by side in one list: an assessment makes two allocations, not forty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    list: Vec<Finding>,
    facts: Vec<Fact>,
}

impl Findings {
    /// An empty list with room for what is usually found.
    pub fn new() -> Findings {
        Findings { list: Vec::with_capacity(24), facts: Vec::with_capacity(64) }
    }

    /// The facts of one of these findings, first to last as read.
    pub fn facts(&self, finding: &Finding) -> &[Fact] {
        self.facts.get(finding.facts.clone()).unwrap_or_default()
    }

    /// The figures that one of these findings rests on.
    pub fn figures(&self, finding: &Finding) -> impl Iterator<Item = FigureRef> {
        self.facts(finding).iter().filter_map(|fact| match fact.origin {
            Origin::Figure(figure) => Some(figure),
            _ => None,
        })
    }
}

impl Deref for Findings {
    type Target = [Finding];
    fn deref(&self) -> &[Finding] {
        &self.list
    }
}

/// A value of a figure at which some comparison of a check turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The figure.
    pub figure: FigureRef,
    /// The value, in the figure's own unit.
    pub at: Decimal,
}

/// A proposal before the checks, with the profile and what else was passed in.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The proposal; where documents conflict, one reading of it.
    pub proposal: &'a Statement,
    /// The proposal with its conflicts.
    pub stated: &'a Statement,
    /// The profile.
    pub profile: &'a Profile,
    /// The date, and the homes answered before.
    pub context: &'a Context,
    /// The planning authority, if the profile lists it.
    pub authority: Option<&'a Authority>,
    /// The reading's fee beside its benchmark.
    pub compared: &'a Comparison<'a>,
}

impl<'a> Case<'a> {
    /// A reading of a proposal, before the checks.
    pub fn new(
        reading: &'a Statement,
        stated: &'a Statement,
        profile: &'a Profile,
        context: &'a Context,
        compared: &'a Comparison<'a>,
    ) -> Case<'a> {
        let authority = reading.application.authority.and_then(|code| profile.authority(code.as_str()));
        Case { proposal: reading, stated, profile, context, authority, compared }
    }

    /// Opens the evidence of a check with the answer it is about.
    pub fn open<'f>(self, found: &'f mut Findings, check: &'static str, field: Field) -> Evidence<'a, 'f> {
        let first_fact = found.facts.len();
        Evidence { case: self, check, first_fact, inputs: Fields::of(field), missing: Fields::default(), found }
    }

    /// The kind of home: as stated, or as it follows from the places.
    pub fn model(self) -> Option<Model> {
        let home = &self.proposal.home;
        home.model.or_else(|| self.profile.model_for(home.places?))
    }
}

/// Evidence being gathered. Holds at least one answer that was looked at.
#[derive(Debug)]
pub struct Evidence<'a, 'f> {
    case: Case<'a>,
    check: &'static str,
    first_fact: usize,
    inputs: Fields,
    missing: Fields,
    found: &'f mut Findings,
}

impl Evidence<'_, '_> {
    /// Records an answer that was looked at.
    #[inline]
    pub fn look(&mut self, field: Field) {
        self.inputs.add(field);
    }

    /// Records a stated answer under the name sentences use for it.
    #[inline]
    pub fn input(&mut self, name: &'static str, field: Field, value: FactValue) {
        self.look(field.clone());
        self.found.facts.push(Fact { name, value, origin: Origin::Input(field) });
    }

    /// Reads the figures that show a gap and records them.
    pub fn gap_figures(&mut self, name: &'static str, gap: usize) {
        for figure in self.case.profile.gap_figures(gap, self.case.context.as_at) {
            self.figure(name, figure);
        }
    }

    /// Records that an answer is not known.
    #[inline]
    pub fn missing(&mut self, field: Field) {
        self.look(field.clone());
        self.missing.add(field);
    }

    /// Records what the rules make of the answers and figures.
    #[inline]
    pub fn derived(&mut self, name: &'static str, value: FactValue) {
        self.found.facts.push(Fact { name, value, origin: Origin::Rules });
    }

    /// Reads the figure of a rule and records it.
    pub fn rule(&mut self, name: &'static str, rule: Rule) -> Decimal {
        let (figure, number) = self.case.profile.rule(rule, self.case.context.as_at);
        self.figure(name, figure);
        number
    }

    /// Records a figure.
    pub fn figure(&mut self, name: &'static str, figure: FigureRef) {
        self.found.facts.push(Fact { name, value: FactValue::Figure(figure), origin: Origin::Figure(figure) });
    }

    /// Makes the finding.
    #[inline]
    pub fn conclude(self, outcome: &'static Outcome) {
        let Evidence { check, first_fact, inputs, missing, found, .. } = self;
        let facts = first_fact..found.facts.len();
        found.list.push(Finding { check, outcome, inputs, missing, facts });
    }
}
