// The requests that go beyond the protocol (protocol.ts): reports, transactions, routes, test sessions, rule pages.
import type { Connection } from "vscode-languageserver";
import {
  type FileParams,
  type IdentifyParams,
  type IdentifyResult,
  REQUEST,
  type RewriteParams,
  type RulePageParams,
  type RulePageResult,
  type TestLineParams,
  type TestSessionParams,
  type TransactionParams,
  type UpgradeParams,
  type WhereParams,
} from "../protocol.ts";
import type { Checkpoint, Databases, Network, Service } from "../service.ts";
import type { Gate } from "./gate.ts";
import { relayTests } from "./relay-tests.ts";
import { probes } from "./running-server.ts";

/** What the server's host may have, and a browser has not. */
interface Reach {
  readonly network?: Network;
  readonly databases?: Databases;
}

/** Answers them. */
export function extensionRequests(connection: Connection, gate: Gate, service: () => Service, host: Reach): void {
  /** A question whose answer may be that there is none, which the protocol calls null. */
  const on = <Params>(method: string, ask: (params: Params, go: Checkpoint) => Promise<object | undefined>) =>
    connection.onRequest(
      method,
      gate.request(method, async (params: Params, go): Promise<object | null> => (await ask(params, go)) ?? null),
    );
  on(REQUEST.relayStatus, ({ uri }: FileParams, go) => service().relayStatus(uri, go));
  on(REQUEST.siteSummary, ({ uri }: FileParams, go) => service().siteSummary(uri, go));
  on(REQUEST.relayReport, ({ uri }: FileParams, go) => service().relayReport(uri, go));
  on(REQUEST.dangerousSettings, ({ uri }: FileParams, go) => service().dangerousSettings(uri, true, go));
  on(REQUEST.auditReport, ({ uri }: FileParams, go) => service().audit(uri, go));
  on(REQUEST.checkUpgrade, ({ uri, to }: UpgradeParams, go) => service().upgrade(uri, to, go));
  on(REQUEST.preview, ({ uri }: FileParams, go) => service().preview(uri, go));
  on(REQUEST.whatWouldChange, ({ uri }: FileParams, go) => service().whatWouldChange(uri, host.databases, go));
  on(REQUEST.serverTasks, ({ uri }: FileParams, go) => service().serverTasks(uri, go));
  on(REQUEST.transactionProposals, ({ uri }: FileParams, go) => service().transactionProposals(uri, go));
  on(REQUEST.tryTransaction, ({ uri, query }: TransactionParams, go) => service().tryTransaction(uri, query, go));
  on(REQUEST.routeProposals, ({ uri }: FileParams, go) => service().routeProposals(uri, go));
  on(REQUEST.where, ({ uri, ...question }: WhereParams, go) => service().where(uri, question, go));
  on(REQUEST.rewriteAddress, ({ uri, ...question }: RewriteParams, go) => service().rewriteAddress(uri, question, go));
  on(REQUEST.openTest, ({ uri }: FileParams, go) => service().openTest(uri, go));
  on(REQUEST.testLine, ({ session, line }: TestLineParams, go) => service().testLine(session, line, go));
  connection.onRequest(
    REQUEST.completeTest,
    gate.request(
      REQUEST.completeTest,
      ({ session, line }: TestLineParams) => service().completeTest(session, line) ?? null,
    ),
  );
  connection.onNotification(
    REQUEST.closeTest,
    gate.notification(({ session }: TestSessionParams) => service().closeTest(session)),
  );
  connection.onRequest(
    REQUEST.newConfigurations,
    gate.request(REQUEST.newConfigurations, () => service().newConfigurations()),
  );
  connection.onRequest(
    REQUEST.identify,
    gate.request(
      REQUEST.identify,
      async ({ uri, text }: IdentifyParams): Promise<IdentifyResult> => ({
        languageId: service().identify(uri, text) ?? (await service().languageIn(uri)) ?? null,
      }),
    ),
  );
  connection.onRequest(
    REQUEST.rulePage,
    gate.request(
      REQUEST.rulePage,
      ({ code }: RulePageParams): RulePageResult => ({ markdown: service().rulePage(code) ?? null }),
    ),
  );
  relayTests(connection, gate, service);
  probes(connection, gate, service, host.network);
}
