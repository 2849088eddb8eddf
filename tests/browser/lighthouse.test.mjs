// What Lighthouse says of the page, empty and filled. Its measures of speed are printed: a busy machine must not fail a test.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";
import { chromium as driver } from "playwright-core";

import { FLAGS } from "./browser.mjs";
import { PROPOSALS, fill } from "./filling.mjs";
import { chromium, dist } from "./places.mjs";
import { serve } from "./server.mjs";

const PERFECT = ["accessibility", "best-practices"];
const SPEED = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "speed-index"];
const DEVICES = { desktop: desktopConfig, mobile: undefined };
const STATES = { empty: undefined, filled: PROPOSALS.support };

describe("Lighthouse", () => {
  let site;
  before(async () => {
    site = await serve(dist, { quality: 11 });
  });
  after(() => site?.close());

  for (const [state, proposal] of Object.entries(STATES)) {
    for (const [device, config] of Object.entries(DEVICES)) {
      test(`finds no fault with the page: ${state}, ${device}`, async (t) => {
        const report = await look(site.origin, proposal, config);
        assert.equal(report.runtimeError, undefined);
        t.diagnostic(speed(report));
        assert.deepEqual(faults(report), []);
        assert.equal(report.audits["cumulative-layout-shift"].numericValue, 0);
      });
    }
  }
});

/** What Lighthouse says of a first visit, or of one that finds a draft, in a Chromium of its own. */
async function look(origin, proposal, config) {
  assert.ok(chromium, "there is no Chromium: run `cargo xtask setup`, or set CHROME to the path of one");
  const browser = await launch({ chromePath: chromium, chromeFlags: ["--headless=new", ...FLAGS], logLevel: "silent" });
  try {
    if (proposal) await visit(browser.port, origin, (page) => fill(page, proposal));
    const flags = { port: browser.port, onlyCategories: [...PERFECT, "performance"], logLevel: "error" };
    const { lhr } = await lighthouse(`${origin}/`, flags, config);
    const letter = (page) => page.locator(".sheet").waitFor({ state: "attached" });
    if (proposal) await visit(browser.port, origin, letter); // Lighthouse cleared no draft away
    return lhr;
  } finally {
    browser.kill();
  }
}

/** Opens the page in a browser that runs already, and waits for `body(page)`. */
async function visit(port, origin, body) {
  const browser = await driver.connectOverCDP(`http://127.0.0.1:${port}`);
  try {
    const page = await browser.contexts()[0].newPage();
    await page.goto(origin);
    await body(page);
    await page.close({ runBeforeUnload: true }); // a draft is kept as the page is left
  } finally {
    await browser.close(); // lets go of it: it runs on
  }
}

/** What keeps a category below 100, as sentences. */
function faults({ categories, audits }) {
  const short = PERFECT.map((id) => categories[id]).filter(({ score }) => score !== 1);
  return short.flatMap(({ title, score, auditRefs }) => {
    const counted = auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => audits[id]);
    const failed = counted.filter(({ score, scoreDisplayMode }) => scoreDisplayMode === "error" || (score !== null && score < 1));
    return [`${title}: ${score}`, ...failed.map(({ id, title, details }) => `${id}: ${title} ${JSON.stringify(details?.items ?? [])}`)];
  });
}

/** The measures of speed, as a line. */
function speed({ categories, audits }) {
  const measures = SPEED.map((id) => `${audits[id].title} ${audits[id].displayValue}`);
  return `performance ${Math.round(categories.performance.score * 100)}: ${measures.join(", ")}`;
}
