// Sites judged by their rulesets: a .cf alone, and what the model proposes where a .cf can be had.
import { expect, test } from "vitest";
import { createService } from "../service.ts";
import { memoryWorkspace } from "../site/index.ts";
import { decide, exposureList } from "./index.ts";
import { defaultQuery } from "./query.ts";
import { CF_HEAD, CF_RULES } from "./testing.ts";

const URI = "file:///etc/mail/sendmail.cf";

const CLOSED = [
  "Scheck_rcpt",
  "R$*\t$: $1 $| $>3 $1",
  "R$* $| $+ < @ $=w >\t$@ OK",
  "R$*\t$: $&{client_addr}",
  "R$=R $*\t$@ OK",
  'R$*\t$#error $@ 5.7.1 $: "550 Relaying denied"',
];

function serviceFor(lines: readonly string[], files: Readonly<Record<string, string>> = {}) {
  return createService({
    ...memoryWorkspace({ [URI]: `${[...CF_HEAD, ...CF_RULES, ...lines].join("\n")}\n`, ...files }),
    machine: "mx.example.com",
  });
}

test("a .cf alone whose check_rcpt accepts everybody is an open relay, at its line, with a proof", async () => {
  const service = serviceFor(["Scheck_rcpt", "R$*\t$@ OK"]);
  expect(await service.relayStatus(URI)).toMatchObject({ state: "open" });
  const [problem] = (await service.problems(URI)).filter(({ meta }) => meta.code === "relay-open");
  expect(problem).toMatchObject({ severity: "error" });
  expect(problem?.message).toContain("Proof: ");
  const site = await service.judgedSite(URI);
  const { start = 0, end = 0 } = problem?.span ?? {};
  expect(site?.document(URI)?.getText().slice(start, end)).toBe("R$*\t$@ OK");
  expect((await service.relayReport(URI))?.markdown).toContain("Open to anyone");
});

test("a .cf alone that lets nobody in is not called closed, and has no finding", async () => {
  const service = serviceFor(CLOSED);
  const status = await service.relayStatus(URI);
  expect(status?.state).toBe("unknown");
  expect((await service.problems(URI)).filter(({ meta }) => meta.relaying)).toEqual([]);
});

const REFUSE = 'R$*\t$#error $@ 5.7.1 $: "550 Relaying denied"';
/** Ruleset 0 takes a local part apart that has another domain in it. */
const PERCENT = ["S0", "R$+ % $+ < @ $=w >\t$#smtp $@ $2 $: $1 @ $2"];
const OPERATORS = "O OperatorChars=.:%@!^/[]+";

function serviceOf(lines: readonly string[]) {
  return createService({ ...memoryWorkspace({ [URI]: `${lines.join("\n")}\n` }), machine: "mx.example.com" });
}

test.each([
  [["R< $+ @ $+ >\t$@ OK"], "anyone", "anywhere"],
  [["R$*\t$: $&{client_name}", "R[ $+ ]\t$@ OK"], "anyone whose address has no name in the DNS", "anywhere"],
  [["R< $+ @ $=w >\t$@ OK"], "anyone", "anywhere, by way of mx.example.com"],
])("rules of one's own that know one way of writing or one sort of client alone: %s", async (rules, who, to) => {
  const zero = CF_RULES.indexOf("S0");
  const rewriting = [...CF_RULES.slice(0, zero), ...PERCENT, ...CF_RULES.slice(zero + 1)];
  const service = serviceOf([...CF_HEAD, OPERATORS, ...rewriting, "Scheck_rcpt", ...rules, REFUSE]);
  expect(await service.relayStatus(URI)).toMatchObject({ state: "open" });
  const site = await service.judgedSite(URI);
  expect(site && [...exposureList(site)][0]).toMatchObject({ grade: "open", who, to, certain: true });
});

test.each([
  ["R< $+ @ partner.example >\t$@ OK", ["intended: anyone -> partner.example"]],
  ["R< $+ @ $+.partner.example >\t$@ OK", ["intended: anyone -> partner.example and its subdomains"]],
  ["R< $+ @ gmail.com >\t$@ OK", ["open: anyone -> gmail.com"]],
])(
  "a domain that a rule of one's own names is the one name, unless hosts below it get through too: %s",
  async (rule, grants) => {
    const service = serviceOf([...CF_HEAD, OPERATORS, ...CF_RULES, "Scheck_rcpt", rule, REFUSE]);
    const site = await service.judgedSite(URI);
    const list = site === undefined ? [] : [...exposureList(site)];
    expect(list.map(({ grade, who, to }) => `${grade}: ${who} -> ${to}`)).toEqual(grants);
  },
);

test.each([
  [[], "warning"],
  [["O DaemonPortOptions=Name=MTA, Addr=127.0.0.1"], undefined],
])(
  "rules of one's own that believe every certificate are warned of, where strangers can connect: %s",
  async (lines, severity) => {
    const rules = ["Scheck_rcpt", "R$*\t$: $&{verify}", "ROK\t$@ OK", REFUSE];
    const service = serviceOf([...CF_HEAD, OPERATORS, ...lines, ...CF_RULES, ...rules]);
    const found = (await service.problems(URI)).filter(({ meta }) => meta.code === "relay-open");
    expect(found.map((problem) => problem.severity)).toEqual(severity === undefined ? [] : [severity]);
    for (const { message } of found) expect(message).toMatch(/certificate of an authority that this server trusts/);
  },
);

