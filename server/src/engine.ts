// dist/engine.js: all but the protocol, in one bundle for both hosts, so that it is packed once. A Node process loads it as a
// module, a worker as a script.
import { createService } from "./service.ts";

/** What the bundle exports to a Node process, and leaves in a worker's own scope. */
export interface EngineModule {
  readonly createService: typeof createService;
}

const engine: EngineModule = { createService };
if (typeof module === "object") module.exports = engine;
else Object.assign(self, engine);
