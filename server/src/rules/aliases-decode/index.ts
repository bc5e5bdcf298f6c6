// An alias that gives every sender's mail to a program which unpacks or runs it.

import { lineFixes } from "../edits/table-edits.ts";
import { recipientsIn } from "../facts/alias-targets.ts";
import type { EntryRule } from "../types.ts";

/** Programs that write the files that a mail names, or run what it says. */
const UNPACKS = new Set(["uudecode", "uuencode", "uux", "munpack", "unshar", "decode"]);
const SHELLS = /^(?:sh|bash|dash|ksh|csh|tcsh|zsh|ash|perl|python[\d.]*|ruby|php|tclsh)$/;

export const rule: EntryRule = {
  meta: {
    code: "aliases-decode",
    title: "An alias through which strangers write files or run commands",
    severity: "error",
    kinds: ["aliases", "list"],
    fix: "asks",
    versions: "*",
    sources: ["CERT advisory CA-1993-16 (the decode alias)", "DISA STIG, decode entry of the aliases file"],
  },
  checkEntry(entry, context, report) {
    for (const { kind, target, span } of recipientsIn(entry, context)) {
      if (kind !== "program") continue;
      const words = target.replaceAll('"', "").trim().split(/\s+/);
      const [program = "", ...args] = words[0] === "exec" ? words.slice(1) : words;
      const name = program.replace(/^.*\//, "");
      const unpacks = UNPACKS.has(name);
      const runs =
        SHELLS.test(name) && (args.length === 0 || (args.length === 1 && (args[0] === "-s" || args[0] === "-")));
      if (!unpacks && !runs) continue;
      report({
        span,
        message: unpacks
          ? `Anyone who can send mail here can write files through ${name}.\nThis is an old break-in: the mail says which file is overwritten. Send it to a person (decode: root), or remove the line.`
          : `Anyone who can send mail here can run commands: ${name} reads them from it.\nA shell without a script runs the mail as its script. Name the script, or remove the line.`,
        // In a list there may be others on the line.
        fixes: () =>
          entry.line === entry.lastLine && context.kind === "aliases" ? lineFixes(entry, context.document, "asks") : [],
      });
    }
  },
};
