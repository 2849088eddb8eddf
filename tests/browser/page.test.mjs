// The built page in a real browser: it starts under the strict policy, keeps to itself, and can be used by everyone.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";

import axe from "axe-core";

import { launch, withPage } from "./browser.mjs";
import { REQUESTS } from "./budgets.mjs";
import { dist } from "./places.mjs";
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

  test("has no accessibility fault that axe can find", async () => {
    await withPage(browser, site.origin, async (page) => {
      await page.locator("[data-ready]").waitFor({ state: "attached" });
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
      assert.deepEqual(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
        [],
      );
    });
  });

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
    const context = await browser.newContext();
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
