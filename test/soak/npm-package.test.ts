// What goes to npm, installed in a clean folder, and what belongs to publishing.
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { bundle } from "../../scripts/build.mjs";
import { packNpm } from "../../scripts/npm.mjs";
import { closed, hooksWith, withVersion } from "../../scripts/version.mjs";
import { COMMANDS } from "../../server/src/cli/commands/index.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

let dir = "";
beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), "sendmail-npm-"));
  const tarball = await packNpm(dir);
  mkdirSync(path.join(dir, "clean"));
  const install = ["install", "--offline", "--no-audit", "--no-fund", "--prefix", path.join(dir, "clean"), tarball];
  const { status, stderr } = spawnSync("npm", install, { cwd: path.join(dir, "clean"), encoding: "utf8" });
  expect({ status, stderr }).toMatchObject({ status: 0 });
  cpSync(path.join(ROOT, "examples"), path.join(dir, "clean/examples"), { recursive: true });
}, 300_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const installed = () => path.join(dir, "clean/node_modules/sendmail-lint");

interface Done {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the installed program in the clean folder. */
async function run(args: readonly string[], input = "", user: { uid?: number; gid?: number } = {}): Promise<Done> {
  const program = path.join(dir, "clean/node_modules/.bin/sendmail-lint");
  const child = spawn(program, args, { cwd: path.join(dir, "clean"), ...user });
  const [stdout, stderr, status] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.on("close", resolve)),
    child.stdin.end(input),
  ]);
  return { status, stdout, stderr };
}

const CLOSED = "examples/closed-relay";
const OPEN = "examples/open-relay";

interface Run {
  readonly args: readonly string[];
  readonly status: number;
  readonly shows: RegExp;
  readonly input?: string;
  readonly needsLibrary?: true;
}

