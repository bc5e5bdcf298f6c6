// Addresses as sendmail delivers and writes them: resolved to mailer, host and user, or rewritten for a mailer.
import { Code, type Coded } from "../codes.ts";
import { rawBytes } from "../messages.ts";
import type { CfMailer } from "../types.ts";
import { crack } from "./crack.ts";
import type { UnknownAsk } from "./environment.ts";
import type { MacroValues } from "./macros.ts";
import { EX } from "./maps/answer.ts";
import type { Message } from "./messages.ts";
import type { Observer } from "./observer.ts";
import type { Rewriter, RunResult } from "./rewriter.ts";
import { fold, join, LIMITS, stripQuotes } from "./tokens.ts";

/** What an address is looked at as. */
export interface AddressRole {
  readonly header: boolean;
  readonly sender: boolean;
}

export interface AddressOptions extends AddressRole {
  /** Values of macros, by name; addr_type and h are written into it as sendmail does. */
  readonly macros: MacroValues;
  readonly observer?: Observer;
}

export interface ParsedAddress {
  /** Name of the mailer; `*error*` for what the rulesets refuse. */
  readonly mailer: string;
  readonly host: string | undefined;
  readonly user: string;
  /** Refused: by the rulesets (`$#error`), or because the result is not an address. */
  readonly bad: boolean;
  /** Something failed for now: the message waits in the queue. */
  readonly queued: boolean;
  /** What `$#error` gives after `$@`. */
  readonly errorStatus: string | undefined;
  /** A local user that ruleset 5 is not asked about: its rules said so by an `@` before the name (`F=@`). */
  readonly isFinal?: boolean;
}

export interface AddressResult<T> {
  /** Undefined: no address at all; the messages say why. */
  readonly value: T | undefined;
  readonly messages: readonly Message[];
  readonly unknown: readonly UnknownAsk[];
  /** 75: something failed for now. */
  readonly status: number;
}

/** Mailers that sendmail takes by itself for what a local address begins with, by the flag that allows it. */
const SPECIAL = [
  { flag: "|", first: "|", mailer: "prog" },
  { flag: "/", first: "/", mailer: "*file*" },
] as const;

/** One address on its way: what is said and asked meanwhile. */
class Errand {
  readonly messages: Message[] = [];
  readonly unknown: UnknownAsk[] = [];
  readonly #engine: Rewriter;
  readonly #options: AddressOptions;
  temporary = false;

  constructor(engine: Rewriter, options: AddressOptions) {
    this.#engine = engine;
    this.#options = options;
  }

  say(message: Message): void {
    this.messages.push(message);
    this.#options.observer?.says?.(message);
  }

  run(ruleset: number | string, tokens: readonly string[]): RunResult {
    const { macros, observer } = this.#options;
    const result = this.#engine.run(ruleset, tokens, { macros, ...(observer ? { observer } : {}) });
    for (const message of result.messages) this.messages.push(message);
    for (const ask of result.unknown) this.unknown.push(ask);
    return result;
  }

  /** Runs a ruleset of which a failure for now counts for the address. */
  step(ruleset: number, tokens: readonly string[]): readonly string[] {
    const { tokens: next, status } = this.run(ruleset, tokens);
    if (status === EX.tempFail) this.temporary = true;
    return next;
  }

  done<T>(value: T | undefined): AddressResult<T> {
    const { messages, unknown, temporary } = this;
    return { value, messages, unknown, status: temporary ? EX.tempFail : EX.ok };
  }
}

