// A define of a name that the library never reads.
import { catalog } from "../../catalog/index.ts";
import { replacement } from "../edits/edits.ts";
import { mayRelay } from "../edits/effects.ts";
import type { SiteRule } from "../types.ts";
import { didYouMean, inOtherCase, nearestSettings, slipOf } from "../values/nearest-names.ts";

export const rule: SiteRule = {
  meta: {
    code: "mc-unknown-option",
    title: "A name of a setting that sendmail's m4 library never reads",
    severity: "warning",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "options",
    sources: [
      'cf/README, section "Tweaking configuration options"',
      "seen with m4: an unknown name is ignored silently",
    ],
  },
  check(site, report) {
    const config = site.mc?.config;
    if (config === undefined) return;
    const used = new Set(
      config.expansion.calls.flatMap((call) => (call.name === "ifdef" ? (call.args[0]?.text ?? []) : call.name)),
    );
    const defined = new Set(config.settings.flatMap(({ name, value }) => (value === undefined ? [] : name)));
    for (const { name, nameSpan, value, implied } of config.settings) {
      const isOurs = site.has(nameSpan.source);
      // What undefine takes away was once defined, or is nearly the name of a setting.
      if (!/^\w+$/.test(name) || implied || !isOurs) continue;
      if (value === undefined && defined.has(name)) continue;
      if (catalog.named(name).length > 0 || used.has(name)) continue;
      const near = /^conf[A-Z]/.test(name)
        ? nearestSettings(name)
        : (inOtherCase(name) ?? slipOf(name) ?? nearConf(name));
      if (near === undefined) continue;
      const advice = didYouMean(near, "Look up the name in cf/README.");
      report({
        span: nameSpan,
        message: `This line does nothing: sendmail has no option "${name}".\nm4 does not say so. ${advice}`,
        fixes: () =>
          near.map((other) =>
            replacement(`Change it to ${other}: its value takes effect${mayRelay(other)}`, nameSpan, other, "asks"),
          ),
      });
    }
  },
};

/** `conMfAX_HOP`, `conffLOG_LEVEL`, `cnfLOG_LEVEL`: a slip in the letters conf themselves. */
function nearConf(name: string): readonly string[] | undefined {
  const meant = name.replace(/^[a-z]{2,6}(?=[A-Z]{2}\w*$)/, "conf");
  if (catalog.get("option", meant) !== undefined) return [meant];
  const near = /^co\w{0,4}[A-Z]{2}/.test(name) ? nearestSettings(name).filter((one) => one.startsWith("conf")) : [];
  return near.length === 0 ? undefined : near;
}
