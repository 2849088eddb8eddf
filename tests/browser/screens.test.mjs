// Every screen and state of the page, held to what axe finds.

import { after, before, describe, test } from "node:test";

import { checkAccess } from "./access.mjs";
import { launch, withPage } from "./browser.mjs";
import { dist } from "./places.mjs";
import { SCREENS, VIEWPORTS } from "./screens.mjs";
import { serve } from "./server.mjs";

describe("every screen", () => {
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

  for (const { name, reach, options, phoneOnly, broken, inert, paper } of SCREENS) {
    if (paper || options?.javaScriptEnabled === false) continue; // paper is not operated, and axe is a script itself
    const viewport = phoneOnly ? VIEWPORTS.phone : VIEWPORTS.desktop;
    test(`has no accessibility fault that axe can find: ${name}`, async () => {
      const check = async (page) => {
        if (!inert) await page.locator("[data-ready]").waitFor({ state: "attached" });
        await reach?.(page);
        await checkAccess(page);
      };
      await withPage(browser, site.origin, check, { viewport, broken, ...options });
    });
  }
});
