// Runs the engine away from the page. The worker's name says which: "desk" is small and answers while someone types, "press"
// makes files and opens records. The page asks with [number, "outcome", draft, date] for what follows from a draft, with
// [number, "prospects", draft, date] for what would change the stance, with [number, "gleaned", text] for the answers that a
// text gives, with [number, "illustrated", draft, date] for pictures and evidence, with [number, "file", draft, format, date, document] for a file, and with [number, "open", record] for what a
// record holds. It is answered with [number, asked, answer], with [number, asked, null, reason], or with [number] where the
// module could not be loaded.

const MODULES = { desk: ["./desk.js", "./desk_bg.wasm"], press: ["./engine.js", "./engine_bg.wasm"] };

async function load([script, module]) {
  const engine = await import(script);
  await engine.default({ module_or_path: new URL(module, import.meta.url) });
  return engine;
}

const loading = load(MODULES[self.name]);
loading.catch(() => {}); // told with each answer

onmessage = async ({ data: [number, asked, ...given] }) => {
  let engine;
  try {
    engine = await loading;
  } catch {
    postMessage([number]);
    return;
  }
  try {
    const answer = engine[asked](...given);
    postMessage([number, asked, answer], answer.buffer ? [answer.buffer] : []);
  } catch (reason) {
    postMessage([number, asked, null, String(reason)]);
  }
};
