// `sendmail-lint probe`: asks a running SMTP server what it offers and whom it relays for.
import os from "node:os";
import { diskFiles } from "../files.node.ts";
import {
  type Comparison,
  differences,
  introduction,
  type Network,
  type ProbeTarget,
  probeServer,
  reportJson,
  reportMarkdown,
  reportText,
  verdictOf,
} from "../probe/index.ts";
import type { Query } from "../relay/index.ts";
import { createService } from "../service.ts";
import type { Settings } from "../settings.ts";
import { uriOf } from "./collect.ts";
import type { JsonProbeReport } from "./json-types.ts";
import { EXIT, json, type Output, printable } from "./output.ts";
import { NOT_A_SERVER, whyUnreadable } from "./reasons.ts";

export interface ProbeOptions {
  readonly target: ProbeTarget;
  /** A .mc or .cf that says what the server should answer. */
  readonly expect: string | undefined;
  /** How the server knows this machine, where the connection does not say so. */
  readonly client: Partial<Query>;
  readonly format: "text" | "json" | "markdown";
  readonly settings: Settings;
  readonly network: Network;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The name that this machine has for itself. */
export function ownHostName(): string {
  return os.hostname();
}

/** Says what it will do, does it, and prints what came of it. Exit status 1 for a server that relays or does not do what its configuration says. */
export async function probe(options: ProbeOptions, output: Output): Promise<number> {
  const { target, expect, format } = options;
  const service = createService({ ...diskFiles(), folders: [] });
  service.configure(options.settings);
  const site = expect === undefined ? undefined : await service.judgedSite(uriOf(expect));
  if (expect !== undefined && site === undefined) {
    output.error(`sendmail-lint: cannot read ${expect}: ${whyUnreadable(expect) ?? NOT_A_SERVER}`);
    return EXIT.usage;
  }
  output.error(introduction(target));
  const report = await probeServer(target, options.network);
  const comparison = site && differences(report, site, options.client);
  const told = { report, comparison, now: options.now };
  if (format === "json") output.print(json(reportJson(told) satisfies JsonProbeReport));
  else if (format === "markdown") output.print(reportMarkdown(told).trimEnd());
  else for (const line of reportText(told)) output.print(printable(line));
  return statusOf(verdictOf(report).kind, comparison);
}

function statusOf(verdict: ReturnType<typeof verdictOf>["kind"], comparison: Comparison | undefined): number {
  if (verdict === "relays" || (comparison?.differences.length ?? 0) > 0) return EXIT.findings;
  return verdict === "unknown" || comparison?.compared === 0 ? EXIT.usage : EXIT.clean;
}
