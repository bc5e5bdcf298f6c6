// `sendmail-lint relay`: who may relay, and what would be answered to single transactions.
import { createReadStream } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { diskFiles } from "../files.node.ts";
import {
  asSendmailWrites,
  type Decision,
  decide,
  type Exposure,
  exposureList,
  parseQuery,
  probeSite,
  unknownListener,
} from "../relay/index.ts";
import { createService } from "../service.ts";
import type { Settings } from "../settings.ts";
import { folderOf } from "../site/paths.ts";
import type { MailSite } from "../site/types.ts";
import type { Span } from "../text.ts";
import { uriOf } from "./collect.ts";
import type {
  JsonDecision,
  JsonGrant,
  JsonIncomplete,
  JsonPlace,
  JsonProbeCount,
  JsonProbeDecision,
} from "./json-types.ts";
import { EXIT, json, type Output, worst } from "./output.ts";
import { ProjectErrors } from "./project-errors.ts";
import { NOT_A_SERVER, reasonOf, whyUnreadable } from "./reasons.ts";
import { probesTable, relayTable } from "./relay-table.ts";
import { PLAIN_SCREEN, type Screen } from "./screen.ts";
import { sayUnread } from "./unread.ts";

export interface RelayOptions {
  readonly file: string;
  /** Path of a file with one JSON query on each line, `-` for standard input; undefined for the exposures. */
  readonly query: string | undefined;
  /** `text`: a table. Decisions about queries are always JSON. */
  readonly format?: "text" | "json";
  /** Set: the answers to the classic probes for open relays, in place of the exposures. */
  readonly probes?: boolean;
  /** The server's IP address for the probes that write it; without it the answers to these are not certain. */
  readonly address?: string | undefined;
  readonly settings: Settings;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly screen?: Screen;
}

/** Prints a table, or one JSON object on each line. */
export async function relay(options: RelayOptions, output: Output): Promise<number> {
  const uri = uriOf(options.file);
  const service = createService({ ...diskFiles(), folders: [] });
  service.configure(options.settings);
  const projects = new ProjectErrors(service);
  await projects.note(uri);
  for (const line of projects.lines) output.error(`sendmail-lint: ${line}`);
  const site = await service.judgedSite(uri);
  if (site === undefined) {
    output.error(`sendmail-lint: cannot read ${options.file}: ${whyUnreadable(options.file) ?? NOT_A_SERVER}`);
    return EXIT.usage;
  }
  const unread = sayUnread(site, output);
  const status =
    options.probes === true
      ? probe(site, options, output)
      : options.query === undefined
        ? list(site, options, output)
        : await answer(site, options.query, options.stdin, output);
  return worst(status, projects.lines.length > 0 ? EXIT.usage : unread);
}

/** All grants, and what is known of others. */
function list(site: MailSite, { format, screen = PLAIN_SCREEN }: RelayOptions, output: Output): number {
  const all = exposureList(site);
  if (format === "text") {
    const shown = (span: Span) => {
      const { file, line } = placeOf(site, span);
      const isNear = folderOf(span.source) === folderOf(site.id);
      return file === null ? "" : `${isNear ? path.basename(file) : file}:${line}`;
    };
    for (const line of relayTable(site, screen, shown)) output.print(line);
  } else {
    for (const one of all) output.print(json(exposureJson(site, one)));
    const why = all.why.map(({ text, span }) => ({ ...placeOf(site, span), text }));
    if (!all.complete) output.print(json({ complete: false, why } satisfies JsonIncomplete));
  }
  if (all.count("open") + all.count("forgeable") > 0) return EXIT.findings;
  return all.complete ? EXIT.clean : EXIT.usage;
}

/** What is answered to the classic probes, and a last line with how many are relayed, or may be for all that is known. */
function probe(site: MailSite, { address, format, screen = PLAIN_SCREEN }: RelayOptions, output: Output): number {
  const answers = probeSite(site, address === undefined ? {} : { address: asSendmailWrites(address) });
  const relayed = answers.filter(({ decision }) => decision.relayed).length;
  const uncertain = answers.filter(({ decision }) => !decision.certain).length;
  if (format === "text") for (const line of probesTable(answers, screen)) output.print(line);
  else {
    for (const {
      probe: { title, sender, recipient },
      decision,
    } of answers)
      output.print(
        json({ probe: title, sender, recipient, ...decisionJson(site, decision) } satisfies JsonProbeDecision),
      );
    output.print(json({ relayed, uncertain, of: answers.length } satisfies JsonProbeCount));
  }
  if (relayed > 0) return EXIT.findings;
  return uncertain > 0 ? EXIT.usage : EXIT.clean;
}

/** One decision for each query, in the same order; a line that is not a query gets an object with `error`. */
async function answer(site: MailSite, file: string, stdin: AsyncIterable<Uint8Array>, output: Output): Promise<number> {
  let bad = false;
  let isAsked = false;
  try {
    for await (const line of linesOf(file === "-" ? stdin : createReadStream(file))) {
      if (line.trim() === "") continue;
      isAsked = true;
      const query = queryOf(site, line);
      bad ||= "error" in query;
      output.print(json("error" in query ? query : decisionJson(site, decide(site, query))));
    }
  } catch (error) {
    if (!(error instanceof Error && "syscall" in error)) throw error;
    output.error(`sendmail-lint: cannot read ${file}: ${reasonOf(error)}`);
    return EXIT.usage;
  }
  if (!isAsked) output.error(`sendmail-lint: there is no transaction in ${file === "-" ? "the standard input" : file}`);
  return bad || !isAsked ? EXIT.usage : EXIT.clean;
}

/** The lines of a stream as they come in, so that neither millions of queries nor a slow writer are waited for. */
async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const decoder = new TextDecoder();
  let pieces: string[] = [];
  for await (const bytes of stream) {
    const [head = "", ...lines] = decoder.decode(bytes, { stream: true }).split("\n");
    pieces.push(head);
    for (const line of lines) {
      yield pieces.join("");
      pieces = [line];
    }
  }
  yield pieces.join("") + decoder.decode();
}

function queryOf(site: MailSite, line: string): ReturnType<typeof parseQuery> {
  try {
    const query = parseQuery(JSON.parse(line));
    const wrong = "error" in query ? undefined : unknownListener(site, query);
    return wrong === undefined ? query : { error: wrong };
  } catch (error) {
    return { error: `This line is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function decisionJson(
  site: MailSite,
  { accepted, stage, reply, relayed, steps, certain, cause }: Decision,
): JsonDecision {
  const because = steps.map(({ span, text }) => ({ ...placeOf(site, span), text }));
  return { accepted, stage, reply, relayed, because, certain, ...(cause === undefined ? {} : { cause }) };
}

function exposureJson(site: MailSite, { grade, who, to, reason, because, witness, certain }: Exposure): JsonGrant {
  return {
    grade,
    who,
    to,
    reason,
    because: because.map((span) => placeOf(site, span)),
    witness: witness ?? null,
    certain,
  };
}

function placeOf(site: MailSite, span: Span | undefined): JsonPlace {
  const document = span && site.document(span.source);
  if (span === undefined || document === undefined) return { file: null, line: null };
  const file = span.source.startsWith("file:") ? fileURLToPath(span.source) : span.source;
  return { file: path.relative(process.cwd(), file) || file, line: document.positionAt(span.start).line + 1 };
}
