//! The cases hold the policy: a change of any one rule of the profile, however small, makes some case fail; and every
//! figure is pinned beside the profile, so that none changes unseen.
//!
//! Each mutant is the built-in profile with one change. A mutant that the loader refuses is nobody's profile and is left
//! out. One is found out when some case of `tests/cases` no longer comes out as its NAME.expected says: its stance, fit,
//! access, value, fee band or open questions, a finding that it names, or words that its letter must or must not have.
//! `cargo test --test policy_mutations -- --nocapture` prints the score of each family.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::as_conversions,
    missing_docs
)]

use home_assessment::exchange::{answered, benchmark, proposal};
use home_assessment::profile::Rule;
use home_assessment::response::{Words, questions};
use home_assessment::vocabulary::{Model, Need, Stance};
use home_assessment::{
    Assessment, BUILT_IN_PROFILE, Context, Date, Letterhead, Profile, Proposal, assess, documents, draft, load_profile,
};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

// ---------------------------------------------------------------------------------------------------------------------
// The cases.

/// A proposal of `tests/cases` with what its expectation says of it.
struct Case {
    proposal: Proposal,
    context: Context,
    /// Stance, fit, access, value and fee band.
    values: [String; 5],
    /// Check, verdict and code of each finding named.
    findings: Vec<[String; 3]>,
    questions: Vec<String>,
    says: Vec<String>,
    never_says: Vec<String>,
}

fn profile() -> &'static Profile {
    static PROFILE: OnceLock<Profile> = OnceLock::new();
    PROFILE.get_or_init(|| load_profile(BUILT_IN_PROFILE).expect("the built-in profile is refused"))
}

fn today() -> Date {
    Date::new(2026, 11, 21).unwrap()
}

/// Every case that is assessed with the built-in profile.
fn cases() -> &'static [Case] {
    static CASES: OnceLock<Vec<Case>> = OnceLock::new();
    CASES.get_or_init(|| {
        let mut files: Vec<PathBuf> =
            fs::read_dir(beside("cases", "")).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.retain(|file| file.extension().is_some_and(|end| end == "expected"));
        files.sort();
        let mut cases: Vec<Case> = files.iter().filter_map(|file| read_case(file)).collect();
        // A case that fails with the profile as it is finds nothing out; the test of the cases says what is wrong with it.
        cases.retain(|case| !case.fails_at_first(profile()) && !case.fails_in_words(profile()));
        assert!(cases.len() > 100, "only {} cases hold", cases.len());
        cases
    })
}

fn beside(folder: &str, name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder).join(name)
}

/// The lines under a key of an expectation; the test of the cases themselves describes the format and refuses faults.
fn list(text: &str, key: &str) -> Vec<String> {
    let lines = text.lines().skip_while(|line| *line != format!("{key}:")).skip(1);
    let items = lines.take_while(|line| line.starts_with("  ") || line.starts_with('#'));
    items
        .filter_map(|line| line.strip_prefix("  "))
        .map(|item| item.strip_prefix("- ").unwrap_or(item).to_owned())
        .collect()
}

fn read_case(expected: &Path) -> Option<Case> {
    let text = fs::read_to_string(expected).unwrap();
    let value = |key: &str| text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": ")).map(str::trim);
    if value("profile").is_some() {
        return None;
    }
    let json = fs::read(expected.with_extension("json")).unwrap();
    let mut loaded = proposal::load(&json, profile()).unwrap();
    if let Some(name) = value("benchmark") {
        let file = fs::read(beside("benchmarks", &format!("{name}.csv"))).unwrap();
        benchmark::read(&file, profile()).unwrap().put_into(&mut loaded.form, profile());
        loaded = loaded.read_again(profile());
    }
    let mut context = Context::on(value("date").map_or(today(), |date| Date::from_iso(date).unwrap()));
    if let Some(name) = value("answered before") {
        let file = fs::read(beside("answered", &format!("{name}.json"))).unwrap();
        context.answered = answered::load(&file, profile()).unwrap().0.into();
    }
    let finding = |item: String| {
        let (check, rest) = item.split_once(": ")?;
        let (verdict, code) = rest.split_once(", ")?;
        Some([check, verdict, code].map(str::to_owned))
    };
    Some(Case {
        proposal: loaded.proposal,
        context,
        values: ["stance", "fit", "access", "value", "fee band"].map(|key| value(key).unwrap().to_owned()),
        findings: list(&text, "findings").into_iter().filter_map(finding).collect(),
        questions: list(&text, "questions"),
        says: list(&text, "letter says"),
        never_says: list(&text, "letter never says"),
    })
}

