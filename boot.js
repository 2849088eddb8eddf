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

function apologise() {
  const message = document.createElement("p");
  message.setAttribute("role", "alert");
  message.textContent =
    typeof WebAssembly === "object"
      ? "The form could not be loaded. Check your connection and reload the page."
      : "The form needs WebAssembly, which this browser does not have or does not allow.";
  document.querySelector("#home-assessment .boot")?.append(message);
}

start().catch((error) => {
  console.error(error);
  apologise();
});
