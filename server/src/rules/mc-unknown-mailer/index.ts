// A MAILER that the distribution does not have.
import { unknownNameRule } from "../unknown-name.ts";

export const rule = unknownNameRule(
  {
    code: "mc-unknown-mailer",
    title: "A MAILER that sendmail does not have",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "readme",
    sources: ['cf/README, section "MAILERS"', "seen with m4: cannot open mailer/NAME.m4"],
  },
  "mailer",
  ({ mailers }) => mailers,
  (name) => `sendmail has no mailer file "${name}".\nIf m4 cannot open the file, it leaves the mailer out.`,
);
