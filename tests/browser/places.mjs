// Where the built things are: `cargo xtask test` says; the defaults are for running one test by hand.

import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const target = path.resolve(root, process.env.CARGO_TARGET_DIR ?? "target");

export const dist = process.env.HOME_ASSESSMENT_DIST ?? path.join(root, "dist");
export const engine = process.env.HOME_ASSESSMENT_ENGINE ?? path.join(target, "engine");
export const cli = process.env.HOME_ASSESSMENT_CLI ?? path.join(target, "debug/home-assessment");
export const cases = path.join(root, "tests/cases");
export const screenshots = path.join(target, "screenshots");

/** The first of these programs that is there. */
function installed(...files) {
  return files.find((file) => existsSync(file));
}

export const chromium =
  process.env.CHROME ?? installed("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
export const firefox = process.env.FIREFOX ?? installed("/usr/bin/firefox-esr", "/usr/bin/firefox");
export const geckodriver =
  process.env.GECKODRIVER ??
  installed(...process.env.PATH.split(path.delimiter).map((folder) => path.join(folder, "geckodriver")));
