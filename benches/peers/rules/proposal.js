// Form → proposal: reads every answer, keeps every problem, and leaves a bad answer unknown, visibly.

import { said } from "./dates.js";
import { FIXED_QUESTIONS, byOrder, headingPaths, question } from "./questions.js";
import { quoted } from "./text.js";
import { read, readNeeds, readText, unfitToPublish } from "./values.js";

/** At most so many combinations of conflicting answers are assessed. */
const MOST_READINGS = 16;
const MOST_DOCUMENTS = 50;
const MOST_DOCUMENT = 300;
const MOST_QUOTED = 120;

/**
 * Reads a form. Gives back `{ proposal, problems, notes }`, problems and notes as `{ path, message }`. What is not known is
 * undefined; `proposal.readings` has a proposal for each version where documents conflict.
 */
export function parse(form, profile) {
  const claimed = conflictsOf(form, profile);
  const settled = claimed.found.length === 0 ? form : settledForm(form, claimed.found);
  const reader = newReader(settled, profile);
  const proposal = readAnswers(reader);
  proposal.states = new Map([...form.doubts.keys()].sort(byOrder).map((path) => [path, form.doubts.get(path).state]));
  proposal.conflicts = claimed.found.map(({ path, claims }) => ({ path, claims }));
  relate(reader, proposal);
  proposal.readings = readingsOf(claimed.found, settled, proposal, reader);
  const known = new Set(claimed.problems.map(({ path, message }) => `${path}\n${message}`));
  const problems = reader.problems.filter(({ path, message }) => !known.has(`${path}\n${message}`));
  return { proposal, problems: [...claimed.problems, ...problems], notes: reader.notes };
}

/** The documents' conflict about an answer. */
export const conflictOn = (proposal, path) => proposal.conflicts.find((conflict) => conflict.path === path);

const newReader = (form, profile) => ({ form, profile, problems: [], notes: [] });

function emptyProposal() {
  return {
    application: { documents: [] },
    site: {},
    home: {},
    children: { needs: 0 },
    fees: { lines: [] },
    access: {},
    provider: {},
  };
}

/** Where each answer stands in a proposal, where that is not as in the file. */
const PLACES = {
  "fees.carecubed.version": ["fees", "version"],
  "fees.carecubed.date": ["fees", "benchmarkDate"],
  "fees.carecubed.uprating_percent": ["fees", "uprating"],
};
const SLOTS = FIXED_QUESTIONS.map((asked) => {
  const [part, name] = PLACES[asked.path] ?? asked.path.split(".");
  return { asked, part, name };
});

function readAnswers(reader) {
  const proposal = emptyProposal();
  for (const { asked, part, name } of SLOTS) {
    const found = answer(reader, asked);
    if (found === undefined) continue;
    if (asked.kind === "oldest") Object.assign(proposal.children, { age_max: found.age, givenAs18: found.givenAs18 });
    else proposal[part][name] = found;
  }
  proposal.fees.lines = feeLines(reader);
  return proposal;
}

/** Reads one answer; nothing typed, or a single claim of a document, is no problem. */
function answer(reader, asked) {
  const { form } = reader;
  if (asked.kind === "lines") return documents(reader, form.answers.get(asked.path) ?? "");
  if (asked.kind === "needs") return needs(reader, form.answers.get(asked.path) ?? "");
  const text = form.answers.get(asked.path) || form.doubts.get(asked.path)?.claims[0]?.value || "";
  if (text.trim() === "") return undefined;
  const { value, remark, fault } = read(text, asked);
  if (fault) reader.problems.push({ path: asked.path, message: fault });
  if (remark) reader.notes.push({ path: asked.path, message: remark });
  const unfit = asked.free && !asked.internal && value ? unfitToPublish(value) : undefined;
  if (unfit) reader.notes.push({ path: asked.path, message: unfit });
  return value;
}

