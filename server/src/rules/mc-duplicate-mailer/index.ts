// The same MAILER twice.
import type { MacroCall } from "../../m4/types.ts";
import type { MailSite } from "../../site/types.ts";
import { removalFixes } from "../edits/edits.ts";
import { libraryRule, linkTo } from "../shapes/library-rule.ts";

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
    message: isTaken(site, call)
      ? "m4 skips this MAILER: another one has taken its name.\nThe second argument of a MAILER is what the mailer is called. Write one MAILER for each mailer."
      : "This mailer is already included.\nm4 reports an error and skips the second MAILER. Remove this line.",
    ...linkTo(
      site,
      site.mc?.config.mailers.find(({ name }) => name === call?.args[0]?.text),
      "The first one",
    ),
    fixes: () =>
      call === undefined || isTaken(site, call) ? [] : removalFixes(site, call, "the second MAILER", "safe"),
  }),
);

/** True where MAILER(`local', `smtp') took the name of this mailer. */
function isTaken(site: MailSite, call: MacroCall | undefined): boolean {
  const name = call?.args[0]?.text;
  return name !== undefined && (site.mc?.config.mailers ?? []).some((use) => use.call.args[1]?.text.trim() === name);
}
