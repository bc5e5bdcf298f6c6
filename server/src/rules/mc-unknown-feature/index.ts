// A FEATURE that the distribution does not have.
import { unknownNameRule } from "../unknown-name.ts";

export const rule = unknownNameRule(
  {
    code: "mc-unknown-feature",
    title: "A FEATURE that sendmail does not have",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "readme",
    sources: ['cf/README, section "FEATURES"', "seen with m4: cannot open feature/NAME.m4"],
  },
  "feature",
  ({ features }) => features,
  (name) =>
    `sendmail has no feature "${name}" (upper and lower case count).\nIf m4 cannot open the file, it leaves the feature out.`,
);
