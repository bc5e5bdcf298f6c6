// The SMTP reply that a refusal becomes.

import type { Reply } from "../types.ts";
import type { Outcome } from "./run.ts";
import { join, stripQuotes } from "./tokens.ts";

const DSN = /^[245]\.\d{1,3}\.\d{1,3}/;

/**
 * Reply code, enhanced status and text. A text that does not begin with a reply code gets 553 5.3.0; one without an
 * enhanced status takes that of the rule, or X.0.0.
 */
export function replyOf(outcome: Outcome & { readonly kind: "error" | "temp" }): Reply {
  const text = stripQuotes(join(outcome.text));
  const status = join(outcome.dsn);
  const coded = /^([245]\d\d) (.*)$/s.exec(text);
  if (!coded) return { code: 553, dsn: "5.3.0", text };
  const [, code = "", rest = ""] = coded;
  const own = /^([245]\.\d{1,3}\.\d{1,3}) (.*)$/s.exec(rest);
  if (own) return { code: Number(code), dsn: own[1] ?? "", text: own[2] ?? "" };
  const dsn = DSN.test(status) ? status : `${code.charAt(0)}.0.0`;
  return { code: Number(code), dsn, text: rest };
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
