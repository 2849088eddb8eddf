// A provider checks its own plans and hands them to the council: the built page with `mode=provider`, in a real browser.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";

import { checkAccess } from "./access.mjs";
import { launch, withPage } from "./browser.mjs";
import { PLANS, PROPOSALS, PROVIDER, fill, input, settled, show, typed } from "./filling.mjs";
import { Keyboard } from "./keyboard.mjs";
import { cli, dist } from "./places.mjs";
import { serve } from "./server.mjs";

const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 375, height: 812 } };
describe("a provider's path", () => {
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

  const open = (body, options = {}) =>
    withPage(
      browser,
      site.origin,
      async (page) => {
        await page.locator("[data-ready]").waitFor({ state: "attached" });
        return body(page);
      },
      { path: PROVIDER, permissions: ["clipboard-read", "clipboard-write"], ...options },
    );

  /** Copies the link that hands the answers over. */
  async function link(page) {
    await show(page, page.locator("#letter"));
    await page.getByRole("button", { name: "Copy the link" }).click();
    await page.getByText("Copied.").waitFor();
    return page.evaluate(() => navigator.clipboard.readText());
  }

  /** The questions answered, in the order in which Tab comes to them. */
  function inOrder(page, answers) {
    return page.evaluate(
      (asked) => {
        const of = (path) => document.getElementById(path.replaceAll(".", "-"));
        return asked.sort((one, other) => (of(one).compareDocumentPosition(of(other)) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
      },
      Object.keys(answers),
    );
  }

  for (const [device, viewport] of Object.entries(SIZES)) {
    test(`is asked, told and handed over at ${device} width, and the council opens what was meant`, async () => {
      const handed = await open(
        async (page) => {
          assert.equal(await page.title(), "Check your plans for a children’s home");
          await fill(page, PLANS);
          await show(page, page.locator("#assessment"));
          assert.match(await page.locator(".stance-title").innerText(), /^\d+ in order, \d+ to weigh, \d+ questions? to be ready for$/);
          assert.doesNotMatch(await page.locator("#assessment").innerText(), /Does not support|Internal/);
          return link(page);
        },
        { viewport },
      );
      assert.ok(handed.startsWith(`${site.origin}/#proposal=`), handed);
      await withPage(
        browser,
        site.origin,
        async (page) => {
          await page.getByText("The proposal is opened in place of what was here.").waitFor();
          await settled(page);
          for (const [asked, answer] of Object.entries(PLANS)) {
            if (asked !== "children.needs") assert.equal(await input(page, asked).inputValue(), typed(answer), asked);
          }
          assert.ok(await page.locator('#children-needs input[value="self-harm"]').isChecked());
          assert.equal(new URL(page.url()).hash, "", "a reload does not open it again");
          await page.locator(".sheet").waitFor({ state: "attached" });
        },
        { path: handed.slice(site.origin.length), viewport },
      );
    });
  }

  test("is walked by keyboard alone, to the link", async () => {
    await open(async (page) => {
      const keyboard = new Keyboard(page);
      for (const asked of await inOrder(page, PLANS)) {
        if (asked === "children.needs") {
          for (const need of PLANS[asked]) {
            await keyboard.to(`[value="${need}"]`);
            await keyboard.press("Space");
          }
          continue;
        }
        await keyboard.to(`#${asked.replaceAll(".", "-")}`);
        if (await page.evaluate(() => document.activeElement.localName === "select")) await keyboard.choose(PLANS[asked]);
        else await keyboard.type(PLANS[asked]);
      }
      await settled(page);
      await keyboard.to("button", "Copy the link");
      await page.keyboard.press("Enter");
      await page.getByText("Copied.").waitFor();
    });
  });

  test("saves a file that the command line reads and the council's page opens", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "home-assessment-"));
    try {
      const saved = path.join(folder, "plans.json");
      await open(async (page) => {
        await fill(page, PLANS);
        const [download] = await Promise.all([
          page.waitForEvent("download"),
          page.getByRole("button", { name: "Save the answers as a file" }).click(),
        ]);
        assert.match(download.suggestedFilename(), /^proposal-Hyndburn.*\.json$/);
        await download.saveAs(saved);
      });
      assert.equal(JSON.parse(readFileSync(saved, "utf8")).schema, "home-assessment/proposal@1");
      assert.match(execFileSync(cli, ["assess", saved], { encoding: "utf8" }), /"stance":"support"/);
      await withPage(browser, site.origin, async (page) => {
        await page.locator("#open-record").setInputFiles(saved);
        await page.getByText("The proposal is opened").waitFor();
        assert.equal(await input(page, "home.places").inputValue(), "2");
        await page.locator("#open-record").setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from('{"schema":"home-assessment/proposal@9"}') });
        await page.getByRole("button", { name: "Yes, open it" }).click();
        await page.getByText("It could not be opened").waitFor();
        assert.equal(await input(page, "home.places").inputValue(), "2", "nothing is lost");
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("does not open a link over what is there without asking, and refuses a damaged one", async () => {
    const handed = await open((page) => fill(page, PLANS).then(() => link(page)));
    await withPage(browser, site.origin, async (page) => {
      await page.locator("[data-ready]").waitFor({ state: "attached" });
      await fill(page, PROPOSALS.holding);
      const follow = (end) => page.evaluate((hash) => (location.hash = hash), end);
      await follow(new URL(handed).hash);
      await page.getByRole("button", { name: "No, keep what is here" }).click();
      assert.equal(await input(page, "application.planning_authority").inputValue(), "E07000123");
      await follow(new URL(handed).hash);
      await page.getByRole("button", { name: "Yes, open it" }).click();
      await page.getByText("The proposal is opened").waitFor();
      await page.getByRole("button", { name: "Undo" }).click();
      assert.equal(await input(page, "application.planning_authority").inputValue(), "E07000123");
      await follow(new URL(handed).hash.slice(0, -9));
      await page.getByRole("button", { name: "Yes, open it" }).click();
      await page.getByText("the link is damaged or was cut short").waitFor();
      assert.equal(await input(page, "application.planning_authority").inputValue(), "E07000123");
    });
  });

  test("has a draft of its own, apart from the council's", async () => {
    await open(async (page) => {
      await fill(page, PLANS);
      await page.reload();
      await page.getByText("Your draft was restored").waitFor();
      assert.equal(await input(page, "home.places").inputValue(), "2");
      await settled(page); // leaving while a worker still loads would be told as a failed request
      await page.goto(site.origin);
      await page.locator("[data-ready]").waitFor({ state: "attached" });
      assert.equal(await input(page, "home.places").inputValue(), "");
    });
  });

  test("prints the self-check and whom to speak to, and not the form", async () => {
    await open(async (page) => {
      await fill(page, PLANS);
      await page.emulateMedia({ media: "print" });
      assert.ok(await page.locator("#assessment").isVisible());
      assert.ok(await page.locator("#letter li").first().isVisible());
      for (const hidden of [".form", ".handing", ".prospects", ".masthead"]) {
        assert.ok(!(await page.locator(hidden).first().isVisible()), hidden);
      }
    });
  });

  const STATES = {
    empty: async () => {},
    filled: (page) => fill(page, PLANS),
    "without an authority": (page) => fill(page, { "home.places": "5", "fees.weekly": "£5,2oo" }),
    "what would help": async (page) => {
      await fill(page, { "application.planning_authority": "E07000117", "home.places": "5" });
      await show(page, page.locator("#assessment"));
      await page.getByRole("button", { name: "What would help?" }).click();
      await page.getByText("changes would help").waitFor();
      await page.getByRole("button", { name: "Try it" }).first().click();
      await page.locator("#trial").waitFor();
    },
    "all open": async (page) => {
      await fill(page, PLANS);
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
    },
  };
  for (const [state, reach] of Object.entries(STATES)) {
    for (const [device, viewport] of Object.entries(SIZES)) {
      for (const colorScheme of ["light", "dark"]) {
        test(`has no accessibility fault when ${state}, at ${device} width in ${colorScheme} colours`, async () => {
          await open(
            async (page) => {
              await reach(page);
              await checkAccess(page);
            },
            { viewport, colorScheme },
          );
        });
      }
    }
  }

  test("hears its keys, and lists them", async () => {
    await open(async (page) => {
      await fill(page, PLANS);
      await page.keyboard.press("Alt+Shift+A");
      assert.equal(await page.evaluate(() => document.activeElement.id), "assessment");
      await page.keyboard.press("Alt+Shift+C");
      await page.getByText("Copied.").waitFor();
      await page.getByText("Keyboard shortcuts").click();
      assert.equal(await page.locator(".shortcuts kbd").count(), 6);
    });
  });
});
