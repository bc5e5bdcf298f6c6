// Packs the command line for npm: `node scripts/npm.mjs` writes out/sendmail-lint-VERSION.tgz, which needs no other package.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { BUNDLES, buildOne } from "./build.mjs";
import { manPage } from "./man.mjs";
import { NOTICES, noticesFor } from "./notices.mjs";
import { ensureDependencies, mustRun, ROOT, readManifest, say } from "./project.mjs";

/** The manifest of the package: nothing of VS Code, no dependencies. */
export function npmManifest() {
  const { version, license, engines, keywords } = readManifest();
  // Provenance names the repository that built it: known where GitHub builds.
  const repository = process.env.GITHUB_REPOSITORY;
  return {
    name: "sendmail-lint",
    version,
    description:
      "Says what sendmail does with its configuration, above all for whom it relays mail: command line and language server.",
    license,
    keywords: keywords
      .filter((/** @type {string} */ word) => word !== "language server")
      .concat("lsp", "linter", "cli"),
    ...(repository === undefined
      ? {}
      : { repository: { type: "git", url: `git+https://github.com/${repository}.git` } }),
    bin: { "sendmail-lint": "dist/cli.js" },
    man: ["./man/sendmail-lint.1"],
    types: "./index.d.ts",
    exports: {
      ".": { types: "./index.d.ts" },
      "./schema.json": "./schemas/sendmail-lint.schema.json",
      "./package.json": "./package.json",
    },
    files: ["dist", "man", "schemas", "index.d.ts", NOTICES, "CHANGELOG.md"],
    engines: { node: engines.node },
    publishConfig: { access: "public", provenance: true },
  };
}

/** Writes the package's folder and packs it; gives the path of the tarball. @param {string} folder where both are written */
export async function packNpm(folder) {
  const root = path.join(folder, "npm");
  rmSync(root, { recursive: true, force: true });
  for (const name of ["dist", "man", "schemas"]) mkdirSync(path.join(root, name), { recursive: true });
  const bundle = BUNDLES.find(({ out }) => out === "cli");
  if (bundle === undefined) throw new Error("There is no bundle of the command line.");
  const metafile = await buildOne(bundle, { outdir: path.join(root, "dist") });
  writeFileSync(path.join(root, NOTICES), noticesFor([metafile]));
  writeFileSync(path.join(root, "package.json"), `${JSON.stringify(npmManifest(), undefined, 2)}\n`);
  writeFileSync(path.join(root, "man/sendmail-lint.1"), manPage());
  writeFileSync(path.join(root, "README.md"), readme());
  copyFileSync(path.join(ROOT, "server/src/cli/json-types.ts"), path.join(root, "index.d.ts"));
  for (const name of ["LICENSE", "CHANGELOG.md", "schemas/sendmail-lint.schema.json"])
    copyFileSync(path.join(ROOT, name), path.join(root, name));
  await mustRun("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder], {
    cwd: root,
    onLine: () => undefined,
  });
  return path.join(folder, `sendmail-lint-${readManifest().version}.tgz`);
}

/** The part of the project's README that is about the command line. */
function readme() {
  const whole = readFileSync(path.join(ROOT, "README.md"), "utf8");
  const part = (/** @type {string} */ title) =>
    new RegExp(`^## ${title}\n.*?(?=^## |(?![^]))`, "ms").exec(whole)?.[0] ?? "";
  const text = [part("Command line"), part("Privacy")].join("\n").replace(/\[([^\]]+)\]\((?!https?:)[^)]*\)/g, "$1");
  return `# sendmail-lint\n\nSays what sendmail does with its configuration, above all for whom it relays mail.\n\n${text}`;
}

if (process.argv[1] === import.meta.filename) {
  await ensureDependencies();
  say(`Packed ${path.relative(ROOT, await packNpm(path.join(ROOT, "out")))}.`);
}
