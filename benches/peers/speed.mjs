// How many assessments a second, on one core: of the rules here, and of our engine where it is built.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { engine } from "../../tests/browser/places.mjs";
import { DATE, casesOfTests, profileOf, proposalOf } from "./reference.mjs";
import { assess, contextOn } from "./rules/index.js";

/** So long each rate is measured, in milliseconds. */
const LONG = 400;
const ENGINE = path.join(engine, "engine_bg.wasm");
/** Reading a file is part of a call of the engine, and is spread over so many assessments. */
const AT_ONCE = 2_000;

const texts = casesOfTests().map(({ file }) => readFileSync(file, "utf8"));

/** Those that can be measured here, by name: each takes a number of assessments a second, over all cases of tests/cases. */
export async function speeds() {
  const profile = profileOf();
  const context = contextOn(DATE);
  const proposals = texts.map((text) => proposalOf(JSON.parse(text), profile)).filter(Boolean);
  const found = { "rules in JavaScript": () => rate(proposals, (proposal) => (assess(proposal, profile, context), 1)) };
  if (existsSync(ENGINE)) {
    const module = await import(pathToFileURL(path.join(engine, "engine.js")).href);
    await module.default({ module_or_path: readFileSync(ENGINE) });
    found["our engine"] = () => rate(texts, (text) => (module.repeat(text, DATE, AT_ONCE), AT_ONCE));
  }
  return found;
}

function rate(items, work) {
  repeat(items, work); // the compiler of the machine comes to know it
  return repeat(items, work);
}

function repeat(items, work) {
  const start = performance.now();
  let done = 0;
  for (let at = 0; performance.now() - start < LONG; at += 1) done += work(items[(at * 37) % items.length]);
  return done / ((performance.now() - start) / 1000);
}
