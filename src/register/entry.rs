//! One thing that was done with a case: text that never changes once written, named by its own fingerprint. So two entries
//! of the same name are the same, and one that was damaged or changed by hand is noticed.

use crate::assessment::{Assessment, Context, assess};
use crate::date::Date;
use crate::digest::sha256;
use crate::documents::json::ENGINE;
use crate::documents::text::text;
use crate::exchange::draft::{self, Draft};
use crate::exchange::lines::{END, Lines, parts};
use crate::form::Form;
use crate::json::Fault;
use crate::profile::Profile;
use crate::proposal::{Proposal, parse};
use crate::response::revised_letter;
use crate::response::revision::Revision;
use crate::vocabulary::{Access, Appeal, Decision, FeeBand, Fit, Stance, Value, Verdict};
use std::fmt;
use std::sync::Arc;

/// The first line of an entry, without the version.
const NAME: &str = "home-assessment/entry@";

/// The version that is written.
const VERSION: &str = "1";

/// The most bytes of one entry.
pub const MOST_BYTES: usize = 4 * 1024 * 1024;

/// What an entry or a case is called: a SHA-256 in hexadecimal.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

impl Id {
    /// The name of a text.
    pub fn of(text: &str) -> Id {
        Id(sha256(text.as_bytes()).into())
    }

    /// Reads a name.
    pub fn read(text: &str) -> Option<Id> {
        let sound = text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        sound.then(|| Id(text.into()))
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.get(..8).unwrap_or_default())
    }
}

/// The answers of a case with what was made of its letter, and what they came to when they were kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// Exactly what was typed.
    pub form: Form,
    /// What was made of the letter.
    pub revision: Revision,
    /// The day of the assessment.
    pub as_at: Date,
    /// The stance as computed.
    pub computed: Stance,
    /// The stance as the letter gives it.
    pub confirmed: Stance,
    /// Fit, as assessed.
    pub fit: Fit,
    /// Access, as assessed.
    pub access: Access,
    /// Value, as assessed.
    pub value: Value,
    /// The band of the fee.
    pub fee_band: FeeBand,
    /// The profile's name, edition and fingerprint.
    pub profile: [String; 3],
    /// The version of the program.
    pub engine: String,
    /// What each check found: its id, the verdict and the code of the outcome.
    pub found: Vec<(String, Verdict, String)>,
}

impl Version {
    /// What a form and its letter come to.
    pub fn of(form: &Form, revision: &Revision, profile: &Profile, context: &Context) -> Version {
        Version::judged(form, revision, profile, &assess(&parse(form, profile).proposal, profile, context))
    }

    fn judged(form: &Form, revision: &Revision, profile: &Profile, assessment: &Assessment) -> Version {
        let found = |finding: &crate::assessment::Finding| {
            (finding.check.to_owned(), finding.outcome.verdict, finding.outcome.code.to_owned())
        };
        Version {
            form: form.clone(),
            revision: revision.clone(),
            as_at: assessment.context.as_at,
            computed: assessment.stance,
            confirmed: revision.confirmed(assessment).stance,
            fit: assessment.fit,
            access: assessment.access,
            value: assessment.value,
            fee_band: assessment.fee_band,
            profile: [profile.id.clone(), profile.edition.clone(), profile.sha256().to_owned()],
            engine: ENGINE.to_owned(),
            found: assessment.findings.iter().map(found).collect(),
        }
    }

    /// What was proposed, as this profile reads it.
    pub fn proposal(&self, profile: &Profile) -> Proposal {
        parse(&self.form, profile).proposal
    }

    /// The reason for another stance than the computed one; empty where there is none.
    pub fn reason(&self) -> &str {
        let made = self.revision.stance.as_ref().filter(|_| self.departs());
        made.map(|made| made.reason()).unwrap_or_default()
    }

    /// Whether another stance was confirmed than was computed.
    pub fn departs(&self) -> bool {
        self.confirmed != self.computed
    }

    fn put(&self, lines: &mut Lines) {
        lines.put(&["draft", &draft::save(&self.form, &self.revision, None)]);
        let codes = [self.fit.code(), self.access.code(), self.value.code(), self.fee_band.code()];
        let [fit, access, value, band] = codes;
        lines.put(&[
            "judged",
            &self.as_at.iso(),
            self.computed.code(),
            self.confirmed.code(),
            fit,
            access,
            value,
            band,
        ]);
        let [id, edition, fingerprint] = &self.profile;
        lines.put(&["made-with", &self.engine, id, edition, fingerprint]);
        for (check, verdict, code) in &self.found {
            lines.put(&["found", check, verdict.code(), code]);
        }
    }
}

