// What to ask the applicant: each question once, in the order of the findings that lead to it.

import { conflictOn } from "./proposal.js";
import { question } from "./questions.js";

/** Every open question as `{ text, asked, isPublic }`; none where only facts are stated. */
export function openQuestions(words) {
  const { assessment, proposal } = words;
  if (assessment.stance === "factual-only") return [];
  const asks = new Map();
  const add = (text, asked, isPublic) => {
    if (text !== undefined && !asks.has(text)) asks.set(text, { text, asked, isPublic });
  };
  const isAsked = (path) => proposal.states.get(path) === "asked";
  const about = (path) => {
    // Where documents conflict on an answer, which is right has been asked already.
    if (conflictOn(proposal, path)) return;
    const { general, internal } = question(path);
    add(words.fill(words.profile.wording.fields[general]?.ask)?.text, isAsked(path), !internal);
  };
  for (const finding of assessment.findings) {
    const { letter } = words.outcome(finding) ?? {};
    add(words.ofFinding(finding, "question")?.text, finding.inputs.some(isAsked), letter);
    finding.missing.forEach(about);
  }
  for (const path of proposal.states.keys()) about(path);
  return [...asks.values()];
}
