// Whatever happened before, the server says of the files as they are now what a server says that was started now; and all that
// it says is about places that exist.
import { PassThrough } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CancellationTokenSource,
  type CodeAction,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  LSPErrorCodes,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
} from "vscode-languageserver/node";
import { clientFiles, serve } from "../../server/src/lsp.ts";
import { REQUEST } from "../../server/src/protocol.ts";
import { createService } from "../../server/src/service.ts";
import { TextDocument } from "../../server/src/text.ts";

const MC =
  "OSTYPE(`linux')dnl\ninclude(`local.m4')dnl\nFEATURE(`access_db')dnl\nFEATURE(`use_cw_file')dnl\nMAILER(`local')dnl\nMAILER(`smtp')dnl\n";
const ELSEWHERE =
  "OSTYPE(`linux')dnl\nFEATURE(`access_db', `hash -T<TMPF> /w/tables/access')dnl\nRELAY_DOMAIN_FILE(`/w/a/relay-domains')dnl\nMAILER(`smtp')dnl\n";

/** Files of three sites that share some of them, each with texts that it may hold. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  "file:///w/a/sendmail.mc": [MC, MC.replaceAll("\n", "\r\n"), `\uFEFF${MC}FEATURE(\`promiscuous_relay')dnl\n`, ""],
  "file:///w/a/local.m4": [
    "FEATURE(`relay_local_from')dnl\n",
    "define(`confLOG_LEVEL', 1)dnl\n",
    "include(`local.m4')",
  ],
  "file:///w/a/access": ["com RELAY\n10.0.0.0/8 REJECT\n", "Connect:192.0.2 RELAY\r\nx\r\n", "a RELAY\na OK\n b\n\0"],
  "file:///w/a/relay-domains": ["example.com second\n*.example.net\n", "org", ""],
  "file:///w/a/local-host-names": ["example.com\n", "10.1.2.3/8\n"],
  "file:///w/a/sendmail.cf": ["DZ8.12.0\n", "#####\nR$*\t$@ ok\n"],
  "file:///w/a/submit.mc": ["FEATURE(`msp')dnl\n", "OSTYPE(`linux')dnl\nFEATURE(`msp', `[127.0.0.1]')dnl\n"],
  "file:///w/a/.sendmail-lint.json": [
    '{"preset":"strict"}',
    '{"rules":{"relay-promiscuous":"hint"}}',
    '{"root":',
    "[]",
  ],
  "file:///w/b/other.mc": [ELSEWHERE, `${ELSEWHERE}FEATURE(\`relay_mail_from')dnl\n`],
  "file:///w/tables/access": ["From:com RELAY\n", "com RELAY # all\n", "Spam:x FRIEND\n"],
  "file:///w/.sendmail-lint.json": ['{"preset":"relay-only"}', '{"targetVersion":"8.12.1"}', '{"root":"a"}', "{}"],
  // Read where "a" is the root.
  "file:///w/a/etc/mail/access": ["net RELAY\n", "192.0.2 RELAY\n"],
  "file:///w/a/w/tables/access": ["To:com RELAY\n", ""],
};
const URIS = Object.keys(TEXTS);
const FOLDERS = ["file:///w", "file:///w/a", "file:///w/b"];
const SETTINGS = [
  {},
  null,
  { preset: "strict" },
  { rules: { "access-invalid-key": "off" }, inlayHints: { enabled: true } },
  { root: "a" },
  { root: "./tables", targetVersion: "8.12.1" },
  { targetVersion: "8.18.2" },
  { targetVersion: "latest" },
  7,
];
const SNIPPETS = [
  "`",
  "'",
  "(",
  ")",
  "\n",
  "\r\n",
  "dnl ",
  "x",
  "com RELAY\n",
  "FEATURE(`",
  "\0",
  "\ud800",
  "define(",
  "#",
];

type Step =
  | { readonly kind: "open" | "write"; readonly uri: string; readonly text: string }
  | { readonly kind: "close" | "delete"; readonly uri: string }
  | { readonly kind: "edit"; readonly uri: string; readonly at: number; readonly cut: number; readonly put: string }
  | { readonly kind: "settings"; readonly value: unknown }
  | { readonly kind: "folder"; readonly uri: string }
  | { readonly kind: "ask"; readonly uri: string; readonly what: number; readonly at: number; readonly cancel: boolean }
  | { readonly kind: "pause" };

const uri = fc.constantFrom(...URIS);
const withText = uri.chain((name) =>
  fc.record({ uri: fc.constant(name), text: fc.constantFrom(...(TEXTS[name] ?? [])) }),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: withText.map((made) => ({ kind: "open", ...made }) as const) },
  { weight: 3, arbitrary: withText.map((made) => ({ kind: "write", ...made }) as const) },
  { weight: 2, arbitrary: uri.map((name) => ({ kind: "close", uri: name }) as const) },
  { weight: 1, arbitrary: uri.map((name) => ({ kind: "delete", uri: name }) as const) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("edit" as const),
      uri,
      at: fc.nat(200),
      cut: fc.nat(9),
      put: fc.constantFrom(...SNIPPETS),
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom(...SETTINGS).map((value) => ({ kind: "settings", value }) as const) },
  { weight: 1, arbitrary: fc.constantFrom(...FOLDERS).map((name) => ({ kind: "folder", uri: name }) as const) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("ask" as const),
      uri,
      what: fc.nat(20),
      at: fc.nat(300),
      cancel: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: "pause" } as const) },
);

/** What the client has: its disk, its editors, its settings. */
class State {
  readonly disk = new Map<string, string>();
  readonly open = new Map<string, TextDocument>();
  settings: unknown = {};
  readonly folders: string[] = [];

