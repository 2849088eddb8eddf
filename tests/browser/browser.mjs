// Drives Chromium, and fails a test on whatever the page should never do.

import assert from "node:assert/strict";

import { chromium as driver } from "playwright-core";

import { chromium } from "./places.mjs";

/** How every Chromium is started. */
export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", // nothing but this machine, whatever asks
];

/** A Chromium with a fresh profile. */
export async function launch({ flags = [] } = {}) {
  assert.ok(chromium, "there is no Chromium: run `cargo xtask setup`, or set CHROME to the path of one");
  return driver.launch({ executablePath: chromium, args: [...FLAGS, ...flags], headless: true });
}

/**
 * Opens a page of `origin`, runs `body(page)` and closes it. Fails on any console error, uncaught error, failed
 * request, violation of the page's policy, or request to another origin; where something is `broken` on purpose, on none of
 * these. `prepare(page)` runs before anything is fetched.
 */
export async function withPage(browser, origin, body, { path = "/", broken = false, prepare, ...options } = {}) {
  // A page that is kept would answer in place of the site of a test: only what is about that allows it.
  const usual = { viewport: { width: 1280, height: 900 }, locale: "en-GB", serviceWorkers: "block" };
  const context = await browser.newContext({ ...usual, ...options });
  try {
    const page = await context.newPage();
    const faults = await watch(page, origin);
    await prepare?.(page);
    await page.goto(origin + path);
    const result = await body(page);
    if (!broken) assert.deepEqual(faults, [], "the page did something it never should");
    return result;
  } finally {
    await context.close();
  }
}

/** Collects the page's faults, as sentences, into the array given back. */
async function watch(page, origin) {
  const faults = [];
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ""}`);
    });
  });
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`console error: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`uncaught error: ${error.message}`));
  page.on("requestfailed", (request) => {
    faults.push(`request failed: ${request.url()} (${request.failure()?.errorText})`);
  });
  page.on("request", (request) => {
    const { protocol, origin: target } = new URL(request.url());
    if (target !== origin && protocol !== "data:" && protocol !== "blob:") {
      faults.push(`request to another origin: ${request.url()}`);
    }
  });
  return faults;
}
