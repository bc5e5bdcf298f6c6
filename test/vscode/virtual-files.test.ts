// Files that no disk has: the server reads them through the client.
import { finding, vscode } from "./support.ts";

/** A folder in memory, read-only as far as this test needs it. */
class MemoryFiles implements vscode.FileSystemProvider {
  readonly #files: Readonly<Record<string, string>>;
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;

  constructor(files: Readonly<Record<string, string>>) {
    this.#files = files;
  }
  watch() {
    return new vscode.Disposable(() => undefined);
  }
  stat(uri: vscode.Uri): vscode.FileStat {
    const text = this.#files[uri.path];
    const type =
      text !== undefined ? vscode.FileType.File : this.#names(uri).length > 0 ? vscode.FileType.Directory : undefined;
    if (type === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return { type, ctime: 0, mtime: 0, size: text?.length ?? 0 };
  }
  readDirectory(uri: vscode.Uri): [string, vscode.FileType][] {
    return this.#names(uri).map((name) => [name, vscode.FileType.File]);
  }
  readFile(uri: vscode.Uri): Uint8Array {
    const text = this.#files[uri.path];
    if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return new TextEncoder().encode(text);
  }
  createDirectory(): never {
    throw vscode.FileSystemError.NoPermissions();
  }
  writeFile(): never {
    throw vscode.FileSystemError.NoPermissions();
  }
  delete(): never {
    throw vscode.FileSystemError.NoPermissions();
  }
  rename(): never {
    throw vscode.FileSystemError.NoPermissions();
  }
  #names({ path }: vscode.Uri): string[] {
    const folder = path.endsWith("/") ? path : `${path}/`;
    return Object.keys(this.#files)
      .filter((name) => name.startsWith(folder))
      .map((name) => name.slice(folder.length));
  }
}

suite("Files that are not on a disk", () => {
  let provider: vscode.Disposable | undefined;
  suiteSetup(() => {
    provider = vscode.workspace.registerFileSystemProvider(
      "memory-mail",
      new MemoryFiles({
        "/mail/sendmail.mc":
          "OSTYPE(`linux')dnl\nFEATURE(`promiscuous_relay')dnl\nFEATURE(`access_db')dnl\nMAILER(`smtp')dnl\n",
        "/mail/access": "Connect:com\tRELAY\n",
      }),
    );
  });
  suiteTeardown(() => provider?.dispose());

  test("a .mc in another file system is checked", async () => {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse("memory-mail:/mail/sendmail.mc"));
    await vscode.window.showTextDocument(document);
    await finding(document, "relay-promiscuous");
  });
});