  text(name: string): TextDocument | undefined {
    const text = this.disk.get(name);
    return this.open.get(name) ?? (text === undefined ? undefined : TextDocument.create(name, "", 0, text));
  }
}

class Session {
  readonly client: ProtocolConnection;
  readonly published = new Map<string, PublishDiagnosticsParams>();

  constructor(readonly state: State) {
    const [up, down] = [new PassThrough(), new PassThrough()];
    const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
    serve(server, clientFiles(server), createService);
    this.client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    const { client } = this;
    client.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      this.published.set(params.uri, params);
    });
    client.onRequest("client/registerCapability", () => null);
    client.onRequest("workspace/diagnostic/refresh", () => null);
    client.onRequest("workspace/configuration", () => [state.settings]);
    client.onRequest(REQUEST.readFile, ({ uri: name }: { uri: string }) => ({ text: state.disk.get(name) ?? null }));
    client.onRequest(REQUEST.stat, ({ uri: name }: { uri: string }) => ({
      stat: state.disk.has(name) ? { kind: "file", modified: 0, size: 0 } : null,
    }));
    client.onRequest(REQUEST.list, ({ uri: folder }: { uri: string }) => ({
      names: [...state.disk.keys()].flatMap((name) => {
        const rest = name.startsWith(`${folder}/`) ? name.slice(folder.length + 1) : "/";
        return rest.includes("/") ? [] : [rest];
      }),
    }));
    client.listen();
  }

  async start(pulls: boolean): Promise<void> {
    await this.client.sendRequest("initialize", {
      processId: null,
      rootUri: null,
      workspaceFolders: this.state.folders.map((folder) => ({ uri: folder, name: folder })),
      capabilities: {
        ...(pulls ? { textDocument: { diagnostic: {} } } : {}),
        workspace: {
          configuration: true,
          workspaceFolders: true,
          didChangeWatchedFiles: { dynamicRegistration: true },
          ...(pulls ? { diagnostics: { refreshSupport: true } } : {}),
        },
      },
    });
    await this.client.sendNotification("initialized", {});
    for (const document of this.state.open.values()) await this.#didOpen(document);
  }

  #didOpen(document: TextDocument): Promise<void> {
    const { uri: name, version } = document;
    return this.client.sendNotification("textDocument/didOpen", {
      textDocument: { uri: name, languageId: "", version, text: document.getText() },
    });
  }

  #watched(name: string, type: number): Promise<void> {
    return this.client.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri: name, type }] });
  }

  async take(one: Step, asked: Promise<unknown>[]): Promise<void> {
    const { state, client } = this;
    switch (one.kind) {
      case "open": {
        if (state.open.has(one.uri)) return;
        const document = TextDocument.create(one.uri, "", 1, one.text);
        state.open.set(one.uri, document);
        return this.#didOpen(document);
      }
      case "close":
        if (!state.open.delete(one.uri)) return;
        return client.sendNotification("textDocument/didClose", { textDocument: { uri: one.uri } });
      case "write": {
        const type = state.disk.has(one.uri) ? 2 : 1;
        state.disk.set(one.uri, one.text);
        return this.#watched(one.uri, type);
      }
      case "delete":
        if (!state.disk.delete(one.uri)) return;
        return this.#watched(one.uri, 3);
      case "edit": {
        const document = state.open.get(one.uri);
        if (document === undefined) return;
        const range = { start: document.positionAt(one.at), end: document.positionAt(one.at + one.cut) };
        const change = { range, text: one.put };
        const version = document.version + 1;
        state.open.set(one.uri, TextDocument.update(document, [change], version));
        return client.sendNotification("textDocument/didChange", {
          textDocument: { uri: one.uri, version },
          contentChanges: [change],
        });
      }
      case "settings":
        state.settings = one.value;
        return client.sendNotification("workspace/didChangeConfiguration", { settings: null });
      case "folder": {
        const at = state.folders.indexOf(one.uri);
        const folder = { uri: one.uri, name: one.uri };
        if (at < 0) state.folders.push(one.uri);
        else state.folders.splice(at, 1);
        return client.sendNotification("workspace/didChangeWorkspaceFolders", {
          event: at < 0 ? { added: [folder], removed: [] } : { added: [], removed: [folder] },
        });
      }
      case "ask": {
        const position = this.state.text(one.uri)?.positionAt(one.at) ?? { line: 0, character: one.at };
        const [method, params] = requests(one.uri, position)[one.what % REQUESTS] ?? ["", {}];
        const source = new CancellationTokenSource();
        asked.push(
          client.sendRequest(method, params, source.token).catch((error: unknown) => {
            const isCancelled = error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled;
            if (!one.cancel || !isCancelled) throw error;
          }),
        );
        if (one.cancel) source.cancel();
        return;
      }
      case "pause":
        return new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  async pull(name: string): Promise<readonly Diagnostic[]> {
    const report = await this.client.sendRequest<DocumentDiagnosticReport>("textDocument/diagnostic", {
      textDocument: { uri: name },
    });
    return report.kind === "full" ? report.items : [];
  }

  /** All that can be asked about the files as they are. */
  async answers(): Promise<unknown> {
    // A table in another folder belongs to the .mc that were looked at: both servers look at all.
    for (const name of URIS.filter((known) => known.endsWith(".mc"))) await this.pull(name);
    const answers: Record<string, unknown> = {};
    for (const name of URIS) {
      const diagnostics = await this.pull(name);
      answers[`${name} diagnostics`] = diagnostics;
      const document = this.state.text(name);
      const length = document?.getText().length ?? 0;
      for (const at of [0, 8, Math.floor(length / 2), Math.max(0, length - 1), length]) {
        const position = document?.positionAt(at) ?? { line: 0, character: 0 };
        for (const [method, params] of requests(name, position, diagnostics))
          answers[`${name} ${at} ${method}`] = await this.client.sendRequest(method, params);
      }
    }
    return answers;
  }

  dispose(): void {
    this.client.dispose();
  }
}

/** The requests about a place. */
function requests(name: string, position: Range["start"], diagnostics: readonly Diagnostic[] = []) {
  const about = { textDocument: { uri: name } };
  const everything = { start: { line: 0, character: 0 }, end: { line: 9_999, character: 0 } };
  const query = {
    clientAddress: "192.0.2.1",
    clientName: "client.example",
    clientResolve: "OK",
    sender: "a@example.net",
    recipient: "b@example.com",
    authType: "",
  };
  const made: readonly (readonly [string, object])[] = [
    ["textDocument/hover", { ...about, position }],
    ["textDocument/completion", { ...about, position }],
    ["textDocument/signatureHelp", { ...about, position }],
    ["textDocument/codeAction", { ...about, range: { start: position, end: position }, context: { diagnostics } }],
    [
      "textDocument/codeAction",
      { ...about, range: everything, context: { diagnostics: [], only: ["source.fixAll.sendmail"] } },
    ],
    ["textDocument/inlayHint", { ...about, range: everything }],
    ["textDocument/codeLens", about],
    ["textDocument/diagnostic", about],
    [REQUEST.relayStatus, { uri: name }],
    [REQUEST.relayReport, { uri: name }],
    [REQUEST.transactionProposals, { uri: name }],
    [REQUEST.preview, { uri: name }],
    [REQUEST.tryTransaction, { uri: name, query }],
  ];
  return made;
}
const REQUESTS = requests("", { line: 0, character: 0 }).length;

/** Ranges in an answer lie in the file it is about, and edits fit together. */
function checkPlaces(state: State, answers: unknown): void {
  for (const [key, answer] of Object.entries(answers as Record<string, unknown>)) {
    const [name = ""] = key.split(" ");
    const document = state.text(name);
    visit(answer, (range) => expect(isIn(document, range), `${key} ${JSON.stringify(range)}`).toBe(true));
    if (!key.endsWith("codeAction")) continue;
    for (const { edit } of (answer as CodeAction[] | null) ?? [])
      for (const [file, edits] of Object.entries(edit?.changes ?? {})) {
        const target = state.text(file);
        if (target === undefined) throw new Error(`an edit of ${file}, which is not there`);
        for (const { range } of edits as TextEdit[]) expect(isIn(target, range)).toBe(true);
        TextDocument.applyEdits(target, edits as TextEdit[]);
      }
  }
}

function isIn(document: TextDocument | undefined, { start, end }: Range): boolean {
  if (document === undefined) return false;
  const [from, to] = [document.offsetAt(start), document.offsetAt(end)];
  const same = (a: Range["start"], b: Range["start"]) => a.line === b.line && a.character === b.character;
  return from <= to && same(document.positionAt(from), start) && same(document.positionAt(to), end);
}

/** Calls `found` for each range of the file itself; edits name their own files. */
function visit(value: unknown, found: (range: Range) => void): void {
  if (typeof value !== "object" || value === null) return;
  if ("range" in value) found(value.range as Range);
  for (const [name, part] of Object.entries(value))
    if (name !== "edit" && name !== "relatedInformation") visit(part, found);
}

async function settled(session: Session, asked: readonly Promise<unknown>[]): Promise<void> {
  await Promise.all(asked);
  // Settings are fetched behind a notification; the next answer waits for them.
  await new Promise((resolve) => setTimeout(resolve, 5));
  await session.pull(URIS[0] ?? "");
}

const RUNS = Number(process.env.HISTORY_RUNS) || 40;
/** A busy machine asks less, and never shrinks for minutes. */
const LIMIT_MS = 60_000;
/** How long what is pushed may take to come. */
const PATIENCE_MS = 10_000;

describe("a history of edits, files, settings and requests", () => {
  it("leaves no trace in what a client pulls", { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 50 }), async (steps) => {
        const state = new State();
        const old = new Session(state);
        await old.start(true);
        const asked: Promise<unknown>[] = [];
        for (const one of steps) await old.take(one, asked);
        await settled(old, asked);
        const said = await old.answers();
        old.dispose();
        const fresh = new Session(state);
        await fresh.start(true);
        await settled(fresh, []);
        expect(said).toEqual(await fresh.answers());
        fresh.dispose();
        checkPlaces(state, said);
      }),
      { numRuns: RUNS, interruptAfterTimeLimit: LIMIT_MS },
    );
  });

  it("leaves no trace in what is pushed to a client that does not pull", { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const state = new State();
        const session = new Session(state);
        await session.start(false);
        const asked: Promise<unknown>[] = [];
        for (const one of steps) await session.take(one, asked);
        await settled(session, asked);
        for (const name of state.open.keys()) {
          const expected = await session.pull(name);
          for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
            const last = session.published.get(name);
            const isLast = last?.version === state.open.get(name)?.version;
            if (isLast && JSON.stringify(last?.diagnostics) === JSON.stringify(expected)) break;
            await new Promise((resolve) => setTimeout(resolve, 5));
          }
          expect(session.published.get(name)).toEqual({
            uri: name,
            version: state.open.get(name)?.version,
            diagnostics: expected,
          });
        }
        session.dispose();
      }),
      { numRuns: RUNS, interruptAfterTimeLimit: LIMIT_MS },
    );
  });
});
