//! Exactly what was typed: every question there is, its text, and what can be wrong with it. Knows nothing of meaning.
//!
//! One table of questions serves the file format, the CSV headers, the screen and the error messages: a question is
//! named everywhere by its dotted path in the proposal file.

use crate::vocabulary::{Need, Needs};
use std::fmt;
use std::sync::Arc;

/// What kind of answer a question takes; what each kind accepts is decided in `proposal::parse`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line of text, at most this many characters.
    Line(usize),
    /// Several lines of text, at most this many characters.
    Text(usize),
    /// A list of short texts, one a line.
    Lines,
    /// A list of need codes, one a line.
    Needs,
    /// One of these codes.
    Code(&'static [&'static str]),
    /// A government area code such as `E07000120`.
    AreaCode,
    /// A civil date.
    Date,
    /// A whole number between two bounds, both allowed.
    Count(u32, u32),
    /// A child's age in whole years.
    Age,
    /// Pounds a week.
    Money,
    /// Per cent, from 0 to 100.
    Percent,
    /// A postcode.
    Postcode,
    /// `yes` or `no`.
    YesNo,
}

macro_rules! questions {
    ($($name:ident $path:literal $kind:expr;)*) => {
        /// A question of the form.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field {
            $(#[doc = $path] $name,)*
            /// `fees.breakdown.HEADING`
            Breakdown(Arc<str>),
            /// `fees.carecubed.benchmark.HEADING`
            Benchmark(Arc<str>),
            /// `fees.explanations.HEADING.reason`
            Explanation(Arc<str>),
            /// `fees.explanations.HEADING.accepted`
            Accepted(Arc<str>),
        }

        /// The place of each question in the order of the file.
        #[derive(Clone, Copy)]
        #[repr(u8)]
        enum Place { $($name,)* }

        impl Field {
            /// Every question that does not depend on the profile's fee headings, in the order of the file.
            pub const FIXED: &'static [Field] = &[$(Field::$name,)*];

            /// One bit of its own; none where it is about a fee heading.
            #[allow(clippy::as_conversions, reason = "the discriminant of a field-less enum of fewer than 64 values")]
            #[inline]
            fn bit(&self) -> Option<u64> {
                match self { $(Field::$name => Some(1 << Place::$name as u8),)* _ => None }
            }

            /// Its place in [`Field::FIXED`]; none where it is about a fee heading.
            pub(crate) fn place(&self) -> Option<usize> {
                self.bit().and_then(|bit| usize::try_from(bit.trailing_zeros()).ok())
            }

            fn fixed_path(&self) -> Option<&'static str> {
                match self { $(Field::$name => Some($path),)* _ => None }
            }

            /// The kind of answer it takes.
            pub fn kind(&self) -> Kind {
                match self {
                    $(Field::$name => $kind,)*
                    Field::Breakdown(_) | Field::Benchmark(_) => Kind::Money,
                    Field::Explanation(_) => Kind::Text(4_000),
                    Field::Accepted(_) => Kind::YesNo,
                }
            }
        }
    };
}

questions! {
    Reference "application.reference" Kind::Line(100);
    ApplicationType "application.type" Kind::Code(&["full", "retrospective", "variation", "lawful-development-certificate", "council-own", "pre-application"]);
    PlanningAuthority "application.planning_authority" Kind::AreaCode;
    Received "application.received" Kind::Date;
    RespondBy "application.respond_by" Kind::Date;
    Description "application.description" Kind::Text(10_000);
    PreviousReference "application.previous_reference" Kind::Line(100);
    Documents "application.documents" Kind::Lines;
    Address "site.address" Kind::Line(300);
    Settlement "site.settlement" Kind::Line(100);
    Postcode "site.postcode" Kind::Postcode;
    NearestHome "site.nearest_home_metres" Kind::Count(0, 100_000);
    Boundary "site.boundary_metres" Kind::Count(0, 100_000);
    LocationConcern "site.location_concern" Kind::Text(2_000);
    Registration "home.registration" Kind::Code(&["childrens-home", "supported-accommodation", "residential-family-centre", "short-breaks"]);
    Places "home.places" Kind::Count(1, 99);
    Model "home.model" Kind::Code(&["solo", "small", "mainstream", "crisis", "step-down"]);
    StaffByDay "home.staff_by_day" Kind::Count(0, 99);
    StaffByNight "home.staff_by_night" Kind::Count(0, 99);
    WakingNight "home.waking_night" Kind::YesNo;
    AgeMin "children.age_min" Kind::Age;
    AgeMax "children.age_max" Kind::Age;
    Needs "children.needs" Kind::Needs;
    Cohort "children.description" Kind::Text(10_000);
    Weekly "fees.weekly" Kind::Money;
    WeeklyMax "fees.weekly_max" Kind::Money;
    PriceYear "fees.price_year" Kind::Line(20);
    FeeBasis "fees.basis" Kind::Line(300);
    BenchmarkVersion "fees.carecubed.version" Kind::Line(100);
    BenchmarkDate "fees.carecubed.date" Kind::Date;
    Uprating "fees.carecubed.uprating_percent" Kind::Percent;
    Engagement "access.engagement" Kind::Code(&["unknown", "none", "claimed", "confirmed"]);
    EngagedOn "access.engaged_on" Kind::Date;
    LocalChildren "access.local_children" Kind::Code(&["unknown", "declined", "stated", "first-refusal", "written-commitment", "condition-offered"]);
    PlacesReserved "access.places_reserved" Kind::Count(0, 99);
    Tier "access.tier" Kind::Code(&["unknown", "none", "tier-2", "tier-1", "block"]);
    OtherAuthority "access.other_authority" Kind::Line(200);
    Provider "provider.name" Kind::Line(200);
}

