// Every screen and state of the page: pictures are taken of them, and each is held to what axe finds.

import { readFileSync } from "node:fs";

import { WEEKLY, assessed, handIn, mapped, opened as handInStep, text, told } from "./handing.mjs";
import { LONGEST, PLANS, PROPOSALS, PROVIDER, fill, input, settled, show } from "./filling.mjs";
import { POLICY } from "./server.mjs";

const { support: SUPPORT, "does-not-support": AGAINST, holding: HOLDING } = PROPOSALS;

const DESCRIPTION =
  "Change of use from dwelling (C3) to children’s home (C2) for up to two children aged 11 to 17 with autism, at BB5 3AA. Three staff by day.";

export const VIEWPORTS = { desktop: { width: 1280, height: 900 }, phone: { width: 375, height: 812 } };

const LOOKS = { dark: { colorScheme: "dark" }, "forced-colours": { forcedColors: "active" } };

/**
 * Each screen: its name, and what a person does to get there. Besides, where they are wanted:
 * `options`, how the browser is set; `windowOnly`, whether a picture shows the window and not the whole page; `phoneOnly`,
 * whether it is a step that a large screen shows anyway; `broken`, whether something is made to fail, which browsers report as
 * faults; `inert`, whether the page cannot start; `paper`, whether it is what is printed.
 */
