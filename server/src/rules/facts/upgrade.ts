// What of a site changes its meaning on the way from one version of sendmail to another, each with what to do about it.
import {
  allChanges,
  availability,
  type CatalogRecord,
  type Change,
  catalog,
  comesBetween,
  compareVersions,
  hasMapType,
  type Package,
  patchState,
  platformNamed,
  type VersionChange,
} from "../../catalog/index.ts";
import type { MacroCall } from "../../m4/types.ts";
import { holesOfSite } from "../../site/holes.ts";
import type { KnownPlatform } from "../../site/platform.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { CONCERNS } from "./upgrade-concerns.ts";
import { knownWords } from "./versions.ts";

/** One thing that is not what it was. */
export interface UpgradeChange {
  /** The version that changed it. */
  readonly in: string;
  /** What is concerned: a word of the configuration, or "all mail". */
  readonly subject: string;
  readonly what: string;
  readonly fix: string;
  /** Where it is written; undefined for what no line says. */
  readonly span: Span | undefined;
}

/**
 * What changes from version `from` to `to`, the oldest change first; [] for the same version. Where `to` is older: what is lost.
 *
 * @param known the operating system: its package may have some of it already
 */
export function upgradeChanges(
  site: MailSite,
  from: string,
  to: string,
  known: KnownPlatform | undefined,
): readonly UpgradeChange[] {
  const order = compareVersions(from, to);
  if (order === 0) return [];
  if (order > 0) return [...losses(site, from, to, known)].sort((a, b) => compareVersions(b.in, a.in));
  const all = [
    ...wordChanges(site, from, to, known),
    ...tagChanges(site, from, to),
    ...siteChanges(site, from, to, known),
    ...mapChanges(site, to, known),
  ];
  return all.sort((a, b) => compareVersions(a.in, b.in));
}

function* wordChanges(site: MailSite, from: string, to: string, shipped: Package | undefined): Iterable<UpgradeChange> {
  for (const { record, span, call } of knownWords(site)) {
    yield* recordChanges(record, span, from, to, call);
    const [before, after] = [availability(record, from, shipped), availability(record, to)];
    if (before.state === after.state) continue;
    const subject = record.name;
    switch (after.state) {
      case "removed":
        yield {
          in: after.version,
          subject,
          what: "It is gone: m4 cannot open it, or ignores it.",
          fix: "Remove the line.",
          span,
        };
        break;
      case "renamed":
        yield {
          in: after.version,
          subject,
          what: `It is called ${after.to}; the old name draws a warning.`,
          fix: `Write ${after.to} when the new version runs.`,
          span,
        };
        break;
      case "deprecated":
        yield {
          in: after.version,
          subject,
          what: "It should not be used any more.",
          fix: "Look for what takes its place.",
          span,
        };
        break;
      case "present":
        if (before.state === "not-yet")
          yield {
            in: before.version,
            subject,
            what: "It takes effect: the version that runs does not know it.",
            fix: "Make sure that you want it.",
            span,
          };
        break;
      case "not-yet":
        break;
    }
  }
}

/** True where a change is about what a call says. */
function concerns({ argument }: Change, call: MacroCall | undefined): boolean {
  return argument === undefined || call === undefined || (call.args[argument]?.text ?? "") !== "";
}

function* recordChanges(
  record: CatalogRecord,
  span: Span,
  from: string,
  to: string,
  call?: MacroCall,
): Iterable<UpgradeChange> {
  for (const change of record.changed ?? [])
    if (comesBetween(change, from, to) && concerns(change, call))
      yield {
        in: change.in,
        subject: record.name,
        what: change.what,
        fix: change.fix ?? "See whether that is what you want.",
        span,
      };
  if (record.build !== undefined && record.since !== undefined && comesBetween({ in: record.since }, from, to))
    yield {
      in: record.since,
      subject: record.name,
      what: `It needs a sendmail compiled with ${record.build}.`,
      fix: "Ask the new one: sendmail -d0.13 < /dev/null.",
      span,
    };
}

