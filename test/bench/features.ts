// How long a person waits for a completion list, a hover and signature help in the largest real .mc at hand.
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { EditorFeatures } from "../../server/src/features/editor.ts";
import { EDITORS } from "../../server/src/kinds/editors.ts";
import { type MailSite, memoryWorkspace, Sites } from "../../server/src/site/index.ts";
import type { TextDocument } from "../../server/src/text.ts";
import { corpusFiles } from "../oracle/programs.ts";
import { type Measurement, quantile, stopwatch } from "./_measure.ts";

const features = new EditorFeatures(EDITORS);

/** Milliseconds that an answer may take at the 95th percentile. */
const BUDGET = 5;
const ROOT = path.resolve(import.meta.dirname, "../..");
/** Places of a file that are asked about, spread over it. */
const PLACES = 300;
/** What is typed at each of them. */
const TYPED = ["FEATURE(`", "define(`", "define(`confPRIVACY_FLAGS', `", "DAEMON_OPTIONS(`Name=x, ", ""];

interface Asked {
  readonly site: MailSite;
  readonly document: TextDocument;
}

/** The largest .mc of the corpus, or of the examples where there is no corpus. */
export function largest(): string {
  const corpus = corpusFiles("mc");
  const files = corpus.length > 0 ? corpus : ["examples/open-relay/sendmail.mc"].map((name) => path.join(ROOT, name));
  const [first] = files.toSorted((a, b) => statSync(b).size - statSync(a).size);
  if (first === undefined) throw new Error("there is no .mc to measure with");
  return first;
}

async function load(uri: string, text: string): Promise<Asked> {
  const [site] = await new Sites(memoryWorkspace({ [uri]: text })).sitesOf(uri);
  const document = site?.document(uri);
  if (site === undefined || document === undefined) throw new Error(`${uri} is no .mc`);
  return { site, document };
}

/** Rounds in which all questions are asked; the first one warms up. */
const ROUNDS = 5;

/**
 * Milliseconds that each question takes, ascending. Each counts with its best round: what other programs of the machine take
 * away meanwhile is not ours. Between two rounds of one question all others are asked, so that nothing is remembered.
 */
function times(questions: readonly (() => unknown)[]): number[] {
  const best = questions.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, ask] of questions.entries()) {
      const since = stopwatch();
      // The answer has to be written out as well, for the editor that waits for it.
      JSON.stringify(ask());
      const taken = since();
      if (round > 0) best[index] = Math.min(best[index] ?? taken, taken);
    }
  }
  return best.sort((a, b) => a - b);
}

function rows(name: string, questions: readonly (() => unknown)[]): Measurement[] {
  const measured = times(questions);
  const p95 = quantile(measured, 0.95);
  return [
    { name: `${name}, p50`, value: quantile(measured, 0.5), unit: "ms", ok: true },
    { name: `${name}, p95`, value: p95, unit: "ms", budget: BUDGET, ok: p95 < BUDGET },
  ];
}

/** The milliseconds of completion lists, hovers and signatures, the site being read already. */
export async function bench(): Promise<Measurement[]> {
  const file = largest();
  const uri = pathToFileURL(file).href;
  const text = readFileSync(file, "latin1");
  const lines = [...text.matchAll(/^/gm)].map(({ index }) => index);
  const spread = <T>(list: readonly T[]) =>
    list.filter((_, at) => at % Math.max(1, Math.floor(list.length / PLACES)) === 0);

  const { site, document } = await load(uri, text);
  const calls = site.mc?.config.expansion.calls.filter(({ nameSpan }) => nameSpan.source === uri) ?? [];
  const words = calls.flatMap(({ nameSpan, args }) => [nameSpan.start, ...args.map(({ span }) => span.start + 1)]);
  const hovers = spread(words).map((offset) => () => features.hover(site, uri, document.positionAt(offset), {}));

  const typed: Asked[] = [];
  const offsets: number[] = [];
  // Each place is another text, as it is when someone types; the file is cut where the cursor is, or goes on behind it.
  for (const [turn, line] of spread(lines).entries()) {
    const words = TYPED[turn % TYPED.length] ?? "";
    typed.push(await load(uri, `${text.slice(0, line)}${words}\n${text.slice(line)}`));
    offsets.push(line + words.length);
  }
  const at = typed.map((asked, index) => ({ ...asked, position: asked.document.positionAt(offsets[index] ?? 0) }));
  const completions = at.map(
    ({ site, position }) =>
      () =>
        features.completion(site, uri, position, {}),
  );
  const signatures = at.map(
    ({ site, position }) =>
      () =>
        features.signatureHelp(site, uri, position, {}),
  );
  const size = `${Math.round(text.length / 1024)} KB`;
  return [
    ...rows(`features: completion list (${size})`, completions),
    ...rows(`features: hover (${size})`, hovers),
    ...rows(`features: signature help (${size})`, signatures),
  ];
}
