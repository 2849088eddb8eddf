// The form on pages of others, in Chromium: it works, they are left as they are, and it is left as it is.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { integrity } from "../../xtask/embed.mjs";
import { checkAccess } from "./access.mjs";
import { launch, withPage } from "./browser.mjs";
import { PLANS, PROPOSALS, fill, input, settled } from "./filling.mjs";
import { differences, holding, hosts, keep, single, styles } from "./hosts.mjs";
import { dist, root } from "./places.mjs";
import { POLICY, serve } from "./server.mjs";

const EVENTS = ["ready", "assessed", "exported", "error", "height"];
const BOX = "<style>.box { background: #fff; height: 10000px; left: 40px; position: absolute; top: 900px; width: 1000px }</style>";

describe("on somebody's page", () => {
  let browser;
  let site;
  before(async () => {
    site = await serve(dist, { files: hosts() });
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /** Opens a page that may hold the form, with its own policy where it has one. */
  async function opened(page, body, { policy = POLICY, files = {}, ...options } = {}) {
    const own = await serve(dist, { headers: { "content-security-policy": policy }, files: { ...hosts(), ...files } });
    try {
      return await withPage(browser, own.origin, (opened) => body(opened, own), { path: page, ...options });
    } finally {
      await own.close();
    }
  }

  /** A page made for one test. */
  const made = (html, body, options = {}) => opened("/page.html", body, { ...options, files: { "/page.html": html, ...options.files } });
  const lenient = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

  /** Notes what happens in the form, for whoever listens at the page. */
  async function listening(page) {
    await page.addInitScript((names) => {
      window.told = [];
      const note = ({ type, detail, target }) => window.told.push({ type, detail, target: target.localName });
      for (const name of names) document.addEventListener(name, note);
    }, EVENTS);
  }

  const told = (page, type) => page.evaluate((type) => window.told.filter((event) => event.type === type), type);
  const element = (page, selector = "home-assessment") => page.locator(selector);
  const ready = (page, selector) => element(page, selector).locator("[data-ready]").waitFor({ state: "attached" });
  const stance = (page, selector) => element(page, selector).locator(".stance-title").innerText();

  for (const name of ["plain", "several", "hostile"]) {
    test(`works, tells what happens, and leaves the page as it is: ${name}`, async () => {
      const use = async (page) => {
        const form = element(page).first();
        await ready(page, "home-assessment >> nth=0");
        const between = await page.evaluate(styles);
        const title = await page.evaluate(() => document.querySelector("title").textContent);
        await fill(form, PROPOSALS.support);
        assert.equal(await form.locator(".stance-title").innerText(), "Support");
        const [download] = await Promise.all([page.waitForEvent("download"), form.getByRole("button", { name: "Download text" }).click()]);
        assert.match(readFileSync(await download.path(), "utf8"), /Hyndburn/);
        assert.equal(await page.title(), title, "the title is the page's own");
        assert.deepEqual(differences(between, await page.evaluate(styles)), [], "the page is other with answers in the form");

        const [first] = await told(page, "ready");
        assert.deepEqual(first, { type: "ready", detail: null, target: "home-assessment" });
        const assessed = await told(page, "assessed");
        assert.deepEqual(Object.keys(assessed.at(-1).detail), ["stance"]);
        assert.equal(assessed.at(-1).detail.stance, "support");
        assert.deepEqual((await told(page, "exported")).map(({ detail }) => detail), [{ format: "text" }]);
        const heights = (await told(page, "height")).map(({ detail }) => detail.height);
        assert.ok(heights.every((height) => Number.isInteger(height) && height >= 0), heights.join(" "));
        assert.deepEqual(await told(page, "error"), []);
      };
      await opened(`/hosts/${name}.html`, use, { prepare: listening });
    });

    test(`changes no style of the page by being there: ${name}`, async () => {
      let before;
      const without = async (page) => (before = await page.evaluate(styles));
      const prepare = (page) => page.route("**/home-assessment.js", (route) => route.abort());
      await opened(`/hosts/${name}.html`, without, { prepare, broken: true });
      await opened(`/hosts/${name}.html`, async (page) => {
        await ready(page, "home-assessment >> nth=0");
        assert.deepEqual(differences(before, await page.evaluate(styles)), []);
      });
    });
  }

  test("looks the same on a page that gets in the way as on one that does not", async () => {
    const pictures = [];
    const look = async (page) => {
      await ready(page);
      await fill(element(page), PROPOSALS.support);
      // High enough for all of it: what stays in sight stands where the window is scrolled to.
      await page.setViewportSize({ width: 1280, height: 12_000 });
      pictures.push(await page.locator(".box").screenshot({ caret: "hide", animations: "disabled" }));
    };
    const calm = holding('<div class="box"><home-assessment></home-assessment></div>', BOX);
    await made(calm, look, { policy: lenient });
    await opened("/hosts/hostile.html", look);
    for (const [at, name] of ["calm", "hostile"].entries()) keep(`embedded-${name}.png`, pictures[at]);
    assert.ok(pictures[0].equals(pictures[1]), "the pictures differ: see target/screenshots/embedded-*.png");
  });

  test("is as wide as its place, not as the window: one step at a time in a narrow column", async () => {
    const narrow = holding('<div class="box"><home-assessment></home-assessment></div>', "<style>.box { width: 400px }</style>");
    await made(
      narrow,
      async (page) => {
        await ready(page);
        assert.equal(await input(element(page), "home.places").isVisible(), false);
        assert.equal(await element(page).locator("#steps").isVisible(), true);
      },
      { policy: lenient },
    );
  });

  test("follows a page's policy of trusted types, and the link leads to the council's page", async () => {
    const use = async (page) => {
      await ready(page);
      await fill(element(page), PLANS);
      assert.match(await stance(page), /in order/);
      assert.equal(page.workers().length, 1, "the engine runs in a worker");
      await page.evaluate(() => Object.defineProperty(Navigator.prototype, "clipboard", { get: () => undefined }));
      await element(page).getByRole("button", { name: "Copy the link" }).click();
      assert.match(await element(page).getByLabel("The link").inputValue(), /^https:\/\/www\.fellmoor\.example\/children\/homes\/#proposal=/);
      const assessed = (await told(page, "assessed")).map(({ detail }) => detail);
      assert.deepEqual(assessed, [{ stance: null }], "what a provider is told has no stance");
    };
    await opened("/hosts/strict.html", use, { prepare: listening });
  });

  test("opens a provider's link on the council's page, after asking nothing where nothing is there", async () => {
    await made(holding("<home-assessment></home-assessment>"), async (page) => {
      await ready(page);
      const link = await linkOf(page);
      await page.goto("about:blank");
      await page.goto(`${link.origin}/page.html${link.hash}`);
      await element(page).getByText("The proposal is opened").waitFor();
      assert.equal(await input(element(page), "home.places").inputValue(), "2");
      assert.equal(new URL(page.url()).hash, "");
    });
  });

  /** A link of a provider's answers, which its own page makes. */
  async function linkOf(page) {
    const { origin } = new URL(page.url());
    const provider = await page.context().newPage();
    await provider.addInitScript(() => Object.defineProperty(Navigator.prototype, "clipboard", { get: () => undefined }));
    await provider.goto(`${origin}/?mode=provider`);
    await fill(provider, PLANS);
    await provider.getByRole("button", { name: "Copy the link" }).click();
    const link = new URL(await provider.getByLabel("The link").inputValue());
    await provider.close();
    return link;
  }

  test("stands on a page several times, each with its own answers, profile, colours and words", async () => {
    await opened("/hosts/several.html", async (page) => {
      for (const id of ["#first", "#second", "#third"]) await ready(page, id);
      await input(element(page, "#first"), "home.places").fill("4");
      await input(element(page, "#second"), "home.places").fill("2");
      assert.equal(await input(element(page, "#first"), "home.places").inputValue(), "4");
      assert.equal(await input(element(page, "#third"), "home.places").inputValue(), "");
      assert.match(await element(page, "#first").locator("h1").innerText(), /Lancashire/);
      assert.match(await element(page, "#second").locator("h1").innerText(), /Blackpool/);
      assert.match(await element(page, "#third").locator("h1").innerText(), /Check your plans/);
      const ground = (id) => element(page, `${id} #home-assessment`).evaluate((it) => getComputedStyle(it).backgroundColor);
      assert.equal(await ground("#first"), "rgb(255, 255, 255)");
      assert.notEqual(await ground("#second"), "rgb(255, 255, 255)");
      await page.reload();
      await ready(page, "#second");
      assert.equal(await input(element(page, "#second"), "home.places").inputValue(), "2");
    });
  });

  test("assesses by the profile that the page names", async () => {
    await made(holding('<home-assessment profile="hosts/profiles/blackpool-example.json"></home-assessment>'), async (page) => {
      await ready(page);
      await input(element(page), "application.planning_authority").selectOption({ index: 1 });
      await input(element(page), "children.age_min").fill("12");
      await settled(element(page));
      assert.match(await element(page).locator(".sheet").innerText(), /Blackpool/);
      const making = element(page).getByRole("button", { name: "Download text" });
      const [download] = await Promise.all([page.waitForEvent("download"), making.click()]);
      assert.match(readFileSync(await download.path(), "utf8"), /Blackpool/);
    });
  });

  test("tells whoever looks after the page that it has the form twice under one name", async () => {
    await made(
      holding('<home-assessment id="first"></home-assessment><home-assessment id="second"></home-assessment>'),
      async (page) => {
        await ready(page, "#first");
        await element(page, "#second").getByRole("alert").getByText('draft="second"').waitFor();
      },
      { broken: true },
    );
  });

  test("keeps the answers when it is taken out, ends its workers, and has them again when it is put back", async () => {
    await made(holding('<div id="there"><home-assessment></home-assessment></div><div id="elsewhere"></div>'), async (page) => {
      await ready(page);
      await fill(element(page), PROPOSALS.holding);
      await input(element(page), "home.places").fill("3");
      // Moved, nothing starts anew.
      const kept = await element(page).locator(".app").elementHandle();
      await page.evaluate(() => document.getElementById("elsewhere").append(document.querySelector("home-assessment")));
      assert.equal(await kept.evaluate((app) => app.isConnected), true);
      await page.evaluate(() => {
        window.taken = document.querySelector("home-assessment");
        window.taken.remove();
      });
      await page.waitForFunction(() => /home\.places/.test(localStorage.getItem("home-assessment.draft")));
      for (let waited = 0; page.workers().length > 0; waited += 1) {
        assert.ok(waited < 100, "a worker goes on");
        await page.waitForTimeout(50);
      }
      await page.evaluate(() => document.body.append(window.taken));
      await ready(page);
      assert.equal(await input(element(page), "home.places").inputValue(), "3");
      await page.evaluate(() => (document.querySelector("home-assessment").mode = "provider"));
      await element(page).getByText("Check your plans").waitFor();
      assert.equal(await input(element(page), "home.places").inputValue(), "");
    });
  });

  test("moves the focus inside, by the skip link and to a question that is wrong, and hears keys inside alone", async () => {
    await made(holding('<input id="outside" aria-label="Of the page"><home-assessment></home-assessment>'), async (page) => {
      await ready(page);
      const focused = () => page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.id);
      await page.locator("#outside").focus();
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      assert.equal(await focused(), "proposal");
      assert.equal(new URL(page.url()).hash, "");
      await input(element(page), "site.postcode").fill("no postcode");
      await page.keyboard.press("Tab");
      await element(page).locator(".problems a").first().click();
      await page.waitForFunction(() => document.activeElement.shadowRoot?.activeElement?.id === "site-postcode");
      await page.keyboard.press("Alt+Shift+KeyA");
      await page.waitForFunction(() => document.activeElement.shadowRoot?.activeElement?.id === "assessment");
      await page.locator("#outside").focus();
      await page.keyboard.press("Alt+Shift+KeyL");
      assert.equal(await page.evaluate(() => document.activeElement.id), "outside");
    });
  });

  test("can be used by everyone there: axe finds nothing", async () => {
    await opened("/hosts/plain.html", async (page) => {
      await ready(page);
      await fill(element(page), PROPOSALS.support);
      await checkAccess(page);
    });
  });

  test("prints the letter alone", async () => {
    await opened("/hosts/plain.html", async (page) => {
      await ready(page);
      await fill(element(page), PROPOSALS.support);
      await page.emulateMedia({ media: "print" });
      const seen = () =>
        page.evaluate(() => {
          const shown = (it) => it.checkVisibility();
          const form = document.querySelector("home-assessment").shadowRoot;
          return [document.querySelector("header"), document.querySelector("footer"), form.querySelector(".masthead"), form.querySelector(".sheet")].map(shown);
        });
      await page.evaluate(() => (window.print = () => {}));
      await element(page).getByRole("button", { name: "Print the letter", includeHidden: true }).dispatchEvent("click");
      await page.waitForFunction(() => document.adoptedStyleSheets.length > 0);
      assert.deepEqual(await seen(), [false, false, false, true]);
      await page.evaluate(() => dispatchEvent(new Event("afterprint")));
      assert.deepEqual(await seen(), [true, true, false, true]);
      assert.equal(await page.evaluate(() => document.adoptedStyleSheets.length), 0);
      assert.equal(await page.locator("home-assessment[data-printing]").count(), 0);
    });
  });

  describe("in a frame", () => {
    const FRAMED = "default-src 'none'; style-src 'self'; img-src data:; frame-src *";

    test("works on a page that may hold no script", async () => {
      const path = "/hosts/framed.html";
      const own = await serve(dist, { headers: { "content-security-policy": `${POLICY}; frame-src 'self'` }, files: hosts() });
      try {
        await withPage(
          browser,
          own.origin,
          async (page) => {
            const form = page.frameLocator("iframe").locator("home-assessment");
            await fill(form, PLANS);
            assert.match(await form.locator(".stance-title").innerText(), /in order/);
          },
          { path },
        );
      } finally {
        await own.close();
      }
    });

    test("tells the page that holds the frame, and no other, what happens and how high it is", async () => {
      const holder = `<!doctype html><html lang="en-GB"><head><title>A page</title><link rel="icon" href="data:,">
        <script src="/listen.js"></script></head><body><iframe src="${site.origin}/frame.html" title="The form"></iframe></body></html>`;
      const listen = `window.heard = []; addEventListener("message", ({ data, origin }) => {
        heard.push({ ...data, origin });
        if (data.type === "height") document.querySelector("iframe").height = data.detail.height;
      });`;
      const headers = { "content-security-policy": `${FRAMED}; script-src 'self'` };
      const parent = await serve(dist, { headers, files: { "/page.html": holder, "/listen.js": listen } });
      try {
        const look = async (page) => {
          const form = page.frameLocator("iframe").locator("home-assessment");
          await fill(form, PROPOSALS.holding);
          const heard = await page.evaluate(() => window.heard);
          assert.ok(heard.every(({ origin, source }) => origin !== location && source === "home-assessment"));
          assert.deepEqual([...new Set(heard.map(({ origin }) => origin))], [site.origin]);
          const types = new Set(heard.map(({ type }) => type));
          assert.deepEqual([...types].sort(), ["assessed", "height", "ready"]);
          const heights = heard.filter(({ type }) => type === "height").map(({ detail }) => detail.height);
          assert.equal(new Set(heights).size > 0 && heights.every((height, at) => height !== heights[at - 1]), true, heights.join(" "));
          assert.deepEqual(heard.filter(({ type }) => type === "assessed").at(-1).detail, { stance: "holding" });
          // A frame as high as the form does not make the form higher: it is told once more, and then rests.
          const told = () => page.evaluate(() => window.heard.length);
          const before = await told();
          await page.waitForTimeout(1000);
          assert.equal(await told(), before, "the height does not rest");
          const frame = page.frames()[1];
          const over = await frame.evaluate(() => document.documentElement.scrollHeight - innerHeight);
          assert.equal(over, 0, "the frame is as high as the form");
        };
        const location = parent.origin;
        await withPage(browser, parent.origin, look, { path: "/page.html", broken: true });
      } finally {
        await parent.close();
      }
    });
  });

  describe("where something is in the way", () => {
    /** What the form says in its place. */
    const sorry = (page) => element(page).getByRole("alert").innerText();
    const REST = '<home-assessment><p>Ask children’s services.</p></home-assessment>';

    test("refuses a profile from elsewhere, unless the page says so", async () => {
      const files = { "/profile.json": readFileSync(path.join(root, "profiles/blackpool-example.json")) };
      const other = await serve(dist, { headers: { "access-control-allow-origin": "*" }, files });
      const policy = POLICY.replace("connect-src 'self'", `connect-src 'self' ${other.origin}`);
      try {
        const named = `profile="${other.origin}/profile.json"`;
        await made(holding(`<home-assessment ${named}></home-assessment>`), async (page) => assert.match(await sorry(page), /not of this page’s origin/), { policy, broken: true });
        await made(
          holding(`<home-assessment ${named} profile-origin="${other.origin}"></home-assessment>`),
          async (page) => {
            await ready(page);
            assert.match(await element(page).locator("h1").innerText(), /Blackpool/);
          },
          { policy, broken: true },
        );
      } finally {
        await other.close();
      }
    });

    test("names every fault of a profile, and what else is wrong with it", async () => {
      const profile = JSON.parse(readFileSync(path.join(root, "profiles/blackpool-example.json")));
      delete profile.edition;
      profile.surprise = true;
      const files = { "/faulty.json": JSON.stringify(profile), "/large.json": " ".repeat(9_000_000), "/latin.json": Buffer.from([0xff, 0xfe]) };
      const said = async (name) => {
        let text;
        const html = holding(`<home-assessment profile="${name}"><p>Ask children’s services.</p></home-assessment>`);
        await made(html, async (page) => (text = await sorry(page)), { files, broken: true });
        return text;
      };
      const faults = await said("faulty.json");
      assert.match(faults, /edition/);
      assert.match(faults, /surprise/);
      assert.match(await said("large.json"), /larger than/);
      assert.match(await said("latin.json"), /not UTF-8/);
      assert.match(await said("nowhere.json"), /could not be fetched/);
    });

    test("says so where there is no WebAssembly, and shows what the page has put there", async () => {
      await made(
        holding(REST),
        async (page) => {
          assert.match(await sorry(page), /needs WebAssembly/);
          assert.ok(await page.getByText("Ask children’s services.").isVisible());
          assert.deepEqual((await told(page, "error")).map(({ detail }) => detail), [{ reason: "unsupported" }]);
        },
        { prepare: (page) => Promise.all([listening(page), page.addInitScript(() => delete window.WebAssembly)]), broken: true },
      );
    });

    test("shows what the page has put there in a browser that is too old", async () => {
      const prepare = (page) => page.addInitScript(() => delete Document.prototype.adoptedStyleSheets);
      await made(holding(REST), async (page) => assert.ok(await page.getByText("Ask children’s services.").isVisible()), { prepare });
    });

    test("works where nothing can be stored, and says that nothing is kept", async () => {
      const use = async (page) => {
        await ready(page);
        await element(page).getByText("does not let the page keep").waitFor();
        await fill(element(page), PROPOSALS.holding);
        assert.match(await stance(page), /^Holding/);
      };
      const blocked = () => {
        throw new DOMException("no", "SecurityError");
      };
      const prepare = (page) => page.addInitScript(`Object.defineProperty(window, "localStorage", { get: ${blocked} })`);
      await made(holding(REST), use, { prepare });
    });

    test("runs its engines on the page's own thread where there may be no worker", async () => {
      await made(
        holding('<home-assessment id="first"></home-assessment><home-assessment id="second" draft="second" profile="hosts/profiles/blackpool-example.json"></home-assessment>'),
        async (page) => {
          await ready(page, "#second");
          await fill(element(page, "#first"), PROPOSALS.support);
          assert.equal(await stance(page, "#first"), "Support");
          const form = element(page, "#first");
          const [download] = await Promise.all([page.waitForEvent("download"), form.getByRole("button", { name: "Download PDF" }).click()]);
          assert.match(readFileSync(await download.path(), "latin1"), /^%PDF/);
          await input(element(page, "#second"), "application.planning_authority").selectOption({ index: 1 });
          await settled(element(page, "#second"));
          assert.match(await element(page, "#second").locator(".sheet").innerText(), /Blackpool/);
          assert.match(await element(page, "#first").locator(".sheet").innerText(), /Hyndburn/);
          assert.equal(page.workers().length, 0);
        },
        { policy: `${POLICY}; worker-src 'none'`, broken: true },
      );
    });

    test("comes from another site where that one allows it", async () => {
      const own = await serve(dist, { headers: { "access-control-allow-origin": "*" } });
      const policy = POLICY.replaceAll("'self'", `'self' ${own.origin}`);
      const html = holding("<home-assessment></home-assessment>").replace("/home-assessment.js", `${own.origin}/home-assessment.js`);
      try {
        await made(
          html,
          async (page) => {
            await ready(page);
            await fill(element(page), PROPOSALS.support);
            assert.equal(await stance(page), "Support");
          },
          { policy, broken: true },
        );
      } finally {
        await own.close();
      }
    });
  });

  describe("a changed byte is refused", () => {
    const names = readdirSync(dist);
    const one = (pattern) => names.find((name) => pattern.test(name));
    const changed = (name) => {
      const bytes = Buffer.from(readFileSync(path.join(dist, name)));
      const text = name.endsWith(".js");
      return text ? Buffer.concat([bytes, Buffer.from(" ")]) : ((bytes[bytes.length - 1] ^= 1), bytes);
    };
    const FIRST = { "the script of the form": /^web-.*\.js$/, "the module of the form": /^web-.*\.wasm$/ };
    const LATER = { "the worker": /^worker-/, "the script of the desk": /^desk-.*\.js$/, "the module of the desk": /^desk-.*\.wasm$/ };
    const PRESS = { "the script of the press": /^engine-.*\.js$/, "the module of the press": /^engine-.*\.wasm$/ };

    test("the element's own script, where the page says what it must come to", async () => {
      const sum = integrity(readFileSync(path.join(dist, "home-assessment.js")));
      const html = holding("<home-assessment></home-assessment>").replace("></script>", ` integrity="${sum}"></script>`);
      await made(html, async (page) => ready(page));
      const look = async (page) => assert.equal(await page.evaluate(() => customElements.get("home-assessment")), undefined);
      await made(html, look, { files: { "/home-assessment.js": changed("home-assessment.js") }, broken: true });
    });

    for (const [what, pattern] of Object.entries(FIRST)) {
      test(`${what}, by the page and by the element`, async () => {
        const files = { [`/${one(pattern)}`]: changed(one(pattern)) };
        const html = holding("<home-assessment></home-assessment>");
        await made(html, async (page) => assert.match(await page.getByRole("alert").innerText(), /could not be loaded/), { files, broken: true });
        await opened("/", async (page) => assert.match(await page.getByRole("alert").innerText(), /could not be loaded/), { files, broken: true });
      });
    }
    for (const [what, pattern] of Object.entries(LATER)) {
      test(`${what}: nothing is assessed`, async () => {
        const files = { [`/${one(pattern)}`]: changed(one(pattern)) };
        const look = async (page) => {
          await input(page, "home.places").fill("2");
          await page.getByText("Cannot assess").first().waitFor();
        };
        await made(holding("<home-assessment></home-assessment>"), look, { files, broken: true });
        await opened("/", look, { files, broken: true });
      });
    }
    for (const [what, pattern] of Object.entries(PRESS)) {
      test(`${what}: no file is made`, async () => {
        const files = { [`/${one(pattern)}`]: changed(one(pattern)) };
        const look = async (page) => {
          await fill(page, PROPOSALS.holding);
          await page.getByRole("button", { name: "Download PDF" }).click();
          await page.getByText("What makes the file could not be loaded").first().waitFor();
        };
        await opened("/", look, { files, broken: true });
      });
    }
  });

  describe("in one file, from a folder", () => {
    let address;
    before(() => (address = pathToFileURL(single()).href));

    test("assesses, makes files and keeps answers, and asks nothing of any network", async (t) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      try {
        const page = await context.newPage();
        const faults = [];
        page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
        page.on("pageerror", (error) => faults.push(error.message));
        page.on("request", (request) => /^(file|data|blob):/.test(request.url()) || faults.push(request.url()));
        await page.goto(address);
        await page.locator("[data-ready]").waitFor({ state: "attached" });
        await fill(page, PROPOSALS.support);
        assert.equal(await page.locator(".stance-title").innerText(), "Support");
        for (const name of ["Download Word", "Download PDF"]) {
          const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
          assert.ok(readFileSync(await download.path()).length > 5_000);
        }
        await page.reload();
        await settled(page);
        assert.equal(await input(page, "home.places").inputValue(), "2");
        await page.goto(`${address}?mode=provider`);
        await fill(page, PLANS);
        await page.getByText("no address to lead to").waitFor();
        assert.deepEqual(faults, []);
        t.diagnostic(`${(readFileSync(new URL(address)).length / 1000).toFixed(0)} kB in one file`);
      } finally {
        await context.close();
      }
    });
  });
});
