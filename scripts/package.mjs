// Packs the extension: `npm run package` writes sendmail-VERSION.vsix.
import { rmSync, statSync } from "node:fs";
import path from "node:path";
import { build } from "./build.mjs";
import { ensureDependencies, ROOT, readManifest, runNode, say } from "./project.mjs";

/** What the packed extension may weigh, in bytes. */
const LIMIT = 1_000_000;

/** Builds and packs; gives the path of the .vsix. Throws where it is too large. */
export async function packageExtension() {
  await build();
  const { name, version } = readManifest();
  const file = path.join(ROOT, `${name}-${version}.vsix`);
  rmSync(file, { force: true });
  /** @type {string[]} */
  const said = [];
  const status = await runNode(
    "node_modules/@vscode/vsce/vsce",
    // All dependencies are in the bundles. The README's picture is on the project's page, not in the package.
    ["package", "--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links", "--out", file],
    { onLine: (line) => said.push(line) },
  );
  if (status !== 0) throw new Error(`vsce failed:\n${said.join("\n")}`);
  const { size } = statSync(file);
  say(`${path.basename(file)}: ${Math.ceil(size / 1000)} kB (limit ${LIMIT / 1000} kB).`);
  if (size >= LIMIT) throw new Error("The packed extension is too large.");
  return file;
}

if (process.argv[1] === import.meta.filename) {
  await ensureDependencies();
  await packageExtension();
}
