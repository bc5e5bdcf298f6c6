// Pushes diagnostics to clients that do not pull them: the edited file at once, the files that it concerns when typing pauses, those
// that are not open included.
import type { Connection, Diagnostic, TextDocuments } from "vscode-languageserver";
import type { Service } from "../service.ts";
import { normalUri } from "../site/paths.ts";
import type { TextDocument } from "../text.ts";
import { checkpoint, type Gate } from "./gate.ts";

/** Typing pauses this long (milliseconds) before other open files are judged again. */
const PAUSE = 150;

/** The text that was being judged has changed: what is found in it is of no use. */
export class Overtaken extends Error {}

export class Publisher {
  readonly #connection: Connection;
  readonly #documents: TextDocuments<TextDocument>;
  readonly #service: () => Service;
  readonly #gate: Gate;
  readonly #ready: () => Promise<void>;
  /** A diagnostic as this client is to see it. */
  readonly #asShown: (diagnostic: Diagnostic) => Diagnostic;
  /** Files that wait for their turn: edited ones first. */
  readonly #edited = new Set<string>();
  readonly #waiting = new Set<string>();
  #running = false;
  /** What was sent last of each file, as JSON. */
  readonly #sent = new Map<string, string>();
  /** The files that each open file had to do with when it was judged last. */
  readonly #related = new Map<string, ReadonlySet<string>>();
  /** Files that changed since others were looked at for their sake. */
  readonly #changed = new Set<string>();
  /** The files that those concerned before they changed. */
  readonly #concerned = new Set<string>();
  /** Files that are not open and whose findings are shown, since another file of their server is. */
  #unopened: ReadonlySet<string> = new Set();
  /** Every open file is to be looked at. */
  #all = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    connection: Connection,
    documents: TextDocuments<TextDocument>,
    service: () => Service,
    gate: Gate,
    ready: () => Promise<void>,
    asShown: (diagnostic: Diagnostic) => Diagnostic,
  ) {
    this.#connection = connection;
    this.#documents = documents;
    this.#service = service;
    this.#gate = gate;
    this.#ready = ready;
    this.#asShown = asShown;
  }

  /** A file was opened or edited: it is pushed at once, and those that it concerns after a pause. */
  edited(uri: string): void {
    this.#edited.add(uri);
    this.#note(uri);
    this.#start();
  }

  /** Settings, folders or files on disk changed: every open file is looked at again. */
  all(): void {
    this.#all = true;
    this.#later();
  }

  /** A file was closed: nothing is shown of it any more, and others are judged by what is on disk. */
  closed(uri: string): void {
    this.#note(uri);
    for (const known of [this.#edited, this.#waiting, this.#sent, this.#related]) known.delete(uri);
    this.#send(uri, undefined, []);
  }

  #note(uri: string): void {
    this.#changed.add(uri);
    for (const other of this.#related.get(uri) ?? []) this.#concerned.add(other);
    this.#later();
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#gate.inBackground(this.#spread()), PAUSE);
  }

  /** Lets the files wait that the changed ones concern, before the change or after it. */
  async #spread(): Promise<void> {
    // What the edited files concern now is known when they are pushed.
    if (this.#edited.size > 0) return this.#later();
    const [all, changed, concerned] = [this.#all, new Set(this.#changed), new Set(this.#concerned)];
    this.#all = false;
    this.#changed.clear();
    this.#concerned.clear();
    for (const uri of changed)
      for (const other of this.#related.get(uri) ?? (await this.#service().related(uri))) concerned.add(other);
    for (const uri of this.#documents.keys()) {
      const related = this.#related.get(uri);
      const isConcerned =
        all || related === undefined || concerned.has(uri) || [...changed].some((one) => related.has(one));
      if (isConcerned && (all || !changed.has(uri))) this.#waiting.add(uri);
    }
    await this.#spreadToUnopened();
    this.#start();
  }

  /** Lets the other files of the servers wait whose files are open; of those that have gone nothing is shown any more. */
  async #spreadToUnopened(): Promise<void> {
    const shown = new Set<string>();
    for (const uri of this.#documents.keys())
      for (const other of await this.#service().alsoShown(uri)) if (!this.#isOpen(other)) shown.add(other);
    for (const uri of this.#unopened)
      if (!shown.has(uri) && !this.#isOpen(uri)) {
        this.#sent.delete(uri);
        this.#send(uri, undefined, []);
      }
    this.#unopened = shown;
    for (const uri of shown) this.#waiting.add(uri);
  }

  #isOpen(uri: string): boolean {
    return this.#documents.keys().some((open) => normalUri(open) === uri);
  }

  #start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#gate.inBackground(this.#run());
  }

  /** Pushes one file after the other, until none waits. */
  async #run(): Promise<void> {
    await this.#ready();
    for (;;) {
      const [uri] = this.#edited.size > 0 ? this.#edited : this.#waiting;
      if (uri === undefined) break;
      const isEdited = this.#edited.delete(uri);
      this.#waiting.delete(uri);
      try {
        await this.#push(uri, isEdited);
      } catch (error) {
        // A defect of ours in one file must not end the server for all.
        if (!(error instanceof Overtaken)) this.#gate.log(error);
      }
    }
    this.#running = false;
  }

  async #push(uri: string, isEdited: boolean): Promise<void> {
    const document = this.#documents.get(uri);
    if (document === undefined) return await this.#pushUnopened(uri);
    const { version } = document;
    const go = checkpoint(() => {
      if (this.#documents.get(uri)?.version !== version || (!isEdited && this.#edited.size > 0)) {
        if (!isEdited) this.#waiting.add(uri);
        throw new Overtaken();
      }
    });
    const found = await this.#service().diagnostics(uri, go);
    const diagnostics = found.map((diagnostic) => this.#asShown(diagnostic));
    const related = await this.#service().related(uri, go);
    if (this.#documents.get(uri)?.version !== version) return;
    this.#related.set(uri, related);
    const json = JSON.stringify(diagnostics);
    if (!isEdited && this.#sent.get(uri) === json) return;
    this.#sent.set(uri, json);
    this.#send(uri, version, diagnostics);
  }

  /** Pushes what is found in a file that is not open, where it is shown. */
  async #pushUnopened(uri: string): Promise<void> {
    if (!this.#unopened.has(uri) || this.#isOpen(uri)) return;
    const go = checkpoint(() => {
      if (this.#edited.size === 0) return;
      this.#waiting.add(uri);
      throw new Overtaken();
    });
    const found = await this.#service().diagnostics(uri, go);
    const diagnostics = found.map((diagnostic) => this.#asShown(diagnostic));
    const json = JSON.stringify(diagnostics);
    if (this.#isOpen(uri) || (this.#sent.get(uri) ?? "[]") === json) return;
    this.#sent.set(uri, json);
    this.#send(uri, undefined, diagnostics);
  }

  #send(uri: string, version: number | undefined, diagnostics: Awaited<ReturnType<Service["diagnostics"]>>): void {
    const of = version === undefined ? {} : { version };
    this.#gate.inBackground(this.#connection.sendDiagnostics({ uri, ...of, diagnostics: [...diagnostics] }));
  }
}
