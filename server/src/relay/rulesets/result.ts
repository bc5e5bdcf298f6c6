// What the value of an access entry does to a transaction, once it is found.
import type { Found } from "../policy/lookup.ts";
import { DISCARD, type Outcome, type Run, refusal } from "./run.ts";
import { isWord, type Tokens, tokenizeRule } from "./tokens.ts";

/** Class {Accept}. */
export function accepts(value: Tokens): boolean {
  return isWord(value, "OK") || isWord(value, "RELAY");
}

/** The text of an entry as a reader knows it. */
export function entryText(found: Found): string {
  const { tag, key, value } = found.entry;
  return `${tag === "" ? "" : `${tag}:`}${key} ${value}`;
}

/** Macros that a message may hold, by their names. */
function macroValue(run: Run, name: string): string {
  const { query, policy } = run;
  const values: Readonly<Record<string, string | undefined>> = {
    client_addr: query.clientAddress,
    client_name: query.clientName,
    client_resolve: query.clientResolve,
    client_ptr: query.clientPtr ?? query.clientName,
    auth_type: query.authType,
    f: run.senderMacro,
    s: query.helo,
    j: policy.hostName.text,
    m: policy.domainName,
    w: policy.hostName.text,
  };
  return values[name] ?? "";
}

/** Texts without other macros than those that are known here, and without what a rule takes for an operator. */
const PLAIN_TEXT = /^(?:[^$]|\$&?(?:\{(?:client_(?:addr|name|resolve|ptr)|auth_type)\}|[fsjm](?!\w)))*$/;

/** A refusal's text out of the configuration, its macros filled in, as tokens. `$&f` outside of quotes is cut like any text. */
export function messageTokens(run: Run, text: string): Tokens {
  if (!PLAIN_TEXT.test(text))
    run.doubts.add(`The text of a refusal has macros or operators that are not followed: ${text}`);
  const macros = /\$&?(?:\{(\w+)\}|(\w))/g;
  return tokenizeRule(
    text.replace(
      macros,
      (_, long: string | undefined, short: string | undefined) => ` ${macroValue(run, long ?? short ?? "")} `,
    ),
  );
}

/** The refusal for REJECT in check_relay and check_mail. */
export function accessDenied(run: Run): Outcome {
  const own = run.policy.messages.reject;
  return own === undefined
    ? refusal("5.7.1", '"550 Access denied"')
    : { kind: "error", dsn: [], text: messageTokens(run, own.text) };
}

/**
 * What check_mail and check_rcpt take of a value, after which they keep the address in question: they see its end at the
 * first closing bracket. So `<http://...>` in a text is cut off, and an empty `ERROR:` takes a piece of the address.
 */
export function upToBracket(value: Tokens, address: Tokens): Tokens {
  const needsText = value[1] === ":" && (isWord(value.slice(0, 1), "ERROR") || isWord(value.slice(0, 1), "QUARANTINE"));
  const all = [...value, ">", ...address];
  const end = all.indexOf(">", needsText ? 3 : 1);
  return end < 0 ? value : all.slice(0, end);
}

/**
 * The outcome of a value that is neither acceptance nor "not found": REJECT, DISCARD, QUARANTINE:reason, ERROR:..., or a
 * text that is sent as it is.
 */
export function act(value: Tokens, reject: Outcome): Outcome {
  if (isWord(value, "REJECT")) return reject;
  if (isWord(value, "DISCARD")) return DISCARD;
  const rest = value.slice(2);
  if (value[1] === ":" && rest.length > 0) {
    if (isWord(value.slice(0, 1), "QUARANTINE")) return { kind: "error", dsn: ["quarantine"], text: rest };
    if (isWord(value.slice(0, 1), "ERROR")) {
      const coded = rest[1] === "." && rest[3] === "." && rest[5] === ":" && rest.length > 6;
      return coded
        ? { kind: "error", dsn: rest.slice(0, 5), text: rest.slice(6) }
        : { kind: "error", dsn: [], text: rest };
    }
  }
  return { kind: "error", dsn: [], text: value };
}
