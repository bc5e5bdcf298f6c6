// Plain text inside of Markdown.

/** Text in which nothing is special to Markdown; blanks and line ends become single blanks, so that it fits a table's cell. */
export function markdownText(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|#]/g, "\\$&").replace(/\s+/g, " ");
}