function documents(reader, text) {
  const path = "application.documents";
  const listed = [];
  for (const line of text === "" ? [] : text.split("\n")) {
    const { value, remark, fault } = readText(line, { most: MOST_DOCUMENT, kind: "line" });
    if (fault) reader.problems.push({ path, message: fault });
    if (remark) reader.notes.push({ path, message: remark });
    if (value) listed.push(value);
  }
  if (listed.length <= MOST_DOCUMENTS) return listed;
  reader.problems.push({ path, message: `${listed.length} documents are listed; the most is ${MOST_DOCUMENTS}` });
  return [];
}

function needs(reader, text) {
  if (text === "") return 0;
  const { set, faults } = readNeeds(text);
  reader.problems.push(...faults.map((message) => ({ path: "children.needs", message })));
  return set;
}

/** The fee by heading, in the order of the profile. */
function feeLines(reader) {
  const { form, profile } = reader;
  const about = [...form.answers.keys(), ...form.doubts.keys()].filter((path) => question(path).heading !== undefined);
  if (about.length === 0) return [];
  const known = profile.headings.map(({ id }) => id);
  for (const path of [...new Set(about)].sort(byOrder)) {
    const { heading } = question(path);
    if (known.includes(heading)) continue;
    reader.problems.push({
      path,
      message: `${quoted(heading)} is not a fee heading of this profile; they are ${known.join(", ")}`,
    });
  }
  const lines = known.map((heading) => {
    const paths = headingPaths(heading);
    const of = (part) => answer(reader, question(paths[part]));
    return { heading, planned: of("planned"), benchmark: of("benchmark"), reason: of("reason"), accepted: of("accepted") };
  });
  const isSaid = (line) => [line.planned, line.benchmark, line.reason, line.accepted].some((part) => part !== undefined);
  return lines.filter(isSaid);
}

/** Answers that contradict each other are a problem, and unknown. */
function relate(reader, { application, home, children, fees, access, conflicts }) {
  const problem = (path, message) => void reader.problems.push({ path, message });
  const { age_min: min, age_max: max } = children;
  if (min > max) {
    problem(
      "children.age_min",
      `the youngest age, ${min}, is above the oldest, ${max}; check both, they may be the wrong way round`,
    );
    Object.assign(children, { age_min: undefined, age_max: undefined, givenAs18: undefined });
  }
  const { weekly: low, weekly_max: high } = fees;
  if (low && high && low.gt(high)) {
    // A fee on which documents conflict is judged by its upper end.
    if (conflicts.some(({ path }) => path === "fees.weekly" || path === "fees.weekly_max")) {
      fees.weekly_max = low;
    } else {
      problem(
        "fees.weekly_max",
        `the upper end of the fee, ${high.toFixed(2)}, is below the lower end, ${low.toFixed(2)}; check both`,
      );
      Object.assign(fees, { weekly: undefined, weekly_max: undefined });
    }
  }
  const { received, respond_by: respondBy } = application;
  if (received && respondBy && respondBy < received) {
    problem(
      "application.respond_by",
      `${said(respondBy)} is before the application was received, ${said(received)}; check both dates`,
    );
    application.respond_by = undefined;
  }
  if (access.places_reserved > home.places) {
    problem(
      "access.places_reserved",
      `${access.places_reserved} places are reserved in a home with ${home.places}; check both numbers`,
    );
    access.places_reserved = undefined;
  }
}

/** Every answer for which documents give two or more sound, different versions; unsound ones are problems. */
function conflictsOf(form, profile) {
  const found = [];
  const problems = [];
  for (const path of [...form.doubts.keys()].sort(byOrder)) {
    const asked = question(path);
    const stated = { value: (form.answers.get(path) ?? "").trim(), document: "" };
    const versions = new Map();
    for (const claim of [...form.doubts.get(path).claims, ...(stated.value ? [stated] : [])]) {
      const text = claim.value.trim();
      const reader = newReader({ answers: new Map(text ? [[path, text]] : []), doubts: new Map() }, profile);
      const version = readAlone(reader, asked);
      // A stated answer is read with the form; here it only counts as one more version.
      const isStated = claim.value === stated.value && claim.document === "";
      if (claim.value && !isStated) problems.push(...reader.problems);
      if (version !== undefined && !versions.has(version)) versions.set(version, { ...claim, value: text });
    }
    if (versions.size >= 2) found.push(conflict(asked, [...versions.values()]));
  }
  return { found, problems };
}

