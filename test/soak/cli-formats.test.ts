// Formats for programs: valid for those who read them, whatever the names; baselines and diffs.
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Log } from "sarif";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CheckOptions, check } from "../../server/src/cli/check.ts";
import { PLAIN_SCREEN } from "../../server/src/cli/screen.ts";
import { DEFAULT_SETTINGS } from "../../server/src/settings.ts";
import { applyFixes, complaints } from "./sarif-programs.ts";

const EXAMPLES = path.resolve(import.meta.dirname, "../../examples");
const OPEN = "OSTYPE(`linux')dnl\nFEATURE(`promiscuous_relay')dnl\nMAILER(`local')dnl\nMAILER(`smtp')dnl\n";

let dir = "";
const before = process.cwd();
beforeEach(() => {
  dir = realpathSync(mkdtempSync(path.join(tmpdir(), "sendmail-lint-")));
  process.chdir(dir);
});
afterEach(() => {
  process.chdir(before);
  rmSync(dir, { recursive: true, force: true });
});

function put(name: string, text: string | Uint8Array): string {
  const file = path.join(dir, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return name;
}

async function run(paths: readonly string[], options: Partial<CheckOptions> = {}) {
  const printed: Buffer[] = [];
  const errors: string[] = [];
  const output = {
    print: (text: string) => void printed.push(Buffer.from(`${text}\n`)),
    write: (bytes: Uint8Array) => void printed.push(Buffer.from(bytes)),
    error: (text: string) => void errors.push(text),
  };
  const defaults = { format: "compact", fix: undefined, maxWarnings: undefined, version: "1.2.3" } as const;
  const status = await check({ ...defaults, settings: DEFAULT_SETTINGS, ...options, paths }, output);
  const bytes = Buffer.concat(printed);
  return { status, bytes, text: bytes.toString(), errors: errors.join("\n") };
}

async function sarif(paths: readonly string[], options: Partial<CheckOptions> = {}): Promise<Log> {
  const log: Log = JSON.parse((await run(paths, { ...options, format: "sarif" })).text);
  expect(complaints(log)).toEqual([]);
  return log;
}

describe("SARIF", () => {
  it("is valid, has places below a base, rules with their pages, and tags", async () => {
    cpSync(EXAMPLES, path.join(dir, "etc mail"), { recursive: true });
    const log = await sarif(["etc mail"]);
    const [first] = log.runs;
    expect(first?.originalUriBaseIds).toEqual({ SRCROOT: { uri: new URL(`file://${dir}/`).href } });
    expect(first?.results?.length).toBeGreaterThan(25);
    for (const { locations, ruleIndex = -1, ruleId, partialFingerprints } of first?.results ?? []) {
      const location = locations?.[0]?.physicalLocation?.artifactLocation;
      expect(location).toMatchObject({
        uriBaseId: "SRCROOT",
        uri: expect.stringMatching(/^etc%20mail\/[a-z-]+\/[a-z.-]+$/),
      });
      expect(first?.tool.driver.rules?.[ruleIndex]?.id).toBe(ruleId);
      expect(partialFingerprints?.["sendmailLint/v1"]).toMatch(/^[0-9a-f]{32}$/);
    }
    const rule = first?.tool.driver.rules?.find(({ id }) => id === "relay-promiscuous");
    expect(rule).toMatchObject({
      helpUri: expect.stringMatching(/^https:/),
      help: { markdown: expect.stringContaining("## Why it matters"), text: expect.stringContaining("Why it matters") },
      fullDescription: { text: expect.stringMatching(/open relay/) },
      properties: { tags: expect.arrayContaining(["relay", "security", "GEN004710", "U-31"]) },
    });
    expect(first?.invocations?.[0]).toMatchObject({ executionSuccessful: true, toolExecutionNotifications: [] });
  });

  it("is not valid where a place is wrong", async () => {
    put("sendmail.mc", OPEN);
    const log = await sarif(["sendmail.mc"]);
    const region = log.runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation?.region;
    Object.assign(region ?? {}, { startLine: 0 });
    expect(complaints(log)).not.toEqual([]);
  });

  it("has the steps of a proof, each with its place, and related places", async () => {
    cpSync(path.join(EXAMPLES, "open-relay"), dir, { recursive: true });
    const [first] = (await sarif(["."])).runs;
    const proven = first?.results?.filter(({ codeFlows }) => codeFlows !== undefined) ?? [];
    expect(proven.length).toBeGreaterThan(3);
    for (const { codeFlows = [], ruleId } of proven) {
      expect(ruleId).toMatch(/^relay-/);
      expect(codeFlows[0]?.message?.text).toMatch(/MAIL FROM:.* is accepted$/);
      const steps = codeFlows[0]?.threadFlows[0]?.locations ?? [];
      expect(steps.length).toBeGreaterThan(0);
      for (const { location } of steps)
        expect(location).toMatchObject({ message: { text: expect.any(String) }, physicalLocation: { region: {} } });
    }
    const related = first?.results?.flatMap(({ relatedLocations = [] }) => relatedLocations) ?? [];
    for (const { message, physicalLocation } of related)
      expect({ message, physicalLocation }).toMatchObject({ message: { text: /./ }, physicalLocation: { region: {} } });
  });

  it.runIf(process.platform === "linux")("is valid for names of every kind, and leads to the files", async () => {
    const names = [
      "a b.mc",
      "c:d.mc",
      "#?%25.mc",
      "ü€😀.mc",
      '[x]{y}|z^`"<>.mc',
      "\n\t\x1b\u202e.mc",
      "'(a)',;=+&@.mc",
      "..mc",
    ];
    for (const name of names) put(`in/${name}`, OPEN);
    const log = await sarif(["in", ...names.map((name) => path.join("in", name))]);
    const found = new Set(
      log.runs[0]?.results?.map(({ locations }) => {
        const { uri = "" } = locations?.[0]?.physicalLocation?.artifactLocation ?? {};
        return path.basename(fileURLToPath(new URL(uri, log.runs[0]?.originalUriBaseIds?.SRCROOT?.uri)));
      }),
    );
    expect(found).toEqual(new Set(names));
  });

  it("says what could not be looked at, and that the run is not whole", async () => {
    put("etc/mail/sendmail.mc", OPEN.replace("promiscuous_relay", "access_db"));
    mkdirSync(path.join(dir, "etc/mail/access"));
    put("notes.txt", "nothing of sendmail's\n");
    const [first] = (await sarif(["etc", "notes.txt", "missing.mc"])).runs;
    const [invocation] = first?.invocations ?? [];
    expect(invocation?.executionSuccessful).toBe(false);
    const notices = invocation?.toolExecutionNotifications ?? [];
    expect(notices.map(({ message, level }) => `${level}: ${message.text}`)).toEqual([
      expect.stringMatching(/^error: cannot read missing\.mc/),
      expect.stringMatching(/^error: notes\.txt was not judged/),
      expect.stringMatching(/^error: cannot read .*access: it is a folder/),
    ]);
    expect(notices[2]?.locations?.[0]?.physicalLocation?.artifactLocation).toEqual({
      uri: "etc/mail/access",
      uriBaseId: "SRCROOT",
    });
  });

  it("keeps the fingerprints of findings when other lines change", async () => {
    cpSync(path.join(EXAMPLES, "open-relay"), dir, { recursive: true });
    const prints = async () =>
      (await sarif(["access"])).runs[0]?.results?.map(
        (one) => `${one.ruleId} ${one.partialFingerprints?.["sendmailLint/v1"]}`,
      );
    const first = await prints();
    expect(new Set(first).size).toBe(first?.length);
    const text = readFileSync("access", "utf8");
    put("access", `# one more\n\n${text.replace("gmail.com", "192.0.2.1")}`);
    const second = await prints();
    expect(second).toEqual(first?.filter((one) => !one.startsWith("relay-free-mail")));
  });

  it.each<["safe" | "narrows", readonly string[]]>([
    ["safe", ["safe"]],
    ["narrows", ["safe", "narrows"]],
  ])("has fixes that a second program applies as --fix does: %s", async (fix, grades) => {
    for (const name of ["by-sarif", "by-us"]) {
      cpSync(path.join(EXAMPLES, "open-relay"), path.join(dir, name), { recursive: true });
      if (fix === "safe")
        put(
          `${name}/sendmail.mc`,
          OPEN.replace("MAILER", "FEATURE(`access_db')dnl\r\nFEATURE(`access_db')dnl\r\nMAILER"),
        );
    }
    let applied = 0;
    for (let round = 0; round < 8; round++) {
      const now = applyFixes(await sarif(["by-sarif"]), new Set(grades));
      if (now === 0) break;
      applied += now;
    }
    expect(applied).toBeGreaterThan(0);
    await run(["by-us"], { fix });
    for (const name of readdirSync(path.join(dir, "by-us")))
      expect(readFileSync(path.join(dir, "by-sarif", name), "utf8"), name).toBe(
        readFileSync(path.join(dir, "by-us", name), "utf8"),
      );
  });
});

describe("JUnit, Markdown and GitLab", () => {
  it("JUnit fails for errors only, and says what could not be looked at", async () => {
    put('a\x07&<"\ufffe.mc', OPEN);
    put("clean/sendmail.mc", OPEN.replace(/FEATURE.*\n/, ""));
    const { text } = await run([".", "missing"], { format: "junit" });
    expect(text).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites name="sendmail-lint" tests="\d+" failures="1" errors="1">/,
    );
    expect(text).toContain('<failure type="relay-promiscuous" message="This makes');
    expect(text).toContain('<testcase name="nothing found" classname="clean/sendmail.mc" />');
    expect(text).toContain('<error message="cannot read missing: ');
    expect(text).toContain("a\\x07&amp;&lt;&quot;\ufffd.mc");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what XML does not know
    expect(text).not.toMatch(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/);
  });

  it("Markdown has a table, the worst first, in which no name is markup", async () => {
    put("`|<b>[x](y).mc", OPEN);
    const { text } = await run([".", "missing"], { format: "markdown" });
    const lines = text.split("\n");
    expect(lines[0]).toBe("## sendmail-lint");
    expect(text).toContain("**Not all could be looked at** (1 problem):");
    const row = lines.find((line) => line.startsWith("| **error**")) ?? "";
    expect(row).toContain("[relay-promiscuous](https://");
    expect(row.replace(/\\\|/g, "").split("|")).toHaveLength(6);
    expect(row).toContain("`` `\\|<b>[x](y).mc:2 ``");
  });

  it("GitLab's report has relative paths and fingerprints of their own", async () => {
    put("one/sendmail.mc", OPEN);
    put("two/sendmail.mc", OPEN);
    const found = JSON.parse((await run(["."], { format: "gitlab" })).text);
    expect(found[0]).toEqual({
      description: expect.stringContaining("open relay"),
      check_name: "relay-promiscuous",
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      severity: "critical",
      location: { path: "one/sendmail.mc", lines: { begin: 2, end: 2 } },
    });
    expect(new Set(found.map(({ fingerprint }: { fingerprint: string }) => fingerprint)).size).toBe(found.length);
  });
});

