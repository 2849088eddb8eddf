// Files that are handed in: a table is assessed as on the command line, byte for byte, and whatever the file is, the page goes on.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { deflateRawSync } from "node:zlib";

import { launch, withPage } from "./browser.mjs";
import { today } from "./command-line.mjs";
import { PROPOSALS, PROVIDER, fill, input, settled } from "./filling.mjs";
import { COLUMNS, WEEKLY, assessed, handIn, mapped, opened, text, told } from "./handing.mjs";
import { cli, dist, root } from "./places.mjs";
import { serve } from "./server.mjs";

const section = (page) => page.locator("section.register");
const press = (page, name) => section(page).getByRole("button", { name, exact: true }).click();

/** What is downloaded when a button is pressed. */
async function downloaded(page, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), press(page, name)]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** Measures, in the page, the longest time in which nothing else could run. */
async function watched(page, body) {
  await page.evaluate(() => {
    const watch = (globalThis.watch = { gap: 0, task: 0, frame: 0, on: true });
    let last = performance.now();
    const tick = () => {
      const now = performance.now();
      watch.gap = Math.max(watch.gap, now - last);
      last = now;
      if (watch.on) setTimeout(tick, 0);
    };
    setTimeout(tick, 0);
    let before = performance.now();
    const frame = (now) => {
      watch.frame = Math.max(watch.frame, now - before);
      before = now;
      if (watch.on) requestAnimationFrame(frame);
    };
    requestAnimationFrame((now) => {
      before = now;
      frame(now);
    });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) watch.task = Math.max(watch.task, duration);
    }).observe({ type: "longtask" });
  });
  await body();
  return page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 200)); // long tasks are told late
    globalThis.watch.on = false;
    return globalThis.watch;
  });
}

/** The page answers someone who types. */
async function answers(page) {
  await input(page, "home.places").fill("3");
  await settled(page);
  assert.match(await page.locator("#assessment").innerText(), /\w/);
}

/** A table of so many rows. */
function rows(count) {
  const authorities = ["E07000120", "E07000117", "E07000123", "E07000118"];
  const lines = ["application.reference,application.planning_authority,home.places,children.age_min,children.age_max,children.needs,fees.weekly"];
  for (let at = 0; at < count; at += 1) {
    const places = at % 97 === 0 ? "several" : 1 + (at % 5);
    lines.push(`26/${at},${authorities[at % 4]},${places},8,17,self-harm;autism,${4000 + (at % 3000)}.00`);
  }
  return `${lines.join("\n")}\n`;
}

/** The checksum of zip files. */
function checksum(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

/** A zip file of these; what it says of sizes is what it is told to say. */
function zip(files) {
  const [locals, entries] = [[], []];
  let at = 0;
  for (const { name, packed, size, sum = 0 } of files) {
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE(8, 4);
    header.writeUInt32LE(sum, 10);
    header.writeUInt32LE(packed.length, 14);
    header.writeUInt32LE(size, 18);
    header.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), header, Buffer.from(name), packed]);
    const entry = Buffer.alloc(16);
    entry.writeUInt32LE(at, 12);
    entries.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), header.subarray(0, 26), entry.subarray(2), Buffer.from(name)]));
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

