// MAILER(uucp) before MAILER(smtp).
import { moveBefore, writtenCall } from "../edits/edits.ts";
import { libraryRule, linkTo } from "../shapes/library-rule.ts";

export const rule = libraryRule(
  {
    code: "mc-uucp-order",
    title: "MAILER(uucp) needs MAILER(smtp) above it",
    severity: "warning",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "readme",
    sources: ['cf/README, section "MAILER"', "m4 library: MAILER(`smtp') must appear before MAILER(`uucp')"],
  },
  ["uucp-before-smtp"],
  ({ call }, site) => ({
    message:
      "The mailers uucp-dom and uucp-uudom are missing: MAILER(`smtp') is not above.\nThese two write addresses in domain form. m4 warns about it. " +
      "Put MAILER(`smtp') first.",
    ...linkTo(
      site,
      site.mc?.config.mailers.find(({ name }) => name === "smtp"),
      "MAILER(`smtp') is here",
    ),
    fixes: () => {
      const smtp = site.mc?.config.mailers.find(({ name }) => name === "smtp");
      const changes = call && smtp && moveBefore(site, writtenCall(smtp.call), writtenCall(call));
      return changes === undefined
        ? []
        : [{ title: "Move MAILER(`smtp') above: uucp finds its rules", grade: "asks", preferred: true, changes }];
    },
  }),
);
