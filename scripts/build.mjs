// Bundles the product: `node scripts/build.mjs [--dev]` writes dist/. With --dev readable, with source maps.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { NOTICES, noticesFor } from "./notices.mjs";
import { ensureDependencies, ROOT, say, seconds } from "./project.mjs";

/** What is built: a name in dist/, where it begins, and the host that runs it. @type {readonly Bundle[]} */
export const BUNDLES = [
  { out: "client", entry: "client/src/extension.node.ts", host: "vscode-desktop" },
  { out: "web/client", entry: "client/src/extension.browser.ts", host: "vscode-web" },
  { out: "server", entry: "server/src/server.ts", host: "node" },
  { out: "web/server", entry: "server/src/server.browser.ts", host: "worker" },
  { out: "engine", entry: "server/src/engine.ts", host: "node-or-worker" },
  { out: "cli", entry: "server/src/cli.ts", host: "command" },
];

/**
 * @typedef {{ out: string, entry: string, host: keyof typeof HOSTS }} Bundle
 * @typedef {import("esbuild").BuildOptions} BuildOptions
 */

/**
 * What the desktop's client and server are but for their way to each other: the bundle of the browser that holds it too, and the
 * names in its `shared` by what is imported (client/src/shared.ts, server/src/shared.ts).
 */
const SHARED = {
  client: {
    bundle: "./web/client.js",
    names: {
      "./extension.ts": "extension",
      "vscode-languageclient": "languageClient",
      "vscode-languageserver-protocol": "protocol",
      "vscode-jsonrpc": "jsonrpc",
    },
  },
  server: {
    bundle: "./web/server.js",
    names: {
      "./lsp.ts": "lsp",
      // It gives all that the two below it give.
      "vscode-languageserver": "languageServer",
      "vscode-languageserver-protocol": "languageServer",
      "vscode-jsonrpc": "languageServer",
    },
  },
};

/**
 * Takes what a side has in the browser as well from the browser's bundle, which packs it once and saves a seventh of the package.
 * @param {typeof SHARED[keyof typeof SHARED]} side
 * @returns {import("esbuild").Plugin}
 */
