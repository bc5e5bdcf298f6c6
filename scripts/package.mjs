// Packs the extension: `npm run package` writes sendmail-VERSION.vsix.
import { cpSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "./build.mjs";
import { ensureDependencies, ROOT, readManifest, runNode, say } from "./project.mjs";

/** What the packed extension may weigh, in bytes. */
const LIMIT = 1_000_000;

/**
 * The manifest of the published extension: with the addresses of the repository that builds it, which only GitHub's runner knows. The
 * README's links and its picture then lead there.
 * @param {Record<string, unknown>} manifest @param {string} repository `owner/name`
 */
export function withRepository(manifest, repository) {
  const url = `https://github.com/${repository}`;
  return {
    ...manifest,
    repository: { type: "git", url: `${url}.git` },
    bugs: { url: `${url}/issues` },
    homepage: `${url}#readme`,
  };
}

/**
 * A folder with just the files that are packed, and a manifest that names the repository; gives it.
 * @param {string} repository
 */
async function publishedFolder(repository) {
  const folder = path.join(ROOT, "out/vsix");
  rmSync(folder, { recursive: true, force: true });
  /** @type {string[]} */
  const files = [];
  await runNode(VSCE, ["ls", "--no-dependencies"], { onLine: (line) => files.push(line.trim()) });
  for (const file of files.filter((name) => name !== "" && name !== "package.json"))
    cpSync(path.join(ROOT, file), path.join(folder, file));
  const manifest = withRepository(readManifest(), repository);
  writeFileSync(path.join(folder, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
  return folder;
}

const VSCE = "node_modules/@vscode/vsce/vsce";

/**
 * Builds and packs; gives the path of the .vsix. Throws where it is too large.
 *
 * @param {{ quick?: boolean }} [options] quick: for this machine alone, so as it is, which saves most of a minute
 */
export async function packageExtension({ quick = false } = {}) {
  await build({ smallest: !quick });
  const { name, version } = readManifest();
  const file = path.join(ROOT, `${name}-${version}.vsix`);
  rmSync(file, { force: true });
  /** @type {string[]} */
  const said = [];
  const repository = process.env.GITHUB_REPOSITORY;
  // All dependencies are in the bundles. The README's picture is on the project's page, not in the package.
  const status = await runNode(
    VSCE,
    [
      "package",
      "--no-dependencies",
      ...(repository === undefined ? ["--allow-missing-repository", "--no-rewrite-relative-links"] : []),
      "--out",
      file,
    ],
    {
      onLine: (line) => said.push(line),
      ...(repository === undefined ? {} : { cwd: await publishedFolder(repository) }),
    },
  );
  if (status !== 0) throw new Error(`vsce failed:\n${said.join("\n")}`);
  if (quick) return file;
  const { squeezeZip } = await import("./squeeze.mjs");
  await squeezeZip(file);
  const { size } = statSync(file);
  say(`${path.basename(file)}: ${Math.ceil(size / 1000)} kB (limit ${LIMIT / 1000} kB).`);
  if (size >= LIMIT) throw new Error("The packed extension is too large.");
  return file;
}

if (process.argv[1] === import.meta.filename) {
  await ensureDependencies();
  await packageExtension();
}
