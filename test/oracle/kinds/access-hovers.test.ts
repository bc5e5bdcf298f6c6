// What the hover of a line of the access map says becomes of clients, senders and recipients is what sendmail's rulesets say.
import fc from "fast-check";
import { expect, test } from "vitest";
import { EditorFeatures } from "../../../server/src/features/editor.ts";
import { EDITORS } from "../../../server/src/kinds/editors.ts";
import { siteFrom } from "../../../server/src/site/testing.ts";
import { LONG, SEED } from "../programs.ts";
import { answerIn } from "../relay/sendmail.ts";
import { MailSite } from "../tables/mail-site.ts";
import { ASPECTS, type Aspect, claimed, covers, type Nearness, outcomeIn } from "./access-claims.ts";

const features = new EditorFeatures(EDITORS);

/** Lines of the .mc, each on its own, for the servers that are asked. */
interface Server {
  /** The words of access_db. */
  readonly words?: string;
  readonly mc: string;
}

const SERVERS: Readonly<Record<string, Server>> = {
  plain: { mc: "FEATURE(`blocklist_recipients')" },
  "without blocklist_recipients": { mc: "" },
  "the words of access_db": {
    words: ", `skip', `lookupdotdomain', `relaytofulladdress'",
    mc: "FEATURE(`blocklist_recipients')",
  },
  relay_hosts_only: {
    words: ", `lookupdotdomain'",
    mc: "FEATURE(`relay_hosts_only')\nFEATURE(`blocklist_recipients')",
  },
  relay_mail_from: { mc: "FEATURE(`relay_mail_from')" },
  "relay_mail_from of domains": { words: ", `lookupdotdomain'", mc: "FEATURE(`relay_mail_from', `domain')" },
  "texts of its own": {
    words: ", `skip'",
    mc: "define(`confREJECT_MSG', `554 go away')\ndefine(`confRCPTREJ_MSG', `not here')\nFEATURE(`blocklist_recipients')",
  },
  delay_checks: { words: ", `skip'", mc: "FEATURE(`delay_checks')\nFEATURE(`blocklist_recipients')" },
};

/** The .mc of a server whose tables are in `dir`. */
const mcOf = ({ words = "", mc }: Server, dir: string): string =>
  `FEATURE(\`accept_unresolvable_domains')\nFEATURE(\`access_db', \`hash -T<TMPF> ${dir}/access'${words})\n${mc}\n`;

/** The hover of each line of an access map. */
async function hovers(server: Server, lines: readonly string[]): Promise<readonly string[]> {
  const mc = `OSTYPE(\`linux')\ndefine(\`confDOMAIN_NAME', \`mx.example.com')\nLOCAL_DOMAIN(\`local.example')\n${mcOf(server, "/etc/mail")}MAILER(\`local')\nMAILER(\`smtp')\n`;
  const site = await siteFrom({ "sendmail.mc": mc, access: `${lines.join("\n")}\n` });
  const uri = site.mc?.uri.replace(/[^/]*$/, "access") ?? "";
  return lines.map((_, line) => {
    const contents = features.hover(site, uri, { line, character: 0 }, {})?.contents;
    return typeof contents === "object" && "value" in contents ? contents.value : "";
  });
}

/** Whom a key means: the client's name and address, and the mailbox, that are the key itself and below it. */
interface Subject {
  readonly near: Nearness;
  readonly name?: string;
  readonly address?: string;
  readonly mailbox?: string;
}

/** A key as it is written for the line of a number, and whom to ask about. */
type Key = (at: number) => readonly [written: string, subjects: readonly Subject[]];

const domain =
  (write: (name: string) => string): Key =>
  (at) => {
    const name = `k${at}.test`;
    return [
      write(name),
      [
        { near: "itself", name, mailbox: `u@${name}` },
        { near: "below", name: `host.sub.${name}`, mailbox: `u@host.sub.${name}` },
      ],
    ];
  };
const client =
  (write: (at: number) => string, address: (at: number) => string, name?: (at: number) => string): Key =>
  (at) => [
    write(at),
    [
      {
        near: "itself",
        address: address(at),
        mailbox: `u@[${address(at)}]`,
        ...(name === undefined ? {} : { name: name(at) }),
      },
    ],
  ];
const v4 = (at: number): string => `198.18.${at >> 8}.${at & 255}`;
const net = (at: number): string => `198.${64 + (at >> 8)}.${at & 255}`;

