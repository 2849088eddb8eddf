// The council's profile, changed in the browser: a benchmark is changed, what it does is seen, it is published, put beside the widget
// and used; another council starts from nothing; what is damaged or huge is refused and the draft is kept.

import assert from "node:assert/strict";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { launch, withPage } from "./browser.mjs";
import { walked } from "./beginning.mjs";
import { opened } from "./handing.mjs";
import { dist, root } from "./places.mjs";
import { serve } from "./server.mjs";

const said = (section) => section.locator("#edition-said");
const act = (section, act, value) => section.locator(`[data-act="profile-${act}"]${value === undefined ? "" : `[data-value="${value}"]`}`).first();

/** The editor, with the profile in use. */
export async function editing(page) {
  const section = await opened(page);
  await act(section, "open").click();
  await act(section, "publish").waitFor();
  return section;
}

/** Goes to a place by what leads there. */
async function go(section, ...places) {
  for (const place of places) {
    await act(section, "go", place).click();
    await section.locator("#edition-place:focus").waitFor();
  }
}

/** Fills in fields of the form that is open, by their names, and keeps them. */
async function keep(section, answers) {
  const form = section.locator('form[data-act="profile-keep"]');
  for (const [name, answer] of Object.entries(answers)) {
    const field = form.locator(`[name="${name}"]`);
    if ((await field.evaluate(({ tagName }) => tagName)) === "SELECT") await field.selectOption(answer);
    else await field.fill(answer);
  }
  await form.locator("button[type=submit]").click();
  await said(section).filter({ hasText: "Kept" }).waitFor();
}

/** What a press hands to the downloads: its name and its bytes. */
async function downloaded(page, press) {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  return [download.suggestedFilename(), readFileSync(await download.path())];
}

