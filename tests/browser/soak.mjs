// Random work on one register from two pages at the same time, held against a model: whatever was said to be kept is there, or
// stands in the list of a removal.

import assert from "node:assert/strict";

/** The same numbers for the same seed. */
function numbers(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A page with a worker of its own, as the form starts one, and what it is asked by. */
async function worker(context, origin) {
  const page = await context.newPage();
  await page.goto(origin);
  await page.locator("[data-ready]").waitFor({ state: "attached" });
  await page.evaluate(async () => {
    const name = performance.getEntriesByType("resource").map(({ name }) => name);
    const named = document.querySelector("[data-worker]")?.dataset.worker ?? name.find((url) => /worker-[0-9a-f]+\.js/.test(url));
    const address = new URL(named, document.baseURI).href;
    const desk = new Worker(address, { type: "module", name: "desk" });
    const waiting = new Map();
    desk.onmessage = ({ data }) => {
      const answered = waiting.get(data[0]);
      waiting.delete(data[0]);
      answered?.(data[3] === undefined ? null : String(data[3]));
    };
    let number = 0;
    /** Has something done with the register; answers with the reason of a refusal, or null. */
    window.act = (draft, date, word, values) =>
      new Promise((resolve) => {
        number += 1;
        waiting.set(`${number}`, resolve);
        desk.postMessage([`${number}`, "register", draft, date, word, values]);
      });
    const seen = new Set();
    /** The name of every text that is stored, and the texts that were not seen from here before. */
    window.stored = () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open("home-assessment");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction("register");
          const store = transaction.objectStore("register");
          const names = store.getAllKeys();
          const fresh = [];
          names.onsuccess = () => {
            for (const name of names.result.filter((name) => !seen.has(name))) {
              seen.add(name);
              const text = store.get(name);
              text.onsuccess = () => fresh.push([name, text.result]);
            }
          };
          transaction.oncomplete = () => {
            opening.result.close();
            resolve({ names: names.result, fresh });
          };
        };
      });
  });
  return page;
}

const draft = (marker) =>
  ["home-assessment/draft@2", "answer\tapplication.planning_authority\tE07000120", `answer\tsite.settlement\t${marker}`, "end"].join("\n");

/** Does so many things on two pages, the two always at the same time, and compares the store with the model after each. */
export async function soak(browser, origin, operations, seed = 1) {
  const context = await browser.newContext();
  try {
    const pages = [await worker(context, origin), await worker(context, origin)];
    const random = numbers(seed);
    const kept = new Map(); // what was kept, by the marker in its answers: the entry's name, once it was seen
    const gone = new Set(); // names that a removal has listed
    let [next, cases] = [0, []];
    const texts = new Map(); // what never changes under its name
    const storedBy = async (page) => {
      const { names, fresh } = await page.evaluate(() => window.stored());
      for (const [name, text] of fresh) {
        assert.ok(!texts.has(name) || texts.get(name) === text, `${name} has changed`);
        texts.set(name, text);
      }
      return new Map(names.map((name) => [name, texts.get(name)]));
    };
    const once = async (page) => {
      const what = random(10);
      const of = cases.length > 0 ? cases[random(cases.length)] : "";
      const day = `2026-${String(random(12) + 1).padStart(2, "0")}-15`;
      if (what < 6 || cases.length < 3) {
        next += 1;
        const marker = `Marker ${next}.`;
        const refused = await page.evaluate(([...given]) => window.act(...given), [
          draft(marker),
          day,
          random(3) === 0 ? "sent" : "keep",
          what < 3 || of === "" ? [] : [of],
        ]);
        assert.equal(refused, null);
        kept.set(marker, kept.get(marker) ?? null);
        return;
      }
      const asked = { 6: ["due", ["case", of, "on", day]], 7: ["decided", ["case", of, "code", "approved", "on", ""]] }[what];
      if (asked) {
        await page.evaluate(([...given]) => window.act(...given), [draft("x"), day, ...asked]);
        return;
      }
      // More is removed where there is more, so that the register stays as large as one.
      const removals = Math.max(1, Math.floor(cases.length / 60));
      for (let at = 0; at < removals; at += 1) {
        await page.evaluate(([...given]) => window.act(...given), [draft("x"), day, "remove", [cases[random(cases.length)]]]);
        await page.evaluate(([...given]) => window.act(...given), [draft("x"), day, "yes", []]);
      }
    };
    for (let at = 0; at < operations; at += 2) {
      await Promise.all(pages.map(once));
      const stored = await storedBy(pages[at % 4 === 0 ? 0 : 1]);
      const [seen, alive, before] = [new Map(), new Set(), gone.size];
      for (const [name, text] of stored) {
        const [, marker] = /settlement\\t(Marker \d+\.)/.exec(text) ?? [];
        if (marker) seen.set(marker, name);
        const [, removed] = /^removed\t(.*)$/m.exec(text) ?? [];
        removed?.split("\t").forEach((id) => gone.add(id));
        const [, of] = /^case\t(.*)$/m.exec(text) ?? [];
        if (marker) alive.add(of === "" ? name : of);
      }
      for (const [marker, name] of kept) {
        if (seen.has(marker)) {
          kept.set(marker, seen.get(marker));
          assert.ok(!gone.has(seen.get(marker)), `${marker} came back after it was removed`);
          continue;
        }
        // What was removed in the very step in which it was kept was never seen under its name.
        const removed = name === null ? gone.size > before : gone.has(name);
        assert.ok(removed, `${marker} is lost after ${at + 2} operations`);
        kept.delete(marker);
      }
      cases = [...alive].sort();
    }
    const [one, other] = await Promise.all(pages.map(storedBy));
    assert.deepEqual(one, other);
    return { operations, kept: next, left: one.size };
  } finally {
    await context.close();
  }
}
