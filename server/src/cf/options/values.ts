// What sendmail says of the value of an option.
import { isAddress } from "../addresses.ts";
import { atoi, isDigit } from "../chars.ts";
import type { Coded } from "../codes.ts";
import { compare, isMapType } from "../maps/types.ts";
import { readQuoted } from "../quoted.ts";
import type { ReadState } from "../state.ts";
import { readTime } from "../times.ts";
import { checkDaemonOptions } from "./daemons.ts";
import { type OptionFact, TIMEOUTS } from "./table.ts";
import {
  AUTH_LETTERS,
  BLAME_WORDS,
  isWordOf,
  PRIVACY_WORDS,
  RESOLVER_WORDS,
  SSL_WORDS,
  TLS_SERVER_LETTERS,
} from "./words.ts";

type Check = (state: ReadState, value: Coded, option: OptionFact) => void;

/** Checks a value; what is wrong is said. */
export function checkValue(state: ReadState, option: OptionFact, suboption: string | undefined, value: Coded): void {
  if (option.name === "Timeout") checkTimeouts(state, suboption, value);
  else if (option.name === "Milter") checkMilter(state, suboption);
  else if (option.type === "time" && option.unit !== undefined) {
    if (option.name === "QueueTimeout") checkQueueTimeout(state, value);
    else if (value !== "" || option.name !== "AliasWait") readTime(state, value, option.unit);
  } else CHECKS[option.name]?.(state, value, option);
}

function warn(state: ReadState, text: string): void {
  state.say("option-value", text, { severity: "warning" });
}

const CHECKS: Readonly<Record<string, Check>> = {
  EightBitMode: (state, value) => {
    if (!/^[pms]/.test(value)) state.say("option-value", `Unknown 8-bit mode ${value.charAt(0)}`, { ends: true });
  },
  DeliveryMode: (state, value) => {
    if (value !== "" && !/^[qdib]/.test(value))
      state.say("option-value", `Unknown delivery mode ${value.charAt(0)}`, { ends: true });
  },
  QueueSortOrder: (state, value) => {
    if (!/^[fhmptrsn]/i.test(value)) state.say("option-value", `Invalid queue sort order "${value}"`);
  },
  NoRecipientAction: (state, value) => {
    if (!/^(none|add-to|add-apparently-to|add-bcc|add-to-undisclosed)$/i.test(value))
      state.say("option-value", `Invalid NoRecipientAction: ${value}`);
  },
  PrivacyOptions: (state, value) =>
    checkWords(state, value, PRIVACY_WORDS, (word) => `readcf: Op line: ${word} unrecognized`),
  DontBlameSendmail: (state, value) =>
    checkWords(state, value, BLAME_WORDS, (word) => `readcf: DontBlameSendmail option: ${word} unrecognized`),
  ResolverOptions: (state, value) => {
    for (const word of value.split(/[ \t]+/)) {
      const name = word.replace(/^[-+]/, "");
      if (word !== "" && !isWordOf(RESOLVER_WORDS, name.toLowerCase(), state.environment.version))
        state.say("option-value", `readcf: I option value ${name} unrecognized`);
    }
  },
  AuthOptions: (state, value, option) => checkLetters(state, value, AUTH_LETTERS, option),
  TLSSrvOptions: (state, value, option) => checkLetters(state, value, TLS_SERVER_LETTERS, option),
  ServerSSLOptions: checkSslOptions,
  ClientSSLOptions: checkSslOptions,
  RunAsUser: (state, value) => checkUser(state, value, "RunAsUser", "RunAsUser"),
  DefaultUser: (state, value) => checkUser(state, value, "u", "u"),
  TrustedUser: (state, value) => {
    if (!isDigit(value.charCodeAt(0)) && state.ask((host) => host.user(value) === null))
      state.say("user", `readcf: option TrustedUser: unknown user ${value}`);
  },
  ConnectOnlyTo: checkConnectOnlyTo,
  MaxHeadersLength: (state, value) => {
    const length = atoi(value);
    if (length > 0 && length < 16_384)
      warn(state, "Warning: MaxHeadersLength: headers length limit set lower than 16384");
  },
  MaxMimeHeaderLength: (state, value) => {
    const [header = "", field = ""] = value.split(/\/(.*)/s);
    const headerLength = atoi(header);
    const fieldLength = field === "" ? Math.trunc(headerLength / 2) : atoi(field);
    if (headerLength > 0 && headerLength < 128)
      warn(state, "Warning: MaxMimeHeaderLength: header length limit set lower than 128");
    if (fieldLength > 0 && fieldLength < 40)
      warn(state, "Warning: MaxMimeHeaderLength: field length limit set lower than 40");
  },
  MustQuoteChars: (state, value) => {
    if (value.length >= 40) warn(state, "Warning: MustQuoteChars too long, ignored.");
  },
  OperatorChars: (state) => {
    if (state.hasOperators || state.settings.some(({ name }) => name === "OperatorChars"))
      warn(
        state,
        "Warning: OperatorChars is being redefined.\n         It should only be set before ruleset definitions.",
      );
  },
  DaemonPortOptions: checkDaemonOptions,
  ClientPortOptions: checkDaemonOptions,
  SmtpUTF8: (state, value, option) => {
    if (isTrue(value)) state.say("option-value", `readcf: option: ${option.name} set but no USE_EAI support`);
    else warn(state, `Warning: Option: ${option.name} requires USE_EAI support`);
  },
  AliasFile: checkAliasFile,
  LDAPDefaultSpec: (state, value) => {
    const hasHost = /(^|\s)-h/.test(value);
    const hasUri = /(^|\s)-H/.test(value);
    if (hasHost && hasUri)
      state.say("option-value", "Can not specify both an LDAP host and an LDAP URI in map O LDAPDefaultSpec");
    if (compare(state.environment.version, "8.17.1") < 0)
      for (const [, letter] of value.matchAll(/(?:^|\s)-([cx])/g))
        state.say("option-value", `Illegal option ${letter} map O LDAPDefaultSpec`);
  },
};