describe("a baseline", () => {
  const baseline = (write: boolean) => ({ baseline: { file: "kept/known.json", write } });

  it("silences what is in it, wherever its line is now, and nothing new", async () => {
    cpSync(path.join(EXAMPLES, "open-relay"), path.join(dir, "mail"), { recursive: true });
    mkdirSync("kept");
    const written = await run(["mail"], baseline(true));
    expect(written.text).toMatch(/^\d+ findings written to kept\/known\.json\.\n$/);
    expect(written.status).toBe(0);
    const silent = await run(["mail"], baseline(false));
    expect(silent.text).toMatch(/^4 files checked, nothing new found \(\d+ findings of the baseline not shown\)\.\n$/);
    expect(silent.status).toBe(0);
    const text = readFileSync("mail/access", "utf8");
    // A second line of the same words is new.
    put("mail/access", `# moved\n${text}Connect:198.51.100.9 ALLOW\n`);
    const found = await run(["mail"], { ...baseline(false), format: "json" });
    expect(JSON.parse(found.text).map(({ code }: { code: string }) => code)).toEqual(["access-unknown-action"]);
    expect(found.status).toBe(1);
    // From another folder the same files are meant.
    process.chdir("mail");
    const elsewhere = await run(["../mail"], {
      baseline: { file: "../kept/known.json", write: false },
      format: "json",
    });
    expect(JSON.parse(elsewhere.text)).toHaveLength(1);
  });

  it.each([
    ["nonsense", "it is not JSON"],
    ["[]", "not a baseline"],
    ['{"version":1,"findings":[{"file":1}]}', "not a baseline"],
  ])("that is none silences nothing: %s", async (text, why) => {
    put("sendmail.mc", OPEN);
    put("known.json", text);
    const {
      text: said,
      errors,
      status,
    } = await run(["sendmail.mc"], { baseline: { file: "known.json", write: false } });
    expect(said).toContain("[relay-promiscuous]");
    expect(errors).toContain(why);
    expect(status).toBe(2);
  });
});

