// Lines that makemap refuses.
import type { TableError } from "../../tables/types.ts";
import type { TableRule } from "../types.ts";

/** What is wrong, why it matters, what to do, by makemap's complaint. Duplicates have a rule of their own. */
const SAID: Readonly<Partial<Record<TableError["code"], string>>> = {
  "leading-space":
    'A line must not start with a blank: makemap says "syntax error (leading space)" and leaves the line out. Take the blank away, or put # in column one if it is a comment.',
  "no-value":
    'This key has no value: makemap says "no RHS" and leaves the line out. Write what is to happen behind the key, such as RELAY, OK or REJECT.',
  "too-long":
    'This line is longer than the 1024 bytes that makemap reads: it says "line too long" and leaves it out. Shorten it.',
  nul: 'This line holds a NUL byte: makemap says "line too long" and leaves it out. Take the byte away.',
};

export const rule: TableRule = {
  meta: {
    code: "access-syntax",
    title: "A line that makemap refuses",
    severity: "error",
    kinds: ["access"],
    fix: "safe",
    versions: ">=8.9",
    sources: ["makemap(8)", "seen with makemap: messages and exit status 65"],
  },
  checkTable(file, _site, report) {
    for (const { code, span } of file.table.errors()) {
      const message = SAID[code];
      if (message === undefined) continue;
      const changes = [{ span, newText: "" }];
      const title = "Remove the blanks before the key";
      report({
        span,
        message,
        ...(code === "leading-space" ? { fixes: () => [{ title, safety: "unsafe", preferred: true, changes }] } : {}),
      });
    }
  },
};
