// Whether all parts of a configuration are available.
import type { MailConfig } from "../mc/types.ts";

/** True where the .mc includes a file that is not available (the library itself aside): it may contain anything. */
export function lacksPart({ expansion }: MailConfig): boolean {
  return expansion.includes.some(({ path, found, call }) => {
    return !found && /^s?include$/.test(call.name) && call.parent === undefined && !path.endsWith("cf.m4");
  });
}
