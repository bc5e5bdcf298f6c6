// `npm run corpus -- DIR`: runs the checker over a folder of real configurations and prints what it says, by code.
// DIR holds mc/, access/, relay-domains/ and other/, with one file for each configuration, named as one likes or SOURCE--NAME.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { build } from "./build.mjs";
import { ensureDependencies, ROOT, say } from "./project.mjs";

/** What a file of each folder is called on a server; those of other/ say it themselves. @type {Record<string, string | undefined>} */
const KINDS = { mc: "sendmail.mc", access: "access", "relay-domains": "relay-domains", other: undefined };

/** A finding as `--format json` has it (docs/ARCHITECTURE.md). @typedef {{ file: string, range: { start: { line: number } }, severity: string, code: string, message: string }} Finding */

const OUT = path.join(ROOT, "out/corpus");
const corpus = process.argv[2] ?? process.env.SENDMAIL_CORPUS;
if (!corpus || !existsSync(corpus)) {
  say("Usage: npm run corpus -- DIR");
  process.exit(2);
}
await ensureDependencies();
await build();
const files = stage(corpus);
// What it could not judge is said on the other stream, and shown as it is.
const { status, stdout } = spawnSync(
  process.execPath,
  [path.join(ROOT, "dist/cli.js"), "check", OUT, "--format", "json"],
  { encoding: "utf8", maxBuffer: 2 ** 28, stdio: ["ignore", "pipe", "inherit"] },
);
if (status === null || status > 1) process.exit(1);
print(JSON.parse(stdout), files);

/** Copies each file into a folder of its own, under the name that it has on a server: no two of them are one site. @param {string} from */
function stage(from) {
  rmSync(OUT, { recursive: true, force: true });
  let count = 0;
  for (const [kind, known] of Object.entries(KINDS)) {
    if (!existsSync(path.join(from, kind))) continue;
    for (const file of readdirSync(path.join(from, kind))) {
      const folder = path.join(OUT, kind, file);
      mkdirSync(folder, { recursive: true });
      copyFileSync(path.join(from, kind, file), path.join(folder, known ?? file.split("--").at(-1) ?? file));
      count++;
    }
  }
  return count;
}

/** @param {readonly Finding[]} findings @param {number} files */
function print(findings, files) {
  const byCode = group(findings);
  const rows = [...byCode].sort(([, a], [, b]) => b.length - a.length);
  for (const [code, found] of rows) {
    const severities = [...new Set(found.map(({ severity }) => severity))].join("/");
    const inFiles = new Set(found.map(({ file }) => file)).size;
    say(
      `${String(found.length).padStart(5)} in ${String(inFiles).padStart(3)} files  ${severities.padEnd(12)} ${code}`,
    );
    const [example] = found;
    if (!example) continue;
    const name = path.relative(OUT, path.resolve(example.file)).split(path.sep).slice(0, 2).join("/");
    say(`      ${name}:${example.range.start.line + 1}: ${example.message}`);
  }
  const errors = findings.filter(({ severity }) => severity === "error").length;
  say(`\n${findings.length} findings (${errors} errors) under ${byCode.size} codes in ${files} files.`);
}

/** By code. @param {readonly Finding[]} findings */
function group(findings) {
  /** @type {Map<string, Finding[]>} */
  const groups = new Map();
  for (const finding of findings) groups.set(finding.code, [...(groups.get(finding.code) ?? []), finding]);
  return groups;
}
