// What scripts write from the sources is fresh: lists, manifest, schemas, pages, man page, README.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect, it } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");

it.each([
  ["the rules", "rules.mjs"],
  ["the kinds of files, in the manifest, the client and the documents, too", "kinds.mjs"],
  ["the descriptions of commands, in the man page and the README", "commands.mjs"],
])("what is written from %s", (_what, script) => {
  const command = [path.join(ROOT, "scripts", script), "--check"];
  const { status, stderr } = spawnSync(process.execPath, command, { encoding: "utf8" });
  expect(stderr).toBe("");
  expect(status).toBe(0);
});
