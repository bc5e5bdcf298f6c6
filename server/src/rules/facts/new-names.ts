// The names that the domaintable gives domains before anything else looks at them.
import { perSite } from "../../site/per-site.ts";
import type { SiteFact } from "../types.ts";

/** More lines than these are not compared: each keystroke would ask for all of them. */
const MOST_LINES = 20_000;

/** All names in lower case. */
export interface NewNames {
  /** New names by old ones. */
  readonly byOld: ReadonlyMap<string, string>;
  /** The name that nothing else ever sees: another one takes its place, and it takes no other's. */
  isGone(domain: string): boolean;
}

export const NEW_NAMES: SiteFact<NewNames> = {
  of: perSite((site) => {
    const byOld = new Map<string, string>();
    const table = site.tableOf("domaintable")?.table;
    if (table !== undefined && table.entryCount <= MOST_LINES)
      for (const { lookup, value } of table.entries()) if (!byOld.has(lookup)) byOld.set(lookup, value.toLowerCase());
    const taken = new Set(byOld.values());
    return {
      byOld,
      isGone: (domain) => byOld.has(domain.toLowerCase()) && !taken.has(domain.toLowerCase()),
    };
  }),
  fingerprint: ({ byOld }) => JSON.stringify([...byOld]),
};

/** Why a line for a domain is never found, and what to do; undefined where it may be. */
export function renamedText(domain: string, { byOld, isGone }: NewNames): string | undefined {
  const found = byOld.get(domain.toLowerCase());
  if (found === undefined || !isGone(domain)) return undefined;
  const name = found.length > 60 ? `${found.slice(0, 59)}…` : found;
  return `This line does nothing: the domaintable gives the domain another name first.\nsendmail looks for ${name} instead. Move the line to that name, or remove one of the two.`;
}
