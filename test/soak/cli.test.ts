// The command line: its formats, its exit status, what it mends, and that it says what the editor says.
import { chmodSync, cpSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { type CheckOptions, check } from "../../server/src/cli/check.ts";
import { CHECK_FORMATS } from "../../server/src/cli/commands/check.ts";
import { FORMATS } from "../../server/src/cli/formats/index.ts";
import { EXIT } from "../../server/src/cli/output.ts";
import { relay } from "../../server/src/cli/relay.ts";
import { diskFiles } from "../../server/src/files.node.ts";
import { createService } from "../../server/src/service.ts";
import { DEFAULT_SETTINGS } from "../../server/src/settings.ts";
import { recorder } from "../recorder.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const EXAMPLES = path.resolve(import.meta.dirname, "../../examples");

const temporary = temporaryFolder();
const { put } = temporary;

async function run(options: Partial<CheckOptions> & Pick<CheckOptions, "paths">) {
  const { output, printed, errors } = recorder();
  const defaults = {
    format: "compact",
    fix: undefined,
    maxWarnings: undefined,
    settings: DEFAULT_SETTINGS,
    version: "1.2.3",
  } as const;
  const status = await check({ ...defaults, ...options }, output);
  return { status, text: printed.join("\n"), errors: errors.join("\n") };
}

const OPEN = "OSTYPE(`linux')dnl\nFEATURE(`promiscuous_relay')dnl\nMAILER(`local')dnl\nMAILER(`smtp')dnl\n";

describe("sendmail-lint check", () => {
  it("says file, line and column, and exits with 1 for an error", async () => {
    const file = put("sendmail.mc", OPEN);
    const { status, text } = await run({ paths: [file] });
    expect(text).toMatch(new RegExp(`^${file}:2:1: error: .*\\[relay-promiscuous\\]$`, "m"));
    expect(status).toBe(EXIT.findings);
  });

  it("exits with 0 where there is nothing at error level, unless there are more warnings than allowed", async () => {
    const file = put("sendmail.mc", OPEN.replace("promiscuous_relay", "accept_unresolvable_domains"));
    expect((await run({ paths: [file] })).status).toBe(EXIT.clean);
    expect((await run({ paths: [file], maxWarnings: 0 })).status).toBe(EXIT.findings);
    expect((await run({ paths: [file], maxWarnings: 100 })).status).toBe(EXIT.clean);
  });

  it("exits with 2 for a path that is not there, and checks the others", async () => {
    const file = put("sendmail.mc", OPEN);
    const { status, text, errors } = await run({ paths: [path.join(temporary.dir, "missing.mc"), file] });
    expect(status).toBe(EXIT.usage);
    expect(errors).toMatch(/cannot read .*missing\.mc/);
    expect(text).toContain("relay-promiscuous");
  });

  it("takes folders, and leaves alone what is not sendmail's", async () => {
    put("sendmail.mc", OPEN);
    put("Watch.mc", "using Toybox.Graphics;\nclass A extends B {}\n");
    put("notes.txt", "FEATURE(`promiscuous_relay')\n");
    const { text } = await run({ paths: [temporary.dir], format: "json" });
    const files = JSON.parse(text).map(({ file }: { file: string }) => path.basename(file));
    expect(new Set(files)).toEqual(new Set(["sendmail.mc"]));
  });

  it("walks through each folder once, whatever links lead to it, and reads no device", async () => {
    put("sendmail.mc", OPEN);
    symlinkSync(temporary.dir, path.join(temporary.dir, "again"));
    symlinkSync(".", path.join(temporary.dir, "self"));
    const { text } = await run({ paths: [temporary.dir], format: "json" });
    expect(JSON.parse(text)).toHaveLength(1);
    const device = await run({ paths: ["/dev/zero"] });
    expect(device.errors).toMatch(/cannot read \/dev\/zero: it is a device/);
    expect(device.status).toBe(EXIT.usage);
  });

  it("prints nothing that a terminal obeys or a log takes for a command", async () => {
    const { text } = await run({ paths: [put("\x1b]0;x\x07\u202e\n::error::.mc", OPEN)] });
    expect(text).toContain("\\x1b]0;x\\x07\\u202e ::error::.mc:2:1: error: ");
    expect(text.split("\n").filter((line) => !line.startsWith("    "))).toHaveLength(2);
  });

  it("prints JSON in the form of the design", async () => {
    const file = put("sendmail.mc", OPEN);
    const [finding] = JSON.parse((await run({ paths: [file], format: "json" })).text);
    expect(finding).toEqual({
      file,
      range: { start: { line: 1, character: 0 }, end: { line: 1, character: 28 } },
      severity: "error",
      code: "relay-promiscuous",
      message: expect.stringContaining("open relay"),
      href: expect.stringMatching(/^https:.*anti_spam/),
      fixes: [
        "Remove FEATURE(`promiscuous_relay'): only those whom another line names may relay",
        "Disable FEATURE(`promiscuous_relay') with dnl: only those whom another line names may relay",
      ],
    });
  });

  it("prints SARIF with rules, levels and places", async () => {
    const file = put("sendmail.mc", OPEN);
    const log = JSON.parse((await run({ paths: [file], format: "sarif" })).text);
    const [{ tool, results }] = log.runs;
    expect(log.version).toBe("2.1.0");
    expect(tool.driver).toMatchObject({ name: "sendmail-lint", version: "1.2.3" });
    expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toContain("relay-promiscuous");
    expect(results[0]).toMatchObject({
      ruleId: "relay-promiscuous",
      level: "error",
      locations: [{ physicalLocation: { region: { startLine: 2, startColumn: 1 } } }],
    });
  });

  it("prints workflow commands for GitHub, one line each", async () => {
    const { text } = await run({ paths: [put("sendmail.mc", OPEN)], format: "github" });
    expect(text.split("\n")[0]).toMatch(
      /^::error file=.*sendmail\.mc,line=2,endLine=2,col=1,title=relay-promiscuous::This makes/,
    );
  });

  it("fixes a file behind a link in its own place, with its mode, and leaves nothing beside it", async () => {
    const real = path.join(temporary.dir, "real.mc");
    const link = path.join(temporary.dir, "sendmail.mc");
    writeFileSync(real, "OSTYPE(`linux')dnl\nFEATURE(`promiscuous_relay')dnl\nMAILER(`smtp')dnl\n");
    chmodSync(real, 0o640);
    symlinkSync("real.mc", link);
    const { ino } = statSync(real);
    await run({ paths: [link], fix: "narrows" });
    expect(readFileSync(real, "utf8")).not.toContain("promiscuous_relay");
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(statSync(real).mode & 0o777).toBe(0o640);
    // Another file took its place: never was there half a text.
    expect(statSync(real).ino).not.toBe(ino);
    expect(readdirSync(temporary.dir).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it("says that nothing was found", async () => {
    const { text } = await run({ paths: [path.join(EXAMPLES, "closed-relay")] });
    expect(text).toMatch(/files checked, nothing found\.$/);
    expect(Object.keys(FORMATS).sort()).toEqual([...CHECK_FORMATS].sort());
  });

  it.each<[string, Uint8Array, Uint8Array]>([
    ["LF", Buffer.from(OPEN), Buffer.from(OPEN.replace(/FEATURE.*\n/, ""))],
    [
      "CRLF",
      Buffer.from(OPEN.replaceAll("\n", "\r\n")),
      Buffer.from(OPEN.replace(/FEATURE.*\n/, "").replaceAll("\n", "\r\n")),
    ],
    [
      "Latin-1",
      Buffer.from(`dnl caf\xe9\n${OPEN}`, "latin1"),
      Buffer.from(`dnl caf\xe9\n${OPEN.replace(/FEATURE.*\n/, "")}`, "latin1"),
    ],
    [
      "UTF-8 with a mark",
      Buffer.from(`\uFEFFdnl café\n${OPEN}`),
      Buffer.from(`\uFEFFdnl café\n${OPEN.replace(/FEATURE.*\n/, "")}`),
    ],
    [
      "blanks at line ends",
      Buffer.from(`dnl x  \t\n${OPEN}`),
      Buffer.from(`dnl x  \t\n${OPEN.replace(/FEATURE.*\n/, "")}`),
    ],
  ])("with --fix=narrow changes only what it fixes: %s", async (_, before, after) => {
    const file = put("sendmail.mc", before);
    await run({ paths: [file], fix: "narrows" });
    expect(readFileSync(file)).toEqual(after);
    await run({ paths: [file], fix: "narrows" });
    expect(readFileSync(file)).toEqual(after);
  });

  it("with --fix leaves dangerous grants to --fix=narrow, which says what is left", async () => {
    const text = OPEN.replace("MAILER", "FEATURE(`access_db')dnl\nFEATURE(`access_db')dnl\nMAILER");
    const file = put("sendmail.mc", text);
    put("access", "Connect:com RELAY\nConnect:192.0.2 RELAY\nConect:203.0.113.8 RELAY\n");
    const safe = await run({ paths: [temporary.dir], fix: "safe" });
    expect(readFileSync(file, "utf8")).toBe(text.replace("FEATURE(`access_db')dnl\n", ""));
    expect(safe.errors).toBe("");
    const narrow = await run({ paths: [temporary.dir], fix: "narrows" });
    expect(readFileSync(file, "utf8")).not.toContain("promiscuous_relay");
    expect(readFileSync(path.join(temporary.dir, "access"), "utf8")).toBe(
      "# Connect:com RELAY\nConnect:192.0.2 RELAY\nConect:203.0.113.8 RELAY\n",
    );
    expect(narrow.errors).toMatch(/refused from now on: anyone to anywhere/);
    expect(narrow.errors).toMatch(/3 ways to relay before, 1 after\.$/);
  });

  it("says what the editor says", async () => {
    cpSync(path.join(EXAMPLES, "open-relay"), temporary.dir, { recursive: true });
    const service = createService({ ...diskFiles(), folders: [] });
    const findings = JSON.parse((await run({ paths: [temporary.dir], format: "json" })).text);
    for (const name of ["sendmail.mc", "access", "relay-domains", "local-host-names"]) {
      const file = path.join(temporary.dir, name);
      const shown = await service.diagnostics(pathToFileURL(file).href);
      const said = findings.filter((finding: { file: string }) => finding.file === file);
      // An editor gets long lines broken where its lists would cut them off.
      const plain = ({ code, message, range }: Record<string, unknown>) => ({
        code,
        message: String(message).replace(/\s+/g, " "),
        range,
      });
      expect(said.map(plain)).toEqual(shown.map((one) => plain({ ...one })));
    }
  });
});

describe("sendmail-lint relay", () => {
  const options = (file: string, query?: string, input = "") => ({
    file,
    query,
    settings: DEFAULT_SETTINGS,
    stdin: Readable.from([Buffer.from(input)]),
  });

  it("lists exposures with place and witness, and exits with 1 for an open relay", async () => {
    const { output, printed } = recorder();
    expect(await relay(options(path.join(EXAMPLES, "open-relay/sendmail.mc")), output)).toBe(EXIT.findings);
    const [first] = printed.map((line) => JSON.parse(line));
    expect(first).toMatchObject({
      grade: "open",
      // The feature stands there twice.
      because: [33, 17].map((line) => ({ file: expect.stringContaining("sendmail.mc"), line })),
      witness: { clientAddress: expect.any(String) },
    });
  });

  it("answers queries in their order, and says which line is none", async () => {
    const { output, printed } = recorder();
    const input = [
      '{"recipient":"victim@elsewhere.example"}',
      "",
      "nonsense",
      '{"clientAddress":"127.0.0.1","clientName":"localhost"}',
    ].join("\n");
    expect(await relay(options(path.join(EXAMPLES, "closed-relay/sendmail.mc"), "-", input), output)).toBe(EXIT.usage);
    const answers = printed.map((line) => JSON.parse(line));
    expect(answers).toHaveLength(3);
    expect(answers[0]).toMatchObject({
      accepted: false,
      stage: "rcpt",
      relayed: false,
      reply: { code: 550, dsn: "5.7.1" },
      certain: true,
    });
    expect(answers[1]).toMatchObject({ error: expect.any(String) });
    expect(answers[2]).toMatchObject({ accepted: true, relayed: true, reply: null, stage: null });
  });

  it("refuses a query that speaks to a listener that is not there, and names those that are", async () => {
    const { output, printed } = recorder();
    const input =
      '{"listener":"MTA"}\n{"listener":"MSA"}\n{"listener":"mta"}\n{"listener":"Submission"}\n{"listener":""}';
    expect(await relay(options(path.join(EXAMPLES, "closed-relay/sendmail.mc"), "-", input), output)).toBe(EXIT.usage);
    const answers = printed.map((line) => JSON.parse(line));
    expect(answers.slice(0, 2).map(({ certain }) => certain)).toEqual([true, true]);
    for (const answer of answers.slice(2))
      expect(answer).toEqual({
        error: expect.stringMatching(/^The configuration has no listener ".*"\. Its listeners are MTA, MSA\.$/),
      });
  });

  it("exits with 2 for a file that is not there", async () => {
    const { output, errors } = recorder();
    expect(await relay(options(path.join(temporary.dir, "missing.mc")), output)).toBe(EXIT.usage);
    expect(errors.join()).toMatch(/cannot read/);
  });
});
