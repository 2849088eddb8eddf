//! The response to the planning authority, in the twelve parts a planning officer expects. Written for the public register.

use super::document::{Block, Document, Sentence, Trace, foot};
use super::questions::questions;
use super::redaction::{Mark, free_words, scanner};
use super::revision::POLICIES;
use super::words::{Words, list};
use crate::assessment::{Assessment, Effect, Finding, Reason, Verdict};
use crate::checks;
use crate::date::Date;
use crate::form::{Field, Kind, State};
use crate::profile::{FigureRef, Profile};
use crate::vocabulary::{Fit, Stance, Value};

/// What the letter needs beside the assessment: when, and from whom where that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letterhead {
    /// The date of the letter.
    pub date: Date,
    /// The person who signs.
    pub signatory: Option<Signatory>,
}

/// The person who signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signatory {
    /// The name.
    pub name: String,
    /// The role, where it is to be given.
    pub role: Option<String>,
}

/// The letter.
pub type Letter = Document;

const FIT: &[&str] = &["cohort-gap", "home-model", "age-span", "age-need", "separation", "location-concern"];
const ACCESS: &[&str] = &["engagement", "local-commitment", "other-authority"];
const UNDERSTOOD: &[&str] = &[checks::REGISTRATION, checks::RESUBMISSION, checks::CONFLICTS];
/// What is declared whatever a person confirms: whose application it is, and whose area.
const STILL_SAID: &[&str] = &["application-kind.council-own", "area.outside", "area.unlisted"];
const HEADINGS: &[&str] = &[
    "position",
    "proposal",
    "policy",
    "need",
    "fit",
    "access",
    "use",
    "safeguards",
    "questions",
    "remit",
    "caveats",
    "sources",
];

/// The sentences of the letter and the names each may use.
pub(super) fn keys() -> Vec<(String, &'static [&'static str])> {
    const PLAIN: &[&str] = &[
        "letter.planning-authority",
        "letter.title",
        "letter.to",
        "letter.from",
        "letter.capacity",
        "letter.reference",
        "letter.reference-only",
        "letter.type-only",
        "letter.settlement",
        "letter.proposal.home",
        "letter.proposal.home-of-any-size",
        "letter.proposal.no-places",
        "letter.proposal.setting",
        "letter.proposal.setting-with-places",
        "letter.proposal.ages",
        "letter.proposal.needs",
        "letter.proposal.ages-and-needs",
        "letter.factual.only",
        "letter.proposal.staff-by-day",
        "letter.proposal.staff-by-night",
        "letter.proposal.staff",
        "letter.proposal.waking-night",
        "letter.proposal.documents",
        "letter.proposal.same-on-each-version",
        "letter.safeguards.ask",
        "letter.safeguards.if-minded",
        "letter.questions.ask",
        "letter.questions.inform",
        "letter.questions.hold",
        "letter.holding.conflict",
        "letter.because.fit-lowered",
        "letter.because.other-concerns",
    ];
    let with: &[(&str, &'static [&'static str])] = &[
        ("letter.ages-given-as-18", &["ages_read"]),
        ("letter.date", &["date"]),
        ("letter.site", &["site"]),
        ("letter.received", &["received"]),
        ("letter.respond-by", &["respond_by"]),
        ("letter.received-and-respond-by", &["received", "respond_by"]),
        ("letter.because", &["position", "reasons"]),
        ("letter.proposal.not-stated", &["missing"]),
        ("letter.proposal.unclear", &["missing"]),
        ("letter.proposal.asked", &["missing"]),
        ("letter.safeguard", &["ask", "reason", "words"]),
        ("letter.source", &["source", "dates"]),
        ("letter.source.stale", &["source", "dates", "months"]),
        ("letter.source.undated", &["sources"]),
        ("letter.source.policy-stale", &["source"]),
        ("letter.signed.name", &["name"]),
        ("letter.signed.role", &["job_title"]),
        ("letter.overridden", &["position"]),
        ("letter.footer", &["profile", "edition", "fingerprint"]),
    ];
    let mut keys: Vec<(String, &'static [&'static str])> =
        PLAIN.iter().map(|key| ((*key).to_owned(), [].as_slice())).collect();
    keys.extend(with.iter().map(|(key, names)| ((*key).to_owned(), *names)));
    keys.extend(HEADINGS.iter().map(|part| (format!("letter.heading.{part}"), [].as_slice())));
    for check in checks::ALL {
        for outcome in check.outcomes {
            let key = match outcome.effect {
                Effect::FactualOnly => "letter.factual",
                Effect::Holding => "letter.holding",
                Effect::Fit(_) => "letter.because.fit",
                Effect::LowersFit => "letter.because.concern",
                Effect::Access(_) => "letter.because.access",
                Effect::None | Effect::Value(_) => continue,
            };
            keys.push((format!("{key}.{}.{}", check.id, outcome.code), outcome.facts));
        }
    }
    keys.extend(Value::ALL.iter().map(|value| (format!("letter.value.{}", value.code()), [].as_slice())));
    keys.extend(["unresolved", "above"].map(|value| (format!("letter.because.value.{value}"), [].as_slice())));
    keys
}

