// Compiles Svelte's files as esbuild meets them.

import { readFileSync } from "node:fs";

import { compile } from "svelte/compiler";

export const svelte = {
  name: "svelte",
  setup(building) {
    // As constants these let the bundler drop what is for development alone.
    building.onResolve({ filter: /^esm-env$/ }, () => ({ path: "esm-env", namespace: "constants" }));
    building.onLoad({ filter: /.*/, namespace: "constants" }, () => ({
      contents: "export const BROWSER = true; export const DEV = false; export const NODE = false;",
    }));
    building.onLoad({ filter: /\.svelte$/ }, ({ path }) => {
      const { js, warnings } = compile(readFileSync(path, "utf8"), {
        filename: path,
        generate: "client",
        css: "external",
        dev: false,
      });
      return { contents: js.code, warnings: warnings.map(({ message }) => ({ text: message })) };
    });
  },
};
