//! What would change it: the smallest sets of changes to the answers that reach a better stance, found by searching the
//! same rules that gave the stance. Knows no words.

use crate::assessment::{Assessment, Context, Reason, assess, compare};
use crate::checks;
use crate::form::{Field, Form, Kind};
use crate::profile::{Profile, Rule};
use crate::proposal::{Ages, parse};
use crate::vocabulary::{Engagement, LocalChildren, Model, Need, Needs, Stance, Tier, Value};
use rust_decimal::Decimal;
use std::sync::Arc;

/// The most changes in one set.
pub const MOST: usize = 3;

/// One thing a provider could change. A set holds at most one of each kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// This version of an answer on which the documents conflict.
    Settle(Field, String),
    /// This many places.
    Places(u32),
    /// This kind of home.
    Model(Model),
    /// Care for this need, beside those named.
    Need(Need),
    /// This many members of staff by day.
    Staff(u32),
    /// Children of these ages: the youngest and the oldest.
    Ages(u8, u8),
    /// A site at least this far from another home, and without the concern recorded.
    Site(u32),
    /// Contact with the commissioning team, which the team confirms.
    Contact,
    /// A priority for local children, without a commitment.
    Priority,
    /// All places committed to local children in writing.
    AllPlaces,
    /// The council's Tier 2.
    Tier2,
    /// No other authority's children before local ones.
    NoOtherAuthority,
    /// A weekly fee of at most this.
    Fee(Decimal),
    /// Each heading, and so the whole, within the benchmark.
    FeeWithinBenchmark,
    /// The reasons for higher headings given and accepted.
    ReasonsAccepted,
    /// An analysis that shows the whole fee to be within the benchmark.
    Analysis,
}

/// A set of changes and the stance it reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// What would change, in the order of the form; of each list any one will do, whichever is taken of the others.
    pub changes: Vec<Vec<Change>>,
    /// The stance then.
    pub stance: Stance,
}

impl Change {
    /// Changes of one kind exclude each other.
    fn kind(&self) -> (u8, Option<&Field>) {
        match self {
            Change::Settle(field, _) => (0, Some(field)),
            Change::Places(_) => (1, None),
            Change::Model(_) => (2, None),
            Change::Need(_) => (3, None),
            Change::Staff(_) => (4, None),
            Change::Ages(..) => (5, None),
            Change::Site(_) => (6, None),
            Change::Contact => (7, None),
            Change::Priority | Change::AllPlaces => (8, None),
            Change::Tier2 => (9, None),
            Change::NoOtherAuthority => (10, None),
            Change::Fee(_) | Change::FeeWithinBenchmark | Change::ReasonsAccepted | Change::Analysis => (11, None),
        }
    }

    /// Changes of one family read as alternatives: what the provider could offer local children is one.
    fn family(&self) -> (u8, Option<&Field>) {
        match self {
            Change::Contact | Change::Priority | Change::AllPlaces | Change::Tier2 => Change::Contact.kind(),
            other => other.kind(),
        }
    }

