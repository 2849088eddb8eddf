// Pictures of every screen: node screenshots.mjs [FOLDER [NAME…]]. A name is of a screen, or of a screen at one width.

import { mkdirSync } from "node:fs";
import path from "node:path";

import { launch, withPage } from "./browser.mjs";
import * as places from "./places.mjs";
import { SCREENS, VIEWPORTS } from "./screens.mjs";
import { serve } from "./server.mjs";

const folder = process.argv[2] ?? places.screenshots;
const only = process.argv.slice(3);
mkdirSync(folder, { recursive: true });
const site = await serve(places.dist);
const browser = await launch();
try {
  for (const [device, viewport] of Object.entries(VIEWPORTS)) {
    for (const screen of SCREENS) {
      if (screen.phoneOnly && device !== "phone") continue;
      const name = `${screen.name}-${device}`;
      if (only.length > 0 && !only.includes(name) && !only.includes(screen.name)) continue;
      const file = path.join(folder, `${name}.png`);
      try {
        await take(screen, viewport, file);
        console.log(file);
      } catch (error) {
        // One screen that cannot be reached is no reason to go without the others.
        process.exitCode = 1;
        console.error(`${name}: ${error.message}`);
      }
    }
  }
} finally {
  await browser.close();
  await site.close();
}

async function take({ reach, options, windowOnly = false, broken, inert }, viewport, file) {
  const picture = async (page) => {
    if (!inert) await page.locator("[data-ready]").waitFor({ state: "attached" });
    await reach?.(page);
    if (!windowOnly) await page.evaluate(() => scrollTo(0, 0));
    await page.screenshot({ path: file, fullPage: !windowOnly, animations: "disabled" });
  };
  await withPage(browser, site.origin, picture, { viewport, broken, ...options });
}
