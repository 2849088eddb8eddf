// What every holder of the app needs of a browser: fetching its parts, each checked, and starting its engines. The page's boot.js
// and the element's script are each made of this and their own.

/** A page may want scripts that are started to be vouched for; where it does not let us, the engines run on its own thread. */
function vouched(address) {
  const types = globalThis.trustedTypes;
  vouched.policy ??= types?.createPolicy("home-assessment", { createScriptURL: (script) => script });
  return vouched.policy?.createScriptURL(address) ?? address;
}

/** Where a register is shared, someone picks the folder: it goes with what is asked, or nothing where a browser has no folders. */
async function picked(request) {
  const folder = await showDirectoryPicker({ id: "register", mode: "readwrite" }).catch(({ name }) => name);
  if (folder === "AbortError") return [...request.slice(0, 4), "show", []];
  return [...request.slice(0, 5), typeof folder === "string" ? [] : [folder]];
}

/** The app of these parts, each with its address and its integrity; an empty integrity is not checked. */
function assemble({ script, module, worker }) {
  const fetched = async ([address, integrity]) => {
    const response = await fetch(address, { integrity });
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return response;
  };
  const checked = async (part) => {
    if (part[1]) await fetched(part);
    return part[0];
  };
  let loading;
  let apart = 0;

  /** A worker that runs, which may be forbidden, or out of reach. */
  async function running(name) {
    const thread = new Worker(vouched(worker[0]), { type: "module", name });
    await new Promise((resolve, reject) => {
      thread.onmessage = resolve;
      thread.onerror = reject;
    });
    return thread;
  }

  return {
    /** What puts the app into an element. It is fetched once. */
    load() {
      const begin = async () => {
        const compiled = fetched(module);
        compiled.catch(() => {}); // told below
        const glue = await import(await checked(script));
        await glue.default({ module_or_path: compiled });
        return glue.mount;
      };
      loading ??= begin();
      loading.catch(() => (loading = undefined));
      return loading;
    },

    /** Starts an engine: in a worker, or on the page's own thread. `hear` hears its answers, and nothing where it is lost. */
    start(name, hear) {
      let ended;
      let thread;
      const tell = (answer) => ended || hear(answer);
      const begun = checked(worker).then(async () => {
        try {
          thread = await running(name);
        } catch {
          const { run } = await import(`${worker[0]}?${(apart += 1)}`);
          const ask = run(name, tell);
          return (request) => setTimeout(ask, 0, request); // what waits for it is shown first
        }
        if (ended) thread.terminate();
        thread.onmessage = ({ data }) => tell(data);
        thread.onerror = () => tell();
        return (request) => thread.postMessage(request);
      });
      begun.catch(() => tell());
      return {
        ask(request) {
          const shares = request[4] === "share" && globalThis.showDirectoryPicker;
          const given = shares ? picked(request) : request;
          Promise.all([begun, given]).then(([ask, request]) => ask(request)).catch(() => {});
        },
        end() {
          ended = true;
          thread?.terminate();
        },
      };
    },
  };
}

/** The policy of a page or a browser can forbid WebAssembly that is there: then compiling it fails, and nothing else does. */
function refused(error) {
  return typeof WebAssembly !== "object" || error instanceof WebAssembly.CompileError;
}

/** What to say where the app cannot be shown. */
function apology(error) {
  return refused(error)
    ? "The form needs WebAssembly, which this browser does not have, or this page’s server does not allow."
    : "The form could not be loaded. Check your connection and reload the page.";
}
