// A define above OSTYPE (or DOMAIN, or a feature) whose file sets the same name again.
import { alternatives, settingRecord } from "../../catalog/index.ts";
import type { MacroCall } from "../../m4/types.ts";
import type { MailConfig, Setting, Use } from "../../mc/types.ts";
import { writtenCall } from "../edits/edits.ts";
import { mayRelay } from "../edits/effects.ts";
import { moveAfter } from "../facts/settings.ts";
import type { SiteRule } from "../types.ts";

/** Words whose files are meant to give defaults. */
const GIVES_DEFAULTS: ReadonlySet<string> = new Set(["OSTYPE", "DOMAIN"]);

/** Values of which a file makes its own, such as the folder of the statistics. */
const ADAPTED: ReadonlySet<string> = new Set(["STATUS_FILE"]);

/** Whether two values mean the same: of a boolean its first letter counts. */
function isSame(name: string, value: string, other: string | undefined): boolean {
  const record = settingRecord(name);
  const isBoolean = record !== undefined && "type" in record && record.type === "boolean";
  return isBoolean && other !== undefined ? /^[ty]/i.test(value) === /^[ty]/i.test(other) : value === other;
}

/** The OSTYPE, DOMAIN or FEATURE whose file has a define. */
function setterOf(call: MacroCall): MacroCall {
  return DEFINING.has(call.name) && call.parent !== undefined ? setterOf(call.parent) : call;
}

const DEFINING: ReadonlySet<string> = new Set(["define", "undefine"]);

/** Where the value can be given instead. */
function insteadOf(name: string, { args: [feature] }: MacroCall): string {
  if (name === "QUEUE_DIR") return "; the value of MSP_QUEUE_DIR counts";
  return name.endsWith("_PATH") && /^(?:local_|smrsh)/.test(feature?.text ?? "")
    ? `; as an argument of ${feature?.text} a path counts`
    : "";
}

/** Whether something below a setting reads it that the setter has not brought with it; true where nobody can tell. */
function isReadBelow(config: MailConfig, name: string, { order }: Setting, setter: MacroCall): boolean {
  const readers = (settingRecord(name)?.before ?? []).flatMap(alternatives);
  const isBelow = (use: Use): boolean => use.order > order && writtenCall(use.call) !== setter;
  const isReader = (reference: string): boolean => {
    const [kind, word = ""] = reference.split(":");
    if (kind === "mailer") return config.mailers.some((use) => use.name === word && isBelow(use));
    return kind !== "feature" || config.feature(word).some(isBelow);
  };
  return readers.length === 0 || readers.some(isReader);
}

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
      if (implied || value === undefined || !site.has(nameSpan.source)) continue;
      if (settingRecord(name) === undefined) continue;
      const next = config.settings.find((other) => other.name === name && other.order > order);
      if (next === undefined || !next.implied || isSame(name, value.text, next.value?.text)) continue;
      const setter = setterOf(next.call);
      const isFeature = setter.name === "FEATURE";
      if (
        (!isFeature && !GIVES_DEFAULTS.has(setter.name)) ||
        (isFeature && next.value !== undefined && ADAPTED.has(name))
      )
        continue;
      const by = `${setter.name}(\`${setter.args[0]?.text ?? ""}')`;
      const isRead = isReadBelow(config, name, next, setter);
      const what = next.value === undefined ? `removes ${name}` : `sets ${name} to "${next.value.text}"`;
      report({
        span: nameSpan,
        message: `${by} below this line replaces your value.\nIt ${what}. ${isFeature ? `Keep the one that you want${insteadOf(name, setter)}.` : isRead ? `Move the define below ${by}.` : "Nothing below reads it, so the define has no effect."}`,
        related: [{ span: next.call.site, message: "This line sets it again" }],
        fixes: () => {
          // Below smrsh the define would take its protection away.
          if (isFeature || !isRead) return [];
          const changes = moveAfter(site, setting.call, setter);
          return changes === undefined
            ? []
            : [
                {
                  title: `Move it below ${by}: it takes effect${mayRelay(name)}`,
                  grade: "asks",
                  preferred: true,
                  changes,
                },
              ];
        },
      });
    }
  },
};
