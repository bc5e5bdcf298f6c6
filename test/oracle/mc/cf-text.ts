// What a .cf says, for comparison with our reading of its .mc.
import type { MailConfig } from "../../../server/src/mc/types.ts";

/** Comments outside of sections are not compared: the library's files leave some of their own there, and their versions. */
const withoutComments = (lines: readonly string[]): string[] =>
  lines.map((line) => line.replace(/##### {2}.*$/, "")).filter((line) => line.trim() !== "" && !line.startsWith("#"));

/** Stray lines as we read them. */
export function strayLines(config: MailConfig): string[] {
  return withoutComments(config.cfLines.filter((line) => line.section === "stray").map((line) => line.text));
}

/** What stands in the .cf before the library's first line and between its head and its rules. */
export function outsideOfSections(cf: string): string[] {
  const title = cf.indexOf("SENDMAIL CONFIGURATION FILE");
  const head = cf.indexOf("\n", cf.indexOf("$Id: cfhead.m4")) + 1;
  const rules = cf.indexOf("#####  $Id: proto.m4");
  const text = cf.slice(0, title) + cf.slice(head, rules < 0 ? undefined : rules);
  return withoutComments(text.split("\n"));
}

/** Classes that the library fills by itself in every configuration. */
const builtIn: ReadonlySet<string> = new Set([
  "P .",
  "w localhost",
  ". .",
  "[ [",
  "ResOk OKR",
  "ResOk OK",
  "t root",
  "t daemon",
  "t uucp",
]);

/** Classes with which the library keeps its own books. */
const books: ReadonlySet<string> = new Set([
  "O",
  "P",
  "B",
  "Accept",
  "SpamTag",
  "ResOk",
  "Tls",
  "TlsVerified",
  "SMTPOpModes",
  "Src",
  ".",
  "[",
]);

/** `C`, `F` and `T` lines of a .cf as `class member` and `class <file specification>`, sorted; without what every .cf has. */
export function memberships(cf: string): string[] {
  const found: string[] = [];
  // A line that begins with a space or a tab goes on with the one above.
  for (const whole of cf.replace(/\n[ \t]/g, " ").split("\n")) {
    const line = whole.replace(/(?<!\\)#.*$/s, "");
    const match =
      /^([CF])(?:\{([^}]*)\}|(.))(.*)$/s.exec(line) ??
      (/^T/.test(line) ? ["", "C", undefined, "t", line.slice(1)] : null);
    if (match === null) continue;
    const className = match[2] ?? match[3] ?? "";
    const rest = match[4] ?? "";
    if (books.has(className)) continue;
    if (match[1] === "F") found.push(`${className} <${rest.trim()}>`);
    else for (const word of rest.split(/\s+/)) if (!/^#*$/.test(word)) found.push(`${className} ${word}`);
  }
  return found.filter((member) => !builtIn.has(member)).sort();
}

/** The same as we read it. */
export function ourMemberships(config: MailConfig): string[] {
  const found: string[] = [];
  for (const { className, how } of config.classes) {
    if (books.has(className)) continue;
    if (how.kind === "words")
      for (const { text } of how.words.filter(({ text }) => !/^#+$/.test(text))) found.push(`${className} ${text}`);
    else if (how.kind === "class") found.push(`${className} $={${how.className}}`);
    else if (how.kind === "file")
      found.push(`${className} <${[how.flags, how.path.text, how.format].filter((part) => part).join(" ")}>`);
    else found.push(`${className} <${how.kind === "program" ? "|" : ""}${how.text.text}>`);
  }
  return found.filter((member) => !builtIn.has(member)).sort();
}
