// The examples on the pages of rules, as sites.

/** Text below each `## heading` of a page. */
export function sections(page: string): ReadonlyMap<string, string> {
  const parts = page.split(/^## /m).slice(1);
  return new Map(parts.map((part) => [part.slice(0, part.indexOf("\n")).trim(), part.slice(part.indexOf("\n") + 1)]));
}

/** The fenced blocks of a section as sites: a block whose file name came before starts another site. */
export function pageSites(page: string, heading: string): readonly Readonly<Record<string, string>>[] {
  const found: Record<string, string>[] = [];
  let current: Record<string, string> = {};
  for (const [, name = "", text = ""] of (sections(page).get(heading) ?? "").matchAll(/^```\w+ (\S+)\n(.*?)^```$/gms)) {
    if (name in current) {
      found.push(current);
      current = {};
    }
    current[name] = text;
  }
  return Object.keys(current).length > 0 ? [...found, current] : found;
}
