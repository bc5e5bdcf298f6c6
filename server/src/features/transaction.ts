// One SMTP transaction tried on a site: the reply, the dialogue, and each step with its line.
import type { TransactionProposals, TransactionResult } from "../protocol.ts";
import {
  asSendmailWrites,
  type Decision,
  decide,
  defaultQuery,
  exposureList,
  type Query,
  transcript,
} from "../relay/index.ts";
import type { MailSite } from "../site/types.ts";
import { markdownText } from "./markdown.ts";
import { placeLink } from "./relay-report.ts";

/** Proposals of one kind; more would not help. */
const MOST = 12;

/** An address as sendmail has it, or nothing, for a message that a program on this host hands over. */
const ADDRESS = /^$|^[0-9]+(?:\.[0-9]+){3}$|^IPv6:[0-9a-f:.]+$/i;

/** What sendmail would answer, as a page. Where the client is not an address, the page says so. */
export function tryTransaction(site: MailSite, given: Query): TransactionResult {
  const clientAddress = asSendmailWrites(given.clientAddress);
  const nameless = given.clientName === `[${given.clientAddress}]`;
  const query = { ...given, clientAddress, ...(nameless ? { clientName: `[${clientAddress}]` } : {}) };
  if (!ADDRESS.test(query.clientAddress)) return noAddress(query.clientAddress);
  const decision = decide(site, query);
  const headline = headlineOf(decision);
  const steps = decision.steps.map(
    ({ text, span }) => `1. ${markdownText(text)}${span === undefined ? "" : ` (${placeLink(site, span)})`}`,
  );
  const parts = [
    `# ${markdownText(headline)}`,
    decision.certain
      ? ""
      : `**Not certain:** ${markdownText(decision.cause ?? "something outside of the model has a say.")}`,
    `\`\`\`text\n${transcript(query, decision).map(oneLine).join("\n")}\n\`\`\``,
    steps.length === 0 ? "" : "## Step by step",
    steps.join("\n"),
  ];
  return { headline, markdown: `${parts.filter((part) => part !== "").join("\n\n")}\n` };
}

function noAddress(text: string): TransactionResult {
  const headline = "The client is not an IP address";
  const markdown =
    `# ${headline}\n\n"${markdownText(text)}" is not an IP address, which sendmail needs for the client. Type an address, ` +
    "such as 192.0.2.7 or 2001:db8::7, and after it the host name that it resolves to, if it has one.\n";
  return { headline, markdown };
}

/** What the client has just said when it is refused. */
const STAGES = { connect: "the connection", mail: "MAIL FROM", rcpt: "RCPT TO" } as const;

/** A line of the dialogue stays one line, so that no reply ends the block of code. */
function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, " ");
}

function headlineOf({ accepted, relayed, reply, stage, effect }: Decision): string {
  if (!accepted)
    return `Refused at ${STAGES[stage ?? "connect"]}: ${reply?.code ?? ""} ${reply?.dsn ?? ""} ${reply?.text ?? ""}`.trim();
  if (effect === "discard") return "Accepted, and thrown away";
  if (effect === "quarantine") return "Accepted, and put into quarantine";
  return relayed ? "Accepted: the message is relayed" : "Accepted: the message is for this server";
}

/** Sensible values for each field: a stranger's, and those that the site names. */
export function transactionProposals(site: MailSite): TransactionProposals {
  const witnesses = exposureList(site).listed.flatMap(({ witness, who }) =>
    witness === undefined ? [] : [{ witness, who }],
  );
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
