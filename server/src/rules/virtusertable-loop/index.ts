// Lines of the virtusertable that lead back to where they began: sendmail looks each answer up again.
import { answering, filledIn } from "../../kinds/virtusertable/answer.ts";
import { keyOf } from "../../kinds/virtusertable/key.ts";
import type { TableFile } from "../../site/types.ts";
import { perBlock } from "../../tables/per-block.ts";
import { readVirtusertableValue } from "../../tables/values/virtusertable.ts";
import { type AskedDomains, VIRTUAL_DOMAINS } from "../asked-domains.ts";
import type { TableRule } from "../types.ts";

/** Lines whose answer is looked up again, at most: each keystroke would follow all of them. */
const MOST_FOLLOWED = 50_000;

/** Steps after which sendmail gives up. */
const MOST_STEPS = 50;

/** A user whom no line names, and a detail: for keys that are about many. */
const ANYBODY = "somebody-else";

/** Keys of the lines that send mail to a host, by host. */
const byHost = perBlock((block): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const { lookup, value } of block.entries()) {
    if (!value.includes("@")) continue;
    const read = readVirtusertableValue(value);
    const target = read.kind === "prefixed" ? readVirtusertableValue(read.rest.text) : read;
    if (target.kind !== "address" || target.host === undefined) continue;
    const host = target.host.text.toLowerCase();
    const keys = found.get(host) ?? [];
    keys.push(lookup);
    found.set(host, keys);
  }
  return found;
});

export const rule: TableRule = {
  meta: {
    code: "virtusertable-loop",
    title: "Lines of the virtusertable that lead in a circle",
    severity: "error",
    kinds: ["virtusertable"],
    fix: "none",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Virtual hosting"', "seen with sendmail -bt"],
  },
  checkTable(file, site, report) {
    const asked = file.named ? VIRTUAL_DOMAINS.of(site) : undefined;
    if (asked === undefined) return;
    for (const key of candidates(file, asked)) {
      const circle = circleFrom(key, file, asked);
      const entry = circle === undefined ? undefined : file.table.lookup(key);
      if (circle === undefined || entry === undefined) continue;
      const lines = circle.filter((line) => line !== entry.line + 1);
      report({
        span: entry.keySpan,
        message: `This line leads in a circle: mail is refused.\nsendmail looks each answer up again${
          lines.length === 0 ? ", and finds this line again" : `, here in line ${lines.slice(0, 4).join(", ")}`
        }. It says "excessive recursion". Write a user of this server without a domain, or an address in another domain.`,
      });
    }
  },
};

/** Keys of lines whose answer is in a domain that is asked for. */
function candidates({ table }: TableFile, asked: AskedDomains): readonly string[] {
  const found: string[] = [];
  for (const block of table.blocks())
    for (const [host, keys] of byHost(block))
      if (asked.member(host) !== undefined) for (const key of keys) if (found.length < MOST_FOLLOWED) found.push(key);
  return found;
}

/** The lines (from 1) of the circle that a key leads into, if it is part of it; undefined where it leads out. */
function circleFrom(key: string, { table }: TableFile, asked: AskedDomains): readonly number[] | undefined {
  const start = keyOf(key);
  if (start.kind === "never") return undefined;
  const user = {
    user: "user" in start ? start.user : "",
    detail: `${"user" in start ? start.user : ""}+x`,
    "any-detail": `${ANYBODY}+x`,
    domain: ANYBODY,
  }[start.kind];
  const lines: number[] = [];
  let address: { readonly user: string; readonly host?: string } = { user, host: start.domain.toLowerCase() };
  for (let step = 0; step < MOST_STEPS; step++) {
    const { host } = address;
    if (host === undefined || asked.member(host) === undefined) return undefined;
    const entry = answering(table, address.user, host);
    if (entry === undefined) return undefined;
    const line = entry.line + 1;
    // Only the lines of the circle itself are reported, not those that lead to it.
    if (lines.includes(line) && entry.lookup === key) return lines;
    if (lines.filter((other) => other === line).length > 1) return undefined;
    lines.push(line);
    const next = filledIn(entry.value, address.user);
    if (next === undefined) return undefined;
    address = next;
  }
  return undefined;
}
