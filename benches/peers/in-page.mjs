// What runs in the pages that are measured. Each function stands by itself: it is sent to the browser as its text.

/** Before anything else: notes the first paint, when the form is there, and when it has an assessment of a first answer. */
export function watch() {
  const PATIENCE = 2_000;
  const noted = { paint: NaN, form: NaN, assessed: NaN, asked: 0, answer: 0, file: NaN };
  globalThis.noted = noted;
  const observer = new PerformanceObserver(
    (list) => (noted.paint = list.getEntriesByName("first-contentful-paint")[0]?.startTime ?? noted.paint),
  );
  observer.observe({ type: "paint", buffered: true });

  const answerFirst = () => {
    const first = document.getElementById("application-planning_authority");
    if (!first || !Number.isNaN(noted.assessed)) return;
    first.focus();
    first.value = "E07000120";
    for (const type of ["input", "change"]) first.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
    setTimeout(answerFirst, PATIENCE); // should nothing have heard it
  };
  const changes = new MutationObserver(() => {
    if (Number.isNaN(noted.form) && document.querySelector("[data-ready]")) {
      requestAnimationFrame(() => setTimeout(() => (noted.form = performance.now())));
      if (globalThis.answersFirst) requestAnimationFrame(() => setTimeout(answerFirst));
    }
    if (!document.querySelector("#assessment .scales")) return;
    changes.disconnect();
    requestAnimationFrame(() => setTimeout(() => (noted.assessed = performance.now())));
  });
  changes.observe(document, { childList: true, subtree: true, attributes: true });

  // How long workers take for their answers, and when a file is ready.
  const { postMessage } = Worker.prototype;
  const followed = new WeakSet();
  Worker.prototype.postMessage = function (...request) {
    // The first answer is the assessment; what is asked for after it does not keep anyone waiting.
    if (!followed.has(this)) this.addEventListener("message", () => (noted.answer ||= performance.now() - noted.asked));
    followed.add(this);
    noted.asked ||= performance.now();
    return postMessage.apply(this, request);
  };
  const { createObjectURL } = URL;
  URL.createObjectURL = (blob) => {
    noted.file = performance.now();
    return createObjectURL.call(URL, blob);
  };
}

/**
 * Types into the fee, at most as fast as what is typed is drawn, and gives back for each keystroke how long it took until typing could
 * go on (`handled`) and until the assessment on screen was changed (`shown`), and of that in a worker (`away`). Waits for the answer to
 * every `each`th alone; with more than one, they follow at once.
 */
export async function typeFees([count, each]) {
  const TEXTS = ["7", "75", "750", "7500", "750", "75", "9", "92", "925", "9250", "4", "49", "499", "4999"];
  const field = document.getElementById("fees-weekly");
  const app = document.querySelector("[data-ready]");
  const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
  const turn = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(port1.close());
      port2.postMessage(null);
    });
  // Nothing is asked meanwhile: a worker that answers may need the processor.
  let free;
  const busy = new MutationObserver(() => app.hasAttribute("aria-busy") || free?.());
  busy.observe(app, { attributeFilter: ["aria-busy"] });
  const answered = async () => {
    if (app.hasAttribute("aria-busy")) await new Promise((resolve) => (free = resolve));
    for (let more = 0; more < 3; more += 1) await turn();
  };
  // A person’s next keystroke comes after the last is drawn, and at any time before the next frame.
  const drawn = async (at) => {
    await new Promise(requestAnimationFrame);
    await turn();
    await new Promise((resolve) => setTimeout(resolve, at % 16));
  };
  let changed;
  const changes = new MutationObserver(() => (changed = performance.now()));
  changes.observe(document.getElementById("assessment"), {
    attributes: true,
    characterData: true,
    childList: true,
    subtree: true,
  });
  const strokes = [];
  for (let at = 0; at < count; at += 1) {
    if (each === 1) await drawn(at);
    changed = undefined;
    noted.asked = noted.answer = 0;
    set.call(field, TEXTS[at % TEXTS.length]);
    const start = performance.now();
    field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true, inputType: "insertText" }));
    await turn();
    const handled = performance.now() - start;
    if (at % each !== 0) continue;
    await answered();
    strokes.push({ handled, shown: changed === undefined ? undefined : changed - start, away: noted.answer });
  }
  await answered();
  changes.disconnect();
  busy.disconnect();
  return strokes;
}

/** Asks for the letter as a Word file, and gives back how long it took until the browser had it. */
export async function makeWord() {
  const button = [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "Download Word");
  noted.file = NaN;
  const start = performance.now();
  button.click();
  while (Number.isNaN(noted.file)) await new Promise((resolve) => setTimeout(resolve));
  return noted.file - start;
}

/** What the page says of the proposal: the assessment, what it rests on, and the letter. */
export function told() {
  const parts = [".stance", ".scales", ".internal", ".findings", ".asks", ".sheet"];
  const texts = parts.map((selector) => document.querySelector(selector)?.innerText ?? "");
  // What is closed has no text of its own, and spaces at the edges of elements are nobody’s words.
  const closed = [...document.querySelectorAll(".facts dt, .facts dd, .matrix :is(caption, th, td)")];
  return [...texts, ...closed.map(({ textContent }) => textContent.replaceAll(/\s+/g, ""))].join("\n");
}
