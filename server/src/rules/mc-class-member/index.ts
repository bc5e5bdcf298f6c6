// A word of a class that nothing can equal: commas between names, *., @, a dot at the end, quotes.
import type { Value } from "../../m4/types.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { replacement } from "../edits/edits.ts";
import { mayRelay, memberEffect } from "../edits/effects.ts";
import { isCall } from "../facts/stray-text.ts";
import type { Report, SiteRule } from "../types.ts";
import { classDomain, classUser, type Misshape } from "../values/value-shapes.ts";

/** Classes by what their words are; class R has rules of its own, those of relay-domains. */
const CHECKS: Readonly<Record<string, (text: string) => Misshape | undefined>> = {
  w: classDomain,
  M: classDomain,
  N: classDomain,
  G: classDomain,
  VirtHost: classDomain,
  Canonify: classDomain,
  LDAPRoute: classDomain,
  LDAPRouteEquiv: classDomain,
  E: classUser,
  L: classUser,
  t: classUser,
  P: classUser,
};

/** Classes without whose word mail is refused or goes elsewhere; where one of another class is missing, an address keeps its form. */
const LOSES_MAIL: ReadonlySet<string> = new Set(["w", "VirtHost", "L", "LDAPRoute", "LDAPRouteEquiv"]);

export const rule: SiteRule = {
  meta: {
    code: "mc-class-member",
    title: "A word of a class that no name can equal",
    severity: "error",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "readme",
    sources: [
      "Operations guide, C lines: spaces separate the words",
      'seen with sendmail -bt: EXPOSED_USER(`root, www-data\') puts "root," into the class; a comma, *., @ or a trailing dot never matches',
    ],
  },
  check(site, report) {
    reportCutLists(site, report);
    for (const { className, word, span } of members(site)) {
      const text = word.text;
      if (/\$|\{\{|__\w+__/.test(text)) continue;
      const check = CHECKS[className] ?? (className !== "R" && /^[\w.-]+[,;]+$/.test(text) ? classUser : undefined);
      const wrong = check?.(text);
      if (wrong === undefined) continue;
      const { meant } = wrong;
      const exact = word.exact;
      report({
        span,
        ...(LOSES_MAIL.has(className) ? {} : { severity: "warning" as const }),
        message: `${wrong.what}\n${wrong.effect}. ${meant === undefined ? "Write the plain name." : `Write ${meant}.`}`,
        fixes: () =>
          meant === undefined || exact === undefined
            ? []
            : [replacement(`Change it to ${meant}: ${memberEffect(className, meant)}`, exact, meant)],
      });
    }
  },
};

/** LOCAL_DOMAIN(`a.example⏎b.example'): the C line ends where the list goes on, and so does the F line of two files. */
function reportCutLists(site: MailSite, report: Report): void {
  for (const { how, call, by } of site.mc?.config.classes ?? []) {
    const [list] = call?.args ?? [];
    if ((how.kind !== "words" && how.kind !== "file") || list === undefined || !site.has(list.span.source)) continue;
    const rest = /\n(?=[^\s#])(\S+)/.exec(list.text)?.[1];
    if (rest === undefined) continue;
    const { exact } = list;
    const isFile = how.kind === "file";
    report({
      span: list.span,
      message: `A line end cuts this ${isFile ? "argument" : "list"} of ${by} in two.\nThe class gets ${isFile ? "the file" : "the words"} of the first line only. sendmail reads "${rest.length > 30 ? `${rest.slice(0, 27)}...` : rest}" as a line of its own, and usually does not start. ${isFile ? `Write one ${by} for each file` : "Write all words in one line, with spaces between"}.`,
      fixes: () =>
        exact === undefined || isFile
          ? []
          : [
              replacement(
                `Write the list in one line: all words become members${mayRelay(by)}`,
                exact,
                list.text.replace(/\s*\n\s*/g, " "),
              ),
            ],
    });
  }
}

interface Member {
  readonly className: string;
  readonly word: Value;
  readonly span: Span;
}

function members(site: MailSite): readonly Member[] {
  const { mc, cf } = site;
  if (mc !== undefined)
    return mc.config.classes.flatMap(({ className, how, span, call, line }) => {
      if (how.kind !== "words" || (line !== undefined && isCall(line.text))) return [];
      return how.words.flatMap((word): readonly Member[] => {
        // Of a backslash at the end of a line the rule about lines speaks.
        if (line !== undefined && word.text.endsWith("\\")) return [];
        const place = word.exact ?? call?.site ?? span;
        const document = site.document(place.source);
        // Apostrophes around the whole argument are another rule's, but not those inside m4's quotes.
        const argument = call?.args[0];
        const isQuoted =
          argument !== undefined &&
          /^['‘"]/.test(argument.text) &&
          site.document(argument.span.source)?.getText()[argument.span.start] !== "`";
        return document === undefined || isQuoted ? [] : [{ className, word, span: place }];
      });
    });
  return [...(cf?.config.classes.values() ?? [])].flatMap(({ name, members: all }) =>
    [...all.values()].flatMap(({ word, span }): readonly Member[] => {
      const isOurs = span !== undefined && span.source === cf?.uri;
      return isOurs ? [{ className: name, word: { text: word, exact: span }, span }] : [];
    }),
  );
}
