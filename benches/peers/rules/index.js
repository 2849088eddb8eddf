// The rules as one: a proposal and a profile in, an assessment, its words and the letter out.

import { openQuestions } from "./ask.js";
import { draft, positionOf } from "./letter.js";
import { Words } from "./words.js";

export { assess, contextOn } from "./assess.js";
export { formOf, emptyForm } from "./file.js";
export { parse } from "./proposal.js";
export { plainText, run } from "./plain-text.js";
export { prepare } from "./profile.js";

/** What an assessment comes to in words: each finding's sentence, the open questions, the position and the letter. */
export function inWords(assessment, profile) {
  const words = new Words(assessment, profile);
  return {
    findings: assessment.findings.map((finding) => ({
      check: finding.check,
      code: finding.outcome.code,
      verdict: finding.outcome.verdict,
      text: words.finding(finding)?.text ?? "",
      missing: finding.missing,
    })),
    questions: openQuestions(words),
    position: positionOf(words)
      .map(({ text }) => text)
      .join(" "),
    letter: draft(words),
  };
}
