//! What a profile must hold to be usable, beyond its structure: every fault at once, each with its place.

use super::corners;
use super::postcodes::{ALL, ELSEWHERE};
use super::template::{Piece, pieces};
use super::{NO_CODE, OutcomeWords, ProfileFile, Requirements, Rule};
use crate::form::{Field, Kind};
use crate::json::{Fault, Json, below};
use crate::text::is_invisible;
use crate::vocabulary::{Access, Model, Need, PictureKind, Stance, is_area_code};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// No published figure is larger; sums and percentages of such figures cannot overflow.
const LARGEST: u64 = 1_000_000_000_000;

/// No map has more columns or rows: the names on its tiles would not be read.
const MOST_TILES: u8 = 8;

/// Every fault of meaning.
pub fn faults(file: &ProfileFile, requirements: &Requirements) -> Vec<Fault> {
    let mut v = Validator { file, requirements, faults: Vec::new() };
    v.figures();
    v.tables();
    v.rules();
    v.models();
    v.gaps();
    v.matrix();
    v.comparators();
    v.pictures();
    v.tiles();
    v.age_need();
    v.places();
    v.policies();
    v.wording();
    v.faults
}

/// Characters that a reader cannot see have no place in a public file.
pub fn hidden_characters(json: &Json, place: &str, faults: &mut Vec<Fault>) {
    let hidden = |text: &str| text.chars().any(is_invisible);
    match json {
        Json::Text(text) if hidden(text) => {
            faults.push(Fault::at(place, "holds control or direction-changing characters; take them out"));
        }
        Json::List(items) => items
            .iter()
            .enumerate()
            .for_each(|(at, item)| hidden_characters(item, &below(place, &format!("[{at}]")), faults)),
        Json::Object(entries) => entries.iter().for_each(|(key, value)| {
            if hidden(key) {
                faults.push(Fault::at(place, "has a key with control or direction-changing characters; take them out"));
            }
            hidden_characters(value, &below(place, key), faults);
        }),
        _ => {}
    }
}

struct Validator<'a> {
    file: &'a ProfileFile,
    requirements: &'a Requirements,
    faults: Vec<Fault>,
}

