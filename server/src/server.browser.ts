// dist/web/server.js: the language server's worker. It answers the handshake at once and loads the engine after it. A Node process
// takes its own parts from this file (shared.ts).
import type { EngineModule } from "./engine.ts";
import { serveWorker } from "./main.browser.ts";
import type { WorkerStart } from "./protocol.ts";
import { shared } from "./shared.ts";

/** What the bundle exports to a Node process. */
export interface ServerModule {
  readonly shared: typeof shared;
}

if (typeof module === "object") module.exports = { shared } satisfies ServerModule;
else {
  const scope = self as DedicatedWorkerGlobalScope & Partial<EngineModule>;
  // A worker of VS Code's does not know where its script came from: the first message says it.
  scope.onmessage = ({ data: { engine } }: MessageEvent<WorkerStart>) =>
    serveWorker((workspace) => {
      scope.importScripts(engine);
      if (scope.createService === undefined) throw new Error(`${engine} is not the engine.`);
      return scope.createService(workspace);
    });
}
