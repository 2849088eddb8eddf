// Starts the app where all of it lies in one file, which may be opened from a folder: nothing is fetched, and the engines run on
// the page's own thread, as a browser may refuse workers there. A build puts in what is loaded.

/** What the file holds under a name. */
async function unpacked(name) {
  const packed = Uint8Array.from(atob(document.getElementById(name).textContent), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

const MODULES = { web, desk, press };

async function load(name) {
  const held = name === "intake" ? "press" : name;
  await MODULES[held].default({ module_or_path: await unpacked(held) });
  return MODULES[held];
}

/** What reads files that are handed in runs on the page's own thread too. */
async function aside(tell) {
  const ask = run("intake", tell);
  return { ask: (request) => void setTimeout(ask, 0, request), end() {} };
}

const root = document.getElementById("home-assessment");

function begin(name, hear) {
  let ended;
  const ask = run(name, (answer) => ended || hear(answer));
  return {
    ask: (request) => void setTimeout(ask, 0, request), // what waits for it is shown first
    end: () => (ended = true),
  };
}

async function start() {
  const { mount } = await load("web");
  const { mode, draft, page } = root.dataset;
  const asked = new URLSearchParams(location.search).get("mode");
  // A link to a file on somebody's disk leads nobody else anywhere, and says where it lies.
  const address = page || (/^https?:$/.test(location.protocol) ? undefined : "");
  mount(root, { mode: mode ?? asked, draft, page: address, start: begin, tell() {}, print: () => print() });
}

start().catch((error) => {
  console.error(error);
  const message = document.createElement("p");
  message.setAttribute("role", "alert");
  const refused = typeof WebAssembly !== "object" || error instanceof WebAssembly.CompileError;
  message.textContent = refused
    ? "The form needs WebAssembly, which this browser does not have, or is not allowed to use."
    : "The form could not be started. The file may be damaged, or the browser too old for it.";
  root.querySelector(".boot-guess")?.remove();
  root.querySelector("h1")?.after(message);
});
