// The tags of the access map that rulesets of their own ask about: how sendmail is asked, and what a hover's sentence claims.
import type { Version } from "../programs.ts";
import { client, domain, KEYS, type Key, net, type Subject, v4 } from "./access-questions.ts";

/** A tag that is asked about by a ruleset of its own. */
export interface TagCase {
  readonly mc?: string;
  /** The first version that has the tag; all have it without one. */
  readonly since?: Version;
  /** More lines of the map, which are not about the hovers. */
  readonly more?: readonly string[];
  readonly keys: readonly Key[];
  readonly values: readonly string[];
  /** The tag, where it is not the name of the case. */
  readonly tag?: string;
  /** What is typed for a subject, to be asked each on its own. */
  readonly typed: (subject: Subject) => readonly (readonly string[])[];
  readonly ruleset: string;
  /** The hover's claim, as the answers to what is typed: a text that the answer has, or none for an answer without an error. */
  readonly claims: (sentence: string) => readonly (RegExp | undefined)[];
}

/** First words of a hover that say that nobody is touched by a line. */
export const NEVER = /^\*\*This line|^\*\*Not read/;

const HOSTS: readonly Key[] = [
  domain((name) => name),
  domain((name) => name.toUpperCase()),
  domain((name) => `${name}.`),
  domain((name) => `*.${name}`),
  client(v4, v4),
  client(net, (at) => `${net(at)}.7`),
  client(
    (at) => `${net(at)}.`,
    (at) => `${net(at)}.7`,
  ),
  client(
    (at) => `IPv6:2001:db8:${at.toString(16)}`,
    (at) => `IPv6:2001:db8:${at.toString(16)}:0:0:0:0:1`,
  ),
];
const ADDRESSES: readonly Key[] = HOSTS.slice(4);
const MAILBOXES: readonly Key[] = [...HOSTS.slice(0, 4), ...KEYS.slice(-3, -1)];

const side =
  (which: "client" | "server") =>
  ({ name = "stranger.test", address = "203.0.113.9" }: Subject): readonly string[] => [
    `.D{${which}_addr}${address}`,
    `.D{${which}_name}${name}`,
  ];
/** States of a connection: without TLS, with a certificate that cannot be verified, weak, strong, and with a name of its own. */
const STATES = [
  ["NONE", "0", ""],
  ["FAIL", "256", ""],
  ["OK", "56", ""],
  ["OK", "256", ""],
  ["OK", "256", "partner"],
  ["FAIL", "256", "partner"],
] as const;
const TLS_VALUES = [
  "VERIFY",
  "ENCR:128",
  "PERM+VERIFY",
  "TEMP+ENCR:112",
  "VERIFY:256",
  "ENCR",
  "verify",
  "yes",
  "PERM+ENCR:256",
  "VERIFY+CN:partner",
  "PERM+VERIFY:128+CN:partner",
  "ENCR:128+CN:partner",
  "VERIFY+CS:/CN=partner++CI:/CN=ca",
  "VERIFY+CI:/CN=other",
  "ENCR:128+CN",
  "VERIFY (strict)",
  "ENCR:128 # strong",
  "PERM + VERIFY : 128",
  "ENCR:",
  "VERIFY:strong",
  "PERM:VERIFY",
  "OK",
  "RELAY",
];

function tlsClaims(sentence: string): readonly (RegExp | undefined)[] {
  if (/demands nothing/.test(sentence)) return STATES.map(() => undefined);
  const bits = Number(/with at least (\d+) bits/.exec(sentence)?.[1] ?? 0);
  const isVerified = /needs a certificate that can be verified/.test(sentence);
  const reply = / is refused for good/.test(sentence) ? /\$: 5/ : /\$: 4/;
  const extra = /must also fit `(.*?)`/.exec(sentence)?.[1]?.split("++") ?? [];
  const fits = (name: string): boolean =>
    extra.every((one) => (["CN:partner", "CS:/CN=partner"].includes(one) ? name === "partner" : one === "CI:/CN=ca"));
  return STATES.map(([verify, has, name]) =>
    (isVerified && verify !== "OK") || Number(has) < bits || !fits(name) ? reply : undefined,
  );
}

const tlsTyped =
  (
    lines: (subject: Subject) => readonly string[],
    ruleset: (verify: string, subject: Subject) => string,
  ): TagCase["typed"] =>
  (subject) =>
    STATES.map(([verify, bits, name]) => [
      ...lines(subject),
      `.D{verify}${verify}`,
      `.D{cn_subject}${name}`,
      `.D{cert_subject}/CN=${name}`,
      ".D{cert_issuer}/CN=ca",
      `.D{cipher_bits}${bits}`,
      ruleset(verify, subject),
    ]);

