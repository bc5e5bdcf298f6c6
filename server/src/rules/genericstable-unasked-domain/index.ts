// A line for a domain for which sendmail does not ask the genericstable.
import { keyOf } from "../../kinds/genericstable/key.ts";
import { lineBefore } from "../edits/edits.ts";
import { GENERIC_DOMAINS } from "../facts/asked-domains.ts";
import { NEW_NAMES, renamedText } from "../facts/new-names.ts";
import type { EntryContext, EntryRule, Fix } from "../types.ts";

export const rule: EntryRule = {
  meta: {
    code: "genericstable-unasked-domain",
    title: "A line for senders of a domain that no GENERICS_DOMAIN names",
    severity: "warning",
    kinds: ["genericstable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Features"', "seen with sendmail -bt"],
  },
  facts: [GENERIC_DOMAINS, NEW_NAMES],
  checkEntry(entry, context, report) {
    const asked = context.fact(GENERIC_DOMAINS);
    const key = keyOf(entry.key);
    if (asked === undefined || key.kind === "never" || key.kind === "word" || key.domain === "") return;
    const renamed = renamedText(key.domain, context.fact(NEW_NAMES));
    if (renamed !== undefined) report({ span: entry.keySpan, message: renamed });
    if (renamed !== undefined || asked.state(key.domain) !== "not") return;
    const domain = key.domain.toLowerCase();
    // Without a .mc nothing is known of features.
    const isMc = context.features !== undefined;
    report({
      span: entry.keySpan,
      cause: domain,
      message: `This line does nothing: no GENERICS_DOMAIN names its domain.\n${
        asked.own.size === 0
          ? "Without GENERICS_DOMAIN sendmail looks up only senders without a domain."
          : "sendmail looks up only domains of GENERICS_DOMAIN, the server's own name included; names below them need FEATURE(`generics_entire_domain')."
      } ${isMc ? `Write GENERICS_DOMAIN(\`${domain}') in the .mc` : `Add ${domain} to class G`}.`,
      fixes: () => domainFixes(domain, context),
    });
  },
};

/** The fix that adds the call to the .mc. */
function domainFixes(domain: string, { site }: EntryContext): readonly Fix[] {
  const use = site.mc?.config.feature("genericstable").at(-1);
  if (use === undefined || site.mc?.uri !== use.call.span.source || use.call.parent !== undefined) return [];
  const call = `GENERICS_DOMAIN(\`${domain}')`;
  return [
    {
      title: `Add ${call} to ${site.mc.uri.replace(/^.*\//, "")}: its senders are then renamed`,
      grade: "asks",
      preferred: true,
      changes: [lineBefore(site.mc.document, use.call, `${call}dnl`)],
    },
  ];
}
