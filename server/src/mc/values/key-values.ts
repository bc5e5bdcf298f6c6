// Lists of `key=value` as DAEMON_OPTIONS, CLIENT_OPTIONS, INPUT_MAIL_FILTER and QUEUE_GROUP take them.
import type { Value } from "../../m4/types.ts";
import type { KeyValue } from "../types.ts";
import { spanIn } from "./places.ts";

/** What sendmail takes a key for by its first letter; upper and lower case differ where both are in the table. */
type Letters = Readonly<Record<string, string>>;

/** DaemonPortOptions and ClientPortOptions (operations guide, "DaemonPortOptions"). */
export const daemonKeys: Letters = {
  A: "Addr",
  c: "children",
  d: "delayLA",
  D: "DeliveryMode",
  F: "Family",
  I: "InputMailFilters",
  L: "Listen",
  M: "Modifier",
  N: "Name",
  P: "Port",
  q: "queueLA",
  R: "ReceiveSize",
  r: "refuseLA",
  S: "SendSize",
};

/** `X` lines. */
export const milterKeys: Letters = { S: "Socket", F: "Flags", T: "Timeouts" };

/** `Q` lines. */
export const queueKeys: Letters = {
  F: "Flags",
  I: "Interval",
  J: "Jobs",
  N: "Nice",
  P: "Path",
  r: "recipients",
  R: "Runners",
};

function meaning(key: string, letters: Letters): string {
  const first = key.charAt(0);
  return letters[first] ?? letters[first.toUpperCase()] ?? key;
}

/** Takes a list apart at its commas. A part without `=` is skipped, as sendmail skips it. */
export function keyValues(value: Value, letters: Letters): KeyValue[] {
  const entries: KeyValue[] = [];
  for (const match of value.text.matchAll(
    /[ \t\r\n]*([^,=]*?)[ \t\r\n]*=[ \t\r\n]*([^,]*?)[ \t\r\n]*(?:,|$)|[^,]*(?:,|$)/g,
  )) {
    const [whole, key, text] = match;
    if (key === undefined || text === undefined) continue;
    const keyStart = match.index + whole.indexOf(key);
    const valueStart = match.index + whole.indexOf(text, whole.indexOf("=") + 1);
    entries.push({
      key,
      means: meaning(key, letters),
      value: text,
      keySpan: spanIn(value, keyStart, keyStart + key.length),
      valueSpan: spanIn(value, valueStart, valueStart + text.length),
    });
  }
  return entries;
}

/** The parts of such a list that have no `=`: sendmail skips them silently. */
export function keylessParts(value: Value): readonly Value[] {
  return [...value.text.matchAll(/[^,]+/g)].flatMap(({ 0: part, index }) => {
    const text = part.trim();
    if (text === "" || part.includes("=")) return [];
    const start = index + part.indexOf(text);
    return [{ text, exact: spanIn(value, start, start + text.length) }];
  });
}
