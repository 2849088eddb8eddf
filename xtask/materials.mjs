// What others made of what is published: a list in CycloneDX's form, and the texts of the licences.

import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

const WASM = "wasm32-unknown-unknown";
const FONT = { type: "file", "bom-ref": "fonts/NotoSans", name: "Noto Sans (a subset)", licenses: [{ license: { id: "OFL-1.1" } }] };

/** The crates that the page and the command line for a platform hold, as `{ bom, packages }`. `ask` runs a program. */
export function materials(ask, host) {
  const packages = new Map();
  const needs = new Map();
  for (const platform of [host, WASM]) {
    const options = ["--format-version", "1", "--locked", "--features", "web,engine", "--filter-platform", platform];
    const metadata = JSON.parse(ask("cargo", "metadata", ...options));
    const known = new Map(metadata.packages.map((known) => [known.id, known]));
    const nodes = new Map(metadata.resolve.nodes.map((node) => [node.id, node]));
    const reach = (id) => {
      packages.set(id, known.get(id));
      // What only builds or tests is in nothing that is published.
      const normal = nodes.get(id).deps.filter(({ dep_kinds }) => dep_kinds.some(({ kind }) => kind === null)).map(({ pkg }) => pkg);
      const before = needs.get(id) ?? new Set();
      needs.set(id, new Set([...before, ...normal]));
      normal.forEach(visit);
    };
    const visited = new Set();
    const visit = (id) => {
      if (visited.has(id)) return;
      visited.add(id);
      reach(id);
    };
    visit(metadata.resolve.root);
  }
  const [us, ...others] = [...packages.values()];
  others.sort((one, other) => (reference(one) < reference(other) ? -1 : 1));
  const sums = checksums(readFileSync(path.join(path.dirname(us.manifest_path), "Cargo.lock"), "utf8"));
  const bom = {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: { ...component(us), type: "application" } },
    components: [...others.map((one) => component(one, sums.get(`${one.name} ${one.version}`))), FONT],
    dependencies: [us, ...others].map((one) => ({
      ref: reference(one),
      dependsOn: [...[...needs.get(one.id)].map((id) => reference(packages.get(id))), ...(one === us ? [FONT["bom-ref"]] : [])].sort(),
    })),
  };
  return { bom, packages: others };
}

const reference = ({ name, version }) => `pkg:cargo/${name}@${version}`;

function component(one, sum) {
  return {
    type: "library",
    "bom-ref": reference(one),
    name: one.name,
    version: one.version,
    ...(one.license && { licenses: [{ expression: one.license.replace(/\s*\/\s*/g, " OR ") }] }),
    ...(sum && { hashes: [{ alg: "SHA-256", content: sum }] }),
    purl: reference(one),
    ...(one.repository && { externalReferences: [{ type: "vcs", url: one.repository }] }),
  };
}

/** What each crate's archive comes to, by name and version. */
function checksums(lock) {
  const blocks = lock.split("[[package]]").map((block) => {
    const value = (key) => block.match(new RegExp(`^${key} = "([^"]*)"`, "m"))?.[1];
    return [`${value("name")} ${value("version")}`, value("checksum")];
  });
  return new Map(blocks);
}

/** The texts of all licences, each once, with what is under it. */
export function licences({ packages }, font) {
  const texts = new Map([[font.trim(), ["Noto Sans, a subset (OFL-1.1)"]]]);
  const without = [];
  for (const one of packages) {
    const folder = path.dirname(one.manifest_path);
    const names = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|unlicense|notice)/i.test(name)).sort();
    const said = `${one.name} ${one.version} (${one.license ?? "see its text"})`;
    const found = names.flatMap((name) => {
      try {
        return [readFileSync(path.join(folder, name), "utf8").replaceAll("\r\n", "\n").trim()];
      } catch {
        return []; // a folder of that name
      }
    });
    if (found.length === 0) without.push(said);
    for (const text of new Set(found)) texts.set(text, [...(texts.get(text) ?? []), said]);
  }
  const rule = "=".repeat(80);
  const parts = [...texts].map(([text, under]) => `${rule}\n${under.join("\n")}\n${rule}\n\n${text}\n`);
  return [
    "What others made that is in this release, and under which terms. The product itself is under the MIT licence (LICENSE).",
    "Rust's own library is in all of it too: © The Rust Project Developers, MIT OR Apache-2.0, https://www.rust-lang.org/.\n",
    without.length ? `These come without a text of their own; their terms are as named:\n${without.join("\n")}\n` : "",
    ...parts,
  ].join("\n");
}
