// Which transaction shows that a finding about relaying is true, and how sendmail comes to let it through.
import { decide, type Exposure, exposureList, witnessText } from "../relay/index.ts";
import type { Problem } from "../rules/linter/lint.ts";
import type { MailSite } from "../site/types.ts";
import { overlaps } from "../text.ts";
import type { Proof } from "./formats/report.ts";

/** Finds the proof of a finding at a place that lets strangers relay. Undefined for all other findings. */
export function proofFinder(site: MailSite): (problem: Problem) => Proof | undefined {
  const proven = [...exposureList(site).listed].filter(
    ({ grade, certain, witness }) => (grade === "open" || grade === "forgeable") && certain && witness !== undefined,
  );
  return (problem) => {
    if (problem.severity !== "error" && problem.severity !== "warning") return undefined;
    if (problem.meta.relaying !== true) return undefined;
    const exposure = proven.find(({ because: [cause] }) => cause !== undefined && overlaps(cause, problem.span));
    return exposure && proofOf(site, exposure);
  };
}

function proofOf(site: MailSite, { witness }: Exposure): Proof | undefined {
  if (witness === undefined) return undefined;
  const { steps } = decide(site, witness);
  return { text: witnessText(witness), steps: steps.map(({ text, span }) => ({ text, span })) };
}
