// What a release is made with: its archive, its list of what others made, and the style sheet of the element.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { inflateRawSync } from "node:zlib";

import { fitted } from "../../xtask/embed.mjs";
import { licences, materials } from "../../xtask/materials.mjs";
import { archive } from "../../xtask/zip.mjs";
import { root } from "./places.mjs";

/** What may be in the product: see ARCHITECTURE.md. */
const ALLOWED = new Set(["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Zlib", "Unicode-3.0", "Unlicense"]);

/** The files of an archive, read by its list. */
function files(bytes) {
  const end = bytes.length - 22;
  assert.equal(bytes.readUInt32LE(end), 0x06054b50);
  const found = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    assert.equal(bytes.readUInt32LE(at), 0x02014b50);
    const [squeezed, size, named] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24), bytes.readUInt16LE(at + 28)];
    const [mode, begin] = [bytes.readUInt32LE(at + 38) >>> 16, bytes.readUInt32LE(at + 42)];
    const name = bytes.toString("utf8", at + 46, at + 46 + named);
    const content = inflateRawSync(bytes.subarray(begin + 30 + named, begin + 30 + named + squeezed));
    assert.equal(content.length, size);
    found.push({ name, content: content.toString(), runs: (mode & 0o111) !== 0 });
    at += 46 + named;
  }
  return found;
}

test("an archive holds what was put into it, and no time", () => {
  const entries = [
    { name: "a/one.txt", bytes: Buffer.from("one") },
    { name: "a/ä", bytes: Buffer.alloc(0), runs: true },
  ];
  const bytes = archive(entries);
  assert.deepEqual(files(bytes), [
    { name: "a/one.txt", content: "one", runs: false },
    { name: "a/ä", content: "", runs: true },
  ]);
  assert.ok(bytes.equals(archive(entries)));
  assert.equal(bytes.readUInt32LE(14), 0x7a6c86f1, "the checksum of “one”");
});

test("every crate in the product is listed, with its checksum and terms that are allowed", () => {
  const ask = (command, ...options) => execFileSync(command, options, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
  const host = ask("rustc", "-vV").match(/^host: (.*)$/m)[1];
  const found = materials(ask, host);
  const names = new Set(found.bom.components.map(({ name }) => name));
  for (const name of ["yew", "krilla", "rust_decimal", "clap", "wasm-bindgen"]) assert.ok(names.has(name), name);
  for (const name of ["proptest", "roxmltree", "lopdf", "libtest-mimic"]) assert.ok(!names.has(name), `${name} is for tests alone`);
  const refs = new Set(found.bom.components.map((component) => component["bom-ref"]));
  for (const { dependsOn } of found.bom.dependencies) assert.deepEqual(dependsOn.filter((ref) => !refs.has(ref)), []);
  for (const { name, type, licenses, hashes } of found.bom.components) {
    if (type === "file") continue;
    assert.match(hashes?.[0].content ?? "", /^[0-9a-f]{64}$/, name);
    // One of those that it offers: all of those that it joins.
    const offered = licenses[0].expression.replace(/[()]/g, "").split(" OR ");
    assert.ok(offered.some((terms) => terms.split(" AND ").every((one) => ALLOWED.has(one))), `${name}: ${licenses[0].expression}`);
  }
  const texts = licences(found, readFileSync(path.join(root, "fonts/OFL.txt"), "utf8"));
  for (const { name, version } of found.packages) assert.ok(texts.includes(`${name} ${version} (`), name);
});

test("the style sheet of the element goes by the element's width and its own root", () => {
  const sheet = ":root { --a: 1 } body { margin: 0 } @page { margin: 1mm } @media screen and (max-width: 56.2rem) { .a { b: c } .d { e: f } } @media (width>=40rem) { .g { h: i } } @media print { :root { --a: 2 } }";
  const made = fitted(sheet);
  for (const gone of [":root", "body", "@page", "@media (width", "screen and"]) assert.ok(!made.includes(gone), `${gone} in ${made}`);
  assert.ok(made.includes("@media screen{@container (max-width: 56.2rem){.a{b: c}.d{e: f}}}"), made);
  assert.ok(made.includes("@container (width>=40rem){.g{h: i}}"), made);
  assert.equal(made.split("{").length, made.split("}").length);
});
