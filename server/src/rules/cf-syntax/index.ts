// What sendmail itself says of a .cf when it reads it.
import { catalog } from "../../catalog/index.ts";
import { MESSAGE_CODES } from "../../cf/messages.ts";
import { show } from "../../cf/rewrite/show.ts";
import { hasOlderLevel } from "../../cf/versions.ts";
import type { MailSite } from "../../site/types.ts";
import { isInMc } from "../facts/cf-lines.ts";
import { isCall } from "../facts/stray-text.ts";
import type { Report, SiteRule } from "../types.ts";

const SENTENCES: Readonly<Record<string, string>> = MESSAGE_CODES;

/** Codes that have a rule of their own, and those that depend on the host and on how its sendmail was built. */
const SAID_ELSEWHERE: ReadonlySet<string> = new Set(["no-tab", "host-name", "class-file", "map-type", "user"]);

/** What is right in the .cf of an older sendmail. */
const IS_NEW_IN_MAILERS = /first argument in \[IPC\] mailer|P=\[TCP\] must be replaced/;
/** AutoRebuildAliases, which sendmail has no longer since 8.12. */
const WAS_AN_OPTION = /unknown option name (?:0x44|AutoRebuildAliases)\b/i;

/** Solaris ships such a V line, and its own sendmail takes it. */
const OTHER_VENDOR = /^invalid V line vendor code: "Sun"$/i;

export const rule: SiteRule = {
  meta: {
    code: "cf-syntax",
    title: "A line of a .cf that sendmail refuses or warns about",
    severity: "error",
    kinds: ["cf"],
    fix: "none",
    versions: "*",
    guidance: "operations",
    sources: ["seen with sendmail 8.15.2, 8.17.1, 8.18.1 and 8.18.2: what each says of broken lines"],
  },
  check(site, report, { targetVersion }) {
    const { cf } = site;
    if (cf === undefined) return;
    const { names, messages } = cf.config;
    const firstLine = { source: cf.uri, start: 0, end: Math.max(0, cf.document.getText().indexOf("\n")) };
    const isOld = targetVersion !== undefined && hasOlderLevel(targetVersion);
    reportMacros(site, report);
    const said = new Set<string>();
    for (const { code, severity, text, span, line } of messages) {
      if (SAID_ELSEWHERE.has(code) && !isUnknownType(code, text)) continue;
      // sendmail says it of each letter of a time.
      const key = `${code} ${line}`;
      if (line > 0 && said.has(key)) continue;
      said.add(key);
      if (line > 0 && isInMc(site, span)) continue;
      const words = show(text, names).trim();
      if (OTHER_VENDOR.test(words)) continue;
      if (isOld && (code === "version" || IS_NEW_IN_MAILERS.test(words) || WAS_AN_OPTION.test(words))) continue;
      const effect = severity === "fatal" ? "and does not start" : "and continues";
      report({
        span: line > 0 ? span : firstLine,
        severity: severity === "fatal" ? "error" : "warning",
        message: `${SENTENCES[code] ?? "sendmail cannot read this line."}\nsendmail reports "${words}" ${effect}. Correct the line, then try it with sendmail -bt.`,
      });
    }
  },
};

/** A type of map that no sendmail has, however it was built. */
function isUnknownType(code: string, text: string): boolean {
  const type = code === "map-type" ? /class (\S+) not available/.exec(text)?.[1] : undefined;
  return type !== undefined && catalog.get("map-type", type.toLowerCase()) === undefined;
}

/** `FEATURE(`access_db')` in a .cf: m4 does not read it, and sendmail silently reads it as another kind of line. */
function reportMacros(site: MailSite, report: Report): void {
  const { cf } = site;
  const refused = new Set(cf?.config.messages.map(({ span }) => span.start));
  for (const { span, content } of cf?.config.lines ?? []) {
    if (isCall(content.text) && !refused.has(span.start))
      report({
        span,
        message:
          "This line belongs in a .mc: m4 does not read a .cf.\nsendmail takes its first letter for the kind of the line, so it does something else or nothing. Write it in the .mc and build the .cf again.",
      });
  }
}
