// Runs relay tests: asks the configuration about each transaction and each route, and compares.
import { asSendmailWrites, type Decision, decide, defaultQuery, nameServiceOf, type Query } from "../relay/index.ts";
import type { Route, RouteDelivery, RouteQuestion } from "../route/index.ts";
import type { MailSite } from "../site/types.ts";
import type { Span } from "../text.ts";
import { goalText, type RelayTest, type RelayTestFile, recipientsOf } from "./read.ts";
import type { Goal, Outcome, TestText } from "./schema.ts";

/** Unsure: the answer rests on something that is not known. Not green: nothing was shown. */
export type TestStatus = "passed" | "failed" | "unsure";

export interface TestStep {
  readonly text: string;
  readonly span: Span | undefined;
}

export interface TestOutcome {
  readonly test: RelayTest;
  readonly status: TestStatus;
  /** What came out otherwise, or what is not known; "" for a test that passed. */
  readonly message: string;
  /** What was expected and what came, where they differ. */
  readonly expected: string;
  readonly actual: string;
  /** The steps that led there. */
  readonly steps: readonly TestStep[];
}

/** What the tests ask. */
export interface TestedServer {
  readonly site: MailSite;
  /** Where mail goes; undefined where no .cf can be had. */
  route(question: RouteQuestion): Promise<Route | undefined>;
}

/** Runs one test; several recipients pass together or not at all. */
export async function runTest(
  test: RelayTest,
  facts: RelayTestFile["facts"],
  server: TestedServer,
): Promise<TestOutcome> {
  let unsure: TestOutcome | undefined;
  for (const recipient of recipientsOf(test.text)) {
    const asked = { ...test, text: { ...test.text, to: recipient } };
    const outcomes = [
      transaction(asked, recipient, facts, server.site),
      await delivery(asked, recipient, facts, server),
    ];
    for (const outcome of outcomes) {
      if (outcome === undefined || outcome.status === "passed") continue;
      const its = { ...outcome, test };
      if (outcome.status === "failed") return its;
      unsure ??= its;
    }
  }
  return unsure ?? { test, status: "passed", message: "", expected: "", actual: "", steps: [] };
}

/** The transaction of a test: a stranger's, but for what the test says. */
export function queryOf(test: TestText, recipient: string, facts: RelayTestFile["facts"]): Query {
  const { clientName: name, resolves, helo, listener } = test;
  const user = typeof test.auth === "object" ? test.auth.user : test.auth;
  const mechanism = typeof test.auth === "object" ? (test.auth.mechanism ?? "PLAIN") : "PLAIN";
  return {
    ...clientOf(test),
    ...(name === undefined ? {} : { clientName: name, clientResolve: "OK" as const }),
    ...(resolves === undefined ? {} : { clientResolve: resolves.toUpperCase() as Query["clientResolve"] }),
    sender: test.from ?? defaultQuery.sender,
    recipient: recipient === "anywhere" ? defaultQuery.recipient : recipient,
    authType: user === undefined ? "" : mechanism,
    ...(user === undefined ? {} : { authName: user }),
    ...TLS[test.tls ?? "none"],
    ...(helo === undefined ? {} : { helo }),
    ...(listener === undefined ? {} : { listener }),
    ...(facts.host === undefined ? {} : { hostName: facts.host }),
    ...(facts.addresses === undefined ? {} : { hostAddresses: facts.addresses.map(asSendmailWrites) }),
    dns: dnsOf(facts),
  };
}

const TLS = {
  none: {},
  encrypted: { tlsVerify: "NO", cipherBits: 256 },
  verified: { tlsVerify: "OK", cipherBits: 256 },
} as const;

function clientOf({ client = "stranger" }: TestText): Pick<Query, "clientAddress" | "clientName" | "clientResolve"> {
  const { clientAddress, clientName, clientResolve } = defaultQuery;
  if (client === "stranger") return { clientAddress, clientName, clientResolve };
  if (client === "this host") return { clientAddress: "127.0.0.1", clientName: "localhost", clientResolve: "OK" };
  const address = asSendmailWrites(client);
  return { clientAddress: address, clientName: `[${address}]`, clientResolve: "FAIL" };
}

