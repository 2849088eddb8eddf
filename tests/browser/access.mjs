// What axe finds on a page: nothing, or the test fails and names it.

import assert from "node:assert/strict";

import axe from "axe-core";

export async function checkAccess(page) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const faults = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  assert.deepEqual(faults, []);
}
