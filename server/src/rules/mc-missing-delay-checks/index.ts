// ratecontrol or conncontrol with nodelay, without delay_checks.

import { replacement } from "../edits/edits.ts";
import { libraryRule, whereComplete } from "../shapes/library-rule.ts";

export const rule = libraryRule(
  {
    code: "mc-missing-delay-checks",
    title: "The argument nodelay makes sense only with FEATURE(delay_checks)",
    severity: "warning",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.13",
    guidance: "readme",
    sources: ['cf/README, sections "ratecontrol" and "conncontrol"', "m4 library: requires FEATURE(`delay_checks')"],
  },
  ["conncontrol-needs-delay-checks", "ratecontrol-needs-delay-checks"],
  whereComplete(({ call }) => ({
    message:
      "nodelay has no effect: delay_checks is off, or comes later.\nThe word means that this check does not wait for delay_checks. m4 reports an error and drops it; without delay_checks no check waits anyway. " +
      "Remove nodelay, or put FEATURE(`delay_checks') above this line.",
    fixes: () => {
      const span = call?.args[1]?.exact;
      return span === undefined ? [] : [replacement("Remove nodelay: the checks stay the same", span, "", "asks")];
    },
  })),
);
