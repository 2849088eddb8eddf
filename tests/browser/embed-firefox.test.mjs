// The form on pages of others, in Firefox as people have it.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { By } from "selenium-webdriver";

import { PLANS, PROPOSALS, typed } from "./filling.mjs";
import { launch } from "./firefox.mjs";
import { differences, holding, hosts, keep, single, styles } from "./hosts.mjs";
import { dist } from "./places.mjs";
import { POLICY, serve } from "./server.mjs";

const PATIENCE = 30_000;

/** Runs in a page: answers questions of a form as if they were typed, in a tree of its own or not. */
function answer(tree, answers) {
  const root = tree ? document.querySelector(tree).shadowRoot : document;
  for (const [name, value] of Object.entries(answers)) {
    const input = root.getElementById(name);
    if (input.localName === "fieldset") {
      for (const need of value.split("\n")) input.querySelector(`input[value="${need}"]`).click();
      continue;
    }
    input.focus();
    input.value = value;
    input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
  }
}

describe("on somebody's page, in Firefox", () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  const run = (body, ...given) => browser.driver.executeScript(body, ...given);
  const until = (condition, what) => browser.driver.wait(condition, PATIENCE, `waited in vain for ${what}`);
  /** The text of what a selector finds in the form. */
  const text = (tree, selector) =>
    run((tree, selector) => (tree ? document.querySelector(tree)?.shadowRoot : document)?.querySelector(selector)?.textContent, tree, selector);
  const says = (tree, selector, words) => until(async () => words.test((await text(tree, selector)) ?? ""), `${selector}: ${words}`);
  const fill = (tree, proposal) =>
    run(answer, tree, Object.fromEntries(Object.entries(proposal).map(([at, value]) => [at.replaceAll(".", "-"), typed(value)])));

  /** Opens a page of a site of its own, and fails on what it should never do. */
  async function opened(place, body, { policy = POLICY, files = {}, broken = false } = {}) {
    const site = await serve(dist, { headers: { "content-security-policy": policy }, files: { ...hosts(), ...files } });
    try {
      browser.faults.length = 0;
      await browser.driver.get(site.origin + place);
      await body();
      const fetched = await run(() => performance.getEntriesByType("resource").map(({ name }) => name).join("\n"));
      const abroad = fetched.split("\n").filter((address) => address && !/^(data|blob):/.test(address) && new URL(address).origin !== site.origin);
      if (!broken) assert.deepEqual([...browser.faults, ...abroad], [], "the page did something it never should");
    } finally {
      await browser.driver.get("about:blank");
      await site.close();
    }
  }

  for (const name of ["plain", "several", "hostile", "strict"]) {
    test(`works, tells what happens, and leaves the page as it is: ${name}`, async () => {
      let without;
      await opened(`/hosts/${name}.html`, async () => (without = await run(styles)), { files: { "/home-assessment.js": "" } });
      const [answers, stance] = name === "strict" ? [PLANS, /in order/] : [PROPOSALS.support, /^Support$/];
      await opened(`/hosts/${name}.html`, async () => {
        await run((names) => {
          window.told = [];
          const note = ({ type, detail }) => window.told.push(`${type} ${Object.entries(detail ?? {}).join(";")}`);
          for (const name of names) document.addEventListener(name, note);
        }, ["assessed", "error", "height"]);
        await says("home-assessment", "h1", /./);
        assert.deepEqual(differences(without, await run(styles)), []);
        await fill("home-assessment", answers);
        await says("home-assessment", ".stance-title", stance);
        const told = (await run(() => window.told.join("\n"))).split("\n");
        assert.deepEqual(told.filter((event) => event.startsWith("error")), []);
        assert.equal(told.filter((event) => event.startsWith("assessed")).at(-1), `assessed stance,${name === "strict" ? "" : "support"}`);
        assert.ok(told.some((event) => /^height height,[0-9]+$/.test(event)), told.join(" "));
      });
    });
  }

  test("looks the same on a page that gets in the way as on one that does not", async () => {
    const pictures = [];
    const look = async () => {
      await fill("home-assessment", PROPOSALS.support);
      await says("home-assessment", ".stance-title", /^Support$/);
      await run(() => document.querySelector("home-assessment").shadowRoot.activeElement?.blur());
      pictures.push(await browser.driver.findElement(By.css(".box")).takeScreenshot());
    };
    const ready = (body) => async () => {
      await says("home-assessment", "h1", /./);
      await body();
    };
    const calm = holding('<div class="box"><home-assessment></home-assessment></div>', "<style>html { overflow-y: scroll } .box { background: #fff; height: 10000px; left: 40px; position: absolute; top: 900px; width: 1000px }</style>");
    const policy = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");
    await browser.driver.manage().window().setRect({ width: 1300, height: 11_000 });
    await opened("/page.html", ready(look), { files: { "/page.html": calm }, policy });
    await opened("/hosts/hostile.html", ready(look));
    for (const [at, name] of ["calm", "hostile"].entries()) keep(`embedded-firefox-${name}.png`, Buffer.from(pictures[at], "base64"));
    assert.ok(pictures[0] === pictures[1], "the pictures differ: see target/screenshots/embedded-firefox-*.png");
  });

  test("works in a frame on a page that may hold no script", async () => {
    await opened(
      "/hosts/framed.html",
      async () => {
        await browser.driver.switchTo().frame(0);
        await says("home-assessment", "h1", /Check your plans/);
        await fill("home-assessment", PLANS);
        await says("home-assessment", ".stance-title", /in order/);
        await browser.driver.switchTo().defaultContent();
      },
      { policy: `${POLICY}; frame-src 'self'` },
    );
  });

  const LATER = { "a changed worker": /^worker-/, "a changed script": /^desk-.*\.js$/, "a changed module": /^desk-.*\.wasm$/ };
  for (const [what, pattern] of Object.entries(LATER)) {
    test(`refuses ${what}: nothing is assessed`, async () => {
      const name = readdirSync(dist).find((name) => pattern.test(name));
      const bytes = Buffer.from(readFileSync(path.join(dist, name)));
      const changed = name.endsWith(".js") ? Buffer.concat([bytes, Buffer.from(" ")]) : ((bytes[bytes.length - 1] ^= 1), bytes);
      const look = async () => {
        await says("home-assessment", "h1", /./);
        await fill("home-assessment", PROPOSALS.holding);
        await says("home-assessment", ".stance-title", /Cannot assess/);
      };
      await opened("/hosts/plain.html", look, { files: { [`/${name}`]: changed }, broken: true });
    });
  }

  test("in one file, from a folder: assesses and makes files", async () => {
    browser.faults.length = 0;
    await browser.driver.get(pathToFileURL(single()).href);
    await says("", "h1", /./);
    await until(() => run(() => document.querySelector("[data-ready]") !== null), "the form");
    await fill("", PROPOSALS.support);
    await says("", ".stance-title", /^Support$/);
    const before = new Set(readdirSync(browser.downloads));
    await run(() => [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "Download PDF").click());
    const made = () => readdirSync(browser.downloads).filter((name) => !before.has(name) && name.endsWith(".pdf"));
    await until(() => made().length > 0, "the file");
    assert.deepEqual(browser.faults, []);
  });
});
