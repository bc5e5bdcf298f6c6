// Puts what the relay policy really allows beside what the rules found: one finding for one cause, with the proof.
import { type Exposure, exposureList } from "../../relay/index.ts";
import { baseName } from "../../site/paths.ts";
import type { MailSite } from "../../site/types.ts";
import { contains, type Span } from "../../text.ts";
import { SpanIndex } from "../edits/span-index.ts";
import { proof } from "../facts/proof.ts";
import type { ExposureRule, Problem, Report } from "../types.ts";

/**
 * Where a rule about relaying has spoken already at the cause of an exposure, the proof is added to what it says, or its
 * error is softened if strangers cannot reach it. Exposures that nobody spoke of go to the rules about them.
 */
export function addExposures(
  site: MailSite,
  byFile: Map<string, Problem[]>,
  rules: readonly { readonly rule: ExposureRule; readonly report: Report }[],
): void {
  const said = new Set<Problem>();
  /** Causes of which all is said: of a feature that believes a million lines. */
  const settled = new Set<Span>();
  const spoken = new Spoken(byFile);
  const exposures = exposureList(site);
  const doubt = exposures.why[0]?.text;
  for (const exposure of exposures.of("open", "forgeable", "wide")) {
    const [cause] = exposure.because;
    if (cause === undefined || settled.has(cause)) continue;
    const [first] = [
      ...spoken.at(cause),
      ...(wordsAbout(site, cause) ?? []).flatMap((span) => spoken.at(span)),
      ...spoken.inFile(includedAt(site, cause), said),
    ];
    if (first === undefined) {
      const told =
        exposure.certain || doubt === undefined
          ? exposure
          : { ...exposure, reason: `${exposure.reason} This is not certain: ${doubt}` };
      if (exposure.grade !== "wide" || exposure.byOwnRules === true)
        for (const { rule, report } of rules) rule.checkExposure(told, report);
      continue;
    }
    if (said.has(first.problem)) {
      settled.add(cause);
      continue;
    }
    // A feature that is switched on twice is as dangerous in either line.
    const elsewhere = spoken.at(cause).length === 0 ? [first] : [];
    for (const { problem, list, position } of [...elsewhere, ...exposure.because.flatMap((span) => spoken.at(span))]) {
      if (problem.meta !== first.problem.meta || list[position] !== problem || said.has(problem)) continue;
      const proved = withProof(problem, exposure);
      list[position] = proved;
      said.add(proved);
    }
  }
}

/**
 * Where a rule may have spoken of the same setting or feature: the name of a setting whose value is the cause, and the call of a
 * feature whose name is, in the body of the macro that got the name.
 */
function wordsAbout({ mc }: MailSite, cause: Span): readonly Span[] | undefined {
  const setting = mc?.config.settings.find(({ call, implied }) => !implied && contains(call.span, cause));
  if (setting !== undefined) return [setting.nameSpan];
  const use = mc?.config.uses.find(({ call, nameSpan }) => call.name === "FEATURE" && intersect(nameSpan, cause));
  return use && [use.call.span];
}

/** The file that is included at a place: what is at fault there is in that file. */
function includedAt({ mc, documents }: MailSite, { source, start }: Span): string | undefined {
  const lookup = mc?.config.lookups.find(
    ({ call: { name, span } }) => /^s?include$/.test(name) && span.source === source && span.start === start,
  );
  if (lookup === undefined) return undefined;
  const { path } = lookup;
  return [...documents.keys()].find((uri) => uri.endsWith(path.startsWith("/") ? path : `/${path}`));
}

/** A problem and its position among those of its file. */
interface Standing {
  readonly problem: Problem;
  readonly list: Problem[];
  readonly position: number;
}

/** What the rules about relaying have said, by place; it grows while exposures are reported. */
class Spoken {
  readonly #byFile: ReadonlyMap<string, Problem[]>;
  readonly #index = new SpanIndex<number>();
  readonly #read = new Map<string, number>();

  constructor(byFile: ReadonlyMap<string, Problem[]>) {
    this.#byFile = byFile;
  }

  /** What was said in a file, what is proved already last. */
  inFile(uri: string | undefined, proved: ReadonlySet<Problem>): readonly Standing[] {
    const list = uri === undefined ? [] : (this.#byFile.get(uri) ?? []);
    const all = list.flatMap((problem, position) =>
      problem.meta.relaying === true ? [{ problem, list, position }] : [],
    );
    return [...all.filter(({ problem }) => !proved.has(problem)), ...all];
  }

  /** What was said at a place, in the order in which it was said. */
  at(place: Span): readonly Standing[] {
    const list = this.#byFile.get(place.source) ?? [];
    for (let n = this.#read.get(place.source) ?? 0; n < list.length; n++) {
      const problem = list[n];
      if (problem?.meta.relaying === true) this.#index.add(problem.span, n);
    }
    this.#read.set(place.source, list.length);
    const positions = [...new Set(this.#index.near(place))].sort((a, b) => a - b);
    return positions.flatMap((position) => {
      const problem = list[position];
      return problem !== undefined && intersect(problem.span, place) ? [{ problem, list, position }] : [];
    });
  }
}

/** Other lines that are named beside a finding. */
const MOST_RELATED = 5;

function withProof(problem: Problem, exposure: Exposure): Problem {
  if (exposure.grade === "wide") {
    if (problem.severity !== "error") return problem;
    return { ...problem, severity: "warning", message: `${problem.message}\n${exposure.reason}` };
  }
  if (exposure.witness === undefined) return problem;
  const isUsual = problem.severity === problem.meta.severity;
  // What nobody is sure of has no proof, but is more than a piece of information.
  if (!exposure.certain)
    return isUsual && problem.severity === "information"
      ? {
          ...problem,
          severity: "warning",
          message: `${problem.message}\nStrangers may be able to relay. ${exposure.reason}`,
        }
      : problem;
  // What strangers can do is an error, whatever the rule thinks of the feature; but not where the user has set another severity.
  const severity = isUsual ? "error" : problem.severity;
  const related = exposure.because
    .slice(1, MOST_RELATED + 1)
    .filter((span) => !intersect(span, problem.span))
    .map((span) => ({ span, message: "This line takes part in it." }));
  const message = `${problem.message}\n${proof(exposure)}`;
  return { ...problem, severity, message, related: [...(problem.related ?? []), ...related] };
}

/** A proof that was given before is not given again: the later finding says where it is. */
export function foldProofs(site: MailSite, byFile: Map<string, Problem[]>): void {
  const given = new Map<string, Span>();
  for (const problems of byFile.values())
    problems.forEach((problem, at) => {
      const lines = problem.message.split("\n");
      const place = lines.findIndex((line) => line.startsWith("Proof: "));
      const text = lines[place];
      if (text === undefined) return;
      const before = given.get(text);
      if (before === undefined) {
        given.set(text, problem.span);
        return;
      }
      const line = site.document(before.source)?.positionAt(before.start).line ?? 0;
      const file = before.source === problem.span.source ? "" : `${baseName(before.source)}, `;
      lines[place] = `Proof: the same transaction as for ${file}line ${line + 1}.`;
      const related = [...(problem.related ?? []), { span: before, message: "This line has the proof." }];
      problems[at] = { ...problem, message: lines.join("\n"), related };
    });
}

function intersect(a: Span, b: Span): boolean {
  return a.source === b.source && a.start <= b.end && b.start <= a.end;
}
