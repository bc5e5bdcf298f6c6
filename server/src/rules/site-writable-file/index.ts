// A file that others may write: newaliases refuses aliases of this kind, and everybody may send mail elsewhere with a map.
import { firstLineOf } from "../facts/alias-graph.ts";
import { blameWords, countsGroup, octal, otherWriter } from "../facts/rights.ts";
import type { TableRule } from "../types.ts";

export const rule: TableRule = {
  meta: {
    code: "site-writable-file",
    title: "A mail file that others may write to",
    severity: "warning",
    kinds: [
      "access",
      "class",
      "mailertable",
      "authinfo",
      "virtusertable",
      "genericstable",
      "domaintable",
      "aliases",
      "userdb",
    ],
    fix: "none",
    versions: "*",
    sources: ['seen with newaliases: "Group writable file", "World writable file"'],
  },
  checkTable(file, site, report) {
    const mode = site.host.modes.get(file.uri);
    const writer = otherWriter(mode);
    if (mode === undefined || writer === undefined || !file.named) return;
    if (writer === "group" && !countsGroup(site)) return;
    const shown = octal(mode);
    if (file.kind === "aliases") {
      const isAllowed = blameWords(site).has(writer === "group" ? "groupwritablealiasfile" : "worldwritablealiasfile");
      if (isAllowed) return;
      report({
        span: firstLineOf(file),
        severity: "error",
        message: `newaliases refuses this file: ${writer === "group" ? "its group" : "everybody"} may write it.\nIts mode is ${shown}. newaliases says "${writer === "group" ? "Group" : "World"} writable file" and changes nothing, with exit status 0. Take the right away: chmod go-w.`,
      });
      return;
    }
    // A group that keeps the maps is common, and sendmail takes such files.
    if (writer === "group") return;
    const { noun } = site.kinds.table(file.kind);
    report({
      span: firstLineOf(file),
      message: `Every user of this host may write this file.\nIts mode is ${shown}. sendmail reads it anyway, so everybody may change the ${noun}. Take the right away: chmod o-w.`,
    });
  },
};
