// From an edit to the running server: tasks that build, compile, check and restart. They run only when the user starts one, in trusted workspaces.
import {
  commands,
  Disposable,
  ShellExecution,
  Task,
  type TaskDefinition,
  TaskGroup,
  type TaskProvider,
  TaskScope,
  tasks,
  Uri,
  window,
  workspace,
} from "vscode";
import { type FileParams, REQUEST, type ServerTask, type ServerTasks } from "../../server/src/protocol.ts";
import type { SendmailClient } from "./client.ts";
import { activeDocument, isOnDisk, isSendmail } from "./documents.ts";

const TYPE = "sendmail";
/** Configurations of a workspace that tasks are offered for where none is open. */
const MOST = 20;
/** How the output of m4, makemap, newaliases and sendmail names a place: contributed by the manifest. */
const MATCHERS = ["$sendmail-m4", "$sendmail-makemap", "$sendmail-cf"];

/** A task as tasks.json names it. */
interface Definition extends TaskDefinition {
  /** The server's name for it. */
  readonly task: string;
  /** A file of the mail server: a URI, or a path from the workspace folder. */
  readonly file: string;
}

export function registerServerTasks(client: SendmailClient): Disposable {
  const provider = new Provider(client);
  return Disposable.from(
    tasks.registerTaskProvider(TYPE, provider),
    commands.registerCommand("sendmail.runTask", async (file?: unknown, id?: unknown) => {
      if (!workspace.isTrusted) {
        window.showInformationMessage("Commands are run only in a workspace that you trust.");
        return;
      }
      if (typeof file !== "string" || typeof id !== "string") {
        const document = activeDocument();
        if (document === undefined || !isOnDisk(document)) return;
        await commands.executeCommand("workbench.action.tasks.runTask", { type: TYPE });
        return;
      }
      const found = (await provider.ask(file))?.tasks.find((one) => one.id === id);
      if (found) await tasks.executeTask(taskOf(found, file));
    }),
    workspace.onDidSaveTextDocument(async (document) => {
      if (!isSendmail(document) || document.uri.scheme !== "file" || !workspace.isTrusted) return;
      if (!workspace.getConfiguration("sendmail", document.uri).get("tasks.offerRebuild", true)) return;
      await offer(provider, document.uri.toString());
    }),
  );
}

/** Asks whether what is compiled from a file is to be made again. */
async function offer(provider: Provider, uri: string): Promise<void> {
  const found = await provider.ask(uri);
  const task = found?.tasks.find(({ id }) => id === found.stale);
  if (!task) return;
  const [run, never] = ["Run", "Don't Ask Again"];
  const answer = await window.showInformationMessage(
    `sendmail does not see this change yet. Run: ${task.command}`,
    run,
    never,
  );
  if (answer === run) await tasks.executeTask(taskOf(task, uri));
  if (answer === never) await workspace.getConfiguration("sendmail").update("tasks.offerRebuild", false, true);
}

class Provider implements TaskProvider {
  readonly #client: SendmailClient;

  constructor(client: SendmailClient) {
    this.#client = client;
  }

  /** What can be done for the server of a file; null for a file that is none of sendmail's. */
  ask(uri: string): Promise<ServerTasks | null> {
    return this.#client.ask<ServerTasks | null>(REQUEST.serverTasks, { uri } satisfies FileParams);
  }

  async provideTasks(): Promise<Task[]> {
    if (!workspace.isTrusted) return [];
    const open = window.activeTextEditor?.document;
    const files =
      open && isSendmail(open) ? [open.uri] : await workspace.findFiles("**/{sendmail,submit}.mc", undefined, MOST);
    const found = await Promise.all(
      files
        .filter(({ scheme }) => scheme === "file")
        .map(async (uri) => {
          const answer = await this.ask(uri.toString());
          return answer?.tasks.map((one) => taskOf(one, uri.toString())) ?? [];
        }),
    );
    return found.flat();
  }

  async resolveTask(task: Task): Promise<Task | undefined> {
    const definition = task.definition as Definition;
    if (!workspace.isTrusted || typeof definition.task !== "string" || typeof definition.file !== "string")
      return undefined;
    const [folder] = workspace.workspaceFolders ?? [];
    const isUri = /^[a-z][a-z0-9+.-]+:/i.test(definition.file);
    const base = typeof task.scope === "object" ? task.scope.uri : folder?.uri;
    const uri = isUri ? Uri.parse(definition.file) : base && Uri.joinPath(base, definition.file);
    const found = uri && (await this.ask(uri.toString()))?.tasks.find(({ id }) => id === definition.task);
    return found && taskOf(found, uri.toString(), definition);
  }
}

/** A task of VS Code for one of the server's. */
function taskOf({ id, title, detail, command, folder }: ServerTask, file: string, given?: Definition): Task {
  const definition: Definition = given ?? { type: TYPE, task: id, file };
  const cwd = Uri.parse(folder).fsPath;
  const scope = workspace.getWorkspaceFolder(Uri.parse(file)) ?? TaskScope.Workspace;
  const task = new Task(
    definition,
    scope,
    title,
    TYPE,
    new ShellExecution(command, { cwd, executable: "/bin/sh", shellArgs: ["-c"] }),
    MATCHERS,
  );
  task.detail = detail;
  if (id === "build") task.group = TaskGroup.Build;
  if (id === "check") task.group = TaskGroup.Test;
  task.presentationOptions = { clear: true };
  return task;
}
