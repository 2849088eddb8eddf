//! What a council says, as its profile file has it: every figure, gap, rule and sentence. Shapes only.

use crate::date::{AsOf, Date};
use crate::vocabulary::{FeeBand, Model, Need, PictureKind, Sentiment, Stance};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

macro_rules! shapes {
    ($($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[$doc])* pub $field: $type,)* }
    )*};
}

shapes! {
    /// A council's profile: its published figures, its rules and its words. Public: nothing confidential belongs here.
    ProfileFile {
        /// `home-assessment/profile@1`
        schema: String,
        /// A short name, for example `lancashire`.
        id: String,
        /// The edition, for example `2026-11`.
        edition: String,
        /// When the edition was published.
        published: Date,
        /// What readers must know of the profile's standing, for example that it is not ratified.
        notice: String,
        /// The council.
        council: Council,
        /// Whether the public letter may name pounds.
        publish_fees: bool,
        /// Where figures come from, by id.
        sources: BTreeMap<String, Source>,
        /// Every figure, by id.
        figures: BTreeMap<String, Figure>,
        /// Figures that belong together.
        tables: Vec<Table>,
        /// The kinds of home.
        models: Vec<ModelRule>,
        /// The gaps the council names.
        gaps: Vec<Gap>,
        /// The shared objectives, from published strategy.
        objectives: Vec<Objective>,
        /// The ways a provider can contract with the council.
        arrangements: Vec<Arrangement>,
        /// Fee headings, in the order they are shown.
        headings: Vec<Heading>,
        /// The ids of published figures to set beside a planned fee, in the order they are shown.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        comparators: Vec<String>,
        /// The published figures to draw, in the order they are shown.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pictures: Vec<PictureRule>,
        /// The stance for each fit and access; ratified by the council.
        matrix: Matrix,
        /// Recent need by age.
        age_need: AgeNeed,
        /// Planning authorities.
        authorities: Vec<Authority>,
        /// Share of an outcode's postcodes by authority code, in per cent; orientation only.
        outcodes: BTreeMap<String, BTreeMap<String, u8>>,
        /// The authority of every postcode of the area, from a directory; it counts before the shares of outcodes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        postcodes: Option<Postcodes>,
        /// The outlines of the authorities, for a map in place of tiles.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        boundaries: Option<Boundaries>,
        /// What the letter's policy part says.
        policies: Vec<Policy>,
        /// What the letter asks the planning authority to secure.
        safeguards: Vec<Safeguard>,
        /// Every other sentence, where the council says it in its own words.
        wording: Wording,
        /// The editions that were published, the earliest first.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        editions: Vec<Edition>,
    }

    /// An edition that was published: what changed in it, and who approved it.
    Edition {
        /// The edition, for example `2026-11`.
        edition: String,
        /// When it was published.
        published: Date,
        /// What changed.
        note: String,
        /// The role of whoever approved it, not a name.
        approved_by: String,
        /// The fingerprint of the file that it was made from.
        made_from: String,
    }

    /// Outlines of planning authorities, simplified for a picture.
    Boundaries {
        /// The id of their source.
        source: String,
        /// The date they speak of.
        as_of: AsOf,
        /// From the day after, they are out of date.
        review_by: Date,
        /// For each authority its outlines: corners as `across,down` in units of a drawing 360 wide, parted by spaces.
        shapes: BTreeMap<String, Vec<String>>,
    }

    /// Postcodes by planning authority, from a directory.
    Postcodes {
        /// The id of its source.
        source: String,
        /// The date it speaks of.
        as_of: AsOf,
        /// From the day after, it is out of date.
        review_by: Date,
        /// For each outcode and authority, how the second halves of its postcodes begin, parted by spaces: `*` for all of them, and a
        /// longer beginning before a shorter one. `elsewhere` is for authorities that the profile does not list.
        outcodes: BTreeMap<String, BTreeMap<String, String>>,
    }

    /// The council whose profile this is.
    Council {
        /// Its name.
        name: String,
        /// The place, as in "children from …".
        place: String,
        /// Its area code.
        code: String,
        /// The service that answers.
        service: String,
        /// The role of the person who answers.
        role: String,
        /// Whom to contact and how, as one sentence.
        contact: String,
    }

    /// A publication.
    Source {
        /// Its title.
        title: String,
        /// Who published it.
        publisher: String,
        /// When.
        published: AsOf,
        /// What to know of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    }

    /// A figure: one definition, one unit, one or more dated values in order of date.
    Figure {
        /// What it counts.
        title: String,
        /// Its unit, for example `places`, `%`, `£ a week`.
        unit: String,
        /// What to know of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
        /// The dated values.
        values: Vec<Sourced>,
    }

    /// One dated, sourced value of a figure.
    Sourced {
        /// The value, as published.
        #[serde(with = "rust_decimal::serde::str")]
        #[cfg_attr(feature = "schema", schemars(with = "String", extend("format" = "decimal")))]
        value: Decimal,
        /// `about`, `over`, `at least`, `almost` or `up to`, where the source says so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        qualifier: Option<String>,
        /// The date or period it speaks of.
        as_of: AsOf,
        /// The id of its source.
        source: String,
        /// How it was computed from published figures, where it was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        derived: Option<String>,
        /// From the day after, it is out of date.
        review_by: Date,
    }

    /// Figures that belong together.
    Table {
        /// Its id.
        id: String,
        /// Its title.
        title: String,
        /// What to know of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
        /// The ids of its figures, in order.
        rows: Vec<String>,
        /// The id of the figure the rows are parts of, where they are.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        whole: Option<String>,
    }

    /// A kind of home.
    ModelRule {
        /// Which.
        model: Model,
        /// Its name, for example `small home`.
        title: String,
        /// The fewest places that suit it.
        min_places: u8,
        /// The most places that suit it.
        max_places: u8,
        /// Whether a home of that many places is taken for this kind where none is stated.
        from_places: bool,
        /// What the letter adds where such a home meets a gap.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        when_met: Option<String>,
        /// What the letter adds where such a home meets none and is not supported.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        when_not_met: Option<String>,
        /// Where this comes from.
        note: String,
    }

    /// A gap in provision. Met when the home's model is one of `models` and a need is one of `needs_any`.
    Gap {
        /// Its id.
        id: String,
        /// Its name.
        title: String,
        /// The kinds of home that can meet it.
        models: Vec<Model>,
        /// The needs that it is about; empty only with `any_specific_need`.
        #[serde(default)]
        needs_any: Vec<Need>,
        /// Whether any need that some other gap lists will do.
        #[serde(default)]
        any_specific_need: bool,
        /// The fewest members of staff by day; unknown staffing passes and is asked about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min_staff_by_day: Option<u8>,
        /// The ids of the figures that show the gap.
        evidence: Vec<String>,
        /// Where it comes from, and what is to be verified.
        note: String,
    }

    /// A published objective, and how a proposal can bear on it.
    Objective {
        /// Its id.
        id: String,
        /// What it says.
        title: String,
        /// The id of its source.
        source: String,
        /// What is said of a proposal: the first whose conditions all hold, or that nothing bears on it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        bearing: Vec<Bearing>,
    }

    /// What is said of a proposal in view of an objective. Every condition that is given must hold.
    Bearing {
        /// Holds where one of these gaps, by id, is met.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        gaps: Vec<String>,
        /// Holds where the fee is in one of these bands.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        fee_bands: Vec<FeeBand>,
        /// Holds where one of these results was found, as `check.result`.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        only_with: Vec<String>,
        /// Holds where none of these results was found.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        not_with: Vec<String>,
        /// The sentence.
        text: String,
    }

    /// A way in which a provider can contract with the council.
    Arrangement {
        /// Its id.
        id: String,
        /// What it says.
        title: String,
        /// The id of its source.
        source: String,
    }

    /// A heading of a weekly fee.
    Heading {
        /// Its id.
        id: String,
        /// Its name.
        title: String,
    }

    /// A picture of published figures. Not drawn where one of its figures has no value yet.
    PictureRule {
        /// Its id.
        id: String,
        /// Its title, without a date: that is taken from the figures.
        title: String,
        /// How it is drawn.
        kind: PictureKind,
        /// What to know of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
        /// The unit of its axis, where its figures have several: all of them counts.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<String>,
        /// The figures, in the order they are shown.
        rows: Vec<PictureRow>,
        /// What the parts of its rows are, as it reads after "55 of them".
        #[serde(default, skip_serializing_if = "Option::is_none")]
        parts: Option<String>,
    }

    /// A figure in a picture.
    PictureRow {
        /// The id of the figure.
        figure: String,
        /// What it is called under the title of the picture.
        label: String,
        /// The id of a figure that counts a part of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        part: Option<String>,
        /// Marked where the proposal names one of these needs.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        needs: Vec<Need>,
        /// Marked where the home is of one of these kinds.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        models: Vec<Model>,
    }

    /// The stance for each fit (rows) and access (columns).
    Matrix {
        /// A named gap is met.
        strong: MatrixRow,
        /// The form or the need is right.
        partial: MatrixRow,
        /// Neither.
        none: MatrixRow,
    }

    /// One row of the matrix.
    MatrixRow {
        /// All places, bindingly.
        secured: Stance,
        /// Some places, or a priority.
        stated: Stance,
        /// Not said.
        unknown: Stance,
        /// Not for local children.
        none: Stance,
    }

    /// Recent need by age.
    AgeNeed {
        /// The id of the figure that counts all placements.
        total: String,
        /// The age bands.
        bands: Vec<AgeBand>,
    }

    /// One band of ages, both ends included.
    AgeBand {
        /// The youngest.
        from: u8,
        /// The oldest.
        to: u8,
        /// The id of the figure that counts its placements.
        figure: String,
    }

    /// A planning authority.
    Authority {
        /// Its area code.
        code: String,
        /// Its name.
        name: String,
        /// The council's name, as in an address.
        council: String,
        /// Whether its area is the council's own.
        in_area: bool,
        /// The id of the figure with its separation distance in metres, where it has one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        separation: Option<String>,
        /// A sentence on the authority's own guidance, where there is any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        guidance: Option<String>,
        /// Its place on the map, where it is on it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        tile: Option<Tile>,
    }

    /// A place on a map of tiles, which shows what lies near what and no distances.
    Tile {
        /// The column, from 0 in the west.
        column: u8,
        /// The row, from 0 in the north.
        row: u8,
        /// A shorter name, where the name is too wide for a tile.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        short: Option<String>,
    }

    /// One statement of policy.
    Policy {
        /// Its id.
        id: String,
        /// The sentence.
        text: String,
        /// The id of its source.
        source: String,
        /// From the day after, check it again.
        review_by: Date,
    }

    /// Something the planning authority is asked to secure.
    Safeguard {
        /// Its id.
        id: String,
        /// What is asked.
        text: String,
        /// The planning reason.
        reason: String,
        /// A form of words.
        wording: String,
        /// The stances whose letters ask for it.
        stances: Vec<Stance>,
        /// Asked for only where one of these results was found, as `check.result`; empty for always.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        only_with: Vec<String>,
        /// Not asked for where one of these results was found.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        not_with: Vec<String>,
    }

    /// Every sentence that is not above. `{name}` stands for an answer or a figure. What a profile leaves out is taken from
    /// the general words, `profiles/words.json`.
    Wording {
        /// Each question of the form, by its dotted path.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        fields: BTreeMap<String, FieldWords>,
        /// The codes of a question in words, by path and code.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        options: BTreeMap<String, BTreeMap<String, String>>,
        /// What a provider can choose from, in its own words, where that is other than the above: by path and code.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        provider_options: BTreeMap<String, BTreeMap<String, String>>,
        /// Each need, as it reads after "children with".
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        needs: BTreeMap<String, String>,
        /// Each check and what it can find.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        checks: BTreeMap<String, CheckWords>,
        /// What a fact is called, where neither its question nor its figure names it.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        facts: BTreeMap<String, String>,
        /// Each stance.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        stances: BTreeMap<String, StanceWords>,
        /// Single sentences, by key.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        sentences: BTreeMap<String, String>,
        /// Lists of sentences, by key.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        lists: BTreeMap<String, Vec<String>>,
        /// The answers of an invented example, by the dotted path of the question, lists set off by `; `; the planning authority
        /// is the first of the council's area.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        example: BTreeMap<String, String>,
        /// Words that no letter uses, in small letters, each with the reason why.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        never: BTreeMap<String, String>,
        /// The words of an application that suggest an answer, by the path of the question and its code; under `none`, those
        /// that hold such words and suggest nothing.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        gleaned: BTreeMap<String, BTreeMap<String, Vec<String>>>,
        /// How the register of answered cases reckons, by key: days, and what each respect weighs in which two proposals can
        /// differ.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        register: BTreeMap<String, RegisterNumber>,
        /// What the columns of other people's tables are called, by the path of the question that they answer.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        columns: BTreeMap<String, Vec<String>>,
    }

    /// A number by which the register reckons.
    RegisterNumber {
        /// The number.
        value: u16,
        /// What it is of, as shown on screen.
        label: String,
        /// Where it is from, and of when; a weight is the council's own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<String>,
    }

    /// The words for a question.
    FieldWords {
        /// Its label on screen.
        label: String,
        /// A hint on screen.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hint: Option<String>,
        /// What is missing, as it reads after "does not say".
        missing: String,
        /// The question to the applicant.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ask: Option<String>,
        /// What the answer to that would settle, as the applicant is told; there wherever there is a question.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        settles: Option<String>,
        /// The same question as a provider is asked it; a question without is not put to providers.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        provider: Option<ProviderWords>,
    }

    /// The words for a question to a provider about its own proposal.
    ProviderWords {
        /// Its label on screen.
        label: String,
        /// A hint on screen.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hint: Option<String>,
    }

    /// The words for a check.
    CheckWords {
        /// Its name on screen.
        title: String,
        /// What it can find, by code.
        outcomes: BTreeMap<String, OutcomeWords>,
    }

    /// The words for one thing a check can find.
    OutcomeWords {
        /// The sentence, the same wherever it is said.
        text: String,
        /// Whether the letter says it.
        letter: bool,
        /// What the letter says in its place where words that someone typed may not be published.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unquoted: Option<String>,
        /// The question to the applicant, where it leads to one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        question: Option<String>,
        /// The question as the applicant is asked it, where `question` gives away a licensed benchmark.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to_applicant: Option<String>,
        /// What the answer would settle, as the applicant is told; there wherever there is a question.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        settles: Option<String>,
    }

    /// The words for a stance.
    StanceWords {
        /// Its name on screen.
        title: String,
        /// What it means for the reader on screen, in one sentence.
        meaning: String,
        /// The letter's position, before the reasons.
        position: String,
        /// What it means for the council's likely use of the home, in the letter.
        use_of_home: String,
        /// The tag of planning systems that the officer is asked to confirm; none where none comes near.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        suggested_tag: Option<Sentiment>,
        /// What the letter adds to that where some result was found.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        also: Vec<Addition>,
    }

    /// A sentence for some results of checks.
    Addition {
        /// Said where one of these was found, as `check.result`.
        only_with: Vec<String>,
        /// The sentence.
        text: String,
    }
}

/// The key of gleaned words that suggest no answer.
pub const NO_CODE: &str = "none";

impl Wording {
    /// These words, and the general ones where there are none of its own.
    pub(super) fn or(mut self, general: Wording) -> Wording {
        add(&mut self.fields, general.fields);
        add(&mut self.needs, general.needs);
        add(&mut self.facts, general.facts);
        add(&mut self.stances, general.stances);
        add(&mut self.sentences, general.sentences);
        add(&mut self.lists, general.lists);
        add(&mut self.never, general.never);
        add(&mut self.example, general.example);
        add(&mut self.register, general.register);
        add(&mut self.columns, general.columns);
        for (path, codes) in general.options {
            add(self.options.entry(path).or_default(), codes);
        }
        for (path, codes) in general.provider_options {
            add(self.provider_options.entry(path).or_default(), codes);
        }
        for (path, codes) in general.gleaned {
            add(self.gleaned.entry(path).or_default(), codes);
        }
        for (id, check) in general.checks {
            match self.checks.get_mut(&id) {
                Some(own) => add(&mut own.outcomes, check.outcomes),
                None => add(&mut self.checks, [(id, check)].into()),
            }
        }
        self
    }
}

fn add<T>(own: &mut BTreeMap<String, T>, general: BTreeMap<String, T>) {
    for (key, words) in general {
        own.entry(key).or_insert(words);
    }
}
