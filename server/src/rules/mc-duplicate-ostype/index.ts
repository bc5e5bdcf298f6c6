// A second OSTYPE.
import { removalFixes } from "../edits/edits.ts";
import { libraryRule, linkTo } from "../shapes/library-rule.ts";

export const rule = libraryRule(
  {
    code: "mc-duplicate-ostype",
    title: "A second OSTYPE sets the system's paths again",
    severity: "warning",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "readme",
    sources: ['cf/README, section "OSTYPE"', "m4 library: duplicate OSTYPE"],
  },
  ["duplicate-ostype"],
  ({ call }, site) => ({
    message:
      "This is a second OSTYPE.\nIt sets the system's paths again, so the .cf mixes parts of both. " +
      "Keep the one that is right for this machine.",
    ...linkTo(site, site.mc?.config.ostypes[0], "The first one"),
    fixes: () => (call === undefined ? [] : removalFixes(site, call, "this OSTYPE", "asks", "what it sets is lost")),
  }),
);
