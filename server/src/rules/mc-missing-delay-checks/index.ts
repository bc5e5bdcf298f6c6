// ratecontrol or conncontrol with nodelay, without delay_checks.

import { replacement } from "../edits.ts";
import { libraryRule } from "../library-rule.ts";

export const rule = libraryRule(
  {
    code: "mc-missing-delay-checks",
    title: "The argument nodelay makes sense only with FEATURE(delay_checks)",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.13",
    guidance: "readme",
    sources: ['cf/README, sections "ratecontrol" and "conncontrol"', "m4 library: requires FEATURE(`delay_checks')"],
  },
  ["conncontrol-needs-delay-checks", "ratecontrol-needs-delay-checks"],
  ({ call }) => ({
    message:
      "nodelay says that this check does not wait for delay_checks, but FEATURE(`delay_checks') is not on (or comes later). m4 reports an error and drops the word; without delay_checks every check is made at once anyway. " +
      "Take nodelay out, or put FEATURE(`delay_checks') above this line.",
    fixes: () => {
      const span = call?.args[1]?.exact;
      return span === undefined
        ? []
        : [replacement("Take nodelay out: the checks are made as without it", span, "", "asks")];
    },
  }),
);
