// The project file: what it sets, from where it is found, and what is said of a wrong one.
import { describe, expect, it } from "vitest";
import { findProject, readProject, withProject } from "../../server/src/project.ts";
import { createService } from "../../server/src/service.ts";
import { DEFAULT_SETTINGS } from "../../server/src/settings.ts";
import { memoryWorkspace } from "../../server/src/site/index.ts";
import { folderUri } from "../../server/src/site/paths.ts";

const URI = "file:///srv/site/etc/mail/sendmail.mc";
const OPEN = "OSTYPE(`linux')dnl\nFEATURE(`promiscuous_relay')dnl\nMAILER(`local')dnl\nMAILER(`smtp')dnl\n";

describe("a project file", () => {
  it("sets rules, preset, root and version, paths from its own folder", () => {
    const text = JSON.stringify({
      root: ".",
      cfDir: "/usr/share/sendmail-cf",
      preset: "strict",
      targetVersion: "8.15.2",
      rules: { "relay-promiscuous": "off" },
    });
    const { settings, errors } = readProject("file:///srv/site/.sendmail-lint.json", text);
    expect(errors).toEqual([]);
    expect(settings).toEqual({
      root: "file:///srv/site",
      cfDir: "file:///usr/share/sendmail-cf",
      preset: "strict",
      targetVersion: "8.15.2",
      rules: { "relay-promiscuous": "off" },
    });
  });

  it.each<[string, string, RegExp]>([
    ["no JSON", "{", /not JSON/],
    ["no object", "[1]", /JSON object/],
    ["an unknown property", '{"presets": 1}', /"presets" is not a setting/],
    ["an unknown preset", '{"preset": "all"}', /recommended, strict, relay-only/],
    ["a wrong severity", '{"rules": {"m4-runaway": "fatal"}}', /m4-runaway/],
    ["an unknown rule", '{"rules": {"m4-runway": "off"}}', /"rules" names the rule "m4-runway", which does not exist/],
    ["a wrong version", '{"targetVersion": 8}', /8\.17\.1/],
    ["a version in words", '{"targetVersion": "latest"}', /not "latest"/],
    ["a wrong root", '{"root": 8}', /path/],
  ])("with %s says what is wrong, and the rest holds", (_, text, error) => {
    const project = readProject("file:///x/.sendmail-lint.json", text);
    expect(project.errors.map(({ message }) => message).join()).toMatch(error);
    expect(withProject(DEFAULT_SETTINGS, project)).toEqual(DEFAULT_SETTINGS);
  });

  it.each<[string, string, string]>([
    ["of a property", '{\n  "preset": "strict",\n  "rulez": {}\n}', '"rulez"'],
    ["of a value", '{ "targetVersion": "9" }', '"targetVersion"'],
    ["of a comma that is too much", '{\n  "preset": "strict",\n}', "}"],
  ])("says where the mistake stands: that %s", (_, text, place) => {
    const [error] = readProject("file:///x/.sendmail-lint.json", text).errors;
    const lines = text.split("\n");
    const { start, end } = error?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    expect(start.line).toBe(end.line);
    expect(lines[start.line]?.slice(start.character, end.character)).toBe(place);
  });

  it("is found in the folder or above it, up to the workspace folder", async () => {
    const files = { [URI]: OPEN, "file:///srv/.sendmail-lint.json": "{}" };
    expect((await findProject(memoryWorkspace(files), URI))?.uri).toBe("file:///srv/.sendmail-lint.json");
    expect(await findProject(memoryWorkspace(files, ["file:///srv/site"]), URI)).toBeUndefined();
    const nearer = { ...files, "file:///srv/site/etc/mail/.sendmail-lint.json": "{}" };
    expect((await findProject(memoryWorkspace(nearer), URI))?.uri).toBe(
      "file:///srv/site/etc/mail/.sendmail-lint.json",
    );
  });

  it("goes before the user's settings, and a change of it is seen", async () => {
    const project = "file:///srv/site/.sendmail-lint.json";
    const workspace = memoryWorkspace({ [URI]: OPEN, [project]: '{"rules": {"relay-promiscuous": "hint"}}' });
    const service = createService(workspace);
    service.configure({ ...DEFAULT_SETTINGS, rules: { "relay-promiscuous": "warning" } });
    expect((await service.problems(URI)).map(({ severity }) => severity)).toEqual(["hint"]);
    workspace.write(project, '{"rules": {"relay-promiscuous": "off", "relay-open": "off"}}');
    service.changed(project);
    expect(await service.problems(URI)).toEqual([]);
    workspace.remove(project);
    service.changed(project);
    expect((await service.problems(URI)).map(({ severity }) => severity)).toEqual(["warning"]);
  });
});

describe("a folder", () => {
  it.each<[string, string | undefined, string]>([
    ["/srv/my mail", "file:///home/me", "file:///srv/my%20mail"],
    ["copy/of root", "file:///home/me", "file:///home/me/copy/of%20root"],
    [".", "file:///home/me", "file:///home/me"],
    ["file:///srv/mail", "file:///home/me", "file:///srv/mail"],
    ["C:\\mail", "file:///home/me", "file:///c%3A/mail"],
    ["/srv/mail", undefined, "file:///srv/mail"],
  ])("%s below %s is %s", (path, base, uri) => {
    expect(folderUri(path, base)).toBe(uri);
  });
});
