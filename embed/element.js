// <home-assessment>: the app in an element of somebody else's page, in a tree of its own that the page's styles do not reach.
// Everything it fetches lies beside this script, wherever the page is and whatever its <base> says. A build puts in the names
// and the style sheet.

const PARTS = { script: ["./web.js", ""], module: ["./web_bg.wasm", ""], worker: ["./worker.js", ""] };
const STYLES = "";

const ATTRIBUTES = ["mode", "profile", "profile-origin", "profile-fingerprint", "theme", "draft", "page"];
/** As the engine has it. */
const MOST_BYTES = 8 * 1024 * 1024;
const MOST_FAULTS = 20;

const app = assemble(
  Object.fromEntries(Object.entries(PARTS).map(([name, [file, sum]]) => [name, [new URL(file, import.meta.url).href, sum]])),
);
/** Which element keeps the draft of which name. */
const keepers = new Map();

/** What is wrong, for whoever looks after the page, and for programs. */
class Refusal extends Error {
  constructor(reason, message, faults = []) {
    super(message);
    Object.assign(this, { reason, faults });
  }
}

/** The text of a profile: of this page's origin, or of the one that the page names. */
async function profileOf(element) {
  const address = new URL(element.profile, document.baseURI);
  const allowed = [location.origin, element.getAttribute("profile-origin")];
  if (!/^https?:$/.test(address.protocol) || !allowed.includes(address.origin)) {
    const message = `The profile ${address} is not of this page’s origin. Say profile-origin="${address.origin}" beside it if it is to be used.`;
    throw new Refusal("profile", message);
  }
  const lost = () => new Refusal("profile", `The profile ${address} could not be fetched. Check its address and the connection.`);
  const large = () => new Refusal("profile", `The profile ${address} is larger than ${MOST_BYTES} bytes.`);
  const asked = { credentials: "same-origin", redirect: "error", referrerPolicy: "no-referrer" };
  const response = await fetch(address, asked).catch(() => undefined);
  if (!response?.ok) throw lost();
  const reader = response.body.getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  for (let size = 0; ; ) {
    const { done, value } = await reader.read().catch(() => Promise.reject(lost()));
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > MOST_BYTES) {
      reader.cancel();
      throw large();
    }
    try {
      text += decoder.decode(value, { stream: true });
    } catch {
      throw new Refusal("profile", `The profile ${address} is not UTF-8 text.`);
    }
  }
}

/** The engines of one element, told of its profile before anything else is asked of them. */
class Engines {
  /** Takes the profile into use and gives back what the form opens with. */
  adopt(profile, approved) {
    this.profile = profile;
    this.approved = approved;
    return new Promise((resolve, reject) => {
      this.desk = this.begin("desk", (answer) => {
        const [, asked, face, reason] = answer ?? [];
        if (face) resolve(face);
        else if (asked) reject(new Refusal("profile", "The profile cannot be used:", reason.split("\n")));
        else reject(new Error("the engine could not be loaded"));
      });
    });
  }

  /** An engine that hears of the profile first. What it answers to that is not the app's. */
  begin(name, adopted) {
    const begun = { hear: adopted };
    const engine = app.start(name, (answer) => (answer?.[1] === "adopt" ? adopted(answer) : begun.hear(answer)));
    engine.ask([0, "adopt", this.profile, this.approved]);
    return Object.assign(begun, engine);
  }

  /** For the app. */
  start(name, hear) {
    if (this.profile === undefined) return app.start(name, hear);
    const spare = name === "desk" && this.desk;
    const engine = spare || this.begin(name, () => {});
    if (spare) this.desk = undefined;
    engine.hear = hear;
    return engine;
  }

  end() {
    this.desk?.end();
  }
}

/** The style sheet as it is here: lengths of the page's root become those of the reader's own choice of type size. */
function dress(shadow, theme) {
  const probe = document.createElement("span");
  probe.setAttribute("class", "home-assessment-size");
  shadow.append(probe);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(".home-assessment-size { all: initial !important; font-size: medium !important }");
  shadow.adoptedStyleSheets = [sheet];
  const size = parseFloat(getComputedStyle(probe).fontSize) || 16;
  probe.remove();
  const scheme = theme === "auto" ? "light dark" : theme === "dark" ? "dark" : "light";
  const styles = STYLES.replace(/([\d.]+)rem\b/g, (_, count) => `${count * size}px`);
  sheet.replaceSync(`${styles} #home-assessment { color-scheme: ${scheme} }`);
  // The page says whether it is dark; a reader's own wish counts where it leaves that to them.
  for (const rule of sheet.cssRules) {
    const dark = theme !== "auto" && /prefers-color-scheme/.test(rule.media?.mediaText);
    if (dark) rule.media.mediaText = theme === "dark" ? "all" : "not all";
  }
}

class HomeAssessment extends HTMLElement {
  static observedAttributes = ATTRIBUTES;

  #shadow = this.attachShadow({ mode: "open" });
  #watch = new ResizeObserver(() => this.#measured());
  #due = false;
  #running;
  #turn;
  #name;
  #engines;
  #unmount;
  #height;
  #stance;

  connectedCallback() {
    this.#watch.observe(this);
    this.#settle();
  }

  disconnectedCallback() {
    this.#watch.unobserve(this);
    this.#settle();
  }

  attributeChangedCallback(name) {
    if (name === "theme") this.#dressed();
    else this.#settle();
  }

