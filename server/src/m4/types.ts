// What the m4 evaluator takes and gives: the interface that every higher layer rests on.
import type { Source, Span } from "../text.ts";

/** Answers `include` and `sinclude`. Knows what may be read; the evaluator itself has no I/O. */
export interface M4Host {
  /** The text m4 would read for this file name as written, or undefined where there is none. */
  read(path: string): Source | undefined;
  /** The system's words for why a path cannot be read; "No such file or directory" where this is not given. */
  whyNot?(path: string): string;
}

/** Limits that make every run end. Exceeding one ends the run with an error of code `budget`. */
export interface Budget {
  /** Macro calls expanded. */
  readonly expansions: number;
  /** Characters written to all diversions together, and characters pushed back for rescanning. */
  readonly output: number;
  /** Calls open at the same time (nested argument collection). */
  readonly depth: number;
  /** Asked every few hundred expansions; true ends the run (the caller's clock). */
  readonly expired?: () => boolean;
}

/** One expansion to run. */
export interface ExpandRequest {
  /** Read one after the other, as files on m4's command line are. */
  readonly sources: readonly Source[];
  readonly host?: M4Host;
  /** `-D NAME=VALUE`. */
  readonly definitions?: ReadonlyMap<string, string>;
  /** Macros that the caller implements; they are defined before the first source is read and may be redefined by it. */
  readonly natives?: ReadonlyMap<string, NativeMacro>;
  readonly budget?: Partial<Budget>;
  /** Notes how the letters of the last source pass through the run (`Expansion.passages`); it has to be read once. */
  readonly isFollowed?: boolean;
}

/**
 * A macro in the caller's own code, a macro like those of `define`: it is called with or without a parenthesis. Gets the
 * call with its collected arguments and returns what replaces it ("" for nothing; it is rescanned like any expansion).
 * A Value that is an argument of the call, or came from `M4Run.value`, keeps its provenance; a string counts as made by the call.
 * After the end of input inside its arguments a native is still called once, with `call.unterminated`.
 */
export type NativeMacro = (call: MacroCall, run: M4Run) => string | Value;

/** What a native macro may do to the run it is called in. */
export interface M4Run {
  /** The current definition's text, or undefined for an undefined or built-in macro. */
  definition(name: string): string | undefined;
  /** The same with its provenance. */
  value(name: string): Value | undefined;
  isDefined(name: string): boolean;
  /** As `define`: replaces the top definition. A Value that came from this run keeps its provenance. */
  define(name: string, text: string | Value): void;
  /** As `pushdef`. */
  pushdef(name: string, text: string | Value): void;
  undefine(name: string): void;
  /** Asks the host, as `include` does, and notes the question in `Expansion.includes`. */
  read(path: string): Source | undefined;
  /** Text pushed back to be read next, before what follows the call; the call is the parent of the calls in it. */
  include(source: Source): void;
  /** As `m4wrap`: text to be read at the end of all input. */
  wrap(text: string | Value): void;
  divert(diversion: number): void;
  readonly divnum: number;
  /** As `errprint`: written to stderr, kept as an error of code `errprint`. */
  errprint(text: string): void;
  /** The quotes in force. */
  readonly quotes: { readonly open: string; readonly close: string };
  readonly host: M4Host | undefined;
}

/** A text with the place it was written at. */
export interface Value {
  readonly text: string;
  /**
   * Where the text is written letter for letter in one source (without its outer quotes): what a fix may edit.
   * Undefined where the text was put together by expansion.
   */
  readonly exact: Span | undefined;
}

/** One collected argument. */
export interface CallArgument extends Value {
  /** The argument as it was written between commas, quotes included, leading spaces not; the best known place where it was not written in one piece. */
  readonly span: Span;
}

/** One call of a macro, builtin or native, that m4 really made. */
export interface MacroCall {
  readonly name: string;
  /** Where the name was written: in a source, or in the body of the macro that brought it forth. */
  readonly nameSpan: Span;
  /** From the name to the closing parenthesis, if both are in the same source in this order; else the name. */
  readonly span: Span;
  /** True where the call was written with a parenthesis right after the name. */
  readonly hasArguments: boolean;
  /** True where the argument list met the end of input before its closing parenthesis. */
  readonly unterminated: boolean;
  readonly args: readonly CallArgument[];
  /** The call whose expansion contained this one; undefined for a call written in a source at top level. */
  readonly parent: MacroCall | undefined;
  /** The call, among whose arguments this one was expanded while they were collected. */
  readonly within: MacroCall | undefined;
  /**
   * The stretch that a reader of the first source would point at: this call's span if it was written there, else that of
   * the nearest call on the way (include, user's macro) that was.
   */
  readonly site: Span;
  /** `ifdef` and `ifelse`: index of the argument that took the call's place, -1 where none did; of others undefined. */
  readonly chosen: number | undefined;
  /** The diversion in force when the call was expanded. */
  readonly diversion: number;
  /** Line number (1-based) that GNU m4's trace prints for the call, and the file it names. */
  readonly line: number;
  readonly file: string;
}

