// How a command is described: one description makes what it reads, its help, the man page, the completions and the README.

/** What a value is, for completions. */
export type ValueKind = "file" | "folder" | "text" | readonly string[];

export interface OptionText {
  /** Without its dashes. */
  readonly name: string;
  /** One letter. */
  readonly short?: string;
  /** Absent for a switch. `shown` is the word for it in help; `optional` the value where the option is given without one. */
  readonly value?: { readonly shown: string; readonly kind: ValueKind; readonly optional?: string };
  /** It may be given several times. */
  readonly multiple?: true;
  /** What it does: a sentence or two, without a full stop only if it is one. Words of code in backquotes. */
  readonly text: string;
}

export interface Example {
  /** As it is typed. */
  readonly line: string;
  readonly text: string;
}

export interface CommandText {
  readonly name: string;
  /** One line for lists of commands. */
  readonly summary: string;
  /** What follows its name, as help writes it: `PATH...`. */
  readonly operands: string;
  /** What the operands are, for completions. */
  readonly operandKind: ValueKind;
  /** What it does, a paragraph each. Words of code in backquotes. */
  readonly about: readonly string[];
  readonly options: readonly OptionText[];
  readonly examples: readonly Example[];
}