test("the sender without an address is what the rulesets make of it", async () => {
  const rules = ["Scheck_rcpt", "R$*\t$: < $&f >", "R< >\t$@ OK", REFUSE];
  const service = serviceOf([...CF_HEAD, "S3", "R$* < > $*\t$@ < @ >", ...CF_RULES, ...rules]);
  const site = await service.judgedSite(URI);
  expect(site && decide(site, { ...defaultQuery, sender: "<>" })).toMatchObject({ accepted: false, certain: true });
});

test("the words of a class that let clients relay are found in a .cf alone, with their places", async () => {
  const relay = "file:///etc/mail/relay-domains";
  const service = serviceFor(["FR/etc/mail/relay-domains", ...CLOSED], { [relay]: "192.0.2\n62\n" });
  const site = await service.judgedSite(URI);
  if (site === undefined) throw new Error("There is no site.");
  const list = [...exposureList(site)];
  expect(list.map(({ grade, who }) => [grade, who])).toEqual([
    ["open", "clients in 62"],
    ["intended", "clients in 192.0.2"],
  ]);
  expect(list[0]?.because[0]).toMatchObject({ source: relay, start: 8 });
  expect(exposureList(site).complete).toBe(false);
  expect(decide(site, { ...defaultQuery, clientAddress: "62.1.2.3" })).toMatchObject({ relayed: true, certain: true });
});

test.each([
  ["192.0.2", "198.51.100"],
  ["192.0.2", "198.51.100", "203.0.113"],
  ["192.0.2", "198.51.100", "203.0.113", "IPv6:2001:db8"],
])("networks for documentation that a .cf alone lets relay are no strangers: %s and others", async (...networks) => {
  const relay = "file:///etc/mail/relay-domains";
  const text = networks.map((network) => `${network}\n`).join("");
  const service = serviceFor(["FR/etc/mail/relay-domains", ...CLOSED], { [relay]: text });
  const site = await service.judgedSite(URI);
  const found = site === undefined ? [] : [...exposureList(site)].map(({ grade, who }) => [grade, who]);
  expect(found.filter(([, who]) => who?.startsWith("anyone"))).toEqual([]);
  expect(found.length).toBeGreaterThan(0);
});

test("the interpreter knows what a ruleset of one's own does, by the .cf beside a .mc", async () => {
  const mc = "file:///etc/mail/sendmail.mc";
  const text =
    "OSTYPE(`linux')dnl\nMAILER(`smtp')dnl\nLOCAL_RULESETS\nSLocal_check_rcpt\nR$*\t$: $1 $| $&{auth_type}\nR$* $| $*\t$# OK\n";
  const rules = [
    "SLocal_check_rcpt",
    "R$*\t$: $1 $| $&{auth_type}",
    "R$* $| $*\t$# OK",
    "Scheck_rcpt",
    "R$*\t$: $1 $| $>Local_check_rcpt $1",
    "R$* $| $#$*\t$#$2",
    'R$*\t$#error $: "550 no"',
  ];
  const service = serviceFor(rules, { [mc]: text });
  expect(await service.relayStatus(mc)).toMatchObject({ state: "open" });
  const codes = (await service.problems(mc)).filter(({ meta }) => meta.relaying).map(({ meta }) => meta.code);
  expect(codes.length).toBeGreaterThan(0);
  const site = await service.judgedSite(URI);
  const steps = site && decide(site, defaultQuery).steps;
  const granting = steps?.find(({ grants }) => grants)?.span;
  expect(site?.document(URI)?.getText().slice(granting?.start, granting?.end)).toBe("R$* $| $*\t$# OK");
});

test("of rules that were asked nobody says that they may do anything, but how far they were tried", async () => {
  const mc = "file:///etc/mail/sendmail.mc";
  const text = `OSTYPE(\`linux')dnl\nMAILER(\`smtp')dnl\nLOCAL_RULESETS\nSLocal_check_rcpt\n${REFUSE}\n`;
  const reasonsOf = async (rules: readonly string[]) => {
    const service =
      rules.length === 0 ? createService(memoryWorkspace({ [mc]: text })) : serviceFor(rules, { [mc]: text });
    const site = await service.judgedSite(mc);
    return site && exposureList(site).why.map((why) => why.text);
  };
  expect(await reasonsOf([])).toContain(
    "The ruleset Local_check_rcpt is written by hand and may accept or refuse anything.",
  );
  const asked = await reasonsOf(["SLocal_check_rcpt", REFUSE, ...CLOSED]);
  expect(asked?.join("\n")).toMatch(
    /Local_check_rcpt is written by hand: whom else .* tried\. The rules were asked about [1-9]/,
  );
  expect(asked?.join("\n")).not.toContain("may accept or refuse anything");
});
