// Follows recipients as sendmail does before it delivers: aliases, lists, ruleset 5, the host's users, forward files, loops.

import { Code } from "../cf/codes.ts";
import { type CfMailer, newMailer } from "../cf/index.ts";
import { isTrue } from "../cf/options/values.ts";
import {
  localAddress,
  type MacroValues,
  type Message,
  type ParsedAddress,
  parseAddress,
  type Rewriter,
  stripQuotes,
} from "../cf/rewrite/index.ts";
import { fromBytes, toBytes } from "../interpreter/bytes.ts";
import type { Interpreter } from "../interpreter/index.ts";
import type { Span } from "../text.ts";
import type { Aliases } from "./aliases.ts";
import { StepCollector } from "./steps.ts";
import type { RouteDelivery, RouteRefusal, RouteReply, RouteStep } from "./types.ts";

/** What is to be done with a recipient. `gone`: others have taken its place. */
type State = "ok" | "queued" | "bad" | "gone" | "expanded";

/** A recipient on the list. */
interface Recipient {
  /** As it is written. */
  readonly address: string;
  readonly mailer: CfMailer;
  readonly host: string | undefined;
  readonly user: string;
  readonly isFinal: boolean;
  /** What it was made of: the alias, the list, the user whose mail is forwarded. */
  readonly parent: Recipient | undefined;
  readonly steps: RouteStep[];
  state: State;
  /** Asked for by the sender, or the only one in the place of such. */
  isPrimary: boolean;
  isDone: boolean;
  /** What it leads to leads back to it. */
  isSelf: boolean;
}

/** How deep aliases may lead to aliases where MaxAliasRecursion does not say otherwise. */
const MOST_DEEP = 10;
/** Recipients that are followed; a longer list is cut, which is said. */
const MOST_RECIPIENTS = 10_000;
/** Where forward files are looked for unless ForwardPath says otherwise (operations guide, "ForwardPath"). */
const FORWARD_PATH = `${Code.macro}z/.forward`;

/** What is not known of deliveries that sendmail or a program makes on the server itself, whatever `-bv` says of them. */
const DOUBTFUL_MAILERS: Readonly<Record<string, (user: string) => string | undefined>> = {
  "*file*": (user) =>
    user === "/dev/null" ? undefined : `Whether sendmail may write to ${user} on the server is not known.`,
  prog: (user) => `Whether sendmail can run ${stripQuotes(user)} on the server is not known.`,
};

/** One question: what becomes of a list of recipients. */
export class Recipients {
  readonly refusals: RouteRefusal[] = [];
  /** What nobody knows, one sentence each. */
  readonly missing = new Set<string>();
  /** Paths of the tables in which something was looked for and not found. */
  readonly asked = new Set<string>();
  readonly #interpreter: Interpreter;
  readonly #engine: Rewriter;
  readonly #aliases: Aliases;
  readonly #macros: MacroValues;
  readonly #list: Recipient[] = [];
  readonly #most: number;

  constructor(interpreter: Interpreter, engine: Rewriter, aliases: Aliases, macros: MacroValues) {
    this.#interpreter = interpreter;
    this.#engine = engine;
    this.#aliases = aliases;
    this.#macros = macros;
    this.#most = Number.parseInt(engine.cf.options.get("MaxAliasRecursion")?.value ?? "", 10) || MOST_DEEP;
  }

