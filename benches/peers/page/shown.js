// An assessment as a page shows it, as plain data in the profile's words: what a framework has only to put up.

import { assess, contextOn, parse, run } from "../rules/index.js";
import { openQuestions } from "../rules/ask.js";
import { said } from "../rules/dates.js";
import { draft, positionOf } from "../rules/letter.js";
import { question } from "../rules/questions.js";
import { capitalised, oneLine } from "../rules/text.js";
import { ACCESSES, CANNOT_SAY, FITS, VALUES } from "../rules/vocabulary.js";
import { Words } from "../rules/words.js";

/** What weighs most first. */
const WEIGHT = ["not-met", "concern", "cannot-say", "met"];
/** The units that an amount in words already holds. */
const SPOKEN = new Set(["%", "£", "£ a week", "£ a year", "times", "years", "months", "weeks", "metres"]);
const ACTIONS = ["carecubed-analysis", "high-cost-justification", "escalate"];
const ACTIONS_OF_BAND = { "mid-range": 1, "high-cost": 2, "very-high-cost": 3 };

/**
 * What a form comes to on a day: `{ problems, notes, assessment, letter }`. There is no assessment of an empty form, and no
 * letter without a planning authority to send it to.
 */
export function outcomeOf(form, profile, date) {
  const { proposal, problems, notes } = parse(form, profile);
  if (form.answers.size === 0 && form.doubts.size === 0) return { problems, notes };
  const words = new Words(assess(proposal, profile, contextOn(date)), profile);
  const letter = proposal.application.planning_authority ? sheetOf(draft(words)) : undefined;
  return { problems, notes, assessment: shownAssessment(words), letter };
}

function shownAssessment(words) {
  const { assessment, profile } = words;
  return {
    stance: profile.wording.stances[assessment.stance].title,
    position: positionOf(words)
      .map(({ text }) => text)
      .join(" "),
    scales: scalesOf(words),
    matrix: matrixOf(words),
    internal: internalOf(words),
    findings: findingsOf(words),
    questions: questionsOf(words),
  };
}

/** Words of the screen; the sentences of the note serve for its measures. */
const screen = (words, key, names) => words.clause(`screen.${key}`, names).text;
const noted = (words, key) => words.say(`note.${key}`).text;

/** Each measure with its steps, the best first, and the one it stands on. */
function scalesOf(words) {
  const { fit, access, value, fitBeforeConcerns, accessBeforeValue } = words.assessment;
  const scale = (of, codes, at, remark) => ({
    name: noted(words, `label.${of}`),
    steps: codes.map((code) => ({ words: screen(words, `step.${of}.${code}`), isHere: code === at })),
    said: [`${of}.${at}`, remark]
      .filter(Boolean)
      .map((key) => noted(words, key))
      .join(" "),
  });
  const isLowered = (now, before) => now !== CANNOT_SAY && now !== before;
  return [
    scale("fit", FITS, fit, isLowered(fit, fitBeforeConcerns) && "fit-lowered"),
    scale("access", ACCESSES, access, isLowered(access, accessBeforeValue) && "access-lowered"),
    scale("value", VALUES, value),
  ];
}

/** The council's matrix, with the place of this proposal where its stance is taken from it. */
function matrixOf(words) {
  const { profile, assessment } = words;
  const { fit, access, stance } = assessment;
  const cell = (row, column) => {
    const isHere = row === fit && column === access && profile.matrix[row][column] === stance;
    return { words: profile.wording.stances[profile.matrix[row][column]].title, isHere };
  };
  return {
    name: screen(words, "matrix"),
    caption: screen(words, "matrix.caption"),
    here: screen(words, "matrix.here"),
    columns: ACCESSES.map((column) => screen(words, `step.access.${column}`)),
    rows: FITS.map((row) => ({ name: screen(words, `step.fit.${row}`), cells: ACCESSES.map((column) => cell(row, column)) })),
  };
}

/** What is for the council alone: the band of the fee, and what it asks of the team. */
function internalOf(words) {
  const { feeBand } = words.assessment;
  return {
    title: screen(words, "internal"),
    bandLabel: noted(words, "label.band"),
    band: noted(words, `band.${feeBand}`),
    actionsLabel: screen(words, "actions"),
    actions: ACTIONS.slice(0, ACTIONS_OF_BAND[feeBand] ?? 0).map((action) => noted(words, `action.${action}`)),
    noActions: screen(words, "no-actions"),
  };
}

function findingsOf(words) {
  const found = WEIGHT.flatMap((verdict) => words.assessment.findings.filter(({ outcome }) => outcome.verdict === verdict));
  return {
    title: screen(words, "findings"),
    remark: screen(words, "findings.open"),
    list: found.map((finding) => findingOf(words, finding)),
  };
}

/** What one check found, with the facts that it rests on. */
function findingOf(words, finding) {
  const { check, outcome, facts, missing } = finding;
  const rows = facts.map((fact) => factOf(words, fact));
  const unknown = missing
    .map((path) => fieldWords(words, path)?.label)
    .filter(Boolean)
    .join("; ");
  if (unknown) rows.push({ label: screen(words, "not-stated"), value: unknown });
  return {
    title: words.profile.wording.checks[check].title,
    verdict: outcome.verdict,
    verdictWords: screen(words, `verdict.${outcome.verdict}`),
    text: words.finding(finding)?.text ?? "",
    facts: rows,
  };
}

const fieldWords = ({ profile }, path) => profile.wording.fields[question(path).general];

/** A fact and where it comes from: an answer, the council's rules, or a publication. */
function factOf(words, fact) {
  const value = capitalised(words.value(fact) ?? "");
  if (fact.figure) return publishedFact(words, fact.figure, value);
  const label = words.profile.wording.facts[fact.name] ?? (fact.path && fieldWords(words, fact.path)?.label) ?? fact.name;
  return { label, value, source: screen(words, fact.path ? "answer" : "rules") };
}

function publishedFact(words, figure, value) {
  const { publisher, title } = words.profile.sources[figure.source];
  const isStale = figure.reviewBy < words.assessment.context.date;
  return {
    label: figure.title,
    value: SPOKEN.has(figure.unit) ? value : `${value} ${figure.unit}`,
    source: screen(words, "published", { title: `${publisher}, ${title}`, as_of: figure.asOf }),
    stale: isStale ? `${screen(words, "stale")}, ${said(figure.reviewBy)}` : undefined,
  };
}

/** What to ask the applicant, with what was asked already and what the letter does not ask. */
function questionsOf(words) {
  const list = openQuestions(words).map(({ text, asked, isPublic }) => {
    const remarks = [asked && "questions.asked", !isPublic && "questions.not-public"].filter(Boolean);
    return { text, remark: remarks.map((key) => screen(words, key)).join(", ") };
  });
  return { title: screen(words, "questions"), list };
}

/** The letter as it is put up: each block with its texts. */
function sheetOf({ title, blocks }) {
  const lines = (sentences) => sentences.map(({ text }) => oneLine(text));
  return {
    title,
    blocks: blocks.map(({ type, text, sentences, numbered, items }) => {
      if (type === "heading") return { type, text };
      if (type === "list") return { type, numbered, items: items.map(run) };
      return type === "lines" ? { type, lines: lines(sentences) } : { type, text: run(sentences) };
    }),
  };
}
