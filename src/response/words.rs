//! Fills the profile's sentences: the one place where facts become words.

use super::document::{Sentence, Trace};
use crate::assessment::{Assessment, Fact, FactValue, Finding, Origin};
use crate::date::Date;
use crate::form::Field;
use crate::profile::template::{Piece, pieces};
use crate::profile::{FigureRef, OutcomeWords, Profile};
use crate::proposal::Ages;
use crate::vocabulary::{Model, Needs};
use rust_decimal::Decimal;

/// Names that any sentence may use.
pub const COMMON: &[&str] = &[
    "council",
    "place",
    "service",
    "role",
    "planning_authority",
    "reference",
    "address",
    "places",
    "children",
    "ages",
    "needs",
    "model",
    "staff_by_day",
    "staff_by_night",
    "documents",
    "registration",
    "application_type",
    "settlement",
    "child_or_children",
];

/// The units that an amount in words already holds.
pub const SPOKEN: &[&str] = &["%", "£", "£ a week", "£ a year", "times", "years", "months", "weeks", "metres"];

/// Names that stand for pounds.
pub const MONEY: &[&str] = &["fee", "threshold"];

/// Names that give away a licensed benchmark.
pub const LICENSED: &[&str] = &["benchmark", "difference", "percent"];

/// Fills sentences about one assessment.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// The assessment.
    pub assessment: &'a Assessment,
    /// The profile.
    pub profile: &'a Profile,
}

