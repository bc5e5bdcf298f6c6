// Arguments that a feature does not know.
import { catalog } from "../../catalog/index.ts";
import type { MessageId } from "../../mc/types.ts";
import { replacement } from "../edits/edits.ts";
import { libraryRule } from "../shapes/library-rule.ts";

/** Index of the argument that the library complains of. */
const INDEX: Readonly<Partial<Record<MessageId, number>>> = {
  "conncontrol-unknown-parameter": 1,
  "conncontrol-unknown-argument": 2,
  "ratecontrol-unknown-parameter": 1,
  "ratecontrol-unknown-argument": 2,
  "delay-checks-illegal-argument": 1,
  "nocanonify-unknown-parameter": 1,
  "nopercenthack-illegal-argument": 1,
  "nouucp-illegal-argument": 1,
};

export const rule = libraryRule(
  {
    code: "mc-wrong-argument",
    title: "An argument that does not exist for its feature",
    severity: "warning",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "readme",
    sources: ['cf/README, section "FEATURES"', "m4 library: unknown argument, illegal argument"],
  },
  Object.keys(INDEX) as MessageId[],
  ({ id, call }) => {
    const index = INDEX[id] ?? 1;
    const argument = call?.args[index];
    const name = call?.args[0]?.text.trim() ?? "";
    const known = catalog.get("feature", name)?.arguments?.[index - 1]?.values ?? {};
    const words = Object.keys(known);
    const span = argument?.exact;
    return {
      ...(span === undefined ? {} : { span }),
      message: `${name} has no argument "${argument?.text ?? ""}".\nm4 reports an error and leaves it out. Write ${words.join(" or ") || "one that cf/README names"}.`,
      fixes: () =>
        span === undefined
          ? []
          : words.map((word) =>
              replacement(`Change it to ${word}: ${name} does what ${word} says`, span, word, "asks"),
            ),
    };
  },
);
