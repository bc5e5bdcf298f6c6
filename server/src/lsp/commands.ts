// Pages that our extension shows in views of its own, for all other clients: by standard commands, code actions and documents.
import {
  type CodeAction,
  CodeActionKind,
  type Connection,
  ErrorCodes,
  type ExecuteCommandParams,
  MessageType,
  ResponseError,
  ShowDocumentRequest,
  ShowMessageNotification,
} from "vscode-languageserver";
import { COMMAND } from "../features/promises.ts";
import type { TransactionParams } from "../protocol.ts";
import type { Checkpoint, Service } from "../service.ts";
import type { ClientAbilities } from "./abilities.ts";

/** Keeps pages where an editor can open them. */
export interface Pages {
  /** Writes a page; gives its URI. A page of the same name is replaced. */
  write(name: string, text: string): Promise<string>;
}

/** What a command answers. */
export interface ShownPage {
  /** The document that was written and shown; null where the server has no place to write to. */
  readonly uri: string | null;
  /** Its text, for clients that would rather show it themselves. */
  readonly text: string;
}

type Query = TransactionParams["query"];

/** The source actions of a plain client: they only show. */
const ACTIONS = [
  { name: "relayReport", title: "Show who may relay" },
  { name: "auditReport", title: "Show the audit report" },
  { name: "checkUpgrade", title: "Check an upgrade to the newest sendmail" },
  { name: "tryTransaction", title: "Try an SMTP transaction" },
  { name: "where", title: "Show where mail goes" },
  { name: "rewriteAddress", title: "Show how an address is rewritten" },
  { name: "preview", title: "Preview the sendmail.cf" },
] as const;

/** Does the commands of clients that are not our extension. */
export class Commands {
  readonly #connection: Connection;
  readonly #service: () => Service;
  readonly #pages: Pages | undefined;

  /** @param pages undefined where the server has no disk */
  constructor(connection: Connection, service: () => Service, pages: Pages | undefined) {
    this.#connection = connection;
    this.#service = service;
    this.#pages = pages;
  }

  /** The commands, as the handshake names them. */
  static readonly names: readonly string[] = Object.values(COMMAND);

