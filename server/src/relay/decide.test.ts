import { expect, test } from "vitest";
import { siteFrom } from "../site/testing.ts";
import type { Span } from "../text.ts";
import { decide, defaultQuery, type Query, transcript, witnessText } from "./index.ts";

const PLAIN = `OSTYPE(\`linux')dnl
define(\`confDOMAIN_NAME', \`mx.example.com')dnl
FEATURE(\`access_db')dnl
MAILER(\`smtp')dnl
`;

const site = (features: string, access = "Connect:192.0.2 RELAY\nTo:partner.example RELAY\n", more = {}) =>
  siteFrom({ "sendmail.mc": PLAIN.replace("MAILER", `${features}\nMAILER`), access, ...more });

const ask = (changes: Partial<Query>): Query => ({ ...defaultQuery, ...changes });

test("a stranger is refused, and told why", async () => {
  const decision = decide(await site(""), defaultQuery);
  expect(decision).toMatchObject({
    accepted: false,
    stage: "rcpt",
    relayed: false,
    certain: true,
    reply: { code: 550, dsn: "5.7.1", text: "Relaying denied" },
  });
});

test("a grant points to the line that made it", async () => {
  const mail = await site("");
  const place = (span: Span | undefined) => span && mail.document(span.source)?.getText().slice(span.start, span.end);
  const granted = (query: Query) => place(decide(mail, query).steps.find((step) => step.grants)?.span);
  expect(granted(ask({ clientAddress: "192.0.2.5" }))).toBe("Connect:192.0.2 RELAY");
  expect(granted(ask({ recipient: "user@sub.partner.example" }))).toBe("To:partner.example RELAY");
});

test("a class word from a file points to its line there", async () => {
  const mail = await site("define(`confCR_FILE', `/etc/mail/relay-domains')", "", {
    "relay-domains": "# ours\nexample.org\n",
  });
  const decision = decide(mail, ask({ recipient: "user@host.example.org" }));
  expect(decision.relayed).toBe(true);
  expect(decision.steps.at(-1)?.span).toEqual({ source: "file:///etc/mail/relay-domains", start: 7, end: 18 });
});

test("what is no address is refused before any ruleset sees it", async () => {
  const mail = await site("FEATURE(`promiscuous_relay')");
  const reply = (changes: Partial<Query>) => decide(mail, ask(changes)).reply;
  expect(reply({ recipient: "<a@b.example>>" })).toEqual({ code: 553, dsn: "5.0.0", text: "Unbalanced '>'" });
  expect(reply({ sender: "<a(@b.example>" })).toEqual({ code: 553, dsn: "5.0.0", text: "Unbalanced '('" });
  expect(reply({ recipient: "<a@b.example> now" })).toMatchObject({ code: 555, text: "now parameter unrecognized" });
  expect(reply({ sender: "<a@b.example> SIZE=100" })).toBe(null);
  expect(reply({ recipient: `<${"a".repeat(300)}@b.example>` })).toMatchObject({ code: 553, dsn: "5.1.0" });
});

test("an address outside of ASCII gives no certain answer", async () => {
  const mail = await site("");
  expect(decide(mail, ask({ recipient: "m\u00fcller@partner.example" }))).toMatchObject({ certain: false });
  expect(decide(mail, ask({ recipient: "mueller@partner.example" }))).toMatchObject({ certain: true });
});

test("routed addresses are followed to their end", async () => {
  const mail = await site("");
  expect(decide(mail, ask({ recipient: "victim%elsewhere.example@mx.example.com" })).accepted).toBe(false);
  expect(decide(mail, ask({ recipient: '"victim@elsewhere.example"@mx.example.com' })).accepted).toBe(false);
  expect(decide(mail, ask({ recipient: "elsewhere.example!victim@partner.example" })).accepted).toBe(false);
  expect(decide(mail, ask({ recipient: "victim%partner.example@mx.example.com" })).accepted).toBe(true);
});

test("what a sender claims counts with relay_local_from only", async () => {
  const claim = ask({ sender: "root@mx.example.com" });
  expect(decide(await site(""), claim).accepted).toBe(false);
  expect(decide(await site("FEATURE(`relay_local_from')"), claim).relayed).toBe(true);
});

test("mail for this server itself is accepted and not relayed", async () => {
  expect(decide(await site(""), ask({ recipient: "root@mx.example.com" }))).toMatchObject({
    accepted: true,
    relayed: false,
  });
});

