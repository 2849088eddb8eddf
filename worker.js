// Makes the letter as a file, away from the page: the page asks with [number, draft, format, date] and is answered with
// [number, bytes], [number, reason], or [number] where the module that makes files could not be loaded.

import init, { letter } from "./engine.js";

const ready = init({ module_or_path: new URL("./engine_bg.wasm", import.meta.url) });
ready.catch(() => {}); // told with each answer

onmessage = async ({ data: [number, draft, format, date] }) => {
  try {
    await ready;
  } catch {
    postMessage([number]);
    return;
  }
  try {
    const bytes = letter(draft, format, date);
    postMessage([number, bytes], [bytes.buffer]);
  } catch (reason) {
    postMessage([number, String(reason)]);
  }
};
