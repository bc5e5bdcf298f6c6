// Whether an answer is certain: nothing that is not understood, in the configuration or in the transaction, may change it.
import { accessExact, lookUpAddress } from "./policy/lookup.ts";
import type { Unknown } from "./policy/policy.ts";
import { canonAddr, isRefused, withoutDots } from "./rulesets/address.ts";
import type { Run } from "./rulesets/run.ts";
import { hasOddParameters } from "./rulesets/syntax.ts";
import { member, memberAtEnd, tokenize } from "./rulesets/tokens.ts";
import type { Decision, Query } from "./types.ts";

type Certainty = Pick<Decision, "certain" | "cause">;

/** The certainty of an answer that was given at `stage` (null: accepted). `asked` is the query with the parameters of MAIL and RCPT. */
export function certainty(run: Run, asked: Query, stage: Decision["stage"]): Certainty {
  const unknown = run.policy.unknown.find((one) => matters(run, one, stage));
  if (unknown !== undefined) return { certain: false, cause: unknown.text };
  const [met] = run.doubts;
  if (met !== undefined) return { certain: false, cause: met };
  const doubt = DOUBTS.find(({ when }) => when(run, asked, stage));
  return doubt === undefined ? { certain: true } : { certain: false, cause: doubt.text };
}

function matters(run: Run, { may, whom, names }: Unknown, stage: Decision["stage"]): boolean {
  const { query } = run;
  const texts = [query.sender, query.recipient, query.clientName, query.clientAddress];
  if (names !== undefined && !texts.some((text) => names.test(text))) return false;
  if (may === "anything") return true;
  // Ruleset 0 is asked for the sender before check_mail, and for the recipient before check_rcpt.
  if (stage === "connect") return false;
  const concerned = (address: string): boolean => whom === undefined || whoseIs(run, address) === whom;
  const isNull = query.sender === "" || query.sender === "<>";
  return (!isNull && concerned(query.sender)) || (stage !== "mail" && concerned(query.recipient));
}

/** Whose domain an address is in. */
function whoseIs(run: Run, address: string): "own" | "elsewhere" {
  const parsed = canonAddr(run, tokenize(address), 0);
  if (isRefused(parsed)) return "own";
  const { domain } = withoutDots(parsed);
  const { classes } = run.policy;
  if (domain === undefined || domain.length === 0 || member(classes.w, domain)) return "own";
  return run.on("virtusertable") && memberAtEnd(classes.VirtHost, domain) ? "own" : "elsewhere";
}

/** Something about a transaction, or a policy and a transaction, that the model does not follow. */
interface Doubt {
  readonly text: string;
  readonly when: (run: Run, asked: Query, stage: Decision["stage"]) => boolean;
}

/** The beginning of an address that is not a mailbox. */
const PROGRAM_FILE_OR_LIST = /^\s*<?\s*["\\]*(?:[|/]|:include:)/i;

/** Names with so many parts come near the depth at which sendmail gives up (50 rulesets at work at a time). */
const MANY_PARTS = 36;

function anyAddress(test: RegExp): Doubt["when"] {
  return (_run, { sender, recipient }) => test.test(sender) || test.test(recipient);
}

/** True where the access map limits the client by a value that is not a plain number: sendmail takes `TEMP` for 0, and a first connection for too many. */
function hasOddLimit(run: Run, tag: string): boolean {
  const client = tokenize(run.query.clientAddress);
  const found = lookUpAddress(run, client, tag, false) ?? accessExact(run, tag, []);
  return found !== undefined && !/^(?:0|[1-9]\d*)$/.test(found.entry.value);
}

const DOUBTS: readonly Doubt[] = [
  {
    text: "An address has characters outside of ASCII: sendmail compares their bytes, which are not known.",
    when: anyAddress(/[^\p{ASCII}]/u),
  },
  {
    text: "An address has control characters, which sendmail refuses or takes out.",
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    when: anyAddress(/[\u0000-\u001f\u007f]/),
  },
  {
    text: "The parameters after an address are not followed.",
    when: (run, { sender, recipient }) =>
      hasOddParameters(sender, "mail") ||
      hasOddParameters(recipient, "rcpt") ||
      (run.policy.limitsSize && /\ssize=/i.test(sender)),
  },
  {
    text: "sendmail may refuse programs, files and lists as senders and recipients.",
    when: (run, { sender, recipient }) =>
      PROGRAM_FILE_OR_LIST.test(recipient) || (PROGRAM_FILE_OR_LIST.test(sender) && whoseIs(run, sender) === "own"),
  },
  {
    text: "How sendmail counts the connections of a client without an address is not known.",
    when: (run, { clientAddress }) =>
      clientAddress === "" && (run.on("ratecontrol") ?? run.on("conncontrol")) !== undefined,
  },
  {
    text: "An address is so long that sendmail may cut it short where it shows it.",
    when: anyAddress(/.{240}/s),
  },
  {
    text: "The recipient's domain has a space in it, which sendmail may take for a dot or for nothing.",
    when: (_run, { recipient }) => /@[^\s>]+\s+[^\s>]/.test(recipient),
  },
  {
    text: "A limit for this client in the access map is not a number, and sendmail may read it as one that is reached.",
    when: (run) =>
      (run.on("ratecontrol") !== undefined && hasOddLimit(run, "ClientRate")) ||
      (run.on("conncontrol") !== undefined && hasOddLimit(run, "ClientConn")),
  },
  {
    text: "A name or address has so many parts that sendmail may give up looking it up.",
    when: (run, { sender, recipient, clientName }) =>
      run.policy.access !== undefined &&
      [sender, recipient, clientName].some((text) => text.split(/[.%!:+]/).length > MANY_PARTS),
  },
  {
    text: "The MX hosts of a name in square brackets are not known.",
    when: (run, { recipient }) =>
      (run.on("relay_based_on_MX") ?? run.on("bestmx_is_local")) !== undefined && recipient.includes("["),
  },
  {
    text: "The addresses of the server's own interfaces count as its names, and they are not known.",
    when: (run, { sender, recipient }) =>
      run.policy.probesInterfaces && [sender, recipient].some((text) => /\[[\da-f.:]/i.test(text)),
  },
];