impl Field {
    /// The dotted path in the proposal file, which names the question everywhere.
    pub fn path(&self) -> String {
        match self {
            Field::Breakdown(heading) => format!("fees.breakdown.{heading}"),
            Field::Benchmark(heading) => format!("fees.carecubed.benchmark.{heading}"),
            Field::Explanation(heading) => format!("fees.explanations.{heading}.reason"),
            Field::Accepted(heading) => format!("fees.explanations.{heading}.accepted"),
            fixed => fixed.fixed_path().unwrap_or_default().to_owned(),
        }
    }

    /// The question of this dotted path. Any word is taken for a fee heading here: the profile says which there are.
    pub fn from_path(path: &str) -> Option<Field> {
        if let Some(field) = Field::FIXED.iter().find(|field| field.fixed_path() == Some(path)) {
            return Some(field.clone());
        }
        let heading = |text: &str| (!text.is_empty() && !text.contains('.')).then(|| Arc::from(text));
        if let Some(rest) = path.strip_prefix("fees.breakdown.") {
            return heading(rest).map(Field::Breakdown);
        }
        if let Some(rest) = path.strip_prefix("fees.carecubed.benchmark.") {
            return heading(rest).map(Field::Benchmark);
        }
        let rest = path.strip_prefix("fees.explanations.")?;
        match rest.rsplit_once('.')? {
            (name, "reason") => heading(name).map(Field::Explanation),
            (name, "accepted") => heading(name).map(Field::Accepted),
            _ => None,
        }
    }

    /// Whether the answer is for the commissioning team alone: what is planned to be paid, and to whom, is not published.
    pub fn is_internal(&self) -> bool {
        self.heading().is_some()
            || self.fixed_path().is_some_and(|path| path.starts_with("fees.") || path.starts_with("provider."))
    }

    /// The fee heading this question is about, if it is about one.
    pub fn heading(&self) -> Option<&str> {
        match self {
            Field::Breakdown(h) | Field::Benchmark(h) | Field::Explanation(h) | Field::Accepted(h) => Some(h),
            _ => None,
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path())
    }
}

/// A set of questions, in the order of the file and then, for fee headings, as added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    fixed: u64,
    headings: Vec<Field>,
}

impl Fields {
    /// The set of one question.
    pub fn of(field: Field) -> Fields {
        let mut fields = Fields::default();
        fields.add(field);
        fields
    }

    /// Adds a question.
    #[inline]
    pub fn add(&mut self, field: Field) {
        match field.bit() {
            Some(bit) => self.fixed |= bit,
            None if self.headings.contains(&field) => {}
            None => self.headings.push(field),
        }
    }

    /// Whether a question is in the set.
    pub fn contains(&self, field: &Field) -> bool {
        field.bit().map_or_else(|| self.headings.contains(field), |bit| self.fixed & bit != 0)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.fixed == 0 && self.headings.is_empty()
    }

    /// Each question.
    pub fn iter(&self) -> impl Iterator<Item = &Field> {
        let mut left = self.fixed;
        // The bits stand in the order of the list.
        let fixed = std::iter::from_fn(move || {
            let at = usize::try_from(left.trailing_zeros()).ok()?;
            left &= left.wrapping_sub(1);
            Field::FIXED.get(at)
        });
        fixed.chain(&self.headings)
    }
}

/// What is known about an answer beside, or instead of, its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The documents do not make it clear.
    Unclear,
    /// The provider has been asked.
    Asked,
}

impl State {
    /// Its code in files.
    pub fn code(self) -> &'static str {
        match self {
            State::Unclear => "unclear",
            State::Asked => "asked",
        }
    }

    /// The state of this code.
    pub fn from_code(code: &str) -> Option<State> {
        [State::Unclear, State::Asked].into_iter().find(|state| state.code() == code)
    }
}

