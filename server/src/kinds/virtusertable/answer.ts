// What a virtusertable makes of an address: the line that answers, and the address that it gives.
import type { Table, TableEntry } from "../../tables/types.ts";
import { readVirtusertableValue } from "../../tables/values/virtusertable.ts";
import { keysFor } from "./key.ts";

/** The line that answers for an address, of all keys that sendmail asks for; undefined where none is there. */
export function answering(table: Pick<Table, "lookup">, user: string, domain: string): TableEntry | undefined {
  for (const key of keysFor(user, domain)) {
    const entry = table.lookup(key);
    if (entry !== undefined) return entry;
  }
  return undefined;
}

/** The address that a line gives for a user, `%1` to `%3` filled in, in lower case; undefined where it gives none. */
export function filledIn(
  { lookup, value }: Pick<TableEntry, "lookup" | "value">,
  user: string,
): { readonly user: string; readonly host?: string } | undefined {
  let read = readVirtusertableValue(value);
  while (read.kind === "prefixed") read = readVirtusertableValue(read.rest.text);
  if (read.kind !== "address") return undefined;
  // In a key with the whole user, detail and all, %1 is just that.
  const plus = lookup.startsWith(`${user.toLowerCase()}@`) ? -1 : user.indexOf("+", 1);
  const name = plus === -1 ? user : user.slice(0, plus);
  const detail = plus === -1 ? "" : user.slice(plus);
  const fill = (text: string) =>
    text.toLowerCase().replace(/%[123]/g, (sign) => (sign === "%1" ? name : sign === "%2" ? detail.slice(1) : detail));
  return read.host === undefined
    ? { user: fill(read.user.text) }
    : { user: fill(read.user.text), host: fill(read.host.text) };
}
