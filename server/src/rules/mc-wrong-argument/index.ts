// Arguments that a feature does not know.
import { catalog, nearestNames } from "../../catalog/index.ts";
import type { MessageId, Use } from "../../mc/types.ts";
import type { MailSite } from "../../site/types.ts";
import { replacement } from "../edits/edits.ts";
import { mayRelay } from "../edits/effects.ts";
import { libraryRule } from "../shapes/library-rule.ts";
import type { Finding, SiteRule } from "../types.ts";
import { argumentsOf } from "../values/signatures.ts";

/** Index of the argument that the library complains of. */
const INDEX: Readonly<Partial<Record<MessageId, number>>> = {
  "conncontrol-unknown-parameter": 1,
  "conncontrol-unknown-argument": 2,
  "ratecontrol-unknown-parameter": 1,
  "ratecontrol-unknown-argument": 2,
  "delay-checks-illegal-argument": 1,
  "nocanonify-unknown-parameter": 1,
  "nopercenthack-illegal-argument": 1,
  "nouucp-illegal-argument": 1,
};

const reported = libraryRule(
  {
    code: "mc-wrong-argument",
    title: "An argument that does not exist for its feature",
    severity: "warning",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "readme",
    sources: ['cf/README, section "FEATURES"', "m4 library: unknown argument, illegal argument"],
  },
  Object.keys(INDEX) as MessageId[],
  ({ id, call }) => {
    const index = INDEX[id] ?? 1;
    const argument = call?.args[index];
    const name = call?.args[0]?.text.trim() ?? "";
    const known = catalog.get("feature", name)?.arguments?.[index - 1]?.values ?? {};
    const words = Object.keys(known);
    const span = argument?.exact;
    return {
      ...(span === undefined ? {} : { span }),
      message: `${name} has no argument "${argument?.text ?? ""}".\nm4 reports an error and leaves it out. Write ${words.join(" or ") || "one that cf/README names"}.`,
      fixes: () =>
        span === undefined
          ? []
          : words.map((word) =>
              replacement(`Change it to ${word}: ${name} does what ${word} says${mayRelay(name)}`, span, word, "asks"),
            ),
    };
  },
);

/** Features of which the library takes a few words, and leaves out any other without a message (asked of m4). */
const IN_SILENCE: ReadonlySet<string> = new Set(["access_db", "sts"]);

/** The specification of a map: its type, flags, and a file or more. */
const MAP = /^(?:hash|btree|cdb|dbm|text|ldap|socket|sequence)[ \t:]+\S/i;

export const rule: SiteRule = {
  meta: reported.meta,
  check(site, report, options) {
    reported.check(site, report, options);
    for (const use of site.mc?.config.features ?? []) {
      const found = use.implied || !IN_SILENCE.has(use.name) ? [] : inSilence(site, use);
      for (const one of found) report(one);
    }
  },
};

function inSilence(site: MailSite, use: Use): readonly Finding[] {
  const types = argumentsOf(use) ?? [];
  return use.args.flatMap((value, at): readonly Finding[] => {
    const type = types[at] ?? (types.at(-1)?.repeat === true ? types.at(-1) : undefined);
    const text = value.text.trim();
    const words = Object.keys(type?.values ?? {});
    const { exact } = value;
    // Of quotes that are none of m4's another rule speaks.
    if (type?.type !== "choice" || text === "" || /["'`‘’“”´$]/.test(text)) return [];
    if (words.some((word) => word.toLowerCase() === text.toLowerCase())) return [];
    const span = exact ?? value.span;
    if (!site.has(span.source)) return [];
    const isMap = MAP.test(text) && types[at - 1]?.type === "map" && use.args[at - 1]?.text.trim() === "";
    return [
      {
        span,
        message: isMap
          ? `This map is one place too far, so ${use.name} does not use it.\nm4 does not say so, and the feature reads its usual map. Write FEATURE(\`${use.name}', \`${text}').`
          : `${use.name} has no argument "${text}".\nm4 leaves it out and does not say so. Write ${words.join(" or ")}.`,
        fixes: () =>
          exact === undefined || isMap
            ? []
            : nearestNames(text, words, 1).map((word) =>
                replacement(
                  `Change it to ${word}: ${use.name} does what ${word} says${mayRelay(use.name)}`,
                  exact,
                  word,
                  "asks",
                ),
              ),
      },
    ];
  });
}
