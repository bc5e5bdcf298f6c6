// Clients that authenticate, by password or by certificate, in real SMTP sessions, and what decide() says of them.
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { connect as openTls } from "node:tls";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decide } from "../../../server/src/relay/index.ts";
import type { Query } from "../../../server/src/relay/types.ts";
import type { MailSite } from "../../../server/src/site/types.ts";
import { reply, say } from "../catalog/daemon.ts";
import { Credentials, type Identity, PASSWORD, USER } from "./credentials.ts";
import { type Answer, answerOf, DAEMON_HEAD, Daemon } from "./daemon.ts";
import { HOST } from "./generator.ts";
import { siteOf } from "./site.ts";

const credentials = new Credentials(HOST);
afterAll(() => credentials.dispose());

/** Certificates by the names that sessions give them. */
const IDENTITIES = {
  laptop: credentials.client("laptop", "/O=Laptops/CN=laptop.example.com", "ours"),
  phone: credentials.client("phone", "/O=Phones/CN=phone.example.com", "ours"),
  stranger: credentials.client("stranger", "/O=Laptops/CN=laptop.example.com", "theirs"),
} satisfies Record<string, Identity>;

/** What the server makes of a certificate: macros of sendmail, blanks as `+20`. */
const CERTIFIED: Readonly<Record<keyof typeof IDENTITIES, Partial<Query>>> = {
  laptop: {
    tlsVerify: "OK",
    certIssuer: "/O=Our+20Users/CN=ca.example.com",
    certSubject: "/O=Laptops/CN=laptop.example.com",
    certName: "laptop.example.com",
  },
  phone: {
    tlsVerify: "OK",
    certIssuer: "/O=Our+20Users/CN=ca.example.com",
    certSubject: "/O=Phones/CN=phone.example.com",
    certName: "phone.example.com",
  },
  stranger: {
    tlsVerify: "FAIL",
    certIssuer: "/O=Somebody/CN=ca.stranger.example",
    certSubject: "/O=Laptops/CN=laptop.example.com",
    certName: "laptop.example.com",
  },
};

type Mechanism = "PLAIN" | "LOGIN" | "CRAM-MD5";

interface Session {
  readonly from?: string;
  readonly tls?: boolean;
  readonly identity?: keyof typeof IDENTITIES;
  readonly mechanism?: Mechanism;
  readonly password?: string;
  readonly helo?: string;
  readonly sender?: string;
  readonly recipient?: string;
}

const base64 = (text: string): string => Buffer.from(text).toString("base64");

/** Authenticates; true where the server believed it. */
async function authenticate(socket: Socket, mechanism: Mechanism, password: string): Promise<boolean> {
  const first = mechanism === "PLAIN" ? ` ${base64(`\0${USER}\0${password}`)}` : "";
  let answer = await say(socket, `AUTH ${mechanism}${first}`);
  const replies =
    mechanism === "LOGIN"
      ? [() => USER, () => password]
      : mechanism === "CRAM-MD5"
        ? [(challenge: string) => `${USER} ${createHmac("md5", password).update(challenge).digest("hex")}`]
        : [];
  for (const respond of replies) {
    if (!answer.startsWith("334")) return false;
    answer = await say(socket, base64(respond(Buffer.from(answer.slice(4), "base64").toString())));
  }
  return answer.startsWith("235");
}

/** One session up to the reply to RCPT, and whether the client authenticated in it. */
async function converse(daemon: Daemon, session: Session): Promise<{ answer: Answer; authenticated: boolean }> {
  let socket: Socket = connect({ host: "127.0.0.1", port: daemon.port, localAddress: session.from ?? "127.0.0.5" });
  try {
    const greet = `EHLO ${session.helo ?? "client.example"}`;
    await reply(socket);
    await say(socket, greet);
    if (session.tls || session.identity) {
      await say(socket, "STARTTLS");
      const identity = session.identity && IDENTITIES[session.identity];
      const secure = openTls({ socket, rejectUnauthorized: false, ...identity });
      await once(secure, "secureConnect");
      socket = secure;
      await say(socket, greet);
    }
    const { mechanism, password = PASSWORD } = session;
    const authenticated = mechanism !== undefined && (await authenticate(socket, mechanism, password));
    const mail = answerOf("mail", await say(socket, `MAIL FROM:${session.sender ?? "<joe@fine.example>"}`));
    if (mail.stage !== null) return { answer: mail, authenticated };
    const rcpt = await say(socket, `RCPT TO:${session.recipient ?? "<victim@elsewhere.example>"}`);
    return { answer: answerOf("rcpt", rcpt), authenticated };
  } finally {
    socket.destroy();
  }
}

