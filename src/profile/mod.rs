//! What the council says, checked and ready to read. Knows nothing of proposals, checks or letters.

mod file;
mod listing;
mod load;
mod postcodes;
pub mod template;
mod validate;

pub use file::*;
pub use listing::{Listed, listed};
pub use load::{MOST_BYTES, Requirements, SCHEMA, WORDS, load, load_checked};
pub use postcodes::{ALL as ALL_POSTCODES, ELSEWHERE, Lookup};

use crate::date::Date;
use crate::digest::sha256;
use crate::form::{Field, Kind};
use crate::vocabulary::{Access, Fit, Model, Needs, Stance};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

macro_rules! rules {
    ($($(#[$about:meta])* $name:ident $id:literal $unit:literal,)*) => {
        /// A figure that a rule needs, whichever council's profile it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Rule {
            $($(#[$about])* $name,)*
        }

        impl Rule {
            /// Every rule, the id of its figure and the unit it must have.
            pub const ALL: &'static [(Rule, &'static str, &'static str)] = &[$((Rule::$name, $id, $unit),)*];

            /// Its place in the list above.
            #[allow(clippy::as_conversions, reason = "the discriminant of a field-less enum")]
            fn place(self) -> usize {
                self as usize
            }

            /// The id of its figure.
            pub fn figure(self) -> &'static str {
                match self { $(Rule::$name => $id,)* }
            }
        }
    };
}

rules! {
    /// From this weekly fee an analysis is required.
    MidRangeFee "fee-band-mid-range" "£ a week",
    /// From this weekly fee it is high-cost.
    HighCostFee "fee-band-high-cost" "£ a week",
    /// From this weekly fee it is very high-cost.
    VeryHighCostFee "fee-band-very-high-cost" "£ a week",
    /// How far above a benchmark is still aligned.
    BenchmarkTolerance "benchmark-tolerance" "%",
    /// The widest range of ages without a concern.
    MaxAgeSpan "max-age-span" "years",
    /// The least share of recent placements in the home's ages without a concern.
    MinAgeShare "min-age-share" "%",
    /// A home this near is next door.
    NextDoor "next-door-metres" "metres",
    /// A site this near the boundary of the area is near it.
    NearBoundary "near-boundary-metres" "metres",
    /// From this weekly fee it is asked whether it is for a week.
    FeeToCheck "fee-to-check" "£ a week",
    /// A benchmark this old is asked about.
    BenchmarkMonths "benchmark-months" "months",
    /// How many weeks a year has.
    WeeksInAYear "weeks-in-a-year" "weeks",
    /// How near an amount must be to another over a year or a month to be taken for a slip.
    SlipTolerance "slip-tolerance" "%",
}

/// The corners of an outline as a profile has them; nothing where it is none.
fn corners(text: &str) -> Option<Vec<(i32, i32)>> {
    const MOST: i32 = 1_000;
    let number = |text: &str| text.parse::<i32>().ok().filter(|number| (0..=MOST).contains(number));
    let corner = |text: &str| text.split_once(',').and_then(|(x, y)| Some((number(x)?, number(y)?)));
    text.split(' ').map(corner).collect::<Option<Vec<_>>>().filter(|corners| corners.len() > 2)
}

/// One dated value of one figure of a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureRef {
    figure: usize,
    value: usize,
}

/// A figure's value with all that is known of it.
#[derive(Clone, Copy, Debug)]
pub struct Cited<'a> {
    /// The figure's id.
    pub id: &'a str,
    /// The figure.
    pub figure: &'a Figure,
    /// The dated value.
    pub value: &'a Sourced,
}

/// A loaded profile: its file, checked, with what the rules look up made quick to find. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Profile {
    loaded: Arc<Loaded>,
    supposed: Option<(FigureRef, Decimal)>,
}

#[derive(Debug)]
struct Loaded {
    file: ProfileFile,
    bytes: Box<[u8]>,
    sha256: String,
    /// Every figure with its id, in order of id; a [`FigureRef`] counts in this list.
    figures: Vec<(String, Figure)>,
    rules: Vec<usize>,
    bands: Vec<Option<usize>>,
    age_total: Option<usize>,
    specific_needs: Needs,
    gaps: Vec<(Needs, Vec<usize>)>,
    postcodes: Option<Lookup>,
}

impl Deref for Profile {
    type Target = ProfileFile;
    fn deref(&self) -> &ProfileFile {
        &self.loaded.file
    }
}

