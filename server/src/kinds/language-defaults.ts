// Settings that editors should have for tables: tabs as sendmail's own files have them, and lists that open while a value is typed.

/** Lists open in names and values, which a grammar may take for strings, and not in comments. */
export const SUGGESTIONS = { other: "on", comments: "off", strings: "on" } as const;

export const TABLE_DEFAULTS = {
  "editor.insertSpaces": false,
  "editor.detectIndentation": false,
  "editor.tabSize": 8,
  "editor.quickSuggestions": SUGGESTIONS,
} as const;