export const SCREENS = [
  { name: "empty" },
  ...Object.entries(PROPOSALS).map(([name, proposal]) => ({ name, reach: (page) => fill(page, proposal) })),
  { name: "example", reach: example },
  { name: "errors", reach: withErrors },
  { name: "errors-fees", reach: (page) => withErrors(page).then(() => show(page, input(page, "fees.weekly"))), phoneOnly: true },
  { name: "errors-listed", reach: (page) => withErrors(page).then(() => step(page, "assessment")), phoneOnly: true },
  { name: "doubts", reach: doubts },
  { name: "notes", reach: notes },
  { name: "longest", reach: longest },
  { name: "longest-site", reach: (page) => longest(page).then(() => step(page, "site")), phoneOnly: true },
  { name: "longest-check", reach: (page) => longest(page).then(() => step(page, "check")), phoneOnly: true },
  { name: "longest-assessment", reach: (page) => longest(page).then(() => step(page, "assessment")), phoneOnly: true },
  { name: "longest-letter", reach: (page) => longest(page).then(() => step(page, "letter")), phoneOnly: true },
  { name: "check", reach: at("check", SUPPORT) },
  { name: "assessment", reach: at("assessment", AGAINST) },
  { name: "letter", reach: at("letter", AGAINST) },
  { name: "figures", reach: figures },
  { name: "figures-old", reach: figuresOld },
  { name: "figures-lost", reach: figuresLost, broken: true },
  { name: "details", reach: withDetails },
  { name: "editing", reach: editing },
  { name: "trying", reach: trying },

  // The register.
  { name: "register-empty", reach: (page) => step(page, "register").then(() => registerShown(page)) },
  { name: "register", reach: register },
  { name: "register-case", reach: registerCase },
  { name: "register-asked", reach: registerAsked },
  { name: "register-consistency", reach: registerConsistency },
  { name: "answered-before", reach: answeredBefore },
  { name: "print-register", reach: printedRegister, paper: true },

  // The council's profile, changed.
  { name: "edition", reach: edition() },
  { name: "edition-figure", reach: edition("figures", "figures.agency-homes") },
  { name: "edition-sentence", reach: edition("wording", "wording.stances", "wording.stances.support") },
  { name: "edition-matrix", reach: edition("matrix") },
  { name: "edition-postcodes", reach: edition("postcodes") },
  { name: "edition-effect", reach: editionEffect },
  { name: "edition-faults", reach: editionFaults },
  { name: "edition-diary", reach: editionView("diary") },
  { name: "edition-publish", reach: editionView("publish") },

  // Files that are handed in.
  { name: "batch-mapping", reach: batchMapping },
  { name: "batch-refused", reach: batchRefused, windowOnly: true },
  { name: "batch-running", reach: batchRunning },
  { name: "batch-results", reach: batchResults },
  { name: "import", reach: imported },

  // What is said of the draft.
  { name: "restored", reach: (page) => fill(page, SUPPORT).then(() => again(page)), windowOnly: true },
  { name: "elsewhere", reach: elsewhere, windowOnly: true },
  { name: "unreadable-older", reach: kept('{"schema":"home-assessment/draft@1","answers":{}}'), windowOnly: true },
  { name: "unreadable-garbage", reach: kept("home-assessment/draft@2\nanswer\t\u0000"), windowOnly: true },
  { name: "unstorable", reach: unstorable, windowOnly: true },
  { name: "clear", reach: clearing, windowOnly: true },
  { name: "cleared", reach: cleared, windowOnly: true },

  // A text to paste.
  { name: "pasted", reach: pasted(DESCRIPTION) },
  { name: "pasted-nothing", reach: pasted("Lorem ipsum dolor sit amet.") },
  { name: "paste-empty", reach: lookedFor("", "There is no text to read") },
  { name: "paste-too-long", reach: lookedFor("x".repeat(2_100_000), "longer than 2 MB") },
  { name: "paste-lost", reach: pasteLost, broken: true },

  // The letter on its way out.
  { name: "copied", reach: copied, options: { permissions: ["clipboard-read", "clipboard-write"] } },
  { name: "copied-by-hand", reach: copiedByHand },
  { name: "making", reach: making },
  { name: "made", reach: made },
  { name: "made-not", reach: madeNot, broken: true },
  { name: "print-letter", reach: printed("letter"), paper: true },
  { name: "print-assessment", reach: printed("assessment"), paper: true },

  // Records.
  { name: "open-confirm", reach: (page) => choose(page, "{}"), windowOnly: true },
  { name: "opened", reach: (page) => opened(page, (record) => record), windowOnly: true },
  { name: "opened-differs", reach: (page) => opened(page, (record) => record.replace("Burnley", "Nelson")), windowOnly: true },
  { name: "opened-refused", reach: refused, windowOnly: true },

  // Looks, and other ways of seeing.
  ...Object.entries(LOOKS).flatMap(([look, options]) =>
    Object.entries({
      empty: undefined,
      errors: withErrors,
      assessment: at("assessment", AGAINST),
      letter: at("letter", SUPPORT),
      details: withDetails,
      editing,
      figures,
      clear: clearing,
    }).map(([name, reach]) => ({ name: `${look}-${name}`, reach, options })),
  ),
  { name: "reduced-motion", reach: at("assessment", SUPPORT), options: { reducedMotion: "reduce" } },
  { name: "text-200", reach: (page) => enlarged(page).then(() => withDetails(page)) },
  { name: "zoom-400", reach: zoomed, options: { deviceScaleFactor: 2 } },
  { name: "window", reach: scrolled(SUPPORT), windowOnly: true },
  { name: "window-against", reach: scrolled(AGAINST), windowOnly: true },
  { name: "window-errors", reach: withErrors, windowOnly: true },
  { name: "window-empty", windowOnly: true },

  // A provider's words.
  ...Object.entries({
    empty: undefined,
    plans: (page) => fill(page, PLANS),
    assessment: at("assessment", PLANS),
    next: at("letter", PLANS),
    helped: helped,
    figures: (page) => figures(page, PLANS),
  }).map(([name, reach]) => ({ name: `provider-${name}`, reach, options: { path: PROVIDER } })),
  { name: "provider-print", reach: printed("assessment", PLANS), options: { path: PROVIDER }, paper: true },
  { name: "opened-link", reach: followed, windowOnly: true },

  // Where the page does not run in full.
  { name: "no-engine", reach: noEngine, broken: true },
  { name: "no-webassembly", reach: noWebAssembly, broken: true, inert: true },
  { name: "no-script", options: { javaScriptEnabled: false }, broken: true, inert: true },
];

/** Loads the page once more. What it was still fetching would otherwise count as a failed request. */
export async function again(page) {
  await page.locator("[data-ready]").waitFor({ state: "attached" });
  await page.reload();
  await settled(page);
}

/** Opens whatever can be opened. */
export async function openAll(page) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
}

/** Shows one step, where one shows at a time. */
async function step(page, id) {
  await show(page, page.locator(`#${id}`));
}

function press(page, name) {
  return page.getByRole("button", { name }).first().click();
}

function at(id, proposal) {
  return (page) => fill(page, proposal).then(() => step(page, id));
}

async function example(page) {
  await press(page, "Load an example");
  await settled(page);
  await step(page, "assessment");
  await page.getByText("The council’s matrix").click();
}