impl Case {
    fn assessed(&self, profile: &Profile) -> Assessment {
        assess(&self.proposal, profile, &self.context)
    }

    /// By what is concluded: quick.
    fn fails_at_first(&self, profile: &Profile) -> bool {
        let found = self.assessed(profile);
        let values =
            [found.stance.code(), found.fit.code(), found.access.code(), found.value.code(), found.fee_band.code()];
        values != self.values.each_ref().map(String::as_str)
            || self.findings.iter().any(|wanted| {
                !found.findings.iter().any(|finding| {
                    [finding.check, finding.outcome.verdict.code(), finding.outcome.code]
                        == wanted.each_ref().map(String::as_str)
                })
            })
    }

    /// By what is asked and what the letter says.
    fn fails_in_words(&self, profile: &Profile) -> bool {
        let found = self.assessed(profile);
        let asked = questions(&Words { assessment: &found, profile });
        if !asked.iter().map(|question| &question.sentence.text).eq(&self.questions) {
            return true;
        }
        if self.says.is_empty() && self.never_says.is_empty() {
            return false;
        }
        let letterhead = Letterhead { date: self.context.as_at, signatory: None };
        let letter = documents::text::text(&draft(&found, profile, &letterhead));
        self.says.iter().any(|said| !letter.contains(said)) || self.never_says.iter().any(|said| letter.contains(said))
    }
}

// ---------------------------------------------------------------------------------------------------------------------
// The mutants.

/// One change of the profile.
struct Mutant {
    name: String,
    change: Box<dyn Fn(&mut Value)>,
}

fn mutant(name: impl Into<String>, change: impl Fn(&mut Value) + 'static) -> Mutant {
    Mutant { name: name.into(), change: Box::new(change) }
}

/// The whole profile, general words included.
fn whole() -> &'static Value {
    static FILE: OnceLock<Value> = OnceLock::new();
    FILE.get_or_init(|| serde_json::to_value(&**profile()).unwrap())
}

/// The profile as changed; `None` where the loader refuses it.
fn changed(mutant: &Mutant) -> Option<Profile> {
    let mut file = whole().clone();
    (mutant.change)(&mut file);
    assert!(file != *whole(), "“{}” changes nothing", mutant.name);
    load_profile(file.to_string().as_bytes()).ok()
}

/// Mutants that no application can tell from the profile itself, each with why.
const NO_APPLICATION_CAN_TELL: &[(&str, &str)] = &[
    (
        "min-age-share 25 → 24",
        "no range of ages has a share from 24% to 25%: see `no_range_of_ages_lies_between_24_and_25_per_cent`",
    ),
    (
        "E10000017 (Lancashire) in_area → false",
        "the county’s own code is its area by itself, and what comes to the county is the council’s own application",
    ),
];

/// What became of the mutants of a family.
fn survivors(family: &str, mutants: Vec<Mutant>) -> Vec<String> {
    let (mut found_out, mut refused, mut alike, mut survivors) = (0, 0, 0, Vec::new());
    let mut latest: Vec<usize> = (0..cases().len()).collect();
    for mutant in mutants {
        if NO_APPLICATION_CAN_TELL.iter().any(|(name, _)| *name == mutant.name) {
            alike += 1;
            continue;
        }
        let Some(profile) = changed(&mutant) else {
            refused += 1;
            continue;
        };
        // What found out one mutant often finds out the next.
        let fails = |slow: bool| {
            latest.iter().position(|at| {
                let case = &cases()[*at];
                if slow { case.fails_in_words(&profile) } else { case.fails_at_first(&profile) }
            })
        };
        match fails(false).or_else(|| fails(true)) {
            Some(at) => {
                found_out += 1;
                latest[..=at].rotate_right(1);
            }
            None => survivors.push(mutant.name),
        }
    }
    let tried = found_out + survivors.len();
    println!(
        "{family}: {found_out} of {tried} found out; {refused} refused by the loader, {alike} that no application can tell"
    );
    for name in &survivors {
        println!("    no case finds out: {name}");
    }
    survivors
}

