// How a person hands in files on the page: a table to be assessed, or planning data.

import { show } from "./filling.mjs";

/** A weekly list as a planning authority might keep it: its own names, its own words, and rows that cannot be read. */
export const WEEKLY = [
  "Ref. no.;District;Location;Number of places;Type of application;Proposal;Officer's remark",
  "11/26/0417;Hyndburn;12 Example Street;2;Full planning application;Change of use to a children’s home for two children;£5",
  "11/26/0418;Burnley Borough Council;3 Example Lane;4;full;Children’s home for four children;=1+1",
  "11/26/0419;Atlantis;4 Example Lane;3;full;Children’s home;",
  "11/26/0420;Chorley;5 Example Lane;several;full;Children’s home;",
  ";;;;;;",
  "11/26/0417;Hyndburn;12 Example Street;2;full;The same again;",
].join("\r\n");

/** What the columns are that the page cannot know by their names. */
export const COLUMNS = {
  "Ref. no.": "application.reference",
  District: "application.planning_authority",
  Location: "site.address",
  "Number of places": "home.places",
  "Type of application": "application.type",
  Proposal: "application.description",
  "Officer's remark": "",
};

export const text = (name, content) => ({ name, mimeType: "text/csv", buffer: Buffer.from(content) });

/** The register's step, once the register is there. */
export async function opened(page) {
  const section = page.locator("section.register");
  await show(page, section);
  const asked = section.getByRole("button", { name: "Show the register" });
  if (await asked.isVisible()) await asked.click();
  await section.locator("#intake").waitFor();
  return section;
}

/** Hands in what is to be assessed, or read. */
export async function handIn(page, of, files) {
  await (await opened(page)).locator(`#${of}-files`).setInputFiles(files);
}

/** Waits until something is said of it. */
export async function told(page, of, words) {
  await page.locator(`#${of}-said`).filter({ hasText: words }).waitFor();
}

/** Says what the columns of a table are. */
export async function mapped(page, columns = COLUMNS) {
  await told(page, "batch", "Check its columns");
  for (const [name, path] of Object.entries(columns)) {
    await page.locator(".columns-of").getByLabel(name, { exact: true }).selectOption(path);
  }
}

/** Has a table assessed, and waits for its results. */
export async function assessed(page, table = text("weekly.csv", WEEKLY), columns = COLUMNS) {
  await handIn(page, "batch", table);
  await mapped(page, columns);
  await page.getByRole("button", { name: "Assess the rows" }).click();
  await told(page, "batch", "Done");
}
