// Assets that the sources import as modules: Markdown pages as text, YAML data as JSON text, to be parsed when it is first
// wanted (a start of the server does not wait for it). One form each for vitest and esbuild.
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { parse } from "yaml";

/** @param {string} file @param {string} text */
function moduleValue(file, text) {
  return file.endsWith(".md") ? text : JSON.stringify(parse(text));
}

/** For vitest. */
export function textAssets() {
  return {
    name: "text-assets",
    enforce: /** @type {const} */ ("pre"),
    /** What vitest keeps of an asset between runs is no longer right when this file changes. @param {any} context */
    configureVitest({ experimental_defineCacheKeyGenerator: define }) {
      const own = readFileSync(import.meta.filename, "utf8");
      define((/** @type {{ id: string }} */ { id }) => (/\.(md|yaml)$/.test(id) ? own : undefined));
    },
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
      contents: moduleValue(path, await readFile(path, "utf8")),
      loader: "text",
    }));
  },
};
