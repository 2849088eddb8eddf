// Measures the built page in a throttled Chromium: node bench.mjs [RUNS]. Prints; never fails for being slow.

import { cpus } from "node:os";

import { launch } from "./browser.mjs";
import * as budgets from "./budgets.mjs";
import { PROPOSALS, fill } from "./filling.mjs";
import { dist } from "./places.mjs";
import { serve } from "./server.mjs";
import { weigh } from "./sizes.mjs";
import { follow, held } from "./workers.mjs";

// What the measurements hold on to in the page.
const READY = "[data-ready]"; // there once the app has drawn itself
const INPUT = "#fees-weekly"; // typed into
const RESULT = "#assessment"; // changes with what is typed
const KEYSTROKES = 200;
const MANY_KEYSTROKES = 10_000;
const ANSWERED = 10; // of so many, the answer to one is waited for: typing is faster than that
const MEMORY = {
  "script memory of the page": "pageScript",
  "WebAssembly memory of the page": "pageWasm",
  "script memory of the worker": "workerScript",
  "WebAssembly memory of the worker": "workerWasm",
};
const VALUES = ["7", "79", "790", "7900", "790", "79", "7", "9", "93", "930", "9300", "930", "93", "9"]; // typed in turn

const RUNS = Number(process.argv[2] ?? 5);
// Isolation raises the resolution of the page's clock from 100 to 5 microseconds.
const ISOLATED = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };

const site = await serve(dist, { headers: ISOLATED, quality: 11 });
const browser = await launch({ flags: ["--enable-precise-memory-info"] });
try {
  console.log(`\n${await browser.version()}, ${cpus()[0].model}, ${RUNS} runs`);
  reportSize();
  reportLoads(await repeat(RUNS, load));
  await reportKeystrokes();
} finally {
  await browser.close();
  await site.close();
}

function reportSize() {
  const bytes = weigh(dist).filter(({ first }) => first).reduce((sum, file) => sum + file.brotli, 0);
  line("first load, brotli", bytes / 1000, "kB", scaled(budgets.FIRST_LOAD, 1000));
}

function reportLoads(loads) {
  const of = (key) => median(loads.map((load) => load[key]));
  line("fetched in the browser, with headers", of("bytes") / 1000, "kB");
  line("requests", of("requests"), "", budgets.REQUESTS);
  line("first contentful paint", of("paint"), "ms", budgets.FIRST_PAINT);
  line("app drawn and ready", of("ready"), "ms", budgets.INTERACTIVE);
  line("layout shift", of("shift"), "", budgets.LAYOUT_SHIFT);
}

/** One first visit over a slow network on a slow processor. */
async function load() {
  return visit({ slowNetwork: true }, async (page, client, network) => {
    await page.goto(site.origin, { waitUntil: "commit" });
    await page.locator(READY).waitFor({ state: "attached" });
    await page.waitForLoadState("networkidle");
    const inPage = await page.evaluate(() => globalThis.measured);
    return { ...inPage, ...network };
  });
}

async function reportKeystrokes() {
  const outcome = await visit({}, async (page, client) => {
    const workers = await follow(client);
    await page.goto(site.origin);
    await page.locator(READY).waitFor({ state: "attached" });
    await fill(page, PROPOSALS.support); // everything is on screen while the fee is typed
    if ((await page.locator(INPUT).count()) === 0) return undefined;
    const desk = workers.get("desk");
    const refusal = await desk("Emulation.setCPUThrottlingRate", { rate: budgets.SLOW_PROCESSOR }).then(() => null, ({ message }) => message);
    await page.evaluate(type, [INPUT, RESULT, VALUES, VALUES.length, 1]); // what is done once is done
    const strokes = await page.evaluate(type, [INPUT, RESULT, VALUES, KEYSTROKES, 1]);
    // How much is held does not depend on the processor's speed.
    await client.send("Emulation.setCPUThrottlingRate", { rate: 1 });
    const before = await memory(client, desk);
    await page.evaluate(type, [INPUT, RESULT, VALUES, MANY_KEYSTROKES, ANSWERED]);
    return { strokes, refusal, before, after: await memory(client, desk) };
  });
  if (!outcome) return console.log(`keystrokes: not measured, nothing on the page matches ${INPUT}`);
  reportTimes(outcome);
  const { before, after } = outcome;
  for (const [name, key] of Object.entries(MEMORY)) {
    line(`${name}, growth over ${MANY_KEYSTROKES} keystrokes`, (after[key] - before[key]) / 1000, "kB");
    line(`  of`, before[key] / 1000, "kB");
  }
  line(`document nodes, growth over ${MANY_KEYSTROKES} keystrokes`, after.nodes - before.nodes, "");
}

function reportTimes({ strokes, refusal }) {
  const changed = strokes.filter(({ time }) => time !== null);
  if (changed.length === 0) return console.log(`keystrokes: not measured, none of them changed ${RESULT}`);
  const slow = `${budgets.SLOW_PROCESSOR}×`;
  console.log(refusal ? `the page's own thread is ${slow} slower; the worker is not (“${refusal}”)` : `page and worker are ${slow} slower`);
  const both = (name, times, budget) => {
    line(`${name}, median`, percentile(times, 50), "ms");
    line(`${name}, p99`, percentile(times, 99), "ms", budget);
  };
  both("keystroke handled, typing can go on", changed.map(({ handled }) => handled), budgets.KEYSTROKE);
  both("keystroke to assessment on screen", changed.map(({ time }) => time));
  if (refusal) {
    // An upper bound: the answer's way back to the slow page is in it too.
    const slower = budgets.SLOW_PROCESSOR - 1;
    both(`  reckoned with a worker ${slow} slower`, changed.map(({ time, answer }) => time + slower * answer));
  }
  if (changed.length < strokes.length) console.log(`  ${strokes.length - changed.length} keystrokes changed nothing`);
}

