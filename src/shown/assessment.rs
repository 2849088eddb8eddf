//! An assessment as the page shows it: the profile's words for the stance, each measure on its scale, the council's matrix, each
//! finding with what it rests on, and what to ask. Laid out here, so that the page has no need to know its shapes.

use super::figures::wide;
use super::node::Node;
use super::screen::{Screen, keyed};
use crate::assessment::{Assessment, Fact, Finding, Origin, Verdict};
use crate::profile::{Cited, Profile};
use crate::response::{Question, SPOKEN, Words, capitalised, draft_position, general_path, questions};
use crate::vocabulary::{Access, Fit, Mode, Stance, Value};
use borsh::{BorshDeserialize, BorshSerialize};
use std::rc::Rc;

/// An assessment in words.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Shown {
    /// The name of the stance.
    pub stance: String,
    /// The position and its reasons, as the letter states them.
    pub position: String,
    /// Fit, access and value, the matrix, what is internal, the findings and the questions.
    pub body: Rc<[Node]>,
}

/// What weighs most first.
const WEIGHT: [Verdict; 4] = [Verdict::NotMet, Verdict::Concern, Verdict::CannotSay, Verdict::Met];

fn fits() -> impl Iterator<Item = Fit> {
    Fit::ALL.iter().copied().filter(|fit| *fit != Fit::CannotSay)
}

fn accesses() -> impl Iterator<Item = Access> {
    Access::ALL.iter().copied().filter(|access| *access != Access::CannotSay)
}

/// The sentences that are used here and the names each may use.
pub(super) fn keys() -> Vec<(String, &'static [&'static str])> {
    let steps = fits().map(|fit| format!("step.fit.{}", fit.code()));
    let steps = steps.chain(accesses().map(|access| format!("step.access.{}", access.code())));
    let steps = steps.chain(Value::ALL.iter().map(|value| format!("step.value.{}", value.code())));
    let verdicts = WEIGHT.iter().map(|verdict| format!("verdict.{}", verdict.code()));
    let steps: Vec<String> = steps.chain(verdicts).collect();
    let plain = [
        "matrix",
        "matrix.caption",
        "matrix.here",
        "internal",
        "actions",
        "no-actions",
        "findings",
        "findings.open",
        "questions",
        "questions.asked",
        "questions.not-public",
        "not-stated",
        "answer",
        "rules",
        "stale",
    ];
    let plain = steps.iter().map(String::as_str).chain(plain);
    [keyed(plain, &[]), keyed(["published"], &["title", "as_of"])].concat()
}

impl Shown {
    /// An assessment in the words of the profile it was made with.
    pub fn of(assessment: &Assessment, profile: &Profile) -> Shown {
        let screen = Screen { words: Words { assessment, profile } };
        let position: Vec<String> = draft_position(&screen.words).into_iter().map(|sentence| sentence.text).collect();
        let body = [screen.scales(), screen.matrix(), screen.internal()].into_iter();
        let body = body.chain(screen.findings()).chain(screen.questions());
        Shown {
            stance: profile.stance_title(assessment.stance).to_owned(),
            position: position.join(" "),
            body: body.collect(),
        }
    }
}

