// The draft, kept in this browser: what was typed, and what is recorded as unclear or asked.

import { emptyForm } from "../rules/file.js";

const KEY = "home-assessment-peer/draft";
/** A draft is written this long after a change, in milliseconds. */
const SAVE_AFTER = 200;

let saving;

/** The form as it was left; empty where none is kept or it cannot be read. */
export function restored() {
  try {
    const { answers, doubts } = JSON.parse(localStorage.getItem(KEY));
    return { answers: new Map(answers), doubts: new Map(doubts) };
  } catch {
    return emptyForm();
  }
}

/** Keeps a form, once typing pauses. */
export function keep({ answers, doubts }) {
  clearTimeout(saving);
  saving = setTimeout(() => write(JSON.stringify({ answers: [...answers], doubts: [...doubts] })), SAVE_AFTER);
}

export function forget() {
  clearTimeout(saving);
  write(undefined);
}

function write(draft) {
  try {
    if (draft === undefined) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, draft);
  } catch {
    // A browser may keep nothing for a page; the form works all the same.
  }
}
