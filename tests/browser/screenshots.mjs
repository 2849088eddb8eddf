// Pictures of the screens: node screenshots.mjs [FOLDER]

import { mkdirSync } from "node:fs";
import path from "node:path";

import { launch, withPage } from "./browser.mjs";
import * as places from "./places.mjs";
import { serve } from "./server.mjs";

const VIEWPORTS = { desktop: { width: 1280, height: 900 }, phone: { width: 375, height: 812 } };

/** Each screen: its name, and what a person does to get there. */
const SCREENS = [
  {
    name: "start",
    async reach() {},
  },
];

const folder = process.argv[2] ?? places.screenshots;
mkdirSync(folder, { recursive: true });
const site = await serve(places.dist);
const browser = await launch();
try {
  for (const [device, viewport] of Object.entries(VIEWPORTS)) {
    for (const { name, reach } of SCREENS) {
      const file = path.join(folder, `${name}-${device}.png`);
      const take = async (page) => {
        await page.locator("[data-ready]").waitFor({ state: "attached" });
        await reach(page);
        await page.screenshot({ path: file, fullPage: true, animations: "disabled" });
      };
      await withPage(browser, site.origin, take, { viewport });
      console.log(file);
    }
  }
} finally {
  await browser.close();
  await site.close();
}
