// dist/server.js: the language server's process. It answers the handshake at once and loads the engine after it.
import * as nodeModule from "node:module";
import type { EngineModule } from "./engine.ts";
import { serveProcess } from "./main.node.ts";

// Compiling the engine is a quarter of the time to the first diagnostics. What V8 made of it is kept beside it, where it goes with
// this version of the extension. Node has this from 22.1 on; where the folder is read-only nothing is kept.
const keepCompiled: unknown = Reflect.get(nodeModule, "enableCompileCache");
if (typeof keepCompiled === "function") keepCompiled(`${__dirname}/compiled`);

serveProcess((workspace) => {
  const { createService }: EngineModule = require("./engine.js");
  return createService(workspace);
});