/// One document's version of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The value as written.
    pub value: String,
    /// The document that says so; empty where not recorded.
    pub document: String,
}

/// What is recorded about an answer that is not simply stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Unclear, or asked.
    pub state: State,
    /// What the documents say, in the order given.
    pub claims: Vec<Claim>,
}

/// What there is of some questions, in their order. There are few, so that a list is smaller and faster than a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
struct ByField<T>(Vec<(Field, T)>);

impl<T> Default for ByField<T> {
    fn default() -> ByField<T> {
        ByField(Vec::new())
    }
}

impl<T> ByField<T> {
    fn place(&self, field: &Field) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.cmp(field))
    }

    fn get(&self, field: &Field) -> Option<&T> {
        self.place(field).ok().and_then(|at| self.0.get(at)).map(|(_, value)| value)
    }

    /// Puts this in place of what there was; `None` takes it away.
    fn set(&mut self, field: Field, value: Option<T>) {
        let place = self.place(&field);
        if let Ok(at) = place {
            self.0.remove(at);
        }
        if let (Ok(at) | Err(at), Some(value)) = (place, value) {
            self.0.insert(at, (field, value));
        }
    }

    fn iter(&self) -> impl Iterator<Item = (&Field, &T)> {
        self.0.iter().map(|(field, value)| (field, value))
    }
}

/// Everything typed, by question. An absent question was not answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    answers: ByField<String>,
    /// The answers there are, as bits: most questions of most forms have none, and are asked for often.
    answered: u64,
    doubts: ByField<Doubt>,
}

impl Form {
    /// The text typed for a question; empty where nothing was.
    pub fn text(&self, field: &Field) -> &str {
        if field.bit().is_some_and(|bit| self.answered & bit == 0) {
            return "";
        }
        self.answers.get(field).map(String::as_str).unwrap_or_default()
    }

    /// Puts this text in place of what was typed; empty text clears the answer.
    pub fn set(&mut self, field: Field, text: impl Into<String>) {
        let text = text.into();
        let bit = field.bit().unwrap_or(0);
        if text.is_empty() {
            self.answered &= !bit;
            self.answers.set(field, None);
        } else {
            self.answered |= bit;
            self.answers.set(field, Some(text));
        }
    }

    /// What is recorded about an answer beside its text.
    pub fn doubt(&self, field: &Field) -> Option<&Doubt> {
        self.doubts.get(field)
    }

    /// Records that an answer is unclear or has been asked for; `None` takes the record away.
    pub fn set_doubt(&mut self, field: Field, doubt: Option<Doubt>) {
        self.doubts.set(field, doubt);
    }

    /// Every answer with text, in the order of the file.
    pub fn answers(&self) -> impl Iterator<Item = (&Field, &str)> {
        self.answers.iter().map(|(field, text)| (field, text.as_str()))
    }

    /// Every recorded doubt.
    pub fn doubts(&self) -> impl Iterator<Item = (&Field, &Doubt)> {
        self.doubts.iter()
    }

    /// Nothing has been typed or recorded.
    pub fn is_empty(&self) -> bool {
        self.answers.0.is_empty() && self.doubts.0.is_empty()
    }
}

/// A question goes by its path, and an unknown path is no question.
impl borsh::BorshSerialize for Field {
    fn serialize<W: borsh::io::Write>(&self, writer: &mut W) -> borsh::io::Result<()> {
        borsh::BorshSerialize::serialize(&self.path(), writer)
    }
}

impl borsh::BorshDeserialize for Field {
    fn deserialize_reader<R: borsh::io::Read>(reader: &mut R) -> borsh::io::Result<Field> {
        let path: String = borsh::BorshDeserialize::deserialize_reader(reader)?;
        Field::from_path(&path).ok_or_else(|| borsh::io::ErrorKind::InvalidData.into())
    }
}

/// Something wrong with one answer: where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Problem {
    /// The dotted path of the question.
    pub field: Field,
    /// What is wrong and the remedy, as one plain sentence.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.message)
    }
}

/// How an answer was read where that is not plain from its text ("up to 18" is read as under 18).
pub type Note = Problem;

/// The answer about needs – codes, one a line – with one need put in or taken out.
pub fn with_need(text: &str, need: Need, chosen: bool) -> String {
    let named: Needs = text.split(['\n', ';', ',']).filter_map(|code| Need::from_code(code.trim())).collect();
    let one = Needs::default().with(need);
    let needs = if chosen { named.either(one) } else { named.without(one) };
    needs.iter().map(Need::code).collect::<Vec<_>>().join("\n")
}
