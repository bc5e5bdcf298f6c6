// dist/server.js: the language server's process. It answers the handshake at once and loads the engine after it.
import type { EngineModule } from "./engine.ts";
import { serveProcess } from "./main.node.ts";

serveProcess((workspace) => {
  const { createService }: EngineModule = require("./engine.js");
  return createService(workspace);
});
