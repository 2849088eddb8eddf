// Visits to the pages that are measured, each in a profile of its own.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { gzipSync } from "node:zlib";

import { SLOW_PROCESSOR } from "../../tests/browser/budgets.mjs";
import { PROPOSALS, fill } from "../../tests/browser/filling.mjs";
import { serve } from "../../tests/browser/server.mjs";
import { brotli } from "../../tests/browser/sizes.mjs";
import { follow, held } from "../../tests/browser/workers.mjs";
import { makeWord, told, typeFees, watch } from "./in-page.mjs";
import { slowLink } from "./link.mjs";
import { spread } from "./table.mjs";

/** While many keystrokes are typed, the answer to one in so many is waited for: typing is faster than that. */
const WAITED_FOR = 10;
/** A first load is over when nothing was asked for in so many milliseconds. */
const QUIET = 1_000;
/** Isolation raises the resolution of the page's clock; names that change with what is in a file let a browser keep it. */
const HEADERS = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "cache-control": "max-age=3600",
};
/** A single file carries its own policy. */
const ANY_POLICY = { "content-security-policy": "default-src * data: blob: 'unsafe-inline' 'wasm-unsafe-eval'" };

/** What is measured, as a site: `{ name, origin, content(address), close }`. */
export async function siteOf({ name, folder, file }) {
  const quality = 11;
  if (folder) {
    const content = (address) => readFileSync(path.join(folder, address));
    return { name, content, ...(await serve(folder, { headers: HEADERS, quality })) };
  }
  const empty = mkdtempSync(path.join(tmpdir(), "peers-"));
  const content = () => readFileSync(file);
  const site = await serve(empty, { headers: { ...HEADERS, ...ANY_POLICY }, files: { "/index.html": content() }, quality });
  rmSync(empty, { recursive: true });
  return { name, content, ...site };
}

/** What a first visit fetches, and what it has fetched when a first answer is assessed: requests and bytes. */
export async function weighed(browser, site) {
  const fetched = async (answersFirst) => {
    const { requested } = await load(browser, site, answersFirst);
    const names = [...new Set(requested)].map((address) => (address === "/" ? "index.html" : address));
    const files = names.map((name) => site.content(name));
    return {
      requests: requested.length,
      brotli: files.reduce((sum, file) => sum + brotli(file).length, 0),
      gzip: files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0),
    };
  };
  return { open: await fetched(false), assessed: await fetched(true) };
}

/** One first visit over a slow link on a slow processor: when there is a paint, the form, and an assessment of a first answer. */
export async function load(browser, site, answersFirst = true) {
  const link = await slowLink(site.origin);
  try {
    return await visit(browser, { slow: true, answersFirst }, async (page) => {
      await page.goto(link.origin, { waitUntil: "commit" });
      await page.waitForFunction((part) => !Number.isNaN(globalThis.noted[part]), answersFirst ? "assessed" : "form", {
        timeout: 120_000,
      });
      for (let before = -1; before !== link.requested.length && !answersFirst; await after(QUIET))
        before = link.requested.length;
      const { paint, form, assessed } = await page.evaluate(() => globalThis.noted);
      return { paint, form, assessed, requested: [...link.requested] };
    });
  } finally {
    await link.close();
  }
}

/** The times of keystrokes on a slow processor, with a whole proposal on screen. */
export async function keystrokes(browser, site, count) {
  return visit(browser, { slow: true }, async (page, client) => {
    const workers = await follow(client);
    await filled(page, site);
    // Where Chromium slows no workers, what is done there is reckoned as if it did.
    const slowed = await Promise.all(
      [...workers.values()].map((ask) => {
        return ask("Emulation.setCPUThrottlingRate", { rate: SLOW_PROCESSOR }).then(
          () => true,
          () => false,
        );
      }),
    );
    const more = slowed.every(Boolean) ? 0 : SLOW_PROCESSOR - 1;
    await page.evaluate(typeFees, [20, 1]); // what is done once is done
    const strokes = await page.evaluate(typeFees, [count, 1]);
    return strokes.map(({ handled, shown, away }) => ({ handled, shown, reckoned: shown + more * away }));
  });
}

/** What is held at rest and after many keystrokes, once garbage is collected: bytes of scripts and of WebAssembly, workers too. */
export async function memory(browser, site, count) {
  return visit(browser, {}, async (page, client) => {
    const workers = await follow(client);
    await filled(page, site);
    const holding = async () => {
      const each = [(method, params) => client.send(method, params), ...workers.values()];
      const parts = await Promise.all(each.map(held));
      return parts.reduce((sum, { script, wasm }) => sum + script + wasm, 0);
    };
    await page.evaluate(typeFees, [20, 1]);
    const rest = await holding();
    await page.evaluate(typeFees, [count, WAITED_FOR]);
    return { rest, after: await holding() };
  });
}

/** How long a Word file takes: the first, for which something may have to be loaded, and the next ones. */
export async function word(browser, site) {
  return visit(browser, {}, async (page) => {
    await filled(page, site);
    const times = [];
    for (let file = 0; file < 4; file += 1) {
      const downloaded = page.waitForEvent("download");
      times.push(await page.evaluate(makeWord));
      await (await downloaded).path();
      await after(100);
    }
    const [first, ...again] = times;
    return { first, again: spread(again).median };
  });
}

/** What the page says of each invented proposal. */
export async function onScreen(browser, site) {
  const all = {};
  for (const [name, proposal] of Object.entries(PROPOSALS)) {
    all[name] = await visit(browser, {}, async (page) => {
      await filled(page, site, proposal);
      return page.evaluate(told);
    });
  }
  return all;
}

async function filled(page, site, proposal = PROPOSALS.support) {
  await page.goto(site.origin);
  await page.locator("[data-ready]").waitFor({ state: "attached" });
  await fill(page, proposal);
  await page.locator(".sheet").waitFor({ state: "attached" });
}

async function visit(browser, { slow = false, answersFirst = false }, body) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: "en-GB",
    serviceWorkers: "block",
  });
  try {
    const page = await context.newPage();
    const client = await context.newCDPSession(page);
    await page.addInitScript(`globalThis.answersFirst = ${answersFirst};`);
    await page.addInitScript(watch);
    if (slow) await client.send("Emulation.setCPUThrottlingRate", { rate: SLOW_PROCESSOR });
    return await body(page, client);
  } finally {
    await context.close();
  }
}
