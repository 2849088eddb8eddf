// The same case, the same bytes: the core as WebAssembly in a browser against the native command line.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";

import { launch } from "./browser.mjs";
import { cases, cli, engine, root } from "./places.mjs";
import { serve } from "./server.mjs";

const DATE = "2026-11-21";
/** A document and its format, or a short word for both. */
const WANTED = [
  [undefined, "json"],
  [undefined, "text"],
  [undefined, "html"],
  [undefined, "docx"],
  [undefined, "pdf"],
  [undefined, "note"],
  [undefined, "self-check"],
  ["questions", "text"],
  ["questions", "docx"],
  ["questions", "pdf"],
  ["note", "docx"],
  ["note", "pdf"],
];

// NAME.json is a proposal; what is expected of it lies beside it under a longer name.
const names = readdirSync(cases).filter((name) => /^[^.]+\.json$/.test(name)).sort();

describe("the engine in a browser", () => {
  let browser;
  let site;
  let page;
  before(async () => {
    site = await serve(engine, { files: { "/load.html": "<!doctype html><title>Engine</title>" } });
    browser = await launch();
    page = await browser.newPage();
    await page.goto(`${site.origin}/load.html`);
    await page.evaluate(async () => {
      const module = await import("/engine.js");
      await module.default();
      // Bytes cross to the test as text of one character each.
      globalThis.render = (...call) => Array.from(module.render(...call), (byte) => String.fromCharCode(byte)).join("");
    });
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  test("there are cases to compare", () => assert.notEqual(names.length, 0, `no case in ${cases}`));

  for (const [document, format] of WANTED) {
    const of = document === undefined ? [] : ["--of", document];
    test(`writes ${[document, format].filter(Boolean).join(" as ")} exactly as the command line does`, async () => {
      // The letter of every case; of the other documents, which are made by the same code, some.
      for (const name of document === undefined ? names : names.filter((_, at) => at % 8 === 0)) {
        const file = path.posix.join("tests/cases", name);
        const proposal = readFileSync(path.join(root, file), "utf8");
        const inBrowser = await page.evaluate((call) => globalThis.render(...call), [file, proposal, format, DATE, document]);
        const native = execFileSync(cli, ["assess", file, ...of, "--format", format, "--date", DATE], {
          cwd: root,
          encoding: "latin1",
          stdio: ["ignore", "pipe", "ignore"], // what is said of a case is not compared
          maxBuffer: 64 * 1024 * 1024,
        });
        assert.ok(inBrowser === native, `${name} as ${format} differs`);
      }
    });
  }
});
