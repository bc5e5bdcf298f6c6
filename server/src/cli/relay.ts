// `sendmail-lint relay`: who may relay, and what would be answered to single transactions.
import { readFile } from "node:fs/promises";
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
  readonly readStdin: () => Promise<string>;
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
  if (options.query !== undefined) return await answer(site, options.query, options.readStdin, output);
  const all = exposures(site);
  for (const one of all) output.print(JSON.stringify(exposureJson(site, one)));
  return all.some(({ grade }) => grade === "open" || grade === "forgeable") ? EXIT.findings : EXIT.clean;
}

/** One decision for each query, in the same order; a line that is no query gets an object with `error`. */
async function answer(site: MailSite, file: string, readStdin: () => Promise<string>, output: Output): Promise<number> {
  let text: string;
  try {
    text = file === "-" ? await readStdin() : await readFile(file, "utf8");
  } catch (error) {
    output.error(`sendmail-lint: cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
    return EXIT.usage;
  }
  let bad = false;
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === "") continue;
    const query = queryOf(line);
    bad ||= "error" in query;
    output.print(JSON.stringify("error" in query ? query : decisionJson(site, decide(site, query))));
  }
  return bad ? EXIT.usage : EXIT.clean;
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