/// Extra names for one sentence, with their words.
pub type Names<'n> = &'n [(&'n str, String)];

impl<'a> Words<'a> {
    /// The sentence of a key, filled; `None` where something it needs is not known.
    pub fn say(&self, key: &str) -> Option<Sentence> {
        self.say_with(key, &[])
    }

    /// The same with extra names.
    pub fn say_with(&self, key: &str, names: Names<'_>) -> Option<Sentence> {
        self.fill(&format!("wording.sentences.{key}"), self.profile.sentence(key), names, None)
    }

    /// What a finding says.
    pub fn finding(&self, finding: &Finding) -> Option<Sentence> {
        let mut sentence = self.of(finding, "text", |words| Some(&words.text))?;
        for figure in self.assessment.findings.figures(finding) {
            push(&mut sentence.trace.figures, figure);
        }
        Some(sentence)
    }

    /// What the finding behind a sentence says where words that someone typed may not be published, if the profile says it.
    pub fn unquoted(&self, said: &Sentence) -> Option<Sentence> {
        let mut findings = self.assessment.findings.iter();
        let finding = findings.find(|finding| self.finding(finding).as_ref() == Some(said))?;
        self.of(finding, "unquoted", |words| words.unquoted.as_deref())
    }

    /// The question a finding leads to.
    pub fn question(&self, finding: &Finding) -> Option<Sentence> {
        self.of(finding, "question", |words| words.question.as_deref())
    }

    /// The same as the applicant is asked it, who may not see a licensed benchmark.
    pub fn to_applicant(&self, finding: &Finding) -> Option<Sentence> {
        let own = self.of(finding, "to_applicant", |words| words.to_applicant.as_deref());
        own.or_else(|| self.question(finding))
    }

    /// What the answer to it would settle.
    pub fn settles(&self, finding: &Finding) -> Option<Sentence> {
        self.of(finding, "settles", |words| words.settles.as_deref())
    }

    /// One of the sentences for what a finding found. It rests on everything its check looked at, whatever it names.
    fn of(&self, finding: &Finding, key: &str, text: impl Fn(&'a OutcomeWords) -> Option<&'a str>) -> Option<Sentence> {
        let text = text(self.profile.outcome(finding.check, finding.outcome.code)?)?;
        let place = format!("wording.checks.{}.outcomes.{}.{key}", finding.check, finding.outcome.code);
        let mut sentence = self.fill(&place, text, &[], Some(finding))?;
        for field in finding.inputs.iter() {
            push(&mut sentence.trace.inputs, field.clone());
        }
        Some(sentence)
    }

    /// The sentences of a list, filled; one that needs what is not known is left out.
    pub fn lines(&self, key: &str) -> Vec<Sentence> {
        let filled = self.profile.list(key).iter().enumerate();
        filled.filter_map(|(at, text)| self.fill(&format!("wording.lists.{key}[{at}]"), text, &[], None)).collect()
    }

    /// A part of a sentence, which keeps its small first letter.
    pub fn clause(&self, key: &str, names: Names<'_>) -> Option<Sentence> {
        self.fill_as_it_stands(&format!("wording.sentences.{key}"), self.profile.sentence(key), names, None)
    }

    /// Fills any sentence of the profile, with a capital at its start; `place` says where it stands.
    pub fn fill(&self, place: &str, text: &str, names: Names<'_>, finding: Option<&Finding>) -> Option<Sentence> {
        let mut sentence = self.fill_as_it_stands(place, text, names, finding)?;
        sentence.text = capitalised(&sentence.text);
        Some(sentence)
    }

    /// The same without the capital.
    pub fn fill_as_it_stands(
        &self,
        place: &str,
        text: &str,
        names: Names<'_>,
        finding: Option<&Finding>,
    ) -> Option<Sentence> {
        let mut sentence = Sentence {
            text: String::with_capacity(text.len() + 40),
            trace: Trace { wording: place.to_owned(), ..Trace::default() },
        };
        for piece in pieces(text) {
            match piece.ok()? {
                Piece::Words(words) => sentence.text.push_str(words),
                Piece::Slot("figure", Some(id)) => {
                    let figure = self.profile.figure(id, self.assessment.context.as_at)?;
                    sentence.text.push_str(&self.figure(figure));
                    push(&mut sentence.trace.figures, figure);
                }
                Piece::Slot("as_of", Some(id)) => {
                    let figure = self.profile.figure(id, self.assessment.context.as_at)?;
                    sentence.text.push_str(&self.profile.cite(figure)?.value.as_of.to_string());
                    push(&mut sentence.trace.figures, figure);
                }
                Piece::Slot("a", Some(name)) => {
                    let words = self.slot(name, names, finding, &mut sentence.trace)?;
                    sentence.text.push_str(article(&words));
                    sentence.text.push_str(&words);
                }
                Piece::Slot(name, _) => {
                    let words = self.slot(name, names, finding, &mut sentence.trace)?;
                    sentence.text.push_str(&words);
                }
            }
        }
        Some(sentence)
    }

    fn slot(&self, name: &str, names: Names<'_>, finding: Option<&Finding>, trace: &mut Trace) -> Option<String> {
        if let Some((_, words)) = names.iter().find(|(known, _)| *known == name) {
            return Some(words.clone());
        }
        let fact = |finding| self.assessment.findings.facts(finding).iter().find(|fact| fact.name == name);
        if let Some(fact) = finding.and_then(fact) {
            match &fact.origin {
                Origin::Input(field) => push(&mut trace.inputs, field.clone()),
                Origin::Figure(figure) => push(&mut trace.figures, *figure),
                Origin::Rules => {}
            }
            return self.value(fact);
        }
        self.common(name, trace)
    }

    /// A name that any sentence may use.
    fn common(&self, name: &str, trace: &mut Trace) -> Option<String> {
        let (proposal, council) = (&self.assessment.proposal, &self.profile.council);
        let (words, field) = match name {
            "council" => return Some(council.name.clone()),
            "place" => return Some(council.place.clone()),
            "service" => return Some(council.service.clone()),
            "role" => return Some(council.role.clone()),
            "planning_authority" => (self.planning_authority(), Field::PlanningAuthority),
            "reference" => (proposal.application.reference.clone()?, Field::Reference),
            "address" => (proposal.site.address.clone()?, Field::Address),
            "settlement" => (proposal.site.settlement.clone()?, Field::Settlement),
            "places" => (self.places()?, Field::Places),
            "children" => (self.children()?, Field::Places),
            "child_or_children" => {
                (if proposal.home.places == Some(1) { "a child" } else { "children" }.to_owned(), Field::Places)
            }
            "ages" => (self.ages()?, Field::AgeMin),
            "needs" => (self.needs(proposal.children.needs)?, Field::Needs),
            "model" => (
                self.model(self.model_stated()?)?,
                if proposal.home.model.is_some() { Field::Model } else { Field::Places },
            ),
            "staff_by_day" => (number_or_none(proposal.home.staff_by_day?), Field::StaffByDay),
            "staff_by_night" => (number_or_none(proposal.home.staff_by_night?), Field::StaffByNight),
            "documents" => (documents(&proposal.application.documents)?, Field::Documents),
            "registration" => (
                self.profile.option("home.registration", proposal.home.registration?.code()).to_owned(),
                Field::Registration,
            ),
            "application_type" => (
                self.profile.option("application.type", proposal.application.kind?.code()).to_owned(),
                Field::ApplicationType,
            ),
            _ => return None,
        };
        push(&mut trace.inputs, field);
        Some(words)
    }

    /// The kind of home, where the documents agree on what it follows from.
    pub fn model_stated(&self) -> Option<Model> {
        let home = &self.assessment.proposal.home;
        home.model.or_else(|| self.profile.model_for(home.places?))
    }

    /// The council's name of the planning authority, or a phrase that names none.
    fn planning_authority(&self) -> String {
        let code = self.assessment.proposal.application.authority.as_ref();
        let authority = code.and_then(|code| self.profile.authority(code.as_str()));
        authority.map_or_else(
            || self.profile.sentence("letter.planning-authority").to_owned(),
            |authority| authority.council.clone(),
        )
    }

    /// "two places"; where documents conflict, "three or four places".
    fn places(&self) -> Option<String> {
        let proposal = &self.assessment.proposal;
        if let Some(places) = proposal.home.places {
            return Some(counted(places, "place", "places"));
        }
        let conflict = proposal.conflict(&Field::Places)?;
        let mut numbers: Vec<u32> =
            conflict.claims.iter().filter_map(|claim| claim.value.trim().parse().ok()).collect();
        numbers.sort_unstable();
        let words: Vec<String> = numbers.into_iter().map(number).collect();
        Some(format!("{} places", list(&words, "or")?))
    }

    /// "two children"; where documents conflict, the fewest that any of them gives.
    fn children(&self) -> Option<String> {
        let proposal = &self.assessment.proposal;
        let fewest =
            || proposal.conflict(&Field::Places)?.claims.iter().filter_map(|claim| claim.value.parse().ok()).min();
        Some(counted(proposal.home.places.or_else(fewest)?, "child", "children"))
    }

    /// The ages, and how an upper end of 18 was read.
    fn ages(&self) -> Option<String> {
        let range = self.assessment.proposal.children.ages;
        let read = ages(range)?;
        if !range.given_as_18 {
            return Some(read);
        }
        self.clause("letter.ages-given-as-18", &[("ages_read", read)]).map(|clause| clause.text)
    }

    /// Needs as a list.
    pub fn needs(&self, needs: Needs) -> Option<String> {
        let words: Vec<&str> =
            needs.iter().filter_map(|need| self.profile.wording.needs.get(need.code())).map(String::as_str).collect();
        list(&words, "and")
    }

    /// The same where the proposal has been described already: a long list is cut to its first and a count.
    fn needs_in_short(&self, needs: Needs) -> Option<String> {
        const NAMED: usize = 4;
        let count = needs.iter().count();
        if count <= NAMED + 1 {
            return self.needs(needs);
        }
        let first: Needs = needs.iter().take(NAMED).collect();
        let words: Vec<&str> =
            first.iter().filter_map(|need| self.profile.wording.needs.get(need.code())).map(String::as_str).collect();
        let others = u32::try_from(count.saturating_sub(NAMED)).ok()?;
        Some(format!("{} and {} other needs", words.join(", "), number(others)))
    }

    fn model(&self, model: Model) -> Option<String> {
        self.profile.model(model).map(|rule| rule.title.clone())
    }

    /// A figure's value in words: qualifier, number and, for percentages, pounds and multiples, its unit.
    pub fn figure(&self, figure: FigureRef) -> String {
        let Some(cited) = self.profile.cite(figure) else {
            return String::new();
        };
        let text = self.amount(cited.value.value, &cited.figure.unit);
        match &cited.value.qualifier {
            Some(qualifier) => format!("{qualifier} {text}"),
            None => text,
        }
    }

    /// A number and, for percentages, pounds, multiples and measures, its unit.
    pub fn amount(&self, value: Decimal, unit: &str) -> String {
        match unit {
            "%" => format!("{}%", plain(value)),
            "£" => pounds_in_words(value),
            "£ a week" => format!("{} a week", pounds(value)),
            "£ a year" => format!("{} a year", pounds(value)),
            "times" => format!("{} times", small_in_words(value)),
            "years" | "months" | "weeks" => format!("{} {unit}", small_in_words(value)),
            "metres" => format!("{} metres", plain(value)),
            _ => plain(value),
        }
    }

    /// A question by the name it has inside a sentence.
    pub fn question_name(&self, field: &Field) -> Option<String> {
        Some(self.profile.field_words(&general_path(field))?.missing.clone())
    }

    /// A fact's value in words; `None` for an empty list.
    pub fn value(&self, fact: &Fact) -> Option<String> {
        let profile = self.profile;
        Some(match &fact.value {
            FactValue::Places(n) => counted(*n, "place", "places"),
            FactValue::PlacesRange(least, most) if least == most => counted(*least, "place", "places"),
            FactValue::PlacesRange(least, most) => {
                format!("{} to {} places", number(*least), number(*most))
            }
            FactValue::Staff(n) => staff(*n),
            FactValue::Years(n) => counted(*n, "year", "years"),
            FactValue::Metres(n) => counted_in_figures(*n, "metre", "metres"),
            FactValue::Percent(share) => format!("{}%", plain(*share)),
            FactValue::Weekly(fee) => format!("{} a week", pounds(*fee)),
            FactValue::Figure(figure) => self.figure(*figure),
            FactValue::Count(n) => counted(u32::try_from(*n).unwrap_or(u32::MAX), "home", "homes"),
            FactValue::Stance(stance) => profile.stance_title(*stance).to_owned(),
            FactValue::Date(date) => date.to_string(),
            FactValue::Ages(range) => ages(*range)?,
            FactValue::Needs(needs) => self.needs_in_short(*needs)?,
            FactValue::Gaps(gaps) => {
                let titles: Vec<&str> =
                    gaps.iter().filter_map(|at| profile.gaps.get(*at)).map(|gap| gap.title.as_str()).collect();
                quoted_list(&titles)?
            }
            FactValue::Model(model) => self.model(*model)?,
            FactValue::Authority(code) => self.authority_name(code.as_str()),
            FactValue::Postcode(postcode) => postcode.to_string(),
            FactValue::AuthoritiesOf(postcode) => {
                let codes = profile.authorities_of(postcode.outcode(), postcode.incode());
                list(&codes.into_iter().map(|code| self.authority_name(code)).collect::<Vec<_>>(), "and")?
            }
            FactValue::Code(code) => match &fact.origin {
                Origin::Input(field) => profile.option(&field.path(), code).to_owned(),
                Origin::Figure(_) | Origin::Rules => (*code).to_owned(),
            },
            FactValue::Question(field) => self.question_name(field)?,
            FactValue::Headings(ids) => {
                let titles: Vec<&str> = profile
                    .headings
                    .iter()
                    .filter(|heading| ids.iter().any(|id| **id == heading.id))
                    .map(|heading| heading.title.as_str())
                    .collect();
                list(&titles, "and")?
            }
            FactValue::Text(text) => text.trim_end_matches('.').to_owned(),
            FactValue::Texts(texts) => list(texts, "and")?,
        })
    }

    /// What a fact is called: by the figure it is, its own label, or its question's.
    pub fn label(&self, fact: &Fact) -> String {
        let own = || self.profile.wording.facts.get(fact.name).cloned();
        match &fact.origin {
            Origin::Figure(figure) => self.profile.cite(*figure).map(|cited| cited.figure.title.clone()),
            Origin::Input(field) => {
                own().or_else(|| self.profile.field_words(&general_path(field)).map(|words| words.label.clone()))
            }
            Origin::Rules => own(),
        }
        .unwrap_or_else(|| fact.name.to_owned())
    }

    fn authority_name(&self, code: &str) -> String {
        self.profile.authority(code).map_or(code, |authority| authority.name.as_str()).to_owned()
    }
}

/// A title of the profile, by its place there.
pub(super) fn titled(text: impl Into<String>, place: String) -> Sentence {
    Sentence { text: text.into(), trace: Trace { wording: place, ..Trace::default() } }
}

/// The path by which the profile has words for a question: fee headings share one entry.
pub fn general_path(field: &Field) -> String {
    let any = || "*".into();
    match field {
        Field::Breakdown(_) => Field::Breakdown(any()).path(),
        Field::Benchmark(_) => Field::Benchmark(any()).path(),
        Field::Explanation(_) => Field::Explanation(any()).path(),
        Field::Accepted(_) => Field::Accepted(any()).path(),
        fixed => fixed.path(),
    }
}

fn push<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}

/// Documents as a list, with dates in words; set apart by semicolons where their names hold commas.
fn documents(documents: &[String]) -> Option<String> {
    let in_words = |document: &String| {
        let words = document
            .split(' ')
            .map(|word| Date::from_iso(word).map_or_else(|| word.to_owned(), |date| date.to_string()));
        words.collect::<Vec<_>>().join(" ")
    };
    let documents: Vec<String> = documents.iter().map(in_words).collect();
    if documents.iter().any(|document| document.contains(',')) {
        Some(documents.join("; "))
    } else {
        list(&documents, "and")
    }
}

/// "aged 8 to 17", "aged 12 and over", "up to the age of 17", "aged 16".
fn ages(range: Ages) -> Option<String> {
    let text = match (range.min, range.max) {
        (Some(min), Some(max)) if min == max => format!("aged {min}"),
        (Some(min), Some(max)) => format!("aged {min} to {max}"),
        (Some(min), None) => format!("aged {min} and over"),
        (None, Some(max)) => format!("up to the age of {max}"),
        (None, None) => return None,
    };
    Some(text)
}

/// Small numbers in words, as prose has them.
pub fn number(n: u32) -> String {
    let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    usize::try_from(n).ok().and_then(|at| words.get(at)).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// The same where a number stands alone.
fn number_or_none(n: u32) -> String {
    if n == 0 { "none".to_owned() } else { number(n) }
}

fn counted(n: u32, one: &str, many: &str) -> String {
    format!("{} {}", number(n), if n == 1 { one } else { many })
}

fn counted_in_figures(n: u32, one: &str, many: &str) -> String {
    format!("{} {}", plain(Decimal::from(n)), if n == 1 { one } else { many })
}

fn staff(n: u32) -> String {
    counted(n, "member of staff", "members of staff")
}

/// `12345.50` → "12,345.5".
pub fn plain(value: Decimal) -> String {
    let text = value.normalize().to_string();
    let (sign, rest) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("−", rest));
    let (whole, fraction) = rest.split_once('.').map_or((rest, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    match fraction {
        Some(fraction) => format!("{sign}{grouped}.{fraction}"),
        None => format!("{sign}{grouped}"),
    }
}

/// "£5,200" or "£5,200.50".
pub fn pounds(value: Decimal) -> String {
    let value = value.normalize();
    let shown = if value.scale() == 0 {
        plain(value)
    } else {
        format!("{}{}", plain(value), if value.scale() == 1 { "0" } else { "" })
    };
    format!("£{shown}")
}

/// "£62.7 million" from a million up.
fn pounds_in_words(value: Decimal) -> String {
    let million = Decimal::from(1_000_000);
    if value >= million { format!("£{} million", plain(value / million)) } else { pounds(value) }
}

fn small_in_words(value: Decimal) -> String {
    u32::try_from(value).ok().filter(|whole| Decimal::from(*whole) == value).map_or_else(|| plain(value), number)
}

/// "a, b and c"; `None` for an empty list.
pub fn list<T: AsRef<str>>(items: &[T], last: &str) -> Option<String> {
    let (end, start) = items.split_last()?;
    Some(match start {
        [] => end.as_ref().to_owned(),
        start => {
            format!("{} {last} {}", start.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join(", "), end.as_ref())
        }
    })
}

/// Titles that may hold commas themselves, set apart by quotation marks.
fn quoted_list(items: &[&str]) -> Option<String> {
    list(&items.iter().map(|item| format!("“{item}”")).collect::<Vec<_>>(), "and")
}

/// "a " or "an ", by the sound English gives the word or number that follows.
fn article(words: &str) -> &'static str {
    let word = words.split([' ', '-']).next().unwrap_or_default().to_ascii_lowercase();
    let consonant_sound = ["uni", "use", "one", "eu"].iter().any(|start| word.starts_with(start));
    let vowel_sound =
        word.starts_with(['a', 'e', 'i', 'o', 'u', '8']) || ["11", "18", "hour", "honest"].contains(&word.as_str());
    if vowel_sound && !consonant_sound { "an " } else { "a " }
}

/// With a capital first letter.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| std::iter::once(first.to_ascii_uppercase()).chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lists_and_articles_read_as_prose() {
        assert_eq!(counted(1, "place", "places"), "one place");
        assert_eq!(counted(12, "place", "places"), "12 places");
        assert_eq!(list(&["a", "b", "c"], "and").as_deref(), Some("a, b and c"));
        assert_eq!(list::<&str>(&[], "and"), None);
        for (words, wanted) in [
            ("eight-place home", "an "),
            ("solo home", "a "),
            ("one-place home", "a "),
            ("application", "an "),
            ("use", "a "),
            ("18-bed home", "an "),
            ("unit", "a "),
        ] {
            assert_eq!(article(words), wanted, "{words}");
        }
        assert_eq!(pounds(Decimal::new(520_050, 2)), "£5,200.50");
        assert_eq!(pounds(Decimal::new(520_000, 2)), "£5,200");
        assert_eq!(pounds_in_words(Decimal::from(62_700_000)), "£62.7 million");
        assert_eq!(plain(Decimal::new(-139, 1)), "−13.9");
    }

    #[test]
    fn an_amount_says_its_unit_where_that_is_spoken() {
        let profile = crate::built_in_profile().expect("the profile is in order");
        let day = crate::Date::new(2026, 11, 21).expect("a date");
        let proposal = crate::parse(&crate::Form::default(), &profile).proposal;
        let assessment = crate::assess(&proposal, &profile, &crate::Context::on(day));
        let words = Words { assessment: &assessment, profile: &profile };
        let wanted = [
            "7%",
            "£7",
            "£7 a week",
            "£7 a year",
            "seven times",
            "seven years",
            "seven months",
            "seven weeks",
            "7 metres",
        ];
        assert!(SPOKEN.iter().map(|unit| words.amount(Decimal::from(7), unit)).eq(wanted));
        assert_eq!(words.amount(Decimal::from(7), "places"), "7", "the sentence around it says of what");
    }
}