/// Drafts the letter. The date is passed in; the same assessment, profile and letterhead give the same letter.
pub fn draft(assessment: &Assessment, profile: &Profile, head: &Letterhead) -> Letter {
    let words = Words { assessment, profile };
    let mut draft = Draft { words, head, blocks: Vec::new() };
    let stance = assessment.stance;
    draft.opening();
    draft.position();
    draft.proposal();
    if stance != Stance::FactualOnly {
        draft.policy();
        if stance != Stance::Holding {
            // What is not a children's home may be supported by a person, but not for the need for children's homes.
            if draft.other_use().is_none() {
                draft.part("need", words.lines("letter.need"));
                draft.part("fit", draft.fit());
            }
            draft.part("access", draft.findings(ACCESS));
            draft.part("use", draft.likely_use());
            draft.safeguards();
        }
        draft.questions();
    }
    draft.part("remit", words.lines("letter.remit"));
    draft.part("caveats", words.lines("letter.caveats"));
    draft.sources();
    draft.close();
    let title = words.say("letter.title").map(|sentence| sentence.text).unwrap_or_default();
    Document { title, marking: None, foot: foot(&words), blocks: published(&words, draft.blocks) }
}

/// What someone typed may hold what the public register must not. Where the redaction check finds something in a sentence,
/// the sentence is said without quoting, if the profile has words for that; one with an amount of money is not said; whatever
/// else was found stays, and is flagged for a person. So is what was left out: the heading above keeps it.
fn published(words: &Words<'_>, blocks: Vec<Block>) -> Vec<Block> {
    let scanner = scanner(words.assessment, words.profile, !words.profile.publish_fees);
    // The profile's own words were checked when it was loaded; only sentences with words that someone typed need a look.
    let proposal = &words.assessment.proposal;
    let typed = |field: &Field| {
        matches!(field.kind(), Kind::Line(_) | Kind::Text(_) | Kind::Lines) || proposal.conflict(field).is_some()
    };
    let money = |said: &Sentence| scanner.scan(&said.text).iter().any(|found| found.mark == Mark::Pounds);
    // What is said in place of a sentence; the sentence itself, if it may be.
    let publishable = |said: &Sentence| {
        let quotes = said.trace.inputs.iter().any(typed) || said.text.contains('£');
        if !quotes || scanner.scan(&said.text).is_empty() {
            return Some(said.clone());
        }
        words.unquoted(said).or_else(|| Some(said.clone())).filter(|said| !money(said))
    };
    let mut made: Vec<Block> = Vec::with_capacity(blocks.len());
    for mut block in blocks {
        let mut left_out = Vec::new();
        if let Block::Paragraph(sentences) | Block::Lines(sentences) = &mut block {
            let generated = std::mem::take(sentences);
            for said in generated {
                let instead = publishable(&said);
                // A conflict of figures is never quoted; what someone wrote would have been.
                if instead.is_none() || (instead.as_ref() != Some(&said) && free_words(&said).is_some()) {
                    left_out.push(said);
                }
                sentences.extend(instead);
            }
        }
        made.push(block);
        if let Some(carrier) = made.iter_mut().rev().find_map(Block::carrier) {
            carrier.trace.left_out.append(&mut left_out);
        }
    }
    made
}