/** What README says of each command, as a user types it. */
const RUNS: Readonly<Record<string, readonly Run[]>> = {
  check: [
    { args: ["check", CLOSED], status: 0, shows: /^/ },
    { args: ["check", OPEN], status: 1, shows: /sendmail\.mc:\d+:\d+: error.*relay-promiscuous/ },
    { args: ["check", "--format", "sarif", OPEN], status: 1, shows: /"version":"2\.1\.0"/ },
    { args: ["check", "--format", "github", OPEN], status: 1, shows: /^::error /m },
    { args: ["check", "--format", "gitlab", OPEN], status: 1, shows: /"fingerprint"/ },
    { args: ["check", "--format", "junit", OPEN], status: 1, shows: /<testsuites/ },
    { args: ["check", "--format", "markdown", OPEN], status: 1, shows: /^#/ },
    { args: ["check", "--baseline", "known.json", "--write-baseline", OPEN], status: 0, shows: /^/ },
    { args: ["check", "--baseline", "known.json", OPEN], status: 0, shows: /nothing new found/ },
    { args: ["check", "--fix=narrow", "--dry-run", OPEN], status: 1, shows: /^--- .*\n\+\+\+ /m },
    { args: ["check", "--fleet", "examples"], status: 1, shows: /^2 servers: 1 with errors/m },
  ],
  relay: [
    { args: ["relay", `${CLOSED}/sendmail.mc`], status: 0, shows: /"grade":"intended"/ },
    { args: ["relay", "--format", "text", `${OPEN}/sendmail.mc`], status: 1, shows: /anyone/ },
    { args: ["relay", "--probes", `${OPEN}/sendmail.mc`], status: 1, shows: /"relayed":\d+/ },
    { args: ["relay", "--fleet", "examples"], status: 1, shows: /"state":"open"/ },
  ],
  audit: [
    { args: ["audit", OPEN], status: 1, shows: /GEN004710/ },
    {
      args: ["audit", "--fleet", "examples"],
      status: 1,
      shows: /^2 servers: 2 with controls that fail, 0 not judged/m,
    },
  ],
  where: [{ args: ["where", `${CLOSED}/sendmail.mc`, "joe@example.com"], status: 0, shows: /joe/, needsLibrary: true }],
  bt: [
    {
      args: ["bt", `${CLOSED}/sendmail.mc`],
      status: 0,
      shows: /parse +returns: /,
      input: "3,0 joe@example.net\n",
      needsLibrary: true,
    },
  ],
  build: [{ args: ["build", `${CLOSED}/sendmail.mc`], status: 0, shows: /^V10/m, needsLibrary: true }],
  test: [{ args: ["test", CLOSED], status: 0, shows: /tests: \d+ passed, 0 failed/, needsLibrary: true }],
  probe: [{ args: ["probe", "--port", "1", "127.0.0.1"], status: 2, shows: /127\.0\.0\.1/ }],
  // "is a language server" below.
  lsp: [],
  completions: ["bash", "zsh", "fish"].map((shell) => ({
    args: ["completions", shell],
    status: 0,
    shows: /sendmail-lint/,
  })),
};

/** A message as an editor sends it. */
function lspMessage(message: object): string {
  const body = JSON.stringify({ jsonrpc: "2.0", ...message });
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

describe("the npm package", () => {
  it("has the program, its types, man page, notices and licence, and nothing of VS Code", () => {
    const names = readdirSync(installed(), { recursive: true, encoding: "utf8" }).map((name) =>
      name.replaceAll("\\", "/"),
    );
    for (const name of [
      "dist/cli.js",
      "index.d.ts",
      "man/sendmail-lint.1",
      "THIRD-PARTY-NOTICES.txt",
      "LICENSE",
      "README.md",
    ])
      expect(names).toContain(name);
    const manifest = JSON.parse(readFileSync(path.join(installed(), "package.json"), "utf8"));
    expect(manifest).toMatchObject({ name: "sendmail-lint", publishConfig: { provenance: true } });
    expect(manifest.dependencies).toBeUndefined();
    expect(readdirSync(path.join(dir, "clean/node_modules")).filter((name) => !name.startsWith("."))).toEqual([
      "sendmail-lint",
    ]);
    expect(names.filter((name) => /client|engine|\.map$|syntaxes/.test(name))).toEqual([]);
    const notices = readFileSync(path.join(installed(), "THIRD-PARTY-NOTICES.txt"), "utf8");
    for (const name of ["diff", "wrap-ansi", "string-width", "tldts"])
      expect(notices).toMatch(new RegExp(`^${name} \\d`, "m"));
  });

  it("runs each command of the README, and says what it needs", { timeout: 300_000 }, async () => {
    const readme = readFileSync(path.join(installed(), "README.md"), "utf8");
    expect(COMMANDS.map(({ name }) => name).sort()).toEqual(Object.keys(RUNS).sort());
    for (const [name, runs] of Object.entries(RUNS)) {
      expect(readme).toContain(`sendmail-lint ${name}`);
      for (const { args, status, shows, input = "", needsLibrary = false } of runs) {
        const done = await run(args, input);
        const about = `${args.join(" ")}: ${done.stdout.slice(0, 500)}${done.stderr}`;
        // Without sendmail's m4 library a command says that it needs it.
        const isWithout = needsLibrary && /library/.test(done.stderr);
        if (isWithout) expect(done.status, about).toBe(2);
        else {
          expect(done.stdout, about).toMatch(shows);
          expect(done.status, about).toBe(status);
        }
      }
    }
    const misread = await run(["probe", "127.0.0.1:2525"]);
    expect(misread).toMatchObject({ status: 2, stderr: expect.stringContaining("probe --port 2525 127.0.0.1") });
    const { stdout } = await run(["--version"]);
    expect(stdout.trim()).toBe(JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")).version);
  });

  it.each<readonly [readonly string[], number, RegExp]>([
    [[], 2, /No command is given/],
    [["chek", OPEN], 2, /Did you mean check\?/],
    [["check", "--formt", "json", OPEN], 2, /Did you mean --format\?/],
    [["check", "--max-warnings", "-1", OPEN], 2, /-1 looks like an option.*--max-warnings=-1/],
    [["check", "missing"], 2, /^sendmail-lint: cannot read missing: it is not there$/m],
    [["check", "package.json", CLOSED], 2, /package\.json was not judged/],
    [["check", "--ignore-unknown", "package.json"], 0, /^$/],
    [["check", "--fix", "-"], 2, /standard input is not one/],
    [["relay", "missing.mc"], 2, /cannot read missing\.mc: it is not there/],
    [["relay", "package.json"], 2, /package\.json: it is not a configuration of sendmail/],
    [["relay", "--query", "-", CLOSED], 2, /there is no transaction in the standard input/],
    [["relay", "--probes", "--address", "1.2.3", CLOSED], 2, /--address takes an IP address, not "1\.2\.3"/],
    [["where", "missing.mc", "joe"], 2, /cannot read missing\.mc: it is not there/],
    [["where", CLOSED, ""], 2, /An address is empty/],
    [["bt", "missing.cf"], 2, /cannot read missing\.cf: it is not there/],
    [["build", "examples"], 2, /cannot read examples: it is a folder|no m4 library/],
    [["test", "package.json"], 2, /^$/],
    [["audit", "missing"], 2, /cannot read missing: it is not there/],
    [["probe", ""], 2, /takes a host's name or IP address/],
    [["probe", "smtp://mx.example.com"], 2, /takes a host's name or IP address/],
    [["probe", "--client", "nat", "127.0.0.1"], 2, /--client takes an IP address/],
    [["completions", "tcsh"], 2, /completions for bash, zsh, fish, not for "tcsh"/],
    [["lsp"], 2, /say --stdio/],
  ])("says of %j what is wrong", async (args, status, said) => {
    const done = await run(args);
    expect(done.stderr).toMatch(said);
    expect(done.status, done.stderr).toBe(status);
    expect(done.stdout).not.toMatch(/^0 files checked, nothing found/m);
  });

  it("says to a user without root's rights what it may not read, and nobody takes that for clean", {
    timeout: 60_000,
  }, async () => {
    chmodSync(dir, 0o755);
    const server = path.join(dir, "clean/server");
    // Root reads everything: it asks as somebody else.
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const hidden = async (names: readonly string[], ...args: readonly string[]) => {
      cpSync(path.join(ROOT, CLOSED), server, { recursive: true });
      for (const name of names) chmodSync(path.join(server, name), 0);
      const { status, stdout, stderr } = await run(args, "", nobody);
      chmodSync(server, 0o755);
      rmSync(server, { recursive: true });
      // Where the copy is says nothing.
      return { status, stdout, stderr: stderr.replaceAll(`${dir}/clean/`, "").split("\n").filter(Boolean) };
    };
    const cannot = (name: string) => `sendmail-lint: cannot read server/${name}: this program has no right to read it`;
    const secret = ["access", "authinfo"];
    const check = await hidden(secret, "check", "server");
    expect(check).toMatchObject({ status: 2, stderr: [...secret.map(cannot), expect.stringMatching(/as root/)] });
    expect(check.stdout).toMatch(/site-unreadable-file/);
    const relay = await hidden(secret, "relay", "server", "--format", "json");
    expect(relay).toMatchObject({
      status: 2,
      stderr: [
        ...secret.map((name) => `${cannot(name)}. The answers are not complete.`),
        expect.stringMatching(/as root/),
      ],
    });
    expect(relay.stdout).toMatch(/"complete":false/);
    expect(await hidden(["mailertable"], "where", "server", "a@partner.example", "--format", "json")).toMatchObject({
      status: 2,
      stdout: expect.stringMatching(/"certain":false/),
      stderr: [`${cannot("mailertable")}. The answers are not complete.`, expect.stringMatching(/as root/)],
    });
    for (const command of ["audit", "where"]) {
      const address = command === "where" ? ["a@b.example"] : [];
      expect(await hidden(["sendmail.mc"], command, "server/sendmail.mc", ...address), command).toMatchObject({
        status: 2,
        stderr: [expect.stringMatching(/server\/sendmail\.mc: this program has no right to/)],
      });
    }
    for (const command of ["check", "test"]) {
      const whole = await hidden(["."], command, "server");
      expect(whole, command).toMatchObject({ status: 2 });
      expect(whole.stderr[0], command).toMatch(/^sendmail-lint: cannot read (?:the folder )?server: .*no right to/);
    }
  });

  it("is a language server", { timeout: 60_000 }, async () => {
    const child = spawn(path.join(dir, "clean/node_modules/.bin/sendmail-lint"), ["lsp", "--stdio"], { cwd: dir });
    const ended = new Promise((resolve) => child.on("close", resolve));
    const params = { processId: null, rootUri: null, capabilities: {} };
    child.stdin.write(lspMessage({ id: 1, method: "initialize", params }));
    let answered = "";
    child.stdout.on("data", (data: Buffer) => {
      answered += String(data);
    });
    await expect.poll(() => answered, { timeout: 30_000 }).toMatch(/"serverInfo":\{"name":"sendmail/);
    for (const message of [
      { method: "initialized", params: {} },
      { id: 2, method: "shutdown" },
    ])
      child.stdin.write(lspMessage(message));
    await expect.poll(() => answered, { timeout: 30_000 }).toContain('"id":2');
    child.stdin.write(lspMessage({ method: "exit" }));
    expect(await ended).toBe(0);
  });

  it("has types that fit what it writes", { timeout: 120_000 }, async () => {
    const { stdout } = await run(["check", OPEN, "--format", "json"]);
    const relayed = await run(["relay", `${OPEN}/sendmail.mc`, "--format", "json"]);
    const decided = await run(["relay", "--query", "-", `${OPEN}/sendmail.mc`], '{"recipient":"joe@example.net"}\n');
    const grants = relayed.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const use = [
      'import type { JsonDecision, JsonFinding, JsonGrant, JsonIncomplete } from "sendmail-lint";',
      `export const findings: readonly JsonFinding[] = ${JSON.stringify(JSON.parse(stdout).slice(0, 5))};`,
      `export const grants: readonly (JsonGrant | JsonIncomplete)[] = ${JSON.stringify(grants)};`,
      `export const decision: JsonDecision = ${decided.stdout};`,
      "// @ts-expect-error A finding has no line of its own.",
      "export const wrong = findings[0]?.line;",
    ];
    writeFileSync(path.join(dir, "clean/use.mts"), use.join("\n"));
    const options = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2022", "--skipLibCheck", "false"];
    const tsc = path.join(ROOT, "node_modules/typescript/bin/tsc");
    const { stdout: told, status } = spawnSync(process.execPath, [tsc, ...options, "--types", "", "use.mts"], {
      cwd: path.join(dir, "clean"),
      encoding: "utf8",
    });
    expect({ told, status }).toEqual({ told: "", status: 0 });
  });
});

describe("the files for build servers", () => {
  const workflow = (name: string) => readFileSync(path.join(ROOT, name), "utf8");

  /** GitHub's own reader of workflows and actions. The package imports JSON as older Nodes do: bundled it runs in all. */
  async function reader() {
    const outfile = path.join(dir, "workflow-parser.cjs");
    const contents =
      'export * from "@actions/workflow-parser"; export { parseAction } from "@actions/workflow-parser/actions/index";';
    await bundle({ stdin: { contents, resolveDir: ROOT }, outfile, platform: "node", format: "cjs" });
    return createRequire(import.meta.url)(outfile);
  }

  it("the action is one that GitHub reads", async () => {
    const { parseAction, NoOperationTraceWriter } = await reader();
    const errorsOf = (content: string): readonly string[] =>
      parseAction({ name: "action.yml", content }, new NoOperationTraceWriter())
        .context.errors.getErrors()
        .map(({ message }: Error) => message);
    const content = workflow("action.yml");
    expect(errorsOf(content)).toEqual([]);
    expect(errorsOf(content.replace("shell: bash", "shel: bash"))).not.toEqual([]);
    expect(errorsOf(content.replace("steps.check.outputs.status }}", "steps.check.outputs.status + }}"))).not.toEqual(
      [],
    );
  });

  it("the release workflow is one that GitHub reads, and publishes what was tested", async () => {
    const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await reader();
    const content = workflow(".github/workflows/release.yml");
    const { context, value } = parseWorkflow({ name: "release.yml", content }, new NoOperationTraceWriter());
    expect(context.errors.getErrors().map(({ message }: Error) => message)).toEqual([]);
    if (value === undefined) throw new Error("The workflow is empty.");
    const template = await convertWorkflowTemplate(context, value);
    expect(template.errors ?? []).toEqual([]);
    const { jobs } = parse(content);
    expect(jobs.extension.needs).toBe("build");
    expect(jobs.npm.needs).toBe("build");
    const published = [...jobs.extension.steps, ...jobs.npm.steps].map(({ run }) => run ?? "").join("\n");
    expect(published).not.toMatch(/vsce package|npm pack|build\.mjs/);
  });

  it("the action puts no input into a script", () => {
    const { runs } = parse(workflow("action.yml"));
    expect(runs.using).toBe("composite");
    const scripts = runs.steps.flatMap(({ run }: { run?: string }) => run ?? []);
    expect(scripts).toHaveLength(2);
    for (const script of scripts) expect(script).not.toContain("${{".concat(" "));
    for (const script of scripts) expect(spawnSync("bash", ["-n"], { input: script }).status).toBe(0);
  });

  it("the action's steps check a folder, annotate, and fail where there are errors", { timeout: 120_000 }, () => {
    const { runs } = parse(workflow("action.yml"));
    const [check, fail] = runs.steps.flatMap(({ run }: { run?: string }) => run ?? []);
    const { version } = JSON.parse(workflow("package.json"));
    const bash = (script: string, env: Readonly<Record<string, string>>) =>
      spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
        cwd: path.join(dir, "clean"),
        encoding: "utf8",
        // npx takes the installed package where that has the version.
        env: { ...process.env, npm_config_offline: "true", ...env },
      });
    const act = (paths: string) => {
      const temp = mkdtempSync(path.join(dir, "action-"));
      const [output, summary] = [path.join(temp, "output"), path.join(temp, "summary")];
      const done = bash(check, {
        INPUT_PATHS: paths,
        INPUT_ARGS: "",
        INPUT_VERSION: version,
        RUNNER_TEMP: temp,
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: summary,
      });
      const [, STATUS = ""] = /^status=(.*)$/m.exec(readFileSync(output, "utf8")) ?? [];
      const sarif = JSON.parse(readFileSync(path.join(temp, "sendmail-lint.sarif"), "utf8"));
      return {
        done,
        sarif: sarif.runs[0].results.length,
        summary: readFileSync(summary, "utf8"),
        status: bash(fail, { STATUS }).status,
      };
    };
    const open = act(`${OPEN}\n${CLOSED}\n`);
    expect(open.done.stderr).toBe("");
    expect(open.done.stdout).toMatch(/^::error file=examples\/open-relay\/sendmail\.mc,/m);
    expect(open.sarif).toBeGreaterThan(20);
    expect(open.summary).toMatch(/^11 files checked: \d+ errors/m);
    expect(open.status).toBe(1);
    expect(act(CLOSED)).toMatchObject({ done: { status: 0, stdout: "" }, sarif: 0, status: 0 });
    // A name is never a command, and what cannot be read is not taken for good.
    expect(act("missing; touch made")).toMatchObject({ status: 2 });
    expect(readdirSync(path.join(dir, "clean"))).not.toContain("made");
  });

  it("the hook finds our files by name", () => {
    const [hook] = parse(workflow(".pre-commit-hooks.yaml"));
    const { version } = JSON.parse(workflow("package.json"));
    expect(hook).toMatchObject({
      entry: `npx --yes sendmail-lint@${version} check --ignore-unknown`,
      language: "system",
    });
    expect(hooksWith(hook.entry, "9.8.7")).toBe("npx --yes sendmail-lint@9.8.7 check --ignore-unknown");
    const files = new RegExp(hook.files);
    for (const name of ["sendmail.mc", "etc/mail/access", "mail/relay-domains", "x/sendmail.cf"])
      expect(name).toMatch(files);
    for (const name of ["access.ts", "src/aliases.go", "README.md"]) expect(name).not.toMatch(files);
  });
});

describe("a new version", () => {
  it("closes the changelog and is in all manifests", () => {
    const changelog = readFileSync(path.join(ROOT, "CHANGELOG.md"), "utf8");
    const done = closed("# C\n\n## [0.2.0] - unreleased\n\n- x\n\n## [0.1.0] - 2026-10-01\n", "0.2.1", "2026-12-01");
    expect(done).toBe("# C\n\n## [0.2.1] - 2026-12-01\n\n- x\n\n## [0.1.0] - 2026-10-01\n");
    // Ours is in that form: a part that is not released, or one for the version that the manifest has.
    const { version } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));
    expect(changelog).toMatch(
      new RegExp(`^## \\[${version.replaceAll(".", "\\.")}\\] - (?:unreleased|\\d{4}-\\d\\d-\\d\\d)$`, "m"),
    );
    expect(() => closed("# C\n", "0.2.0", "2026-12-01")).toThrow(/unreleased/);
    const lock = withVersion('{"name":"x","version":"1.0.0","packages":{"":{"version":"1.0.0"}}}', "1.1.0");
    expect(JSON.parse(lock)).toEqual({ name: "x", version: "1.1.0", packages: { "": { version: "1.1.0" } } });
  });
});
