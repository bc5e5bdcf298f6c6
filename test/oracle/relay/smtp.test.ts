// Real SMTP sessions: the daemon on 127.0.0.1, clients at other loopback addresses, and what decide() said of them.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decide } from "../../../server/src/relay/index.ts";
import type { Query } from "../../../server/src/relay/types.ts";
import type { Verdicts } from "../../../server/src/relay/verdicts/index.ts";
import type { MailSite } from "../../../server/src/site/types.ts";
import { DAEMON_HEAD, Daemon } from "./daemon.ts";
import { siteOf } from "./site.ts";
import { verdictsOf } from "./verdicts.ts";

const ABSENT = { "evil.example": "PERM", "temp.example": "TEMP" } as const;

const COMMON = `${DAEMON_HEAD}FEATURE(\`no_default_msa')
FEATURE(\`nocanonify')
LOCAL_DOMAIN(\`z')
RELAY_DOMAIN(\`r')
FEATURE(\`access_db', \`hash -T<TMPF> @/access')
`;

const SENDERS = [
  "<>",
  "<joe@fine.example>",
  "<joe@localhost>",
  "<joe>",
  "<joe@evil.example>",
  "<joe@EVIL.example.>",
  "joe@evil.example",
  "<joe%x@evil.example>",
  "<@a,@b:joe@evil.example>",
  '<"joe"@evil.example>',
  '<"a@b"@evil.example>',
  "<h!joe@evil.example>",
  "<evil.example!joe>",
  "<joe%evil.example>",
  "<joe+x@evil.example (comment)>",
  "<joe@temp.example>",
  "<@>",
  "<joe@>",
  "<@evil.example>",
  "<joe@a..b>",
  "<joe@fine.example.REDIRECT>",
  "<joe@fine.example> SIZE=100",
  "<joe@fine.example> junk",
  "<joe@fine.example>>",
  "<joe(@fine.example>",
  "<joe@*LOCAL*>",
  "<joe blow@evil.example>",
  `<${"l".repeat(250)}@fine.example>`,
  `<${"l".repeat(300)}@fine.example>`,
  `<u${"l".repeat(300)}er"@fine.example>`,
  `<"u${"l".repeat(300)}er@fine.example>`,
  `<u${"l".repeat(300)}er(@fine.example>`,
  `<u@${"l".repeat(300)}er (fine.example>`,
  "<:include:joe@z>",
  "<:INCLUDE:joe@fine.example>",
  "<|prog@z>",
  '<"|prog"@z>',
  "</file@z>",
  "</file@fine.example>",
  "<!>",
  `<joe${"%z".repeat(46)}@z>`,
  `<joe${"%z".repeat(47)}@z>`,
  "<q1@fine.example>",
  "<q2@fine.example>",
  "<q3@fine.example>",
  "<q4@fine.example>",
  "<q5@fine.example>",
  "<q6@fine.example>",
  "<q7@fine.example>",
  "<q8@fine.example>",
  "<q9@fine.example>",
] as const;

const RECIPIENTS = [
  "<victim@elsewhere.example>",
  "<victim@elsewhere.example (comment)>",
  "<user@relay.example.org>",
  "<victim%elsewhere.example@relay.example.org>",
  "<victim%elsewhere.example@mx.example.com>",
  "<user%relay.example.org@mx.example.com>",
  "<elsewhere.example!victim>",
  "<@relay.example.org:victim@elsewhere.example>",
  '<"victim@elsewhere.example"@mx.example.com>',
  '<"victim@elsewhere.example">',
  "<root>",
  "<root@mx.example.com>",
  "<root@MX.EXAMPLE.COM.>",
  "<disabled@relay.example.org>",
  "<user@quarantine.example>",
  "<user@discard.example>",
  "<a@@b>",
  "<a@b@c>",
  "<@>",
  "<>",
  "",
  "|cat",
  "<|cat>",
  "/tmp/x",
  ":include:/tmp/x",
  "<user@[127.0.0.1]>",
  "<user@host:25>",
  "<user@elsewhere.example.REDIRECT>",
  "<>>",
  "<",
  "<<user@relay.example.org>>",
  "<user@relay.example.org",
  "user@relay.example.org>",
  "user@relay.example.org",
  "<user@a,b@relay.example.org>",
  "<user@relay.example.org> junk",
  "Name <user@relay.example.org>",
  "<joe blow@relay.example.org>",
  "<joe(@relay.example.org>",
  "<joe)@relay.example.org>",
  '<"joe@relay.example.org>',
  "<joe@relay.example.org\\>",
  "<joe@[192.0.2.7>",
  '<joe@"relay.example.org">',
  '<""@relay.example.org>',
  "<joe@relay example.org>",
  "<joe\\!relay.example.org>",
  `<${"l".repeat(235)}@relay.example.org>`,
  `<${"l".repeat(250)}@relay.example.org>`,
  `<${"l".repeat(300)}@relay.example.org>`,
  `<${"l.".repeat(150)}l@relay.example.org>`,
  "<(comment) user@relay.example.org>",
  "<*LOCAL*@relay.example.org>",
  "<root@*LOCAL*>",
  "<x@$m>",
  "<!>",
  "<@::!>",
  "<@!single>",
  "<group|@@:;;>",
  "user@relay.example.org@\\",
  `<root${"%z".repeat(42)}@z>`,
  `<root${"%z".repeat(43)}@z>`,
  `<root${"%z".repeat(44)}@z>`,
  `<root${"%z".repeat(45)}@z>`,
  `<root${"%z".repeat(46)}@z>`,
  `<root${"%z".repeat(47)}@z>`,
  `<root${"%z".repeat(48)}@z>`,
  `<root${"%z".repeat(49)}@z>`,
  `<victim%elsewhere.example${"%r".repeat(43)}@r>`,
  `<victim%elsewhere.example${"%r".repeat(44)}@r>`,
  `<victim%elsewhere.example${"%r".repeat(45)}@r>`,
] as const;