  /** Follows what a sender asks for: one address, or several with commas; with OldStyleHeaders also with spaces. */
  follow(list: string): void {
    const isOld = isTrue(this.#engine.cf.options.get("OldStyleHeaders")?.value ?? "false");
    this.#addAll(toBytes(list), isOld && !/[,;<(]/.test(list) ? " " : ",", undefined, 0);
    for (const { mailer, user } of this.deliveries) {
      const doubt = DOUBTFUL_MAILERS[mailer]?.(user);
      if (doubt !== undefined) this.missing.add(doubt);
    }
  }

  get deliveries(): readonly RouteDelivery[] {
    return this.#list
      .filter(({ state }) => state === "ok" || state === "queued")
      .map((one) => ({
        address: fromBytes(one.address),
        mailer: one.mailer.name,
        host: one.host === undefined ? undefined : fromBytes(one.host),
        user: fromBytes(one.user),
        queued: one.state === "queued",
        steps: stepsOf(one),
      }));
  }

  /** Parses a list, and then follows its addresses from the last to the first, as sendmail does. */
  #addAll(list: string, delimiter: string, parent: Recipient | undefined, depth: number, place?: Span): number {
    const found: Recipient[] = [];
    const text = list.replace(/[\r\n]/g, " ");
    for (let at = 0; at < text.length; ) {
      while (at < text.length && SPACE_OR_COMMA.test(text.charAt(at))) at++;
      // What is after the last comma is an address too, an empty one.
      const rest = text.slice(at);
      const { end } = this.#engine.tokenizer.scan(rest, { table: "external", delimiter });
      const one = this.#parsed(rest.slice(0, Math.max(end, 0)), parent, place);
      at += Math.max(end, 1);
      if (one === undefined) continue;
      if (parent !== undefined && this.#leadsBack(one, parent)) continue;
      found.push(one);
    }
    for (const one of found.reverse()) this.#add(one, depth);
    return found.length;
  }

  /** An address of a list; undefined where it is none, which is said. */
  #parsed(written: string, parent: Recipient | undefined, place: Span | undefined): Recipient | undefined {
    const text = written.replace(SPACE_AROUND, "");
    const collector = new StepCollector(this.#interpreter, this.#engine, this.asked);
    this.#macros.set("addr_type", "e r");
    const options = { header: false, sender: false, macros: this.#macros, observer: collector };
    const { value, messages, unknown } = parseAddress(this.#engine, written, options);
    for (const { reason } of unknown) this.missing.add(reason);
    const steps = [...(place === undefined ? [] : [{ text: fromBytes(text), span: place }]), ...collector.steps];
    // A quote that is not closed is an error to an SMTP client, though sendmail knows where the mail would go.
    for (const message of messages)
      if (REPLY.test(message.code))
        this.#refuse(text, replyOf(message), [...(parent ? stepsOf(parent) : []), ...steps]);
    if (value === undefined) return undefined;
    return this.#recipient(text, value, parent, steps);
  }

  #recipient(
    address: string,
    value: ParsedAddress,
    parent: Recipient | undefined,
    steps: RouteStep[],
  ): Recipient | undefined {
    const { mailer: name, host, user, bad, queued, isFinal = false } = value;
    const mailer = this.#engine.cf.mailers.find((one) => one.name === name) ?? ERROR_MAILER;
    const state = bad ? "bad" : queued ? "queued" : "ok";
    return {
      address,
      mailer,
      host,
      user,
      isFinal,
      parent,
      steps,
      state,
      isPrimary: false,
      isDone: false,
      isSelf: false,
    };
  }

  /**
   * Marks what leads back to itself. True where the new address is dropped: one of those that led to it is a user of this host, and
   * gets the mail.
   */
  #leadsBack(one: Recipient, parent: Recipient): boolean {
    if (isSame(parent, one)) parent.isSelf = true;
    let top: Recipient | undefined = parent;
    while (top !== undefined && !isSame(one, top)) top = top.parent;
    if (top === undefined) return false;
    for (let at: Recipient | undefined = one; at !== undefined; at = at.parent) {
      const { flags } = at.mailer;
      const isReal = flags.includes("w") ? this.#isUser(at.user) : flags.includes("l") && top.mailer === at.mailer;
      if (!isReal) continue;
      const kept = isSame(top, at) ? top : at;
      kept.isSelf = true;
      return kept !== one;
    }
    return false;
  }

  /** Puts an address on the list, and follows it. */
  #add(one: Recipient, depth: number): void {
    if (depth === 0) one.isPrimary = true;
    if (this.#list.length >= MOST_RECIPIENTS) {
      this.missing.add(`There are more than ${MOST_RECIPIENTS} recipients; the others were not looked at.`);
      return;
    }
    if (depth > this.#most) {
      one.state = "bad";
      if (one.parent) one.parent.state = "bad";
      const text = `aliasing/forwarding loop broken (${depth} aliases deep; ${this.#most} max)`;
      this.#refuse(one.address, { code: "554", dsn: "5.4.6", text }, stepsOf(one));
      return;
    }
    const { name } = one.mailer;
    if (name === "prog" && one.parent === undefined)
      this.#fail(one, "550", "5.7.1", "Cannot mail directly to programs");
    const before = this.#list.find((other) => isSame(other, one) && (other.isDone || !other.isPrimary));
    if (before !== undefined) {
      if (!before.isPrimary) {
        if (one.state === "gone") before.state = "gone";
      } else if (before.isSelf) before.state = one.state;
      return;
    }
    this.#list.push(one);
    if (one.state === "ok") this.#expand(one, depth);
    if (one.parent === undefined && isDead(one) && this.#list.every(isDead)) {
      one.state = "bad";
      this.#refuse(one.address, { code: "554", dsn: "5.4.6", text: "aliasing/forwarding loop broken" }, stepsOf(one));
    }
    if (depth === 0) {
      const left = this.#list.filter((other) => other.state === "ok" || other.state === "queued");
      const [only] = left;
      if (only !== undefined && left.length === 1) only.isPrimary = true;
    }
    one.isDone = true;
  }

