// A map that makemap has not made anew since its text was changed.
import { MAP_KINDS } from "../../kinds/index.ts";
import { compileCommand, compiledState } from "../../site/compiled.ts";
import type { TableRule } from "../types.ts";

export const rule: TableRule = {
  meta: {
    code: "site-stale-map",
    title: "A map that is older than its text",
    severity: "warning",
    kinds: MAP_KINDS,
    fix: "none",
    versions: "*",
    sources: ["makemap(8)"],
  },
  checkTable(file, site, report) {
    if (compiledState(file, site) !== "stale") return;
    const command = compileCommand(file, site);
    const end = file.document.getLineRange(0).end.character;
    report({
      span: { source: file.uri, start: 0, end },
      message: `This text was changed after its map was made. sendmail reads the map, so the changes have no effect yet. Run ${command}, or make in that folder.`,
    });
  },
};
