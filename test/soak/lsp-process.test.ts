// The language server as a process of its own, `sendmail-lint lsp --stdio`: nothing that a client sends ends it.
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { bundle } from "../../scripts/build.mjs";
import { until } from "../unit/lsp-session.ts";

const dir = mkdtempSync(path.join(tmpdir(), "sendmail-lint-"));
const program = path.join(dir, "cli.js");
beforeAll(async () => {
  await bundle({
    platform: "node",
    format: "cjs",
    entryPoints: { cli: path.resolve(import.meta.dirname, "../../server/src/cli.ts") },
    outdir: dir,
  });
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

interface Message {
  readonly id?: number | null;
  readonly method?: string;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
  readonly params?: unknown;
}

const processes: ChildProcessWithoutNullStreams[] = [];
afterEach(() => {
  for (const one of processes.splice(0)) one.kill("SIGKILL");
});

/** A server, spoken to in bytes. */
function start() {
  const server = spawn(process.execPath, [program, "lsp", "--stdio"], { cwd: dir });
  processes.push(server);
  const messages: Message[] = [];
  let status: number | undefined;
  let bytes = Buffer.alloc(0);
  server.stdin.on("error", () => undefined);
  server.on("exit", (code) => {
    status = code ?? -1;
  });
  server.stdout.on("data", (more: Buffer) => {
    bytes = Buffer.concat([bytes, more]);
    for (;;) {
      const [head, length] = /^Content-Length: (\d+)\r\n\r\n/.exec(bytes.toString("latin1")) ?? [];
      if (head === undefined || bytes.length < head.length + Number(length)) return;
      messages.push(JSON.parse(bytes.subarray(head.length, head.length + Number(length)).toString()));
      bytes = bytes.subarray(head.length + Number(length));
    }
  });
  const write = (text: string) => void server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  let last = 0;
  const ask = async (method: string, params: unknown): Promise<Message> => {
    const id = ++last;
    write(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
    return await until(() => messages.find((message) => message.id === id && message.method === undefined));
  };
  const tell = (method: string, params: unknown) => write(JSON.stringify({ jsonrpc: "2.0", method, params }));
  return { server, messages, write, ask, tell, status: () => status };
}

const URI = "file:///srv/mail/sendmail.mc";
const OPEN_RELAY = "OSTYPE(`linux')dnl\nFEATURE(`promiscuous_relay')dnl\nMAILER(`smtp')dnl\n";

async function ready() {
  const server = start();
  await server.ask("initialize", {
    processId: null,
    rootUri: null,
    capabilities: { textDocument: { diagnostic: {} } },
  });
  server.tell("initialized", {});
  return server;
}

/** It answers, with the findings of an open relay. */
async function expectAlive({ ask, tell }: ReturnType<typeof start>): Promise<void> {
  tell("textDocument/didOpen", { textDocument: { uri: URI, languageId: "", version: 1, text: OPEN_RELAY } });
  const { result } = await ask("textDocument/diagnostic", { textDocument: { uri: URI } });
  expect(result).toMatchObject({ items: [{ code: "relay-promiscuous" }] });
}

/** Messages that are wrong, or that no client should send. */
const NONSENSE = [
  "null",
  "1",
  "[]",
  "{}",
  '""',
  '{"jsonrpc":"2.0","id":77}',
  '{"jsonrpc":"2.0","method":7}',
  '{"jsonrpc":"2.0","id":{},"method":"textDocument/hover"}',
  '{"jsonrpc":"2.0","id":null,"method":"textDocument/hover","params":{}}',
  '{"jsonrpc":"2.0","method":"textDocument/didOpen"}',
  '{"jsonrpc":"2.0","method":"textDocument/didOpen","params":null}',
  '{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{}}}',
  '{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"a:b"},"contentChanges":7}}',
  '{"jsonrpc":"2.0","method":"workspace/didChangeWatchedFiles","params":{}}',
  '{"jsonrpc":"2.0","method":"workspace/didChangeWatchedFiles","params":{"changes":[{}]}}',
  '{"jsonrpc":"2.0","method":"workspace/didChangeConfiguration","params":null}',
  '{"jsonrpc":"2.0","method":"workspace/didChangeConfiguration","params":{"settings":{"sendmail":[1]}}}',
  '{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":99}}',
  '{"jsonrpc":"2.0","method":"initialized"}',
  '{"jsonrpc":"2.0","method":"no/such","params":[1,2]}',
  '{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"foo://bar","languageId":"","version":1,"text":"x"}}}',
  String.raw`{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///\ud800/a.mc","languageId":"sendmail-mc","version":1,"text":"FEATURE(\u0060\ud83d')"}}}`,
];

describe("the process", () => {
  it("answers what is no JSON with a parse error, and what comes next", async () => {
    const server = await ready();
    server.write("{nonsense");
    const answer = await until(() => server.messages.find(({ error }) => error !== undefined));
    expect(answer).toMatchObject({ id: null, error: { code: -32700 } });
    await expectAlive(server);
  });

  it("survives whatever it is sent", async () => {
    const server = await ready();
    for (const text of NONSENSE) {
      server.write(text);
      await expectAlive(server);
      expect(server.status(), text).toBeUndefined();
    }
  });

  it("goes with its client: 0 after shutdown and exit, 1 without a word", async () => {
    const polite = await ready();
    expect((await polite.ask("shutdown", undefined)).result).toBeNull();
    expect((await polite.ask("textDocument/hover", {})).error?.code).toBe(-32600);
    polite.tell("exit", undefined);
    expect(await until(polite.status)).toBe(0);
    const left = await ready();
    left.server.stdin.end();
    expect(await until(left.status)).toBe(1);
  });

  it("writes a page for an editor without views of its own, and takes it away when it ends", async () => {
    const server = await ready();
    await expectAlive(server);
    const { result } = await server.ask("workspace/executeCommand", { command: "sendmail.relayReport" });
    const page = result as { readonly uri: string; readonly text: string };
    expect(page.text).toMatch(/^# Who may relay through sendmail\.mc\?/);
    const told = await until(() => server.messages.find(({ method }) => method === "window/showMessage"));
    expect(told.params).toMatchObject({ message: `Sendmail: Open ${page.uri}` });
    const file = new URL(page.uri);
    expect(readFileSync(file, "utf8")).toBe(page.text);
    expect(statSync(file).mode & 0o077).toBe(0);
    await server.ask("shutdown", undefined);
    server.tell("exit", undefined);
    await until(server.status);
    expect(existsSync(file)).toBe(false);
  });
});
