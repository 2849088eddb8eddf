// Puts the whole built page into one file, which works from a folder: node single.mjs DIST FILE
//
// It carries its own policy, with what its script and its style sheet must come to, and may ask nothing of any network.

import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { named, replaced, source } from "./embed.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const { minify } = createRequire(path.join(root, "tests/browser/package.json"))("terser");

const [dist, file] = process.argv.slice(2);
const read = (name) => readFileSync(path.join(dist, name));

const page = read("index.html").toString();
const { script, module, sheet } = named(page);
const parts = { web: [script, module], desk: pair("desk"), press: pair("engine") };

/** The script and the module of an engine. */
function pair(name) {
  const one = (ending) => {
    const found = readdirSync(dist).filter((file) => file.startsWith(`${name}-`) && file.endsWith(ending));
    if (found.length !== 1) throw new Error(`one file like ${name}-…${ending} should be in ${dist}, and there are ${found.length}`);
    return found[0];
  };
  return [one(".js"), one(".wasm")];
}

/** A module's script as a value: what it exports by name. */
function inside(name, text) {
  const exported = [];
  const body = text
    .replace(/\bexport\s+((?:async\s+)?function)\s+([\w$]+)/g, (_, kind, name) => (exported.push([name, name]), `${kind} ${name}`))
    .replace(/\bexport\s*\{([^}]*)\};?/g, (_, list) => {
      for (const item of list.split(",")) {
        const [inner, outer = inner] = item.trim().split(/\s+as\s+/);
        exported.push([inner, outer]);
      }
      return "";
    });
  if (/\bexport\s*[{*]|\bexport\s+(default|class|const|let|function)\b|\bimport\s*[{*"']/.test(body)) {
    throw new Error(`the script of ${name} exports or imports in a way that is not foreseen`);
  }
  return `const ${name} = (() => { ${body}; return { ${exported.map(([inner, outer]) => `${outer}: ${inner}`).join(", ")} }; })();`;
}

/** What runs an engine, out of the worker's script: all but how it loads one, and how a worker hears. */
function running() {
  const text = readFileSync(path.join(root, "worker.js"), "utf8");
  const loads = text.indexOf("async function load(");
  const [from, to, end] = [text.indexOf("const MODULES ="), text.indexOf("\n}\n", loads) + 3, text.indexOf("if (!APART")];
  if (from < 0 || loads < from || to < loads || end < to) throw new Error("worker.js is not as it is foreseen here");
  const rest = text.slice(0, from) + text.slice(to, end);
  return replaced(replaced(rest, "export function run", "function run"), "load(MODULES[name])", "load(name)");
}

const glues = Object.entries(parts).map(([name, [script]]) => inside(name, read(script).toString()));
const { code } = await minify([...glues, running(), source("single.js")].join("\n"), { module: true, compress: { passes: 2 } });
if (/<\/script|<!--/i.test(code)) throw new Error("the script says what ends a script");
const styles = read(sheet).toString();
const sum = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const policy = [
  "default-src 'none'",
  `script-src ${sum(code)} 'wasm-unsafe-eval'`,
  `style-src ${sum(styles)}`,
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** What a built page shows until the app is there: as its author wrote it. */
const body = readFileSync(path.join(root, "index.html"), "utf8").match(/<body>([^]*)<\/body>/)[1].trim();
const packed = ([name, [, module]]) =>
  `<script type="application/octet-stream" id="${name}">${gzipSync(read(module), { level: 9 }).toString("base64")}</script>`;

writeFileSync(
  file,
  `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Children’s home assessment</title>
<link rel="icon" href="data:,">
<style>${styles}</style>
<script type="module">${code}</script>
</head>
<body>
${body}
${Object.entries(parts).map(packed).join("\n")}
</body>
</html>
`,
);
