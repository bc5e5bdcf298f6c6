// "Sendmail: Open the Sample": a copy of a small mail server that is open to everybody, to try things out on.
import { commands, type Disposable, type ExtensionContext, Uri, window, workspace } from "vscode";

const NAMES = ["open-relay", "closed-relay"];

export function registerSample({ extensionUri, globalStorageUri }: ExtensionContext): Disposable {
  return commands.registerCommand("sendmail.openSample", async () => {
    const target = Uri.joinPath(globalStorageUri, "sample");
    await workspace.fs.createDirectory(target);
    // What was tried out last time is gone: the sample is whole again.
    for (const name of NAMES)
      await workspace.fs.copy(Uri.joinPath(extensionUri, "examples", name), Uri.joinPath(target, name), {
        overwrite: true,
      });
    await window.showTextDocument(Uri.joinPath(target, "open-relay", "sendmail.mc"), { preview: false });
  });
}
