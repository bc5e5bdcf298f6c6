// What sendmail fills in on the right side of a virtusertable, and what only looks so.

/** What other programs fill in at the start of an address: `%u`, `$1`, `${1}`. sendmail reads it as a user of that name. */
const FOREIGN = /^(?:%[a-z]|\$\d|\$\{\d\})(?=@|$)/i;

/** What is not filled in, or never with anything, and where it begins; undefined where there is nothing of the kind. */
export function unfilled(
  value: string,
): { readonly name: string; readonly start: number; readonly isForeign: boolean } | undefined {
  const [foreign] = FOREIGN.exec(value) ?? [];
  if (foreign !== undefined) return { name: foreign, start: 0, isForeign: true };
  const at = value.search(/%[04-9]/);
  return at === -1 ? undefined : { name: value.slice(at, at + 2), start: at, isForeign: false };
}