impl Validator<'_> {
    fn fault(&mut self, place: impl Into<String>, message: impl Into<String>) {
        // A file with more faults than this needs rewriting, not mending.
        if self.faults.len() < 1_000 {
            self.faults.push(Fault::at(place, message));
        }
    }

    fn figure_exists(&mut self, place: String, id: &str) {
        if !self.file.figures.contains_key(id) {
            self.fault(
                place,
                format!("“{id}” is not a figure of this profile; add it under figures or correct the id"),
            );
        }
    }

    fn source_exists(&mut self, place: String, id: &str) {
        if !self.file.sources.contains_key(id) {
            self.fault(
                place,
                format!("“{id}” is not a source of this profile; add it under sources or correct the id"),
            );
        }
    }

    fn unique<'i>(&mut self, list: &str, ids: impl Iterator<Item = &'i str>) {
        let mut seen = BTreeSet::new();
        for (at, id) in ids.enumerate() {
            if id.is_empty() {
                self.fault(format!("{list}[{at}].id"), "is empty; give it a name");
            } else if !seen.insert(id) {
                self.fault(format!("{list}[{at}]"), format!("“{id}” stands twice; keep one"));
            }
        }
    }

    fn figures(&mut self) {
        for (id, figure) in &self.file.figures {
            if figure.values.is_empty() {
                self.fault(format!("figures.{id}.values"), "has no value; give at least one, dated and sourced");
            }
            if figure.unit.is_empty() {
                self.fault(format!("figures.{id}.unit"), "is empty; name the unit");
            }
            for (at, value) in figure.values.iter().enumerate() {
                let place = format!("figures.{id}.values[{at}]");
                if value.value.abs() > Decimal::from(LARGEST) || value.value.normalize().scale() > 6 {
                    self.fault(
                        format!("{place}.value"),
                        format!(
                            "is beyond {LARGEST} or has more than six decimal places; check the number and its unit"
                        ),
                    );
                }
                self.source_exists(format!("{place}.source"), &value.source);
                if value.review_by < value.as_of.end {
                    self.fault(
                        format!("{place}.review_by"),
                        format!("{} is before the figure’s own date, {}", value.review_by, value.as_of),
                    );
                }
                if let Some(qualifier) = &value.qualifier
                    && !["about", "over", "at least", "almost", "up to"].contains(&qualifier.as_str())
                {
                    self.fault(
                        format!("{place}.qualifier"),
                        format!("“{qualifier}” is not one of about, over, at least, almost, up to"),
                    );
                }
                let earlier = at.checked_sub(1).and_then(|before| figure.values.get(before));
                if let Some(earlier) = earlier.filter(|earlier| earlier.as_of.end >= value.as_of.end) {
                    self.fault(
                        format!("{place}.as_of"),
                        format!(
                            "{} does not come after {}; put the values in order of date",
                            value.as_of, earlier.as_of
                        ),
                    );
                }
            }
        }
    }

    fn tables(&mut self) {
        self.unique("tables", self.file.tables.iter().map(|table| table.id.as_str()));
        for (at, table) in self.file.tables.iter().enumerate() {
            for (row, id) in table.rows.iter().enumerate() {
                self.figure_exists(format!("tables[{at}].rows[{row}]"), id);
            }
            let Some(whole) = &table.whole else { continue };
            self.figure_exists(format!("tables[{at}].whole"), whole);
            let last = |id: &String| {
                self.file.figures.get(id).and_then(|figure| figure.values.last()).map(|value| value.value)
            };
            let parts = table.rows.iter().filter_map(last).try_fold(Decimal::ZERO, Decimal::checked_add);
            if let (Some(parts), Some(whole)) = (parts, last(whole))
                && parts > whole
            {
                self.fault(
                    format!("tables[{at}]"),
                    format!("the parts add to {parts}, more than the whole, {whole}; correct one of them"),
                );
            }
        }
    }

    fn rules(&mut self) {
        for (_, id, unit) in Rule::ALL {
            match self.file.figures.get(*id) {
                None => self.fault(format!("figures.{id}"), "is missing; the rules need it"),
                Some(figure) if figure.unit != *unit => {
                    self.fault(
                        format!("figures.{id}.unit"),
                        format!("is “{}” but the rules need “{unit}”", figure.unit),
                    );
                }
                Some(figure) => {
                    if let Some(at) = figure.values.iter().position(|value| value.value.is_sign_negative()) {
                        self.fault(format!("figures.{id}.values[{at}].value"), "is below zero");
                    }
                }
            }
        }
        let lower_edge = |rule: Rule| {
            self.file.figures.get(rule.figure()).and_then(|figure| figure.values.last()).map(|value| value.value)
        };
        for (lower, upper) in [(Rule::MidRangeFee, Rule::HighCostFee), (Rule::HighCostFee, Rule::VeryHighCostFee)] {
            if let (Some(low), Some(high)) = (lower_edge(lower), lower_edge(upper))
                && low >= high
            {
                self.fault(
                    format!("figures.{}", upper.figure()),
                    format!("{high} is not above {low}, where the band below it begins"),
                );
            }
        }
    }

    fn models(&mut self) {
        let mut next = 1;
        for model in Model::ALL {
            match self.file.models.iter().filter(|rule| rule.model == *model).count() {
                1 => {}
                0 => {
                    self.fault("models", format!("“{}” is missing; every kind of home needs its places", model.code()))
                }
                _ => self.fault("models", format!("“{}” stands twice; keep one", model.code())),
            }
        }
        for (at, rule) in self.file.models.iter().enumerate() {
            if rule.min_places == 0 || rule.min_places > rule.max_places {
                self.fault(
                    format!("models[{at}]"),
                    format!("{} to {} places is not a range from 1 up", rule.min_places, rule.max_places),
                );
            }
        }
        let mut taken: Vec<_> = self.file.models.iter().filter(|rule| rule.from_places).collect();
        taken.sort_by_key(|rule| rule.min_places);
        for rule in taken {
            if u16::from(rule.min_places) != next {
                self.fault("models", format!("the kinds taken from places must follow each other without gap or overlap: “{}” begins at {}, not {next}", rule.model.code(), rule.min_places));
            }
            next = u16::from(rule.max_places) + 1;
        }
    }

    fn gaps(&mut self) {
        self.unique("gaps", self.file.gaps.iter().map(|gap| gap.id.as_str()));
        if self.file.gaps.is_empty() {
            self.fault("gaps", "names no gap; without one no home can fit");
        }
        for (at, gap) in self.file.gaps.iter().enumerate() {
            let place = format!("gaps[{at}]");
            if gap.models.is_empty() {
                self.fault(format!("{place}.models"), "is empty; name the kinds of home that meet the gap");
            }
            if gap.needs_any.is_empty() != gap.any_specific_need {
                self.fault(
                    format!("{place}.needs_any"),
                    "must name the needs, or be empty with any_specific_need: true",
                );
            }
            if gap.needs_any.contains(&Need::EbdGeneral) {
                self.fault(
                    format!("{place}.needs_any"),
                    "“ebd-general” names no specific need and cannot meet a gap; take it out",
                );
            }
            for (row, id) in gap.evidence.iter().enumerate() {
                self.figure_exists(format!("{place}.evidence[{row}]"), id);
            }
        }
        if self.file.specific_needs().is_empty() {
            self.fault("gaps", "no gap names a need");
        }
    }

    fn matrix(&mut self) {
        let rows = [
            ("strong", &self.file.matrix.strong),
            ("partial", &self.file.matrix.partial),
            ("none", &self.file.matrix.none),
        ];
        let cells = rows.map(|(fit, row)| {
            (
                fit,
                [
                    (Access::Secured, row.secured),
                    (Access::Stated, row.stated),
                    (Access::Unknown, row.unknown),
                    (Access::None, row.none),
                ],
            )
        });
        for (fit, row) in &cells {
            for (access, stance) in row {
                if stance.rank().is_none() {
                    self.fault(format!("matrix.{fit}.{}", access.code()), format!("“{}” stands outside the matrix; choose one of does-not-support, neutral, support-with-safeguards, support", stance.code()));
                }
            }
            for pair in row.windows(2) {
                if let [(_, better), (access, worse)] = pair
                    && improves(*worse, *better)
                {
                    self.fault(
                        format!("matrix.{fit}.{}", access.code()),
                        "is better than the cell for more access; less access may not improve the stance",
                    );
                }
            }
        }
        for pair in cells.windows(2) {
            if let [(_, better), (fit, worse)] = pair {
                for ((_, better), (access, worse)) in better.iter().zip(worse) {
                    if improves(*worse, *better) {
                        self.fault(
                            format!("matrix.{fit}.{}", access.code()),
                            "is better than the cell for a better fit; less fit may not improve the stance",
                        );
                    }
                }
            }
        }
        if self.file.matrix.strong.none == Stance::DoesNotSupport
            && self.file.matrix.strong.secured != Stance::DoesNotSupport
        {
            self.fault(
                "matrix.strong.none",
                "value can lower access this far, and may not turn a strong fit into does-not-support",
            );
        }
    }

    fn comparators(&mut self) {
        for (at, id) in self.file.comparators.iter().enumerate() {
            self.figure_exists(format!("comparators[{at}]"), id);
            if self.file.figures.get(id).is_some_and(|figure| figure.unit != "£ a week") {
                self.fault(format!("comparators[{at}]"), "must be a figure in “£ a week”, as a planned fee is");
            }
        }
    }

    fn pictures(&mut self) {
        self.unique("pictures", self.file.pictures.iter().map(|picture| picture.id.as_str()));
        for (at, picture) in self.file.pictures.iter().enumerate() {
            let place = format!("pictures[{at}]");
            let labels = picture.rows.iter().map(|row| row.label.as_str());
            if labels.chain([picture.title.as_str()]).any(|text| text.trim().is_empty()) {
                self.fault(place.clone(), "has a title or a label that is empty; write the words");
            }
            if picture.rows.is_empty() {
                self.fault(format!("{place}.rows"), "is empty; name the figures");
            }
            let with_parts = picture.rows.iter().any(|row| row.part.is_some());
            if with_parts != picture.parts.is_some() {
                self.fault(
                    format!("{place}.parts"),
                    "must say what the parts of its rows are; without parts, take it out",
                );
            }
            if with_parts && picture.kind == PictureKind::OverTime {
                self.fault(format!("{place}.kind"), "“over-time” draws no parts; choose another kind or take them out");
            }
            let mut units = BTreeSet::new();
            for (nth, row) in picture.rows.iter().enumerate() {
                for (key, id) in std::iter::once(("figure", &row.figure)).chain(row.part.iter().map(|id| ("part", id)))
                {
                    self.figure_exists(format!("{place}.rows[{nth}].{key}"), id);
                    units.extend(self.file.figures.get(id).map(|figure| figure.unit.as_str()));
                }
            }
            let measured = |unit: &&str| unit.starts_with('£') || *unit == "%";
            if units.len() > 1 && (picture.unit.is_none() || units.iter().any(measured)) {
                self.fault(
                    place,
                    "has figures of several units; draw each unit by itself or, where all are counts, name one unit for both",
                );
            }
        }
    }

    fn tiles(&mut self) {
        let mut taken = BTreeMap::new();
        for (at, authority) in self.file.authorities.iter().enumerate() {
            let Some(tile) = &authority.tile else { continue };
            let place = format!("authorities[{at}].tile");
            if tile.column >= MOST_TILES || tile.row >= MOST_TILES {
                let last = MOST_TILES - 1;
                self.fault(place.clone(), format!("columns and rows run from 0 to {last}; move it nearer"));
            }
            if let Some(other) = taken.insert((tile.column, tile.row), authority.name.as_str()) {
                self.fault(place, format!("lies on the tile of {other}; move one of them"));
            }
        }
    }

    fn age_need(&mut self) {
        self.figure_exists("age_need.total".to_owned(), &self.file.age_need.total);
        let mut next = Some(0);
        for (at, band) in self.file.age_need.bands.iter().enumerate() {
            self.figure_exists(format!("age_need.bands[{at}].figure"), &band.figure);
            if Some(band.from) != next || band.to < band.from {
                self.fault(
                    format!("age_need.bands[{at}]"),
                    format!(
                        "{} to {} does not follow the band before it; bands run from 0 to 17 without gap or overlap",
                        band.from, band.to
                    ),
                );
            }
            next = band.to.checked_add(1);
        }
        if next != Some(18) {
            self.fault("age_need.bands", "must end at 17");
        }
    }

    fn places(&mut self) {
        self.unique("authorities", self.file.authorities.iter().map(|authority| authority.code.as_str()));
        if !is_area_code(&self.file.council.code) {
            self.fault("council.code", format!("“{}” is not an area code such as E10000017", self.file.council.code));
        }
        for (at, authority) in self.file.authorities.iter().enumerate() {
            if !is_area_code(&authority.code) {
                self.fault(
                    format!("authorities[{at}].code"),
                    format!("“{}” is not an area code such as E07000120", authority.code),
                );
            }
            if let Some(separation) = &authority.separation {
                self.figure_exists(format!("authorities[{at}].separation"), separation);
                if self.file.figures.get(separation).is_some_and(|figure| figure.unit != "metres") {
                    self.fault(format!("authorities[{at}].separation"), "must be a figure in metres");
                }
            }
        }
        let own = &self.file.council.code;
        let listed = self.file.authorities.iter().any(|authority| authority.in_area && authority.code == *own);
        if is_area_code(own) && !listed {
            self.fault("authorities", format!("the council’s own code, {own}, is not among them as in its area"));
        }
        let known: BTreeSet<&str> = self.file.authorities.iter().map(|authority| authority.code.as_str()).collect();
        for (outcode, shares) in &self.file.outcodes {
            let place = format!("outcodes.{outcode}");
            let shape_fits = (2..=4).contains(&outcode.len())
                && outcode.starts_with(|c: char| c.is_ascii_uppercase())
                && outcode.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
            if !shape_fits {
                self.fault(place.clone(), "is not the first half of a postcode, such as BB5");
            }
            for code in shares.keys() {
                if !known.contains(code.as_str()) {
                    self.fault(
                        format!("{place}.{code}"),
                        "is not among the authorities; add it there, in or outside the area",
                    );
                }
            }
            let sum: u32 = shares.values().map(|share| u32::from(*share)).sum();
            if sum == 0 || sum > 101 {
                self.fault(place, format!("the shares add to {sum}%; they must add to about 100"));
            }
        }
        self.postcodes(&known);
        self.boundaries(&known);
    }

    fn boundaries(&mut self, known: &BTreeSet<&str>) {
        let Some(boundaries) = &self.file.boundaries else { return };
        self.source_exists("boundaries.source".to_owned(), &boundaries.source);
        for (code, outlines) in &boundaries.shapes {
            let place = format!("boundaries.shapes.{code}");
            if !known.contains(code.as_str()) {
                self.fault(place.clone(), "is not among the authorities; add it there, in or outside the area");
            }
            for (at, outline) in outlines.iter().enumerate() {
                let drawn = corners(outline).is_some_and(|corners| corners.iter().all(|(across, _)| *across <= 360));
                if !drawn {
                    let message = "is no outline: three corners or more, each as across,down in whole units of a drawing 360 wide";
                    self.fault(format!("{place}[{at}]"), message);
                }
            }
        }
    }

    fn postcodes(&mut self, known: &BTreeSet<&str>) {
        let Some(postcodes) = &self.file.postcodes else { return };
        self.source_exists("postcodes.source".to_owned(), &postcodes.source);
        for (outcode, authorities) in &postcodes.outcodes {
            let place = format!("postcodes.outcodes.{outcode}");
            let mut seen = BTreeSet::new();
            for (code, beginnings) in authorities {
                let place = format!("{place}.{code}");
                if code != ELSEWHERE && !known.contains(code.as_str()) {
                    self.fault(place.clone(), "is not among the authorities; add it there, in or outside the area");
                }
                for beginning in beginnings.split(' ') {
                    let fits = matches!(
                        beginning.as_bytes(),
                        [b'0'..=b'9'] | [b'0'..=b'9', b'A'..=b'Z'] | [b'0'..=b'9', b'A'..=b'Z', b'A'..=b'Z']
                    );
                    if !fits && beginning != ALL {
                        let shown = crate::text::shown(beginning, 20);
                        self.fault(place.clone(), format!("“{shown}” is not how the second half of a postcode begins"));
                    } else if !seen.insert(beginning) {
                        self.fault(place.clone(), format!("“{beginning}” stands under two authorities; keep one"));
                    }
                }
            }
        }
    }

    fn policies(&mut self) {
        self.unique("policies", self.file.policies.iter().map(|policy| policy.id.as_str()));
        self.unique("safeguards", self.file.safeguards.iter().map(|safeguard| safeguard.id.as_str()));
        self.unique("objectives", self.file.objectives.iter().map(|objective| objective.id.as_str()));
        self.unique("arrangements", self.file.arrangements.iter().map(|arrangement| arrangement.id.as_str()));
        self.unique("headings", self.file.headings.iter().map(|heading| heading.id.as_str()));
        for (at, policy) in self.file.policies.iter().enumerate() {
            self.source_exists(format!("policies[{at}].source"), &policy.source);
        }
        for (at, arrangement) in self.file.arrangements.iter().enumerate() {
            self.source_exists(format!("arrangements[{at}].source"), &arrangement.source);
        }
        for (at, objective) in self.file.objectives.iter().enumerate() {
            self.source_exists(format!("objectives[{at}].source"), &objective.source);
            for (row, bearing) in objective.bearing.iter().enumerate() {
                for (nth, gap) in bearing.gaps.iter().enumerate() {
                    if !self.file.gaps.iter().any(|known| known.id == *gap) {
                        let place = format!("objectives[{at}].bearing[{row}].gaps[{nth}]");
                        self.fault(
                            place,
                            format!("“{gap}” is not a gap of this profile; add it under gaps or correct the id"),
                        );
                    }
                }
            }
        }
        for (at, heading) in self.file.headings.iter().enumerate() {
            if heading.id.is_empty() || heading.id.contains('.') {
                self.fault(format!("headings[{at}].id"), "must be a name without dots");
            }
        }
    }

    /// Conditions on results name results that there are.
    fn results(&mut self, place: &str, only_with: &[String], not_with: &[String]) {
        for (key, results) in [("only_with", only_with), ("not_with", not_with)] {
            for (row, result) in results.iter().enumerate() {
                let known = |(check, code)| {
                    self.requirements.outcomes.iter().any(|(one, other, _)| *one == check && *other == code)
                };
                if !result.split_once('.').is_some_and(known) {
                    self.fault(format!("{place}.{key}[{row}]"), "is not a result of any check, as check.result");
                }
            }
        }
    }

    fn wording(&mut self) {
        let (file, requirements) = (self.file, self.requirements);
        let words = &file.wording;
        let expected =
            |list: &mut BTreeMap<String, &'static [&'static str]>, key: String, names| list.insert(key, names);

        let mut outcomes: BTreeMap<&str, BTreeMap<&str, &[&str]>> = BTreeMap::new();
        for (check, code, names) in &requirements.outcomes {
            outcomes.entry(check).or_default().insert(code, names);
        }
        for (check, codes) in &outcomes {
            let Some(found) = words.checks.get(*check) else {
                self.fault(format!("wording.checks.{check}"), "is missing; the check has no words");
                continue;
            };
            for code in codes.keys().filter(|code| !found.outcomes.contains_key(**code)) {
                self.fault(
                    format!("wording.checks.{check}.outcomes.{code}"),
                    "is missing; this result has no sentence",
                );
            }
        }
        for path in words.example.keys() {
            if Field::from_path(path).is_none() {
                self.fault(format!("wording.example.{path}"), "is no question of the form");
            }
        }
        for (check, found) in &words.checks {
            for (code, outcome) in &found.outcomes {
                let place = format!("wording.checks.{check}.outcomes.{code}");
                let Some(names) = outcomes.get(check.as_str()).and_then(|codes| codes.get(code.as_str())) else {
                    self.fault(place, "is not a result of any check; correct the key or take it out");
                    continue;
                };
                self.sentence(&format!("{place}.text"), &outcome.text, names, outcome.letter);
                if let Some(unquoted) = &outcome.unquoted {
                    self.sentence(&format!("{place}.unquoted"), unquoted, names, outcome.letter);
                }
                if let Some(question) = &outcome.question {
                    self.sentence(&format!("{place}.question"), question, names, outcome.letter);
                }
                self.for_the_applicant(&place, outcome, names);
            }
        }

        let mut keys = BTreeMap::new();
        for (key, names) in &requirements.sentences {
            expected(&mut keys, key.clone(), names);
        }
        self.same_keys(
            "wording.sentences",
            keys.keys().map(String::as_str),
            words.sentences.keys().map(String::as_str),
        );
        for (key, text) in &words.sentences {
            let names = keys.get(key).copied().unwrap_or_default();
            self.sentence(&format!("wording.sentences.{key}"), text, names, is_public(key));
        }
        self.same_keys("wording.lists", requirements.lists.iter().copied(), words.lists.keys().map(String::as_str));
        for (key, list) in &words.lists {
            for (at, text) in list.iter().enumerate() {
                self.sentence(&format!("wording.lists.{key}[{at}]"), text, &[], is_public(key));
            }
        }
        for (at, safeguard) in file.safeguards.iter().enumerate() {
            self.results(&format!("safeguards[{at}]"), &safeguard.only_with, &safeguard.not_with);
            for (key, text) in
                [("text", &safeguard.text), ("reason", &safeguard.reason), ("wording", &safeguard.wording)]
            {
                self.sentence(&format!("safeguards[{at}].{key}"), text, &[], true);
            }
        }
        for (at, objective) in file.objectives.iter().enumerate() {
            for (row, bearing) in objective.bearing.iter().enumerate() {
                let place = format!("objectives[{at}].bearing[{row}]");
                self.results(&place, &bearing.only_with, &bearing.not_with);
                self.sentence(&format!("{place}.text"), &bearing.text, &[], false);
            }
        }
        for (at, policy) in file.policies.iter().enumerate() {
            self.sentence(&format!("policies[{at}].text"), &policy.text, &[], true);
        }
        for (at, authority) in file.authorities.iter().enumerate() {
            if let Some(guidance) = &authority.guidance {
                self.sentence(&format!("authorities[{at}].guidance"), guidance, &[], true);
            }
        }
        for (at, model) in file.models.iter().enumerate() {
            for (key, text) in [("when_met", &model.when_met), ("when_not_met", &model.when_not_met)] {
                if let Some(text) = text {
                    self.sentence(&format!("models[{at}].{key}"), text, &[], true);
                }
            }
        }
        self.sentence("council.contact", &file.council.contact, &[], true);

        self.same_keys(
            "wording.stances",
            Stance::ALL.iter().map(|stance| stance.code()),
            words.stances.keys().map(String::as_str),
        );
        for (code, stance) in &words.stances {
            let place = format!("wording.stances.{code}");
            self.sentence(&format!("{place}.position"), &stance.position, &[], true);
            self.sentence(&format!("{place}.use_of_home"), &stance.use_of_home, &[], true);
            for (at, addition) in stance.also.iter().enumerate() {
                let place = format!("{place}.also[{at}]");
                self.results(&place, &addition.only_with, &[]);
                self.sentence(&format!("{place}.text"), &addition.text, &[], true);
            }
        }
        self.same_keys("wording.facts", requirements.facts.iter().copied(), words.facts.keys().map(String::as_str));
        self.same_keys(
            "wording.register",
            requirements.register.iter().copied(),
            words.register.keys().map(String::as_str),
        );
        for (key, number) in &words.register {
            self.plain(format!("wording.register.{key}.label"), &number.label);
        }
        self.same_keys(
            "wording.needs",
            Need::ALL.iter().map(|need| need.code()),
            words.needs.keys().map(String::as_str),
        );
        let headings = [
            "fees.breakdown.*",
            "fees.carecubed.benchmark.*",
            "fees.explanations.*.reason",
            "fees.explanations.*.accepted",
        ];
        let fields: Vec<String> = Field::FIXED.iter().map(Field::path).collect();
        self.same_keys(
            "wording.fields",
            fields.iter().map(String::as_str).chain(headings),
            words.fields.keys().map(String::as_str),
        );
        self.plain_words();
        let options: Vec<(String, &[&str])> = Field::FIXED
            .iter()
            .filter_map(|field| match field.kind() {
                Kind::Code(codes) => Some((field.path(), codes)),
                _ => None,
            })
            .collect();
        self.same_keys(
            "wording.options",
            options.iter().map(|(path, _)| path.as_str()),
            words.options.keys().map(String::as_str),
        );
        for (path, codes) in &options {
            if let Some(found) = words.options.get(path) {
                self.same_keys(
                    &format!("wording.options.{path}"),
                    codes.iter().copied(),
                    found.keys().map(String::as_str),
                );
            }
        }
        for (path, found) in &words.provider_options {
            let place = format!("wording.provider_options.{path}");
            match options.iter().find(|(known, _)| known == path) {
                None => self.fault(place, "is not used; correct the key or take it out"),
                Some((_, codes)) => {
                    let offered = codes.iter().copied().filter(|code| found.contains_key(*code));
                    self.same_keys(&place, offered, found.keys().map(String::as_str));
                }
            }
        }
    }

    /// What goes to the applicant says what an answer would settle, and gives no licensed benchmark away.
    fn for_the_applicant(&mut self, place: &str, outcome: &OutcomeWords, names: &[&str]) {
        let licensed = self.requirements.licensed;
        let open: Vec<&str> = names.iter().copied().filter(|name| !licensed.contains(name)).collect();
        match (&outcome.to_applicant, &outcome.question) {
            (Some(text), Some(_)) => self.sentence(&format!("{place}.to_applicant"), text, &open, false),
            (Some(_), None) => {
                self.fault(format!("{place}.to_applicant"), "is another wording of no question; take it out")
            }
            (None, Some(question)) if slots(question).any(|name| licensed.contains(&name)) => self.fault(
                format!("{place}.to_applicant"),
                "is missing; the question gives away a licensed benchmark, so word it for the applicant without",
            ),
            (None, _) => {}
        }
        self.settles(place, outcome.question.is_some(), outcome.settles.as_deref(), &open);
    }

    fn settles(&mut self, place: &str, asks: bool, settles: Option<&str>, names: &[&str]) {
        let place = format!("{place}.settles");
        match settles {
            Some(text) if asks => self.sentence(&place, text, names, false),
            Some(_) => self.fault(place, "stands beside no question; take it out"),
            None if asks => self.fault(place, "is missing; say what the answer to the question would settle"),
            None => {}
        }
    }

    fn same_keys<'k>(
        &mut self,
        place: &str,
        wanted: impl Iterator<Item = &'k str>,
        found: impl Iterator<Item = &'k str>,
    ) {
        let (wanted, found): (BTreeSet<&str>, BTreeSet<&str>) = (wanted.collect(), found.collect());
        for key in wanted.difference(&found) {
            self.fault(format!("{place}.{key}"), "is missing; add its words");
        }
        for key in found.difference(&wanted) {
            self.fault(format!("{place}.{key}"), "is not used; correct the key or take it out");
        }
    }

    /// Words that reach the letter inside its sentences: not blank, and no pounds unless the profile says so.
    fn plain_words(&mut self) {
        let file = self.file;
        let council = &file.council;
        for (key, text) in
            [("name", &council.name), ("place", &council.place), ("service", &council.service), ("role", &council.role)]
        {
            self.plain(format!("council.{key}"), text);
        }
        for (key, text) in [("id", &file.id), ("edition", &file.edition), ("notice", &file.notice)] {
            self.plain(key.to_owned(), text);
        }
        for (id, source) in &file.sources {
            self.plain(format!("sources.{id}.title"), &source.title);
            self.plain(format!("sources.{id}.publisher"), &source.publisher);
        }
        for (id, figure) in &file.figures {
            if figure.title.trim().is_empty() {
                self.fault(format!("figures.{id}.title"), "is empty; write the words");
            }
        }
        for (list, titles) in [
            ("models", file.models.iter().map(|model| &model.title).collect::<Vec<_>>()),
            ("gaps", file.gaps.iter().map(|gap| &gap.title).collect()),
            ("headings", file.headings.iter().map(|heading| &heading.title).collect()),
        ] {
            for (at, title) in titles.into_iter().enumerate() {
                self.plain(format!("{list}[{at}].title"), title);
            }
        }
        for (at, authority) in file.authorities.iter().enumerate() {
            self.plain(format!("authorities[{at}].name"), &authority.name);
            self.plain(format!("authorities[{at}].council"), &authority.council);
        }
        for (path, words) in &file.wording.fields {
            self.plain(format!("wording.fields.{path}.label"), &words.label);
            self.plain(format!("wording.fields.{path}.missing"), &words.missing);
            if let Some(provider) = &words.provider {
                self.plain(format!("wording.fields.{path}.provider.label"), &provider.label);
            }
            if let Some(ask) = &words.ask {
                let internal = Field::from_path(path).is_some_and(|field| field.is_internal());
                self.sentence(&format!("wording.fields.{path}.ask"), ask, &[], !internal);
            }
            self.settles(&format!("wording.fields.{path}"), words.ask.is_some(), words.settles.as_deref(), &[]);
        }
        for (never, reason) in &file.wording.never {
            let place = format!("wording.never.{never}");
            if never.trim() != never || never.is_empty() || *never != never.to_lowercase() {
                self.fault(place, "must be words in small letters, without spaces around them");
            } else if reason.trim().is_empty() {
                self.fault(place, "is empty; say why these words are never used");
            }
        }
        self.gleaned();
        self.columns();
        for (need, text) in &file.wording.needs {
            self.plain(format!("wording.needs.{need}"), text);
        }
        for (path, codes) in &file.wording.options {
            for (code, text) in codes {
                self.plain(format!("wording.options.{path}.{code}"), text);
            }
        }
        for (path, codes) in &file.wording.provider_options {
            for (code, text) in codes {
                self.plain(format!("wording.provider_options.{path}.{code}"), text);
            }
        }
    }

    /// Every code of a question that words suggest has its words, and none suggests two.
    fn gleaned(&mut self) {
        let gleaned = &self.file.wording.gleaned;
        let fields = self.requirements.gleaned;
        let paths: Vec<String> = fields.iter().map(Field::path).collect();
        self.same_keys("wording.gleaned", paths.iter().map(String::as_str), gleaned.keys().map(String::as_str));
        for (field, path) in fields.iter().zip(&paths) {
            let Some(found) = gleaned.get(path) else { continue };
            let place = format!("wording.gleaned.{path}");
            let codes = match field.kind() {
                Kind::Code(codes) => codes.to_vec(),
                _ => Need::ALL.iter().map(|need| need.code()).collect(),
            };
            let known = codes.into_iter().chain([NO_CODE]);
            self.same_keys(&place, known, found.keys().map(String::as_str));
            let mut meant: BTreeMap<String, &str> = BTreeMap::new();
            for (code, phrases) in found {
                for (at, phrase) in phrases.iter().enumerate() {
                    let place = format!("{place}.{code}[{at}]");
                    let plain = phrase.to_lowercase();
                    if !plain.contains(char::is_alphanumeric) {
                        self.fault(place, "has no word that can be looked for; write words, or take it out");
                    } else if let Some(other) = meant.insert(plain, code) {
                        self.fault(place, format!("“{phrase}” stands under {other} too; keep one"));
                    }
                }
            }
        }
    }

    /// Every name of a column is of a question that there is, and of no other.
    fn columns(&mut self) {
        let mut meant: BTreeMap<String, &str> = BTreeMap::new();
        let columns = &self.file.wording.columns;
        for (path, names) in columns {
            if Field::from_path(path).is_none_or(|field| field.heading().is_some()) {
                self.fault(format!("wording.columns.{path}"), "is no question; check the path, or take it out");
            }
            for (at, name) in names.iter().enumerate() {
                let place = format!("wording.columns.{path}[{at}]");
                let plain = name.to_lowercase();
                if !plain.contains(char::is_alphanumeric) {
                    self.fault(place, "has no word; write the name of a column, or take it out");
                } else if let Some(other) = meant.insert(plain, path) {
                    self.fault(place, format!("“{name}” stands under {other} too; keep one"));
                }
            }
        }
    }

    fn plain(&mut self, place: String, text: &str) {
        if text.trim().is_empty() {
            self.fault(place, "is empty; write the words");
        } else if text.contains('£') && !self.file.publish_fees {
            self.fault(place, "names pounds in the public letter; say it in words, or set publish_fees");
        }
    }

    /// A sentence must be filled from known names and figures; a public one names no pounds unless the profile says so.
    fn sentence(&mut self, place: &str, text: &str, names: &[&str], public: bool) {
        let closed = public && !self.file.publish_fees;
        if text.trim().is_empty() {
            self.fault(place, "is empty; write the sentence");
        }
        if closed && text.contains('£') {
            self.fault(place, "names pounds in the public letter; say the value in words, or set publish_fees");
        }
        for piece in pieces(text) {
            match piece {
                Ok(Piece::Words(_)) => {}
                Ok(Piece::Slot("figure" | "as_of", Some(id))) => {
                    match self.file.figures.get(id) {
                        None => self.fault(place, format!("“{id}” is not a figure of this profile")),
                        Some(figure) if closed && figure.unit.starts_with('£') => {
                            self.fault(place, format!("“{id}” is in pounds, which the public letter does not name unless publish_fees is set"));
                        }
                        Some(_) => {}
                    }
                }
                Ok(Piece::Slot(name, about)) => {
                    let inner = match (name, about) {
                        ("a", Some(inner)) => Some(inner),
                        (name, None) => Some(name),
                        _ => None,
                    };
                    match inner {
                        Some(inner) if closed && self.requirements.money.contains(&inner) => {
                            self.fault(place, format!("{{{inner}}} is in pounds, which the public letter does not name unless publish_fees is set"));
                        }
                        Some(inner) if names.contains(&inner) || self.requirements.common.contains(&inner) => {}
                        _ => {
                            let known: Vec<&str> = names.iter().chain(self.requirements.common).copied().collect();
                            let slot = about.map_or(name.to_owned(), |about| format!("{name}:{about}"));
                            self.fault(place, format!("{{{slot}}} is not a name this sentence can use; it can use {}, figure:ID and as_of:ID", known.join(", ")));
                        }
                    }
                }
                Err(rest) => {
                    let shown: String = rest.chars().take(20).collect();
                    self.fault(place, format!("a brace is not closed or not opened at “{shown}”"));
                }
            }
        }
    }
}

/// The names that a sentence uses.
fn slots(text: &str) -> impl Iterator<Item = &str> {
    pieces(text).filter_map(|piece| match piece {
        Ok(Piece::Slot("a", Some(name)) | Piece::Slot(name, None)) => Some(name),
        _ => None,
    })
}

/// Whether one stance stands above another; those outside the matrix stand nowhere.
fn improves(one: Stance, other: Stance) -> bool {
    one.rank().zip(other.rank()).is_some_and(|(one, other)| one > other)
}

/// Only the letter is published: not the internal note, the self-check or the advice.
fn is_public(key: &str) -> bool {
    key.starts_with("letter.")
}
