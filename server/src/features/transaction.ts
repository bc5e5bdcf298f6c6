// One SMTP transaction tried on a site: the reply, the dialogue, and each step with its line.
import type { TransactionProposals, TransactionResult } from "../protocol.ts";
import { type Decision, decide, defaultQuery, exposures, type Query, transcript } from "../relay/index.ts";
import type { MailSite } from "../site/types.ts";
import { markdownText } from "./markdown.ts";
import { placeLink } from "./relay-report.ts";

/** Proposals of one kind; more are no help. */
const MOST = 12;

/** What sendmail would answer, as a page. */
export function tryTransaction(site: MailSite, query: Query): TransactionResult {
  const decision = decide(site, query);
  const headline = headlineOf(decision);
  const steps = decision.steps.map(
    ({ text, span }) => `1. ${markdownText(text)}${span === undefined ? "" : ` (${placeLink(site, span)})`}`,
  );
  const parts = [
    `# ${headline}`,
    decision.certain
      ? ""
      : `**Not certain:** ${markdownText(decision.cause ?? "something outside of the model has a say.")}`,
    `\`\`\`text\n${transcript(query, decision).join("\n")}\n\`\`\``,
    steps.length === 0 ? "" : "## Step by step",
    steps.join("\n"),
  ];
  return { headline, markdown: `${parts.filter((part) => part !== "").join("\n\n")}\n` };
}

function headlineOf({ accepted, relayed, reply, stage, effect }: Decision): string {
  if (!accepted)
    return `Refused at ${stage ?? "the connection"}: ${reply?.code ?? ""} ${reply?.dsn ?? ""} ${reply?.text ?? ""}`.trim();
  if (effect === "discard") return "Accepted, and thrown away";
  if (effect === "quarantine") return "Accepted, and put into quarantine";
  return relayed ? "Accepted: the message is relayed" : "Accepted: the message is for this server";
}

/** Sensible values for each field: a stranger's, and those that the site names. */
export function transactionProposals(site: MailSite): TransactionProposals {
  const witnesses = exposures(site).flatMap(({ witness, who }) => (witness === undefined ? [] : [{ witness, who }]));
  const clients = [
    { address: defaultQuery.clientAddress, name: defaultQuery.clientName, label: "a stranger" },
    ...witnesses.map(({ witness, who }) => ({ address: witness.clientAddress, name: witness.clientName, label: who })),
    { address: "127.0.0.1", name: "localhost", label: "a program on this host" },
  ];
  const mechanisms = site.mc?.config.trustedMechanisms().map(({ text }) => text) ?? [];
  return {
    clients: distinct(clients, ({ address, name }) => `${address} ${name}`),
    senders: distinct([defaultQuery.sender, ...witnesses.map(({ witness }) => witness.sender), ""], (sender) => sender),
    recipients: distinct(
      [defaultQuery.recipient, ...witnesses.map(({ witness }) => witness.recipient)],
      (recipient) => recipient,
    ),
    authTypes: distinct(["", ...mechanisms, "PLAIN"], (type) => type),
  };
}

/** The first of each kind, a few of them. */
function distinct<T>(values: readonly T[], key: (value: T) => string): readonly T[] {
  const first = new Map<string, T>();
  for (const value of values) if (!first.has(key(value))) first.set(key(value), value);
  return [...first.values()].slice(0, MOST);
}
