// What people see on a terminal: golden files in test/soak/golden, at two widths, with and without colours. `npx vitest run --project soak cli-text -u` writes them;
// read what it wrote.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readArguments, UsageError } from "../../server/src/cli/args.ts";
import { type CheckOptions, check } from "../../server/src/cli/check.ts";
import { COMMANDS, type CommandText, commandOf, optionsOf } from "../../server/src/cli/commands/index.ts";
import { type FileReport, FORMATS } from "../../server/src/cli/formats/index.ts";
import { helpOf, overview } from "../../server/src/cli/help.ts";
import { harmless } from "../../server/src/cli/output.ts";
import { relay } from "../../server/src/cli/relay.ts";
import { type Screen, screenOf, widthOf } from "../../server/src/cli/screen.ts";
import type { FixGrade, RuleMeta, Severity } from "../../server/src/rules/types.ts";
import { DEFAULT_SETTINGS } from "../../server/src/settings.ts";
import { TextDocument } from "../../server/src/text.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const WIDTHS = [80, 120] as const;

let dir = "";
const before = process.cwd();
beforeEach(() => {
  dir = realpathSync(mkdtempSync(path.join(tmpdir(), "sendmail-lint-")));
  process.chdir(ROOT);
});
afterEach(() => {
  process.chdir(before);
  rmSync(dir, { recursive: true, force: true });
});

function screen(width: number, colors = false): Screen {
  return { isTerminal: true, isLog: false, width, colors };
}

function recorder() {
  const printed: string[] = [];
  const output = {
    print: (text: string) => void printed.push(text),
    write: () => undefined,
    error: () => undefined,
  };
  return { output, text: () => `${printed.join("\n")}\n` };
}

async function checked(paths: readonly string[], options: Partial<CheckOptions> = {}): Promise<string> {
  const { output, text } = recorder();
  const defaults = { format: "text", fix: undefined, maxWarnings: undefined, version: "1" } as const;
  await check({ ...defaults, settings: DEFAULT_SETTINGS, screen: screen(80), ...options, paths }, output);
  return text();
}

async function relayed(file: string, shown: Screen): Promise<string> {
  const { output, text } = recorder();
  const settings = { ...DEFAULT_SETTINGS, hostName: "mx.example.com" };
  await relay({ file, query: undefined, format: "text", settings, stdin: Readable.from([]), screen: shown }, output);
  return text();
}

