// A key of DAEMON_OPTIONS, CLIENT_OPTIONS, INPUT_MAIL_FILTER or QUEUE_GROUP that sendmail refuses.
import { catalog, type Kind } from "../../catalog/index.ts";
import type { KeyValue, Use } from "../../mc/types.ts";
import { daemonKeys, keyValues, milterKeys, queueKeys } from "../../mc/values/key-values.ts";
import { replacement } from "../edits/edits.ts";
import { placeOf } from "../facts/feature-use.ts";
import type { SiteRule } from "../types.ts";

interface KeyList {
  readonly kind: Kind;
  readonly letters: Readonly<Record<string, string>>;
  /** Index of the argument that contains the list. */
  readonly argument: number;
}

const LISTS: Readonly<Record<string, KeyList>> = {
  DAEMON_OPTIONS: { kind: "daemon-key", letters: daemonKeys, argument: 0 },
  CLIENT_OPTIONS: { kind: "client-key", letters: daemonKeys, argument: 0 },
  INPUT_MAIL_FILTER: { kind: "milter-key", letters: milterKeys, argument: 1 },
  MAIL_FILTER: { kind: "milter-key", letters: milterKeys, argument: 1 },
  QUEUE_GROUP: { kind: "queue-key", letters: queueKeys, argument: 1 },
};

/** Families that sendmail may have been compiled with. */
const FAMILIES = /^(inet6?|local|unix|iso|ns|x\.25|\d+)$/i;

/** What is wrong with an entry; undefined where nothing is. */
function complaint({ key, means, value }: KeyValue, { letters, kind }: KeyList): string | undefined {
  if (!Object.values(letters).includes(means)) return `sendmail has no key "${key}" here`;
  const isPort = kind === "daemon-key" || kind === "client-key";
  if (isPort && means === "Family" && !FAMILIES.test(value))
    return /^f(a|am|ami|amil|amily)?$/i.test(key)
      ? `sendmail has no address family "${value}"`
      : `sendmail reads "${key}" as Family, and has no address family "${value}"`;
  return undefined;
}

export const rule: SiteRule = {
  meta: {
    code: "mc-unknown-key",
    title: "A key of DAEMON_OPTIONS, a milter or a queue group that sendmail refuses",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "operations",
    sources: [
      'Operations guide, section "O -- Set Option", DaemonPortOptions',
      'seen with sendmail: PortOptions parameter "xyz=3" unknown, exit status 70',
    ],
  },
  check(site, report) {
    for (const use of site.mc?.config.macros ?? []) {
      const list = LISTS[use.name];
      const text = list && use.args[list.argument];
      // A second pair of quotes, which m4 takes off later, hides where the keys are.
      if (list === undefined || text === undefined || use.implied || text.text.includes("`")) continue;
      for (const entry of keyValues(text, list.letters)) {
        const wrong = complaint(entry, list);
        if (wrong !== undefined) report(finding(entry, wrong, list, use));
      }
    }

    function finding(entry: KeyValue, wrong: string, { kind }: KeyList, use: Use) {
      const isFamily = entry.means === "Family";
      const known = catalog.all(kind).map(({ name }) => name);
      // Another rule reports quotes that are not m4's.
      const near =
        isFamily || /^['"]/.test(entry.key) ? [] : catalog.nearest(entry.key, [kind]).map(({ name }) => name);
      const place = entry.keySpan;
      const span = place !== undefined && site.has(place.source) ? place : undefined;
      const advice = near.length > 0 ? `Did you mean ${near.join(" or ")}?` : `The keys are ${known.join(", ")}.`;
      return {
        span: span ?? placeOf(site, use),
        message: `${wrong}.\nIt does not start with such a configuration. ${isFamily ? "Write inet, inet6 or local." : advice}`,
        fixes: () =>
          span === undefined
            ? []
            : near.map((name) =>
                replacement(`Change it to ${name}: ${entry.value || "it"} takes effect as ${name}`, span, name, "asks"),
              ),
      };
    }
  },
};
