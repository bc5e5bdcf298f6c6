// Other ways to write a .mc, in which its fixes have to be as good.

/** The lines of a .mc between its first one and its mailers, changed. */
function between(mc: string, change: (lines: readonly string[]) => readonly string[]): string {
  const lines = mc.split("\n");
  const first = lines.findIndex((line) => /^OSTYPE\(/.test(line)) + 1;
  const last = lines.findIndex((line) => /^MAILER\(/.test(line));
  if (last <= first) return mc;
  return [...lines.slice(0, first), ...change(lines.slice(first, last)), ...lines.slice(last)].join("\n");
}

/** A line that is one call and its dnl. */
const CALL = /^([A-Za-z_]+\([^\n]*\))dnl$/;

/** Each line that is a call by itself, changed. */
const eachCall = (mc: string, change: (call: string) => string): string =>
  between(mc, (lines) => lines.map((line) => line.replace(CALL, (_, call: string) => change(call))));

/** By what is done: the text in another way, the same text where it cannot be written so. */
export const WAYS: Readonly<Record<string, (mc: string) => string>> = {
  "as it is": (mc) => mc,
  CRLF: (mc) => mc.replaceAll("\n", "\r\n"),
  "no newline at the end": (mc) => mc.replace(/\n$/, ""),
  "no dnl": (mc) => eachCall(mc, (call) => call),
  "a comment after dnl": (mc) => eachCall(mc, (call) => `${call}dnl # it's (so)`),
  "a comment on the line": (mc) => eachCall(mc, (call) => `${call}# so`),
  "a tab before it": (mc) => eachCall(mc, (call) => `\t${call}dnl`),
  "all in one line": (mc) => between(mc, (lines) => [`${lines.join("\n").replace(/dnl\n(?=[A-Za-z])/g, "")}`]),
  "all in one line with spaces": (mc) =>
    between(mc, (lines) => [`${lines.join("\n").replace(/dnl\n(?=[A-Za-z_]+\()/g, " ")}`]),
  "each in an ifdef": (mc) => eachCall(mc, (call) => `ifdef(\`__NEVER__', \`', \`${call}')dnl`),
  "each in an ifdef of several lines": (mc) =>
    eachCall(mc, (call) => `ifdef(\`__NEVER__', \`dnl', \`dnl\n${call}dnl\n')dnl`),
  "all in one ifdef": (mc) => between(mc, (lines) => ["ifdef(`__NEVER__', `', `dnl", ...lines, "')dnl"]),
  "in a diversion": (mc) => between(mc, (lines) => ["divert(-1)", ...lines, "divert(0)dnl"]),
  "after other quotes": (mc) => between(mc, (lines) => ["changequote([, ])dnl", "changequote`'dnl", ...lines]),
  "in other quotes": (mc) =>
    eachCall(mc, (call) => `changequote([, ])${call.replace(/`/g, "[").replace(/'/g, "]")}changequote(\`, ')dnl`),
  "without quotes": (mc) => eachCall(mc, (call) => call.replace(/\(`(\w+)'/, "($1")),
  "the argument on a line of its own": (mc) => eachCall(mc, (call) => `${call.replace("(", "(\n\t")}dnl`),
  "the parenthesis on a line of its own": (mc) => eachCall(mc, (call) => `${call.replace(/\)$/, "dnl\n)")}dnl`),
  "through a macro": (mc) =>
    between(mc, (lines) => [
      "define(`WITH', `FEATURE(`$1')')dnl",
      ...lines.map((line) => line.replace(/^FEATURE\((`\w+')\)dnl$/, "WITH($1)dnl")),
    ]),
  "through a macro that is used twice": (mc) =>
    between(mc, (lines) => [
      "define(`WITH', `FEATURE(`$1')dnl",
      "')dnl",
      "WITH(`nocanonify')dnl",
      ...lines.map((line) => line.replace(/^FEATURE\((`\w+')\)dnl$/, "WITH($1)dnl")),
    ]),
  "in a macro for all": (mc) => between(mc, (lines) => ["define(`ALL', `dnl", ...lines, "')dnl", "ALL", ""]),
  twice: (mc) => eachCall(mc, (call) => `${call}dnl\n${call}dnl`),
  "beside a dead one": (mc) => eachCall(mc, (call) => `dnl ${call}dnl\n${call}dnl`),
  "with a text before it": (mc) => eachCall(mc, (call) => `dnl() ${call}dnl`),
};
