// Bundles the product: `node scripts/build.mjs [--dev]` writes dist/. With --dev readable, with source maps.
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { NOTICES, noticesFor } from "./notices.mjs";
import { ensureDependencies, ROOT, say, seconds } from "./project.mjs";

/** What is built: a name in dist/, where it begins, and the host that runs it. @type {readonly Bundle[]} */
export const BUNDLES = [
  { out: "client", entry: "client/src/extension.node.ts", host: "vscode-desktop" },
  { out: "web/client", entry: "client/src/extension.browser.ts", host: "vscode-web" },
  { out: "server", entry: "server/src/server.ts", host: "node" },
  { out: "engine", entry: "server/src/engine.ts", host: "node-or-worker" },
  { out: "cli", entry: "server/src/cli.ts", host: "command" },
];

/**
 * @typedef {{ out: string, entry: string, host: keyof typeof HOSTS }} Bundle
 * @typedef {import("esbuild").BuildOptions} BuildOptions
 */

/**
 * The desktop's client is the browser's, with another way to the server: what both have is taken from the browser's bundle, which
 * saves a tenth of the package (client/src/shared.ts).
 * @returns {import("esbuild").Plugin}
 */
function sharedWithTheWeb() {
  const from = (/** @type {string} */ importer, /** @type {string} */ name) => importer.includes(`/${name}/lib/node/`);
  /** @param {import("esbuild").OnResolveArgs} args */
  const sharedName = ({ path: module, importer }) => {
    if (module === "./extension.ts" && importer.endsWith("extension.node.ts")) return "extension";
    if (!/^\.\.\/common\/(?:api|client)$/.test(module)) return undefined;
    if (from(importer, "vscode-languageclient")) return "languageClient";
    if (from(importer, "vscode-languageserver-protocol")) return "protocol";
    return from(importer, "vscode-jsonrpc") ? "jsonrpc" : undefined;
  };
  return {
    name: "shared-with-the-web",
    setup(build) {
      build.onResolve({ filter: /extension\.ts$|\/common\/(?:api|client)$/ }, (args) => {
        const name = sharedName(args);
        return name === undefined ? undefined : { path: name, namespace: "shared" };
      });
      build.onResolve({ filter: /^\.\/web\/client\.js$/ }, ({ path: module }) => ({ path: module, external: true }));
      build.onLoad({ filter: /.*/, namespace: "shared" }, ({ path: name }) => ({
        contents: `module.exports = require("./web/client.js").shared.${name};`,
        loader: "js",
      }));
    },
  };
}

/** esbuild's options for each host. */
const HOSTS = {
  "vscode-desktop": /** @type {BuildOptions} */ ({
    platform: "node",
    format: "cjs",
    external: ["vscode"],
    plugins: [sharedWithTheWeb()],
  }),
  "vscode-web": /** @type {BuildOptions} */ ({ platform: "browser", format: "cjs", external: ["vscode"] }),
  // A process that loads the engine beside it when it is wanted.
  node: /** @type {BuildOptions} */ ({ platform: "node", format: "cjs", external: ["./engine.js"] }),
  // A plain script without imports and exports, which is both a module for Node and a worker. No function around it: V8 would
  // read all that is in it twice.
  "node-or-worker": /** @type {BuildOptions} */ ({
    platform: "neutral",
    format: "esm",
    banner: { js: '"use strict";' },
    conditions: ["browser", "module"],
    logOverride: { "commonjs-variable-in-esm": "silent" },
  }),
  command: /** @type {BuildOptions} */ ({ platform: "node", format: "cjs", banner: { js: "#!/usr/bin/env node" } }),
};

/** Builds everything into dist/, which is emptied first. @param {{ dev?: boolean }} [options] */
export async function build({ dev = false } = {}) {
  const started = Date.now();
  rmSync(path.join(ROOT, "dist"), { recursive: true, force: true });
  const metafiles = await Promise.all(BUNDLES.map((bundle) => buildOne(bundle, { dev })));
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
    plugins: [esbuildAssets, ...(options.plugins ?? [])],
  });
}

if (process.argv[1] === import.meta.filename) {
  await ensureDependencies();
  await build({ dev: process.argv.includes("--dev") });
}