fn all_found_out(family: &str, mutants: Vec<Mutant>) {
    assert!(!mutants.is_empty(), "there are no mutants of {family}");
    let survivors = survivors(family, mutants);
    assert!(survivors.is_empty(), "no case finds out, of {family}:\n  {}\n", survivors.join("\n  "));
}

/// One step of a figure: a penny of an amount of money, else one unit in the last place that was published.
fn step(unit: &str, value: &str) -> Decimal {
    let places = value.parse::<Decimal>().unwrap().scale();
    Decimal::new(1, if unit.starts_with('£') { 2 } else { places })
}

/// A figure a step up and a step down, at each of its dates.
fn steps(id: &str) -> Vec<Mutant> {
    let figure = &whole()["figures"][id];
    let unit = figure["unit"].as_str().unwrap();
    let mut mutants = Vec::new();
    for (at, value) in figure["values"].as_array().unwrap().iter().enumerate() {
        let value = value["value"].as_str().unwrap();
        let (now, step) = (value.parse::<Decimal>().unwrap(), step(unit, value));
        for other in [now + step, now - step] {
            let id = id.to_owned();
            mutants.push(mutant(format!("{id} {value} → {other}"), move |file| {
                file["figures"][&id]["values"][at]["value"] = json!(other.to_string());
            }));
        }
    }
    mutants
}

#[test]
fn a_step_of_any_figure_of_a_rule_makes_a_case_fail() {
    let distances = profile().authorities.iter().filter_map(|authority| authority.separation.as_deref());
    let figures = Rule::ALL.iter().map(|(_, id, _)| *id).chain(distances);
    all_found_out("figures of rules", figures.flat_map(steps).collect());
}

/// Why a least share of 24% is the same rule as one of 25%: with the placements as published, no applicant can state ages
/// whose share lies between the two.
#[test]
fn no_range_of_ages_lies_between_24_and_25_per_cent() {
    for from in 0..=17_u8 {
        for to in from..=17 {
            let (counts, total) = profile().age_counts(from..=to, today()).unwrap();
            let here: Decimal = counts.into_iter().map(|figure| profile().number(figure)).sum();
            let share = here * Decimal::ONE_HUNDRED / profile().number(total);
            assert!(share < Decimal::from(24) || share >= Decimal::from(25), "{from} to {to}: {share}");
        }
    }
}

#[test]
fn another_stance_in_any_cell_of_the_matrix_makes_a_case_fail() {
    let mut mutants = Vec::new();
    for fit in ["strong", "partial", "none"] {
        for access in ["secured", "stated", "unknown", "none"] {
            let now = whole()["matrix"][fit][access].as_str().unwrap();
            for other in Stance::ALL.iter().map(|stance| stance.code()).filter(|other| *other != now) {
                mutants.push(mutant(format!("matrix {fit} and {access}: {now} → {other}"), move |file| {
                    file["matrix"][fit][access] = json!(other);
                }));
            }
        }
    }
    all_found_out("the matrix", mutants);
}

#[test]
fn another_number_of_places_for_any_kind_of_home_makes_a_case_fail() {
    let mut mutants = Vec::new();
    for (at, rule) in profile().models.iter().enumerate() {
        let model = rule.model.code();
        for (key, now) in [("min_places", rule.min_places), ("max_places", rule.max_places)] {
            for other in [now.saturating_add(1), now.saturating_sub(1)] {
                mutants.push(mutant(format!("{model} {key} {now} → {other}"), move |file| {
                    file["models"][at][key] = json!(other);
                }));
            }
        }
        let from_places = !rule.from_places;
        mutants.push(mutant(format!("{model} from_places → {from_places}"), move |file| {
            file["models"][at]["from_places"] = json!(from_places);
        }));
    }
    all_found_out("the kinds of home", mutants);
}