struct Draft<'a> {
    words: Words<'a>,
    head: &'a Letterhead,
    blocks: Vec<Block>,
}

impl Draft<'_> {
    fn heading(&mut self, part: &str) {
        self.blocks.extend(self.words.say(&format!("letter.heading.{part}")).map(Block::Heading));
    }

    /// A heading and a paragraph; nothing where there is nothing to say.
    fn part(&mut self, part: &str, sentences: Vec<Sentence>) {
        if !sentences.is_empty() {
            self.heading(part);
            self.blocks.push(Block::Paragraph(sentences));
        }
    }

    /// What these checks found, where the profile has the letter say it.
    fn findings(&self, checks: &[&str]) -> Vec<Sentence> {
        let found = checks
            .iter()
            .flat_map(|check| self.words.assessment.findings.iter().filter(move |finding| finding.check == *check));
        let said = |finding: &&Finding| {
            self.words.profile.outcome(finding.check, finding.outcome.code).is_some_and(|words| words.letter)
        };
        found.filter(said).filter_map(|finding| self.words.finding(finding)).collect()
    }

    /// The finding that no children's home is proposed.
    fn other_use(&self) -> Option<&Finding> {
        let found = self.words.assessment.finding(checks::REGISTRATION);
        found.filter(|finding| finding.outcome.effect == Effect::FactualOnly)
    }

    fn opening(&mut self) {
        let (words, application) = (self.words, &self.words.assessment.proposal.application);
        let mut lines = address_lines(&words, self.head, "letter.to");
        let (received, respond_by) =
            (application.received.map(|date| date.to_string()), application.respond_by.map(|date| date.to_string()));
        lines.extend(match (received, respond_by) {
            (Some(received), Some(respond_by)) => words
                .say_with("letter.received-and-respond-by", &[("received", received), ("respond_by", respond_by)])
                .map(|line| resting_on(line, &[Field::Received, Field::RespondBy])),
            (Some(received), None) => words
                .say_with("letter.received", &[("received", received)])
                .map(|line| resting_on(line, &[Field::Received])),
            (None, Some(respond_by)) => words
                .say_with("letter.respond-by", &[("respond_by", respond_by)])
                .map(|line| resting_on(line, &[Field::RespondBy])),
            (None, None) => None,
        });
        self.blocks.push(Block::Lines(lines));
        self.blocks.extend(words.say("letter.capacity").map(|sentence| Block::Paragraph(vec![sentence])));
    }

    fn position(&mut self) {
        let sentences = draft_position(&self.words);
        self.part("position", sentences);
    }

    fn proposal(&mut self) {
        let (words, proposal) = (self.words, &self.words.assessment.proposal);
        let home = &proposal.home;
        let mut said = Vec::new();
        if let Some(finding) = self.other_use().filter(|_| home.registration.is_none()) {
            said.extend(words.finding(finding));
        } else if home
            .registration
            .is_some_and(|registration| registration != crate::vocabulary::Registration::ChildrensHome)
        {
            said.extend(
                words.say("letter.proposal.setting-with-places").or_else(|| words.say("letter.proposal.setting")),
            );
        } else if home.places.is_none() && proposal.conflict(&Field::Places).is_none() {
            said.extend(words.say("letter.proposal.no-places"));
        } else {
            said.extend(words.say("letter.proposal.home").or_else(|| words.say("letter.proposal.home-of-any-size")));
        }
        let children = words
            .say("letter.proposal.ages-and-needs")
            .or_else(|| words.say("letter.proposal.ages"))
            .or_else(|| words.say("letter.proposal.needs"));
        said.extend(children);
        let staff = words
            .say("letter.proposal.staff")
            .or_else(|| words.say("letter.proposal.staff-by-day"))
            .or_else(|| words.say("letter.proposal.staff-by-night"));
        said.extend(staff);
        if home.waking_night == Some(true) {
            said.extend(words.say("letter.proposal.waking-night").map(|mut sentence| {
                sentence.trace.inputs.push(Field::WakingNight);
                sentence
            }));
        }
        said.extend(words.say("letter.proposal.documents"));
        if self.words.assessment.stance != Stance::FactualOnly {
            said.extend(self.findings(UNDERSTOOD));
            // A confirmed stance is nobody's reading of the documents.
            let of_a_reading = !matches!(self.words.assessment.reason, Reason::Conflict | Reason::Overridden(_));
            if !self.words.assessment.readings.is_empty() && of_a_reading {
                said.extend(words.say("letter.proposal.same-on-each-version"));
            }
            for (key, fields) in self.not_stated() {
                said.extend(self.missing(key, &fields));
            }
        }
        self.part("proposal", said);
    }

    /// The answers that matter to a reader and are not known, by why.
    fn not_stated(&self) -> [(&'static str, Vec<Field>); 3] {
        let proposal = &self.words.assessment.proposal;
        let (home, ages) = (&proposal.home, proposal.children.ages);
        let unknown = [
            (Field::AgeMin, ages.min.is_none() && ages.max.is_none()),
            (Field::Needs, proposal.children.needs.is_empty()),
            (Field::StaffByDay, home.staff_by_day.is_none() && home.staff_by_night.is_none()),
        ];
        let unknown: Vec<Field> = unknown
            .into_iter()
            .filter(|(field, unknown)| *unknown && proposal.conflict(field).is_none())
            .map(|(field, _)| field)
            .collect();
        let by =
            |state: Option<State>| unknown.iter().filter(|field| proposal.state(field) == state).cloned().collect();
        [
            ("letter.proposal.not-stated", by(None)),
            ("letter.proposal.unclear", by(Some(State::Unclear))),
            ("letter.proposal.asked", by(Some(State::Asked))),
        ]
    }

    fn missing(&self, key: &str, fields: &[Field]) -> Option<Sentence> {
        let phrases: Vec<&str> = fields
            .iter()
            .filter_map(|field| self.words.profile.field_words(&field.path()))
            .map(|words| words.missing.as_str())
            .collect();
        let mut sentence = self.words.say_with(
            key,
            &[("missing", list(&phrases, if key == "letter.proposal.asked" { "and" } else { "or" })?)],
        )?;
        sentence.trace.inputs.extend_from_slice(fields);
        Some(sentence)
    }

    fn policy(&mut self) {
        let profile = self.words.profile;
        let mut sentences: Vec<Sentence> = profile
            .policies
            .iter()
            .enumerate()
            .filter(|(_, policy)| in_force(&self.words, policy))
            .filter_map(|(at, policy)| self.words.fill(&format!("policies[{at}].text"), &policy.text, &[], None))
            .collect();
        let code = self.words.assessment.proposal.application.authority.as_ref();
        let authority = code.and_then(|code| profile.authority(code.as_str()));
        if let Some(guidance) = authority.and_then(|authority| authority.guidance.as_deref()) {
            sentences.extend(self.words.fill("authorities.guidance", guidance, &[], None).map(|mut sentence| {
                sentence.trace.inputs.push(Field::PlanningAuthority);
                sentence
            }));
        }
        self.part("policy", sentences);
    }

    fn fit(&self) -> Vec<Sentence> {
        let mut sentences = self.findings(FIT);
        let (words, assessment) = (self.words, self.words.assessment);
        let unfavourable = matches!(assessment.stance, Stance::DoesNotSupport | Stance::Neutral);
        if let Some(rule) = words.model_stated().and_then(|model| words.profile.model(model)) {
            let (key, text) = match assessment.fit_before_concerns {
                Fit::Strong => ("when_met", rule.when_met.as_deref()),
                _ => ("when_not_met", rule.when_not_met.as_deref().filter(|_| unfavourable)),
            };
            sentences.extend(
                text.and_then(|text| words.fill(&format!("models.{}.{key}", rule.model.code()), text, &[], None)).map(
                    |mut sentence| {
                        sentence.trace.inputs.extend([Field::Places, Field::Model]);
                        sentence
                    },
                ),
            );
        }
        sentences
    }

    fn likely_use(&self) -> Vec<Sentence> {
        let assessment = self.words.assessment;
        let stance = self.words.profile.wording.stances.get(assessment.stance.code());
        let place = format!("wording.stances.{}.use_of_home", assessment.stance.code());
        let mut sentences: Vec<Sentence> =
            stance.and_then(|stance| self.words.fill(&place, &stance.use_of_home, &[], None)).into_iter().collect();
        for (at, addition) in stance.into_iter().flat_map(|stance| stance.also.iter().enumerate()) {
            if let Some(found) =
                assessment.findings.iter().find(|finding| addition.only_with.contains(&finding.result()))
            {
                let place = format!("wording.stances.{}.also[{at}].text", assessment.stance.code());
                sentences.extend(self.words.fill(&place, &addition.text, &[], Some(found)).map(|mut sentence| {
                    sentence.trace.inputs.extend(found.inputs.iter().cloned());
                    sentence
                }));
            }
        }
        sentences.extend(self.words.say(&format!("letter.value.{}", assessment.value.code())).map(|mut sentence| {
            sentence.trace.inputs.extend([Field::Weekly, Field::WeeklyMax]);
            sentence
        }));
        sentences
    }

    fn safeguards(&mut self) {
        let (words, stance) = (self.words, self.words.assessment.stance);
        let found = |result: &String| words.assessment.found(result);
        let items: Vec<Vec<Sentence>> = words
            .profile
            .safeguards
            .iter()
            .enumerate()
            .filter(|(_, safeguard)| safeguard.stances.contains(&stance))
            .filter(|(_, safeguard)| safeguard.only_with.is_empty() || safeguard.only_with.iter().any(found))
            .filter(|(_, safeguard)| !safeguard.not_with.iter().any(found))
            .filter_map(|(at, safeguard)| {
                let place = format!("safeguards[{at}]");
                let ask = words.fill(&format!("{place}.text"), &safeguard.text, &[], None)?;
                let reason = words.fill_as_it_stands(&format!("{place}.reason"), &safeguard.reason, &[], None)?;
                let form = words.fill(&format!("{place}.wording"), &safeguard.wording, &[], None)?;
                let names = [("ask", ask.text), ("reason", reason.text), ("words", form.text)];
                let mut sentence = words.say_with("letter.safeguard", &names)?;
                sentence.trace = Trace {
                    wording: place,
                    inputs: [ask.trace.inputs, form.trace.inputs].concat(),
                    figures: [ask.trace.figures, reason.trace.figures].concat(),
                    ..Trace::default()
                };
                Some(vec![sentence])
            })
            .collect();
        if items.is_empty() {
            return;
        }
        self.heading("safeguards");
        let favourable = matches!(stance, Stance::Support | Stance::WithSafeguards);
        let intro = words.say(if favourable { "letter.safeguards.ask" } else { "letter.safeguards.if-minded" });
        self.blocks.extend(intro.map(|sentence| Block::Paragraph(vec![sentence])));
        self.blocks.push(Block::List { numbered: true, items });
    }

    /// The open questions that may be public; all of them where the position waits for the answers, else the first few.
    fn questions(&mut self) {
        const MOST: usize = 6;
        let most = if self.words.assessment.stance == Stance::Holding { usize::MAX } else { MOST };
        let open = questions(&self.words).into_iter().filter(|question| question.public && !question.asked);
        let open: Vec<Vec<Sentence>> = open.take(most).map(|question| vec![question.sentence]).collect();
        if open.is_empty() {
            return;
        }
        self.heading("questions");
        let intro = self.words.say(match self.words.assessment.stance {
            Stance::Holding => "letter.questions.hold",
            Stance::Support | Stance::WithSafeguards => "letter.questions.inform",
            _ => "letter.questions.ask",
        });
        self.blocks.extend(intro.map(|sentence| Block::Paragraph(vec![sentence])));
        self.blocks.push(Block::List { numbered: true, items: open });
    }

    /// Every publication behind a figure or a policy of this letter, with the dates its figures speak of.
    fn sources(&mut self) {
        let (profile, words) = (self.words.profile, self.words);
        let mut cited: Vec<(&str, Vec<FigureRef>)> = Vec::new();
        for figure in self.blocks.iter().flat_map(Block::sentences).flat_map(|sentence| sentence.trace.figures.clone())
        {
            let Some(found) = profile.cite(figure) else {
                continue;
            };
            match cited.iter_mut().find(|(source, _)| *source == found.value.source) {
                Some((_, figures)) if figures.contains(&figure) => {}
                Some((_, figures)) => figures.push(figure),
                None => cited.push((&found.value.source, vec![figure])),
            }
        }
        let mut items: Vec<Vec<Sentence>> = cited
            .into_iter()
            .filter_map(|(id, figures)| source_line(&words, id, figures))
            .map(|sentence| vec![sentence])
            .collect();
        let uses_policy =
            self.blocks.iter().flat_map(Block::sentences).any(|sentence| sentence.trace.wording.starts_with(POLICIES));
        let today = words.assessment.context.as_at;
        let title = |policy: &crate::profile::Policy| {
            let title = profile.sources.get(&policy.source)?.title.clone();
            if policy.review_by >= today {
                return Some(title);
            }
            words.clause("letter.source.policy-stale", &[("source", title)]).map(|stale| stale.text)
        };
        let in_force = profile.policies.iter().filter(|policy| in_force(&words, policy));
        let titles: Vec<String> = in_force.filter_map(title).collect();
        if uses_policy && !titles.is_empty() {
            items.extend(
                words
                    .say_with("letter.source.undated", &[("sources", titles.join("; "))])
                    .map(|sentence| vec![sentence]),
            );
        }
        if !items.is_empty() {
            self.heading("sources");
            self.blocks.push(Block::List { numbered: false, items });
        }
    }

    fn close(&mut self) {
        let mut lines = signature(&self.words, self.head);
        lines.extend(contact(&self.words));
        self.blocks.push(Block::Lines(lines));
        self.blocks.extend(stamp(&self.words));
    }
}

