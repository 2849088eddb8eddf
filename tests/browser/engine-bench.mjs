// What the engine does in a worker of Chromium: assessments a second, documents, a table. Prints; never fails for being slow.
//   node engine-bench.mjs

import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

import { launch } from "./browser.mjs";
import { cases, engine, root } from "./places.mjs";
import { serve } from "./server.mjs";

const DATE = "2026-11-21";
const RUNS = 15;
const TIMES = 20_000;
const ROWS = 100_000;

const proposals = readdirSync(cases)
  .filter((name) => /^[^.]+\.json$/.test(name))
  .sort()
  .map((name) => readFileSync(path.join(cases, name), "utf8"));
const some = Array.from({ length: RUNS }, (_, run) => proposals[Math.floor((run * proposals.length) / RUNS)]);
/** The case whose letter is measured. */
const longest = some.reduce((one, other) => (other.length > one.length ? other : one));

const [header, ...patterns] = readFileSync(path.join(root, "examples/table.csv"), "utf8").trimEnd().split("\n");
const rows = Array.from({ length: ROWS }, (_, at) => patterns[at % patterns.length].replaceAll("{row}", String(at).padStart(6, "0")));
const table = `${[header, ...rows].join("\n")}\n`;

/** A form in which nothing was answered, as a draft. */
const DRAFT = "home-assessment/draft@2\nend";

/** What runs in the worker: it answers `[what, …]` with times in milliseconds, or with what they were of. */
const WORKER = `
  import init, * as engine from "/engine.js";
  const loaded = init();
  const timed = (runs, work) => Array.from({ length: runs }, () => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  });
  const work = {
    assess: (texts, date, times) => texts.map((text) => {
      engine.repeat(text, date, 10);
      return timed(1, () => engine.repeat(text, date, times))[0];
    }),
    file: (text, date, format, runs) => timed(runs, () => engine.render("case.json", text, format, date)),
    bytes: (text, date, format) => engine.render("case.json", text, format, date),
    table: (text, date, draft) => {
      const bytes = new TextEncoder().encode(text);
      const begun = performance.now();
      const done = (word, values) => {
        engine.intake(draft, date, word, values);
        let written = 0;
        for (let wanted; (wanted = engine.wanted()); ) {
          const [, , , from, to] = wanted.split(",");
          written += engine.fed(bytes.slice(Number(from), Number(to))).length;
        }
        return written;
      };
      done("batch-files", ["many.csv", String(bytes.length)]);
      return [done("batch-begin", []), performance.now() - begun];
    },
  };
  onmessage = async ({ data: [what, ...given] }) => {
    await loaded;
    try {
      postMessage([work[what](...given)]);
    } catch (error) {
      postMessage([undefined, String(error)]);
    }
  };
`;

const site = await serve(engine, {
  files: {
    "/load.html": "<!doctype html><title>Engine</title>",
    "/bench.js": WORKER,
  },
});
const browser = await launch();
try {
  const page = await browser.newPage();
  await page.goto(`${site.origin}/load.html`);
  await page.evaluate(() => {
    window.worker = new Worker("/bench.js", { type: "module" });
  });
  const ask = (...question) =>
    page.evaluate(
      (question) =>
        new Promise((resolve, reject) => {
          window.worker.onmessage = ({ data: [answer, failed] }) => {
            if (failed) reject(new Error(failed));
            resolve(answer instanceof Uint8Array ? new TextDecoder("latin1").decode(answer) : answer);
          };
          window.worker.onerror = ({ message }) => reject(new Error(message));
          window.worker.postMessage(question);
        }),
      question,
    );
  const middle = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];
  const print = (title, value, budget) => console.log(`${title.padEnd(44)}${value.padStart(12)} ${budget}`);

  console.log(`\n${await browser.version()}, in a worker, ${RUNS} of ${proposals.length} cases, ${TIMES} assessments each`);
  // Reading the file of a case is part of a call, and is spread over the assessments.
  const times = await ask("assess", some, DATE, TIMES);
  const rate = Math.round(TIMES / (middle(times) / 1000)).toLocaleString("en-GB");
  print("assess, WebAssembly, median", rate, "a second   must 200,000, record 600,000");
  const pages = (await ask("bytes", longest, DATE, "pdf")).match(/\/Count (\d+)/)?.[1] ?? "?";
  for (const [format, name, budget] of [
    ["docx", "Word", "must 20, record 2"],
    ["pdf", "PDF", "must 60, record 15"],
  ]) {
    const [first, ...next] = await ask("file", longest, DATE, format, RUNS + 1);
    print(`a letter of ${pages} pages as ${name}, the first`, first.toFixed(1), "ms");
    print("  the next, median", middle(next).toFixed(1), `ms         ${budget}`);
  }
  const runs = [];
  for (let run = 0; run < 5; run += 1) {
    const [written, time] = await ask("table", table, DATE, DRAFT);
    if (written < table.length) throw new Error(`${written} bytes of results`);
    runs.push(time / 1000);
  }
  print(`a table of ${ROWS.toLocaleString("en-GB")} rows`, middle(runs).toFixed(2), "seconds    must 2, record 0.8");
} finally {
  await browser.close();
  await site.close();
}
