// Measures the built page in a throttled Chromium: node bench.mjs [RUNS]. Prints; never fails for being slow.

import { cpus } from "node:os";

import { launch } from "./browser.mjs";
import * as budgets from "./budgets.mjs";
import { PROPOSALS, fill } from "./filling.mjs";
import { dist } from "./places.mjs";
import { serve } from "./server.mjs";
import { weigh } from "./sizes.mjs";

// What the measurements hold on to in the page.
const READY = "[data-ready]"; // there once the app has drawn itself
const INPUT = "#fees-weekly"; // typed into
const RESULT = "#assessment"; // changes with what is typed
const KEYSTROKES = 200;
const MANY_KEYSTROKES = 10_000;
const VALUES = ["7", "79", "790", "7900", "790", "79", "7", "9", "93", "930", "9300", "930", "93", "9"]; // typed in turn

const RUNS = Number(process.argv[2] ?? 5);
// Isolation raises the resolution of the page's clock from 100 to 5 microseconds.
const ISOLATED = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };

const site = await serve(dist, { headers: ISOLATED });
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
    await page.goto(site.origin);
    await page.locator(READY).waitFor({ state: "attached" });
    await fill(page, PROPOSALS.support); // everything is on screen while the fee is typed
    if ((await page.locator(INPUT).count()) === 0) return undefined;
    const times = await page.evaluate(type, [INPUT, RESULT, VALUES, KEYSTROKES]);
    const before = await memory(client);
    await page.evaluate(type, [INPUT, RESULT, VALUES, MANY_KEYSTROKES]);
    return { times, before, after: await memory(client) };
  });
  if (!outcome) return console.log(`keystrokes: not measured, nothing on the page matches ${INPUT}`);
  const { times, before, after } = outcome;
  const changed = times.filter((time) => time !== null);
  if (changed.length === 0) return console.log(`keystrokes: not measured, none of them changed ${RESULT}`);
  line("keystroke to changed document, median", percentile(changed, 50), "ms");
  line("keystroke to changed document, p99", percentile(changed, 99), "ms", budgets.KEYSTROKE);
  if (changed.length < times.length) console.log(`  ${times.length - changed.length} keystrokes changed nothing`);
  line(`script memory, growth over ${MANY_KEYSTROKES} keystrokes`, (after.heap - before.heap) / 1000, "kB");
  line(`document nodes, growth over ${MANY_KEYSTROKES} keystrokes`, after.nodes - before.nodes, "");
}

/** Runs in the page: types, and times each keystroke until the last change it made to the document. */
async function type([input, result, values, count]) {
  const field = document.querySelector(input);
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
  const times = [];
  for (let i = 0; i < count; i += 1) {
    lastChange = null;
    set.call(field, values[i % values.length]);
    const start = performance.now();
    field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true, inputType: "insertText" }));
    // The answer comes from a worker: the page is busy until it is there and drawn.
    do await settle();
    while (document.querySelector("[data-ready][aria-busy]") && performance.now() - start < 5_000);
    for (let turn = 0; turn < 3; turn += 1) await settle();
    times.push(lastChange === null ? null : lastChange - start);
  }
  observer.disconnect();
  return times;
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
    return await body(page, client, network);
  } finally {
    await context.close();
  }
}

/** Runs in the page before anything else: notes the first paint, the shifts, and when the app has drawn itself. */
function watchLoad(ready) {
  const measured = { paint: NaN, ready: NaN, shift: 0 };
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

async function memory(client) {
  await client.send("HeapProfiler.collectGarbage");
  await client.send("Performance.enable");
  const { metrics } = await client.send("Performance.getMetrics");
  const of = (wanted) => metrics.find(({ name }) => name === wanted).value;
  return { heap: of("JSHeapUsedSize"), nodes: of("Nodes") };
}

function line(name, figure, unit, budget) {
  const digits = Number.isInteger(figure) ? 0 : Math.abs(figure) >= 10 ? 1 : Math.abs(figure) >= 0.1 ? 2 : 4;
  const shown = `${figure.toFixed(digits)} ${unit}`.trimEnd();
  const beside = budget
    ? `${budgets.standing(figure, budget)} (must ${budget.must}, record ${budget.record})`
    : "";
  console.log(`${name.padEnd(46)}${shown.padStart(12)}  ${beside}`.trimEnd());
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
