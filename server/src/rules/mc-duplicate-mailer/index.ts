// The same MAILER twice.
import { removalFixes } from "../edits.ts";
import { libraryRule, linkTo } from "../library-rule.ts";

export const rule = libraryRule(
  {
    code: "mc-duplicate-mailer",
    title: "A MAILER that is already included",
    severity: "warning",
    kinds: ["mc"],
    fix: "safe",
    versions: ">=8.9",
    guidance: "readme",
    sources: ['cf/README, section "MAILER"', "m4 library: MAILER(...) already included"],
  },
  ["mailer-already-included"],
  ({ call }, site) => ({
    message: "This mailer is already included.\nm4 reports an error and skips the second MAILER. Remove this line.",
    ...linkTo(
      site,
      site.mc?.config.mailers.find(({ name }) => name === call?.args[0]?.text),
      "The first one",
    ),
    fixes: () => (call === undefined ? [] : removalFixes(site, call, "the second MAILER", "safe")),
  }),
);
