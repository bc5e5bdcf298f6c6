// `sendmail-lint relay`: who may relay, and what would be answered to single transactions.
import { createReadStream } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { diskFiles } from "../files.node.ts";
import { type Decision, decide, type Exposure, exposures, parseQuery } from "../relay/index.ts";
import type { Settings } from "../settings.ts";
import { Sites } from "../site/index.ts";
import type { MailSite } from "../site/types.ts";
import type { Span } from "../text.ts";
import { EXIT, type Output } from "./output.ts";

export interface RelayOptions {
  readonly file: string;
  /** Path of a file with one JSON query on each line, `-` for standard input; undefined for the exposures. */
  readonly query: string | undefined;
  readonly settings: Settings;
  readonly stdin: AsyncIterable<Uint8Array>;
}

/** A place in the output: path and line (from 1) of what decided. */
interface Place {
  readonly file: string | null;
  readonly line: number | null;
}

/** Prints one JSON object on each line. */
export async function relay(options: RelayOptions, output: Output): Promise<number> {
  const uri = pathToFileURL(path.resolve(options.file)).href;
  const [site] = await new Sites({ ...diskFiles(), folders: [] }, options.settings).sitesOf(uri);
  if (site === undefined) {
    output.error(`sendmail-lint: cannot read ${options.file} as a configuration of sendmail`);
    return EXIT.usage;
  }
  if (options.query !== undefined) return await answer(site, options.query, options.stdin, output);
  const all = exposures(site);
  for (const one of all) output.print(JSON.stringify(exposureJson(site, one)));
  return all.some(({ grade }) => grade === "open" || grade === "forgeable") ? EXIT.findings : EXIT.clean;
}

/** One decision for each query, in the same order; a line that is no query gets an object with `error`. */
async function answer(site: MailSite, file: string, stdin: AsyncIterable<Uint8Array>, output: Output): Promise<number> {
  let bad = false;
  try {
    for await (const line of linesOf(file === "-" ? stdin : createReadStream(file))) {
      if (line.trim() === "") continue;
      const query = queryOf(line);
      bad ||= "error" in query;
      output.print(JSON.stringify("error" in query ? query : decisionJson(site, decide(site, query))));
    }
  } catch (error) {
    if (!(error instanceof Error && "syscall" in error)) throw error;
    output.error(`sendmail-lint: cannot read ${file}: ${error.message}`);
    return EXIT.usage;
  }
  return bad ? EXIT.usage : EXIT.clean;
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

function queryOf(line: string): ReturnType<typeof parseQuery> {
  try {
    return parseQuery(JSON.parse(line));
  } catch (error) {
    return { error: `This line is no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function decisionJson(site: MailSite, { accepted, stage, reply, relayed, steps, certain, cause }: Decision) {
  const because = steps.map(({ span, text }) => ({ ...placeOf(site, span), text }));
  return { accepted, stage, reply, relayed, because, certain, ...(cause === undefined ? {} : { cause }) };
}

function exposureJson(site: MailSite, { grade, who, to, reason, because, witness, certain }: Exposure) {
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

function placeOf(site: MailSite, span: Span | undefined): Place {
  const document = span && site.document(span.source);
  if (span === undefined || document === undefined) return { file: null, line: null };
  const file = span.source.startsWith("file:") ? fileURLToPath(span.source) : span.source;
  return { file: path.relative(process.cwd(), file) || file, line: document.positionAt(span.start).line + 1 };
}
