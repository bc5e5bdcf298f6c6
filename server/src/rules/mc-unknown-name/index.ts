// FEATURE, MAILER and OSTYPE with a name that the distribution does not have.
import { NEWEST_VERSION } from "../../catalog/index.ts";
import type { SiteRule } from "../types.ts";
import { checkNames, type NameQuestion } from "./names.ts";

const QUESTIONS: readonly NameQuestion[] = [
  {
    former: "mc-unknown-feature",
    kind: "feature",
    list: ({ features }) => features,
    effect: (name) =>
      `sendmail has no feature "${name}" (upper and lower case count).\nIf m4 cannot open the file, it leaves the feature out.`,
  },
  {
    former: "mc-unknown-mailer",
    kind: "mailer",
    list: ({ mailers }) => mailers,
    effect: (name) => `sendmail has no mailer file "${name}".\nIf m4 cannot open the file, it leaves the mailer out.`,
  },
  {
    former: "mc-unknown-ostype",
    kind: "ostype",
    list: ({ ostypes }) => ostypes,
    effect: (name) =>
      `sendmail has no file for the operating system "${name}".\nIf m4 cannot open the file, the paths of the system are not set.`,
  },
];

export const rule: SiteRule = {
  meta: {
    code: "mc-unknown-name",
    title: "A FEATURE, MAILER or OSTYPE that sendmail does not have",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "readme",
    former: QUESTIONS.map(({ former }) => ({ code: former })),
    sources: [
      'cf/README, sections "FEATURES", "MAILERS" and "OSTYPE"',
      "seen with m4: cannot open feature/NAME.m4, mailer/NAME.m4, ostype/NAME.m4",
    ],
  },
  check(site, report, { targetVersion = NEWEST_VERSION }) {
    for (const question of QUESTIONS) checkNames(question, site, report, targetVersion);
  },
};
