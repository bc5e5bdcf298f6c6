// The extension in a browser: the server is a web worker, and all files are read by the client.
import { type ExtensionContext, Uri } from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { activateExtension } from "./extension.ts";

export { shared } from "./shared.ts";

export function activate(context: ExtensionContext): void {
  const script = Uri.joinPath(context.extensionUri, "dist/engine.js").toString(true);
  activateExtension(context, (id, name, options) => new LanguageClient(id, name, new Worker(script), options));
}
