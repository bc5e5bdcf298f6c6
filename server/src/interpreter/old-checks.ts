// The checks of a site for sendmail before 8.9, whose m4 library has none: only those rules count that the site wrote itself.
import { CHECKS_SINCE, compareVersions } from "../catalog/index.ts";
import type { Span, TextDocument } from "../text.ts";

/** The rulesets that sendmail itself asks. */
const CHECKS: ReadonlySet<string> = new Set(["check_relay", "check_mail", "check_rcpt", "check_compat"]);

/** True where a .mc is for a version whose library has no checks, and is built with a library that has them. */
export function lacksLibraryChecks(version: string | undefined, library: string | undefined): boolean {
  return (
    version !== undefined &&
    compareVersions(version, CHECKS_SINCE) < 0 &&
    (library === undefined || compareVersions(library, CHECKS_SINCE) >= 0)
  );
}

/**
 * A .cf without the library's rules in the rulesets that check; each leaves an empty comment, so that lines keep their numbers.
 *
 * @param lines for each line the stretch of the .mc that made it
 */
export function withoutLibraryChecks(
  cf: string,
  lines: readonly (Span | undefined)[],
  documentOf: (uri: string) => TextDocument | undefined,
): string {
  let isCheck = false;
  let isOwn = true;
  return cf
    .split("\n")
    .map((line, index) => {
      const ruleset = /^S\s*([\w-]+)/.exec(line)?.[1];
      if (ruleset !== undefined) isCheck = CHECKS.has(ruleset);
      if (!/^[R\t ]/.test(line)) return line;
      // A line that begins with a space goes on with the rule above.
      if (line.startsWith("R")) isOwn = isWritten(lines[index], documentOf);
      return isCheck && !isOwn ? "#" : line;
    })
    .join("\n");
}

/** True for a rule of the .mc: what the library makes of a word begins with another letter there. */
function isWritten(place: Span | undefined, documentOf: (uri: string) => TextDocument | undefined): boolean {
  return place !== undefined && documentOf(place.source)?.slice(place.start, place.start + 1) === "R";
}
