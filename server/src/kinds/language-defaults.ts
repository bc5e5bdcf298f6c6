// Settings that editors should have for our files: lists that open while one types, and for tables tabs as sendmail's own files have them.

/**
 * Lists open in names and values, which a grammar may take for strings, and not in comments. Enter after a value that is typed in full
 * ends its line: "smart" takes a proposal by Enter only where that changes the text.
 */
export const TYPING_DEFAULTS = {
  "editor.quickSuggestions": { other: "on", comments: "off", strings: "on" },
  "editor.acceptSuggestionOnEnter": "smart",
} as const;

export const TABLE_DEFAULTS = {
  "editor.insertSpaces": false,
  "editor.detectIndentation": false,
  "editor.tabSize": 8,
  ...TYPING_DEFAULTS,
} as const;
