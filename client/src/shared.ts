// What the extension on a desktop takes from the browser's bundle, so that it is packed once: the client's core, the protocol, and all of our own.
import * as jsonrpc from "vscode-jsonrpc";
import * as languageClient from "vscode-languageclient";
import * as protocol from "vscode-languageserver-protocol";
import { activateExtension } from "./extension.ts";

/** Each module by the name under which scripts/build.mjs replaces it. */
export const shared = { jsonrpc, languageClient, protocol, extension: { activateExtension } };
