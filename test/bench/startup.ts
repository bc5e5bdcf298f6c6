// How long a person waits for the server: from the start of its process to the handshake, and to the first diagnostics.
import { type ChildProcess, fork } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const ROOT = path.resolve(import.meta.dirname, "../..");
const SERVER = path.join(ROOT, "dist/server.js");
const FILE = path.join(ROOT, "examples/open-relay/sendmail.mc");
const ROUNDS = 15;

export async function bench() {
  const ready: number[] = [];
  const first: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const times = await start();
    ready.push(times.ready);
    first.push(times.first);
  }
  const size = statSync(SERVER).size;
  return [
    {
      name: "process start to server ready, median",
      value: median(ready),
      unit: "ms",
      budget: 150,
      ok: median(ready) < 150,
    },
    {
      name: "process start to first diagnostics, median",
      value: median(first),
      unit: "ms",
      budget: 300,
      ok: median(first) < 300,
    },
    { name: "size of dist/server.js", value: size / 1000, unit: "kB", ok: true },
  ];
}

/** Milliseconds until the server answers `initialize`, and until it has diagnosed a file. */
async function start(): Promise<{ ready: number; first: number }> {
  const begun = performance.now();
  const server = fork(SERVER, ["--node-ipc"], { stdio: "ignore" });
  try {
    const capabilities = { textDocument: { diagnostic: {} }, workspace: { workspaceFolders: true } };
    await request(server, 1, "initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities,
      workspaceFolders: null,
    });
    const ready = performance.now() - begun;
    server.send({ jsonrpc: "2.0", method: "initialized", params: {} });
    const uri = pathToFileURL(FILE).href;
    const textDocument = { uri, languageId: "sendmail-mc", version: 1, text: readFileSync(FILE, "utf8") };
    server.send({ jsonrpc: "2.0", method: "textDocument/didOpen", params: { textDocument } });
    const report = await request(server, 2, "textDocument/diagnostic", { textDocument: { uri } });
    const first = performance.now() - begun;
    if (!JSON.stringify(report).includes("relay-promiscuous")) throw new Error("the server found nothing");
    return { ready, first };
  } finally {
    server.kill();
  }
}

/** Sends a request and waits for its answer. */
function request(server: ChildProcess, id: number, method: string, params: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.once("exit", (status) => reject(new Error(`the server ended with status ${status}`)));
    const listen = (message: unknown) => {
      if (typeof message !== "object" || message === null || !("id" in message) || message.id !== id) return;
      server.off("message", listen);
      resolve("result" in message ? message.result : message);
    };
    server.on("message", listen);
    server.send({ jsonrpc: "2.0", id, method, params });
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
