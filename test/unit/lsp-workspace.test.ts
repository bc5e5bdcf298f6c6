// Findings of files that are not open: those of a server of which one file is, for clients that pull and for clients that do not.
import { afterEach, describe, expect, it } from "vitest";
import type { WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport } from "vscode-languageserver/node";
import { type connect, endSessions, pull, RICH, type Session, session, until } from "./lsp-session.ts";

afterEach(endSessions);

const FOLDER = "file:///srv/site/etc/mail";
const [MC, ACCESS, OWN] = [`${FOLDER}/sendmail.mc`, `${FOLDER}/access`, `${FOLDER}/own.m4`];
const FILES = {
  [MC]: "OSTYPE(`linux')dnl\ninclude(`own.m4')dnl\nFEATURE(`access_db')dnl\nMAILER(`smtp')dnl\n",
  [ACCESS]: "10.0.0.0/8 RELAY\n",
  [OWN]: "FEATURE(`promiscuous_relay')dnl\n",
};

type Reports = readonly WorkspaceDocumentDiagnosticReport[];

async function pullAll({ client }: Session, previous: Reports = []): Promise<Reports> {
  const previousResultIds = previous.flatMap(({ uri, resultId }) =>
    resultId === undefined ? [] : [{ uri, value: resultId }],
  );
  const report = await client.sendRequest<WorkspaceDiagnosticReport>("workspace/diagnostic", { previousResultIds });
  return report.items;
}

const codes = (reports: Reports) =>
  Object.fromEntries(
    reports.map((one) => [one.uri, one.kind === "full" ? one.items.map(({ code }) => code) : one.kind]),
  );

const last = ({ published }: Pick<ReturnType<typeof connect>, "published">, uri: string) =>
  published.findLast((one) => one.uri === uri)?.diagnostics.map(({ code }) => code);

const OPEN_FILES_ONLY = { sendmail: { diagnostics: { scope: "openFiles" } } };

describe("a client that pulls", () => {
  it("has the findings of all files of the server of which it has one open, each in its own file", async () => {
    const server = await session(RICH, FILES);
    expect(await pullAll(server)).toEqual([]);
    await server.open(MC, FILES[MC] ?? "");
    const found = await pullAll(server);
    expect(codes(found)).toEqual({ [ACCESS]: ["access-invalid-key"], [OWN]: ["relay-promiscuous"] });
    expect((await pull(server, MC)).map(({ code }) => code)).not.toContain("relay-promiscuous");
  });

  it("is told that nothing changed, and what did", async () => {
    const server = await session(RICH, FILES);
    await server.open(MC, FILES[MC] ?? "");
    const first = await pullAll(server);
    expect(codes(await pullAll(server, first))).toEqual({ [ACCESS]: "unchanged", [OWN]: "unchanged" });
    await server.change(MC, 2, (FILES[MC] ?? "").replace("include(`own.m4')dnl\n", ""));
    expect(codes(await pullAll(server, first))).toEqual({ [ACCESS]: "unchanged", [OWN]: [] });
  });

  it("leaves open files to the other request, and nothing stays of what was closed", async () => {
    const server = await session(RICH, FILES);
    await server.open(MC, FILES[MC] ?? "");
    const first = await pullAll(server);
    await server.open(ACCESS, FILES[ACCESS] ?? "");
    expect(codes(await pullAll(server, first))).toEqual({ [OWN]: "unchanged" });
    const close = (uri: string) => server.client.sendNotification("textDocument/didClose", { textDocument: { uri } });
    await close(ACCESS);
    expect((await pull(server, ACCESS)).map(({ code }) => code)).toEqual(["access-invalid-key"]);
    await close(MC);
    expect(await pull(server, ACCESS)).toEqual([]);
    expect(await pull(server, MC)).toEqual([]);
    expect(codes(await pullAll(server, first))).toEqual({ [ACCESS]: [], [OWN]: [] });
  });

  it("is sent those of other files where it never asks for the workspace, as Helix and Neovim do", async () => {
    const server = await session(RICH, FILES);
    await server.open(MC, FILES[MC] ?? "");
    await until(() => (last(server, ACCESS) && last(server, OWN) ? true : undefined));
    expect([last(server, ACCESS), last(server, OWN)]).toEqual([["access-invalid-key"], ["relay-promiscuous"]]);
    expect(last(server, MC)).toBeUndefined();
    // An open file is the other request's.
    await server.open(ACCESS, FILES[ACCESS] ?? "");
    await until(() => (last(server, ACCESS)?.length === 0 ? true : undefined));
    expect(last(server, OWN)).toEqual(["relay-promiscuous"]);
    // Where no file of the server is open any more nothing stays.
    const close = (uri: string) => server.client.sendNotification("textDocument/didClose", { textDocument: { uri } });
    await close(ACCESS);
    await until(() => (last(server, ACCESS)?.length === 1 ? true : undefined));
    await close(MC);
    await until(() => (last(server, ACCESS)?.length === 0 && last(server, OWN)?.length === 0 ? true : undefined));
    await server.open(MC, FILES[MC] ?? "");
    await until(() => (last(server, OWN)?.length === 1 ? true : undefined));
    // One that asks for all keeps nothing of them.
    await pullAll(server);
    await server.change(MC, 2, `${FILES[MC]}dnl\n`);
    await until(() => (last(server, OWN)?.length === 0 ? true : undefined));
  });

  it("has open files only where it says so", async () => {
    const server = await session(RICH, FILES);
    await server.client.sendNotification("workspace/didChangeConfiguration", { settings: OPEN_FILES_ONLY });
    await server.open(MC, FILES[MC] ?? "");
    expect(await pullAll(server)).toEqual([]);
  });
});

