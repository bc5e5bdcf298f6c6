// Relay tests in VS Code's Testing view, and "Make a Test of This": what was asked of a server is written down beside its configuration.
import {
  commands,
  Disposable,
  EventEmitter,
  MarkdownString,
  Position,
  Range,
  RelativePattern,
  type TestController,
  type TestItem,
  TestMessage,
  TestRunProfileKind,
  type TestRunRequest,
  tests,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import {
  type FileParams,
  type MadeRelayTest,
  type MakeRelayTestParams,
  REQUEST,
  type RelayTestList,
  type RelayTestResults,
  type RunRelayTestsParams,
} from "../../server/src/protocol.ts";
import type { SendmailClient } from "./client.ts";
import { isRelayTests, RELAY_TEST_FILES } from "./documents.ts";

/** What was asked last, by "Try a Transaction" or "Where Does This Mail Go?". */
let asked: MakeRelayTestParams | undefined;

/** Keeps a question, so that a test can be made of it. */
export function noteAsked(params: MakeRelayTestParams): void {
  asked = params;
}

export function registerRelayTests(client: SendmailClient): Disposable {
  const explorer = new Explorer(client);
  return Disposable.from(
    explorer,
    commands.registerCommand("sendmail.makeRelayTest", async () => {
      if (asked === undefined) {
        window.showInformationMessage("Ask something first: try a transaction, or where a mail goes.");
        return;
      }
      await writeDown(client, asked);
    }),
  );
}

/** Puts a test into its file, and shows it; the file is not saved. */
async function writeDown(client: SendmailClient, params: MakeRelayTestParams): Promise<void> {
  const made = await client.ask<MadeRelayTest | null>(REQUEST.makeRelayTest, params);
  if (made === null) {
    window.showInformationMessage("No test can be made of this answer.");
    return;
  }
  const uri = Uri.parse(made.uri);
  if (made.change === null) {
    window.showWarningMessage(
      `A test cannot be added to ${workspace.asRelativePath(uri)}: it cannot be read, or has mistakes.`,
    );
    return;
  }
  const edit = new WorkspaceEdit();
  edit.createFile(uri, { ignoreIfExists: true });
  await workspace.applyEdit(edit);
  const document = await workspace.openTextDocument(uri);
  const insertion = new WorkspaceEdit();
  const at = document.positionAt(made.change.offset);
  insertion.insert(uri, at, made.change.text);
  await workspace.applyEdit(insertion);
  const end = document.positionAt(made.change.offset + made.change.text.length);
  await window.showTextDocument(document, { selection: new Range(end, end) });
}

/** The tests of all files in the workspace. */
class Explorer implements Disposable {
  readonly #client: SendmailClient;
  readonly #controller: TestController;
  readonly #subscriptions: Disposable;
  readonly #saved = new EventEmitter<void>();

  constructor(client: SendmailClient) {
    this.#client = client;
    const controller = tests.createTestController("sendmail.relayTests", "Sendmail relay tests");
    this.#controller = controller;
    controller.resolveHandler = (item) => (item === undefined ? this.#discover() : this.#load(item));
    controller.refreshHandler = () => this.#discover();
    controller.createRunProfile(
      "Run",
      TestRunProfileKind.Run,
      async (request, token) => {
        await this.#run(request);
        if (request.continuous !== true) return;
        // From now on whenever something is saved: a table, the configuration, or the tests.
        const again = this.#saved.event(() => void this.#run(request));
        token.onCancellationRequested(() => again.dispose());
      },
      true,
      undefined,
      true,
    );
    const watcher = workspace.createFileSystemWatcher(RELAY_TEST_FILES);
    this.#subscriptions = Disposable.from(
      controller,
      this.#saved,
      watcher,
      watcher.onDidCreate((uri) => this.#load(this.#itemOf(uri))),
      watcher.onDidChange((uri) => this.#load(this.#itemOf(uri))),
      watcher.onDidDelete((uri) => controller.items.delete(uri.toString())),
      workspace.onDidOpenTextDocument((document) => {
        if (isRelayTests(document.uri)) void this.#load(this.#itemOf(document.uri));
      }),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (isRelayTests(document.uri)) void this.#load(this.#itemOf(document.uri));
      }),
      workspace.onDidSaveTextDocument(() => this.#saved.fire()),
    );
    for (const { uri } of workspace.textDocuments) if (isRelayTests(uri)) void this.#load(this.#itemOf(uri));
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #discover(): Promise<void> {
    const folders = workspace.workspaceFolders ?? [];
    const found = await Promise.all(
      folders.map((folder) => workspace.findFiles(new RelativePattern(folder, RELAY_TEST_FILES))),
    );
    await Promise.all(found.flat().map((uri) => this.#load(this.#itemOf(uri))));
  }

  #itemOf(uri: Uri): TestItem {
    const known = this.#controller.items.get(uri.toString());
    if (known) return known;
    const item = this.#controller.createTestItem(uri.toString(), workspace.asRelativePath(uri), uri);
    item.canResolveChildren = true;
    this.#controller.items.add(item);
    return item;
  }

  /** The tests of a file, as they are in its editor. */
  async #load(item: TestItem): Promise<void> {
    const { uri } = item;
    if (uri === undefined) return;
    const list = await this.#client.ask<RelayTestList | null>(REQUEST.relayTests, {
      uri: uri.toString(),
    } satisfies FileParams);
    if (list === null) {
      this.#controller.items.delete(item.id);
      return;
    }
    item.error = list.failure === "" ? undefined : list.failure;
    item.children.replace(
      list.tests.map(({ index, title, firstLine, lastLine }) => {
        const test = this.#controller.createTestItem(String(index), title, uri);
        test.range = new Range(new Position(firstLine, 0), new Position(lastLine, 0));
        return test;
      }),
    );
  }

  async #run(request: TestRunRequest): Promise<void> {
    const run = this.#controller.createTestRun(request);
    try {
      for (const [file, wanted] of this.#wanted(request)) {
        await this.#load(file);
        const items = [...file.children]
          .map(([, item]) => item)
          .filter(({ id }) => wanted === undefined || wanted.has(id));
        for (const item of items) run.started(item);
        const results = await this.#results(file.id, wanted);
        if (results === null || results.failure !== "") {
          const message = new TestMessage(results?.failure ?? "The file is not there any more.");
          for (const item of items.length > 0 ? items : [file]) run.errored(item, message);
          continue;
        }
        for (const { index, status, markdown, expected, actual } of results.results) {
          const item = file.children.get(String(index));
          if (item === undefined) continue;
          if (status === "passed") run.passed(item);
          else {
            const text = new MarkdownString(markdown);
            const message = status === "failed" ? TestMessage.diff(text, expected, actual) : new TestMessage(text);
            // What is not certain is not a failure of the configuration, and no success.
            if (status === "failed") run.failed(item, message);
            else run.errored(item, message);
          }
        }
      }
    } finally {
      run.end();
    }
  }

  async #results(uri: string, wanted: ReadonlySet<string> | undefined): Promise<RelayTestResults | null> {
    const params: RunRelayTestsParams = { uri, ...(wanted === undefined ? {} : { tests: [...wanted].map(Number) }) };
    return await this.#client.ask<RelayTestResults | null>(REQUEST.runRelayTests, params);
  }

  /** Files with the indices that are asked for; undefined for all of a file. */
  #wanted({ include, exclude }: TestRunRequest): Map<TestItem, Set<string> | undefined> {
    const wanted = new Map<TestItem, Set<string> | undefined>();
    const isExcluded = (item: TestItem) => exclude?.includes(item) === true;
    for (const item of include ?? [...this.#controller.items].map(([, file]) => file)) {
      if (isExcluded(item)) continue;
      const file = item.parent ?? item;
      if (item.parent === undefined) wanted.set(file, undefined);
      else if (!wanted.has(file) || wanted.get(file) !== undefined)
        wanted.set(file, (wanted.get(file) ?? new Set()).add(item.id));
    }
    for (const item of exclude ?? []) {
      if (item.parent === undefined || !wanted.has(item.parent)) continue;
      const all = wanted.get(item.parent) ?? new Set([...item.parent.children].map(([id]) => id));
      all.delete(item.id);
      wanted.set(item.parent, all);
    }
    return wanted;
  }
}
