// The man page of the command line, made from docs/sendmail-lint.1.md by marked-man, which keeps lines that begin with a dot.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT, readManifest } from "./project.mjs";

/** The page as troff. The same in every build: it has no date, only the version. */
export function manPage() {
  const markdown = readFileSync(path.join(ROOT, "docs/sendmail-lint.1.md"), "utf8").replace(/<!--.*?-->\n+/gs, "");
  const tool = path.join(ROOT, "node_modules/marked-man/bin/marked-man.js");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [tool, "--version", readManifest().version, "--manual", "sendmail-lint", "--date", "0"],
    { input: markdown, encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`marked-man failed: ${stderr}`);
  return stdout.replace(/^(\.TH "[^"]*" "1") "[^"]*"/m, '$1 ""');
}
