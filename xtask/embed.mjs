// Puts beside the built page what others put it on their pages with: node embed.mjs FOLDER [--served]
//
// home-assessment.js (the element), frame.html with its script and style sheet, and what keeps the page for when there is no
// connection. What is served while it is worked on is neither checked nor kept, and not made small.

import { createHash } from "node:crypto";
import { cpSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const { minify } = createRequire(path.join(root, "tests/browser/package.json"))("terser");

export const integrity = (bytes) => `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
const short = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 16);

export function replaced(text, old, now, times = 1) {
  const found = text.split(old).length - 1;
  if (found !== times) throw new Error(`“${old}” should stand ${times} times in what the page is made of, and stands ${found} times`);
  return text.replaceAll(old, () => now);
}

/** A file of embed/. */
export const source = (name) => readFileSync(path.join(root, "embed", name), "utf8");

/** The names of the page's parts, as the page says them. */
export function named(page) {
  const data = (name) => page.match(new RegExp(`data-${name}=["']?(?:\\.?/)?([^"'\\s>]+)`))?.[1];
  const sheet = page.match(/<link\b[^>]*\brel=["']?stylesheet\b[^>]*>/)?.[0].match(/href=["']?(?:\.?\/)?([^"'\s>]+)/)?.[1];
  return { script: data("js"), module: data("wasm"), worker: data("worker"), sheet };
}

/** The page's style sheet as it is in a tree of its own: the tree's root is the element's, and its width is what counts. */
export function fitted(sheet) {
  const text = sheet
    .replace(/\/\*[^]*?\*\//g, "")
    .replace(/@page\s*\{[^}]*\}/g, "")
    .replace(/:root\b/g, "#home-assessment")
    .replace(/(^|[\s}])body\s*\{/g, "$1#home-assessment {");
  const wide = /@media\s+(screen\s+and\s+)?(\((?:(?:min|max)-width:|width\s*[<>]=)\s*[\d.]+rem\))\s*\{/g;
  let fitted = "";
  let at = 0;
  for (let found = wide.exec(text); found; found = wide.exec(text)) {
    const [head, screen, width] = found;
    const end = closing(text, found.index + head.length);
    const rules = text.slice(found.index + head.length, end);
    fitted += text.slice(at, found.index);
    fitted += screen ? `@media screen { @container ${width} {${rules}} }` : `@container ${width} {${rules}}`;
    at = wide.lastIndex = end + 1;
  }
  return (source("element.css").replace(/\/\*[^]*?\*\//g, "") + fitted + text.slice(at)).replace(/\s+/g, " ").replace(/ ?([{};]) ?/g, "$1");
}

/** Where the block ends that begins here. */
function closing(text, begin) {
  let depth = 1;
  for (let at = begin; at < text.length; at += 1) {
    if (text[at] === "{") depth += 1;
    if (text[at] === "}") depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error("a block of the style sheet does not end");
}

async function smaller(script) {
  const { code } = await minify(script, { module: true, compress: { passes: 2 } });
  return code;
}

async function main(folder, served) {
  const read = (name) => readFileSync(path.join(folder, name));
  const write = (name, content) => writeFileSync(path.join(folder, name), content);
  for (const name of readdirSync(folder)) {
    if (/^(offline|home-assessment|frame)\b/.test(name)) rmSync(path.join(folder, name));
  }
  let page = read("index.html").toString();
  const { sheet, ...parts } = named(page);
  const sum = (name) => (served ? "" : integrity(read(name)));
  const made = Object.entries(parts).map(([part, name]) => `${part}: [${JSON.stringify(`./${name}`)}, "${sum(name)}"]`);

  // The element.
  let element = [source("parts.js"), source("element.js")].join("\n");
  element = replaced(element, element.match(/const PARTS = .*;/)[0], `const PARTS = { ${made.join(", ")} };`);
  element = replaced(element, 'const STYLES = "";', `const STYLES = ${JSON.stringify(fitted(read(sheet).toString()))};`);
  element = served ? element : await smaller(element);
  write("home-assessment.js", element);

  // The page for a frame.
  const script = served ? source("frame.js") : await smaller(source("frame.js"));
  write("frame.js", script);
  write("frame.css", source("frame.css"));
  let frame = source("frame.html");
  if (!served) {
    const [style, start] = ['href="frame.css"', 'src="frame.js"'];
    frame = replaced(frame, style, `${style} integrity="${integrity(source("frame.css"))}"`);
    frame = replaced(frame, start, `${start} integrity="${integrity(script)}"`);
    const element = `  <link rel="modulepreload" href="home-assessment.js" integrity="${integrity(read("home-assessment.js"))}">\n`;
    frame = replaced(frame, "</head>", `${element}</head>`);
  }
  write("frame.html", frame);
  if (served) {
    cpSync(path.join(root, "embed/hosts"), path.join(folder, "hosts"), { recursive: true });
    cpSync(path.join(root, "profiles/blackpool-example.json"), path.join(folder, "hosts/profiles/blackpool-example.json"));
    return;
  }

  // What keeps the page.
  const pages = new Set(["index.html", "frame.html"]); // they say themselves what the rest must come to, and may be edited
  const names = readdirSync(folder).sort();
  const sums = names.map((name) => [name, integrity(read(name))]);
  const version = short(JSON.stringify(sums));
  const offline = await smaller(replaced(source("offline.js"), 'const VERSION = "";', `const VERSION = "${version}";`));
  const offlineName = `offline-${short(offline)}.js`;
  write(offlineName, offline);
  page = replaced(page.replace(/ data-offline=[^ >]+/, ""), " id=boot>", ` data-offline=./${offlineName} id=boot>`);
  write("index.html", page);
  const files = [...sums, [offlineName, integrity(offline)]].map(([name, sum]) => [`./${name}`, pages.has(name) ? "" : sum]);
  let worker = replaced(source("offline-worker.js"), 'const VERSION = "";', `const VERSION = "${version}";`);
  worker = replaced(worker, "const FILES = {};", `const FILES = ${JSON.stringify(Object.fromEntries(files))};`);
  write("offline-worker.js", await smaller(worker));
}

if (path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [folder, served] = process.argv.slice(2);
  if (!existsSync(path.join(folder, "index.html"))) throw new Error(`there is no index.html in ${folder}`);
  await main(folder, served === "--served");
}
