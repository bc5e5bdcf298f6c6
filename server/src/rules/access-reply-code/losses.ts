// What is lost of a refusal on its way through sendmail's address parser: its code, its text, or the end of the text.
import { type AccessReply, accessReply } from "../../relay/index.ts";
import type { Action } from "../../tables/action.ts";
import type { Severity } from "../types.ts";

/** What is lost, why, and the value that keeps it where there is one. */
export interface Loss {
  readonly first: string;
  readonly more: string;
  readonly severity: Severity;
  readonly better: string | undefined;
  /** True where what is after `ERROR:` has the wrong form. */
  readonly isForm?: boolean;
}

/** What people put before a code: a status, part of one or its place, and words that other tables know. */
const LABEL =
  '"?(?:[\\d.]+\\.[\\d.]+|[1-9]|[A-Z]\\.[A-Z]\\.[A-Z]|nouser|nohost|unavailable|usage|software|tempfail|protocol|config|ERROR)"?';
const MEANT = new RegExp(
  `^"?(ERROR)?(?:\\s*:|\\s+|-)?\\s*((?:${LABEL}(?:\\s*:|\\s)\\s*)*)"?(\\d{3})(?![\\d.])(.*?)"?$`,
  "is",
);
/** A status alone before a text or a code, of which access-missing-reply-code speaks. */
const STATUS_ALONE = /^[45]\.\d{1,3}\.\d{1,3}(?:[ :]|$)/;

/** The loss where a value does not reach the client as it is meant; undefined where it does. */
export function lossOf(
  reply: AccessReply,
  action: Extract<Action, { kind: "error" | "reply" | "text" }>,
  value: string,
): Loss | undefined {
  const isText = action.kind === "text";
  if (reply.text === undefined)
    return isText
      ? undefined
      : {
          first: "There is no text, so clients see part of the address.",
          more: "The reply is 553 5.3.0. Write a code and a text, such as ERROR:5.7.1:550 Not from here.",
          severity: "error",
          better: undefined,
        };
  if (!isText && action.code !== undefined && !reply.isUnbalanced && !reply.isCut) return undefined;
  const [, word, labels = "", code = "", after = ""] = MEANT.exec(value) ?? [];
  if (isText && !reply.isUnbalanced && /^"\s*error:\s*[^\s"]/i.test(value)) {
    const bare = value.replace(/^"\s*|"$/g, "");
    return {
      first: "In double quotes ERROR: is text, and clients get 553 5.3.0.",
      more: `sendmail looks for that word at the start of the value, before any quotes: the reply is "553 5.3.0 ${reply.text}".`,
      severity: code.startsWith("4") ? "error" : "warning",
      better: betterOf(labels, code, after) ?? (accessReply(bare)?.text === undefined ? undefined : bare),
    };
  }
  if (!/^[45]/.test(code) || (isText && ((labels === "" && word === undefined) || STATUS_ALONE.test(value))))
    return undefined;
  const isLater = code.startsWith("4");
  const severity = isLater && reply.code.startsWith("5") ? "error" : "warning";
  const harm = severity === "error" ? " The client does not try again later." : "";
  if (reply.isUnbalanced)
    return {
      first: "A quote or bracket has no other half, so clients get 553 Unbalanced.",
      more: `They see the whole value and not the code in it.${harm}`,
      severity,
      better: betterOf(labels, code, after),
    };
  const said = `the reply is "553 5.3.0 ${reply.text}".${harm}`;
  const isRead = isText ? undefined : action.code;
  if (isRead === undefined && after.trim() === "")
    return {
      first: `${code} has no text after it, so it is the text and not the code.`,
      more: `Only a code with a text counts: ${said} Write a text after the code.`,
      severity,
      better: undefined,
    };
  if (
    isRead === undefined &&
    labels !== "" &&
    !(action.kind === "error" && action.status !== undefined && /^"?\d{3}/.test(action.text.text))
  )
    return {
      first: "sendmail reads this as plain text, not as a status.",
      more: `After ${word ?? "ERROR"}: it expects a status of three numbers and a colon, or the reply code: ${said}`,
      severity,
      better: betterOf(labels, code, after),
      isForm: true,
    };
  if (isRead === undefined)
    return {
      first: "The code is lost, and clients get 553 5.3.0.",
      more: `A code counts before a space and a text, and double quotes count only around both: ${said}`,
      severity,
      better: betterOf(labels, code, after),
    };
  return reply.isCut
    ? {
        first: "The text is cut off at its >.",
        more: `Clients get "${reply.text}". In double quotes the text stays whole.`,
        severity: "information",
        better: betterOf(labels, code, after),
      }
    : undefined;
}

/** The code with its text after ERROR: and the status that fits, in double quotes where they are needed; undefined where that does not help. */
function betterOf(labels: string, code: string, after: string): string | undefined {
  const status = /[45]\.\d{1,3}\.\d{1,3}(?![\d.])/.exec(labels)?.[0];
  const head = status?.charAt(0) === code.charAt(0) ? `ERROR:${status}:` : "ERROR:";
  const rest = /^\s/.test(after) ? after.trim() : after.replace(/^[:-]\s*/, "");
  const plain = `${code} ${rest}`;
  return [plain, `"${plain}"`]
    .map((text) => head + text)
    .find((one) => {
      const reply = accessReply(one);
      return rest !== "" && reply?.code === code && !reply.isCut && reply.text?.length === textLength(rest, reply);
    });
}

/** How long a text is that comes through whole, but for its spaces and quotes. */
function textLength(text: string, { text: got = "" }: AccessReply): number {
  const squeezed = (one: string): string => one.replace(/[\s"]/g, "");
  const status = /^[245]\.\d+\.\d+ /.exec(text)?.[0] ?? "";
  return squeezed(got) === squeezed(text.slice(status.length)) ? got.length : -1;
}
