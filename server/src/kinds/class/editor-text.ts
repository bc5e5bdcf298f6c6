// What comes before or after a member of a class file, and which lines of other files are about the same name.

import { capital } from "../../features/key-text.ts";
import { lineLink } from "../../features/line-link.ts";
import { code } from "../../features/markdown.ts";
import type { MailConfig } from "../../mc/types.ts";
import { GENERIC_DOMAINS, OWN_DOMAINS, VIRTUAL_DOMAINS } from "../../rules/facts/asked-domains.ts";
import { listed } from "../../rules/listed.ts";
import type { MailSite, TableFile } from "../../site/types.ts";
import type { TableEntry } from "../../tables/types.ts";
import { USER_CLASSES } from "./kind.ts";

/** What comes before, by class; features that are off, and classes without words, are left out. */
const FIRST: Readonly<Record<string, (config: MailConfig, isOn: (feature: string) => boolean) => string>> = {
  w: (_, isOn) =>
    `${isOn("virtusertable") ? "The virtusertable comes first, then aliases" : "Aliases come first"}, then users. The mailertable and SMART_HOST are not asked about it.`,
  VirtHost: (config, isOn) => {
    const last = config.setting("SMART_HOST") === undefined ? "the MX of the domain" : "SMART_HOST";
    const next = isOn("mailertable") ? `where the mailertable says, else to ${last}` : `to ${last}`;
    return `A line for the whole address comes before one for the domain. Mail for users without a line goes ${next}, unless the domain is in class w too.`;
  },
  G: () => "The genericstable comes before MASQUERADE_AS and EXPOSED_USER.",
  M: (config, isOn) => {
    const first = [
      ...(isOn("genericstable") ? ["the genericstable"] : []),
      ...(config.classMembers("N").length > 0 ? ["MASQUERADE_EXCEPTION"] : []),
      "EXPOSED_USER",
    ];
    return `${capital(listed(first))} ${first.length > 1 ? "come" : "comes"} first.${isOn("limited_masquerade") ? "" : " The server's own names (class w) are masqueraded as well."}`;
  },
  N: afterGenerics,
  E: afterGenerics,
  R: (_, isOn) =>
    isOn("access_db")
      ? `The access map can still refuse a client${isOn("blocklist_recipients") || isOn("blacklist_recipients") ? ", a sender or a recipient" : " or a sender"}.`
      : "",
};

function afterGenerics(_: MailConfig, isOn: (feature: string) => boolean): string {
  return isOn("genericstable") ? "The genericstable comes first." : "";
}

/** Keys under which the tables have a domain, by kind, and what the line does beside the member. */
const KEYS = [
  ["virtusertable", (name: string) => [`@${name}`], "for all its users without a line of their own"],
  ["mailertable", (name: string) => [name], "where mail for it goes"],
  ["genericstable", (name: string) => [`@${name}`], "for its senders"],
  ["domaintable", (name: string) => [name], "gives it another name, before all else"],
  ["access", (name: string) => ["", "connect:", "from:", "to:"].map((tag) => tag + name), "accepts or refuses"],
] as const;

/** What else acts on a domain of a class file, as paragraphs of Markdown. @param isIdle the word does nothing */
export function classNotes(
  entry: TableEntry,
  { className = "", kind }: TableFile,
  site: MailSite,
  isIdle: boolean,
): readonly string[] {
  const config = site.mc?.config;
  const first =
    isIdle || config === undefined ? "" : (FIRST[className]?.(config, (name) => config.active.has(name)) ?? "");
  const name = entry.key.toLowerCase();
  const isDomain = !USER_CLASSES.has(className) && /^[^\s@*/[\]]+\.[^\s@*/[\]]+$/.test(name);
  const also = !isDomain
    ? []
    : KEYS.flatMap(([table, keys, does]) => linesFor(site, table, keys(name), whyIdle(table, name, site) ?? does));
  const classes = !isDomain
    ? []
    : site
        .tablesOf(kind)
        .filter(({ className: other = "", named }) => other !== className && named && !USER_CLASSES.has(other));
  const members = classes.flatMap(({ className: other, table }) => {
    const found = table.lookup(name);
    return found === undefined ? [] : [`${lineLink(site, found.keySpan)} (class ${other ?? ""})`];
  });
  const all = [...also, ...members];
  return [...(first === "" ? [] : [first]), ...(all.length === 0 ? [] : [`Also about it: ${all.join("; ")}.`])];
}

/** Why the line of a table for a domain does nothing; undefined where it may do something. */
function whyIdle(table: (typeof KEYS)[number][0], name: string, site: MailSite): string | undefined {
  if (table === "mailertable")
    return OWN_DOMAINS.of(site)?.state(name) === "asked" ? "does nothing, as class w comes first" : undefined;
  const asked = { virtusertable: VIRTUAL_DOMAINS, genericstable: GENERIC_DOMAINS }[table as string]?.of(site);
  const classes = table === "virtusertable" ? "neither in class w nor in VirtHost" : "not in class G";
  return asked?.state(name) === "not" ? `does nothing, as the domain is ${classes}` : undefined;
}

function linesFor(
  site: MailSite,
  kind: (typeof KEYS)[number][0],
  keys: readonly string[],
  does: string,
): readonly string[] {
  const file = site.tableOf(kind);
  return keys.flatMap((key) => {
    const found = file?.table.lookup(key);
    if (found === undefined) return [];
    return [
      `${lineLink(site, found.keySpan)}, ${code(`${found.tag === "" ? "" : `${found.tag}:`}${found.key} ${shortened(found.value)}`)}: ${does}`,
    ];
  });
}

function shortened(value: string): string {
  return value.length > 40 ? `${value.slice(0, 39)}…` : value;
}
