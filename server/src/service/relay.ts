// What the service answers about relaying and routes: status, report, transactions, where mail goes, and a running server that is asked.

import { relayProblems, relayReport } from "../features/relay-report.ts";
import { relayStatus } from "../features/relay-status.ts";
import {
  NO_CF,
  NO_PROPOSALS,
  noMailer,
  type Placed,
  placed,
  proposalsOf,
  ROLES,
  rewritePage,
  routePage,
} from "../features/route-page.ts";
import { transactionProposals, tryTransaction } from "../features/transaction.ts";
import { type Checkpoint, GO_ON } from "../judge.ts";
import { differences, type Network, type ProbeTarget, probeServer, reportMarkdown, verdictOf } from "../probe/index.ts";
import type {
  ProbePage,
  RelayReport,
  RelayStatus,
  RouteProposals,
  RouteResult,
  TransactionProposals,
  TransactionResult,
} from "../protocol.ts";
import type { Query } from "../relay/index.ts";
import {
  type RewriteQuestion,
  type Rewriting,
  type Route,
  type RouteQuestion,
  rewritingOf,
  routeOf,
} from "../route/index.ts";
import type { Problem } from "../rules/linter/lint.ts";
import type { Judges } from "./judges.ts";
import { filesOf } from "./navigation.ts";
import { withUnmade } from "./unmade.ts";

export interface RelayAnswers {
  /** How open the file's server is; undefined for a file that is none of ours. */
  relayStatus(uri: string, checkpoint?: Checkpoint): Promise<RelayStatus | undefined>;
  relayReport(uri: string, checkpoint?: Checkpoint): Promise<RelayReport | undefined>;
  tryTransaction(uri: string, query: Query, checkpoint?: Checkpoint): Promise<TransactionResult | undefined>;
  transactionProposals(uri: string, checkpoint?: Checkpoint): Promise<TransactionProposals | undefined>;
  /** Where mail to a recipient goes; undefined where no .cf can be had. */
  route(uri: string, question: RouteQuestion, checkpoint?: Checkpoint): Promise<Placed<Route> | undefined>;
  /** How an address is written for a mailer; undefined where no .cf can be had, or it has no such mailer. */
  rewriting(uri: string, question: RewriteQuestion, checkpoint?: Checkpoint): Promise<Placed<Rewriting> | undefined>;
  /** The same two as pages. Without a .cf the page says what is missing; undefined for a file that is none of ours. */
  where(uri: string, question: RouteQuestion, checkpoint?: Checkpoint): Promise<RouteResult | undefined>;
  rewriteAddress(
    uri: string,
    question: Pick<RewriteQuestion, "address" | "mailer">,
    checkpoint?: Checkpoint,
  ): Promise<RouteResult | undefined>;
  routeProposals(uri: string, checkpoint?: Checkpoint): Promise<RouteProposals | undefined>;
  /**
   * Asks a running server over a network, and compares its answers with the configuration of a file where one is named. A
   * checkpoint that throws ends it between two transactions.
   */
  probe(
    target: ProbeTarget,
    uri: string | undefined,
    network: Network,
    now: number,
    checkpoint?: Checkpoint,
  ): Promise<ProbePage>;
}

const NONE: ReadonlyMap<number, Problem> = new Map();

/** Makes them. */
export function relayAnswersOf(judges: Judges): RelayAnswers {
  const siteOf = async (uri: string, checkpoint: Checkpoint) =>
    (await judges.sitesOf(uri, checkpoint)).sites[0] ?? { unreadable: [] };
  /** An answer of the rulesets, with what of it is only true once a database is made. */
  const asLeft = async <Answer extends Route | Rewriting>(answer: Answer, uri: string, checkpoint: Checkpoint) =>
    withUnmade(answer, (await judges.sitesOf(uri, checkpoint)).sites[0]);
  return {
    relayStatus: (uri, checkpoint) => judges.judgedFirst(uri, checkpoint, relayStatus, { listed: true }),
    async relayReport(uri, checkpoint) {
      const { judge, sites } = await judges.sitesOf(uri, checkpoint ?? GO_ON);
      const problems = new Map<string, ReadonlyMap<number, Problem>>();
      for (const site of sites.slice(0, 1))
        for (const file of filesOf(site)) {
          const document = site.document(file);
          const found = (await judge.judge(file, checkpoint)).find((one) => one.site === site)?.problems ?? [];
          if (document !== undefined) problems.set(file, relayProblems(document, found));
        }
      return await judges.judgedFirst(uri, checkpoint, (site) =>
        relayReport(site, (file) => problems.get(file) ?? NONE),
      );
    },
    tryTransaction: (uri, query, checkpoint) =>
      judges.judgedFirst(uri, checkpoint, (site) => tryTransaction(site, query)),
    transactionProposals: (uri, checkpoint) => judges.judgedFirst(uri, checkpoint, transactionProposals),
    async route(uri, question, checkpoint = GO_ON) {
      const interpreter = await judges.interpreterOf(uri, checkpoint);
      const answer = interpreter && (await routeOf(interpreter, question));
      return answer && placed(await asLeft(answer, uri, checkpoint), interpreter);
    },
    async rewriting(uri, question, checkpoint = GO_ON) {
      const interpreter = await judges.interpreterOf(uri, checkpoint);
      const answer = interpreter && (await rewritingOf(interpreter, question));
      return answer && placed(await asLeft(answer, uri, checkpoint), interpreter);
    },
    async where(uri, question, checkpoint = GO_ON) {
      const interpreter = await judges.interpreterOf(uri, checkpoint);
      if (interpreter === undefined) return (await judges.isOurs(uri)) ? NO_CF : undefined;
      const answer = await asLeft(await routeOf(interpreter, question), uri, checkpoint);
      return routePage(answer, interpreter, await siteOf(uri, checkpoint));
    },
    async rewriteAddress(uri, { address, mailer }, checkpoint = GO_ON) {
      const interpreter = await judges.interpreterOf(uri, checkpoint);
      if (interpreter === undefined) return (await judges.isOurs(uri)) ? NO_CF : undefined;
      const answers = [];
      for (const role of ROLES) {
        const rewriting = await rewritingOf(interpreter, { address, mailer, ...role });
        if (rewriting === undefined) return noMailer(mailer, interpreter);
        answers.push({ role, rewriting: await asLeft(rewriting, uri, checkpoint) });
      }
      return rewritePage(address, mailer, answers, interpreter, await siteOf(uri, checkpoint));
    },
    async routeProposals(uri, checkpoint = GO_ON) {
      const interpreter = await judges.interpreterOf(uri, checkpoint);
      if (interpreter === undefined) return (await judges.isOurs(uri)) ? NO_PROPOSALS : undefined;
      return proposalsOf(interpreter);
    },
    async probe(target, uri, network, now, checkpoint = GO_ON) {
      const pause = async (milliseconds: number) => {
        await network.pause(milliseconds);
        await checkpoint();
      };
      const report = await probeServer(target, { ...network, pause });
      const site = uri === undefined ? undefined : await judges.judgedFirst(uri, checkpoint, (found) => found);
      const comparison = site && differences(report, site);
      return { headline: verdictOf(report).text, markdown: reportMarkdown({ report, comparison, now }) };
    },
  };
}
