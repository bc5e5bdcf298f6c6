// A .cf that was not rebuilt after its .mc was changed.
import type { SiteRule } from "../types.ts";

const SLACK = 1000;

export const rule: SiteRule = {
  meta: {
    code: "site-stale-cf",
    title: "A .cf that is older than its .mc",
    severity: "warning",
    kinds: ["mc"],
    fix: "none",
    versions: "*",
    sources: ["cf/README"],
  },
  check({ mc }, report) {
    if (mc?.compiled === undefined || mc.modified === undefined) return;
    if (mc.compiled.modified + SLACK > mc.modified) return;
    const end = /^[^\r\n]*/.exec(mc.document.getText())?.[0].length ?? 0;
    const cf = mc.compiled.uri.replace(/^.*\//, "");
    report({
      span: { source: mc.uri, start: 0, end },
      message: `This file is newer than ${cf}, so its changes have no effect yet.\nsendmail reads only ${cf}. Run m4 (or make in that folder) and restart sendmail.`,
    });
  },
};
