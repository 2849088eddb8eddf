// Applications answered by keyboard alone, from a blank form to a copied letter: node walkthrough.mjs [FILE] [--only ID…]
//
// Prints how many keys that takes, and how long a person would take by the keystroke-level model, each case in two ways: every
// answer typed, and the description pasted and its suggestions confirmed before the rest is typed. Reading the documents is not
// in it. FILE holds real applications as recorded elsewhere; without it there are three invented ones.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { launch, withPage } from "./browser.mjs";
import { settled, typed } from "./filling.mjs";
import { KLM, Keyboard } from "./keyboard.mjs";
import { dist, root } from "./places.mjs";
import { recorded } from "./recorded.mjs";
import { serve } from "./server.mjs";

const INVENTED = path.join(path.dirname(fileURLToPath(import.meta.url)), "walkthrough-cases.json");
const CLAIM = 180; // seconds
const READING = 238 / 60; // words a second, silently (Brysbaert, 2019)

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string", multiple: true, default: [] } },
});
const [file, ...more] = positionals;
const wanted = [...values.only, ...more]; // `--only A B` and `--only A --only B`

const cases = chosen(file ? recorded(read(file)) : read(INVENTED));
const positions = positionsByTitle();
const site = await serve(dist);
const browser = await launch();
try {
  const { K, M } = KLM;
  console.log(`\n${await browser.version()}; K = ${K} s a key, M = ${M} s a decision, R as measured; no pointer`);
  console.log(row(["case", "way", "keys", "Tabs", "answers", "used", "R, s", "person, s", "", "letter read, s", "machine, s"]));
  for (const application of cases) {
    for (const way of ["typed", "pasted"]) console.log(row(await walk(application, way)));
  }
  console.log("\nanswers: given by typing or choosing; used: suggestions confirmed, of those made; person: keys, decisions and waiting, from the first key to the copied letter.");
} finally {
  await browser.close();
  await site.close();
}

