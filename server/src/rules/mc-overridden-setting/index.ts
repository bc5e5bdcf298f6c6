// A define that a later one replaces before anything has read it.
import { catalog, settingRecord } from "../../catalog/index.ts";
import type { MapDeclaration, Setting } from "../../mc/types.ts";
import type { MailSite } from "../../site/types.ts";
import { placeOf } from "../facts/feature-use.ts";
import { given, nameOf } from "../facts/given.ts";
import { isThere } from "../facts/partners.ts";
import { writtenOptions } from "../facts/settings.ts";
import { type OverriddenLine, overriddenLines, settingOf } from "../facts/site-settings.ts";
import type { Report, SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "mc-overridden-setting",
    title: "A setting that a later one replaces",
    severity: "information",
    kinds: ["mc", "cf"],
    fix: "none",
    versions: ">=8.9",
    guidance: "options",
    sources: ["m4: the last define wins", "seen with m4 and sendmail -bt: of two O or D lines the last one counts"],
  },
  check(site, report) {
    for (const line of overriddenLines(site)) {
      const { kind, shown, instead, span } = line;
      report({
        span,
        severity: "warning",
        tags: ["unnecessary"],
        message: `The library's own line below overrides this one.\nOf two ${kind} lines the last one counts, and there ${shown} is ${instead === "" ? "empty" : `"${instead}"`}. ${adviceOn(line, site)}`,
      });
    }
    for (const { name, value, span, setting } of writtenOptions(site)) {
      const record = settingRecord(name);
      const isMacro = record !== undefined && "cf" in record && record.cf?.kind === "macro";
      const other = isMacro ? settingOf(site, name) : undefined;
      if (other?.written.by !== "line" || other.value.trim() === value.trim() || setting.value === undefined) continue;
      report({
        span,
        tags: ["unnecessary"],
        message: `A line of LOCAL_CONFIG replaces this setting.\n${other.shown} there is "${other.value.trim()}", and the last line in the .cf counts. Keep the one that you want.`,
        related: [{ span: other.span, message: "This one takes effect" }],
      });
    }
    reportNames(site, report);
    reportHub(site, report);
    reportExcluded(site, report);
    reportMaps(site, report);
    const earlier = new Map<string, Setting>();
    for (const setting of site.mc?.config.settings ?? []) {
      const { name, nameSpan, call, implied } = setting;
      // pushdef keeps the old value, and an undefine is meant.
      if (implied || call.name !== "define" || !site.has(nameSpan.source) || settingRecord(name) === undefined)
        continue;
      const before = earlier.get(name);
      earlier.set(name, setting);
      if (
        before === undefined ||
        before.nameSpan.start === nameSpan.start ||
        before.value?.text === setting.value?.text
      )
        continue;
      // A value that takes up the one before it adds to it.
      if (
        call.args[1] !== undefined &&
        refersTo(site.document(call.span.source)?.getText().slice(call.args[1].span.start, call.args[1].span.end), name)
      )
        continue;
      report({
        span: before.nameSpan,
        tags: ["unnecessary"],
        message: `A later define of ${name} replaces this one.\n"${before.value?.text ?? ""}" has no effect. Keep the define that you want.`,
        related: [{ span: nameSpan, message: "This one takes effect" }],
      });
    }
  },
};

/** Two K lines of one name (seen with sendmail -bt: /map asks the last one). */
function reportMaps(site: MailSite, report: Report): void {
  const last = new Map<string, MapDeclaration>();
  for (const declared of site.mc?.config.maps ?? []) {
    const { name, map, line, span } = declared;
    if (line === undefined || !site.has(span.source)) continue;
    const before = last.get(name);
    last.set(name, declared);
    if (before === undefined || before.map.spec.text.trim() === map.spec.text.trim()) continue;
    report({
      span: before.span,
      severity: "warning",
      tags: ["unnecessary"],
      message: `Another K line below declares the map ${name} again.\nThe last one counts, so "${before.map.spec.text.trim()}" is not looked into. Give one of them another name.`,
      related: [{ span, message: "This one counts" }],
    });
  }
}

