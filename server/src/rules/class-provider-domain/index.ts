// The domain of a mail provider among the names of this host.
import { isMailProvider, isWebmail, mailProviders } from "../../catalog/strangers.ts";
import type { MailSite } from "../../site/types.ts";
import { lineFixes } from "../edits/table-edits.ts";
import { namesInConfiguration } from "../facts/local-names.ts";
import { settingOf } from "../facts/site-settings.ts";
import type { Finding, SiteRule } from "../types.ts";

/** A name of the host, where it is written, and how it is taken away there. */
interface Named extends Pick<Finding, "span" | "fixes"> {
  readonly name: string;
}

export const rule: SiteRule = {
  meta: {
    code: "class-provider-domain",
    title: "The domain of a mail provider among the names of this host",
    severity: "error",
    kinds: ["mc", "cf", "class"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ["seen with sendmail -bt: /parse of an address there gives the mailer local"],
  },
  check(site, report) {
    const host = (site.hostName ?? settingOf(site, "confDOMAIN_NAME")?.value)?.toLowerCase();
    for (const { name, ...place } of [...inConfiguration(site), ...inFiles(site)]) {
      const isLarge = isWebmail(name);
      if (!isLarge && !isMailProvider(name)) continue;
      // A smaller provider may be the one whose server this is.
      if (host === undefined ? !isLarge : host.endsWith(`.${name}`)) continue;
      report({
        ...place,
        ...(isLarge ? {} : { severity: "warning" }),
        message:
          `Mail to ${name} never leaves this host: it is one of its own names.\n` +
          `sendmail delivers user@${name} to the local user of that name, or says "User unknown". No mail reaches the provider. ` +
          `Remove ${name} here. To send mail with addresses there, use MASQUERADE_AS or the genericstable.`,
      });
    }
  },
};

/** Class w has the host's own name too. */
function* inConfiguration(site: MailSite): Iterable<Named> {
  const own = settingOf(site, "confDOMAIN_NAME");
  if (own !== undefined) yield { name: own.value.toLowerCase(), span: own.span };
  for (const { name, where } of namesInConfiguration(site)) yield { name: name.toLowerCase(), span: where };
}

/** The providers are looked up in the files, which may have many lines. */
function* inFiles(site: MailSite): Iterable<Named> {
  for (const { table, named, document } of site.classFiles("w")) {
    if (!named) continue;
    for (const name of mailProviders()) {
      const entry = table.lookup(name);
      if (entry !== undefined) yield { name, span: entry.keySpan, fixes: () => lineFixes(entry, document, "asks") };
    }
  }
}
