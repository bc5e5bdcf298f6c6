// One SMTP transaction as the daemon takes it through the rulesets: connection, MAIL, RCPT.
import { Code } from "../../cf/codes.ts";
import {
  type HostState,
  join,
  type MacroValues,
  type Message,
  type ParsedAddress,
  parseAddress,
  type Rewriter,
  type RunResult,
  refusal,
  resolve,
  type Token,
  type UnknownAsk,
} from "../../cf/rewrite/index.ts";
import { fold, LIMITS } from "../../cf/rewrite/tokens.ts";
import { replyOf } from "../rulesets/reply.ts";
import { readArgument } from "../rulesets/syntax.ts";
import { isWord } from "../rulesets/tokens.ts";
import type { Decision, Query, Reply } from "../types.ts";
import { type CfListener, deliveryMode, listenerFor, sessionMacros } from "./daemon.ts";

type Stage = Exclude<Decision["stage"], null>;

/** A ruleset that was asked, in order. `trace` is there where steps are collected. */
export interface Asked {
  readonly ruleset: string;
  readonly stage: Stage;
  readonly result: RunResult;
}

/** What a transaction came to, before it is told in steps. */
export interface SessionResult extends Pick<Decision, "accepted" | "stage" | "reply" | "relayed" | "effect"> {
  /** Undefined where it was accepted. */
  readonly refusedBy?: RefusedBy;
  readonly asked: readonly Asked[];
  readonly unknown: readonly UnknownAsk[];
  /** The macros of the session as they are at its end. */
  readonly macros: MacroValues;
  /** The mailer that the recipient goes to; undefined where it was not asked for. */
  readonly mailer: string | undefined;
}

/** Who refuses: the program itself, the rulesets that take an address apart, or a ruleset that checks. */
export type RefusedBy = "program" | "parse" | "check";

/** Thrown inside of a session where the client is refused. */
class Refused {
  readonly stage: Stage;
  readonly by: RefusedBy;
  readonly reply: Reply;

  constructor(stage: Stage, by: RefusedBy, reply: Reply) {
    this.stage = stage;
    this.by = by;
    this.reply = reply;
  }
}

/** Mailers that sendmail itself picks for programs, files and lists; a stranger cannot name one. */
const DIRECT: Readonly<Record<string, string>> = {
  prog: "Cannot mail directly to programs",
  "*file*": "Cannot mail directly to files",
  "*include*": "Cannot mail directly to :include:s",
};

/** Rules may refuse, hold or throw away. */
type Effect = "discard" | "quarantine";

const NO_RECIPIENT_REPLY: Reply = {
  code: 501,
  dsn: "5.5.2",
  text: 'Syntax error in parameters scanning "TO"',
};

/** A session up to the sender, which is the same for all recipients. */
export interface Opening {
  readonly asked: readonly Asked[];
  readonly unknown: readonly UnknownAsk[];
  readonly macros: ReadonlyMap<string, string | undefined>;
  readonly effect: Effect | undefined;
  /** Undefined where the client may go on. */
  readonly refused: Refused | undefined;
  /** What the last lookup of a host came to. */
  readonly hosts: HostState | undefined;
}

class Session {
  readonly asked: Asked[];
  readonly unknown: UnknownAsk[];
  readonly macros: MacroValues;
  effect: Effect | undefined;
  mailer: string | undefined;
  readonly #engine: Rewriter;
  readonly #query: Query;
  readonly #listener: CfListener;
  readonly #asksSender: boolean;
  readonly #trace: boolean;

