// An aliases file beside a .mc that reads another one.
import { aliasSourcesOf } from "../../kinds/aliases/kind.ts";
import { baseName } from "../../site/paths.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "site-unread-aliases",
    title: "An aliases file that nothing reads",
    severity: "warning",
    kinds: ["aliases"],
    fix: "none",
    versions: "*",
    guidance: "readme",
    sources: ["cf/README, section OSTYPE, ALIAS_FILE"],
  },
  check(site, report) {
    const { mc } = site;
    if (mc === undefined || mc.config.fatal !== undefined || mc.part || mc.template) return;
    const sources = aliasSourcesOf(mc.config);
    const others = sources.map(({ path, isFile, type }) => (isFile ? path : `a map of type ${type}`)).join(", ");
    for (const file of site.tablesOf("aliases")) {
      const [first] = file.table.entries();
      if (file.named || first === undefined) continue;
      report({
        span: first.lineSpan,
        message: `No configuration reads this file.\n${
          others === ""
            ? `${baseName(mc.uri)} has no ALIAS_FILE, so no aliases are read here.`
            : `ALIAS_FILE of ${baseName(mc.uri)} is ${others}${sources.some(({ isFile }) => isFile) ? ", and newaliases reads that" : ""}.`
        } Move the lines there, or name this file with define(\`ALIAS_FILE', ...).`,
      });
    }
  },
};
