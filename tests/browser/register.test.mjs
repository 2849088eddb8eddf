// The register: whatever happens to the page, the browser or its storage, what was kept is there, whole. Each fault is made to
// happen, and the register is compared before and after.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";

import { launch, withPage } from "./browser.mjs";
import { PROPOSALS, fill, input, settled } from "./filling.mjs";
import { dist } from "./places.mjs";
import { serve } from "./server.mjs";
import { soak } from "./soak.mjs";

/** How many things are done at random; more where it is asked for. */
const OPERATIONS = Number(process.env.SOAK_OPERATIONS ?? 200);

/** What stands in a shared folder. */
const REGISTER = "home-assessment-register.txt";
const NOTE = "home-assessment-register.being-written.txt";

const section = (page) => page.locator("section.register");
const said = (page) => section(page).locator("#register-said");
const press = (page, name) => section(page).getByRole("button", { name, exact: true }).click();

/** Shows the register, and waits for it. */
async function open(page) {
  const show = section(page).getByRole("button", { name: "Show the register" });
  if (await show.isVisible()) await show.click();
  await said(page).waitFor({ state: "attached" });
}

/** Presses a button of the register and waits for what is said. */
async function done(page, name, expected) {
  await press(page, name);
  await said(page).filter({ hasText: expected }).waitFor();
}

/** Everything the browser stores of the register, by name. */
function stored(page) {
  return page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open("home-assessment");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          if (!database.objectStoreNames.contains("register")) {
            database.close();
            resolve({});
            return;
          }
          const store = database.transaction("register").objectStore("register");
          const [names, texts] = [store.getAllKeys(), store.getAll()];
          texts.onsuccess = () => {
            database.close();
            resolve(Object.fromEntries(names.result.map((name, at) => [name, texts.result[at]])));
          };
        };
      }),
  );
}

/** Changes what the browser stores, behind the page's back. */
function tamper(page, change) {
  return page.evaluate(
    (change) =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open("home-assessment", change.version);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const transaction = database.transaction("register", "readwrite");
          for (const [name, text] of change.put ?? []) transaction.objectStore("register").put(text, name);
          transaction.oncomplete = () => {
            database.close();
            resolve();
          };
        };
      }),
    change,
  );
}

