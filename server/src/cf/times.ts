// sendmail's times: `30s`, `1h30m`, a number alone in the unit of the option.
import type { ReadState } from "./state.ts";

export type TimeUnit = "s" | "m" | "h" | "d" | "w";

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** What `now` means to a time. */
export const NOW = -1;

/** Seconds of a time. A unit that sendmail does not know is told to `unknown`, and the option's own is taken. */
export function secondsIn(text: string, unit: TimeUnit, unknown?: (written: string) => void): number {
  if (/^now$/i.test(text)) return NOW;
  const negative = text.startsWith("-");
  let seconds = 0;
  for (let at = negative ? 1 : 0; at < text.length; ) {
    const digits = /^\d*/.exec(text.slice(at))?.[0] ?? "";
    at += digits.length;
    let written = text[at] ?? unit;
    at++;
    if (SECONDS[written] === undefined) {
      unknown?.(written);
      written = unit;
    }
    seconds += Number(digits) * (SECONDS[written] ?? 0);
  }
  return negative ? -seconds : seconds;
}

/** The same while a `.cf` is read, which says what it does not know, and goes on. */
export function readTime(state: ReadState, text: string, unit: TimeUnit): number {
  const options = { severity: "warning", placed: true } as const;
  return secondsIn(text, unit, (written) => state.say("time", `Invalid time unit \`${written}'`, options));
}