/** sendmail's truth: nothing, or a word that begins with t, T, y or Y. */
export function isTrue(value: string): boolean {
  return value === "" || /^[tTyY]/.test(value);
}

/** Words of letters and digits, anything between them. */
function checkWords(
  state: ReadState,
  value: Coded,
  words: ReadonlySet<string>,
  problem: (word: string) => string,
): void {
  for (let at = 0; at < value.length; ) {
    const skipped = /^[\s!-/:-@[-`{-~]+/.exec(value.slice(at))?.[0].length ?? 0;
    at += skipped;
    if (at >= value.length) break;
    const word = /^[A-Za-z0-9]*/.exec(value.slice(at))?.[0] ?? "";
    at += word.length + 1;
    if (!isWordOf(words, word.toLowerCase(), state.environment.version)) state.say("option-value", problem(word));
  }
}

/** Letters, each at the beginning of a word. */
function checkLetters(state: ReadState, value: Coded, letters: string, option: OptionFact): void {
  let rest = value;
  while (rest !== "") {
    const letter = rest.charAt(0);
    if (!`${letters} \t,`.includes(letter)) {
      const shown = letter >= " " && letter <= "~" ? letter : "?";
      warn(state, `Warning: Option: ${option.name} unknown parameter '${shown}'`);
    }
    const next = /[, \t]/.exec(rest.slice(1));
    rest = next === null ? "" : rest.slice(next.index + 2);
  }
}

function checkSslOptions(state: ReadState, value: Coded, option: OptionFact): void {
  for (const word of value.split(/[\s,]/)) {
    const name = word.replace(/^[-+]/, "");
    if (name === "" || isDigit(name.charCodeAt(0))) continue;
    if (!isWordOf(SSL_WORDS, name.toUpperCase(), state.environment.version))
      state.say("option-value", `readcf: ${option.name} option value ${name} unrecognized`);
  }
}

/** `user:group`, by names or numbers. */
function checkUser(state: ReadState, value: Coded, option: string, groupOption: string): void {
  const split = /[./:]/.exec(value);
  const user = split === null ? value : value.slice(0, split.index);
  const group = split === null ? "" : value.slice(split.index + 1);
  if (!isDigit(user.charCodeAt(0)) && state.ask((host) => host.user(user) === null)) {
    state.say("user", `readcf: option ${option}: unknown user ${user}`);
    return;
  }
  if (group !== "" && !isDigit(group.charCodeAt(0)) && state.ask((host) => host.group(group) === null))
    state.say("user", `readcf: option ${groupOption}: unknown group ${group}`);
}

function checkConnectOnlyTo(state: ReadState, value: Coded): void {
  let address = value;
  const sign = value.indexOf("@");
  if (sign !== -1 && compare(state.environment.version, "8.17.1") >= 0) {
    const port = value.slice(0, sign);
    if (atoi(port) > 65_535) {
      state.say("option-value", `readcf: option ConnectOnlyTo: invalid port ${port}`);
      return;
    }
    address = value.slice(sign + 1);
  }
  if (!isAddress(address)) state.say("option-value", `readcf: option ConnectOnlyTo: invalid IP address ${address}`);
}

/** A list of alias files: `type:file`, or a file. */
function checkAliasFile(state: ReadState, value: Coded): void {
  for (const part of value.split(",")) {
    const spec = part.trim();
    const colon = spec.indexOf(":");
    if (colon === -1) continue;
    const type = spec.slice(0, colon);
    if (!isMapType(type, state.environment.version)) state.say("option-value", `setalias: unknown alias class ${type}`);
  }
}

function checkTimeouts(state: ReadState, suboption: string | undefined, value: Coded): void {
  if (suboption !== undefined) {
    checkTimeout(state, suboption, value);
    return;
  }
  for (const part of value.split(",")) {
    const setting = part.trimStart();
    if (isDigit(setting.charCodeAt(0))) readTime(state, setting, "m");
    else {
      const sign = setting.includes(":") ? setting.indexOf(":") : setting.indexOf("=");
      if (sign !== -1) checkTimeout(state, setting.slice(0, sign), setting.slice(sign + 1));
    }
  }
}

function checkTimeout(state: ReadState, name: string, value: Coded): void {
  const known = Object.hasOwn(TIMEOUTS, name.toLowerCase()) ? TIMEOUTS[name.toLowerCase()] : undefined;
  if (known === undefined) {
    state.say("option-value", `settimeout: invalid timeout ${name}`);
    return;
  }
  // sendmail reads every value in minutes first, and says twice what is wrong where the unit is another.
  readTime(state, value, "m");
  if (known.unit !== undefined && known.unit !== "m") readTime(state, value, known.unit);
}

function checkQueueTimeout(state: ReadState, value: Coded): void {
  const slash = value.indexOf("/");
  if (slash !== -1) checkTimeout(state, "queuewarn", value.slice(slash + 1));
  checkTimeout(state, "queuereturn", slash === -1 ? value : value.slice(0, slash));
}

const MILTER_OPTIONS: ReadonlySet<string> = new Set([
  "loglevel",
  "macros.connect",
  "macros.helo",
  "macros.envfrom",
  "macros.envrcpt",
  "macros.data",
  "macros.eom",
  "macros.eoh",
]);

function checkMilter(state: ReadState, suboption: string | undefined): void {
  if (suboption === undefined)
    state.say("option-value", "milter_set_option: invalid Milter option, must specify suboption");
  else if (!MILTER_OPTIONS.has(suboption.toLowerCase()))
    state.say("option-value", `milter_set_option: invalid Milter option ${suboption}`);
}

/** What an option's value is where sendmail takes quotes and backslashes out of it. */
export function unquotedValue(value: Coded): Coded {
  return readQuoted(value, 0, "").value;
}
