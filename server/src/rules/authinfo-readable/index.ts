// Logins for other servers in a file that every user of the host can read.
import { pathOf } from "../../site/paths.ts";
import { firstLineOf } from "../facts/alias-graph.ts";
import { isWorldReadable, octal } from "../facts/rights.ts";
import type { TableRule } from "../types.ts";

export const rule: TableRule = {
  meta: {
    code: "authinfo-readable",
    title: "Logins in a file that every user of the host can read",
    severity: "warning",
    kinds: ["authinfo"],
    fix: "none",
    versions: "*",
    guidance: "auth",
    sources: ['cf/README, section "SMTP authentication"', "seen with sendmail: it reads such a file silently"],
  },
  checkTable(file, site, report) {
    if (file.table.entryCount === 0) return;
    const modes = [file.uri, file.compiled?.uri].flatMap((uri) => {
      const mode = uri === undefined ? undefined : site.host.modes.get(uri);
      return uri === undefined || mode === undefined || !isWorldReadable(mode) ? [] : [{ path: pathOf(uri), mode }];
    });
    const [first] = modes;
    if (first === undefined) return;
    // What a version control system checks out has no rights of its own.
    const isCopy = !site.host.isLive;
    report({
      span: firstLineOf(file),
      severity: isCopy ? "information" : "warning",
      message: `Every user of this host can read the passwords of this file.\n${modes.map(({ path, mode }) => `${path} has mode ${octal(mode)}`).join(", ")}. sendmail reads it as root: chmod 600 for the text and for what makemap makes of it, and change the passwords if others use the host.`,
    });
  },
};
