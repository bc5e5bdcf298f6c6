// What a terminal's own programs make of ours: the shells of the completions, man of the man page.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { manPage } from "../../../scripts/man.mjs";
import { CHECK_FORMATS } from "../../../server/src/cli/commands/check.ts";
import { SHELLS } from "../../../server/src/cli/commands/completions.ts";
import { COMMANDS, optionsOf } from "../../../server/src/cli/commands/index.ts";
import { completionsFor } from "../../../server/src/cli/completions.ts";
import { KIND_NAMES } from "../../../server/src/kinds/names.ts";
import { program } from "../programs.ts";

let dir = "";
beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), "sendmail-lint-"));
  mkdirSync(path.join(dir, "here/folder"), { recursive: true });
  writeFileSync(path.join(dir, "here/sendmail.mc"), "");
  for (const shell of SHELLS) writeFileSync(path.join(dir, `completions.${shell}`), completionsFor(shell));
  writeFileSync(path.join(dir, "ask.bash"), BASH);
  writeFileSync(path.join(dir, "ask.zsh"), ZSH);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

type Shell = (typeof SHELLS)[number];

/** Calls the function as bash does on Tab, whose words are split at "=". */
const BASH = `source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _sendmail_lint; printf '%s\\n' "\${COMPREPLY[@]}"`;

/** An interactive zsh in a terminal of its own, in which Tab is pressed; each match is written down. */
const ZSH = `zmodload zsh/zpty
zpty z zsh -f -i
() { zpty -w z source $1; repeat 8; do zpty -r z line; [[ $line == ready* ]] && return; done } =( <<< '
PROMPT=
autoload compinit; compinit -u -d "$HOME/dump"
source '$1'
bindkey "^M" undefined; bindkey "^J" undefined; bindkey "^I" complete-word
quiet () { }
compprefuncs=( quiet ); comppostfuncs=( exit )
compadd () {
  if [[ \${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then builtin compadd "$@"; return $?; fi
  typeset -a hits
  builtin compadd -A hits "$@"
  builtin compadd "$@"
  for i in $hits; do echo -E - "match:$i"; done
}
echo ready')
zpty -w z "$2"$'\\t'
while zpty -r z; do :; done`;

function run(command: string, args: readonly string[]): string {
  const env = { ...process.env, TERM: "dumb", HOME: dir, MANWIDTH: "80", LC_ALL: "C.UTF-8" };
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: path.join(dir, "here"),
    env,
    encoding: "utf8",
  });
  if (error !== undefined) throw error;
  expect({ command, status, stderr: stderr.replace(/.*no job control.*\n?/g, "") }).toMatchObject({ stderr: "" });
  return stdout;
}

/** What a shell offers after a line, without descriptions, sorted. */
function offered(shell: Shell, line: string): readonly string[] {
  const script = path.join(dir, `completions.${shell}`);
  const last = /\S*$/.exec(line)?.[0] ?? "";
  const lines = {
    bash: () => run("bash", ["--norc", path.join(dir, "ask.bash"), script, ...line.split(/(?==)|(?<==)| /)]),
    zsh: () =>
      run(program("zsh"), ["-f", path.join(dir, "ask.zsh"), script, line])
        .split(/[\r\n\0]+/)
        .flatMap((one) => /match:(.*)/.exec(one)?.[1] ?? [])
        .join("\n"),
    fish: () => run(program("fish"), ["--no-config", "-c", `source ${script}; complete -C '${line}'`]),
  }
    [shell]()
    .split("\n");
  const words = lines.map((one) => one.replace(/\t.*/, "").replace(/\/$/, ""));
  // fish offers the whole word, the others what follows the "=".
  const values = last.includes("=") ? words.map((word) => word.replace(/^--[^=]*=/, "")) : words;
  return [...new Set(values.filter((word) => word !== "" && !word.endsWith("=")))].sort();
}

describe.each(SHELLS)("completions in %s", (shell) => {
  const names = COMMANDS.map(({ name }) => name);

  it.each<[line: string, words: readonly string[]]>([
    ["sendmail-lint ch", ["check"]],
    ["sendmail-lint check --fo", ["--format"]],
    ["sendmail-lint check --format ", CHECK_FORMATS],
    ["sendmail-lint check --format=s", ["sarif"]],
    ["sendmail-lint check --as ", KIND_NAMES],
    ["sendmail-lint check --fix=", ["narrow", "safe"]],
    ["sendmail-lint check ", ["folder", "sendmail.mc"]],
    ["sendmail-lint relay --root ", ["folder"]],
    ["sendmail-lint bt --dns ", ["folder", "sendmail.mc"]],
    ["sendmail-lint completions ", SHELLS],
  ])("%s", (line, words) => {
    expect(offered(shell, line)).toEqual([...words].sort());
  });

  it("have all commands, and all options of each", () => {
    expect(offered(shell, "sendmail-lint ").filter((word) => !word.startsWith("-"))).toEqual([...names].sort());
    for (const command of COMMANDS.slice(0, 3)) {
      const wanted = optionsOf(command).map(({ name }) => `--${name}`);
      expect(offered(shell, `sendmail-lint ${command.name} --`)).toEqual(wanted.sort());
    }
  });
});

describe("the man page", () => {
  it("is read by man without a warning, and has all commands and options", () => {
    const file = path.join(dir, "sendmail-lint.1");
    writeFileSync(file, manPage());
    const text = run(program("man"), ["--warnings=all", "-l", file]);
    expect(text).toMatch(/^SENDMAIL-LINT\(1\)/);
    for (const command of COMMANDS) {
      expect(text).toContain(`sendmail-lint ${command.name} [OPTION]`);
      for (const { name } of optionsOf(command)) expect(text).toContain(`--${name}`);
      for (const { line } of command.examples) expect(text.replace(/\s+/g, " ")).toContain(line);
    }
    expect(text).not.toMatch(/<!--|`|\\f/);
  });
});
