// Makes what the page loads first smaller, in ways that Trunk has not: node minify.mjs DIST
//
// Each of some two hundred functions that the module and its script share has a long name with a hash in it, in both: both get
// short names. Scripts are minified, which Trunk's own minifier cannot. Names and integrity are made anew.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/** What the module uses of WebAssembly, which it does not say itself. */
const FEATURES = [
  "bulk-memory",
  "bulk-memory-opt",
  "call-indirect-overlong",
  "multivalue",
  "mutable-globals",
  "nontrapping-float-to-int",
  "reference-types",
  "sign-ext",
].map((feature) => `--enable-${feature}`);
/** What holds of every module that Rust makes: its memory begins as zeros, and nothing lies in its first kilobyte but the end of a
    stack that has overflowed. No alignment is worth its bytes. */
const KNOWN = ["--dealign", "--zero-filled-memory", "--low-memory-unused"];
/** Finds the shape of each function's branches anew, and makes the rest what compresses best: with no large function put into the one that
    calls it, and by settings that leave more bytes than "-Oz" does, but more alike. index.html and the desk have the same. */
const SMALL = ["--flatten", "--rereloop", "-O2", "-O2", "--shrink-level=1", "--one-caller-inline-max-function-size=20"];
/** What wasm-opt calls the one thing that functions are taken from. */
const MODULE = "a";

const dist = process.argv[2];
const { minify } = createRequire(new URL("../tests/browser/package.json", import.meta.url))("terser");
const hash = (algorithm, bytes) => createHash(algorithm).update(bytes).digest();
const integrity = (bytes) => `sha384-${hash("sha384", bytes).toString("base64")}`;

const script = only(/^web-[0-9a-f]+\.js$/);
const module = only(/^web-[0-9a-f]+_bg\.wasm$/);
const boot = only(/^boot-[0-9a-f]+\.js$/);
const index = path.join(dist, "index.html");
let page = readFileSync(index, "utf8");
const names = shorten();
// Trunk's name of the module stands in the page alone, not in the script.
publish(module, readFileSync(path.join(dist, module)), (name) => `web-${name}_bg.wasm`, 2);
publish(script, await smaller(renamed(readFileSync(path.join(dist, script), "utf8"))), (name) => `web-${name}.js`, 2);
publish(boot, await smaller(readFileSync(path.join(dist, boot), "utf8")), (name) => `boot-${name}.js`, 1);
writeFileSync(index, page);

async function smaller(text) {
  const { code } = await minify(text, { module: true, compress: { passes: 2 } });
  return code;
}

/** The name of the one file of such a name. */
function only(pattern) {
  const found = readdirSync(dist).filter((name) => pattern.test(name));
  if (found.length !== 1) throw new Error(`one file like ${pattern} should be in ${dist}, and there are ${found.length}`);
  return found[0];
}

/** Gives what the module takes and gives short names; gives back which. */
function shorten() {
  const file = path.join(dist, module);
  const before = readFileSync(file);
  const options = [...FEATURES, ...KNOWN, ...SMALL, "--minify-imports-and-exports-and-modules", file, "-o", file];
  const printed = execFileSync("wasm-opt", options, { encoding: "utf8" });
  page = replaced(page, integrity(before), integrity(readFileSync(file)), 1);
  return JSON.parse(printed);
}

/** The script with the same short names. */
function renamed(script) {
  const [[from]] = names.imports;
  let text = replaced(script, `"${from}": `, `"${MODULE}": `, 1);
  for (const [, old, now] of names.imports) text = replaced(text, `        ${old}: function`, `        ${now}: function`, 1);
  for (const [old, now] of names.exports) text = text.replaceAll(new RegExp(`\\bwasm\\.${old}\\b`, "g"), `wasm.${now}`);
  return text;
}

/** Puts a file in place of one whose name Trunk has made of what was in it, wherever the page names it. */
function publish(name, content, named, times) {
  const before = readFileSync(path.join(dist, name));
  const now = named(hash("sha256", content).toString("hex").slice(0, 16));
  page = replaced(page, name, now, times);
  if (!before.equals(Buffer.from(content))) page = replaced(page, integrity(before), integrity(content), 1);
  rmSync(path.join(dist, name));
  writeFileSync(path.join(dist, now), content);
}

function replaced(text, old, now, times) {
  const found = text.split(old).length - 1;
  if (found !== times) throw new Error(`“${old}” should stand ${times} times in what the page is made of, and stands ${found} times`);
  return text.replaceAll(old, now);
}
