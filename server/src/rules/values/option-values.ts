// Whether sendmail can read a value, by the type of its option, and what would have been meant.
import type { DefineRecord, OptionRecord } from "../../catalog/index.ts";

/** What is wrong with a value. */
export interface Misreading {
  /** What sendmail does with it, as the first sentence of a message. */
  readonly effect: string;
  /** What the value should look like. */
  readonly advice: string;
  /** Values that were probably meant. */
  readonly meant: readonly string[];
  /** Set where mail goes on. */
  readonly severity?: "warning" | "information";
  /** Set where the option has the value that was meant. */
  readonly isHarmless?: true;
}

/** An option, or a setting of a mailer. */
type ValuedRecord = OptionRecord | DefineRecord;

type Check = (value: string, record: ValuedRecord) => Misreading | undefined;

/** Words with which people switch something on; sendmail reads them as false. */
const MEANT_TRUE = /^(1|on|enabled?|ok|allow(ed)?|always|required?|active|set)$/i;
/** What means false to people, too. */
const MEANT_FALSE = /^\W*(?:[fn].*|0|off|disabled?|-1)\W*$/is;

/** As sendmail reads truth values: true if the value begins with t, T, y or Y, or is empty; false for anything else. */
function boolean(value: string, record: ValuedRecord): Misreading | undefined {
  const isWord = Object.keys(record.values ?? {}).some((word) => word.toLowerCase() === value.toLowerCase());
  if (isWord || /^[ty]/i.test(value) || MEANT_FALSE.test(value)) return undefined;
  // Signs around a word do not change what was meant.
  const plain = value.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  const isTrue = MEANT_TRUE.test(plain) || /^(?:t(?:rue)?|y(?:es)?)$/i.test(plain);
  const shown = value.length > 30 ? `${value.slice(0, 27)}...` : value;
  return {
    effect: `sendmail reads "${shown}" as false: only T or Y at the start is true.`,
    advice: isTrue ? "Write True." : "Write True or False.",
    meant: isTrue ? ["True"] : [],
    ...(isTrue ? {} : { severity: "warning" as const }),
  };
}

/** Units as people write them, with the letter that sendmail knows. */
const UNITS: readonly (readonly [RegExp, string])[] = [
  [/^s(ec(ond)?s?)?$/i, "s"],
  [/^m(in(ute)?s?)?$/i, "m"],
  [/^h((ou)?rs?)?$/i, "h"],
  [/^d(ays?)?$/i, "d"],
  [/^w(eeks?)?$/i, "w"],
];

function timeMeant(value: string): readonly string[] {
  const parts = [...value.matchAll(/\s*(\d+)\s*([a-z]*)\s*/gi)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join("") !== value) return [];
  const written = parts.map(([, amount = "", unit = ""]) => {
    const letter = unit === "" ? "" : UNITS.find(([pattern]) => pattern.test(unit))?.[1];
    return letter === undefined ? undefined : amount + letter;
  });
  return written.includes(undefined) ? [] : [written.join("")];
}

function time(value: string): Misreading | undefined {
  if (/^(now|-?\d+[smhdw]?|(\d+[smhdw])+\d*)$/.test(value)) return undefined;
  return {
    effect: `sendmail cannot read "${value}" as a time and reports an invalid time unit.`,
    advice: "Write numbers with the units s, m, h, d or w in lower case and without spaces, such as 30s or 1h30m.",
    meant: timeMeant(value),
  };
}