/// What was done.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// The case was kept as it stood.
    Kept(Version),
    /// The letter was sent; a later one takes its place.
    Sent {
        /// The case as it stood.
        version: Version,
        /// The letter as plain text.
        letter: String,
    },
    /// The planning authority decided.
    Decided(Decision, Option<Date>),
    /// The decision was appealed against, or the appeal was decided.
    Appealed(Appeal, Option<Date>),
    /// The day by which to answer was set.
    Due(Date),
    /// The day until which the case is to be kept was set.
    KeepUntil(Date),
    /// The case was removed, with these entries of it.
    Removed(Vec<Id>),
    /// So many days were set within which applications are answered. It is of no case.
    DaysToAnswer(u16),
}

impl Deed {
    /// The version in it.
    pub fn version(&self) -> Option<&Version> {
        match self {
            Deed::Kept(version) | Deed::Sent { version, .. } => Some(version),
            _ => None,
        }
    }

    /// The word for it in files.
    pub fn word(&self) -> &'static str {
        match self {
            Deed::Kept(_) => "kept",
            Deed::Sent { .. } => "sent",
            Deed::Decided(..) => "decided",
            Deed::Appealed(..) => "appealed",
            Deed::Due(_) => "due",
            Deed::KeepUntil(_) => "keep-until",
            Deed::Removed(_) => "removed",
            Deed::DaysToAnswer(_) => "days-to-answer",
        }
    }

    fn put(&self, lines: &mut Lines) {
        let day = |date: &Option<Date>| date.map(Date::iso).unwrap_or_default();
        match self {
            Deed::Kept(version) => {
                lines.put(&[self.word()]);
                version.put(lines);
            }
            Deed::Sent { version, letter } => {
                lines.put(&[self.word()]);
                version.put(lines);
                lines.put(&["letter", letter]);
            }
            Deed::Decided(decision, on) => lines.put(&[self.word(), decision.code(), &day(on)]),
            Deed::Appealed(appeal, on) => lines.put(&[self.word(), appeal.code(), &day(on)]),
            Deed::Due(on) | Deed::KeepUntil(on) => lines.put(&[self.word(), &on.iso()]),
            Deed::Removed(ids) => {
                lines.put(&[self.word()].into_iter().chain(ids.iter().map(Id::as_str)).collect::<Vec<_>>());
            }
            Deed::DaysToAnswer(days) => lines.put(&[self.word(), &days.to_string()]),
        }
    }
}

/// One thing that was done with a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    id: Id,
    text: Arc<str>,
    case: Id,
    after: Vec<Id>,
    on: Date,
    deed: Deed,
}

/// A text read as an entry.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// An entry.
    Entry(Box<Entry>),
    /// It is of a later version of the program: to be kept as it is, and not understood.
    Later,
}

impl Entry {
    /// What was done on a day, after these entries of the same case; the first of a new case, where there is none.
    pub fn new(case: Option<&Id>, after: Vec<Id>, on: Date, deed: Deed) -> Entry {
        let mut lines = Lines::begin(&[NAME, VERSION].concat());
        lines.put(&["case", case.map(Id::as_str).unwrap_or_default()]);
        lines.put(&["after"].into_iter().chain(after.iter().map(Id::as_str)).collect::<Vec<_>>());
        lines.put(&["on", &on.iso()]);
        deed.put(&mut lines);
        let text = lines.end();
        let id = Id::of(&text);
        let case = case.cloned().unwrap_or_else(|| id.clone());
        Entry { id, text: text.into(), case, after, on, deed }
    }

    /// That a letter was sent, as it stands.
    pub fn letter(form: &Form, revision: &Revision, profile: &Profile, context: &Context) -> Deed {
        let assessment = assess(&parse(form, profile).proposal, profile, context);
        let letter = text(&revised_letter(&assessment, profile, revision).letter);
        Deed::Sent { version: Version::judged(form, revision, profile, &assessment), letter }
    }

    /// Its name.
    pub fn id(&self) -> &Id {
        &self.id
    }

    /// The case it is of: the name of the case's first entry.
    pub fn case(&self) -> &Id {
        &self.case
    }

    /// The entries it follows.
    pub fn after(&self) -> &[Id] {
        &self.after
    }

    /// The day, as the browser had it: for people, and never for the order.
    pub fn on(&self) -> Date {
        self.on
    }

    /// What was done.
    pub fn deed(&self) -> &Deed {
        &self.deed
    }

    /// Whether it takes others out.
    pub fn removes(&self) -> bool {
        matches!(self.deed, Deed::Removed(_))
    }

