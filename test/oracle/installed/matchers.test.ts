// The problem matchers of the tasks, on what the real programs say: each complaint at its place, each version's words, and no place made up.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { diskFiles } from "../../../server/src/files.node.ts";
import { createService } from "../../../server/src/service.ts";
import { DEFAULT_SETTINGS } from "../../../server/src/settings.ts";
import { libraryOf, onOwnHost, program, programOf, run, safeFolder, versionsThere } from "../programs.ts";

interface Matcher {
  readonly name: string;
  readonly pattern: {
    readonly regexp: string;
    readonly file: number;
    readonly line: number;
    readonly message: number;
    readonly severity?: number;
  };
}

const MANIFEST: { readonly contributes: { readonly problemMatchers: readonly Matcher[] } } = JSON.parse(
  readFileSync(path.join(import.meta.dirname, "../../../package.json"), "utf8"),
);

const { dir, dispose } = safeFolder();
afterAll(dispose);
const file = (name: string): string => path.join(dir, name);

/** A server with a mistake of each kind. */
const FILES: Readonly<Record<string, string>> = {
  "sendmail.mc": [
    "OSTYPE(`linux')dnl",
    "eval(1, 2, 3, 4)dnl",
    "FEATURE(`no_such_feature')dnl",
    `FEATURE(\`access_db', \`hash -T<TMPF> ${dir}/access')dnl`,
    "MAILER(`no_such_mailer')dnl",
    "define(`X', eval(1+))dnl",
    "",
  ].join("\n"),
  access: "a.example\tRELAY\nnothing\na.example\tREJECT\n",
  aliases: "root: joe\nno colon\nroot: jane\n",
  "sendmail.cf": [
    "V10/Berkeley",
    "O NoSuchOption=1",
    "Scheck",
    "R$* no tab",
    "O Timeout.queuereturn=5x",
    "Zwhat",
    "",
  ].join("\n"),
};

beforeAll(() => {
  for (const [name, text] of Object.entries(FILES)) writeFileSync(file(name), text);
});

/** What VS Code makes of an output: `file:line severity message`, line by line, by the first matcher that fits; what is said twice once. */
function problemsIn(output: string): readonly string[] {
  const found = output.split("\n").flatMap((line) => {
    for (const { pattern } of MANIFEST.contributes.problemMatchers) {
      const parts = new RegExp(pattern.regexp).exec(line);
      if (parts === null) continue;
      const part = (group = -1) => parts[group];
      // VS Code takes what names no severity for an error.
      const severity = (part(pattern.severity) ?? "error").toLowerCase();
      return `${path.relative(dir, path.resolve(dir, part(pattern.file) ?? ""))}:${part(pattern.line)} ${severity} ${part(pattern.message)}`;
    }
    return [];
  });
  return [...new Set(found)];
}

/** Runs a shell command with the programs of a folder, without a name service, and gives what a terminal shows of it. */
function shown(command: string, bin: string): string {
  const own = onOwnHost(["env", `PATH=${bin}:/usr/bin:/bin`, "sh", "-c", command]);
  const { stdout, stderr } = run("unshare", own, "", dir);
  return `${stderr}${stdout}`;
}

describe.each(versionsThere())("sendmail %s", (version) => {
  const bin = path.dirname(programOf(version, "sendmail"));

  /** The command of a task. */
  async function command(id: string): Promise<string> {
    const service = createService({ ...diskFiles(), folders: [] });
    service.configure({ ...DEFAULT_SETTINGS, cfDir: pathToFileURL(libraryOf(version)).href });
    const found = await service.serverTasks(pathToFileURL(file("sendmail.mc")).href);
    const task = found?.tasks.find((one) => one.id === id);
    if (task === undefined) throw new Error(`no task ${id}`);
    return task.command;
  }

  test("m4's complaints are in the .mc, warnings as warnings", async () => {
    const build = await command("build");
    for (const m4 of ["m4", program("m4")])
      expect(problemsIn(shown(build.replace(/^m4 /, `${m4} `), bin))).toEqual([
        "sendmail.mc:2 warning Warning: excess arguments to builtin `eval' ignored",
        expect.stringMatching(/^sendmail\.mc:3 error cannot open `.*no_such_feature\.m4': No such file or directory$/),
        expect.stringMatching(/^sendmail\.mc:5 error cannot open `.*no_such_mailer\.m4': No such file or directory$/),
        "sendmail.mc:6 error bad expression in eval: 1+",
      ]);
  });

  test("makemap's are in the table", async () => {
    expect(problemsIn(shown(await command("map:access"), bin))).toEqual([
      "access:2 error no RHS for LHS nothing",
      "access:3 error key a.example: duplicate key",
    ]);
  });

  test("those of sendmail -bt are in the .cf, and those of newaliases in the aliases; what names no line is none", async () => {
    expect(problemsIn(shown(await command("check"), bin))).toEqual([
      "sendmail.cf:2 error readcf: unknown option name NoSuchOption",
      expect.stringMatching(/^sendmail\.cf:4 error invalid rewrite line "R.* no tab" \(tab expected\)$/),
      "sendmail.cf:5 error Invalid time unit `x'",
      'sendmail.cf:6 error unknown configuration line "Zwhat"',
    ]);
    expect(problemsIn(shown(`sendmail -bi -oA${file("aliases")}`, bin))).toEqual([
      "aliases:2 error missing colon",
      "aliases:3 warning root... Warning: duplicate alias name root",
    ]);
  });
});