function limitClaims(sentence: string): readonly (RegExp | undefined)[] {
  const [, digits] = / may \w+ (\d+) /.exec(sentence) ?? / sendmail reads (\d+)\./.exec(sentence) ?? [];
  const isClosed = sentence.includes("every connection is refused");
  const most = / any number of /.test(sentence) ? Number.POSITIVE_INFINITY : isClosed ? 0 : Number(digits);
  return LIMITS.map((now) => (now <= most ? undefined : /limit exceeded|Too many open/));
}
const LIMITS = [1, 5, 6, 1000];

/** A text whose words test mode may print with spaces between them, as a pattern. */
const escaped = (text: string): string =>
  [...text.replace(/\s+/g, "")].map((sign) => sign.replace(/\W/, "\\$&")).join(" *");

const featureClaims = (sentence: string): readonly (RegExp | undefined)[] => {
  const letters = [...sentence.matchAll(/^- `(.*?)`/gm)].map(([, letter = ""]) => letter);
  const whole = /: `(.*?)`\.$/.exec(sentence)?.[1];
  return [new RegExp(`\\$# ${escaped(whole ?? letters.join(" "))}$`)];
};

const settingsClaims = (sentence: string): readonly (RegExp | undefined)[] => [
  new RegExp(`^${escaped(/ settings: `(.*?)`/.exec(sentence)?.[1] ?? "no claim")}$`),
];

/** Copies of mail: whatever the line says, they go where the feature says. */
const bcc = (mc: string, answer: RegExp): TagCase => ({
  tag: "Bcc",
  mc,
  keys: MAILBOXES,
  values: ["archive@x.example", "archive", "NO"],
  typed: ({ mailbox = "u@else.test" }) => [[`bcc <${mailbox}>`]],
  ruleset: "bcc",
  claims: (sentence) => [
    (sentence.includes("copied to `keep@x.example`") === mc.includes("keep") ||
      sentence.includes("copied to the address that the ruleset `bcc` gives")) &&
    sentence.includes(" does not matter")
      ? answer
      : /no claim/,
  ],
});

/** A key for the pair of a sender and a recipient. */
const pair =
  (write: (from: string, to: string) => string): Key =>
  (at) => {
    const [sender, mailbox] = [`s${at}@one.test`, `r${at}@two.test`];
    return [write(sender, mailbox), [{ near: "itself", sender, mailbox }]];
  };

/** Names of certificates, as sendmail writes them. */
const certificate =
  (write: (at: number) => string, name = write): Key =>
  (at) => [
    write(at),
    [
      { near: "itself", certificate: name(at) },
      { near: "below", certificate: `${name(at)}/OU=part` },
    ],
  ];
const CERTIFICATES: readonly Key[] = [
  certificate((at) => `/C=DE/O=Example/CN=k${at}`),
  certificate((at) => `/C=DE/O=Ex+20${at}/CN=k`),
  certificate((at) => `/C=DE/O=EX${at}/CN=K`),
  certificate(
    (at) => `CN=k${at},O=Example`,
    (at) => `/O=Example/CN=k${at}`,
  ),
  certificate(
    (at) => `/C=DE/CN=*.k${at}`,
    (at) => `/C=DE/CN=www.k${at}`,
  ),
];

/** Lines that ask whether a client with a certificate may relay. */
const relaying = (verify: string, issuer: string, subject: string): readonly string[] => [
  `.D{verify}${verify}`,
  `.D{cert_issuer}${issuer}`,
  `.D{cert_subject}${subject}`,
  ".D{client_addr}203.0.113.9",
  ".D{client_name}stranger.test",
  ".D{client_resolve}OK",
  ".Dfsomebody@else.test",
  ".D{asked_recipient}<any@where.test>",
  "AskRcpt x",
];

/** Mail from a client that the map refuses. */
const spam = (argument: string): TagCase => ({
  tag: "Spam",
  mc: `FEATURE(\`delay_checks', \`${argument}')\nRELAY_DOMAIN(\`test')`,
  more: ["Connect:203.0.113.9\tREJECT"],
  keys: [...MAILBOXES, (at) => [`j${at}@`, [{ near: "itself", mailbox: `j${at}@local.example` }]]],
  values: ["FRIEND", "HATER", "friend", "Hater", "FRIEND (all)", "FRIEND # all", "yes", "OK"],
  typed: ({ mailbox = "u@else.test" }) => [
    [
      ...side("client")({ near: "itself" }),
      ".D{client_resolve}OK",
      ".Dfsomebody@else.test",
      `.D{asked_recipient}<${mailbox}>`,
      "AskRcpt x",
    ],
  ],
  ruleset: "check_rcpt",
  claims: (sentence) => {
    const isFriend = argument.startsWith("f");
    const isChecked = / says nothing here/.test(sentence) ? isFriend : !/ passes all checks/.test(sentence);
    return [isChecked ? /Access denied/ : undefined];
  },
});