async function withErrors(page) {
  await fill(page, { ...AGAINST, "fees.weekly": "£5,2oo", "site.postcode": "BB5", "children.age_max": "eighteen" });
  await show(page, input(page, "home.places"));
  await input(page, "home.places").focus();
  await page.locator(".problems").waitFor({ state: "attached" });
}

async function doubts(page) {
  await fill(page, HOLDING);
  await show(page, input(page, "home.places"));
  await page.getByRole("button", { name: /^Unclear.*Children’s places/ }).click();
  await page.getByRole("button", { name: /^Asked the provider.*Staff on duty by day/ }).click();
  await settled(page);
}

async function notes(page) {
  await fill(page, { ...SUPPORT, "application.received": "2/10/2026", "children.age_min": "8+", "children.age_max": "18" });
}

/** Every field at its limit, once with words and once without a place to break a line. */
async function longest(page) {
  await fill(page, LONGEST);
  await openAll(page);
}

async function figures(page, proposal = { ...AGAINST, "site.postcode": "BB11 3AA" }) {
  await fill(page, proposal);
  await step(page, "figures");
  await press(page, "Show the figures");
  await page.locator("svg.picture").first().waitFor();
  await openAll(page);
}

/** What the register says once it is there. */
async function registerShown(page) {
  const shown = page.getByRole("button", { name: "Show the register" });
  if (await shown.isVisible()) await shown.click();
  await page.locator("#register-said").waitFor({ state: "attached" });
}

/** Two cases: one overdue, one answered otherwise than computed. */
async function register(page) {
  await fill(page, SUPPORT);
  await step(page, "register");
  await registerShown(page);
  await keep(page, "Keep as a new case");
  await fill(page, { "application.reference": "25/0456/FUL", "application.planning_authority": "E07000117", "home.places": "5" });
  await step(page, "register");
  await keep(page, "Keep as a new case, and its letter as sent");
}

async function keep(page, name) {
  await page.locator(".register").getByRole("button", { name, exact: true }).click();
  await page.locator("#register-said").filter({ hasText: "kept" }).waitFor();
}

async function registerCase(page) {
  await register(page);
  await page.locator(".register tbody button").first().click();
  await page.locator("#register-case:focus").waitFor();
}

async function registerAsked(page) {
  await register(page);
  await page.getByRole("button", { name: "Clear the register" }).click();
  await page.locator("#register-asked:focus").waitFor();
}

async function registerConsistency(page) {
  await register(page);
  await page.getByRole("button", { name: "Show it", exact: true }).click();
  await page.getByText("Letters kept as sent").waitFor();
}

/** What paper shows where the list of cases was to be printed. */
async function printedRegister(page) {
  await register(page);
  await page.evaluate(() => (globalThis.print = () => {}));
  await press(page, "Print the list");
  await page.locator(".listing").waitFor();
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 643, height: 972 });
}

async function batchMapping(page) {
  await handIn(page, "batch", text("weekly-list.csv", WEEKLY));
  await mapped(page);
  await page.locator(".columns-of .problem").waitFor();
}

async function batchRefused(page) {
  await handIn(page, "batch", text("list.csv", "%PDF-1.7"));
  await told(page, "batch", "is a PDF");
  await page.locator("#batch-said:focus").waitFor();
}

/** So many letters that they are still being made. */
async function batchRunning(page) {
  const rows = Array.from({ length: 5_000 }, (_, at) => `26/${at},E07000120,2\n`);
  const table = ["application.reference,application.planning_authority,home.places\n", ...rows].join("");
  await assessed(page, text("many.csv", table), {});
  await page.locator("#batch-format").selectOption("pdf");
  await page.locator("form[data-act=batch-letters] button").click();
  await page.getByRole("progressbar").waitFor();
}

async function batchResults(page) {
  await assessed(page, text("weekly-list.csv", WEEKLY));
  await page.locator("#intake details").evaluateAll((all) => all.forEach((details) => (details.open = true)));
}

async function imported(page) {
  await fill(page, { "application.reference": "25/0001/FUL" });
  const file = { name: "application.json", mimeType: "application/json", buffer: readFileSync(new URL("../imports/specification.json", import.meta.url)) };
  await handIn(page, "import", file);
  await page.locator("#import-found:focus").waitFor();
  await page.locator(".found li button").first().click();
}

async function answeredBefore(page) {
  await register(page);
  await fill(page, { "application.reference": "25/0999/FUL" });
  await step(page, "assessment");
  await page.getByText("points of difference").first().click();
}

