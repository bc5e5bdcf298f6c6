// A define above OSTYPE (or DOMAIN, or a feature) whose file sets the same name again.
import { settingRecord } from "../../catalog/index.ts";
import { moveAfter } from "../settings.ts";
import type { SiteRule } from "../types.ts";

/** Words whose files are meant to give defaults. */
const GIVES_DEFAULTS: ReadonlySet<string> = new Set(["OSTYPE", "DOMAIN"]);

export const rule: SiteRule = {
  meta: {
    code: "mc-ostype-overrides",
    title: "An OSTYPE, DOMAIN or FEATURE below a define replaces its value",
    severity: "warning",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "readme",
    sources: ['cf/README, section "OSTYPE"', "m4: the last define wins"],
  },
  check(site, report) {
    const config = site.mc?.config;
    if (config === undefined) return;
    for (const setting of config.settings) {
      const { name, nameSpan, value, implied, order } = setting;
      if (implied || value === undefined || site.document(nameSpan.source) === undefined) continue;
      if (settingRecord(name) === undefined) continue;
      const next = config.settings.find((other) => other.name === name && other.order > order);
      if (next === undefined || !next.implied || next.value?.text === value.text) continue;
      const isFeature = next.call.name === "FEATURE";
      if (!isFeature && !GIVES_DEFAULTS.has(next.call.name)) continue;
      const by = `${next.call.name}(\`${next.call.args[0]?.text ?? ""}')`;
      report({
        span: nameSpan,
        message: `${by} below this line replaces your value.\nIt sets ${name} to "${next.value?.text ?? ""}". ${isFeature ? `Keep the one that you want; as an argument of ${next.call.args[0]?.text ?? "the feature"} a path counts.` : `Move the define below ${by}.`}`,
        related: [{ span: next.call.site, message: "This line sets it again" }],
        fixes: () => {
          // Below smrsh the define would take its protection away.
          if (isFeature) return [];
          const changes = moveAfter(site, setting.call, next.call);
          return changes === undefined
            ? []
            : [{ title: `Move it below ${by}: it takes effect`, grade: "asks", preferred: true, changes }];
        },
      });
    }
  },
};