  /** What becomes of an address: lists, aliases, ruleset 5, users. */
  #expand(one: Recipient, depth: number): void {
    const { name, flags } = one.mailer;
    const isQuoted = one.user.includes("\\");
    if (name === "*include*") {
      if (one.parent === undefined) this.#fail(one, "550", "5.7.1", "Cannot mail directly to :include:s");
      else this.#include(one, one.user, depth, false);
      return;
    }
    if (name === "*file*" && one.parent === undefined) this.#fail(one, "550", "5.7.1", "Cannot mail directly to files");
    if (!isQuoted && flags.includes("A")) this.#alias(one, depth);
    if (flags.includes("@") && !one.isFinal && one.state === "ok" && this.#engine.cf.options.has("UserDatabaseSpec"))
      this.missing.add(`What the user database says of ${fromBytes(one.user)} is not known.`);
    if (flags.includes("5") && !one.isFinal && one.state === "ok") this.#askRuleset5(one, depth);
    if (flags.includes("w") && one.state === "ok") this.#deliver(one, depth, isQuoted);
  }

  #alias(one: Recipient, depth: number): void {
    const name = one.user.toLowerCase() === "postmaster" ? "postmaster" : one.user;
    const answer = this.#aliases.lookup(name, this.asked);
    if (answer.state === "unknown") this.missing.add(answer.reason);
    if (answer.state === "failing") {
      one.state = "queued";
      one.steps.push({ text: `the alias database is unavailable: ${answer.reason}`, span: undefined });
    }
    if (answer.state !== "found") return;
    one.steps.push({ text: `aliases: ${fromBytes(name)} -> ${fromBytes(answer.value)}`, span: answer.span });
    one.isSelf = false;
    one.state = "expanded";
    this.#addAll(answer.value, ",", one, depth + 1);
    this.#owner(one);
    if (one.isSelf && one.state === "expanded") {
      one.state = "ok";
      one.steps.push({ text: `${name} leads back to itself: its own mailbox is meant`, span: answer.span });
    }
  }

  /** Failures of mail to a list go to its owner, who is the sender of what it sends. */
  #owner(one: Recipient): void {
    const name = one.user.startsWith("owner-") ? "owner-owner" : `owner-${one.user}`;
    const answer = this.#aliases.lookup(name, this.asked);
    if (answer.state !== "found") return;
    const owner = /[,:/|"]/.test(answer.value) ? name : answer.value;
    one.steps.push({ text: `aliases: ${name}: failures are reported to ${owner}`, span: answer.span });
  }

  #askRuleset5(one: Recipient, depth: number): void {
    const collector = new StepCollector(this.#interpreter, this.#engine, this.asked);
    const options = { header: false, sender: false, macros: this.#macros, observer: collector };
    const { value, messages, unknown } = localAddress(this.#engine, one, options);
    for (const { reason } of unknown) this.missing.add(reason);
    if (value === undefined) return;
    const next = this.#recipient(one.address, value, one, collector.steps);
    if (next === undefined || (!value.bad && isSame(one, next))) return;
    const refused = messages.find(({ code }) => REPLY.test(code));
    if (value.bad && refused !== undefined)
      this.#refuse(one.address, replyOf(refused), [...stepsOf(one), ...collector.steps]);
    one.state = "gone";
    this.#add(next, depth + 1);
  }

  /** Local delivery: the user has to be there, and may have mail forwarded. */
  #deliver(one: Recipient, depth: number, isQuoted: boolean): void {
    const name = fromBytes(stripQuotes(one.user));
    const { lists } = this.#interpreter;
    const user = lists.user(name) ?? (/[A-Z]/.test(name) ? lists.user(name.toLowerCase()) : lists.user(name));
    if (user === null) {
      this.#fail(one, "550", "5.1.1", "User unknown");
      return;
    }
    if (user === undefined) {
      this.missing.add(`Whether this host has a user ${name} is not known.`);
      return;
    }
    one.steps.push({ text: `${name} is a user of this host`, span: undefined });
    if (isQuoted || lists.isGiven(name)) return;
    const home = user.home === "/" ? "" : user.home;
    const values = new Map([...this.#macros, ["z", home], ["u", one.user], ["h", one.host]] as const);
    const path = this.#engine.cf.options.get("ForwardPath")?.value ?? FORWARD_PATH;
    const { macros } = this.#engine.lookupContext({ macros: values });
    for (const part of path.split(":")) {
      const file = macros.expand(part, 1024);
      if (file !== "" && this.#include(one, file, depth, true)) return;
    }
  }

  /** Reads a list or a forward file; true where it was there. */
  #include(one: Recipient, file: string, depth: number, isForward: boolean): boolean {
    if (!isForward && !file.startsWith("/"))
      this.missing.add(`In which folder sendmail looks for ${fromBytes(file)} is not known.`);
    const read = this.#interpreter.files.read(file);
    if (read.state === "unknown") {
      this.missing.add(
        isForward ? `Whether ${one.user} has mail forwarded (${file}) is not known.` : `${file} could not be read.`,
      );
      return false;
    }
    if (read.state !== "there") {
      if (isForward) return false;
      const why = read.state === "missing" ? "No such file or directory" : read.why;
      this.#fail(one, "550", "5.2.4", `Cannot open ${file}: ${why}`);
      return true;
    }
    if (!isForward) one.state = "expanded";
    // A list that others can write is refused, a forward file ignored; an owner without a shell may have no programs and files in it.
    this.missing.add(`Whether sendmail accepts the owner and the rights of ${file} on the server is not known.`);
    const { name: source, text } = read.source;
    one.isSelf = false;
    let count = 0;
    let start = 0;
    for (const line of text.split("\n")) {
      const span = { source, start, end: start + line.length };
      start += line.length + 1;
      const list = withoutComment(toBytes(line).replace(/\r$/, ""));
      if (list === "") continue;
      count += this.#addAll(list, ",", one, depth + 1, span);
    }
    if (count > 0 && !one.isSelf && (depth <= this.#most || one.state !== "bad")) {
      one.state = "gone";
      if (isForward)
        one.steps.push({ text: `${file} forwards the mail of ${one.user}`, span: { source, start: 0, end: 0 } });
    }
    return true;
  }

  /** Whether a name is that of a user, as far as anybody knows. */
  #isUser(name: string): boolean {
    const user = this.#interpreter.lists.user(name);
    if (user === undefined) this.missing.add(`Whether this host has a user ${name} is not known.`);
    return user !== null;
  }

  #fail(one: Recipient, code: string, dsn: string, text: string): void {
    one.state = "bad";
    this.#refuse(one.address, { code, dsn, text }, stepsOf(one));
  }

  #refuse(address: string, reply: RouteReply, steps: readonly RouteStep[]): void {
    const refusal = { address: fromBytes(address), reply: { ...reply, text: fromBytes(reply.text) }, steps };
    const isKnown = this.refusals.some(
      (one) => one.address === refusal.address && one.reply.text === refusal.reply.text,
    );
    if (!isKnown) this.refusals.push(refusal);
  }
}

