// Whether all parts of a configuration are available.
import type { MailConfig } from "../../mc/types.ts";

/**
 * True where the .mc, or a file of its own, includes a file that is not available: it may contain anything. The vocabulary asks for
 * files of the library too, and knows their effect without them.
 */
export function lacksPart({ expansion }: MailConfig): boolean {
  return expansion.includes.some(
    ({ path, found, call }) => !found && /^s?include$/.test(call.name) && !/(^|\/)(?:m4\/)?cf\.m4$/.test(path),
  );
}
