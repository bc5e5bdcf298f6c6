// A ruleset with rules that neither sendmail nor any line of the configuration runs.
import { builtInNames } from "../../catalog/index.ts";
import { type CfMentions, mentionsOf } from "../../cf/mentions.ts";
import { PROGRAM_RULESETS } from "../../cf/program-rulesets.ts";
import type { CfConfig, CfLine } from "../../cf/types.ts";
import { mentionsIn } from "../../site/cf-mentions.ts";
import { perParts } from "../../site/per-site.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { isInMc } from "../facts/cf-lines.ts";
import { HOOKS } from "../facts/rulesets.ts";
import { isComplete } from "../facts/settings.ts";
import { JOINED, writtenCf } from "../facts/written-cf.ts";
import type { SiteRule } from "../types.ts";

const LIBRARY: ReadonlySet<string> = new Set(builtInNames("ruleset"));

/** A ruleset that nothing runs, and where it is opened. */
interface Uncalled {
  readonly name: string;
  readonly span: Span;
  readonly line: CfLine;
}

export const rule: SiteRule = {
  meta: {
    code: "cf-uncalled-ruleset",
    title: "A ruleset that nothing runs",
    severity: "information",
    kinds: ["mc", "cf"],
    fix: "none",
    versions: "*",
    guidance: "operations",
    sources: [
      'Operations guide, section "R and S -- Rewriting Rules"',
      "seen with m4: no rule of the four libraries calls a ruleset whose name it does not have itself",
    ],
  },
  check(site, report) {
    for (const { name, span } of [...ownOnes(site), ...cfOnes(site)])
      report({
        span,
        tags: ["unnecessary"],
        message: `Nothing runs ruleset ${name.length > 30 ? "of this name" : name}.\nNo rule calls it with $>, no mailer or header names it, and sendmail does not run it by itself, so its rules have no effect. Call it where you need it, correct its name, or remove it.`,
      });
  },
};

function uncalledIn(config: CfConfig, { mentions, callsUnknown }: CfMentions): readonly Uncalled[] {
  // A name that is worked out when the rule runs may be any.
  if (callsUnknown) return [];
  const rulesets = mentions.filter(({ thing }) => thing === "ruleset");
  const called = new Set(rulesets.flatMap(({ role, key }) => (role === "use" ? [key] : [])));
  return [...config.rulesets.values()].flatMap(({ number, name: given, rules }) => {
    const opened = rulesets.find(({ role, key }) => role === "definition" && key === String(number));
    if (opened === undefined || rules.length === 0 || called.has(String(number))) return [];
    const name = given ?? String(number);
    return PROGRAM_RULESETS[name] !== undefined || PROGRAM_RULESETS[number] !== undefined
      ? []
      : [{ name, span: opened.span, line: opened.line }];
  });
}

function cfOnes(site: MailSite): readonly Uncalled[] {
  const { cf } = site;
  if (cf === undefined) return [];
  return uncalledIn(cf.config, mentionsIn(site)).filter(({ line }) => !isInMc(site, line.span));
}

/** What is written in a .mc. */
const writtenOnes = perParts(
  (site) => [writtenCf(site)],
  (site) => {
    const own = writtenCf(site);
    return own === undefined ? [] : uncalledIn(own.config, mentionsOf(own.config, own.text));
  },
);

/** Those that the author of a .mc wrote, under names that the m4 library does not call. */
function ownOnes(site: MailSite): readonly Uncalled[] {
  const config = site.mc?.config;
  const own = writtenCf(site);
  if (config === undefined || own === undefined) return [];
  // What a file writes that is not known may call anything.
  if (!isComplete(site) || config.hacks.length > 0) return [];
  return writtenOnes(site).flatMap((one) => {
    const written = own.writtenAt(one.line.span.start);
    return written === undefined || isOfLibrary(one.name) ? [] : [{ ...one, span: written.span }];
  });
}

/** True for a number, for names that rules of the library call, and for what stands for the ruleset that rules of a section join. */
function isOfLibrary(name: string): boolean {
  return /^\d/.test(name) || HOOKS.includes(name) || LIBRARY.has(name) || name.startsWith(JOINED);
}