test("a refusal has the words of the access map", async () => {
  const mail = await site("", 'Connect:203.0.113 REJECT\nspam.example ERROR:"550 5.7.9 not again"\n');
  expect(decide(mail, defaultQuery)).toMatchObject({ stage: "connect", reply: { code: 550, text: "Access denied" } });
  const spam = ask({ clientAddress: "198.51.100.1", sender: "x@spam.example" });
  expect(decide(mail, spam)).toMatchObject({ stage: "mail", reply: { code: 550, dsn: "5.7.9", text: "not again" } });
});

test("discarded and held mail is accepted, and goes nowhere", async () => {
  const mail = await site(
    "FEATURE(`blocklist_recipients')",
    "To:trap.example DISCARD\nFrom:odd.example QUARANTINE:odd\n",
  );
  expect(decide(mail, ask({ recipient: "x@trap.example" }))).toMatchObject({
    accepted: true,
    effect: "discard",
    relayed: false,
  });
  const held = ask({ sender: "x@odd.example", recipient: "root" });
  expect(decide(mail, held)).toMatchObject({ accepted: true, effect: "quarantine", relayed: false });
});

test("a listener that demands authentication refuses those without", async () => {
  const mail = await site("DAEMON_OPTIONS(`Name=MTA, M=a')");
  expect(decide(mail, ask({ recipient: "root" }))).toMatchObject({ stage: "mail", reply: { code: 530, dsn: "5.7.0" } });
});

test("an answer for a listener that is not there is not certain", async () => {
  const mail = await site("DAEMON_OPTIONS(`Name=MTA')\nDAEMON_OPTIONS(`Name=Inside, M=a')");
  const query = ask({ recipient: "root" });
  expect(decide(mail, { ...query, listener: "Inside" })).toMatchObject({ accepted: false, certain: true });
  expect(decide(mail, { ...query, listener: "Outside" })).toMatchObject({
    certain: false,
    cause: expect.stringContaining("Its listeners are MTA, Inside"),
  });
});

test("with the delivery mode defer nothing is checked", async () => {
  expect(decide(await site("define(`confDELIVERY_MODE', `defer')"), defaultQuery).relayed).toBe(true);
  // sendmail does not start with this one, and passes over it where a listener has it.
  expect(decide(await site("define(`confDELIVERY_MODE', `Defer')"), defaultQuery).certain).toBe(false);
  const own = (mode: string) =>
    `define(\`confDELIVERY_MODE', \`defer')\nDAEMON_OPTIONS(\`Name=MTA, DeliveryMode=${mode}')`;
  expect(decide(await site(own("Interactive")), defaultQuery).relayed).toBe(true);
  expect(decide(await site(own("interactive")), defaultQuery).relayed).toBe(false);
});

test.each([
  ["LOCAL_RULESETS\nSLocal_check_rcpt\nR$*\t$# OK", "Local_check_rcpt"],
  ["LOCAL_RULE_3\nR$* < @ here > $*\t$1 < @ there > $2", "LOCAL_RULE_3"],
  ["FEATURE(`domaintable')", "domaintable"],
  ["LOCAL_CONFIG\nKaccess ldap -h x", "access map"],
])("it does not guess where the configuration leaves the model: %s", async (lines, cause) => {
  const decision = decide(await site(lines), defaultQuery);
  expect(decision.certain).toBe(false);
  expect(decision.cause).toContain(cause);
});

test("never throws, whatever is asked", async () => {
  const mail = await site("");
  for (const text of ["", "<", ">", "@", '"', "!", "%%%", "<<>>", "\\", "a@b@", ":;", "\u0000", "@@@@:::", "[", "((("])
    expect(() => decide(mail, ask({ sender: text, recipient: text, clientName: text }))).not.toThrow();
});

test("the dialogue ends where the transaction does", async () => {
  expect(transcript(defaultQuery, decide(await site(""), defaultQuery)).at(-1)).toContain("550 5.7.1");
});

test("a transaction in words says what the client shows", () => {
  const tls = { ...defaultQuery, tlsVerify: "OK", cipherBits: 256, certIssuer: "/CN=ca" };
  expect(witnessText(defaultQuery)).not.toMatch(/certificate|STARTTLS|authenticated/);
  expect(witnessText(tls)).toContain(", with a certificate of /CN=ca, sends");
  expect(witnessText({ ...tls, certSubject: "/CN=b" })).toContain(", with the certificate of /CN=b, sends");
  expect(witnessText({ ...tls, tlsVerify: "NO", authType: "PLAIN" })).toContain(
    ", with STARTTLS and authenticated with PLAIN, sends",
  );
});
