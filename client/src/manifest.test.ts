// The manifest against the code: commands, settings, and which files are taken for sendmail's.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import manifest from "../../package.json";
import { withRepository } from "../../scripts/package.mjs";
import { KIND_NAMES } from "../../server/src/kinds/index.ts";
import { DEFAULT_SETTINGS, readSettings } from "../../server/src/settings.ts";

const SOURCES = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
  .map((name) => readFileSync(path.join(import.meta.dirname, name), "utf8"))
  .join("\n");

test("every command is registered, and every registered one is in the manifest", () => {
  const registered = [...SOURCES.matchAll(/registerCommand\("([^"]+)"/g)].map(([, name]) => name).sort();
  expect(registered.length).toBeGreaterThan(0);
  expect(manifest.contributes.commands.map(({ command }) => command).sort()).toEqual(registered);
});

test("menus name commands and submenus that are there, and right-clicking offers what a file can be asked", () => {
  const { menus, submenus, commands } = manifest.contributes;
  const known = new Set([...commands.map(({ command }) => command), ...submenus.map(({ id }) => id)]);
  for (const item of Object.values(menus).flat())
    expect(known, JSON.stringify(item)).toContain("command" in item ? item.command : item.submenu);
  expect(Object.keys(menus)).toEqual(expect.arrayContaining(submenus.map(({ id }) => id)));
  const offered = menus["sendmail.context"].map(({ command }) => command.replace("sendmail.", ""));
  expect(offered).toEqual(expect.arrayContaining(["relayReport", "tryTransaction", "where", "preview", "runTask"]));
});

test("a build on GitHub names its repository in the manifest", () => {
  expect(withRepository({ name: "sendmail" }, "somebody/sendmail")).toEqual({
    name: "sendmail",
    repository: { type: "git", url: "https://github.com/somebody/sendmail.git" },
    bugs: { url: "https://github.com/somebody/sendmail/issues" },
    homepage: "https://github.com/somebody/sendmail#readme",
  });
});

/** Settings as VS Code sends them: `a.b` becomes an object in an object. */
function nested(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const words = name.replace(/^sendmail\./, "").split(".");
    const last = words.pop() ?? "";
    let at = root;
    for (const word of words) {
      at[word] ??= {};
      at = at[word] as Record<string, unknown>;
    }
    at[last] = value;
  }
  return root;
}

describe("settings", () => {
  const properties: Readonly<Record<string, { default: unknown }>> = manifest.contributes.configuration.properties;
  /** Read by vscode-languageclient, and by the client. */
  const client = ["sendmail.trace.server", "sendmail.tasks.offerRebuild"];

  test("the manifest's defaults are the server's", () => {
    const defaults = Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, property.default]));
    const { mistakes, settings: read } = readSettings(nested(defaults));
    const { guidanceBaseUrl, ...settings } = read;
    expect(mistakes).toEqual([]);
    expect({ ...settings, guidanceBaseUrl: undefined }).toEqual(DEFAULT_SETTINGS);
    expect(guidanceBaseUrl).toBe("https://www.sendmail.org/");
  });

  const other: Readonly<Record<string, unknown>> = {
    "sendmail.rules": { "relay-promiscuous": "off" },
    "sendmail.preset": "strict",
    "sendmail.guidance.baseUrl": "https://mirror.example.com/",
    "sendmail.targetVersion": "8.15.2",
    "sendmail.platform": "el10",
    "sendmail.root": "file:///srv/mail",
    "sendmail.cfDir": "file:///srv/cf",
    "sendmail.hostName": "mx.example.com",
    "sendmail.inlayHints.enabled": false,
    "sendmail.diagnostics.scope": "openFiles",
  };
  test.each(Object.keys(properties).filter((name) => !client.includes(name)))("%s reaches the server", (name) => {
    expect(other).toHaveProperty([name]);
    const { settings, mistakes } = readSettings(nested({ [name]: other[name] }));
    expect(settings).not.toEqual(DEFAULT_SETTINGS);
    expect(mistakes).toEqual([]);
  });
});

describe("languages", () => {
  const mc = manifest.contributes.languages.find(({ id }) => id === "sendmail-mc");
  const firstLine = new RegExp(mc?.firstLine ?? "(?!)");

  test.each([
    "VERSIONID(`mail.example.com')dnl",
    "include(`/usr/share/sendmail-cf/m4/cf.m4')dnl",
    "OSTYPE(`linux')dnl",
    "divert(-1)dnl sendmail.mc of the hub",
    "dnl /etc/mail/sendmail.mc",
  ])("%s begins a sendmail configuration", (line) => {
    expect(line).toMatch(firstLine);
  });

  test.each([
    "dnl Process this file with autoconf",
    "include(`foreign.m4')",
    "divert(-1)",
    "AC_INIT([sendmail], [8.18])",
    "import Toybox.Application;",
    ";#define MESSAGES",
    "# Regenerates sendmail.mc",
  ])("%s says nothing, or that it is another program's", (line) => {
    expect(line).not.toMatch(firstLine);
  });

  test("no language claims an extension that others use", () => {
    for (const language of manifest.contributes.languages) expect(language).not.toHaveProperty("extensions");
  });

  test("grammars and configurations exist for each language", () => {
    const files = [
      ...manifest.contributes.grammars.map(({ path }) => path),
      ...manifest.contributes.languages.map((l) => l.configuration),
    ];
    expect(files).toHaveLength(2 * KIND_NAMES.length);
    for (const file of files)
      expect(readFileSync(path.join(import.meta.dirname, "../..", file), "utf8")).toMatch(/^\{/);
  });
});
