// Makes files, and opens records, away from the page. The page asks with [number, draft, format, date, document] for a file,
// and with [number, record] for what a record holds. It is answered with [number, bytes] or [number, texts], with
// [number, reason], or with [number] where the module that does it could not be loaded.

import init, { file, open } from "./engine.js";

const ready = init({ module_or_path: new URL("./engine_bg.wasm", import.meta.url) });
ready.catch(() => {}); // told with each answer

onmessage = async ({ data: [number, text, format, date, document] }) => {
  try {
    await ready;
  } catch {
    postMessage([number]);
    return;
  }
  try {
    if (format === undefined) {
      postMessage([number, open(text)]);
      return;
    }
    const bytes = file(text, format, date, document);
    postMessage([number, bytes], [bytes.buffer]);
  } catch (reason) {
    postMessage([number, String(reason)]);
  }
};