impl Screen<'_> {
    /// A sentence of the note, whose words for the measures are the screen's too.
    fn noted(&self, key: &str) -> String {
        self.words.say(&format!("note.{key}")).map(|sentence| sentence.text).unwrap_or_default()
    }

    fn step(&self, of: &str, code: &str) -> String {
        self.say(&format!("step.{of}.{code}"))
    }

    /// Each measure with its steps side by side, the best first, the one it stands on marked by more than colour.
    fn scales(&self) -> Node {
        let assessment = self.words.assessment;
        let fit_lowered = assessment.fit != Fit::CannotSay && assessment.fit != assessment.fit_before_concerns;
        let access_lowered =
            assessment.access != Access::CannotSay && assessment.access != assessment.access_before_value;
        let (fit, access, value) = (assessment.fit.code(), assessment.access.code(), assessment.value.code());
        let (fits, accesses) = (fits().map(Fit::code).collect(), accesses().map(Access::code).collect());
        let values = Value::ALL.iter().map(|value| value.code()).collect();
        let scales = [
            self.scale("fit", fits, fit, fit_lowered.then_some("fit-lowered")),
            self.scale("access", accesses, access, access_lowered.then_some("access-lowered")),
            self.scale("value", values, value, None),
        ];
        Node::of("dl", scales).with("class", "scales")
    }

    fn scale(&self, of: &str, codes: Vec<&str>, at: &str, remark: Option<&str>) -> Node {
        let step = |code: &str| {
            let step = Node::saying("li", self.step(of, code));
            match code == at {
                true => step.with("class", "step step-here").with("aria-current", true),
                false => step.with("class", "step"),
            }
        };
        let steps = Node::of("ol", codes.into_iter().map(step)).with("class", "steps-of");
        let said = [Some(format!("{of}.{at}")), remark.map(str::to_owned)].into_iter().flatten();
        let said: Vec<String> = said.map(|key| self.noted(&key)).collect();
        let said = Node::Text(said.join(" "));
        Node::of("div", [Node::saying("dt", self.noted(&format!("label.{of}"))), Node::of("dd", [steps, said])])
    }

    /// The council's matrix, opened by whoever wants to see it, with the place of this proposal where its stance is taken from it.
    fn matrix(&self) -> Node {
        let (assessment, profile) = (self.words.assessment, self.words.profile);
        let taken = profile.stance(assessment.fit, assessment.access) == Some(assessment.stance);
        let cell = |fit: Fit, access: Access| {
            let title = profile.stance(fit, access).map(|stance: Stance| profile.stance_title(stance));
            let cell = Node::saying("td", title.unwrap_or_default());
            if !(taken && (fit, access) == (assessment.fit, assessment.access)) {
                return cell;
            }
            let here = Node::saying("span", format!(": {}", self.say("matrix.here"))).with("class", "unseen");
            cell.and([here]).with("class", "cell-here").with("aria-current", true)
        };
        let row = |fit: Fit| {
            let name = Node::saying("th", self.step("fit", fit.code())).with("scope", "row");
            Node::of("tr", [name]).and(accesses().map(|access| cell(fit, access)))
        };
        let column = |access: Access| Node::saying("th", self.step("access", access.code())).with("scope", "col");
        let head = Node::of("tr", [Node::of("td", [])]).and(accesses().map(column));
        let table = [
            Node::saying("caption", self.say("matrix.caption")),
            Node::of("thead", [head]),
            Node::of("tbody", fits().map(row)),
        ];
        let name = self.say("matrix");
        let table = wide(&name, Node::of("table", table));
        Node::of("details", [Node::saying("summary", name), table]).with("class", "matrix")
    }

    /// What is for the council alone: the band of the fee, and what it asks of the team.
    fn internal(&self) -> Node {
        let band = self.words.assessment.fee_band;
        let actions = band.actions().iter().map(|action| Node::saying("li", self.noted(&format!("action.{action}"))));
        let actions = match band.actions() {
            [] => Node::Text(self.say("no-actions")),
            _ => Node::of("ul", actions),
        };
        let pairs = [
            (self.noted("label.band"), Node::Text(self.noted(&format!("band.{}", band.code())))),
            (self.say("actions"), actions),
        ];
        let pairs = pairs.map(|(name, value)| Node::of("div", [Node::saying("dt", name), Node::of("dd", [value])]));
        let measures = Node::of("dl", pairs).with("class", "measures");
        Node::of("div", [Node::saying("h3", self.say("internal")), measures]).with("class", "internal")
    }

    fn findings(&self) -> [Node; 2] {
        let mut findings: Vec<&Finding> = self.words.assessment.findings.iter().collect();
        findings.sort_by_key(|finding| WEIGHT.iter().position(|verdict| *verdict == finding.outcome.verdict));
        let open = Node::saying("span", format!(" {}", self.say("findings.open"))).with("class", "remark");
        let cards = findings.into_iter().map(|finding| self.finding(finding, Mode::Commissioner));
        [Node::saying("h3", self.say("findings")).and([open]), Node::of("ul", cards).with("class", "findings")]
    }

    /// What one check found; its evidence opens below it. Questions are named in the words of whoever reads it.
    pub(super) fn finding(&self, finding: &Finding, mode: Mode) -> Node {
        let (words, profile, code) = (&self.words, self.words.profile, finding.outcome.verdict.code());
        let title = profile.wording.checks.get(finding.check).map_or(finding.check, |check| &check.title);
        let sentence = words.finding(finding).map(|sentence| sentence.text).unwrap_or_default();
        let told = [
            Node::saying("strong", title).with("class", "finding-title"),
            Node::saying("span", self.say(&format!("verdict.{code}"))).with("class", format!("verdict verdict-{code}")),
            Node::saying("span", sentence).with("class", "finding-text"),
        ];
        let label = |field| {
            let words = profile.field_words(&general_path(field))?;
            let provider = words.provider.as_ref().filter(|_| mode == Mode::Provider);
            Some(provider.map_or(words.label.as_str(), |provider| &provider.label))
        };
        let facts = words.assessment.findings.facts(finding);
        let mut rows: Vec<Node> = facts.iter().map(|fact| self.fact(fact)).collect();
        let missing: Vec<&str> = finding.missing.iter().filter_map(label).collect();
        if !missing.is_empty() {
            let name = Node::saying("dt", self.say("not-stated"));
            rows.push(Node::of("div", [name, Node::saying("dd", missing.join("; "))]));
        }
        let inside = match rows.is_empty() {
            true => Node::of("div", told).with("class", "finding-told"),
            false => Node::of(
                "details",
                [Node::of("summary", told).with("class", "finding-told"), Node::of("dl", rows).with("class", "facts")],
            ),
        };
        Node::of("li", [inside]).with("class", "finding")
    }

    /// A fact and where it comes from: an answer, the council's rules, or a publication.
    fn fact(&self, fact: &Fact) -> Node {
        let (words, profile) = (&self.words, self.words.profile);
        let value = capitalised(&words.value(fact).unwrap_or_default());
        let (label, value, source) = match &fact.origin {
            Origin::Figure(figure) => match profile.cite(*figure) {
                Some(cited) => self.figure(&value, cited),
                None => (words.label(fact), value, vec![Node::Text(self.say("rules"))]),
            },
            Origin::Input(_) => (words.label(fact), value, vec![Node::Text(self.say("answer"))]),
            Origin::Rules => (words.label(fact), value, vec![Node::Text(self.say("rules"))]),
        };
        let source = Node::of("span", source).with("class", "source");
        Node::of("div", [Node::saying("dt", label), Node::saying("dd", capitalised(&value)).and([source])])
    }

    fn figure(&self, value: &str, cited: Cited<'_>) -> (String, String, Vec<Node>) {
        let unit = cited.figure.unit.as_str();
        let value = if SPOKEN.contains(&unit) { value.to_owned() } else { format!("{value} {unit}") };
        let source = self.words.profile.sources.get(&cited.value.source);
        let title = source
            .map_or_else(|| cited.value.source.clone(), |source| format!("{}, {}", source.publisher, source.title));
        let as_of = cited.value.as_of.to_string();
        let mut told = vec![Node::Text(self.filled("published", &[("title", title), ("as_of", as_of)]))];
        if cited.value.review_by < self.words.assessment.context.as_at {
            let stale = format!("{}, {}", self.say("stale"), cited.value.review_by);
            told.extend([Node::Text(" ".to_owned()), Node::saying("span", stale).with("class", "stale")]);
        }
        (cited.figure.title.clone(), value, told)
    }

    /// What to ask the applicant, with what was asked already and what the letter does not ask.
    fn questions(&self) -> Vec<Node> {
        let questions = questions(&self.words);
        let ask = |question: &Question| {
            let remarks = [(question.asked, "questions.asked"), (!question.public, "questions.not-public")];
            let remarks: Vec<String> =
                remarks.into_iter().filter(|(there, _)| *there).map(|(_, key)| self.say(key)).collect();
            let remark = format!(" ({})", remarks.join(", "));
            let remark = (!remarks.is_empty()).then(|| Node::saying("span", remark).with("class", "remark"));
            Node::saying("li", &question.sentence.text).and(remark)
        };
        if questions.is_empty() {
            return Vec::new();
        }
        let asks = Node::of("ol", questions.iter().map(ask)).with("class", "asks");
        vec![Node::saying("h3", self.say("questions")), asks]
    }
}
