// How many of the names of an aliases file newaliases does not store as entries of their own.
import { OWN_DOMAINS } from "../../rules/facts/asked-domains.ts";
import type { MailSite, TableFile } from "../../site/types.ts";
import { type AliasKey, aliasKey } from "../../tables/index.ts";
import { perBlock } from "../../tables/per-block.ts";

/** Names of a block that are refused, or stored in another form. None of them counts as there twice to the table. */
const oddNames = perBlock((block): readonly AliasKey[] => {
  const found: AliasKey[] = [];
  for (const { key, lookup } of block.entries()) {
    const read = aliasKey(key);
    if (key === "" || read.kind !== "local" || read.stored !== lookup) found.push(key === "" ? REFUSED : read);
  }
  return found;
});

const REFUSED: AliasKey = { kind: "refused", why: "no-user" };

/** Of a longer file the names are counted as they are written: the first look at all of them would take too long. */
const MOST_NAMES = 50_000;

/** Entries that newaliases leaves out, or stores under a name that another entry has; those with a name twice aside. */
export function unstored({ table, naming }: TableFile, site: MailSite): number {
  // A text that sendmail searches itself.
  if (naming?.columns !== undefined || table.entryCount > MOST_NAMES) return 0;
  const own = OWN_DOMAINS.of(site);
  const isForeign = (host: string) => own?.hostIsKnown === true && own.state(host) === "not";
  const stored = new Set<string>();
  let left = 0;
  for (const block of table.blocks())
    for (const key of oddNames(block)) {
      const name = nameIn(key, isForeign);
      if (name === undefined) left++;
      else if (name !== "" && (stored.has(name) || table.lookup(name) !== undefined)) left++;
      else stored.add(name);
    }
  return left;
}

/** What a name is stored as; "" where nobody can tell, undefined where it is refused. */
function nameIn(key: AliasKey, isForeign: (host: string) => boolean): string | undefined {
  if (key.kind === "local") return key.stored;
  if (key.kind === "address") return isForeign(key.host) ? undefined : key.user;
  return key.kind === "odd" ? "" : undefined;
}
