// Where what is built and kept here lies.

import path from "node:path";

import { root } from "../../tests/browser/places.mjs";

const target = path.resolve(root, process.env.CARGO_TARGET_DIR ?? "target", "peers");

/** The folder of a built peer. */
export const built = (name) => path.join(target, name);

/** Where invented proposals are kept on which the rules here and the command line differ. */
export const differing = path.join(target, "differing");
