// The page for a frame: the element alone, in the words that the frame's address asks for. What happens in it is told to the
// page that holds the frame and to no other: nobody else is known to be there.

import "./home-assessment.js";

const EVENTS = ["ready", "assessed", "exported", "error", "height"];
const element = document.querySelector("home-assessment");

/** The origin of the page that holds the frame, where the browser says it. */
function holder() {
  const origin = location.ancestorOrigins?.[0] ?? (document.referrer && new URL(document.referrer).origin);
  return /^https?:/.test(origin ?? "") ? origin : undefined;
}

const asked = new URLSearchParams(location.search);
for (const name of ["mode", "theme"]) {
  if (asked.has(name)) element.setAttribute(name, asked.get(name));
}

const target = parent === window ? undefined : holder();
if (target) {
  for (const name of EVENTS) {
    element.addEventListener(name, ({ type, detail }) => parent.postMessage({ source: "home-assessment", type, detail }, target));
  }
}
