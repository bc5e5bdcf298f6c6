// The call that a cursor is in while it is being written: what m4 makes of the text up to there.
import type { MacroCall } from "../m4/types.ts";
import { readMailConfig } from "../mc/index.ts";
import { nameAtEnd } from "./tail.ts";

/** Where a cursor is in a .mc, closed or not. */
export interface CallContext {
  /** Name of the innermost call that is open at the cursor; undefined outside of all calls. */
  readonly name: string | undefined;
  /** Index of the argument under the cursor, from 0. */
  readonly index: number;
  /** Values of the arguments before it. */
  readonly before: readonly string[];
  /** What has been written of this argument, without its opening quote. */
  readonly text: string;
  /** Offset at which `text` starts in the document. */
  readonly start: number;
  /** True if the argument began with a quote. */
  readonly quoted: boolean;
}

/** Nested quoted arguments that are looked into; deeper ones are nobody's hand-written text. */
const DEPTH = 8;

/** The last answer: completion and signature help ask of the same place, one after the other. */
let last: { readonly prefix: string; readonly context: CallContext | undefined } | undefined;

/** The context at the end of `prefix`, a document's text up to the cursor. Undefined in text that m4 throws away (dnl). */
export function callContext(prefix: string): CallContext | undefined {
  if (last?.prefix !== prefix) last = { prefix, context: contextIn(prefix, 0, 0) };
  return last.context;
}

function contextIn(text: string, base: number, depth: number): CallContext | undefined {
  const source = { name: "prefix", text };
  const { expansion } = readMailConfig(source, {});
  const end = text.length;
  const last = expansion.dead.at(-1);
  if (last?.why === "dnl" && last.span.source === source.name && last.span.end === end && !/[\r\n]$/.test(text))
    return undefined;
  const open = innermostOpen(expansion.calls, source.name);
  if (open === undefined) return outside(text, base);
  const openQuote = expansion.errors.find(
    ({ code, span }) => code === "unterminated-string" && span.source === source.name,
  );
  const argument = open.args.at(-1);
  // An argument of which nothing is written yet has no place of its own.
  const hasPlace = argument !== undefined && argument.text !== "" && argument.span.source === source.name;
  const start = openQuote?.span.start ?? (hasPlace ? argument.span.start : end);
  const written = text.slice(start, end);
  const quoted = written.startsWith("`");
  const inner = quoted ? written.slice(1) : written;
  const innerStart = base + start + (quoted ? 1 : 0);
  if (quoted && depth < DEPTH && /\w\(/.test(inner)) {
    // Text in quotes is m4's too once it is used: look for an open call in it.
    const nested = contextIn(inner, innerStart, depth + 1);
    if (nested === undefined || nested.name !== undefined) return nested;
  }
  return {
    name: open.name,
    index: Math.max(0, open.args.length - 1),
    before: open.args.slice(0, -1).map((value) => value.text),
    text: inner,
    start: innerStart,
    quoted,
  };
}

function innermostOpen(calls: readonly MacroCall[], source: string): MacroCall | undefined {
  return calls
    .filter(({ unterminated, nameSpan }) => unterminated && nameSpan.source === source)
    .reduce<MacroCall | undefined>(
      (best, call) => (best === undefined || call.nameSpan.start > best.nameSpan.start ? call : best),
      undefined,
    );
}

function outside(text: string, base: number): CallContext {
  const word = nameAtEnd(text);
  return { name: undefined, index: 0, before: [], text: word, start: base + text.length - word.length, quoted: false };
}
