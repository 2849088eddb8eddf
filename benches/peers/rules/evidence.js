// How a check reaches a finding: it records every answer and figure as it reads them, and concludes.

import { figureOn, ruleOn } from "./profile.js";
import { byOrder } from "./questions.js";

// What an outcome does to the stance.
const FACTUAL = { does: "factual" };
const HOLDING = { does: "holding" };
const LOWERS_FIT = { does: "lowers-fit" };
const NOTHING = { does: "nothing" };

export const EFFECTS = {
  nothing: NOTHING,
  factual: FACTUAL,
  holding: HOLDING,
  lowersFit: LOWERS_FIT,
  fit: (to) => ({ does: "fit", to }),
  access: (to) => ({ does: "access", to }),
  value: (to) => ({ does: "value", to }),
};

const outcome =
  (verdict) =>
  (code, effect = NOTHING) => ({ code, verdict, effect });

/** Makers of outcomes, by what they say. */
export const met = outcome("met");
export const concern = outcome("concern");
export const notMet = outcome("not-met");
export const cannotSay = outcome("cannot-say");

/** Opens the evidence of a check with the answer that it is about. */
export function open(subject, check, path) {
  return new Evidence(subject, check, path);
}

class Evidence {
  constructor(subject, check, path) {
    this.subject = subject;
    this.finding = { check, outcome: undefined, inputs: [path], missing: [], facts: [] };
  }

  /** Records an answer that was looked at. */
  look(path) {
    const { inputs } = this.finding;
    if (!inputs.includes(path)) inputs.push(path);
    return this;
  }

  /** Records a stated answer under the name that sentences use for it. */
  input(name, path, type, value) {
    this.look(path);
    this.finding.facts.push({ name, type, value, path });
  }

  /** Records what the rules make of the answers and figures. */
  derived(name, type, value) {
    this.finding.facts.push({ name, type, value });
  }

  /** Records a dated value of a figure. */
  figure(name, figure) {
    this.finding.facts.push({ name, type: "figure", value: figure, figure });
  }

  /** Reads the figure of a rule and records it. */
  rule(name, rule) {
    const { profile, context } = this.subject;
    const figure = ruleOn(profile, rule, context.date);
    this.figure(name, figure);
    return figure.number;
  }

  /** Reads the figures that show a gap and records them. */
  gapFigures(gap) {
    const { profile, context } = this.subject;
    for (const id of gap.evidence) {
      const figure = figureOn(profile, id, context.date);
      if (figure) this.figure("evidence", figure);
    }
  }

  /** Records that an answer is not known. */
  missing(path) {
    this.look(path);
    const { missing } = this.finding;
    if (missing.includes(path)) return;
    missing.push(path);
    if (missing.length > 1) missing.sort(byOrder);
  }

  /** Makes the finding. */
  conclude(outcome) {
    this.finding.outcome = outcome;
    this.subject.findings.push(this.finding);
  }
}
