// "Sendmail: Try a Transaction…": asks for client, sender, recipient and authentication, and shows what sendmail would answer.
import { commands, Disposable, window } from "vscode";
import {
  type FileParams,
  REQUEST,
  type TransactionParams,
  type TransactionProposals,
  type TransactionResult,
} from "../../server/src/protocol.ts";
import type { SendmailClient } from "./client.ts";
import { fileOf } from "./documents.ts";
import { MarkdownPanel } from "./markdown-panel.ts";
import { askAll, type Proposal } from "./question.ts";
import { noteAsked } from "./relay-tests.ts";

type Query = TransactionParams["query"];

export function registerTransactions(client: SendmailClient): Disposable {
  let panel: MarkdownPanel | undefined;
  return Disposable.from(
    new Disposable(() => panel?.dispose()),
    commands.registerCommand("sendmail.tryTransaction", async (argument?: unknown, given?: unknown) => {
      // A lens, a hover or the report says which file, and has a transaction that proves something.
      const uri = fileOf(argument);
      if (uri === undefined) return;
      const about: FileParams = { uri };
      const proposals = await client.ask<TransactionProposals | null>(REQUEST.transactionProposals, about);
      if (!proposals) {
        window.showInformationMessage("No mail server is configured here that could be asked. Open its .mc file.");
        return;
      }
      const query = isQuery(given) ? given : await askQuery(proposals);
      if (!query) return;
      const params: TransactionParams = { uri, query };
      const result = await client.ask<TransactionResult | null>(REQUEST.tryTransaction, params);
      if (!result) return;
      noteAsked(params);
      if (!panel) {
        panel = new MarkdownPanel("sendmail.transaction", "SMTP transaction");
        panel.onDidDispose(() => {
          panel = undefined;
        });
      }
      panel.reveal();
      await panel.show(result.headline, result.markdown);
    }),
  );
}

function isQuery(given: unknown): given is Query {
  const fields = ["clientAddress", "clientName", "clientResolve", "sender", "recipient", "authType"];
  return (
    typeof given === "object" &&
    given !== null &&
    fields.every((name) => typeof (given as Readonly<Record<string, unknown>>)[name] === "string")
  );
}

/** Proposals from values; `empty` is what the empty one is called. */
function named(empty: string): (value: string) => Proposal {
  return (value) => ({ value, label: value || empty });
}

/** Undefined where the user pressed Escape at any question. */
async function askQuery(proposals: TransactionProposals): Promise<Query | undefined> {
  const title = "Try a transaction";
  const answers = await askAll([
    {
      title: `${title}: the client`,
      prompt: "Address of the client, and its host name if it has one",
      proposals: proposals.clients.map(({ address, name, label }) => ({
        value: `${address} ${name}`.trim(),
        description: label,
      })),
    },
    { title: `${title}: the sender`, prompt: "MAIL FROM", proposals: proposals.senders.map(named("<>, a bounce")) },
    { title: `${title}: the recipient`, prompt: "RCPT TO", proposals: proposals.recipients.map(named("nobody")) },
    {
      title: `${title}: authentication`,
      prompt: "Mechanism with which the client logged in",
      proposals: proposals.authTypes.map(named("not authenticated")),
    },
  ]);
  if (!answers) return undefined;

  const [client = "", sender = "", recipient = "", authType = ""] = answers;
  const [clientAddress = "", clientName = ""] = client.split(/\s+/);
  return {
    clientAddress,
    // A client without a name is known by its address in brackets.
    clientName: clientName || (clientAddress && `[${clientAddress}]`),
    clientResolve: clientName || !clientAddress ? "OK" : "FAIL",
    sender,
    recipient,
    authType,
  };
}