  /** @param opening how it began */
  constructor(engine: Rewriter, query: Query, { listeners, asksSender, trace }: Circumstances, opening?: Opening) {
    this.#engine = engine;
    this.#query = query;
    this.#listener = listenerFor(listeners, query);
    this.#asksSender = asksSender;
    this.#trace = trace;
    this.asked = [...(opening?.asked ?? [])];
    this.unknown = [...(opening?.unknown ?? [])];
    this.effect = opening?.effect;
    // The listener's own delivery mode comes into force after the greeting.
    this.macros = new Map(opening?.macros ?? sessionMacros(query, this.#listener, deliveryMode(engine.cf)));
    if (opening?.hosts !== undefined) engine.maps.hosts.leaves(opening.hosts);
  }

  connect(): void {
    const { clientName, clientAddress } = this.#query;
    this.#check("connect", "check_relay", clientName, clientAddress);
    const mode = this.#listener.deliveryMode;
    if (mode !== undefined) this.macros.set("deliveryMode", mode);
  }

  mail(): void {
    const { authType, clientAddress, tlsVerify = "", sender: given } = this.#query;
    if (tlsVerify !== "" && tlsVerify !== "NONE") this.#check("mail", "tls_client", tlsVerify, "STARTTLS");
    if (authType === "" && clientAddress !== "" && this.#demandsAuthentication())
      throw new Refused("mail", "program", { code: 530, dsn: "5.7.0", text: "Authentication required" });
    const { address, refused } = readArgument(given);
    const text = address === "" ? "<>" : address;
    this.macros.set("addr_type", "e s");
    const parsed = this.#parse("mail", text);
    if (parsed !== undefined && DIRECT[parsed.mailer] !== undefined)
      throw new Refused("mail", "program", { code: 553, dsn: "5.1.7", text: "Invalid sender address" });
    if (refused?.kind === "error") throw new Refused("mail", "program", replyOf(refused));
    // It takes three rulesets, and what they ask would have a say in answers that it has no part in.
    if (this.#asksSender) this.macros.set("f", this.#senderMacro(text));
    this.macros.set("mail_mailer", parsed?.mailer);
    this.macros.set("mail_host", parsed?.host);
    this.macros.set("mail_addr", parsed?.user);
    this.macros.set("mail_from", text);
    this.#check("mail", "check_mail", text);
  }

  rcpt(): void {
    const { address, refused } = readArgument(this.#query.recipient);
    this.macros.set("addr_type", "e r");
    const parsed = this.#parse("rcpt", address);
    if (parsed === undefined) throw new Refused("rcpt", "program", NO_RECIPIENT_REPLY);
    if (refused?.kind === "error") throw new Refused("rcpt", "program", replyOf(refused));
    this.macros.set("rcpt_mailer", parsed.mailer);
    this.macros.set("rcpt_host", parsed.host);
    this.macros.set("rcpt_addr", parsed.user);
    this.mailer = parsed.mailer;
    this.#check("rcpt", "check_rcpt", address);
    const direct = DIRECT[parsed.mailer];
    if (direct !== undefined) throw new Refused("rcpt", "program", { code: 550, dsn: "5.7.1", text: direct });
  }

  /** True where the recipient's domain is not one of this server's names. */
  goesElsewhere(): boolean {
    const { address } = readArgument(this.#query.recipient);
    const tokens = this.#engine.scan(address);
    if (tokens === undefined) return false;
    // Ruleset 3 alone leaves `user%elsewhere@own` and `elsewhere!user@own` as they are; mail goes to `elsewhere`.
    const ruleset = this.#has("CanonAddr") ? "CanonAddr" : 3;
    const canonical = this.#engine.run(ruleset, tokens, { macros: new Map(this.macros) }).tokens;
    const at = canonical.findIndex((token, i) => token === "<" && canonical[i + 1] === "@");
    const end = canonical.indexOf(">", at);
    if (canonical[0] === Code.mailer) return false;
    if (at < 0 || end < 0) return this.#leavesThisHost(address);
    const domain = canonical.slice(at + 2, end);
    if (domain.at(-1) === ".") domain.pop();
    if (domain.length === 0) return false;
    const name = fold(domain.join(""));
    if (name !== "*local*" && !this.#engine.isInClass("w", name)) return true;
    // Rules that are not the library's may take such a route apart in ruleset 0 alone.
    return ruleset === 3 && this.#leavesThisHost(address, fold(address));
  }

  /**
   * For rulesets that do not mark the domain (`user<@domain>`): true where a mailer that is not for this host's own users takes the
   * mail to a host that is not one of this server's names.
   *
   * @param within a text in which the host has to be, as where mail goes to a hub it is not
   */
  #leavesThisHost(address: string, within?: string): boolean {
    const macros = new Map(this.macros);
    const { value } = parseAddress(this.#engine, address, { header: false, sender: false, macros });
    if (value === undefined || value.bad || value.host === undefined) return false;
    if (within?.includes(fold(value.host)) === false) return false;
    const mailer = this.#engine.cf.mailers.find(({ name }) => name === value.mailer);
    return mailer?.flags.includes("l") === false && !this.#engine.isInClass("w", value.host);
  }

  /** `M=a`, or a srv_features that demands it. */
  #demandsAuthentication(): boolean {
    let demands = this.#listener.modifiers.includes("a");
    if (!this.#has("srv_features")) return demands;
    const result = this.#run("mail", "srv_features", this.#query.clientName, "");
    if (result === undefined || result.tokens[0] !== Code.mailer) return demands;
    for (const letter of result.tokens
      .slice(1)
      .join(" ")
      .split(/[\s,]+/))
      if (letter === "l") demands = true;
      else if (letter === "L") demands = false;
    return demands;
  }

  /** `$f`: the sender after the rulesets that sendmail writes it with. */
  #senderMacro(text: string): string {
    const engine = this.#engine;
    let tokens = engine.scan(text) ?? [];
    for (const ruleset of [3, 1, 4]) tokens = this.#note(engine.run(ruleset, tokens, { macros: this.macros })).tokens;
    return this.#text(tokens, engine.blank);
  }

  #parse(stage: Stage, text: string): ParsedAddress | undefined {
    const sender = stage === "mail";
    const { value, messages, unknown } = parseAddress(this.#engine, text, {
      header: false,
      sender,
      macros: this.macros,
    });
    this.unknown.push(...unknown);
    this.#refuseBy(stage, "parse", messages);
    return value;
  }

  #has(ruleset: string): boolean {
    const number = this.#engine.rulesetNumber(ruleset);
    return number !== undefined && this.#engine.ruleset(number).rules.length > 0;
  }

  #run(stage: Stage, ruleset: string, first: string, second?: string): RunResult | undefined {
    const scan = (text: string): readonly string[] | undefined =>
      this.#engine.scan(text, { table: "internal", report: (message) => this.#refuseBy(stage, "check", [message]) });
    // An empty part of two is not a complaint.
    const one = second !== undefined && first === "" ? [] : scan(first);
    const two = second === undefined || second === "" ? [] : scan(second);
    if (one === undefined || two === undefined) return undefined;
    const tokens = second === undefined ? one : [...one, Code.else, ...two];
    const result = this.#note(this.#engine.run(ruleset, tokens, { macros: this.macros, trace: this.#trace }));
    this.asked.push({ ruleset, stage, result });
    return result;
  }

  /** Asks a ruleset that checks; an answer with `$#error` refuses. */
  #check(stage: Stage, ruleset: string, first: string, second?: string): void {
    if (!this.#has(ruleset)) return;
    const result = this.#run(stage, ruleset, first, second);
    if (result === undefined) return;
    this.#refuseBy(stage, "check", result.messages);
    const resolved = resolve(result.tokens);
    if (resolved === undefined) return;
    const mailer = fold(resolved.mailer);
    if (mailer === "discard") this.effect = "discard";
    if (mailer !== "error") return;
    if (isWord(resolved.host ?? [], "quarantine")) {
      this.effect ??= "quarantine";
      return;
    }
    const host = resolved.host && this.#text(resolved.host, this.#engine.blank);
    if (resolved.user === undefined)
      throw new Refused(stage, "check", { code: 554, dsn: "5.3.5", text: "buildaddr: no user" });
    throw new Refused(stage, "check", replyTo(refusal(this.#text(resolved.user, " "), host, undefined)));
  }

  #note(result: RunResult): RunResult {
    this.unknown.push(...result.unknown);
    return result;
  }

  #text(tokens: readonly string[], blank: string): string {
    return join(this.#engine.tokenizer.tokensOf(tokens) as readonly Token[], blank, LIMITS.name + 2);
  }

  /** The first complaint is the reply. */
  #refuseBy(stage: Stage, by: RefusedBy, messages: readonly Message[]): void {
    const first = messages.find(({ code }) => code.startsWith("4") || code.startsWith("5"));
    if (first !== undefined) throw new Refused(stage, by, replyTo(first));
  }
}

function replyTo({ code, dsn, text }: Message): Reply {
  return { code: Number(code), dsn: dsn ?? `${code.charAt(0)}.0.0`, text };
}

/** What a session goes by besides the rulesets and the query. */
interface Circumstances {
  readonly listeners: readonly CfListener[];
  /** Whether rules may ask for `$f`. */
  readonly asksSender: boolean;
  /** Collects what each check_ ruleset did. */
  readonly trace: boolean;
}

/** Takes a client as far as its sender. Undefined where something was said of a map, which is said once in a session. */
export function open(engine: Rewriter, query: Query, circumstances: Circumstances): Opening | undefined {
  const session = new Session(engine, query, circumstances);
  const refused = refusalIn(() => {
    session.connect();
    session.mail();
  });
  const { asked, unknown, macros, effect } = session;
  const { hasSaid, hosts } = engine.maps;
  return hasSaid ? undefined : { asked, unknown, macros, effect, refused, hosts: hosts.last };
}

/**
 * Takes a transaction through the rulesets. Never throws, whatever is asked.
 *
 * @param opening what `open` gave for the same client, sender and circumstances
 */
export function converse(
  engine: Rewriter,
  query: Query,
  circumstances: Circumstances,
  opening?: Opening,
): SessionResult {
  const session = new Session(engine, query, circumstances, opening);
  const { asked, unknown, macros } = session;
  const seen = () => ({ asked, unknown, macros, mailer: session.mailer });
  const refused =
    opening?.refused ??
    refusalIn(() => {
      if (opening === undefined) {
        session.connect();
        session.mail();
      }
      session.rcpt();
    });
  if (refused !== undefined) {
    const { stage, reply, by } = refused;
    return { accepted: false, stage, reply, relayed: false, refusedBy: by, ...seen() };
  }
  const { effect } = session;
  const relayed = effect === undefined && session.goesElsewhere();
  return { accepted: true, stage: null, reply: null, relayed, ...(effect ? { effect } : {}), ...seen() };
}

/** The refusal that some steps end in; undefined where they do not. */
function refusalIn(steps: () => void): Refused | undefined {
  try {
    steps();
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
  return undefined;
}
