// Compiles Svelte's files as esbuild meets them.

import { readFileSync } from "node:fs";

import { compile } from "svelte/compiler";

export const svelte = {
  name: "svelte",
  setup(building) {
    building.onLoad({ filter: /\.svelte$/ }, ({ path }) => {
      const { js, warnings } = compile(readFileSync(path, "utf8"), { filename: path, generate: "client", css: "external", dev: false });
      return { contents: js.code, warnings: warnings.map(({ message }) => ({ text: message })) };
    });
  },
};
