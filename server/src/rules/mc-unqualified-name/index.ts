// confDOMAIN_NAME or confHELO_NAME without a dot, empty, or with a space before it: a name by which nobody finds the server.
import { settingOf } from "../facts/site-settings.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "mc-unqualified-name",
    title: "The server's own name is empty or has no domain",
    severity: "warning",
    kinds: ["mc", "cf"],
    fix: "none",
    versions: ">=8.9",
    guidance: "readme",
    sources: [
      'cf/README, section "WHO AM I?"',
      "seen with sendmail: local host name (mail) is not qualified",
      "seen with sendmail -bt: after Dj alone $j is empty; a space after Dj is a part of $j",
    ],
  },
  check(site, report) {
    for (const name of ["confDOMAIN_NAME", "confHELO_NAME"]) {
      const option = settingOf(site, name);
      // Without a value HELO gets the server's own name.
      if (option === undefined || (name === "confHELO_NAME" && !/^[\w-]+$/.test(option.value.trim()))) continue;
      const message = fault(option.value.trimEnd());
      if (message !== undefined) report({ span: option.span, message });
    }
  },
};

/** What is wrong with a name; undefined for one that may be right. */
function fault(value: string): string | undefined {
  // Double quotes go where sendmail reads the line.
  const name = value.replaceAll('"', "").trim();
  if (name === "")
    return "This leaves the server without a name.\nsendmail takes it as it is: the greeting, Message-Ids and Received lines have no name in them. Write the full name, or remove the line: sendmail asks the system for it.";
  if (/^\s/.test(value))
    return "The space before the name is a part of it.\nsendmail puts it into the greeting and into each Message-Id, which is then broken. Remove the space.";
  // A macro such as $w may well hold the whole name; a name in brackets is an address.
  if (/[.$[]/.test(name)) return undefined;
  return `sendmail introduces itself as "${name}", a name without a domain.\nMany other servers refuse such a name, and sendmail warns at each start (local host name is not qualified). Write the full name that this server has in the DNS, such as ${/^localhost$/i.test(name) ? "mail" : name}.example.com.`;
}