/**
 * Runs in the page: types, and times each keystroke until the page is free again and until the last change that it made to the
 * document. Waits for the answer to every `answered`th.
 */
async function type([input, result, values, count, answered]) {
  const PATIENCE = 5_000;
  const field = document.querySelector(input);
  const app = document.querySelector("[data-ready]");
  const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
  let lastChange = null;
  const observer = new MutationObserver(() => (lastChange = performance.now()));
  observer.observe(document.querySelector(result), {
    attributes: true,
    characterData: true,
    childList: true,
    subtree: true,
  });
  const settle = () => {
    const { promise, resolve } = Promise.withResolvers();
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(null);
    return promise;
  };
  // The answer comes from a worker: the page is busy until it is there and drawn.
  const idle = () => {
    const { promise, resolve } = Promise.withResolvers();
    const busy = new MutationObserver(() => app.hasAttribute("aria-busy") || resolve());
    busy.observe(app, { attributeFilter: ["aria-busy"] });
    const patience = setTimeout(resolve, PATIENCE);
    if (!app.hasAttribute("aria-busy")) resolve();
    return promise.finally(() => {
      busy.disconnect();
      clearTimeout(patience);
    });
  };
  const strokes = [];
  for (let i = 0; i < count; i += 1) {
    lastChange = null;
    globalThis.measured.answer = 0;
    set.call(field, values[i % values.length]);
    const start = performance.now();
    field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true, inputType: "insertText" }));
    await settle();
    const handled = performance.now() - start;
    if (i % answered !== 0) continue;
    await idle();
    for (let turn = 0; turn < 3; turn += 1) await settle();
    strokes.push({ time: lastChange === null ? null : lastChange - start, handled, answer: globalThis.measured.answer });
  }
  await idle();
  observer.disconnect();
  return strokes;
}

/** A page with a profile of its own, a slow processor and, if asked, a slow network. */
async function visit({ slowNetwork = false }, body) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB" });
  try {
    const page = await context.newPage();
    const client = await context.newCDPSession(page);
    const network = { requests: 0, bytes: 0 };
    client.on("Network.requestWillBeSent", ({ request }) => {
      if (!request.url.startsWith("data:")) network.requests += 1;
    });
    client.on("Network.loadingFinished", ({ encodedDataLength }) => (network.bytes += encodedDataLength));
    await client.send("Network.enable");
    await client.send("Network.setCacheDisabled", { cacheDisabled: false });
    if (slowNetwork) {
      await client.send("Network.emulateNetworkConditions", { offline: false, ...budgets.SLOW_4G });
    }
    await client.send("Emulation.setCPUThrottlingRate", { rate: budgets.SLOW_PROCESSOR });
    await page.addInitScript(watchLoad, READY);
    await page.addInitScript(watchWorkers);
    return await body(page, client, network);
  } finally {
    await context.close();
  }
}

/** Runs in the page before anything else: notes the first paint, the shifts, and when the app has drawn itself. */
function watchLoad(ready) {
  const measured = { paint: NaN, ready: NaN, shift: 0, answer: NaN };
  globalThis.measured = measured;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntriesByName("first-contentful-paint")) measured.paint = entry.startTime;
  }).observe({ type: "paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) measured.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  new MutationObserver((_, observer) => {
    if (!document.querySelector(ready)) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => (measured.ready = performance.now())));
  }).observe(document, { childList: true, subtree: true, attributes: true });
}

/** Runs in the page before anything else: notes how long a worker took for its first answer to a keystroke, the assessment. */
function watchWorkers() {
  const { postMessage } = Worker.prototype;
  const followed = new WeakSet();
  let asked = 0;
  Worker.prototype.postMessage = function (...request) {
    if (!followed.has(this)) this.addEventListener("message", () => (globalThis.measured.answer ||= performance.now() - asked));
    followed.add(this);
    asked = performance.now();
    return postMessage.apply(this, request);
  };
}

async function memory(client, desk) {
  const page = await held((method, params) => client.send(method, params));
  const worker = await held(desk);
  await client.send("Performance.enable");
  const { metrics } = await client.send("Performance.getMetrics");
  const nodes = metrics.find(({ name }) => name === "Nodes").value;
  return { pageScript: page.script, pageWasm: page.wasm, workerScript: worker.script, workerWasm: worker.wasm, nodes };
}

function line(name, figure, unit, budget) {
  const digits = Number.isInteger(figure) ? 0 : Math.abs(figure) >= 10 ? 1 : Math.abs(figure) >= 0.1 ? 2 : 4;
  const shown = `${figure.toFixed(digits)} ${unit}`.trimEnd();
  const beside = budget
    ? `${budgets.standing(figure, budget)} (must ${budget.must}, record ${budget.record})`
    : "";
  console.log(`${name.padEnd(72)}${shown.padStart(12)}  ${beside}`.trimEnd());
}

function scaled({ must, record }, by) {
  return { must: must / by, record: record / by };
}

async function repeat(times, work) {
  const results = [];
  for (let i = 0; i < times; i += 1) results.push(await work());
  return results;
}

function median(numbers) {
  return percentile(numbers, 50);
}

function percentile(numbers, percent) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))];
}
