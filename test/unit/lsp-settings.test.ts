// Settings as clients have them: asked for per folder, pushed, wrong, and said to be wrong once.
import { afterEach, describe, expect, it } from "vitest";
import type { ConfigurationParams } from "vscode-languageserver/node";
import { readSettings } from "../../server/src/settings.ts";
import { connect, endSessions, pull, RICH, session, until } from "./lsp-session.ts";

afterEach(endSessions);

const MC = "OSTYPE(`linux')dnl\nFEATURE(`promiscuous_relay')dnl\nMAILER(`smtp')dnl\n";
const FOLDERS = ["file:///srv/one", "file:///srv/two"];

/** A client whose folders have settings of their own. */
async function asked(settings: (scopeUri: string | undefined) => unknown) {
  const connection = connect({ "file:///srv/two/copy/etc/mail/access": "com RELAY\n" });
  const { client } = connection;
  const questions: (string | undefined)[] = [];
  client.onRequest("workspace/configuration", ({ items }: ConfigurationParams) =>
    items.map(({ section, scopeUri }) => {
      expect(section).toBe("sendmail");
      questions.push(scopeUri);
      return settings(scopeUri);
    }),
  );
  await client.sendRequest("initialize", {
    processId: null,
    rootUri: null,
    workspaceFolders: FOLDERS.map((uri) => ({ uri, name: uri })),
    capabilities: { ...RICH, workspace: { ...RICH.workspace, configuration: true, workspaceFolders: true } },
  });
  await client.sendNotification("initialized", {});
  const open = (uri: string, text: string) =>
    client.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId: "", version: 1, text } });
  return { ...connection, questions, open };
}

describe("settings", () => {
  it("are asked for per folder, and again when folders change", async () => {
    const severities: Record<string, string> = { "file:///srv/one": "hint", "file:///srv/two": "information" };
    const server = await asked((scope) => ({ rules: { "relay-promiscuous": severities[scope ?? ""] ?? "warning" } }));
    const severityIn = async (folder: string) => {
      const uri = `${folder}/sendmail.mc`;
      await server.open(uri, MC);
      const found = await pull({ ...server } as never, uri);
      return found.find(({ code }) => code === "relay-promiscuous")?.severity;
    };
    expect(await severityIn("file:///srv/one")).toBe(4);
    expect(await severityIn("file:///srv/two")).toBe(3);
    expect(server.questions).toEqual([undefined, ...FOLDERS]);
    severities["file:///srv/three"] = "hint";
    await server.client.sendNotification("workspace/didChangeWorkspaceFolders", {
      event: {
        added: [{ uri: "file:///srv/three", name: "three" }],
        removed: [{ uri: "file:///srv/one", name: "one" }],
      },
    });
    expect(await severityIn("file:///srv/three")).toBe(4);
    expect(server.questions.slice(3)).toEqual([undefined, "file:///srv/two", "file:///srv/three"]);
  });

  it("of all files hold for folders where a client answers less than it was asked", async () => {
    const { client, ...server } = await asked(() => undefined);
    client.onRequest("workspace/configuration", () => [{ rules: { "relay-promiscuous": "off", "relay-open": "off" } }]);
    await client.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await server.open("file:///srv/one/sendmail.mc", MC);
    expect(await pull({ client } as never, "file:///srv/one/sendmail.mc")).toEqual([]);
  });

  it.each<[string, unknown, RegExp]>([
    ["a version in words", { targetVersion: "latest" }, /sendmail\.targetVersion has to be a version .* not "latest"/],
    ["half a version", { targetVersion: "8" }, /not "8"/],
    ["a version with a letter", { targetVersion: "v8.17.1" }, /not "v8\.17\.1"/],
    ["a version as a number", { targetVersion: 8.17 }, /not 8\.17/],
    ["an unknown rule", { rules: { "no-such-rule": "off" } }, /"no-such-rule", which does not exist/],
    ["an unknown severity", { rules: { "relay-open": "fatal" } }, /gives relay-open a severity .* "fatal"/],
    ["rules of the wrong type", { rules: ["relay-open"] }, /sendmail\.rules has to be an object/],
    ["a wrong preset", { preset: "all" }, /one of recommended, strict, relay-only/],
    ["a wrong type", { inlayHints: { enabled: "yes" } }, /sendmail\.inlayHints\.enabled has to be true or false/],
    ["a folder as a number", { root: 7 }, /sendmail\.root has to be a folder's path/],
    ["a missing folder", { root: "/no/such/folder" }, /sendmail\.root names a folder that is not there/],
    ["an unknown name", { presets: "strict" }, /no setting sendmail\.presets/],
    ["no object", "strict", /have to be an object/],
  ])("that are wrong are said once, and not used: %s", async (_, sendmail, words) => {
    const server = await session(RICH);
    const push = () => server.client.sendNotification("workspace/didChangeConfiguration", { settings: { sendmail } });
    await push();
    await until(() => server.told[0]);
    expect(server.told).toEqual([expect.stringMatching(words)]);
    expect(server.told[0]).toMatch(/^Sendmail: /);
    await push();
    const uri = "file:///etc/mail/sendmail.mc";
    await server.open(uri, MC);
    // Neither is every feature too new for a version that is none, nor is anything switched off.
    expect((await pull(server, uri)).map(({ code }) => code)).toEqual(["relay-promiscuous"]);
    expect(server.told).toHaveLength(1);
  });

  it("that are right, empty, null or missing are not spoken of", () => {
    for (const given of [undefined, null, {}, { targetVersion: "", root: null, rules: {}, trace: { server: "off" } }])
      expect(readSettings(given).mistakes).toEqual([]);
    const { settings, mistakes } = readSettings({ targetVersion: "8.17.1.9", rules: { "relay-open": "hint" } });
    expect(mistakes).toEqual([]);
    expect(settings).toMatchObject({ targetVersion: "8.17.1.9", rules: { "relay-open": "hint" } });
  });
});
