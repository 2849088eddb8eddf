// Makes the release of what is built, and its archive: node dist.mjs FOLDER PROGRAM HOST
//
// Both are in FOLDER, which is made anew, and named after the version. PROGRAM is the command line for the platform HOST. The same sources give the
// same bytes: nothing here knows the time or the place.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { integrity } from "./embed.mjs";
import { licences, materials } from "./materials.mjs";
import { archive } from "./zip.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const [place, program, host] = process.argv.slice(2);
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
const ask = (command, ...options) => execFileSync(command, options, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });

/** Every file under a folder, sorted, with `/` between the parts of its path. */
function files(under, at = "") {
  return readdirSync(path.join(under, at), { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? files(under, path.posix.join(at, entry.name)) : [path.posix.join(at, entry.name)]))
    .sort();
}

function copy(from, to) {
  const target = path.join(folder, to);
  mkdirSync(path.dirname(target), { recursive: true });
  copyFileSync(from, target);
}

const write = (name, text) => writeFileSync(path.join(folder, name), text);
const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

// What is in it that others made.
const found = materials(ask, host);
const { version } = found.bom.metadata.component;

const folder = path.join(place, `home-assessment-${version}`);
rmSync(place, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

// What is put on a server, and what works without one.
const dist = path.join(root, "dist");
for (const name of files(dist)) copy(path.join(dist, name), `site/${name}`);
execFileSync("node", [path.join(root, "xtask/single.mjs"), dist, path.join(folder, "home-assessment.html")]);
const command = `command-line/${path.basename(program)}`;
copy(program, command);
chmodSync(path.join(folder, command), 0o755);

// What it is made with and for.
for (const name of ["lancashire.json", "blackpool-example.json", "enfield-example.json", "words.json", "profile.schema.json", "README.md"]) {
  copy(path.join(root, "profiles", name), `profiles/${name}`);
}
for (const name of files(path.join(root, "schemas"))) copy(path.join(root, "schemas", name), `schemas/${name}`);
for (const name of files(path.join(root, "docs"))) copy(path.join(root, "docs", name), `docs/${name}`);
for (const name of ["EMBED.md", "SECURITY.md", "README.md", "LICENSE"]) copy(path.join(root, name), name);

write("sbom.cdx.json", json(found.bom));
write("LICENCES.txt", licences(found, readFileSync(path.join(root, "fonts/OFL.txt"), "utf8")));

// What there is, and what its bytes come to.
const profile = readFileSync(path.join(root, "profiles/lancashire.json"));
const { id, edition } = JSON.parse(profile);
const element = readFileSync(path.join(folder, "site/home-assessment.js"));
const commit = existsSync(path.join(root, ".git")) ? ask("git", "rev-parse", "HEAD").trim() : undefined;
const manifest = {
  schema: "home-assessment/manifest@1",
  name: "home-assessment",
  version,
  commit,
  built_with: ask("rustc", "--version").trim(),
  command_line_for: host,
  profile: { id, edition, sha256: sha256(profile) },
  policy:
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'",
  element: `<script type="module" src="home-assessment.js" integrity="${integrity(element)}"></script>`,
  files: files(folder).map((name) => {
    const bytes = readFileSync(path.join(folder, name));
    return { path: name, bytes: bytes.length, sha256: sha256(bytes), integrity: integrity(bytes) };
  }),
};
write("manifest.json", json(manifest));

const base = path.basename(folder);
const entries = files(folder).map((name) => ({
  name: `${base}/${name}`,
  bytes: readFileSync(path.join(folder, name)),
  runs: name === command,
}));
writeFileSync(`${folder}.zip`, archive(entries));

const kb = (bytes) => `${(bytes / 1000).toFixed(0)} kB`;
console.log(`${folder}: ${manifest.files.length} files, ${found.bom.components.length} things that others made`);
console.log(`${folder}.zip: ${kb(statSync(`${folder}.zip`).size)}, SHA-256 ${sha256(readFileSync(`${folder}.zip`))}`);