impl Profile {
    fn new(file: ProfileFile, bytes: &[u8]) -> Profile {
        let figures: Vec<(String, Figure)> =
            file.figures.iter().map(|(id, figure)| (id.clone(), figure.clone())).collect();
        let at = |id: &str| figures.binary_search_by(|(known, _)| known.as_str().cmp(id)).ok();
        let specific_needs = file.specific_needs();
        let gap = |gap: &Gap| {
            let needs = if gap.any_specific_need { specific_needs } else { gap.needs_any.iter().copied().collect() };
            (needs, gap.evidence.iter().filter_map(|id| at(id)).collect())
        };
        let loaded = Loaded {
            rules: Rule::ALL.iter().map(|(_, id, _)| at(id).unwrap_or(usize::MAX)).collect(),
            bands: file.age_need.bands.iter().map(|band| at(&band.figure)).collect(),
            age_total: at(&file.age_need.total),
            gaps: file.gaps.iter().map(gap).collect(),
            postcodes: file.postcodes.as_ref().map(Lookup::new),
            specific_needs,
            sha256: sha256(bytes),
            bytes: bytes.into(),
            figures,
            file,
        };
        Profile { loaded: Arc::new(loaded), supposed: None }
    }

    /// The same profile, as if one value of one figure were another.
    pub fn supposing(&self, figure: FigureRef, value: Decimal) -> Profile {
        Profile { loaded: Arc::clone(&self.loaded), supposed: Some((figure, value)) }
    }

    /// The file, as it was read.
    pub fn bytes(&self) -> &[u8] {
        &self.loaded.bytes
    }