/** A stretch of output and where it came from. Pieces are in order, without gaps. */
export interface OutputPiece {
  /** Offsets in `Expansion.output`. */
  readonly start: number;
  readonly end: number;
  /** Where this text was written; letter for letter if the lengths are equal. */
  readonly origin: Span;
  /** The call that produced it; undefined for text copied straight from a source. */
  readonly call: MacroCall | undefined;
  /** The diversion through which it went. */
  readonly diversion: number;
}

/** Text that m4 read but that had no effect. */
export interface DeadText {
  readonly span: Span;
  /** `dnl`: deleted to the end of the line; `comment`: between the comment delimiters; `diverted`: went to a negative diversion. */
  readonly why: "dnl" | "comment" | "diverted";
}

export type M4ErrorCode =
  | "unterminated-string"
  | "unterminated-arguments"
  | "unterminated-comment"
  | "missing-include"
  | "too-few-arguments"
  | "too-many-arguments"
  | "bad-argument"
  | "undefined-macro"
  | "refused"
  | "errprint"
  | "budget"
  | "other";

/** A warning or error as GNU m4 would print it. */
export interface M4Error {
  readonly code: M4ErrorCode;
  readonly severity: "warning" | "error";
  /** GNU's words, without the leading `m4:FILE:LINE: `. For `errprint` the text itself. */
  readonly message: string;
  /**
   * Exactly what GNU m4 writes on stderr for it, with the program name `m4`. Not part of `Expansion.stderr` for `refused` and
   * `budget`, which m4 does not have.
   */
  readonly stderr: string;
  /** The cause: the opening quote, the name of the call whose list is open, the argument at fault. */
  readonly span: Span;
  /** `span`, seen from the first source (see `MacroCall.site`). */
  readonly site: Span;
  readonly call: MacroCall | undefined;
}

/** A definition made with `define` or `pushdef`, in the order they were made. */
export interface Definition {
  readonly name: string;
  readonly value: Value;
  readonly how: "define" | "pushdef";
  readonly call: MacroCall;
}

/** A text that may have letters of the source that is followed. */
export interface FollowedText {
  readonly text: string;
  /** For each stretch of such letters three numbers: its offset in the text, that in the source, and its length. */
  readonly own: readonly number[];
}

/** A text as it was read: on its way to the output, to nowhere or into an argument. */
export interface Passage extends FollowedText {
  /** What comes before it is the end of a word, what follows the beginning of one: a letter more there makes another word. */
  readonly isAfterWord: boolean;
  readonly isBeforeWord: boolean;
  /** Spaces at its beginning may be dropped. */
  readonly isTrimmed: boolean;
}

/** What a run did with the letters of the source that was followed; by offsets in it. */
export interface Followed {
  /** Whether nothing rests on which letters there are between two offsets: no name of a call, no argument that a builtin looks at. */
  isUnread(start: number, end: number): boolean;
  /** The texts that were read with one of these letters. */
  with(start: number, end: number): readonly Passage[];
  /** The texts that `ifelse` compared where one of them has one of these letters. */
  comparedWith(start: number, end: number): readonly (readonly [FollowedText, FollowedText])[];
}

/** All that a run gives. Never throws, whatever the text. */
export interface Expansion {
  /** Everything m4 would write to stdout. */
  readonly output: string;
  readonly pieces: readonly OutputPiece[];
  /** In the order in which m4 expanded them. */
  readonly calls: readonly MacroCall[];
  /**
   * How many of the calls m4 itself makes. Those from here on are read after an error at which m4 gives up (a string or an
   * argument list that never ends): an editor needs them, but m4 would not have come so far.
   */
  readonly reached: number;
  readonly definitions: readonly Definition[];
  readonly dead: readonly DeadText[];
  readonly errors: readonly M4Error[];
  /** stderr as GNU m4 writes it. */
  readonly stderr: string;
  readonly exitStatus: number;
  /** Names that `include` asked for, found or not, in order. */
  readonly includes: readonly { readonly path: string; readonly found: boolean; readonly call: MacroCall }[];
  /** Undefined where that was not asked for. */
  readonly passages: Followed | undefined;
  /**
   * True where a word may have been a call at some time in the run, had it been written there.
   *
   * @param isOpen whether a parenthesis follows it
   */
  mayCall(word: string, isOpen: boolean): boolean;
}