describe("the register", () => {
  let browser;
  let site;
  before(async () => {
    site = await serve(dist);
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });
  const withCase = (body, { answers, ...options } = {}) =>
    withPage(
      browser,
      site.origin,
      async (page) => {
        await fill(page, { ...PROPOSALS.support, ...answers });
        await open(page);
        await done(page, "Keep as a new case", "kept in the register");
        return body(page);
      },
      options,
    );

  test("keeps a case through a reload, and has its history, its letters and its deadline", async () => {
    await withCase(async (page) => {
      await done(page, "Keep the letter as sent in the case 11/26/0417", "kept as sent");
      await page.reload();
      await page.locator("[data-ready]").waitFor({ state: "attached" });
      await open(page);
      const row = section(page).locator("tbody tr");
      assert.match(await row.innerText(), /11\/26\/0417[\s\S]*23 October 2026[\s\S]*Answered[\s\S]*Hyndburn/);
      await row.getByRole("button").click();
      await page.locator("#register-case:focus").waitFor();
      await page.getByText("The letter as sent", { exact: true }).click();
      assert.match(await section(page).locator("details[open]").innerText(), /Hyndburn Borough Council/);
      await section(page).getByLabel("Answer by another date").fill("2/11/2026");
      await section(page).getByLabel("Answer by another date").press("Enter");
      await said(page).filter({ hasText: "Saved." }).waitFor();
      const [download] = await Promise.all([page.waitForEvent("download"), press(page, "Deadline for the calendar")]);
      assert.match(readFileSync(await download.path(), "utf8"), /DTSTART;VALUE=DATE:20261102/);
    });
  });

  test("shows what was answered before beside the case in hand, and counts it in the assessment", async () => {
    await withCase(async (page) => {
      await done(page, "Keep the letter as sent in the case 11/26/0417", "kept as sent");
      await input(page, "application.reference").fill("11/26/0999");
      await settled(page);
      const like = page.locator("#assessment").getByText("11/26/0417, Hyndburn");
      await like.waitFor();
      await page.getByText("points of difference").first().click();
      await input(page, "home.places").fill("3");
      await settled(page);
      await page.locator("#assessment dd", { hasText: "differs" }).first().waitFor({ state: "attached" });
    });
  });

  test("offers an opened case to the form and asks before anything is replaced", async () => {
    await withCase(async (page) => {
      await input(page, "home.places").fill("5");
      await section(page).locator("tbody tr").getByRole("button").click();
      await section(page).getByRole("button", { name: "Open in the form" }).first().click();
      await page.getByRole("button", { name: "Yes, open it" }).click();
      await settled(page);
      assert.equal(await input(page, "home.places").inputValue(), "2");
      await page.getByRole("button", { name: "Undo" }).first().click();
      assert.equal(await input(page, "home.places").inputValue(), "5");
    });
  });

  test("holds the whole of a write or nothing of it when the tab is killed at any instant", async () => {
    for (const wait of [0, 1, 2, 4, 8, 16, 32, 64]) {
      const context = await browser.newContext();
      try {
        const page = await context.newPage();
        await page.goto(site.origin);
        await fill(page, PROPOSALS.support);
        await open(page);
        await done(page, "Keep as a new case", "kept in the register");
        const was = await stored(page);
        const client = await context.newCDPSession(page);
        await page.evaluate((wait) => {
          [...document.querySelectorAll("section.register button")]
            .find((button) => button.textContent.startsWith("Keep the letter as sent"))
            .click();
          return new Promise((resolve) => setTimeout(resolve, wait));
        }, wait);
        const crashed = page.waitForEvent("crash");
        client.send("Page.crash").catch(() => {});
        await crashed;
        const again = await context.newPage();
        await again.goto(site.origin);
        await again.locator("[data-ready]").waitFor({ state: "attached" });
        await open(again);
        const is = await stored(again);
        for (const [name, text] of Object.entries(was)) assert.equal(is[name], text, `killed after ${wait} ms`);
        assert.ok([0, 1].includes(Object.keys(is).length - Object.keys(was).length), `killed after ${wait} ms`);
        assert.equal(await section(again).getByText("damaged").count(), 0);
        assert.equal(await section(again).locator("tbody tr").count(), 1);
      } finally {
        await context.close();
      }
    }
  });

  test("has what two tabs do at the same time, and shows each what the other did", async () => {
    const context = await browser.newContext();
    try {
      const [one, other] = [await context.newPage(), await context.newPage()];
      await one.goto(site.origin);
      await fill(one, PROPOSALS.support);
      await open(one);
      await done(one, "Keep as a new case", "kept in the register");
      await other.goto(site.origin);
      await other.locator("[data-ready]").waitFor({ state: "attached" });
      await open(other);
      await one.bringToFront();
      await done(one, "Keep the letter as sent in the case 11/26/0417", "kept as sent");
      await other.bringToFront();
      await section(other).locator("tbody tr", { hasText: "Answered" }).waitFor();
      // Both go on from there, each in its own way.
      await input(other, "home.places").fill("3");
      await one.bringToFront();
      await input(one, "home.places").fill("4");
      await Promise.all(
        [one, other].map((page) =>
          page.evaluate(() =>
            [...document.querySelectorAll("section.register button")]
              .find((button) => button.textContent.startsWith("Keep these answers"))
              .click(),
          ),
        ),
      );
      await section(one).locator("tbody tr", { hasText: "being revised" }).waitFor();
      await one.waitForFunction(
        () =>
          new Promise((resolve) => {
            const opening = indexedDB.open("home-assessment");
            opening.onsuccess = () => {
              const count = opening.result.transaction("register").objectStore("register").count();
              count.onsuccess = () => {
                opening.result.close();
                resolve(count.result === 4);
              };
            };
          }),
      );
    } finally {
      await context.close();
    }
  });

  test("names what is damaged, leaves it, and shows the rest", async () => {
    await withCase(async (page) => {
      const was = await stored(page);
      const [[, text]] = Object.entries(was);
      await tamper(page, { put: [["0".repeat(64), text.slice(0, text.length / 2)], ["something else", "x"]] });
      await page.reload();
      await page.locator("[data-ready]").waitFor({ state: "attached" });
      await open(page);
      await section(page).getByText("damaged and left out (entries: 2)").waitFor();
      assert.equal(await section(page).locator("tbody tr").count(), 1);
      await done(page, "Keep the letter as sent in the case 11/26/0417", "kept as sent");
      const is = await stored(page);
      assert.equal(Object.keys(is).length, 4);
      for (const [name, text] of Object.entries(was)) assert.equal(is[name], text);
    });
  });

  test("goes on when its storage is cleared under it", async () => {
    await withCase(async (page) => {
      await page.evaluate(
        () =>
          new Promise((resolve, reject) => {
            const deleting = indexedDB.deleteDatabase("home-assessment");
            deleting.onsuccess = resolve;
            deleting.onerror = reject;
          }),
      );
      await done(page, "Keep the letter as sent in the case 11/26/0417", "kept as sent");
      await page.reload();
      await page.locator("[data-ready]").waitFor({ state: "attached" });
      await open(page);
      assert.equal(await section(page).locator("tbody tr").count(), 1);
    });
  });

  test("leaves the data of a later version alone and says which version to use", async () => {
    await withCase(
      async (page) => {
        const was = await stored(page);
        await tamper(page, { version: 2 });
        await page.reload();
        await page.locator("[data-ready]").waitFor({ state: "attached" });
        await open(page);
        await section(page).getByText("written by a later version").waitFor();
        await done(page, "Keep as a new case", "could not be kept");
        assert.deepEqual(await stored(page), was);
      },
      { broken: true },
    );
  });

  test("keeps the order of what was done when the clock moves back", async () => {
    const context = await browser.newContext();
    try {
      const page = await context.newPage();
      await page.clock.setFixedTime(new Date("2026-11-20T10:00:00"));
      await page.goto(site.origin);
      await fill(page, PROPOSALS.support);
      await open(page);
      await done(page, "Keep as a new case", "kept in the register");
      await page.clock.setFixedTime(new Date("2019-01-01T10:00:00"));
      await page.reload();
      await page.locator("[data-ready]").waitFor({ state: "attached" });
      await open(page);
      await done(page, "Keep the letter as sent in the case 11/26/0417", "kept as sent");
      await section(page).locator("tbody tr").getByRole("button").click();
      const history = await section(page).locator(".history > li").allInnerTexts();
      assert.match(history[0], /^20 November 2026: answers kept/);
      assert.match(history[1], /^1 January 2019: letter kept as sent/);
    } finally {
      await context.close();
    }
  });

  test("backs up, clears, restores and joins, asking first; a file that is cut is refused", async () => {
    await withCase(async (page) => {
      const was = await stored(page);
      const [download] = await Promise.all([page.waitForEvent("download"), press(page, "Save a backup")]);
      const backup = readFileSync(await download.path());
      const give = (name, buffer) =>
        section(page).getByLabel(name).setInputFiles({ name: "register.txt", mimeType: "text/plain", buffer });
      await press(page, "Clear the register");
      await section(page).getByText("(cases: 1)").waitFor();
      assert.deepEqual(await stored(page), was, "nothing goes before someone says so");
      await done(page, "Yes, do it", "The register is empty");
      assert.deepEqual(await stored(page), {}, "clearing clears");
      await give("Put a backup in place", backup.subarray(0, backup.length - 40));
      await said(page).filter({ hasText: "cut short" }).waitFor();
      assert.deepEqual(await stored(page), {});
      await give("Put a backup in place", backup);
      await done(page, "Yes, do it", "stands in place of the register");
      assert.deepEqual(await stored(page), was);
      await give("Add a colleague’s backup", backup);
      await said(page).filter({ hasText: "Entries added: 0" }).waitFor();
      assert.deepEqual(await stored(page), was);
      await give("Add a colleague’s backup", Buffer.from("{}"));
      await said(page).filter({ hasText: "not a backup" }).waitFor();
      assert.deepEqual(await stored(page), was);
    });
  });

  test("brings the register and one in a shared folder together, and never writes over what it cannot read", async () => {
    // A folder of the browser’s own stands for one on a shared drive: pages get the same kind of thing.
    const folder = () => (window.showDirectoryPicker = () => navigator.storage.getDirectory());
    const shared = (page, name) =>
      page.evaluate(async (name) => {
        const there = await navigator.storage.getDirectory();
        return there.getFileHandle(name).then((handle) => handle.getFile()).then((file) => file.text(), () => null);
      }, name);
    const put = (page, name, text) =>
      page.evaluate(async ([name, text]) => {
        const handle = await (await navigator.storage.getDirectory()).getFileHandle(name, { create: true });
        const writing = await handle.createWritable();
        await writing.write(text);
        await writing.close();
      }, [name, text]);
    let colleague;
    await withCase(async (page) => {
      await page.evaluate(folder);
      await done(page, "Bring together with a shared folder", "Entries added here: 0");
      colleague = await shared(page, REGISTER);
      assert.match(colleague, /^home-assessment\/register@1/);
      assert.equal(await shared(page, NOTE), null, "the note goes when the file is written");
    });
    await withCase(
      async (page) => {
        await page.evaluate(folder);
        await put(page, REGISTER, colleague);
        await done(page, "Bring together with a shared folder", "Entries added here: 1");
        await section(page).getByRole("button", { name: "11/26/0417" }).waitFor();
        const both = await shared(page, REGISTER);
        const names = Object.keys(await stored(page));
        assert.deepEqual([names.length, names.filter((name) => !both.includes(name))], [2, []]);
        await put(page, REGISTER, both.slice(0, -40));
        await done(page, "Bring together with a shared folder", "cut short");
        assert.equal(await shared(page, REGISTER), both.slice(0, -40));
        await put(page, REGISTER, both);
        await put(page, NOTE, "somebody");
        await done(page, "Bring together with a shared folder", "Someone is writing");
        assert.deepEqual([await shared(page, REGISTER), await shared(page, NOTE)], [both, "somebody"]);
        await page.evaluate(() => (window.showDirectoryPicker = () => Promise.reject(new DOMException("", "SecurityError"))));
        await done(page, "Bring together with a shared folder", "gives pages no folder");
      },
      { answers: { "application.reference": "25/0456/FUL", "site.postcode": "" } },
    );
  });

  test("soak: two pages at work at the same time lose nothing", async (context) => {
    const { operations, kept, left } = await soak(browser, site.origin, OPERATIONS);
    context.diagnostic(`${operations} operations: ${kept} times something was kept; ${left} entries at the end`);
  });
});