/// A list of codes of a gap, with each one in it taken out and each one not in it put in.
fn toggled(key: &'static str, codes: &[&'static str]) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for (at, gap) in whole()["gaps"].as_array().unwrap().iter().enumerate() {
        let list = gap[key].as_array().unwrap().clone();
        if list.is_empty() {
            continue;
        }
        let id = gap["id"].as_str().unwrap();
        for code in codes {
            let with = !list.contains(&json!(code));
            let mut other: Vec<Value> = list.iter().filter(|known| *known != &json!(code)).cloned().collect();
            if with {
                other.push(json!(code));
            }
            mutants.push(mutant(format!("gap {id} {} {key} {code}", if with { "with" } else { "without" }), {
                move |file| file["gaps"][at][key] = json!(other)
            }));
        }
    }
    mutants
}

#[test]
fn another_kind_of_home_for_any_gap_makes_a_case_fail() {
    let models: Vec<&str> = Model::ALL.iter().map(|model| model.code()).collect();
    all_found_out("the kinds of home of gaps", toggled("models", &models));
}

/// The general label names no need: the loader refuses it in any gap, and it is not tried.
#[test]
fn another_need_for_any_gap_makes_a_case_fail() {
    let needs = Need::ALL.iter().filter(|need| **need != Need::EbdGeneral);
    let needs: Vec<&str> = needs.map(|need| need.code()).collect();
    all_found_out("the needs of gaps", toggled("needs_any", &needs));
}

#[test]
fn another_least_staffing_for_any_gap_makes_a_case_fail() {
    let mut mutants = Vec::new();
    for (at, gap) in profile().gaps.iter().enumerate() {
        let others = match gap.min_staff_by_day {
            Some(least) => vec![Some(least + 1), Some(least - 1), None],
            None => vec![Some(1), Some(2)],
        };
        for other in others {
            let shown = |staff: Option<u8>| staff.map_or("none".to_owned(), |staff| staff.to_string());
            let name = format!("gap {} min_staff_by_day {} → {}", gap.id, shown(gap.min_staff_by_day), shown(other));
            mutants.push(mutant(name, move |file| match other {
                Some(staff) => file["gaps"][at]["min_staff_by_day"] = json!(staff),
                None => {
                    file["gaps"][at].as_object_mut().unwrap().remove("min_staff_by_day");
                }
            }));
        }
    }
    all_found_out("the least staffing of gaps", mutants);
}

#[test]
fn no_placements_of_any_age_and_twice_as_many_of_all_make_a_case_fail() {
    let mut mutants = Vec::new();
    let last = |id: &str| profile().figures[id].values.len() - 1;
    for band in &profile().age_need.bands {
        let (id, at) = (band.figure.clone(), last(&band.figure));
        mutants.push(mutant(format!("{id} → 0"), move |file| {
            file["figures"][&id]["values"][at]["value"] = json!("0");
        }));
    }
    let total = profile().age_need.total.clone();
    let at = last(&total);
    let twice = profile().figures[&total].values[at].value * Decimal::TWO;
    mutants.push(mutant(format!("{total} → {twice}"), move |file| {
        file["figures"][&total]["values"][at]["value"] = json!(twice.to_string());
    }));
    all_found_out("placements by age", mutants);
}