export const TAGS: Readonly<Record<string, TagCase>> = {
  ClientRate: {
    mc: "FEATURE(`ratecontrol')",
    keys: ADDRESSES,
    values: ["5", "0", "1", "many", "5.5", "-1", "5 a minute", "5 (office)", "05", "10000000000"],
    typed: (subject) => LIMITS.map((now) => [...side("client")(subject), `.D{client_rate}${now}`, "RateControl x"]),
    ruleset: "RateControl",
    claims: limitClaims,
  },
  ClientConn: {
    mc: "FEATURE(`conncontrol')",
    keys: ADDRESSES,
    values: ["5", "0", "1", "many", "5 (office)"],
    typed: (subject) =>
      LIMITS.map((now) => [...side("client")(subject), `.D{client_connections}${now}`, "ConnControl x"]),
    ruleset: "ConnControl",
    claims: limitClaims,
  },
  GreetPause: {
    mc: "FEATURE(`greet_pause', `777')",
    keys: HOSTS,
    values: ["0", "5000", "250", "1000", "1000 (slow)"],
    typed: ({ name = "stranger.test", address = "203.0.113.9" }) => [[`Start,greet_pause ${name} $| ${address}`]],
    ruleset: "greet_pause",
    claims: (sentence) => {
      const [, number, unit] = / comes after (\d+) (second|millisecond)/.exec(sentence) ?? [];
      return [new RegExp(`\\$# ${number === undefined ? 0 : Number(number) * (unit === "second" ? 1000 : 1)}$`)];
    },
  },
  Try_TLS: {
    keys: HOSTS,
    values: ["NO", "no", "YES", "NO # broken", "No", "NO (broken)", "NO, sir"],
    typed: (subject) => [[...side("server")(subject), "try_tls x"]],
    ruleset: "try_tls",
    claims: (sentence) => [/is sent without STARTTLS/.test(sentence) ? /do not try TLS/ : undefined],
  },
  TLS_Srv: {
    keys: HOSTS,
    values: TLS_VALUES,
    typed: tlsTyped(side("server"), (verify) => `tls_server ${verify}`),
    ruleset: "tls_server",
    claims: tlsClaims,
  },
  TLS_Clt: {
    keys: HOSTS,
    values: TLS_VALUES,
    typed: tlsTyped(side("client"), (verify) => `Start,tls_client ${verify} $| MAIL`),
    ruleset: "tls_client",
    claims: tlsClaims,
  },
  TLS_Rcpt: {
    keys: MAILBOXES,
    values: TLS_VALUES,
    typed: tlsTyped(
      () => side("server")({ near: "itself" }),
      (_, { mailbox = "u@else.test" }) => `tls_rcpt ${mailbox}`,
    ),
    ruleset: "tls_rcpt",
    claims: tlsClaims,
  },
  Srv_Features: {
    keys: HOSTS,
    values: ["S", "A V", "l", "s a", "V C", "S (old)", "SA", "S,A"],
    typed: (subject) => [[...side("client")(subject), "srv_features x"]],
    ruleset: "srv_features",
    claims: featureClaims,
  },
  Clt_Features: {
    // 8.17.1 asks about the name of a client, which the catalogue says of the tag.
    since: "8.18.1",
    keys: HOSTS,
    values: ["D", "D d", "d", "D (old)"],
    typed: ({ name = "stranger.test", address = "203.0.113.9" }) => [
      [...side("server")({ near: "itself", name, address }), `clt_features ${name}`],
    ],
    ruleset: "clt_features",
    claims: featureClaims,
  },
  TLS_Srv_Features: {
    mc: "FEATURE(`tls_session_features')",
    since: "8.17.1",
    keys: HOSTS,
    values: ["CipherList=HIGH", "Options=SSL_OP_NO_TLSv1; CipherList=HIGH", "nonsense"],
    typed: ({ name = "stranger.test", address = "203.0.113.9" }) => [[`Start,tls_srv_features ${name} $| ${address}`]],
    ruleset: "tls_srv_features",
    claims: settingsClaims,
  },
  TLS_Clt_Features: {
    mc: "FEATURE(`tls_session_features')",
    since: "8.17.1",
    keys: HOSTS,
    values: ["CipherList=HIGH", "Options=SSL_OP_NO_TLSv1; CipherList=HIGH", "nonsense"],
    typed: ({ name = "stranger.test", address = "203.0.113.9" }) => [[`Start,tls_clt_features ${name} $| ${address}`]],
    ruleset: "tls_clt_features",
    claims: settingsClaims,
  },
  XConnect: {
    mc: "HACK(`xconnect')",
    keys: HOSTS,
    values: ["OK", "yes", "haproxy1", "NO", "REJECT"],
    typed: ({ name = "stranger.test", address = "203.0.113.9" }) => [[`Start,x_connect ${name} $| ${address}`]],
    ruleset: "x_connect",
    claims: (sentence) => [/ may tell /.test(sentence) ? /^(?!\$# no$)/ : /^\$# no$/],
  },
  "Bcc, to the recipient": bcc("FEATURE(`bcc', `access')", /^[ju]\d* @ .*k\d/),
  "Bcc, to an archive": bcc("FEATURE(`bcc', `access', `', `keep@x.example')", /^keep @ x \. example$/),
  Compat: {
    mc: "FEATURE(`compat_check')",
    keys: [
      pair((from, to) => `${from}<@>${to}`),
      pair((from, to) => `${from.toUpperCase()}<@>${to}`),
      pair((from) => from),
    ],
    values: [
      ...[
        "DISCARD",
        "discard",
        "DISCARD:quietly",
        "DISCARD quietly",
        "DISCARDED",
        "TEMP:450 later",
        "temp:450 later",
        "TEMP",
      ],
      ...["ERROR:550 no", "ERROR:5.7.1:550 no", "error:550 no", "ERROR", "OK", "REJECT", "550 no"],
    ],
    typed: ({ sender = "s@else.test", mailbox = "u@else.test" }) => [[`Start,check_compat ${sender} $| ${mailbox}`]],
    ruleset: "check_compat",
    claims: (sentence) => [
      /is thrown away/.test(sentence)
        ? /^\$# discard/
        : /waits in the queue/.test(sentence)
          ? /^\$# error \$@ TEMPFAIL/
          : /comes back to its sender/.test(sentence)
            ? /^\$# error \$@ UNAVAILABLE/
            : undefined,
    ],
  },
  STS: {
    mc: "FEATURE(`sts')",
    since: "8.18.2",
    keys: HOSTS.slice(0, 4),
    values: ["NO", "no", "YES", "OK", "NO # old"],
    typed: ({ name = "else.test" }) => [[`STS_enabled ${name}`]],
    ruleset: "STS_enabled",
    claims: (sentence) => [/ without MTA-STS/.test(sentence) ? /^NO$/ : /^OK$/],
  },
  "Spam, friend": spam("friend"),
  "Spam, hater": spam("hater"),
  "Spam, Hater": spam("Hater"),
  CERTIssuer: {
    keys: CERTIFICATES,
    more: ["CERTSubject:/CN=owner\tRELAY"],
    values: ["RELAY", "relay", "SUBJECT", "RELAY (ours)", "RELAY # ours", "OK", "REJECT"],
    typed: ({ certificate = "/CN=stranger" }) => [
      relaying("OK", certificate, "/CN=nobody"),
      relaying("OK", certificate, "/CN=owner"),
      relaying("FAIL", certificate, "/CN=owner"),
    ],
    ruleset: "check_rcpt",
    claims: (sentence) => {
      const isAll = /^Anyone with a verified certificate/.test(sentence);
      const isSome = isAll || /^For a verified certificate/.test(sentence);
      return [isAll, isSome, false].map((may) => (may ? /RELAY/i : /Relaying denied/));
    },
  },
  CERTSubject: {
    keys: CERTIFICATES,
    more: ["CERTIssuer:/CN=ca\tSUBJECT", "CERTIssuer:/CN=no\tOK"],
    values: ["RELAY", "relay", "SUBJECT", "RELAY (ours)", "RELAY # ours", "OK"],
    typed: ({ certificate = "/CN=stranger" }) => [
      relaying("OK", "/CN=ca", certificate),
      relaying("OK", "/CN=no", certificate),
      relaying("FAIL", "/CN=ca", certificate),
    ],
    ruleset: "check_rcpt",
    claims: (sentence) => {
      const may = /^The owner of this certificate may relay/.test(sentence);
      return [may, false, false].map((one) => (one ? /RELAY/i : /Relaying denied/));
    },
  },
  QGRP: {
    mc: "FEATURE(`queuegroup')",
    keys: MAILBOXES,
    values: ["slow", "fast"],
    typed: ({ mailbox = "u@else.test" }) => [[`queuegroup ${mailbox}`]],
    ruleset: "queuegroup",
    claims: (sentence) => [new RegExp(`\\$# ${/queue group `(.*?)`/.exec(sentence)?.[1] ?? "no claim"}$`)],
  },
  AuthInfo: {
    keys: HOSTS,
    values: ['"U:joe" "P:secret"', '"U:ann" "P:x" "M:PLAIN"'],
    typed: (subject) => [[...side("server")(subject), "authinfo x"]],
    ruleset: "authinfo",
    claims: (sentence) => [new RegExp(`"U:${/ logs in as `(.*?)`/.exec(sentence)?.[1] ?? "no claim"}"`)],
  },
};