const KEYS: readonly Key[] = [
  domain((name) => name),
  domain((name) => name),
  domain((name) => name.toUpperCase()),
  domain((name) => `.${name}`),
  domain((name) => `*.${name}`),
  domain((name) => `${name}.`),
  client(v4, v4),
  client(v4, v4),
  client((at) => `${v4(at)}/32`, v4),
  client(net, (at) => `${net(at)}.7`),
  client(
    (at) => `${net(at)}.`,
    (at) => `${net(at)}.7`,
  ),
  client(
    (at) => `${net(at)}.0/24`,
    (at) => `${net(at)}.7`,
  ),
  client(
    (at) => `IPv6:2001:db8:${at.toString(16)}`,
    (at) => `IPv6:2001:db8:${at.toString(16)}:0:0:0:0:1`,
  ),
  client(
    (at) => `IPv6:2001:db8:${at.toString(16)}::1`,
    (at) => `IPv6:2001:db8:${at.toString(16)}:0:0:0:0:1`,
  ),
  (at) => [`[${v4(at)}]`, [{ near: "itself", address: v4(at), name: `[${v4(at)}]`, mailbox: `u@[${v4(at)}]` }]],
  (at) => [
    `j${at}@k${at}.test`,
    [
      { near: "itself", mailbox: `j${at}@k${at}.test` },
      { near: "below", mailbox: `j${at}@sub.k${at}.test`, name: `k${at}.test` },
    ],
  ],
  (at) => [`J${at}@K${at}.test`, [{ near: "itself", mailbox: `j${at}@k${at}.test` }]],
  (at) => [`@k${at}.test`, [{ near: "itself", mailbox: `j${at}@k${at}.test`, name: `k${at}.test` }]],
];

const VALUES: readonly string[] = [
  ...["OK", "RELAY", "relay", "REJECT", "Reject", "DISCARD", "SKIP", "QUARANTINE:look at it", "QUARANTINE", "ALLOW"],
  ...["ERROR:550 no", "ERROR:4.2.1:450 not now", 'ERROR:"550 5.7.1 no, thank you"', "ERROR:5.1.1:550 gone", "FRIEND"],
  ...["550 no way", "450 4.7.1 later", "554 5.7.1 We know you", "RELAY # office", "REJECT # spam", "ERROR:5.1.1:gone"],
  ...[
    "ERROR:no number",
    "ERROR:250 fine",
    "550",
    "OK, RELAY",
    "DISCARD:silently",
    "REJECT:550 no",
    "just words",
    "Relay",
  ],
];

const LINES = LONG ? 600 : 50;

