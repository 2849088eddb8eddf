// Assessments a second of the core as WebAssembly in Chromium: node engine-bench.mjs. Prints; never fails for being slow.

import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

import { launch } from "./browser.mjs";
import { cases, engine } from "./places.mjs";
import { serve } from "./server.mjs";

const DATE = "2026-11-21";
const RUNS = 15;
const TIMES = 20_000;

const proposals = readdirSync(cases)
  .filter((name) => /^[^.]+\.json$/.test(name))
  .sort()
  .map((name) => readFileSync(path.join(cases, name), "utf8"));

const site = await serve(engine, { files: { "/load.html": "<!doctype html><title>Engine</title>" } });
const browser = await launch();
try {
  const page = await browser.newPage();
  await page.goto(`${site.origin}/load.html`);
  // Each run takes another case; reading its file is part of a call, and is spread over the assessments.
  const rates = await page.evaluate(
    async ([texts, date, runs, times]) => {
      const module = await import("/engine.js");
      await module.default();
      const rates = [];
      for (let run = 0; run < runs; run += 1) {
        const text = texts[Math.floor((run * texts.length) / runs)];
        module.repeat(text, date, 10);
        const start = performance.now();
        module.repeat(text, date, times);
        rates.push(times / ((performance.now() - start) / 1000));
      }
      return rates.sort((a, b) => a - b);
    },
    [proposals, DATE, RUNS, TIMES],
  );
  console.log(`\n${await browser.version()}, one core, ${RUNS} of ${proposals.length} cases, ${TIMES} assessments each`);
  const rate = Math.round(rates[Math.floor(RUNS / 2)]).toLocaleString("en-GB");
  console.log(`${"assess, WebAssembly, median".padEnd(44)}${rate.padStart(12)} a second   must 200,000, record 600,000`);
} finally {
  await browser.close();
  await site.close();
}