/** White space as C has it: sendmail takes no other character for a space. */
const SPACE_OR_COMMA = /[ \t\n\v\f\r,]/;
const SPACE_AROUND = /^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g;

/** What stands for a mailer where the rulesets refuse an address. */
const ERROR_MAILER: CfMailer = { ...newMailer("*error*", undefined), number: -1 };

/** A code that a client gets: any three digits that `error:` has, a 2xx too (the recipient is gone nevertheless). */
const REPLY = /^[1-9]/;

/** What the client gets: sendmail sends 6xx as 5xx. */
function replyOf({ code, dsn, text }: Message): RouteReply {
  return { code: code.replace(/^6/, "5"), dsn: dsn ?? null, text };
}

/** All steps that led to an address. */
function stepsOf(one: Recipient): readonly RouteStep[] {
  return [...(one.parent === undefined ? [] : stepsOf(one.parent)), ...one.steps];
}

function isSame(one: Recipient, other: Recipient): boolean {
  return one.mailer === other.mailer && one.user === other.user && one.host === other.host;
}

function isDead({ state }: Recipient): boolean {
  return state === "gone" || state === "expanded";
}

/** A line of a list: `#` begins a comment in the first column, ` #@# ` anywhere. */
function withoutComment(line: string): string {
  if (line.startsWith("#")) return "";
  const comment = /[ \t\v\f\r]+#@#(?=[ \t\v\f\r]|$)/.exec(line);
  return comment === null ? line : line.slice(0, comment.index);
}
