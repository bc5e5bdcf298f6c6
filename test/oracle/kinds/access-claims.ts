// What a hover of the access map claims about a line, as answers to the questions that sendmail can be asked.
import { answerIn } from "../relay/sendmail.ts";

/** Whom a question is about: a client, a sender or a recipient; or a client, or a sender, whose mail goes to anywhere. */
export const ASPECTS = ["client", "sender", "recipient", "relaying", "forging"] as const;
export type Aspect = (typeof ASPECTS)[number];

/** What happens: `ok`, `relay`, `denied` (nobody relays), `discarded`, `quarantined REASON`, or a reply. */
export type Outcomes = Readonly<Record<Aspect, string>>;

/** What happens to what no line is about. */
export const UNTOUCHED: Outcomes = {
  client: "ok",
  sender: "ok",
  recipient: "denied",
  relaying: "denied",
  forging: "denied",
};

/** The outcome of a ruleset, from what test mode prints. */
export function outcomeIn(printed: string | undefined, ruleset: string): string {
  const answer = answerIn(printed, ruleset);
  if (/^\$# discard/.test(answer)) return "discarded";
  const error = /^\$# error (?:\$@ (.*?) )?\$: (.*)$/.exec(answer);
  if (error === null) return /^(?:\$# )?relay$/i.test(answer) ? "relay" : "ok";
  const [, status = "", text = ""] = error;
  if (status === "quarantine") return `quarantined ${squeezed(text)}`;
  const reply = replyOf(status.replace(/ /g, ""), squeezed(text.replaceAll('"', "")));
  return /^550 5\.7\.1 Relaying denied/.test(reply) ? "denied" : reply;
}

/** The reply that a client sees for `$# error $@ STATUS $: TEXT`. */
function replyOf(status: string, text: string): string {
  const [, code, rest = ""] = /^(\d{3}) (.*)$/.exec(text) ?? [];
  if (code === undefined) return squeezed(`553 5.3.0 ${text}`);
  if (/^[245]\.\d{1,3}\.\d{1,3} /.test(rest)) return squeezed(text);
  return squeezed(`${code} ${/^[245]\.\d+\.\d+$/.test(status) ? status : `${code.charAt(0)}.0.0`} ${rest}`);
}

/** A text without the spaces that test mode puts between its words. */
export const squeezed = (text: string): string =>
  text
    .replace(/ *([.:@<>()#,;]) */g, "$1")
    .replace(/\s+/g, " ")
    .trim();

/** The end of a sentence that says what becomes of something. */
function verdictIn(sentence: string): string {
  if (/ is accepted/.test(sentence) || / is left to the defaults/.test(sentence)) return "ok";
  if (/ is taken and thrown away/.test(sentence)) return "discarded";
  const kept =
    / is taken and kept in the queue until an administrator looks at it(?:, with the reason "(.*)")?\.?$/.exec(
      sentence,
    );
  if (kept !== null) return `quarantined ${squeezed(kept[1] ?? "")}`;
  const refused = / is refused(?: with(?: this text)?)?:? (`+) ?(.*?) ?\1(?!`)/.exec(sentence);
  if (refused === null) throw new Error(`no verdict: ${sentence}`);
  return squeezed(refused[2] ?? "");
}

/** How a name or an address is below the one of a line. */
export type Nearness = "itself" | "below";

/** True where a sentence is about what is so near to the line's key. */
export function covers(sentence: string, near: Nearness): boolean {
  if (
    /(?:every name|a domain) below `[^`]*`/i.test(sentence.replace(/and every name below it|or a domain below it/g, ""))
  )
    return near === "below";
  return near === "itself" || /and every name below it|or a domain below it/.test(sentence);
}

type Claim = readonly [
  words: RegExp,
  claims: (found: RegExpExecArray, text: string) => Partial<Record<Aspect, string>>,
];

/** What sentences claim; the first whose words fit counts. */
const CLAIMS: readonly Claim[] = [
  [/^\*\*This line never matches:\*\*/, () => ({})],
  [/^\*\*This line is about no client:\*\*/, () => ({})],
  [/^Nothing: recipients are looked up/, () => ({})],
  [/^Nobody relays by this line/, () => ({})],
  [/^Anyone may send mail to users at .* The client itself does not relay/, () => ({ recipient: "relay" })],
  [/^Anyone who claims to be .* may relay to anywhere/, () => ({ forging: "relay" })],
  [/^Anyone may send mail to .* through this server\.$/, () => ({ recipient: "relay" })],
  [
    / may relay to anywhere(, and anyone may send mail there through this server)?\.$/,
    ([, there]) => ({ relaying: "relay", ...(there === undefined ? {} : { recipient: "relay" }) }),
  ],
  [/^(?:A connection|Mail that comes in) from /, (_, text) => ({ client: verdictIn(text) })],
  [/^All mail that clients send from /, (_, text) => ({ client: verdictIn(text) })],
  [
    /^(All mail|Mail) from (.*?\.?)(?: The same is true of mail to (?:it|that user in any of this server's own domains)\.| Mail to (?:it|that user in any of this server's own domains) (is .*))?$/s,
    ([sentence, all, about = "", mailTo]) => ({
      ...(all === "All mail" ? { client: verdictIn(about) } : {}),
      sender: verdictIn(about),
      ...(mailTo === undefined ? {} : { recipient: verdictIn(`It ${mailTo}`) }),
      ...(/The same is true of mail to (?:it|that user .*)\.$/.test(sentence) ? { recipient: verdictIn(about) } : {}),
    }),
  ],
  [
    /^Mail to /,
    (_, text) => {
      const verdict = verdictIn(text);
      return verdict === "ok" ? {} : { recipient: verdict };
    },
  ],
];

/** What the first paragraph of a hover claims of what is so near to the line's key. */
export function claimed(hover: string, near: Nearness): Outcomes {
  const [first = ""] = hover.split("\n\n");
  for (const [words, claims] of CLAIMS) {
    const found = words.exec(first);
    if (found !== null) return covers(first, near) ? { ...UNTOUCHED, ...claims(found, first) } : UNTOUCHED;
  }
  throw new Error(`no claim: ${first}`);
}
