// What files are called in the world of sendmail.

/** Role of a table by its name; `className` as in the .cf. */
export type NamedTable = { readonly role: "access" } | { readonly role: "class"; readonly className: string };

/** Names that tables bear by convention (cf/README; the older ones from before 8.9). */
const TABLES: Readonly<Record<string, NamedTable>> = {
  access: { role: "access" },
  "relay-domains": { role: "class", className: "R" },
  "sendmail.cR": { role: "class", className: "R" },
  "local-host-names": { role: "class", className: "w" },
  "sendmail.cw": { role: "class", className: "w" },
  "trusted-users": { role: "class", className: "t" },
  "sendmail.ct": { role: "class", className: "t" },
};

export const TABLE_NAMES: readonly string[] = Object.keys(TABLES);

/** What a file of this name (without folder) is by convention; undefined for any other name. */
export function tableByName(name: string): NamedTable | undefined {
  return Object.hasOwn(TABLES, name) ? TABLES[name] : undefined;
}

/** Configurations by rank: the daemon's before the submission program's, and that before files of any name. */
export function byRank(a: string, b: string): number {
  return rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);
}

const RANKS = ["sendmail.mc", "main.mc", "subsidiary.mc"];

function rank(name: string): number {
  if (isSubmission(name)) return RANKS.length + 1;
  const known = RANKS.indexOf(name);
  return known === -1 ? RANKS.length : known;
}

/** The configuration of the mail submission program, which reads no access map and relays for nobody. */
export function isSubmission(name: string): boolean {
  return name === "submit.mc" || name.endsWith(".submit.mc");
}
