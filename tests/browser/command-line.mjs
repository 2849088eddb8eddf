// What the page is compared with: the command line's answer to the same application.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { file } from "./filling.mjs";
import { cli } from "./places.mjs";

/** The day, as the page takes it; also runs in the page itself, whose day counts. */
export function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The bytes that the command line writes for a proposal on a day. */
export function written(proposal, options, date) {
  const folder = mkdtempSync(path.join(tmpdir(), "home-assessment-"));
  try {
    const name = path.join(folder, "proposal.json");
    writeFileSync(name, file(proposal));
    return execFileSync(cli, ["assess", name, ...options, "--date", date], { stdio: ["ignore", "pipe", "ignore"] });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
