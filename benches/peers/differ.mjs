// Compares the rules here with the command line on invented proposals: node differ.mjs [HOW-MANY] [SEED]. Fails where any differs;
// those that do are kept in the folder that is named.

import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { differing as kept } from "./places.mjs";
import { randomProposals } from "./random.mjs";
import { DATE, byCommandLine, byRules, differences, profileOf } from "./reference.mjs";

/** What proposals are assessed with, in turn: figures in force differ by date, policy by profile. */
const SETTINGS = [
  { date: DATE },
  { date: DATE, answered: "lancaster-several" },
  { date: DATE, profile: "blackpool-example" },
  { date: DATE, profile: "enfield-example" },
  { date: "2024-12-31" },
  { date: DATE, benchmark: "autumn-2026" },
];

const [count = 1000, seed = 1] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(path.join(tmpdir(), "peers-"));
try {
  const outcomes = SETTINGS.map((setting, at) => compare(setting, at, Math.ceil(count / SETTINGS.length)));
  const sum = (part) => outcomes.reduce((sum, outcome) => sum + outcome[part], 0);
  console.log(
    `${sum("compared")} proposals of seed ${seed}, ${sum("refused")} of them refused by both, ${sum("differing")} differ`,
  );
  if (sum("differing") > 0) console.log(`They are in ${kept}`);
  process.exitCode = sum("differing") > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true });
}

function compare(setting, at, count) {
  const proposals = randomProposals(
    seed * 1000 + at,
    profileOf(setting.profile).headings.map(({ id }) => id),
  );
  const files = Array.from({ length: count }, (_, number) => {
    const file = path.join(folder, `${at}-${number}.json`);
    writeFileSync(file, JSON.stringify(proposals.next().value));
    return file;
  });
  const theirs = byCommandLine(files, setting);
  const outcome = { compared: count, refused: 0, differing: 0 };
  for (const file of files) {
    const ours = byRules(JSON.parse(readFileSync(file, "utf8")), setting);
    if (!ours && !theirs.has(file)) outcome.refused += 1;
    const lines = differences(theirs.get(file), ours);
    if (lines.length > 0) {
      outcome.differing += 1;
      keep(file, lines, setting);
    }
  }
  return outcome;
}

function keep(file, lines, setting) {
  mkdirSync(kept, { recursive: true });
  copyFileSync(file, path.join(kept, path.basename(file)));
  console.log(`${path.basename(file)} ${JSON.stringify(setting)}`);
  for (const line of lines) console.log(`  ${line}`);
}
