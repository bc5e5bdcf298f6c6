// What the rules of a .cf without a .mc say that decides about the lines of its access map.
import { catalog } from "../catalog/index.ts";
import type { CfConfig } from "../cf/index.ts";
import { RENAMED } from "../relay/index.ts";
import { askedTags } from "../rules/facts/entry-context.ts";
import { perParts } from "../site/per-site.ts";
import type { MailSite } from "../site/types.ts";
import { type EntrySurroundings, surroundingsOf } from "./surroundings.ts";

/** Rulesets without which rules that ask the access map are not those that the signs below were seen in. */
const NEEDED = ["D", "A", "SearchList", "Rcpt_ok", "Relay_ok"];

/** What the rules of a feature have in them, without spaces. Seen in what the libraries of 8.15.2 to 8.18.2 make. */
const SIGNS: Readonly<Record<string, RegExp>> = {
  relay_hosts_only: /^R\$\+<@\$=R>/m,
  relay_mail_from: /SearchList<!From>\$\|<F:/,
  blocklist_recipients: /\|<U:\$1@>$/m,
  lookupdotdomain: /\$\(access\$5:\.\$2/,
  relaytofulladdress: /SearchList<\+To>\$\|<F:|\(accessTo:\$1@/,
  skip: /^R<SKIP>/m,
  delay_checks: /\$>checkrcpt\$/,
};
const FROM_DOMAINS = /SearchList<!From>\$\|<F:[^>]*><[DE]:/;

/** The texts that answer REJECT, by the settings that change them. */
const REJECTIONS: Readonly<Record<string, RegExp>> = {
  confREJECT_MSG: /^R<REJECT>.*\$#error \$: (.*)$/m,
  confRCPTREJ_MSG: /^R<REJECT>.*\$@ 5\.2\.1 \$: (.*)$/m,
};

/** What decides about lines of the access map: of a .cf by itself, the rules say what is on, where they are the library's. */
export const accessSurroundings = (site: MailSite): EntrySurroundings => ({ ...surroundingsOf(site), ...ofCf(site) });

const ofCf = perParts(
  ({ mc, cf }) => [mc, cf?.config],
  ({ mc, cf }) => (mc === undefined && cf !== undefined ? read(cf.config) : undefined),
);

function read({ lines, maps, rulesetNumbers, messages }: CfConfig): Partial<EntrySurroundings> | undefined {
  if (messages.some(({ ends }) => ends) || !maps.has("access") || !NEEDED.every((name) => rulesetNumbers.has(name)))
    return undefined;
  const rules = lines.flatMap(({ command, content }) => (command === "R" ? [content.text] : []));
  const text = rules.join("\n");
  const squeezed = text.replace(/[ \t]+/g, "");
  const asked = askedTags(rules);
  const isOn = (feature: string): boolean => {
    const sign = SIGNS[RENAMED.get(feature) ?? feature];
    if (sign !== undefined) return sign.test(squeezed);
    const tags = catalog
      .all("access-tag")
      .filter(({ needs }) => needs?.some(({ what }) => what === `feature:${feature}`));
    return tags.length === 0 || tags.some(({ name }) => asked.has(name.slice(0, -1).toLowerCase()));
  };
  return {
    known: true,
    asked,
    on: (...features) => features.some(isOn),
    has: (feature) => feature === "relay_mail_from" && FROM_DOMAINS.test(squeezed),
    hack: () => false,
    accessWord: isOn,
    setting: (name) => REJECTIONS[name]?.exec(text)?.[1],
  };
}
