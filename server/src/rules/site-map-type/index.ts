// A type of map file that the sendmail of the site's operating system was built without.
import { allPlatforms, catalog, hasMapType, type PlatformFamily, usualMapType } from "../../catalog/index.ts";
import { perAnswer } from "../../site/per-site.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { isInMc } from "../facts/cf-lines.ts";
import type { Report, SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "site-map-type",
    title: "A map type that sendmail does not have on this operating system",
    severity: "error",
    kinds: ["mc", "cf"],
    fix: "none",
    versions: "*",
    sources: [
      "the systems' own package sources; for Debian sendmail -d0.13",
      'seen with sendmail -bt 8.15.2, 8.17.1, 8.18.1 and 8.18.2: "class ... not available"',
    ],
  },
  check(site, report, { platform: known }) {
    if (known === undefined) {
      checkAnyLinux(site, report);
      return;
    }
    const { platform, because } = known;
    const usual = usualMapType(platform);
    for (const { type, what, span } of mapsOf(site)) {
      if (hasMapType(platform, type) !== false) continue;
      const instead =
        usual === undefined ? "" : ` Write ${usual} in its place, and make the map again with makemap ${usual}.`;
      report({
        span,
        message: `${platform.title} has no ${type} maps: ${what} cannot be opened.\nThe sendmail of that system is built without them, so every lookup fails. It is ${platform.title} because ${because}.${instead}`,
      });
    }
  },
};

const LINUX: ReadonlySet<PlatformFamily> = new Set(["debian", "redhat", "suse", "slackware"]);

/** Under OSTYPE(`linux') the distribution is unknown: a type that some lack and none is known to have. */
function checkAnyLinux(site: MailSite, report: Report): void {
  if (site.mc?.config.ostypes.at(-1)?.name !== "linux") return;
  const systems = allPlatforms().filter(({ family }) => LINUX.has(family));
  // Of a type that no sendmail has the rule about refused lines speaks.
  for (const { type, what, span } of mapsOf(site))
    if (
      catalog.get("map-type", type.toLowerCase()) &&
      systems.some((one) => hasMapType(one, type) === false) &&
      !systems.some((one) => hasMapType(one, type))
    )
      report({
        span,
        severity: "warning",
        message: `sendmail has no ${type} maps on Linux: ${what} cannot be opened.\nThe distributions build it without them. Every lookup fails, unless you built sendmail yourself. Write hash (cdb on Red Hat 10 and newer), and make the map again with makemap.`,
      });
}

interface UsedMap {
  readonly type: string;
  /** What it is, for a sentence. */
  readonly what: string;
  readonly span: Span;
}

/** Maps with their types: those that features and K lines of the .mc name, and those of a .cf that no .mc says. */
const mapsOf = perAnswer((site): readonly UsedMap[] => {
  const { mc, cf } = site;
  const found: UsedMap[] = [];
  const add = (type: string | undefined, what: string, span: Span) => {
    if (type !== undefined && site.has(span.source)) found.push({ type, what, span });
  };
  if (mc !== undefined) {
    for (const { name, map, span } of mc.config.maps) add(map.type, `the map ${name}`, map.typeSpan ?? span);
    return distinct(found);
  }
  // A type that no sendmail knows is not a map here: the lines are judged as they are written.
  for (const match of cf?.document.getText().matchAll(/^(K\s*(\S+)[ \t]+)([A-Za-z]+)/gm) ?? []) {
    const start = match.index + (match[1]?.length ?? 0);
    const span = { source: cf?.uri ?? "", start, end: start + (match[3]?.length ?? 0) };
    if (!isInMc(site, span)) add(match[3], `the map ${match[2]}`, span);
  }
  return distinct(found);
});

/** One for each place. */
function distinct(maps: readonly UsedMap[]): readonly UsedMap[] {
  return maps.filter(
    (one, at) => maps.findIndex(({ span }) => span.source === one.span.source && span.start === one.span.start) === at,
  );
}