const MULTIPLES: Readonly<Record<string, number>> = { K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

/** The largest number that sendmail can keep where it counts something; sizes may be larger. */
const MOST = 2 ** 31 - 1;

/** A value with signs after it that change nothing, `10;`: sendmail stops reading before them. */
function withTail(value: string, pattern: RegExp): Misreading | undefined {
  const read = pattern.exec(value)?.[0];
  if (read === undefined) return undefined;
  return {
    effect: `sendmail reads "${value}" as ${read}: it skips what comes after.`,
    advice: `Write ${read}.`,
    meant: [read],
    severity: "information",
    isHarmless: true,
  };
}

function number(value: string, record: ValuedRecord): Misreading | undefined {
  if (record.type === "number" && /^\d{10,}$/.test(value) && Number(value) > MOST)
    return {
      effect: "This is more than sendmail can count, so it uses another number.",
      advice: `The largest number is ${MOST}.`,
      meant: [],
      severity: "warning",
    };
  if (/^[+-]?\d+$/.test(value) || record.values?.[value] !== undefined || /^\d+\/\d+$/.test(value)) return undefined;
  const harmless = withTail(value, /^[+-]?\d+(?=[^\p{L}\p{N}]+$)/u);
  if (harmless !== undefined) return harmless;
  const digits = /^-?\d+/.exec(value)?.[0] ?? "0";
  const [, amount = "", letter = ""] = /^(\d+)\s*([KMG])(?:i?B)?$/i.exec(value) ?? [];
  const factor = MULTIPLES[letter.toUpperCase()];
  const isBytes = record.type === "size" && record.unit === "bytes";
  return {
    effect: `sendmail reads "${value}" as ${digits}${record.unit === undefined ? "" : ` ${record.unit}`}: it stops after the digits.`,
    advice: "Write a plain number: letters for thousands or millions do not work here.",
    meant: factor !== undefined && isBytes ? [String(Number(amount) * factor)] : [],
  };
}

function mode(value: string): Misreading | undefined {
  if (/^0?[0-7]{3,4}$/.test(value)) return undefined;
  const harmless = withTail(value, /^0?[0-7]{3}(?=[^\p{L}\p{N}]+$)/u);
  if (harmless !== undefined) return harmless;
  return {
    effect: `"${value}" is not a file mode: sendmail reads only the octal digits at its start.`,
    advice: "Write three or four octal digits, such as 0600.",
    meant: [],
  };
}

/** Options of which sendmail compares the whole word; of the others only the first letter counts. */
const WHOLE_WORDS: ReadonlySet<string> = new Set(["confNO_RCPT_ACTION"]);
/** Options whose letter sendmail compares with regard to case. */
const LOWER_CASE: ReadonlySet<string> = new Set(["confDELIVERY_MODE", "confEIGHT_BIT_HANDLING"]);

function choice(value: string, record: ValuedRecord): Misreading | undefined {
  const known = Object.keys(record.values ?? {});
  // What is none of the other words is a truth value.
  const isOther = known.some(
    (word) => !/^(?:True|False)$/.test(word) && word.charAt(0) === value.charAt(0).toUpperCase(),
  );
  if (known.includes("True")) return isOther ? undefined : boolean(value, record);
  const same = (word: string) =>
    WHOLE_WORDS.has(record.name)
      ? word.toLowerCase() === value.toLowerCase()
      : word.charAt(0).toLowerCase() === value.charAt(0).toLowerCase();
  if (known.length < 2) return undefined;
  const likely = known.find(same);
  if (likely !== undefined && LOWER_CASE.has(record.name) && /^[A-Z]/.test(value))
    return {
      effect: `sendmail does not know the value "${value}" here: it has to be in lower case.`,
      advice: `Write ${likely}.`,
      meant: [likely],
    };
  if (likely !== undefined) return undefined;
  return {
    effect: `sendmail does not know the value "${value}" here.`,
    advice: `Write one of ${known.join(", ")}.`,
    meant: [],
  };
}

/** Nothing where a number is read: it counts as 0. Where that is the default, or where there is none, nothing was meant. */
function empty({ type, default: usual }: ValuedRecord): Misreading | undefined {
  if (!/^(?:number|size|time|mode)$/.test(type) || usual === undefined || !/[1-9]/.test(usual)) return undefined;
  return {
    effect: "Without a value sendmail reads 0 here.",
    advice: `Write the value after the name, or remove the line: the default is ${usual}.`,
    meant: [],
    severity: "warning",
  };
}

const CHECKS: Readonly<Record<string, Check>> = { boolean, time, number, size: number, mode, choice };

/** What sendmail makes of a value that does not fit its option; undefined for one that fits, or of which nothing can be said. */
export function misreading(record: ValuedRecord, value: string): Misreading | undefined {
  const text = value.trim();
  if (text === "" && record.cf?.kind === "option") return empty(record);
  // Where it contains a macro of sendmail, the value is known at run time only.
  if (text === "" || text.includes("$") || (record.cf?.kind !== "option" && record.cf?.kind !== "mailer"))
    return undefined;
  return CHECKS[record.type]?.(text, record);
}
