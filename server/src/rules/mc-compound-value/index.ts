// confMIN_FREE_BLOCKS with two values: the second has an option of its own now.
import { libraryRule } from "../shapes/library-rule.ts";

export const rule = libraryRule(
  {
    code: "mc-compound-value",
    title: "confMIN_FREE_BLOCKS no longer takes a message size after a slash",
    severity: "warning",
    kinds: ["mc"],
    fix: "none",
    versions: ">=8.9",
    guidance: "options",
    sources: [
      'cf/README, section "Tweaking configuration options"',
      "m4 library: compound confMIN_FREE_BLOCKS is obsolete",
    ],
  },
  ["compound-min-free-blocks"],
  () => ({
    message:
      "sendmail no longer reads the size after the slash, so there is no size limit.\nm4 reports an error. " +
      "Keep the first number here, and put the second in confMAX_MESSAGE_SIZE.",
  }),
);
