// The right side of a mailertable line: where mail for the domain goes.
import type { Part } from "../../tables/action.ts";
import { type ErrorReply, errorReply, part } from "../error-reply.ts";

/** One host of a list. sendmail tries those between colons one after the other, those between commas in any order. */
export interface Host extends Part {
  /** Brackets: the host itself, and not where its MX records point. */
  readonly isExact: boolean;
}

export type Target =
  /** No `mailer:`. sendmail takes the line for none, and asks the DNS as ever. */
  | { readonly kind: "ignored" }
  /** `error:`: mail is refused. */
  | { readonly kind: "error"; readonly mailer: Part; readonly reply: ErrorReply }
  /** `local:`, `local:user`: mail is delivered here, to the user of the address or to this one. */
  | { readonly kind: "local"; readonly mailer: Part; readonly user: Part | undefined }
  /** `mailer:host`, `mailer:user@host`. */
  | {
      readonly kind: "mailer";
      readonly mailer: Part;
      /** Rewrites the recipient too. */
      readonly user: Part | undefined;
      /** All that is after the colon, or after the user; empty where nothing is there. */
      readonly host: Part;
      readonly hosts: readonly Host[];
    };

/** One word without an operator in it (OperatorChars, and what always ends a word), then a colon. */
const MAILER = /^([^\s.:%@!^/[\]+()<>,;]+)\s*:\s*/;

/** Takes a right side apart (m4/proto.m4, MailerToTriple; compared with sendmail -bt). Takes any text. */
export function targetOf(value: string): Target {
  const head = MAILER.exec(value);
  if (head?.[1] === undefined) return { kind: "ignored" };
  const mailer = part(value, 0, head[1].length);
  const name = mailer.text.toLowerCase();
  const start = head[0].length;
  if (name === "error") return { kind: "error", mailer, reply: errorReply(value, start) };
  if (name === "local") {
    // What is after an @ is dropped.
    const at = value.indexOf("@", start + 1);
    const user = part(value, start, at === -1 ? value.length : at);
    return { kind: "local", mailer, user: user.text === "" ? undefined : user };
  }
  return new MailerTarget(value, mailer, start);
}

/** Most readers ask only for the mailer: the rest is taken apart when it is asked for. */
class MailerTarget {
  readonly kind = "mailer";
  readonly mailer: Part;
  readonly #value: string;
  readonly #start: number;
  #hosts: readonly Host[] | undefined;

  constructor(value: string, mailer: Part, start: number) {
    this.mailer = mailer;
    this.#value = value;
    this.#start = start;
  }

  /** Where the user's @ is; -1 where there is none, or nothing on one of its sides. */
  get #at(): number {
    const at = this.#value.indexOf("@", this.#start + 1);
    return at + 1 < this.#value.length ? at : -1;
  }

  get user(): Part | undefined {
    const at = this.#at;
    return at === -1 ? undefined : part(this.#value, this.#start, at);
  }

  get host(): Part {
    const at = this.#at;
    return part(this.#value, at === -1 ? this.#start : at + 1, this.#value.length);
  }

  get hosts(): readonly Host[] {
    this.#hosts ??= hostsIn(this.#value, this.host.start);
    return this.#hosts;
  }
}

/** Divides a list of hosts at the colons and commas outside of brackets. */
function hostsIn(value: string, from: number): readonly Host[] {
  const hosts: Host[] = [];
  let start = from;
  let depth = 0;
  for (let at = from; at <= value.length; at++) {
    const character = value.charAt(at);
    if (character === "[") depth++;
    else if (character === "]") depth--;
    else if (at === value.length || (depth <= 0 && (character === ":" || character === ","))) {
      const host = trimmed(value, start, at);
      if (host.text !== "") hosts.push({ ...host, isExact: /^\[.*\]$/.test(host.text) });
      start = at + 1;
    }
  }
  return hosts;
}

function trimmed(value: string, from: number, to: number): Part {
  let [start, end] = [from, to];
  while (start < end && /\s/.test(value.charAt(start))) start++;
  while (end > start && /\s/.test(value.charAt(end - 1))) end--;
  return part(value, start, end);
}
