// Makes one mistake of a kind somewhere in a sane .mc.
import { numbers } from "../../soak/mistakes.ts";
import { HOWTO_KINDS, HOWTO_LINES } from "./howto-kinds.ts";
import { inner, inQuotes, type Mistake, misspelt, one, pick, type Random } from "./line-changes.ts";
import { PASTED_KINDS } from "./pasted-kinds.ts";

/** A .mc with one mistake, and the sane one that it was made from. */
export interface Generated {
  readonly kind: string;
  readonly sane: string;
  readonly mc: string;
}

/** A .mc with two mistakes, and those with one of them alone. */
export interface GeneratedPair {
  readonly kinds: readonly [string, string];
  readonly sane: string;
  readonly alone: readonly [string, string];
  readonly both: string;
}

/** Lines that are sane in any choice and in this order; the mailers come after them. */
const LINES: readonly string[] = [
  "define(`confPRIVACY_FLAGS', `authwarnings,novrfy,noexpn,restrictqrun')dnl",
  "define(`confLOG_LEVEL', `10')dnl",
  "define(`confTO_QUEUERETURN', `3d')dnl",
  "define(`confMAX_MESSAGE_SIZE', `20000000')dnl",
  "define(`confMAX_RCPTS_PER_MESSAGE', `100')dnl",
  "define(`confCONNECTION_RATE_THROTTLE', `5')dnl",
  "define(`confDOMAIN_NAME', `mx.example.com')dnl",
  "define(`SMART_HOST', `relay.example.net')dnl",
  "define(`MAIL_HUB', `hub.example.com')dnl",
  "define(`confMAX_HOP', `30')dnl",
  "define(`confTO_IDENT', `0s')dnl",
  "FEATURE(`use_cw_file')dnl",
  "FEATURE(`access_db')dnl",
  "FEATURE(`blocklist_recipients')dnl",
  "FEATURE(`delay_checks')dnl",
  "FEATURE(`mailertable', `hash -o /etc/mail/mailertable')dnl",
  "FEATURE(`virtusertable', `hash -o /etc/mail/virtusertable')dnl",
  "FEATURE(`always_add_domain')dnl",
  "FEATURE(`nouucp', `reject')dnl",
  "MASQUERADE_AS(`example.com')dnl",
  "FEATURE(`masquerade_envelope')dnl",
  "EXPOSED_USER(`root daemon')dnl",
  "LOCAL_DOMAIN(`a.example b.example')dnl",
  "DAEMON_OPTIONS(`Name=MTA, Port=smtp, Addr=192.0.2.1')dnl",
  "INPUT_MAIL_FILTER(`dkim', `S=inet:8891@127.0.0.1, F=T, T=S:30s;R:1m')dnl",
];

const ALL_LINES: readonly string[] = [...LINES, ...HOWTO_LINES];

/** Lines of one's own, below the mailers: a section in one piece. */
const OWN_LINES: readonly string[] = [
  "LOCAL_CONFIG\nC{Friends}a.example b.example\nKlist hash -o /etc/mail/list\nHSubject: $>CheckSubject",
  'LOCAL_RULESETS\nSCheckSubject\nR$* bad words $*\t$#error $@ 5.7.1 $: "550 no"',
  'SLocal_check_mail\nR$* @ $={Friends}\t$@ ok\nR$* @ spam.example\t$#error $@ 5.7.1 $: "550 no"\nR$* @ $+\t$: $1 @ $2 $(list $2 $)',
];

