// Whole configurations to begin with: "Sendmail: New Configuration…".
import { catalog } from "../catalog/index.ts";
import type { NewConfiguration } from "../protocol.ts";

/** The forms of the catalogue that are whole files, with what people call such a server. */
const STARTS: readonly (readonly [snippet: string, title: string])[] = [
  ["mc-null-client", "Null client"],
  ["mc-smart-host-login", "Smart host with a login"],
  ["mc-closed-relay", "Receiving server"],
  ["mc-submission-server", "Submission server"],
];

/** True for a form that is a whole file. */
export function isWholeFile(name: string): boolean {
  return STARTS.some(([snippet]) => snippet === name);
}

/** The configurations, simplest first. */
export function newConfigurations(): readonly NewConfiguration[] {
  return STARTS.flatMap(([name, title]) => {
    const record = catalog.get("snippet", name);
    if (record === undefined) return [];
    // A list cuts off what is longer, and all of them begin alike.
    const detail = record.summary.replace(/^A whole sendmail\.mc for a/, "A");
    return [{ title, detail, snippet: record.body }];
  });
}
