// "Sendmail: Try a Transaction…": asks for client, sender, recipient and authentication, and shows what sendmail would answer.
import { commands, Disposable, ViewColumn, window } from "vscode";
import {
  type FileParams,
  REQUEST,
  type TransactionParams,
  type TransactionProposals,
  type TransactionResult,
} from "../../server/src/protocol.ts";
import type { SendmailClient } from "./client.ts";
import { activeDocument } from "./documents.ts";
import { MarkdownPanel } from "./markdownPanel.ts";
import { ask, type Proposal, type Question } from "./question.ts";

type Query = TransactionParams["query"];

const STEPS = 4;

export function registerTransactions(client: SendmailClient): Disposable {
  let panel: MarkdownPanel | undefined;
  return Disposable.from(
    new Disposable(() => panel?.dispose()),
    commands.registerCommand("sendmail.tryTransaction", async () => {
      const uri = activeDocument()?.uri.toString();
      if (uri === undefined) return;
      const about: FileParams = { uri };
      const proposals = await client.ask<TransactionProposals | null>(REQUEST.transactionProposals, about);
      if (!proposals) {
        window.showInformationMessage("No mail server is configured here that could be asked. Open its .mc file.");
        return;
      }
      const query = await askQuery(proposals);
      if (!query) return;
      const params: TransactionParams = { uri, query };
      const result = await client.ask<TransactionResult | null>(REQUEST.tryTransaction, params);
      if (!result) return;
      if (!panel) {
        panel = new MarkdownPanel("sendmail.transaction", "SMTP transaction", ViewColumn.Beside);
        panel.onDidDispose(() => {
          panel = undefined;
        });
      }
      panel.reveal();
      await panel.show(result.headline, result.markdown);
    }),
  );
}

/** Proposals from values; `empty` is what the empty one is called. */
function named(empty: string): (value: string) => Proposal {
  return (value) => ({ value, label: value || empty });
}

/** Undefined where the user pressed Escape at any question. */
async function askQuery(proposals: TransactionProposals): Promise<Query | undefined> {
  const step = (step: number, question: Omit<Question, "title" | "step" | "totalSteps">) =>
    ask({ title: "Try a transaction", step, totalSteps: STEPS, ...question });

  const client = await step(1, {
    prompt: "Which client connects? Choose one, or type an address, with the host name behind it if it has one",
    proposals: proposals.clients.map(({ address, name, label }) => ({
      value: `${address} ${name}`.trim(),
      description: label,
    })),
  });
  if (client === undefined) return undefined;
  const sender = await step(2, { prompt: "MAIL FROM", proposals: proposals.senders.map(named("<>, a bounce")) });
  if (sender === undefined) return undefined;
  const recipient = await step(3, { prompt: "RCPT TO", proposals: proposals.recipients.map(named("nobody")) });
  if (recipient === undefined) return undefined;
  const authType = await step(4, {
    prompt: "With which mechanism did the client authenticate?",
    proposals: proposals.authTypes.map(named("not authenticated")),
  });
  if (authType === undefined) return undefined;

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
