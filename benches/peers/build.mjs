// Builds the peers into target/peers/NAME: node build.mjs [NAME …]. The same sources give the same bytes.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { build as bundle, transform } from "esbuild";

import { root } from "../../tests/browser/places.mjs";
import { brotli } from "../../tests/browser/sizes.mjs";
import { TITLE } from "./page/say.js";
import { built } from "./places.mjs";
import { svelte } from "./svelte.mjs";

const here = import.meta.dirname;
const STYLES = ["tokens", "page", "widget", "letter", "print"];
const PEERS = { preact: "preact/main.jsx", svelte: "svelte/main.js" };

const read = (...parts) => readFileSync(path.join(root, ...parts));

/** Builds one peer, and gives back its files with what they weigh. */
async function peer(name) {
  const folder = built(name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { metafile } = await bundle({
    entryPoints: [path.join(here, PEERS[name])],
    outdir: folder,
    absWorkingDir: here,
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    minify: true,
    charset: "utf8",
    legalComments: "none",
    jsx: "automatic",
    jsxImportSource: "preact",
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    define: { "process.env.NODE_ENV": '"production"' },
    conditions: ["browser", "production"],
    mainFields: ["svelte", "browser", "module", "main"],
    plugins: [profile, svelte],
    metafile: true,
  });
  const scripts = Object.entries(metafile.outputs);
  const [entry] = scripts.find(([, { entryPoint }]) => entryPoint === PEERS[name]);
  const first = loadedFirst(metafile.outputs, entry).map((output) => path.basename(output));
  const sheet = await styles();
  const sheetName = `page-${createHash("sha256").update(sheet).digest("hex").slice(0, 8)}.css`;
  writeFileSync(path.join(folder, sheetName), sheet);
  writeFileSync(path.join(folder, "index.html"), page(sheetName, first));
  return weigh(folder, ["index.html", sheetName, ...scripts.map(([output]) => path.basename(output))], first);
}

/** A script and what it imports at once. */
function loadedFirst(outputs, entry) {
  const imports = outputs[entry].imports
    .filter(({ kind }) => kind === "import-statement")
    .flatMap((one) => loadedFirst(outputs, one.path));
  return [...new Set([entry, ...imports])];
}

async function styles() {
  const sheet = STYLES.map((name) => read("styles", `${name}.css`)).join("\n");
  return (await transform(sheet, { loader: "css", minify: true, charset: "utf8" })).code;
}

/** The page as the browser gets it: what is there before the script is, and everything that the first screen needs. */
function page(sheet, [entry, ...others]) {
  const needed = "This page needs JavaScript. It does all its work in your browser and sends nothing anywhere.";
  return [
    "<!doctype html><html lang=en-GB><meta charset=utf-8>",
    '<meta name=viewport content="width=device-width,initial-scale=1"><meta name=color-scheme content="light dark">',
    `<title>${TITLE}</title><link rel=icon href=data:,><link rel=stylesheet href=./${sheet}>`,
    `<script type=module src=./${entry}></script>`,
    ...others.map((script) => `<link rel=modulepreload href=./${script}>`),
    `<body><div id=home-assessment><main class=boot><h1>${TITLE}</h1><noscript><p>${needed}</p></noscript></main></div>`,
  ].join("");
}

/** The profile as a module: what the page reads of it, and the fingerprint of the whole. */
const profile = {
  name: "profile",
  setup(building) {
    building.onResolve({ filter: /^profile$/ }, () => ({ path: "profile", namespace: "profile" }));
    building.onLoad({ filter: /.*/, namespace: "profile" }, () => {
      const bytes = read("profiles/lancashire.json");
      const fingerprint = createHash("sha256").update(bytes).digest("hex");
      const data = {
        file: slimFile(JSON.parse(bytes)),
        general: slimWords(JSON.parse(read("profiles/words.json"))),
        fingerprint,
      };
      // A text is read faster than a literal of the same size.
      const text = JSON.stringify(JSON.stringify(data));
      return { contents: `export const { file, general, fingerprint } = JSON.parse(${text});` };
    });
  },
};

/** Parts of a profile that the page does not read. */
const UNREAD = [
  "schema",
  "published",
  "notice",
  "tables",
  "objectives",
  "arrangements",
  "comparators",
  "pictures",
  "boundaries",
  "editions",
];
const UNREAD_WORDS = ["provider_options", "example", "gleaned", "register", "columns"];
const UNREAD_KEYS = new Set(["note", "derived", "tile", "provider", "settles", "to_applicant", "meaning", "suggested_tag"]);
/** The sentences that the letter and the screen say. */
const READ_SENTENCES = new RegExp(
  [
    "^letter\\.",
    "^note\\.(label|fit|access|value|band|action)\\.",
    "^note\\.(fit|access)-lowered$",
    "^screen\\.(step|matrix|verdict|findings|questions)\\b",
    "^screen\\.(internal|actions|no-actions|not-stated|answer|rules|published|stale)$",
  ].join("|"),
);

const without = (object, keys) => Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
const slim = (value) => JSON.parse(JSON.stringify(value, (key, inner) => (UNREAD_KEYS.has(key) ? undefined : inner)));

function slimFile(file) {
  const { wording, ...rest } = without(file, UNREAD);
  return { ...slim(rest), wording: slimWords(wording) };
}

function slimWords(wording) {
  const { sentences = {}, lists = {}, ...rest } = without(wording, UNREAD_WORDS);
  const of = (entries, pattern) => Object.fromEntries(Object.entries(entries).filter(([key]) => pattern.test(key)));
  return { ...slim(rest), sentences: of(sentences, READ_SENTENCES), lists: of(lists, /^letter\./) };
}

function weigh(folder, names, first) {
  return names.map((name) => {
    const bytes = readFileSync(path.join(folder, name));
    return { name, raw: bytes.length, brotli: brotli(bytes).length, first: !name.endsWith(".js") || first.includes(name) };
  });
}

if (import.meta.filename === process.argv[1]) {
  const kb = (bytes) => (bytes / 1000).toFixed(1).padStart(8);
  const names = process.argv.slice(2);
  for (const name of names.length > 0 ? names : Object.keys(PEERS)) {
    const files = await peer(name);
    console.log(`\n${name.padEnd(28)}${"raw".padStart(8)}${"brotli".padStart(8)} kB`);
    for (const file of files)
      console.log(`${file.name.padEnd(28)}${kb(file.raw)}${kb(file.brotli)}${file.first ? "" : "  on demand"}`);
    const sum = files.filter(({ first }) => first).reduce((sum, file) => sum + file.brotli, 0);
    console.log(`${"first load".padEnd(36)}${kb(sum)}`);
  }
}