/** Lines with keys of their own, and whom to ask about for each. */
function linesOf(name: string) {
  const line = fc.tuple(
    fc.constantFrom("", "", "Connect:", "From:", "To:", "connect:", "FROM:"),
    fc.constantFrom(...KEYS),
    fc.constantFrom(...VALUES),
  );
  const seed = SEED + ([...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 100_000);
  return fc.sample(line, { numRuns: LINES, seed }).map(([tag, key, value], at) => {
    const [written, subjects] = key(at + 1);
    return { text: `${tag}${written}\t${value}`, subjects };
  });
}

/** The questions about a subject, by what they are about; [] where it has no such part. */
function questions(
  { name, address, mailbox }: Subject,
  aspect: Aspect,
  isDelayed: boolean,
): readonly string[] | undefined {
  const isClient = aspect === "client" || aspect === "relaying";
  if (isClient ? name === undefined && address === undefined : mailbox === undefined) return undefined;
  const host = isClient ? (name ?? "stranger.test") : "stranger.test";
  const from = isClient ? (address ?? "203.0.113.9") : "203.0.113.9";
  const sender = !isClient && aspect !== "recipient" ? (mailbox ?? "") : "somebody@else.test";
  const recipient =
    aspect === "recipient"
      ? mailbox
      : aspect === "client" || aspect === "sender"
        ? "root@local.example"
        : "any@where.test";
  const typed = isDelayed
    ? "AskRcpt x"
    : aspect === "client"
      ? `Start,check_relay ${host} $| ${from}`
      : aspect === "sender"
        ? "AskMail x"
        : "AskRcpt x";
  return [
    `.D{client_addr}${from}`,
    `.D{client_name}${host}`,
    `.D{client_resolve}${host.startsWith("[") ? "FAIL" : "OK"}`,
    `.Df${sender}`,
    `.D{asked_sender}<${sender}>`,
    `.D{asked_recipient}<${recipient}>`,
    typed,
  ];
}

/** Rulesets that hand over what test mode would change. */
const HELPERS = [
  "SStart\nR$* $$| $*\t$: $1 $| $2",
  "SAskMail\nR$*\t$: $>check_mail $&{asked_sender}",
  "SAskRcpt\nR$*\t$: $>check_rcpt $&{asked_recipient}\n",
].join("\n");

/** What is printed for each group of lines typed in test mode. */
function typed(site: MailSite, groups: readonly (readonly string[])[]): readonly string[] {
  const lines = groups.flatMap((group, at) => [`.DX@@${at}`, "$X", ...group]);
  const chunks = site
    .testMode([".D{auth_type}", ".D{client_ptr}", ...lines])
    .split(/^[> ]*@@\d+$/m)
    .slice(1);
  if (chunks.length !== groups.length) throw new Error(`${chunks.length} of ${groups.length} answers`);
  return chunks;
}

const withHelpers = (cf: string): string => `${cf}\n${HELPERS}`;
const RULESETS: Readonly<Record<Aspect, string>> = {
  client: "check_relay",
  sender: "check_mail",
  recipient: "check_rcpt",
  relaying: "check_rcpt",
  forging: "check_rcpt",
};

/** Outcomes of checks that let mail pass. */
const PASSES: ReadonlySet<string> = new Set(["ok", "relay"]);

test.each(Object.entries(SERVERS))("clients, senders and recipients: %s", async (name, server) => {
  const lines = linesOf(name);
  const texts = lines.map(({ text }) => text);
  const isDelayed = server.mc.includes("delay_checks");
  const site = new MailSite({ mc: mcOf(server, "@"), adapt: withHelpers });
  site.hash("access", texts);
  const asked = lines.flatMap(({ text, subjects }, line) =>
    subjects.flatMap((subject) =>
      ASPECTS.flatMap((aspect) => {
        const question = questions(subject, aspect, isDelayed);
        return question === undefined ? [] : [{ text, line, subject, aspect, question }];
      }),
    ),
  );
  const printed = typed(
    site,
    asked.map(({ question }) => question),
  );
  site.dispose();
  const said = await hovers(server, texts);
  const wrong = asked.flatMap(({ text, line, subject, aspect }, at) => {
    const theirs = outcomeIn(printed[at], isDelayed ? "check_rcpt" : RULESETS[aspect]);
    const ours = claimed(said[line] ?? "", subject.near)[aspect];
    // Whom a check lets pass may relay or not: only of recipients elsewhere it decides that.
    const isSame = ours === theirs || (PASSES.has(ours) && PASSES.has(theirs));
    return isSame
      ? []
      : [`${text} | ${aspect} ${subject.near}: we ${ours}, they ${theirs} | ${said[line]?.split("\n\n")[0]}`];
  });
  console.log(
    `hovers agree with sendmail on ${asked.length - wrong.length} of ${asked.length} questions about ${lines.length} lines`,
  );
  expect(wrong).toEqual([]);
  expect(asked.length).toBeGreaterThan(LINES * 2);
});

/** A tag that is asked about by a ruleset of its own. */
interface TagCase {
  readonly mc?: string;
  readonly keys: readonly Key[];
  readonly values: readonly string[];
  /** What is typed for a subject, to be asked each on its own. */
  readonly typed: (subject: Subject) => readonly (readonly string[])[];
  readonly ruleset: string;
  /** The hover's claim, as the answers to what is typed: a text that the answer has, or none for an answer without an error. */
  readonly claims: (sentence: string) => readonly (RegExp | undefined)[];
}

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
/** States of a connection: without TLS, with a certificate that cannot be verified, weak, strong. */
const STATES = [
  ["NONE", "0"],
  ["FAIL", "256"],
  ["OK", "56"],
  ["OK", "256"],
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
];

function tlsClaims(sentence: string): readonly (RegExp | undefined)[] {
  if (/demands nothing/.test(sentence)) return STATES.map(() => undefined);
  const bits = Number(/with at least (\d+) bits/.exec(sentence)?.[1] ?? 0);
  const isVerified = /needs a certificate that can be verified/.test(sentence);
  const reply = / is refused for good/.test(sentence) ? /\$: 5/ : /\$: 4/;
  return STATES.map(([verify, has]) => ((isVerified && verify !== "OK") || Number(has) < bits ? reply : undefined));
}

const tlsTyped =
  (
    lines: (subject: Subject) => readonly string[],
    ruleset: (verify: string, subject: Subject) => string,
  ): TagCase["typed"] =>
  (subject) =>
    STATES.map(([verify, bits]) => [
      ...lines(subject),
      `.D{verify}${verify}`,
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

const featureClaims = (sentence: string): readonly (RegExp | undefined)[] => {
  const letters = [...sentence.matchAll(/^- `(.*?)`/gm)].map(([, letter = ""]) => letter);
  const whole = /: `(.*?)`\.$/.exec(sentence)?.[1];
  return [new RegExp(`\\$# ${(whole ?? letters.join(" ")).replace(/\s+/g, " *")}$`)];
};

const TAGS: Readonly<Record<string, TagCase>> = {
  ClientRate: {
    mc: "FEATURE(`ratecontrol')",
    keys: ADDRESSES,
    values: ["5", "0", "1", "many", "5.5", "-1", "5 a minute"],
    typed: (subject) => LIMITS.map((now) => [...side("client")(subject), `.D{client_rate}${now}`, "RateControl x"]),
    ruleset: "RateControl",
    claims: limitClaims,
  },
  ClientConn: {
    mc: "FEATURE(`conncontrol')",
    keys: ADDRESSES,
    values: ["5", "0", "1", "many"],
    typed: (subject) =>
      LIMITS.map((now) => [...side("client")(subject), `.D{client_connections}${now}`, "ConnControl x"]),
    ruleset: "ConnControl",
    claims: limitClaims,
  },
  GreetPause: {
    mc: "FEATURE(`greet_pause', `777')",
    keys: HOSTS,
    values: ["0", "5000", "250", "1000"],
    typed: ({ name = "stranger.test", address = "203.0.113.9" }) => [[`Start,greet_pause ${name} $| ${address}`]],
    ruleset: "greet_pause",
    claims: (sentence) => {
      const [, number, unit] = / comes after (\d+) (second|millisecond)/.exec(sentence) ?? [];
      return [new RegExp(`\\$# ${number === undefined ? 0 : Number(number) * (unit === "second" ? 1000 : 1)}$`)];
    },
  },
  Try_TLS: {
    keys: HOSTS,
    values: ["NO", "no", "YES", "NO # broken", "No"],
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
      () => [],
      (_, { mailbox = "u@else.test" }) => `tls_rcpt ${mailbox}`,
    ),
    ruleset: "tls_rcpt",
    claims: tlsClaims,
  },
  Srv_Features: {
    keys: HOSTS,
    values: ["S", "A V", "l", "s a", "V C"],
    typed: (subject) => [[...side("client")(subject), "srv_features x"]],
    ruleset: "srv_features",
    claims: featureClaims,
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

test.each(Object.entries(TAGS))("%s", async (tag, { mc = "", keys, values, typed: lines, ruleset, claims }) => {
  const server = { mc };
  const made = fc
    .sample(fc.tuple(fc.constantFrom(...keys), fc.constantFrom(...values)), {
      numRuns: LONG ? 300 : 24,
      seed: SEED + 3,
    })
    .map(([key, value], at) => {
      const [written, subjects] = key(at + 1);
      return { text: `${tag}:${written}\t${value}`, subjects };
    });
  const site = new MailSite({ mc: mcOf(server, "@"), adapt: withHelpers });
  const texts = made.map(({ text }) => text);
  site.hash("access", texts);
  const asked = made.flatMap(({ text, subjects }, line) =>
    subjects.flatMap((subject) => lines(subject).map((question, nth) => ({ text, line, subject, question, nth }))),
  );
  const strangers = lines({ near: "itself" });
  const printed = typed(site, [...strangers, ...asked.map(({ question }) => question)]);
  site.dispose();
  const answer = (text: string | undefined): string => answerIn(text, ruleset);
  const untouched = strangers.map((_, nth) => answer(printed[nth]));
  const said = await hovers(server, texts);
  const wrong = asked.flatMap(({ text, line, subject, nth }, at) => {
    const theirs = answer(printed[strangers.length + at]);
    const sentence = said[line]?.split("\n\n")[0] ?? "";
    const isAbout = !sentence.startsWith("**This line") && covers(sentence, subject.near);
    const claim = claims(sentence)[nth];
    const isError = theirs.includes("$# error");
    const isIdle = / changes nothing:| demands nothing:/.test(sentence);
    const isTrue = isIdle ? !isError : isAbout ? (claim?.test(theirs) ?? !isError) : theirs === untouched[nth];
    return isTrue ? [] : [`${text} | ${nth} ${subject.near}: ${theirs} | ${sentence}`];
  });
  console.log(
    `${tag}: hovers agree on ${asked.length - wrong.length} of ${asked.length} questions about ${made.length} lines`,
  );
  expect(wrong).toEqual([]);
});