    /// The SHA-256 of the file's bytes, in hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.loaded.sha256
    }

    /// The value of a figure in force on a date: the last whose period has ended by then.
    pub fn figure(&self, id: &str, on: Date) -> Option<FigureRef> {
        self.in_force(self.loaded.figures.binary_search_by(|(known, _)| known.as_str().cmp(id)).ok()?, on)
    }

    fn in_force(&self, figure: usize, on: Date) -> Option<FigureRef> {
        let (_, found) = self.loaded.figures.get(figure)?;
        let value = found.values.iter().rposition(|value| value.as_of.end <= on)?;
        Some(FigureRef { figure, value })
    }

    /// The figures that show a gap, in force on a date.
    pub fn gap_figures(&self, gap: usize, on: Date) -> impl Iterator<Item = FigureRef> {
        let figures = self.loaded.gaps.get(gap).map(|(_, figures)| figures.as_slice()).unwrap_or_default();
        figures.iter().filter_map(move |figure| self.in_force(*figure, on))
    }

    /// The value of a rule's figure. A rule applies from the first: before its first date, that first value is taken.
    pub fn rule(&self, rule: Rule, on: Date) -> (FigureRef, Decimal) {
        let figure = self.loaded.rules.get(rule.place()).copied().unwrap_or(usize::MAX);
        let found = self.in_force(figure, on).unwrap_or(FigureRef { figure, value: 0 });
        (found, self.number(found))
    }

    /// The number of a figure's value; zero for a reference into another profile.
    pub fn number(&self, figure: FigureRef) -> Decimal {
        if let Some((_, value)) = self.supposed.filter(|(supposed, _)| *supposed == figure) {
            return value;
        }
        self.cite(figure).map_or(Decimal::ZERO, |cited| cited.value.value)
    }

    /// The figure and value a reference stands for.
    pub fn cite(&self, figure: FigureRef) -> Option<Cited<'_>> {
        let (id, found) = self.loaded.figures.get(figure.figure)?;
        Some(Cited { id, figure: found, value: found.values.get(figure.value)? })
    }

    /// The figures that count placements of these ages, and the one that counts all, in force on a date.
    pub fn age_counts(&self, ages: std::ops::RangeInclusive<u8>, on: Date) -> Option<(Vec<FigureRef>, FigureRef)> {
        let total = self.in_force(self.loaded.age_total?, on)?;
        let overlapping = self
            .loaded
            .file
            .age_need
            .bands
            .iter()
            .zip(&self.loaded.bands)
            .filter(|(band, _)| band.from <= *ages.end() && band.to >= *ages.start());
        let counts: Option<Vec<FigureRef>> = overlapping.map(|(_, figure)| self.in_force((*figure)?, on)).collect();
        Some((counts?, total))
    }

    /// The needs that some gap lists.
    pub fn specific_needs(&self) -> Needs {
        self.loaded.specific_needs
    }

    /// Each gap with the needs that it is about.
    pub fn gaps_with_needs(&self) -> impl Iterator<Item = (&Gap, Needs)> {
        self.loaded.file.gaps.iter().zip(self.loaded.gaps.iter().map(|(needs, _)| *needs))
    }

    /// The rule for a kind of home.
    pub fn model(&self, model: Model) -> Option<&ModelRule> {
        self.loaded.file.models.iter().find(|rule| rule.model == model)
    }

    /// The kind of home a number of places is taken for; `None` where it is larger than any.
    pub fn model_for(&self, places: u32) -> Option<Model> {
        let suits = |rule: &&ModelRule| (u32::from(rule.min_places)..=u32::from(rule.max_places)).contains(&places);
        self.loaded.file.models.iter().filter(|rule| rule.from_places).find(suits).map(|rule| rule.model)
    }

    /// The planning authority of this code, if the profile lists it.
    pub fn authority(&self, code: &str) -> Option<&Authority> {
        self.loaded.file.authorities.iter().find(|authority| authority.code == code)
    }

    /// Whether the council is itself the one planning authority of its area.
    pub fn is_unitary(&self) -> bool {
        self.loaded
            .file
            .authorities
            .iter()
            .all(|authority| !authority.in_area || authority.code == self.loaded.file.council.code)
    }

    /// The outlines of an authority, corner by corner, across and down in units of a drawing 360 wide; none where there are none.
    pub fn outlines(&self, code: &str) -> Vec<Vec<(i32, i32)>> {
        let shapes = self.boundaries.as_ref().and_then(|boundaries| boundaries.shapes.get(code));
        shapes.into_iter().flatten().filter_map(|text| corners(text)).collect()
    }

    /// Which authorities’ postcodes an outcode holds, with their share in per cent.
    pub fn outcode(&self, outcode: &str) -> Option<&BTreeMap<String, u8>> {
        self.loaded.file.outcodes.get(outcode)
    }

    /// The codes of the authorities that a postcode, by its two halves, can be in: one where a directory tells, otherwise all that
    /// its outcode covers; none where the profile knows neither, or it is in none that it lists.
    pub fn authorities_of(&self, outcode: &str, incode: &str) -> Vec<&str> {
        match self.loaded.postcodes.as_ref().and_then(|lookup| lookup.find(outcode, incode)) {
            Some(ELSEWHERE) => Vec::new(),
            Some(code) => vec![code],
            None => self.outcode(outcode).into_iter().flat_map(BTreeMap::keys).map(String::as_str).collect(),
        }
    }

    /// Whether a directory tells which authority a postcode, by its two halves, is in: its own entry, or those beside it.
    pub fn knows_postcode(&self, outcode: &str, incode: &str) -> bool {
        self.loaded.postcodes.as_ref().is_some_and(|lookup| lookup.find(outcode, incode).is_some())
    }

    /// Whether an authority lies in the council's area.
    pub fn is_in_area(&self, code: &str) -> bool {
        self.authority(code).is_some_and(|authority| authority.in_area)
    }

    /// The matrix cell. `cannot-say` has no cell.
    pub fn stance(&self, fit: Fit, access: Access) -> Option<Stance> {
        let row = match fit {
            Fit::Strong => &self.loaded.file.matrix.strong,
            Fit::Partial => &self.loaded.file.matrix.partial,
            Fit::None => &self.loaded.file.matrix.none,
            Fit::CannotSay => return None,
        };
        match access {
            Access::Secured => Some(row.secured),
            Access::Stated => Some(row.stated),
            Access::Unknown => Some(row.unknown),
            Access::None => Some(row.none),
            Access::CannotSay => None,
        }
    }

    /// What a stance is called; its code, where the profile has no words for it.
    pub fn stance_title(&self, stance: Stance) -> &str {
        self.wording.stances.get(stance.code()).map_or(stance.code(), |words| &words.title)
    }

    /// A number by which the register reckons; nought where there is none of this key, which loading refuses.
    pub fn register_number(&self, key: &str) -> u16 {
        self.wording.register.get(key).map_or(0, |number| number.value)
    }

    /// What such a number is of.
    pub fn register_label(&self, key: &str) -> &str {
        self.wording.register.get(key).map(|number| number.label.as_str()).unwrap_or_default()
    }

    /// The answers of the example, as they would be typed.
    pub fn example(&self) -> Vec<(Field, String)> {
        let first =
            self.authorities.iter().filter(|authority| authority.in_area).min_by_key(|authority| &authority.council);
        let authority = first.map(|authority| (Field::PlanningAuthority, authority.code.clone()));
        let answers = self.wording.example.iter();
        let answers = answers.filter_map(|(path, text)| {
            let field = Field::from_path(path)?;
            let list = matches!(field.kind(), Kind::Needs | Kind::Lines);
            Some((field, if list { text.replace("; ", "\n") } else { text.clone() }))
        });
        authority.into_iter().chain(answers).collect()
    }

    /// The sentence of a key; empty for an unknown key, which loading rules out.
    pub fn sentence(&self, key: &str) -> &str {
        self.loaded.file.wording.sentences.get(key).map(String::as_str).unwrap_or_default()
    }

    /// The sentences of a list; empty for an unknown key, which loading rules out.
    pub fn list(&self, key: &str) -> &[String] {
        self.loaded.file.wording.lists.get(key).map(Vec::as_slice).unwrap_or_default()
    }

    /// The words for what a check found.
    pub fn outcome(&self, check: &str, code: &str) -> Option<&OutcomeWords> {
        self.loaded.file.wording.checks.get(check)?.outcomes.get(code)
    }

    /// The words for a question, by its dotted path. Fee headings have one entry for all: `fees.breakdown.*` and so on.
    pub fn field_words(&self, path: &str) -> Option<&FieldWords> {
        self.loaded.file.wording.fields.get(path)
    }

    /// A code of a question in words; the code itself where the profile has none.
    pub fn option<'a>(&'a self, path: &str, code: &'a str) -> &'a str {
        self.loaded.file.wording.options.get(path).and_then(|codes| codes.get(code)).map_or(code, String::as_str)
    }
}