/// To whom, from whom, when, and about which application and site: the head of any letter about a proposal.
pub(super) fn address_lines(words: &Words<'_>, head: &Letterhead, to: &str) -> Vec<Sentence> {
    let site = &words.assessment.proposal.site;
    let place = match (&site.address, &site.postcode) {
        (Some(address), Some(postcode)) if !address.contains(&postcode.to_string()) => {
            Some(format!("{address}, {postcode}"))
        }
        (Some(address), _) => Some(address.clone()),
        (None, _) => None,
    };
    let application = words
        .say("letter.reference")
        .or_else(|| words.say("letter.reference-only"))
        .or_else(|| words.say("letter.type-only"));
    let site = match place {
        Some(site) => words
            .say_with("letter.site", &[("site", site)])
            .map(|line| resting_on(line, &[Field::Address, Field::Postcode])),
        None => words.say("letter.settlement"),
    };
    let date = words.say_with("letter.date", &[("date", head.date.to_string())]);
    [words.say(to), words.say("letter.from"), date, application, site].into_iter().flatten().collect()
}

fn resting_on(mut sentence: Sentence, fields: &[Field]) -> Sentence {
    sentence.trace.inputs.extend_from_slice(fields);
    sentence
}

/// The name of the person who signs, where there is one.
pub(super) fn signature(words: &Words<'_>, head: &Letterhead) -> Vec<Sentence> {
    let Some(Signatory { name, role }) = &head.signatory else { return Vec::new() };
    let name = words.say_with("letter.signed.name", &[("name", name.clone())]);
    let role = role.as_ref();
    let role = role.and_then(|role| words.say_with("letter.signed.role", &[("job_title", role.clone())]));
    name.into_iter().chain(role).collect()
}

