// The pages of others that hold the form: those of embed/hosts, and what tests need of them.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { dist, root, screenshots } from "./places.mjs";

const folder = path.join(root, "embed/hosts");

/** What a site serves besides the built page: the pages that hold it, and the profile that one of them names. */
export function hosts() {
  const files = readdirSync(folder).map((name) => [`/hosts/${name}`, readFileSync(path.join(folder, name))]);
  const profile = readFileSync(path.join(root, "profiles/blackpool-example.json"));
  return { ...Object.fromEntries(files), "/hosts/profiles/blackpool-example.json": profile };
}

/** A page of somebody's that holds this, and what its head holds. */
export function holding(body, head = "") {
  return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">
    ${head}<script type="module" src="/home-assessment.js"></script></head><body>${body}</body></html>`;
}

/** Keeps a picture for whoever wants to see what differs. */
export function keep(name, picture) {
  mkdirSync(screenshots, { recursive: true });
  writeFileSync(path.join(screenshots, name), picture);
}

/** The whole page in one file, in a folder of its own. */
export function single() {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "home-assessment-single-")), "home-assessment.html");
  execFileSync("node", [path.join(root, "xtask/single.mjs"), dist, file]);
  return file;
}

/**
 * Runs in a page: the computed styles of every element that is not the form, each on a line with the element's place on the page.
 * Heights are left out where the form is inside.
 */
export function styles() {
  const heights = /^(height|block-size|perspective-origin|transform-origin|inset.*|bottom|top)$/;
  const found = [];
  for (const [at, element] of [...document.querySelectorAll("*")].entries()) {
    if (element.closest("home-assessment")) continue;
    const around = element.querySelector("home-assessment") !== null;
    const style = getComputedStyle(element);
    const said = Array.prototype.filter.call(style, (name) => !name.startsWith("--") && !(around && heights.test(name)));
    found.push(...said.map((name) => `${at} ${element.localName} ${name}: ${style.getPropertyValue(name)}`));
  }
  return found.join("\n"); // a page can change how lists are passed on
}

/** What is other in the styles of one page than in those of another. */
export function differences(one, other) {
  const [before, after] = [one, other].map((styles) => new Set(styles.split("\n")));
  const only = (these, those, sign) => [...these].filter((style) => !those.has(style)).map((style) => `${sign} ${style}`);
  return [...only(before, after, "-"), ...only(after, before, "+")];
}