async function figuresOld(page) {
  await figures(page);
  await show(page, input(page, "home.places"));
  await input(page, "home.places").fill("3");
  await settled(page);
  await step(page, "figures");
  await page.getByText("before your last change").waitFor();
}

async function figuresLost(page) {
  await page.route("**/engine-*.wasm", (route) => route.abort());
  await fill(page, AGAINST);
  await step(page, "figures");
  await press(page, "Show the figures");
  await page.getByText("What draws them could not be loaded").waitFor();
}

async function withDetails(page) {
  await fill(page, AGAINST);
  await openAll(page);
}

async function editing(page) {
  await fill(page, AGAINST);
  await step(page, "letter");
  await page.locator("#position-confirmed").selectOption("neutral");
  await page.locator("#letter-editing").click();
  await page.locator("h4 + .row").first().getByRole("button", { name: /^Change/ }).click();
  await page.locator("#letter-editor").fill("We have written this by hand for Kai, 14.");
  await press(page, "Keep this text");
  await page.locator(".row").nth(8).getByRole("button", { name: /^Add below/ }).click();
}

async function trying(page) {
  await fill(page, { ...SUPPORT, "access.local_children": "unknown", "access.places_reserved": "" });
  await step(page, "assessment");
  await page.locator("#prospects").click();
  await press(page, "Try it");
  await settled(page);
}

async function elsewhere(page) {
  const other = await page.context().newPage();
  await other.goto(page.url());
  await fill(other, HOLDING);
  await page.getByText("Another tab of this browser changed the draft").waitFor();
  await other.close();
  await page.bringToFront();
}

/** With a draft in the browser that was not written by this version of the page. */
function kept(draft) {
  return async (page) => {
    await page.evaluate((draft) => localStorage.setItem("home-assessment.draft", draft), draft);
    await again(page);
    await page.getByText("a draft that cannot be read").waitFor();
  };
}

async function unstorable(page) {
  await page.addInitScript(() => {
    const get = () => {
      throw new DOMException("denied", "SecurityError");
    };
    Object.defineProperty(globalThis, "localStorage", { get });
  });
  await again(page);
  await page.getByText("does not let the page keep a draft").waitFor();
}

async function clearing(page) {
  await fill(page, HOLDING);
  await page.locator("#clear").click();
  await page.locator("#clear-confirm").waitFor();
}

async function cleared(page) {
  await clearing(page);
  await press(page, "Yes, clear everything");
  await page.locator("#cleared").waitFor();
}

/** Looks for answers in a text; waits until this is told. */
function lookedFor(text, told) {
  return async (page) => {
    await page.getByText("Start from a text").click();
    await page.locator("#paste").fill(text);
    await press(page, "Look for answers");
    await page.getByText(told).waitFor();
  };
}

function pasted(text) {
  return async (page) => {
    await page.getByText("Start from a text").click();
    await page.locator("#paste").fill(text);
    await press(page, "Look for answers");
    await page.locator("#paste-found").waitFor();
  };
}

async function pasteLost(page) {
  await page.route("**/desk-*.wasm", (route) => route.abort());
  await lookedFor(DESCRIPTION, "What reads the text could not be loaded")(page);
}

async function copied(page) {
  await at("letter", SUPPORT)(page);
  await press(page, "Copy as plain text");
  await page.getByText("Copied.").waitFor();
}

async function copiedByHand(page) {
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, "clipboard", { get: () => undefined }));
  await again(page);
  await at("letter", HOLDING)(page);
  await press(page, "Copy as plain text");
  await page.getByLabel("Letter as plain text").waitFor();
}

/** What makes the file never arrives, so it stays under way. */
async function making(page) {
  await page.route("**/engine-*.wasm", () => {});
  await at("letter", HOLDING)(page);
  await press(page, "Download PDF");
  await page.getByText("Making the file").waitFor();
}

async function made(page) {
  await at("letter", HOLDING)(page);
  await Promise.all([page.waitForEvent("download"), press(page, "Download PDF")]);
  await page.getByText("Downloaded as").waitFor();
}

async function madeNot(page) {
  await page.route("**/engine-*.wasm", (route) => route.abort());
  await at("letter", HOLDING)(page);
  await press(page, "Download PDF");
  await page.getByText("What makes the file could not be loaded").waitFor();
}

/** What would help a provider's plans, and one change tried. */
async function helped(page) {
  await at("assessment", { ...PLANS, "home.places": "5", "access.local_children": "unknown", "access.places_reserved": "" })(page);
  await press(page, "What would help?");
  await press(page, "Try it");
  await settled(page);
}

