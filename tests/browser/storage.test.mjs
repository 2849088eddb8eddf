// Where the browser stores nothing, or nothing more: what someone has is never lost, and they are told.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";

import { chromium as driver } from "playwright-core";

import { FLAGS } from "./browser.mjs";
import { PROPOSALS, fill, input, settled } from "./filling.mjs";
import { launch as launchFirefox, withPage as withFirefox } from "./firefox.mjs";
import { opened } from "./handing.mjs";
import { chromium, dist } from "./places.mjs";
import { serve } from "./server.mjs";

describe("a browser that stores nothing", () => {
  let site;
  before(async () => {
    site = await serve(dist);
  });
  after(() => site?.close());

  /** A Chromium whose owner has forbidden that sites keep anything. */
  async function forbidding(body) {
    const profile = mkdtempSync(path.join(tmpdir(), "home-assessment-forbidding-"));
    mkdirSync(path.join(profile, "Default"));
    const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
    writeFileSync(path.join(profile, "Default/Preferences"), JSON.stringify(preferences));
    const options = { executablePath: chromium, args: FLAGS, headless: true, viewport: { width: 1280, height: 900 }, locale: "en-GB" };
    const context = await driver.launchPersistentContext(profile, options);
    try {
      const page = await context.newPage();
      await page.goto(site.origin);
      await body(page);
    } finally {
      await context.close();
      rmSync(profile, { recursive: true });
    }
  }

  test("assesses all the same, keeps nothing, and says so before anything is lost", async () => {
    await forbidding(async (page) => {
      const refused = await page.evaluate(() => {
        try {
          return String(localStorage.length);
        } catch (error) {
          return error.name;
        }
      });
      assert.equal(refused, "SecurityError", "this browser was to store nothing");
      await fill(page, PROPOSALS.support);
      assert.equal(await page.locator(".stance-title").innerText(), "Support");
      await page.getByText("does not let the page keep a draft").waitFor();
      const register = page.locator("section.register");
      await register.getByRole("button", { name: "Show the register" }).click();
      await register.getByText("Nothing can be kept here").waitFor();
      await register.getByRole("button", { name: "Keep as a new case", exact: true }).click();
      await register.locator("#register-said").filter({ hasText: "could not be kept" }).waitFor();
      // What is on the page is there still, and can be taken away.
      assert.equal(await input(page, "home.places").inputValue(), "2");
      await input(page, "home.places").fill("3");
      await settled(page);
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Download the record" }).click(),
      ]);
      assert.match(download.suggestedFilename(), /record\.json$/);
    });
  });

  test("changes the council’s figures all the same, and says that they are on this page alone", async () => {
    await forbidding(async (page) => {
      const section = await opened(page);
      await section.locator('[data-act="profile-open"]').click();
      // Nothing is said of storing before there is anything to store.
      await section.locator("#edition-place").waitFor();
      assert.equal(await section.getByText("could not be stored").count(), 0);
      await section.locator('[data-act="profile-go"][data-value="council"]').first().click();
      const form = section.locator('form[data-act="profile-keep"]');
      await form.locator('[name="name"]').fill("Saltmarsh Council");
      await form.locator("button[type=submit]").click();
      await section.locator("#edition-said").filter({ hasText: "could not be stored in this browser" }).waitFor();
      assert.equal(await form.locator('[name="name"]').inputValue(), "Saltmarsh Council");
      const save = section.locator('[data-act="profile-save"]');
      const [download] = await Promise.all([page.waitForEvent("download"), save.click()]);
      assert.match(readFileSync(await download.path(), "utf8"), /"Saltmarsh Council"/);
    });
  });
});

describe("a browser that is full", () => {
  let site;
  let browser;
  before(async () => {
    site = await serve(dist);
    // In kilobytes, for all sites together.
    browser = await launchFirefox({ "dom.quotaManager.temporaryStorage.fixedLimit": 2048 });
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  test("keeps what there is, says that no more can be kept, and goes on once there is room", async () => {
    await withFirefox(browser, site.origin, async (page) => {
      await page.fill({ "application.planning_authority": "E07000120", "application.reference": "11/26/0417", "home.places": 2 });
      await act(page, "Show the register");
      await act(page, "Keep as a new case");
      await page.see("#register-said", "are kept");
      const was = await entries(page);
      assert.equal(was.length, 1);
      const filled = await page.evaluate(fillUp);
      assert.ok(filled > 0, "nothing could be put in, so nothing was full");
      await page.fill({ "home.places": 5 });
      await act(page, "Keep these answers");
      await page.see("#register-said", "could not be kept");
      assert.deepEqual(await entries(page), was);
      assert.equal(await page.input("home.places").getProperty("value"), "5");
      await page.evaluate(makeRoom);
      await act(page, "Keep these answers");
      await page.see("#register-said", "are kept");
      const is = await entries(page);
      assert.equal(is.length, 2);
      assert.ok(is.includes(was[0]));
    });
  });

  /** Presses the button of the register that begins so. */
  async function act(page, name) {
    const button = await page.see("section.register button", name);
    assert.ok((await button.getText()).startsWith(name));
    await button.click();
  }

  /** The texts that the browser stores of the register. */
  function entries(page) {
    return page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const opening = indexedDB.open("home-assessment");
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const texts = opening.result.transaction("register").objectStore("register").getAll();
            texts.onsuccess = () => {
              opening.result.close();
              resolve(texts.result);
            };
          };
        }),
    );
  }

  /** Fills what room there is with smaller and smaller pieces; gives back how many went in. */
  async function fillUp() {
    const filler = await caches.open("filler");
    let pieces = 0;
    for (let size = 65_536; size >= 64; ) {
      try {
        await filler.put(`/${pieces}`, new Response(crypto.getRandomValues(new Uint8Array(size))));
        pieces += 1;
      } catch {
        size /= 2;
      }
    }
    return pieces;
  }

  /** Takes the pieces out, and waits for the room: the browser gives it back in its own time. */
  async function makeRoom() {
    const filler = await caches.open("filler");
    for (const piece of await filler.keys()) await filler.delete(piece);
    const fits = (size) => filler.put("/room", new Response(new Uint8Array(size))).then(() => true, () => false);
    while (!(await fits(524_288))) await new Promise((resolve) => setTimeout(resolve, 100));
    await filler.delete("/room");
  }
});
