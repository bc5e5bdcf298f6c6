// No OSTYPE: the library does not know where things are on this system.
import { libraryRule } from "../library-rule.ts";

export const rule = libraryRule(
  {
    code: "mc-missing-ostype",
    title: "No OSTYPE says which operating system the configuration is for",
    severity: "error",
    kinds: ["mc"],
    fix: "none",
    versions: ">=8.9",
    guidance: "readme",
    sources: ['cf/README, section "OSTYPE"', "m4 library: No system type defined"],
  },
  ["no-ostype", "ostype-unknown"],
  () => ({
    message:
      "No OSTYPE says which operating system this configuration is for, so the paths of the aliases file, the queue and the mailers are not those of the system. m4 ends with an error. " +
      "Write a line such as OSTYPE(`linux')dnl near the top.",
  }),
);
