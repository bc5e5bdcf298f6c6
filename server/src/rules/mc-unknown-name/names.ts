// Names of files of the m4 library that nobody knows, in FEATURE, MAILER or OSTYPE.
import { catalog, compareVersions, type Kind, settingRecord } from "../../catalog/index.ts";
import type { MailConfig, Use } from "../../mc/types.ts";
import type { MailSite } from "../../site/types.ts";
import { removalFixes, replacement } from "../edits/edits.ts";
import { mayRelay } from "../edits/effects.ts";
import { placeOf } from "../facts/feature-use.ts";
import { knownPlace } from "../facts/known-place.ts";
import type { Report } from "../types.ts";

/** Names without what other rules explain: quotes, spaces, brackets and letters of other alphabets. */
const SOUND = /^[\w.&%#@!+~*?^-]+$/;

/** A whole path, which m4 puts after the folder of its library. */
const WHOLE_PATH = /^\/(?:[\w.-]+\/)*([\w-]+?)(?:\.m4)?$/;

/** Letters from which on a name that is like a known one counts as a typing mistake. */
const MEANT = 4;

/** A kind of names, and where a site uses them. */
export interface NameQuestion {
  /** The rule that asked it before. */
  readonly former: string;
  readonly kind: Kind;
  list(config: MailConfig): readonly Use[];
  /** What comes of an unknown name: two lines. */
  effect(name: string): string;
}

/** Reports names that neither the distribution nor a file of the site has, with the nearest known ones. */
export function checkNames(
  { former, kind, list, effect }: NameQuestion,
  site: MailSite,
  report: Report,
  version: string,
): void {
  const config = site.mc?.config;
  if (config === undefined) return;
  const unknown = new Set(config.unknownFiles);
  for (const use of list(config)) {
    const [, ofPath] = unknown.has(use) && !use.implied ? (WHOLE_PATH.exec(use.name) ?? []) : [];
    if (ofPath !== undefined && catalog.get(kind, ofPath) !== undefined) {
      const isOurs = site.has(use.nameSpan.source);
      report({
        former,
        span: isOurs ? use.nameSpan : placeOf(site, use),
        message: `${use.call.name} takes a name, not a path.\nm4 looks for ${use.name} below the folder of its library, cannot open it, and leaves it out. Write ${ofPath}.`,
        fixes: () =>
          isOurs
            ? [
                replacement(
                  `Change it to ${ofPath}: ${ofPath} takes effect${mayRelay(ofPath)}`,
                  use.nameSpan,
                  ofPath,
                  "asks",
                ),
              ]
            : [],
      });
      continue;
    }
    if (!unknown.has(use) || !SOUND.test(use.name) || use.implied || catalog.get(kind, use.name) !== undefined)
      continue;
    const near = nearestOf(kind, use.name).flatMap((one) => nameAt(kind, one, version));
    const meant = near.length > 0 ? near.join(" or ") : kind === "feature" ? otherWord(use.name) : undefined;
    const advice =
      meant === undefined
        ? "Ignore this if it is a file of your own that is not available here; otherwise correct the name."
        : `Did you mean ${meant}?`;
    report({
      former,
      span: knownPlace(site, use.nameSpan, placeOf(site, use)),
      // A name like none that is known is most likely the site's own, and in short names a likeness says little.
      severity: near.length > 0 && use.name.length >= MEANT ? "error" : "information",
      message: `${effect(use.name)} ${advice}`,
      fixes: () =>
        !site.has(use.nameSpan.source)
          ? []
          : near.flatMap((name) =>
              list(config).some((other) => other.name === name)
                ? removalFixes(site, use.call, use.name, "asks", `${name} is there already`)
                : replacement(`Change it to ${name}: ${effectOf(kind, name)}`, use.nameSpan, name, "asks"),
            ),
    });
  }
}

/** What a name does, at the end of a title: what is dangerous is said there. */
function effectOf(kind: Kind, name: string): string {
  const record = catalog.get(kind, name);
  return record?.danger === undefined
    ? `${name} takes effect${mayRelay(name)}`
    : record.summary.replace(/^[A-Z]/, (first) => first.toLowerCase()).replace(/\.$/, "");
}

/** Letters from which on the beginning of one name only counts as that name. */
const BEGINNING = 6;

/** The name as a version has it: its older one before it was renamed; [] where there is none yet. */
function nameAt(kind: Kind, name: string, version: string): readonly string[] {
  const since = catalog.get(kind, name)?.since;
  if (since === undefined || compareVersions(since, version) <= 0) return [name];
  return catalog.all(kind).flatMap((one) => (one.renamed?.to === name ? [one.name] : []));
}

/** The names of a kind that one is most likely to stand for: like it, or the only one that begins so. */
function nearestOf(kind: Kind, name: string): readonly string[] {
  const near = catalog.nearest(name, [kind]).map((record) => record.name);
  if (near.length > 0 || name.length < BEGINNING) return near;
  const longer = catalog.all(kind).filter((record) => record.name.startsWith(name) && record.removed === undefined);
  return longer.length === 1 ? longer.map((record) => record.name) : [];
}

/** A setting or macro that somebody takes for a feature, as it is written. */
function otherWord(name: string): string | undefined {
  const word = name.toUpperCase();
  if (settingRecord(word) !== undefined) return `define(\`${word}', ...)`;
  return catalog.get("macro", word) === undefined ? undefined : `${word}(\`...')`;
}