/** MASQUERADE_AS twice or beside a DM line (seen with sendmail -bt). */
function reportNames(site: MailSite, report: Report): void {
  const config = site.mc?.config;
  const names = (config?.macro("MASQUERADE_AS") ?? []).filter(
    ({ implied, call }) => !implied && site.has(call.span.source),
  );
  // FEATURE(`nullclient') has a call of its own.
  const last = config?.macro("MASQUERADE_AS").at(-1);
  for (const { args, call } of names)
    if (last !== undefined && call !== last.call && args[0]?.text.trim() !== last.args[0]?.text.trim())
      report({
        span: call.span,
        tags: ["unnecessary"],
        message: `A later MASQUERADE_AS replaces this one.\n"${args[0]?.text ?? ""}" has no effect: senders get one name. Keep the one that you want.`,
        related: [{ span: placeOf(site, last), message: "This one takes effect" }],
      });
  const shown = settingOf(site, "MASQUERADE_NAME");
  if (
    last !== undefined &&
    !last.implied &&
    shown?.written.by === "line" &&
    shown.value.trim() !== last.args[0]?.text.trim()
  )
    report({
      span: last.call.span,
      tags: ["unnecessary"],
      message: `A line of LOCAL_CONFIG replaces this name.\n${shown.shown} there is "${shown.value.trim()}", and the last line in the .cf counts. Keep the one that you want.`,
      related: [{ span: shown.span, message: "This one takes effect" }],
    });
}

/** A LOCAL_RELAY that MAIL_HUB leaves nothing to do (seen with sendmail -bt). */
function reportHub(site: MailSite, report: Report): void {
  const [relay, hub] = [settingOf(site, "LOCAL_RELAY"), settingOf(site, "MAIL_HUB")];
  if (!relay?.value.trim() || !hub?.value.trim() || isSticky(site)) return;
  report({
    span: relay.nameSpan,
    severity: "warning",
    message: `${relay.shown} does nothing beside ${hub.shown}.\nWithout FEATURE(\`stickyhost') all local users go to MAIL_HUB. Keep the one that you want.`,
    related: [{ span: hub.nameSpan, message: "This one takes effect" }],
  });
}

/** Whether FEATURE(`stickyhost') is on: in a .cf it sends addresses with a local domain to $H. */
function isSticky({ mc, cf }: MailSite): boolean {
  return (
    mc?.config.active.has("stickyhost") ??
    /^R\$\+[ ]?<[ ]?@[ ]?\$=w[ ]?\.[ ]?>[ \t]+\$:[ ]?<[ ]?\$H[ ]?>/m.test(cf?.document.getText() ?? "")
  );
}

/** Words beside which others do nothing: the catalogue's exclusions about which the library says nothing. Of two features the later one counts. */
function reportExcluded(site: MailSite, report: Report): void {
  for (const { label, record, span, order } of site.mc === undefined ? [] : given(site)) {
    const silent = (record.excludes ?? []).filter(({ reported }) => reported !== true);
    const found = silent.find(({ what }) => {
      if (!isThere(site, what)) return false;
      const other = catalog.resolve(what);
      const isMutual = other?.excludes?.some((one) => one.what === `${record.kind}:${record.name}`) === true;
      const last = site.mc?.config.feature(other?.name ?? "").at(-1);
      return !isMutual || (order !== undefined && last !== undefined && last.order > order);
    });
    if (found === undefined) continue;
    report({
      span,
      severity: "warning",
      message: `${label} does nothing beside ${nameOf(site, found.what)}.\n${found.why ?? ""} Keep the one that you want.`,
    });
  }
}

/** Where the value has to be written so that it counts. */
function adviceOn({ name, value }: OverriddenLine, site: MailSite): string {
  if (name === "MASQUERADE_NAME") return `Write MASQUERADE_AS(\`${value}') instead.`;
  const isDefined = site.mc?.config.settings.some((setting) => setting.name === name && !setting.implied) === true;
  return isDefined
    ? `Write ${value} in the define of ${name}, and remove this line.`
    : `Write define(\`${name}', \`${value}') instead.`;
}

function refersTo(written: string | undefined, name: string): boolean {
  return written?.includes(name) === true;
}
