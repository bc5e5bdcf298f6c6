// Entries that say what a wider entry says already.
import type { Table, TableEntry } from "../../tables/types.ts";
import { fullKeySpan, lineFixes } from "../edits/table-edits.ts";
import { hasAction } from "../facts/access-words.ts";
import type { TableRule } from "../types.ts";

/** Tags under which an entry without a tag is found too. */
const FALLING_BACK = ["connect", "from", "to"];

export const rule: TableRule = {
  meta: {
    code: "access-redundant",
    title: "An entry that a wider entry makes redundant",
    severity: "hint",
    kinds: ["access"],
    fix: "safe",
    versions: ">=8.9",
    guidance: "anti-spam",
    strict: true,
    sources: ["seen with sendmail -bt, rulesets LookUpAddress and LookUpDomain"],
  },
  checkTable(file, site, report) {
    // With relay_hosts_only a wider RELAY does not reach the hosts below it.
    const isHostsOnly = (site.mc?.config.feature("relay_hosts_only") ?? []).length > 0;
    let doubled: ReadonlySet<number> | undefined;
    for (const entry of file.table.entries()) {
      if (!hasAction(entry) || file.table.lookup(entry.lookup)?.line !== entry.line) continue;
      const wider = widerEntry(entry, file.table);
      if (isHostsOnly && entry.action.kind === "relay") continue;
      if (wider === undefined || !saysSame(wider.value, entry.value)) continue;
      doubled ??= new Set(file.table.duplicates().map(({ first }) => first.line));
      // Without this line a second one with its key would count.
      if (doubled.has(entry.line)) continue;
      report({
        span: fullKeySpan(entry),
        tags: ["unnecessary"],
        message: `This line changes nothing: line ${wider.line + 1} already covers it.\n${wider.lookup} has the same value and applies to everything below it. Remove this line.`,
        related: [{ span: wider.lineSpan, message: "The wider entry" }],
        fixes: () =>
          lineFixes(entry, file.document, "safe")
            .filter(({ title }) => title.startsWith("Remove"))
            .map((fix) => ({ ...fix, preferred: true })),
      });
    }
  },
};

/** Words of sendmail in any case; the text of a reply is another one in another case. */
const saysSame = (a: string, b: string): boolean => a === b || (/^\w+$/.test(a) && a.toLowerCase() === b.toLowerCase());

/** The entry that would answer if this one were not there; undefined where none would, or several could. */
function widerEntry(entry: TableEntry, table: Table): TableEntry | undefined {
  const tag = entry.tag.toLowerCase();
  const prefix = tag === "" ? "" : `${tag}:`;
  if (tag !== "" && table.lookup(entry.key) !== undefined) return undefined;
  for (const key of parents(entry)) {
    const tagged = prefix === "" ? undefined : table.lookup(`${prefix}${key}`);
    if (tagged !== undefined) return tagged;
    // Without a tag the entry answers for clients, senders and recipients, who may each have another wider one.
    if (tag === "" && FALLING_BACK.some((other) => table.lookup(`${other}:${key}`) !== undefined)) return undefined;
    const plain = table.lookup(key);
    if (plain !== undefined) return plain;
    if (table.lookup(`.${key}`) !== undefined || table.lookup(`${prefix}.${key}`) !== undefined) return undefined;
  }
  return undefined;
}

/** The keys that sendmail asks for after this one, nearest first. */
function parents({ shape }: TableEntry): readonly string[] {
  if (shape.kind === "domain") {
    if (shape.bracketed || shape.leadingDot || shape.trailingDot) return [];
    const labels = shape.name.split(".");
    return labels.slice(1).map((_, at) => labels.slice(at + 1).join("."));
  }
  const isAddress = shape.kind === "ipv4" || shape.kind === "ipv6";
  if (!isAddress || shape.bracketed || ("trailingDot" in shape && shape.trailingDot)) return [];
  const separator = shape.kind === "ipv4" ? "." : ":";
  const parts = shape.spelling.toLowerCase().split(separator);
  const least = shape.kind === "ipv4" ? 1 : 2;
  const lengths = parts.map((_, at) => parts.length - at - 1).filter((length) => length >= least);
  return lengths.map((length) => parts.slice(0, length).join(separator));
}
