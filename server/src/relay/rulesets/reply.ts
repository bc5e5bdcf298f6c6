// The SMTP reply that a refusal becomes.

import type { Reply } from "../types.ts";
import type { Outcome } from "./run.ts";
import { join, stripQuotes } from "./tokens.ts";

const DSN = /^[245]\.\d{1,3}\.\d{1,3}$/;

/** Code and enhanced status as texts; the status is "" where sendmail sends none. */
export interface SentReply {
  readonly code: string;
  readonly dsn: string;
  readonly text: string;
}

/**
 * Reply code, enhanced status and text. A text that does not begin with a reply code gets 553 5.3.0; one without an
 * enhanced status takes that of the rule, or X.0.0. sendmail sends 6xx as 5xx.
 */
export function refusalReply(outcome: Outcome & { readonly kind: "error" | "temp" }): SentReply {
  const text = stripQuotes(join(outcome.text));
  const status = join(outcome.dsn);
  const coded = /^(\d{3}) (.*)$/s.exec(text);
  if (!coded) return { code: "553", dsn: "5.3.0", text };
  const [, digits = "", rest = ""] = coded;
  const code = digits.replace(/^6/, "5");
  const own = /^([245]\.\d{1,3}\.\d{1,3}) (.*)$/s.exec(rest);
  if (own) return { code, dsn: own[1] ?? "", text: own[2] ?? "" };
  const ofCode = /^[245]/.test(code) ? `${code.charAt(0)}.0.0` : "";
  return { code, dsn: DSN.test(status) ? status : ofCode, text: rest };
}

/** The same as numbers. */
export function replyOf(outcome: Outcome & { readonly kind: "error" | "temp" }): Reply {
  const { code, dsn, text } = refusalReply(outcome);
  return { code: Number(code), dsn, text };
}

/** An outcome as `sendmail -bt` prints it. */
export function inTestMode(outcome: Outcome): string {
  switch (outcome.kind) {
    case "error":
    case "temp":
      return [
        "$#",
        outcome.kind === "temp" ? "TEMP" : "error",
        ...(outcome.dsn.length > 0 ? ["$@", ...outcome.dsn] : []),
        "$:",
        ...outcome.text,
      ].join(" ");
    case "discard":
      return "$# discard $: discard";
    case "stop":
      return ["$#", ...outcome.word].join(" ");
    case "relay":
      return "RELAY";
    case "pass":
      return "";
  }
}
