// What the server's process takes from the worker's bundle, so that it is packed once: the protocol, and what speaks it for the service.
import * as languageServer from "vscode-languageserver";
import { clientFiles, serve } from "./lsp.ts";

/** Each module by the name under which scripts/build.mjs replaces it. */
export const shared = { languageServer, lsp: { clientFiles, serve } };
