// Where mail to an address goes, and how an address is rewritten: asked of the site's own rulesets and tables.
import { queueFolderFault } from "../cf/index.ts";
import { type MacroValues, type NameService, type Rewriter, rewriteFor, show } from "../cf/rewrite/index.ts";
import { fromBytes, toBytes } from "../interpreter/bytes.ts";
import { type Circumstances, type Interpreter, NAMELESS_HOST } from "../interpreter/index.ts";
import { Aliases } from "./aliases.ts";
import { AssumedNames } from "./assumed-names.ts";
import { Recipients } from "./recipients.ts";
import { StepCollector } from "./steps.ts";
import type { Rewriting, Route, RouteStep } from "./types.ts";

export type * from "./types.ts";

export interface RouteQuestion {
  /** A recipient as it is typed, or several with commas. */
  readonly recipient: string;
  /** The envelope sender; "" for none. */
  readonly sender?: string | undefined;
  /** What the name service says; nobody knows otherwise. */
  readonly dns?: NameService | undefined;
}

export interface RewriteQuestion {
  readonly address: string;
  /** Name of a mailer, in any case. */
  readonly mailer: string;
  readonly header: boolean;
  readonly sender: boolean;
  readonly dns?: NameService | undefined;
}

/**
 * What becomes of mail to a recipient: each delivery and each refusal with the steps that lead to it, equal to `sendmail -bv`. What is
 * not known (the name service, the host's users, a file, rights on the server) makes it uncertain.
 */
export async function routeOf(interpreter: Interpreter, question: RouteQuestion): Promise<Route> {
  const ask = (circumstances: Circumstances) => routeOn(interpreter, question, circumstances);
  return await named(interpreter, question.recipient, question.dns, ask, isSameRoute);
}

/** How an address is written for a mailer, equal to `/try`; undefined where there is no such mailer. */
export async function rewritingOf(interpreter: Interpreter, question: RewriteQuestion): Promise<Rewriting | undefined> {
  const isKnown = interpreter.cf.mailers.some(({ name }) => name.toLowerCase() === question.mailer.toLowerCase());
  if (!isKnown) return undefined;
  const ask = (circumstances: Circumstances) => rewritingOn(interpreter, question, circumstances);
  return await named(interpreter, question.address, question.dns, ask, (one, other) => one.result === other.result);
}

/**
 * Answers for the host's own name. Where that is not known, for a host that nobody means, and for each name that the address has: the
 * answer is certain only where it is the same for all of them.
 */
async function named<Answer extends { readonly certain: boolean; readonly missing: readonly string[] }>(
  interpreter: Interpreter,
  address: string,
  dns: NameService | undefined,
  ask: (circumstances: Circumstances) => Answer,
  isSame: (one: Answer, other: Answer) => boolean,
): Promise<Answer> {
  const given = { dns: dns ?? interpreter.derived(NAMES, undefined, () => new AssumedNames()) };
  const answer = await interpreter.ask(() => ask(given));
  if (interpreter.hostName !== undefined) return answer;
  const depends = async (): Promise<string | undefined> => {
    if (JSON.stringify(answer).includes(NAMELESS_HOST)) return "The answer contains it.";
    for (const host of namesIn(address)) {
      const other = await interpreter.ask(() => ask({ ...given, hostName: host }));
      if (!isSame(answer, other)) return `On a host called ${host} the answer is another.`;
    }
    return undefined;
  };
  const why = await depends();
  if (why === undefined) return answer;
  const text = `The server's own name is not known: set sendmail.hostName (--host). ${why}`;
  return { ...answer, certain: false, missing: [...answer.missing, text] };
}

/** Names of hosts in an address, and those that they may be below. */
function namesIn(address: string): readonly string[] {
  const names = address.toLowerCase().match(/[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)+/g) ?? [];
  return [...new Set(names)].slice(0, MOST_NAMES);
}

const MOST_NAMES = 4;

/** What was assumed of the name service since the last question. */
function assumed({ dns }: Circumstances): readonly string[] {
  return dns instanceof AssumedNames ? dns.take() : [];
}