function queryOf(session: Session, authenticated: boolean): Query {
  const clientAddress = session.from ?? "127.0.0.5";
  const tls = session.identity ? CERTIFIED[session.identity] : session.tls ? { tlsVerify: "NO" } : {};
  return {
    clientAddress,
    clientName: `[${clientAddress}]`,
    clientResolve: "FAIL",
    sender: session.sender ?? "<joe@fine.example>",
    recipient: session.recipient ?? "<victim@elsewhere.example>",
    authType: authenticated ? (session.mechanism ?? "") : "",
    helo: session.helo ?? "client.example",
    ...(session.tls || session.identity ? { cipherBits: 256 } : {}),
    ...tls,
  };
}

const COMMON = `${DAEMON_HEAD}define(\`confAUTH_MECHANISMS', \`PLAIN LOGIN CRAM-MD5')
define(\`confAUTH_OPTIONS', \`p')
define(\`confCACERT', \`${credentials.at("ours.pem")}')
define(\`confCACERT_PATH', \`${credentials.dir}')
define(\`confSERVER_CERT', \`${credentials.at("server.pem")}')
define(\`confSERVER_KEY', \`${credentials.at("server.key")}')
FEATURE(\`no_default_msa')
FEATURE(\`nocanonify')
FEATURE(\`access_db', \`hash -T<TMPF> @/access')
FEATURE(\`block_bad_helo')
`;

/** The SASL library looks for its own configuration where this says. */
const LOCAL = `LOCAL_CONFIG\nESASL_CONF_PATH=${credentials.dir}\n`;

const DEMANDS = `TLS_Clt:127.0.0.9 VERIFY
TLS_Clt:127.0.0.10 PERM+ENCR:112
TLS_Clt:127.0.0.11 VERIFY:128+CN:laptop.example.com
TLS_Clt:127.0.0.12 ENCR:512
TLS_Clt:127.0.0.13 VERIFY+CS:/O=Laptops/CN=laptop.example.com++CI:/O=Our+20Users/CN=ca.example.com
Connect:127.0.0.14 REJECT
`;

const TRUST = "TRUST_AUTH_MECH(`PLAIN CRAM-MD5')\n";
const CONFIGURATIONS: Readonly<
  Record<string, { readonly mc: string; readonly access: string; readonly flags?: string }>
> = {
  "mechanisms that are trusted": { mc: TRUST, access: DEMANDS },
  "no mechanism is trusted": { mc: "", access: DEMANDS },
  "delayed checks": { mc: `${TRUST}FEATURE(\`delay_checks')\n`, access: DEMANDS },
  "delayed checks but for friends": {
    mc: `${TRUST}FEATURE(\`delay_checks', \`friend')\n`,
    access: `${DEMANDS}Spam:root@${HOST} FRIEND\n`,
  },
  "delivery mode defer": { mc: `${TRUST}define(\`confDELIVERY_MODE', \`defer')\n`, access: DEMANDS },
  "permanent refusals": { mc: `${TRUST}define(\`TLS_PERM_ERR')\n`, access: DEMANDS },
  "authentication demanded": { mc: TRUST, access: DEMANDS, flags: ", M=a" },
  "certificates of an authority": {
    mc: "",
    access: `${DEMANDS}CERTIssuer:/O=Our+20Users/CN=ca.example.com RELAY\nCERTIssuer:/O=Somebody/CN=ca.stranger.example RELAY\n`,
  },
  "certificates of an authority for some": {
    mc: "",
    access: `${DEMANDS}CERTIssuer:/O=Our+20Users/CN=ca.example.com SUBJECT\nCERTSubject:/O=Laptops/CN=laptop.example.com RELAY\n`,
  },
  "an authority written with a blank": {
    mc: "",
    access: `${DEMANDS}CERTIssuer:/O=Our Users/CN=ca.example.com RELAY\n`,
  },
};

