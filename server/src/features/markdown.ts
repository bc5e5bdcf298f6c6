// What comes from a file, inside of Markdown: never markup, whatever is in it.

/**
 * Text in which nothing is special to Markdown, addresses included, which some renderers make links of; spaces and line ends
 * become single spaces, so that it fits a table's cell.
 */
export function markdownText(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|#&~$@]|\/(?=\/)/g, "\\$&").replace(/\s+/g, " ");
}

/** A word in Markdown code, whatever quotes and line ends it contains. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, " ");
  if (!line.includes("`")) return `\`${line}\``;
  let longest = 1;
  for (const [run] of line.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const fence = "`".repeat(longest + 1);
  return `${fence} ${line} ${fence}`;
}

/** A link to a place of a file. `fragment` is `L12` or `L12,3`, counted from 1. */
export function markdownLink(label: string, uri: string, fragment: string): string {
  const target = uri.replace(/[\s\\()<>]/g, (unsafe) => `%${unsafe.charCodeAt(0).toString(16).padStart(2, "0")}`);
  return `[${markdownText(label)}](${target}#${fragment})`;
}
