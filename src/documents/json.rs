//! The assessment as JSON (`home-assessment/assessment@1`): everything concluded, with what it rests on.

use crate::advice::Way;
use crate::assessment::{Assessment, Fact, FactValue, FeeBand, Finding, Origin, Reason, Verdict, compare};
use crate::form::Note;
use crate::profile::{FigureRef, Profile};
use crate::response::{
    Document, Flag, Outlook, Words, capitalised, change, draft_position, objectives, questions, redaction,
};
use crate::sensitivity::Threshold;
use crate::vocabulary::{Access, Fit, Stance, Value};
use serde::{Deserialize, Serialize};

macro_rules! shapes {
    ($($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub struct $name { $($(#[$doc])* pub $field: $type,)* }
    )*};
}

shapes! {
    /// The result for one proposal.
    AssessmentFile {
        /// `home-assessment/assessment@1`
        schema: String,
        /// The file the proposal came from.
        file: String,
        /// The date of the assessment.
        as_at: String,
        /// support, support-with-safeguards, neutral, does-not-support, holding or factual-only.
        stance: Stance,
        /// strong, partial, none or cannot-say.
        fit: Fit,
        /// secured, stated, unknown, none or cannot-say.
        access: Access,
        /// aligned, unresolved, above or not-stated.
        value: Value,
        /// What each check found.
        findings: Vec<FindingFile>,
        /// Why the stance is what it is.
        stance_reason: ReasonFile,
        /// The open questions.
        questions: Vec<String>,
        /// What a person should look at before the letter to the planning authority is published; empty where there is nothing.
        redaction: Vec<FlagFile>,
        /// How answers were read where that is not plain, each with its question.
        notes: Vec<NoteFile>,
        /// The smallest sets of changes that reach a better stance, fewest changes first.
        advice: Vec<AdviceFile>,
        /// For the commissioning team alone.
        internal: InternalFile,
        /// Each conclusion with the answers and figures it rests on.
        trace: Vec<TraceFile>,
        /// The figures on which the stance turns, each with the nearest threshold above or below its value.
        sensitivity: Vec<SensitivityFile>,
        /// The ids of figures used that are past their review date.
        stale: Vec<String>,
        /// The profile.
        profile: ProfileStamp,
        /// The version of this program.
        engine: String,
    }

    /// What a check found.
    FindingFile {
        /// The check.
        check: String,
        /// met, concern, not-met or cannot-say.
        verdict: Verdict,
        /// Why.
        reason: ReasonFile,
        /// The facts it rests on.
        facts: Vec<FactFile>,
        /// The answers it missed, as dotted paths.
        missing: Vec<String>,
    }

    /// A code and its sentence.
    ReasonFile {
        /// The code.
        code: String,
        /// The sentence.
        text: String,
    }

    /// A fact.
    FactFile {
        /// What it is.
        label: String,
        /// Its value.
        value: String,
        /// Its unit, where it has one.
        #[serde(skip_serializing_if = "Option::is_none")]
        unit: Option<String>,
        /// Where it comes from: `input: PATH`, a publication, or `rules` applied to the other facts.
        source: String,
        /// The date or period a figure speaks of.
        #[serde(skip_serializing_if = "Option::is_none")]
        as_of: Option<String>,
    }

    /// How an answer was read.
    NoteFile {
        /// The question, as a dotted path.
        field: String,
        /// How it was read.
        text: String,
    }

    /// Something to look at before the letter is published.
    FlagFile {
        /// age-beside-name, date-of-birth, nhs-number, case-number, e-mail, phone, small-count, pounds, home-address or never.
        kind: String,
        /// The words found.
        words: String,
        /// What is wrong with them, and what to do.
        reason: String,
        /// The part of the letter they are in, counted from one.
        block: usize,
        /// The heading above them.
        heading: String,
        /// The question whose answer they came from, as a dotted path, where it is one.
        #[serde(skip_serializing_if = "Option::is_none")]
        field: Option<String>,
    }

    /// For the commissioning team alone.
    InternalFile {
        /// not-stated, below-threshold, mid-range, high-cost or very-high-cost.
        fee_band: FeeBand,
        /// carecubed-analysis, high-cost-justification, escalate.
        actions: Vec<String>,
        /// The fee beside its benchmark, where any of it is broken down or has a benchmark; pounds per child per week.
        #[serde(skip_serializing_if = "Option::is_none")]
        comparison: Option<ComparisonFile>,
        /// Published figures to set beside the fee, as published.
        comparators: Vec<FigureFile>,
        /// How the proposal bears on the objectives that the council shares with others.
        objectives: Vec<ObjectiveFile>,
    }

    /// An objective and how the proposal bears on it.
    ObjectiveFile {
        /// The objective.
        title: String,
        /// How the proposal bears on it.
        bearing: String,
    }

    /// The fee beside its benchmark; sums are over the headings that have the amount.
    ComparisonFile {
        /// What is planned in all.
        planned: String,
        /// The benchmark in all, uprated where that was asked for.
        benchmark: String,
        /// The benchmark in all, with what is planned in place of it where the reason was accepted.
        adjusted: String,
        /// Per cent added to the benchmark as entered.
        #[serde(skip_serializing_if = "Option::is_none")]
        uprating_percent: Option<String>,
        /// Each heading.
        lines: Vec<LineFile>,
    }

    /// A heading beside its benchmark.
    LineFile {
        /// The heading.
        heading: String,
        /// What is planned.
        #[serde(skip_serializing_if = "Option::is_none")]
        planned: Option<String>,
        /// The benchmark, uprated where that was asked for.
        #[serde(skip_serializing_if = "Option::is_none")]
        benchmark: Option<String>,
        /// What is planned above the benchmark; below it where negative.
        #[serde(skip_serializing_if = "Option::is_none")]
        difference: Option<String>,
        /// The same in per cent of the benchmark.
        #[serde(skip_serializing_if = "Option::is_none")]
        percent: Option<String>,
        /// The provider's reason.
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
        /// Whether the council accepted it.
        #[serde(skip_serializing_if = "Option::is_none")]
        accepted: Option<bool>,
    }

    /// A set of changes and the stance it reaches.
    AdviceFile {
        /// What would change.
        changes: Vec<String>,
        /// The stance then.
        stance: Stance,
    }

    /// A figure on which the stance turns.
    SensitivityFile {
        /// Its id.
        figure: String,
        /// Its value.
        value: String,
        /// Its unit.
        unit: String,
        /// The threshold.
        threshold: String,
        /// Where the stance is another: above, at-or-above, below or at-or-below the threshold.
        beyond: String,
        /// The stance there.
        stance: Stance,
    }

    /// A conclusion and what it rests on.
    TraceFile {
        /// The conclusion.
        conclusion: String,
        /// The check that reached it.
        check: String,
        /// The answers it looked at, as dotted paths.
        inputs: Vec<String>,
        /// The figures it read.
        figures: Vec<FigureFile>,
    }

    /// A figure with its source.
    FigureFile {
        /// Its id.
        id: String,
        /// Its value.
        value: String,
        /// Its unit.
        unit: String,
        /// Its publication.
        source: String,
        /// The date or period it speaks of.
        as_of: String,
        /// From the day after, it is out of date.
        review_by: String,
        /// Whether it is out of date at the date of the assessment.
        stale: bool,
    }

}

/// Which profile was used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProfileStamp {
    /// Its id.
    pub id: String,
    /// Its edition.
    pub edition: String,
    /// The SHA-256 of its bytes.
    pub sha256: String,
}

impl ProfileStamp {
    /// The stamp of a profile.
    pub fn of(profile: &Profile) -> ProfileStamp {
        ProfileStamp { id: profile.id.clone(), edition: profile.edition.clone(), sha256: profile.sha256().to_owned() }
    }
}

/// The version of this program.
pub const ENGINE: &str = env!("CARGO_PKG_VERSION");

/// The assessment as one line of JSON, without a line break; `letter` is looked through for what may not be published.
pub fn json(
    assessment: &Assessment,
    outlook: &Outlook,
    profile: &Profile,
    file: &str,
    notes: &[Note],
    letter: &Document,
) -> String {
    // Serialising strings, lists and booleans into memory cannot fail.
    serde_json::to_string(&assessment_file(assessment, outlook, profile, file, notes, letter)).unwrap_or_default()
}

fn assessment_file(
    assessment: &Assessment,
    outlook: &Outlook,
    profile: &Profile,
    file: &str,
    notes: &[Note],
    letter: &Document,
) -> AssessmentFile {
    let words = Words { assessment, profile };
    let cited = |figure: FigureRef| cite(profile, figure, assessment);
    let conclusion = |finding: &Finding| words.finding(finding).map(|sentence| sentence.text).unwrap_or_default();
    let trace: Vec<TraceFile> = assessment
        .findings
        .iter()
        .map(|finding| TraceFile {
            conclusion: conclusion(finding),
            check: finding.check.to_owned(),
            inputs: finding.inputs.iter().map(ToString::to_string).collect(),
            figures: assessment.findings.figures(finding).filter_map(cited).collect(),
        })
        .collect();
    let mut stale: Vec<String> = trace
        .iter()
        .flat_map(|trace| &trace.figures)
        .filter(|figure| figure.stale)
        .map(|figure| figure.id.clone())
        .collect();
    stale.sort();
    stale.dedup();
    AssessmentFile {
        schema: "home-assessment/assessment@1".to_owned(),
        file: file.to_owned(),
        as_at: assessment.context.as_at.iso(),
        stance: assessment.stance,
        fit: assessment.fit,
        access: assessment.access,
        value: assessment.value,
        findings: assessment
            .findings
            .iter()
            .map(|finding| FindingFile {
                check: finding.check.to_owned(),
                verdict: finding.outcome.verdict,
                reason: ReasonFile { code: finding.outcome.code.to_owned(), text: conclusion(finding) },
                facts: assessment.findings.facts(finding).iter().map(|fact| fact_file(fact, &words)).collect(),
                missing: finding.missing.iter().map(ToString::to_string).collect(),
            })
            .collect(),
        stance_reason: ReasonFile {
            code: reason_code(assessment),
            text: draft_position(&words).into_iter().map(|sentence| sentence.text).collect::<Vec<_>>().join(" "),
        },
        questions: questions(&words).into_iter().map(|question| question.sentence.text).collect(),
        redaction: redaction(letter, assessment, profile).into_iter().map(flag_file).collect(),
        notes: notes.iter().map(|note| NoteFile { field: note.field.path(), text: note.message.clone() }).collect(),
        advice: outlook.advice.iter().map(|way| advice_file(&words, way)).collect(),
        internal: InternalFile {
            fee_band: assessment.fee_band,
            actions: assessment.actions().iter().map(|action| (*action).to_owned()).collect(),
            comparison: comparison_file(assessment, profile),
            comparators: profile
                .comparators
                .iter()
                .filter_map(|id| cited(profile.figure(id, assessment.context.as_at)?))
                .collect(),
            objectives: objectives(&words)
                .into_iter()
                .map(|(title, bearing)| ObjectiveFile { title: title.text, bearing: bearing.text })
                .collect(),
        },
        trace,
        sensitivity: outlook.sensitivity.iter().filter_map(|found| sensitivity_file(profile, found)).collect(),
        stale,
        profile: ProfileStamp::of(profile),
        engine: ENGINE.to_owned(),
    }
}

fn flag_file(flag: Flag) -> FlagFile {
    let Flag { mark, found, reason, block, heading, field } = flag;
    let field = field.map(|field| field.path());
    FlagFile { kind: mark.code().to_owned(), words: found, reason, block, heading, field }
}

fn advice_file(words: &Words<'_>, way: &Way) -> AdviceFile {
    let changes = way.changes.iter().filter_map(|any| change(words, any));
    AdviceFile { changes: changes.map(|said| capitalised(&said.text)).collect(), stance: way.stance }
}

fn sensitivity_file(profile: &Profile, found: &Threshold) -> Option<SensitivityFile> {
    let cited = profile.cite(found.figure)?;
    Some(SensitivityFile {
        figure: cited.id.to_owned(),
        value: cited.value.value.normalize().to_string(),
        unit: cited.figure.unit.clone(),
        threshold: found.at.to_string(),
        beyond: found.beyond.code().to_owned(),
        stance: found.stance,
    })
}

fn comparison_file(assessment: &Assessment, profile: &Profile) -> Option<ComparisonFile> {
    let fees = &assessment.proposal.fees;
    let compared = compare(fees, profile, assessment.context.as_at);
    let lines = compared.lines.iter().map(|line| LineFile {
        heading: line.line.heading.to_string(),
        planned: line.line.planned.map(|amount| amount.to_string()),
        benchmark: line.benchmark.map(|amount| amount.to_string()),
        difference: line.difference.map(|amount| amount.to_string()),
        percent: line.percent.map(|percent| percent.normalize().to_string()),
        reason: line.line.reason.clone(),
        accepted: line.line.accepted,
    });
    (!compared.lines.is_empty()).then(|| ComparisonFile {
        planned: compared.planned.to_string(),
        benchmark: compared.benchmark.to_string(),
        adjusted: compared.adjusted.to_string(),
        uprating_percent: fees.uprating.map(|percent| percent.normalize().to_string()),
        lines: lines.collect(),
    })
}

fn reason_code(assessment: &Assessment) -> String {
    let of = |found: &[usize]| {
        let codes = found
            .iter()
            .filter_map(|at| assessment.findings.get(*at))
            .map(|finding| format!("{}.{}", finding.check, finding.outcome.code));
        codes.collect::<Vec<_>>().join("+")
    };
    match &assessment.reason {
        Reason::Factual(found) | Reason::Holding(found) => of(found),
        Reason::Conflict => "conflicting-documents".to_owned(),
        Reason::Matrix => format!("matrix.{}.{}", assessment.fit.code(), assessment.access.code()),
        Reason::Overridden(computed) => format!("overridden.{}", computed.code()),
    }
}

fn cite(profile: &Profile, figure: FigureRef, assessment: &Assessment) -> Option<FigureFile> {
    let cited = profile.cite(figure)?;
    Some(FigureFile {
        id: cited.id.to_owned(),
        value: cited.value.value.normalize().to_string(),
        unit: cited.figure.unit.clone(),
        source: source_title(profile, &cited.value.source),
        as_of: cited.value.as_of.clone().into(),
        review_by: cited.value.review_by.iso(),
        stale: cited.value.review_by < assessment.context.as_at,
    })
}

fn source_title(profile: &Profile, id: &str) -> String {
    profile.sources.get(id).map_or_else(|| id.to_owned(), |source| format!("{}, {}", source.publisher, source.title))
}

fn fact_file(fact: &Fact, words: &Words<'_>) -> FactFile {
    let profile = words.profile;
    let cited = match fact.origin {
        Origin::Figure(figure) => profile.cite(figure),
        _ => None,
    };
    let label = words.label(fact);
    let (value, unit) = match (&fact.value, &cited) {
        (_, Some(cited)) => (cited.value.value.normalize().to_string(), Some(cited.figure.unit.clone())),
        (FactValue::Places(n), _) => (n.to_string(), Some("places".to_owned())),
        (FactValue::Staff(n), _) => (n.to_string(), Some("staff".to_owned())),
        (FactValue::Years(n), _) => (n.to_string(), Some("years".to_owned())),
        (FactValue::Metres(n), _) => (n.to_string(), Some("metres".to_owned())),
        (FactValue::Percent(share), _) => (share.normalize().to_string(), Some("%".to_owned())),
        (FactValue::Weekly(fee), _) => (fee.to_string(), Some("£ a week".to_owned())),
        (FactValue::Count(n), _) => (n.to_string(), None),
        (FactValue::Stance(stance), _) => (stance.code().to_owned(), None),
        (FactValue::Date(date), _) => (date.iso(), None),
        (FactValue::Needs(needs), _) => (needs.iter().map(|need| need.code()).collect::<Vec<_>>().join("; "), None),
        (FactValue::Model(model), _) => (model.code().to_owned(), None),
        (FactValue::Code(code), _) => ((*code).to_owned(), None),
        _ => (words.value(fact).unwrap_or_default(), None),
    };
    let source = match (&fact.origin, &cited) {
        (_, Some(cited)) => source_title(profile, &cited.value.source),
        (Origin::Input(field), _) => format!("input: {field}"),
        _ => "rules".to_owned(),
    };
    FactFile { label, value, unit, source, as_of: cited.map(|cited| cited.value.as_of.clone().into()) }
}
