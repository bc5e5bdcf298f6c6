// What is typed into a terminal, as keys.

export type KeyName =
  | "left"
  | "right"
  | "wordLeft"
  | "wordRight"
  | "home"
  | "end"
  | "up"
  | "down"
  | "backspace"
  | "delete"
  | "deleteBefore"
  | "deleteAfter"
  | "deleteWord"
  | "enter"
  | "complete"
  | "cancel"
  | "end-of-input"
  | "clear";

export type Key = { readonly name: KeyName } | { readonly name: "text"; readonly text: string };

/** Control characters. */
const CONTROLS: Readonly<Record<string, KeyName>> = {
  "\x01": "home",
  "\x02": "left",
  "\x03": "cancel",
  "\x04": "end-of-input",
  "\x05": "end",
  "\x06": "right",
  "\x08": "backspace",
  "\t": "complete",
  "\n": "enter",
  "\x0b": "deleteAfter",
  "\x0c": "clear",
  "\r": "enter",
  "\x0e": "down",
  "\x10": "up",
  "\x15": "deleteBefore",
  "\x17": "deleteWord",
  "\x7f": "backspace",
};

/** What follows `ESC [` or `ESC O`; with a modifier (`1;5D`) the arrows go by words. */
const SEQUENCES: Readonly<Record<string, KeyName>> = {
  A: "up",
  B: "down",
  C: "right",
  D: "left",
  F: "end",
  H: "home",
  "1~": "home",
  "3~": "delete",
  "4~": "end",
  "7~": "home",
  "8~": "end",
};
/** What follows ESC alone: the Alt key. */
const ALT: Readonly<Record<string, KeyName>> = { b: "wordLeft", f: "wordRight", "\x7f": "deleteWord" };

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals send them
const PART = /\x1b[[O]([0-9;]*[A-Za-z~])|\x1b(?![[O])([\s\S])|\r\n|([\0-\x1f\x7f])|[^\0-\x1f\x7f]+/g;

/** The keys of an input; what no key stands for is left out. A pasted line end is Enter. */
export function* keysOf(input: string): Generator<Key> {
  for (const match of input.matchAll(PART)) {
    const [all, sequence, alt, control] = match;
    const name =
      sequence !== undefined ? sequenceKey(sequence) : alt !== undefined ? ALT[alt] : CONTROLS[control ?? ""];
    if (all === "\r\n") yield { name: "enter" };
    else if (name !== undefined) yield { name };
    else if (sequence === undefined && alt === undefined && control === undefined) yield { name: "text", text: all };
  }
}

function sequenceKey(sequence: string): KeyName | undefined {
  const [, modified] = /^1;[3-8]([A-Za-z])$/.exec(sequence) ?? [];
  if (modified === "D") return "wordLeft";
  if (modified === "C") return "wordRight";
  return SEQUENCES[modified ?? sequence];
}
