// What the built page weighs: node sizes.mjs FOLDER

import { readFileSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import { FIRST_LOAD, FIRST_LOAD_WAS, standing } from "./budgets.mjs";

export function brotli(bytes, quality = 11) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return brotliCompressSync(bytes, { params });
}

/** Every file of a folder with its size in bytes: raw, gzip 9 and brotli 11, and whether the first load fetches it. */
export function weigh(folder) {
  const first = firstLoad(folder);
  return readdirSync(folder, { recursive: true })
    .map((name) => name.split(path.sep).join("/"))
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .sort()
    .map((name) => {
      const bytes = readFileSync(path.join(folder, name));
      return {
        name,
        raw: bytes.length,
        gzip: gzipSync(bytes, { level: 9 }).length,
        brotli: brotli(bytes).length,
        first: first.has(name),
      };
    });
}

/** The page and every style sheet, script and preload that it names. */
function firstLoad(folder) {
  const html = readFileSync(path.join(folder, "index.html"), "utf8");
  const named = new Set(["index.html"]);
  for (const [tag] of html.matchAll(/<(?:link|script)\b[^>]*>/g)) {
    const address = tag.match(/\b(?:href|src)=["']?([^"'\s>]+)/)?.[1];
    if (address && !address.startsWith("data:")) named.add(address.replace(/^\.?\//, ""));
  }
  return named;
}

/** What the first load is on pages of others. */
const EMBEDDED = {
  "in an element": /^(home-assessment|web-).*\.(js|wasm)$/,
  "in a frame": /^(frame\.|(home-assessment|web-).*\.(js|wasm)$)/,
};

function print(folder) {
  const kb = (bytes) => (bytes / 1000).toFixed(1).padStart(9);
  const files = weigh(folder);
  const total = files.filter(({ first }) => first).reduce((sum, file) => sum + file.brotli, 0);
  const width = Math.max(...files.map(({ name }) => name.length), 16);
  console.log(`\n${"kB".padEnd(width)}${"raw".padStart(9)}${"gzip".padStart(9)}${"brotli".padStart(9)}`);
  for (const file of files) {
    const note = file.first ? "" : "  not in the first load";
    console.log(`${file.name.padEnd(width)}${kb(file.raw)}${kb(file.gzip)}${kb(file.brotli)}${note}`);
  }
  const of = (pattern) => files.filter(({ name }) => pattern.test(name)).reduce((sum, file) => sum + file.brotli, 0);
  for (const [form, pattern] of Object.entries(EMBEDDED)) console.log(`${form.padEnd(width)}${"".padEnd(18)}${kb(of(pattern))}`);
  const { must, record } = FIRST_LOAD;
  console.log(
    `${"first load".padEnd(width)}${"".padEnd(18)}${kb(total)}  ${standing(total, FIRST_LOAD)}` +
      ` (must ${must / 1000}, record ${record / 1000})`,
  );
  if (total > FIRST_LOAD_WAS * 1.01) {
    console.log(`\nThe first load has grown from ${FIRST_LOAD_WAS / 1000} kB. Make it smaller, or say its size in budgets.mjs and why in the commit.`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) print(process.argv[2]);
