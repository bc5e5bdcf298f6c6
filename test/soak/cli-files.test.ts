// The command line and its files: what cannot be read or judged is said, a root holds, and no name gives orders.
import { mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { build } from "../../server/src/cli/build.ts";
import { type CheckOptions, check } from "../../server/src/cli/check.ts";
import { collect, serverFile } from "../../server/src/cli/collect.ts";
import { CHECK_FORMATS } from "../../server/src/cli/commands/check.ts";
import { EXIT, json, printable } from "../../server/src/cli/output.ts";
import { relay } from "../../server/src/cli/relay.ts";
import { DEFAULT_SETTINGS } from "../../server/src/settings.ts";
import { recorder } from "../recorder.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const MC = "OSTYPE(`linux')dnl\nFEATURE(`access_db')dnl\nMAILER(`local')dnl\nMAILER(`smtp')dnl\n";

const temporary = temporaryFolder();
const { put } = temporary;

async function checked(paths: readonly string[], options: Partial<CheckOptions> = {}) {
  const { output, printed, errors } = recorder(printable);
  const defaults = {
    format: "compact",
    fix: undefined,
    maxWarnings: undefined,
    settings: DEFAULT_SETTINGS,
    version: "1",
  } as const;
  const status = await check({ ...defaults, ...options, paths }, output);
  return { status, text: printed.join("\n"), errors: errors.join("\n") };
}

async function relayed(file: string, root?: string) {
  const { output, printed, errors } = recorder(printable);
  const settings = { ...DEFAULT_SETTINGS, root: root && pathToFileURL(root).href };
  const status = await relay({ file, query: undefined, settings, stdin: Readable.from([]) }, output);
  return { status, lines: printed.map((line) => JSON.parse(line)), errors: errors.join("\n") };
}

describe("a file that cannot be read", () => {
  it("is a finding, a line on stderr, and status 2; and no list is complete without it", async () => {
    const mc = put("etc/mail/sendmail.mc", MC);
    mkdirSync(path.join(temporary.dir, "etc/mail/access"));
    const { status, text, errors } = await checked([mc]);
    expect(text).toContain("[site-unreadable-file]");
    expect(errors).toMatch(/cannot read .*etc\/mail\/access: it is a folder/);
    expect(errors).toMatch(/Put a file in its place/);
    expect(status).toBe(EXIT.usage);
    const listed = await relayed(mc);
    expect(listed.lines.at(-1)).toMatchObject({
      complete: false,
      why: [{ line: 2, text: expect.stringContaining("/etc/mail/access cannot be read") }],
    });
    expect(listed.errors).toMatch(/cannot read .*etc\/mail\/access/);
    expect(listed.status).toBe(EXIT.usage);
  });

  it("is said at once where it is huge", async () => {
    const file = put("etc/mail/access", "");
    truncateSync(file, 600 * 1024 * 1024);
    const { status, errors } = await checked([file]);
    expect(errors).toMatch(/cannot read .*access: it is larger/);
    expect(status).toBe(EXIT.usage);
  });
});

describe("a copy of another system's files", () => {
  it("is judged by what it has itself, with a root, with a project file, and without both", async () => {
    const mc = put("repo/fs/etc/mail/sendmail.mc", MC);
    const outside = put("repo/mc/sendmail.mc", MC);
    put("repo/mc/.sendmail-lint.json", '{"root": "../fs"}');
    const expected = { complete: false, why: [{ text: expect.stringContaining("/etc/mail/access was not found") }] };
    for (const { lines, status } of [
      await relayed(mc, path.join(temporary.dir, "repo/fs")),
      await relayed(mc),
      await relayed(outside),
    ]) {
      expect(lines).toMatchObject([expected]);
      expect(status).toBe(EXIT.usage);
    }
    put("repo/fs/etc/mail/access", "Connect:192.168.2 RELAY\n");
    for (const { lines, status } of [await relayed(mc), await relayed(outside)]) {
      expect(lines).toMatchObject([{ because: [{ file: expect.stringMatching(/fs\/etc\/mail\/access$/), line: 1 }] }]);
      expect(status).toBe(EXIT.clean);
    }
  });

  it("says on the command line what is wrong in its project file", async () => {
    const mc = put("sendmail.mc", MC);
    put(".sendmail-lint.json", '{"rooot": "../fs"}');
    const { errors, status } = await relayed(mc);
    expect(errors).toMatch(/\.sendmail-lint\.json:1: "rooot"/);
    expect(status).toBe(EXIT.usage);
  });
});

describe("a folder that is named where one configuration is asked", () => {
  it("stands for its sendmail.mc, its only .mc, or its .cf", () => {
    put("one/etc/mail/submit.mc", MC);
    put("one/etc/mail/sendmail.cf", "");
    const main = put("one/etc/mail/sendmail.mc", MC);
    put("one/etc/mail/alpha.mc", MC);
    expect(serverFile(path.dirname(main))).toBe(main);
    expect(serverFile(path.resolve(main, "../../.."))).toBe(main);
    expect(serverFile(main)).toBe(main);
    const only = put("two/mx.mc", MC);
    expect(serverFile(path.dirname(only))).toBe(only);
    const cf = put("three/sendmail.cf", "");
    put("three/old.cf", "");
    expect(serverFile(path.dirname(cf))).toBe(cf);
    expect(serverFile("no/such/path")).toBe("no/such/path");
  });

  it("has to be told which, where there are several and none is the usual one, or none at all", () => {
    const folder = path.dirname(put("four/a.mc", MC));
    put("four/b.mc", MC);
    expect(() => serverFile(folder)).toThrow(/several configurations, so name one: a\.mc, b\.mc/);
    expect(() => serverFile(path.dirname(put("five/access", "")))).toThrow(/has no configuration/);
    // A folder that is there and cannot be read is not an empty one.
    symlinkSync("mail", path.join(path.dirname(put("six/access", "")), "mail"));
    expect(() => serverFile(path.join(temporary.dir, "six"))).toThrow(
      /cannot read the folder .*: its symbolic links lead in a circle/,
    );
  });
});

describe("a path that is named", () => {
  it("is judged, or named with the reason; status 2 where nothing could be judged", async () => {
    const notes = put("notes.txt", "nothing of sendmail's\n");
    const { status, text, errors } = await checked([notes]);
    expect(errors).toMatch(
      /notes\.txt was not judged: it is not recognised as sendmail's\. Say what it is.*--as access/,
    );
    expect(text).toContain("0 files checked");
    expect(status).toBe(EXIT.usage);
    const paths = [notes, put("sendmail.mc", MC)];
    const both = await checked(paths);
    expect(both.errors).toMatch(/notes\.txt was not judged/);
    expect(both.text).toContain("1 file checked");
    expect(both.status).toBe(EXIT.usage);
    // A hook names all files of a commit.
    expect(await checked(paths, { ignoreUnknown: true })).toMatchObject({ status: EXIT.clean, errors: "" });
    expect(await checked([notes], { ignoreUnknown: true })).toMatchObject({ status: EXIT.clean, errors: "" });
    mkdirSync(path.join(temporary.dir, "empty"));
    expect((await checked([path.join(temporary.dir, "empty")])).status).toBe(EXIT.usage);
  });

  it("is judged once, however often it is named or found", async () => {
    const mc = put("twice/sendmail.mc", MC);
    const folder = path.dirname(mc);
    for (const paths of [
      [folder, mc, mc],
      [mc, folder, folder],
    ])
      expect((await checked(paths)).text).toContain("1 file checked");
  });

  it("is standard input, known by its content or by what the user says", async () => {
    const open = "OSTYPE(`linux')dnl\nFEATURE(`promiscuous_relay')dnl\nMAILER(`smtp')dnl\n";
    const stdin = (text: string) => Readable.from([Buffer.from(text)]);
    const found = await checked(["-"], { stdin: stdin(open), as: "sendmail-mc" });
    expect(found.text).toMatch(/^-:2:1: error: .*\[relay-promiscuous\]$/m);
    expect(found.status).toBe(EXIT.findings);
    const guessed = await checked(["-"], { stdin: stdin(`divert(-1)\ndivert(0)dnl\n${open}`) });
    expect(guessed.text).toMatch(/^-:4:1: error: /m);
    const other = await checked(["-"], { stdin: stdin("hello\n") });
    expect(other).toMatchObject({ status: EXIT.usage, errors: expect.stringMatching(/- was not judged/) });
  });

  it("is what the user says that it is", async () => {
    const notes = put("notes.txt", "Connect:192.168.1 RELAY # lan\n");
    const { status, text } = await checked([notes], { as: "sendmail-access" });
    expect(text).toMatch(/notes\.txt:1:\d+: .*\[access-/);
    expect(status).toBe(EXIT.findings);
  });
});

describe("folders", () => {
  it("are walked through once, whatever their depth and links", async () => {
    let folder = temporary.dir;
    for (let depth = 0; depth < 300; depth++) {
      folder = `${folder}/d`;
      mkdirSync(folder);
    }
    writeFileSync(`${folder}/access`, "");
    symlinkSync(temporary.dir, `${folder}/again`);
    const { files, unreadable } = await collect([temporary.dir]);
    expect(files.map(({ file }) => path.basename(file))).toEqual(["access"]);
    expect(unreadable).toEqual([]);
  });

  it("do not lead out of a copy: a link means what it means on the server that the copy is of", async () => {
    put("copy/etc/mail/sendmail.mc", `${MC.replace("MAILER", "FEATURE(`access_db')\nMAILER")}`);
    const outside = put("elsewhere/access", "wrong wrong wrong\n");
    const access = path.join(temporary.dir, "copy/etc/mail/access");
    symlinkSync(outside, access);
    const led = await checked([path.join(temporary.dir, "copy")]);
    expect(led.text).not.toContain("access:1");
    expect(led.errors).toMatch(/cannot read .*etc\/mail\/access: it leads to a file that is not here/);
    expect(led.status).toBe(EXIT.usage);
    rmSync(access);
    put("copy/var/access", "partner.example\n");
    symlinkSync("/var/access", access);
    expect((await checked([path.join(temporary.dir, "copy")])).text).toContain("access:1");
  });

  it("have files of any name that a configuration in them names, a .mc or a .cf", async () => {
    const wrong = "smtp.example smpt:[x]\n";
    put("a/etc/mail/sendmail.mc", `${MC.replace("MAILER", "FEATURE(`mailertable', `hash /etc/mail/routes')\nMAILER")}`);
    put("a/etc/mail/routes", wrong);
    put(
      "b/etc/mail/sendmail.cf",
      "V10/Berkeley\nKmailertable hash /etc/mail/wege\nMsmtp, P=[IPC], A=TCP $h\nS0\nR$*\t$#smtp $: $1\n",
    );
    put("b/etc/mail/wege", wrong);
    const { text } = await checked([temporary.dir]);
    for (const file of ["a/etc/mail/routes", "b/etc/mail/wege"])
      expect(text).toMatch(new RegExp(`${file}.*\\[mailertable-unknown-mailer\\]`));
    // Of a file that was named itself nothing else is judged.
    expect((await checked([path.join(temporary.dir, "a/etc/mail/sendmail.mc")])).text).not.toContain("routes:");
  });

  it("have copies that nothing reads: these are named, and judged where the user or a configuration names them", async () => {
    const reads = MC.replace("MAILER", "define(`confCR_FILE', `/etc/mail/relay-domains.new')dnl\nMAILER");
    put("etc/mail/sendmail.mc", reads);
    put("etc/mail/relay-domains.new", "partner.example\n");
    put("etc/mail/access", "Connect:192.0.2 RELAY\n");
    const copies = ["access.bak", "mailertable~", "sendmail.mc-8.12", "sendmail.mc.old"].map((name) =>
      put(`etc/mail/${name}`, name.startsWith("sendmail") ? "FEATURE(`promiscuous_relay')dnl\n" : "x y\n"),
    );
    put("etc/mail/access.db", "x");
    put("web/access.old", "x");
    const { status, errors } = await checked([temporary.dir]);
    expect(errors).toBe(`sendmail-lint: not judged, as copies: ${copies.join(", ")}. Name a file to have it judged.`);
    expect(status).toBe(EXIT.clean);
    expect((await checked([temporary.dir], { quiet: true })).errors).toBe("");
    expect((await checked([temporary.dir, path.join(temporary.dir, "etc/mail/sendmail.mc.old")])).status).toBe(
      EXIT.findings,
    );
  });

  it("have files whose names are not UTF-8", async () => {
    writeFileSync(
      Buffer.concat([Buffer.from(`${temporary.dir}/caf`), Buffer.from([0xe9]), Buffer.from(".mc")]),
      "FEATURE(`promiscuous_relay')\n",
    );
    const below = await checked([temporary.dir], { format: "json" });
    expect(below.errors).toBe("");
    expect(JSON.parse(below.text)[0]).toMatchObject({ file: path.join(temporary.dir, "caf%E9.mc") });
    // As Node gives it to a program.
    const named = await checked([path.join(temporary.dir, "caf\uFFFD.mc")], { format: "json" });
    expect(named.errors).toBe("");
    expect(JSON.parse(named.text).length).toBe(JSON.parse(below.text).length);
  });
});

