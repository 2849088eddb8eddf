// A council that begins from nothing: an analyst fills in what the page says is missing, publishes, puts the file beside the widget
// and answers a first application, all by the keyboard. Counts what that takes.

import { writeFileSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { withPage } from "./browser.mjs";
import { fill } from "./filling.mjs";
import { opened } from "./handing.mjs";
import { serve } from "./server.mjs";

const SOURCE = { title: "Statement of need", publisher: "Saltmarsh Council", published: "2026-09" };
const COUNCIL = {
  name: "Saltmarsh Council",
  place: "Saltmarsh",
  code: "E06000999",
  service: "children’s services",
  role: "Commissioning manager",
  contact: "Write to the commissioning team.",
};
const AUTHORITY = { code: "E06000999", name: "Saltmarsh", council: "Saltmarsh Council", in_area: "true" };
const GAP = {
  id: "small-self-harm",
  title: "small homes for children who self-harm",
  "models[0]": "small",
  "needs_any[0]": "self-harm",
  "evidence[0]": "placements-total",
  note: "The statement of need.",
};
const NEED = { "[0]": "{figure:placements-total} children moved into homes in {as_of:placements-total}." };
const FIGURES = {
  "fee-band-mid-range": "5000",
  "fee-band-high-cost": "7000",
  "fee-band-very-high-cost": "9000",
  "benchmark-tolerance": "5",
  "max-age-span": "9",
  "min-age-share": "25",
  "next-door-metres": "50",
  "near-boundary-metres": "1000",
  "fee-to-check": "20000",
  "benchmark-months": "12",
  "weeks-in-a-year": "52.18",
  "slip-tolerance": "2",
  "placements-total": "60",
  "placements-age-10-and-under": "5",
  "placements-age-11-12": "5",
  "placements-age-13": "10",
  "placements-age-14-15": "20",
  "placements-age-16": "10",
  "placements-age-17": "10",
};
const FIRST = {
  "application.reference": "26/0001",
  "application.type": "full",
  "application.planning_authority": "E06000999",
  "site.settlement": "Saltmarsh",
  "home.registration": "childrens-home",
  "home.places": 2,
  "children.age_min": 12,
  "children.age_max": 17,
  "children.needs": ["self-harm"],
  "access.local_children": "stated",
};

/** Someone at the keyboard: `steps` are things pressed, `keys` everything typed, with the Tab that leads on from each field. */
class Analyst {
  steps = 0;
  keys = 0;

  constructor(section) {
    this.section = section;
  }

  async press(locator, then = "#edition-place:focus") {
    await locator.focus();
    await locator.press("Enter");
    this.steps += 1;
    this.keys += 1;
    if (then) await this.section.locator(then).waitFor();
  }

  act(act, value) {
    return this.section.locator(`[data-act="profile-${act}"]${value === undefined ? "" : `[data-value="${value}"]`}`).first();
  }

  /** Goes to a place: by what the list of what is missing names, or through all parts. */
  async go(place) {
    const within = ["=", "^=", "^="].map((is, at) => `details.problem [data-value${is}"${place}${["", ".", "["][at]}"]`);
    const missing = this.section.locator(within.join(", ")).first();
    if (await missing.count()) {
      const list = this.section.locator("details.problem");
      if (!(await list.evaluate((list) => list.open))) await this.press(list.locator("summary"), "details.problem[open]");
      return this.press(missing, "#edition-place:focus, form :focus");
    }
    await this.press(this.act("parts"));
    const steps = place.split(/\.|(?=\[)/);
    for (let length = 1; length <= steps.length; length += 1) {
      const here = steps.slice(0, length).join(".").replaceAll(".[", "[");
      if (await this.act("go", here).count()) await this.press(this.act("go", here));
    }
  }

  async keep(place, answers) {
    await this.go(place);
    await this.filled('form[data-act="profile-keep"]', answers);
    await this.section.locator("#edition-said", { hasText: "Kept" }).waitFor();
  }

  /** Fills in a form and sends it. */
  async filled(which, answers, then = "#edition-said:focus") {
    const form = this.section.locator(which);
    for (const [name, answer] of Object.entries(answers)) {
      const field = form.locator(`[name="${name}"]`);
      if ((await field.inputValue()) === answer) {
        this.keys += 1; // Tab, past what stands there already
        continue;
      }
      if ((await field.evaluate(({ tagName }) => tagName)) === "SELECT") {
        await field.selectOption(answer);
        this.keys += 2; // a letter of it, and Tab
      } else {
        await field.fill(answer);
        this.keys += answer.length + 1;
      }
    }
    await this.press(form.locator("button[type=submit]"), then);
  }

  async add(place, key) {
    await this.go(place);
    await this.filled('form[data-act="profile-add"]', key ? { key } : {}, "#edition-place:focus");
  }
}

/** Walks from a blank profile to the first letter, whose text comes back. Prints what it took. */
export async function walked(browser, origin, folder) {
  let bytes;
  await withPage(browser, origin, async (page) => {
    const section = await opened(page);
    const analyst = new Analyst(section);
    await analyst.press(analyst.act("blank"), "#edition:focus");
    await analyst.add("sources", "statement-2026");
    await analyst.keep("sources.statement-2026", SOURCE);
    await analyst.keep("id", { "": "saltmarsh" });
    await analyst.keep("council", COUNCIL);
    await analyst.add("authorities");
    await analyst.keep("authorities[0]", AUTHORITY);
    for (const [figure, value] of Object.entries(FIGURES)) {
      const dated = { value, as_of: "2026-03", source: "statement-2026", review_by: "2027-03-31" };
      const answers = Object.entries(dated).map(([key, answer]) => [`values[0].${key}`, answer]);
      await analyst.keep(`figures.${figure}`, Object.fromEntries(answers));
    }
    await analyst.add("gaps");
    await analyst.keep("gaps[0]", GAP);
    await analyst.keep("wording.lists.letter.need", NEED);
    await analyst.press(analyst.act("publish"));
    const approved = { edition: "2026-12", note: "The first edition.", approved_by: "Head of commissioning" };
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      analyst.filled('form[data-act="profile-issue"]', approved),
    ]);
    bytes = readFileSync(await download.path());
    console.log(`from nothing to the first edition: ${analyst.steps} steps, ${analyst.keys} keystrokes`);
  });
  writeFileSync(join(folder, "saltmarsh-2026-12.json"), bytes);
  writeFileSync(
    join(folder, "saltmarsh.html"),
    `<!doctype html><html lang="en"><title>x</title><link rel="icon" href="data:,"><script type="module" src="./home-assessment.js"></script>` +
      `<home-assessment profile="./saltmarsh-2026-12.json"></home-assessment></html>`,
  );
  const beside = await serve(folder);
  try {
    return await withPage(browser, beside.origin, async (page) => {
      await page.locator("home-assessment").getByText("Profile saltmarsh 2026-12").first().waitFor();
      await fill(page, FIRST);
      return page.locator(".sheet").innerText();
    }, { path: "/saltmarsh.html" });
  } finally {
    await beside.close();
  }
}
