// Gives a ruleset, class, map, mailer, macro or mail filter of the site's own another name in the lines of its .mc and in its tables.
import { builtInNames, cfNameText } from "../../catalog/index.ts";
import { PROGRAM_RULESETS } from "../../cf/program-rulesets.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import type { Renaming } from "../editor.ts";
import { type ConfigName, mentionsInLines, mentionsInMc, placesOfConfigName } from "./config-names.ts";
import { isLibrarys } from "./rename-macro.ts";
import { isDistributed } from "./rename-name.ts";

/** What a new name has to look like: what sendmail and we read as one name. */
const FORMS: Readonly<Record<ConfigName["thing"], RegExp>> = {
  ruleset: /^[A-Za-z]\w{0,30}$/,
  class: /^[A-Za-z]\w{0,19}$/,
  macro: /^[A-Za-z]\w{0,19}$/,
  map: /^[A-Za-z]\w*$/,
  mailer: /^[A-Za-z][\w-]*$/,
  filter: /^[A-Za-z][\w-]*$/,
};

const NOUNS: Readonly<Record<ConfigName["thing"], string>> = {
  ruleset: "ruleset",
  class: "class",
  macro: "macro",
  map: "map",
  mailer: "mailer",
  filter: "mail filter",
};

/** Rulesets that sendmail or the library runs where a site has them. */
const HOOKS = /^(?:Local_|LOCAL|local|tls_|TLS|\d)/;

/** Mailers that sendmail has by itself, and words after $# that are none. */
const MAILERS: ReadonlySet<string> = new Set([
  "local",
  "prog",
  "*file*",
  "*include*",
  "error",
  "discard",
  "ok",
  "temp",
  "quarantine",
  "reject",
]);

/** Changes such a name; undefined for one that sendmail or its library gives a meaning. */
export function renameConfigName(site: MailSite, name: ConfigName, span: Span): Renaming | undefined {
  const { thing } = name;
  const isMeant = (one: ConfigName) => one.thing === thing && one.key === name.key;
  const textAt = ({ source, start, end }: Span) => site.document(source)?.slice(start, end) ?? "";
  const places = mentionsInMc(site).filter(isMeant);
  const isOwn = places.some(({ role, isWord }) => role === "definition" && !isWord);
  if (!isOwn || places.some(({ isWord }) => isWord) || isBuiltIn(thing, textAt(span))) return undefined;
  const used = () => (thing === "mailer" ? placesOfConfigName(site, name, "use") : []);
  const spans = () => [...places.map((one) => one.span), ...used()].filter(isOnce(site));
  const refusal = (wanted: string): string | undefined => {
    if (!FORMS[thing].test(wanted))
      return `The name of a ${NOUNS[thing]} has letters, digits and underscores, and begins with a letter.`;
    if (wanted === textAt(span)) return undefined;
    const isTaken = mentionsInMc(site).some(
      (one) => one.thing === thing && !isMeant(one) && textAt(one.span) === wanted,
    );
    if (isTaken || isBuiltIn(thing, wanted)) return `There is already a ${NOUNS[thing]} called ${wanted}.`;
    if (isLibrarys(wanted) || site.mc?.config.settings.some((setting) => setting.name === wanted) === true)
      return `m4 reads ${wanted} as a macro.`;
    return undefined;
  };
  // A place that is not letter for letter in the text would keep the old name.
  const isPossible = () => mentionsInLines(site).every((one) => !isMeant(one) || isWritten(site, one.span));
  return { span, isPossible, spans, refusal, written: (at, wanted) => braced(site, thing, at, wanted) };
}

/** A class or a macro with a long name is in braces. */
function braced(site: MailSite, thing: ConfigName["thing"], { source, start }: Span, wanted: string): string {
  const isInBraces = site.document(source)?.slice(start - 1, start) === "{";
  return (thing === "class" || thing === "macro") && wanted.length > 1 && !isInBraces ? `{${wanted}}` : wanted;
}

function isWritten(site: MailSite, span: Span | undefined): boolean {
  return span !== undefined && site.has(span.source) && !isDistributed(span.source);
}

/** Each place once, in files that a person writes: what m4 makes follows. */
function isOnce({ cf, mc }: MailSite): (span: Span) => boolean {
  const seen = new Set<string>();
  return ({ source, start }) => {
    const key = `${source} ${start}`;
    return !(mc !== undefined && source === cf?.uri) && !seen.has(key) && seen.add(key) !== undefined;
  };
}

function isBuiltIn(thing: ConfigName["thing"], name: string): boolean {
  switch (thing) {
    case "ruleset":
      return HOOKS.test(name) || Object.hasOwn(PROGRAM_RULESETS, name) || builtInNames("ruleset").includes(name);
    case "map":
      return builtInNames("map").some((one) => one.toLowerCase() === name.toLowerCase());
    case "class":
      return builtInNames("class").includes(name) || cfNameText("class", name) !== undefined;
    case "macro":
      return cfNameText("macro", name) !== undefined;
    case "mailer":
      return MAILERS.has(name.toLowerCase());
    case "filter":
      return false;
  }
}
