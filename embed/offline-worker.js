// Keeps every file of one version of the page, each checked, and hands it out where there is no connection. A page itself is
// always asked of the site first, so that a new one is never kept from anybody.

const VERSION = "";
const FILES = {};

const PREFIX = `home-assessment ${registration.scope} `;
const CACHE = PREFIX + VERSION;
const HOME = new URL("index.html", registration.scope).href;

async function keep() {
  const cache = await caches.open(CACHE);
  const put = async ([file, integrity]) => {
    const response = await fetch(new Request(file, { integrity, cache: "no-cache" }));
    if (!response.ok) throw new Error(`${file}: ${response.status}`);
    // What a site has sent from elsewhere is not taken for a page.
    await cache.put(file, new Response(await response.blob(), { headers: response.headers }));
  };
  await Promise.all(Object.entries(FILES).map(put));
}

/** What older versions kept, once no page of theirs can be open. */
async function forget() {
  const names = await caches.keys();
  const pages = await clients.matchAll({ type: "window" });
  if (pages.length > 1) return;
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
}

async function answer(request) {
  const address = new URL(request.url);
  address.search = address.hash = "";
  const kept = async () => (await caches.open(CACHE)).match(address.href === registration.scope ? HOME : address.href);
  if (request.mode !== "navigate") return (await kept()) ?? fetch(request);
  return fetch(request).catch(async (error) => (await kept()) ?? Promise.reject(error));
}

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(forget()));
addEventListener("message", ({ ports }) => ports[0]?.postMessage(VERSION));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(registration.scope)) event.respondWith(answer(request));
});