function read(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** The cases asked for; otherwise the three that state most. */
function chosen(all) {
  const unknown = wanted.filter((id) => !all.some((one) => one.id === id));
  assert.deepEqual(unknown, [], "no such case, or one that names no planning authority");
  if (wanted.length > 0) return all.filter(({ id }) => wanted.includes(id));
  const stated = ({ answers }) => Object.keys(answers).length;
  return all.toSorted((a, b) => stated(b) - stated(a)).slice(0, 3);
}

/** One case from a blank form to a copied letter, as a row of the table. */
async function walk({ id, text, answers }, way) {
  const body = async (page) => {
    await page.locator("[data-ready]").waitFor({ state: "attached" });
    await page.evaluate((text) => navigator.clipboard.writeText(text), text);
    const person = new Keyboard(page);
    const start = performance.now();
    const suggested = way === "pasted" ? await paste(person, answers) : { used: 0, made: 0 };
    const given = await answer(person, answers);
    await copy(person);
    const machine = (performance.now() - start) / 1000;
    const words = await check(page);
    const estimate = person.estimate();
    return [
      id,
      way,
      person.keys,
      person.tabs,
      given,
      way === "pasted" ? `${suggested.used} of ${suggested.made}` : "",
      person.waited.toFixed(1),
      estimate.toFixed(0),
      estimate <= CLAIM ? "within 3 min" : "OVER 3 min",
      (words / READING).toFixed(0),
      machine.toFixed(1),
    ];
  };
  return withPage(browser, site.origin, body, { permissions: ["clipboard-read", "clipboard-write"] });
}

/** Pastes the description, and confirms the suggestions that are right. */
async function paste(person, answers) {
  const { page } = person;
  await person.to(".paste summary");
  await person.press("Enter");
  await person.to("#paste");
  await person.press("Control+V");
  await person.to(".paste button", "Look for answers");
  person.think();
  await person.press("Enter");
  await person.wait(page.locator("#paste-found").waitFor());
  const right = await inWords(page, answers);
  const made = await page.locator("#paste-found li").count();
  const seen = new Set();
  let used = 0;
  await person.press("Tab");
  // Whoever uses one is led on to the next that is open, and in the end back to those passed over.
  while (await person.isAt("#paste-found button")) {
    const said = await page.evaluate(() => document.activeElement.closest("li").querySelector("strong").textContent);
    if (seen.has(said)) break;
    seen.add(said);
    person.think();
    // What is suggested for a question that the case says nothing of is taken as right: a person would see it in the text.
    const known = right.filter(({ name }) => said.startsWith(`${name}: `));
    if (known.length > 0 && !known.some(({ name, words }) => said === `${name}: ${words}`)) {
      await person.press("Tab");
      continue;
    }
    const id = await page.evaluate(() => document.activeElement.id);
    await person.press("Enter");
    await page.waitForFunction((id) => document.activeElement.id !== id, id);
    used += 1;
  }
  return { used, made };
}

/** Types or chooses every answer that does not stand in the form yet, in the order of the page. */
async function answer(person, answers) {
  const { page } = person;
  let given = 0;
  for (const [id, value] of await inOrder(page, answers)) {
    const field = page.locator(`#${id}`);
    if (id === "children-needs") {
      for (const need of await ticksInOrder(page, value)) {
        const tick = `#${id} input[value="${need}"]`;
        if (await page.locator(tick).isChecked()) continue;
        person.think();
        await person.to(tick);
        await person.press("Space");
        given += 1;
      }
      continue;
    }
    if ((await field.inputValue()) === typed(value)) continue;
    person.think();
    await person.to(`#${id}`); // what stands in a line is selected by that, so typing takes its place
    if ((await field.evaluate(({ localName }) => localName)) === "select") await person.choose(typed(value));
    else await person.type(typed(value));
    given += 1;
  }
  return given;
}

/** Copies the letter, by the page's own key. */
async function copy(person) {
  const { page } = person;
  person.think();
  await person.wait(settled(page));
  await person.press("Alt+Shift+C");
  await person.wait(page.getByText("Copied.").waitFor());
}

/** The clipboard has the letter on screen, and takes the position that the assessment shows; gives back its number of words. */
async function check(page) {
  const plain = (text) => text.replaceAll(/\s+/g, " ").trim();
  const copied = plain(await page.evaluate(() => navigator.clipboard.readText()));
  const texts = await page.locator(".sheet :is(h3, p:not(.lines), .lines span, li, dt, dd)").allInnerTexts();
  assert.ok(texts.length > 10, "there is no letter on screen");
  for (const text of texts) assert.ok(copied.includes(plain(text)), `not copied: ${text}`);
  const taken = positions.find(({ position }) => copied.includes(position));
  assert.equal(taken?.title, await page.locator(".stance-title").innerText(), "the letter takes another position");
  return copied.split(" ").length;
}

/** What each position says in a letter, the longest first: one may begin as another does. */
function positionsByTitle() {
  const { stances } = read(path.join(root, "profiles/words.json"));
  const own = read(path.join(root, "profiles/lancashire.json")).wording.stances;
  const all = Object.entries(stances).map(([stance, words]) => ({ ...words, ...own?.[stance] }));
  return all.sort((a, b) => b.position.length - a.position.length);
}

/** The answers by the id of their questions, as they come on the page. */
async function inOrder(page, answers) {
  const byId = new Map(Object.entries(answers).map(([path, value]) => [path.replaceAll(".", "-"), value]));
  const ids = await page.locator("form [id]").evaluateAll((elements) => elements.map(({ id }) => id));
  const missing = [...byId.keys()].filter((id) => !ids.includes(id));
  assert.deepEqual(missing, [], "the form does not ask this");
  return ids.filter((id) => byId.has(id)).map((id) => [id, byId.get(id)]);
}

async function ticksInOrder(page, needs) {
  const values = await page.locator("#children-needs input").evaluateAll((inputs) => inputs.map(({ value }) => value));
  return values.filter((value) => needs.includes(value));
}

/** Each answer with the name of its question, as suggestions say them. */
async function inWords(page, answers) {
  const list = (await inOrder(page, answers)).flatMap(([id, value]) => [value].flat().map((one) => [id, typed(one)]));
  return page.evaluate(
    (list) =>
      list.map(([id, value]) => {
        const field = document.getElementById(id);
        const name = (field.labels?.[0] ?? field.querySelector("legend")).textContent;
        const option = [...(field.options ?? [])].find((option) => option.value === value)?.text;
        const tick = field.querySelector(`input[value="${CSS.escape(value)}"]`)?.labels[0].textContent;
        return { name, words: option ?? tick ?? value };
      }),
    list,
  );
}

function row(cells) {
  const widths = [18, 7, 5, 5, 8, 9, 6, 10, 13, 15, 11];
  return cells.map((cell, at) => (at < 2 ? String(cell).padEnd(widths[at]) : String(cell).padStart(widths[at]))).join(" ");
}