/** Resolves an address as sendmail does for delivery: rulesets 3 and 0, then those of the recipient for the mailer found. */
export function parseAddress(engine: Rewriter, text: string, options: AddressOptions): AddressResult<ParsedAddress> {
  const errand = new Errand(engine, options);
  const say = (message: Message): void => errand.say(message);
  const tokens = engine.scan(text, { report: say });
  if (tokens === undefined) return errand.done<ParsedAddress>(undefined);
  const refused = invalidAddress(text, !options.sender, engine, text);
  if (refused) {
    say(refused.message);
    return errand.done<ParsedAddress>(undefined);
  }
  let workspace = errand.step(3, tokens);
  workspace = errand.step(0, workspace);
  let parsed = build(engine, workspace, text, errand, options);
  const checked = checkUser(parsed.user, engine, text);
  if (checked.message) {
    say(checked.message);
    parsed = { ...parsed, user: checked.user, bad: true };
  }
  if (parsed.bad) return errand.done(parsed);
  if (!options.sender && !options.header) {
    const group = engine.rulesetNumber("queuegroup");
    const user = group === undefined ? undefined : engine.scan(parsed.user);
    if (group !== undefined && user !== undefined) errand.run(group, user);
  }
  if (errand.temporary) {
    say({ code: "050", to: text, text: "Transient parse error -- message queued for future delivery" });
    parsed = { ...parsed, queued: true };
  }
  return errand.done(parsed);
}

/** Makes mailer, host and user out of a workspace that ruleset 0 gives. */
function build(
  engine: Rewriter,
  workspace: readonly string[],
  to: string,
  errand: Errand,
  options: AddressOptions,
): ParsedAddress {
  const { cf, tokenizer, blank } = engine;
  const bad: ParsedAddress = {
    mailer: "*error*",
    host: undefined,
    user: "",
    bad: true,
    queued: false,
    errorStatus: undefined,
  };
  const syntax = (text: string): ParsedAddress => {
    errand.say({ code: "554", dsn: "5.3.5", text: `buildaddr: ${text}` });
    return bad;
  };
  if (workspace[0] !== Code.mailer) return syntax("no mailer in parsed address");
  const name = workspace[1] ?? "";
  let at = 2;
  const hostAt = workspace[at] === Code.host ? ++at : -1;
  while (at < workspace.length && workspace[at] !== Code.user) at++;
  if (at >= workspace.length) return syntax("no user");
  const all = tokenizer.tokensOf(workspace);
  const host = hostAt >= 0 && hostAt < at ? join(all, blank, LIMITS.name + 1, hostAt, at) : undefined;
  let userTokens = all.slice(at + 1);
  const user = join(userTokens, " ", LIMITS.name + 2);
  if (fold(name) === "error") {
    errand.say(refusal(user, host, to));
    return { ...bad, host, user, errorStatus: host };
  }
  let mailer = cf.mailers.find((one) => fold(one.name) === fold(name));
  if (mailer === undefined) return syntax(`unknown mailer ${name}`);
  if (host === undefined && !mailer.flags.includes("l")) return { ...syntax("no host") };
  let first = user;
  const isFinal = mailer.flags.includes("@") && first.startsWith("@");
  if (isFinal) {
    first = first.slice(1);
    userTokens = userTokens.slice(1);
  }
  if (first.startsWith('"')) first = first.slice(1);
  const { flags } = mailer;
  const special = SPECIAL.find((one) => first.startsWith(one.first) && flags.includes(one.flag));
  if (special) mailer = cf.mailers.find((one) => one.name === special.mailer) ?? mailer;
  else if (first.startsWith(":") && flags.includes(":")) {
    const plain = stripQuotes(user);
    if (fold(plain.slice(0, 9)) === ":include:")
      return { mailer: "*include*", host, user: plain.slice(9), bad: false, queued: false, errorStatus: undefined };
  }
  options.macros.set("h", host);
  let tokens: readonly string[] = userTokens.map((token) => token.text);
  if (cf.level >= 10 || (!options.sender && !options.header)) {
    tokens = errand.run(2, tokens).tokens;
    if (mailer.recipientEnvelope > 0) tokens = errand.run(mailer.recipientEnvelope, tokens).tokens;
  }
  tokens = errand.run(4, tokens).tokens;
  const written = join(tokenizer.tokensOf(tokens), blank, LIMITS.name + 2);
  const ownHost = host === undefined || mailer.flags.includes("h") ? host : fold(host);
  options.macros.set("h", ownHost);
  return {
    mailer: mailer.name,
    host: ownHost,
    user: mailer.flags.includes("u") ? written : fold(written),
    bad: false,
    queued: false,
    errorStatus: undefined,
    ...(isFinal ? { isFinal } : {}),
  };
}

/**
 * Asks ruleset 5 about a local user who has no alias, as sendmail does before it delivers (mailers with `F=5`). The value is undefined
 * where the ruleset leaves the user to this host.
 */
