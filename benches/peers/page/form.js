// What happens to the form: each change gives another form, which shares what has not changed.

import { NEEDS } from "../rules/vocabulary.js";

/** The form with this text as the answer; empty text clears it. Whoever answers settles a doubt. */
export function typed({ answers, doubts }, path, text) {
  const now = new Map(answers);
  if (text === "") now.delete(path);
  else now.set(path, text);
  if (text === "" || !doubts.has(path)) return { answers: now, doubts };
  const settled = new Map(doubts);
  settled.delete(path);
  return { answers: now, doubts: settled };
}

/** The form with a question recorded as unclear or asked, or no longer so. */
export function doubted({ answers, doubts }, path, state) {
  const now = new Map(doubts);
  if (now.get(path)?.state === state) now.delete(path);
  else now.set(path, { state, claims: [] });
  return { answers, doubts: now };
}

/** The form with one need – they are codes, one a line – put in or taken out. */
export function needChosen(form, path, code, isChosen) {
  const chosen = new Set((form.answers.get(path) ?? "").split("\n"));
  if (isChosen) chosen.add(code);
  else chosen.delete(code);
  return typed(form, path, NEEDS.filter((need) => chosen.has(need)).join("\n"));
}

/** Whether an answer holds a need. */
export const hasNeed = (text, code) => text.split("\n").includes(code);

/** Today, as the person at this browser has it. */
export function today(now = new Date()) {
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
