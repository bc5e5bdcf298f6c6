// Whether all of a configuration is at hand.
import type { MailConfig } from "../mc/types.ts";

/** True where the .mc includes a file that is not at hand (the library itself aside): something may stand there. */
export function lacksPart({ expansion }: MailConfig): boolean {
  return expansion.includes.some(({ path, found, call }) => {
    return !found && /^s?include$/.test(call.name) && call.parent === undefined && !path.endsWith("cf.m4");
  });
}
