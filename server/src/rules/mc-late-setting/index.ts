// A define below the FEATURE or MAILER that would have read it: m4 has written those lines already.
import { alternatives, catalog, settingRecord } from "../../catalog/index.ts";
import { osTypeEffects } from "../../mc/index.ts";
import type { MailConfig, Setting, Use } from "../../mc/types.ts";
import type { MailSite } from "../../site/types.ts";
import { moveBefore, writtenCall } from "../edits/edits.ts";
import { mayRelay } from "../edits/effects.ts";
import { placeOf } from "../facts/feature-use.ts";
import type { Report, SiteRule } from "../types.ts";

/** Settings that only the default maps of table features read, at the first such feature. */
const OF_DEFAULT_MAPS: ReadonlySet<string> = new Set(["macro:FEATURE"]);

/** Mailers whose flags have no define of their own: they come with another mailer. */
const FLAGS_OF: Readonly<Record<string, string>> = {
  SHELL_MAILER_FLAGS: "mailer:local",
  ESMTP_MAILER_FLAGS: "mailer:smtp",
  SMTP8_MAILER_FLAGS: "mailer:smtp",
  DSMTP_MAILER_FLAGS: "mailer:smtp",
};

/** Features with the map that they have by themselves, in their order. */
function defaultMaps(config: MailConfig): readonly Use[] {
  return config.maps
    .flatMap(({ use, map }) =>
      use !== undefined && map.spec.exact === undefined && (use.args[0]?.text ?? "") === "" ? [use] : [],
    )
    .sort((a, b) => a.order - b.order);
}

/** True where a feature below a setting uses it anyway. */
function isReadLater(config: MailConfig, { name, order }: Setting): boolean {
  const isOfMaps = settingRecord(name)?.before?.some(({ what }) => OF_DEFAULT_MAPS.has(what)) === true;
  return isOfMaps && defaultMaps(config).some((use) => use.order > order);
}

/** The first use of what a relation such as `mailer:smtp` names. */
function firstUse(config: MailConfig, reference: string): Use | undefined {
  if (OF_DEFAULT_MAPS.has(reference)) return defaultMaps(config)[0];
  const [kind, name = ""] = reference.split(":");
  if (kind === "mailer") return config.mailers.find((use) => use.name === name);
  // Each use of some features reads the settings again.
  if (kind === "feature") return config.feature(name).at(catalog.get("feature", name)?.replaces === true ? -1 : 0);
  return undefined;
}

/** After the mailer whose flags it is to change, MODIFY_MAILER_FLAGS changes nothing. */
function checkFlags(site: MailSite, config: MailConfig, report: Report): void {
  for (const use of config.macro("MODIFY_MAILER_FLAGS")) {
    const name = `${use.args[0]?.text.trim() ?? ""}_MAILER_FLAGS`;
    const reader = firstUse(config, FLAGS_OF[name] ?? settingRecord(name)?.before?.[0]?.what ?? "");
    if (reader === undefined || reader.order > use.order || use.implied) continue;
    const label = `${reader.call.name}(\`${reader.name}')`;
    report({
      span: placeOf(site, use),
      message: `This changes nothing: ${label} has already written its flags.\nm4 does not say so. Move this line before ${label}.`,
      fixes: () => {
        const changes = moveBefore(site, use.call, writtenCall(reader.call));
        return changes === undefined
          ? []
          : [{ title: `Move it above ${label}: it takes effect there`, grade: "asks", preferred: true, changes }];
      },
    });
  }
}

/** The value that a name had when a use was read. */
function valueAt(config: MailConfig, name: string, use: Use): string | undefined {
  return config.settings.findLast((setting) => setting.name === name && setting.order < use.order)?.value?.text;
}

export const rule: SiteRule = {
  meta: {
    code: "mc-late-setting",
    title: "A define that comes after what reads it",
    severity: "warning",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "readme",
    sources: ['cf/README, section "OSTYPE"', "seen with m4: RELAY_MAILER_ARGS after MAILER(`smtp') changes nothing"],
  },
  check(site, report) {
    const config = site.mc?.config;
    if (config === undefined) return;
    checkFlags(site, config, report);
    for (const setting of config.settings) {
      if (setting.implied || setting.value === undefined || !site.has(setting.nameSpan.source)) continue;
      const late = readerBefore(config, setting);
      if (late === undefined || valueAt(config, setting.name, late) === setting.value.text) continue;
      const { name: macro, args } = writtenCall(late.call);
      const reader = `${macro}(\`${args[0]?.text.trim() ?? ""}')`;
      const first = isReadLater(config, setting)
        ? "Only lines below use this value: a line above has already read the setting."
        : "This value is never used: a line above has already read the setting.";
      report({
        span: setting.nameSpan,
        message: isSetBy(setting.name, late)
          ? `${first}\n${reader} sets ${setting.name} itself before it reads it, so no define changes that.`
          : `${first}\n${reader} reads it, and m4 does not say so. Move the define of ${setting.name} before ${reader}.`,
        related: site.has(late.call.site.source) ? [{ span: late.call.site, message: "This line reads it" }] : [],
        fixes: () => {
          const changes = isSetBy(setting.name, late)
            ? undefined
            : moveBefore(site, setting.call, writtenCall(late.call));
          return changes === undefined
            ? []
            : [
                {
                  title: `Move it above ${reader}: it takes effect there${mayRelay(setting.name)}`,
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

/** True where an OSTYPE sets a name whatever is above it, and reads it itself. */
function isSetBy(name: string, { call }: Use): boolean {
  const { name: macro, args } = writtenCall(call);
  return macro === "OSTYPE" && Object.hasOwn(osTypeEffects[args[0]?.text.trim() ?? ""]?.sets ?? {}, name);
}

/** The use above a setting that has read its name. Where several read it, all must be above the setting. */
function readerBefore(config: MailConfig, setting: Setting): Use | undefined {
  const relations = (settingRecord(setting.name)?.before ?? []).filter(({ reported }) => reported !== true);
  const readers = relations.flatMap((relation) =>
    alternatives(relation).flatMap((reference) => firstUse(config, reference) ?? []),
  );
  const above = readers.filter(({ order }) => order < setting.order);
  return above.length > 0 && above.length === readers.length ? above[0] : undefined;
}
