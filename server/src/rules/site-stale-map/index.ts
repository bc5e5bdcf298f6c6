// A map that makemap has not made anew since its text was changed.
import type { TableRule } from "../types.ts";

/** Copying and unpacking give files of the same moment times that differ a little. */
const SLACK = 1000;

export const rule: TableRule = {
  meta: {
    code: "site-stale-map",
    title: "A map that is older than its text",
    severity: "warning",
    kinds: ["access"],
    fix: "none",
    versions: "*",
    sources: ["makemap(8)"],
  },
  checkTable(file, site, report) {
    const { compiled, modified } = file;
    if (compiled === undefined || modified === undefined || compiled.modified + SLACK > modified) return;
    const path = site.mc?.config.accessMap?.map.file || "/etc/mail/access";
    const type = site.mc?.config.accessMap?.map.type || "hash";
    const end = file.document.getLineRange(0).end.character;
    report({
      span: { source: file.uri, start: 0, end },
      message: `This text was changed after its map was made. sendmail reads the map, so the changes have no effect yet. Run makemap ${type} ${path} < ${path}, or make in that folder.`,
    });
  },
};