/** What the way back to an older version takes away: words that it does not know yet, meanings, and corrections of holes. */
function* losses(site: MailSite, from: string, to: string, known: KnownPlatform | undefined): Iterable<UpgradeChange> {
  const stay = `stay with ${from}`;
  for (const { record, span, call } of knownWords(site)) {
    const [before, after] = [availability(record, from, known), availability(record, to)];
    const subject = record.name;
    if (after.state === "not-yet" && before.state !== "not-yet") {
      const old = catalog.all(record.kind).find(({ renamed }) => renamed?.to === record.name);
      const fix = old === undefined ? `Remove the line, or ${stay}.` : `Write ${old.name} for the older version.`;
      yield {
        in: after.version,
        subject,
        what: UNKNOWN_WORD[record.kind] ?? "The older version does not know it.",
        fix,
        span,
      };
    }
    for (const change of record.changed ?? [])
      if (comesBetween(change, to, from) && concerns(change, call))
        yield { in: change.in, subject, what: `No longer so: ${change.what}`, fix: `Do without it, or ${stay}.`, span };
  }
  const tags = new Map(
    catalog
      .all("access-tag")
      .filter(({ since }) => since !== undefined && comesBetween({ in: since }, to, from))
      .map((record) => [record.name.toLowerCase(), record.since ?? ""]),
  );
  for (const { tag, lineSpan } of tags.size === 0 ? [] : (site.access?.table.entries() ?? [])) {
    const name = `${tag.toLowerCase()}:`;
    const since = tags.get(name);
    if (since === undefined) continue;
    tags.delete(name);
    yield {
      in: since,
      subject: `${tag}:`,
      what: "The older version never asks for it.",
      fix: `Do without it, or ${stay}.`,
      span: lineSpan,
    };
  }
  for (const change of allChanges()) {
    const { subject, of } = CONCERNS[change.when];
    const concerned = comesBetween(change, to, from) ? of(site) : undefined;
    if (concerned === undefined) continue;
    const fix = `Prepare for that, or ${stay}.`;
    yield {
      in: change.in,
      subject,
      what: `No longer so: ${change.what}`,
      fix,
      span: concerned.span,
    };
  }
  const closed = new Set(holesOfSite(site, from).map(({ id }) => id));
  for (const { id, fixed, what } of holesOfSite(site, to))
    if (!closed.has(id))
      yield {
        in: fixed,
        subject: id,
        what: `The hole is open again: ${what}.`,
        fix: `Make sure that your system's package closes it, or ${stay}.`,
        span: undefined,
      };
}

/** What becomes of a word that the library does not know. */
const UNKNOWN_WORD: Readonly<Partial<Record<CatalogRecord["kind"], string>>> = {
  feature: "The older library does not have it: m4 cannot open it.",
  mailer: "The older library does not have it: m4 cannot open it.",
  ostype: "The older library does not have it: m4 cannot open it.",
  hack: "The older library does not have it: m4 cannot open it.",
  option: "The older library does not know it: m4 ignores it in silence.",
  define: "The older library does not know it: m4 ignores it in silence.",
  macro: "The older library does not know it: the call becomes a line of the .cf.",
};

/** Tags and words of the access map; the first line of each tells of all. */
function* tagChanges(site: MailSite, from: string, to: string): Iterable<UpgradeChange> {
  const table = site.access?.table;
  if (table === undefined) return;
  const changed = [...catalog.all("access-tag"), ...catalog.all("access-action")].filter(({ changed = [] }) =>
    changed.some((one) => comesBetween(one, from, to)),
  );
  if (changed.length === 0) return;
  const left = new Map(changed.map((record) => [record.name.toLowerCase(), record]));
  for (const { tag, value, lineSpan } of table.entries()) {
    for (const [name, record] of left) {
      const isUsed =
        record.kind === "access-tag" ? `${tag.toLowerCase()}:` === name : value.toLowerCase().startsWith(name);
      if (!isUsed) continue;
      left.delete(name);
      yield* recordChanges(record, lineSpan, from, to);
    }
    if (left.size === 0) return;
  }
}

function* siteChanges(
  site: MailSite,
  from: string,
  to: string,
  known: KnownPlatform | undefined,
): Iterable<UpgradeChange> {
  for (const change of allChanges()) {
    if (!comesBetween(change, from, to) || hasAlready(change, from, known)) continue;
    const { subject, of } = CONCERNS[change.when];
    const concerned = of(site);
    if (concerned === undefined) continue;
    yield { in: change.in, subject, what: change.what, fix: change.fix, span: concerned.span };
  }
}

/** True where the system's package of the old version has what comes with the correction of a hole. */
function hasAlready({ hole }: VersionChange, from: string, known: KnownPlatform | undefined): boolean {
  return hole !== undefined && known !== undefined && patchState(known.platform, hole, from, known.stamp) === "closed";
}

/** Red Hat's next system has other types of maps. */
function* mapChanges(site: MailSite, to: string, known: KnownPlatform | undefined): Iterable<UpgradeChange> {
  const next = platformNamed("el10");
  if (known?.platform.family !== "redhat" || known.platform.id === "el10" || next === undefined) return;
  if (compareVersions(to, next.versions[0] ?? to) < 0) return;
  for (const { name, map, span } of site.mc?.config.maps ?? [])
    if (site.has(span.source) && hasMapType(next, map.type) === false)
      yield {
        in: next.versions[0] ?? to,
        subject: `the map ${name}`,
        what: `${next.title} and the newest Fedora have no ${map.type} maps.`,
        fix: `Write cdb, and make the map with makemap cdb, when the system is one of them.`,
        span: map.typeSpan ?? span,
      };
}
