// Tests that hold what was just seen: of a transaction, and of where mail goes.
import type { Decision, Query } from "../relay/index.ts";
import { defaultQuery } from "../relay/index.ts";
import type { Route } from "../route/index.ts";
import { outcomeOf } from "./run.ts";
import type { TestText } from "./schema.ts";

/** A test that the transaction comes out as it did. What is a stranger's by default is left out. */
export function testOfDecision(query: Query, decision: Decision): TestText {
  const isStranger = query.clientAddress === defaultQuery.clientAddress && query.clientName === defaultQuery.clientName;
  const hasName = !isStranger && !query.clientName.startsWith("[") && query.clientAddress !== "";
  const resolves = { OK: "ok", FAIL: "fail", TEMP: "temp", FORGED: "forged" } as const;
  const usual = hasName || isStranger ? "OK" : "FAIL";
  const { reply } = decision;
  return {
    ...(isStranger ? {} : { client: query.clientAddress === "" ? "this host" : query.clientAddress }),
    ...(hasName ? { clientName: query.clientName } : {}),
    ...(query.clientResolve === usual || query.clientAddress === "" ? {} : { resolves: resolves[query.clientResolve] }),
    ...(query.sender === defaultQuery.sender ? {} : { from: query.sender }),
    to: query.recipient === defaultQuery.recipient ? "anywhere" : query.recipient,
    ...(query.authType === "" ? {} : { auth: { user: query.authName ?? "somebody", mechanism: query.authType } }),
    expect: outcomeOf(decision),
    ...(reply === null ? {} : { reply: `${reply.code} ${reply.dsn}`.trim() }),
  };
}

/** A test that mail to an address goes where it went; undefined for mail that is refused. */
export function testOfRoute({ address, deliveries, refusals }: Route, sender: string): TestText | undefined {
  if (refusals.length > 0 || deliveries.length === 0) return undefined;
  const goals = deliveries.map(({ mailer, host, user }) => ({ mailer, ...(host ? { host } : {}), user }));
  const [only] = goals;
  return {
    ...(sender === "" ? {} : { from: sender }),
    to: address,
    goesTo: goals.length === 1 && only !== undefined ? only : goals,
  };
}