function routeOn(interpreter: Interpreter, question: RouteQuestion, circumstances: Circumstances): Route {
  const engine = interpreter.rewriter(circumstances);
  const macros: MacroValues = new Map([["f", question.sender ?? ""]]);
  const recipients = new Recipients(interpreter, engine, aliasesOf(interpreter, engine), macros);
  recipients.follow(question.recipient);
  const { deliveries, refusals } = recipients;
  const doubts = [...recipients.missing, ...assumed(circumstances), ...interfaces(engine, question.recipient)];
  const missing = [...startDoubts(engine), ...interpreter.doubts, ...doubts];
  const asked = urisOf(recipients.asked, interpreter);
  return { address: question.recipient, deliveries, refusals, certain: missing.length === 0, missing, asked };
}

function rewritingOn(interpreter: Interpreter, question: RewriteQuestion, circumstances: Circumstances): Rewriting {
  const { address, header, sender } = question;
  const engine = interpreter.rewriter(circumstances);
  const mailer = engine.cf.mailers.find(({ name }) => name.toLowerCase() === question.mailer.toLowerCase());
  if (mailer === undefined) throw new RangeError(`there is no mailer ${question.mailer}`);
  const asked = new Set<string>();
  const observer = new StepCollector(interpreter, engine, asked);
  const options = { header, sender, macros: new Map(), observer };
  const { value, messages, unknown } = rewriteFor(engine, mailer, toBytes(address), options);
  const reasons = new Set(unknown.map(({ reason }) => reason));
  const doubts = [...reasons, ...assumed(circumstances), ...interfaces(engine, address)];
  const missing = [...startDoubts(engine), ...interpreter.doubts, ...doubts];
  return {
    address,
    result: value === undefined ? undefined : fromBytes(value),
    messages: messages.map(({ code, dsn, text }) => ({ code, dsn: dsn ?? null, text })),
    steps: observer.steps,
    certain: missing.length === 0,
    missing,
    asked: urisOf(asked, interpreter),
  };
}

function urisOf(paths: ReadonlySet<string>, { files }: Interpreter): readonly string[] {
  return [...paths].flatMap((path) => files.uriOf(path) ?? []);
}

const NAMES = Symbol("names");

/** The aliases of an interpreter, read once for each of its rewriters. */
const ALIASES = Symbol("aliases");

function aliasesOf(interpreter: Interpreter, engine: Rewriter): Aliases {
  return interpreter.derived(ALIASES, engine, () => new Aliases(interpreter, engine));
}

/** With a configuration that has an error sendmail delivers nothing, though test mode goes on. */
function startDoubts({ cf }: Rewriter): readonly string[] {
  const fatal = cf.messages.find(({ severity }) => severity === "fatal")?.text ?? queueFolderFault(cf);
  return fatal === undefined ? [] : [`sendmail does not start with this configuration: ${show(fatal, cf.names)}.`];
}

/** An address of an interface is a name of the server too, where sendmail looks at them when it starts. */
function interfaces({ cf }: Rewriter, address: string): readonly string[] {
  const probes = cf.options.get("DontProbeInterfaces")?.value ?? "false";
  const isAsked = !/^\s*[ty]/i.test(probes) && /\[[\d a-f]*[.:]/i.test(address);
  return isAsked ? ["The addresses of the server's own interfaces count as its names, and they are not known."] : [];
}

/** True where both go the same ways. */
function isSameRoute(one: Route, other: Route): boolean {
  const goal = ({ deliveries, refusals }: Route) =>
    JSON.stringify([
      deliveries.map(({ mailer, host, user, queued }) => [mailer, host, user, queued]),
      refusals.map(({ address, reply }) => [address, reply]),
    ]);
  return goal(one) === goal(other);
}

/** The steps of an answer as one line each, without repeating what several deliveries have in common. */
export function distinctSteps(steps: readonly RouteStep[]): readonly RouteStep[] {
  const seen = new Set<string>();
  return steps.filter(({ text }) => !seen.has(text) && seen.add(text));
}
