// The reply that a client sees where a value of the access map is a refusal: the address parser has read it, as everything that maps give.
import { toBytes } from "../interpreter/bytes.ts";
import { joined } from "../tables/values/joined.ts";
import { keep } from "../text/keep.ts";
import { refusalReply } from "./rulesets/reply.ts";
import { act, upToBracket } from "./rulesets/result.ts";
import { refusal } from "./rulesets/run.ts";
import { join, stripQuotes, type Tokens, tokenize } from "./rulesets/tokens.ts";

/** A reply as it is sent, without the address that sendmail puts before the text of some. */
export interface AccessReply {
  /** Three digits. sendmail sends nothing at all for one that begins with 0. */
  readonly code: string;
  /** Enhanced status; "" where sendmail sends none. */
  readonly dsn: string;
  /** Undefined where the client sees a piece of the address instead: there is no text. */
  readonly text: string | undefined;
  /** True where a quote or bracket has no other half: sendmail refuses with that, whatever the value says. */
  readonly isUnbalanced: boolean;
  /** True where the text ends at a `>`, and the rest is lost. */
  readonly isCut: boolean;
}

/**
 * The refusal that a value after `Connect:`, `From:`, `To:` or no tag becomes; undefined for all other actions
 * (test/oracle/kinds/access-replies.test.ts).
 *
 * @param isClient after `Connect:`, where a `>` ends a text only before a `<`
 * @param key what the value was found with, tag included
 */
export function accessReply(value: string, isClient = false, key = "%0"): AccessReply | undefined {
  const question = [isClient, value.includes("%0") ? key : "", value].join("\0");
  const known = replies.get(question) ?? { reply: replyTo(value, isClient, key) };
  keep(replies, question, known, MOST_REPLIES);
  return known.reply;
}

/** Of the values that were asked for last: the lines of a long map have few different ones. */
const replies = new Map<string, { readonly reply: AccessReply | undefined }>();
const MOST_REPLIES = 200;

function replyTo(value: string, isClient: boolean, key: string): AccessReply | undefined {
  const { unbalanced } = joined(value);
  if (unbalanced !== undefined)
    return {
      code: "553",
      dsn: "5.0.0",
      text: `${value}... Unbalanced '${unbalanced}'`,
      isUnbalanced: true,
      isCut: false,
    };
  // A map fills in its key and its arguments, of which there are none here.
  const filled = { "%": "%", "0": key } as Readonly<Record<string, string>>;
  const all = tokenize(value.replace(/%([%\d])/g, (_, one: string) => filled[one] ?? ""));
  const found = isClient ? upToNext(all) : upToBracket(all, []);
  const isCut = found.length < all.length;
  if (hasNoText(found)) return { code: "553", dsn: "5.3.0", text: undefined, isUnbalanced: false, isCut };
  const outcome = act(found, refusal("", ""));
  if (outcome.kind !== "error" || outcome.dsn[0] === "quarantine") return undefined;
  const { code, dsn, text } = refusalReply(outcome);
  return { code, dsn, text: text === "" ? undefined : sevenBits(text), isUnbalanced: false, isCut };
}

/** A text as it is sent: sendmail takes the eighth bit of each byte away. */
function sevenBits(text: string): string {
  if (!/[^\0-\x7f]/.test(text)) return text;
  return Array.from(toBytes(text), (byte) => String.fromCharCode(byte.charCodeAt(0) & 0x7f)).join("");
}

/** A text as sendmail has it after its address parser: without comments, quotes, and spaces beside signs. */
export function asRead(text: string): string {
  return stripQuotes(join(tokenize(text)));
}

/** `ERROR:` and `ERROR:D.S.N:` alone: the rules take what follows in the workspace for the text. */
function hasNoText(value: Tokens): boolean {
  if (value[1] !== ":" || value[0]?.toLowerCase() !== "error") return false;
  return value.length === 2 || (value.length === 8 && value[3] === "." && value[5] === "." && value[7] === ":");
}

function upToNext(value: Tokens): Tokens {
  const end = value.findIndex((token, at) => at > 0 && token === ">" && value[at + 1] === "<");
  return end < 0 ? value : value.slice(0, end);
}
