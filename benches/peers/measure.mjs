// Measures our page and its peers side by side: node measure.mjs OUR-DIST [--file FILE] [--rounds 15] [--json]
//   --file FILE      the whole page as a single file is measured too
//   --rounds N       how often each is measured, in turn (15)
//   --keystrokes N   how many are typed for what is held in memory (10000)
//   --json           everything as JSON, each number of each round
//   --unchecked      begins without comparing results
// The peers are taken from where build.mjs builds them. Prints; never fails for being slow.

import { cpus } from "node:os";
import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

import { launch } from "../../tests/browser/browser.mjs";
import { compareCases } from "./check.mjs";
import { built } from "./places.mjs";
import { speeds } from "./speed.mjs";
import { spread, table } from "./table.mjs";
import { keystrokes, load, memory, onScreen, siteOf, weighed, word } from "./visits.mjs";

const STROKES = 200;
/** In so many rounds what is held in memory is measured: it takes a minute a page, and hardly differs from one to the next. */
const MEMORY_ROUNDS = 3;
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    file: { type: "string" },
    rounds: { type: "string", default: "15" },
    keystrokes: { type: "string", default: "10000" },
    json: { type: "boolean", default: false },
    unchecked: { type: "boolean", default: false },
  },
});
const rounds = Number(options.rounds);
const say = (text) => process.stderr.write(`${text}\n`);

const measured = [
  { name: "ours", folder: positionals[0] },
  ...(options.file ? [{ name: "ours, one file", file: options.file }] : []),
  { name: "Preact", folder: built("preact") },
  { name: "Svelte", folder: built("svelte") },
];

if (!options.unchecked) checkResults();
const browser = await launch({ flags: ["--enable-precise-memory-info"] });
const sites = [];
try {
  for (const one of measured) sites.push(await siteOf(one));
  if (!options.unchecked) await checkScreens();
  const weights = Object.fromEntries(await inTurn(sites, async (site) => [site.name, await weighed(browser, site)]));
  const samples = await sampled();
  const versions = {
    chromium: await browser.version(),
    node: process.version,
    processor: cpus()[0].model,
    rounds,
    ...pinned(),
  };
  const report = { versions, weights, samples };
  console.log(
    options.json
      ? JSON.stringify(report, null, 2)
      : table(
          report,
          sites.map(({ name }) => name),
        ),
  );
} finally {
  for (const site of sites) await site.close();
  await browser.close();
}

/** The same results first: what comes to others is no peer. */
function checkResults() {
  const { cases, differing } = compareCases();
  if (differing.length > 0) throw new Error(`the rules in JavaScript come to other results:\n${differing.join("\n")}`);
  say(`${cases} cases: the same results`);
}

async function checkScreens() {
  const [ours, ...others] = await inTurn(sites, (site) => onScreen(browser, site));
  const said = (text) => text.split(/\s*\n\s*/).filter((line) => line && line !== "Go to the letter");
  for (const [at, theirs] of others.entries()) {
    for (const name of Object.keys(ours)) {
      const [wanted, found] = [said(ours[name]), said(theirs[name])];
      const line = wanted.findIndex((words, at) => words !== found[at]);
      if (line >= 0) throw new Error(`${sites[at + 1].name}, ${name}: “${found[line]}” where ours says “${wanted[line]}”`);
    }
  }
  say(`${Object.keys(ours).length} proposals on screen: the same words`);
}

/** Every measure of every site, once in each round, so that what slows the machine for a while slows all of them. */
async function sampled() {
  const samples = {};
  const note = (name, measure, value) => ((samples[name] ??= {})[measure] ??= []).push(value);
  const rates = await speeds();
  for (let round = 0; round < rounds; round += 1) {
    const order = sites.map((_, at) => sites[(at + round) % sites.length]);
    for (const site of order) {
      const { paint, form, assessed } = await load(browser, site);
      Object.entries({ paint, form, assessed }).forEach(([measure, time]) => note(site.name, measure, time));
      const strokes = await keystrokes(browser, site, STROKES);
      for (const part of ["handled", "shown", "reckoned"]) {
        const { median, p99 } = spread(strokes.map((stroke) => stroke[part]).filter(Number.isFinite));
        note(site.name, `${part}-p50`, median);
        note(site.name, `${part}-p99`, p99);
      }
      const { first, again } = await word(browser, site);
      note(site.name, "word-first", first);
      note(site.name, "word-again", again);
      if (round >= MEMORY_ROUNDS) continue;
      const held = await memory(browser, site, Number(options.keystrokes));
      note(site.name, "memory-rest", held.rest);
      note(site.name, "memory-growth", held.after - held.rest);
    }
    for (const [name, rate] of Object.entries(rates)) note(name, "rate", rate());
    say(`round ${round + 1} of ${rounds}`);
  }
  return samples;
}

async function inTurn(items, work) {
  const results = [];
  for (const item of items) results.push(await work(item));
  return results;
}

/** The versions of what the peers are made of. */
function pinned() {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, "package.json"), "utf8")).devDependencies;
}
