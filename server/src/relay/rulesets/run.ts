// One transaction on its way through the rulesets: the policy, the query, and the steps noted so far.
import type { Span } from "../../text.ts";
import type { AskedPolicy, ClassMember, FeatureUse, Setting } from "../policy/policy.ts";
import type { Query, Step } from "../types.ts";
import { type Tokens, tokenize } from "./tokens.ts";

/** What a check_ ruleset comes to. */
export type Outcome =
  /** `$#error`: refused, or put into quarantine where the status is the word `quarantine`. */
  | { readonly kind: "error"; readonly dsn: Tokens; readonly text: Tokens }
  /** `$#TEMP`: refused for now, unless something later allows it. */
  | { readonly kind: "temp"; readonly dsn: Tokens; readonly text: Tokens }
  /** `$#discard`. */
  | { readonly kind: "discard" }
  /** `$#` with any other word: accepted, and no further check is made. */
  | { readonly kind: "stop"; readonly word: Tokens }
  /** The word RELAY. */
  | { readonly kind: "relay" }
  /** Anything else: nothing against it. */
  | { readonly kind: "pass" };

export const PASS: Outcome = { kind: "pass" };
export const RELAY: Outcome = { kind: "relay" };
export const DISCARD: Outcome = { kind: "discard" };

/** True for an outcome that ends a sequence of checks at once (it begins with `$#`). */
export function ends(outcome: Outcome): boolean {
  return outcome.kind !== "pass" && outcome.kind !== "relay";
}

/** A refusal with a fixed text: `dsn` as `5.7.1`, `text` one quoted string, then tokens as they are. */
export function refusal(dsn: string, text: string, ...rest: string[]): Outcome {
  return { kind: "error", dsn: tokenize(dsn), text: [text, ...rest] };
}

/** As `refusal`, for the moment. */
export function temporary(dsn: string, text: string, ...rest: string[]): Outcome {
  return { kind: "temp", dsn: tokenize(dsn), text: [text, ...rest] };
}

const NOTHING_WRONG = { mail: undefined, rcpt: undefined };

export class Run {
  readonly policy: AskedPolicy;
  readonly query: Query;
  readonly steps: Step[] = [];
  /** What was met on the way and is not followed, as sentences: the answer is not certain. */
  readonly doubts = new Set<string>();
  /** `$f`: the sender as sendmail keeps it. Set once by decide(). */
  senderMacro = "";
  /** What is wrong with the arguments of MAIL and RCPT as such. Set once by decide(). */
  malformed: { readonly mail: Outcome | undefined; readonly rcpt: Outcome | undefined } = NOTHING_WRONG;
  readonly host: Tokens;
  readonly domain: Tokens;
  readonly clientAddress: Tokens;
  readonly clientName: Tokens;
  readonly daemonFlags: Tokens;
  /** What sets the delivery mode `defer` for this listener, with which all checks are skipped. */
  readonly deferred: Setting | undefined;
  readonly verify: string;
  /** Operators that make a local part a route: class O. */
  readonly routeOperators: ReadonlySet<string>;

  constructor(policy: AskedPolicy, query: Query) {
    this.policy = policy;
    this.query = query;
    this.host = tokenize(policy.hostName.text);
    this.domain = tokenize(policy.domainName);
    this.clientAddress = tokenize(query.clientAddress);
    this.clientName = tokenize(query.clientName);
    const listener = policy.listeners.find(({ name }) => name === query.listener) ?? policy.listeners[0];
    this.daemonFlags = tokenize(daemonFlags(query.daemonFlags ?? listener?.modifiers ?? ""));
    const mode = listener?.deliveryMode;
    this.deferred = mode === undefined || !isMode(mode) ? policy.deferred : isDeferred(mode) ? mode : undefined;
    this.verify = query.tlsVerify ?? "";
    this.routeOperators = new Set([
      "@",
      ...(this.on("nopercenthack") ? [] : ["%"]),
      ...(this.on("nouucp") ? [] : ["!"]),
    ]);
  }

  /** The feature, if it is on. */
  on(name: string): FeatureUse | undefined {
    return this.policy.features.get(name);
  }

  /** How many rulesets are at work above check_mail and check_rcpt: with delay_checks another one calls them. */
  get depth(): number {
    return this.on("delay_checks") ? 1 : 0;
  }

  note(text: string, span?: Span): void {
    this.steps.push({ text, span });
  }

  /** Notes that a class member decided something. */
  noteMember(text: string, found: ClassMember): void {
    this.steps.push({ text, span: found.span });
  }

  /** Notes what allows relaying. */
  grant(text: string, span: Span | undefined): void {
    this.steps.push({ text, span, grants: true });
  }

  /** `$&f`, cut into tokens. */
  sender(): Tokens {
    return tokenize(this.senderMacro);
  }
}

/** True for the delivery mode `defer`, of which sendmail looks at the first letter only; it does not start with a capital one. */
export function isDeferred({ text }: Setting): boolean {
  return /^\s*d/.test(text);
}

/** True for a delivery mode that sendmail knows; it passes over another one of a listener. */
function isMode({ text }: Setting): boolean {
  return /^\s*[biqd]/.test(text);
}

/** How sendmail shows `M=` letters in `${daemon_flags}`: spaces between them, capitals doubled. */
function daemonFlags(modifiers: string): string {
  return [...modifiers].map((letter) => (/[A-Z]/.test(letter) ? letter + letter : letter)).join(" ");
}
