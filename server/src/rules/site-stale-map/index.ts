// A map that makemap has not rebuilt after its text was changed.
import { COMPILED_KINDS } from "../../kinds/index.ts";
import { compileCommand, compiledState } from "../../site/compiled.ts";
import type { TableRule } from "../types.ts";

export const rule: TableRule = {
  meta: {
    code: "site-stale-map",
    title: "A map that is older than its text",
    severity: "warning",
    kinds: COMPILED_KINDS,
    fix: "none",
    versions: "*",
    sources: ["makemap(8)", "newaliases(1)"],
  },
  checkTable(file, site, report) {
    if (compiledState(file, site) !== "stale") return;
    const command = compileCommand(file, site);
    const isMap = site.kinds.table(file.kind).compiled?.by === "makemap";
    const end = file.document.getLineRange(0).end.character;
    report({
      span: { source: file.uri, start: 0, end },
      message: isMap
        ? `This text is newer than its map.\nsendmail reads the map, so the changes have no effect yet. Run ${command}, or make in that folder.`
        : `This text is newer than its database.\nsendmail reads the database, so the changes have no effect yet. Run ${command}.`,
    });
  },
};
