// How a person fills the form: answers by their dotted path in the proposal file.

/** Invented applications, as proposal files have them. */
export const PROPOSALS = {
  support: {
    "application.reference": "11/26/0417",
    "application.type": "full",
    "application.planning_authority": "E07000120",
    "application.received": "2026-10-02",
    "application.respond_by": "2026-10-23",
    "application.description": "Change of use from a dwelling (C3) to a children’s home (C2) for two children",
    "application.documents": ["planning statement, 2026-09-20", "management plan, 2026-09-22"],
    "site.address": "1 Example Street, Accrington",
    "site.postcode": "BB5 3AA",
    "site.nearest_home_metres": 900,
    "home.registration": "childrens-home",
    "home.places": 2,
    "home.model": "small",
    "home.staff_by_day": 3,
    "home.staff_by_night": 2,
    "home.waking_night": true,
    "children.age_min": 12,
    "children.age_max": 17,
    "children.needs": ["emotional-mental-health", "self-harm"],
    "fees.weekly": "4900.00",
    "fees.price_year": "2026-27",
    "access.engagement": "confirmed",
    "access.engaged_on": "2026-09-14",
    "access.local_children": "written-commitment",
    "access.places_reserved": 2,
    "access.tier": "tier-2",
    "provider.name": "Example Care",
  },
  "does-not-support": {
    "application.reference": "25/0456/FUL",
    "application.type": "retrospective",
    "application.planning_authority": "E07000117",
    "site.settlement": "Burnley",
    "site.nearest_home_metres": 30,
    "site.location_concern": "The road has been used to draw children into crime",
    "home.places": 5,
    "children.age_min": 8,
    "children.age_max": 17,
    "children.needs": ["ebd-general"],
    "fees.weekly": "7600.00",
    "fees.weekly_max": "9200.00",
    "access.engagement": "none",
    "access.local_children": "declined",
  },
  holding: {
    "application.planning_authority": "E07000123",
    "site.settlement": "Preston",
    "children.needs": ["autism"],
  },
  "factual-only": {
    "application.reference": "26/0098",
    "application.type": "lawful-development-certificate",
    "application.planning_authority": "E07000121",
    "site.address": "2 Example Road, Morecambe",
    "home.places": 3,
  },
};

const words = (length) => "Words that were typed at length. ".repeat(length / 32).slice(0, length);
const unbroken = (length) => "unbroken".repeat(length / 8 + 1).slice(0, length);

/** Every question with an answer as long as it may be, with and without places to break a line. */
export const LONGEST = {
  "application.reference": unbroken(100),
  "application.type": "full",
  "application.planning_authority": "E07000117",
  "application.received": "2026-10-02",
  "application.respond_by": "2026-10-23",
  "application.description": words(10_000),
  "application.previous_reference": unbroken(100),
  "application.documents": Array.from({ length: 20 }, (_, at) => `${at} ${words(150)}`),
  "site.address": words(300),
  "site.settlement": unbroken(100),
  "site.postcode": "BB11 3AA",
  "site.nearest_home_metres": 100_000,
  "site.boundary_metres": 100_000,
  "site.location_concern": words(2_000),
  "home.registration": "childrens-home",
  "home.places": 99,
  "home.model": "crisis",
  "home.staff_by_day": 99,
  "home.staff_by_night": 99,
  "home.waking_night": true,
  "children.age_min": 0,
  "children.age_max": 17,
  "children.needs": ["emotional-mental-health", "self-harm", "autism", "ebd-general"],
  "children.description": unbroken(10_000),
  "fees.weekly": "19999.99",
  "fees.weekly_max": "19999.99",
  "fees.price_year": "2026-27",
  "fees.basis": unbroken(300),
  "fees.carecubed.version": unbroken(100),
  "fees.carecubed.date": "2026-10-02",
  "fees.carecubed.uprating_percent": "12.34",
  "access.engagement": "claimed",
  "access.engaged_on": "2026-09-14",
  "access.local_children": "condition-offered",
  "access.places_reserved": 99,
  "access.tier": "block",
  "access.other_authority": words(200),
  "provider.name": words(200),
};

/** The page in a provider's words. */
export const PROVIDER = "/?mode=provider";

/** What a provider would answer of its own plans. */
export const PLANS = {
  "application.planning_authority": "E07000120",
  "application.type": "full",
  "provider.name": "Example Care",
  "application.description": "Change of use from a dwelling to a children’s home for two children",
  "site.settlement": "Accrington",
  "home.places": "2",
  "home.staff_by_day": "3",
  "children.age_min": "12",
  "children.age_max": "17",
  "children.needs": ["self-harm"],
  "fees.weekly": "4900",
  "access.engagement": "claimed",
  "access.local_children": "written-commitment",
  "access.places_reserved": "2",
};

/** The text that a person types or chooses for a value of a file. */
export function typed(value) {
  if (value === true) return "yes";
  if (value === false) return "no";
  return Array.isArray(value) ? value.join("\n") : String(value);
}

/** The locator of the input of a dotted path. */
export function input(page, path) {
  return page.locator(`#${path.replaceAll(".", "-")}`);
}

/** Shows the step that an element is in: a small screen shows one at a time. */
export async function show(page, element) {
  if (await element.isVisible()) return;
  const id = await element.evaluate((it) => {
    const part = it.closest(".part");
    return part?.id || part?.getAttribute("aria-labelledby");
  });
  const list = page.locator("#steps");
  while (!(await list.isVisible())) await page.locator(".beside a").first().click();
  await list.locator(`a[href="#${id}"]`).click();
}

/** Fills the form at once, as a browser does that remembers; what types key by key is in keyboard.mjs. */
export async function fill(page, proposal) {
  const answers = Object.entries(proposal).map(([path, value]) => ({
    id: path.replaceAll(".", "-"),
    values: Array.isArray(value) ? value : [],
    text: typed(value),
  }));
  const last = input(page, Object.keys(proposal).at(-1));
  await last.evaluate(async (element, answers) => {
    const tree = element.getRootNode();
    for (const { id, values, text } of answers) {
      // Some questions are asked only after others.
      for (let tries = 0; !tree.getElementById(id) && tries < 100; tries += 1) await new Promise((then) => setTimeout(then, 10));
      const target = tree.getElementById(id);
      if (!("value" in target)) {
        for (const value of values) {
          const box = target.querySelector(`input[value="${value}"]`);
          if (!box.checked) box.click();
        }
        continue;
      }
      target.focus();
      target.value = text;
      if (target.value !== text && target.localName !== "textarea") throw new Error(`#${id} does not take ${text}`);
      for (const type of ["input", "change"]) target.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
    }
  }, answers);
  await show(page, last);
  await settled(page);
}

/** Waits until what is shown follows from what is typed. */
export async function settled(page) {
  await page.locator("[data-ready]:not([aria-busy])").waitFor({ state: "attached" });
}

/** The same as a proposal file. */
export function file(proposal) {
  const json = { schema: "home-assessment/proposal@1" };
  for (const [path, value] of Object.entries(proposal)) {
    const keys = path.split(".");
    const last = keys.pop();
    let object = json;
    for (const key of keys) object = object[key] ??= {};
    object[last] = value;
  }
  return JSON.stringify(json);
}
