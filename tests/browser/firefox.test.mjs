// The main path through the page in Firefox as people have it: what Chromium shows to work need not work there.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";

import { Key } from "selenium-webdriver";

import { today, written } from "./command-line.mjs";
import { PLANS, PROPOSALS, PROVIDER, typed } from "./filling.mjs";
import { launch, withPage } from "./firefox.mjs";
import { dist } from "./places.mjs";
import { serve } from "./server.mjs";

const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 375, height: 812 } };

describe("the page in Firefox", () => {
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

  for (const [device, size] of Object.entries(SIZES)) {
    test(`is filled in, read and copied by keyboard alone: ${device}`, async () => {
      const answers = PROPOSALS.support;
      const throughForm = async (page) => {
        assert.equal(await page.evaluate(() => innerWidth), size.width);
        await fillByKeyboard(page, answers, "Copy as plain text");
        await page.settled();
        assert.equal(await page.text(".stance-title"), "Support");
        await page.press(Key.ENTER);
        await page.see("[role=status]", "Copied.");
        const letter = written(answers, ["--format", "text"], await page.evaluate(today)).toString();
        assert.equal(await page.clipboard(), letter);
      };
      await withPage(browser, site.origin, throughForm, size);
    });

    test(`lets a provider check its plans and hand them over by keyboard alone: ${device}`, async () => {
      let link;
      const throughPlans = async (page) => {
        await fillByKeyboard(page, PLANS, "Copy the link");
        await page.settled();
        assert.match(await page.text(".stance-title"), /in order/);
        await page.press(Key.ENTER);
        await page.see("[role=status]", "Copied.");
        link = await page.clipboard();
      };
      await withPage(browser, site.origin, throughPlans, { ...size, path: PROVIDER });
      assert.ok(link.startsWith(`${site.origin}/#proposal=`), link);
      const opens = async (page) => {
        await page.see("#cleared-text", "The proposal is opened");
        assert.equal(await page.input("home.places").getProperty("value"), PLANS["home.places"]);
        await page.settled();
        assert.equal(await page.text(".stance-title"), "Support");
      };
      await withPage(browser, site.origin, opens, { ...size, path: link.slice(site.origin.length) });
    });
  }

  /** Tabs through the page, and on a small screen from step to step, to the button that copies. */
  async function fillByKeyboard(page, answers, button) {
    const wanted = new Map(Object.entries(answers).map(([name, value]) => [name.replaceAll(".", "-"), typed(value)]));
    const needs = new Set(answers["children.needs"]);
    wanted.delete("children-needs");
    for (let here = await stop(page); here.text !== button; here = await stop(page)) {
      assert.notEqual(here.local, "body", `left the page before ${[...wanted.keys()]}`);
      assert.ok(here.scrolls <= 0, `${here.id}: the page is ${here.scrolls} pixels wider than the screen`);
      if (here.next) {
        await page.press(Key.ENTER);
      } else if (here.type === "checkbox" && needs.delete(here.value)) {
        await page.press(Key.SPACE);
      } else if (wanted.has(here.id)) {
        const value = wanted.get(here.id);
        const option = here.options.indexOf(value);
        await page.press(...(here.options.length === 0 ? value.replaceAll("\n", Key.ENTER) : Key.ARROW_DOWN.repeat(option)));
        wanted.delete(here.id);
      }
    }
    assert.deepEqual([...wanted.keys(), ...needs], [], "not reached by keyboard");
  }

  /** Goes to the next stop of the keyboard, and says what is there. */
  async function stop(page) {
    await page.press(Key.TAB);
    return page.evaluate(() => {
      const here = document.activeElement;
      const { id, localName, type, value, textContent } = here;
      const { scrollWidth, clientWidth } = document.documentElement;
      const options = localName === "select" ? [...here.options].map((option) => option.value) : [];
      const next = here.matches(".beside-next a");
      return { id, local: localName, type, value, text: textContent, options, next, scrolls: scrollWidth - clientWidth };
    });
  }

  test("recovers the draft after a reload", async () => {
    await withPage(browser, site.origin, async (page) => {
      const answers = { ...PROPOSALS.support, "fees.weekly": "49oo" };
      await page.fill(answers);
      const before = await page.text(".sheet");
      await page.driver.navigate().refresh();
      await page.see("[role=status]", "Your draft was restored");
      await page.settled();
      for (const [name, value] of Object.entries(answers)) {
        if (name === "children.needs") {
          const ticked = () => [...document.querySelectorAll("#children-needs :checked")].map(({ value }) => value);
          assert.deepEqual(await page.evaluate(ticked), value);
        } else {
          assert.equal(await page.input(name).getProperty("value"), typed(value), name);
        }
      }
      assert.equal(await page.text(".sheet"), before);
    });
  });

  const STATES = {
    empty: async () => {},
    filled: (page) => page.fill(PROPOSALS.support),
    wrong: async (page) => {
      await page.fill({ ...PROPOSALS["does-not-support"], "fees.weekly": "x", "children.age_max": "18" });
      await page.see(".problems");
    },
  };
  for (const [state, reach] of Object.entries(STATES)) {
    test(`has no accessibility fault that axe can find: ${state}`, async () => {
      await withPage(browser, site.origin, async (page) => {
        await reach(page);
        assert.deepEqual(await page.violations(), []);
      });
    });
  }

  test("makes the PDF that the command line makes, and says so", async () => {
    await withPage(browser, site.origin, async (page) => {
      await page.fill(PROPOSALS.support);
      const date = await page.evaluate(today);
      const name = `response-11-26-0417-${date}.pdf`;
      await (await page.see("button", "Download PDF")).click();
      await page.see("[role=status]", `Downloaded as ${name}.`);
      const made = path.join(page.downloads, name);
      await page.wait(() => existsSync(made) && !existsSync(`${made}.part`), `${name} to be there`);
      assert.ok(readFileSync(made).equals(written(PROPOSALS.support, ["--format", "pdf"], date)));
    });
  });

  test("suggests what a pasted text says, and fills in what is confirmed alone", async () => {
    await withPage(browser, site.origin, async (page) => {
      await (await page.see("summary", "Start from a text")).click();
      await (await page.see("#paste")).sendKeys("Change of use to a children’s home for up to two children aged 11 to 17 at BB5 3AA.");
      await (await page.see("button", "Look for answers")).click();
      await page.see("#paste-found mark");
      assert.equal(await page.input("home.places").getProperty("value"), "", "nothing is filled in by itself");
      await (await page.see("#paste-found li", "places")).findElement({ css: "button" }).click();
      await page.settled();
      assert.equal(await page.input("home.places").getProperty("value"), "2");
      assert.equal(await page.input("children.age_min").getProperty("value"), "", "only what was confirmed");
    });
  });
});
