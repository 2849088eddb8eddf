// Runs the engine away from the page. The worker's name says which: "desk" is small and answers while someone types, "press"
// makes files and opens records. The page asks with [number, "outcome", draft, date, mode] for what follows from a draft at once,
// with [number, "written", draft, date] for its letter and for what was answered before, with
// [number, "prospects", draft, date, mode] for what would change the stance, with [number, "gleaned", text] for the answers
// that a text gives, with [number, "illustrated", draft, date, mode] for pictures and evidence, with [number, "file", draft,
// format, date, document] for a file, with [number, "open", record] for what a record holds, with [number, "adopt", profile] for the
// words of another profile, which is in use from then on, and with [number, "register", draft, date, act, values] for what is done
// with the register, of which files may be the last values. It is answered with [number, asked, answer], with
// [number, asked, null, reason], or with [number] where the module could not be loaded; unasked it says ["0", "changed"] when
// another page wrote to the register, [number, "register", answer] once more when what is on screen of it is other now, and
// ["0", file, name] when a file that was made piece by piece is to be downloaded. Files that are handed in to be assessed or
// imported are read by a press in a worker of the desk's own ("intake"), so that the desk goes on answering. Where there can be
// no worker, the page's own thread runs the same.

const PRESS = ["./engine.js", "./engine_bg.wasm"];
const MODULES = { desk: ["./desk.js", "./desk_bg.wasm"], press: PRESS, intake: PRESS };
/** What the bytes of each file must come to; a build for publishing says it. */
const INTEGRITY = {};

/** On the page's own thread each engine has modules of its own, as workers have: what asks for this script numbers it. */
const APART = new URL(import.meta.url).search;

/** Asks for a file, and refuses one that is not the published one. */
async function checked(file) {
  const response = await fetch(new URL(file, import.meta.url), { integrity: INTEGRITY[file] ?? "" });
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  return response;
}

/** As the page's own script has it: a site may want scripts that are started to be vouched for. */
function vouched(address) {
  vouched.policy ??= globalThis.trustedTypes?.createPolicy("home-assessment", { createScriptURL: (script) => script });
  return vouched.policy?.createScriptURL(address) ?? address;
}

/** Starts what reads files that are handed in: in a worker of its own or, where there can be none, on this thread. */
async function aside(tell) {
  let thread;
  try {
    thread = new Worker(vouched(import.meta.url), { type: "module", name: "intake" });
    await new Promise((resolve, reject) => {
      thread.onmessage = resolve;
      thread.onerror = reject;
    });
  } catch {
    const { run } = await import(`${new URL(import.meta.url).pathname}?${APART.slice(1)}i`);
    const ask = run("intake", tell);
    return { ask: (request) => void setTimeout(ask, 0, request), end() {} };
  }
  thread.onmessage = ({ data }) => tell(data);
  thread.onerror = () => tell([]);
  return { ask: (request) => thread.postMessage(request), end: () => thread.terminate() };
}

async function load([script, module]) {
  if (INTEGRITY[script]) await checked(script);
  const engine = await import(script + APART);
  await engine.default({ module_or_path: checked(module) });
  return engine;
}

/** Pages of this origin tell each other here that the register was written to. */
const OTHERS = "home-assessment.register";
/** More of a file is not read: it is no backup. */
const MOST_BYTES = 128 * 1024 * 1024 + 1;

/** What these words of the register do is done where files are read that are handed in. */
const HANDED_IN = /^(batch|import|profile)-/;
/** So long what is under way is waited for when someone stops it, in milliseconds. */
const STOPS_WITHIN = 2000;
/** So often it is shown how far it is. */
const SHOWN_EVERY = 200;
/** So many bytes of what is made are held; the browser keeps the rest where it sees fit. */
const MOST_HELD = 4 * 1024 * 1024;

/** What is given as it is asked with: a file as its text. */
async function read(given) {
  if (Array.isArray(given)) return Promise.all(given.map(read));
  return given instanceof Blob ? given.slice(0, MOST_BYTES).text() : given;
}

