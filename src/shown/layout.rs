//! The questions as the page asks them: in groups, with the profile's words. Made once, when the page opens.

use crate::form::{Field, Form, Kind};
use crate::profile::{Authority, Profile};
use crate::response::{capitalised, general_path};
use crate::vocabulary::{Mode, Need};
use borsh::{BorshDeserialize, BorshSerialize};
use std::rc::Rc;

/// One question on the page.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Question {
    /// Which.
    pub field: Field,
    /// The id of its input.
    pub id: Rc<str>,
    /// Its label beside the input.
    pub label: Rc<str>,
    /// What it is called away from its input, for example in a list of problems.
    pub name: Rc<str>,
    /// How to answer it.
    pub hint: Option<Rc<str>>,
    /// Whether it can be put to the provider.
    pub asks: bool,
    /// What can be chosen; empty where the answer is typed.
    pub choices: Vec<Choices>,
}

/// Answers to choose from that belong together.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Choices {
    /// What they have in common, where there are several groups.
    pub title: Option<Rc<str>>,
    /// The answers.
    pub choices: Vec<Choice>,
}

/// An answer to choose.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Choice {
    /// What is stored.
    pub code: Rc<str>,
    /// What is shown.
    pub words: Rc<str>,
}

/// A part of the form.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Group {
    /// The id of its heading.
    pub id: Rc<str>,
    /// Its heading.
    pub title: Rc<str>,
    /// Its questions.
    pub questions: Rc<[Rc<Question>]>,
    /// The questions about each heading of the fee.
    pub headings: Vec<FeeHeading>,
}

/// The questions about one heading of the fee.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct FeeHeading {
    /// The heading.
    pub title: Rc<str>,
    /// The questions.
    pub questions: Rc<[Rc<Question>]>,
}

/// The form on the page.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Layout {
    /// Its parts, in order.
    pub groups: Vec<Group>,
}

/// The parts of the form. The first question is the only one that must be answered.
const GROUPS: &[(&str, &str, &[Field])] = &[
    (
        "application",
        "Application",
        &[
            Field::PlanningAuthority,
            Field::Reference,
            Field::ApplicationType,
            Field::PreviousReference,
            Field::Provider,
            Field::Received,
            Field::RespondBy,
            Field::Description,
            Field::Documents,
        ],
    ),
    (
        "site",
        "Site",
        &[
            Field::Address,
            Field::Settlement,
            Field::Postcode,
            Field::NearestHome,
            Field::Boundary,
            Field::LocationConcern,
        ],
    ),
    (
        "home",
        "Home",
        &[Field::Places, Field::Model, Field::Registration, Field::StaffByDay, Field::StaffByNight, Field::WakingNight],
    ),
    ("children", "Children", &[Field::AgeMin, Field::AgeMax, Field::Needs, Field::Cohort]),
    (
        FEES,
        "Fees",
        &[
            Field::Weekly,
            Field::WeeklyMax,
            Field::PriceYear,
            Field::FeeBasis,
            Field::BenchmarkVersion,
            Field::BenchmarkDate,
            Field::Uprating,
        ],
    ),
    (
        "commitments",
        "Commitments",
        &[
            Field::LocalChildren,
            Field::PlacesReserved,
            Field::Engagement,
            Field::EngagedOn,
            Field::Tier,
            Field::OtherAuthority,
        ],
    ),
];

const FEES: &str = "fees";

impl Question {
    /// An answer in words: what was chosen as it is shown, what was typed as it is.
    pub fn in_words(&self, code: &str) -> String {
        let mut choices = self.choices.iter().flat_map(|group| &group.choices);
        let chosen = choices.find(|choice| *choice.code == *code);
        chosen.map_or_else(|| code.to_owned(), |choice| choice.words.to_string())
    }
}

impl Group {
    /// Every question, those about the headings of the fee included.
    pub fn all(&self) -> impl Iterator<Item = &Rc<Question>> {
        self.questions.iter().chain(self.headings.iter().flat_map(|heading| heading.questions.iter()))
    }
}

impl Layout {
    /// The form of a council: every question for its commissioner; for a provider, those that have words for one.
    pub fn new(profile: &Profile, mode: Mode) -> Layout {
        let asked = |field: &Field| question(profile, mode, field.clone(), None).map(Rc::new);
        let groups = GROUPS.iter().map(|(id, title, fields)| Group {
            id: (*id).into(),
            title: (*title).into(),
            questions: fields.iter().filter_map(asked).collect(),
            headings: if *id == FEES { headings(profile, mode) } else { Vec::new() },
        });
        Layout { groups: groups.collect() }
    }