describe("files that are handed in", () => {
  let browser;
  let site;
  let folder;
  before(async () => {
    site = await serve(dist);
    browser = await launch();
    folder = mkdtempSync(path.join(tmpdir(), "home-assessment-batch-"));
  });
  after(async () => {
    await browser?.close();
    await site?.close();
    if (folder) rmSync(folder, { recursive: true });
  });
  const onPage = (body, options) => withPage(browser, site.origin, body, { acceptDownloads: true, ...options });
  const kept = (name, content) => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  };

  test("a table with names of its own is assessed as on the command line, byte for byte", async () => {
    const [table, results] = [kept("weekly.csv", WEEKLY), path.join(folder, "results.csv")];
    const map = Object.entries(COLUMNS).flatMap(([name, field]) => ["--map", `${name}=${field}`]);
    const { status } = spawnSync(cli, ["batch", table, results, ...map, "--date", today()], { stdio: "ignore" });
    assert.equal(status, 1, "two rows are refused");
    await onPage(async (page) => {
      await fill(page, PROPOSALS.support);
      const before = await page.evaluate(() => localStorage.getItem("home-assessment.draft"));
      await assessed(page);
      const { name, bytes } = await downloaded(page, "Download the results (CSV)");
      assert.equal(name, `results-${await page.evaluate(today)}.csv`);
      assert.equal(bytes.toString(), readFileSync(results, "utf8"));
      assert.ok(bytes.includes("'=1+1"), "no cell is a formula");
      // Each refusal has its row and its reason.
      await section(page).getByText("Refused: 2, each with its reason").click();
      const refusals = await section(page).locator("details[open] li").allInnerTexts();
      assert.match(refusals[0], /^row 4: application\.planning_authority: .*Atlantis/);
      assert.match(refusals[1], /^row 5: home\.places: /);
      assert.equal(await section(page).locator("details", { hasText: "To look at again: 1" }).count(), 1);
      assert.equal(await page.evaluate(() => localStorage.getItem("home-assessment.draft")), before, "the case on the page stays");
    });
  });

  test("nothing is assessed before its columns are confirmed, and what is wrong with them is said", async () => {
    await onPage(async (page) => {
      await handIn(page, "batch", text("weekly.csv", WEEKLY));
      await mapped(page, { ...COLUMNS, District: "" });
      await page.locator("#batch:focus").waitFor();
      await press(page, "Assess the rows");
      await page.locator("#batch-faults:focus").waitFor();
      assert.match(await page.locator("#batch-faults").innerText(), /planning authority/);
      await section(page).getByLabel("District", { exact: true }).selectOption("application.planning_authority");
      await section(page).getByText("“Hyndburn” is read as: Hyndburn Borough Council").waitFor();
      await press(page, "Choose something else");
      await section(page).locator("#batch-files").waitFor();
      const { bytes } = await downloaded(page, "Download an empty table");
      assert.match(bytes.toString(), /^application\./);
    });
  });

  test("letters are made of the rows in a second reading, and arrive as one file", async () => {
    await onPage(async (page) => {
      await assessed(page);
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        section(page).locator("form[data-act=batch-letters] button").click(),
      ]);
      assert.match(download.suggestedFilename(), /^letters-.*\.zip$/);
      const archive = readFileSync(await download.path());
      assert.equal(archive.subarray(0, 4).toString("latin1"), "PK\x03\x04");
      assert.ok(archive.includes("000002-11-26-0417.docx") && archive.includes("000003-11-26-0418.docx"));
      await section(page).getByText("Letters in the zip file: 3.").waitFor();
    });
  });

  test("100,000 rows are assessed while the page goes on", async (context) => {
    const table = kept("many.csv", rows(100_000));
    await onPage(async (page) => {
      await handIn(page, "batch", table);
      await told(page, "batch", "Check its columns");
      const begun = Date.now();
      const { gap, task, frame } = await watched(page, async () => {
        await press(page, "Assess the rows");
        await answers(page);
        await told(page, "batch", "Done");
      });
      context.diagnostic(`100,000 rows in ${Date.now() - begun} ms; the page's longest unresponsive moment: ${gap.toFixed(0)} ms between timers, ${frame.toFixed(0)} ms between frames, ${task.toFixed(0)} ms in the longest task over 50 ms`);
      await answers(page);
      const { bytes } = await downloaded(page, "Download the results (CSV)");
      assert.equal(bytes.toString().split("\n").length, 100_002);
    });
  });

  test("what is stopped leaves what was assessed, and the page as it was", async () => {
    const table = kept("more.csv", rows(400_000));
    await onPage(async (page) => {
      await fill(page, PROPOSALS.support);
      await handIn(page, "batch", table);
      await told(page, "batch", "Check its columns");
      await press(page, "Assess the rows");
      await section(page).getByRole("progressbar").waitFor();
      await press(page, "Stop");
      await told(page, "batch", "Stopped");
      const { bytes } = await downloaded(page, "Download the results (CSV)");
      const lines = bytes.toString().split("\n").length - 2;
      assert.ok(lines < 400_000, `${lines} rows`);
      assert.equal(await input(page, "home.places").inputValue(), PROPOSALS.support["home.places"].toString());
      await answers(page);
      await press(page, "Choose something else");
      await assessed(page);
    });
  });

  test("whatever the file is, it is refused with what to do, and the page goes on", async (context) => {
    const binary = Buffer.from(Array.from({ length: 200_000 }, (_, at) => (at * 7919) % 251));
    const bomb = zip([{ name: "bomb.json", packed: deflateRawSync(Buffer.alloc(200 * 1024 * 1024, " ")), size: 10 }]);
    const wide = `${Array.from({ length: 10_000 }, (_, at) => `column ${at}`).join(",")}\n`;
    await onPage(async (page) => {
      await fill(page, PROPOSALS.support);
      const { gap } = await watched(page, async () => {
        for (const [name, content, words] of [
          ["binary.csv", binary, "is not a table"],
          ["wide.csv", wide, "the header has 10000 columns"],
          ["empty.csv", "", "the table is empty"],
          ["quote.csv", `a,"${"x".repeat(2_000_000)}`, "check its quotation marks"],
        ]) {
          await handIn(page, "batch", kept(name, content));
          await told(page, "batch", words);
          await page.locator("#batch-said:focus").waitFor();
        }
        await handIn(page, "batch", kept("bomb.zip", bomb));
        await told(page, "batch", "Done");
        await section(page).getByText("Refused: 1, each with its reason").click();
        await section(page).locator("details[open] li", { hasText: "bytes" }).waitFor();
        await press(page, "Choose something else");
        // A thousand columns are shown, and changed one at a time.
        const names = Array.from({ length: 1_000 }, (_, at) => `column ${at}`).join(",");
        await handIn(page, "batch", kept("thousand.csv", `${names}\n`));
        await section(page).getByRole("button", { name: /^Change ?: column 9$/ }).click();
        await page.locator("#batch-column-9:focus").waitFor();
        await press(page, "Choose something else");
        await handIn(page, "import", kept("import.json", "{"));
        await told(page, "import", "Nothing was suggested");
      });
      context.diagnostic(`the page's longest unresponsive moment: ${gap.toFixed(0)} ms`);
      await answers(page);
    });
  });

  test("files and zip files need no columns", async () => {
    const one = (places) => JSON.stringify({ schema: "home-assessment/proposal@1", application: { planning_authority: "E07000120" }, home: { places } });
    await onPage(async (page) => {
      await handIn(page, "batch", [kept("one.json", one(2)), kept("two.json", one(3)), kept("three.json", "{")]);
      await told(page, "batch", "Done");
      await section(page).getByText("Rows: 3. Assessed: 2; refused: 1; empty: 0.").waitFor();
      await press(page, "Choose something else");
      const files = [2, 3].map((places) => ({ name: `${places}.json`, packed: deflateRawSync(one(places)), size: one(places).length, sum: checksum(Buffer.from(one(places))) }));
      await handIn(page, "batch", kept("both.zip", zip(files)));
      await told(page, "batch", "Done");
      await section(page).getByText("Rows: 2. Assessed: 2; refused: 0; empty: 0.").waitFor();
    });
  });

  test("planning data goes into the form when someone says so, answer by answer", async () => {
    await onPage(async (page) => {
      await handIn(page, "import", path.join(root, "tests/imports/specification.json"));
      await page.locator("#import-found:focus").waitFor();
      const item = (words) => section(page).locator(".found li", { hasText: words });
      assert.equal(await page.locator("#application-reference").inputValue(), "", "nothing is filled in unasked");
      const reference = item("Application reference");
      const value = (await reference.locator("strong").innerText()).replace("Application reference: ", "");
      await reference.getByRole("button", { name: /^Use/ }).click();
      await reference.getByText("(in the form)").waitFor();
      assert.equal(await page.locator("#application-reference").inputValue(), value);
      const address = item("Address");
      await address.first().getByRole("button", { name: /^Leave/ }).click();
      await address.first().getByText("(left)").waitFor();
      await press(page, "Use all to which the form has no answer yet");
      await told(page, "import", "Put into the form");
      await settled(page);
      assert.equal(await page.locator("#site-address").inputValue(), "", "what was left stays left");
      assert.notEqual(await page.locator("#application-description").inputValue(), "");
      await press(page, "Done with this file");
      await section(page).locator("#import-files").waitFor();
    });
  });

  test("the list of cases is printed, and the letter again after it", async () => {
    await onPage(
      async (page) => {
        await fill(page, PROPOSALS.support);
        await opened(page);
        await press(page, "Keep as a new case");
        await section(page).locator("tbody tr", { hasText: "11/26/0417" }).waitFor();
        await page.emulateMedia({ media: "print" });
        const seen = () => page.evaluate(() => globalThis.printed.at(-1));
        await page.evaluate(() => {
          globalThis.printed = [];
          const shown = (selector) => Boolean(document.querySelector(selector)?.getClientRects().length);
          globalThis.print = () => globalThis.printed.push({ list: shown(".register table"), letter: shown(".sheet"), search: shown("#register-search") });
        });
        await page.evaluate(() => [...document.querySelectorAll("button")].find((button) => button.textContent === "Print the list").click());
        await page.waitForFunction(() => globalThis.printed.length === 1);
        assert.deepEqual(await seen(), { list: true, letter: false, search: false });
        await page.evaluate(() => [...document.querySelectorAll("button")].find((button) => button.textContent === "Print the letter").click());
        await page.waitForFunction(() => globalThis.printed.length === 2);
        assert.deepEqual(await seen(), { list: false, letter: true, search: false });
      },
    );
  });

  test("without what reads files the register stays, and says so", async () => {
    await onPage(
      async (page) => {
        await opened(page);
        await page.route("**/engine-*.wasm", (route) => route.abort());
        await page.context().route("**/engine-*.wasm", (route) => route.abort());
        await handIn(page, "batch", text("weekly.csv", WEEKLY));
        await section(page).getByText("What reads the files could not be loaded").waitFor();
        await answers(page);
      },
      { broken: true },
    );
  });

  test("a provider is not offered it", async () => {
    await onPage(
      async (page) => {
        await page.locator("[data-ready]").waitFor({ state: "attached" });
        assert.equal(await page.locator("#batch, section.register").count(), 0);
      },
      { path: PROVIDER },
    );
  });
});
