// No OSTYPE: the library does not know where things are on this system.

import { ostypeFixes } from "../edits/missing-part.ts";
import { lacksPart } from "../facts/parts.ts";
import { libraryRule } from "../shapes/library-rule.ts";

export const rule = libraryRule(
  {
    code: "mc-missing-ostype",
    title: "No OSTYPE says which operating system the configuration is for",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "readme",
    sources: ['cf/README, section "OSTYPE"', "m4 library: No system type defined"],
  },
  ["no-ostype", "ostype-unknown"],
  ({ id }, site) => {
    // A part leaves that to the file that includes it; so may a file that is not available.
    if (id === "no-ostype" && (site.mc?.part === true || site.mc?.config.unknownFiles.length !== 0)) return undefined;
    const unseen = site.mc !== undefined && lacksPart(site.mc.config);
    return {
      severity: unseen ? "information" : "error",
      ...(id === "no-ostype" && !unseen ? { fixes: () => ostypeFixes(site) } : {}),
      message:
        "No OSTYPE says which operating system this configuration is for.\nThe paths of the aliases file, the queue and the mailers may be wrong for your system. m4 reports an error and still writes the .cf. " +
        (unseen
          ? "Ignore this if one of the included files that are not available here has it."
          : "Write a line such as OSTYPE(`linux')dnl near the top."),
    };
  },
);
