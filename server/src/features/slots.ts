// What may be in an argument of a call: the name of a feature, of a setting, or a value of some type.
import {
  type Argument,
  type CatalogRecord,
  catalog,
  type Kind,
  settingRecord,
  type ValueType,
} from "../catalog/index.ts";

/** Macros whose first argument names a record of another kind. */
export const NAMING: Readonly<Record<string, Kind>> = {
  FEATURE: "feature",
  MAILER: "mailer",
  OSTYPE: "ostype",
  DOMAIN: "domain",
  HACK: "hack",
};
/** Macros that take the name of a setting; true for those with a value after it. */
const SETTING: Readonly<Record<string, boolean>> = {
  define: true,
  pushdef: true,
  undefine: false,
  popdef: false,
  ifdef: false,
  defn: false,
};

/** What the catalogue says of a value. */
export interface Valued {
  readonly type: ValueType;
  readonly values?: Readonly<Record<string, string>>;
  readonly list?: Kind;
  readonly default?: string;
  readonly unit?: string;
}

export type Slot =
  /** The name of a record of this kind. */
  | { readonly kind: "record-name"; readonly of: Kind }
  /** The name of a setting; `define` needs its value next. */
  | { readonly kind: "setting-name"; readonly wantsValue: boolean }
  /** A value. `argument`: its index among the record's own arguments; undefined for the value of a setting. */
  | {
      readonly kind: "value";
      readonly record: CatalogRecord;
      readonly valued: Valued;
      readonly argument: number | undefined;
    };

/**
 * The slot of an argument, counted from 0. `first` is the text of the call's first argument. Undefined for macros and
 * arguments that the catalogue does not know.
 */
export function slotOf(macro: string, index: number, first: string | undefined): Slot | undefined {
  const of = NAMING[macro];
  if (of !== undefined && index === 0) return { kind: "record-name", of };
  const wantsValue = SETTING[macro];
  if (wantsValue !== undefined && index === 0) return { kind: "setting-name", wantsValue };
  if (wantsValue === true && index === 1) {
    const setting = settingRecord(first?.trim() ?? "");
    if (setting !== undefined && "type" in setting)
      return { kind: "value", record: setting, valued: setting, argument: undefined };
  }
  const record = recordOf(macro, first);
  const position = of === undefined ? index : index - 1;
  const valued = record === undefined ? undefined : argumentAt(argumentsOf(record), position);
  return record && valued && { kind: "value", record, valued, argument: position };
}

/** The record whose arguments a call takes: that of the feature, not that of FEATURE. */
export function recordOf(macro: string, first: string | undefined): CatalogRecord | undefined {
  const kind = NAMING[macro];
  if (kind !== undefined) return first === undefined ? catalog.get("macro", macro) : catalog.get(kind, first.trim());
  return catalog.get("macro", macro) ?? catalog.get("builtin", macro);
}

/** The arguments that a record takes; [] where it takes none. */
export function argumentsOf(record: CatalogRecord): readonly Argument[] {
  return "arguments" in record ? (record.arguments ?? []) : [];
}

/** The description of an argument; the last one stands for all further ones if it may be repeated. */
export function argumentAt(args: readonly Argument[], index: number): Argument | undefined {
  const last = args.at(-1);
  return args[index] ?? (index >= args.length && last?.repeat === true ? last : undefined);
}
