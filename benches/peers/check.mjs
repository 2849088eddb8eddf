// Compares the rules here with the command line: node check.mjs [REAL-CASES.json …]. Fails where any result differs.
// Every case of tests/cases is compared, and so is every case of the files given, which are not proposals but reports of them.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { DATE, byCommandLine, byRules, casesOfTests, differences } from "./reference.mjs";

/** Compares every case; gives back how many there were, and the lines that say what differs. */
export function compareCases(reports = []) {
  const folder = mkdtempSync(path.join(tmpdir(), "peers-"));
  try {
    const all = [...casesOfTests(), ...reports.flatMap((file) => casesOfReports(file, folder))];
    return { cases: all.length, differing: grouped(all).flatMap(compareGroup) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Cases that share all inputs but the proposal: one call of the command line answers for them. */
function grouped(all) {
  const groups = new Map();
  for (const one of all) {
    const key = JSON.stringify([one.profile, one.date, one.benchmark, one.answered]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

function compareGroup(group) {
  const theirs = byCommandLine(
    group.map(({ file }) => file),
    group[0],
  );
  return group.flatMap((one) => {
    const ours = byRules(JSON.parse(readFileSync(one.file, "utf8")), one);
    return differences(theirs.get(one.file), ours).map((line) => `${one.name}: ${line}`);
  });
}

/** Reports of applications as proposal files, as far as they say what a form asks. */
function casesOfReports(file, folder) {
  return JSON.parse(readFileSync(file, "utf8")).map((report) => {
    const proposal = path.join(folder, `${report.id}.json`);
    writeFileSync(proposal, JSON.stringify(proposalOfReport(report)));
    return { name: report.id, file: proposal, date: DATE };
  });
}

/** What reports call needs that have a code. */
const NEEDS = {
  "mother and baby": "parent-and-child",
  EBD: "ebd-general",
  "social and emotional": "ebd-general",
  complex: "ebd-general",
  autism: "autism",
  ADHD: "adhd",
  CSE: "sexual-exploitation",
  attachment: "attachment",
  "learning disability": "learning-disability",
  "mental health": "emotional-mental-health",
  emotional: "emotional-mental-health",
  "physical disability": "physical-disability",
  substance: "substance-misuse",
  "trauma/abuse/neglect": "trauma",
};

function proposalOfReport({
  planning_authority,
  settlement,
  application_type: type,
  places,
  age_min,
  age_max,
  cohort_text,
  needs,
}) {
  const kinds = { LDC: "lawful-development-certificate", own: "council-own", retrospective: "retrospective" };
  const kind = Object.keys(kinds).find((word) => type?.includes(word));
  return {
    application: { planning_authority, type: kind ? kinds[kind] : type && "full", description: cohort_text },
    site: { settlement },
    home: { places, model: needs.includes("solo") ? "solo" : undefined },
    children: { age_min, age_max, needs: needs.flatMap((word) => NEEDS[word] ?? []) },
  };
}

if (import.meta.filename === process.argv[1]) {
  const { cases, differing } = compareCases(process.argv.slice(2));
  differing.forEach((line) => console.log(line));
  console.log(`${cases} cases, ${new Set(differing.map((line) => line.split(":")[0])).size} of which differ`);
  process.exitCode = differing.length > 0 ? 1 : 0;
}
