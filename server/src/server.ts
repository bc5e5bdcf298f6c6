// dist/server.js: the language server's process. It answers the handshake at once and loads the engine after it.
import path from "node:path";
import { loadCompiled } from "./compiled-script.node.ts";
import type { EngineModule } from "./engine.ts";
import { serveProcess } from "./main.node.ts";

serveProcess((workspace) => {
  // What V8 makes of it is kept beside it, where it goes with this version of the extension.
  const engine = loadCompiled(path.join(__dirname, "engine.js"), path.join(__dirname, "compiled"));
  return (engine as EngineModule).createService(workspace);
});
