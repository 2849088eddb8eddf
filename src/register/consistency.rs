//! How consistent the answers have been: how often another stance was confirmed than was computed, why and when; and which
//! past answers would come out otherwise today.

use super::{Case, Id, Register, Version};
use crate::assessment::{Assessment, Context, assess};
use crate::date::Date;
use crate::profile::Profile;
use crate::vocabulary::Stance;
use std::collections::BTreeMap;

/// An answer whose confirmed stance was another than the computed one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departure {
    /// The case.
    pub case: Id,
    /// As computed.
    pub computed: Stance,
    /// As confirmed.
    pub confirmed: Stance,
}

/// The letters of a quarter of a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// How many there were.
    pub letters: u32,
    /// How many of them departed from the computed stance.
    pub departed: u32,
}

/// A past answer that would come out otherwise today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    /// The case.
    pub case: Id,
    /// When it was answered, and with which edition of the profile.
    pub then: (Date, String),
    /// The stance computed then, and today.
    pub stance: (Stance, Stance),
    /// What is found otherwise: each check with the codes of then and of today; empty where a check was not there.
    pub found: Vec<(String, String, String)>,
}

/// What the register says of all its letters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Consistency {
    /// How many letters there are, superseded ones too.
    pub letters: u32,
    /// Those whose stance departed, by the reason that was given.
    pub by_reason: BTreeMap<String, Vec<Departure>>,
    /// By year and quarter.
    pub by_period: BTreeMap<(String, u8), Period>,
}

impl Consistency {
    /// Of a register.
    pub fn of(register: &Register) -> Consistency {
        let mut found = Consistency::default();
        for case in register.cases() {
            for (entry, version, _) in case.letters() {
                found.letters += 1;
                let period = found.by_period.entry(quarter(entry.on())).or_default();
                period.letters += 1;
                if version.departs() {
                    period.departed += 1;
                    let reason = version.reason().split_whitespace().collect::<Vec<_>>().join(" ");
                    let (computed, confirmed) = (version.computed, version.confirmed);
                    let departure = Departure { case: case.id().clone(), computed, confirmed };
                    found.by_reason.entry(reason).or_default().push(departure);
                }
            }
        }
        found
    }

    /// How many letters departed.
    pub fn departed(&self) -> usize {
        self.by_reason.values().map(Vec::len).sum()
    }
}

fn quarter(on: Date) -> (String, u8) {
    let iso = on.iso();
    let month: u8 = iso.get(5..7).and_then(|month| month.parse().ok()).unwrap_or(1);
    (iso.get(..4).unwrap_or_default().to_owned(), month.saturating_sub(1) / 3 + 1)
}

impl Drift {
    /// Every case whose last answer would be computed otherwise on this day with this profile.
    pub fn of(register: &Register, profile: &Profile, today: Date) -> Vec<Drift> {
        let context = Context::on(today);
        let drifted = |case: &Case<'_>| {
            let (entry, version) = case.answer()?;
            let [_, edition, _] = &version.profile;
            let now = assess(&version.proposal(profile), profile, &context);
            (now.stance != version.computed).then(|| Drift {
                case: case.id().clone(),
                then: (entry.on(), edition.clone()),
                stance: (version.computed, now.stance),
                found: otherwise(version, &now),
            })
        };
        register.cases().iter().filter_map(drifted).collect()
    }
}

fn otherwise(then: &Version, now: &Assessment) -> Vec<(String, String, String)> {
    let mut checks: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
    for (check, _, code) in &then.found {
        checks.entry(check).or_default().0 = code;
    }
    for finding in now.findings.iter() {
        checks.entry(finding.check).or_default().1 = finding.outcome.code;
    }
    let other = checks.into_iter().filter(|(_, (then, now))| then != now);
    other.map(|(check, (then, now))| (check.to_owned(), then.to_owned(), now.to_owned())).collect()
}
