// A line for a domain that sendmail never looks up in the virtusertable.
import { keyOf } from "../../kinds/virtusertable/key.ts";
import type { MailSite } from "../../site/types.ts";
import { lineAtEnd } from "../edits/table-edits.ts";
import { VIRTUAL_DOMAINS } from "../facts/asked-domains.ts";
import { NEW_NAMES, renamedText } from "../facts/new-names.ts";
import type { EntryRule, Fix } from "../types.ts";

export const rule: EntryRule = {
  meta: {
    code: "virtusertable-unasked-domain",
    title: "A line for a domain that sendmail never looks up in the virtusertable",
    severity: "warning",
    kinds: ["virtusertable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Virtual hosting"', "seen with sendmail -bt"],
  },
  facts: [VIRTUAL_DOMAINS, NEW_NAMES],
  checkEntry(entry, context, report) {
    const asked = context.fact(VIRTUAL_DOMAINS);
    const key = keyOf(entry.key);
    if (asked === undefined || key.kind === "never" || key.domain === "") return;
    const renamed = renamedText(key.domain, context.fact(NEW_NAMES));
    if (renamed !== undefined) report({ span: entry.keySpan, message: renamed });
    if (renamed !== undefined || asked.state(key.domain) !== "not") return;
    const domain = key.domain.toLowerCase();
    const { mayHaveOtherNames } = asked;
    // Without a .mc nothing is known of features.
    const isMc = context.features !== undefined;
    report({
      span: entry.keySpan,
      severity: asked.ownNameIsKnown ? "warning" : "information",
      cause: domain,
      message: `This line does nothing: no setting makes sendmail look this domain up.\nsendmail looks up names of this server (class w) and domains of ${isMc ? "VIRTUSER_DOMAIN" : "class VirtHost"}${
        asked.own.size === 0 ? `, which the ${isMc ? ".mc" : ".cf"} does not have` : ""
      }. Put ${domain} in local-host-names, which makes all its mail local, or ${
        isMc ? `write VIRTUSER_DOMAIN(\`${domain}') in the .mc` : "add it to class VirtHost"
      }, which also lets anyone send there through this server.${
        mayHaveOtherNames ? " If it is this host's own name, the line works." : ""
      }`,
      fixes: () => ownDomainFixes(domain, context.site),
    });
  },
};

/** The fix that makes a domain one of the server's own, where a file lists them. */
function ownDomainFixes(domain: string, site: MailSite): readonly Fix[] {
  const file = site.classFiles("w").find(({ named }) => named);
  if (file === undefined) return [];
  const name = file.uri.replace(/^.*\//, "");
  return [
    {
      title: `Add ${domain} to ${name}: this server then takes all mail for it`,
      grade: "asks",
      preferred: true,
      changes: [lineAtEnd(file.document, domain)],
    },
  ];
}