  /** Actions that open the pages about a file; [] where other kinds are asked for, or the file is none of ours. */
  async actions(
    uri: string,
    only: readonly string[] | undefined,
    checkpoint: Checkpoint,
  ): Promise<readonly CodeAction[]> {
    const kindOf = (name: string) => `${CodeActionKind.Source}.sendmail.${name}`;
    const wanted = ACTIONS.filter(({ name }) => {
      const kind = kindOf(name);
      return only === undefined || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
    });
    if (wanted.length === 0 || (await this.#service().relayStatus(uri, checkpoint)) === undefined) return [];
    return wanted.map(({ name, title }) => ({
      title,
      kind: kindOf(name),
      command: { title, command: COMMAND[name], arguments: [uri] },
    }));
  }

  /**
   * Does one command. Its first argument is a file's URI, or the code of a rule; `sendmail.tryTransaction` takes the fields of a
   * transaction as the second one, and proposes those that are missing.
   *
   * @param current the file that was opened or edited last, where the command names none
   */
  async execute(
    { command, arguments: given }: ExecuteCommandParams,
    current: string | undefined,
    checkpoint: Checkpoint,
    client: Pick<ClientAbilities, "showsDocuments" | "annotatesChanges">,
  ): Promise<ShownPage | string | null> {
    const [first = current, second] = given ?? [];
    if (typeof first !== "string")
      throw invalid(`${command} needs a file's URI, or the code of a rule, as its first argument.`);
    const { showsDocuments } = client;
    const show = (name: string, text: string) => this.#show(name, text, showsDocuments);
    switch (command) {
      case COMMAND.relayReport: {
        const report = await this.#service().relayReport(first, checkpoint);
        return report === undefined
          ? this.#nothing("There is no configuration here to report on.")
          : await show("relay-report.md", report.markdown);
      }
      case COMMAND.auditReport: {
        const report = await this.#service().audit(first, checkpoint);
        return report === undefined ? this.#nothing(NO_SERVER) : await show("audit.md", report.markdown);
      }
      case COMMAND.checkUpgrade: {
        const to = typeof second === "string" ? second : undefined;
        const report = await this.#service().upgrade(first, to, checkpoint);
        return report === undefined ? this.#nothing(NO_SERVER) : await show("upgrade.md", report.markdown);
      }
      case COMMAND.tryTransaction: {
        const query = await this.#query(first, second, checkpoint);
        const result = query && (await this.#service().tryTransaction(first, query, checkpoint));
        return result === undefined ? this.#nothing(NO_SERVER) : await show("transaction.md", result.markdown);
      }
      case COMMAND.where: {
        const { recipient, sender } = fields(second, ["recipient", "sender"], "A question where mail goes");
        const proposals = await this.#service().routeProposals(first, checkpoint);
        const question = { recipient: recipient ?? proposals?.recipients[0] ?? "postmaster", sender };
        const result = proposals && (await this.#service().where(first, question, checkpoint));
        return result === undefined ? this.#nothing(NO_SERVER) : await show("where.md", result.markdown);
      }
      case COMMAND.rewriteAddress: {
        const { address, mailer } = fields(second, ["address", "mailer"], "A question how an address is rewritten");
        const proposals = await this.#service().routeProposals(first, checkpoint);
        const question = {
          address: address ?? proposals?.recipients[0] ?? "postmaster",
          mailer: mailer ?? proposals?.mailers[0] ?? "esmtp",
        };
        const result = proposals && (await this.#service().rewriteAddress(first, question, checkpoint));
        return result === undefined ? this.#nothing(NO_SERVER) : await show("rewriting.md", result.markdown);
      }
      case COMMAND.preview: {
        const preview = await this.#service().preview(first, checkpoint);
        if (preview === undefined) return this.#nothing("There is no .mc here to make a sendmail.cf of.");
        if (preview.messages.length > 0) this.#say(MessageType.Warning, preview.messages.slice(0, 5).join("\n"));
        return await show("sendmail.cf", preview.text);
      }
      case COMMAND.explainRule: {
        const page = this.#service().rulePage(first);
        return page === undefined ? this.#nothing(`There is no rule ${first}.`) : await show(`${first}.md`, page);
      }
      case COMMAND.removeDangerousSettings:
        return await this.#removeDangerousSettings(first, client.annotatesChanges, checkpoint);
      case COMMAND.fixFinding:
        return await this.#fix(first, second, checkpoint);
      case COMMAND.runTask: {
        const found = await this.#service().serverTasks(first, checkpoint);
        const task = found?.tasks.find(({ id }) => id === second);
        // The server runs nothing: the user does.
        return this.#nothing(task === undefined ? NO_SERVER : `Run in a terminal: ${task.command}`);
      }
      case COMMAND.openSource:
        this.#open(first, showsDocuments);
        return null;
      default:
        throw invalid(`There is no command ${command}.`);
    }
  }

  /** Makes the first fix of a finding in a line. */
  async #fix(uri: string, place: unknown, checkpoint: Checkpoint): Promise<null> {
    const { line, code } = findingAt(place);
    const range = { start: { line, character: 0 }, end: { line: line + 1, character: 0 } };
    const actions = await this.#service().codeActions(uri, { range, diagnostics: [] }, ["quickfix"], checkpoint);
    const fixes = actions.filter(
      ({ edit, diagnostics = [] }) =>
        edit !== undefined && diagnostics.some((one) => one.code === code && one.range.start.line === line),
    );
    const edit = (fixes.find(({ isPreferred }) => isPreferred === true) ?? fixes[0])?.edit;
    if (edit === undefined) return this.#nothing("There is nothing to fix in this line any more.");
    await this.#connection.workspace.applyEdit(edit);
    return null;
  }

  /** Makes the edit, where the editor shows its parts first if it can, and says what is left. */
  async #removeDangerousSettings(uri: string, annotates: boolean, checkpoint: Checkpoint): Promise<string | null> {
    const found = await this.#service().dangerousSettings(uri, annotates, checkpoint);
    if (found === undefined) return null;
    const made = found.edit === null || (await this.#connection.workspace.applyEdit(found.edit)).applied;
    const words = made ? [found.summary, ...found.declined].join("\n") : "Nothing was changed.";
    this.#say(MessageType.Info, words);
    return words;
  }

  /** A transaction: what is given, and the first proposal for what is not. Undefined for a file that is none of ours. */
  async #query(uri: string, given: unknown, checkpoint: Checkpoint): Promise<Query | undefined> {
    const proposals = await this.#service().transactionProposals(uri, checkpoint);
    if (proposals === undefined) return undefined;
    const [client] = proposals.clients;
    const query: Record<keyof Query, string> = {
      clientAddress: client?.address ?? "",
      clientName: client?.name ?? "",
      clientResolve: "OK",
      sender: proposals.senders[0] ?? "",
      recipient: proposals.recipients[0] ?? "",
      authType: proposals.authTypes[0] ?? "",
    };
    if (given !== undefined && given !== null) {
      if (typeof given !== "object") throw invalid("A transaction is an object.");
      for (const [name, value] of Object.entries(given)) {
        if (!isField(query, name) || typeof value !== "string")
          throw invalid(`A transaction has texts for ${Object.keys(query).join(", ")}; ${name} is not one of them.`);
        query[name] = value;
      }
      // An address of one's own comes without the name of the proposed client.
      if ("clientAddress" in given && !("clientName" in given)) query.clientName = `[${query.clientAddress}]`;
    }
    const { clientResolve } = query;
    if (!isResolve(clientResolve)) throw invalid("clientResolve is one of OK, FAIL, TEMP, FORGED.");
    return { ...query, clientResolve };
  }

  async #show(name: string, text: string, showsDocuments: boolean): Promise<ShownPage> {
    const uri = await this.#pages?.write(name, text);
    if (uri !== undefined) this.#open(uri, showsDocuments);
    return { uri: uri ?? null, text };
  }

  /** Asks the client to show a document, and names it to the user where it does not. */
  #open(uri: string, showsDocuments: boolean): void {
    const name = () => this.#say(MessageType.Info, `Open ${uri}`);
    const ask = async () => {
      const answer = await this.#connection.sendRequest(ShowDocumentRequest.type, { uri, takeFocus: true });
      if (answer?.success !== true) name();
    };
    if (showsDocuments) ask().catch(name);
    else name();
  }

  #nothing(message: string): null {
    this.#say(MessageType.Info, message);
    return null;
  }

