// Has the browser keep the page, so that it works without a connection, and offers a new version while an old one is open. Where
// the browser or the site allows no service worker, nothing else changes.

const VERSION = "";

/** Offers the new version. The answers are kept, and nothing happens before someone says so. */
function offer() {
  if (document.getElementById("new-version")) return;
  const notice = document.createElement("div");
  notice.id = "new-version";
  notice.className = "app";
  const text = document.createElement("p");
  text.textContent = "There is a new version of this page. Your answers are kept when you change to it.";
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "button", textContent: "Use the new version" });
  button.addEventListener("click", () => location.reload());
  const box = document.createElement("div");
  box.className = "notice";
  box.setAttribute("role", "status");
  notice.append(box);
  document.body.prepend(notice);
  // What is put into a status that is there already is read out.
  setTimeout(() => box.append(text, button), 100);
}

/** Which version a worker keeps. */
function version(worker) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    worker.postMessage("version", [port2]);
  });
}

async function follow(worker) {
  if (worker?.state === "installed" && navigator.serviceWorker.controller && (await version(worker)) !== VERSION) offer();
}

const registration = await navigator.serviceWorker.register(new URL("offline-worker.js", import.meta.url));
follow(registration.waiting);
const watch = (worker) => worker?.addEventListener("statechange", () => follow(worker));
watch(registration.installing);
registration.addEventListener("updatefound", () => watch(registration.installing));
