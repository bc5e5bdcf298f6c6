// The findings of all files of the servers that somebody works on: for clients that ask for the whole workspace, and for those that ask
// for open files and nothing else.
import type { Diagnostic, PreviousResultId, WorkspaceDocumentDiagnosticReport } from "vscode-languageserver";
import { DocumentDiagnosticReportKind } from "vscode-languageserver";
import type { Checkpoint, Service } from "../service.ts";
import { normalUri } from "../site/paths.ts";
import { checkpoint } from "./gate.ts";
import { Overtaken } from "./publisher.ts";

/** What was found in one file the last time. */
interface Known {
  readonly id: string;
  readonly items: Diagnostic[];
  readonly json: string;
}

export class WorkspaceDiagnostics {
  readonly #service: () => Service;
  /** The documents that are open, as the client spells them. */
  readonly #open: () => Iterable<string>;
  readonly #asShown: (diagnostic: Diagnostic) => Diagnostic;
  readonly #known = new Map<string, Known>();
  /** What is in `#known` is true for this count of changes. */
  #judged = -1;
  #changes = 0;
  #ids = 0;
  #isAsked = false;
  /** What was pushed: the ids, by URI. */
  #pushed: ReadonlyMap<string, string> = new Map();

  constructor(service: () => Service, open: () => Iterable<string>, asShown: (diagnostic: Diagnostic) => Diagnostic) {
    this.#service = service;
    this.#open = open;
    this.#asShown = asShown;
  }

  /** Something changed that findings rest on. */
  changed(): void {
    this.#changes++;
  }

  /**
   * The findings of the files that are not open and belong to the server of one that is. A client asks every few seconds: where
   * nothing changed the answer costs nothing.
   *
   * @param previous what the client has
   */
  async report(
    previous: readonly PreviousResultId[],
    checkpoint: Checkpoint,
  ): Promise<WorkspaceDocumentDiagnosticReport[]> {
    this.#isAsked = true;
    await this.#judgeOnce(checkpoint);
    const has = new Map(previous.map(({ uri, value }) => [normalUri(uri), value]));
    const open = new Set([...this.#open()].map(normalUri));
    const gone = [...has.keys()].filter((uri) => !this.#known.has(uri) && !open.has(uri));
    return [
      ...[...this.#known].map(([uri, { id, items }]): WorkspaceDocumentDiagnosticReport => {
        const about = { uri, version: null, resultId: id };
        return has.get(uri) === id
          ? { kind: DocumentDiagnosticReportKind.Unchanged, ...about }
          : { kind: DocumentDiagnosticReportKind.Full, ...about, items };
      }),
      ...gone.map(
        (uri): WorkspaceDocumentDiagnosticReport => ({
          kind: DocumentDiagnosticReportKind.Full,
          uri,
          version: null,
          items: [],
        }),
      ),
    ];
  }

  /**
   * What is to be pushed since the last time, by URI, to a client that pulls open files: Helix and Neovim never ask for the workspace.
   * Nothing stays with a client that does ask for it. Where something changes meanwhile there is nothing yet.
   */
  async toPush(): Promise<ReadonlyMap<string, Diagnostic[]>> {
    const now = this.#changes;
    const go = checkpoint(() => {
      if (this.#changes !== now) throw new Overtaken();
    });
    try {
      if (!this.#isAsked) await this.#judgeOnce(go);
    } catch (error) {
      if (error instanceof Overtaken) return new Map();
      throw error;
    }
    const wanted = this.#isAsked ? new Map<string, Known>() : this.#known;
    const found = new Map<string, Diagnostic[]>();
    for (const uri of this.#pushed.keys()) if (!wanted.has(uri)) found.set(uri, []);
    for (const [uri, { id, items }] of wanted)
      if (this.#pushed.get(uri) !== id && (items.length > 0 || this.#pushed.has(uri))) found.set(uri, items);
    this.#pushed = new Map([...wanted].map(([uri, { id }]) => [uri, id]));
    return found;
  }

  /** True for a file whose findings are shown because another one is open. */
  async has(uri: string, checkpoint: Checkpoint): Promise<boolean> {
    return (await this.#wanted(checkpoint)).has(normalUri(uri));
  }

  async #wanted(checkpoint: Checkpoint): Promise<ReadonlySet<string>> {
    const open = new Set([...this.#open()].map(normalUri));
    const wanted = new Set<string>();
    for (const uri of open)
      for (const other of await this.#service().alsoShown(uri, checkpoint)) if (!open.has(other)) wanted.add(other);
    return wanted;
  }

  async #judgeOnce(checkpoint: Checkpoint): Promise<void> {
    const now = this.#changes;
    if (this.#judged === now) return;
    const wanted = await this.#wanted(checkpoint);
    for (const uri of this.#known.keys()) if (!wanted.has(uri)) this.#known.delete(uri);
    for (const uri of wanted) {
      const found = await this.#service().diagnostics(uri, checkpoint);
      const items = found.map((diagnostic) => this.#asShown(diagnostic));
      const json = JSON.stringify(items);
      if (this.#known.get(uri)?.json !== json) this.#known.set(uri, { id: String(++this.#ids), items, json });
    }
    this.#judged = now;
  }
}
