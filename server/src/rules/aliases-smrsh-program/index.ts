// A program that is not in the folder that smrsh takes programs from.

import type { HostFacts } from "../../site/types.ts";
import { recipientsIn } from "../facts/alias-targets.ts";
import { DELIVERY_RIGHTS } from "../facts/delivery-rights.ts";
import type { EntryRule, SiteFact } from "../types.ts";

const SMRSH: SiteFact<HostFacts["smrsh"]> = {
  of: ({ host }) => host.smrsh,
  fingerprint: (smrsh) => (smrsh === undefined ? "?" : [smrsh.folder, ...smrsh.programs].join(" ")),
};

/** What smrsh runs itself. */
const BUILT_IN = new Set(["exec", "echo", "exit"]);

export const rule: EntryRule = {
  meta: {
    code: "aliases-smrsh-program",
    title: "A program that smrsh does not find in its folder",
    severity: "warning",
    kinds: ["aliases", "list"],
    fix: "none",
    versions: "*",
    sources: ["smrsh(8)", 'seen with smrsh: "not available for sendmail programs", exit status 69'],
  },
  facts: [SMRSH, DELIVERY_RIGHTS],
  checkEntry(entry, context, report) {
    const smrsh = context.features?.has("smrsh") === true ? context.fact(SMRSH) : undefined;
    if (smrsh === undefined) return;
    for (const { kind, target, span } of recipientsIn(entry, context)) {
      if (kind !== "program" || /[<>;`$()^]/.test(target)) continue;
      for (const command of target.replaceAll('"', "").split(/&&|\|\|/)) {
        const words = command.trim().split(/\s+/);
        const name = (words[0] === "exec" ? words[1] : words[0])?.replace(/^.*\//, "") ?? "";
        if (name === "" || BUILT_IN.has(name)) continue;
        if (smrsh.programs.has(name)) {
          if (context.fact(DELIVERY_RIGHTS)?.program(`${smrsh.folder}/${name}`) === undefined) continue;
          report({
            span,
            message: `smrsh cannot run this: look at ${name.slice(0, 30)} in its folder.\nIn ${smrsh.folder} it is a folder, a link to nothing, or may not be run. smrsh says "not available for sendmail programs".`,
          });
          break;
        }
        report({
          span,
          message: `smrsh does not run this: ${name.slice(0, 30)} is not in ${smrsh.folder}.\nFEATURE(\`smrsh') is on. It takes the program of that name in its own folder, whatever the path, and says "not available for sendmail programs". Link the program there if everybody may send it mail.`,
        });
        break;
      }
    }
  },
};
