// What the page asks of a network: its own site alone, and nothing once it has what it needs; then it works without one.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";

import { launch, withPage as opened } from "./browser.mjs";
import { PLANS, PROPOSALS, fill, input, settled } from "./filling.mjs";
import { assessed } from "./handing.mjs";
import { holding, hosts } from "./hosts.mjs";
import { dist } from "./places.mjs";
import { serve } from "./server.mjs";

const withPage = (browser, origin, body, options) => opened(browser, origin, body, { serviceWorkers: "allow", ...options });
const ON_DEMAND = /^\/(worker|desk|engine|offline)-[\w-]+\.(js|wasm)$/;

describe("what is asked of a network", () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  /** Uses everything there is: a letter with files, pictures, a text that is read, the register, many at once. */
  async function useAll(page, scope = page) {
    await fill(scope, PROPOSALS.support);
    for (const name of ["Download Word", "Download PDF", "Download text", "Download the record", "Download for planning systems"]) {
      const [download] = await Promise.all([page.waitForEvent("download"), scope.getByRole("button", { name, exact: true }).click()]);
      assert.ok(readFileSync(await download.path()).length > 0);
    }
    await scope.getByRole("button", { name: "What would change the position?" }).click();
    await scope.getByRole("button", { name: "Show the figures as pictures and tables" }).click();
    await scope.locator(".pictures figure").first().waitFor();
    await scope.getByText("Start from a text").click();
    await scope.getByLabel("The description of the application").fill("A home for two children aged 12 to 17 in Accrington.");
    await scope.getByRole("button", { name: "Look for answers" }).click();
    await scope.locator(".found li").first().waitFor();
    const register = scope.locator("section.register");
    const show = register.getByRole("button", { name: "Show the register" });
    if (await show.isVisible()) await show.click();
    await register.getByRole("button", { name: "Keep as a new case", exact: true }).click();
    await register.locator("#register-said").filter({ hasText: "kept" }).waitFor();
    const [backup] = await Promise.all([page.waitForEvent("download"), register.getByRole("button", { name: "Save a backup" }).click()]);
    assert.match(readFileSync(await backup.path(), "utf8"), /^home-assessment\/register@/);
    await assessed(scope);
    const [results] = await Promise.all([page.waitForEvent("download"), register.getByRole("button", { name: /^Download the results/ }).click()]);
    assert.match(readFileSync(await results.path(), "utf8"), /11\/26\/0418/);
  }

  for (const [what, place] of Object.entries({ "the page": "/", "the element": "/hosts/plain.html" })) {
    test(`${what} asks its own site alone, and after loading for nothing but its parts`, async (t) => {
      const site = await serve(dist, { files: hosts() });
      try {
        const log = [];
        const prepare = (page) => page.context().on("request", (request) => log.push(request.url()));
        const look = async (page) => {
          const loaded = new Set();
          await page.locator("[data-ready]").waitFor({ state: "attached" });
          for (const url of log) loaded.add(url);
          await useAll(page, place === "/" ? page : page.locator("home-assessment"));
          await page.waitForTimeout(500);
          const later = log.filter((url) => !loaded.has(url) && !/^(blob|data):/.test(url)).map((url) => new URL(url));
          assert.deepEqual(later.filter(({ origin }) => origin !== site.origin), []);
          // The worker that keeps the page fetches all of it once more, checked.
          const kept = new Set([...readdirSync(dist).map((name) => `/${name}`), "/"]);
          const strange = later.filter(({ pathname }) => !ON_DEMAND.test(pathname) && !kept.has(pathname));
          assert.deepEqual(strange, []);
          t.diagnostic(`at first: ${[...loaded].map((url) => url.replace(site.origin, "")).join(" ")}`);
          t.diagnostic(`then: ${later.map(({ pathname }) => pathname).join(" ")}`);
        };
        await withPage(browser, site.origin, look, { path: place, prepare });
      } finally {
        await site.close();
      }
    });
  }

  /** Waits until the browser keeps the page. */
  async function keptBy(page) {
    const state = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state);
    for (let tries = 0; (await state()) !== "activated"; tries += 1) {
      assert.ok(tries < 300, "the browser does not keep the page");
      await page.waitForTimeout(100);
    }
  }

  test("once used, the page works with the network gone: opened anew, to the last file", async () => {
    const site = await serve(dist);
    try {
      await withPage(
        browser,
        site.origin,
        async (page) => {
          await fill(page, PROPOSALS.support);
          await keptBy(page);
          await site.close();
          await page.reload();
          await page.locator("[data-ready]").waitFor({ state: "attached" });
          await settled(page);
          assert.equal(await page.locator(".stance-title").innerText(), "Support");
          await useAll(page);
          await page.goto(`${site.origin}/?mode=provider`);
          await fill(page, PLANS);
          assert.match(await page.locator(".stance-title").innerText(), /in order/);
        },
        { broken: true },
      );
    } finally {
      await site.close();
    }
  });

  test("once it has its parts, the element works with the network gone", async () => {
    const site = await serve(dist, { files: hosts() });
    try {
      await withPage(
        browser,
        site.origin,
        async (page) => {
          const form = page.locator("home-assessment");
          await fill(form, PROPOSALS.holding);
          const text = form.getByRole("button", { name: "Download text" });
          await Promise.all([page.waitForEvent("download"), text.click()]);
          await assessed(form);
          await form.getByRole("button", { name: "Choose something else" }).click();
          await site.close();
          await useAll(page, form);
          assert.equal(await form.locator(".stance-title").innerText(), "Support");
        },
        { path: "/hosts/plain.html" },
      );
    } finally {
      await site.close();
    }
  });

  test("a new version is offered, and forced on nobody who is writing", async () => {
    const site = await serve(dist);
    const port = Number(new URL(site.origin).port);
    let other;
    try {
      await withPage(
        browser,
        site.origin,
        async (page) => {
          await fill(page, PROPOSALS.holding);
          await keptBy(page);
          await page.reload();
          await settled(page);
          // What looks for a new version is there, before the site goes away for a moment.
          await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => /\/offline-[^/]*\.js$/.test(name)));
          await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
          assert.equal(await page.getByText("new version").count(), 0);
          await site.close();
          const worker = readFileSync(path.join(dist, "offline-worker.js"), "utf8");
          const version = worker.match(/[0-9a-f]{16}/)[0];
          const index = readFileSync(path.join(dist, "index.html"), "utf8").replace("<title>", "<title>New: ");
          other = await serve(dist, { port, files: { "/offline-worker.js": worker.replaceAll(version, "0123456789abcdef"), "/index.html": index } });
          await input(page, "home.places").fill("4");
          await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
          const take = page.getByRole("button", { name: "Use the new version" });
          await take.waitFor();
          assert.equal(await input(page, "home.places").inputValue(), "4");
          await take.click();
          await page.waitForLoadState();
          await settled(page);
          assert.equal(await input(page, "home.places").inputValue(), "4");
        },
        { broken: true },
      );
    } finally {
      await site.close();
      await other?.close();
    }
  });

  test("where no service worker is allowed, nothing else changes", async () => {
    const site = await serve(dist);
    try {
      const prepare = (page) =>
        page.addInitScript(() => {
          navigator.serviceWorker.register = () => Promise.reject(new DOMException("no", "SecurityError"));
        });
      const use = async (page) => {
        await fill(page, PROPOSALS.support);
        assert.equal(await page.locator(".stance-title").innerText(), "Support");
      };
      await withPage(browser, site.origin, use, { prepare });
    } finally {
      await site.close();
    }
  });

  test("what is stored has the form's own names", async () => {
    const site = await serve(dist, { files: { "/page.html": holding('<home-assessment draft="second"></home-assessment>') } });
    try {
      await withPage(
        browser,
        site.origin,
        async (page) => {
          await fill(page, PROPOSALS.holding);
          await page.goto(`${site.origin}/`);
          await fill(page, PROPOSALS.holding);
          await keptBy(page);
          await page.waitForTimeout(500);
          const stored = await page.evaluate(async () => ({
            local: Object.keys(localStorage),
            session: Object.keys(sessionStorage),
            caches: await caches.keys(),
            databases: (await indexedDB.databases()).map(({ name }) => name),
            cookies: document.cookie,
          }));
          assert.deepEqual(stored.local.sort(), ["home-assessment.draft", "home-assessment.draft.second"]);
          assert.deepEqual([stored.session, stored.databases, stored.cookies], [[], ["home-assessment"], ""]);
          assert.ok(stored.caches.every((name) => name.startsWith("home-assessment ")), stored.caches.join(" "));
        },
        { path: "/page.html" },
      );
    } finally {
      await site.close();
    }
  });
});