/// Whom to contact at the council, and how.
pub(super) fn contact(words: &Words<'_>) -> Option<Sentence> {
    words.fill("council.contact", &words.profile.council.contact, &[], None)
}

/// Which profile a letter was made with.
pub(super) fn stamp(words: &Words<'_>) -> Option<Block> {
    let profile = words.profile;
    let fingerprint: String = profile.sha256().chars().take(12).collect();
    let names = [("profile", profile.id.clone()), ("edition", profile.edition.clone()), ("fingerprint", fingerprint)];
    words.say_with("letter.footer", &names).map(|sentence| Block::Paragraph(vec![sentence]))
}

/// A policy is stated once its source has been published.
fn in_force(words: &Words<'_>, policy: &crate::profile::Policy) -> bool {
    let source = words.profile.sources.get(&policy.source);
    source.is_some_and(|source| source.published.end <= words.assessment.context.as_at)
}

fn source_line(words: &Words<'_>, id: &str, figures: Vec<FigureRef>) -> Option<Sentence> {
    let source = words.profile.sources.get(id)?;
    // The council's own publications need no publisher in its own letter.
    let own = source.publisher == words.profile.council.name;
    let title = if own { source.title.clone() } else { format!("{}, {}", source.publisher, source.title) };
    let today = words.assessment.context.as_at;
    let cited: Vec<_> = figures.iter().filter_map(|figure| words.profile.cite(*figure)).collect();
    let mut dates: Vec<String> = Vec::new();
    for found in &cited {
        let date = found.value.as_of.to_string();
        if !dates.contains(&date) {
            dates.push(date);
        }
    }
    let stale = cited
        .iter()
        .filter(|found| found.value.review_by < today)
        .map(|found| today.months_since(found.value.as_of.end))
        .max();
    let mut sentence = match (list(&dates, "and"), stale) {
        (None, _) => None,
        (Some(dates), None) => words.say_with("letter.source", &[("source", title), ("dates", dates)]),
        (Some(dates), Some(months)) => words
            .say_with("letter.source.stale", &[("source", title), ("dates", dates), ("months", months.to_string())]),
    }?;
    sentence.trace.figures = figures;
    Some(sentence)
}

