// What a configuration does that the model of its relaying does not follow, so that an answer can say so: all that is not understood.

import { SWITCHES, vocabulary } from "../../mc/index.ts";
import type { MailConfig, Use } from "../../mc/types.ts";
import { obstacleText } from "../../site/obstacles.ts";
import { baseName } from "../../site/paths.ts";
import type { MailSite, TableFile } from "../../site/types.ts";
import { featuresOfOtherVersions } from "../../site/version.ts";
import { oddNames } from "./own-name.ts";
import type { FeatureUse, Unknown } from "./policy.ts";
import {
  FEATURES,
  HACKS,
  LIBRARY_WORDS,
  MACROS,
  MAILERS,
  SETTING_FAMILIES,
  SETTINGS,
  SETTINGS_WITH_A_WALK,
  UNFOLLOWED_FEATURES,
  UNFOLLOWED_SETTINGS,
} from "./understood.ts";
import { unknownClasses } from "./unknown-classes.ts";
import { unknownDelivery } from "./unknown-delivery.ts";
import { unknownLines } from "./unknown-lines.ts";
import { unknownMaps } from "./unknown-maps.ts";

/** Reasons that are kept; nobody reads more, and one is enough for an answer to be unsure. */
const MOST = 30;

/** Everything of the kind, the weightiest first. Empty for a configuration that is understood through and through. */
export function outsideOfModel(site: MailSite, features: ReadonlyMap<string, FeatureUse>): readonly Unknown[] {
  const config = site.mc?.config;
  if (config === undefined)
    return [
      {
        text: "There is no .mc file, so it is not known what sendmail makes of this table.",
        span: undefined,
        may: "anything",
      },
    ];
  const files = new Set(config.unknownFiles);
  const all = [
    ...unread(site),
    ...featuresOfOtherVersions(site).map((one) => ({ ...one, may: "anything" as const })),
    ...unknownRun(config),
    ...config.uses.flatMap((use) => unknownUse(config, use, files)),
    ...unknownSettings(config, features),
    ...oddNames(config).map(({ text, span }) => ({
      text: `The server's own name is written as "${text}": what sendmail makes of that is not followed.`,
      span,
      may: "anything" as const,
    })),
    ...unknownLines(config),
    ...unknownMaps(site, config, features),
    ...unknownClasses(site, config),
    ...unknownDelivery(site, config),
  ];
  const texts = new Set<string>();
  const distinct = all.filter(({ text }) => !texts.has(text) && texts.add(text));
  return [...distinct.filter(isGrave), ...distinct.filter((one) => !isGrave(one))].slice(0, MOST);
}

/** Files that belong to the configuration and that nobody here has read. */
function unread(site: MailSite): Unknown[] {
  const unreadable = site.unreadable.map(({ path, obstacle, span }) => ({
    text: `${path} cannot be read: ${obstacleText(obstacle)}. So what it says is not known.`,
    span,
    may: "anything" as const,
  }));
  const missing = site.missing.flatMap(({ kind, path, optional, span }) =>
    kind === "include" && !optional
      ? [
          {
            text: `${path}, which the configuration includes, was not found, so what it sets is not known.`,
            span,
            may: "anything" as const,
          },
        ]
      : [],
  );
  const { mc } = site;
  const part = "This file is a part of a configuration. Open the one that includes it to see whom that relays for.";
  const template = "This is a template, and what is put in for its placeholders is not known.";
  return [
    ...(mc?.part === true ? [{ text: part, span: undefined, may: "anything" as const }] : []),
    ...(mc?.template === true ? [{ text: template, span: undefined, may: "anything" as const }] : []),
    ...site.tables.filter(isTemplate).map(({ uri }) => ({
      text: `${baseName(uri)} is a template, and what is put in for its placeholders is not known.`,
      span: undefined,
      may: "anything" as const,
    })),
    ...unreadable,
    ...missing,
  ];
}

/** Asked piece by piece: after an edit in a long table only what is new is looked at. */
export function isTemplate({ document }: TableFile): boolean {
  return document.pieces.some(({ hasPlaceholder }) => hasPlaceholder);
}

function isGrave({ may }: Unknown): boolean {
  return may === "anything";
}