    /// Every question, in order.
    pub fn questions(&self) -> impl Iterator<Item = &Rc<Question>> {
        self.groups.iter().flat_map(Group::all)
    }

    /// The question about a field.
    pub fn question(&self, field: &Field) -> Option<&Rc<Question>> {
        self.questions().find(|question| question.field == *field)
    }

    /// The answers to questions that are asked here, and how many others there were.
    pub fn only_asked(&self, form: &Form) -> (Form, usize) {
        let (mut asked, mut others) = (Form::default(), 0);
        for (field, text) in form.answers() {
            match self.question(field) {
                Some(_) => asked.set(field.clone(), text),
                None => others += 1,
            }
        }
        for (field, doubt) in form.doubts().filter(|(field, _)| self.question(field).is_some()) {
            asked.set_doubt(field.clone(), Some(doubt.clone()));
        }
        (asked, others)
    }
}

fn headings(profile: &Profile, mode: Mode) -> Vec<FeeHeading> {
    let about = |id: &str, title: &str| {
        let fields = [Field::Breakdown, Field::Benchmark, Field::Explanation, Field::Accepted];
        let asked = fields.iter().filter_map(|field| question(profile, mode, field(id.into()), Some(title)));
        asked.map(Rc::new).collect()
    };
    let heading = |heading: &crate::profile::Heading| {
        let title = capitalised(&heading.title);
        FeeHeading { questions: about(&heading.id, &title), title: title.into() }
    };
    profile.headings.iter().map(heading).collect()
}

fn question(profile: &Profile, mode: Mode, field: Field, heading: Option<&str>) -> Option<Question> {
    let path = field.path();
    let words = profile.field_words(&general_path(&field))?;
    let (label, hint) = match mode {
        Mode::Commissioner => (&words.label, &words.hint),
        Mode::Provider => words.provider.as_ref().map(|provider| (&provider.label, &provider.hint))?,
    };
    Some(Question {
        id: path.replace('.', "-").into(),
        name: heading.map_or_else(|| label.as_str().into(), |heading| format!("{heading}: {label}").into()),
        label: label.as_str().into(),
        asks: heading.is_none() && mode == Mode::Commissioner && words.ask.is_some(),
        hint: hint.as_deref().map(Rc::from),
        choices: choices(profile, mode, &field, &path),
        field,
    })
}

fn choices(profile: &Profile, mode: Mode, field: &Field, path: &str) -> Vec<Choices> {
    let choice = |code: &str, words: &str| Choice { code: code.into(), words: capitalised(words).into() };
    let of = |choices: Vec<Choice>| vec![Choices { title: None, choices }];
    let provider = profile.wording.provider_options.get(path).filter(|_| mode == Mode::Provider);
    match field.kind() {
        Kind::Code(codes) if let Some(own) = provider => {
            of(codes.iter().filter_map(|code| own.get(*code).map(|words| choice(code, words))).collect())
        }
        Kind::Code(codes) => of(codes.iter().map(|code| choice(code, profile.option(path, code))).collect()),
        Kind::YesNo => of(vec![choice("yes", "yes"), choice("no", "no")]),
        Kind::Needs => of(Need::ALL
            .iter()
            .map(|need| choice(need.code(), profile.wording.needs.get(need.code()).map_or(need.code(), String::as_str)))
            .collect()),
        Kind::AreaCode => authorities(profile),
        _ => Vec::new(),
    }
}

/// The planning authorities by name, those of the council's own area first.
fn authorities(profile: &Profile) -> Vec<Choices> {
    let council = &profile.council.name;
    [(true, format!("In the area of {council}")), (false, format!("Outside the area of {council}"))]
        .into_iter()
        .map(|(in_area, title)| {
            let mut listed: Vec<&Authority> =
                profile.authorities.iter().filter(|authority| authority.in_area == in_area).collect();
            listed.sort_by(|one, other| one.council.cmp(&other.council));
            let choice = |authority: &&Authority| Choice {
                code: authority.code.as_str().into(),
                words: authority.council.as_str().into(),
            };
            Choices { title: Some(title.into()), choices: listed.iter().map(choice).collect() }
        })
        .collect()
}