    /// Makes the change in a form.
    pub fn put_into(&self, form: &mut Form, profile: &Profile, context: &Context) {
        match self {
            Change::Settle(field, text) => set(form, field.clone(), text.clone()),
            Change::Places(places) => {
                set(form, Field::Places, places.to_string());
                // No more places can be reserved than there are.
                let reserved = parse(form, profile).proposal.access.places_reserved;
                let stated = form.text(&Field::PlacesReserved);
                if reserved.is_none() && !stated.is_empty() {
                    form.set(Field::PlacesReserved, places.to_string());
                }
            }
            Change::Model(model) => set(form, Field::Model, model.code()),
            Change::Need(need) => {
                let named = format!("{}\n{}", form.text(&Field::Needs), need.code());
                form.set(Field::Needs, named);
            }
            Change::Staff(staff) => set(form, Field::StaffByDay, staff.to_string()),
            Change::Ages(youngest, oldest) => {
                set(form, Field::AgeMin, youngest.to_string());
                set(form, Field::AgeMax, oldest.to_string());
            }
            Change::Site(metres) => {
                set(form, Field::NearestHome, metres.to_string());
                set(form, Field::LocationConcern, "");
            }
            Change::Contact => set(form, Field::Engagement, Engagement::Confirmed.code()),
            Change::Priority => set(form, Field::LocalChildren, LocalChildren::Stated.code()),
            Change::AllPlaces => {
                set(form, Field::LocalChildren, LocalChildren::WrittenCommitment.code());
                let places = parse(form, profile).proposal.home.places;
                set(form, Field::PlacesReserved, places.map(|places| places.to_string()).unwrap_or_default());
            }
            Change::Tier2 => set(form, Field::Tier, Tier::Tier2.code()),
            Change::NoOtherAuthority => set(form, Field::OtherAuthority, ""),
            Change::Fee(fee) => {
                set(form, Field::Weekly, fee.to_string());
                set(form, Field::WeeklyMax, "");
                // What it breaks down into is then to be planned anew.
                for heading in &profile.headings {
                    form.set(Field::Breakdown(heading.id.as_str().into()), "");
                }
            }
            Change::FeeWithinBenchmark => fee_within_benchmark(form, profile, context),
            Change::ReasonsAccepted => {
                for line in above(form, profile, context) {
                    if form.text(&Field::Explanation(line.clone())).trim().is_empty() {
                        set(form, Field::Explanation(line.clone()), "–");
                    }
                    set(form, Field::Accepted(line), "yes");
                }
            }
            Change::Analysis => analysis(form, profile),
        }
    }
}

/// Puts a text in place of an answer and of what was in doubt about it.
fn set(form: &mut Form, field: Field, text: impl Into<String>) {
    form.set_doubt(field.clone(), None);
    form.set(field, text);
}

/// The headings that stand above their benchmark without an accepted reason.
fn above(form: &Form, profile: &Profile, context: &Context) -> Vec<Arc<str>> {
    let proposal = parse(form, profile).proposal;
    let compared = compare(&proposal.fees, profile, context.as_at);
    compared.above().map(|line| line.line.heading.clone()).collect()
}

fn fee_within_benchmark(form: &mut Form, profile: &Profile, context: &Context) {
    let proposal = parse(form, profile).proposal;
    for line in compare(&proposal.fees, profile, context.as_at).above() {
        let benchmark = line.benchmark.map(|benchmark| benchmark.to_string()).unwrap_or_default();
        form.set(Field::Breakdown(line.line.heading.clone()), benchmark);
    }
    let proposal = parse(form, profile).proposal;
    let compared = compare(&proposal.fees, profile, context.as_at);
    let whole = if compared.is_broken_down() { compared.planned } else { compared.benchmark };
    if let Some(fee) = proposal.fees.upper().map(|fee| fee.min(whole)).filter(|fee| !fee.is_zero()) {
        form.set(Field::Weekly, fee.round_dp(2).to_string());
        form.set(Field::WeeklyMax, "");
    }
}

/// Every planned heading, or else the whole fee, with a benchmark that equals it.
fn analysis(form: &mut Form, profile: &Profile) {
    let fees = parse(form, profile).proposal.fees.clone();
    let Some(fee) = fees.upper() else { return };
    let planned =
        |heading: &str| fees.lines.iter().find(|line| *line.heading == *heading).and_then(|line| line.planned);
    let broken_down: Decimal = fees.lines.iter().filter_map(|line| line.planned).sum();
    let mut rest = fee - broken_down.min(fee);
    form.set(Field::Uprating, "");
    for heading in &profile.headings {
        let amount = planned(&heading.id).unwrap_or_default() + std::mem::take(&mut rest);
        form.set(Field::Breakdown(heading.id.as_str().into()), amount.to_string());
        form.set(Field::Benchmark(heading.id.as_str().into()), amount.to_string());
    }
}

