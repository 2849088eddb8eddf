// Pictures of the screens: node screenshots.mjs [FOLDER]

import { mkdirSync } from "node:fs";
import path from "node:path";

import { launch, withPage } from "./browser.mjs";
import { PROPOSALS, fill, input, settled, show } from "./filling.mjs";
import * as places from "./places.mjs";
import { serve } from "./server.mjs";

const VIEWPORTS = { desktop: { width: 1280, height: 900 }, phone: { width: 375, height: 812 } };

/** Each screen: its name, what a person does to get there, how the browser is set, and whether only the window shows. */
const SCREENS = [
  { name: "empty" },
  ...Object.entries(PROPOSALS).map(([name, proposal]) => ({ name, reach: (page) => fill(page, proposal) })),
  { name: "errors", reach: withErrors },
  { name: "details", reach: withDetails },
  { name: "dark", reach: (page) => fill(page, PROPOSALS.support), options: { colorScheme: "dark" } },
  { name: "forced-colours", reach: withErrors, options: { forcedColors: "active" } },
  { name: "window", reach: scrolled, windowOnly: true },
  { name: "window-against", reach: (page) => scrolled(page, PROPOSALS["does-not-support"]), windowOnly: true },
  { name: "window-errors", reach: withErrors, windowOnly: true },
  { name: "window-empty", windowOnly: true },
  { name: "clear", reach: clearing, windowOnly: true },
  { name: "editing", reach: editing },
  { name: "print", reach: printed },
  { name: "pasted", reach: pasted },
  { name: "trying", reach: trying },
  { name: "figures", reach: figures },
  { name: "check", reach: (page) => fill(page, PROPOSALS.support).then(() => step(page, "check")) },
  { name: "step-assessment", reach: (page) => fill(page, PROPOSALS["does-not-support"]).then(() => step(page, "assessment")) },
  { name: "step-letter", reach: (page) => fill(page, PROPOSALS["does-not-support"]).then(() => step(page, "letter")) },
];

/** Shows one step, where one shows at a time. */
async function step(page, id) {
  await show(page, page.locator(`#${id}`));
}

async function pasted(page) {
  await page.getByText("Start from a text").click();
  await page.locator("#paste").fill("Change of use from dwelling (C3) to children’s home (C2) for up to two children aged 11 to 17 with autism, at BB5 3AA. Three staff by day.");
  await page.getByRole("button", { name: "Look for answers" }).click();
  await page.locator("#paste-found").waitFor();
}

async function trying(page) {
  await fill(page, { ...PROPOSALS.support, "access.local_children": "unknown", "access.places_reserved": "" });
  await step(page, "assessment");
  await page.locator("#prospects").click();
  await page.getByRole("button", { name: "Try it" }).first().click();
  await settled(page);
}

async function figures(page) {
  await fill(page, { ...PROPOSALS["does-not-support"], "site.postcode": "BB11 3AA" });
  await step(page, "figures");
  await page.getByRole("button", { name: "Show the figures" }).click();
  await page.locator("svg.picture").first().waitFor();
  await page.evaluate(() => document.querySelectorAll(".figures details").forEach((details) => (details.open = true)));
}

async function withErrors(page) {
  await fill(page, { ...PROPOSALS["does-not-support"], "fees.weekly": "£5,2oo", "site.postcode": "BB5", "children.age_max": "18" });
  await show(page, input(page, "home.places"));
  await input(page, "home.places").focus();
  await page.locator(".problems").waitFor({ state: "attached" });
}

async function withDetails(page) {
  await fill(page, PROPOSALS["does-not-support"]);
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
}

async function scrolled(page, proposal = PROPOSALS.support) {
  await fill(page, proposal);
  await show(page, input(page, "home.places"));
  await input(page, "home.places").focus();
}

async function clearing(page) {
  await fill(page, PROPOSALS.holding);
  await page.locator("#clear").click();
  await page.locator("#clear-confirm").waitFor();
}

async function editing(page) {
  await fill(page, PROPOSALS["does-not-support"]);
  await step(page, "letter");
  await page.locator("#position-confirmed").selectOption("neutral");
  await page.locator("#letter-editing").click();
  await page.locator("h4 + .row").first().getByRole("button", { name: /^Change/ }).click();
  await page.locator("#letter-editor").fill("We have written this by hand for Kai, 14.");
  await page.getByRole("button", { name: "Keep this text" }).click();
  await page.locator(".row").nth(8).getByRole("button", { name: /^Add below/ }).click();
}

async function printed(page) {
  await fill(page, PROPOSALS["does-not-support"]);
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 643, height: 972 }); // A4 without its margins
}

const folder = process.argv[2] ?? places.screenshots;
const only = process.argv.slice(3);
mkdirSync(folder, { recursive: true });
const site = await serve(places.dist);
const browser = await launch();
try {
  for (const [device, viewport] of Object.entries(VIEWPORTS)) {
    for (const { name, reach, options, windowOnly } of SCREENS) {
      if (only.length > 0 && !only.includes(`${name}-${device}`)) continue;
      const file = path.join(folder, `${name}-${device}.png`);
      const take = async (page) => {
        await page.locator("[data-ready]").waitFor({ state: "attached" });
        await reach?.(page);
        if (!windowOnly) await page.evaluate(() => scrollTo(0, 0));
        await page.screenshot({ path: file, fullPage: !windowOnly, animations: "disabled" });
      };
      await withPage(browser, site.origin, take, { viewport, ...options });
      console.log(file);
    }
  }
} finally {
  await browser.close();
  await site.close();
}