function put(name: string, text: string): string {
  const file = path.join(dir, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

function golden(name: string): string {
  return `golden/${name}`;
}

/** A finding with texts of its own, so that other words in a rule leave the golden files as they are. */
function found(document: TextDocument, place: string, severity: Severity, code: string, message: string, fix = "") {
  const start = document.getText().indexOf(place);
  const span = { source: document.uri, start, end: start + place.length };
  const grade: FixGrade = "narrows";
  const meta: RuleMeta = {
    code,
    title: `Something about ${place.slice(0, 12)}`,
    severity,
    ...(code.startsWith("relay-") ? { relaying: true } : {}),
    kinds: ["mc"],
    fix: fix === "" ? "none" : grade,
    versions: "*",
    sources: [],
  };
  const fixes = fix === "" ? {} : { fixes: () => [{ title: fix, grade, changes: [] }] };
  return { span, message, meta, severity, ...fixes };
}

function sample(): readonly FileReport[] {
  const mc = TextDocument.create(
    "file:///etc/mail/sendmail.mc",
    "",
    0,
    "OSTYPE(`linux')dnl\nFEATURE(`promiscuous_relay')dnl\ndefine(`confNAME',\n`東京')dnl\n",
  );
  const long = `${"Connect:a".repeat(20)} RELAY # ${"branch office ".repeat(20)}\n`;
  const access = TextDocument.create("file:///etc/mail/access", "", 0, `192.0.2.0/23\tRELAY\n${long}`);
  const open =
    "This makes the server an open relay. It forwards mail from anyone to anyone: spammers find such servers within hours, and the address ends up on every blocklist. Remove it, and let your own clients in with RELAY lines in the access map.";
  return [
    {
      file: "etc/mail/sendmail.mc",
      document: mc,
      problems: [
        found(
          mc,
          "FEATURE(`promiscuous_relay')",
          "error",
          "relay-promiscuous",
          open,
          "Remove FEATURE(`promiscuous_relay'): only those whom another line names may relay, and nobody else",
        ),
        found(
          mc,
          "define(`confNAME',\n`東京')",
          "hint",
          "mc-sample",
          "This goes on in the next line.\nThe mark ends with the line.",
        ),
        found(mc, "東京", "information", "mc-sample", "Wide characters take two columns each."),
      ],
    },
    { file: "etc/mail/local-host-names", document: access, problems: [] },
    {
      file: "etc/mail/access",
      document: access,
      problems: [
        found(
          access,
          "192.0.2.0/23",
          "error",
          "access-cidr",
          'sendmail does not know CIDR notation: it compares "192.0.2.0/23" letter for letter, so no client ever matches.\nWrite its 2 prefixes.',
          "Write it as 2 prefixes",
        ),
        found(access, "# branch office", "warning", "access-inline-comment", "A comment must begin in column one."),
      ],
    },
  ];
}

describe("text on a terminal", () => {
  it.each(WIDTHS)("of check at %i columns, with the same words in colours", async (width) => {
    const shown = (colors: boolean) => {
      const options = {
        version: "1",
        guidanceBaseUrl: undefined,
        quiet: false,
        screen: screen(width, colors),
        notices: [],
        known: 0,
        base: "file:///",
        pageOf: () => undefined,
      };
      return `${[...FORMATS.text(sample(), options)].join("\n")}\n`;
    };
    const plain = shown(false);
    await expect(plain).toMatchFileSnapshot(golden(`check-${width}.txt`));
    await expect(shown(true)).toMatchFileSnapshot(golden(`check-${width}-colors.txt`));
    expect(stripVTControlCharacters(shown(true))).toBe(plain);
    expect(plain).not.toContain("\x1b");
    expect(plain.split("\n").filter((line) => widthOf(line) > width)).toEqual([]);
  });

  it("of check fits the examples, too", async () => {
    for (const width of WIDTHS) {
      const text = await checked(["examples/open-relay", "examples/closed-relay"], { screen: screen(width) });
      expect(text.split("\n").filter((line) => widthOf(line) > width)).toEqual([]);
      expect(text.match(/^ {2}\d+:\d+ {2}(?:error|warning|note) {2}[a-z0-9-]+$/gm)?.length).toBeGreaterThan(20);
      expect(text.match(/^ {4}\d+ \| .*\n {4} +\| +\^+$/gm)?.length).toBeGreaterThan(20);
    }
  });

  it.each(WIDTHS)("of relay at %i columns, with the same words in colours", async (width) => {
    put("etc/mail/access", "Connect:192.168.10 RELAY\nTo:partner.example RELAY\n");
    const file = put(
      "etc/mail/sendmail.mc",
      "OSTYPE(`linux')dnl\nFEATURE(`access_db')dnl\nFEATURE(`relay_local_from')dnl\nMAILER(`smtp')dnl\n",
    );
    const plain = await relayed(file, screen(width));
    await expect(plain).toMatchFileSnapshot(golden(`relay-${width}.txt`));
    const colors = await relayed(file, screen(width, true));
    await expect(colors).toMatchFileSnapshot(golden(`relay-${width}-colors.txt`));
    expect(stripVTControlCharacters(colors)).toBe(plain);
    expect(plain.split("\n").filter((line) => widthOf(line) > width)).toEqual([]);
  });

  it.each(WIDTHS)("of help at %i columns, with the same words in colours", async (width) => {
    const command: CommandText = {
      name: "sample",
      summary: "Shows how help looks.",
      operands: "PATH...",
      operandKind: "file",
      about: [
        "Says what is wrong in sendmail's files, why it matters, and what to do. A folder means all sendmail files in it and below it.",
        "Exit status 1 says that there is an error.",
      ],
      options: [
        {
          name: "quiet",
          short: "q",
          text: "Shows errors only, and no summary. The exit status stays as it is, whatever is shown.",
        },
        { name: "fix", value: { shown: "narrow", kind: ["narrow"], optional: "safe" }, text: "Applies fixes." },
        {
          name: "a-very-long-option-name",
          value: { shown: "SOMETHING", kind: "text" },
          text: "Has its text below `it`.",
        },
      ],
      examples: [
        { line: "sendmail-lint sample /etc/mail", text: "Checks this machine's configuration." },
        { line: "sendmail-lint sample -q .", text: "Shows errors only." },
      ],
    };
    const plain = helpOf(command, screen(width)).join("\n");
    await expect(`${plain}\n`).toMatchFileSnapshot(golden(`help-${width}.txt`));
    expect(stripVTControlCharacters(helpOf(command, screen(width, true)).join("\n"))).toBe(plain);
    for (const lines of [overview(screen(width)), ...COMMANDS.map((one) => helpOf(one, screen(width)))]) {
      const examples = COMMANDS.flatMap((one) => one.examples.map(({ line }) => `  ${line}`));
      expect(lines.filter((line) => widthOf(line) > width && !examples.includes(line))).toEqual([]);
      expect(lines.length).toBeGreaterThan(8);
    }
  });

  it("says in a summary of at most ten lines what was found", async () => {
    const text = await checked(["examples/open-relay"]);
    const [, summary = ""] = text.split(/\n\n(?=4 files checked)/);
    expect(summary.trim().split("\n").length).toBeLessThanOrEqual(10);
    expect(summary).toMatch(/^4 files checked: \d+ errors, \d+ warnings, \d+ notes\.\n {2}\d relay-/);
  });

  it("with --quiet has errors only and no summary, and the same exit status", async () => {
    const { output, text } = recorder();
    const options = {
      format: "text",
      fix: undefined,
      maxWarnings: 0,
      version: "1",
      settings: DEFAULT_SETTINGS,
    } as const;
    const file = put(
      "sendmail.mc",
      "OSTYPE(`linux')dnl\nFEATURE(`accept_unresolvable_domains')dnl\nMAILER(`smtp')dnl\n",
    );
    expect(await check({ ...options, paths: [file], quiet: true }, output)).toBe(1);
    expect(text()).toBe("\n");
    expect(await checked(["examples/open-relay"], { quiet: true })).not.toMatch(/ {2}(?:warning|note) {2}|checked/);
  });

  it("does not say what a relay list lacks as if it were complete", async () => {
    const file = put("etc/mail/sendmail.mc", "OSTYPE(`linux')dnl\nFEATURE(`access_db')dnl\nMAILER(`smtp')dnl\n");
    const text = await relayed(file, screen(80));
    expect(text).toMatch(/^Relay: unknown\./);
    expect(text).toMatch(/This list is not complete\.\n {2}.*\/etc\/mail\/access was not found/);
  });
});

describe("the place that is marked", () => {
  /** The last source line with marks, and the marks below it: before that, a control character in a key is marked itself. */
  async function marked(text: string): Promise<readonly [string, string]> {
    const shown = await checked([put("access", text)], { as: "sendmail-access" });
    const lines = shown.split("\n");
    const n = lines.findLastIndex((line) => /^ +\| +\^+$/.test(line));
    return [lines[n - 1] ?? "", lines[n] ?? ""];
  }

  it.each([
    ["after tabs and control characters", "\x1b.example.com\t\tRELAY # lan\n", "#"],
    ["after wide characters", "# 東京\nConnect:192.168.1\tRELAY # 東京 lan\n", "# 東京 lan"],
    ["far to the right", `${"a".repeat(300)}.example.com\tRELAY # ${"b".repeat(300)}\n`, "#"],
  ])("%s is below the line", async (_, text, wanted) => {
    const [line, marks] = await marked(text);
    const column = widthOf(marks.slice(0, marks.indexOf("^")));
    const at = line.indexOf(wanted.slice(0, 1), line.indexOf("|"));
    expect(at).toBeGreaterThan(0);
    expect(column).toBe(widthOf(line.slice(0, at)));
    expect(widthOf(line)).toBeLessThanOrEqual(80);
    expect(widthOf(marks)).toBeLessThanOrEqual(80);
  });
});

describe("texts of others on a terminal", () => {
  it("keep their lines and letters, and nothing else, where bytes of a file are written", () => {
    const written = (text: string, encoding: BufferEncoding) => harmless(Buffer.from(text, encoding));
    expect(written("a\tb\r\nX\x1b]0;evil\x07: é\u009b1m\n", "utf8")).toBe("a\tb\r\nX\\x1b]0;evil\\x07: é\\x9b1m\n");
    expect(written("é\x9b1m\x7f", "latin1")).toBe("é\\x9b1m\\x7f");
  });

  it("give it no orders, whatever is wrapped where", async () => {
    const evil = "\x1b]0;x\x07\x9b2J\u202e\u200b\u{e0041}::error::x ##[error]y ::set-output name=a::b";
    const name = put(
      `\n::error::${"x".repeat(20)}\x1b[2J.mc`,
      `OSTYPE(\`${evil}')dnl\nFEATURE(\`${evil.repeat(9)}')dnl\n`,
    );
    const access = put("access", `${evil} RELAY\nConnect:192.168.1 RELAY ${evil}\n${evil.repeat(40)}\tFROB ${evil}\n`);
    for (const width of [30, 40, 80, 120]) {
      const text = await checked([name, access], { screen: screen(width), as: undefined });
      expect(text.split("\n").length).toBeGreaterThan(10);
      expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/u);
      expect(text.split("\n").filter((line) => /^\s*::|##\[/.test(line))).toEqual([]);
    }
  });
});

describe("what is known of a screen", () => {
  const terminal = { isTTY: true, columns: 100, hasColors: () => true };

  it("is the terminal's width and colours, unless the user wants none", () => {
    expect(screenOf(terminal, {})).toEqual({ isTerminal: true, isLog: false, width: 100, colors: true });
    expect(screenOf(terminal, {}, true).colors).toBe(false);
    expect(screenOf({ ...terminal, hasColors: () => false }, { NO_COLOR: "1" }).colors).toBe(false);
    expect(screenOf({ ...terminal, columns: 500 }, {}).width).toBe(120);
  });

  it("is COLUMNS, no colours without being asked for, where it is none", () => {
    expect(screenOf({}, {})).toEqual({ isTerminal: false, isLog: false, width: 80, colors: false });
    expect(screenOf({}, { COLUMNS: "60", FORCE_COLOR: "1" })).toEqual({
      isTerminal: false,
      isLog: false,
      width: 60,
      colors: true,
    });
    expect(screenOf({}, { CI: "true" }).isLog).toBe(true);
    expect(screenOf({ isFile: true }, { CI: "true" }).isLog).toBe(false);
    expect(screenOf({}, { COLUMNS: "nonsense", FORCE_COLOR: "0" })).toEqual({
      isTerminal: false,
      isLog: false,
      width: 80,
      colors: false,
    });
    expect(screenOf({}, { FORCE_COLOR: "1", NO_COLOR: "1" }).colors).toBe(false);
  });
});

describe("arguments", () => {
  const command = commandOf("check") ?? COMMANDS[0];
  if (command === undefined) throw new Error("There is no command.");
  const read = (...given: string[]) => readArguments(command, given);

  it("are read as the description says", () => {
    const args = read("a", "--fix", "--format=json", "--root", ".", "-q", "--max-warnings", "3", "--", "--fix");
    expect(args.operands).toEqual(["a", "--fix"]);
    expect(args.text("fix")).toBe("safe");
    expect(args.has("quiet")).toBe(true);
    expect(args.wholeNumber("max-warnings")).toBe(3);
    expect(read("--fix=narrow").text("fix")).toBe("narrow");
    expect(args.folder("root")).toMatch(/^file:/);
  });

  it.each([
    [["--fromat", "json"], "check has no option --fromat. Did you mean --format?"],
    [["--max-warning=3"], "check has no option --max-warning. Did you mean --max-warnings?"],
    [["-x"], "check has no option -x."],
    [["--quiet=1"], "--quiet takes no value."],
    [["--root"], "--root needs a value: --root DIR"],
  ])("that do not fit are named, with what may be meant: %j", (given, message) => {
    expect(() => read(...given)).toThrow(new UsageError(message));
  });

  it("have values that are checked", () => {
    expect(() => read("--format", "jsn").oneOf("format", ["json", "text"])).toThrow(
      /json, text, not "jsn"\. Did you mean json\?/,
    );
    expect(() => read("--max-warnings", "many").wholeNumber("max-warnings")).toThrow(/whole number/);
    expect(() => read("--root", "package.json").folder("root")).toThrow(/needs a folder/);
  });
});

describe("the descriptions", () => {
  it("have examples that can be read with their own options, and texts that are sentences", () => {
    for (const command of COMMANDS) {
      expect(command.examples.length, command.name).toBeGreaterThan(0);
      for (const { line, text } of command.examples) {
        expect(text).toMatch(/[.?]$/);
        const words = /sendmail-lint ([^|>)]*)/.exec(line)?.[1]?.trim().split(/\s+/) ?? [];
        expect(words[0], line).toBe(command.name);
        expect(() => readArguments(command, words.slice(1)), line).not.toThrow();
      }
      for (const { text } of optionsOf(command)) expect(text).toMatch(/[.)]$/);
      expect(command.summary).toMatch(/^[A-Z].*\.$/);
    }
  });
});