/// Every change that could bear on the stance of this form; those in one list are alike to every rule.
pub fn candidates(form: &Form, profile: &Profile, context: &Context) -> Vec<Vec<Change>> {
    let assessment = &assess(&parse(form, profile).proposal, profile, context);
    let mut needs = alike(profile.specific_needs().without(assessment.proposal.children.needs), profile);
    let mut changes: Vec<Vec<Change>> = Vec::new();
    for change in single_changes(form, assessment, profile, context) {
        // Needs stand after the kind of home, as in the form.
        if change.kind() > Change::Need(Need::Missing).kind() {
            changes.append(&mut needs);
        }
        changes.push(vec![change]);
    }
    changes.append(&mut needs);
    changes
}

fn single_changes(form: &Form, assessment: &Assessment, profile: &Profile, context: &Context) -> Vec<Change> {
    let statement = &assessment.proposal;
    let (home, ages, access) = (&statement.home, statement.children.ages, &statement.access);
    let mut changes = Vec::new();
    for conflict in statement.conflicts.iter().filter(|conflict| conflict.field != Field::Places) {
        if assessment.reason == Reason::Conflict && !conflict.field.is_internal() {
            let texts = form.doubt(&conflict.field).into_iter().flat_map(|doubt| &doubt.claims);
            changes.extend(texts.map(|claim| Change::Settle(conflict.field.clone(), claim.value.clone())));
        }
    }
    let most_places = profile.models.iter().map(|rule| u32::from(rule.max_places)).max().unwrap_or(0);
    changes.extend((1..=most_places).filter(|places| home.places != Some(*places)).map(Change::Places));
    changes.extend(Model::ALL.iter().filter(|model| home.model != Some(**model)).map(|model| Change::Model(*model)));
    if let Some(staff) = home.staff_by_day {
        let mut least: Vec<u32> = profile.gaps.iter().filter_map(|gap| gap.min_staff_by_day.map(u32::from)).collect();
        least.sort_unstable();
        least.dedup();
        changes.extend(least.into_iter().filter(|least| *least > staff).map(Change::Staff));
    }
    changes.extend(nearest_ages(ages, form, profile, context));
    if statement.site.nearest_home_metres.is_some() || statement.site.location_concern.is_some() {
        changes.push(Change::Site(far_enough(assessment, profile, context)));
    }
    if access.engagement != Some(Engagement::Confirmed) {
        changes.push(Change::Contact);
    }
    changes.extend([Change::Priority, Change::AllPlaces]);
    if !matches!(access.tier, Some(Tier::Tier2 | Tier::Tier1 | Tier::Block)) {
        changes.push(Change::Tier2);
    }
    if access.other_authority.is_some() {
        changes.push(Change::NoOtherAuthority);
    }
    if matches!(assessment.value, Value::Unresolved | Value::Above) {
        let (_, threshold) = profile.rule(Rule::MidRangeFee, context.as_at);
        let above = !above(form, profile, context).is_empty();
        // The highest whole pound below the threshold; where a heading is too high, the whole is not what is asked about.
        let below = (threshold - Decimal::ONE).ceil();
        let lower = statement.fees.upper().is_some_and(|fee| fee > below);
        changes.extend((lower && !above && below > Decimal::ZERO).then_some(Change::Fee(below)));
        let compared = statement.fees.lines.iter().any(|line| line.benchmark.is_some());
        changes.extend(compared.then_some(Change::FeeWithinBenchmark));
        changes.extend(above.then_some(Change::ReasonsAccepted));
        changes.push(Change::Analysis);
    }
    changes
}