export function localAddress(
  engine: Rewriter,
  { host, user }: Pick<ParsedAddress, "host" | "user">,
  options: AddressOptions,
): AddressResult<ParsedAddress> {
  const errand = new Errand(engine, options);
  const { macros } = options;
  const tokens = engine.scan(user);
  if (tokens === undefined) return errand.done<ParsedAddress>(undefined);
  macros.set("h", host);
  macros.set("u", user);
  macros.set("addr_type", "e r");
  const workspace = errand.step(5, tokens);
  if (workspace[0] !== Code.mailer) return errand.done<ParsedAddress>(undefined);
  return errand.done(build(engine, workspace, user, errand, options));
}

const ENHANCED = /^[245]\.[0-9]{1,3}\.[0-9]{1,3}(?= )/;

/** The reply of `$#error`: code and enhanced code from the text, else from the host part. */
export function refusal(user: string, host: string | undefined, to: string | undefined): Message {
  const text = rawBytes(stripQuotes(user));
  const code = /^[0-9]{3} /.exec(text)?.[0].slice(0, 3);
  if (code === undefined) return { code: "553", dsn: "5.3.0", to, text };
  const rest = text.slice(4);
  const own = ENHANCED.exec(rest)?.[0];
  if (own !== undefined) return { code, dsn: own, to, text: rest.slice(own.length + 1) };
  const given = host !== undefined && /^[245]\.[0-9]{1,3}\.[0-9]{1,3}$/.test(host) ? host : undefined;
  return { code, dsn: given ?? `${code.charAt(0)}.0.0`, to, text: rest };
}

/** sendmail takes no longer addresses. */
const MAX_ADDRESS = LIMITS.name - 1;

/** An address that is too long or has a byte that sendmail keeps for itself; undefined for a good one. `to`: it is said of the address. */
export function invalidAddress(
  text: string,
  recipient: boolean,
  { cf }: Rewriter,
  to?: string,
): { readonly message: Message } | undefined {
  let shown = "";
  let eightBit = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const reserved = unit >= 0x80 && unit < 0xa0;
    if (reserved) eightBit = true;
    if (i + 1 > MAX_ADDRESS) {
      const long =
        cf.environment.version === "8.18.2"
          ? `Address too long (${MAX_ADDRESS} bytes max)`
          : `Address "${shown}" too long (${MAX_ADDRESS} bytes max)`;
      return { message: { code: "553", dsn: "5.1.0", to: to === undefined ? to : shown, text: long } };
    }
    shown += reserved ? "?" : text.charAt(i);
  }
  if (!eightBit) return undefined;
  const message = `8-bit character in mailbox address "${shown}"`;
  return {
    message: { code: "501", dsn: recipient ? "5.1.3" : "5.1.7", to: to === undefined ? to : shown, text: message },
  };
}

/** Looks for what no address may have; it is replaced by `?`. */
function checkUser(user: string, { cf }: Rewriter, to: string): { readonly user: string; readonly message?: Message } {
  // Up to 8.15.2 a byte above 127 is a negative number to it.
  const isSigned = cf.environment.version === "8.15.2";
  let quoted = false;
  let wrong: string | undefined;
  const chars = [...user];
  for (let i = 0; i < chars.length; i++) {
    if (i + 1 > MAX_ADDRESS) {
      const text =
        cf.environment.version === "8.18.2"
          ? `Address too long (${MAX_ADDRESS} bytes max)`
          : `Address "${user.slice(0, MAX_ADDRESS)}" too long (${MAX_ADDRESS} bytes max)`;
      return { user: user.slice(0, MAX_ADDRESS), message: { code: "553", dsn: "5.1.0", to, text } };
    }
    const unit = (chars[i] ?? "").charCodeAt(0);
    if (!quoted && (unit < 32 || unit === 127 || (isSigned && unit >= 128))) {
      wrong = "non-printable character";
      chars[i] = "?";
      continue;
    }
    if (chars[i] === '"') quoted = !quoted;
    else if (chars[i] === "\\") {
      if (i + 1 >= chars.length) {
        wrong = "trailing \\ character";
        chars[i] = "?";
        break;
      }
      i++;
    }
    const now = rawBytes(chars[i] ?? "").charCodeAt(0);
    if (now >= 0x80 && now < 0xa0) {
      wrong = "8-bit character";
      chars[i] = "?";
    }
  }
  if (quoted) wrong = "unbalanced quote";
  if (wrong === undefined) return { user };
  const shown = chars.join("");
  const text = `Syntax error in mailbox address "${shown}" (${wrong})`;
  return { user: shown, message: { code: "501", dsn: "5.1.3", to, text } };
}

