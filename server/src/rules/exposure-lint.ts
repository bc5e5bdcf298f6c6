// Puts what the relay policy really allows beside what the rules found: one finding for one cause, with the proof.
import { type Exposure, exposures, witnessText } from "../relay/index.ts";
import type { MailSite } from "../site/types.ts";
import type { Span } from "../text.ts";
import type { Problem } from "./lint.ts";
import type { ExposureRule, Report } from "./types.ts";

/**
 * Where a rule about relaying has spoken already at the culprit of an exposure, the proof is added to what it says, or its
 * error is softened if strangers cannot reach it. Exposures that nobody spoke of go to the rules about them.
 */
export function addExposures(
  site: MailSite,
  byFile: Map<string, Problem[]>,
  rules: readonly { readonly rule: ExposureRule; readonly report: Report }[],
): void {
  const said = new Set<Problem>();
  for (const exposure of exposures(site)) {
    const [culprit] = exposure.because;
    if (culprit === undefined || exposure.grade === "intended") continue;
    const spoken = aboutRelaying(byFile, culprit)[0];
    if (spoken !== undefined) {
      if (said.has(spoken)) continue;
      // A feature that is switched on twice is as dangerous in either line.
      const same = exposure.because.flatMap((span) => aboutRelaying(byFile, span));
      for (const problem of new Set(same)) {
        if (problem.meta !== spoken.meta || said.has(problem)) continue;
        const proved = withProof(problem, exposure);
        const problems = byFile.get(problem.span.source) ?? [];
        problems[problems.indexOf(problem)] = proved;
        said.add(proved);
      }
    } else if (exposure.certain && exposure.grade !== "wide") {
      for (const { rule, report } of rules) rule.checkExposure(exposure, report);
    }
  }
}

/** What rules about relaying said at a place. */
function aboutRelaying(byFile: ReadonlyMap<string, Problem[]>, place: Span): readonly Problem[] {
  const problems = byFile.get(place.source) ?? [];
  return problems.filter(({ meta, span }) => meta.code.startsWith("relay-") && intersect(span, place));
}

function withProof(problem: Problem, exposure: Exposure): Problem {
  if (exposure.grade === "wide") {
    if (problem.severity !== "error") return problem;
    return { ...problem, severity: "warning", message: `${problem.message} ${exposure.reason}` };
  }
  return exposure.witness === undefined ? problem : { ...problem, message: `${problem.message} ${proof(exposure)}` };
}

/** The transaction that shows it, as a sentence. */
export function proof({ witness }: Exposure): string {
  return witness === undefined ? "" : `Proof: ${witnessText(witness).replace(/^A /, "a ")}.`;
}

function intersect(a: Span, b: Span): boolean {
  return a.source === b.source && a.start <= b.end && b.start <= a.end;
}
