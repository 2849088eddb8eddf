// Serves a built folder on a free local port, as a strict and well-configured host would.

import { readFileSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";

import { brotli } from "./sizes.mjs";

/** The policy that the page must work under. */
export const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};

/**
 * Gives back `{ origin, close }`. `headers` come on top, and so do `files`: `{ "/address": content }`. `quality` is brotli's: 11,
 * as a published page has it, takes many seconds for an engine, so only what measures asks for it. The port is any free one,
 * unless one is given, to come back as the same site.
 */
export async function serve(folder, { headers = {}, files: given = {}, quality = 5, port = 0 } = {}) {
  const files = new Map();
  for (const name of readdirSync(folder, { recursive: true })) {
    const full = path.join(folder, name);
    if (!statSync(full).isFile()) continue;
    const address = `/${name.split(path.sep).join("/")}`;
    files.set(address, file(address, readFileSync(full), quality));
  }
  for (const [address, content] of Object.entries(given)) files.set(address, file(address, content, quality));
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const found = files.get(pathname.endsWith("/") ? `${pathname}index.html` : pathname);
    if (!found) {
      response.writeHead(404, { "content-type": "text/plain" }).end("not found");
      return;
    }
    const squeezed = /\bbr\b/.test(request.headers["accept-encoding"] ?? "");
    const body = squeezed ? found.brotli : found.raw;
    response.writeHead(200, {
      "content-type": found.type,
      "content-length": body.length,
      ...(squeezed && { "content-encoding": "br" }),
      "cache-control": "no-cache",
      "content-security-policy": POLICY,
      "x-content-type-options": "nosniff",
      ...headers,
    });
    response.end(request.method === "HEAD" ? undefined : body);
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    /** Closes it; one that is closed stays so. */
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Squeezed once, beforehand. */
function file(address, content, quality) {
  const raw = Buffer.from(content);
  return { raw, brotli: brotli(raw, quality), type: TYPES[path.extname(address)] ?? "application/octet-stream" };
}
