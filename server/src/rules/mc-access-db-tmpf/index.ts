// A map specification for access_db without -T<TMPF>.
import { parseMapSpec } from "../../mc/values/map-spec.ts";
import { replacement } from "../edits/edits.ts";
import { libraryRule } from "../shapes/library-rule.ts";
import type { Fix } from "../types.ts";

/** What a web page makes of -T<TMPF>. */
const ESCAPED = /-T\s*&lt;TMPF&gt;/i;

export const rule = libraryRule(
  {
    code: "mc-access-db-tmpf",
    title: "A map specification for access_db without -T<TMPF>",
    severity: "information",
    kinds: ["mc"],
    fix: "safe",
    versions: ">=8.12",
    guidance: "anti-spam",
    sources: ['cf/README, section "access_db"', "seen with the m4 library: it warns, and puts -T<TMPF> after the type"],
  },
  ["access-db-without-tmpf"],
  ({ call }, site) => {
    const spec = call?.args[1];
    const exact = spec?.exact;
    const written = exact !== undefined && site.has(exact.source) ? exact : undefined;
    const type = spec && parseMapSpec(spec).typeSpan;
    const escaped = spec === undefined ? null : ESCAPED.exec(spec.text);
    return {
      ...(written === undefined ? {} : { span: written }),
      message: escaped
        ? `"${escaped[0]}" is -T<TMPF> as a web page encodes it.\nm4 adds the right flag, but sendmail uses the last one: when a lookup fails temporarily, it gives the text "&lt;TMPF&gt;", and sendmail refuses the mail with it. Write -T<TMPF>.`
        : 'm4 warns about a map specification without -T<TMPF>.\nIt adds the flag itself, so that a failed lookup does not count as "no entry". Write it to avoid the warning.',
      fixes: (): readonly Fix[] => {
        if (written === undefined || type === undefined) return [];
        if (escaped !== null) {
          const start = written.start + escaped.index;
          const span = { source: written.source, start, end: start + escaped[0].length };
          return [replacement("Write -T<TMPF>: mail waits when the map cannot be read", span, "-T<TMPF>", "asks")];
        }
        return [replacement("Add -T<TMPF> after the type", { ...type, start: type.end }, " -T<TMPF>", "safe")];
      },
    };
  },
);