/// The position, as the letter states it.
pub fn draft_position(words: &Words<'_>) -> Vec<Sentence> {
    let assessment = words.assessment;
    let keyed = |key: &str, at: &usize| {
        let finding = assessment.findings.get(*at)?;
        let key = format!("{key}.{}.{}", finding.check, finding.outcome.code);
        let text = words.profile.sentence(&key);
        let mut sentence = words.fill(&format!("wording.sentences.{key}"), text, &[], Some(finding))?;
        sentence.trace.inputs.extend(finding.inputs.iter().cloned());
        Some(sentence)
    };
    match &assessment.reason {
        Reason::Factual(found) => {
            found.iter().filter_map(|at| keyed("letter.factual", at)).chain(words.say("letter.factual.only")).collect()
        }
        Reason::Holding(found) => found.iter().filter_map(|at| keyed("letter.holding", at)).collect(),
        Reason::Conflict => words.say("letter.holding.conflict").into_iter().collect(),
        Reason::Matrix => position(words).into_iter().collect(),
        // The computed reasons argue for another stance.
        Reason::Overridden(_) => {
            let facts = assessment.findings.iter().enumerate();
            let facts = facts.filter(|(_, finding)| STILL_SAID.contains(&finding.result().as_str()));
            stated(words).into_iter().chain(facts.filter_map(|(at, _)| keyed("letter.factual", &at))).collect()
        }
    }
}

