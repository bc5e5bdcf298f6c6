// What the hover of a line of the access map says becomes of clients, senders and recipients is what sendmail's rulesets say.
import fc from "fast-check";
import { expect, test } from "vitest";
import { LONG, NEWEST, SEED } from "../programs.ts";
import { MailSite } from "../tables/mail-site.ts";
import { ASPECTS, type Aspect, claimed, outcomeIn } from "./access-claims.ts";
import { hovers, KEYS, mcOf, type Server, type Subject, typed, withHelpers } from "./access-questions.ts";

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
  ...["ERROR:550 see <b> now", "ERROR:550-no", "ERROR:5.7.1:550 (x) no", "550 no <x> <y> z"],
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

const RULESETS: Readonly<Record<Aspect, string>> = {
  client: "check_relay",
  sender: "check_mail",
  recipient: "check_rcpt",
  relaying: "check_rcpt",
  forging: "check_rcpt",
};

/** Outcomes of checks that let mail pass. */
const PASSES: ReadonlySet<string> = new Set(["ok", "relay"]);

/** Each server with its .mc, and as the .cf that is made of it: in an ordinary run one of the two. */
const CASES = Object.entries(SERVERS).flatMap(([name, server], at) =>
  (LONG ? ([".mc", ".cf"] as const) : [(at + SEED) % 2 === 0 ? (".mc" as const) : (".cf" as const)]).map(
    (as) => [as, name, server] as const,
  ),
);

test.each(CASES)("clients, senders and recipients of a %s: %s", async (as, name, server) => {
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
  const said = await hovers(server, texts, as === ".cf" ? { version: NEWEST } : undefined);
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