describe("names and texts of others", () => {
  it("give no orders to a terminal or a build server", () => {
    expect(printable("::error::x")).toBe("\\x3a:error::x");
    expect(printable("\r\n ::add-mask::x")).toBe("   \\x3a:add-mask::x");
    expect(printable("a ##[error]x ##vso[task.setvariable]")).toBe("a #\\x23[error]x #\\x23vso[task.setvariable]");
    expect(printable("\x1b[2J\x9b\u202e")).toBe("\\x1b[2J\\x9b\\u202e");
    const value = { a: "\x9b##[add-path]x\u2028\u202e\x7f" };
    expect(json(value)).not.toMatch(/[\x7f-\x9f\u2028\u202e]|##\[/);
    expect(JSON.parse(json(value))).toEqual(value);
  });

  it.each(CHECK_FORMATS)("begin no line of %s", async (format) => {
    const before = process.cwd();
    process.chdir(temporary.dir);
    try {
      for (const name of ["::error::x.mc", "\n::error::y\x1b.mc", "##[error]z.mc"])
        put(name, "FEATURE(`promiscuous_relay')\n");
      const { text, errors } = await checked(["::error::x.mc", "\n::error::y\x1b.mc", "##[error]z.mc", "::none\x07"], {
        format,
      });
      const lines = `${text}\n${errors}`.split("\n");
      expect(lines.filter((line) => /^\s*::(?!(?:error|warning|notice) file=)/.test(line))).toEqual([]);
      // In a line that is a command already, nothing else is read as one.
      expect(lines.filter((line) => line.includes("##[") && !line.startsWith("::"))).toEqual([]);
      expect(lines.filter((line) => line.includes("\x1b") || line.includes("\x07"))).toEqual([]);
      expect(lines.length).toBeGreaterThan(3);
    } finally {
      process.chdir(before);
    }
  });
});

describe("sendmail-lint build", () => {
  const options = { cfDir: "", definitions: new Map<string, string>(), outputFile: undefined };
  const library = () => {
    put("cf/m4/cf.m4", "divert(0)dnl\n");
    return path.join(temporary.dir, "cf");
  };

  it("writes over nothing that it reads", async () => {
    const file = put("x.mc", "include(`y.m4')\nhello\n");
    const included = path.join(temporary.dir, "y.m4");
    writeFileSync(included, "there\n");
    symlinkSync("x.mc", path.join(temporary.dir, "link.mc"));
    const before = process.cwd();
    process.chdir(temporary.dir);
    try {
      for (const outputFile of [file, "x.mc", "link.mc", included]) {
        const { output, errors } = recorder(printable);
        expect(await build({ ...options, cfDir: library(), file, outputFile }, output)).toBe(EXIT.usage);
        expect(errors.join()).toMatch(/will not write over/);
      }
    } finally {
      process.chdir(before);
    }
    expect(readFileSync(file, "utf8")).toContain("hello");
    expect(readFileSync(included, "utf8")).toBe("there\n");
  });

  it("says what m4 says of a library that is not there, and goes on only with one that was named", async () => {
    const file = put("x.mc", "divert(-1)\ninclude(`/nowhere/m4/cf.m4')\ndivert(0)dnl\nhello\n");
    const named = recorder(printable);
    expect(await build({ ...options, cfDir: library(), file }, named.output)).toBe(EXIT.findings);
    expect(named.errors.join("\n")).toContain(
      "x.mc:2: error: cannot open `/nowhere/m4/cf.m4': No such file or directory",
    );
    expect(named.printed.join("")).toBe("\nhello\n");
    const outputFile = put("old.cf", "V10\n");
    const empty = put("y.mc", "divert(-1)\ninclude(`/nowhere/m4/cf.m4')\nhello\n");
    put("fs/usr/share/sendmail/cf/m4/cf.m4", "divert(0)dnl\n");
    put(".sendmail-lint.json", '{"root": "fs"}');
    const found = recorder(printable);
    expect(await build({ ...options, cfDir: undefined, file: empty, outputFile }, found.output)).toBe(EXIT.findings);
    expect(found.errors.join("\n")).toContain("cannot open `/nowhere/m4/cf.m4'");
    expect(found.errors.join("\n")).toMatch(/m4 writes nothing, so \S+old\.cf was left as it is/);
    expect(readFileSync(outputFile, "utf8")).toBe("V10\n");
  });

  it.runIf(process.platform === "linux")("waits for no file of the kernel", async () => {
    const file = put("x.mc", "include(`/proc/kmsg')include(`/dev/zero')include(`/dev/null')\n");
    const { output, errors } = recorder(printable);
    expect(await build({ ...options, cfDir: library(), file }, output)).toBe(EXIT.findings);
    expect(errors.join("\n")).toMatch(/cannot open `\/proc\/kmsg'[\s\S]*cannot open `\/dev\/zero'/);
    expect(errors.join("\n")).not.toContain("/dev/null");
  });
});

describe("what is checked", () => {
  const WRONG = "Connect:192.168.1 RELAY # lan\n".repeat(3);
  const PART = "\nFEATURE(`promiscuous_relay')dnl\n";

  it.each([
    ["etc/mail/access", WRONG],
    ["etc/mail/access.old", WRONG],
    ["files/access.rpmsave", "Connect:192.168.1 RELAY\nConnect:192.168.2 RELAY # lan\n"],
    ["sendmail.mc.old", PART],
    ["sendmail.mc-8.12", PART],
    ["sendmail.mc.working", PART],
    ["sendmail.mc.save", PART],
    ["sendmail.mc.in", PART],
    ["local.m4", PART],
    ["config.txt", PART],
    ["sendmail.cw", "*.example.com\n"],
    ["sendmail.cR", "*.example.com\n"],
  ])("%s, by its content", async (name, text) => {
    const file = put(name, text);
    const { status, text: said, errors } = await checked([file]);
    expect(errors).toBe("");
    expect(said).toMatch(/:\d+:\d+: (error|warning)/);
    expect(said).not.toContain("mc-missing-ostype");
    expect(status).not.toBe(EXIT.usage);
  });

  it("says of a table without a configuration what was not judged", async () => {
    const good = put("lone/mailertable", "a.example\tsmtp:[mx.example.net]\n");
    const bad = put("lone/domaintable", ".com\tmx.example.net\n");
    const { status, text, errors } = await checked([good, bad]);
    expect(text).toMatch(/domaintable:1:1: warning: .*domaintable-invalid-key/);
    expect(errors).toMatch(/^sendmail-lint: no configuration here reads \S*mailertable: whether .* was not judged\.$/);
    expect(status).toBe(EXIT.clean);
  });

  it.each(["local.m4", "sendmail.cw", "sendmail.cR", "sendmail.mc.in", "etc/mail/access"])(
    "%s in a folder that is walked through",
    async (name) => {
      put(
        name,
        /\.m[c4]/.test(name)
          ? PART
          : `${WRONG}*.example.com
`,
      );
      const { text } = await checked([temporary.dir]);
      expect(text).toContain("1 file checked:");
    },
  );

  it("a part where a configuration includes it, in any order", async () => {
    put("a/local.m4", "FEATURE(`promiscuous_relay')dnl\n");
    put("z/sendmail.mc", "OSTYPE(`linux')dnl\ninclude(`../a/local.m4')dnl\nMAILER(`smtp')dnl\n");
    const { text } = await checked([temporary.dir]);
    expect(text).toMatch(/a\/local\.m4:1:1: error: .*\[relay-promiscuous\]/);
  });

  it("templates, as far as they say anything", async () => {
    const template = [
      "{# our gateways #}",
      "OSTYPE(`linux')dnl",
      "{% if smart_host %}",
      "define(`SMART_HOST', `{{ smart_host }}')dnl",
      "{% else %}",
      "define(`SMART_HOST', `@RELAY@')dnl",
      "{% endif %}",
      "define(`confMAX_MESSAGE_SIZE', `__SIZE__')dnl",
      "define(`confLOG_LEVEL', {{ level }})dnl",
      "MASQUERADE_AS(<%= @domain %>)dnl",
      "FEATURE(`promiscuous_relay')dnl",
      "MAILER(`smtp')dnl",
      "",
    ];
    const file = put("sendmail.mc.j2", template.join("\n"));
    const { text } = await checked([file], { format: "json" });
    const errors = JSON.parse(text).filter(({ severity }: { severity: string }) => /error|warning/.test(severity));
    expect(
      errors.map(({ code, range }: { code: string; range: { start: { line: number } } }) => [code, range.start.line]),
    ).toEqual([["relay-promiscuous", 10]]);
    const access = put(
      "etc/mail/access.erb",
      "<% nets.each do |net| %>\n<%= net %> RELAY\n<% end %>\n@NET@\tRELAY\ncom RELAY\n",
    );
    const table = await checked([access], { format: "json" });
    expect(
      JSON.parse(table.text).map(({ range }: { range: { start: { line: number } } }) => range.start.line),
    ).not.toContain(1);
    expect(
      JSON.parse(table.text).some(({ range }: { range: { start: { line: number } } }) => range.start.line === 4),
    ).toBe(true);
  });
});