/** Builtins after which m4 reads the library in another way, or brings in what no file here says. */
const TRICKY = new Set([
  ...[
    "builtin",
    "changecom",
    "changeword",
    "esyscmd",
    "indir",
    "m4exit",
    "m4wrap",
    "maketemp",
    "mkstemp",
    "syscmd",
    "undivert",
  ],
]);

/** What m4 itself does: where it stops, and what it reads in another way. */
function unknownRun(config: MailConfig): Unknown[] {
  const { fatal, expansion } = config;
  const unknown: Unknown[] = [];
  if (fatal)
    unknown.push({
      text: "m4 stops here, so this file makes no working configuration.",
      span: fatal.site,
      may: "anything",
    });
  for (const { code, site } of expansion.errors)
    if (code === "budget" || code === "refused")
      unknown.push({ text: "m4 could not be followed to the end of this file.", span: site, may: "anything" });
  const quotes = expansion.calls.findLast(({ name, parent }) => name === "changequote" && parent === undefined);
  if (quotes?.args.some(({ text }) => text !== ""))
    unknown.push({ text: "changequote gives m4 other quotes than the library's.", span: quotes.site, may: "anything" });
  for (const call of expansion.calls)
    if (TRICKY.has(call.name) && !call.nameSpan.source.startsWith("sendmail:"))
      unknown.push({
        text: `${call.name} changes how m4 reads the library, or brings in text from elsewhere.`,
        span: call.site,
        may: "anything",
      });
  return unknown;
}

/** @param files uses whose file is not known */
function unknownUse(config: MailConfig, use: Use, files: ReadonlySet<Use>): Unknown[] {
  const { name, nameSpan, call } = use;
  const macro = call.name;
  const because = (text: string, more: Partial<Unknown> = {}): Unknown[] => [
    { text, span: nameSpan, may: "anything", ...more },
  ];
  if (files.has(use)) return because(`The file of ${macro}(${name}) is not known, nor what it does.`);
  switch (macro) {
    case "OSTYPE":
    case "DOMAIN":
      return [];
    case "FEATURE": {
      const what = Object.hasOwn(UNFOLLOWED_FEATURES, name) ? UNFOLLOWED_FEATURES[name] : undefined;
      if (what !== undefined) return because(`FEATURE(${name}) ${what}.`);
      if (name === "ldap_routing")
        return because("FEATURE(ldap_routing) may refuse recipients that the directory does not know.", {
          may: "refuse",
        });
      return FEATURES.has(name) || isWritten(config, use) ? [] : because(`FEATURE(${name}) is not followed.`);
    }
    case "MAILER":
      return MAILERS.has(name) || isWritten(config, use) ? [] : because(`MAILER(${name}) may bring rules of its own.`);
    case "HACK":
      if (name === "cssubdomain")
        return because("HACK(cssubdomain) rewrites addresses in Berkeley.EDU.", { names: /berkeley\.edu/i });
      return HACKS.has(name) || isWritten(config, use) ? [] : because(`HACK(${name}) may change any rule.`);
    case "MODIFY_MAILER_FLAGS": {
      const [mailer, flags] = call.args.map(({ text }) => text.trim());
      return mailer !== "LOCAL" || /^(?:\+|-[^l]*$)/.test(flags ?? "")
        ? []
        : because("The local mailer loses flags, and may need a host then, and so refuse all local addresses.");
    }
    default:
      if (MACROS.has(macro) || isClassOrSection(macro)) return [];
      return because(`${macro} adds rules that are not followed.`);
  }
}

/** True for a file whose own text was read: what it writes and defines is looked at like the rest of the configuration. */
function isWritten(config: MailConfig, { call }: Use): boolean {
  return config.lookups.some(({ path, found }) => found && path.endsWith(`/${call.args[0]?.text}.m4`));
}

/** Macros of the vocabulary that write lines or classes, which are looked at themselves. */
function isClassOrSection(macro: string): boolean {
  return vocabulary.has(macro) && !/^(?:UUCPSMTP|SITE|SITECONFIG)$/.test(macro);
}

