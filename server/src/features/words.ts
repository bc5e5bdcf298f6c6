// What is under a cursor: the word, the call around it, and what the catalogue knows of it.
import { type CatalogRecord, catalog, cfOptionRecord, settingRecord } from "../catalog/index.ts";
import type { CallArgument, MacroCall } from "../m4/types.ts";
import type { CfLine, MailConfig } from "../mc/types.ts";
import type { MailSite } from "../site/types.ts";
import { type Span, touches } from "../text.ts";
import { rangeOf } from "./ranges.ts";
import { NAMING, slotOf, type Valued } from "./slots.ts";
import { fileRecord, partAt, type ValuePart } from "./value-parts.ts";

/** A word of the catalogue where it is used. */
export interface Word {
  readonly record: CatalogRecord;
  readonly span: Span;
  /** The call that the word names or is in; undefined in a line of the .cf that is in the .mc. */
  readonly call: MacroCall | undefined;
  /** Index of the record's own argument under the cursor; undefined on the word itself. */
  readonly argument?: number;
  /** The word of a value under the cursor, where it has no record of its own: `record` is then what the value is for. */
  readonly part?: ValuePart;
}

/** The word of a .mc at an offset: only of calls that m4 really made, so that dead text has no words. */
export function wordAt(site: MailSite, uri: string, offset: number): Word | undefined {
  const config = site.mc?.config;
  if (config === undefined) return undefined;
  const place = innermost(site, config.expansion.calls, uri, offset);
  if (place === undefined) return cfWord(config, uri, offset);
  const { call, index } = place;
  if (index === undefined) return nameWord(call);
  const argument = call.args[index];
  return argument && argumentWord(call, index, argument, offset);
}

/** A name that the .mc itself defines, where it is defined, asked for or used. */
export interface OwnName {
  readonly name: string;
  readonly span: Span;
}

/** The name of the .mc's own under a cursor; undefined for sendmail's names and where m4 does not read one. */
export function ownNameAt(site: MailSite, uri: string, offset: number): OwnName | undefined {
  const config = site.mc?.config;
  const place = config && innermost(site, config.expansion.calls, uri, offset);
  if (config === undefined || place === undefined) return undefined;
  const { call, index } = place;
  const argument = index === undefined ? undefined : call.args[index];
  if (index !== undefined && slotOf(call.name, index, undefined)?.kind !== "setting-name") return undefined;
  const name = argument === undefined ? call.name : argument.text.trim();
  const span = argument === undefined ? call.nameSpan : (argument.exact ?? argument.span);
  return config.settings.some((setting) => setting.name === name && !setting.implied) ? { name, span } : undefined;
}

interface CallPlace {
  readonly call: MacroCall;
  /** Undefined on the name. */
  readonly index: number | undefined;
}

/**
 * The innermost call at an offset: the one whose name or argument there is shortest; of equal ones the last, which ran in
 * the end. Calls that the library makes by itself (to look at a value again) are nobody's words.
 */
function innermost(site: MailSite, calls: readonly MacroCall[], uri: string, offset: number): CallPlace | undefined {
  let best: CallPlace | undefined;
  let bestSize = Number.POSITIVE_INFINITY;
  const document = site.document(uri);
  const consider = (span: Span, call: MacroCall, index: number | undefined) => {
    // An argument that is nothing but a name makes room for the name.
    const size = span.end - span.start + (index === undefined ? 0 : 0.5);
    if (span.source !== uri || !touches(span, offset) || size > bestSize) return;
    if (!site.has(call.nameSpan.source)) return;
    // What a macro of the library calls in turn (`divert` for LOCAL_TLS_SERVER) is at that macro's name.
    if (index === undefined && document?.getText(rangeOf(document, span)) !== call.name) return;
    bestSize = size;
    best = { call, index };
  };
  for (const call of calls) {
    for (const [index, { span, exact }] of call.args.entries()) {
      consider(span, call, index);
      // An argument handed on by a macro of one's own is where that macro was called.
      if (exact !== undefined && exact.start !== span.start + 1) consider(exact, call, index);
    }
    consider(call.nameSpan, call, undefined);
  }
  return best;
}

function nameWord(call: MacroCall): Word | undefined {
  const record = catalog.get("macro", call.name) ?? catalog.get("builtin", call.name) ?? settingRecord(call.name);
  return record && { record, span: call.nameSpan, call };
}

function argumentWord(call: MacroCall, index: number, argument: CallArgument, offset: number): Word | undefined {
  const slot = slotOf(call.name, index, call.args[0]?.text);
  const span = argument.exact ?? argument.span;
  const text = argument.text.trim();
  switch (slot?.kind) {
    case undefined:
      return NAMING[call.name] === undefined ? nameWord(call) : undefined;
    case "record-name": {
      const record = catalog.get(slot.of, text);
      return record && { record, span, call };
    }
    case "setting-name": {
      const record = settingRecord(text);
      return record && { record, span, call };
    }
    case "value": {
      const { record, valued, argument: position } = slot;
      const whole: Word = { record, span, call, ...(position === undefined ? {} : { argument: position }) };
      return argument.exact === undefined ? whole : partWord(whole, valued, argument.text, argument.exact, offset);
    }
  }
}

/** The word of a value, or the whole value where it has no words that are known. */
function partWord(whole: Word, valued: Valued, text: string, at: Span, offset: number): Word {
  const part = partAt(valued, text, offset - at.start);
  if (part === undefined || (part.record === undefined && part.meaning === undefined)) {
    const file = valued.type === "path" ? fileRecord(text.trim()) : undefined;
    return file === undefined ? whole : { record: file, span: at, call: whole.call };
  }
  const span = { ...at, start: at.start + part.start, end: at.start + part.end };
  const { record } = part;
  if (record !== undefined) return { record, span, call: whole.call, part };
  return part.key === undefined ? { ...whole, span, part } : { record: part.key, span, call: whole.call, part };
}

/** A word in a line of the .cf that is in the .mc: an option or a map. */
function cfWord(config: MailConfig, uri: string, offset: number): Word | undefined {
  for (const line of config.cfLines) {
    if (line.kind !== "O" && line.kind !== "K") continue;
    const at = offsetIn(line, uri, offset);
    if (at === undefined) continue;
    const [written = "", head = "", name = ""] =
      (line.kind === "O" ? /^(O )([\w.]+)/ : /^(K\s*\S+\s+)/).exec(line.text) ?? [];
    const from = offset - at;
    if (line.kind === "K") return mapWord(line.text.slice(written.length), uri, from + written.length, offset);
    const record = cfOptionRecord(name) ?? cfOptionRecord(name.split(".")[0] ?? "");
    const start = from + head.length;
    return record && { record, span: { source: uri, start, end: start + name.length }, call: undefined };
  }
  return undefined;
}

/** A word of a map specification that starts at `start` of a source. */
function mapWord(spec: string, source: string, start: number, offset: number): Word | undefined {
  const part = partAt({ type: "map" }, spec, offset - start);
  if (part?.record === undefined) return undefined;
  return {
    record: part.record,
    span: { source, start: start + part.start, end: start + part.end },
    call: undefined,
    part,
  };
}

/** The offset in a line of the text that is written, letter for letter, at an offset of a source. */
function offsetIn({ parts }: CfLine, source: string, offset: number): number | undefined {
  const part = parts.find(({ origin, exact }) => exact && origin.source === source && touches(origin, offset));
  return part && part.at + offset - part.origin.start;
}