const ACCESS = `q1@ "550 no way" jose
q2@ 550 no "quoted \\"inner\\"" way
q3@ ERROR:5.7.1:550 some text, with comma
q4@ ERROR:"550 5.7.1 all quoted"
q5@ DISCARD
q6@ QUARANTINE:smells bad
q7@ REJECT
q8@ ERROR:4.7.1:451 later
q9@ just text
To:disabled@ REJECT
To:quarantine.example QUARANTINE:held here
To:discard.example DISCARD
Connect:127.0.0.6 RELAY
Connect:127.0.0.7 REJECT
TLS_Clt:127.0.0.10 VERIFY
TLS_Clt:127.0.0.11 PERM+ENCR:112
Connect:127.0.0.8 ERROR:"554 5.7.1 not you"
`;

const CONFIGURATIONS: Readonly<Record<string, string>> = {
  plain: "FEATURE(`redirect')\nFEATURE(`blocklist_recipients')\nRELAY_DOMAIN(`relay.example.org')\n",
  "delayed checks, sender believed":
    "FEATURE(`delay_checks')\nFEATURE(`blocklist_recipients')\nFEATURE(`relay_local_from')\nFEATURE(`loose_relay_check')\nRELAY_DOMAIN(`relay.example.org 127.0.0.9')\n",
  "delayed checks as Debian has them":
    "define(`_FFR_MAIL_MACRO')\nFEATURE(`delay_checks')\nRELAY_DOMAIN(`relay.example.org')\n",
  "a listener with the delivery mode defer": "RELAY_DOMAIN(`relay.example.org')\n",
  "delivery mode defer": "define(`confDELIVERY_MODE', `defer')\nRELAY_DOMAIN(`relay.example.org')\n",
  "a listener with the delivery mode defer, delayed checks": "FEATURE(`delay_checks')\n",
  "authentication demanded": "RELAY_DOMAIN(`relay.example.org')\n",
};

describe.each(Object.entries(CONFIGURATIONS))("%s", (name, features) => {
  let daemon: Daemon;
  let site: MailSite;
  let verdicts: Verdicts;
  beforeAll(async () => {
    const flags =
      name === "authentication demanded" ? ", M=a" : name.startsWith("a listener") ? ", DeliveryMode=defer" : "";
    const listener = `DAEMON_OPTIONS(\`Port=PORT, Addr=127.0.0.1, Name=MTA${flags}')\n`;
    const mc = `${COMMON}${listener}${features}MAILER(\`local')\nMAILER(\`smtp')\n`;
    daemon = await Daemon.start({ mc, access: ACCESS }, ABSENT);
    site = await siteOf(
      { mc: daemon.mc, access: ACCESS, relayDomains: undefined, localHostNames: undefined },
      daemon.dir,
    );
    verdicts = await verdictsOf(daemon.dir);
  });
  afterAll(() => daemon.stop());

  const sessions: [string, string, string][] = [
    ...SENDERS.map((sender): [string, string, string] => ["127.0.0.5", sender, "<root@mx.example.com>"]),
    ...RECIPIENTS.map((recipient): [string, string, string] => ["127.0.0.5", "<joe@fine.example>", recipient]),
    ["127.0.0.5", "<root@mx.example.com>", "<victim@elsewhere.example>"],
    ["127.0.0.6", "<joe@fine.example>", "<victim@elsewhere.example>"],
    ["127.0.0.7", "<joe@fine.example>", "<root@mx.example.com>"],
    ["127.0.0.8", "<joe@fine.example>", "<root@mx.example.com>"],
    ["127.0.0.9", "<joe@fine.example>", "<victim@elsewhere.example>"],
    ["127.0.0.10", "<joe@fine.example>", "<root@mx.example.com>"],
    ["127.0.0.11", "<joe@fine.example>", "<root@mx.example.com>"],
  ];
  test.each(sessions)("%s %s %s", async (clientAddress, sender, recipient) => {
    const query: Query = {
      clientAddress,
      clientName: `[${clientAddress}]`,
      clientResolve: "FAIL",
      sender,
      recipient,
      authType: "",
      dns: { senders: ABSENT },
    };
    const { accepted, stage, reply, certain } = decide(site, query);
    const answer = await daemon.session(query);
    const theirs = {
      accepted: answer.stage === null,
      stage: answer.stage,
      reply: answer.stage === null ? null : answer,
    };
    const shown = theirs.reply && { code: theirs.reply.code, dsn: theirs.reply.dsn, text: theirs.reply.text };
    // A client that is turned away hears of it only when it says MAIL.
    const told = { ...theirs, reply: shown };
    if (certain) expect({ accepted, stage: stage === "connect" ? "mail" : stage, reply }, "the model").toEqual(told);
    const judged = verdicts.decide(query);
    const its = { accepted: judged.accepted, stage: judged.stage === "connect" ? "mail" : judged.stage };
    expect({ ...its, reply: judged.reply }, "the interpreter").toEqual(told);
  });
});