  /** Whoever moves the element in its page, or sets several attributes, starts nothing anew in between. */
  #settle() {
    if (this.#due) return;
    this.#due = true;
    queueMicrotask(() => {
      this.#due = false;
      const wanted = this.isConnected ? ATTRIBUTES.map((name) => (name === "theme" ? "" : this.getAttribute(name))).join("\n") : undefined;
      if (wanted === this.#running) return;
      this.#stop();
      this.#running = wanted;
      if (wanted !== undefined) this.#start();
    });
  }

  #stop() {
    this.#turn = undefined;
    this.#unmount?.();
    this.#engines?.end();
    if (keepers.get(this.#name) === this) keepers.delete(this.#name);
    this.#unmount = this.#engines = this.#name = this.#stance = this.#running = undefined;
  }

  async #start() {
    const turn = (this.#turn = {});
    const root = this.#emptied();
    try {
      this.#claim();
      const engines = (this.#engines = new Engines());
      const [mount, face] = await Promise.all([app.load(), this.profile && profileOf(this).then((text) => engines.adopt(text, this.profileFingerprint))]);
      if (this.#turn !== turn) return;
      this.#unmount = mount(root, {
        mode: this.mode,
        draft: this.draft || undefined,
        page: this.#page(),
        face: face || undefined,
        embedded: true,
        start: (name, hear) => engines.start(name, hear),
        tell: (event, about) => this.#tell(event, about),
        print: () => this.#print(),
      });
    } catch (error) {
      if (this.#turn === turn) this.#apologise(root, error);
    }
  }

  /** A tree without an app: what the page has put into the element shows until there is one. */
  #emptied() {
    const around = document.createElement("section");
    Object.assign(around, { id: "home-assessment", lang: "en-GB", dir: "ltr" });
    around.setAttribute("aria-label", "Children’s home assessment");
    const root = document.createElement("div");
    root.append(document.createElement("slot"));
    const foot = document.createElement("slot");
    foot.name = "foot";
    around.append(root, foot);
    this.#shadow.replaceChildren(around);
    this.#dressed();
    // A link to a place on the page finds nothing in a tree of its own, and the page's <base> may lead it elsewhere.
    root.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[href^='#']");
      if (!link || event.defaultPrevented) return;
      event.preventDefault();
      this.#shadow.getElementById(link.getAttribute("href").slice(1))?.focus();
    });
    return root;
  }

  #dressed() {
    if (this.#shadow.firstChild) dress(this.#shadow, this.theme);
  }

  /** Two forms that keep their answers under one name would write over each other's. */
  #claim() {
    if (!/^[\w-]{0,40}$/.test(this.draft)) {
      throw new Refusal("draft", "The name of the draft may have up to 40 letters, digits, hyphens and underscores.");
    }
    const name = `${this.mode} ${this.draft}`;
    const keeper = keepers.get(name);
    if (keeper?.isConnected) {
      const message = "This page has the form twice, and both would keep their answers under one name. Give one of them a name of its own, as in draft=\"second\".";
      throw new Refusal("draft", message);
    }
    keeper?.#stop();
    this.#name = name;
    keepers.set(name, this);
  }

  #page() {
    if (!this.page) return undefined;
    const { protocol, href } = new URL(this.page, document.baseURI);
    return /^https?:$/.test(protocol) ? href.split("#")[0] : undefined;
  }

  #tell(event, about) {
    if (event === "assessed") {
      if (about === this.#stance) return;
      this.#stance = about;
    }
    const details = { assessed: { stance: about || null }, exported: { format: about }, error: { reason: about } };
    const detail = Object.freeze(details[event] ?? null);
    this.dispatchEvent(new CustomEvent(event, { bubbles: true, composed: true, detail }));
  }

  #measured() {
    const height = Math.ceil(this.getBoundingClientRect().height);
    if (height === this.#height || !this.isConnected) return;
    this.#height = height;
    const detail = Object.freeze({ height });
    this.dispatchEvent(new CustomEvent("height", { bubbles: true, composed: true, detail }));
  }

  /** Of the page that holds it nothing is printed but this element; what the page is like is left as it is. */
  #print() {
    const sheet = new CSSStyleSheet();
    const here = "home-assessment[data-printing]";
    sheet.replaceSync(`@media print {
      body :not(:has(${here}), ${here}, ${here} *) { display: none !important }
      :is(html, body, body *):has(${here}) {
        all: revert !important; background: none !important; border: 0 !important; display: block !important; margin: 0 !important; padding: 0 !important
      }
    }`);
    const done = () => {
      this.removeAttribute("data-printing");
      document.adoptedStyleSheets = [...document.adoptedStyleSheets].filter((other) => other !== sheet);
    };
    this.setAttribute("data-printing", "");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    addEventListener("afterprint", done, { once: true });
    print();
  }

  #apologise(root, error) {
    console.error(error);
    const { faults = [], reason } = error;
    const message = document.createElement("div");
    message.className = "sorry";
    message.setAttribute("role", "alert");
    const said = document.createElement("p");
    said.textContent = reason ? error.message : apology(error);
    const list = document.createElement("ul");
    list.append(...faults.slice(0, MOST_FAULTS).map((fault) => Object.assign(document.createElement("li"), { textContent: fault })));
    message.append(said, ...(faults.length ? [list] : []));
    root.prepend(message);
    this.#tell("error", reason ?? (refused(error) ? "unsupported" : "load"));
  }
}

for (const name of ATTRIBUTES) {
  const property = name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  const known = { mode: ["commissioner", "provider"], theme: ["light", "dark", "auto"] }[name];
  Object.defineProperty(HomeAssessment.prototype, property, {
    configurable: true,
    enumerable: true,
    get() {
      const value = this.getAttribute(name) ?? "";
      return !known || known.includes(value) ? value : known[0];
    },
    set(value) {
      this.setAttribute(name, value);
    },
  });
}

// An older browser goes on showing what the page has put into the element. A page that names this script twice has it once.
if ("adoptedStyleSheets" in Document.prototype && !customElements.get("home-assessment")) {
  customElements.define("home-assessment", HomeAssessment);
}
