// Drives Firefox as it is installed, by its own driver: Playwright's Firefox is another build, with patches.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import axe from "axe-core";
import { Browser, Builder, By, Key } from "selenium-webdriver";
import bidiBrowser from "selenium-webdriver/bidi/browser.js";
import browsingContext from "selenium-webdriver/bidi/browsingContext.js";
import { CreateContextParameters } from "selenium-webdriver/bidi/createContextParameters.js";
import firefox from "selenium-webdriver/firefox.js";

import { typed } from "./filling.mjs";
import * as places from "./places.mjs";

const PATIENCE = 30_000; // milliseconds, as Playwright has it: the press is large, and the machine may be busy

/** A Firefox with a fresh profile, on free ports, with these preferences besides. */
export async function launch(more = {}) {
  assert.ok(places.firefox, "there is no Firefox: run `cargo xtask setup`, or set FIREFOX to the path of one");
  assert.ok(places.geckodriver, "there is no geckodriver: run `cargo xtask setup`, or set GECKODRIVER to the path of one");
  const downloads = mkdtempSync(path.join(tmpdir(), "home-assessment-downloads-"));
  const forget = () => rmSync(downloads, { recursive: true });
  try {
    const driver = await start(downloads, more);
    return { driver, downloads, faults: await watch(driver), close: () => driver.quit().finally(forget) };
  } catch (error) {
    forget();
    throw error;
  }
}

function start(downloads, more) {
  const options = new firefox.Options().setBinary(places.firefox).addArguments("-headless").enableBidi();
  const preferences = {
    // Nothing but this machine, whatever asks: everything else goes to a proxy that is not there.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.dns.disabled": true,
    "intl.accept_languages": "en-GB",
    "browser.download.folderList": 2, // the folder named next
    "browser.download.dir": downloads,
    "pdfjs.disabled": true, // a PDF is kept, not shown
    ...more,
  };
  for (const [name, value] of Object.entries(preferences)) options.setPreference(name, value);
  return new Builder()
    .forBrowser(Browser.FIREFOX)
    .setFirefoxOptions(options)
    .setFirefoxService(new firefox.ServiceBuilder(places.geckodriver))
    .build();
}

/** Collects the faults of every page, as sentences, into the array given back. */
async function watch(driver) {
  const faults = [];
  const script = driver.script();
  await script.addConsoleMessageHandler(({ level, text }) => level === "error" && faults.push(`console error: ${text}`));
  await script.addJavaScriptErrorHandler(({ text }) => faults.push(`uncaught error: ${text}`));
  await script.pin(`() => document.addEventListener("securitypolicyviolation", (event) => {
    console.error("policy violation: " + event.violatedDirective + " " + event.blockedURI);
  })`);
  return faults;
}

/**
 * Opens `origin` as someone new to it would, runs `body(page)` and closes it. Fails on any console error, uncaught error,
 * violation of the page's policy, or request to another origin.
 */
export async function withPage({ driver, downloads, faults }, origin, body, { width = 1280, height = 900, path = "/" } = {}) {
  const users = await bidiBrowser(driver);
  const user = await users.createUserContext(); // keeps its storage to itself
  const first = await driver.getWindowHandle();
  try {
    const createParameters = new CreateContextParameters().userContext(user);
    const context = await browsingContext(driver, { type: "tab", createParameters });
    await driver.switchTo().window(context.id);
    // The page itself is given the size: a window cannot be narrower than about 450 pixels.
    await context.setViewport(width, height);
    faults.length = 0;
    await driver.get(origin + path);
    const page = new Page(driver, downloads);
    await page.settled();
    await body(page);
    const fetched = await driver.executeScript(() => performance.getEntriesByType("resource").map(({ name }) => name));
    const abroad = fetched.filter((address) => !/^(data|blob):/.test(address) && new URL(address).origin !== origin);
    assert.deepEqual([...faults, ...abroad], [], "the page did something it never should");
  } finally {
    await users.removeUserContext(user);
    await driver.switchTo().window(first);
  }
}

/** The least that the tests need of a page. */
class Page {
  constructor(driver, downloads) {
    this.driver = driver;
    this.downloads = downloads;
  }

  /** Runs a function in the page. */
  evaluate(body, ...given) {
    return this.driver.executeScript(body, ...given);
  }

  /** Waits until `condition` gives something, and gives that back. */
  wait(condition, what) {
    return this.driver.wait(condition, PATIENCE, `waited in vain for ${what}`);
  }

  /** Presses keys where the focus is. */
  press(...keys) {
    return this.driver.actions().sendKeys(...keys).perform();
  }

  /** Waits for the visible element of a selector that has a text. */
  see(selector, text = "") {
    const seen = async () => {
      for (const element of await this.driver.findElements(By.css(selector))) {
        if ((await element.isDisplayed()) && (await element.getText()).includes(text)) return element;
      }
      return undefined;
    };
    // An element that is drawn anew while it is looked at is looked for once more.
    return this.wait(() => seen().catch(() => undefined), `${selector} ${text}`);
  }

  /** The text of what a selector finds, shown or not. */
  text(selector) {
    return this.evaluate((selector) => document.querySelector(selector)?.textContent, selector);
  }

  /** Waits until what is shown follows from what is typed. */
  settled() {
    const there = () => this.evaluate(() => document.querySelector("[data-ready]:not([aria-busy])") !== null);
    return this.wait(there, "the page to settle");
  }

  /** The input of a dotted path in the proposal file. */
  input(name) {
    return this.driver.findElement(By.id(name.replaceAll(".", "-")));
  }

  /** Fills the form, each answer as a person gives it. */
  async fill(proposal) {
    for (const [name, value] of Object.entries(proposal)) {
      const target = await this.input(name);
      if (name === "children.needs") {
        for (const need of value) await target.findElement(By.css(`input[value="${need}"]`)).click();
      } else if ((await target.getTagName()) === "select") {
        await target.findElement(By.css(`option[value="${typed(value)}"]`)).click();
      } else {
        await target.clear();
        await target.sendKeys(typed(value));
      }
    }
    await this.settled();
  }

  /** What has been copied as text, pasted into a tab of its own. */
  async clipboard() {
    const here = await this.driver.getWindowHandle();
    await this.driver.switchTo().newWindow("tab");
    await this.driver.get("data:text/html,<textarea autofocus></textarea>");
    const area = await this.driver.findElement(By.css("textarea"));
    await area.sendKeys(Key.chord(process.platform === "darwin" ? Key.META : Key.CONTROL, "v"));
    const pasted = await area.getProperty("value");
    await this.driver.close();
    await this.driver.switchTo().window(here);
    return pasted;
  }

  /** The faults that axe finds, as sentences. */
  async violations() {
    const run = `${axe.source}; const tell = arguments[arguments.length - 1];
      axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => tell(violations), (fault) => tell(String(fault)));`;
    const violations = await this.driver.executeAsyncScript(run);
    assert.ok(Array.isArray(violations), `axe could not look: ${violations}`);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  }
}
