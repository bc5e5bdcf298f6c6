// The extension in a browser: the server is a web worker, and all files are read by the client.
import { type ExtensionContext, Uri } from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import type { WorkerStart } from "../../server/src/protocol.ts";
import { activateExtension } from "./extension.ts";

export { shared } from "./shared.ts";

export function activate(context: ExtensionContext): void {
  const script = (name: string) => Uri.joinPath(context.extensionUri, "dist", name).toString(true);
  activateExtension(context, (id, name, options) => {
    const worker = new Worker(script("web/server.js"));
    worker.postMessage({ engine: script("engine.js") } satisfies WorkerStart);
    return new LanguageClient(id, name, worker, options);
  });
}
