// Starts the app. A file of its own because the page's policy allows no inline script.

const { js, wasm } = document.getElementById("boot").dataset;

function preloadOf(url) {
  return [...document.querySelectorAll("link[integrity]")].find((link) => link.getAttribute("href") === url);
}

async function start() {
  // The glue's own integrity is checked where the page preloads it.
  const { default: init } = await import(new URL(js, document.baseURI).href);
  const integrity = preloadOf(wasm)?.integrity ?? "";
  await init({ module_or_path: fetch(wasm, { integrity }) });
}

/** The policy of a page or a browser can forbid WebAssembly that is there: then compiling it fails, and nothing else does. */
function refused(error) {
  return typeof WebAssembly !== "object" || error instanceof WebAssembly.CompileError;
}

function apologise(error) {
  const message = document.createElement("p");
  message.setAttribute("role", "alert");
  message.textContent =
    refused(error)
      ? "The form needs WebAssembly, which this browser does not have, or this page’s server does not allow."
      : "The form could not be loaded. Check your connection and reload the page.";
  // What was only guessed until now is known.
  document.querySelector("#home-assessment .boot-guess")?.remove();
  document.querySelector("#home-assessment h1")?.after(message);
}

start().catch((error) => {
  console.error(error);
  apologise(error);
});