/** Rewrites an address into the form in which a mailer gets it: rulesets 3, 1 or 2, the mailer's own, 4. */
export function rewriteFor(
  engine: Rewriter,
  mailer: CfMailer,
  text: string,
  options: AddressOptions,
): AddressResult<Coded> {
  const errand = new Errand(engine, options);
  const { header, sender, macros } = options;
  const own = sender
    ? header
      ? mailer.senderHeader
      : mailer.senderEnvelope
    : header
      ? mailer.recipientHeader
      : mailer.recipientEnvelope;
  if (own < 0) return errand.done(text);
  macros.set("addr_type", `${header ? "h" : "e"} ${sender ? "s" : "r"}`);
  const around = mailer.flags.includes("c") ? `${Code.macro}g` : crack(text, crackOptions(engine));
  const tokens = engine.scan(text, { report: (message) => errand.say(message) });
  if (tokens === undefined) return errand.done(text);
  let workspace = errand.step(3, tokens);
  workspace = errand.step(sender ? 1 : 2, workspace);
  if (own > 0) workspace = errand.step(own, workspace);
  workspace = errand.step(4, workspace);
  const address = join(engine.tokenizer.tokensOf(workspace), engine.blank, LIMITS.name + 1);
  const before = macros.get("g");
  const had = macros.has("g");
  macros.set("g", address);
  const written = engine.lookupContext({ macros }).macros.expand(around, LIMITS.name + 1);
  if (had) macros.set("g", before);
  else macros.delete("g");
  return errand.done(written);
}

/** Mailers that no sender may have. */
const NO_SENDERS: ReadonlySet<string> = new Set(["prog", "*file*", "*include*"]);

/** A sender's user, after `$f` was set to the address; undefined for one that sendmail does not take. */
export function senderOf(
  engine: Rewriter,
  text: string,
  { macros, observer }: Pick<AddressOptions, "macros" | "observer">,
): AddressResult<Coded> {
  const options = { header: false, sender: true, macros, ...(observer === undefined ? {} : { observer }) };
  const errand = new Errand(engine, options);
  macros.set("addr_type", "e s");
  const parsed = parseAddress(engine, text, options);
  errand.unknown.push(...parsed.unknown);
  if (parsed.value !== undefined && NO_SENDERS.has(parsed.value.mailer))
    errand.say({ code: "553", dsn: "5.1.7", to: text, text: "Invalid sender address" });
  const isRefused = parsed.value === undefined || NO_SENDERS.has(parsed.value.mailer) || parsed.value.bad;
  const tokens = isRefused ? undefined : engine.scan(text, { report: (message) => errand.say(message) });
  if (tokens === undefined) return errand.done<Coded>(undefined);
  const workspace = [3, 1, 4].reduce<readonly string[]>((now, ruleset) => errand.step(ruleset, now), tokens);
  const address = join(engine.tokenizer.tokensOf(workspace), engine.blank, LIMITS.name + 1);
  macros.set("f", address);
  macros.delete("addr_type");
  return errand.done<Coded>(parsed.value?.user);
}

/** sendmail's own MustQuoteChars, and what it adds to those that are set. */
const ALWAYS_QUOTED = "@,;:\\()[]";
const QUOTED = ".'";

export function crackOptions({ cf }: Rewriter): { readonly colonOk: boolean; readonly mustQuote: string } {
  const colon = cf.options.get("ColonOkInAddr")?.value;
  const colonOk = colon === undefined ? cf.level < 6 : colon.trim() === "" || /^[ty1]/i.test(colon.trim());
  return { colonOk, mustQuote: ALWAYS_QUOTED + (cf.options.get("MustQuoteChars")?.value ?? QUOTED) };
}
