// A line of the help file that sendmail never finds: without a topic, or with one in capital letters or after an invisible mark.
import type { TableRule } from "../types.ts";

/** What such a line begins with. */
const UNFOUND = /^(?:[^\s#]*[A-Z\uFEFF]\S*|[ \t]+(?=\S))/gm;

export const rule: TableRule = {
  meta: {
    code: "helpfile-topic",
    title: "A topic of the help file that sendmail never finds",
    severity: "warning",
    kinds: ["helpfile"],
    fix: "asks",
    versions: "*",
    sources: ["seen with sendmail -bs: HELP MAIL looks for mail, and finds no line MAIL"],
  },
  checkTable({ document, uri }, _site, report) {
    const text = document.getText();
    let topic = "smtp";
    let line = 0;
    for (const { 0: written, index } of text.matchAll(UNFOUND)) {
      const isBare = written.trim() === "";
      topic = /.*^([^\s#]+)/ms.exec(text.slice(line, index))?.[1] ?? topic;
      line = index;
      const found = isBare ? topic.toLowerCase() : written.replaceAll("\uFEFF", "").toLowerCase();
      const name = found.slice(0, 40);
      const span = { source: uri, start: index, end: index + written.length };
      report({
        span,
        message: isBare
          ? "HELP never shows this line: it begins with a space, so it has no topic.\nWrite its topic first, as in the other lines."
          : `HELP never shows this line: sendmail looks for topics in small letters.\nWhatever a client types, sendmail asks for ${name}${written.includes("\uFEFF") ? ", without the byte order mark" : ""}. Write the topic in small letters.`,
        fixes: () => [
          {
            title: `Write ${name}: HELP then shows this line`,
            grade: "asks",
            preferred: true,
            changes: [{ span, newText: isBare ? `${found}\t` : found }],
          },
        ],
      });
    }
  },
};
