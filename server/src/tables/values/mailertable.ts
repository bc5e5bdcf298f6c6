// The right side of a mailertable: `mailer:host`, `mailer:user@host`, `error:...`, or what sendmail takes no notice of.
import { type ErrorReply, readErrorReply } from "./error-reply.ts";
import { type Part, part, TOKEN } from "./part.ts";

/**
 * `mailer`: mail goes to `host` by `mailer` (in any case); where `recipient` is there, it is sent to that address instead of the one it
 * was for. `host` is all that follows: a comment, a second word, a port become part of its name. `local`: it goes to a local user.
 * `ignored`: without `mailer:` the entry is not used, and mail goes to the MX of its domain.
 */
export type MailertableValue =
  | ErrorReply
  | { readonly kind: "mailer"; readonly mailer: Part; readonly host: Part; readonly recipient: Part | undefined }
  | { readonly kind: "local"; readonly mailer: Part; readonly user: Part }
  | { readonly kind: "ignored"; readonly text: Part };

const MAILER = new RegExp(String.raw`^\s*(?!\[)(${TOKEN})\s*:`);

/** Reads a value; any text is fine. */
export function readMailertableValue(value: string): MailertableValue {
  const error = readErrorReply(value, "mailertable");
  if (error !== undefined) return error;
  const found = MAILER.exec(value);
  if (found === null) return { kind: "ignored", text: part(value, 0) };
  const [all, name = ""] = found;
  const mailer = part(value, all.indexOf(name), all.indexOf(name) + name.length);
  const host = part(value, all.length);
  if (name.toLowerCase() === "local") {
    const at = host.text.indexOf("@");
    return { kind: "local", mailer, user: part(value, host.start, at === -1 ? host.end : host.start + at) };
  }
  const at = host.text.indexOf("@");
  if (at <= 0) return { kind: "mailer", mailer, host, recipient: undefined };
  return { kind: "mailer", mailer, host: part(value, host.start + at + 1), recipient: host };
}
