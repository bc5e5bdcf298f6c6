// A letter of a daemon or of a milter that sendmail keeps without doing anything with it.
import { catalog, type Kind } from "../../catalog/index.ts";
import type { KeyValue } from "../../mc/types.ts";
import { daemonKeys, keyValues, milterKeys } from "../../mc/values/key-values.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import type { SiteRule } from "../types.ts";

/** One list of keys, in a .mc or a .cf, with the kind of the letters in one of them. */
interface Lettered {
  readonly kind: "daemon-modifier" | "client-modifier" | "milter-flag";
  readonly entries: readonly KeyValue[];
  readonly span: Span;
}

/** What each kind is called in a message, and what to do. */
const WORDS: Readonly<Record<Lettered["kind"], { readonly key: string; readonly shown: string }>> = {
  "daemon-modifier": { key: "Modifier", shown: "modifier" },
  "client-modifier": { key: "Modifier", shown: "modifier" },
  "milter-flag": { key: "Flags", shown: "milter flag" },
};

export const rule: SiteRule = {
  meta: {
    code: "mc-unknown-modifier",
    title: "A letter of DAEMON_OPTIONS, CLIENT_OPTIONS or a milter that means nothing",
    severity: "warning",
    kinds: ["mc", "cf"],
    fix: "none",
    versions: ">=8.10",
    guidance: "operations",
    sources: [
      'Operations guide, section "O -- Set Option", DaemonPortOptions',
      "seen with sendmail: M=z, and F=X of a milter, are accepted silently",
    ],
  },
  check(site, report) {
    for (const { kind, entries, span } of site.mc === undefined ? inCf(site) : inMc(site)) {
      const { key, shown } = WORDS[kind];
      const entry = entries.findLast(({ means }) => means === key);
      if (entry === undefined || entry.value.includes("$")) continue;
      const letters = [...entry.value.replace(/[\s'`]/g, "")];
      const unknown = [...new Set(letters.filter((letter) => catalog.get(kind, letter) === undefined))];
      if (unknown.length === 0) continue;
      const place = entry.valueSpan;
      report({
        span: place !== undefined && site.has(place.source) ? place : span,
        message: `sendmail has no ${shown} ${unknown.map((letter) => `"${letter}"`).join(", ")} and silently ignores it.\n${advice(kind)}`,
      });
    }
  },
};

function advice(kind: Lettered["kind"]): string {
  return kind === "milter-flag"
    ? "Without F=R or F=T mail passes unfiltered while the milter does not answer. Write T to make senders try again, or R to refuse."
    : `It has no effect. The modifiers are ${lettersOf(kind).join(", ")}.`;
}

function lettersOf(kind: Kind): readonly string[] {
  return catalog
    .all(kind)
    .map(({ name }) => name)
    .filter((name) => name.length === 1);
}

function* inMc(site: MailSite): Iterable<Lettered> {
  const config = site.mc?.config;
  if (config === undefined) return;
  for (const { use, entries, span } of config.daemons())
    if (use !== undefined && !use.implied) yield { kind: "daemon-modifier", entries, span };
  for (const { use, entries, span } of config.clients())
    if (use !== undefined && !use.implied) yield { kind: "client-modifier", entries, span };
  for (const { use, entries } of config.filters())
    if (!use.implied) yield { kind: "milter-flag", entries, span: use.call.site };
}

/** A .cf without its .mc. */
function* inCf(site: MailSite): Iterable<Lettered> {
  const config = site.cf?.config;
  const listAt = (place: Span) => ({
    text: site.document(place.source)?.slice(place.start, place.end) ?? "",
    exact: place,
  });
  for (const { name, accepted, place } of config?.settings ?? []) {
    if (!accepted || !/^(?:Daemon|Client)PortOptions$/.test(name)) continue;
    const kind = name === "ClientPortOptions" ? "client-modifier" : "daemon-modifier";
    yield { kind, entries: keyValues(listAt(place.value), daemonKeys), span: place.line.span };
  }
  for (const { equates, place } of config?.milters ?? []) {
    const entries = equates.flatMap(({ nameSpan, valueSpan }) =>
      keyValues(listAt({ ...nameSpan, end: valueSpan.end }), milterKeys),
    );
    yield { kind: "milter-flag", entries, span: place.line.span };
  }
}