/** One answer as a text that is the same for the same meaning; undefined where it has none. */
function readAlone(reader, asked) {
  if (asked.heading !== undefined) {
    const [line] = feeLines(reader);
    return line && JSON.stringify(line);
  }
  const value = answer(reader, asked);
  return value === undefined || (value === 0 && asked.kind === "needs") || value.length === 0
    ? undefined
    : JSON.stringify(value);
}

/** A conflict: its versions as they were read, what stands in place of them, and those that are each assessed. */
function conflict(asked, versions) {
  const texts = versions.map(({ value }) => value);
  const claims = versions.map(({ value, document }) => ({ value: asRead(asked, value), document }));
  const { path } = asked;
  if (path === "fees.weekly" || path === "fees.weekly_max") {
    // A fee is judged by its upper end, and never holds the letter.
    const highest = texts.reduce((most, text) => (amount(text).gte(amount(most)) ? text : most));
    return { path, claims, settled: highest, each: [] };
  }
  // Several uses offered are for the check of the registration to weigh.
  return { path, claims, settled: "", each: asked.internal || path === "home.registration" ? [] : texts };
}

const amount = (text) => read(text, question("fees.weekly")).value;

/** A sound answer as it was read, in one short line that is safe to quote. */
function asRead(asked, text) {
  if (asked.kind === "line" || asked.kind === "text") {
    const clean = readText(text, { kind: "line" }).value ?? "";
    const short = [...clean].slice(0, MOST_QUOTED).join("");
    return short.length < clean.length ? `${short}…` : short;
  }
  const { value } = asked.kind === "lines" || asked.kind === "needs" ? {} : read(text, asked);
  if (asked.kind === "date") return said(value);
  if (asked.kind === "postcode") return value.text;
  return asked.kind === "area-code" ? value : text;
}

function settledForm(form, found) {
  const settled = { answers: new Map(form.answers), doubts: new Map(form.doubts) };
  for (const { path, settled: text } of found) {
    if (text) settled.answers.set(path, text);
    else settled.answers.delete(path);
    settled.doubts.delete(path);
  }
  return settled;
}

/** The proposal as each combination of the conflicting documents would have it. */
function readingsOf(found, settled, proposal, { problems, profile }) {
  const open = found.filter(({ each }) => each.length > 0);
  if (open.length === 0) return [];
  if (open.reduce((product, { each }) => product * each.length, 1) > MOST_READINGS) {
    const message = `the documents conflict in more than ${MOST_READINGS} combinations of answers; settle some of them with the applicant first`;
    problems.push({ path: open[0].path, message });
    return [];
  }
  const combinations = open.reduce(
    (forms, { path, each }) => forms.flatMap((answers) => each.map((text) => new Map(answers).set(path, text))),
    [settled.answers],
  );
  const versions = combinations.map((answers) => reading({ answers, doubts: settled.doubts }, proposal, profile));
  // A combination that contradicts itself (ages 17 to 10) is nobody's version; where all do, that is a problem.
  const sound = versions.filter(({ problem }) => !problem);
  if (sound.length === 0) problems.push(versions[0].problem);
  return sound.map(({ read }) => read);
}

function reading(form, { conflicts }, profile) {
  const reader = newReader(form, profile);
  const read = readAnswers(reader);
  if (read.access.places_reserved > read.home.places) read.access.places_reserved = read.home.places;
  // Uses offered as alternatives and fees stay as they are in every reading; other conflicts are settled in it.
  read.conflicts = conflicts.filter(({ path }) => path === "home.registration" || question(path).internal);
  reader.problems = [];
  relate(reader, read);
  return { read, problem: reader.problems[0] };
}
