// What comes before or after a member of a class file, and which lines of other files are about the same name.
import { lineLink } from "../../features/effective.ts";
import { code } from "../../features/markdown.ts";
import type { MailSite, TableFile } from "../../site/types.ts";
import type { TableEntry } from "../../tables/types.ts";

/** What comes before, by class; features that are off are left out. */
const FIRST: Readonly<Record<string, (isOn: (feature: string) => boolean) => string>> = {
  w: (isOn) =>
    `${isOn("virtusertable") ? "The virtusertable comes first, then aliases" : "Aliases come first"}, then users. The mailertable and SMART_HOST are not asked about it.`,
  VirtHost: () =>
    "A line for the whole address comes before one for the domain. Users without a line go on to the MX of the domain, unless it is in class w too.",
  G: () => "The genericstable comes before MASQUERADE_AS and EXPOSED_USER.",
  M: (isOn) =>
    `${isOn("genericstable") ? "The genericstable and EXPOSED_USER come" : "EXPOSED_USER comes"} first.${isOn("limited_masquerade") ? "" : " The server's own names (class w) are masqueraded as well."}`,
  R: (isOn) => (isOn("access_db") ? "The access map can still refuse a client or a sender." : ""),
};

/** Keys under which the tables have a domain, by kind, and what the line does beside the member. */
const KEYS = [
  ["virtusertable", (name: string) => [`@${name}`], "for all its users without a line of their own"],
  ["mailertable", (name: string) => [name], "where mail for it goes"],
  ["genericstable", (name: string) => [`@${name}`], "for its senders"],
  ["domaintable", (name: string) => [name], "gives it another name, before all else"],
  ["access", (name: string) => ["", "connect:", "from:", "to:"].map((tag) => tag + name), "accepts or refuses"],
] as const;

/** What else acts on a domain of a class file, as paragraphs of Markdown. */
export function classNotes(entry: TableEntry, { className, kind }: TableFile, site: MailSite): readonly string[] {
  const features = site.mc?.config.active;
  const first = features === undefined ? "" : (FIRST[className ?? ""]?.((name) => features.has(name)) ?? "");
  const name = entry.key.toLowerCase();
  const isDomain = /^[^\s@*/[\]]+\.[^\s@*/[\]]+$/.test(name);
  const also = !isDomain ? [] : KEYS.flatMap(([table, keys, does]) => linesFor(site, table, keys(name), does));
  const classes = !isDomain ? [] : site.tablesOf(kind).filter((file) => file.className !== className && file.named);
  const members = classes.flatMap(({ className: other, table }) => {
    const found = table.lookup(name);
    return found === undefined ? [] : [`${lineLink(site, found.keySpan)} (class ${other ?? ""})`];
  });
  const all = [...also, ...members];
  return [...(first === "" ? [] : [first]), ...(all.length === 0 ? [] : [`Also about it: ${all.join("; ")}.`])];
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
    return [`${lineLink(site, found.keySpan)}, ${code(`${found.key} ${shortened(found.value)}`)}: ${does}`];
  });
}

function shortened(value: string): string {
  return value.length > 40 ? `${value.slice(0, 39)}…` : value;
}
