// A slow link in front of a site. Chromium's own slows the page alone and not its workers, so the link is slow itself: whatever
// is fetched, by whom and over how many connections, shares one line each way.

import { createConnection, createServer } from "node:net";
import { setTimeout as after } from "node:timers/promises";

import { SLOW_4G } from "../../tests/browser/budgets.mjs";

const NO_DELAY = { noDelay: true };

/** Puts the link in front of an origin; gives back `{ origin, requested, close }`: `requested` lists the addresses asked for. */
export async function slowLink(origin, { latency, downloadThroughput, uploadThroughput } = SLOW_4G) {
  const { hostname, port } = new URL(origin);
  const [down, up] = [line(downloadThroughput, latency / 2), line(uploadThroughput, latency / 2)];
  const requested = [];
  const open = new Set();
  const server = createServer(NO_DELAY, async (browser) => {
    // What is under way goes down with the link.
    const site = createConnection({ host: hostname, port: Number(port), ...NO_DELAY });
    for (const [end, other] of [
      [browser, site],
      [site, browser],
    ]) {
      open.add(end);
      end.on("error", () => other.destroy());
      end.on("close", () => open.delete(end));
    }
    browser.on("data", (piece) => requested.push(...addresses(piece)));
    browser.pause();
    await after(latency); // a connection is made by going there and back
    up(browser, site);
    down(site, browser);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    requested,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const end of open) end.destroy();
      await closed;
    },
  };
}

/** What is asked for in what a browser sends; none of it has a body. */
function addresses(piece) {
  return [...piece.toString("latin1").matchAll(/^GET (\S+) HTTP/gm)].map(([, address]) => address);
}

/** One way of the link: carries from one socket to another, so many bytes a second, each so many milliseconds on its way. */
function line(rate, delay) {
  let free = 0; // when the line has carried what it was given
  const carried = async (bytes) => {
    free = Math.max(free, performance.now()) + (bytes / rate) * 1000;
    await after(free + delay - performance.now());
  };
  return (from, to) => {
    let last = Promise.resolve();
    const inOrder = (bytes, deliver) => {
      const arrival = carried(bytes);
      last = last.then(() => arrival).then(() => to.destroyed || deliver());
    };
    from.on("data", (piece) => inOrder(piece.length, () => to.write(piece)));
    from.on("end", () => inOrder(0, () => to.end()));
    from.resume();
  };
}
