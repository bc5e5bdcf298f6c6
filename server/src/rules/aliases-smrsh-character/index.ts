// A command that smrsh does not run because of a character in it.
import { recipientsIn } from "../facts/alias-targets.ts";
import type { EntryRule } from "../types.ts";

export const rule: EntryRule = {
  meta: {
    code: "aliases-smrsh-character",
    title: "A command with a character that smrsh does not allow",
    severity: "error",
    kinds: ["aliases", "list"],
    fix: "none",
    versions: "*",
    sources: ["smrsh(8)", 'seen with smrsh: "cannot use ; in command", exit status 69'],
  },
  checkEntry(entry, context, report) {
    if (context.features?.has("smrsh") !== true) return;
    for (const { kind, target, span } of recipientsIn(entry, context)) {
      if (kind !== "program") continue;
      // Two commands may be joined by && and ||; quotes protect nothing.
      const [found] = /[<>;|&`$()^]/.exec(target.replace(/&&|\|\|/g, "")) ?? [];
      if (found === undefined) continue;
      report({
        span,
        message: `smrsh does not run this: it refuses commands with ${found}.\nFEATURE(\`smrsh') is on. It says "cannot use ${found} in command", and the mail bounces. Put the command in a script in the folder of smrsh, and name the script here.`,
      });
    }
  },
};