#[test]
fn another_area_makes_a_case_fail() {
    let mut mutants = Vec::new();
    for (at, authority) in profile().authorities.iter().enumerate() {
        let (code, name, in_area) = (&authority.code, &authority.name, !authority.in_area);
        mutants.push(mutant(format!("{code} ({name}) in_area → {in_area}"), move |file| {
            file["authorities"][at]["in_area"] = json!(in_area);
        }));
        if authority.separation.is_some() {
            mutants.push(mutant(format!("{code} ({name}) without its separation distance"), move |file| {
                file["authorities"][at].as_object_mut().unwrap().remove("separation");
            }));
        }
        // An authority that is not listed is outside the area.
        let listed_code = code.clone();
        mutants.push(mutant(format!("{code} ({name}) not listed"), move |file| {
            file["authorities"].as_array_mut().unwrap().remove(at);
            for shares in file["outcodes"].as_object_mut().unwrap().values_mut() {
                shares.as_object_mut().unwrap().remove(&listed_code);
            }
            file["outcodes"].as_object_mut().unwrap().retain(|_, shares| !shares.as_object().unwrap().is_empty());
        }));
    }
    for other in ["E10000099", "E07000117", "E06000009"] {
        mutants.push(mutant(format!("council.code {} → {other}", profile().council.code), move |file| {
            file["council"]["code"] = json!(other);
        }));
    }
    all_found_out("the area", mutants);
}

/// The shares of outcodes are for orientation only and never decide: what the cases find out is shown, and the shares
/// themselves are pinned in `figures.expected`.
#[test]
fn authorities_of_outcodes_are_shown_by_cases_where_postcodes_straddle() {
    let mut mutants = Vec::new();
    for (outcode, shares) in &profile().outcodes {
        for code in shares.keys().filter(|_| shares.len() > 1) {
            let (outcode, code) = (outcode.clone(), code.clone());
            mutants.push(mutant(format!("{outcode} without {code}"), move |file| {
                file["outcodes"][&outcode].as_object_mut().unwrap().remove(&code);
            }));
        }
        let other = profile().authorities.iter().map(|authority| &authority.code);
        if let Some(code) = other.into_iter().find(|code| !shares.contains_key(*code)) {
            let (outcode, code) = (outcode.clone(), code.clone());
            mutants.push(mutant(format!("{outcode} with {code}"), move |file| {
                // The shares add to about 100 either way.
                let shares = file["outcodes"][&outcode].as_object_mut().unwrap();
                if let Some(largest) = shares.values_mut().max_by_key(|share| share.as_u64()) {
                    *largest = json!(largest.as_u64().unwrap() - 1);
                }
                shares.insert(code.clone(), json!(1));
            }));
        }
    }
    let tried = mutants.len();
    let survivors = survivors("authorities of outcodes", mutants);
    assert!(survivors.len() < tried, "no case shows what a postcode does");
}

// ---------------------------------------------------------------------------------------------------------------------
// The figures.

/// Every figure of the profile on one line: id, values with their dates, unit. Then the shares of each outcode.
fn pinned() -> String {
    let mut lines = String::new();
    for (id, figure) in &profile().figures {
        let values: Vec<String> = figure
            .values
            .iter()
            .map(|value| {
                let qualifier = value.qualifier.as_ref().map_or(String::new(), |qualifier| format!("{qualifier} "));
                format!("{qualifier}{} ({})", value.value, String::from(value.as_of.clone()))
            })
            .collect();
        writeln!(lines, "{id} | {} | {}", values.join(", "), figure.unit).unwrap();
    }
    lines.push('\n');
    for (outcode, shares) in &profile().outcodes {
        let shares: Vec<String> = shares.iter().map(|(code, share)| format!("{share} {code}")).collect();
        writeln!(lines, "outcode {outcode} | {} | %", shares.join(", ")).unwrap();
    }
    lines
}

#[test]
fn every_figure_is_the_one_in_the_second_book() {
    let kept = include_str!("figures.expected");
    let kept: Vec<&str> = kept.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).collect();
    let pinned = pinned();
    let found: Vec<&str> = pinned.lines().filter(|line| !line.is_empty()).collect();
    let only = |these: &[&str], those: &[&str], sign: &str| -> String {
        these.iter().filter(|line| !those.contains(line)).map(|line| format!("  {sign} {line}\n")).collect()
    };
    let differences = only(&kept, &found, "book:   ") + &only(&found, &kept, "profile:");
    assert!(
        differences.is_empty(),
        "the profile and tests/figures.expected differ; look the figure up in its source before changing either:\n{differences}"
    );
    assert_eq!(kept, found, "the lines are the same, in another order");
}
