//! From findings to a stance: a fold over what each finding does, then the council's matrix. The one place where the
//! order of the rules is decided.

use super::{Case, Context, Effect, FactValue, Finding, Findings, compare};
use crate::checks;
use crate::date::Date;
use crate::profile::{Profile, Rule};
use crate::proposal::{Proposal, Statement};
use crate::vocabulary::{Access, FeeBand, Fit, Stance, Value};

/// Why the stance is what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// These findings leave only facts to state: their positions in the list of findings, first the deciding one.
    Factual(Vec<usize>),
    /// These findings keep the position open.
    Holding(Vec<usize>),
    /// The documents conflict in a way that changes the stance.
    Conflict,
    /// The cell of the matrix for the fit and access of the assessment.
    Matrix,
    /// A person confirmed another stance than this one, which was computed.
    Overridden(Stance),
}

/// The whole result for one proposal.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// The proposal, as understood.
    pub proposal: Proposal,
    /// The date and what else was passed in.
    pub context: Context,
    /// What each check found.
    pub findings: Findings,
    /// The position.
    pub stance: Stance,
    /// Why.
    pub reason: Reason,
    /// The fit, after concerns.
    pub fit: Fit,
    /// The fit before concerns.
    pub fit_before_concerns: Fit,
    /// Access, after value.
    pub access: Access,
    /// Access before value.
    pub access_before_value: Access,
    /// Value for money.
    pub value: Value,
    /// The band of the fee.
    pub fee_band: FeeBand,
    /// Where documents conflict, the stance for each reading, in the order of [`Proposal::readings`].
    pub readings: Vec<Stance>,
}

impl Assessment {
    /// The finding of a check.
    pub fn finding(&self, check: &str) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.check == check)
    }

    /// The assessment with the stance that a person confirmed in place of the computed one.
    pub fn confirmed(&self, stance: Stance) -> Assessment {
        let reason = if stance == self.stance { self.reason.clone() } else { Reason::Overridden(self.stance) };
        Assessment { stance, reason, ..self.clone() }
    }

    /// Whether this result, as `check.result`, was found.
    pub fn found(&self, result: &str) -> bool {
        let (check, code) = result.split_once('.').unwrap_or_default();
        self.findings.iter().any(|finding| finding.check == check && finding.outcome.code == code)
    }

    /// The gaps that the home meets, by their position in the profile.
    pub fn gaps_met(&self) -> impl Iterator<Item = usize> {
        let meets = |finding: &&Finding| finding.outcome.effect == Effect::Fit(Fit::Strong);
        let facts = self.findings.iter().filter(meets).flat_map(|finding| self.findings.facts(finding));
        facts
            .flat_map(|fact| match &fact.value {
                FactValue::Gaps(gaps) => gaps.as_slice(),
                _ => &[],
            })
            .copied()
    }

    /// What the fee asks of the commissioning team, as codes; nothing where fees are not in question.
    pub fn actions(&self) -> &'static [&'static str] {
        if self.stance == Stance::FactualOnly { &[] } else { self.fee_band.actions() }
    }

    /// The findings that lowered the fit.
    pub fn concerns(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.outcome.effect == Effect::LowersFit)
    }
}

/// Assesses a proposal. Total: it cannot fail, and what is not known is said to be unknown.
pub fn assess(proposal: &Proposal, profile: &Profile, context: &Context) -> Assessment {
    let stated = judge(proposal, proposal, profile, context);
    if proposal.readings().is_empty() || stated.stance == Stance::FactualOnly {
        return stated;
    }
    let each: Vec<Assessment> =
        proposal.readings().iter().map(|reading| judge(reading, proposal, profile, context)).collect();
    let readings: Vec<Stance> = each.iter().map(|assessment| assessment.stance).collect();
    let same = readings.windows(2).all(|pair| matches!(pair, [a, b] if a == b));
    // The cautious reading: of those that give the same stance, the one with the least fit, then the least access.
    let cautious = each
        .into_iter()
        .min_by_key(|assessment| (std::cmp::Reverse(assessment.fit), std::cmp::Reverse(assessment.access)));
    match cautious {
        Some(cautious) if same => Assessment { readings, ..cautious },
        _ => Assessment {
            stance: Stance::Holding,
            reason: Reason::Conflict,
            fit: Fit::CannotSay,
            access: Access::CannotSay,
            readings,
            ..stated
        },
    }
}

/// Assesses one reading, in which every answer is stated or unknown.
fn judge(reading: &Statement, proposal: &Proposal, profile: &Profile, context: &Context) -> Assessment {
    let compared = compare(&reading.fees, profile, context.as_at);
    let case = Case::new(reading, proposal, profile, context, &compared);
    let mut findings = Findings::new();
    for check in checks::ALL {
        (check.run)(case, &mut findings);
        // What is not a children's home is recognised and not assessed as one.
        let other = |finding: &Finding| finding.outcome.effect == Effect::FactualOnly;
        if check.id == checks::REGISTRATION && findings.last().is_some_and(other) {
            break;
        }
    }

    let (mut factual, mut holding) = (Vec::new(), Vec::new());
    let (mut fit, mut lowered, mut value) = (Fit::None, false, Value::NotStated);
    let (mut secured, mut refused, mut stated) = (false, false, false);
    for (at, finding) in findings.iter().enumerate() {
        match finding.outcome.effect {
            Effect::None => {}
            Effect::FactualOnly => factual.push(at),
            Effect::Holding => holding.push(at),
            Effect::Fit(found) => fit = found,
            Effect::LowersFit => lowered = true,
            Effect::Access(Access::Secured) => secured = true,
            Effect::Access(Access::None) => refused = true,
            Effect::Access(Access::Stated) => stated = true,
            Effect::Access(_) => {}
            Effect::Value(found) => value = found,
        }
    }

    let fit_before_concerns = fit;
    if lowered {
        fit = fit.lowered();
    }
    let access_before_value = match (secured, refused, stated) {
        (true, ..) => Access::Secured,
        (_, true, _) => Access::None,
        (.., true) => Access::Stated,
        _ => Access::Unknown,
    };
    let access = match value {
        Value::Unresolved | Value::Above => access_before_value.lowered(),
        Value::Aligned | Value::NotStated => access_before_value,
    };
    let (stance, reason) = if !factual.is_empty() {
        (Stance::FactualOnly, Reason::Factual(factual))
    } else if !holding.is_empty() {
        (Stance::Holding, Reason::Holding(holding))
    } else {
        (profile.stance(fit, access).unwrap_or(Stance::Holding), Reason::Matrix)
    };
    let assessed = reason == Reason::Matrix;
    Assessment {
        proposal: proposal.clone(),
        context: context.clone(),
        fee_band: fee_band(reading, profile, context.as_at),
        findings,
        stance,
        reason,
        fit: if assessed { fit } else { Fit::CannotSay },
        access: if assessed { access } else { Access::CannotSay },
        fit_before_concerns,
        access_before_value,
        value,
        readings: Vec::new(),
    }
}

fn fee_band(reading: &Statement, profile: &Profile, as_at: Date) -> FeeBand {
    let Some(fee) = reading.fees.upper() else {
        return FeeBand::NotStated;
    };
    let from = |rule| fee >= profile.rule(rule, as_at).1;
    match (from(Rule::VeryHighCostFee), from(Rule::HighCostFee), from(Rule::MidRangeFee)) {
        (true, ..) => FeeBand::VeryHighCost,
        (_, true, _) => FeeBand::HighCost,
        (.., true) => FeeBand::MidRange,
        _ => FeeBand::BelowThreshold,
    }
}
