// Transactions judged by a .cf written by hand: what is asked in which order, what is told of it, what stays unknown.
import { expect, test } from "vitest";
import { Interpreters } from "../../interpreter/index.ts";
import { memoryWorkspace } from "../../site/index.ts";
import { defaultQuery } from "../query.ts";
import { CF_HEAD, CF_RULES } from "../testing.ts";
import type { Query } from "../types.ts";
import { Verdicts } from "./index.ts";

const URI = "file:///etc/mail/sendmail.cf";

/** The small .cf, in which one domain is refused. */
const BASE = [...CF_HEAD, ...CF_RULES].flatMap((line) =>
  line === "S0" ? [line, "R$+ < @ bad.example >\t$#error $@ 5.1.2 $: 550 no such place"] : line,
);

async function verdictsOf(
  lines: readonly string[],
  files: Readonly<Record<string, string>> = {},
  base: readonly string[] = BASE,
): Promise<Verdicts> {
  const workspace = memoryWorkspace({ [URI]: `${[...base, ...lines].join("\n")}\n`, ...files });
  const interpreters = new Interpreters(workspace, { hostName: "mx.example.com" });
  const document = await interpreters.read(URI);
  const interpreter = document && (await interpreters.ofCf(document));
  if (interpreter === undefined) throw new Error("This is no configuration.");
  return new Verdicts(interpreter);
}

const ask = (verdicts: Verdicts, query: Partial<Query> = {}) => verdicts.decide({ ...defaultQuery, ...query });

test("a check_rcpt that accepts everybody relays for strangers, because of its line", async () => {
  const verdicts = await verdictsOf(["Scheck_rcpt", "R$*\t$@ OK"]);
  const { accepted, relayed, certain, steps } = ask(verdicts);
  expect({ accepted, relayed, certain }).toEqual({ accepted: true, relayed: true, certain: true });
  const granting = steps.find(({ grants }) => grants);
  const { text } = verdicts.interpreter.cfText;
  expect(text.slice(granting?.span?.start, granting?.span?.end)).toBe("R$*\t$@ OK");
});

test("mail for a name of this server is not relayed", async () => {
  const verdicts = await verdictsOf(["Scheck_rcpt", "R$*\t$@ OK"]);
  expect(ask(verdicts, { recipient: "<joe@mx.example.com>" })).toMatchObject({ accepted: true, relayed: false });
});

test("each check is asked at its time, and its refusal is the reply", async () => {
  const verdicts = await verdictsOf([
    "Scheck_relay",
    'R$* $| 10.$*\t$#error $@ 5.7.1 $: "550 not from there"',
    "Scheck_mail",
    'R<evil@$*>\t$#error $@ 4.7.1 $: "451 later"',
    "Scheck_rcpt",
    "R$*\t$: $&f",
    "Rgood@$*\t$@ RELAY",
    'R$*\t$#error $: "Denied"',
  ]);
  expect(ask(verdicts, { clientAddress: "10.1.2.3" })).toMatchObject({
    stage: "connect",
    reply: { code: 550, dsn: "5.7.1", text: "not from there" },
  });
  expect(ask(verdicts, { sender: "<evil@x.example>" })).toMatchObject({ stage: "mail", reply: { code: 451 } });
  expect(ask(verdicts, { sender: "<good@x.example>" })).toMatchObject({ accepted: true, relayed: true });
  expect(ask(verdicts)).toMatchObject({ stage: "rcpt", reply: { code: 553, dsn: "5.3.0", text: "Denied" } });
});

test("what the rulesets refuse while they take an address apart never reaches the checks", async () => {
  const verdicts = await verdictsOf(["Scheck_rcpt", "R$*\t$@ OK"]);
  const reply = { code: 550, dsn: "5.1.2", text: "no such place" };
  expect(ask(verdicts, { sender: "<joe@bad.example>" })).toMatchObject({ stage: "mail", reply });
  expect(ask(verdicts, { recipient: "<joe@bad.example>" })).toMatchObject({ stage: "rcpt", reply });
});

test("discard and quarantine accept, and do not relay", async () => {
  const verdicts = await verdictsOf([
    "Scheck_rcpt",
    "R<one@$*>\t$#discard $: discard",
    "R<two@$*>\t$#error $@ quarantine $: held",
    "R$*\t$@ OK",
  ]);
  expect(ask(verdicts, { recipient: "<one@x.example>" })).toMatchObject({
    accepted: true,
    relayed: false,
    effect: "discard",
  });
  expect(ask(verdicts, { recipient: "<two@x.example>" })).toMatchObject({ accepted: true, effect: "quarantine" });
});

test("a listener that demands authentication, and srv_features that does", async () => {
  const reply = { code: 530, dsn: "5.7.0" };
  const byFlag = await verdictsOf(["O DaemonPortOptions=Name=MTA, M=Ea", "Scheck_rcpt", "R$*\t$@ OK"]);
  expect(ask(byFlag)).toMatchObject({ stage: "mail", reply });
  expect(ask(byFlag, { authType: "PLAIN" })).toMatchObject({ accepted: true });
  const inLowerCase = await verdictsOf(["O DaemonPortOptions=name=MTA, modifiers=a", "Scheck_rcpt", "R$*\t$@ OK"]);
  expect(ask(inLowerCase)).toMatchObject({ stage: "mail", reply });
  const byRuleset = await verdictsOf(["Ssrv_features", "R$*\t$# l"]);
  expect(ask(byRuleset)).toMatchObject({ stage: "mail", reply });
});

test("a line of a map that allowed it is told, and a map that nobody can read makes the answer uncertain", async () => {
  const rules = [
    "Scheck_rcpt",
    "R$*\t$: $(access $&{client_addr} $: no $)",
    "RRELAY\t$@ RELAY",
    "R$*\t$#error $: 550 no",
  ];
  const known = await verdictsOf(["Kaccess hash /etc/mail/access", ...rules], {
    "file:///etc/mail/access": "203.0.113.77 RELAY\n",
  });
  const told = ask(known);
  expect(told).toMatchObject({ accepted: true, certain: true });
  expect(told.steps.find(({ grants }) => grants)?.span?.source).toBe("file:///etc/mail/access");
  const unknown = ask(await verdictsOf(["Kaccess program /usr/local/bin/ask", ...rules]));
  expect(unknown.certain).toBe(false);
  expect(unknown.cause).toBeTypeOf("string");
});

test("rulesets that do not mark the domain relay all the same", async () => {
  const lines = [
    "S3",
    "R$* < $+ > $*\t$2",
    "S0",
    "R$+ @ $=w\t$#local $: $1",
    "R$+ @ $+\t$#smtp $@ $2 $: $1 @ $2",
    "R$+\t$#local $: $1",
  ];
  const plain = CF_HEAD;
  const verdicts = await verdictsOf([...lines, "Scheck_rcpt", "R$*\t$@ OK"], {}, plain);
  expect(ask(verdicts)).toMatchObject({ accepted: true, relayed: true, certain: true });
  expect(ask(verdicts, { recipient: "<joe@mx.example.com>" })).toMatchObject({ accepted: true, relayed: false });
});