/** Reads the files that are handed in, piece by piece as the engine wants them, and holds what is made of them. */
function reader(engine, tell) {
  const chosen = {}; // files, by the act that they were chosen with
  const made = {}; // what was written: whole blobs, and after them pieces that are held
  let reading;
  const show = () => {
    const shown = engine.shown();
    tell(["0", "register", shown], [shown.buffer]);
  };
  const handOver = () => {
    const [what, name, type] = engine.due() ?? [];
    if (what) tell(["0", new Blob([...made[what].blobs, ...made[what].pieces], { type }), name], []);
  };
  const write = (what, bytes) => {
    const { blobs, pieces } = made[what];
    if (bytes.length) pieces.push(bytes);
    if ((made[what].held += bytes.length) < MOST_HELD) return;
    blobs.push(new Blob(pieces.splice(0)));
    made[what].held = 0;
  };
  const read = async () => {
    let last = performance.now();
    for (let wanted; (wanted = engine.wanted()); ) {
      const [of, what, file, from, to] = wanted.split(",");
      if (what && file === "0" && from === "0") made[what] = { blobs: [], pieces: [], held: 0 };
      // What is gone on with without a file gets an empty piece.
      const bytes = (chosen[of]?.[file] ?? new Blob()).slice(Number(from), Number(to));
      const piece = await bytes.arrayBuffer().catch(() => undefined);
      if (engine.wanted() !== wanted) continue; // someone stopped it, or chose others
      const written = piece ? engine.fed(new Uint8Array(piece)) : engine.unread();
      if (what) write(what, written);
      if (performance.now() - last < SHOWN_EVERY) continue;
      show();
      last = performance.now();
    }
    await engine.keep();
    show();
    handOver();
  };
  const resumed = engine.resume();
  /** Does what is asked for, keeps what is to be kept, shows it, and reads on. */
  return async (draft, date, word, values) => {
    await resumed;
    const files = values.filter((value) => value instanceof Blob);
    if (files.length) chosen[word] = files;
    engine.intake(draft, date, word, values.flatMap((value) => (value instanceof Blob ? [value.name, String(value.size)] : [value])));
    await engine.keep();
    handOver();
    if (!reading && engine.wanted()) {
      reading = read().finally(() => (reading = undefined));
      reading.catch(() => tell([], [])); // told as what is lost
    }
    return engine.shown();
  };
}

/** Hands on to the reader what is its own, and its answers with what the register shows. */
function handing(engine, tell, profile) {
  let begun;
  let asked; // what was last asked of the register
  let waiting;
  const part = async (ended) => {
    clearTimeout(waiting);
    begun?.then((reader) => reader.end(), () => {});
    begun = undefined;
    engine.part(ended);
    const [number, , draft, date] = asked;
    tell([number, "register", await engine.register(draft, date, "show", [])], []);
  };
  const hear = (answer) => {
    clearTimeout(waiting);
    const [, what, value] = answer;
    if (what instanceof Blob) tell(answer, []);
    else if (what === "register" && value) {
      const joined = engine.join(value);
      tell([asked[0], "register", joined], [joined.buffer]);
    } else if (what !== "adopt" || !value) part(false);
  };
  return {
    /** Remembers what is asked of the register, and whether it is the reader's. */
    takes(request) {
      asked = request;
      return HANDED_IN.test(request[4]);
    },
    async ask(request) {
      if (!begun) {
        begun = aside(hear);
        begun.then((reader) => profile() && reader.ask(["0", "adopt", profile()]), () => {});
      }
      try {
        (await begun).ask(request);
      } catch {
        part(false);
      }
      if (request[4] === "batch-cancel") waiting = setTimeout(part, STOPS_WITHIN, true);
    },
  };
}

/** What a shared folder has of the register, and what stands beside it while it is written. */
const SHARED = "home-assessment-register.txt";
const NOTE = "home-assessment-register.being-written.txt";
/** A note that is older was left by a browser that ended while it wrote, in milliseconds. */
const ABANDONED = 60_000;
/** How often a note is waited for, and how often a file that changes is joined again. */
const TRIES = 5;

/** The text of a file in a folder; empty where there is none. */
async function textOf(folder, name) {
  try {
    const file = await (await folder.getFileHandle(name)).getFile();
    if (file.size >= MOST_BYTES) throw new Error(`${name}: ${file.size} bytes`);
    return await file.text();
  } catch (error) {
    if (error.name === "NotFoundError") return "";
    throw error;
  }
}

