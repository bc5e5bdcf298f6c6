// Compares what the interpreter makes of transactions with what the test mode of the same .cf makes of them, ruleset by ruleset.
import { allCfNames } from "../../../server/src/catalog/index.ts";
import { showTokens } from "../../../server/src/cf/rewrite/index.ts";
import { readArgument } from "../../../server/src/relay/rulesets/syntax.ts";
import type { Query } from "../../../server/src/relay/types.ts";
import type { Verdicts } from "../../../server/src/relay/verdicts/index.ts";
import type { SessionResult } from "../../../server/src/relay/verdicts/session.ts";
import { answerIn, type TestMode } from "./sendmail.ts";

export interface Difference {
  readonly what: string;
  readonly ours: string;
  readonly theirs: string;
  readonly query: Query;
  readonly certain: boolean;
}

export interface Judged {
  readonly asked: number;
  readonly certain: number;
  readonly differences: readonly Difference[];
  /** Why answers are not certain, and how often. */
  readonly why: ReadonlyMap<string, number>;
}

/** Rulesets that take one address, and the ruleset of the .cf under test that hands it over as it is. */
const HELPERS: Readonly<Record<string, string>> = { check_mail: "AskMail x", check_rcpt: "AskRcpt x" };

/** Asks both about all queries. */
export async function judged(mode: TestMode, verdicts: Verdicts, queries: readonly Query[]): Promise<Judged> {
  const sessions = queries.map((query) => verdicts.session(query));
  // What rules keep in macros of their own, each transaction begins without.
  const kept = keptBy(verdicts.interpreter.cfText.text);
  const chunks = await mode.type(sessions.map((session, i) => questions(session, queries[i] as Query, i, kept)));
  const differences: Difference[] = [];
  const why = new Map<string, number>();
  let certain = 0;
  for (const [i, session] of sessions.entries()) {
    const query = queries[i] as Query;
    const decision = verdicts.decide(query, { steps: false });
    if (decision.certain) certain++;
    else {
      const cause = decision.cause ?? "";
      why.set(cause, (why.get(cause) ?? 0) + 1);
    }
    const found = difference(verdicts, session, query, chunks[i] ?? "");
    if (found !== undefined) differences.push({ ...found, query, certain: decision.certain });
  }
  return { asked: queries.length, certain, differences, why };
}

function address(text: string): string {
  return readArgument(text).address || "<>";
}

/** Macros of a .cf's own that its rules fill by a map of type macro. */
function keptBy(cf: string): ReadonlySet<string> {
  const names = [...cf.matchAll(/\$\(\w+ \{(\w+)\}/g)].flatMap(([, name]) => name ?? []);
  return new Set(names.filter((name) => !Object.hasOwn(allCfNames().macro, name)));
}

function questions(
  { macros, asked }: SessionResult,
  query: Query,
  number: number,
  kept: ReadonlySet<string>,
): string[] {
  const { clientName, clientAddress } = query;
  const own = [...macros].filter(([name]) => !kept.has(name));
  const values = [
    ...own.map(([name, value]) => `.D{${name}}${value ?? ""}`),
    ...[...kept].map((name) => `.D{${name}}`),
  ];
  const checks = asked.flatMap(({ ruleset }) =>
    ruleset === "check_relay"
      ? [`Start,check_relay ${clientName} $| ${clientAddress}`]
      : ruleset === "tls_client"
        ? [`Start,tls_client ${query.tlsVerify} $| STARTTLS`]
        : (HELPERS[ruleset] ?? []),
  );
  return [
    ...values,
    `.D{asked_sender}${address(query.sender)}`,
    `.D{asked_recipient}${readArgument(query.recipient).address}`,
    `.DX@@${number}`,
    "$X",
    ...checks,
    "/tryflags ES",
    `/parse ${address(query.sender)}`,
    "/tryflags ER",
    `/parse ${address(query.recipient)}`,
  ];
}

function difference(
  verdicts: Verdicts,
  session: SessionResult,
  query: Query,
  chunk: string,
): Pick<Difference, "what" | "ours" | "theirs"> | undefined {
  const [before = "", sender = "", recipient = ""] = chunk.split(/^[> ]*Cracked address = .*$/m);
  const answers = before.split(/^[> ]*(?:Start|AskMail|AskRcpt) +input:/m).slice(1);
  const asked = session.asked.filter(({ ruleset }) => ruleset !== "srv_features");
  for (const [i, { ruleset, result }] of asked.entries()) {
    const theirs = answerIn(answers[i], ruleset);
    const failure = result.messages.find(({ text }) => text.startsWith("rewrite: "));
    const ours = failure
      ? `$# error $: "554 ${failure.text}"`
      : showTokens(result.tokens, verdicts.interpreter.cf.names).trim();
    if (ours !== theirs) return { what: ruleset, ours, theirs };
  }
  for (const [stage, printed, text] of [
    ["mail", sender, query.sender],
    ["rcpt", recipient, query.recipient],
  ] as const) {
    if (address(text) === "<>") continue;
    const { refusedBy, reply } = session;
    const stopped =
      session.stage === "connect" || (session.stage === "mail" && (stage === "rcpt" || refusedBy !== "parse"));
    if (stopped) continue;
    const what = `parse at ${stage}`;
    if (session.stage === stage && refusedBy === "parse") {
      if (!printed.includes(reply?.text ?? "")) return { what, ours: `refused: ${reply?.text}`, theirs: printed };
    } else if (!/^mailer (?!\*error\*).*$/m.test(printed)) return { what, ours: "parsed", theirs: printed };
  }
  return undefined;
}
