// "Sendmail: Where Does This Mail Go?…" and "How Is This Address Rewritten?…": ask for an address, and show each step with its place.
import { commands, Disposable, window } from "vscode";
import {
  type FileParams,
  REQUEST,
  type RewriteParams,
  type RouteProposals,
  type RouteResult,
  type WhereParams,
} from "../../server/src/protocol.ts";
import type { SendmailClient } from "./client.ts";
import { fileOf } from "./documents.ts";
import { MarkdownPanel } from "./markdown-panel.ts";
import { askAll } from "./question.ts";
import { noteAsked } from "./relay-tests.ts";

export function registerRoutes(client: SendmailClient): Disposable {
  let panel: MarkdownPanel | undefined;
  const show = async (result: RouteResult | null): Promise<void> => {
    if (!result) return;
    if (!panel) {
      panel = new MarkdownPanel("sendmail.route", "Where mail goes");
      panel.onDidDispose(() => {
        panel = undefined;
      });
    }
    panel.reveal();
    await panel.show(result.headline, result.markdown);
    // The walkthrough ticks its step only now: it takes the keyboard then, which the questions need before.
    await commands.executeCommand("setContext", "sendmail.routeShown", true);
  };
  const proposalsFor = async (uri: string): Promise<RouteProposals | undefined> => {
    const about: FileParams = { uri };
    const proposals = await client.ask<RouteProposals | null>(REQUEST.routeProposals, about);
    if (!proposals)
      window.showInformationMessage("No mail server is configured here that could be asked. Open its .mc or .cf file.");
    return proposals ?? undefined;
  };
  return Disposable.from(
    new Disposable(() => panel?.dispose()),
    // A link in a table names the file, and the address of its line.
    commands.registerCommand("sendmail.where", async (file?: unknown, given?: Partial<WhereParams>) => {
      const uri = fileOf(file);
      const proposals = uri && (await proposalsFor(uri));
      if (uri === undefined || !proposals) return;
      const question = given?.recipient === undefined ? await askRoute(proposals) : { recipient: given.recipient };
      if (!question) return;
      const params: WhereParams = { uri, ...question };
      noteAsked(params);
      await show(await client.ask<RouteResult | null>(REQUEST.where, params));
    }),
    commands.registerCommand("sendmail.rewriteAddress", async (file?: unknown, given?: Partial<RewriteParams>) => {
      const uri = fileOf(file);
      const proposals = uri && (await proposalsFor(uri));
      if (uri === undefined || !proposals) return;
      const question = await askRewriting(proposals, given?.address);
      if (!question) return;
      const params: RewriteParams = { uri, ...question };
      await show(await client.ask<RouteResult | null>(REQUEST.rewriteAddress, params));
    }),
  );
}

async function askRoute({ recipients, senders }: RouteProposals): Promise<Omit<WhereParams, "uri"> | undefined> {
  const title = "Where does this mail go?";
  const answers = await askAll([
    { title, prompt: "Recipient", proposals: recipients.map((value) => ({ value })) },
    {
      title: `${title} The sender`,
      prompt: "Sender of the envelope",
      proposals: senders.map((value) => ({ value, label: value || "<>, nobody" })),
    },
  ]);
  return answers && { recipient: answers[0] ?? "", sender: answers[1] ?? "" };
}

async function askRewriting(
  { recipients, mailers }: RouteProposals,
  address: string | undefined,
): Promise<Omit<RewriteParams, "uri"> | undefined> {
  const title = "How is this address rewritten?";
  const first = { title, prompt: "Address", proposals: recipients.map((value) => ({ value })) };
  const second = { title: `${title} The mailer`, prompt: "Mailer", proposals: mailers.map((value) => ({ value })) };
  if (address !== undefined) {
    const answers = await askAll([second]);
    return answers && { address, mailer: answers[0] ?? "" };
  }
  const answers = await askAll([first, second]);
  return answers && { address: answers[0] ?? "", mailer: answers[1] ?? "" };
}
