// An OSTYPE that the distribution does not have.
import { unknownNameRule } from "../unknown-name.ts";

export const rule = unknownNameRule(
  {
    code: "mc-unknown-ostype",
    title: "An OSTYPE that sendmail does not have",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "readme",
    sources: ['cf/README, section "OSTYPE"', "seen with m4: cannot open ostype/NAME.m4"],
  },
  "ostype",
  ({ ostypes }) => ostypes,
  (name) =>
    `sendmail has no file for the operating system "${name}".\nIf m4 cannot open the file, the paths of the system are not set.`,
);
