// Starts the app in its own page. A file of its own because the page's policy allows no inline script.

async function start(root) {
  const { js, wasm, worker, workerIntegrity = "", offline } = document.getElementById("boot").dataset;
  const address = (file) => new URL(file, document.baseURI).href;
  const integrity = document.querySelector(`link[href="${wasm}"]`)?.integrity ?? "";
  // The script's own integrity is checked where the page preloads it.
  const app = assemble({ script: [address(js), ""], module: [wasm, integrity], worker: [address(worker), workerIntegrity] });
  const { mode, draft, page } = root.dataset;
  const asked = new URLSearchParams(location.search).get("mode");
  const mount = await app.load();
  // Whoever uses the form gets what works without a connection, once there is an answer; whoever only looks does not.
  let kept;
  const keep = () => (kept ??= offline && navigator.serviceWorker && import(address(offline)).catch(() => {}));
  const begin = (name, hear) =>
    app.start(name, (answer) => {
      hear(answer);
      keep();
    });
  mount(root, { mode: mode ?? asked, draft, page, start: begin, tell() {}, print: () => print() });
}

const root = document.getElementById("home-assessment");

start(root).catch((error) => {
  console.error(error);
  const message = document.createElement("p");
  message.setAttribute("role", "alert");
  message.textContent = apology(error);
  // What was only guessed until now is known.
  root.querySelector(".boot-guess")?.remove();
  root.querySelector("h1")?.after(message);
});
