// The built page in a real browser: it starts under the strict policy, keeps to itself, and can be used by everyone.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";

import { checkAccess } from "./access.mjs";
import { launch, withPage } from "./browser.mjs";
import { REQUESTS } from "./budgets.mjs";
import { today, written as bytes } from "./command-line.mjs";
import { PROPOSALS, file, fill, input, settled, typed } from "./filling.mjs";
import { dist } from "./places.mjs";
import { again, openAll } from "./screens.mjs";
import { serve } from "./server.mjs";

describe("the page", () => {
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

  test("starts under the strict policy, with a visible heading", async () => {
    await withPage(browser, site.origin, async (page) => {
      await page.locator("[data-ready]").waitFor({ state: "attached" });
      assert.ok(await page.getByRole("heading", { level: 1 }).isVisible());
      assert.equal(await page.locator("html").getAttribute("lang"), "en-GB");
    });
  });

  test("fetches each file once, in few requests", async () => {
    await withPage(browser, site.origin, async (page) => {
      await page.locator("[data-ready]").waitFor({ state: "attached" });
      const addresses = [];
      page.on("request", (request) => {
        if (!request.url().startsWith("data:")) addresses.push(request.url());
      });
      await page.reload();
      await page.locator("[data-ready]").waitFor({ state: "attached" });
      await page.waitForLoadState("networkidle");
      assert.equal(new Set(addresses).size, addresses.length, `fetched twice: ${addresses.join(" ")}`);
      assert.ok(addresses.length <= REQUESTS.must, addresses.join(" "));
    });
  });

  test("is filled in, read and copied by keyboard alone, and copies what the command line writes", async () => {
    const answers = PROPOSALS.support;
    await withPage(
      browser,
      site.origin,
      async (page) => {
        const wanted = new Map(Object.entries(answers).map(([path, value]) => [path.replaceAll(".", "-"), value]));
        const needs = new Set(answers["children.needs"]);
        const stop = async () => {
          await page.keyboard.press("Tab");
          return page.evaluate(() => {
            const { id, localName, type, value, textContent } = document.activeElement;
            const options = localName === "select" ? [...document.activeElement.options].map((option) => option.value) : [];
            return { id, local: localName, type, value, text: textContent, options };
          });
        };
        await page.locator("[data-ready]").waitFor({ state: "attached" });
        let here = await stop();
        for (; here.text !== "Copy as plain text"; here = await stop()) {
          assert.notEqual(here.local, "body", `left the page before ${[...wanted.keys()]}`);
          if (here.type === "checkbox" && needs.delete(here.value)) await page.keyboard.press("Space");
          if (!wanted.has(here.id)) continue;
          const value = typed(wanted.get(here.id));
          if (here.options.length === 0) await page.keyboard.insertText(value);
          for (let at = here.options.indexOf(value); at > 0; at -= 1) await page.keyboard.press("ArrowDown");
          wanted.delete(here.id);
        }
        assert.deepEqual([...wanted.keys(), ...needs], ["children-needs"], "not reached by keyboard");
        await settled(page);
        assert.equal(await page.locator(".stance-title").innerText(), "Support");
        await page.keyboard.press("Enter");
        await page.getByText("Copied.").waitFor();
        const copied = await page.evaluate(() => navigator.clipboard.readText());
        assert.equal(copied, await letter(page, answers));
      },
      { permissions: ["clipboard-read", "clipboard-write"] },
    );
  });

  /** The letter as the command line writes it, on the page's day. */
  function letter(page, proposal) {
    return written(page, proposal, ["--format", "text"]);
  }

  /** What the command line writes, on the page's day. */
  async function written(page, proposal, options) {
    return bytes(proposal, options, await page.evaluate(today)).toString();
  }

  test("lets the letter be copied by hand where the browser does not copy", async () => {
    await withPage(browser, site.origin, async (page) => {
      await page.addInitScript(() => Object.defineProperty(Navigator.prototype, "clipboard", { get: () => undefined }));
      await again(page);
      await fill(page, PROPOSALS.holding);
      await page.getByRole("button", { name: "Copy as plain text" }).click();
      const byHand = page.getByLabel("Letter as plain text");
      await byHand.and(page.locator(":focus")).waitFor();
      const selected = await byHand.evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd));
      assert.equal(selected, await letter(page, PROPOSALS.holding));
    });
  });

  test("keeps the assessment when a fee is mistyped, and names the question", async () => {
    await withPage(browser, site.origin, async (page) => {
      await fill(page, PROPOSALS.support);
      await input(page, "fees.weekly").fill("£5,2oo");
      await page.keyboard.press("Tab");
      const link = page.locator(".problems").getByRole("link", { name: "Planned weekly fee" });
      await link.waitFor();
      assert.equal(await page.locator(".stance-title").innerText(), "Support");
      assert.ok(await page.locator(".sheet").isVisible());
      const weekly = input(page, "fees.weekly");
      assert.equal(await weekly.getAttribute("aria-invalid"), "true");
      const described = (await weekly.getAttribute("aria-describedby")).split(" ");
      assert.match(await page.locator(`#${described.at(-1)}`).innerText(), /Error:\s.*5,2oo.*not an amount of money/);
      await link.click();
      await weekly.and(page.locator(":focus")).waitFor();
      await weekly.fill("4900");
      await link.waitFor({ state: "detached" });
    });
  });

  test("tells of a problem once typing pauses, without taking the focus", async () => {
    await withPage(browser, site.origin, async (page) => {
      await input(page, "site.postcode").pressSequentially("BB5");
      assert.equal(await page.locator(".problems").count(), 0);
      await page.locator("#site-postcode-problem").waitFor();
      assert.equal(await input(page, "site.postcode").evaluate((field) => field === document.activeElement), true);
    });
  });

  test("opens what hides a question when a link leads to it", async () => {
    await withPage(browser, site.origin, async (page) => {
      await page.getByText("Fee by heading, beside the benchmark").click();
      await input(page, "fees.breakdown.surplus").fill("none");
      await page.getByText("Fee by heading, beside the benchmark").click();
      await page.locator(".problems").getByRole("link", { name: "Surplus: Planned fee under this heading" }).click();
      await input(page, "fees.breakdown.surplus").and(page.locator(":focus:visible")).waitFor();
    });
  });

  test("recovers a half-filled form after a reload", async () => {
    await withPage(browser, site.origin, async (page) => {
      const answers = { ...PROPOSALS.support, "fees.weekly": "49oo" };
      await fill(page, answers);
      const before = await page.locator(".sheet").innerText();
      await again(page);
      await page.getByText("Your draft was restored").waitFor();
      for (const [name, value] of Object.entries(answers)) {
        if (name === "children.needs") {
          const ticked = await page.locator("#children-needs :checked").evaluateAll((boxes) => boxes.map(({ value }) => value));
          assert.deepEqual(ticked, value);
        } else {
          assert.equal(await input(page, name).inputValue(), typed(value), name);
        }
      }
      assert.equal(await page.locator(".sheet").innerText(), before);
    });
  });

  test("has everything still after going back to it, and after its tab has gone", async () => {
    await withPage(browser, site.origin, async (page) => {
      await fill(page, PROPOSALS.support);
      // A draft is written a moment after a change; whoever leaves sooner loses nothing either.
      await input(page, "application.reference").fill("the last thing typed");
      await page.goto("about:blank");
      await page.goBack();
      await page.locator("[data-ready]").waitFor({ state: "attached" });
      assert.equal(await input(page, "application.reference").inputValue(), "the last thing typed");
      await input(page, "application.reference").fill("typed before the tab went");
      const kept = () => localStorage.getItem("home-assessment.draft")?.includes("typed before the tab went");
      await page.waitForFunction(kept);
      const context = page.context();
      await page.close();
      const another = await context.newPage();
      await another.goto(site.origin);
      await another.getByText("Your draft was restored").waitFor();
      assert.equal(await input(another, "application.reference").inputValue(), "typed before the tab went");
      assert.equal(await input(another, "home.places").inputValue(), "2");
    });
  });

  test("clears everything after asking, and can take that back", async () => {
    await withPage(browser, site.origin, async (page) => {
      await fill(page, PROPOSALS.support);
      const draft = () => page.evaluate(() => localStorage.getItem("home-assessment.draft"));
      await page.waitForFunction(() => localStorage.getItem("home-assessment.draft")?.includes("Example Care"));
      await page.getByRole("button", { name: "Clear everything" }).click();
      await page.getByRole("button", { name: "No, keep it" }).click();
      assert.equal(await input(page, "home.places").inputValue(), "2");
      await page.getByRole("button", { name: "Clear everything" }).click();
      await page.getByRole("button", { name: "Yes, clear everything" }).click();
      await page.getByText("Everything is cleared").waitFor();
      assert.equal(await draft(), null);
      assert.equal(await input(page, "home.places").inputValue(), "");
      assert.equal(await input(page, "application.planning_authority").inputValue(), "");
      assert.equal(await page.locator("#children-needs :checked").count(), 0);
      await page.getByRole("button", { name: "Undo" }).click();
      await page.locator(".sheet").waitFor();
      assert.equal(await input(page, "application.planning_authority").inputValue(), "E07000120");
      assert.equal(await page.locator("#children-needs :checked").count(), 2);
    });
  });

  test("keeps a draft that it cannot read until it is discarded", async () => {
    await withPage(browser, site.origin, async (page) => {
      const newer = '{"schema":"home-assessment/draft@9","answers":{}}';
      await page.evaluate((text) => localStorage.setItem("home-assessment.draft", text), newer);
      await again(page);
      await page.getByText("a draft that cannot be read").waitFor();
      await input(page, "home.places").fill("3");
      await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide")));
      assert.equal(await page.evaluate(() => localStorage.getItem("home-assessment.draft")), newer);
      await page.getByRole("button", { name: "Discard the old draft" }).click();
      await page.waitForFunction(() => localStorage.getItem("home-assessment.draft").includes("home.places\t3\n"));
    });
  });

  test("says so where nothing can be stored, and works on", async () => {
    await withPage(browser, site.origin, async (page) => {
      await page.addInitScript(() => {
        const get = () => {
          throw new DOMException("denied", "SecurityError");
        };
        Object.defineProperty(globalThis, "localStorage", { get });
      });
      await again(page);
      await page.getByText("does not let the page keep a draft").waitFor();
      await fill(page, PROPOSALS.holding);
      await page.locator(".sheet").waitFor();
    });
  });

  for (const width of [320, 375]) {
    test(`fits a screen ${width} pixels wide`, async () => {
      const fits = async (page) => {
        await page.locator(".steps").getByText("Not started").waitFor();
        await fill(page, PROPOSALS["does-not-support"]);
        await page.locator(".jump").getByText("Does not support").waitFor();
        await openAll(page);
        assert.ok(await page.getByRole("link", { name: "Go to the assessment" }).isVisible());
        // One step at a time, from the list to the letter.
        while (!(await page.locator("#steps").isVisible())) await page.locator(".beside a").first().click();
        const steps = await page.locator("#steps li").count();
        for (let step = 0; step <= steps; step += 1) {
          const [scrollWidth, clientWidth] = await page.evaluate(() => {
            const { scrollWidth, clientWidth } = document.documentElement;
            return [scrollWidth, clientWidth];
          });
          assert.ok(scrollWidth <= clientWidth, `step ${step}: ${scrollWidth} > ${clientWidth}`);
          assert.equal(await page.locator(".part:visible").count(), 1, `step ${step}`);
          await checkAccess(page);
          if (step === steps - 2) assert.ok(await page.locator(".sheet").isVisible());
          if (step < steps) await page.locator(".beside-next a").click();
        }
        assert.ok(await page.locator("#register").isVisible());
      };
      await withPage(browser, site.origin, fits, { viewport: { width, height: 812 } });
    });
  }

  test("prints the letter and nothing else", async () => {
    await withPage(browser, site.origin, async (page) => {
      await fill(page, PROPOSALS["does-not-support"]);
      const letter = await page.locator(".sheet").innerText();
      await page.emulateMedia({ media: "print" });
      assert.equal((await page.locator("body").innerText()).trim(), letter.trim());
    });
  });

  /** The letter as a file, as the command line writes it, on the page's day. */
  async function paper(page, proposal, format) {
    return bytes(proposal, ["--format", format], await page.evaluate(today));
  }

  test("downloads the letter on screen as Word and PDF, by keyboard, fetching what makes them only then", async () => {
    await withPage(browser, site.origin, async (page) => {
      const asked = [];
      page.on("request", (request) => asked.push(request.url()));
      await fill(page, PROPOSALS.support);
      await page.locator(".sheet").waitFor();
      assert.deepEqual(asked.filter((address) => /engine-/.test(address)), [], "fetched before it is needed");
      for (const [button, format] of [["Download Word", "docx"], ["Download PDF", "pdf"]]) {
        await page.getByRole("button", { name: button }).focus();
        const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
        const name = `response-11-26-0417-${await page.evaluate(today)}.${format}`;
        assert.equal(download.suggestedFilename(), name);
        await page.getByRole("status").getByText(`Downloaded as ${name}.`).waitFor();
        const made = readFileSync(await download.path());
        assert.ok(made.equals(await paper(page, PROPOSALS.support, format)), `${format} is not what the command line writes`);
        assert.ok(await page.getByRole("button", { name: button }).evaluate((it) => it === document.activeElement));
      }
      await checkAccess(page);
    });
  });

  test("says so where what makes the files cannot be loaded, and can be asked again", async () => {
    const context = await browser.newContext({ serviceWorkers: "block" });
    try {
      const page = await context.newPage();
      await page.route("**/engine-*.wasm", (route) => route.abort());
      await page.goto(site.origin);
      await fill(page, PROPOSALS.holding);
      await page.getByRole("button", { name: "Download PDF" }).click();
      await page.getByText("could not be loaded").waitFor();
      await page.unroute("**/engine-*.wasm");
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Download PDF" }).click(),
      ]);
      assert.match(download.suggestedFilename(), /^response-Preston-.*\.pdf$/);
    } finally {
      await context.close();
    }
  });

  test("says so where what assesses cannot be loaded, keeps the answers, and can be asked again", async () => {
    const context = await browser.newContext({ serviceWorkers: "block" });
    try {
      const page = await context.newPage();
      await page.route("**/desk-*.wasm", (route) => route.abort());
      await page.goto(site.origin);
      await input(page, "application.planning_authority").selectOption("E07000123");
      await page.getByText("What assesses the answers could not be loaded").waitFor();
      await page.waitForFunction(() => localStorage.getItem("home-assessment.draft")?.includes("E07000123"));
      await checkAccess(page);
      await page.unroute("**/desk-*.wasm");
      await page.getByRole("button", { name: "Try again" }).click();
      await page.locator(".sheet").waitFor();
    } finally {
      await context.close();
    }
  });

  test("draws what is typed even where what assesses has stopped answering", async () => {
    await withPage(browser, site.origin, async (page) => {
      await fill(page, PROPOSALS.support);
      assert.notEqual(await input(page, "fees.weekly").inputValue(), "", "what an empty field gets is drawn at once");
      // Answers that never come, from what has answered before.
      await page.evaluate(() => (Worker.prototype.postMessage = () => {}));
      await input(page, "fees.weekly").fill("4321");
      await page.locator(".check dd", { hasText: "£4321" }).waitFor({ state: "attached" });
      assert.equal(await page.locator("[data-ready]").getAttribute("aria-busy"), "true");
    });
  });

  test("keeps half a text in the editor through a reload, and gives the focus back to the text when it is kept", async () => {
    await withPage(browser, site.origin, async (page) => {
      await fill(page, PROPOSALS.support);
      await page.getByRole("button", { name: "Edit the letter" }).click();
      const row = page.locator(".row").filter({ hasText: "among the gaps we name" }).first();
      await row.getByRole("button", { name: /^Change/ }).click();
      await page.locator("#letter-editor").fill("Half a thought.");
      await page.waitForFunction(() => localStorage.getItem("home-assessment.draft")?.includes("Half a thought."));
      await again(page);
      assert.equal(await page.locator("#letter-editor").inputValue(), "Half a thought.");
      await page.getByRole("button", { name: "Keep this text" }).click();
      await page.locator(".row:focus ins").first().waitFor();
    });
  });

  test("keeps what is written by hand apart from the generated text, through a reload, and starts again from it", async () => {
    await withPage(browser, site.origin, async (page) => {
      await fill(page, PROPOSALS.support);
      const sheet = page.locator(".sheet");
      const generated = await sheet.innerText();
      await rewrite(page, "We have seen the house <b>and</b> like it. 🏠");
      await page.getByRole("button", { name: "Show the letter as it leaves" }).click();
      assert.ok((await sheet.innerText()).includes("We have seen the house <b>and</b> like it. 🏠"));
      await again(page);
      await sheet.getByText("We have seen the house").waitFor();
      // An answer that changes the generated text sets the change aside, and says so.
      await input(page, "home.staff_by_day").fill("1");
      await page.getByText("Changes that no longer fit").waitFor();
      assert.equal(await sheet.getByText("We have seen the house").count(), 0);
      await page.getByRole("button", { name: "Make it to the new text" }).click();
      await sheet.getByText("We have seen the house").waitFor();
      await input(page, "home.staff_by_day").fill("3");
      await page.getByRole("button", { name: "Start again from the generated text" }).click();
      await page.getByText("Every change to the text is given up.").waitFor();
      assert.equal(await sheet.innerText(), generated);
      await checkAccess(page);
    });
  });

  /** Writes the paragraph on fit anew. */
  async function rewrite(page, text) {
    await page.getByRole("button", { name: "Edit the letter" }).click();
    const row = page.locator(".row").filter({ hasText: "among the gaps we name" }).first();
    await row.getByRole("button", { name: /^Change/ }).click();
    await page.locator("#letter-editor").fill(text);
    await page.getByRole("button", { name: "Keep this text" }).click();
    await page.locator(".changed").first().waitFor();
  }

  test("takes another position only with a reason, and never puts the reason in the letter", async () => {
    await withPage(browser, site.origin, async (page) => {
      await fill(page, PROPOSALS.support);
      const sheet = page.locator(".sheet");
      const before = await sheet.innerText();
      await page.getByLabel("The position you confirm").selectOption("neutral");
      await page.getByText("Say why.").waitFor();
      assert.equal(await sheet.innerText(), before);
      await page.getByLabel("Why it is another").fill("A like home opened last month.");
      await page.getByText("Say why.").waitFor({ state: "detached" });
      const after = await sheet.innerText();
      assert.notEqual(after, before);
      assert.ok(!after.includes("opened last month"));
      await checkAccess(page);
    });
  });

  test("lists what may not be published, and records that it may stay", async () => {
    await withPage(browser, site.origin, async (page) => {
      await fill(page, PROPOSALS.support);
      await rewrite(page, "We told Kai, 14, about it.");
      const flags = page.getByRole("group", { name: "Look at this before the letter is published" });
      await flags.getByText("Kai, 14").waitFor();
      await flags.getByRole("button", { name: "Leave it" }).click();
      await flags.getByText("the record says so").waitFor();
      await checkAccess(page);
    });
  });

  test("suggests what a pasted text says, marks it there, and fills in what is confirmed alone", async () => {
    await withPage(browser, site.origin, async (page) => {
      await page.getByText("Start from a text").click();
      await page.getByRole("button", { name: "Look for answers" }).click();
      await page.getByText("There is no text to read").waitFor();
      const text = "11/26/0417 – Change of use from dwelling (C3) to children’s home (C2) for up to two children aged 11 to 17 at BB5 3AA.\n";
      await page.getByLabel("The description of the application").fill(text + "<b>Autism</b> 🏠 ".repeat(3));
      await page.getByRole("button", { name: "Look for answers" }).click();
      const found = page.getByRole("group", { name: "Found in the text" });
      await found.locator("mark").first().waitFor();
      await checkAccess(page);
      assert.equal(await input(page, "home.places").inputValue(), "", "nothing is filled in by itself");
      const uses = found.getByRole("button", { name: /^Use it/ });
      while ((await uses.count()) > 0) await uses.first().click();
      await settled(page);
      assert.equal(await input(page, "home.places").inputValue(), "2");
      assert.equal(await input(page, "children.age_min").inputValue(), "11");
      assert.equal(await input(page, "site.postcode").inputValue(), "BB5 3AA");
      await page.getByLabel("The description of the application").fill("x".repeat(3 * 1024 * 1024));
      await page.getByRole("button", { name: "Look for answers" }).click();
      await page.getByText("longer than 2 MB").waitFor();
      assert.equal(await input(page, "home.places").inputValue(), "2");
    });
  });

  test("draws the figures when asked, each picture with its table and sources, and the evidence", async () => {
    await withPage(browser, site.origin, async (page) => {
      await fill(page, PROPOSALS["does-not-support"]);
      await page.getByRole("button", { name: "Show the figures as pictures and tables" }).click();
      await page.locator("svg.picture").first().waitFor();
      const pictures = await page.locator(".pictures figure").count();
      assert.ok(pictures >= 5, `${pictures} pictures`);
      assert.equal(await page.locator(".pictures svg text").first().evaluate((text) => text.namespaceURI), "http://www.w3.org/2000/svg");
      assert.equal(await page.locator(".pictures table").count(), pictures);
      await openAll(page);
      await checkAccess(page);
      await input(page, "home.places").fill("3");
      await page.getByText("They are of the answers before your last change").waitFor();
    });
  });

  test("tries what would change the position, and takes it back", async () => {
    await withPage(browser, site.origin, async (page) => {
      await fill(page, { ...PROPOSALS.support, "access.local_children": "unknown", "access.places_reserved": "" });
      const stance = page.locator(".stance-title");
      const before = await stance.innerText();
      const form = await page.locator("#access-local_children").inputValue();
      await page.getByRole("button", { name: "What would change the position?" }).click();
      await page.getByRole("button", { name: "Try it" }).first().click();
      await page.getByText("Trying, not kept yet").waitFor();
      await settled(page);
      assert.notEqual(await stance.innerText(), before);
      await checkAccess(page);
      await page.getByRole("button", { name: "Take it back" }).click();
      await settled(page);
      assert.equal(await stance.innerText(), before);
      assert.equal(await page.locator("#access-local_children").inputValue(), form);
    });
  });

  test("takes an answer as unclear or asked for, and says so where answers are checked", async () => {
    await withPage(browser, site.origin, async (page) => {
      await fill(page, PROPOSALS.holding);
      const places = page.locator(".question").filter({ has: page.locator("#home-places") });
      await places.getByRole("button", { name: /^Asked the provider/ }).click();
      await settled(page);
      assert.equal(await places.getByRole("button", { name: /^Asked the provider/ }).getAttribute("aria-pressed"), "true");
      await page.locator(".answers").getByText("The provider has been asked").waitFor();
      await page.locator(".answers").getByRole("link", { name: "Change Children’s places" }).click();
      await input(page, "home.places").and(page.locator(":focus")).waitFor();
      await checkAccess(page);
    });
  });

  test("does not write over what another tab keeps, and lets a person choose", async () => {
    const context = await browser.newContext({ serviceWorkers: "block" });
    try {
      const [one, other] = [await context.newPage(), await context.newPage()];
      for (const page of [one, other]) {
        await page.goto(site.origin);
        await page.locator("[data-ready]").waitFor({ state: "attached" });
      }
      await fill(one, PROPOSALS.holding);
      await other.getByText("Another tab of this browser changed the draft").waitFor();
      await checkAccess(other);
      await other.getByRole("button", { name: "Show the other tab’s answers" }).click();
      await other.locator(".sheet").waitFor();
      assert.equal(await input(other, "application.planning_authority").inputValue(), "E07000123");
    } finally {
      await context.close();
    }
  });

  test("opens with an example for whoever wants to see one", async () => {
    await withPage(browser, site.origin, async (page) => {
      await page.getByRole("button", { name: "Load an example" }).click();
      await page.locator(".sheet").waitFor();
      await settled(page);
      assert.equal(await page.getByRole("button", { name: "Load an example" }).count(), 0);
      await page.getByText("The council’s matrix").click();
      assert.equal(await page.locator(".cell-here").count(), 1);
      await checkAccess(page);
    });
  });

  test("opens a file that is dropped anywhere, and never leaves for it", async () => {
    await withPage(browser, site.origin, async (page) => {
      await page.locator("[data-ready]").waitFor({ state: "attached" });
      const drop = (name, text) =>
        page.evaluate(
          ([name, text]) => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([text], name));
            for (const type of ["dragover", "drop"]) {
              const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
              document.querySelector("#home-places").dispatchEvent(event);
              if (!event.defaultPrevented) throw new Error(`the browser would take the ${type}`);
            }
          },
          [name, text],
        );
      await drop("plans.json", file(PROPOSALS.support));
      await page.getByText("The proposal is opened").waitFor();
      assert.equal(await input(page, "home.places").inputValue(), "2");
      await drop("picture.png", "\u0000not ours");
      await page.getByRole("button", { name: "Yes, open it" }).click();
      await page.getByText("It could not be opened").waitFor();
      assert.equal(await input(page, "home.places").inputValue(), "2", "nothing is lost");
    });
  });

  test("says nothing old where the browser translates the page", async () => {
    await withPage(browser, site.origin, async (page) => {
      // What translators do: every text that may be translated is put into elements of theirs.
      const translate = () =>
        page.evaluate(() => {
          const walk = document.createTreeWalker(document.querySelector(".app"), NodeFilter.SHOW_TEXT);
          const texts = [];
          while (walk.nextNode()) if (walk.currentNode.parentElement.translate !== false) texts.push(walk.currentNode);
          for (const text of texts) {
            const font = document.createElement("font");
            font.textContent = text.data.toUpperCase();
            text.replaceWith(font);
          }
          return texts.length;
        });
      await page.locator("[data-ready]").waitFor({ state: "attached" });
      assert.ok((await translate()) > 0);
      await fill(page, PROPOSALS.support);
      await translate();
      assert.equal(await page.locator(".stance-title").innerText(), "Support");
      await fill(page, { "home.places": "5", "access.local_children": "declined" });
      assert.notEqual(await page.locator(".stance-title").innerText(), "Support");
      assert.match(await page.locator('label[for="home-places"]').innerText(), /CHILDREN’S PLACES/);
    });
  });

  test("keeps who signs for the next letter", async () => {
    await withPage(browser, site.origin, async (page) => {
      await fill(page, PROPOSALS.holding);
      await page.getByLabel("Name", { exact: true }).fill("A. Signatory");
      await page.getByLabel("Role", { exact: true }).fill("Commissioner");
      await page.locator(".sheet").getByText("A. Signatory").waitFor();
      await page.getByRole("button", { name: "Clear everything" }).click();
      await page.getByRole("button", { name: "Yes, clear everything" }).click();
      await again(page);
      await fill(page, PROPOSALS.support);
      await page.locator(".sheet").getByText("Commissioner").waitFor();
    });
  });

  test("copies the letter with its headings and lists", async () => {
    await withPage(
      browser,
      site.origin,
      async (page) => {
        await fill(page, PROPOSALS.support);
        await page.getByRole("button", { name: "Copy with headings and lists" }).click();
        await page.getByText("Copied.").waitFor();
        const copied = await page.evaluate(async () => {
          const [item] = await navigator.clipboard.read();
          const read = async (type) => (await item.getType(type)).text();
          return { html: await read("text/html"), text: await read("text/plain") };
        });
        assert.match(copied.html, /<h4>.*<ol>/s);
        assert.equal(copied.text, await letter(page, PROPOSALS.support));
      },
      { permissions: ["clipboard-read", "clipboard-write"] },
    );
  });

  test("writes every document as the command line does, and a record that opens again the same, byte for byte", async () => {
    await withPage(browser, site.origin, async (page) => {
      const answers = PROPOSALS["does-not-support"];
      await fill(page, answers);
      for (const [document, name] of [["questions", "questions"], ["note", "note"], ["self-check", "self-check"]]) {
        await page.getByLabel("Document to download").selectOption(document);
        const [download] = await Promise.all([
          page.waitForEvent("download"),
          page.getByRole("button", { name: "Download text" }).click(),
        ]);
        assert.equal(download.suggestedFilename(), `${name}-25-0456-FUL-${await page.evaluate(today)}.txt`);
        assert.equal(readFileSync(await download.path(), "utf8"), await written(page, answers, ["--of", document, "--format", "text"]));
      }
      await rewriteFirst(page, "Written by hand.");
      const [record] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Download the record" }).click(),
      ]);
      const kept = readFileSync(await record.path(), "utf8");
      const letterThen = JSON.parse(kept).letter;
      assert.ok(letterThen.includes("Written by hand."));
      await page.getByRole("button", { name: "Clear everything" }).click();
      await page.getByRole("button", { name: "Yes, clear everything" }).click();
      await fill(page, PROPOSALS.holding);
      const choose = (text) =>
        page.getByLabel(/^Open a record/).setInputFiles({ name: "case.record.json", mimeType: "application/json", buffer: Buffer.from(text) });
      await choose(kept);
      await page.getByRole("button", { name: "No, keep what is here" }).click();
      await choose(kept);
      await checkAccess(page);
      await page.getByRole("button", { name: "Yes, open it" }).click();
      await page.getByText("comes out the same, byte for byte").waitFor();
      await page.locator(".sheet").getByText("Written by hand.").waitFor();
      await checkAccess(page);
      await page.getByRole("button", { name: "Undo" }).click();
      assert.equal(await input(page, "application.planning_authority").inputValue(), "E07000123");
      await choose(kept.replace("Written by hand.", "Another hand."));
      await page.getByRole("button", { name: "Yes, open it" }).click();
      await page.getByText("it differs").waitFor();
      await page.getByRole("button", { name: "Undo" }).click();
      await choose(kept.slice(0, kept.length / 2));
      await page.getByRole("button", { name: "Yes, open it" }).click();
      await page.getByText("It could not be opened").waitFor();
      assert.equal(await input(page, "application.planning_authority").inputValue(), "E07000123", "nothing is lost");
    });
  });

  /** Writes the first text of the letter's position anew. */
  async function rewriteFirst(page, text) {
    await page.getByRole("button", { name: "Edit the letter" }).click();
    await page.locator("h4:has-text('Position') + .row").getByRole("button", { name: /^Change/ }).click();
    await page.locator("#letter-editor").fill(text);
    await page.getByRole("button", { name: "Keep this text" }).click();
    await page.locator(".changed").first().waitFor();
  }

  test("says so where WebAssembly is not allowed", async () => {
    const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'";
    await saysSo({ headers: { "content-security-policy": policy } });
  });

  for (const extension of [".js", "_bg.wasm"]) {
    test(`refuses a changed file, and says so: web-*${extension}`, async () => {
      const name = readdirSync(dist).find((name) => name.startsWith("web-") && name.endsWith(extension));
      const changed = Buffer.concat([readFileSync(path.join(dist, name)), Buffer.from("\n")]);
      await saysSo({ files: { [`/${name}`]: changed } });
    });
  }

  async function saysSo(hosting) {
    const elsewhere = await serve(dist, hosting);
    const context = await browser.newContext({ serviceWorkers: "block" });
    try {
      const page = await context.newPage();
      await page.goto(elsewhere.origin);
      await page.getByRole("alert").waitFor();
      assert.match(await page.getByRole("alert").innerText(), /WebAssembly|could not be loaded/);
      assert.equal(await page.locator("[data-ready]").count(), 0);
    } finally {
      await context.close();
      await elsewhere.close();
    }
  }

  test("says so where scripts do not run", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(site.origin);
    assert.ok(await page.locator("noscript p").isVisible());
    await context.close();
  });
});
