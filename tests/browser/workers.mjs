// The workers of a page, each asked through Chromium's own protocol: what they hold in memory is seen from nowhere else.

/** Follows the workers of the page that a CDP session is of. Gives back one `ask(method, params)` for each, by its name. */
export async function follow(client) {
  const asks = new Map();
  const waiting = new Map();
  let last = 0;
  client.on("Target.receivedMessageFromTarget", ({ message }) => {
    const { id, result, error } = JSON.parse(message);
    const { resolve, reject } = waiting.get(id) ?? {};
    waiting.delete(id);
    if (error) reject?.(new Error(error.message));
    else resolve?.(result);
  });
  client.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => {
    const ask = (method, params = {}) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        const message = JSON.stringify({ id: last, method, params });
        client.send("Target.sendMessageToTarget", { sessionId, message }).catch(reject);
      });
    asks.set(targetInfo.title, ask);
  });
  // Sessions that are not flat, because Playwright answers for flat ones itself.
  await client.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  return asks;
}

/** What is held once garbage is collected, in bytes: by scripts, and in WebAssembly's memories. */
export async function held(ask) {
  await ask("HeapProfiler.enable");
  await ask("HeapProfiler.collectGarbage");
  const { usedSize } = await ask("Runtime.getHeapUsage");
  const { result } = await ask("Runtime.evaluate", { expression: "WebAssembly.Memory.prototype" });
  const { objects } = await ask("Runtime.queryObjects", { prototypeObjectId: result.objectId });
  const sum = "function () { return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0); }";
  const bytes = { objectId: objects.objectId, functionDeclaration: sum, returnByValue: true };
  const wasm = (await ask("Runtime.callFunctionOn", bytes)).result.value;
  return { script: usedSize, wasm };
}
