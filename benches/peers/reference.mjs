// One proposal by both: what the command line makes of it, and what the rules here make of it, in the same shape.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";

import { cases, cli, root } from "../../tests/browser/places.mjs";
import { assess, contextOn, formOf, inWords, parse, plainText, prepare } from "./rules/index.js";

/** The date of a case that names no other. */
export const DATE = "2026-11-21";
const MOST_BYTES = 1024 ** 3;

const read = (...parts) => readFileSync(path.join(root, ...parts), "utf8");
const general = JSON.parse(read("profiles/words.json")); // a profile holds only what it says differently
const profiles = new Map();

/** A profile of the folder `profiles`, made ready. */
export function profileOf(name = "lancashire") {
  if (!profiles.has(name)) {
    const bytes = readFileSync(path.join(root, "profiles", `${name}.json`));
    profiles.set(name, prepare(JSON.parse(bytes), general, createHash("sha256").update(bytes).digest("hex")));
  }
  return profiles.get(name);
}

/** Every case of tests/cases, with the inputs that its expectations name: `{ name, file, profile, date, benchmark, answered }`. */
export function casesOfTests() {
  const names = readdirSync(cases)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length));
  return names.sort().map((name) => {
    const expected = read("tests/cases", `${name}.expected`);
    const value = (key) => new RegExp(`^${key}: (.*)$`, "m").exec(expected)?.[1];
    return {
      name,
      file: path.join(cases, `${name}.json`),
      profile: value("profile"),
      date: value("date") ?? DATE,
      benchmark: value("benchmark"),
      answered: value("answered before"),
    };
  });
}

/** What the command line says of many proposals that share their other inputs: results by file. A refused one has none. */
export function byCommandLine(files, { profile, date, benchmark, answered }) {
  const options = ["--date", date];
  if (profile) options.push("--profile", path.join(root, "profiles", `${profile}.json`));
  if (benchmark) options.push("--benchmark", path.join(root, "tests/benchmarks", `${benchmark}.csv`));
  if (answered) options.push("--answered", path.join(root, "tests/answered", `${answered}.json`));
  const assessments = lines(run([...files, ...options, "--format", "json"])).map((line) => JSON.parse(line));
  const letters = run([...files, ...options, "--format", "text"]).split("\f");
  return new Map(assessments.map((assessment, at) => [assessment.file, ofCommandLine(assessment, letters[at])]));
}

function run(options) {
  if (!existsSync(cli))
    throw new Error(`there is no command line in ${cli}: run \`cargo build\`, or say in HOME_ASSESSMENT_CLI where it is`);
  try {
    return execFileSync(cli, ["assess", ...options], {
      encoding: "utf8",
      maxBuffer: MOST_BYTES,
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch (failed) {
    if (failed.status !== 1) throw failed;
    return failed.stdout; // some file is refused; the others are done all the same
  }
}

const lines = (text) => text.split("\n").filter(Boolean);

function ofCommandLine({ stance, fit, access, value, internal, stance_reason: reason, findings, questions }, letter) {
  return {
    stance,
    fit,
    access,
    value,
    fee_band: internal.fee_band,
    codes: findings.map(({ check, verdict, reason }) => `${check}: ${verdict}, ${reason.code}`),
    texts: findings.map(({ reason }) => reason.text),
    missing: findings.map(({ missing }) => missing.join(" ")),
    questions,
    position: reason.text,
    letter,
  };
}

/** The same by the rules here; undefined where the file is refused. */
export function byRules(json, { profile: name, date, benchmark, answered }) {
  const profile = profileOf(name);
  const proposal = proposalOf(json, profile, benchmark && tableOf("tests/benchmarks", `${benchmark}.csv`));
  if (!proposal) return undefined;
  const assessment = assess(proposal, profile, contextOn(date, answered && homesOf(answered, profile)));
  const words = inWords(assessment, profile);
  return {
    stance: assessment.stance,
    fit: assessment.fit,
    access: assessment.access,
    value: assessment.value,
    fee_band: assessment.feeBand,
    codes: words.findings.map(({ check, verdict, code }) => `${check}: ${verdict}, ${code}`),
    texts: words.findings.map(({ text }) => text),
    missing: words.findings.map(({ missing }) => missing.join(" ")),
    questions: words.questions.map(({ text }) => text),
    position: words.position,
    letter: plainText(words.letter),
  };
}

/** The proposal of a file; undefined where anything is wrong with it. */
export function proposalOf(json, profile, benchmark) {
  const { form, faults } = formOf(json);
  const { proposal, problems } = parse(form, profile);
  if (faults.length > 0 || problems.length > 0) return undefined;
  return benchmark ? parse(withBenchmark(form, benchmark, profile), profile).proposal : proposal;
}

const tableOf = (...parts) =>
  lines(read(...parts))
    .slice(1)
    .map((line) => line.split(","));

/** A benchmark takes the place of any that the form has. */
function withBenchmark(form, table, profile) {
  const answers = [...form.answers].filter(([path]) => !path.startsWith("fees.carecubed."));
  for (const [name, text] of table) {
    const heading = profile.headings.find(({ id, title }) => id === name || title.toLowerCase() === name.toLowerCase());
    answers.push([heading ? `fees.carecubed.benchmark.${heading.id}` : `fees.carecubed.${name}`, text]);
  }
  const doubts = [...form.doubts].filter(([path]) => !path.startsWith("fees.carecubed."));
  return { answers: new Map(answers), doubts: new Map(doubts) };
}

function homesOf(name, profile) {
  const { homes } = JSON.parse(read("tests/answered", `${name}.json`));
  return homes.map(({ proposal, stance, answered_on: answeredOn, decision }) => {
    return { proposal: proposalOf(proposal, profile), stance, answeredOn, decision };
  });
}

/** What differs between two results, as one line for each part that does. */
export function differences(theirs, ours) {
  if (!theirs || !ours)
    return theirs || ours ? [`${theirs ? "only the rules here refuse it" : "only the command line refuses it"}`] : [];
  const found = [];
  for (const [part, wanted] of Object.entries(theirs)) {
    const [want, have] = [wanted, ours[part]].map((value) => (part === "letter" ? value.split("\n") : [value].flat()));
    const at = Array.from({ length: Math.max(want.length, have.length) }, (_, at) => at).find((at) => want[at] !== have[at]);
    if (at !== undefined) found.push(`${part}: “${have[at] ?? ""}” where the command line has “${want[at] ?? ""}”`);
  }
  return found;
}