/** A provider's link, followed where something is there already. */
async function followed(page) {
  await fill(page, HOLDING);
  await page.evaluate(() => (location.hash = "#proposal=aG9tZS1hc3Nlc3NtZW50L2xpbmtAMQplbmQ"));
  await press(page, "Yes, open it");
  await page.getByText("The proposal is opened").waitFor();
}

/** What paper shows is the letter, or a provider's self-check, whichever step is on screen. */
function printed(id, answers = AGAINST) {
  return async (page) => {
    await at(id, answers)(page);
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: 643, height: 972 }); // A4 without its margins
  };
}

/** Chooses a record to open, and is asked whether to. */
async function choose(page, record) {
  await fill(page, HOLDING);
  const file = { name: "case.record.json", mimeType: "application/json", buffer: Buffer.from(record) };
  await page.getByLabel(/^Open a record/).setInputFiles(file);
  await page.locator("#open-confirm").waitFor();
}

/** Opens a record that the page itself wrote, as `altered` since. */
async function opened(page, altered) {
  await at("letter", AGAINST)(page);
  const [download] = await Promise.all([page.waitForEvent("download"), press(page, "Download the record")]);
  await choose(page, altered(readFileSync(await download.path(), "utf8")));
  await press(page, "Yes, open it");
  await page.getByText("Made again as at its own date").waitFor();
}

async function refused(page) {
  await choose(page, '{"schema":"home-assessment/record@1"');
  await press(page, "Yes, open it");
  await page.getByText("It could not be opened").waitFor();
}

/** Text twice as large, and every length with it. The columns stay: they go by the browser's own setting, which nothing here can reach. */
async function enlarged(page) {
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
}

/** A window of 1280 by 1024 at 400 %. */
async function zoomed(page) {
  await page.setViewportSize({ width: 320, height: 256 });
  await at("assessment", AGAINST)(page);
}

function scrolled(proposal) {
  return async (page) => {
    await fill(page, proposal);
    await show(page, input(page, "home.places"));
    await input(page, "home.places").focus();
  };
}

async function noEngine(page) {
  await page.route("**/desk-*.wasm", (route) => route.abort());
  await show(page, input(page, "application.planning_authority"));
  await input(page, "application.planning_authority").selectOption("E07000123");
  await page.getByText("What assesses the answers could not be loaded").waitFor({ state: "attached" });
  await step(page, "assessment");
}

/** The page as a host sends it whose policy forgets WebAssembly. */
async function noWebAssembly(page) {
  await page.route(page.url(), async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), "content-security-policy": POLICY.replace(" 'wasm-unsafe-eval'", "") };
    await route.fulfill({ response, headers });
  });
  await page.reload();
  await page.getByRole("alert").waitFor();
}

/** The editor of the profile, at a place. */
function edition(...places) {
  return async (page) => {
    const section = await handInStep(page);
    await section.locator('[data-act="profile-open"]').click();
    await section.locator("#edition-place").waitFor();
    for (const place of places) {
      await section.locator(`[data-act="profile-go"][data-value="${place}"]`).first().click();
      await section.locator("#edition-place:focus").waitFor();
    }
    return section;
  };
}

/** Something else of the editor, by its act. */
function editionView(act) {
  return async (page) => {
    const section = await edition()(page);
    await section.locator(`[data-act="profile-${act}"]`).click();
    await section.locator("#edition-place:focus").waitFor();
  };
}

async function editionEffect(page) {
  const section = await edition("matrix")(page);
  await section.locator('[name="strong.secured"]').selectOption("neutral");
  await section.locator('[name="strong.stated"]').selectOption("neutral");
  await section.locator('[name="strong.unknown"]').selectOption("neutral");
  await section.locator('[name="partial.secured"]').selectOption("neutral");
  await section.locator('form[data-act="profile-keep"] button[type=submit]').click();
  await section.locator("#edition-said", { hasText: "Kept" }).waitFor();
  await section.locator('[data-act="profile-effect"]').click();
  await section.getByText("Examples that change").waitFor();
  await section.locator("details summary").last().click();
}

async function editionFaults(page) {
  const section = await handInStep(page);
  await section.locator('[data-act="profile-blank"]').click();
  await section.locator("details.problem summary").click();
  await section.locator('details.problem [data-value="council.name"]').click();
  await section.locator('[name="name"]:focus').waitFor();
}
