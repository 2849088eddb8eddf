//! The assessment as JSON (`home-assessment/assessment@1`): everything concluded, with what it rests on.

use crate::assessment::{Assessment, Fact, FactValue, FeeBand, Finding, Origin, Reason, Verdict};
use crate::form::Note;
use crate::profile::{FigureRef, Profile};
use crate::response::{Words, draft_position, questions};
use crate::vocabulary::{Access, Fit, Stance, Value};
use serde::Serialize;

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
        /// How answers were read where that is not plain, each with its question.
        notes: Vec<NoteFile>,
        /// For the commissioning team alone.
        internal: InternalFile,
        /// Each conclusion with the answers and figures it rests on.
        trace: Vec<TraceFile>,
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

    /// For the commissioning team alone.
    InternalFile {
        /// not-stated, below-threshold, mid-range, high-cost or very-high-cost.
        fee_band: FeeBand,
        /// carecubed-analysis, high-cost-justification, escalate.
        actions: Vec<String>,
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

    /// Which profile was used.
    ProfileStamp {
        /// Its id.
        id: String,
        /// Its edition.
        edition: String,
        /// The SHA-256 of its bytes.
        sha256: String,
    }
}

/// The assessment as one line of JSON, without a line break.
pub fn json(assessment: &Assessment, profile: &Profile, file: &str, notes: &[Note]) -> String {
    // Serialising strings, lists and booleans into memory cannot fail.
    serde_json::to_string(&assessment_file(assessment, profile, file, notes)).unwrap_or_default()
}

fn assessment_file(assessment: &Assessment, profile: &Profile, file: &str, notes: &[Note]) -> AssessmentFile {
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
        notes: notes.iter().map(|note| NoteFile { field: note.field.path(), text: note.message.clone() }).collect(),
        internal: InternalFile {
            fee_band: assessment.fee_band,
            actions: assessment.fee_band.actions().iter().map(|action| (*action).to_owned()).collect(),
        },
        trace,
        stale,
        profile: ProfileStamp {
            id: profile.id.clone(),
            edition: profile.edition.clone(),
            sha256: profile.sha256().to_owned(),
        },
        engine: env!("CARGO_PKG_VERSION").to_owned(),
    }
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
