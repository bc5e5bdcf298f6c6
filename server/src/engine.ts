// dist/engine.js: all but the protocol, in one bundle for both hosts, so that it is packed once. A Node process loads it as a
// module; as a web worker's script it is the whole language server.
import { createService } from "./service.ts";

/** What the bundle exports to a Node process. */
export interface EngineModule {
  readonly createService: typeof createService;
}

if (typeof module === "object") module.exports = { createService } satisfies EngineModule;
else void import("./main.browser.ts").then(({ serveWorker }) => serveWorker(createService));