/** Writes a file whole, unless it has changed meanwhile; gives back whether it was written. */
async function replaced(folder, name, was, text) {
  const writing = await (await folder.getFileHandle(name, { create: true })).createWritable();
  await writing.write(text);
  if ((await textOf(folder, name)) !== was) {
    await writing.abort();
    return false;
  }
  await writing.close();
  return (await textOf(folder, name)) === text;
}

/** Puts the note into a folder; gives back whether it is ours. */
async function noted(folder) {
  const ours = `${crypto.randomUUID()}\nThe register in this folder is being written. A note that is older than a minute can be deleted.\n`;
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (tries > 0) await new Promise((then) => setTimeout(then, 1000));
    const there = await folder.getFileHandle(NOTE).then((handle) => handle.getFile(), () => null);
    if (there && Math.abs(Date.now() - there.lastModified) < ABANDONED) continue;
    const was = await textOf(folder, NOTE);
    if (await replaced(folder, NOTE, was, ours)) return true;
  }
  return false;
}

/**
 * Brings the register and the one in a shared folder together: each gets what the other has. What another writes at the same
 * time is joined, not written over; `act(word, ...values)` has the engine do and say what belongs to it.
 */
async function share(engine, folder, act) {
  try {
    if (!(await noted(folder))) return act("share-held");
    try {
      for (let tries = 0; tries < TRIES; tries += 1) {
        const was = await textOf(folder, SHARED);
        const answer = await act("share", was);
        const joined = engine.shared();
        // What is damaged there, or is no register, is nobody's to write over.
        if (joined === undefined || joined === was || (await replaced(folder, SHARED, was, joined))) return answer;
      }
      return act("share-held");
    } finally {
      await folder.removeEntry(NOTE).catch(() => {}); // nobody waits for it longer than a minute
    }
  } catch (error) {
    return act("share-failed", String(error));
  }
}

/** Runs an engine; gives back what asks it. `tell` hears the answers, each with what may be handed over and not copied. */
export function run(name, tell) {
  const loading = load(MODULES[name]);
  loading.catch(() => {}); // told with each answer
  const others = typeof BroadcastChannel === "function" ? new BroadcastChannel(OTHERS) : null;
  let stale = true; // whether the register is to be read again
  if (others) {
    others.onmessage = () => {
      stale = true;
      if (name === "desk") tell(["0", "changed"], []);
    };
  }
  let profile; // where another is in use
  let handed; // what has to do with files that are handed in
  const answer = async (request) => {
    const [number, asked, ...given] = request;
    let engine;
    try {
      engine = await loading;
    } catch {
      tell([number], []);
      return;
    }
    try {
      if (stale) await engine.begin();
      stale = !others;
      if (asked === "adopt") [profile] = given; // what another engine is told of it
      if (asked === "register" && name === "desk") {
        handed ??= handing(engine, tell, () => profile);
        if (handed.takes(request)) {
          await handed.ask(request);
          return;
        }
      }
      if (asked === "register" && name === "intake") handed ??= reader(engine, tell);
      const folder = given[3]?.[0];
      const shares = asked === "register" && given[2] === "share" && typeof folder?.getFileHandle === "function";
      const act = (word, ...values) => engine.register(given[0], given[1], word, values);
      const answers = () => (name === "intake" && handed ? handed(...given) : read(given).then((given) => engine[asked](...given)));
      const answer = shares ? await share(engine, folder, act) : await answers();
      tell([number, asked, answer], answer.buffer ? [answer.buffer] : []);
      if (engine.wrote()) others?.postMessage("");
    } catch (reason) {
      tell([number, asked, null, String(reason)], []);
    }
  };
  // One after another: what is to be stored is stored before the next is answered.
  let last = Promise.resolve();
  return (data) => {
    last = last.then(() => answer(data));
    return last;
  };
}

if (!APART && typeof WorkerGlobalScope === "function" && self instanceof WorkerGlobalScope) {
  const ask = run(self.name, (answer, handed) => postMessage(answer, handed));
  onmessage = ({ data }) => ask(data);
  postMessage("running");
}
