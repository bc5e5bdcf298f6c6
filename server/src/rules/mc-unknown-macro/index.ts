// A macro with braces whose name is nearly that of one of sendmail's: $&{clientaddr} is empty, $&{client_addr} is meant.
import { allCfNames, nearestNames } from "../../catalog/index.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { replacement } from "../edits/edits.ts";
import { isInMc } from "../facts/cf-lines.ts";
import { settingsOf } from "../facts/site-settings.ts";
import type { SiteRule } from "../types.ts";

const squeezed = (name: string): string => name.toLowerCase().replace(/[_-]/g, "");

interface Known {
  readonly names: readonly string[];
  readonly bySqueezed: ReadonlyMap<string, string>;
}

let known: Known | undefined;

/** The macros with long names that sendmail sets. */
function knownMacros(): Known {
  if (known === undefined) {
    const names = Object.keys(allCfNames().macro).filter((name) => name.length > 1);
    known = { names, bySqueezed: new Map(names.map((name) => [squeezed(name), name])) };
  }
  return known;
}

export const rule: SiteRule = {
  meta: {
    code: "mc-unknown-macro",
    title: "A macro whose name is nearly one of sendmail's",
    severity: "warning",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: "*",
    guidance: "operations",
    sources: [
      'Operations guide, section "D -- Define Macro"',
      "seen with sendmail -bt: $&{clientaddr} and $&{Client_Addr} are empty, $&{client_addr} is the address",
    ],
  },
  check(site, report) {
    const texts = [...textsOf(site)];
    // What the site's own lines set is a macro of its own.
    const own = new Set(
      texts.flatMap(({ text }) => [...text.matchAll(/(?<!\$&?)\{([\w-]+)\}/g)].map(([, name]) => name)),
    );
    const asked = new Map<string, string | undefined>();
    const meantBy = (name: string) => {
      if (!asked.has(name)) asked.set(name, own.has(name) ? undefined : nearMacro(name));
      return asked.get(name);
    };
    for (const { text, span, isExact } of texts)
      for (const { 0: whole, 1: sign = "", 2: name = "", index } of text.matchAll(/(\$&?\{)([A-Za-z][\w-]*)\}/g)) {
        const meant = meantBy(name);
        if (meant === undefined) continue;
        const start = span.start + index + sign.length;
        const place = isExact ? { ...span, start, end: start + name.length } : undefined;
        report({
          span: place ?? span,
          message: `sendmail has no macro "${name}", so ${whole} is empty.\nUpper and lower case and each _ count. Write ${whole.replace(name, meant)}.`,
          fixes: () =>
            place === undefined ? [] : [replacement(`Change it to ${meant}: it has a value`, place, meant, "asks")],
        });
      }
  },
};

/** The macro that a name stands for; undefined for one that is right, or like none. */
function nearMacro(name: string): string | undefined {
  const { names, bySqueezed } = knownMacros();
  const same = bySqueezed.get(squeezed(name));
  if (same === name) return undefined;
  return same ?? (name.length >= 8 && name.includes("_") ? nearestNames(name, names, 1)[0] : undefined);
}

interface Text {
  readonly text: string;
  readonly span: Span;
  /** True where the file has exactly this text at the place. */
  readonly isExact: boolean;
}

function* textsOf(site: MailSite): Iterable<Text> {
  const { mc, cf } = site;
  const isAt = (text: string, span: Span) => site.document(span.source)?.slice(span.start, span.end) === text;
  if (mc === undefined) {
    const all = cf?.document.getText() ?? "";
    let end = 0;
    for (let brace = all.indexOf("{"); brace >= 0; brace = all.indexOf("{", end)) {
      const start = all.lastIndexOf("\n", brace) + 1;
      const next = all.indexOf("\n", brace);
      end = next < 0 ? all.length : next;
      const span = { source: cf?.uri ?? "", start, end };
      if (all[start] !== "#" && !isInMc(site, span)) yield { text: all.slice(start, end), span, isExact: true };
    }
    return;
  }
  for (const { text, span, kind } of mc.config.cfLines)
    if (kind !== "comment" && site.has(span.source)) yield { text, span, isExact: isAt(text, span) };
  for (const { value, span } of settingsOf(site)) yield { text: value, span, isExact: isAt(value, span) };
  for (const { args, implied } of mc.config.features)
    for (const { text, exact, span } of implied ? [] : args) {
      const place = exact ?? span;
      if (site.has(place.source)) yield { text, span: place, isExact: isAt(text, place) };
    }
}