/// The position alone, without reasons.
fn stated(words: &Words<'_>) -> Option<Sentence> {
    let stance = words.profile.wording.stances.get(words.assessment.stance.code())?;
    let place = format!("wording.stances.{}.position", words.assessment.stance.code());
    let position = words.fill(&place, &stance.position, &[], None)?;
    let said = words.say_with("letter.overridden", &[("position", position.text)])?;
    Some(Sentence { trace: position.trace, ..said })
}

/// The position in one sentence: the stance, then fit, concerns, access and value as its reasons.
fn position(words: &Words<'_>) -> Option<Sentence> {
    let assessment = words.assessment;
    let stance = words.profile.wording.stances.get(assessment.stance.code())?;
    let place = format!("wording.stances.{}.position", assessment.stance.code());
    let position = words.fill(&place, &stance.position, &[], None)?;
    let mut trace = position.trace.clone();
    let (mut favourable, mut adverse) = (Vec::new(), Vec::new());
    let mut add = |finding: &Finding, key: String| {
        let place = format!("wording.sentences.{key}");
        if let Some(clause) = words.fill_as_it_stands(&place, words.profile.sentence(&key), &[], Some(finding)) {
            trace.inputs.extend(finding.inputs.iter().cloned());
            trace.figures.extend(assessment.findings.figures(finding));
            let met = finding.outcome.verdict == Verdict::Met;
            if met { favourable.push(clause.text) } else { adverse.push(clause.text) }
        }
    };
    if let Some(cohort) = assessment.finding("cohort-gap") {
        let lowered = assessment.fit_before_concerns == Fit::Strong && assessment.fit != Fit::Strong;
        // A home whose places do not suit it is not the kind that is lacking; the concern says so.
        let misfit = assessment.concerns().any(|concern| concern.check == checks::HOME_MODEL);
        match (lowered, misfit) {
            (true, true) => {}
            (true, false) => add(cohort, "letter.because.fit-lowered".to_owned()),
            (false, _) => add(cohort, format!("letter.because.fit.cohort-gap.{}", cohort.outcome.code)),
        }
    }
    // One sentence has room for two concerns; the part on fit has them all.
    const NAMED: usize = 2;
    for (at, concern) in assessment.concerns().take(NAMED.saturating_add(1)).enumerate() {
        add(
            concern,
            match at {
                NAMED => "letter.because.other-concerns".to_owned(),
                _ => format!("letter.because.concern.{}.{}", concern.check, concern.outcome.code),
            },
        );
    }
    // The firmest statement is the last: commitment comes after contact.
    if let Some(deciding) = assessment
        .findings
        .iter()
        .rfind(|finding| finding.outcome.effect == Effect::Access(assessment.access_before_value))
    {
        add(deciding, format!("letter.because.access.{}.{}", deciding.check, deciding.outcome.code));
    }
    let matters = matches!(assessment.value, Value::Above | Value::Unresolved);
    if let Some(fee) = assessment.finding("fee").filter(|_| matters) {
        add(fee, format!("letter.because.value.{}", assessment.value.code()));
    }
    let adverse = match adverse.split_last() {
        Some((last, first)) if !first.is_empty() => format!("{}; and {last}", first.join("; ")),
        _ => adverse.concat(),
    };
    let reasons = match (favourable.join(" and "), adverse) {
        (favourable, adverse) if adverse.is_empty() => favourable,
        (favourable, adverse) if favourable.is_empty() => adverse,
        (favourable, adverse) => format!("{favourable}, but {adverse}"),
    };
    let mut sentence = words.say_with("letter.because", &[("position", position.text), ("reasons", reasons)])?;
    trace.inputs.sort();
    trace.inputs.dedup();
    sentence.trace = trace;
    Some(sentence)
}