describe("a council's profile in the browser", () => {
  let browser;
  let server;
  let folder;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "edition-"));
    cpSync(dist, folder, { recursive: true });
    server = await serve(folder);
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("a benchmark is changed, its effect seen, the edition published, put beside the widget and used", async () => {
    let name;
    let bytes;
    await withPage(browser, server.origin, async (page) => {
      const section = await editing(page);
      await go(section, "figures", "figures.fee-band-mid-range");
      await keep(section, {
        "values[1].value": "5500",
        "values[1].as_of": "2026-11",
        "values[1].source": "council-reading",
        "values[1].review_by": "2027-11-30",
      });
      await act(section, "effect").click();
      await section.locator("#edition-place", { hasText: "What the changes do" }).waitFor();
      const text = await section.innerText();
      assert.match(text, /Mid-range fee/);
      assert.match(text, /Examples that change: \d+, of which \d+ change their position/);
      assert.match(text, /A fee of £5,000 a week/);
      // A reload loses nothing.
      await page.reload();
      await editing(page);
      assert.match(await section.innerText(), /Changed, and not published/);
      await act(section, "publish").click();
      const form = section.locator('form[data-act="profile-issue"]');
      await form.locator('[name="edition"]').fill("2026-12");
      await form.locator('[name="approved_by"]').fill("Head of commissioning");
      [name, bytes] = await downloaded(page, () => form.locator("button[type=submit]").click());
      await said(section).filter({ hasText: "Edition 2026-12 is published" }).waitFor();
    });
    assert.equal(name, "lancashire-2026-12.json");
    const { createHash } = await import("node:crypto");
    const sum = createHash("sha256").update(bytes).digest("hex");
    writeFileSync(join(folder, name), bytes);
    const host = (sum) =>
      `<!doctype html><html lang="en"><title>x</title><link rel="icon" href="data:,"><script type="module" src="./home-assessment.js"></script>` +
      `<home-assessment profile="./${name}" profile-fingerprint="${sum}"></home-assessment></html>`;
    writeFileSync(join(folder, "host.html"), host(sum));
    writeFileSync(join(folder, "other.html"), host("0".repeat(64)));
    const beside = await serve(folder);
    await withPage(browser, beside.origin, async (page) => {
      const element = page.locator("home-assessment");
      await element.getByText("Profile lancashire 2026-12").first().waitFor();
      await element.getByText(sum.slice(0, 12)).first().waitFor();
      assert.equal(await element.getByText("not the file that was approved").count(), 0);
    }, { path: "/host.html" });
    await withPage(browser, beside.origin, async (page) => {
      await page.locator("home-assessment").getByText("not the file that was approved").first().waitFor();
    }, { path: "/other.html" });
    await beside.close();
  });

  test("a sentence is read out as it is typed, and kept as it was typed", async () => {
    await withPage(browser, server.origin, async (page) => {
      const section = await editing(page);
      await go(section, "wording", "wording.stances", "wording.stances.support");
      const field = section.locator('form[data-act="profile-keep"] [name="position"]');
      await field.fill("We would gladly see {children} at home here.");
      await section.getByText("We would gladly see two children at home here.").first().waitFor();
      await field.press("End");
      await field.pressSequentially(" Indeed!", { delay: 5 });
      await section.getByText("at home here. Indeed!").first().waitFor();
      assert.equal(await field.inputValue(), "We would gladly see {children} at home here. Indeed!");
      await keep(section, {});
      await act(section, "undo").click();
      await said(section).filter({ hasText: "undone" }).waitFor();
      assert.doesNotMatch(await section.locator('[name="position"]').inputValue(), /gladly/);
      // In a field of one line too, while what is wrong comes and goes below it.
      const line = section.locator('input[name="title"]');
      for (const [text, reads] of [["Support it, {nobody}", /nobody/], ["Support it, truly", /Support it, truly/]]) {
        await line.fill("");
        await line.pressSequentially(text, { delay: 20 });
        await section.getByText(reads).first().waitFor();
        assert.equal(await line.inputValue(), text);
      }
      // A piece is taken out and what was typed elsewhere stays.
      await act(section, "parts").click();
      await go(section, "figures", "figures.agency-homes");
      await section.locator('[name="note"]').fill("Counted anew.");
      await section.locator('[data-live="profile-drop"]').first().click();
      await said(section).filter({ hasText: "Taken out" }).waitFor();
      assert.equal(await section.locator('[name="note"]').inputValue(), "Counted anew.");
    });
  });

  test("another council starts from nothing; what is missing is named and led to", async () => {
    await withPage(browser, server.origin, async (page) => {
      const section = await opened(page);
      await act(section, "blank").click();
      const list = section.locator("details.problem");
      await list.locator("summary").click();
      const count = await list.locator("li").count();
      assert.ok(count > 20);
      // Each leads to where it is mended.
      await list.locator('[data-value="council.name"]').click();
      await section.locator('[name="name"]:focus').waitFor();
      await keep(section, { name: "Saltmarsh Council", place: "Saltmarsh", code: "E06000999", service: "children’s services", role: "Manager", contact: "Write to us." });
      assert.ok((await section.locator("details.problem li").count()) < count);
    });
  });

  test("from nothing to the first letter, by the keyboard alone", async () => {
    const sheet = await walked(browser, server.origin, folder);
    for (const own of ["Saltmarsh Council", "60 children moved into homes"]) assert.ok(sheet.includes(own), sheet);
    assert.ok(!sheet.includes("Lancashire"));
  });

  test("what is typed is kept when someone goes on without keeping it", async () => {
    await withPage(browser, server.origin, async (page) => {
      const section = await editing(page);
      await go(section, "matrix");
      await section.locator('[name="strong.secured"]').selectOption("support-with-safeguards");
      await act(section, "effect").click();
      await section.locator("#edition-place", { hasText: "What the changes do" }).waitFor();
      assert.match(await section.innerText(), /Examples that change: [1-9]/);
      // A draft that was never published is asked about, and nothing is given up by the first press of Enter.
      await act(section, "discard").click();
      await section.locator("#edition-discard-no:focus").press("Enter");
      assert.match(await section.innerText(), /Changed, and not published/);
    });
  });

  test("two tabs that change a draft do not write over each other", async () => {
    await withPage(browser, server.origin, async (page) => {
      const council = async (section, name) => {
        await act(section, "parts").click();
        await go(section, "council");
        await section.locator('form[data-act="profile-keep"] [name="name"]').fill(name);
        await section.locator('form[data-act="profile-keep"] button[type=submit]').click();
      };
      const first = await editing(page);
      await council(first, "Saltmarsh Council");
      await said(first).filter({ hasText: "Kept" }).waitFor();
      const tab = await page.context().newPage();
      await tab.goto(server.origin);
      const second = await editing(tab);
      assert.match(await second.innerText(), /Changed, and not published/);
      await council(second, "Brackenholme Council");
      await said(second).filter({ hasText: "Kept" }).waitFor();
      await council(first, "Fallowmere Council");
      await said(first).filter({ hasText: "another tab" }).waitFor();
      await page.reload();
      await editing(page);
      await go(first, "council");
      assert.equal(await first.locator('[name="name"]').inputValue(), "Brackenholme Council");
    });
  });

  test("a file that is none is refused, and the page and the draft stay", async () => {
    await withPage(browser, server.origin, async (page) => {
      const section = await opened(page);
      const choose = (name, content) => section.locator("#edition-files").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(content) });
      for (const [content, reason] of [["{", "breaks off"], ['{"schema":"home-assessment/profile@9"}', "another version"], ["x".repeat(100), "not valid JSON"]]) {
        await choose("profile.json", content);
        await said(section).filter({ hasText: reason }).waitFor();
      }
      await choose("profile.json", readFileSync(join(root, "profiles/blackpool-example.json")));
      await section.getByText("blackpool-example, edition").waitFor();
    });
  });

  test("a directory is read piece by piece, shows how far it is, and can be stopped", async () => {
    const { directory } = await import("./directory.mjs");
    const own = Array.from({ length: 12 }, (_, at) => `E0700${String(117 + at).padStart(4, "0")}`);
    const rows = Number(process.env.DIRECTORY_ROWS ?? 200_000);
    const file = join(folder, "directory.csv");
    writeFileSync(file, "");
    for (const part of directory(rows, own)) appendFileSync(file, part);
    await withPage(browser, server.origin, async (page) => {
      const section = await editing(page);
      await go(section, "postcodes");
      const begun = performance.now();
      await section.locator("#edition-postcodes-files").setInputFiles(file);
      await section.getByText("postcodes read").waitFor({ timeout: 600_000 });
      console.log(`${rows} rows: ${((performance.now() - begun) / 1000).toFixed(1)} s; ${await section.getByText("postcodes read").innerText()}`);
      const form = section.locator('form[data-act="profile-keep-postcodes"]');
      await form.locator('[name="source"]').selectOption({ index: 1 });
      await form.locator('[name="as_of"]').fill("August 2026");
      await form.locator('[name="review_by"]').fill("2027-08-31");
      await form.locator("button[type=submit]").click();
      await said(section).filter({ hasText: /^Kept\.$/ }).waitFor();
      // Ten of them take a while: it shows how far it is, and is stopped.
      await section.locator("#edition-postcodes-files").setInputFiles(Array(10).fill(file));
      await section.locator("progress").waitFor();
      await act(section, "cancel").click();
      await said(section).filter({ hasText: "Stopped" }).waitFor();
      assert.equal(await section.locator("progress").count(), 0);
      await section.locator("#edition-postcodes-files").setInputFiles({ name: "x.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2\n") });
      await said(section).filter({ hasText: "no column of postcodes" }).waitFor();
    });
  });
});
