// The right side of a virtusertable: one address, `error:...`, or what only looks like something else.
import { angled } from "./angled.ts";
import { type ErrorReply, readErrorReply } from "./error-reply.ts";
import { joined } from "./joined.ts";
import { type Part, part, TOKEN, withoutEndingBackslash } from "./part.ts";

/**
 * `address`: mail goes to `user` on this server (no `host`) or elsewhere. `prefixed`: sendmail drops what is before the colon (`smtp:`,
 * `local:`, `mailto:`) and takes the rest. `list`: several addresses with commas, which it refuses (553). `words`: several words, which
 * it joins with dots, or words with a semicolon between them. `unbalanced`: a quote or bracket without its other half, refused. `nothing`: a
 * comment alone. `program`, `file`, `include`: refused for mail from outside. `no-user`: `@host`; `no-host`: `user@`: both 553.
 */
export type VirtusertableValue =
  | ErrorReply
  | { readonly kind: "address"; readonly user: Part; readonly host: Part | undefined }
  | { readonly kind: "prefixed"; readonly prefix: Part; readonly rest: Part }
  | { [Kind in OddKind]: { readonly kind: Kind; readonly text: Part } }[OddKind];

type OddKind = "unbalanced" | "nothing" | "list" | "words" | "program" | "file" | "include" | "no-user" | "no-host";

/** A user in double quotes, which may have spaces and commas, and a host. */
const QUOTED = /^"(?:[^"\\]|\\.)*"@[^@\s]+$/;

/** A user, or an address; not one before digits, which are meant as a port. */
const ADDRESS = String.raw`[^\s"<>()\\,;:@[\]]+(?:@(?:[\w.%-]+|\[[^\]:\s]*\])(?!\s*:\s*\d+[\s;]*$))?`;

/** What sendmail drops: not where another colon follows. */
const PREFIX = new RegExp(String.raw`^\s*(${TOKEN}|${ADDRESS})\s*:(?=[^:]*$)`);

/** What nearly all of a million values are: a user, with or without a host, and nothing that sendmail reads in a way of its own. */
const PLAIN = /^[\w.+-]+(?:@[\w-]+(?:\.[\w-]+)*)?$/;

/** Reads a value; any text is fine. */
export function readVirtusertableValue(written: string): VirtusertableValue {
  const value = withoutEndingBackslash(written);
  if (PLAIN.test(value)) {
    const at = value.indexOf("@");
    if (at === -1) return { kind: "address", user: { text: value, start: 0, end: value.length }, host: undefined };
    return {
      kind: "address",
      user: { text: value.slice(0, at), start: 0, end: at },
      host: { text: value.slice(at + 1), start: at + 1, end: value.length },
    };
  }
  const error = readErrorReply(value, "virtusertable");
  if (error !== undefined) return error;
  const whole = part(value, 0);
  const { text } = whole;
  const { text: read, unbalanced } = joined(text);
  if (unbalanced !== undefined) return { kind: "unbalanced", text: whole };
  if (read === "") return { kind: "nothing", text: whole };
  if (/^"?\|/.test(text)) return { kind: "program", text: whole };
  if (/^"?\/[^@]*$/.test(text)) return { kind: "file", text: whole };
  if (/^"?:include:/i.test(text)) return { kind: "include", text: whole };
  // The way through other hosts is dropped: `@x:bob` is `bob`.
  const way = /^@[^:]*:(?=.)/.exec(text)?.[0].length ?? 0;
  if (QUOTED.test(text)) return addressIn(value, whole);
  const angle = angled(value);
  if ((angle?.text ?? text.slice(way)).includes(",")) return { kind: "list", text: whole };
  const prefix = PREFIX.exec(angle?.text ?? value);
  if (prefix !== null) {
    const [all, name = ""] = prefix;
    const from = angle?.start ?? 0;
    const at = from + all.indexOf(name);
    return {
      kind: "prefixed",
      prefix: part(value, at, at + name.length),
      rest: part(value, from + all.length, angle?.end),
    };
  }
  const address = angle ?? withoutComment(value, part(value, whole.start + way, whole.end));
  // A semicolon at the end does no harm; another one is part of the name.
  if (joined(address.text).hasWords || /;\s*(?=[^;\s])/.test(address.text)) return { kind: "words", text: address };
  return addressIn(value, address);
}

function addressIn(value: string, address: Part): VirtusertableValue {
  const at = address.text.lastIndexOf("@");
  if (at === -1) return { kind: "address", user: address, host: undefined };
  if (at === 0) return { kind: "no-user", text: address };
  if (at === address.text.length - 1) return { kind: "no-host", text: address };
  const place = address.start + at;
  const host = part(value, place + 1, address.end);
  // Spaces around the dots of a host are dropped.
  return {
    kind: "address",
    user: part(value, address.start, place),
    host: { ...host, text: joined(host.text).text },
  };
}

/** The address before a comment in parentheses. */
function withoutComment(value: string, whole: Part): Part {
  const comment = /\s*(?:\([^()]*(?:\([^()]*\)[^()]*)*\)\s*)+$/.exec(whole.text);
  return comment === null ? whole : part(value, whole.start, whole.start + comment.index);
}

/** How a `%` in a value is filled, for keys `user@domain` (`exact`) and `@domain`. Source: cf/README, "Virtual hosting", and asking. */
export const VIRTUSER_ARGUMENTS: Readonly<Record<string, string>> = {
  "%1": "the user's name without +detail, also with an exact key",
  "%2": "the detail without its plus sign; empty without one",
  "%3": "the detail with its plus sign; empty without one",
};
