// What sendmail and newaliases do with files that others may write: question and answer. docs/facts-tables.md says it in words.
import { chmodSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { lint } from "../../../server/src/rules/linter/lint.ts";
import { rule as fileRule } from "../../../server/src/rules/site-writable-file/index.ts";
import { rule as folderRule } from "../../../server/src/rules/site-writable-folder/index.ts";
import { markedSite } from "../../../server/src/site/testing.ts";
import { program, run } from "../programs.ts";
import { MailSite } from "./mail-site.ts";

/** What becomes of files in a folder of a mode, with some words of DontBlameSendmail: the map, the alias, the class, newaliases. */
function asked(words: string, modes: Readonly<Record<string, number>>) {
  const site = new MailSite({
    mc: `define(\`confCW_FILE', \`-o @/names')\nFEATURE(\`use_cw_file')\n${words === "" ? "" : `define(\`confDONT_BLAME_SENDMAIL', \`${words}')\n`}`,
    tables: { aliases: ["al: root"], mailertable: ["a.example smtp:[b.example]"] },
  });
  site.write("names", "own.example\n");
  for (const [name, mode] of Object.entries(modes)) chmodSync(path.join(site.dir, name), mode);
  const said = site.testMode(["/map mailertable a.example", "$=w"]);
  const result = {
    map: /returns smtp/.test(said),
    class: said.includes("own.example"),
    alias: site.verify("al").some((line) => line.startsWith("root...")),
    newaliases: /1 aliases/.test(site.newaliases().text),
  };
  chmodSync(site.dir, 0o755);
  site.dispose();
  return result;
}

const ALL = { map: true, class: true, alias: true, newaliases: true };
const NOTHING = { map: false, class: false, alias: false, newaliases: false };

const FILES = [
  ["", 0o755, {}, ALL],
  ["", 0o755, { aliases: 0o664 }, { ...ALL, newaliases: false }],
  ["", 0o755, { aliases: 0o646 }, { ...ALL, newaliases: false }],
  ["GroupWritableAliasFile", 0o755, { aliases: 0o664 }, ALL],
  ["WorldWritableAliasFile", 0o755, { aliases: 0o646 }, ALL],
  ["", 0o755, { names: 0o666, mailertable: 0o666 }, ALL],
  ["", 0o775, {}, NOTHING],
  ["", 0o757, {}, NOTHING],
  ["", 0o1777, {}, NOTHING],
  ["GroupWritableDirPathSafe", 0o775, {}, ALL],
  ["GroupWritableDirPathSafe", 0o757, {}, NOTHING],
  ["MapInUnsafeDirPath", 0o777, {}, { ...ALL, class: false }],
  ["ClassFileInUnsafeDirPath", 0o775, {}, { ...NOTHING, class: true }],
] as const;

describe("rights of files and folders", () => {
  test.each(FILES)("with %j: folder %o, files %j", async (words, folder, files, expected) => {
    const isMap = "mailertable" in files;
    const { mailertable: _, ...others } = { mailertable: 0, ...files };
    const given = { ".": folder, ...others, ...(isMap ? { "mailertable.db": 0o666 } : {}) };
    expect(asked(words, given)).toEqual(expected);
    // Our rules speak where something is not read, and (as a warning) where everybody may write.
    const mc = [
      "OSTYPE(`linux')",
      ...(words === "" ? [] : [`define(\`confDONT_BLAME_SENDMAIL', \`${words}')`]),
      "define(`confCW_FILE', `/etc/mail/names')",
      "FEATURE(`use_cw_file')",
      "FEATURE(`mailertable')",
      "MAILER(`local')",
      "",
    ].join("\n");
    const { site } = await markedSite(
      { "sendmail.mc": mc, mailertable: "a.example smtp:[b.example]\n", names: "own.example\n", aliases: "al: root\n" },
      { "/etc": 0o755, "/etc/mail": folder, "sendmail.mc": 0o644, ...files },
    );
    const found = [...lint(site, [folderRule, fileRule]).values()].flat();
    expect(found.some(({ severity }) => severity === "error")).toBe(Object.values(expected).includes(false));
    expect(found.some(({ severity }) => severity === "warning")).toBe(isMap);
  });

  test("smrsh does not run a program that is not in its folder", () => {
    const { stdout, stderr, status } = run(program("smrsh"), ["-c", "no-such-program x"]);
    expect([status, stdout + stderr]).toEqual([69, expect.stringContaining("not available for sendmail programs")]);
  });

  test("nor one that may not be run, a link to nothing, or a folder", () => {
    // Its folder is built in: another one is put over it, for this process alone.
    const folder = "/etc/mail/smrsh";
    const script = [
      `mkdir -p ${folder} && mount -t tmpfs none ${folder} && chmod 755 ${folder} && cd ${folder}`,
      "printf '#!/bin/sh\\necho hi\\n' > good && chmod 755 good && cp good bad && chmod 644 bad && ln -s /nowhere link && mkdir folder",
      `for name in good bad link folder; do ${program("smrsh")} -c $name > /dev/null 2>&1; echo $name $?; done`,
    ].join("\n");
    const { stdout } = run("unshare", ["--mount", "sh", "-c", script]);
    expect(stdout.trim().split("\n")).toEqual(["good 0", "bad 69", "link 69", "folder 69"]);
  });
});