/** Lines that others need: where the one is chosen, so is the other. */
const NEEDS: readonly (readonly [RegExp, RegExp])[] = [
  [/QUEUE_GROUP/, /`queuegroup/],
  [/control', `nodelay|dnsbl/, /delay_checks/],
  [/confMILTER_MACROS/, /`spamassassin/],
  [/VIRTUSER_DOMAIN/, /virtusertable/],
  [/GENERICS_DOMAIN/, /genericstable/],
  [/genericstable/, /GENERICS_DOMAIN/],
  // Logins need both lists, encryption all of its files, and a port of its own the feature that gives it up.
  [/AUTH_|authinfo|_msa|=MSA|CERT|SERVER/, /AUTH_|CERT|SERVER|_msa|=MSA|^DAEMON/],
  [/RELAY_MAILER_ARGS/, /SMART_HOST/],
  [/blocklist_recipients|greet_pause|ratecontrol|conncontrol|queuegroup/, /access_db/],
  [/masquerade_envelope|EXPOSED_USER|MASQUERADE_DOMAIN/, /MASQUERADE_AS/],
  [/virtusertable|confCW_FILE/, /use_cw_file/],
  // A server with a smart host and no domain of its own has no use for a daemon that everybody reaches.
  [/SMART_HOST/, /LOCAL_DOMAIN/],
];

/** Values whose words sendmail knows. */
const KNOWN_WORDS = /authwarnings|novrfy|noexpn|restrictqrun/g;

export const KINDS: Readonly<Record<string, Mistake>> = {
  "apostrophes for quotes": (line, random) => one(line, inQuotes, random, (text) => `'${inner(text)}'`),
  "curly quotes": (line, random) => one(line, inQuotes, random, (text) => `‘${inner(text)}’`),
  "double quotes": (line, random) => one(line, inQuotes, random, (text) => `"${inner(text)}"`),
  "a quote too few at the end": (line, random) => one(line, inQuotes, random, (text) => text.slice(0, -1)),
  "a quote too few at the start": (line, random) => one(line, inQuotes, random, (text) => text.slice(1)),
  "quotes inside of quotes": (line, random) =>
    one(line, /`(relay|hub|mx)[^`']*'|`example.com'/g, random, (text) => `\`"${inner(text)}"'`),
  "a macro misspelt": (line, random) =>
    one(line, /^[A-Z_]{6,}(?=\()|^define(?=\()/g, random, (word) => misspelt(word, random)),
  "a name misspelt": (line, random) =>
    one(line, /(?<=^(?:FEATURE|define)\(`)\w+/g, random, (word) => misspelt(word, random)),
  "a word misspelt": (line, random) => one(line, KNOWN_WORDS, random, (word) => misspelt(word, random)),
  "another case": (line, random) =>
    one(line, /^[A-Z_]+(?=\()|^define(?=\()|(?<=^FEATURE\(`)\w+/g, random, (word) =>
      /[a-z]/.test(word) ? word.toUpperCase() : word.toLowerCase(),
    ),
  "a space before the parenthesis": (line, random) => one(line, /\(/g, random, () => " ("),
  "a space in a name": (line, random) => one(line, /(?<=^(?:FEATURE|define)\(`\w+)'/g, random, () => " '"),
  "a list without quotes": (line, random) => one(line, /`[^`']*,[^`']*'/g, random, inner),
  "commas in a class": (line, random) =>
    one(line, /(?<=^(?:EXPOSED_USER|LOCAL_DOMAIN)\(`\S+) /g, random, () => (random() < 0.5 ? ", " : ";")),
  "an argument for each word": (line, random) =>
    one(line, /(?<=^(?:EXPOSED_USER|LOCAL_DOMAIN)\(`\S+) /g, random, () => "', `"),
  "dnl without a space": (line, random) => (random() < 1 ? `dnl${line}` : undefined),
  "a line end in a value": (line, random) => one(line, /, ?(?=[a-zA-Z]*\w+[^(]*'\))/g, random, () => ",\n"),
  "a time that is none": (line, random) => one(line, /(?<=confTO_\w+', `)\d+[smhd]/g, random, (time) => `${time}ays`),
  "a host that is none": (line, random) =>
    one(
      line,
      /(?<=`)(?:relay|hub)\.example\.(?:net|com)(?=')/g,
      random,
      (host) =>
        pick(random, [
          `http://${host}`,
          `${host}:587`,
          `${host} 587`,
          `joe@${host}`,
          `${host}/`,
          `<${host}>`,
          `[${host}`,
          `${host}, b.example`,
        ]) ?? host,
    ),
  "a name that is none": (line, random) =>
    one(
      line,
      /(?<=`)(?:mx\.)?example\.com(?='\))/g,
      random,
      (host) =>
        pick(random, [
          `@${host}`,
          `${host}.`,
          `*.${host}`,
          `http://${host}`,
          `${host}, example.net`,
          host.split(".")[0] ?? host,
        ]) ?? host,
    ),
  "a map that is none": (line, random) =>
    one(
      line,
      /hash -o \/etc\/mail\/\w+/g,
      random,
      (map) =>
        pick(random, [map.replace("hash", "hsah"), map.replace("hash -o ", ""), "hash -o", map.replace("-o", "-y")]) ??
        map,
    ),
  "a socket that is none": (line, random) =>
    one(
      line,
      /inet:8891@127\.0\.0\.1/g,
      random,
      (socket) => pick(random, ["inet:127.0.0.1:8891", "inet:8891", "8891@127.0.0.1", "tcp:8891@127.0.0.1"]) ?? socket,
    ),
  "an address that is none": (line, random) =>
    one(
      line,
      /(?<=Addr=)192\.0\.2\.1/g,
      random,
      (address) => pick(random, [`${address}/24`, `${address}:25`, "192.0.2", "192.0.2.300"]) ?? address,
    ),
  "a comma too few": (line, random) => one(line, /, (?=\w+=)/g, random, () => " "),
  "a key misspelt": (line, random) => one(line, /\b(?:Port|Addr)(?==)/g, random, (key) => `X${key}`),
  "typographic quotes": (line, random) => one(line, inQuotes, random, (text) => `“${inner(text)}”`),
  "a backtick and a curly quote": (line, random) => one(line, inQuotes, random, (text) => `\`${inner(text)}’`),
  "the syntax of another program": (_line, random) =>
    pick(random, [
      "relayhost = [relay.example.net]:587",
      "mynetworks = 192.0.2.0/24",
      "smtpd_banner = $myhostname ESMTP",
      "domainlist local_domains = @ : example.com",
      "acl_smtp_rcpt = acl_check_rcpt",
      "primary_hostname = mx.example.com",
      "Port 25",
      "ServerName mx.example.com",
      "hostname: mx.example.com",
      '{"hostname": "mx.example.com"}',
      "[mail]",
    ]),
  "an assignment of the shell": (line) => {
    const [, name, value] = /^define\(`(\w+)', `([^`']*)'\)/.exec(line) ?? [];
    return name === undefined ? undefined : `${name}=${value}`;
  },
  "the wrong sign of a comment": (line, random) =>
    `${pick(random, ["//", ";", "--", "/*", "rem", "REM", "!", "%"])} ${line.replace(/\bdnl$/, "")}`,
  "a semicolon for dnl": (line) => line.replace(/dnl$/, ";"),
  "a note without dnl": (line, random) =>
    line.replace(
      /dnl$/,
      pick(random, [" the old one", " Thanks to Joe", " -- see the wiki", "  <- change this"]) ?? "",
    ),
  "a line continued with a backslash": (line, random) =>
    one(line, /, ?(?=[`a-zA-Z])/g, random, (comma) => `${comma.trimEnd()}\\\n`),
  "brackets for parentheses": (line) => line.replace("(", "[").replace(/\)(?=dnl$)/, "]"),
  "a name without parentheses": (line, random) =>
    line.replace(
      /^(\w+)\((.*)\)dnl$/,
      (_, name: string, args: string) => `${name}${random() < 0.5 ? " " : ": "}${args}`,
    ),
  "a parenthesis too few": (line) => line.replace(/\)dnl$/, "dnl"),
  "a parenthesis too many": (line) => line.replace(/\(/, "(("),
  "arguments in the wrong order": (line) =>
    /^define\(/.test(line) ? line.replace(/\((`[^`']*'), (`[^`']*')\)/, "($2, $1)") : undefined,
  "no comma between arguments": (line) => (/', `/.test(line) ? line.replace("', `", "' `") : undefined),
  "a path for a name": (line, random) =>
    one(line, /(?<=^FEATURE\(`)\w+/g, random, (name) =>
      random() < 0.5 ? `/usr/share/sendmail/cf/feature/${name}.m4` : `${name}.m4`,
    ),
  "below the mailers": (line) => (/^FEATURE/.test(line) ? `MAILER(\`local')dnl\n${line}` : undefined),
  "a key without its sign": (line, random) =>
    one(line, /\b(?:Port|Addr|Name)=/g, random, (key) => key.replace("=", random() < 0.5 ? " " : ": ")),
  "a list without keys": (line, random) =>
    /^DAEMON_OPTIONS/.test(line)
      ? line.replace(
          /`[^`']*'/,
          pick(random, ["`192.0.2.1'", "`192.0.2.1:25'", "`smtp, 192.0.2.1'", "`Port=192.0.2.1:25'"]) ?? "",
        )
      : undefined,
  "a size as people write it": (line, random) =>
    one(
      line,
      /(?<=_SIZE', `)\d+/g,
      random,
      () => pick(random, ["20M", "20 MB", "20,000,000", "20.000.000", "20MiB"]) ?? "20M",
    ),
  "a number with a word": (line, random) =>
    one(
      line,
      /(?<=(?:_LEVEL|_MESSAGE|_THROTTLE|_HOP)', `)\d+/g,
      random,
      (count) => pick(random, [`${count} max`, `x${count}`, "unlimited", `${count}/s`, `${count}%`]) ?? count,
    ),
  "the equates of a milter": (line, random) =>
    one(
      line,
      /inet:8891@127\.0\.0\.1, F=T, T=S:30s;R:1m/g,
      random,
      () =>
        pick(random, [
          "inet:8891@127.0.0.1; F=T",
          "inet:8891@127.0.0.1, F=T, T=S:30s,R:1m",
          "inet:8891@127.0.0.1 F=T",
          "inet:88910@127.0.0.1, F=T",
          "inet:8891@127.0.0.1, F=T, T=30s",
          "inet:8891@127.0.0.1, F=Temp, X=1",
          "inet:localhost, F=T",
          "unix:8891@127.0.0.1, F=T",
        ]) ?? "",
    ),
  "the source of a web page": (line, random) =>
    one(
      line,
      inQuotes,
      random,
      (text) => `\`${random() < 0.5 ? `${inner(text)}&nbsp;` : `&quot;${inner(text)}&quot;`}'`,
    ),
  "a name in other letters": (line, random) =>
    one(line, /(?<=^define\(`)\w+/g, random, (name) => (random() < 0.5 ? name.toLowerCase() : name.toUpperCase())),
  "the name of the option in the .cf": (line, random) =>
    one(
      line,
      /(?<=^define\(`)conf(?:PRIVACY_FLAGS|LOG_LEVEL|MAX_MESSAGE_SIZE|MAX_HOP|TO_IDENT)/g,
      random,
      (name) =>
        ({ confPRIVACY_FLAGS: "PrivacyOptions", confLOG_LEVEL: "LogLevel", confMAX_MESSAGE_SIZE: "MaxMessageSize" })[
          name
        ] ?? (name === "confMAX_HOP" ? "MaxHopCount" : "confTIMEOUT_IDENT"),
    ),
  "a setting called like a macro": (line) => {
    const [, name, value] = /^define\(`(\w+)', (`[^`']*')\)/.exec(line) ?? [];
    return name === undefined ? undefined : `${name}(${value})dnl`;
  },
};

/** Changes the part of a text that a pattern finds in lines of one's own. */
const own =
  (pattern: RegExp, change: (match: string, random: Random) => string): Mistake =>
  (text, random) =>
    OWN_LINES.includes(text) ? one(text, pattern, random, (match) => change(match, random)) : undefined;

/** Mistakes in lines of one's own. */
export const OWN_KINDS: Readonly<Record<string, Mistake>> = {
  "a name in a rule misspelt": own(/(?<=\$>|\$\(|\$=\{)\w+/g, misspelt),
  "a star without its dollar": own(/(?<=\nR)\$\*(?= @)/g, () => "*"),
  "spaces for the tab": own(/\t/g, () => "    "),
  "no tab at all": own(/\t/g, () => " "),
  "a hook in another case": own(/Local_check_mail/g, (name) => name.toLowerCase()),
  "commas in a class line": own(/(?<=a\.example) /g, () => ", "),
  "a map of no type": own(/hash -o (?=\/)/g, (_, random) => pick(random, ["hsah -o ", "", "-o "]) ?? ""),
  "a relative path": own(/\/etc\/mail\/(?=list)/g, () => ""),
  "a letter too many": own(/\$: \$1 @ \$2/g, () => "$: $1 @ $3"),
  "a space at the start": own(/\n(?=[RSKHC])/g, () => "\n "),
  "a line without its letter": own(/\n[RSKC](?=[^\n])/g, () => "\n"),
  "a backslash at the end": own(/\n(?=[RKH])/g, () => "\\\n"),
};

const ALL_KINDS: Readonly<Record<string, Mistake>> = { ...KINDS, ...PASTED_KINDS, ...HOWTO_KINDS, ...OWN_KINDS };

export const KIND_NAMES: readonly string[] = Object.keys(ALL_KINDS);

/** The mistakes from a seed on, without end: of all kinds, or of some. */
export function* generate(seed: number, only: readonly string[] = KIND_NAMES): Generator<Generated> {
  const random = numbers(seed);
  for (;;) {
    const kind = pick(random, only) ?? "";
    const { lines, below } = saneLines(random, Object.hasOwn(OWN_KINDS, kind));
    const texts = [...lines, ...below];
    const mistake = mistakeIn(texts, kind, random);
    if (mistake === undefined) continue;
    const wrong = texts.with(mistake.at, mistake.changed);
    yield { kind, sane: whole(lines, below), mc: whole(wrong.slice(0, lines.length), wrong.slice(lines.length)) };
  }
}

/** Lines of a sane site, and those of its own below the mailers. */
function saneLines(random: Random, withOwn: boolean) {
  const chosen = new Set([...LINES.filter(() => random() < 0.6), ...HOWTO_LINES.filter(() => random() < 0.15)]);
  for (const [needing, needed] of NEEDS)
    if ([...chosen].some((line) => needing.test(line)))
      for (const line of ALL_LINES) if (needed.test(line)) chosen.add(line);
  return { lines: ALL_LINES.filter((line) => chosen.has(line)), below: withOwn ? OWN_LINES : [] };
}

/** Two mistakes in two lines of one site, from a seed on, without end. */
export function* generatePairs(seed: number): Generator<GeneratedPair> {
  const random = numbers(seed);
  for (;;) {
    const first = pick(random, KIND_NAMES) ?? "";
    const second = pick(random, KIND_NAMES) ?? "";
    const { lines, below } = saneLines(
      random,
      [first, second].some((kind) => Object.hasOwn(OWN_KINDS, kind)),
    );
    const texts = [...lines, ...below];
    const one = mistakeIn(texts, first, random);
    const other = mistakeIn(texts, second, random);
    if (one === undefined || other === undefined || one.at === other.at) continue;
    const changed = (...mistakes: readonly { readonly at: number; readonly changed: string }[]) => {
      const wrong = mistakes.reduce<readonly string[]>((all, mistake) => all.with(mistake.at, mistake.changed), texts);
      return whole(wrong.slice(0, lines.length), wrong.slice(lines.length));
    };
    yield {
      kinds: [first, second],
      sane: whole(lines, below),
      alone: [changed(one), changed(other)],
      both: changed(one, other),
    };
  }
}

/** A mistake of a kind in one of the lines; undefined where none can have it. */
function mistakeIn(texts: readonly string[], kind: string, random: Random) {
  const able = texts.flatMap((line, at) => {
    const changed = ALL_KINDS[kind]?.(line, random);
    return changed === undefined || changed === line ? [] : [{ at, changed }];
  });
  return pick(random, able);
}

function whole(lines: readonly string[], below: readonly string[]): string {
  return [
    "VERSIONID(`made up')dnl",
    "OSTYPE(`linux')dnl",
    ...lines,
    "MAILER(`local')dnl",
    "MAILER(`smtp')dnl",
    ...below,
    "",
  ].join("\n");
}