describe("--fix --dry-run", () => {
  it("changes nothing, and writes a diff from which patch makes what --fix makes", async () => {
    const crlf = OPEN.replaceAll("\n", "\r\n");
    put("a b.mc", crlf);
    put("latin.mc", Buffer.from(`dnl caf\xe9\n${OPEN}`, "latin1"));
    put("no-end.mc", OPEN.trimEnd());
    put('quoted"\t.mc', OPEN);
    const names = readdirSync(dir);
    for (const name of names) cpSync(name, path.join(dir, "..", `${path.basename(dir)}-copy`, name));
    const copy = `${dir}-copy`;
    try {
      const { bytes, status } = await run(names, { fix: "narrows", dryRun: true });
      expect(status).toBe(1);
      expect(readFileSync("a b.mc", "utf8")).toBe(crlf);
      const patched = spawnSync("patch", ["-p0", "--binary"], { cwd: copy, input: bytes, encoding: "utf8" });
      expect(patched.stderr + patched.stdout.replace(/^patching file .*\n/gm, "")).toBe("");
      await run(names, { fix: "narrows" });
      for (const name of names) expect(readFileSync(path.join(copy, name)), name).toEqual(readFileSync(name));
      expect(readFileSync("a b.mc", "utf8")).not.toContain("promiscuous");
      expect((await run(names, { fix: "narrows", dryRun: true })).status).toBe(0);
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });

  it("gives a terminal and a build server no orders", async () => {
    put("x.mc", `dnl \x1b[2J\n::error::x\n${OPEN}`);
    const { mtimeMs } = statSync("x.mc");
    for (const screen of [
      { ...PLAIN_SCREEN, isTerminal: true, colors: false },
      { ...PLAIN_SCREEN, isLog: true },
    ]) {
      const { text } = await run(["x.mc"], { fix: "narrows", dryRun: true, screen });
      expect(text).toContain("-FEATURE(`promiscuous_relay')dnl");
      expect(text).toContain(" dnl \\x1b[2J\n \\x3a:error::x\n");
    }
    expect(statSync("x.mc").mtimeMs).toBe(mtimeMs);
  });
});
