// Assets that the sources import as modules: Markdown pages as text, YAML data as JSON. One form each for vitest and esbuild.
import { readFile } from "node:fs/promises";
import { parse } from "yaml";

/** @param {string} file @param {string} text */
function moduleValue(file, text) {
  return file.endsWith(".md") ? text : parse(text);
}

/** For vitest. */
export function textAssets() {
  return {
    name: "text-assets",
    enforce: /** @type {const} */ ("pre"),
    /** @param {string} id */
    async load(id) {
      if (!/\.(md|yaml)$/.test(id)) return undefined;
      return `export default ${JSON.stringify(moduleValue(id, await readFile(id, "utf8")))};`;
    },
  };
}

/** For esbuild. @type {import("esbuild").Plugin} */
export const esbuildAssets = {
  name: "text-assets",
  setup(build) {
    build.onLoad({ filter: /\.(md|yaml)$/ }, async ({ path }) => ({
      contents: JSON.stringify(moduleValue(path, await readFile(path, "utf8"))),
      loader: "json",
    }));
  },
};