  #say(type: MessageType, message: string): void {
    this.#connection
      .sendNotification(ShowMessageNotification.type, { type, message: `Sendmail: ${message}` })
      .catch(() => undefined);
  }
}

const NO_SERVER = "No mail server is configured here that could be asked.";

/** Texts of an object by their names; a name that is not among those is an error, and so is a value that is not a text. */
function fields<Name extends string>(
  given: unknown,
  names: readonly Name[],
  what: string,
): Partial<Record<Name, string>> {
  if (given === undefined || given === null) return {};
  if (typeof given !== "object") throw invalid(`${what} is an object.`);
  const found: Partial<Record<Name, string>> = {};
  for (const [name, value] of Object.entries(given)) {
    const known = names.find((one) => one === name);
    if (known === undefined || typeof value !== "string")
      throw invalid(`${what} has texts for ${names.join(", ")}; ${name} is not one of them.`);
    found[known] = value;
  }
  return found;
}

/** A line (from 0) and the code of a finding in it. */
function findingAt(given: unknown): { readonly line: number; readonly code: string } {
  if (typeof given === "object" && given !== null && "line" in given && "code" in given) {
    const { line, code } = given;
    if (typeof line === "number" && Number.isInteger(line) && line >= 0 && typeof code === "string")
      return { line, code };
  }
  throw invalid("A finding has a line, from 0, and a code.");
}

function isField(query: Readonly<Record<keyof Query, string>>, name: string): name is keyof Query {
  return Object.hasOwn(query, name);
}

function isResolve(text: string): text is Query["clientResolve"] {
  return text === "OK" || text === "FAIL" || text === "TEMP" || text === "FORGED";
}

function invalid(message: string): ResponseError {
  return new ResponseError(ErrorCodes.InvalidParams, message);
}