function dnsOf({ mx, noSuchDomains }: RelayTestFile["facts"]): NonNullable<Query["dns"]> {
  const absent = noSuchDomains ?? [];
  return {
    ...(mx === undefined ? {} : { mx }),
    senders: Object.fromEntries(absent.map((name) => [name.toLowerCase(), "PERM" as const])),
    notCanonical: absent.map((name) => name.toLowerCase()),
  };
}

function transaction(
  test: RelayTest,
  recipient: string,
  facts: RelayTestFile["facts"],
  site: MailSite,
): TestOutcome | undefined {
  const { expect, reply } = test.text;
  if (expect === undefined && reply === undefined) return undefined;
  const decision = decide(site, queryOf(test.text, recipient, facts));
  const steps = decision.steps.map(({ text, span }) => ({ text, span }));
  const outcome = outcomeOf(decision);
  const actual = outcome === "refused" ? `refused with ${replyOf(decision)}` : outcome;
  const expected = [expect, reply === undefined ? undefined : `a refusal with ${reply}`]
    .filter((part) => part !== undefined)
    .join(", ");
  if (!decision.certain) {
    const message = `Not certain: ${decision.cause ?? "something outside of the configuration has a say."}`;
    return { test, status: "unsure", message, expected, actual, steps };
  }
  const isRight =
    (expect === undefined || outcome === expect) &&
    (reply === undefined || (outcome === "refused" && replyOf(decision).toLowerCase().includes(reply.toLowerCase())));
  const message = isRight ? "" : `Mail to ${recipient} is ${actual}.`;
  return { test, status: isRight ? "passed" : "failed", message, expected, actual, steps };
}

/** What became of a transaction. */
export function outcomeOf({ accepted, relayed, effect }: Decision): Outcome {
  if (!accepted) return "refused";
  if (effect === "discard") return "discarded";
  if (effect === "quarantine") return "quarantined";
  return relayed ? "relayed" : "accepted";
}

function replyOf({ reply }: Decision): string {
  return reply === null ? "" : [reply.code, reply.dsn, reply.text].filter((part) => part !== "").join(" ");
}

async function delivery(
  test: RelayTest,
  recipient: string,
  facts: RelayTestFile["facts"],
  server: TestedServer,
): Promise<TestOutcome | undefined> {
  const { goals } = test;
  if (goals.length === 0) return undefined;
  const expected = goals.map(goalText).join(" and ");
  const dns = nameServiceOf(dnsOf(facts));
  const route = await server.route({ recipient, sender: test.text.from ?? "", dns });
  if (route === undefined) {
    const message = "Where mail goes is not known without a sendmail.cf: install sendmail's m4 library (sendmail-cf).";
    return { test, status: "unsure", message, expected, actual: "", steps: [] };
  }
  const { deliveries, refusals } = route;
  const actual = [
    ...deliveries.map((one) =>
      goalText({ mailer: one.mailer, ...(one.host ? { host: one.host } : {}), user: one.user }),
    ),
    ...refusals.map(({ reply }) => `a refusal, ${[reply.code, reply.dsn, reply.text].filter(Boolean).join(" ")}`),
  ].join(" and ");
  const steps = [...deliveries, ...refusals].flatMap((one) => one.steps);
  if (!route.certain)
    return { test, status: "unsure", message: `Not certain: ${route.missing.join(" ")}`, expected, actual, steps };
  const isRight = refusals.length === 0 && areAll(goals, deliveries);
  const message = isRight ? "" : `Mail to ${recipient} goes to ${actual === "" ? "nobody" : actual}.`;
  return { test, status: isRight ? "passed" : "failed", message, expected, actual, steps };
}

/** Whether each delivery is expected and each expectation delivered, one for one. */
function areAll(goals: readonly Goal[], deliveries: readonly RouteDelivery[]): boolean {
  if (goals.length !== deliveries.length) return false;
  const left = [...deliveries];
  // What says most is looked for first, so that a wide expectation does not take its delivery.
  const strict = [...goals].sort((one, other) => Object.keys(other).length - Object.keys(one).length);
  return strict.every((goal) => {
    const at = left.findIndex((one) => isMet(goal, one));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

function isMet({ mailer, host, user }: Goal, delivery: RouteDelivery): boolean {
  const same = (one: string | undefined, other: string | undefined) =>
    one === undefined || one.toLowerCase() === (other ?? "").toLowerCase();
  return same(mailer, delivery.mailer) && same(host, delivery.host) && same(user, delivery.user);
}