const SESSIONS: Readonly<Record<string, Session>> = {
  "a stranger": {},
  "a stranger over TLS": { tls: true },
  "a stranger who writes to a user": { recipient: `<root@${HOST}>` },
  "PLAIN over TLS": { tls: true, mechanism: "PLAIN" },
  "PLAIN over TLS with a wrong password": { tls: true, mechanism: "PLAIN", password: "wrong" },
  "PLAIN without TLS": { mechanism: "PLAIN" },
  "LOGIN over TLS": { tls: true, mechanism: "LOGIN" },
  "CRAM-MD5": { mechanism: "CRAM-MD5" },
  "CRAM-MD5 with a wrong password": { mechanism: "CRAM-MD5", password: "wrong" },
  "CRAM-MD5 over TLS": { tls: true, mechanism: "CRAM-MD5" },
  "CRAM-MD5 with a certificate": { identity: "phone", mechanism: "CRAM-MD5" },
  "CRAM-MD5 and a bad name in EHLO": { mechanism: "CRAM-MD5", helo: "mx.example.com" },
  "a bad name in EHLO": { helo: "mx.example.com", recipient: `<root@${HOST}>` },
  "CRAM-MD5 from where nobody is heard": { from: "127.0.0.14", mechanism: "CRAM-MD5" },
  "a malformed sender and CRAM-MD5": { sender: "<joe@>", mechanism: "CRAM-MD5" },
  "a malformed sender over TLS": { from: "127.0.0.9", sender: "<joe@>", tls: true },
  "a certificate": { identity: "laptop" },
  "a certificate of another user": { identity: "phone" },
  "a certificate of another authority": { identity: "stranger" },
  ...Object.fromEntries(
    ["9", "10", "11", "12", "13"].flatMap((last): [string, Session][] => {
      const from = `127.0.0.${last}`;
      return [
        [`${from}`, { from }],
        [`${from} over TLS`, { from, tls: true }],
        [`${from} with CRAM-MD5`, { from, mechanism: "CRAM-MD5" }],
        [`${from} with a certificate`, { from, identity: "laptop", recipient: `<root@${HOST}>` }],
        [`${from} with another certificate`, { from, identity: "phone" }],
        [`${from} with a certificate of another authority`, { from, identity: "stranger" }],
      ];
    }),
  ),
};

/** Sessions from which mail for elsewhere was taken. */
const relayed = new Set<string>();

describe.each(Object.entries(CONFIGURATIONS))("%s", (name, { mc, access, flags = "" }) => {
  let daemon: Daemon;
  let site: MailSite;
  beforeAll(async () => {
    const listener = `DAEMON_OPTIONS(\`Port=PORT, Addr=127.0.0.1, Name=MTA${flags}')\n`;
    const text = `${COMMON}${listener}${mc}MAILER(\`local')\nMAILER(\`smtp')\n${LOCAL}`;
    daemon = await Daemon.start({ mc: text, access }, {});
    const texts = { mc: daemon.mc, access, relayDomains: undefined, localHostNames: undefined };
    site = await siteOf(texts, daemon.dir);
  });
  afterAll(() => daemon.stop());

  test.each(Object.entries(SESSIONS))("%s", async (what, session) => {
    const { answer, authenticated } = await converse(daemon, session);
    const expected = session.mechanism !== undefined && session.password === undefined;
    if (session.from === undefined) expect(authenticated).toBe(expected && what !== "PLAIN without TLS");
    const { accepted, stage, reply, certain } = decide(site, queryOf(session, authenticated));
    const { stage: theirStage, ...theirs } = answer;
    // A client that is turned away hears of it only when it says MAIL.
    expect({ accepted, stage: stage === "connect" ? "mail" : stage, reply, certain }).toEqual({
      accepted: theirStage === null,
      stage: theirStage,
      reply: theirStage === null ? null : theirs,
      certain: true,
    });
    if (answer.stage === null && session.recipient === undefined) relayed.add(`${name}: ${what}`);
  });
});

const USERS = [
  "PLAIN over TLS",
  "CRAM-MD5",
  "CRAM-MD5 over TLS",
  "CRAM-MD5 with a certificate",
  "CRAM-MD5 and a bad name in EHLO",
];

test.each([
  ["mechanisms that are trusted", USERS],
  ["no mechanism is trusted", []],
  ["certificates of an authority", ["CRAM-MD5 with a certificate", "a certificate", "a certificate of another user"]],
  ["certificates of an authority for some", ["a certificate"]],
  ["an authority written with a blank", []],
])("%s: that is whom sendmail relays for", (name, expected) => {
  const found = Object.keys(SESSIONS).filter((what) => relayed.has(`${name}: ${what}`));
  expect(found.filter((what) => !what.startsWith("127."))).toEqual(expected);
});
