// Which mailers a configuration has in the end.
import { catalog } from "../../catalog/index.ts";
import type { MailConfig } from "../../mc/types.ts";

/** Mailers that sendmail has without any MAILER. */
const BUILT_IN = ["local", "prog", "error", "discard"];

/** Names of all mailers that the .cf will have. */
export function mailersOf(config: MailConfig): ReadonlySet<string> {
  const own = config.cfLines.flatMap(({ kind, text }) => (kind === "M" ? (/^M([^,\s]+)/.exec(text)?.[1] ?? []) : []));
  const known = config.mailers.flatMap(({ name }) => catalog.get("mailer", name)?.defines ?? []);
  return new Set([...BUILT_IN, ...own, ...known]);
}