    /// As it is written.
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// Reads an entry that is kept under a name.
    ///
    /// # Errors
    /// It is not what was kept under this name, or not an entry.
    pub fn read(id: &Id, text: &str) -> Result<Reading, Fault> {
        if text.len() > MOST_BYTES {
            return Err(fault(id, "is larger than an entry can be"));
        }
        if Id::of(text) != *id {
            return Err(fault(id, "is damaged or was changed by hand: its fingerprint is another"));
        }
        let version = text.split('\n').next().and_then(|first| first.strip_prefix(NAME));
        match version {
            Some(VERSION) => {}
            Some(_) => return Ok(Reading::Later),
            None => return Err(fault(id, "is not an entry of a register")),
        }
        read(id, text).map(Box::new).map(Reading::Entry).ok_or_else(|| fault(id, "cannot be read"))
    }
}

fn fault(id: &Id, message: &str) -> Fault {
    Fault::at(format!("entry {id:?}"), message)
}

/// What the lines after the deed say of a version, as it comes together.
#[derive(Default)]
struct Found {
    draft: Option<Draft>,
    judged: Option<(Date, Stance, Stance, Fit, Access, Value, FeeBand)>,
    made_with: Option<(String, [String; 3])>,
    found: Vec<(String, Verdict, String)>,
    letter: Option<String>,
}

impl Found {
    fn version(self) -> Option<(Version, Option<String>)> {
        let Draft { form, revision, .. } = self.draft?;
        let (as_at, computed, confirmed, fit, access, value, fee_band) = self.judged?;
        let (engine, profile) = self.made_with?;
        let found = self.found;
        let version = Version {
            form,
            revision,
            as_at,
            computed,
            confirmed,
            fit,
            access,
            value,
            fee_band,
            profile,
            engine,
            found,
        };
        Some((version, self.letter))
    }
}

fn read(id: &Id, text: &str) -> Option<Entry> {
    let (mut case, mut after, mut on, mut ended) = (None, Vec::new(), None, false);
    let (mut deed, mut of_version) = (None, Found::default());
    let (mut kept, mut sent) = (false, false);
    for line in text.split('\n').skip(1) {
        let parts = parts(line);
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        match parts.as_slice() {
            ["case", ""] => case = Some(id.clone()),
            ["case", name] => case = Some(Id::read(name)?),
            ["after", names @ ..] => after = names.iter().map(|name| Id::read(name)).collect::<Option<_>>()?,
            ["on", day] => on = Some(Date::from_iso(day)?),
            ["kept"] => kept = true,
            ["sent"] => sent = true,
            ["decided", decision, day] => {
                deed = Some(Deed::Decided(Decision::from_code(decision)?, maybe_day(day)?));
            }
            ["appealed", appeal, day] => {
                deed = Some(Deed::Appealed(Appeal::from_code(appeal)?, maybe_day(day)?));
            }
            ["due", day] => deed = Some(Deed::Due(Date::from_iso(day)?)),
            ["keep-until", day] => deed = Some(Deed::KeepUntil(Date::from_iso(day)?)),
            ["removed", names @ ..] => {
                let names = names.iter().map(|name| Id::read(name)).collect::<Option<_>>()?;
                deed = Some(Deed::Removed(names));
            }
            ["days-to-answer", days] => deed = Some(Deed::DaysToAnswer(days.parse().ok()?)),
            ["draft", text] => of_version.draft = Some(draft::load(text).ok()?),
            ["judged", as_at, computed, confirmed, fit, access, value, band] => {
                of_version.judged = Some((
                    Date::from_iso(as_at)?,
                    Stance::from_code(computed)?,
                    Stance::from_code(confirmed)?,
                    Fit::from_code(fit)?,
                    Access::from_code(access)?,
                    Value::from_code(value)?,
                    FeeBand::from_code(band)?,
                ));
            }
            ["made-with", engine, profile @ ..] => {
                let profile: Vec<String> = profile.iter().map(|part| (*part).to_owned()).collect();
                of_version.made_with = Some(((*engine).to_owned(), profile.try_into().ok()?));
            }
            ["found", check, verdict, code] => {
                of_version.found.push(((*check).to_owned(), Verdict::from_code(verdict)?, (*code).to_owned()));
            }
            ["letter", text] => of_version.letter = Some((*text).to_owned()),
            [END] => ended = true,
            // What another edition of this version keeps beside this.
            _ => {}
        }
    }
    let deed = match deed {
        Some(deed) if !kept && !sent => deed,
        None if sent => {
            let (version, letter) = of_version.version()?;
            Deed::Sent { version, letter: letter? }
        }
        None if kept => Deed::Kept(of_version.version()?.0),
        _ => return None,
    };
    ended.then_some(())?;
    Some(Entry { id: id.clone(), text: text.into(), case: case?, after, on: on?, deed })
}

/// A day that may be left out.
fn maybe_day(text: &str) -> Option<Option<Date>> {
    if text.is_empty() { Some(None) } else { Date::from_iso(text).map(Some) }
}
