// How long a person waits for the server: from the start of its process to the handshake, and to the first diagnostics. An
// empty process on the same machine is the peer: nobody is quicker than that.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { type Measurement, quantile } from "./_measure.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const SERVER = path.join(ROOT, "dist/server.js");
const ENGINE = path.join(ROOT, "dist/engine.js");
const FILE = path.join(ROOT, "examples/open-relay/sendmail.mc");
const ROUNDS = 15;

export async function bench(): Promise<readonly Measurement[]> {
  const ready: number[] = [];
  const first: number[] = [];
  const empty: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    empty.push(await nothing());
    const times = await start();
    ready.push(times.ready);
    first.push(times.first);
  }
  const peer = median(empty);
  const compared = (value: number) => ({ value, unit: "ms", peer: "an empty process", ratio: value / peer });
  return [
    { name: "process start to server ready, median", ...compared(median(ready)), budget: 150, ok: median(ready) < 150 },
    {
      name: "process start to first diagnostics, median",
      ...compared(median(first)),
      budget: 300,
      ok: median(first) < 300,
    },
    { name: "size of dist/server.js", value: statSync(SERVER).size / 1000, unit: "kB", ok: true },
    { name: "size of dist/engine.js", value: statSync(ENGINE).size / 1000, unit: "kB", ok: true },
  ];
}

/** Milliseconds until a process that does nothing else answers. */
async function nothing(): Promise<number> {
  const begun = performance.now();
  const child = fork(path.join(import.meta.dirname, "_empty.mjs"), { stdio: "ignore" });
  try {
    await request(child, 1, "initialize", {});
    return performance.now() - begun;
  } finally {
    child.kill();
  }
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
    // It keeps what was compiled for the next start where Node can do that: let it end by itself.
    await request(server, 3, "shutdown", null);
    server.send({ jsonrpc: "2.0", method: "exit" });
    await once(server, "exit");
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
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}