describe("a client that does not pull", () => {
  it("is sent the findings of files that are not open, and nothing stays of them", async () => {
    const server = await session({}, FILES);
    await server.open(MC, FILES[MC] ?? "");
    await until(() => (last(server, ACCESS) && last(server, OWN) ? true : undefined));
    expect(last(server, ACCESS)).toEqual(["access-invalid-key"]);
    expect(last(server, OWN)).toEqual(["relay-promiscuous"]);
    await server.change(MC, 2, (FILES[MC] ?? "").replace("include(`own.m4')dnl\n", ""));
    await until(() => (last(server, OWN)?.length === 0 ? true : undefined));
    await server.client.sendNotification("textDocument/didClose", { textDocument: { uri: MC } });
    await until(() => (last(server, ACCESS)?.length === 0 ? true : undefined));
  });
});

/** Files of a server, the finding, and the lines that take part in it. */
const RELATED: readonly (readonly [code: string, files: Readonly<Record<string, string>>, lines: readonly string[]])[] =
  [
    [
      "mc-duplicate-feature",
      { "sendmail.mc": "OSTYPE(`linux')dnl\nFEATURE(`access_db')dnl\nFEATURE(`access_db')dnl\nMAILER(`smtp')dnl\n" },
      ["sendmail.mc:2"],
    ],
    [
      "access-duplicate-key",
      {
        "sendmail.mc": "OSTYPE(`linux')dnl\nFEATURE(`access_db')dnl\nMAILER(`smtp')dnl\n",
        access: "Connect:192.0.2\tREJECT\nFrom:a.example\tREJECT\nConnect:192.0.2\tOK\n",
      },
      ["access:1"],
    ],
    [
      "aliases-duplicate-key",
      {
        "sendmail.mc": "OSTYPE(`linux')dnl\ndefine(`ALIAS_FILE', `/etc/mail/aliases')dnl\nMAILER(`local')dnl\n",
        aliases: "postmaster: root\nroot: joe\njoe: ann\nroot: bob\n",
      },
      ["aliases:2"],
    ],
  ];

describe("related information", () => {
  it.each(RELATED)("of %s names the other line", async (code, files, lines) => {
    const texts = Object.fromEntries(Object.entries(files).map(([name, text]) => [`${FOLDER}/${name}`, text]));
    const server = await session(RICH, texts);
    const found = [];
    for (const [uri, text] of Object.entries(texts)) {
      await server.open(uri, text);
      found.push(...(await pull(server, uri)));
    }
    const [finding] = found.filter((one) => one.code === code);
    expect(
      finding?.relatedInformation?.map(
        ({ location }) => `${location.uri.split("/").at(-1)}:${location.range.start.line + 1}`,
      ),
    ).toEqual(lines);
  });
});
