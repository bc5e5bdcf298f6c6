// A moment as people write it.

/** The moment in UTC, such as `2026-01-31T09:00:00.000Z`. @param milliseconds since 1970 */
export function isoTime(milliseconds: number): string {
  // biome-ignore lint/style/noRestrictedGlobals: it counts with the calendar and reads no clock
  return new Date(milliseconds).toISOString();
}

/** The day of that moment in UTC, such as `2026-01-31`. */
export function isoDay(milliseconds: number): string {
  return isoTime(milliseconds).slice(0, 10);
}
