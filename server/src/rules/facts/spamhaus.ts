// Lists of Spamhaus, whose error codes dnsbl and enhdnsbl take for a listing unless the answers that mean refusal are named.
import type { Use } from "../../mc/types.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span, TextDocument } from "../../text.ts";
import { editable, replacement } from "../edits/edits.ts";
import type { Fix } from "../types.ts";

/** The answers that mean that a client is listed, as enhdnsbl matches them. */
const LISTED = "`127.0.0.$+'";

/** True for a list of Spamhaus. */
export function isSpamhaus(list: string): boolean {
  return /(^|\.)spamhaus\.org\.?$/i.test(list.trim());
}

/** True where each answer of the list refuses, error codes too. */
export function takesAnyAnswer({ name, args }: Use): boolean {
  return name === "dnsbl" || (name === "enhdnsbl" && !args.slice(3).some(({ text }) => text.trim() !== ""));
}

/** The feature's call with the answers that mean refusal, its own message kept. */
export function namingAnswers(document: TextDocument, { args: [, message, temporary] }: Use, list: string): string {
  const written = (argument: typeof message) =>
    argument === undefined ? "`'" : document.slice(argument.span.start, argument.span.end).trimEnd() || "`'";
  return `FEATURE(\`enhdnsbl', \`${list}', ${written(message)}, ${written(temporary)}, ${LISTED})`;
}

/** Names another list in a feature: where that is one of Spamhaus, with the answers that mean refusal. `effect` ends the title. */
export function listFix(site: MailSite, use: Use, place: Span, list: string, effect: string): Fix {
  const document = editable(site, use.call);
  return document !== undefined && isSpamhaus(list) && takesAnyAnswer(use)
    ? replacement(
        `Change it to ${list}, and name the answers that mean refusal${effect}`,
        use.call.span,
        namingAnswers(document, use, list),
      )
    : replacement(`Change it to ${list}${effect}`, place, list);
}

/** How a message says to write another list. */
export function written(use: Use, list: string): string {
  return isSpamhaus(list) && takesAnyAnswer(use) ? `${list}, with enhdnsbl and ${LISTED} as its fifth argument` : list;
}
