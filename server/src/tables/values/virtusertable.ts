// The right side of a virtusertable: one address, `error:...`, or what only looks like something else.
import { type ErrorReply, readErrorReply } from "./error-reply.ts";
import { type Part, part, TOKEN } from "./part.ts";

/**
 * `address`: mail goes to `user` on this server (no `host`) or elsewhere. `prefixed`: sendmail drops what is before the colon (`smtp:`,
 * `local:`, `mailto:`) and takes the rest. `list`: several addresses with commas, which it refuses (553). `words`: several words, which
 * it joins with dots, or words with a semicolon between them. `program`, `file`, `include`: refused for mail from outside. `no-user`: `@host`; `no-host`: `user@`: both 553.
 */
export type VirtusertableValue =
  | ErrorReply
  | { readonly kind: "address"; readonly user: Part; readonly host: Part | undefined }
  | { readonly kind: "prefixed"; readonly prefix: Part; readonly rest: Part }
  | { [Kind in OddKind]: { readonly kind: Kind; readonly text: Part } }[OddKind];

type OddKind = "list" | "words" | "program" | "file" | "include" | "no-user" | "no-host";

/** A user in double quotes, which may have spaces and commas, and a host. */
const QUOTED = /^"(?:[^"\\]|\\.)*"@[^@\s]+$/;

const PREFIX = new RegExp(String.raw`^\s*(${TOKEN})\s*:`);

/** Reads a value; any text is fine. */
export function readVirtusertableValue(value: string): VirtusertableValue {
  const error = readErrorReply(value, "virtusertable");
  if (error !== undefined) return error;
  const whole = part(value, 0);
  const { text } = whole;
  if (/^"?\|/.test(text)) return { kind: "program", text: whole };
  if (text.startsWith("/")) return { kind: "file", text: whole };
  if (/^:include:/i.test(text)) return { kind: "include", text: whole };
  if (QUOTED.test(text)) return addressIn(value, whole);
  if (text.includes(",")) return { kind: "list", text: whole };
  const prefix = PREFIX.exec(value);
  if (prefix !== null) {
    const [all, name = ""] = prefix;
    const at = all.indexOf(name);
    return { kind: "prefixed", prefix: part(value, at, at + name.length), rest: part(value, all.length) };
  }
  const address = angled(value, whole);
  // A semicolon at the end does no harm; another one is part of the name.
  if (/\s|;(?=[^;\s])/.test(address.text)) return { kind: "words", text: address };
  return addressIn(value, address);
}

function addressIn(value: string, address: Part): VirtusertableValue {
  const at = address.text.lastIndexOf("@");
  if (at === -1) return { kind: "address", user: address, host: undefined };
  if (at === 0) return { kind: "no-user", text: address };
  if (at === address.text.length - 1) return { kind: "no-host", text: address };
  const place = address.start + at;
  return { kind: "address", user: part(value, address.start, place), host: part(value, place + 1, address.end) };
}

/** The address within `Name <address>` or before a comment in parentheses. */
function angled(value: string, whole: Part): Part {
  const angle = /<([^<>]*)>/.exec(value);
  if (angle !== null) return part(value, angle.index + 1, angle.index + 1 + (angle[1] ?? "").length);
  const comment = /\([^()]*\)\s*$/.exec(whole.text);
  return comment === null ? whole : part(value, whole.start, whole.start + comment.index);
}

/** How a `%` in a value is filled, for keys `user@domain` (`exact`) and `@domain`. Source: cf/README, "Virtual hosting", and asking. */
export const VIRTUSER_ARGUMENTS: Readonly<Record<string, string>> = {
  "%1": "the user's name without +detail, also with an exact key",
  "%2": "the detail without its plus sign; empty without one",
  "%3": "the detail with its plus sign; empty without one",
};