function sharedWithTheWeb({ bundle: file, names }) {
  const shared = new Map(Object.entries(names));
  /** A package's part for Node imports the part for every host by a path. @param {import("esbuild").OnResolveArgs} args */
  const nameOf = ({ path: module, importer }) =>
    module.startsWith("../common/")
      ? [...shared].find(([name]) => importer.includes(`/${name}/lib/node/`))?.[1]
      : importer.includes("/src/")
        ? shared.get(module)
        : undefined;
  return {
    name: "shared-with-the-web",
    setup(build) {
      build.onResolve({ filter: /\.ts$|^\.\.\/common\/(?:api|client|server)$/ }, (args) => {
        const name = nameOf(args);
        return name === undefined ? undefined : { path: name, namespace: "shared" };
      });
      build.onResolve({ filter: /^\.\/web\// }, ({ path: module }) => ({ path: module, external: true }));
      build.onLoad({ filter: /.*/, namespace: "shared" }, ({ path: name }) => ({
        contents: `module.exports = require(${JSON.stringify(file)}).shared.${name};`,
        loader: "js",
      }));
    },
  };
}

/** Options for what is a module in Node and a script in a worker. @param {BuildOptions} options @returns {BuildOptions} */
function script(options) {
  return {
    platform: "neutral",
    format: "esm",
    conditions: ["browser", "module"],
    logOverride: { "commonjs-variable-in-esm": "silent" },
    ...options,
  };
}

/** esbuild's options for each host. */
const HOSTS = {
  "vscode-desktop": /** @type {BuildOptions} */ ({
    platform: "node",
    format: "cjs",
    external: ["vscode"],
    plugins: [sharedWithTheWeb(SHARED.client)],
  }),
  "vscode-web": /** @type {BuildOptions} */ ({ platform: "browser", format: "cjs", external: ["vscode"] }),
  // A process that loads the engine beside it when it is wanted.
  node: /** @type {BuildOptions} */ ({
    platform: "node",
    format: "cjs",
    plugins: [sharedWithTheWeb(SHARED.server)],
  }),
  // Plain scripts without imports and exports, which both a Node process and a worker load. No function around the engine: V8
  // would read all that is in it twice. One around the server: both are loaded into the same worker, with names of their own.
  worker: script({ banner: { js: '"use strict";(()=>{' }, footer: { js: "})();" } }),
  "node-or-worker": script({ banner: { js: '"use strict";' } }),
  command: /** @type {BuildOptions} */ ({ platform: "node", format: "cjs", banner: { js: "#!/usr/bin/env node" } }),
};

/**
 * Builds everything into dist/, which is emptied first.
 * @param {{ dev?: boolean, smallest?: boolean }} [options] smallest: what is packed is made smaller once more, which takes half a minute
 */
export async function build({ dev = false, smallest = false } = {}) {
  const started = Date.now();
  rmSync(path.join(ROOT, "dist"), { recursive: true, force: true });
  const metafiles = await Promise.all(BUNDLES.map((bundle) => buildOne(bundle, { dev })));
  if (smallest)
    for (const { out, host } of BUNDLES) if (host !== "command") await shrink(path.join(ROOT, "dist", `${out}.js`));
  writeFileSync(path.join(ROOT, "dist", NOTICES), noticesFor(metafiles));
  say(`Built dist/ in ${seconds(started)}.`);
}

/** Builds one; gives what it was made of. Without `write` nothing is put into dist/. @param {Bundle} bundle @param {{ dev?: boolean, write?: boolean, outdir?: string }} options */
export async function buildOne({ out, entry, host }, { dev = false, write = true, outdir = path.join(ROOT, "dist") }) {
  const { metafile } = await bundle({
    ...HOSTS[host],
    entryPoints: { [out]: path.join(ROOT, entry) },
    outdir,
    minify: !dev,
    sourcemap: dev,
    metafile: true,
    write,
  });
  if (metafile === undefined) throw new Error("esbuild did not say what it put together.");
  return metafile;
}

/**
 * Writes a bundle again with fewer bytes, which saves 3 % of the package. Functions stay as they are: put into one another they would be
 * slower where V8 compiles each by itself.
 * @param {string} file
 */
async function shrink(file) {
  // terser: its short names are chosen for what Deflate makes of them, and it leaves out more than esbuild.
  const { minify } = await import("terser");
  const { code } = await minify(readFileSync(file, "utf8"), {
    toplevel: true,
    ecma: 2020,
    compress: { inline: false, reduce_funcs: false },
    format: { ascii_only: true },
  });
  if (code === undefined) throw new Error(`terser gave nothing for ${file}.`);
  writeFileSync(file, code);
}

/** `sources: [...],` in a rule, in one line or with a line for each. */
const SOURCES = /^( +)sources: \[(?:.*|\n(?:\1 .*\n)+\1)\],\n/m;

/** Leaves out where the facts of rules come from, which the product is never asked: 6 kB of the package. @type {import("esbuild").Plugin} */
const withoutSources = {
  name: "without-sources",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]rules[\\/][a-z\d-]+[\\/]index\.ts$/ }, async ({ path: file }) => ({
      contents: (await readFile(file, "utf8")).replace(SOURCES, ""),
      loader: "ts",
    }));
  },
};

/** A namespace as TypeScript writes it, which fills itself: `export var X; (function (X) { ... })(X || (X = {}));`. */
const NAMESPACE = /^(export )?var (\w+);\r?\n\(function \(\2\) \{(.*?)^\}\)\(\2 \|\| \(\2 = \{\}\)\);/gms;

/** Lets esbuild leave out the namespaces of a package that nobody uses: the engine needs a dozen of 83, which saves 6 kB of the package. @type {import("esbuild").Plugin} */
const usedNamespaces = {
  name: "used-namespaces",
  setup({ onLoad }) {
    onLoad({ filter: /vscode-languageserver-types[\\/]lib[\\/]esm[\\/]main\.js$/ }, async ({ path: file }) => ({
      contents: (await readFile(file, "utf8")).replace(
        NAMESPACE,
        "$1var $2 = /* @__PURE__ */ (function ($2) {$3return $2; })({});",
      ),
      loader: "js",
    }));
  },
};

/** esbuild as this project uses it, for the product and for its tests. @param {BuildOptions} options */
export async function bundle(options) {
  const [esbuild, { esbuildAssets }] = await Promise.all([import("esbuild"), import("./assets.mjs")]);
  return esbuild.build({
    bundle: true,
    // Whoever starts it elsewhere gets the same paths in what esbuild tells of its inputs.
    absWorkingDir: ROOT,
    target: "es2022",
    // All in Latin-1: V8 keeps such a text in half the memory and reads it faster.
    charset: "ascii",
    logLevel: "warning",
    // The ES module of a package before its older form: vscode-uri, tldts and others are smaller and safer that way.
    mainFields: options.platform === "browser" ? ["browser", "module", "main"] : ["module", "main"],
    ...options,
    plugins: [esbuildAssets, withoutSources, usedNamespaces, ...(options.plugins ?? [])],
  });
}

if (process.argv[1] === import.meta.filename) {
  await ensureDependencies();
  await build({ dev: process.argv.includes("--dev") });
}
