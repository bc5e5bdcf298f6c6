// `sendmail-lint where`: where mail to some addresses goes, or how they are rewritten.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { goalText, type Placed, replyText } from "../features/route-page.ts";
import { diskFiles } from "../files.node.ts";
import type { Rewriting, Route, RouteStep } from "../route/index.ts";
import { createService, type Service } from "../service.ts";
import type { Settings } from "../settings.ts";
import { uriOf } from "./collect.ts";
import type { JsonPlace, JsonRewriting, JsonRoute } from "./json-types.ts";
import { EXIT, json, type Output, visible, worst } from "./output.ts";
import { ProjectErrors } from "./project-errors.ts";
import { whyUnreadable } from "./reasons.ts";
import { sayUnread } from "./unread.ts";

export interface WhereOptions {
  /** A .mc or .cf, or a table of a server. */
  readonly file: string;
  readonly addresses: readonly string[];
  /** The envelope sender. */
  readonly sender: string | undefined;
  readonly format: "text" | "json";
  /** Set: how the addresses are rewritten by this mailer, in place of where they go. */
  readonly mailer: string | undefined;
  readonly settings: Settings;
}

/** One JSON object, or a few lines, for each address. Exit status 1 where one is refused, 2 where nothing can be said, or a file of the server cannot be read. */
export async function where(options: WhereOptions, output: Output): Promise<number> {
  const { file, addresses, mailer } = options;
  const unreadable = whyUnreadable(file);
  if (unreadable !== undefined) {
    output.error(`sendmail-lint: cannot read ${file}: ${unreadable}`);
    return EXIT.usage;
  }
  const uri = uriOf(file);
  const service = createService({ ...diskFiles(), folders: [] });
  service.configure(options.settings);
  const projects = new ProjectErrors(service);
  await projects.note(uri);
  for (const line of projects.lines) output.error(`sendmail-lint: ${line}`);
  let status: number = projects.lines.length > 0 ? EXIT.usage : EXIT.clean;
  for (const address of addresses) {
    const answered =
      mailer === undefined
        ? await route(service, uri, address, options, output)
        : await rewrite(service, uri, address, mailer, options, output);
    if (answered === undefined) return await nothing(service, uri, options, output);
    status = worst(status, answered);
  }
  return worst(status, sayUnread((await service.judgedSite(uri)) ?? { unreadable: [] }, output));
}

async function nothing(service: Service, uri: string, { file, mailer }: WhereOptions, output: Output): Promise<number> {
  const known = (await service.routeProposals(uri))?.mailers;
  const isMailer = mailer !== undefined && known !== undefined && !known.includes(mailer.toLowerCase());
  output.error(
    isMailer
      ? `sendmail-lint: ${file} has no mailer ${mailer}; it has ${known.join(", ")}.`
      : `sendmail-lint: no sendmail.cf can be made from ${file}: install sendmail's m4 library, or name a .cf.`,
  );
  return EXIT.usage;
}

async function route(
  service: Service,
  uri: string,
  recipient: string,
  { sender, format }: WhereOptions,
  output: Output,
): Promise<number | undefined> {
  const found = await service.route(uri, { recipient, sender });
  if (found === undefined) return undefined;
  const { address, deliveries, refusals, certain, missing } = found.answer;
  if (format === "json") output.print(json(routeJson(found)));
  else {
    output.print(visible(address));
    for (const one of deliveries) {
      output.print(visible(`  ${goalText(one)}`));
      printSteps(one.steps, found, output);
    }
    for (const one of refusals) {
      output.print(visible(`  refused: ${one.address}: ${replyText(one.reply)}`));
      printSteps(one.steps, found, output);
    }
    printDoubts(certain, missing, output);
  }
  return refusals.length > 0 ? EXIT.findings : EXIT.clean;
}

/** `reply`: what sendmail answers where the mail goes nowhere; `refused`: each recipient that is refused. */
function routeJson(found: Placed<Route>): JsonRoute {
  const { address, deliveries, refusals, certain, missing } = found.answer;
  const [first] = refusals;
  return {
    address,
    deliveries: deliveries.map(({ mailer, host, user, queued, address: written, steps }) => ({
      mailer,
      host: host ?? null,
      user,
      address: written,
      ...(queued ? { queued } : {}),
      steps: stepsJson(steps, found),
    })),
    reply: deliveries.length === 0 && first !== undefined ? first.reply : null,
    ...(refusals.length > 0
      ? {
          refused: refusals.map(({ address: written, reply, steps }) => ({
            address: written,
            reply,
            steps: stepsJson(steps, found),
          })),
        }
      : {}),
    certain,
    ...(certain ? {} : { missing }),
  };
}

const ROLES = {
  "header sender": { header: true, sender: true },
  "header recipient": { header: true, sender: false },
  "envelope sender": { header: false, sender: true },
  "envelope recipient": { header: false, sender: false },
} as const;

async function rewrite(
  service: Service,
  uri: string,
  address: string,
  mailer: string,
  { format }: WhereOptions,
  output: Output,
): Promise<number | undefined> {
  const missing = new Set<string>();
  const rewritten: Record<string, JsonRewriting["rewritten"][string]> = {};
  for (const [name, role] of Object.entries(ROLES)) {
    const found = await service.rewriting(uri, { address, mailer, ...role });
    if (found === undefined) return undefined;
    if (format === "text" && Object.keys(rewritten).length === 0) output.print(visible(address));
    const { result, steps } = found.answer;
    for (const text of found.answer.missing) missing.add(text);
    rewritten[name] = { result: result ?? null, steps: stepsJson(steps, found) };
    if (format === "json") continue;
    output.print(visible(`  ${name}: ${result ?? "nothing"}`));
    printSteps(steps, found, output);
  }
  const doubts = [...missing];
  const certain = doubts.length === 0;
  if (format === "json")
    output.print(
      json({ address, mailer, rewritten, certain, ...(certain ? {} : { missing: doubts }) } satisfies JsonRewriting),
    );
  else printDoubts(certain, doubts, output);
  return EXIT.clean;
}

function stepsJson(steps: readonly RouteStep[], found: Placed<unknown>) {
  return steps.map(({ text, span }) => ({ text, ...placeOf(span, found) }));
}

/** Path and line (from 1); null where a step was not written anywhere. */
function placeOf(span: RouteStep["span"], found: Placed<unknown>): JsonPlace {
  const place = span && found.positionOf(span);
  if (place === undefined) return { file: null, line: null };
  const file = place.uri.startsWith("file:") ? fileURLToPath(place.uri) : place.uri;
  return { file: path.relative(process.cwd(), file) || file, line: place.line + 1 };
}

function printSteps(steps: readonly RouteStep[], found: Placed<Route | Rewriting>, output: Output): void {
  for (const { text, span } of steps) {
    const { file, line } = placeOf(span, found);
    output.print(visible(`    ${text}${file === null ? "" : ` (${file}:${line})`}`));
  }
}

function printDoubts(certain: boolean, missing: readonly string[], output: Output): void {
  if (!certain) output.print("  not certain:");
  for (const text of missing) output.print(visible(`    ${text}`));
}
