// The extension on a desktop or a remote machine: the server is a Node process of its own.
import type { ExtensionContext } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { activateExtension } from "./extension.ts";

export function activate(context: ExtensionContext): void {
  const module = context.asAbsolutePath("dist/server.js");
  activateExtension(
    context,
    (id, name, options) =>
      new LanguageClient(
        id,
        name,
        {
          run: { module, transport: TransportKind.ipc },
          debug: { module, transport: TransportKind.ipc, options: { execArgv: ["--nolazy", "--inspect=6009"] } },
        },
        options,
      ),
  );
}
