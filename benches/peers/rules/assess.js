// From a proposal to a stance: the checks in their order, then a fold over what each finding does, then the council's matrix.

import { applicationKind, area, conflicts, dates, resubmission } from "./checks/application.js";
import { engagement, localCommitment, otherAuthority } from "./checks/access.js";
import { fee, feeArithmetic, feeHeadings } from "./checks/fees.js";
import { ageNeed, ageSpan, cohortGap, homeModel, registration, staffing } from "./checks/home.js";
import { boundary, cumulative, locationConcern, postcode, separation } from "./checks/site.js";
import { compare, upperFee } from "./comparison.js";
import { modelFor, ruleOn } from "./profile.js";
import { ACCESSES, CANNOT_SAY, FITS, lowered } from "./vocabulary.js";

/** Before these, what is not a children's home ends the checks: it is recognised and not assessed as one. */
const FIRST = [area, applicationKind, postcode, registration];
const OTHERS = [
  conflicts,
  dates,
  resubmission,
  homeModel,
  cohortGap,
  staffing,
  ageSpan,
  ageNeed,
  separation,
  boundary,
  locationConcern,
  cumulative,
  engagement,
  localCommitment,
  otherAuthority,
  fee,
  feeHeadings,
  feeArithmetic,
];

/** From the least to the most cautious. */
const CAUTION = { fit: [...FITS, CANNOT_SAY], access: [...ACCESSES, CANNOT_SAY] };

/** What an assessment needs beside the proposal and the profile: the date, and homes answered before. */
export function contextOn(date, answered = []) {
  const known = answered
    .filter((home) => home.answeredOn <= date)
    .sort((one, other) => (one.answeredOn < other.answeredOn ? 1 : -1));
  // Of several answers to one application, the last.
  const seen = new Set();
  const last = known.filter(({ proposal: { application } }) => {
    const key = `${application.planning_authority} ${application.reference}`;
    if (!application.reference || !seen.has(key)) return seen.add(key);
    return false;
  });
  return { date, answered: last.sort(byApplication) };
}

function byApplication({ proposal: { application: one } }, { proposal: { application: other } }) {
  const keys = ["planning_authority", "reference"];
  const differs = keys.find((key) => (one[key] ?? "") !== (other[key] ?? ""));
  return differs === undefined ? 0 : (one[differs] ?? "") < (other[differs] ?? "") ? -1 : 1;
}

/** Assesses a proposal. What is not known is said to be unknown. */
export function assess(proposal, profile, context) {
  const stated = judge(proposal, proposal, profile, context);
  if (proposal.readings.length === 0 || stated.stance === "factual-only") return stated;
  const each = proposal.readings.map((reading) => judge(reading, proposal, profile, context));
  const readings = each.map(({ stance }) => stance);
  if (readings.some((stance) => stance !== readings[0])) {
    const reason = { because: "conflict" };
    return { ...stated, stance: "holding", reason, fit: CANNOT_SAY, access: CANNOT_SAY, readings };
  }
  return { ...each.reduce((kept, next) => (isMoreCautious(next, kept) ? next : kept)), readings };
}

/** Of readings that give the same stance, the one with the least fit, then the least access. */
function isMoreCautious(one, other) {
  const by = (measure) => CAUTION[measure].indexOf(one[measure]) - CAUTION[measure].indexOf(other[measure]);
  return (by("fit") || by("access")) > 0;
}

/** Assesses one reading, in which every answer is stated or unknown. */
function judge(reading, stated, profile, context) {
  const subject = {
    proposal: reading,
    stated,
    profile,
    context,
    authority: profile.byCode.get(reading.application.planning_authority),
    compared: compare(reading.fees, profile, context.date),
    model: reading.home.model ?? modelFor(profile, reading.home.places),
    findings: [],
  };
  for (const check of FIRST) check(subject);
  if (subject.findings.at(-1).outcome.effect.does !== "factual") for (const check of OTHERS) check(subject);
  const { findings } = subject;
  const folded = fold(findings);
  const { stance, reason } = positionOf(folded, profile);
  const assessed = reason.because === "matrix";
  return {
    proposal: stated,
    context,
    findings,
    stance,
    reason,
    fit: assessed ? folded.fit : CANNOT_SAY,
    access: assessed ? folded.access : CANNOT_SAY,
    fitBeforeConcerns: folded.fitBeforeConcerns,
    accessBeforeValue: folded.accessBeforeValue,
    value: folded.value,
    feeBand: feeBand(reading.fees, profile, context.date),
    readings: [],
  };
}

/** What the findings come to together. */
function fold(findings) {
  const folded = { factual: [], holding: [], fitBeforeConcerns: "none", value: "not-stated" };
  const said = new Set();
  let isLowered = false;
  for (const finding of findings) {
    const { does, to } = finding.outcome.effect;
    if (does === "factual" || does === "holding") folded[does].push(finding);
    else if (does === "lowers-fit") isLowered = true;
    else if (does === "fit") folded.fitBeforeConcerns = to;
    else if (does === "access") said.add(to);
    else if (does === "value") folded.value = to;
  }
  folded.fit = isLowered ? lowered(FITS, folded.fitBeforeConcerns) : folded.fitBeforeConcerns;
  // The strongest commitment wins, but a refusal outweighs what is not secured.
  folded.accessBeforeValue = ["secured", "none", "stated"].find((access) => said.has(access)) ?? "unknown";
  const lowers = folded.value === "unresolved" || folded.value === "above";
  folded.access = lowers ? lowered(ACCESSES, folded.accessBeforeValue) : folded.accessBeforeValue;
  return folded;
}

function positionOf({ factual, holding, fit, access }, profile) {
  if (factual.length > 0) return { stance: "factual-only", reason: { because: "factual", findings: factual } };
  if (holding.length > 0) return { stance: "holding", reason: { because: "holding", findings: holding } };
  return { stance: profile.matrix[fit][access], reason: { because: "matrix" } };
}

function feeBand(fees, profile, date) {
  const upper = upperFee(fees);
  if (!upper) return "not-stated";
  const reaches = (rule) => upper.gte(ruleOn(profile, rule, date).number);
  if (reaches("veryHighCost")) return "very-high-cost";
  if (reaches("highCost")) return "high-cost";
  return reaches("midRange") ? "mid-range" : "below-threshold";
}