/// Needs that the same gaps list are alike: any of them will do.
fn alike(needs: Needs, profile: &Profile) -> Vec<Vec<Change>> {
    let mut groups: Vec<(Vec<bool>, Vec<Change>)> = Vec::new();
    for need in needs.iter() {
        let lists: Vec<bool> = profile.gaps_with_needs().map(|(_, gap_needs)| gap_needs.contains(need)).collect();
        match groups.iter_mut().find(|(known, _)| *known == lists) {
            Some((_, group)) => group.push(Change::Need(need)),
            None => groups.push((lists, vec![Change::Need(need)])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The ranges of ages nearest to the stated one that raise no concern; none where it raises none.
fn nearest_ages(stated: Ages, form: &Form, profile: &Profile, context: &Context) -> Vec<Change> {
    let raises = |form: &Form| {
        let assessment = assess(&parse(form, profile).proposal, profile, context);
        assessment.concerns().any(|finding| finding.inputs.contains(&Field::AgeMin))
    };
    if (stated.min.is_none() && stated.max.is_none()) || !raises(form) {
        return Vec::new();
    }
    let (low, high) = (stated.min.unwrap_or(0), stated.max.unwrap_or(17));
    // One end moved before both, then the least years.
    let cost = |(youngest, oldest): (u8, u8)| {
        let ends = u8::from(youngest != low).saturating_add(u8::from(oldest != high));
        ((ends, youngest.abs_diff(low).saturating_add(oldest.abs_diff(high))), youngest, oldest)
    };
    let mut ranges: Vec<((u8, u8), u8, u8)> =
        (0..=17).flat_map(|youngest| (youngest..=17).map(move |oldest| (youngest, oldest))).map(cost).collect();
    ranges.sort_unstable();
    let mut found: Vec<((u8, u8), Change)> = Vec::new();
    for (cost, youngest, oldest) in ranges {
        if found.first().is_some_and(|(least, _)| cost > *least) {
            break;
        }
        let change = Change::Ages(youngest, oldest);
        let mut form = form.clone();
        change.put_into(&mut form, profile, context);
        if !raises(&form) {
            found.push((cost, change));
        }
    }
    found.into_iter().map(|(_, change)| change).collect()
}

/// Metres from another home that are beyond "next door" and any guidance.
fn far_enough(assessment: &Assessment, profile: &Profile, context: &Context) -> u32 {
    let beyond = profile.rule(Rule::NextDoor, context.as_at).1.floor() + Decimal::ONE;
    let authority = assessment.proposal.application.authority.and_then(|code| profile.authority(code.as_str()));
    let guidance = authority
        .and_then(|authority| profile.figure(authority.separation.as_deref()?, context.as_at))
        .map(|figure| profile.number(figure).ceil());
    u32::try_from(beyond.max(guidance.unwrap_or_default())).unwrap_or(u32::MAX)
}

/// The form without what no rule reads: of a text, the rules know at most that it is there.
fn bare(form: &Form) -> Form {
    let mut bare = form.clone();
    for (field, text) in form.answers() {
        let read = matches!(field, Field::LocationConcern | Field::OtherAuthority | Field::Explanation(_));
        if matches!(field.kind(), Kind::Line(_) | Kind::Text(_) | Kind::Lines) && form.doubt(field).is_none() {
            let there = read && !text.trim().is_empty();
            bare.set(field.clone(), if there { "–" } else { "" });
        }
    }
    bare
}

/// The stance with these changes made; `None` where they make a home whose places do not suit its kind, which nobody is
/// advised to open.
pub fn stance_with(changes: &[&Change], form: &Form, profile: &Profile, context: &Context) -> Option<Stance> {
    let mut form = form.clone();
    for change in changes {
        change.put_into(&mut form, profile, context);
    }
    let assessment = assess(&parse(&form, profile).proposal, profile, context);
    let reshaped = changes.iter().any(|change| matches!(change, Change::Model(_) | Change::Places(_)));
    let unsuited = assessment.concerns().any(|concern| concern.check == checks::HOME_MODEL);
    (!(reshaped && unsuited)).then_some(assessment.stance)
}

/// How good a stance is for this purpose: `None` where nothing can be advised, zero where the position is open.
fn rank(stance: Stance) -> Option<u8> {
    match stance {
        Stance::FactualOnly => None,
        Stance::Holding => Some(0),
        ranked => ranked.rank(),
    }
}

/// Every smallest way, of at most [`MOST`] changes, to a better stance: no part of one does as well. Fewest changes
/// first, then the better stance.
pub fn advise(form: &Form, profile: &Profile, context: &Context) -> Vec<Way> {
    let form = &bare(form);
    let stance = assess(&parse(form, profile).proposal, profile, context).stance;
    let (Some(now), Some(best)) = (rank(stance), rank(Stance::Support)) else { return Vec::new() };
    let candidates = candidates(form, profile, context);
    // What each set of candidates reaches that does better than its parts; smaller sets come first.
    let mut reached: Vec<(Vec<usize>, u8)> = Vec::new();
    let mut ways = Vec::new();
    let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..MOST {
        let mut larger = Vec::new();
        for set in &sets {
            let part: Vec<&Change> = set.iter().filter_map(|at| candidates.get(*at)?.first()).collect();
            let next = set.last().map_or(0, |last| last.saturating_add(1));
            for (at, alternatives) in candidates.iter().enumerate().skip(next) {
                let Some(change) = alternatives.first().filter(|new| part.iter().all(|old| old.kind() != new.kind()))
                else {
                    continue;
                };
                let set: Vec<usize> = set.iter().copied().chain([at]).collect();
                let parts = reached.iter().filter(|(part, _)| part.iter().all(|at| set.contains(at)));
                let most = parts.map(|(_, rank)| *rank).max().unwrap_or(now);
                // Nothing is better than what a part of it reaches already.
                if most == best {
                    continue;
                }
                let changes: Vec<&Change> = part.iter().copied().chain([change]).collect();
                let stance = stance_with(&changes, form, profile, context);
                let better = stance.and_then(|stance| Some((stance, rank(stance).filter(|rank| *rank > most)?)));
                if let Some((stance, rank)) = better {
                    reached.push((set.clone(), rank));
                    let changes = set.iter().filter_map(|at| candidates.get(*at).cloned()).collect();
                    ways.push(Way { changes, stance });
                }
                larger.push(set);
            }
        }
        sets = larger;
    }
    let mut ways = put_together(ways);
    ways.sort_by_key(|way| (way.changes.len(), std::cmp::Reverse(way.stance.rank())));
    ways
}

/// Ways to the same stance that differ in one change, and there in a change of the same family, are one way with
/// alternatives for that change.
fn put_together(mut ways: Vec<Way>) -> Vec<Way> {
    fn family(alternatives: &[Change]) -> Option<(u8, Option<&Field>)> {
        alternatives.first().map(Change::family)
    }
    let mut at = 0;
    while let Some(way) = ways.get(at) {
        let differ = |other: &Way| {
            let pairs = way.changes.iter().zip(&other.changes).enumerate();
            let mut places = pairs.filter(|(_, (one, other))| one != other);
            let (place, (one, other_one)) = places.next()?;
            let same = other.stance == way.stance && other.changes.len() == way.changes.len();
            (same && places.next().is_none() && family(one) == family(other_one)).then_some(place)
        };
        let later = ways.iter().enumerate().skip(at.saturating_add(1));
        let Some((other, place)) = later.into_iter().find_map(|(other, way)| Some((other, differ(way)?))) else {
            at = at.saturating_add(1);
            continue;
        };
        let more = ways.remove(other).changes.into_iter().nth(place);
        if let (Some(alternatives), Some(more)) = (ways.get_mut(at).and_then(|way| way.changes.get_mut(place)), more) {
            alternatives.extend(more);
        }
        // It may now be like an earlier one.
        at = 0;
    }
    ways
}

/// Of ways to the same stance, those with the fewest changes.
pub fn fewest(ways: &[Way]) -> impl Iterator<Item = &Way> {
    ways.iter().filter(|way| {
        let same = ways.iter().filter(|other| other.stance == way.stance);
        same.map(|other| other.changes.len()).min() == Some(way.changes.len())
    })
}