/** Names that m4 itself defines; a site that gives one of them another meaning changes how the library is read. */
const BUILTINS =
  /^(?:builtin|changecom|changequote|changeword|debugfile|debugmode|decr|define|defn|divert|divnum|dnl|dumpdef|errprint|esyscmd|eval|format|ifdef|ifelse|include|incr|index|indir|len|m4exit|m4wrap|maketemp|mkstemp|patsubst|popdef|pushdef|regexp|shift|sinclude|substr|symbols|syscmd|sysval|traceoff|traceon|translit|undefine|undivert|lower|strcasecmp)$/;

/** What a site calls its own: long enough, or with a digit or an underscore in it, so that no word of the library is meant. */
const OWN_NAME = /^(?!_)(?=\w*(?:[0-9_]|[A-Z]\w*[A-Z]))\w{3,}$|\W|^$/;

function unknownSettings(config: MailConfig, features: ReadonlyMap<string, FeatureUse>): Unknown[] {
  const unknown: Unknown[] = [];
  for (const { name, nameSpan, value, implied, call } of config.settings) {
    const fromLibrary = implied && call.nameSpan.source.startsWith("sendmail:");
    if (fromLibrary || SETTINGS.has(name) || SETTING_FAMILIES.test(name)) continue;
    const because = (what: string, more: Partial<Unknown> = {}) =>
      unknown.push({ text: `${name} ${what}.`, span: nameSpan, may: "anything", ...more });
    const unfollowed = Object.hasOwn(UNFOLLOWED_SETTINGS, name) ? UNFOLLOWED_SETTINGS[name] : undefined;
    if (SETTINGS_WITH_A_WALK.has(name)) unknown.push(...unknownValue(config, name));
    else if (unfollowed !== undefined) because(unfollowed);
    else if (Object.hasOwn(SWITCHES, name)) {
      if (value === undefined) because("is taken away again, and the library may have tested it before");
      else if (name === "_RELAY_DB_FROM_" && !features.has("access_db")) because("needs the access map, which is off");
    } else if (/^conf[A-Z]/.test(name)) continue;
    else if (BUILTINS.test(name) || vocabulary.has(name) || LIBRARY_WORDS.has(name))
      because("is a word of the library, which this gives another meaning");
    else if (name.startsWith("_")) because("is a switch within the library, and what it does is not followed");
    else if (!OWN_NAME.test(name)) because("may be a word of the library's text, which it would change");
  }
  const friend = features.get("delay_checks");
  if (/^[fh]/i.test(friend?.args[0] ?? "") && !features.has("access_db"))
    unknown.push({
      text: "delay_checks asks for Spam: entries, but there is no access map.",
      span: friend?.span,
      may: "anything",
    });
  return unknown;
}

/** Values that the library has by itself, and what another one does. */
const USUAL: Readonly<Record<string, readonly [usual: RegExp, what: string, names?: RegExp]>> = {
  confOPERATORS: [/^\.:%@!\^\/\[\]\+$/, "changes how addresses are cut into pieces"],
  confDELIVERY_MODE: [/^\s*(?:[biqd]|$)/, "is a mode with which sendmail does not start"],
  _DEF_LOCAL_MAILER_FLAGS: [/l/, "takes the flag l off the local mailer, which then needs a host"],
  confBLANK_SUB: [/^\.$/, "changes the character that replaces a space in an address"],
  confDEQUOTE_OPTS: [/^\s*$/, "changes how quotes are taken off addresses"],
  confCOLON_OK_IN_ADDR: [/^\s*[ty]/i, "changes how colons in addresses are read", /:/],
  confUSE_COMPRESSED_IPV6_ADDRESSES: [/^\s*(?:[fn]|$)/i, "changes how IPv6 addresses are written", /ipv6|::/i],
};

function unknownValue(config: MailConfig, name: string): Unknown[] {
  const found = config.option(name);
  const usual = Object.hasOwn(USUAL, name) ? USUAL[name] : undefined;
  if (found === undefined || usual === undefined || usual[0].test(found.value)) return [];
  const [, what, names] = usual;
  return [
    {
      text: `${name} ${what}.`,
      span: found.setting?.nameSpan,
      may: "anything",
      ...(names === undefined ? {} : { names }),
    },
  ];
}
