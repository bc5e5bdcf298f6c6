// What goes to npm, installed in a clean folder, and what belongs to publishing.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { load } from "../../scripts/generated.mjs";
import { packNpm } from "../../scripts/npm.mjs";
import { closed, withVersion } from "../../scripts/version.mjs";
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

function run(...args: readonly string[]) {
  const program = path.join(dir, "clean/node_modules/.bin/sendmail-lint");
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: path.join(dir, "clean"),
    encoding: "utf8",
    input: "",
  });
  return { status, stdout, stderr };
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

  it("runs each command of the README", () => {
    const example = "examples/closed-relay/sendmail.mc";
    const commands: Readonly<Record<string, readonly string[]>> = {
      check: ["check", "examples/closed-relay"],
      relay: ["relay", example],
      where: ["where", example, "joe@example.com"],
      bt: ["bt", example],
      build: ["build", example],
    };
    const readme = readFileSync(path.join(installed(), "README.md"), "utf8");
    for (const { name } of COMMANDS) {
      expect(readme).toContain(`sendmail-lint ${name}`);
      const help = run(name, "--help");
      expect(help.stderr).toBe("");
      expect(help.stdout).toMatch(/^Usage: sendmail-lint/);
      const { status, stderr } = run(...(commands[name] ?? [name, "--help"]));
      // Without sendmail's m4 library three of them say that they need it.
      expect(status === 0 || /library/.test(stderr), `${name}: ${stderr}`).toBe(true);
    }
    expect(run("--version").stdout.trim()).toBe(
      JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")).version,
    );
    for (const shell of ["bash", "zsh", "fish"]) expect(run("completions", shell).stdout).toContain("sendmail-lint");
    const open = run("check", "examples/open-relay", "--format", "json");
    expect(open.status).toBe(1);
    expect(JSON.parse(open.stdout).length).toBeGreaterThan(20);
    expect(run("check", "--fleet", "examples").stdout).toMatch(/^2 servers: 1 with errors/m);
  });
});

describe("the files for build servers", () => {
  const workflow = (name: string) => readFileSync(path.join(ROOT, name), "utf8");

  it("the release workflow is one that GitHub reads, and publishes what was tested", async () => {
    // The package imports JSON as older Nodes do: bundled it runs in all.
    const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await load(
      'export * from "@actions/workflow-parser";',
      ".",
    );
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

  it("the hook finds our files by name", () => {
    const [hook] = parse(workflow(".pre-commit-hooks.yaml"));
    expect(hook).toMatchObject({ id: "sendmail-lint", entry: "sendmail-lint check", language: "node" });
    const files = new RegExp(hook.files);
    for (const name of ["sendmail.mc", "etc/mail/access", "mail/relay-domains", "x/sendmail.cf"])
      expect(name).toMatch(files);
    for (const name of ["access.ts", "src/aliases.go", "README.md"]) expect(name).not.toMatch(files);
  });
});

describe("a new version", () => {
  it("closes the changelog and is in all manifests", () => {
    expect(closed("# C\n\n## 0.2.0 (unreleased)\n\n- x\n", "0.2.0", "2026-12-01")).toBe(
      "# C\n\n## 0.2.0 (2026-12-01)\n\n- x\n",
    );
    expect(() => closed("# C\n", "0.2.0", "2026-12-01")).toThrow(/unreleased/);
    const lock = withVersion('{"name":"x","version":"1.0.0","packages":{"":{"version":"1.0.0"}}}', "1.1.0");
    expect(JSON.parse(lock)).toEqual({ name: "x", version: "1.1.0", packages: { "": { version: "1.1.0" } } });
  });
});
