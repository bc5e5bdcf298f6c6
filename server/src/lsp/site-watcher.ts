// Asks the client to watch the very files that the sites read: those of other names, and of folders that are not open.
import { type Connection, DidChangeWatchedFilesNotification, type Disposable } from "vscode-languageserver";
import { baseName, folderOf, pathOf } from "../site/paths.ts";

/** A moment (milliseconds) after the last change: sites are read when they are asked about. */
const PAUSE = 500;
/** Files that are watched one by one. */
const MOST = 256;
/** Schemes of texts that only an editor has: nothing on a disk can change under them, and watching them is refused. */
const ONLY_IN_EDITORS =
  /^(?:untitled|invalid|git|output|sendmail-[\w-]+|vscode-(?:bulkeditpreview-editor|userdata|notebook[\w-]*)):/;

export class SiteWatcher {
  readonly #connection: Connection;
  readonly #uris: () => readonly string[];
  readonly #byFolder: boolean;
  #watched = "";
  #registered: Promise<Disposable | undefined> = Promise.resolve(undefined);
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: Connection, uris: () => readonly string[], byFolder: boolean) {
    this.#connection = connection;
    this.#uris = uris;
    this.#byFolder = byFolder;
  }

  /** Looks, in a moment, what there is to watch now, and asks again where that is something else. */
  renew(): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.#register(), PAUSE);
    this.#waiting.unref?.();
  }

  #register(): void {
    const uris = this.#uris()
      .filter((uri) => !ONLY_IN_EDITORS.test(uri))
      .slice(0, MOST);
    const wanted = uris.join("\n");
    if (wanted === this.#watched) return;
    this.#watched = wanted;
    const before = this.#registered;
    const watchers = uris.map((uri) => {
      const pattern = literal(baseName(uri));
      return { globPattern: this.#byFolder ? { baseUri: folderOf(uri), pattern } : literal(pathOf(uri)) };
    });
    // A client that refuses tells us less.
    this.#registered =
      watchers.length === 0
        ? Promise.resolve(undefined)
        : Promise.resolve()
            .then(() => this.#connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }))
            .catch(() => undefined);
    void before.then((old) => old?.dispose());
  }
}

/** A glob that means these very characters. */
function literal(text: string): string {
  return text.replace(/[*?[\]{}]/g, "?");
}
