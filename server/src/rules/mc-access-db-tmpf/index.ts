// A map specification for access_db without -T<TMPF>.
import { libraryRule } from "../library-rule.ts";

export const rule = libraryRule(
  {
    code: "mc-access-db-tmpf",
    title: "A map specification for access_db without -T<TMPF>",
    severity: "warning",
    kinds: ["mc"],
    fix: "safe",
    versions: ">=8.12",
    guidance: "anti-spam",
    sources: ['cf/README, section "access_db"', "m4 library: missing -T<TMPF> in argument"],
  },
  ["access-db-without-tmpf"],
  (_, site) => {
    const map = site.mc?.config.accessMap?.map;
    const written = map?.spec.exact;
    return {
      ...(written === undefined ? {} : { span: written }),
      message:
        'With a map specification of your own, access_db needs -T<TMPF> in it. Without it a lookup that fails for the moment is taken for "no entry", so a REJECT is overlooked. m4 warns of it. ' +
        "Put -T<TMPF> behind the type.",
      fixes: () => {
        const type = map?.typeSpan;
        if (type === undefined) return [];
        const change = { span: { source: type.source, start: type.end, end: type.end }, newText: " -T<TMPF>" };
        return [{ title: "Put -T<TMPF> behind the type", safety: "safe", preferred: true, changes: [change] }];
      },
    };
  },
);
